"""What a saved search finds that it did not find before."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.kept_searches import SavedSearch
from briefing.model.search_answer import Order, SearchAnswer
from briefing.session import Session, article_search

DAM = "The dam holds.\n\nA second dam is planned.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(DAM)
    (folder / "two.txt").write_text("Boats stay in the harbour.\n\nNobody speaks of the weather.\n")
    return folder


def opened(folder: Path) -> Session:
    session = Session(use_store=False)
    list(session.open([str(folder)]))
    return session


def looked_at(folder: Path, query: str = "dam") -> SavedSearch:
    return SavedSearch(query, opened(folder).search.news(SavedSearch(query)).articles)


def test_nothing_is_new_the_first_time_and_when_nothing_came(folder: Path) -> None:
    first = opened(folder).search.news(SavedSearch("dam"))
    assert (first.total, first.new) == (2, None)
    again = opened(folder).search.news(looked_at(folder))
    assert (again.total, again.new) == (2, 0)


def test_hits_of_new_articles_are_new(folder: Path) -> None:
    saved = looked_at(folder)
    (folder / "three.txt").write_text("The dam leaks.\n\nAnd nobody says why.\n")
    (folder / "four.txt").write_text("It has nothing to do with it.\n")
    news = opened(folder).search.news(saved)
    assert (news.total, news.new) == (3, 1)
    assert {Path(name).name for name in news.new_articles} == {"three.txt"}


def test_an_article_that_was_renamed_is_not_new(folder: Path) -> None:
    saved = looked_at(folder)
    (folder / "one.txt").rename(folder / "other.txt")
    assert opened(folder).search.news(saved).new == 0


def test_what_an_article_says_now_is_new(folder: Path) -> None:
    """Both of one that had no hit before, and of one whose text was changed."""
    saved = looked_at(folder)
    (folder / "two.txt").write_text("Boats stay in the harbour.\n\nThe dam is to blame.\n")
    assert opened(folder).search.news(saved).new == 1
    (folder / "one.txt").write_text("The dam holds still.\n")
    assert opened(folder).search.news(saved).new == 2


def test_of_too_many_hits_only_the_number_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_search, "MOST_LOOKED_AT", 1)
    search = opened(folder).search
    asked: list[int] = []
    real = search.passages

    def passages(query: str, *, limit: int, order: Order) -> SearchAnswer:
        asked.append(limit)
        return real(query, limit=limit, order=order)

    monkeypatch.setattr(search, "passages", passages)
    news = search.news(SavedSearch("dam", ("x",)))
    assert (news.total, news.new, news.articles) == (2, None, None)
    assert asked == [1], "hits that are not looked at are not made"
