"""A session over a library answers as one that has read the same articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import LibraryError, UsageError
from briefing.session import Session
from briefing.worker.building import build_library


def read(*paths: str) -> Session:
    session = Session()
    for _ in session.open(paths):
        pass
    return session


@pytest.fixture
def over(news: Path) -> Iterator[Session]:
    """A session over the library of `news`."""
    for _ in build_library([str(news)]):
        pass
    session = Session()
    session.open_library([str(news)])
    yield session
    session.close_library()


def test_articles_figures_and_failures_are_the_same(over: Session, news: Path) -> None:
    held = read(str(news))
    assert tuple(over.articles) == tuple(held.articles)
    assert tuple(over.articles[1:3]) == held.articles[1:3]
    assert len(over.articles) == len(held.articles) == 5
    assert list(over.by_name) == list(held.by_name)
    assert over.all_figures() == held.all_figures()
    assert over.failures == held.failures
    for name in held.by_name:
        assert over.article(name) == held.article(name)
        assert over.counts(name) == held.counts(name)


def test_heads_are_the_same_but_for_their_numbers(over: Session, news: Path) -> None:
    from dataclasses import replace

    held = read(str(news))
    assert [replace(head, number=0) for head in over.heads()] == [
        replace(head, number=0) for head in held.heads()
    ]
    assert [head.id for head in over.heads(1, 2)] == [head.id for head in held.heads(1, 2)]


def test_an_article_that_is_not_there_is_an_error(over: Session) -> None:
    for ask in (over.article, over.figures, over.counts):
        with pytest.raises(UsageError, match="no article is called"):
            ask("none.txt")


def test_without_a_library_the_session_stays_as_it_is(news: Path, over: Session) -> None:
    with pytest.raises(LibraryError):
        over.open_library([str(news / "b")])
    assert len(over.articles) == 5


def test_what_is_set_by_hand_counts_at_once(over: Session, news: Path) -> None:
    name = f"{news}/b/ferry.txt"
    updated = over.set_details(name, source="Gazette", published="2026-05-01")
    assert (updated.source, updated.published, updated.published_by) == ("Gazette", "2026-05-01", "reader")
    assert over.article(name) == updated
    (head,) = (head for head in over.heads() if head.id == name)
    assert (head.source, head.published) == ("Gazette", "2026-05-01")
    held = read(str(news))
    assert over.article(name) == held.article(name)
    assert over.figures(name) == held.figures(name)
    over.set_details(name, source="", published="")
    assert over.article(name).source is None
    assert over.figures(name) == read(str(news)).figures(name)


def test_marks_stand_in_their_places(over: Session, news: Path) -> None:
    held = read(str(news))
    for name, passage in ((f"{news}/harbour.txt", 1), (f"{news}/b/notes.jsonl#one", 0)):
        article = held.article(name)
        where = article.passages[passage]
        held.marks.add(article, where.start, where.end)
    assert over.placed_marks() == held.placed_marks()
    assert all(not placed.orphan for placed in over.placed_marks())
    assert over.excerpts("marks") == held.excerpts("marks")
    assert over.excerpts("figures") == held.excerpts("figures")


def test_a_change_is_seen_on_refresh(over: Session, news: Path, hand: Any) -> None:
    assert not over.refresh()
    hand.write("b/ferry.txt", "Ferry line goes on\n\nIt carries 13,000 people.\n")
    for _ in build_library([str(news)]):
        pass
    assert over.refresh()
    assert over.article(f"{news}/b/ferry.txt").title == "Ferry line goes on"
    assert tuple(over.articles) == tuple(read(str(news)).articles)


def test_topics_and_related_passages_are_the_same(over: Session, news: Path, hand: Any) -> None:
    hand.write(
        "port.txt", "Port toll\n\nThe harbour toll rises by 4.5 percent to $2.4 million, the port said.\n"
    )
    for _ in build_library([str(news)]):
        pass
    over.refresh()
    held = read(str(news))
    assert over.topics() == held.topics()
    for article in held.articles:
        for passage in article.passages:
            from briefing.model.article import Ref

            ref = Ref(article.id, passage.number)
            assert over.related(ref) == held.related(ref)
    assert over.search("toll").hits == held.search("toll").hits
