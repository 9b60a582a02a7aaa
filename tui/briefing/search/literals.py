"""Passages as runs of characters without blank, and which of these hold any of some words.

A passage shown is searched again for the words asked for. Most of its runs hold none of them: these are
passed over without being cut into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from operator import not_

from briefing.search.word_places import PER_CENT, WordPlace, places_in, tokens_of

_SHORTEST = 3
"""Characters of a literal worth looking for: shorter ones stand in every other word."""
_MOST_LITERALS = 32
_BEHIND = frozenset(("", " ", '"', "”", ")"))
"""Behind such a sign they are at the end of a word."""
_LONGEST = 4000
"""Characters of a text up to which looking for literals pays: beyond, its cost would no longer be linear."""
_STRANGE = re.compile(r"[^\x20-\x7e‘’“”–—…€£]")
"""What may be part of a word in another form than that in which words are compared, or parts runs
otherwise than a blank does."""
_INNER = ".,"
"""Inside a run these are no part of its words ("U.S.", "1,100")."""


def literals(words: Iterable[str]) -> tuple[str, ...]:
    """Return what to look for in plain texts so that no word is missed that has one of `words` in it.

    Empty where that is of no use: for words with signs or other than ASCII, those written as a sign, too,
    very short or very many.
    """
    kept: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if len(word) < _SHORTEST or not (word.isascii() and word.isalnum()) or word in PER_CENT:
            return ()
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(kept) if len(kept) <= _MOST_LITERALS else ()


class CutText:
    """A stretch of text as runs without blank, whose words are looked at where they matter alone.

    Several times as fast as `places` where most runs were met before.
    """

    __slots__ = ("_before", "_known", "_runs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs: list[str] | None = None
        self._before: list[int] | None = None
        self._known: dict[int, tuple[int, str]] = {}
        """Runs found without looking at the others: where they begin, and what they are."""

    @property
    def runs(self) -> list[str]:
        if self._runs is None:
            self._runs = self.text.split()
        return self._runs

    @property
    def plain(self) -> bool:
        """Whether words stand in the text as they are compared, but for case, dots and commas inside of
        them, with one blank and nothing else between runs."""
        text = self.text
        if len(text) > _LONGEST or "  " in text or text[:1] == " ":
            return False
        if text.isascii():
            return text.splitlines() == [text] and "\t" not in text and "\x1f" not in text
        return not _STRANGE.search(text)

    def holding(self, literals: Sequence[str]) -> list[int]:
        """The runs of a plain text that may hold a word with any of these in it, by index.

        Literals are in lower case. Their runs are found without looking at any other.
        """
        text = self.text
        lowered = text.lower()
        found: list[int] = []
        for literal in literals:
            at = lowered.find(literal)
            while at >= 0:
                found.append(at)
                at = lowered.find(literal, at + 1)
        for sign in _INNER:
            at = text.find(sign)
            while at >= 0:
                if text[at + 1 : at + 2] not in _BEHIND:
                    found.append(at)
                at = text.find(sign, at + 1)
        found.sort()
        end = -1
        for at in found:
            if at > end:
                begin = text.rfind(" ", 0, at) + 1
                end = text.find(" ", at)
                if end < 0:
                    end = len(text)
                self._known[text.count(" ", 0, begin)] = begin, text[begin:end]
        return list(self._known)

    def run(self, run: int) -> str:
        known = self._known.get(run)
        return known[1] if known is not None else self.runs[run]

    def follows(self, run: int) -> bool:
        """Whether there is a run behind this one."""
        known = self._known.get(run)
        if known is None:
            return run + 1 < len(self.runs)
        begin = known[0] + len(known[1]) + 1
        if begin >= len(self.text):
            return False
        if run + 1 not in self._known:
            end = self.text.find(" ", begin)
            self._known[run + 1] = begin, self.text[begin:end] if end >= 0 else self.text[begin:]
        return True

    def places(self, run: int) -> tuple[WordPlace, ...]:
        """The words of one run; offsets count from its beginning."""
        return places_in(self.run(run))

    def begin(self, run: int) -> int:
        """Where a run begins."""
        known = self._known.get(run)
        if known is not None:
            return known[0]
        if self._before is None:
            self._before = self._widths()
        return self._before[run] + run

    def _widths(self) -> list[int]:
        """Characters before each run, one blank of each gap left out."""
        before = list(accumulate(map(len, self.runs), initial=0))
        if before.pop() + len(self.runs) - 1 == len(self.text):
            return before  # single blanks and no others
        at = 0
        for index, run in enumerate(self.runs):
            begin = self.text.index(run, at)  # nothing but blanks stands before it
            before[index] = begin - index
            at = begin + len(run)
        return before


class LiteralRuns:
    """Which runs hold any of some words: found out once for each run, however many passages it stands in."""

    def __init__(self, tokens: frozenset[str], prefixes: tuple[str, ...]) -> None:
        """A run counts where it holds one of these words or marked stems, or a word that begins so."""
        self._none_of = tokens.isdisjoint
        self._prefixes = prefixes
        self._met: set[str] = set()
        self._matching: set[str] = set()

    def meet(self, texts: Iterable[Sequence[str]]) -> None:
        """Find out which runs of some texts hold any; all at once costs least."""
        new: set[str] = set().union(*texts) - self._met
        self._met |= new
        self._matching.update(self._of(list(new)))

    def among(self, runs: Sequence[str]) -> list[int]:
        """Those of the runs met that hold any, by index."""
        matching = self._matching
        return [index for index, run in enumerate(runs) if run in matching]

    def _of(self, runs: list[str]) -> Iterator[str]:
        held = list(map(tokens_of, runs))
        yield from compress(runs, map(not_, map(self._none_of, held)))
        if self._prefixes:
            for run, tokens in zip(runs, held, strict=True):
                if any(token.startswith(self._prefixes) for token in tokens):
                    yield run
