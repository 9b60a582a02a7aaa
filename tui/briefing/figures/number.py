"""The value of a number as read, and the words that numbers are made of."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
    "trillions": 12, "quadrillion": 15, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "crore": 7, "crores": 7,
}  # fmt: skip
"""Scale words as powers of ten."""
SUFFIXES = {
    "bn": 9, "bln": 9, "mn": 6, "mln": 6, "mil": 6, "mio": 6, "mrd": 9,
    "tn": 12, "trn": 12, "trln": 12, "thsd": 3,
}  # fmt: skip
"""Abbreviations that are never anything but a scale."""
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "sixteenth": 16, "sixteenths": 16,
    "hundredth": 100, "hundredths": 100,
}  # fmt: skip
VULGAR = {
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
VAGUE = {
    "dozens": (12.0, 120.0), "scores": (20.0, 200.0), "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4),
    "millions": (1e6, 1e7), "billions": (1e9, 1e10), "trillions": (1e12, 1e13), "lakhs": (1e5, 1e6),
    "crores": (1e7, 1e8), "tens": (10.0, 100.0),
}  # fmt: skip
"""Plural magnitudes name an order, not a number: from one of them up to ten."""
STARTERS = (
    frozenset(UNITS)
    | frozenset(TENS)
    | frozenset(VULGAR)
    | frozenset(VAGUE)
    | frozenset(
        "a an half quarter hundred thousand million billion trillion dozen several few couple lakh "
        "crore".split()
    )
)
"""Words that a number can begin with."""
NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | {"dozen", "half"}
"""Words that say a number by themselves."""
MAX_VALUE = 1e36
"""Above this a chain of scale words is a play on words, and floats would soon overflow."""


@dataclass(slots=True)
class Number:
    """A number over tokens `first` to `end` (half-open).

    Nobody changes one; like `Draft` it is not frozen, since it is made for each number of a text.
    """

    first: int
    end: int
    value: float | None
    """None for a vague magnitude, and for digits too long to be an amount."""
    low: float | None = None
    high: float | None = None
    scale: float = 1.0
    """What the scale words multiply by: 1e9 for "11.15 billion"."""
    digits: str = ""
    """The digits as written, without separators between thousands; empty for words."""
    fraction: bool = False
    """True for a part of one: "two-thirds", "half", "1/16"."""
    grouped: bool = False
    """True where a separator stands between thousands."""
    plus: bool = False
    """True for "1,000+"."""

    @property
    def vague(self) -> bool:
        """True for "dozens", "tens of thousands"."""
        return self.low is not None

    @property
    def plain(self) -> bool:
        """True for bare digits without scale, decimals or separators: a year, a label, a small count."""
        return self.digits.isdigit() and self.scale == 1.0 and not self.fraction and not self.grouped
