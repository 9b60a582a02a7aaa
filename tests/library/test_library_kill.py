"""A process killed while it builds and marks: every library opens, no mark is lost, nothing is wrong.

The long run does it at a hundred moments.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from libraries import assert_as_read
from tiers import amount

from briefing.errors import LibraryError
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.check import Fault
from briefing.library.locations import library_folder
from briefing.related.related_index import RelatedIndex
from briefing.search.search_index import SearchIndex
from briefing.session import Session

ROUNDS = amount(3, 100)
LONGEST = 1.2
"""Seconds after its first commit or mark within which a process is killed."""

WORK = """
import itertools, os, random, sys
from briefing.library.build import builder as building
building.COMMIT_FIRST = building.COMMIT_LAST = 0.0
building.MOST_FILES = 2
from briefing.session import Session
from briefing.library.locations import library_folder
news, seed = sys.argv[1], int(sys.argv[2])
draw = random.Random(seed)
session = Session()
for turn in itertools.count():
    for _ in range(4):
        name = f"{news}/{draw.randrange(30)}.txt"
        if draw.random() < 0.2 and os.path.exists(name):
            os.unlink(name) if draw.random() < 0.5 else os.rename(name, f"{news}/{draw.randrange(30)}.txt")
        else:
            value = draw.randrange(10_000)
            with open(name, "w") as file:
                file.write(f"Toll {value}\\n\\nThe toll of bridge {value} rose by {value % 90} percent.\\n")
    for step in building.build_library([news]):
        print("built", flush=True)
    session.open_library([news])
    for article in session.articles[:2]:
        where = article.passages[0]
        mark = session.user_data.marks.add(article, where.start, where.end)
        print("mark", mark.id, flush=True)
"""


def killed_after(news: Path, seed: int, draw: random.Random, *, marked: bool) -> set[str]:
    """Let a process build and mark until a random moment; return the marks it was told are kept.

    With `marked` that moment comes after the first mark, otherwise it comes after the first commit.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-c", WORK, str(news), str(seed)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        if marked:
            while not lines[-1].startswith("mark "):
                lines.append(process.stdout.readline())
                assert lines[-1], "it ended by itself"
        time.sleep(draw.uniform(0, LONGEST))
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.read().split("\n")
    # The last line may be cut: then nobody was told.
    return {line.split()[1] for line in lines[:-1] if line.startswith("mark ")}


def test_nothing_is_lost_whenever_a_process_is_killed(news: Path, hand: Any) -> None:
    draw = random.Random(5)
    for number in range(30):
        hand.write(f"{number}.txt", f"Ferry {number}\n\nFerry {number} carried {number},000 people.\n")
    told: set[str] = set()
    for seed in range(ROUNDS):
        told |= killed_after(news, seed, draw, marked=seed == 0)
        session = Session()
        session.open_library([str(news)])
        session.search.passages("toll")
        assert told <= {mark.id for mark in session.user_data.marks.list()}
        session.close_library()
        session.user_data.close_store()
        for _ in build_library([str(news)]):
            pass
        assert [
            x for x in check(library_folder([str(news)]), [str(news)], deep=True) if isinstance(x, Fault)
        ] == []
    assert told
    same_as_reading(news)


def same_as_reading(news: Path) -> None:
    """The library holds what reading the folder anew gives, and so does its search."""
    assert_as_read(news)
    session = Session()
    session.open_library([str(news)])
    held = Session()
    for _ in held.open([str(news)]):
        pass
    for query in ("toll", "ferry", "percent"):
        assert session.search.passages(query, limit=500).total == held.search.passages(query, limit=500).total
    session.close_library()


@pytest.mark.parametrize("when", ["database", "search", "mark"])
def test_a_build_that_ends_between_two_commits_goes_on(
    news: Path, hand: Any, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three moments at which the parts of a library are not of one commit."""
    from briefing.library.build import indexes

    class HaltError(Exception):
        pass

    def halt(*_: Any) -> None:
        raise HaltError

    def build() -> None:
        for _ in build_library([str(news)]):
            pass

    build()
    hand.write("harbour.txt", "Harbour toll lowered\n\nIt falls to $1 million.\n")
    (news / "c.md").unlink()
    with monkeypatch.context() as patch:
        if when == "database":
            patch.setattr(indexes.Indexes, "commit", halt)
        elif when == "search":
            patch.setattr("briefing.search.search_index.SearchIndex.commit", halt)
        else:
            patch.setattr(indexes, "write_mark", halt)
        with pytest.raises(HaltError):
            build()
    build()
    assert [x for x in check(library_folder([str(news)]), [str(news)]) if isinstance(x, Fault)] == []
    same_as_reading(news)


@pytest.mark.parametrize(("kind", "method"), [(SearchIndex, "commit"), (RelatedIndex, "save")])
def test_an_index_that_cannot_go_on_is_made_anew(
    news: Path, hand: Any, kind: type[Any], method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be opened, but what a killed process left in it stands in the way of its next commit."""

    def build() -> None:
        for _ in build_library([str(news)]):
            pass

    build()
    hand.write("harbour.txt", "Harbour toll lowered\n\nIt falls to $1 million.\n")
    real = getattr(kind, method)
    refusals = iter([True, True])

    def refuse_twice(self: Any, *arguments: Any) -> Any:
        if next(refusals, False):
            raise LibraryError("a file is in the way")
        return real(self, *arguments)

    monkeypatch.setattr(kind, method, refuse_twice)
    with suppress(LibraryError):
        build()
    build()
    assert next(refusals, None) is None or kind is RelatedIndex
    assert [x for x in check(library_folder([str(news)]), [str(news)]) if isinstance(x, Fault)] == []
    same_as_reading(news)
