"""How common words are in news at large: what a handful of articles cannot tell.

In ten articles about one affair every word of the affair is common, and a rare verb looks
telling. The table gives each stem's counts over passages of general news (`background.tsv.gz`:
the number of passages; then a stem a line, the passages that hold it, and its uses as a noun and
as a verb). It holds counts alone, made by `tests/bench/make_background.py` from about 4,800
English news articles.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

TABLE = "background.tsv.gz"
_PASSAGES = 12
"""Passages of a report, as the median of the articles the table was made from."""
_MOST_COMMON = 0.95
SOMETIMES = 0.1
"""Part of its uses in which a word is a verb that may be one."""


class _Common(NamedTuple):
    passages: int
    nouns: int
    verbs: int


@cache
def _table() -> tuple[int, dict[str, _Common]]:
    lines = gzip.decompress(files("briefing.text").joinpath(TABLE).read_bytes()).decode().splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return int(lines[0]), {stem: _Common(int(n), int(nouns), int(verbs)) for stem, n, nouns, verbs in rows}


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """Return how rare a stem is in passages of general news: 0.5 (everywhere) to about 11 (unseen).

    The inverse document frequency of BM25, log(1 + (N - n + 0.5) / (n + 0.5)) with n of N
    passages holding the stem.
    """
    passages, rows = _table()
    row = rows.get(stem)
    return inverse_frequency(row.passages if row else 0, passages)


def common_share(stem: str) -> float:
    """Return in what part of articles of general news a stem stands: 0 (unseen) to about 0.95.

    An article counts as so many passages that have the stem or not by chance.
    """
    passages, rows = _table()
    row = rows.get(stem)
    return min(_MOST_COMMON, 1 - (1 - (row.passages if row else 0) / passages) ** _PASSAGES)


def rarity_of_any(stems: Sequence[str]) -> float:
    """Return how rare it is that a passage of general news holds one of `stems`."""
    passages, rows = _table()
    holding = sum(rows[stem].passages for stem in stems if stem in rows)
    return inverse_frequency(min(holding, passages), passages)


@lru_cache(maxsize=65536)
def is_mostly_verb(stem: str) -> bool:
    """Return whether news at large uses a stem more where a verb is asked for than where a noun is."""
    nouns, verbs = noun_and_verb_uses(stem)
    return verbs > nouns


@lru_cache(maxsize=65536)
def may_be_verb(stem: str) -> bool:
    """Return whether news at large uses a stem where a verb is asked for, and not hardly ever."""
    nouns, verbs = noun_and_verb_uses(stem)
    return verbs >= SOMETIMES * (nouns + verbs) > 0


def noun_and_verb_uses(stem: str) -> tuple[int, int]:
    """Return how often news at large uses a stem where a noun, and where a verb, is asked for."""
    row = _table()[1].get(stem)
    return (row.nouns, row.verbs) if row else (0, 0)


def inverse_frequency(holding: int, passages: int) -> float:
    """Return log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative (S. Robertson and
    H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
