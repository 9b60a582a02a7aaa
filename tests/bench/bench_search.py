"""Search on 2,000 passages: time to build, and the median of each kind of query.

Run by hand: `python tests/bench/bench_search.py [PASSAGES]`. Text is drawn from a made-up vocabulary by
Zipf's law, always the same.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from briefing.model.article import Article, Passage
from briefing.search.index import SearchIndex

WORDS_IN_PASSAGE = 55
PASSAGES_IN_ARTICLE = 20
RUNS = 15


def vocabulary(size: int, draw: random.Random) -> list[str]:
    """Return `size` made-up words, the commonest first."""
    letters = "etaoinshrdlucmfwygpbvk"
    return ["".join(draw.choices(letters, k=draw.randint(2, 10))) for _ in range(size)]


def article(number: int, words: list[str], weights: list[float], draw: random.Random) -> Article:
    """Return an article of drawn passages."""
    lines = [" ".join(draw.choices(words, weights, k=WORDS_IN_PASSAGE)) for _ in range(PASSAGES_IN_ARTICLE)]
    passages, at = [], 0
    for index, line in enumerate(lines):
        passages.append(Passage(index, "paragraph", 0, at, at + len(line)))
        at += len(line) + 1
    name = f"article-{number:06}.txt"
    return Article(
        id=name,
        text="\n".join(lines),
        passages=tuple(passages),
        title=name,
        has_title=False,
        source=None,
        author=None,
        published=None,
        published_by="unknown",
        language="en",
        url=None,
        fingerprint=name,
    )


def median_ms(index: SearchIndex, query: str) -> float:
    """Return the median time of `query` in milliseconds, after one run to warm up."""
    times = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        index.search(query)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    """Print the table."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    draw = random.Random(7)
    words = vocabulary(12_000, draw)
    weights = [1 / (rank + 1) for rank in range(len(words))]
    articles = [article(number, words, weights, draw) for number in range(size // PASSAGES_IN_ARTICLE)]
    begin = time.perf_counter()
    index = SearchIndex.build(articles)
    report = [f"build, {size} passages: {(time.perf_counter() - begin) * 1000:.0f} ms"]
    first, second, third = words[:3]
    queries = {
        "commonest word": f"{first} ",
        "three words": f"{first} {second} {third} ",
        "phrase": f'"{first} {second}"',
        "one letter typed": "e",
        "two letters typed": "et",
        "any of three": f"{first} OR {second} OR {third} ",
        "word without another": f"{words[5]} -{first}",
        "typo": f"{words[40][:-1]}qq ",
    }
    for name, query in queries.items():
        found = index.search(query).total
        report.append(f"{name:>22}: {median_ms(index, query):6.2f} ms, {found} passages")
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
