"""Quantities: a number with a unit of measure, and rates of them ("400,000 barrels a day")."""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP
from briefing.figures.number import Number
from briefing.figures.numerals import read_number
from briefing.figures.rates import rate_after, rate_at
from briefing.figures.token_line import DASHES, Line
from briefing.figures.units import Unit, unit_at

NAME = "measure"

_PAYING = load_words("money_words.toml")["paying"]
_PHYSICAL = frozenset({"length", "speed", "data", "electric"})
_FLOWING = frozenset({"volume", "mass", "energy", "power", "data"})
_POINT_NAMES = frozenset("range line shot shooting attempt attempts plan turn arc guard".split())
_RATE_MOVES = frozenset(
    "cut cuts rise rises hike hikes increase increases reduction reductions move moves".split()
)
_AFTER_STONE = frozenset({"in", "and", "to", "of", "or", "since", "at", "lighter", "heavier"})
_ORIGIN = frozenset(
    {"us", "u.s.", "imperial", "british", "international", "more", "additional", "extra", "further", "full"}
)


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number with a unit that is not one of time."""
    found = _unit_after(line, number)
    if found is None:
        return None
    unit, end = found
    if unit.is_time or not _holds(line, number, unit, end):
        return None
    if unit.factor != 1.0:
        number = _times(number, unit.factor)
    value, end = _second_part(line, number, unit, end)
    symbol = unit.symbol
    rate = rate_at(line, end, physical=unit.group in _PHYSICAL)
    if rate is None and unit.group in _FLOWING | {"length"}:
        rate = rate_after(line, end)
    if rate is not None:
        symbol, end = _compose(symbol, rate[0]), rate[1]
    # "A half-point cut": parts of a point are moves of a rate.
    part_of_point = symbol == "point" and number.fraction
    rate_move = part_of_point and (line.lows[end] in _RATE_MOVES or line.lows[number.end] == "of")
    if rate_move:
        return Draft(number.first, end, "percent", NAME, value, unit="pp", numbers=(number,))
    return Draft(number.first, end, "quantity", NAME, value, number.low, number.high, symbol, (number,),
                 about=number.vague)  # fmt: skip


def _times(number: Number, factor: float) -> Number:
    """The number with the scale that its unit holds: 12 "bcm" are twelve billion cubic metres."""
    low, high = (None if end is None else end * factor for end in (number.low, number.high))
    value = None if number.value is None else number.value * factor
    return replace(number, value=value, low=low, high=high, scale=number.scale * factor)


def _unit_after(line: Line, number: Number) -> tuple[Unit, int] | None:
    found = unit_at(line, number.end)
    # "12 US gallons", "20 more kilometres": one word may stand between.
    if found is None and line.lows[number.end] in _ORIGIN:
        found = unit_at(line, number.end + 1)
    if found is None and number.fraction and line.lows[number.end] == "of":
        skip = number.end + 1 + (line.lows[number.end + 1] in {"a", "an"})
        skip += line.lows[skip] in _ORIGIN
        found = unit_at(line, skip)
        # "A quarter of a point" stays a share.
        if found is not None and found[0].group == "part" and not _moves_rate(line, number.first):
            found = None
    return found


def _moves_rate(line: Line, first: int) -> bool:
    """ "The Fed cut its rate by a quarter of a point"."""
    return not {"rate", "rates"}.isdisjoint(line.lows[max(0, first - _RATE_REACH) : first])


_LONGEST_VOLTS = 3
_RATE_REACH = 6


def _compose(symbol: str, denominator: str) -> str:
    return "mi/gal" if (symbol, denominator) == ("mi", "gal") else f"{symbol}/{denominator}"


def _holds(line: Line, number: Number, unit: Unit, end: int) -> bool:
    """False where a unit's word stands for something else."""
    # "12 stone houses" are houses: as a weight, stone is followed by nothing it could describe.
    if unit.symbol == "stone":
        return not line.is_word(end) or line.lows[end] in _AFTER_STONE
    # "6.3 WAR" is measured, "2 WAR films" are counted.
    if unit.group == "sport":
        return "." in number.digits or unit.symbol.endswith("/game")
    # "At one point" says when.
    if number.value == 1 and not number.digits and unit.symbol == "point":
        return line.lows[number.first - 1] != "at"
    # "A 12-point plan" and "three-point range" measure nothing.
    if unit.symbol == "point" and line.hyphen(number.end):
        return (number.plain or number.fraction) and line.lows[end] not in _POINT_NAMES
    if line.lows[end - 1] in {"in", '"', "”"} and unit.symbol == "in":
        return number.plain or bool(number.digits)
    return _letters_hold(line, number, unit, end)


def _is_temperature(line: Line, number: Number, end: int) -> bool:
    """ "20C": digits and a letter that begins no word; not "five c" and the code "4471-C"."""
    return bool(number.digits) and not line.hyphen(end - 2) and not (line.glued(end) and line.is_word(end))


def _letters_hold(line: Line, number: Number, unit: Unit, end: int) -> bool:
    """False where the letters of an abbreviation begin a word or a name."""
    written = line.lows[end - 1]
    if written in {"c", "f"}:
        return _is_temperature(line, number, end)
    # "Spending 17m on shares": money whose currency got lost is no length.
    if written == "m" and not _PAYING.isdisjoint(line.lows[max(0, number.first - 3) : number.first]):
        return False
    if _is_of_name(line, number, end):
        return False
    # "15 A" are amperes; "15 A levels" and "15 A-class" are not.
    if unit.symbol in {"a", "A"} and line.raws[end - 1] == "A":
        return not line.is_word(end) and (line.lows[end] != "-" or not line.glued(end))
    if unit.symbol == "hp" and line.raws[end - 1] in {"PS", "ps", "HP"}:
        return bool(number.digits) and not line.is_capital(end)  # "three HP LaserJet printers"
    # "14 Mt Vernon", "2 Pt Reyes": before a capital the abbreviation begins the name of a place.
    return not (written in {"mt", "ct", "pt", "bar"} and line.is_capital(end - 1) and line.is_capital(end))


def _is_of_name(line: Line, number: Number, end: int) -> bool:
    """ "The 7100v", a type; "4 SF hotels", the place."""
    if line.raws[end - 1] == "SF":
        return line.is_word(end) and line.lows[end] not in STOP
    return line.raws[end - 1] == "v" and number.plain and len(number.digits) > _LONGEST_VOLTS


def _second_part(line: Line, number: Number, unit: Unit, end: int) -> tuple[float | None, int]:
    """ "6ft 2in", "5 feet 7 inches", "6-foot-5", "12 stone 4 pounds", "8 pounds 3 ounces"."""
    value = number.value
    smaller = _SMALLER.get(unit.symbol)
    if smaller is None or value is None or number.vague or not value.is_integer():
        return value, end
    symbol, times = smaller
    found = _part_after(line, end, symbol, times)
    return (value + found[0] / times, found[1]) if found else (value, end)


def _part_after(line: Line, end: int, symbol: str, times: float) -> tuple[float, int] | None:
    """The smaller part behind a measure in units of `symbol`, fewer than `times`, and the token after it."""
    tied = line.lows[end] in DASHES and line.glued(end)
    part = read_number(line, end + 1 if tied or line.lows[end] in {",", "and"} else end)
    if part is None or part.value is None or part.value >= times or part.scale > 1:
        return None
    found = unit_at(line, part.end)
    if found is not None and found[0].symbol == symbol and line.lows[end] != ",":
        return part.value, found[1]
    return (part.value, part.end) if symbol == "in" and _is_bare_inches(line, part, end) else None


def _is_bare_inches(line: Line, part: Number, end: int) -> bool:
    """ "6-foot-5", tied together; "six foot three", where nothing is counted behind."""
    if line.lows[end] in DASHES and line.glued(end):
        return line.glued(part.first) and not line.glued(part.end)
    if line.lows[end - 1] != "foot" or part.first != end or part.digits:
        return False
    return not line.is_word(part.end) or line.lows[part.end] in {"and", "tall", "in", "or"}


_SMALLER = {"ft": ("in", 12.0), "stone": ("lb", 14.0), "lb": ("oz", 16.0)}
"""The unit that goes on behind another, and how many make one."""
