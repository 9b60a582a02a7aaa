"""Articles of our own words, and marks in a database of the test's own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.marks.store import MarkStore
from briefing.model.article import Article, Passage
from briefing.store.database import Database

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
    passages = []
    start = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        passages.append(Passage(number, "paragraph", 0, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Article(
        id=name,
        text=text,
        passages=tuple(passages),
        title=title,
        has_title=True,
        source="Harbour Gazette",
        author=None,
        published="2026-02-03",
        published_by="front matter",
        language="en",
        url=None,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
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
def closed_stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every database a test opens, so that none is left to the garbage collector."""
    made: list[Database] = []
    real = Database.__init__

    def tracked(self: Database, *arguments: Any, **options: Any) -> None:
        real(self, *arguments, **options)
        made.append(self)

    monkeypatch.setattr(Database, "__init__", tracked)
    yield
    for database in made:
        database.close()
