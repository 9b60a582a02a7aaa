"""Times of day and scores: they carry digits and are no figures."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.numerals import Number
from briefing.figures.token_line import Line

NAME = "clock"

_HALVES = frozenset({"am", "pm", "a.m.", "p.m.", "o'clock", "noon", "midnight"})
_ZONES = frozenset(
    "gmt utc bst est edt cst cdt mst mdt pst pdt cet cest ist jst hkt sgt aest aedt et pt ct".split()
)


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of no kind over a time of day."""
    # Where a comma is the decimal sign, a full stop may group thousands, and "10.30" is no time.
    if not number.digits or number.scale != 1.0 or len(number.digits) > 5 or line.continental:
        return None
    first, end = number.first, number.end
    after = line.lows[end]
    tied = line.is_number(end + 1) and line.glued(end) and line.glued(end + 1)
    # "10:38", "10h38", and "10.38 am" as British papers write it; also scores ("3:1"), which are no
    # figures either.
    if tied and (after in {":", "h", "∶"} or (after == "." and line.lows[end + 2] in _HALVES)):
        return Draft(first, _zone(line, _tail(line, end + 2)), None, NAME, numbers=(number,))
    if after == ":" and line.is_number(end + 1) and number.plain:
        return Draft(first, end + 2, None, NAME, numbers=(number,))
    if after in _HALVES or (after in {"a", "p"} and line.lows[end + 1] == "." and line.lows[end + 2] == "m"):
        return Draft(first, _zone(line, end + 1), None, NAME, numbers=(number,))
    whole, _, part = number.digits.partition(".")
    # "1830 GMT" and "18.30 GMT", in capitals only: "20 et al." has no time zone.
    hours = (number.plain and len(number.digits) == 4) or (len(whole) <= 2 and len(part) == 2)
    if after in _ZONES and hours and line.raws[end].isupper():
        return Draft(first, end + 1, None, NAME, numbers=(number,))
    return None


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
    if line.lows[j] in _ZONES or line.raws[j] == "Z":
        j += 1
    return j
