"""The topics of a library in the reader: stored, shown, walked, steered and kept up with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive

from briefing.jobs.requests import Progress
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.topic_passages import StoredPassages
from briefing.session.requests.article_requests import OpenFromLibrary, UpdateFiles
from briefing.session.requests.topic_requests import ArrangeTopics, LoadStoredTopics
from briefing.session.worker_session import SessionHost

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

MATTERS = (
    ("ferry", "harbour", "captain", "Coast Gazette"),
    ("orchard", "apple", "frost", "Valley News"),
    ("tunnel", "railway", "drill", "Coast Gazette"),
    ("library", "archive", "manuscript", "Hill Post"),
)
EACH = 10


@pytest.fixture(autouse=True)
def small_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are a large set here."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of articles about four matters."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(EACH * len(MATTERS)):
        write(folder, number, MATTERS[number % len(MATTERS)])
    return folder


def write(folder: Path, number: int, matter: tuple[str, str, str, str]) -> Path:
    first, second, third, source = matter
    path = folder / f"{number:03}.md"
    path.write_text(
        f"---\nsource: {source}\n---\n# The {first} and the {second}, part {number}\n\n"
        f"A {first} needs its {second}, the {third} said beside the {first}.\n\n"
        f"No {third} goes without a {second} when the {first} is {first}.\n",
        encoding="utf-8",
    )
    return path


async def choose(reading: Reading) -> None:
    await reading.press("t", "enter")
    assert reading.state.topics.chosen is not None


async def test_topics_are_listed_with_the_sources_that_speak_of_them(
    open_reader: OpenReader, archive: Path
) -> None:
    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        assert reading.state.topics.known
        assert len(reading.state.topics.items) >= 3
        assert all(isinstance(topic.passages, StoredPassages) for topic in reading.state.topics.items)
        side = "\n".join(line[:38] for line in reading.lines())
        for topic in reading.state.topics.items:
            assert topic.label in side
        assert "Topics …" not in side
        # The commonest source has the first bar.
        assert "Coast Gaz" in side
        assert list(reading.state.topics.source_counts or ()) == ["Coast Gazette", "Valley News", "Hill Post"]


async def test_a_topic_is_walked_through_articles_and_back(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        await choose(reading)
        topic = reading.state.topics.chosen_topic
        assert topic is not None
        every = [(one.article, one.passage) for one in topic.passages]
        seen = []
        for _ in range(5):
            await reading.press("right_curly_bracket")
            ref = reading.state.ref
            assert ref is not None
            seen.append((ref.article, ref.passage))
        start = every.index(seen[0])
        assert seen == [every[(start + step) % len(every)] for step in range(5)]
        await reading.press("left_curly_bracket")
        ref = reading.state.ref
        assert ref is not None
        assert (ref.article, ref.passage) == seen[-2]
        assert topic in reading.state.topics.of(ref)
        await reading.press("z")
        assert reading.state.topics.only_chosen


async def test_a_topic_is_explained_and_laid_side_by_side(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        await choose(reading)
        await reading.press("right_curly_bracket", "t", "question_mark")
        text = reading.text()
        assert "Who speaks of it" in text
        assert f"of {EACH * len(MATTERS)}" in text
        assert "% about the topic" in text
        await reading.press("escape", "s")
        assert type(reading.app.screen).__name__ == "SynopsisScreen"


async def test_a_change_by_hand_is_shown_and_undone(open_reader: OpenReader, archive: Path) -> None:
    from briefing.model.steering import Steer

    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        first = reading.state.topics.items[0]
        step = Steer("rename", topic=first.label, other="Quays", about=first.keywords)
        reading.reader.controllers.steering.steer(step)
        await reading.settle()
        assert "Quays" in [topic.label for topic in reading.state.topics.items]
        reading.reader.controllers.steering.undo()
        await reading.settle()
        assert [topic.label for topic in reading.state.topics.items].count("Quays") == 0
        assert not reading.state.topics.progress


async def test_stored_topics_are_there_before_new_ones(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        labels = [topic.label for topic in reading.state.topics.items]
    held = (ArrangeTopics,)
    async with open_reader("archive", size=(160, 60), answers=Archive, held=held) as reading:
        for _ in range(500):
            if reading.state.topics.known and reading.state.topics.progress:
                break
            await reading.pilot.pause()
        assert [topic.label for topic in reading.state.topics.items] == labels
        reading.reader.controllers.topics.tell_progress(Progress(12, 40, ""))
        await reading.pilot.pause()
        assert "Topics 30 % …" in reading.text()
        assert reading.app.engine.cancel()
        await reading.settle()
        assert "Topics 30" not in reading.text()
        assert [topic.label for topic in reading.state.topics.items] == labels


async def test_an_article_that_comes_joins_its_topic(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 60), answers=Archive) as reading:
        counted = sum(len(topic.passages) for topic in reading.state.topics.items)
        path = write(archive, 90, MATTERS[0])
        changed = await reading.app.engine.ask(UpdateFiles(("archive",), (str(path),)))
        await reading.reader.controllers.changes.take(changed)
        await reading.settle()
        assert sum(len(topic.passages) for topic in reading.state.topics.items) == counted + 3


def test_progress_is_told_while_topics_are_worked_out(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive.parent)
    for _ in build_library(["archive"]):
        pass
    host = SessionHost()
    OpenFromLibrary(("archive",)).run(host)
    steps = list(ArrangeTopics().run(host))
    assert all(step.done <= step.total for step in steps)
    assert len(steps) > 1
    assert LoadStoredTopics().run(host).steered.topics
