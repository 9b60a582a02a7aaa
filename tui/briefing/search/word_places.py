"""The words search compares: what a text holds and a query asks for, cut by the same rules.

Finer than `briefing.text.tokens`, so that what a person types is found however it is written:

* a hyphenated word or one glued by a missing blank counts by its parts ("arms-sale", "deal.The");
* an abbreviation counts without its dots ("U.S." and "US" are the same word);
* a possessive ending is left out ("China's" is found by "china");
* a number counts without its grouping commas ("1,100" is found by "1100");
* the sign % is the word "percent", so that "47%" and "47 percent" are the same;
* scripts written without blanks count by character, so that any run of them can be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from briefing.text.stems import bare, stem
from briefing.text.tokens import WORD, fold

_GROUPED = r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,20})?(?![\d]|,\d)"
_LAST_DOT = r"(?:(?<=\.[^\W\d_])\.)?"
"""The last dot of "U.S.", which belongs to it."""
_UNIT = re.compile(f"{_GROUPED}|{WORD.pattern}{_LAST_DOT}|[%％]")
_ABBREVIATION = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,8}\.?")
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Kana and Han: scripts without blanks between words."""
_PART = re.compile(rf"[{_UNSPACED}]|(?:[^\-‐‑.{_UNSPACED}]|(?<=\d)\.(?=\d))+")
_PIECE = re.compile(r"[^\-‐‑]+")
PER_CENT = "percent"
MAX_WORD = 64
"""Longer runs of letters are no words; only their beginning is compared, so that they cost nothing."""


STEM = "~"
"""Begins a stem among words, which no word does."""
APART = "~"
"""Stands among words where those before and behind it are no neighbours; no word is so."""
_MAX_KEPT = 100_000
"""Runs between blanks of which it is kept what was found, so that those that come again cost nothing."""

Value = TypeVar("Value")


class WordPlace(NamedTuple):
    """One word and where it stands."""

    start: int
    end: int
    word: str
    """The form in which words are compared."""


def places(text: str, start: int = 0, end: int | None = None) -> Iterator[WordPlace]:
    """Yield the words of `text[start:end]` in order; offsets count in `text`. Linear."""
    for match in _UNIT.finditer(text, start, len(text) if end is None else end):
        at, surface = match.start(), match.group()
        parts = _short_parts(surface) if len(surface) <= MAX_WORD else _parts(surface)
        for first, last, word in parts:
            yield WordPlace(at + first, at + last, word)


@lru_cache(maxsize=65536)
def _short_parts(surface: str) -> tuple[tuple[int, int, str], ...]:
    """`_parts` of a short run, which comes again and again."""
    return tuple(_parts(surface))


def _parts(surface: str) -> Iterator[tuple[int, int, str]]:
    """The words of one run of letters and digits, as offsets into it."""
    if surface.isascii() and surface.isalnum():
        yield 0, len(surface), surface[:MAX_WORD].lower()
    elif surface in "%％":
        yield 0, 1, PER_CENT
    elif surface[0].isdecimal() and "," in surface:
        yield 0, len(surface), fold(surface.replace(",", ""))
    else:
        for piece in _PIECE.finditer(surface):
            yield from _of_piece(piece.group(), piece.start())


def _of_piece(piece: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The words of a run without hyphens that stands at offset `at`."""
    if _ABBREVIATION.fullmatch(piece):
        yield at, at + len(piece), fold(piece.replace(".", ""))
        return
    for match in _PART.finditer(piece):
        folded = fold(match.group()[:MAX_WORD])
        word = bare(folded)
        if not word.isascii():
            word = "".join(word.split())  # some signs fold to several words
        if word:
            dropped = len(folded) - len(word)
            yield at + match.start(), at + max(match.end() - dropped, match.start() + 1), word


class RunCache(dict[str, Value], Generic[Value]):
    """What `find` tells of runs of text without blank; of one met before it is not asked again."""

    def __init__(self, find: Callable[[str], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, run: str) -> Value:
        found = self._find(run)
        if len(run) <= MAX_WORD:
            if len(self) >= _MAX_KEPT:
                self.clear()
            self[run] = found
        return found


def _words_and_places(run: str) -> tuple[str, tuple[WordPlace, ...]]:
    """The words of a run as the index takes them, and their places."""
    found = _plain(run) or tuple(places(run))
    return " ".join([place.word for place in found]), found


_EDGES = ".,;:!?()\"'-[]"
"""Signs that may stand before and behind a word without being part of it."""


def _plain(run: str) -> tuple[WordPlace, ...]:
    """What `places` finds in a run that is one plain word between signs; nothing for any other run."""
    core = run.strip(_EDGES)
    if not (core.isascii() and core.isalnum()) or len(core) > MAX_WORD:
        return ()
    at = run.index(core)
    return (WordPlace(at, at + len(core), core.lower()),)


_runs = RunCache(_words_and_places)


def places_in(run: str) -> tuple[WordPlace, ...]:
    """Return what `places` finds in a run of text without blank; what was met before is remembered."""
    return _runs[run][1]


def indexed(text: str) -> str:
    """Return the words of `text`, parted by blanks. Linear.

    The words are those of `places`: no word reaches over a blank, so runs can be cut one by one.
    """
    return " ".join([_runs[run][0] for run in text.split()])


def _tokens(run: str) -> tuple[str, ...]:
    words = [place[2] for place in _runs[run][1]]
    return (*words, *(STEM + stem(word) for word in words))


tokens_of: Callable[[str], tuple[str, ...]] = RunCache(_tokens).__getitem__
"""The words of a run without blank, and the marked stem of each."""
