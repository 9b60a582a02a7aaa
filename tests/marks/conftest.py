"""Articles of our own words, and marks in a database of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from articles import make_article as make_lines
from desks import desk, reads

from briefing.model.article import Article
from briefing.userdata.database import Database
from briefing.userdata.marks.mark_store import MarkStore

__all__ = ["desk", "reads"]

MakeArticle = Callable[..., Article]


class Clock:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2026, 2, 4, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def article_of(text: str, name: str = "port.txt", *, title: str = "Port reopens") -> Article:
    """Return an article whose passages are the paragraphs of `text`."""
    return make_lines(
        name,
        *text.split("\n\n"),
        gap="\n\n",
        title=title,
        has_title=True,
        source="Harbour Gazette",
        published="2026-02-03",
        published_by="front matter",
    )


@pytest.fixture
def make_article() -> MakeArticle:
    return article_of


@pytest.fixture
def article() -> Article:
    return article_of(
        "The port reopened on Tuesday after nine days.\n\n"
        "Two cranes were repaired overnight. Dockers returned at dawn.\n\n"
        "The harbour master said 14 ships were waiting outside the bay."
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.db"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(path, seconds=0.2)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database, clock: Clock) -> MarkStore:
    return MarkStore(database, clock=clock)


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Every test here opens databases."""
