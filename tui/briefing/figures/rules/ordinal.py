"""Ordinals that say something: "250th anniversary", "second-largest", "third quarter"."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.figures.draft import Draft
from briefing.figures.noun_phrases import ADJECTIVE, NOUN, NOUN_OR_VERB, word_classes
from briefing.figures.nouns import STOP, singular
from briefing.figures.rules.calendar_names import is_century_of_name
from briefing.figures.rules.calendar_words import ORDINAL_BEGINNINGS, ordinal_at
from briefing.figures.token_line import NUMBER, Line, TriggerWords
from briefing.model.figure import FigureKind

NAME = "ordinal"

_BEGINNINGS = TriggerWords(ORDINAL_BEGINNINGS)

_TELLING = frozenset(
    "quarter anniversary century term birthday round straight consecutive successive edition season "
    "place generation amendment grade year month week day time".split()
)
_ALWAYS_TELLING = frozenset({"quarter", "anniversary", "term", "birthday"})
"""Told also by the first and second: "the second quarter"; "the first day" mostly orders a tale."""
_RUNNING = frozenset({"straight", "consecutive", "successive"})
_NO_THING = STOP | {"and", "or"}
_STREETS = frozenset({"street", "avenue", "ave", "st", "floor", "district", "precinct"})
_SUPERLATIVES = frozenset(
    "largest biggest highest lowest most best worst longest oldest richest smallest tallest fastest "
    "busiest strongest least poorest youngest deadliest".split()
)


def scan(line: Line) -> Iterator[Draft]:
    """Yield the ordinals of a line."""
    skip = 0
    for index in line.numbers_and(_BEGINNINGS):
        if index < skip:
            continue
        found = ordinal_at(line, index)
        if found is None:
            continue
        value, end = found
        skip = end
        unit, stop, telling = _ranked(line, index, value, end)
        kind: FigureKind | None = "ordinal" if telling else None
        compound = end > index + 1 and not _is_seconds(line, index, end)
        # "The Fifty-Fourth Regiment", "the thirty-second floor": no part of these is a number.
        if kind is not None or line.kinds[index] == NUMBER or compound:
            yield Draft(index, stop if kind else end, kind, NAME, float(value), unit=unit)


def _is_seconds(line: Line, index: int, end: int) -> bool:
    """True where "thirty-second" may be a length of time: "a thirty-second ad"."""
    if line.lows[end - 1] != "second" or line.lows[end] in _STREETS or line.lows[end] in _TELLING:
        return False
    return not line.is_capital(end - 1) and line.lows[index - 1] not in {"his", "her", "its", "their", "my"}


def _ranked(line: Line, index: int, value: int, end: int) -> tuple[str | None, int, bool]:
    """The thing ranked, the token after it, and whether the ordinal tells something."""
    j = end + 1 if line.hyphen(end) else end
    low = line.lows[j]
    digits = line.is_number(index)
    # "Second-largest" ranks; "the first best" of a list does not.
    if low in _SUPERLATIVES and (j > end or value > 1):
        return None, j + 1, True
    # "42nd Street" is an address.
    if low in _STREETS:
        return None, end, False
    if not line.is_word(j) or low in _NO_THING or line.hyphen(end):
        return None, end, digits and value > 20
    if low in _TELLING and (digits or value > 2 or low in _ALWAYS_TELLING):
        return _ranked_time(line, j, end)
    return _ranked_other(line, j, digits=digits)


def _ranked_time(line: Line, j: int, end: int) -> tuple[str | None, int, bool]:
    """ "The 20th century", "third straight quarter"; "20th Century Fox" is a name."""
    if line.lows[j] == "century" and is_century_of_name(line, j):
        return None, end, False
    named = _named(line, j)
    if line.lows[named] not in _TELLING:
        named = _behind_adjectives(line, named)
    return singular(line.lows[named]), named + 1, True


def _ranked_other(line: Line, j: int, *, digits: bool) -> tuple[str | None, int, bool]:
    """What an ordinal ranks that mostly orders: told where it stands in digits."""
    # In digits an ordinal was written to be read ("the 14th attempt"), but before a capital it is a name
    # ("9th Circuit"); in words it mostly orders a tale ("a second man").
    # "The 25th seeded American": what is ranked is not said.
    if line.lows[j] in _RANKED_BY:
        return None, j, False
    named = j if line.is_capital(j) else _behind_adjectives(line, j)
    return singular(line.lows[named]), named + 1, digits and not line.is_capital(j)


def _behind_adjectives(line: Line, index: int) -> int:
    """The noun behind adjectives: "23rd prime minister", "21st annual general meeting"."""
    tags, noun = word_classes().tags, index
    while noun < index + 3 and line.is_word(noun + 1):
        if tags[line.lows[noun]] != ADJECTIVE and line.lows[noun] not in _PERIODIC:
            break
        noun += 1
    # "The 18th annual fair": what closes the phrase is its noun, whatever it is elsewhere.
    closes = tags[line.lows[noun]] in _NOUNS or not line.is_word(noun + 1)
    return noun if closes and line.lows[noun] not in _NO_THING else index


_RANKED_BY = frozenset({"ranked", "seeded", "placed", "rated"})
_NOUNS = frozenset({NOUN, NOUN_OR_VERB})
_PERIODIC = frozenset("daily weekly fortnightly monthly quarterly yearly world career".split())
"""Words that say which, and look like no adjectives: "fifth straight quarterly loss", "12th world record"."""


def _named(line: Line, index: int) -> int:
    """The thing ranked, behind words that say how: "third straight quarter"."""
    while line.lows[index] in _RUNNING and line.is_word(index + 1) and line.lows[index + 1] not in STOP:
        index += 1
    return index
