"""Documents read in a child process: whatever a parser does, the one who asked goes on."""

from __future__ import annotations

import os
import pickle
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harmful_format import CHANGES, Harm

from briefing.jobs import confined_process
from briefing.model.article import Article, Failure
from briefing.reading import read_apart
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.read_apart import ReaderChild
from briefing.reading.read_articles import read_data
from briefing.reading.reader_child import DocumentAnswer, packed, unpacked
from briefing.reading.sources import InputFile

SUPPORT = Path(__file__).parents[1] / "support"


@pytest.fixture(autouse=True)
def cards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Files called `.card` are read by a format that does what they say, in a child of their own."""
    monkeypatch.setenv("PYTHONPATH", str(SUPPORT))
    monkeypatch.chdir(tmp_path)
    child = ReaderChild()
    monkeypatch.setattr(read_apart, "READER_CHILD", child)
    card = Format("card", "harmful_format", (".card",), is_read_apart=True)
    REGISTRY.register(card)
    yield
    REGISTRY.unregister(card)
    child.end()


def read(deed: str) -> list[Article | Failure]:
    return list(read_data(InputFile("a.card", "a.card"), deed.encode()))


def reads_on() -> bool:
    """Whether the next file is read as if nothing had been."""
    (article,) = read("nothing")
    return isinstance(article, Article) and article.text == "It says nothing."


def test_what_a_reader_gives_and_what_it_refuses_come_through() -> None:
    assert reads_on()
    assert read("refuse") == [Failure("a.card", "it is no card")]
    assert reads_on()


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("crash", "ended over it"),
        ("grow", "memory"),
        ("connect", "may not: socket"),
        ("run", "may not: subprocess"),
        ("write", "may not write"),
        ("nest", "nested too deeply"),
        ("lie", "no answer that can be understood"),
    ],
)
def test_what_does_harm_is_refused_by_name(
    deed: str, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        monkeypatch.setenv("HARM_PORT", str(server.getsockname()[1]))
        (failure,) = read(deed)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert list(tmp_path.iterdir()) == []
    assert reads_on()


@pytest.mark.skipif(sys.platform == "win32", reason="the deeds are those of other systems")
@pytest.mark.parametrize("deed", [name for name in CHANGES if hasattr(os, "setxattr") or name != "attribute"])
def test_files_and_other_processes_are_left_alone(deed: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("The levy rose.", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = kept.stat()
    (failure,) = read(deed)
    assert isinstance(failure, Failure)
    assert "may not: " in failure.reason
    after = kept.stat()
    assert (after.st_size, after.st_mode, after.st_mtime_ns, after.st_nlink) == (
        before.st_size,
        before.st_mode,
        before.st_mtime_ns,
        before.st_nlink,
    )
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "kept"]
    assert reads_on()


def test_one_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads_on()
    monkeypatch.setattr(read_apart, "SECONDS", 0.2)
    assert read("hang") == [Failure("a.card", "reading it takes too long")]


def test_an_answer_that_nobody_waited_for_is_not_given_to_the_next_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reads_on()

    def interrupted(_: bytes) -> Article:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(read_apart, "unpacked", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read("first")
    with monkeypatch.context() as patch:
        patch.setattr(confined_process.ConfinedProcess, "_exchanged", lambda *_: interrupted(b""))
        with pytest.raises(KeyboardInterrupt):
            read("second")
    (article,) = read("third")
    assert isinstance(article, Article)
    assert article.text == "It says third."


def test_one_that_was_killed_while_nothing_was_asked_costs_no_file() -> None:
    assert reads_on()
    process = read_apart.READER_CHILD._process._process
    assert process is not None
    process.kill()
    process.wait()
    assert reads_on()


@pytest.mark.long
def test_one_that_never_comes_to_an_end_has_its_time_on_the_processor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The clock of a loaded machine is no matter here.
    monkeypatch.setattr(read_apart, "SECONDS", 600)
    (failure,) = read("spin")
    assert isinstance(failure, Failure)
    assert "of the processor" in failure.reason
    assert reads_on()


def test_an_answer_is_made_of_articles_and_nothing_else(tmp_path: Path) -> None:
    (article,) = read("nothing")
    answer = DocumentAnswer(
        (article, Failure("b", "why")), "no more", has_no_articles=True, goes_on=False, is_last=False
    )
    assert unpacked(packed(answer)) == answer
    with pytest.raises(pickle.UnpicklingError, match="no part of an answer"):
        unpacked(pickle.dumps(((Harm(),), None, False, False, False)))
    assert not (tmp_path / "harm").exists()


def test_no_parser_is_loaded_where_texts_are_read() -> None:
    assert not read_apart.READER_CHILD.running
    list(read_data(InputFile("a.txt", "a.txt"), b"The levy rose."))
    assert not read_apart.READER_CHILD.running
