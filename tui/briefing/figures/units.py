"""Units of measure and time, from `data/units.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.figures.data_tables import load_table, load_words
from briefing.figures.nouns import STOP, plural
from briefing.figures.phrase_table import PhraseTable
from briefing.figures.token_line import HYPHENS, WALLS, Line

_AFTER_INCHES = frozenset({")", "x", "×", "or", "wide", "long", "thick", "tall", "high", "deep", "across"})
_CUES = load_words("letters.toml")
_INCH_MARKS = frozenset('"”″')
_FEET_MARKS = frozenset("'’′")
_OPENING = {"(": ")", "[": "]", "{": "}", "<": ">"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol and the group it belongs to in the table."""

    symbol: str
    group: str
    factor: float = 1.0
    """What one is worth in units of the symbol: 1e9 for a "bcm" of gas, told in cubic metres."""

    @property
    def is_time(self) -> bool:
        return self.group == "time"


@lru_cache(maxsize=1)
def unit_table() -> PhraseTable[Unit]:
    """All units by their written forms."""
    table: PhraseTable[Unit] = PhraseTable()
    for group, units in load_table("units.toml").items():
        for symbol, forms in units.items():
            unit = Unit(forms.get("unit", symbol), group, forms.get("factor", 1.0))
            names: list[str] = forms.get("names", [])
            plurals: list[str] = forms.get("plurals") or [_plural_of(name) for name in names]
            for name in dict.fromkeys([*names, *plurals]):
                table.add(name, unit, exact=False)
            for abbreviation in forms.get("abbr", []):
                table.add(abbreviation, unit, exact=True)
            for abbreviation in forms.get("glued", []):
                table.add(abbreviation, unit, exact=True, glued=True)
    return table


@lru_cache(maxsize=1)
def _of_one_form() -> frozenset[str]:
    # In the table a unit that people write out is called by its name: "barrel", "hour".
    units = [(unit, forms) for group in load_table("units.toml").values() for unit, forms in group.items()]
    one_form = (
        unit
        for unit, forms in units
        if unit not in forms.get("names", ()) or unit in forms.get("plurals", ())
    )
    return frozenset(one_form) | {"%", "pp"}


def has_one_form(unit: str) -> bool:
    """True for a unit that is written alike whatever its number: "km", "%", "rpm", "stone"."""
    return unit in _of_one_form()


def _plural_of(name: str) -> str:
    """ "mile per hour" → "miles per hour", "square metre" → "square metres", "degree celsius"."""
    words = name.split()
    head = next((k for k, word in enumerate(words) if word in {"per", "degree"}), len(words))
    head = head - 1 if head < len(words) and words[head] == "per" else min(head, len(words) - 1)
    words[head] = plural(words[head])
    return " ".join(words)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """Every form that a unit may begin with, with the signs that may stand before it."""
    signs = HYPHENS | frozenset(_OPENING) | _INCH_MARKS | _FEET_MARKS | {"in", "c", "f", "k"}
    return unit_table().first_words() | signs


def unit_at(line: Line, index: int) -> tuple[Unit, int] | None:
    """Return the unit that begins at token `index`, and the token after it.

    A hyphen may tie it to the number ("3-inch"), and brackets may hold it ("20 (kg)").
    """
    low = line.lows[index]
    # No reader below takes another form; most words are no units, and many rules ask.
    if low not in _beginnings():
        return None
    if line.hyphen(index):
        if line.lows[index + 1] == "in" and line.hyphen(index + 2):
            return None  # "a 1-in-100-year flood"
        return unit_table().at(line, index + 1, glued=True)
    if low in _OPENING:
        found = unit_table().at(line, index + 1, glued=True)
        return (found[0], found[1] + 1) if found and line.lows[found[1]] == _OPENING[low] else None
    # "2 A/cm2": the slash makes a letter a unit.
    tied = line.lows[index + 1] == "/" and line.glued(index + 1) and line.glued(index + 2)
    found = unit_table().at(line, index, glued=tied or line.glued(index)) or _unit_by_place(line, index)
    return found if found is not None and _stands(line, index, found[1]) else None


def _unit_by_place(line: Line, index: int) -> tuple[Unit, int] | None:
    """What is a unit only where it stands: a preposition, a mark, a letter apart."""
    return _inches(line, index) or _feet_mark(line, index) or _lone_letter(line, index)


def _stands(line: Line, index: int, end: int) -> bool:
    """False where the tokens from `index` to `end` belong to a type, a quotation or a possessive."""
    if line.lows[index] in _INCH_MARKS and closes_quote(line, index):
        return False
    if line.is_word(end - 1):
        return not (line.is_number(end) and line.glued(end))  # "30 A350 jets", "123m45"
    return not (line.lows[end] == "s" and line.glued(end))  # "1999′s"


def _inches(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "0.68 in or 17 mm": the preposition is a unit only before another measure or a dimension."""
    if (
        line.lows[index] != "in"
        or "." not in line.lows[index - 1]
        or line.lows[index + 1] not in _AFTER_INCHES
    ):
        return None
    return Unit("in", "length"), index + 1


def closes_quote(line: Line, index: int) -> bool:
    """True where a mark after a number ends quoted words rather than meaning inches."""
    if line.lows[index] == "”":
        return "“" in line.lows[:index]
    if line.lows[index] != '"':
        return False
    marks = [at for at, low in enumerate(line.lows[:index]) if low == '"']
    # Of "6' 8" high and 2' 9" wide" none opens a quotation.
    return sum(line.lows[at - 2] not in _FEET_MARKS or not line.is_number(at - 1) for at in marks) % 2 == 1


def _feet_mark(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "5'10\"": the first mark is feet where the second is inches; also "60' tall", "400' above"."""
    if line.lows[index] not in _FEET_MARKS or not line.glued(index) or not line.is_number(index - 1):
        return None
    behind = line.lows[index + 2]
    inches = line.is_number(index + 1) and behind in _INCH_MARKS and line.glued(index + 2)
    if not inches and (line.lows[index + 1] not in _CUES["long"] or line.glued(index + 1)):
        return None
    # Behind quoted words the mark closes them.
    quoted = not inches and any(
        line.lows[at] in "'’‘" and not line.is_number(at - 1) for at in range(max(0, index - 40), index)
    )
    return None if quoted else (Unit("ft", "length"), index + 1)


_LETTERS = frozenset({"m", "g", "L", "l", "W", "A", "K", "N", "J"})
_AFTER_LETTER = frozenset("high tall deep long wide above below away thick and or of in".split())
_DEGREES = {
    "C": Unit("Cel", "temperature"), "F": Unit("[degF]", "temperature"), "K": Unit("K", "temperature"),
}  # fmt: skip
_CUE_REACH = 14
"""Tokens before and behind a letter in which a word may tell what it means."""


def cued(line: Line, index: int, group: str) -> bool:
    """True where the sentence around token `index` has a word of a group of `data/letters.toml`."""
    words = _CUES[group]
    for step, stop in ((-1, max(-1, index - _CUE_REACH)), (1, min(len(line), index + _CUE_REACH))):
        for at in range(index + step, stop, step):
            if line.lows[at] in words:
                return True
            if line.lows[at] in WALLS:
                break
    return False


def _lone_letter(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "8,848 m high", "2.5 L", "40 K": a letter apart from its digits, where nothing else can follow."""
    raw = line.raws[index]
    if not (raw in _LETTERS or raw in _DEGREES) or not line.is_number(index - 1) or line.glued(index):
        return None
    if _letter_goes_on(line, index + 1):
        return None
    if raw in _DEGREES:
        # "Near minus 20 C": of degrees there may be fewer than none, of grades and floors not.
        below = line.lows[index - 2] == "minus"
        return (_DEGREES[raw], index + 1) if below or cued(line, index, "temperature") else None
    behind = line.lows[index + 1]
    if line.is_word(index + 1) and behind not in _AFTER_LETTER and not _letter_stands_alone(line, index):
        return None
    return unit_table().at(line, index, glued=True)


def _letter_stands_alone(line: Line, index: int) -> bool:
    """ "4 m by 2.5 m", "40 l a minute", "a 3 m wall": what follows tells that it measures."""
    behind, raw = line.lows[index + 1], line.raws[index]
    if behind == "by":
        return line.is_number(index + 2) and line.raws[index + 3] == raw
    if behind in {"a", "an", "per"} and raw in {"l", "L", "g"}:
        return line.lows[index + 2] in _TIMES
    return _is_length_of(line, index)


_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


def _letter_goes_on(line: Line, index: int) -> bool:
    """ "3 m's", "40 K-pop": a sign ties the letter before token `index` to what follows."""
    tied = line.lows[index] in {"'", "’", "-", "."} and line.glued(index) and line.glued(index + 1)
    return tied and (line.is_word(index + 1) or line.is_number(index + 1))


def _is_length_of(line: Line, index: int) -> bool:
    """ "A 3 m wall": what is told by its length stands behind its metres."""
    if line.raws[index] != "m" or line.lows[index - 2] in {"x", "×"}:
        return False
    measured = _CUES["measured"]
    if line.lows[index + 1] in measured or line.lows[index + 2] in measured:
        return True
    # "A swell of 4 m hit the ferry": before a verb, what is measured may stand elsewhere.
    return line.lows[index + 1] in STOP and cued(line, index, "measured")
