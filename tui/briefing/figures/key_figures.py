"""Which figures are key: what a reader would quote, not what only places or counts out the telling.

Money, shares, changes and what is measured are key by their kind. A count is where it is large or a toll; a
length of time where it is told for its own sake ("for 90 days"), not where it places an event ("30 years
ago"); a date where it is still to come or ends something, but not where it names a thing ("Monday's vote"); a
rank where it is a record, and a count of goals or votes. Ages and sizes that name a variety ("a 15-inch
screen") are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP
from briefing.figures.rules import age
from briefing.figures.tense import tense_at
from briefing.figures.token_line import Line
from briefing.model.figure import KeyReason

_WORDS = load_words("key_words.toml")
_HARM = _WORDS["harm"] | _WORDS["justice"]
_GRAVE, _KNOWN = _WORDS["grave"], _WORDS["known"]
_SPANS, _REPEATS, _DISTANCES = _WORDS["spans"], _WORDS["repeats"], _WORDS["distances"]
_ENDS, _STREAKS = _WORDS["ends"], _WORDS["streaks"]
_RESULTS, _LISTING, _YEARS = _WORDS["results"], _WORDS["listing"], _WORDS["years"]
_CLAUSE_ENDS = frozenset(",.;:?!()—–") | {"but", "while", "as", "when", "who", "which", "that"}
_SENTENCE_ENDS = frozenset(".;:?!")
_BEFORE, _BEHIND = 6, 7
"""Words of the same clause in which harm is looked for before and behind a count."""
_LIST = 24
"""Words between a count and the verb that opens the list it stands in."""
_LARGE = 10
"""Counts from here on are news by their size; below, most only number those the text is about."""
_VARIETIES = frozenset({"in", "mm", "bit", "ml", "V"})
"""Units whose sizes name a variety where a noun follows: "a 9mm pistol", "the 17-inch model"."""
_LONG_AGO = frozenset({"decade", "century", "generation"})
"""Units in which nothing is told but how long ago or since when."""
_OVER = frozenset({"today", "tonight", "this", "yesterday", "last"})
"""Words that a date begins with that is the article's own or past, where its day is not known."""

_TOLD_BEFORE = frozenset({"previous", "preceding", "same"})
"""Words behind "the" that tell a time from one that was told: "the previous year"."""


def key_reason(line: Line, draft: Draft, first: int, end: int, today: date | None) -> KeyReason | None:
    """Return why the figure on tokens `first` to `end` is key, or None where it is not.

    `today` is the day of the article, where it is known.
    """
    if draft.kind is None or _names_a_variety(line, draft):
        return None
    if draft.trend is not None or draft.from_value is not None:
        return "change"
    if draft.kind == "date":
        return _date(line, draft, first, today)
    return _BY_KIND[draft.kind](line, draft, first, end)


def _amount(_line: Line, _draft: Draft, _first: int, _end: int) -> KeyReason | None:
    return "amount"


def _share(_line: Line, _draft: Draft, _first: int, _end: int) -> KeyReason | None:
    return "share"


def _ratio(line: Line, draft: Draft, _first: int, _end: int) -> KeyReason | None:
    """ "A quarter of the workers", "three times as many"; "he stumbled twice" tells of no proportion."""
    adverb = draft.unit == "x" and draft.end - draft.first == 1 and not line.is_word(draft.end)
    return None if adverb or _only_twice(line, draft) else "share"


def _only_twice(line: Line, draft: Draft) -> bool:
    alone = draft.end - draft.first == 1 and line.lows[draft.first] in ("twice", "thrice")
    return alone and line.lows[draft.end] not in ("as", "the", "what", "that", "its", "their")


def _measure(_line: Line, _draft: Draft, _first: int, _end: int) -> KeyReason | None:
    return "measure"


def _names_a_variety(line: Line, draft: Draft) -> bool:
    """ "A 12-gauge shotgun", "the 10-juror panel", "a 17-inch model": adjectives that tell which is meant."""
    if draft.kind == "count":
        number = draft.number
        return number is not None and line.hyphen(number.end) and _is_whole(draft.value)
    if draft.kind != "quantity" or draft.unit not in _VARIETIES:
        return False
    return line.is_word(draft.end) and line.lows[draft.end] not in _DIMENSIONS


_DIMENSIONS = frozenset(
    "of in wide long high deep tall thick across by below above more less and or to per".split()
)
"""Words behind a size that is told for its own sake: "12 inches of rain", "3 mm thick"."""


def _is_whole(value: float | None) -> bool:
    return value is None or value == int(value)


def _count(line: Line, draft: Draft, first: int, end: int) -> KeyReason | None:
    size = max((value for value in (draft.value, draft.low, draft.high) if value is not None), default=None)
    if not _is_whole(size):
        # A value with decimals counts nothing: a magnitude, a score, a level.
        return "measure"
    if draft.unit in _GRAVE or _beside_harm(line, first, end):
        return "toll"
    if draft.unit in _RESULTS and line.lows[first - 1] not in _KNOWN:
        return "record"
    return "large count" if size is not None and size >= _LARGE else None


def _beside_harm(line: Line, first: int, end: int) -> bool:
    """Whether harm, help or justice is told of those counted, in the same clause."""
    for index in range(end, end + _BEHIND):
        low = line.lows[index]
        if not low or low in _CLAUSE_ENDS:
            break
        if low in _HARM:
            return True
    for index in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        low = line.lows[index]
        if not low or low in _CLAUSE_ENDS:
            break
        if low in _HARM:
            # "After the attack killed his father, the two officers": the object begins with the number.
            return line.lows[first - 1] not in _KNOWN
    return _in_list_of_harmed(line, first)


def _in_list_of_harmed(line: Line, first: int) -> bool:
    """ "The dead included seven children, three women and two men", "among the injured were a guard, two"."""
    lows = line.lows
    for index in range(first - 1, max(first - 1 - _LIST, -1), -1):
        if not lows[index] or lows[index] in _SENTENCE_ENDS:
            break
        if lows[index] in _LISTING:
            return not _HARM.isdisjoint(lows[max(index - 3, 0) : index])
        if lows[index] == "among":
            return not _HARM.isdisjoint(lows[index + 1 : min(index + 4, first)])
    return False


def _duration(line: Line, draft: Draft, first: int, end: int) -> KeyReason | None:
    if draft.rule == age.NAME or draft.unit in _LONG_AGO or _places_an_event(line, first, end):
        return None
    return None if _opens_a_tale(line, draft, first, end) else "length"


def _opens_a_tale(line: Line, draft: Draft, first: int, end: int) -> bool:
    """ "One day the wall will fall", "one minute he smiles": at a time, not for so long."""
    if line.lows[draft.first] != "one" or line.lows[end] in _GOES_ON:
        return False
    return line.opens_sentence(first) or line.lows[first - 1] in _CLAUSE_ENDS


_GOES_ON = frozenset({"of", "is", "was", "will", "has", "in", "or"})
"""Words behind "one day" that make it a length, or one of several."""


def _places_an_event(line: Line, first: int, end: int) -> bool:
    """ "In the past 11 days", "30 years ago", "two weeks before the vote", but not "met for two hours before
    voting"."""
    lows = line.lows
    if lows[first - 1] in _REPEATS:
        return True
    if lows[first - 1] in _SPANS and lows[first - 2] in _KNOWN:
        return True
    if lows[end - 1] in _DISTANCES:
        return True
    if lows[end] == "before" and (
        lows[first - 1] in _TAKES or (lows[first - 2 : first] == ["it", "was"] and lows[end + 1] in _PERSONS)
    ):
        # "It took six hours before help came", "it was 34 years before he told anyone".
        return False
    return lows[end] in _DISTANCES and not lows[end + 1].endswith("ing")


_TAKES = frozenset({"take", "takes", "took"})
_PERSONS = frozenset({"he", "she", "it", "they", "we", "i", "you", "anyone", "anybody"})


def _date(line: Line, draft: Draft, first: int, today: date | None) -> KeyReason | None:
    if _is_over(line, draft, today):
        return None
    if line.lows[first - 1] in _ENDS:
        return "deadline"
    if _names_a_thing(line, draft, first):
        return None
    tense = tense_at(line, draft.first)
    to_come = today is not None and draft.from_ == draft.to and (draft.from_ or "") > today.isoformat()
    # Of "a 3 June hearing" its own day tells that it is to come.
    if not to_come and _describes(line, draft, first):
        return None
    return "deadline" if tense > 0 or (to_come and tense == 0) else None


def _is_over(line: Line, draft: Draft, today: date | None) -> bool:
    if line.lows[draft.first] in _OVER or line.lows[draft.first + 1] in _TOLD_BEFORE:
        return True
    return today is not None and draft.to is not None and draft.to <= today.isoformat()


def _names_a_thing(line: Line, draft: Draft, first: int) -> bool:
    """ "Monday's ruling will shape the campaign", "a 2015 plane would sell for more", "the 2028 election"."""
    if line.lows[draft.end - 1].endswith("'s"):
        return True
    return _is_plain_year(line, draft) and line.lows[first - 1] not in _YEARS


def _describes(line: Line, draft: Draft, first: int) -> bool:
    """ "In a Wednesday call" tells which call it was."""
    return (
        line.lows[first - 1] in {"a", "an"} and line.is_word(draft.end) and line.lows[draft.end] not in STOP
    )


def _is_plain_year(line: Line, draft: Draft) -> bool:
    return draft.end - draft.first == 1 and line.is_number(draft.first)


def _rank(line: Line, draft: Draft, _first: int, end: int) -> KeyReason | None:
    """ "The second-largest deal", "the seventh straight day"; "the third round" only counts on."""
    lows = line.lows
    around = lows[draft.first : end + 2]
    superlative = any(low.endswith("est") and len(low) > 4 for low in lows[draft.first + 1 : end + 1])
    return "record" if superlative or not _STREAKS.isdisjoint(around) else None


_BY_KIND: Mapping[str, Callable[[Line, Draft, int, int], KeyReason | None]] = MappingProxyType(
    {
        "money": _amount,
        "percent": _share,
        "ratio": _ratio,
        "quantity": _measure,
        "count": _count,
        "duration": _duration,
        "ordinal": _rank,
    }
)
