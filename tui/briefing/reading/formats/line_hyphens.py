"""What becomes of a hyphen at the end of a line: of "adminis-" and "trative" one word is made, "self-" and
"dealing" keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.text.background import rarity
from briefing.text.stems import stem
from briefing.text.tokens import fold

BREAK = "\x02"
"""What a source of characters gives for a hyphen where a line was broken."""
_AT_END = re.compile(rf"([^\W\d_]+)([{BREAK}\u00ad\u2010-])$")
_AT_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNSEEN = rarity("qzxqzx")
"""The rarity of what general news never holds."""
_KEEPS = frozenset(
    (
        *("self", "non", "co", "ex", "well", "vice", "anti", "pro", "semi", "quasi", "all", "half", "cross"),
        *("long", "short", "high", "low", "full", "part", "multi", "mid", "post", "pre", "near", "so"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second"),
        *("third", "ever", "then", "far", "left", "right", "hard", "soft", "old", "new", "much", "large"),
    )
)
"""First halves that words are made with by a hyphen."""
_KEPT_BEFORE = frozenset(
    (
        *("based", "centric", "free", "style", "old", "year", "term", "time", "wide", "led", "made", "like"),
        *("related", "backed", "owned", "run", "level", "scale", "in", "up", "off", "out", "on", "elect"),
        *("aged", "born", "minded", "friendly", "known", "called", "range", "class", "profile", "speed"),
    )
)
"""Second halves."""


class LineHyphens:
    """Puts lines of one document together; what it writes elsewhere decides where a hyphen is in doubt."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are all of the document, in order."""
        self._words: set[str] = set()
        for line in lines:
            self._words.update(fold(word) for word in _WORD.findall(line))

    def join(self, lines: Iterable[str]) -> str:
        """Return lines as one, each hyphen at the end of one kept or dropped."""
        joined = ""
        for line in lines:
            text = line.strip()
            broken = _AT_END.search(joined)
            following = _AT_START.match(text)
            if not joined:
                joined = text
            elif joined[-1] in (BREAK, "\u00ad") and not broken:
                joined = f"{joined[:-1]}-{text}"
            elif broken is None or following is None:
                joined = f"{joined}{'' if joined.endswith(('-', '—', '–', '/')) else ' '}{text}"
            elif self._is_kept(broken[1], following[0]):
                joined = f"{joined[:-1]}-{text}"
            else:
                joined = f"{joined[:-1]}{text}"
        # In the middle of a line one stands where its source put lines together.
        return self._within(joined)

    def _within(self, text: str) -> str:
        if BREAK not in text:
            return text
        first, *others = text.split(BREAK)
        for other in others:
            before, behind = _AT_END.search(f"{first}-"), _AT_START.match(other)
            is_kept = before is None or behind is None or self._is_kept(before[1], behind[0])
            first = f"{first}{'-' if is_kept else ''}{other}"
        return first

    def _is_kept(self, left: str, right: str) -> bool:
        first, second = fold(left), fold(right)
        if f"{first}-{second}" in self._words:
            return True
        if f"{first}{second}" in self._words:
            return False
        whole = rarity(stem(f"{first}{second}"))
        if whole < _UNSEEN:
            return False
        if right[0].isupper():
            return True
        if first in _KEEPS or second in _KEPT_BEFORE:
            return True
        # Two words that stand by themselves elsewhere in the news, and no word together.
        return (
            len(first) > 3
            and len(second) > 3
            and max(rarity(stem(first)), rarity(stem(second))) < _UNSEEN - 2
        )
