"""Which figures are key: what a reader would quote, not what only places or counts out the telling.

Money, shares, changes and what is measured are key by their kind. A count is where it is large or a toll; a
length of time where it is told for its own sake ("for 90 days"), not where it places an event ("30 years
ago"); a date where it is still to come or ends something; a rank where it is a record. Ages and sizes that
name a variety ("a 15-inch screen") are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.rules import age
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line
from briefing.model.figure import KeyReason

_WORDS = load_words("key_words.toml")
_HARM = _WORDS["harm"] | _WORDS["justice"]
_GRAVE, _KNOWN = _WORDS["grave"], _WORDS["known"]
_SPANS, _REPEATS, _DISTANCES = _WORDS["spans"], _WORDS["repeats"], _WORDS["distances"]
_ENDS, _STREAKS = _WORDS["ends"], _WORDS["streaks"]
_CLAUSE_ENDS = frozenset(",.;:?!()—–") | {"but", "while", "as", "when", "who", "which", "that"}
_BEFORE, _BEHIND = 6, 7
"""Words of the same clause in which harm is looked for before and behind a count."""
_LARGE = 10
"""Counts from here on are news by their size; below, most only number those the text is about."""
_VARIETIES = frozenset({"in", "mm", "bit", "ml", "V"})
"""Units whose sizes name a variety where a noun follows: "a 9mm pistol", "the 17-inch model"."""
_LONG_AGO = frozenset({"decade", "century", "generation"})
"""Units in which nothing is told but how long ago or since when."""
_OVER = frozenset({"today", "tonight", "this", "yesterday", "last"})
"""Words that a date begins with that is the article's own or past, where its day is not known."""


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
    return False


def _duration(line: Line, draft: Draft, first: int, end: int) -> KeyReason | None:
    if draft.rule == age.NAME or draft.unit in _LONG_AGO or _places_an_event(line, first, end):
        return None
    return "length"


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
    return lows[end] in _DISTANCES and not lows[end + 1].endswith("ing")


def _date(line: Line, draft: Draft, first: int, today: date | None) -> KeyReason | None:
    if line.lows[draft.first] in _OVER:
        return None
    if today is not None and draft.to is not None and draft.to <= today.isoformat():
        return None
    return "deadline" if line.lows[first - 1] in _ENDS or looks_ahead(line, draft.first) else None


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
