"""How fast figures are found, by hand: text from the corpus maker, beside quantulum3 where installed.

    python tests/bench/bench_figures.py [--articles 8000]

Prints KB of text a second of processor time on one core; the same through a pool of processes; and,
when `quantulum3` can be imported, its speed on 50 KB of the same text in the same run. Nothing here is
a test: clocks differ. The corpus maker lies beside the repository, in `../shared/tools`.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article, Passage
from briefing.session.annotation_pool import annotations_of

MAKER = Path(__file__).parents[3] / "shared" / "tools" / "make_corpus.py"


def corpus(articles: int) -> list[str]:
    """Texts of made-up news articles, the same every time."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(MAKER), "--articles", str(articles), "--out", folder]
        subprocess.run(command, check=True, capture_output=True)
        return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.txt"))]


def article(text: str) -> Article:
    """One article, a passage a line."""
    passages: list[Passage] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(len(passages), "paragraph", 0, start, start + len(line)))
        start += len(line) + 1
    return Article(
        id="bench",
        text=text,
        passages=tuple(passages),
        title="",
        has_title=False,
        source=None,
        author=None,
        published="2026-02-05",
        published_by="unknown",
        language="en",
        url=None,
        fingerprint="",
    )


def count(articles: list[Article]) -> int:
    """Number of figures in some articles, found here."""
    return sum(len(extract_figures(one)) for one in articles)


def count_pooled(articles: list[Article], processes: int) -> int:
    """The same through the pool, starting its processes included."""
    return sum(len(figures) for _, figures in annotations_of(articles, "figures", processes=processes))


def speed(work: Callable[[], object], size: int, clock: Callable[[], float]) -> float:
    """KB a second, the best of three."""
    best = float("inf")
    for _ in range(3):
        begun = clock()
        work()
        best = min(best, clock() - begun)
    return size / 1000 / best


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description="speed of the figure extractor")
    parser.add_argument(
        "--articles", type=int, default=8000, help="size of the corpus (8,000 are about 20 MB)"
    )
    texts = corpus(parser.parse_args().articles)
    articles = [article(text) for text in texts]
    size = sum(map(len, texts))
    cores = os.cpu_count() or 1
    ours = speed(lambda: count(articles), size, time.process_time)
    wall = speed(lambda: count(articles), size, time.perf_counter)
    pooled = speed(lambda: count_pooled(articles, cores), size, time.perf_counter)
    sys.stdout.write(f"text          {size / 1e6:8.1f} MB, {count(articles)} figures\n")
    sys.stdout.write(f"one core      {ours:8.0f} KB/s\n")
    sys.stdout.write(f"{cores} processes   {pooled:8.0f} KB/s, {pooled / wall:.2f} x one\n")
    if importlib.util.find_spec("quantulum3") is None:
        sys.stdout.write("quantulum3 is not installed\n")
        return
    parser_module = importlib.import_module("quantulum3.parser")
    sample = "\n".join(texts)[:50_000].splitlines()
    theirs = speed(lambda: [parser_module.parse(line) for line in sample], 50_000, time.process_time)
    sys.stdout.write(f"quantulum3    {theirs:8.1f} KB/s, ours is {ours / theirs:.0f} x as fast\n")


if __name__ == "__main__":
    main()
