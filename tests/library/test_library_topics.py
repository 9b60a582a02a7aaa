"""The topics of a library that is too large to be held: worked out once, stored, and looked up."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import LibraryError, UsageError
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import library_folder
from briefing.library.topic_tables import FILE, pack, topics_folder, unpack
from briefing.library.topics_analysis import work_out
from briefing.model.article import Ref
from briefing.model.steering import Steer, Steering
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_passages import StoredPassages
from briefing.session import Session
from briefing.userdata.overrides import NO_OVERRIDES

MATTERS = (
    ("ferry", "harbour", "captain", "Coast Gazette"),
    ("orchard", "apple", "frost", "Valley News"),
    ("tunnel", "railway", "drill", ""),
    ("library", "archive", "manuscript", "Coast Gazette"),
)
EACH = 12


@pytest.fixture(autouse=True)
def small_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are a large set here."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))


def write(folder: Path, number: int) -> Path:
    first, second, third, source = MATTERS[number % len(MATTERS)]
    head = f"---\nsource: {source}\n---\n" if source else ""
    path = folder / f"{number:03}.md"
    path.write_text(
        f"{head}# The {first} and the {second}, part {number}\n\n"
        f"A {first} needs its {second}, the {third} said beside the {first}.\n\n"
        f"No {third} goes without a {second} when the {first} is {first}.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles about four matters, of two named sources."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(EACH * len(MATTERS)):
        write(folder, number)
    monkeypatch.chdir(tmp_path)
    build()
    return folder


def build() -> None:
    for _ in build_library(["archive"]):
        pass


def opened() -> Session:
    session = Session()
    session.open_library(["archive"])
    return session


@pytest.fixture
def over(archive: Path) -> Iterator[Session]:
    """A session over its library."""
    session = opened()
    yield session
    session.close_library()


def stored(topic: Topic) -> StoredPassages:
    assert isinstance(topic.passages, StoredPassages)
    return topic.passages


def read() -> Session:
    session = Session()
    for _ in session.open(["archive"]):
        pass
    return session


def test_the_topics_are_those_of_the_articles_read(over: Session) -> None:
    held = read().topics.all()
    found = over.topics.all()
    assert [topic.label for topic in found] == [topic.label for topic in held]
    assert [topic.to_dict() for topic in found] == [topic.to_dict() for topic in held]
    assert len(found) >= 3


def test_weights_come_back_as_the_same_floats() -> None:
    held = [TopicPassage("a.md", number, round(number / 10_000, 4)) for number in range(1, 10_001)]
    assert unpack("a.md", pack(held)) == held


def test_the_passages_are_a_sequence_that_can_be_sent(over: Session) -> None:
    for topic in over.topics.all():
        held = stored(topic)
        every = tuple(held)
        assert len(held) == len(every) > 0
        assert held[0] == every[0]
        assert held[-1] == every[-1]
        assert held[2:9:3] == list(every[2:9:3])
        assert held[5:1:-2] == list(every[5:1:-2])
        with pytest.raises(IndexError):
            held[len(every)]
        assert tuple(pickle.loads(pickle.dumps(held))) == every
        assert held.articles == len({passage.article for passage in every})
        assert sum(one.passages for one in held.sources) == len(every)
        assert {one.source for one in held.sources} <= {"Coast Gazette", "Valley News", ""}


def test_a_page_of_one_article_and_the_weightiest(over: Session) -> None:
    held = stored(over.topics.all()[0])
    every = tuple(held)
    name = every[4].article
    assert held.in_article(name) == tuple(one for one in every if one.article == name)
    assert held.in_article("archive/none.md") == ()
    heaviest = sorted(every, key=lambda one: (-one.weight, one.article, one.passage))[:5]
    assert list(held.weightiest(5)) == sorted(heaviest, key=lambda one: (one.article, one.passage))


def test_walking_comes_by_every_passage_and_round(over: Session) -> None:
    for topic in over.topics.all():
        held = stored(topic)
        every = [Ref(one.article, one.passage) for one in held]
        here: Ref | None = every[-1]
        walked = []
        for _ in every:
            assert here is not None
            here = held.next_to(here, 1)
            walked.append(here)
        assert walked == every
        assert held.next_to(every[0], -1) == every[-1]
        assert held.next_to(every[3], -1) == every[2]


def test_walking_begins_in_an_article_the_topic_is_not_about(over: Session) -> None:
    first, *_ = over.topics.all()
    inside = {one.article for one in stored(first)}
    names = [name for name in over.by_name if name not in inside]
    assert names
    for name in names[1:-1]:
        later = [Ref(one.article, one.passage) for one in stored(first) if one.article > name]
        wanted = later[0] if later else Ref(stored(first)[0].article, stored(first)[0].passage)
        assert stored(first).next_to(Ref(name, 0), 1) == wanted


def test_a_second_session_takes_what_is_stored(over: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = over.topics.all()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it is stored")

    monkeypatch.setattr("briefing.library.topics_analysis.bring_up", never)
    again = opened()
    assert again.topics.all() == before
    assert again.topics.source_counts() == {"Coast Gazette": 2 * EACH, "Valley News": EACH, "": EACH}
    again.close_library()


def test_a_process_that_must_answer_takes_what_there_is(archive: Path) -> None:
    hurried = opened()
    hurried.topics.works_out = False
    assert hurried.topics.all() == ()
    work = hurried.topics.stored_work()
    assert work is not None
    told: list[tuple[int, int]] = []
    work(lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    found = hurried.topics.all()
    assert len(found) >= 3
    assert hurried.topics.stored_work() is None
    write(archive, 48)
    build()
    hurried.refresh()
    assert [topic.label for topic in hurried.topics.all()] == [topic.label for topic in found]
    assert hurried.topics.stored_work() is not None
    hurried.close_library()


def test_articles_that_come_and_go_are_taken_in(archive: Path) -> None:
    session = opened()
    before = session.topics.all()
    counted = sum(len(topic.passages) for topic in before)
    gone = archive / "001.md"
    gone.unlink()
    write(archive, 48)
    write(archive, 52)
    build()
    session.refresh()
    after = session.topics.all()
    assert {topic.key for topic in after} == {topic.key for topic in before}
    assert sum(len(topic.passages) for topic in after) == counted + 3
    names = {passage.article for topic in after for passage in topic.passages}
    assert "archive/001.md" not in names
    assert {"archive/048.md", "archive/052.md"} <= names
    with pytest.raises(LibraryError, match="anew"):
        list(before[0].passages)
    session.close_library()


def test_a_change_by_hand_is_heeded_and_taken_back(over: Session) -> None:
    over.topics.works_out = True
    first, second, *_ = over.topics.all()
    over.topics.steer(["archive"], Steer("rename", topic=first.label, other="Quays"))
    over.topics.steer(["archive"], Steer("merge", topic=second.label, other="Quays"))
    merged = over.topics.all()
    quays = next(topic for topic in merged if topic.label == "Quays")
    assert len(quays.passages) == len(first.passages) + len(second.passages)
    ref = Ref(quays.passages[0].article, quays.passages[0].passage)
    explained = over.topics.explain("quays", ref)
    assert explained.passage is not None
    assert explained.passage.article == ref.article
    assert explained.passage.weight == quays.passages[0].weight
    over.user_data.undo_steer(["archive"])
    over.user_data.undo_steer(["archive"])
    assert [topic.label for topic in over.topics.all()] == [topic.label for topic in read().topics.all()]


def test_a_step_that_nothing_fits_waits(over: Session) -> None:
    step = Steer("rename", topic="Volcanoes", other="Lava", about=("volcano", "lava"))
    found = over.topics.steered(steering=Steering((step,)))
    assert found.waiting == (step,)


def test_an_explanation_is_that_of_the_articles_read(over: Session) -> None:
    held = read()
    topic = over.topics.all()[1]
    held.topics.all()
    for passage in topic.passages[:6]:
        ref = Ref(passage.article, passage.passage)
        assert over.topics.explain(topic.label, ref) == held.topics.explain(topic.label, ref)
    assert over.topics.explain(topic.label).spread == held.topics.explain(topic.label).spread
    with pytest.raises(UsageError):
        over.topics.explain("volcano")
    with pytest.raises(UsageError):
        over.topics.explain(topic.label, Ref("archive/none.md", 0))


def test_search_finds_what_a_topic_holds(over: Session) -> None:
    topic = over.topics.all()[0]
    answer = over.search.passages(f'topic:"{topic.label}"', limit=500, typing=False)
    assert {(hit.article, hit.passage) for hit in answer.hits} == {
        (passage.article, passage.passage) for passage in topic.passages
    }


def test_a_topic_is_exported_and_laid_side_by_side(over: Session) -> None:
    from briefing.session import finish

    topic = over.topics.all()[0]
    found = list(over.exports.excerpts("topic", topic=topic.label))
    assert len(found) == len(topic.passages)
    assert "archive/" in found[0].citation.article
    table = finish(over.related.synopsis(topic))
    assert len(table.columns) == stored(topic).articles
    assert table.left_out == 0


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\0" * 200])
def test_damaged_topics_are_worked_out_again(over: Session, content: bytes) -> None:
    before = [topic.to_dict() for topic in over.topics.all()]
    (topics_folder(library_folder(["archive"])) / FILE).write_bytes(content)
    again = opened()
    assert [topic.to_dict() for topic in again.topics.all()] == before
    again.close_library()


def test_what_progress_raises_leaves_what_was_stored(over: Session) -> None:
    before = [topic.to_dict() for topic in over.topics.all()]

    class CancelledError(Exception):
        """As a reader who cancels."""

    def stop(done: int, total: int) -> None:
        raise CancelledError

    step = Steer("mute", word="ferry")
    with pytest.raises(CancelledError):
        work_out(library_folder(["archive"]), Steering((step,)), NO_OVERRIDES, stop)
    assert [topic.to_dict() for topic in opened().topics.all()] == before
    folder = topics_folder(library_folder(["archive"]))
    assert not [path for path in folder.iterdir() if path.name.endswith(".new")]
