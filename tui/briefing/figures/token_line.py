"""Tokens of one stretch of text: numbers, words and single signs, with their places.

A `Line` holds parallel lists rather than one object a token, since every rule walks it. A number
with its separators is one token ("1,100", ".5", "12,34,567.89"); a word never holds a digit, so
"5kW" is two tokens without a gap and "C919" is a word and a number without a gap.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from briefing.text.tokens import address_spans

NUMBER, WORD, SIGN = 1, 2, 3

_WORD = r"(?:[A-Za-z]\.){2,6}(?![^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*"
_ENGLISH = (
    r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?(?!\d|,\d{3})"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,8}(?:\.\d{1,20})?(?!\d)"
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,20})?(?!\d)"
    r"|\d+(?:\.\d{1,20}(?!\d))?"
    r"|(?<![\w.])\.\d{1,20}(?!\d)"
)
_CONTINENTAL = (
    r"\d{1,3}(?:[.\u00a0\u2009\u202f ]\d{3}){1,8}(?:,\d{1,20})?(?![\d,.]\d)"
    r"|\d+(?:[,.]\d{1,20}(?![\d,.]\d))?"
)
TOKEN = re.compile(f"({_ENGLISH})|({_WORD})|[^\\w\\s]|_")
"""One token of English text. Every repeat is bounded or of one class that nothing after it can
give back, so the pattern is linear on any text."""
CONTINENTAL_TOKEN = re.compile(f"({_CONTINENTAL})|({_WORD})|[^\\w\\s]|_")
"""The same with the comma as the decimal sign and full stop or blank between thousands."""

MAX_DIGITS = 30
"""A longer run of digits is an identifier, not an amount."""


_PAD = 32
"""Empty tokens behind the last one, so that looking past either end needs no check."""


class Line:
    """The tokens of `text[start:end]`; offsets count in `text`.

    `lows` and `kinds` are padded: an index some way before the first token or behind the last one
    gives an empty form and no kind. `starts`, `ends` and `len()` count the real tokens only.
    """

    __slots__ = ("continental", "end", "ends", "kinds", "lows", "start", "starts", "text", "tokenised")

    def __init__(self, text: str, start: int, end: int, *, continental: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.continental = continental
        self.tokenised = text.find(" , ", start, end) >= 0 or text.find(" . ", start, end) >= 0
        """True where signs stand apart from words, as in corpora; a hyphen may then stand apart too."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lows: list[str] = []
        """Lower-case form, curly apostrophes straightened."""
        self.kinds: list[int] = []
        pattern = CONTINENTAL_TOKEN if continental else TOKEN
        starts, ends, lows, kinds = self.starts, self.ends, self.lows, self.kinds
        for match in pattern.finditer(text, start, end):
            starts.append(match.start())
            ends.append(match.end())
            word = match.group()
            low = "u.s." if word == "US" else word.lower()  # the country, not the pronoun
            lows.append(low.replace("’", "'") if "’" in low else low)
            kinds.append(match.lastindex or SIGN)
        self._hide_addresses()
        lows.extend([""] * _PAD)
        kinds.extend([0] * _PAD)

    def _hide_addresses(self) -> None:
        """Make signs without a form of the tokens inside web and mail addresses."""
        for first, last in address_spans(self.text, self.start, self.end):
            for index in range(bisect_left(self.starts, first), bisect_left(self.starts, last)):
                self.lows[index] = ""
                self.kinds[index] = SIGN

    def __len__(self) -> int:
        return len(self.starts)

    def low(self, index: int) -> str:
        """Lower-case form of a token; empty outside the line."""
        return self.lows[index]

    def raw(self, index: int) -> str:
        """A token as written; empty outside the line."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def is_word(self, index: int) -> bool:
        """True for a token of letters inside the line."""
        return self.kinds[index] == WORD

    def is_number(self, index: int) -> bool:
        """True for a token of digits inside the line."""
        return self.kinds[index] == NUMBER

    def is_capital(self, index: int) -> bool:
        """True for a word that begins with a capital letter."""
        return self.is_word(index) and self.text[self.starts[index]].isupper()

    def glued(self, index: int) -> bool:
        """True when no blank stands between token `index - 1` and token `index`."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def hyphen(self, index: int) -> bool:
        """True for a hyphen that ties the tokens on both its sides together."""
        if self.lows[index] not in HYPHENS:
            return False
        before, after = self.glued(index), self.glued(index + 1)
        return (before and after) or (self.tokenised and not before and not after)

    def opens_sentence(self, index: int) -> bool:
        """True for the first token of the line or one after a sentence's end."""
        before = index - 1
        while before >= 0 and self.lows[before] in _QUOTES:
            before -= 1
        return before < 0 or self.lows[before] in WALLS


HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")
WALLS = frozenset(".!?;:…")
"""Signs across which no rule looks for context."""
_QUOTES = frozenset("\"'“”‘’«»(")
