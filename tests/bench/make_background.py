"""Count the stems of a folder of news text, and write the table of how common each is.

    python tests/bench/make_background.py FOLDER... > counts are written to the package

A passage is a line that is not empty. The table holds nothing but counts: its first line is the
number of passages, every other line a stem, how many passages hold it, and how often a word
before it asked for a noun and for a verb; commonest first. It is compressed with a fixed time
stamp, so that the same text gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from briefing.text.background import TABLE
from briefing.text.terms import terms
from briefing.text.word_class_cues import cue

SIZE = 20_000
"""Stems kept: the commonest, ties in alphabetical order."""


@dataclass
class Counts:
    """What was counted over all passages."""

    passages: int = 0
    holding: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)


def count(folders: list[Path]) -> Counts:
    """Return the counts over every line of every `.txt` file under `folders`."""
    counts = Counts()
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    count_passage(counts, line)
    return counts


def count_passage(counts: Counts, line: str) -> None:
    """Add one passage to `counts`."""
    found = terms(line)
    counts.passages += 1
    counts.holding.update({term.stem for term in found})
    for term in found:
        before = cue(line, 0, term.start)
        if before == "noun":
            counts.nouns[term.stem] += 1
        elif before == "verb":
            counts.verbs[term.stem] += 1


def main() -> int:
    """Write the table into the package; print how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="+", type=Path)
    folders = parser.parse_args().folder
    counts = count(folders)
    if not counts.passages:
        sys.exit("no text found")
    kept = sorted(counts.holding.items(), key=lambda item: (-item[1], item[0]))[:SIZE]
    lines = [str(counts.passages)]
    lines += [f"{stem}\t{number}\t{counts.nouns[stem]}\t{counts.verbs[stem]}" for stem, number in kept]
    target = Path(__file__).parents[2] / "tui" / "briefing" / "text" / TABLE
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)
    target.write_bytes(packed)
    print(f"{len(kept)} stems of {counts.passages} passages, {len(packed)} bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
