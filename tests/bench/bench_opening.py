"""A small folder opened for the first time and again: when articles, figures, topics and the lens are there.

`python tests/bench/bench_opening.py [--runs N] [ARTICLES ...]`. Articles are made beside the repository
(`../shared/tools/make_corpus.py`); says so and ends where that is absent. Each set is opened in turn
with an empty cache and with what the first opening kept. Times are from the start of the worker, in
an app without a terminal, as medians; the processor seconds are those of the worker processes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefing.jobs.client import Worker
from briefing.session.opening import Opening
from briefing.ui.app import BriefingApp

ROOT = Path(__file__).resolve().parents[2]
MAKE = ROOT.parent / "shared" / "tools" / "make_corpus.py"
STAGES = ("articles", "figures", "topics", "lens", "only here", "kept")
LONGEST = 120.0
"""Seconds after which an opening counts as failed."""


def there(app: BriefingApp) -> dict[str, bool]:
    """Which stages are done."""
    reader = app.reader
    if reader is None or not reader.state.articles:
        return dict.fromkeys(STAGES, False)
    state, lens = reader.state, reader.state.lens.answer
    return {
        "articles": reader.controllers.opening.restored,
        "figures": len(state.figures) == len(state.articles),
        "topics": state.topics.known,
        "lens": lens is not None and not lens.pending,
        "only here": state.comparison.only_here is not None,
        "kept": reader.controllers.findings.stored,
    }


async def opened(folder: Path) -> dict[str, float]:
    """Open a folder; the seconds until each stage is done."""
    begin = time.perf_counter()
    app = BriefingApp(Opening(Worker(), (str(folder),)))
    found: dict[str, float] = {}
    async with app.run_test(size=(160, 48)):
        while len(found) < len(STAGES) and time.perf_counter() - begin < LONGEST:
            await asyncio.sleep(0.005)
            for stage, done in there(app).items():
                if done:
                    found.setdefault(stage, time.perf_counter() - begin)
    app.close()
    return found


def processor_seconds() -> float:
    """What all processes that have ended used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(folder: Path) -> tuple[dict[str, float], float]:
    """One opening, and the processor seconds of its processes."""
    before = processor_seconds()
    found = asyncio.run(opened(folder))
    return found, processor_seconds() - before


def main() -> int:
    """Print a table for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[5, 100, 500])
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if not MAKE.exists():
        sys.stdout.write("the tools beside the repository are absent\n")
        return 0
    for count in arguments.articles:
        with tempfile.TemporaryDirectory() as name:
            table(count, arguments.runs, Path(name))
    return 0


def table(count: int, runs: int, place: Path) -> None:
    """Open a set of `count` articles in both ways, and print how long that took."""
    folder = place / "articles"
    made = [sys.executable, str(MAKE), "--articles", str(count), "--format", "txt", "--out", str(folder)]
    subprocess.run(made, check=True, capture_output=True)
    first: list[tuple[dict[str, float], float]] = []
    again: list[tuple[dict[str, float], float]] = []
    for run in range(runs):
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"BRIEFING_{kind}_DIR"] = str(place / f"{kind}{run}")
        first.append(measure(folder))
        again.append(measure(folder))
    sys.stdout.write(f"{count} articles\n")
    rows = [(stage, [f.get(stage, LONGEST) for f, _ in first], [a.get(stage, LONGEST) for a, _ in again])
            for stage in STAGES]  # fmt: skip
    rows.append(("processor", [used for _, used in first], [used for _, used in again]))
    for stage, one, other in rows:
        a, b = statistics.median(one), statistics.median(other)
        sys.stdout.write(f"  {stage:10} first {a:7.2f} s   again {b:7.2f} s   ratio {b / a:5.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
