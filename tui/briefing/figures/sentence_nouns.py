"""Numbers whose noun the sentence says with no other number: its subject, its object, a group, a harm.

"Beds were reduced by 300", "raised the pension age from 60 to 65", "a crew of 19", "twelve were arrested".
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.counted_nouns import head_noun
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import size
from briefing.figures.lookback import NAME, Lookback
from briefing.figures.noun_phrases import AUXILIARY, ED, PAST, PRESENT, word_classes
from briefing.figures.nouns import STOP
from briefing.figures.rules import age
from briefing.figures.rules.count import VICTIMS
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.token_line import WALLS, Line
from briefing.figures.trend import change_before, change_of_object, lead_of

_WORDS = load_words("relation_words.toml")
_MEASURED = _WORDS["measured_subjects"]
_SOFT_OR_FROM = ADVERBS | {"than", "another", "from", "between"}
_CLOSING_OR_LISTING = STOP | {"and", "or"}
_CLOSING_OR_TIMES = _CLOSING_OR_LISTING | _WORDS["parallels"]
"""Words behind a number that are nothing it counts."""
_REACH = 14


def subject(looked: Lookback) -> Draft | None:
    """ "Beds were reduced by 300", "seats held by the party rose from 9 to 14": the subject is counted."""
    line, draft = looked.line, looked.draft
    if line.is_word(draft.end) and line.lows[draft.end] not in _CLOSING_OR_LISTING:
        return None
    lead = before_words(line, draft.first - 1, _SOFT_OR_FROM) + 1
    change = change_before(line, lead)
    if change is None:
        return _object(looked)
    if line.lows[change.at] in {"up", "down"}:
        return None
    if _fits_age(draft) and "age" in line.lows[max(0, change.at - 5) : change.at]:
        # "The pension age would rise to 65".
        return replace(draft, kind="duration", unit="year", rule=age.NAME)
    noun = _subject_noun(line, change.at)
    return replace(draft, kind="count", unit=noun, rule=NAME) if noun is not None else None


def _object(looked: Lookback) -> Draft | None:
    """ "Raised the pension age from 60 to 65", "cut the number of jobs by 300": the object counts."""
    line, draft = looked.line, looked.draft
    lead = lead_of(line, draft.first)
    change = change_of_object(line, lead) if line.lows[lead] in {"from", "to", "by"} else None
    if change is None:
        return None
    start = change.at + 1
    if _fits_age(draft) and "age" in line.lows[start:lead]:
        return replace(draft, kind="duration", unit="year", rule=age.NAME)
    while line.lows[start] in _DETERMINERS:
        start += 1
    if line.lows[start] not in _COUNTING or line.lows[start + 1] != "of":
        return None
    found = head_noun(line, start + 2)
    fits = found is not None and found[1] <= lead and found[0] not in _MEASURED
    return replace(draft, kind="count", unit=found[0], rule=NAME) if found is not None and fits else None


def _fits_age(draft: Draft) -> bool:
    return not draft.numbers[0].grouped and (draft.high or size(draft)) <= age.OLDEST


def _subject_noun(line: Line, verb: int) -> str | None:
    """The singular of the plural subject of the verb at token `verb`, where it opens its clause."""
    start = _clause_start(line, verb)
    found = head_noun(line, start) if start is not None else None
    if start is None or found is None or found[1] > verb or found[0] in _MEASURED:
        return None
    # "The jobless total fell": the plural is not what the verb speaks of.
    behind = line.lows[found[1]]
    if found[1] < verb and behind not in STOP and behind not in _INSIDE and not behind.endswith("ed"):
        return None
    # "Goldman Sachs rose", "General Motors cut": a name is no plural that is counted.
    named = line.is_capital(found[1] - 1) and found[1] - 1 > start
    return None if named else found[0]


def _clause_start(line: Line, verb: int) -> int | None:
    """Where the subject of the verb begins, without its determiners and "the number of"."""
    start = verb
    while start > 0 and verb - start < _REACH and line.lows[start - 1] not in _CLAUSE_OPENERS:
        start -= 1
        # "Experts say that by May the numbers rose": the verb has another subject than the first noun.
        if line.lows[start] in STOP and line.lows[start] not in _INSIDE:
            return None
    while line.lows[start] in _DETERMINERS:
        start += 1
    return start + 2 if line.lows[start] in _COUNTING and line.lows[start + 1] == "of" else start


_COUNTING = frozenset({"number", "total", "count"})
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "a"})
_CLAUSE_OPENERS = WALLS | {"-", "–", "—", ",", "and", "but", "while", "as", "after", "that", "said"}
_INSIDE = _DETERMINERS | frozenset(
    "of in on at by for from among with to held has have had is are was were be been being will would could "
    "may might should also already not worldwide now still".split()
)
"""What may stand between a subject and its verb."""


def number_of(looked: Lookback) -> Draft | None:
    """ "The highest number of delegates, 247,": the number stands behind what it is of."""
    line, draft = looked.line, looked.draft
    first = draft.first
    if line.lows[first - 1] == "to" and line.lows[draft.end] == "the":
        return _number_told_behind(looked)
    if line.lows[first - 1] != "," or line.lows[draft.end] not in _CLOSING_ASIDE:
        return None
    for at in range(first - 2, max(-1, first - _LONGEST_ASIDE), -1):
        if line.lows[at] in _COUNTING and line.lows[at + 1] == "of":
            found = head_noun(line, at + 2)
            fits = found is not None and found[1] == first - 1 and found[0] not in _MEASURED
            return (
                replace(draft, kind="count", unit=found[0], rule=NAME) if found is not None and fits else None
            )
    return None


def _number_told_behind(looked: Lookback) -> Draft | None:
    """ "Brought to nine | the total number of people in custody"."""
    line, draft = looked.line, looked.draft
    at = draft.end + 1
    while at < draft.end + _LONGEST_ORDER and line.lows[at + 1] != "of":
        at += 1
    found = head_noun(line, at + 2) if line.lows[at] in _COUNTING and line.lows[at + 1] == "of" else None
    return None if found is None else replace(draft, kind="count", unit=found[0], rule=NAME)


_LONGEST_ORDER = 4
"""Tokens from "the" to the word for the number."""
_CLOSING_ASIDE = frozenset({",", ".", ";", ")"})
_LONGEST_ASIDE = 9
"""Tokens from "the number of" to the number behind its comma, at most."""


def of_group(looked: Lookback) -> Draft | None:
    """ "The crew of 19", "a family of five", "a crowd of 4,000": groups of persons alone."""
    line, draft, lead = looked.line, looked.draft, looked.lead()
    number = draft.numbers[0]
    if line.lows[lead] != "of" or line.lows[lead - 1] not in _GROUPS or number.fraction:
        return None
    if not number.digits and line.is_capital(number.first):
        return None  # "the Gang of Eight"
    behind = line.lows[draft.end]
    verb = word_classes().tags[behind] in _FINITE
    if line.is_word(draft.end) and behind not in _CLOSING_OR_TIMES and not verb:
        return None
    return replace(draft, kind="count", unit="person", rule=NAME)


_FINITE = frozenset({AUXILIARY, PAST, PRESENT, ED})
_GROUPS = load_words("counted_nouns.toml")["groups_of_persons"]


def victims(looked: Lookback) -> Draft | None:
    """ "About 40 were arrested", "twelve have been killed": nothing else is named, so persons."""
    line, draft = looked.line, looked.draft
    at = draft.end
    while line.lows[at] in PASSIVE and at - draft.end < _LONGEST_PASSIVE:
        at += 1
    if at == draft.end or line.lows[at] not in VICTIMS or looked.is_pronoun() or draft.numbers[0].fraction:
        return None
    return replace(draft, kind="count", unit="person", rule=NAME)


PASSIVE = frozenset("are were have had has been being also still later then reportedly now".split())
"""What stands between a number of persons and the participle of what became of them."""
_LONGEST_PASSIVE = 4
