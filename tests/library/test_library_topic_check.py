"""The check looks at stored topics and findings too; building and compacting mend them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.corpus.stored_topics import work_out
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check, mend
from briefing.library.check import Fault
from briefing.library.locations import FINDINGS, library_folder
from briefing.library.topic_tables import ENTRY, FILE, topics_folder
from briefing.model.set_findings import Analysed, Findings
from briefing.model.steering import Steering
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda values: values["only_here"].append([1, 900]), "1 passages that the kept findings name"),
        (lambda values: values["copies"].append([[900, 0]]), "1 passages that the kept findings name"),
        (lambda values: values.update(topics=3), "the kept findings are damaged"),
        (None, "the kept findings are damaged"),
    ],
)
def test_findings_are_checked_and_mended(news: Path, change: Any, said: str) -> None:
    session = Session()
    for _ in session.open([str(news)]):
        pass
    known = {
        a.id: Analysed(a.fingerprint, a.published, {"figures": session.figures(a.id)})
        for a in session.articles
    }
    keep_set([str(news)], known, Findings(session.topics.steered(), session.related.only_here(), ()))
    folder = library_folder([str(news)])
    assert faults(folder, news) == []
    path = folder / FINDINGS
    values = json.loads(zlib.decompress(path.read_bytes()))
    if change is not None:
        change(values)
    data = zlib.compress(json.dumps(values).encode())
    path.write_bytes(data if change is not None else data[:-6])
    assert faults(folder, news) == [("findings", said + (" are not there" if "name" in said else ""))]
    mend(folder, [str(news)])
    assert faults(folder, news) == []
