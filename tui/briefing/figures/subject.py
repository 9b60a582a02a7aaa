"""What a figure measures, in the sentence's own words.

Three places are looked at, the first that holds words wins: the noun phrase the figure stands in
or before ("$300 million radar sale to Norway"), the phrase behind "of" ("20 million tons of
soybeans"), and the subject of the verb that leads to it ("Output fell by 3%").
"""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP
from briefing.figures.token_line import WALLS, Line
from briefing.figures.trend import DOWN, UP

MAX_WORDS = 9
"""Longest answer, in tokens."""

_DETERMINERS = frozenset(
    "a an the its their his her our my your this that these those such some any all each".split()
)
_EDGES = _DETERMINERS | {"and", "or"}
_INNER = frozenset("of on for to in against from with between".split())
"""Prepositions that carry a noun phrase on."""
_JOINING = frozenset({"of", "and", "in", "on", "for", "to", "with", "from"})
_LINKS = frozenset(
    "by to from at of about around nearly almost approximately roughly over than least most more less "
    "fewer some just only another an a the further as much many up down under above below well "
    "slightly sharply estimated out in".split()
)
_TIME_STEPS = frozenset(
    {"next", "last", "yesterday", "today", "tomorrow", "annually", "more", "less", "fewer"}
)
_TIME_NOUNS = frozenset(
    {"year", "month", "week", "day", "quarter", "season", "today", "yesterday", "time", "years", "months"}
)
_SAYING = frozenset(
    "is was are were be been has had have reached totalled totaled averaged averages averaging stood "
    "stands cost costs hit exceeded exceeds topped weighs measures remain remains remained fetched "
    "earned earns made makes includes included equals became stayed".split()
)
_RELATIVE = frozenset(
    {
        "which",
        "that",
        "who",
        "will",
        "would",
        "could",
        "may",
        "might",
        "should",
        "can",
        "to",
        "has",
        "had",
        "have",
    }
)
_NO_SUBJECT = frozenset(
    "it he she they we you i this that these those which who there what and but or".split()
)


def subject_of(line: Line, draft: Draft, first: int, end: int) -> str | None:
    """Return the words that say what the figure is about, or None.

    `first` and `end` are the tokens of the figure's span, its bound included.
    """
    if draft.kind in {"date", "ordinal"}:
        return None
    # The noun counted stands inside the figure ("1,200 new homes"), and what goes on from it says more of
    # it.
    if draft.kind == "count" and draft.numbers and draft.unit and draft.numbers[-1].end < draft.end:
        return _text(
            line, draft.numbers[-1].end + line.hyphen(draft.numbers[-1].end), _carried(line, draft.end)
        )
    return _behind(line, end) or _before_of(line, first) or _grammatical(line, first) or _object(line, first)


def _text(line: Line, first: int, end: int) -> str | None:
    """The words from token `first` to `end`, without determiners and joining words at the edges."""
    while first < end and (line.lows[first] in STOP or line.lows[first] in _EDGES or not line.is_word(first)):
        first += 1
    while end > first and (line.lows[end - 1] in STOP or not line.is_word(end - 1)):
        end -= 1
    if first >= end:
        return None
    return line.text[line.starts[first] : line.ends[end - 1]]


def _phrase_end(line: Line, start: int) -> int:
    """The token after the noun phrase that begins at `start`; `start` itself where none does."""
    j = start
    while line.lows[j] in _DETERMINERS:
        j += 1
    head = j
    while j < min(len(line), head + MAX_WORDS):
        low = line.lows[j]
        if line.is_word(j):
            joins = (
                low == "and"
                and j > head
                and line.is_word(j + 1)
                and line.lows[j + 1] not in STOP
                and line.is_capital(j + 1) == (line.is_capital(j - 1))
            )
            if (low in STOP and not line.hyphen(j - 1) and not joins) or low in UP or low in DOWN:
                break
            if low in _TIME_STEPS:
                break
            # "Homes damaged in the storm": a participle at the end is a verb, before a noun an
            # adjective ("used cars").
            closes = line.lows[j + 1] in STOP or not (line.is_word(j + 1) or line.hyphen(j + 1))
            if low.endswith("ed") and closes and j > head and not line.hyphen(j - 1):
                break
            # "Five officers searching the house" stops at the officers.
            if low.endswith("ing") and j > head and line.lows[j + 1] in _DETERMINERS:
                break
        elif not (line.hyphen(j) or (low in {"&", "%"} and j > head)):
            break
        j += 1
    return j if j > head else start


def _carried(line: Line, end: int) -> int:
    """Past one prepositional phrase that goes on with the noun phrase ending at `end`."""
    if line.lows[end] in _INNER and not line.is_number(end + 1):
        further = _phrase_end(line, end + 1)
        if further > end + 1:
            return further
    return end


def _behind(line: Line, end: int) -> str | None:
    """The phrase the figure stands before, or the one behind "of" and "in"."""
    low, following = line.lows[end], line.lows[end + 1]
    common = following not in _DETERMINERS and line.is_word(end + 1) and not line.is_capital(end + 1)
    if low == "of" or (low == "worth" and following not in _DETERMINERS) or (low == "in" and common):
        start = end + 1 + (line.lows[end + 1] == "of")
        stop = _phrase_end(line, start)
        return _text(line, start, stop) if stop > start else None
    start = end + 1 if line.hyphen(end) else end
    stop = _phrase_end(line, start)
    return _text(line, start, _carried(line, stop)) if stop > start else None


def _before_of(line: Line, first: int) -> str | None:
    """ "a trade deficit of $295 billion"."""
    j = first - 1
    while line.lows[j] in {
        "about",
        "around",
        "some",
        "a",
        "an",
        "nearly",
        "almost",
        "at",
        "least",
        "up",
        "to",
        "more",
        "than",
        "over",
    }:
        j -= 1
    if (
        line.lows[j] != "of"
        or not line.is_word(j - 1)
        or line.lows[j - 1] in STOP | {"total", "average", "maximum", "minimum"}
    ):
        return None
    return _text(line, _phrase_start(line, j), j)


def _phrase_start(line: Line, stop: int) -> int:
    """The first token of the noun phrase that ends just before token `stop`."""
    j = stop
    while j > max(0, stop - MAX_WORDS):
        low = line.lows[j - 1]
        joined = (
            low in _JOINING
            and j < stop
            and j - 2 >= 0
            and line.is_word(j - 2)
            and line.lows[j - 2] not in STOP
        )
        if not (line.is_word(j - 1) or line.hyphen(j - 1)) or (
            low in STOP and not joined and low not in _DETERMINERS
        ):
            break
        if j < stop and (low in UP or low in DOWN):
            break
        j -= 1
        if low in _DETERMINERS and (j == 0 or line.lows[j - 1] not in _JOINING):
            break
    return j


def _grammatical(line: Line, first: int) -> str | None:
    """The subject of the verb that leads to the figure: "Output fell by 3%", "The bill was about $40"."""
    j = first - 1
    while j >= 0 and first - j < 7 and (line.lows[j] in _LINKS or not line.is_word(j)):
        if line.lows[j] in WALLS or line.lows[j] in {",", ")"}:
            return None
        if line.lows[j] in UP or line.lows[j] in DOWN:
            break
        j -= 1
    if j < 1 or not (line.lows[j] in _SAYING or line.lows[j] in UP or line.lows[j] in DOWN):
        return None
    while j > 0 and (
        line.lows[j - 1] in _RELATIVE or line.lows[j - 1] in {"was", "were", "is", "are", "been", "be", "by"}
    ):
        j -= 1
    if line.lows[j - 1] == ",":
        j -= 1
    # "Last year rose 3%" lacks its subject: the words before the verb only say when.
    if line.lows[j - 1] in _TIME_NOUNS:
        return None
    found = _text(line, _phrase_start(line, j), j)
    return None if found is None or found.lower() in _NO_SUBJECT else found


def _object(line: Line, first: int) -> str | None:
    """The object of a verb of change: "cut duties on foreign cars from 80% to just 12%"."""
    j = first - 1
    while line.lows[j] in {"about", "around", "just", "only", "nearly", "almost", "roughly"}:
        j -= 1
    if (
        line.lows[j] not in {"from", "to", "by"}
        or not line.is_word(j - 1)
        or line.lows[j - 1] in STOP | _TIME_NOUNS
    ):
        return None
    start = _phrase_start(line, j)
    if line.lows[start - 1] not in UP and line.lows[start - 1] not in DOWN:
        return None
    return _text(line, start, j)


def follows_change(line: Line, first: int) -> bool:
    """True for the second end of a change: "from 80% to just 12%", "lowered the 45% levy to 30%"."""
    return line.lows[_lead(line, first)] in {"to", "from"}


def _lead(line: Line, first: int) -> int:
    """The token before a figure and the words that soften it."""
    j = first - 1
    while line.lows[j] in {"about", "around", "just", "only", "nearly", "almost", "roughly"}:
        j -= 1
    return j
