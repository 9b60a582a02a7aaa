"""Texts in the form in which they are compared word for word: what only typesetting tells apart is one.

Quotation marks and apostrophes of every kind are one sign, dashes with the blanks around them another,
and ellipses a third; blanks and line ends are one blank; zero-width characters, the signs of Markdown
(emphasis, links, lists, quoted lines) and backslashes vanish. Letters, their case, digits and the other
punctuation stay.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text.clean import INVISIBLE

QUOTE = "'"
DASH = "-"
ELLIPSIS = "…"

_VARIANT = re.compile(
    rf"""
      (?P<blank> (?:\A|\n\s{{0,20}})[ \t]{{0,9}} (?:>[ \t]?){{0,20}}
                 (?:\#{{1,6}}[ \t]+ | [-+*•·▪‣◦][ \t]+ | \d{{1,2}}[.)][ \t]+ | >[ \t]?)
               | (?<=\ )\s+ | \s(?=\s)\s* | [^\S ]
      )
    | (?P<dots> \s*(?:…|\.\ ?\.\ ?\.(?:\ ?\.)?)\s* )
    | (?P<dash> \s*[-‐‑‒–—―−]+\s* )
    | (?P<quote> [“”„‟«»〝〞＂″"‘’‚‛‹›′´「」『』] | '{{2}} )
    | (?P<gone> [{INVISIBLE}*`\\]+ | ~~ | (?<![^\W_])_+ | _+(?![^\W_])
              | \[(?=[^\[\]\n]{{1,300}}\]\([^()\s]{{1,1000}}\)) | (?<=[^\[\]\n])\]\([^()\s]{{1,1000}}\)
      )
    """,
    re.VERBOSE,
)
JOINED = re.compile(rf"\w(?:[{INVISIBLE}*`\\\[]|~~|\])")
"""Where a sign that vanishes may leave one word of two: "inter*view*"."""
_STANDS_FOR = {"blank": " ", "dots": ELLIPSIS, "dash": DASH, "quote": QUOTE, "gone": ""}


def _stands_for(match: re.Match[str]) -> str:
    kind = match.lastgroup
    assert kind is not None, "each alternative is named"
    # The beginning of a text is no blank.
    return "" if kind == "blank" and match.start() == 0 else _STANDS_FOR[kind]


def canonical(text: str) -> str:
    """Return `text` in the form in which it is compared."""
    return _VARIANT.sub(_stands_for, text)


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text in that form, with the way back."""

    text: str
    _ends: Sequence[int]
    """Where each stretch that stands as it is begins, in `text`..."""
    _sources: Sequence[int]
    """...and in the text it was made of."""

    @classmethod
    def of(cls, source: str) -> CanonicalText:
        """Make it of `source`."""
        pieces: list[str] = []
        begins, sources = array("q", [0]), array("q", [0])
        at = length = 0
        for match in _VARIANT.finditer(source):
            before, sign = source[at : match.start()], _stands_for(match)
            pieces += (before, sign)
            if sign:
                begins.append(length + len(before))
                sources.append(match.start())
            length += len(before) + len(sign)
            at = match.end()
            begins.append(length)
            sources.append(at)
        pieces.append(source[at:])
        return cls("".join(pieces), begins, sources)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]`, which is not empty, stands in the source."""
        return self._source(start), self._source(end - 1) + 1

    def _source(self, at: int) -> int:
        found = bisect_right(self._ends, at) - 1
        return self._sources[found] + at - self._ends[found]
