"""Tokens of one stretch of text: numbers, words and single signs, with their places.

A `Line` holds parallel lists rather than one object a token, since every rule walks it. A number
with its separators is one token ("1,100", ".5", "12,34,567.89"); a word never holds a digit, so
"5kW" is two tokens without a gap and "C919" is a word and a number without a gap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from briefing.figures.typography import straighten
from briefing.text.tokens import address_spans

WORD, NUMBER, SIGN = 1, 2, 3
"""Kinds of tokens; the first two are the groups of the patterns below."""

_WORD = r"(?:[A-Za-z]\.){2,6}(?![^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*"
_ASCII_WORD = r"[A-Za-z](?:\.(?:[A-Za-z]\.){1,5}(?![A-Za-z])|[A-Za-z]*(?:'[A-Za-z]+)*)"
_ENGLISH = (
    r"\d{1,3}(?:,\d{3}){1,40}(?:\.\d{1,20})?(?!\d|,\d{3})"
    r"|\d{1,3}(?:[\u00a0'’]\d{3}){1,8}(?:\.\d{1,20})?(?!\d)"
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,20})?(?!\d)"
    # "24,50" and "1.127,54" as on the Continent: one token, which is a number only beside its unit.
    r"|(?<!,)(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,9}),\d{1,2}(?!\d|[.,]\d)"
    # "1.250.000": full stops part thousands where there are two or more.
    r"|(?<![\d.])\d{1,3}(?:\.\d{3}){2,4}(?![\d.,]\d|\d)"
    r"|\d+(?:\.\d{1,20}(?!\d))?"
    r"|(?<![\w.])\.\d{1,20}(?!\d)"
)
_CONTINENTAL = (
    r"\d{1,3}(?:[.\u00a0'’ ]\d{3}){1,8}(?:,\d{1,20})?(?![\d,.]\d)"
    r"|\d+(?:[,.]\d{1,20}(?![\d,.]\d))?"
)
TOKEN = re.compile(f"({_WORD})|((?=[\\d.])(?:{_ENGLISH}))|[^\\w\\s]|_")
"""One token of English text. Every repeat is bounded or of one class that nothing after it can
give back, so the pattern is linear on any text. Words come first, since most tokens are words."""
ASCII_TOKEN = re.compile(f"({_ASCII_WORD})|((?=[0-9.])(?:{_ENGLISH}))|[^\\w\\s]|_", re.ASCII)
"""The same for text of ASCII alone, in less than two thirds of the time."""
CONTINENTAL_TOKEN = re.compile(f"({_WORD})|((?=\\d)(?:{_CONTINENTAL}))|[^\\w\\s]|_")
"""The same with the comma as the decimal sign and full stop or blank between thousands."""

MAX_DIGITS = 30
"""A longer run of digits is an identifier, not an amount."""


_PAD = 32
"""Empty tokens behind the last one, so that looking past either end needs no check."""


class TriggerWords(frozenset[str]):
    """Words by which rules look for their places in a line.

    All of them are looked up in one walk over the tokens of a line, however many rules ask.
    """

    __slots__ = ()
    every: ClassVar[set[str]] = set()

    def __new__(cls, words: Iterable[str]) -> TriggerWords:
        made = super().__new__(cls, words)
        cls.every.update(made)
        return made


class TableHead(NamedTuple):
    """What the head of a table says of the numbers in its rows."""

    unit: str | None
    """The currency, or None where only a scale is said."""
    scale: float


class Line:
    """The tokens of `text[start:end]`; offsets count in `text`, signs are those `typography` makes of them.

    `lows`, `raws` and `kinds` are padded: an index some way before the first token or behind the last
    one gives empty forms and no kind. `starts`, `ends` and `len()` count the real tokens only.
    """

    __slots__ = (
        "_befores", "_behinds", "continental", "decimal_commas", "end", "ends", "heads_table",
        "hyphen", "kinds", "lows", "raws",
        "start", "starts", "table_head", "tenses", "text", "tokenised", "triggers",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int, *, continental: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.continental = continental
        self.tokenised = text.find(" , ", start, end) >= 0 or text.find(" . ", start, end) >= 0
        """True where signs stand apart from words, as in corpora; a hyphen may then stand apart too."""
        straight = straighten(text, start, end)
        piece = text[start:end] if straight is None else straight.text
        pattern = CONTINENTAL_TOKEN if continental else ASCII_TOKEN if piece.isascii() else TOKEN
        found = list(pattern.finditer(text, start, end) if straight is None else pattern.finditer(piece))
        raws = [match[0] for match in found]
        lows = _lower(raws, curly="’" in piece)
        self.starts: list[int] = [match.start() for match in found]
        self.ends: list[int] = [match.end() for match in found]
        # Where a token stands among the signs as they are read: "$5" and "\u200bbn" touch.
        self._befores, self._behinds = self.starts, self.ends
        if straight is not None:
            self.starts = [straight.starts[at] for at in self._befores]
            self.ends = [straight.ends[at - 1] for at in self._behinds]
        self.raws: list[str] = raws
        """Each token as written."""
        self.lows: list[str] = lows
        """Lower-case form, curly apostrophes straightened."""
        self.kinds: list[int] = [match.lastindex or SIGN for match in found]
        self.decimal_commas: bool | None = None
        """Whether a number here has its comma before the decimals; None until someone has asked."""
        self.table_head: TableHead | None = None
        """What the head of a table above says; set for the passages below it."""
        self.tenses: dict[int, int] = {}
        """What `tense` has found at a token."""
        self.heads_table = False
        """True for such a head."""
        self._hide_addresses()
        self.hyphen: Callable[[int], bool] = self._tying_hyphens().__contains__
        """True for a hyphen that ties the tokens on both its sides together; every rule asks for them."""
        self.triggers = self._trigger_places()
        """The tokens that any rule looks for; where there are none, nothing is found."""
        raws.extend([""] * _PAD)
        lows.extend([""] * _PAD)
        self.kinds.extend([0] * _PAD)

    def _trigger_places(self) -> list[int]:
        every = TriggerWords.every
        return [
            index
            for index, (kind, low) in enumerate(zip(self.kinds, self.lows, strict=True))
            if kind == NUMBER or low in every
        ]

    def _hide_addresses(self) -> None:
        """Make signs without a form of the tokens inside web and mail addresses."""
        for first, last in address_spans(self.text, self.start, self.end):
            for index in range(bisect_left(self.starts, first), bisect_left(self.starts, last)):
                self.lows[index] = ""
                self.kinds[index] = SIGN

    def __len__(self) -> int:
        return len(self.starts)

    def is_word(self, index: int) -> bool:
        """True for a token of letters inside the line."""
        return self.kinds[index] == WORD

    def is_number(self, index: int) -> bool:
        """True for a token of digits inside the line."""
        return self.kinds[index] == NUMBER

    def is_capital(self, index: int) -> bool:
        """True for a word that begins with a capital letter."""
        return self.kinds[index] == WORD and self.raws[index][0].isupper()

    def glued(self, index: int) -> bool:
        """True when no blank stands between token `index - 1` and token `index`."""
        return 0 < index < len(self.starts) and self._befores[index] == self._behinds[index - 1]

    def _tying_hyphens(self) -> frozenset[int]:
        if "-" not in self.lows:  # the others are straightened
            return _NOWHERE
        return frozenset(index for index, low in enumerate(self.lows) if low == "-" and self._ties(index))

    def _ties(self, index: int) -> bool:
        before, after = self.glued(index), self.glued(index + 1)
        return (before and after) or (self.tokenised and not before and not after)

    def places(self, words: TriggerWords) -> list[int]:
        """The tokens that have one of `words` as their form, in order: where a rule looks."""
        lows = self.lows
        return [index for index in self.triggers if lows[index] in words]

    def numbers_and(self, words: TriggerWords) -> list[int]:
        """The tokens that are numbers or have one of `words` as their form, in order."""
        lows, kinds = self.lows, self.kinds
        return [i for i in self.triggers if kinds[i] == NUMBER or lows[i] in words]

    def opens_sentence(self, index: int) -> bool:
        """True for the first token of the line or one after a sentence's end."""
        before = index - 1
        while before >= 0 and self.lows[before] in _QUOTES:
            before -= 1
        return before < 0 or self.lows[before] in WALLS


def _lower(raws: list[str], *, curly: bool) -> list[str]:
    """The lower-case forms of tokens; `curly` where there are curly apostrophes among them."""
    lows = [raw.lower() for raw in raws]
    # Both are rare, and most lines are spared the walk.
    if curly:
        lows = [low.replace("’", "'") for low in lows]
    if "US" in raws:  # the country, not the pronoun
        lows = ["u.s." if raw == "US" else low for raw, low in zip(raws, lows, strict=True)]
    return lows


HYPHENS = frozenset("-‐‑")
_NOWHERE = frozenset[int]()
DASHES = frozenset("-‐‑–—−")
WALLS = frozenset(".!?;:…")
"""Signs across which no rule looks for context."""
_QUOTES = frozenset("\"'“”‘’«»(")
