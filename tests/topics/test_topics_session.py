"""Steering and explanation through the session: remembered for the paths opened, at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.model.article import Article, Ref
from briefing.model.steering import Steer, Steering
from briefing.session import Session

MakeArticle = Callable[..., Article]
LINES = (
    ("The copper mine near Port Alder will close.", "The ferry stopped because of the oil spill."),
    (
        "Workers of the copper mine blocked the road.",
        "Oil from the oil spill covers the beach.",
        "The ferry.",
    ),
    (
        "A judge hears the copper mine case.",
        "The oil spill reached the shore.",
        "People wait for the ferry.",
    ),
)
PATHS = ["news"]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path))


@pytest.fixture
def island(article: MakeArticle) -> list[Article]:
    return [article(f"news/{number}", *lines) for number, lines in enumerate(LINES)]


def opened(articles: list[Article]) -> Session:
    session = Session()
    session.hold(articles, PATHS)
    return session


def test_a_step_is_heeded_by_this_session_and_the_next(island: list[Article]) -> None:
    session = opened(island)
    first = session.topics.all()[0].label
    session.topics.steer(PATHS, Steer("rename", first, other="My matter"))
    for again in (session, opened(island)):
        assert "My matter" in [topic.label for topic in again.topics.all()]
        assert [step.about != () for step in again.user_data.steering(PATHS).steps] == [True]
    session.user_data.undo_steer(PATHS)
    assert first in [topic.label for topic in session.topics.all()]
    assert session.user_data.steering(PATHS) == Steering()


def test_other_paths_and_a_session_without_paths_are_not_steered(island: list[Article]) -> None:
    session = opened(island)
    before = session.topics.all()
    session.topics.steer(PATHS, Steer("rename", before[0].label, other="My matter"))
    plain, other = Session(), Session()
    plain.hold(island)
    other.hold(island, ["elsewhere"])
    assert plain.topics.all() == other.topics.all() == before


def test_a_steering_for_this_call_only_is_not_remembered(island: list[Article]) -> None:
    session = opened(island)
    label = session.topics.all()[0].label
    steering = Steering((Steer("rename", label, other="Once"),))
    assert "Once" in [topic.label for topic in session.topics.all(steering=steering)]
    assert session.user_data.steering(PATHS) == Steering()


def test_a_step_that_fits_nothing_is_kept_and_said(island: list[Article]) -> None:
    session = opened(island)
    step = Steer("rename", "tariffs", other="Trade", about=("tariffs", "steel"))
    session.user_data.keep_steering(PATHS, Steering((step,)))
    found = session.topics.steered()
    assert found.waiting == (step,)
    assert found.steering.steps == (step,)


def test_an_unknown_topic_is_refused_and_not_remembered(island: list[Article]) -> None:
    session = opened(island)
    with pytest.raises(UsageError, match="no topic is called weather"):
        session.topics.steer(PATHS, Steer("rename", "weather", other="x"))
    assert session.user_data.steering(PATHS) == Steering()


def test_a_damaged_file_is_said(island: list[Article], tmp_path: Path) -> None:
    session = opened(island)
    session.topics.steer(PATHS, Steer("mute", word="ferry"))
    kept = next((tmp_path / "topics").glob("*.json"))
    kept.write_bytes(b"{")
    assert any("damaged" in note for note in session.topics.steered().notes)


def test_explanation(island: list[Article]) -> None:
    session = opened(island)
    topic = next(one for one in session.topics.all() if "copper mine" in one.label)
    found = session.topics.explain(topic.label.upper(), Ref("news/1", 0))
    assert [word.text for word in found.keywords] == list(topic.keywords)
    assert [(one.article, one.passages > 0) for one in found.spread] == [
        (one.id, any(passage.article == one.id for passage in topic.passages)) for one in island
    ]
    assert found.passage is not None
    assert found.passage.weight > 0
    assert "copper mine" in [word.text for word in found.passage.words]
    for word in found.passage.words:
        assert island[1].text[word.start : word.end] == word.text
    assert found.passage.from_words + found.passage.from_article == pytest.approx(found.passage.weight)


def test_explaining_what_is_not_there_is_refused(island: list[Article]) -> None:
    session = opened(island)
    label = session.topics.all()[0].label
    for name, ref in (("weather", None), (label, Ref("news/1", 99)), (label, Ref("elsewhere", 0))):
        with pytest.raises(UsageError):
            session.topics.explain(name, ref)


def test_articles_that_come_change_and_go_leave_the_topics_of_those_that_are_there(
    island: list[Article], article: MakeArticle
) -> None:
    session = opened([*island[:2], article("news/gone", "The copper mine and the oil spill and the ferry.")])
    session.topics.all()
    changed = article("news/1", "Workers left the copper mine.", "The copper mine floods.")
    session.hold([changed, island[2]], gone=["news/gone", "news/never there"])
    assert session.topics.all() == opened([island[0], changed, island[2]]).topics.all()
    assert session.topics.all() != opened(island).topics.all()
