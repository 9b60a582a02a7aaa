"""Articles made of lines, and the development data: for tests of topics and of related passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.article import Article, Passage, PassageKind

MakeArticle = Callable[..., Article]


def make_article(name: str, *lines: str, kinds: dict[int, PassageKind] | None = None) -> Article:
    """An article with one passage a line; `kinds` gives those that are no paragraphs."""
    text = "\n".join(lines)
    passages: list[Passage] = []
    start = 0
    for number, line in enumerate(lines):
        kind = (kinds or {}).get(number, "paragraph")
        passages.append(Passage(number, kind, 0, start, start + len(line)))
        start += len(line) + 1
    return Article(
        id=name,
        text=text,
        passages=tuple(passages),
        title=name,
        has_title=False,
        source=None,
        author=None,
        published=None,
        published_by="unknown",
        language="en",
        url=None,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
    )


@pytest.fixture
def article() -> MakeArticle:
    """Makes an article of lines."""
    return make_article


@pytest.fixture
def shared() -> Path:
    """The folder of development data beside the repository; the test is skipped without it."""
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the development data is not beside the repository")
    return folder


def read_lines(folder: Path) -> list[Article]:
    """The `.txt` articles under a folder, one passage a line that is not empty."""
    articles: list[Article] = []
    for path in sorted(folder.rglob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        articles.append(make_article(path.stem, *lines))
    return articles


@pytest.fixture
def read() -> Callable[[Path], list[Article]]:
    """Reads a folder of development articles."""
    return read_lines
