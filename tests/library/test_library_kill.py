"""A process killed while it builds and marks: every library opens, no mark is lost, nothing is wrong.

Among the files is one of records that is read in parts; small sets are kept besides. The long run does it at
two hundred moments.
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
from libraries import all_figures, assert_as_read
from tiers import amount

from briefing.errors import LibraryError
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.check import Fault
from briefing.library.locations import SEARCH, library_folder
from briefing.library.reader import Library
from briefing.model.library_choice import ANY_LIBRARY
from briefing.related.related_index import RelatedIndex
from briefing.search.index_store import IndexStore
from briefing.search.passage_documents import documents_of
from briefing.search.search_index import SearchIndex
from briefing.session import Session
from briefing.session.on_disk import kept_library

ROUNDS = amount(1, 100)
KEPT = amount(1, 100)
LONGEST = 1.2
"""Seconds after its first commit or mark within which a process is killed."""

CHANGING = """
import itertools, json, os, random, sys
from briefing.library.build import builder as building, record_parts
from briefing.reading import split_files
building.COMMIT_FIRST = building.COMMIT_LAST = 0.0
building.MOST_FILES = 2
record_parts.LEAST, split_files.PART = 2_000, 700
from briefing.session import Session
news, seed = sys.argv[1], int(sys.argv[2])
draw = random.Random(seed)
def text(value):
    return f"Toll {value}\\n\\nThe toll of bridge {value} rose by {value % 90} percent.\\n"
def change_files():
    for _ in range(4):
        name = f"{news}/{draw.randrange(30)}.txt"
        if draw.random() < 0.2 and os.path.exists(name):
            os.unlink(name) if draw.random() < 0.5 else os.rename(name, f"{news}/{draw.randrange(30)}.txt")
        else:
            with open(name, "w") as file:
                file.write(text(draw.randrange(10_000)))
    if draw.random() < 0.5:
        records = [
            {"id": f"r{n}", "text": text(draw.randrange(10_000))} for n in range(draw.randrange(60))
        ]
        with open(f"{news}/records.jsonl", "w") as file:
            file.writelines(json.dumps(record) + "\\n" for record in records)
"""
WORK = f"""{CHANGING}
session = Session()
for turn in itertools.count():
    change_files()
    for step in building.build_library([news]):
        print("built", flush=True)
    session.open_library([news])
    for article in session.articles[:2]:
        where = article.passages[0]
        mark = session.user_data.marks.add(article, where.start, where.end)
        print("mark", mark.id, flush=True)
"""
KEEP = f"""{CHANGING}
from briefing.corpus.kept_analyses import known_together
from briefing.model.known_set import Analysed
from briefing.model.library_choice import ANY_LIBRARY
from briefing.session.on_disk import kept_library
from briefing.session.small_set_library import keep_set
for turn in itertools.count():
    change_files()
    session = Session()
    for _ in session.open([news], library=kept_library([news], ANY_LIBRARY)):
        pass
    known = {{
        a.id: Analysed(a.fingerprint, a.published, {{"figures": session.figures(a.id)}})
        for a in session.articles
    }}
    session.related.copies()
    print("built", flush=True)
    keep_set([news], known, session.topics.steered(), known_together(session.corpus))
"""


def killed_after(
    news: Path, seed: int, draw: random.Random, *, work: str = WORK, marked: bool = False
) -> set[str]:
    """Let a process work until a random moment; return the marks it was told are kept.

    With `marked` that moment comes after the first mark, otherwise it comes after the first commit.
    """
    with subprocess.Popen(
        [sys.executable, "-P", "-c", work, str(news), str(seed)], stdout=subprocess.PIPE, text=True
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
        session.user_data.database().close()
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


def test_a_small_set_is_whole_whenever_a_process_is_killed_that_keeps_it(news: Path, hand: Any) -> None:
    """What is found of it on disk is what reading it anew gives, and it can be kept again."""
    draw = random.Random(6)
    for number in range(12):
        hand.write(f"{number}.txt", f"Ferry {number}\n\nFerry {number} carried {number},000 people.\n")
    for seed in range(KEPT):
        killed_after(news, seed, draw, work=KEEP)
        stored, held = Session(), Session()
        for _ in stored.open([str(news)], library=kept_library([str(news)], ANY_LIBRARY)):
            pass
        for _ in held.open([str(news)]):
            pass
        assert list(stored.articles) == list(held.articles)
        assert all_figures(stored) == all_figures(held)
        assert stored.related.copies() == held.related.copies()
        for query in ("toll", "ferry", "percent"):
            assert stored.search.passages(query, limit=500) == held.search.passages(query, limit=500)
        stored.close_library()
        for _ in build_library([str(news)]):
            pass
        faults = [
            x for x in check(library_folder([str(news)]), [str(news)], deep=True) if isinstance(x, Fault)
        ]
        assert faults == [], seed
    same_as_reading(news)


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


def test_an_index_with_an_article_as_it_was_beside_it_as_it_is_is_made_anew(news: Path) -> None:
    """However it came to that, the next build finds it, also where no file has changed."""
    for _ in build_library([str(news)]):
        pass
    folder = library_folder([str(news)])
    library = Library.open(folder, [str(news)])
    store = IndexStore.open(folder / SEARCH)
    store._fresh = True  # then it does not forget what it has of an article that it takes in
    number = library.numbers()[0]
    store.add(number, documents_of(library.article(number), {}))
    store.commit()
    store.close()
    library.close()
    assert [found.what for found in check(folder, [str(news)]) if isinstance(found, Fault)] == [SEARCH]
    for _ in build_library([str(news)]):
        pass
    assert [found for found in check(folder, [str(news)]) if isinstance(found, Fault)] == []
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
