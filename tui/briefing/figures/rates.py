"""Rates: what a figure is counted per ("a barrel", "per gallon", "/month", "-a-share")."""

from __future__ import annotations

from briefing.figures.nouns import STOP, is_plural, singular
from briefing.figures.token_line import Line
from briefing.figures.units import Unit, unit_at

_AFTER_ARTICLE = frozenset(
    "share security piece person head ticket bottle pair copy pop vote game plate seat unit word visit "
    "household vehicle car child pupil student patient case box family home customer user member "
    "employee worker job voter litre time round shift season trip ride flight session lesson class "
    "dose can pack packet carton bag crate capita player subscriber guest passenger room bed place "
    "shot goal match kilo song episode".split()
)
"""Nouns that "$5 a ..." is counted per; time and measures are known from the unit table."""
_SHORT_TIME = {"hour": "h", "second": "s"}
_PLAIN = {"annum": "year", "yr": "year", "hr": "hour", "sec": "second", "min": "minute", "mo": "month"}


def rate_at(line: Line, index: int, *, physical: bool = False) -> tuple[str, int] | None:
    """Return the denominator that begins at token `index`, and the token after it.

    `physical` writes hours and seconds as symbols ("km/h"); else time is a word ("barrel/day").
    """
    hyphen = line.hyphen(index)
    j = index + 1 if hyphen else index
    low = line.lows[j]
    if low == "per" and line.lows[j + 1] in {"cent", "centum"}:
        return None
    if low in {"a", "an", "each", "every", "per"}:
        # "$5-a-share" is tied on both sides; "5-a side" is no rate.
        if hyphen and not line.hyphen(j + 1):
            return None
        j += 2 if hyphen else 1
        return _denominator(line, j, any_noun=low == "per", physical=physical)
    if low == "for" and not hyphen:
        return _for_every(line, j)
    if low == "/" and not hyphen and line.is_word(j + 1):
        return _denominator(line, j + 1, any_noun=True, physical=physical)
    return ("year", j + 1) if low in {"p.a.", "pa"} and not physical else None


def _for_every(line: Line, index: int) -> tuple[str, int] | None:
    """ "31 cases for every 100,000 people"; "four homes for every five people" tells two counts."""
    return _of_round_number(line, index + 2) if line.lows[index + 1] in {"each", "every"} else None


_SPANS_OF_TIME = frozenset({"day", "year", "month", "week", "hour", "minute", "second", "person", "h", "s"})


def rate_after(line: Line, index: int) -> tuple[str, int] | None:
    """ "Barrels of crude oil a day": the rate behind the substance that "of" at token `index` names."""
    if line.lows[index] != "of":
        return None
    for j in range(index + 2, index + 5):
        if not line.is_word(j - 1):
            return None
        if line.lows[j] in {"a", "an", "per", "each", "every"}:
            rate = rate_at(line, j)
            if rate is not None and rate[0] in _SPANS_OF_TIME:
                return rate
    return None


_COMPARED = frozenset("earlier ago later before after longer old younger older sooner".split())


_ROUND = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


def _of_round_number(line: Line, index: int) -> tuple[str, int] | None:
    """ "Per 1,000 births", "per 100,000 people", "per million"; other numbers make no rate."""
    digits = line.raws[index].replace(",", "")
    size = _ROUND.get(line.lows[index]) or (int(digits) if digits.isdigit() and len(digits) < 8 else 0)
    if size < 100 or str(size).rstrip("0") != "1":
        return None
    end = index + 1
    if line.is_word(end) and line.lows[end] not in STOP and is_plural(line.lows[end]):
        return f"{size} {singular(line.lows[end])}", end + 1
    return str(size), end


def _denominator(line: Line, index: int, *, any_noun: bool, physical: bool) -> tuple[str, int] | None:
    if any_noun and (line.is_number(index) or line.lows[index] in _ROUND):
        return _of_round_number(line, index)
    found = _unit(line, index)
    if found is not None:
        unit, end = found
        # "10,643 a week earlier" compares, it counts nothing per week.
        if not any_noun and ((unit.is_time and line.lows[end] in _COMPARED) or unit.group == "part"):
            return None
        return _SHORT_TIME.get(unit.symbol, unit.symbol) if physical else unit.symbol, end
    low = line.lows[index]
    if not line.is_word(index) or low in STOP:
        return None
    if low in _PLAIN:
        return _PLAIN[low], index + 1
    if any_noun or low in _AFTER_ARTICLE:
        return singular(low), index + 1
    return None


def _unit(line: Line, index: int) -> tuple[Unit, int] | None:
    if line.lows[index] in {"stone", "point", "points", "pa"}:
        return None
    return unit_at(line, index)
