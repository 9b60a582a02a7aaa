"""Kinds: what the words of a name and those around it prove it to be.

A wrong kind costs more than none, so each rule names a cue that is hardly ever anything else, and a
name of which two kinds are proved has none.
"""

from __future__ import annotations

import re

from briefing.model.name import NameKind
from briefing.names.name_candidates import NAMED_ALONE, Candidate
from briefing.names.word_lists import WordLists
from briefing.text.name_keys import name_key
from briefing.text.tokens import fold

_REACH = 48
"""Characters looked at before and behind a name."""
_AGE = re.compile(r", (?:aged )?[1-9]\d(?=[,.;)]|$| of )")
_APPOSITION = re.compile(
    r", (?:who|whose)\b|, (?:(?:an?|the|her|his|its|their|our|my|one of) )?((?:[\w’'-]+ ){0,3}?[\w’'-]+)"
)
_VERB = re.compile(r" ([a-z]+)\b")
_COMMA_PLACE = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})(?=[,.;:)]|$| (?!and\b|or\b)[a-z])")
_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?(?:\([^)\n]{2,40}\) ?)?[—–]{1,2}\s| \([A-Z][\w ]{1,30}\) ?-{1,2}\s)"
)
"""What follows the place at the head of a report: " (Reuters) -", ", Feb. 4 —"."""
_LED = re.compile(r"(?:['’]s)? (?:chief executive|CEO|shareholders)\b")
"""What only a company has."""
_LAST_WORDS = re.compile(r"(?:([\w’'-]+) )?(?:(the) )?([\w’'-]+) \Z")


def prove_kinds(text: str, candidate: Candidate, lists: WordLists) -> None:
    """Add to a candidate the kinds that its words and their surroundings prove."""
    keys = [word.key for word in candidate.words]
    if "&" in text[candidate.start : candidate.end]:
        keys.insert(1, "&")
    start, end = candidate.start, candidate.end
    kind = _kind_of_words(text, candidate, keys, lists)
    if kind is not None:
        candidate.kinds = {kind}
        return
    before = text[max(candidate.passage.start, start - _REACH) : start]
    behind = text[end : min(candidate.passage.end, end + _REACH)]
    if _is_person(candidate, keys, before, behind, lists):
        candidate.kinds.add("person")
    if _is_organisation(before, keys, lists) or _LED.match(behind):
        candidate.kinds.add("organisation")
    if _is_place(candidate, before, behind, lists):
        candidate.kinds.add("place")


def _kind_of_words(text: str, candidate: Candidate, keys: list[str], lists: WordLists) -> NameKind | None:
    """The kind that a name's own words prove, whatever stands around it."""
    whole = " ".join(keys)
    last = keys[-1]
    if whole in lists.places:
        return "place"
    if len(keys) < 2 or last in lists.person_last:
        return "person" if len(keys) > 1 else None
    given = keys[0] in lists.given
    if " ".join(keys[-2:]) in lists.not_places or (
        len(keys) == 2 and keys[0] in lists.groups and last in NAMED_ALONE
    ):
        return None  # "Wall Street", "Republican Congress"
    if last in lists.organisation and not candidate.title:
        return "organisation"
    if last in lists.place and not candidate.title:
        return "place"
    if not given and not candidate.title:
        if last in lists.organisation_unless_given and whole not in lists.not_organisations:
            return "organisation"
        if last in lists.place_unless_given:
            return "place"
        if keys[0] in lists.place_first and len(keys) == 2:
            return "place"
    return _kind_before_of(text, candidate, keys, lists)


def _kind_before_of(text: str, candidate: Candidate, keys: list[str], lists: WordLists) -> NameKind | None:
    for number, word in enumerate(candidate.words[:-1]):
        gap = text[word.end : candidate.words[number + 1].start].strip()
        if gap in ("of", "of the", "for"):
            if keys[number] in lists.organisation_of:
                return "organisation"
            if keys[number] in lists.place_of and number == 0 and gap != "for":
                return "place"
            return None
    return None


def _is_person(candidate: Candidate, keys: list[str], before: str, behind: str, lists: WordLists) -> bool:
    if len(keys) < 2 or len(keys) > 4:
        return False
    if keys[-1].isdigit() or keys[0] in lists.peoples or "&" in keys:
        return False
    middle = candidate.words[1:-1]
    if middle and all(len(word.key) == 1 for word in middle) and keys[0] in lists.given:
        return True
    match = _LAST_WORDS.search(before)
    if match and fold(match.group(3)) in lists.person_nouns_before and not _holds_other_heads(keys, lists):
        return True
    if _AGE.match(behind) and not _holds_other_heads(keys, lists):
        return True
    if keys[0] not in lists.given or keys[0] in lists.given_also_places:
        return False
    verb = _VERB.match(behind)
    if verb and verb.group(1) in lists.saying:
        return True
    apposition = _APPOSITION.match(behind)
    if apposition is None:
        return False
    nouns = apposition.group(1)
    if nouns is None:
        return True
    return any(fold(noun) in lists.person_nouns_in_apposition for noun in nouns.split())


def _holds_other_heads(keys: list[str], lists: WordLists) -> bool:
    return not (lists.other_heads.isdisjoint(keys) and lists.places.isdisjoint(keys))


def _is_organisation(before: str, keys: list[str], lists: WordLists) -> bool:
    match = _LAST_WORDS.search(before)
    if match is None or keys[0] in lists.peoples or keys[0] in lists.given:
        return False
    return fold(match.group(3)) in lists.organisation_nouns


def _is_place(candidate: Candidate, before: str, behind: str, lists: WordLists) -> bool:
    words = candidate.words
    if candidate.start == candidate.passage.start and _DATELINE.match(behind):
        return all(word.surface.isupper() for word in words)
    lowered = before.lower()
    if any(lowered.endswith((f" {phrase} ", f" {phrase} the ")) for phrase in lists.place_phrases):
        return not candidate.words[-1].possessive
    match = _LAST_WORDS.search(before)
    if match is None or match.group(2):
        return False
    word = match.group(3)
    if word in lists.place_words and len(words) < 3:
        key = words[0].key
        return key not in lists.peoples and not words[-1].key.endswith("s") and key not in lists.groups
    comma = _COMMA_PLACE.match(behind)
    if word in lists.place_prepositions and comma and not words[-1].possessive:
        return name_key(comma.group(1)).rstrip(".") in lists.states
    return False
