"""How common words are in news at large: what a handful of articles cannot tell.

In ten articles about one affair every word of the affair is common, and a rare verb looks
telling. The table gives each stem's count over passages of general news (`background.tsv.gz`:
the number of passages, then stem and count a line). It holds counts alone, made by
`tests/bench/make_background.py` from about 4,800 English news articles.
"""

from __future__ import annotations

import gzip
import math
from functools import cache
from importlib.resources import files

TABLE = "background.tsv.gz"


@cache
def _counts() -> tuple[int, dict[str, int]]:
    lines = gzip.decompress(files("briefing.text").joinpath(TABLE).read_bytes()).decode().splitlines()
    pairs = (line.split("\t") for line in lines[1:])
    return int(lines[0]), {stem: int(count) for stem, count in pairs}


def rarity(stem: str) -> float:
    """Return how rare a stem is in passages of general news: 0.5 (everywhere) to about 11 (unseen).

    The inverse document frequency of BM25, log(1 + (N - n + 0.5) / (n + 0.5)) with n of N
    passages holding the stem.
    """
    passages, counts = _counts()
    return inverse_frequency(counts.get(stem, 0), passages)


def inverse_frequency(holding: int, passages: int) -> float:
    """Return log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative (S. Robertson and
    H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
