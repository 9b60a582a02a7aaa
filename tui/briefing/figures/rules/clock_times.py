"""Times of day and scores: they carry digits and are no figures."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP
from briefing.figures.number import Number
from briefing.figures.numerals import read_number
from briefing.figures.token_line import DASHES, WALLS, Line

NAME = "clock"

_WORDS = load_words("clock_times.toml")
_HALVES = frozenset({"am", "pm", "a.m.", "p.m.", "o'clock", "noon", "midnight"})
ZONES = frozenset(
    "gmt utc bst est edt cst cdt mst mdt pst pdt cet cest ist jst hkt sgt aest aedt et pt ct".split()
)
_CLOCKS = frozenset({":", "h", "∶"})
_ODDS = frozenset("ratio odds margin favourite favorite chance chances shot underdog".split())
"""Behind "10-to-1", what makes it no working day."""
_HOURS_END = frozenset("sharp tonight today tomorrow local daily each every and or but".split())
"""Words behind an hour that are no unit."""
_NEIGHBOURHOOD = 12
"""Tokens around a decimal in which a word tells whether it is an hour."""


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of no kind over a time of day."""
    behind = line.lows[number.end]
    # Most numbers have no sign or word of a time behind them.
    if behind not in _BEHIND and "." not in number.digits:
        return None
    working_day = behind == "-" and _working_day(line, number)
    if not number.digits:
        return Draft(number.first, working_day, None, NAME, numbers=(number,)) if working_day else None
    # Where a comma is the decimal sign, a full stop may group thousands, and "10.30" is no time.
    if number.scale != 1.0 or len(number.digits) > 5 or line.continental:
        return None
    end = _with_colon(line, number) or _with_half(line, number) or _dotted(line, number) or working_day
    return Draft(number.first, end, None, NAME, numbers=(number,)) if end else None


def _with_colon(line: Line, number: Number) -> int:
    """The token after "10:38", "10h38" and "10.38 am" as British papers write it; also scores ("3:1")."""
    end = number.end
    after = line.lows[end]
    if after not in _CLOCKS and after != ".":
        return 0
    if line.is_number(end + 1) and line.glued(end) and line.glued(end + 1):
        if after in _CLOCKS or line.lows[end + 2] in _HALVES:
            return _zone(line, _tail(line, end + 2))
        return 0
    return end + 2 if after == ":" and line.is_number(end + 1) and number.plain else 0


def _with_half(line: Line, number: Number) -> int:
    """The token after "7 pm", "1830 GMT", "18.30 GMT", "6.30-10am", "from 6 to 10am"."""
    end = number.end
    if _half_at(line, end):
        return _zone(line, end + 1)
    if line.lows[end] in _HOURS and _is_military(line, number):
        return end + 1
    # In capitals only: "20 et al." has no time zone.
    if line.lows[end] in ZONES and line.raws[end].isupper():
        four = number.plain and len(number.digits) == 4
        return end + 1 if four or _is_hour(number) else 0
    # The first of two times leaves out what the second says.
    if line.is_number(end + 1) and (line.lows[end] in DASHES or line.lows[end] in _UNTIL):
        return _second_half(line, number)
    return 0


def _is_military(line: Line, number: Number) -> bool:
    """ "At 1300 hours", "by 0630 hrs": four digits that are an hour and its minutes."""
    before = line.lows[number.first - 1]
    if not number.plain or len(number.digits) != 4 or not (before in _WORDS["leading"] or before == "or"):
        return False
    return int(number.digits[:2]) <= 24 and int(number.digits[2:]) < 60


_HOURS = frozenset({"hours", "hrs"})
_UNTIL = frozenset({"to", "and", "until", "till"})
_BEHIND = _CLOCKS | _HALVES | _HOURS | ZONES | DASHES | _UNTIL | {".", "a", "p"}
"""What stands right behind the digits of a time of day, where they have no full stop in them."""


def _second_half(line: Line, number: Number) -> int:
    """The token after the second of two times, where it says which half of the day both are in."""
    if not _is_hour(number) and not (number.plain and (number.value or 0) <= 24):
        return 0
    other = read_number(line, number.end + 1)
    if other is None or other.value is None or other.value > 24 or not _half_at(line, other.end):
        return 0
    return _zone(line, other.end + 1)


def _half_at(line: Line, index: int) -> bool:
    """True for "am", "p.m." and the like at token `index`."""
    low = line.lows[index]
    return low in _HALVES or (
        low in {"a", "p"} and line.lows[index + 1] == "." and line.lows[index + 2] == "m"
    )


def _is_hour(number: Number) -> bool:
    """True for digits such as "19.30": hours and minutes with a full stop between."""
    hours, stop, minutes = number.digits.partition(".")
    return (
        bool(stop) and len(minutes) == 2 and len(hours) <= 2 and int(hours or 99) < 24 and int(minutes) < 60
    )


def _dotted(line: Line, number: Number) -> int:
    """The token after a time such as "at 19.30": five minutes apart, and nothing is traded or measured."""
    end = number.end
    if "." not in number.digits or not _is_hour(number) or number.end - number.first > 1:
        return 0
    # What goes on with a unit or a noun is measured or counted: "between 2.45 and 3.15 metres".
    goes_on = line.is_word(end) and line.lows[end] not in STOP and line.lows[end] not in _HOURS_END
    if line.lows[end] in {"%", "per"} or (goes_on and not line.is_capital(end)):
        return 0
    before = line.lows[number.first - 1]
    if before not in _WORDS["leading"] and before not in _WORDS["timed"]:
        return 0
    around = _around(line, number.first)
    # Minutes that are no multiple of five need a word of time beside them.
    even = number.digits.endswith(("0", "5"))
    if _WORDS["traded"].intersection(around) or not (even or _WORDS["timed"].intersection(around)):
        return 0
    return end


def _around(line: Line, index: int) -> list[str]:
    """The words of the sentence near token `index`."""
    first, last = index, index + 1
    while first > max(0, index - _NEIGHBOURHOOD) and line.lows[first - 1] not in WALLS:
        first -= 1
    while last < index + _NEIGHBOURHOOD and line.lows[last] not in WALLS:
        last += 1
    return line.lows[first:last]


def _working_day(line: Line, number: Number) -> int:
    """The token after "9-to-5", "eight-to-six": hours that go down and are no odds and no vote."""
    end = number.end
    if (
        line.lows[end] != "-"
        or line.lows[end + 1] != "to"
        or not line.hyphen(end)
        or not line.hyphen(end + 2)
    ):
        return 0
    if number.value is None or not 4 < number.value <= 12:
        return 0
    other = read_number(line, end + 3)
    if other is None or other.value is None or not 4 <= other.value <= number.value or other.scale != 1.0:
        return 0
    return 0 if line.lows[other.end] in _ODDS or line.lows[other.end] in {"%", "per"} else other.end


def _tail(line: Line, index: int) -> int:
    """Past seconds and their decimals: "10:38:07.190"."""
    j = index
    while (
        j < index + 4
        and line.lows[j] in {":", "."}
        and line.glued(j)
        and line.is_number(j + 1)
        and line.glued(j + 1)
    ):
        j += 2
    return j


def _zone(line: Line, index: int) -> int:
    j = index
    if line.lows[j] in _HALVES:
        j += 1
    if line.lows[j] in ZONES or line.raws[j] == "Z":
        j += 1
    return j
