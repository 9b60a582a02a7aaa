"""Blocks: passages in the making, and the plain facts rules ask of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, overload

from briefing.model.article import PassageKind

LONGEST_LINE = 400
"""Characters beyond which no rule for single lines looks at a block."""

_FEW_WORDS, _MANY_WORDS = 12, 16
_CLOSERS = "\"'”’»)]}*_ \t\xa0"
_ABBREVIATED_END = re.compile(r"(?:^|[\s(])(?:(?:[A-Z]\.){1,6}|(?:Inc|Corp|Co|Ltd|Jr|Sr|St)\.)$")


_T = TypeVar("_T")


class _Once(Generic[_T]):
    """A property worked out once, without the lock that Python 3.11 takes for each of its own.

    A file of line ends has a hundred thousand blocks, and blocks are of one thread.
    """

    def __init__(self, work_out: Callable[[Block], _T]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, block: None, owner: type) -> _Once[_T]: ...

    @overload
    def __get__(self, block: Block, owner: type) -> _T: ...

    def __get__(self, block: Block | None, owner: type) -> _Once[_T] | _T:
        if block is None:
            return self
        found = block.__dict__[self._name] = self._work_out(block)
        return found


@dataclass(frozen=True)
class Block:
    """A trimmed span of the text with what is known of it so far.

    Without slots: what the rules ask of every block over and over is worked out once.
    """

    start: int
    end: int
    text: str
    """`article.text[start:end]`."""
    kind: PassageKind | None = None
    """None while no rule has decided."""
    level: int = 0
    page: int | None = None
    time: float | None = None
    """Where in the original it begins, as of a passage."""

    def as_(self, kind: PassageKind, level: int = 0) -> Block:
        """The same block, decided."""
        return replace(self, kind=kind, level=level)

    @_Once
    def is_line(self) -> bool:
        """Whether the block is one line that is not too long for the rules about lines."""
        return self.end - self.start <= LONGEST_LINE and "\n" not in self.text

    @_Once
    def words(self) -> int:
        """Number of blank-separated words."""
        return len(self.text.split())

    @_Once
    def last(self) -> str:
        """The last character that is not a closing quote or bracket."""
        return self.text[-80:].rstrip(_CLOSERS)[-1:]

    @_Once
    def is_stopped(self) -> bool:
        """Whether the block ends as a sentence does; in a line of few words the dot of "U.S." is no end."""
        if self.last != ".":
            return self.last in "!?…" and bool(self.last)
        return self.words > _FEW_WORDS or not _ABBREVIATED_END.search(self.text[-80:].rstrip(_CLOSERS))

    @property
    def is_body(self) -> bool:
        """Whether it can carry an article: running text, not a line of a few words."""
        return self.kind in (None, "paragraph", "quote", "list item") and (
            self.is_stopped or self.words > _MANY_WORDS
        )


def decide_lines(blocks: list[Block], test: Callable[[Block], bool], kind: PassageKind) -> list[Block]:
    """Return `blocks` with every undecided line that passes `test` decided as `kind`."""
    return [b.as_(kind) if b.kind is None and b.is_line and test(b) else b for b in blocks]


def is_title_case(text: str) -> bool:
    """Whether most longer words are capitalised, as in an English headline."""
    words = re.findall(r"[^\W\d_]{4,30}", text[:LONGEST_LINE])
    return len(words) > 0 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)
