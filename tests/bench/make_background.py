"""Count in how many passages each stem stands, over a folder of news text, and write the table.

    python tests/bench/make_background.py FOLDER... > counts are written to the package

A passage is a line that is not empty. The table holds nothing but counts: its first line is the
number of passages, every other line a stem and its count, commonest first; it is compressed
with a fixed time stamp, so that the same text gives the same bytes.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import sys
from pathlib import Path

from briefing.text.background import TABLE
from briefing.text.terms import stems

SIZE = 20_000
"""Stems kept: the commonest, ties in alphabetical order."""


def count(folders: list[Path]) -> tuple[int, collections.Counter[str]]:
    """Return the number of passages under `folders` and, for each stem, how many hold it."""
    passages = 0
    counts: collections.Counter[str] = collections.Counter()
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    passages += 1
                    counts.update(set(stems(line)))
    return passages, counts


def main() -> int:
    """Write the table into the package; print how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path)
    folders = parser.parse_args().folder
    passages, counts = count(folders)
    if not passages:
        sys.exit("no text found")
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SIZE]
    lines = [str(passages), *(f"{stem}\t{number}" for stem, number in kept)]
    target = Path(__file__).parents[2] / "tui" / "briefing" / "text" / TABLE
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)
    target.write_bytes(packed)
    print(f"{len(kept)} stems of {passages} passages, {len(packed)} bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
