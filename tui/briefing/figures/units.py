"""Units of measure and time, from `data/units.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.figures.data_tables import load_table
from briefing.figures.nouns import plural
from briefing.figures.phrase_table import PhraseTable
from briefing.figures.token_line import HYPHENS, Line

_AFTER_INCHES = frozenset({")", "x", "×", "or", "wide", "long", "thick", "tall", "high", "deep", "across"})
_INCH_MARKS = frozenset('"”″')
_FEET_MARKS = frozenset("'’′")
_OPENING = {"(": ")", "[": "]", "{": "}", "<": ">"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol and the group it belongs to in the table."""

    symbol: str
    group: str

    @property
    def is_time(self) -> bool:
        return self.group == "time"


@lru_cache(maxsize=1)
def unit_table() -> PhraseTable[Unit]:
    """All units by their written forms."""
    table: PhraseTable[Unit] = PhraseTable()
    for group, units in load_table("units.toml").items():
        for symbol, forms in units.items():
            unit = Unit(symbol, group)
            names: list[str] = forms.get("names", [])
            plurals: list[str] = forms.get("plurals") or [_plural_of(name) for name in names]
            for name in dict.fromkeys([*names, *plurals]):
                table.add(name, unit, exact=False)
            for abbreviation in forms.get("abbr", []):
                table.add(abbreviation, unit, exact=True)
            for abbreviation in forms.get("glued", []):
                table.add(abbreviation, unit, exact=True, glued=True)
    return table


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
    signs = HYPHENS | frozenset(_OPENING) | _INCH_MARKS | _FEET_MARKS | {"in"}
    return unit_table().first_words() | signs


def unit_at(line: Line, index: int) -> tuple[Unit, int] | None:
    """Return the unit that begins at token `index`, and the token after it.

    A hyphen may tie it to the number ("3-inch"), and brackets may hold it ("20 (kg)").
    """
    low = line.lows[index]
    # No reader below takes another form; most words are no units, and many rules ask.
    if low not in _beginnings():
        return None
    table = unit_table()
    if line.hyphen(index) and line.lows[index + 1] == "in" and line.hyphen(index + 2):
        return None  # "a 1-in-100-year flood"
    if line.hyphen(index):
        return table.at(line, index + 1, glued=True)
    if low in _OPENING:
        found = table.at(line, index + 1, glued=True)
        if found and line.lows[found[1]] == _OPENING[low]:
            return found[0], found[1] + 1
        return None
    found = table.at(line, index, glued=line.glued(index))
    if found is None and line.lows[index + 1] == "/" and line.glued(index + 1) and line.glued(index + 2):
        found = table.at(line, index, glued=True)  # "2 A/cm2": the slash makes a letter a unit
    if found is None:
        found = _inches(line, index) or _feet_mark(line, index) or _lone_letter(line, index)
    if found is None:
        return None
    unit, end = found
    if line.lows[index] in _INCH_MARKS and _closes_quote(line, index):
        return None
    if line.is_word(end - 1) and line.is_number(end) and line.glued(end):
        return None  # "30 A350 jets", "123m45": a type or an identifier
    if not line.is_word(end - 1) and line.lows[end] == "s" and line.glued(end):
        return None  # "1999′s": a possessive
    return unit, end


def _inches(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "0.68 in or 17 mm": the preposition is a unit only before another measure or a dimension."""
    if (
        line.lows[index] != "in"
        or "." not in line.lows[index - 1]
        or line.lows[index + 1] not in _AFTER_INCHES
    ):
        return None
    return Unit("in", "length"), index + 1


def _closes_quote(line: Line, index: int) -> bool:
    """True where a mark after a number ends quoted words rather than meaning inches."""
    if line.lows[index] == "”":
        return "“" in line.lows[:index]
    return line.lows[index] == '"' and line.lows[:index].count('"') % 2 == 1


def _feet_mark(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "5'10\"": the first mark is feet where the second is inches."""
    marked = line.lows[index] in _FEET_MARKS and line.glued(index) and line.is_number(index + 1)
    if not marked or line.lows[index + 2] not in _INCH_MARKS or not line.glued(index + 2):
        return None
    return Unit("ft", "length"), index + 1


_LETTERS = frozenset({"m", "g", "L", "l", "W", "A", "K", "N", "J"})
_AFTER_LETTER = frozenset("high tall deep long wide above below away thick and or of in".split())


def _lone_letter(line: Line, index: int) -> tuple[Unit, int] | None:
    """ "8,848 m high", "2.5 L": a letter apart from its digits, where nothing else can follow them."""
    if line.raws[index] not in _LETTERS or not line.is_number(index - 1) or line.glued(index):
        return None
    tied = line.glued(index + 1) and line.lows[index + 1] in {"'", "’", "-", "."} and line.glued(index + 2)
    if tied and (line.is_word(index + 2) or line.is_number(index + 2)):
        return None
    if line.is_word(index + 1) and line.lows[index + 1] not in _AFTER_LETTER:
        return None
    return unit_table().at(line, index, glued=True)
