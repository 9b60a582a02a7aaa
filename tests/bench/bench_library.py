"""A library of a folder: built from cold, opened again, one article changed; time, memory, size.

`python tests/bench/bench_library.py FOLDER [--library DIR] [--rounds N]`. FOLDER is a corpus of text files,
for example of 100,000 articles made by `make_corpus.py --format txt`; its first file is changed and
put back. Without --library it is built in a temporary folder, and removed.

Wall-clock times say how busy the machine was; processor seconds of all processes say what the work
costs. Half of them is the time on two cores that have nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from briefing.library.build.builder import build_library
from briefing.library.maintenance import library_info
from briefing.session import Session

SAMPLE_SECONDS = 0.5
OPEN = """
import json, sys, time
begin = time.perf_counter()
from briefing.session import Session
from pathlib import Path
session = Session()
session.open_library([sys.argv[1]], Path(sys.argv[2]))
heads = list(session.heads(0, 60))
listed = time.perf_counter() - begin
found = session.search.passages(sys.argv[3])
first = time.perf_counter() - begin
begin = time.perf_counter()
session.search.passages(sys.argv[3])
again = time.perf_counter() - begin
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
memory = int(status["VmHWM"].split()[0]) / 1024
print(json.dumps([listed, first, again, memory, found.total]))
"""


class Memory:
    """The most memory that this process and all below it held at one time, in megabytes."""

    def __init__(self) -> None:
        self.most = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self.most = max(self.most, held_by(os.getpid()))


def held_by(root: int) -> float:
    """Resident memory of a process and all below it, in megabytes."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()[1:]]
    family = {root}
    grown = True
    while grown:
        more = {pid for pid, parent, _ in rows if parent in family} - family
        family |= more
        grown = bool(more)
    return sum(size for pid, _, size in rows if pid in family) / 1024


def say(*lines: str) -> None:
    """Print lines at once."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def timed(action: Callable[[], Iterable[object]]) -> tuple[float, float]:
    """Do all steps of `action`; return wall-clock seconds, and those of all processors."""
    before, begin = processor_seconds(), time.perf_counter()
    for _ in action():
        pass
    return time.perf_counter() - begin, processor_seconds() - before


def processor_seconds() -> float:
    """Of this process and of all that it has waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in both)


def build(folder: str, library: Path) -> None:
    """From cold, with the memory of all processes."""
    with Memory() as memory:
        wall, cpu = timed(lambda: build_library([folder], folder=library))
    info = library_info(library)
    each = cpu / max(info.articles, 1)
    say(
        f"build: {info.articles:,} articles, {info.passages:,} passages, {info.figures:,} figures",
        f"  {wall:.1f} s wall clock, {cpu:.1f} s of processors ({each * 1000:.2f} ms an article): "
        f"{cpu / 2 / 60:.1f} min on two free cores",
        f"  {memory.most:,.0f} MB of memory at most, {info.size / 1e6:,.0f} MB on disk",
        f"  a million passages at this rate: {cpu / max(info.passages, 1) * 1e6 / 2 / 60:.1f} min",
    )


def nothing_changed(folder: str, library: Path, rounds: int) -> None:
    """A look through everything when nothing has changed."""
    times = [timed(lambda: build_library([folder], folder=library)) for _ in range(rounds)]
    say(
        f"nothing changed: median {statistics.median(wall for wall, _ in times):.2f} s wall clock, "
        f"{statistics.median(cpu for _, cpu in times):.2f} s of processors"
    )


def opened(folder: str, library: Path, rounds: int, query: str) -> None:
    """In a process of its own each time, from the start of the imports on."""
    runs: list[list[float]] = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-P", "-c", OPEN, folder, str(library), query],
            capture_output=True,
            text=True,
            check=True,
        )
        runs.append(json.loads(done.stdout))
    listed, first, again, memory, total = (statistics.median(column) for column in zip(*runs, strict=True))
    say(
        f"opened again: first heads after {listed * 1000:.0f} ms, first answer after {first * 1000:.0f} ms "
        f"({total:,.0f} passages), the next in {again * 1000:.1f} ms; {memory:.0f} MB"
    )


def changed(folder: str, library: Path, rounds: int) -> None:
    """From the moment a file is written until a session that is open finds it."""
    path = sorted(Path(folder).rglob("*.txt"))[0]
    before = path.read_bytes()
    session = Session()
    session.open_library([folder], library)
    session.search.passages("warm")
    times = []
    try:
        for number in range(rounds):
            word = f"zyx{number}qv{os.getpid()}"
            path.write_bytes(before + f"\n\nThe word {word} stands here.\n".encode())
            begin = time.perf_counter()
            for _ in build_library([folder], folder=library, changed=[str(path.resolve())]):
                pass
            session.refresh()
            assert session.search.passages(word).total == 1
            times.append(time.perf_counter() - begin)
    finally:
        path.write_bytes(before)
        for _ in build_library([folder], folder=library, changed=[str(path.resolve())]):
            pass
        session.close_library()
    say(f"one article changed: found after {statistics.median(times):.2f} s (median of {rounds})")


def main() -> None:
    """Run everything on one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--library", type=Path, help="built here if it is not there yet, and kept")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--query", default="shortage")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = arguments.library or Path(temporary) / "library"
        build(arguments.folder, library)
        nothing_changed(arguments.folder, library, arguments.rounds)
        opened(arguments.folder, library, arguments.rounds, arguments.query)
        changed(arguments.folder, library, arguments.rounds)


if __name__ == "__main__":
    main()
