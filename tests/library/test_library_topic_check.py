"""The check looks at what analyses of all articles keep too; building and compacting mend them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.analyses.corpus_analyses import found_analysis
from briefing.corpus.kept_analyses import known_together
from briefing.library.analysis_store import analysis_file, write_analysis
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check, mend
from briefing.library.check import Fault
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.library.topic_tables import ENTRY, FILE, topics_folder
from briefing.library.topics_analysis import work_out
from briefing.model.known_set import Analysed
from briefing.model.steering import Steering
from briefing.related.copies import Likenesses
from briefing.related.passage_places import place_at
from briefing.session import Session
from briefing.session.small_set_library import keep_set
from briefing.userdata.overrides import NO_OVERRIDES

Run = Callable[..., Any]


@pytest.fixture
def folder(news: Path, hand: Any) -> Path:
    """A library with stored topics."""
    for number in range(8):
        hand.write(f"p{number}.txt", f"Port {number}\n\nThe harbour toll and the port rise, the port says.\n")
    for _ in build_library([str(news)]):
        pass
    folder = library_folder([str(news)])
    work_out(folder, Steering(), NO_OVERRIDES)
    return folder


def faults(folder: Path, news: Path) -> list[tuple[str, str]]:
    return [tuple(one) for one in check(folder, [str(news)]) if isinstance(one, Fault)]  # type: ignore[misc]


def spoil(folder: Path, statement: str, values: tuple[Any, ...] = ()) -> None:
    with closing(sqlite3.connect(topics_folder(folder) / FILE)) as database:
        assert database.execute(statement, values).rowcount != 0
        database.commit()


def test_sound_topics_have_no_faults(folder: Path, news: Path) -> None:
    with closing(sqlite3.connect(topics_folder(folder) / FILE)) as database:
        assert database.execute("SELECT count(*) FROM held").fetchone()[0] > 0
    assert faults(folder, news) == []
    assert mend(folder, [str(news)]) == []
    assert (topics_folder(folder) / FILE).exists()


@pytest.mark.parametrize(
    ("statement", "values", "said"),
    [
        ("UPDATE topic SET passages = passages + 1", (), "passages, not"),
        ("UPDATE topic SET articles = articles + 1", (), "other counts than their articles"),
        ("UPDATE topic SET keywords = '[]'", (), "is damaged"),
        ("UPDATE topic SET weights = 'x'", (), "the stored topics are damaged"),
        ("DELETE FROM topic", (), "passages are of no topic"),
        ("UPDATE topic SET broad = 999", (), "stories are of no topic"),
        ("DELETE FROM place", (), "stand in no list"),
        ("UPDATE held SET passages = x'00'", (), "are damaged"),
        ("UPDATE held SET passages = ?", (ENTRY.pack(900, 5_000),), "have fewer passages"),
        ("UPDATE held SET passages = ?", (ENTRY.pack(1, 0),), "are damaged"),
        ("UPDATE state SET value = 'other' WHERE name = 'identity'", (), "belong to another library"),
        ("DROP TABLE held", (), "the stored topics cannot be read"),
    ],
)
def test_faults_are_named_and_mended(
    folder: Path, news: Path, statement: str, values: tuple[Any, ...], said: str
) -> None:
    spoil(folder, statement, values)
    found = faults(folder, news)
    assert {what for what, _ in found} == {"topics"}
    assert any(said in fault for _, fault in found), found
    assert [tuple(one) for one in mend(folder, [str(news)])] == found
    assert faults(folder, news) == []
    work_out(folder, Steering(), NO_OVERRIDES)
    assert faults(folder, news) == []


def test_a_page_that_is_damaged_is_found(folder: Path, news: Path) -> None:
    path = topics_folder(folder) / FILE
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert {what for what, _ in faults(folder, news)} == {"topics"}
    path.write_bytes(b"no database at all" * 300)
    assert faults(folder, news) == [("topics", "the stored topics are damaged")]


def test_topics_of_an_earlier_commit_are_no_fault(folder: Path, news: Path) -> None:
    (news / "p1.txt").unlink()
    for _ in build_library([str(news)]):
        pass
    assert faults(folder, news) == []


@pytest.mark.parametrize("command", ["build", "compact"])
def test_the_commands_mend(briefing: Run, folder: Path, news: Path, command: str) -> None:
    spoil(folder, "UPDATE topic SET passages = passages + 1")
    assert briefing("library", "check", str(news)).returncode == 4
    done = briefing("library", command, str(news))
    assert "removed, and worked out again" in done.stderr
    assert briefing("library", "check", str(news)).returncode == 0
    assert "removed" not in briefing("library", command, str(news)).stderr


def kept(news: Path) -> Path:
    """A library of a small set, with all that comparing its articles gave."""
    session = Session()
    for _ in session.open([str(news)]):
        pass
    known = {
        a.id: Analysed(a.fingerprint, a.published, {"figures": session.figures(a.id)})
        for a in session.articles
    }
    session.related.only_here()
    session.related.copies()
    keep_set([str(news)], known, session.topics.steered(), known_together(session.corpus))
    return library_folder([str(news)])


@pytest.mark.parametrize(
    ("name", "found"),
    [("only_here", ((1, 900, "sure"),)), ("copies", Likenesses({(place_at(1, 0), place_at(900, 0)): 1.0}))],
)
def test_passages_that_are_not_there_are_told_and_mended(news: Path, name: str, found: object) -> None:
    folder = kept(news)
    assert faults(folder, news) == []
    library = Library.open(folder, [str(news)])
    write_analysis(folder, found_analysis(name), library.last_commit(), found)
    library.close()
    assert faults(folder, news) == [(name, f"1 passages that the kept {name} name are not there")]
    mend(folder, [str(news)])
    assert faults(folder, news) == []
    assert not analysis_file(folder, name).exists()


@pytest.mark.parametrize("name", ["only_here", "copies"])
def test_damaged_files_are_told_and_mended(news: Path, name: str) -> None:
    path = analysis_file(kept(news), name)
    path.write_bytes(path.read_bytes()[:-6])
    assert faults(path.parent, news) == [(name, f"the kept {name} are damaged")]
    mend(path.parent, [str(news)])
    assert faults(path.parent, news) == []


def test_what_is_kept_of_an_earlier_commit_is_no_fault(news: Path) -> None:
    folder = kept(news)
    (news / "harbour.txt").unlink()
    for _ in build_library([str(news)]):
        pass
    assert faults(folder, news) == []
