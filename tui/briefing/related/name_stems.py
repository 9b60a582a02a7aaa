"""Which terms are names: those written with a capital where no rule of spelling asks for one.

Counts, over everything added, how often a stem stands capitalised inside a sentence and how often
it stands there at all (`prepared` counts them in an article). What an article that lies on disk
counted stays counted after its removal, until the index is written anew: it can call a word of a
reason a name or not, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.related.article_terms import ArticleTerms
from briefing.text.capitals import is_mostly_capital
from briefing.text.shingles import term_hash

_Columns = tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int32]]
"""Stems, how often each was seen, how often capitalised."""
_NONE = np.zeros(0, dtype=np.uint64)
MOST_NEW = 20_000
"""Stems counted above the base from which on they become part of it: in a dictionary they take ten times the
memory."""


class NameStems:
    """Counts of capitals, for each stem."""

    def __init__(self, base: Mapping[str, NDArray[Any]] | None = None) -> None:
        """`base` has `stems`, ascending, with `seen` and `capital`."""
        self._base = base
        self._counts: dict[int, tuple[int, int]] = {}
        """Hash of a stem to how often it was seen and how often capitalised, above the base."""
        self._added: dict[int, _Columns] = {}
        self._verdicts = _Verdicts(base or {}, self._counts)
        self.is_name: Callable[[str], bool] = self._verdicts.__getitem__
        """Tells whether a stem is a name's; asked many times for every answer."""

    def count(self, article: ArticleTerms) -> None:
        """Count an article for good."""
        self._change((article.stems, article.seen, article.capital), 1)

    def add(self, number: int, article: ArticleTerms) -> None:
        """Count an article, in place of what had its number."""
        self.remove(number)
        self._added[number] = (article.stems, article.seen, article.capital)
        self._change(self._added[number], 1)

    def remove(self, number: int) -> None:
        """Count an article that was added no longer."""
        if number in self._added:
            self._change(self._added.pop(number), -1)

    def _change(self, columns: _Columns, sign: int) -> None:
        self._verdicts.clear()
        for stem, seen, capital in zip(*(column.tolist() for column in columns), strict=True):
            before = self._counts.get(stem, (0, 0))
            self._counts[stem] = (before[0] + sign * seen, before[1] + sign * capital)

    def settle(self) -> None:
        """Hold what was counted since as the base is held, where it is much."""
        held = len(self._base["stems"]) if self._base is not None else 0
        if len(self._counts) >= max(MOST_NEW, held // 8):
            self._base = self.arrays()
            self._counts.clear()
            self._verdicts.rest_on(self._base)

    def __contains__(self, stem: str) -> bool:
        return self.is_name(stem)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the counts as they are kept on disk and given to `NameStems` again."""
        new = [np.array(list(self._counts), dtype=np.uint64)]
        rows = [np.array(list(self._counts.values()), dtype=np.int64).reshape(-1, 2)]
        if self._base is not None:
            new.append(self._base["stems"])
            rows.append(np.stack([self._base["seen"], self._base["capital"]], axis=1).astype(np.int64))
        stems, places = np.unique(np.concatenate(new), return_inverse=True)
        counts = np.concatenate(rows)
        seen, capital = (np.bincount(places, counts[:, column], minlength=len(stems)) for column in (0, 1))
        return {"stems": stems, "seen": seen.astype(np.int32), "capital": capital.astype(np.int32)}


class _Verdicts(dict[str, bool]):
    """Whether a stem is a name's, for the stems asked for.

    Knows the counts and not whose they are: in a circle with `NameStems` the mapped files of an index that
    was let go of would stay open until the collector of garbage comes by.
    """

    def __init__(self, base: Mapping[str, NDArray[Any]], counts: Mapping[int, tuple[int, int]]) -> None:
        super().__init__()
        self._base = base
        self._counts = counts

    def rest_on(self, base: Mapping[str, NDArray[Any]]) -> None:
        """Take counts for those of the base; what was said so far is forgotten."""
        self.clear()
        self._base = base

    def __missing__(self, stem: str) -> bool:
        verdict = self[stem] = is_mostly_capital(*self._known(term_hash(stem)))
        return verdict

    def _known(self, stem: int) -> tuple[int, int]:
        """How often a stem was seen and how often capitalised, by its hash."""
        seen, capital = self._counts.get(stem, (0, 0))
        stems = self._base.get("stems", _NONE)
        at = int(np.searchsorted(stems, np.uint64(stem))) if len(stems) else 0
        if at < len(stems) and int(stems[at]) == stem:
            return seen + int(self._base["seen"][at]), capital + int(self._base["capital"][at])
        return seen, capital
