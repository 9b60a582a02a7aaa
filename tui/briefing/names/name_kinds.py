"""Kinds: what the words of a name and those around it prove it to be.

A wrong kind costs more than none, so each rule names a cue that is hardly ever anything else, and a
name of which two kinds are proved has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model.article import Passage
from briefing.model.name import NameKind
from briefing.names.capitalised import CapitalWord
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
_PARTS = frozenset("of from in near at outside".split())
_BELONGS_TO_NAME = re.compile(r"[A-Z][\w.’'-]*,? (?:of|from|in|near|at|outside) \Z")
"""A name tells where the one before it is from."""
_LEADER = re.compile(r"([^\W\d_][\w’'-]*) [Ll]eader \Z")
_LAST_WORD = re.compile(r"[\w’'-]+\Z")
_LAST_WORDS = re.compile(r"(?:([\w’'-]+) )?(?:(the) )?([\w’'-]+) \Z")


NAMED_ALONE = frozenset("congress parliament senate treasury".split())
"""Words for institutions of which a country has one."""


def kind_of_words(
    text: str, words: Sequence[CapitalWord], keys: Sequence[str], title: str, lists: WordLists
) -> NameKind | None:
    """Return the kind that a name's own words prove, whatever stands around it but a title."""
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
    if last in lists.organisation and not title:
        return "organisation"
    if last in lists.place and not title:
        return "place"
    if not given and not title:
        if last in lists.organisation_unless_given and whole not in lists.not_organisations:
            return "organisation"
        if last in lists.place_unless_given:
            return "place"
        if keys[0] in lists.place_first and len(keys) == 2:
            return "place"
    return _kind_before_of(text, words, keys, lists)


def _kind_before_of(
    text: str, words: Sequence[CapitalWord], keys: Sequence[str], lists: WordLists
) -> NameKind | None:
    for number, word in enumerate(words[:-1]):
        gap = text[word.end : words[number + 1].start].strip()
        if gap in ("of", "of the", "for"):
            if keys[number] in lists.organisation_of:
                return "organisation"
            if keys[number] in lists.place_of and number == 0 and gap != "for":
                return "place"
            return None
    return None


def kinds_around(
    text: str,
    passage: Passage,
    start: int,
    end: int,
    words: Sequence[CapitalWord],
    keys: Sequence[str],
    lists: WordLists,
) -> Iterator[NameKind]:
    """Yield the kinds that what stands around a name, at `text[start:end]`, proves."""
    before = _word_before(text, passage.start, start)
    behind = text[end : min(passage.end, end + _REACH)]
    leading = text[max(passage.start, start - _REACH) : start]
    # "Jane Roe of New Ross, 66, who": what follows is told of her.
    told = "" if before in _PARTS and _BELONGS_TO_NAME.search(leading) else behind
    if _is_person(keys, words, before, told, lists) or _is_leader(keys, leading, lists):
        yield "person"
    if _is_organisation(keys, before, lists) or _LED.match(behind):
        yield "organisation"
    if _is_place(text, passage.start, start, words, before, behind, lists):
        yield "place"


def _word_before(text: str, passage: int, start: int) -> str:
    """The word that one blank parts from the name at `start`; empty where there is none."""
    if start < passage + 2 or text[start - 1] != " ":
        return ""
    reach = max(passage, start - _REACH)
    piece = text[max(reach, text.rfind(" ", reach, start - 1) + 1) : start - 1]
    if piece.isalpha():
        return piece
    match = _LAST_WORD.search(piece)
    return match.group() if match else ""


def _is_person(
    keys: Sequence[str], words: Sequence[CapitalWord], before: str, behind: str, lists: WordLists
) -> bool:
    if len(keys) < 2 or len(keys) > 4:
        return False
    first = keys[0]
    if keys[-1].isdigit() or first in lists.peoples or "&" in keys:
        return False
    given = first in lists.given
    if given and len(words) > 2 and all(len(word.key) == 1 for word in words[1:-1]):
        return True
    if before and fold(before) in lists.person_nouns_before and not _holds_other_heads(keys, lists):
        return True
    comma = behind[:1] == ","
    if comma and _AGE.match(behind) and not _holds_other_heads(keys, lists):
        return True
    if not given or first in lists.given_also_places:
        return False
    if not comma:
        verb = _VERB.match(behind)
        return verb is not None and verb.group(1) in lists.saying
    apposition = _APPOSITION.match(behind)
    if apposition is None:
        return False
    nouns = apposition.group(1)
    if nouns is None:
        return True
    return any(fold(noun) in lists.person_nouns_in_apposition for noun in nouns.split())


def _is_leader(keys: Sequence[str], leading: str, lists: WordLists) -> bool:
    """Whether a country's or a party's leader has this name; a market's would be a company."""
    led = _LEADER.search(leading)
    if led is None or not 2 <= len(keys) <= 4 or _holds_other_heads(keys, lists):
        return False
    return fold(led[1]) in lists.peoples or fold(led[1]) in lists.leading


def _holds_other_heads(keys: Sequence[str], lists: WordLists) -> bool:
    return not (lists.other_heads.isdisjoint(keys) and lists.places.isdisjoint(keys))


def _is_organisation(keys: Sequence[str], before: str, lists: WordLists) -> bool:
    if not before or fold(before) not in lists.organisation_nouns:
        return False
    return keys[0] not in lists.peoples and keys[0] not in lists.given


def _is_place(
    text: str,
    passage: int,
    start: int,
    words: Sequence[CapitalWord],
    before: str,
    behind: str,
    lists: WordLists,
) -> bool:
    if start == passage and _DATELINE.match(behind):
        return all(word.surface.isupper() for word in words)
    reach = max(passage, start - _REACH)
    if before.lower() in lists.place_phrase_ends and text[reach:start].lower().endswith(lists.place_phrases):
        return not words[-1].possessive
    is_direction = before in lists.place_words and len(words) < 3
    if not is_direction and before not in lists.place_prepositions:
        return False
    match = _LAST_WORDS.search(text[reach:start])
    if match is None or match.group(2):
        return False
    if is_direction:
        key = words[0].key
        return key not in lists.peoples and not words[-1].key.endswith("s") and key not in lists.groups
    comma = _COMMA_PLACE.match(behind)
    if comma and not words[-1].possessive:
        return name_key(comma.group(1)).rstrip(".") in lists.states
    return False
