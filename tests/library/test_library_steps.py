"""Long jobs over a library, done a step at a time: what stands alone, exports, and who goes first."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from exports import excerpts_as
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import ExportError
from briefing.jobs.process import Loop
from briefing.jobs.protocol import Reply, Request, receive, send
from briefing.library.build.builder import build_library
from briefing.model.article import Ref
from briefing.session import Session, finish
from briefing.session.service import Part, Progress, Service

Run = Callable[..., Any]
COMMON = "The harbour ferry carried twelve hundred tons of coal and iron to the northern island yesterday."
WORDS = (
    "zeppelin goats observatory mountain club frightened grazing abandoned",
    "beekeepers queens orchard flooded cherry blossom recovered counted",
    "violin makers varnish spruce auction reserve collector stradivari",
)


def write(folder: Path, which: list[int]) -> None:
    """Articles that share a passage; number `n` has the words of its own from 0 on, none for -1."""
    folder.mkdir(exist_ok=True)
    for number, own in enumerate(which):
        more = f"\n\nThe {WORDS[own]} said it." if own >= 0 else ""
        (folder / f"{number}.txt").write_text(f"Harbour report\n\n{COMMON}{more}\n", encoding="utf-8")


def over(folder: Path) -> Session:
    """A session over the library of `folder`."""
    for _ in build_library([str(folder)], processes=1):
        pass
    session = Session()
    session.open_library([str(folder)])
    return session


@settings(
    max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(-1, 2), min_size=1, max_size=5))
def test_walking_meets_all_that_stands_alone_in_order(
    tmp_path_factory: pytest.TempPathFactory, which: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("walk") / "news"
    write(folder, which)
    session = over(folder)
    alone = session.only_here()
    assert [ref for name in session.by_name for ref in finish(session.only_here_in(name))] == list(alone)
    first = next(iter(session.by_name))
    for direction, expected in ((1, alone), (-1, alone[::-1])):
        begin = Ref(first, 0)
        met: list[Ref] = []
        while (found := finish(session.next_only_here(met[-1] if met else begin, direction))) is not None:
            if found in met:
                break
            met.append(found)
        assert met == list(expected)
        # Round at the end, to the only one as well.
        assert found == (expected[0] if expected else None)
    session.close_library()


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "jsonl", "webannotation"])
@pytest.mark.parametrize("what", ["figures", "topic", "marks"])
def test_an_export_in_steps_is_the_same_file(tmp_path: Path, form: str, what: Any) -> None:
    write(tmp_path / "news", [0, 0, 1, -1])
    session = over(tmp_path / "news")
    article = session.articles[2]
    session.marks.add(article, article.passages[1].start, article.passages[1].end)
    topic = session.topics()[0].label if what == "topic" else None
    excerpts = list(session.excerpts(what, topic=topic))
    data = excerpts_as(form, excerpts, {"marks": "Marks", "figures": "Figures", "topic": topic or ""}[what])
    path = tmp_path / "out"
    steps = session.export_steps(str(path), what, form, topic=topic)
    assert finish(steps) == len(excerpts) > 0
    assert path.read_bytes() == data
    with pytest.raises(ExportError, match="exists already"):
        finish(session.export_steps(str(path), what, form, topic=topic))
    assert finish(session.export_steps(str(path), what, form, topic=topic, overwrite=True)) == len(excerpts)
    session.close_library()


def test_an_export_tells_how_far_it_is_and_leaves_nothing_when_given_up(tmp_path: Path) -> None:
    write(tmp_path / "news", [0, 0, 1, -1])
    session = over(tmp_path / "news")
    path = tmp_path / "out.csv"
    steps = session.export_steps(str(path), "figures", "csv")
    assert [next(steps), next(steps)] == [(1, 4), (2, 4)]
    assert len(list(tmp_path.glob(".briefing-*"))) == 1
    steps.close()
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == []
    session.close_library()


def test_nothing_to_export_leaves_no_file(tmp_path: Path) -> None:
    write(tmp_path / "news", [0, 1])
    session = over(tmp_path / "news")
    assert finish(session.export_steps(str(tmp_path / "out.csv"), "marks", "csv")) == 0
    assert not (tmp_path / "out.csv").exists()
    session.close_library()


def test_the_command_lists_what_stands_alone_as_it_is_found(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "news", [0, -1, 1, -1])
    without = briefing("related", str(tmp_path / "news"), "--only-here", "--format", "json", "--no-library")
    assert len(json.loads(without.stdout)) == 2
    monkeypatch.setattr("briefing.library.build.set_size.SMALL", 2)
    monkeypatch.setattr("briefing.cli.library_inputs.SMALL", 2)
    found = briefing("related", str(tmp_path / "news"), "--only-here", "--format", "json")
    assert found.stdout == without.stdout


@pytest.mark.parametrize("form", [["--to", "markdown"], ["--to", "webannotation"], ["--format", "json"]])
def test_the_command_exports_the_same_from_a_library(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: list[str]
) -> None:
    write(tmp_path / "news", [0, -1, 1, -1])
    command = ["export", str(tmp_path / "news"), "--what", "figures", *form]
    without = briefing(*command, "--no-library")
    monkeypatch.setattr("briefing.library.build.set_size.SMALL", 2)
    monkeypatch.setattr("briefing.cli.library_inputs.SMALL", 2)
    assert briefing(*command).stdout == without.stdout != ""
    assert briefing(*command, "--output", str(tmp_path / "out")).returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == without.stdout
    assert briefing("export", str(tmp_path / "news"), "--output", str(tmp_path / "none")).returncode == 1
    assert not (tmp_path / "none").exists()


class Busy(Service):
    """Jobs that tell their steps, and what they were given up at."""

    closed: list[str] = []  # noqa: RUF012 - of one test

    def only_here(self) -> Iterator[Progress | Part]:
        """A patient job without end."""
        return self._endless("only here")

    def export_to(self, *_: Any) -> Generator[Progress | Part | None]:
        """Another."""
        return self._endless("export")

    def synopsis(self, topic: Any) -> Iterator[Progress | Part]:
        """A job that somebody waits for."""
        for step in range(3):
            yield Progress(step, 3, topic)
        yield Part("table")

    def topics(self) -> Any:
        """Answered at once."""
        return ()

    def _endless(self, name: str) -> Generator[Progress | Part]:
        try:
            while True:
                yield Progress(0, 0, name)
        finally:
            self.closed.append(name)


class Asked:
    """A loop on a thread, and the pipes to it."""

    def __init__(self) -> None:
        (inner, self.requests), (self.replies, outer) = pipe(), pipe()
        self._files = (inner, outer, self.requests, self.replies)
        loop = Loop(inner, outer, Busy())
        self.thread = threading.Thread(target=loop.run, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """End the loop."""
        self.requests.close()
        self.thread.join()
        for file in self._files:
            file.close()

    def until(self, number: int, kind: str) -> list[Reply]:
        """The replies up to one of a kind to a request."""
        found: list[Reply] = []
        while True:
            reply = receive(self.replies)
            assert isinstance(reply, Reply)
            found.append(reply)
            if (reply.id, reply.kind) == (number, kind):
                return found


def pipe() -> tuple[IO[bytes], IO[bytes]]:
    read, write = os.pipe()
    return os.fdopen(read, "rb"), os.fdopen(write, "wb")


def test_a_patient_job_lets_others_go_first_and_gives_back_what_it_holds() -> None:
    Busy.closed = []
    asked = Asked()
    send(asked.requests, Request(1, "only_here"))
    asked.until(1, "progress")
    send(asked.requests, Request(2, "synopsis", ("tolls",)))
    since = asked.until(2, "progress")
    between = asked.until(2, "done")
    # From its first step to its end nothing else was done.
    assert since[-1].value.what == "tolls"
    assert {reply.id for reply in between} == {2}
    send(asked.requests, Request(3, "topics"))
    asked.until(3, "done")
    send(asked.requests, Request(4, "export_to"))
    send(asked.requests, Request(0, "cancel", (1,)))
    asked.until(1, "cancelled")
    assert Busy.closed == ["only here"]
    asked.until(4, "progress")
    send(asked.requests, Request(0, "cancel", (4,)))
    asked.until(4, "cancelled")
    assert Busy.closed == ["only here", "export"]
    asked.close()


def test_marks_of_a_large_set_are_listed_without_reading_it(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news"
    write(news, [0, -1, 1, -1])
    for name, quote in (("2.txt", "violin"), ("0.txt", "zeppelin"), ("2.txt", "beekeepers")):
        briefing("marks", "add", str(news / name), "--quote", quote)
    without = briefing("marks", "list", str(news), "--format", "json", "--no-library")
    assert [record["text"] for record in json.loads(without.stdout)] == ["zeppelin", "beekeepers"]
    monkeypatch.setattr("briefing.library.build.set_size.SMALL", 2)
    monkeypatch.setattr("briefing.cli.library_inputs.SMALL", 2)
    assert briefing("marks", "list", str(news), "--format", "json").stdout == without.stdout

    def never(*_: Any) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("briefing.library.build.prepare.read_data", never)
    monkeypatch.setattr("briefing.reading.read_articles.read_data", never)
    assert briefing("marks", "list", str(news), "--format", "json").stdout == without.stdout
