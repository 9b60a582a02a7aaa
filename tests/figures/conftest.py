"""What the tests of figures share: an article of one passage, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.figures.extract import extract_figures
from briefing.model.article import Article, Passage, PassageKind
from briefing.model.figure import Figure

PUBLISHED = "2026-02-05"
"""A Thursday: the day on which the sentences of the data files were written."""

ArticleOf = Callable[..., Article]
FiguresOf = Callable[..., tuple[Figure, ...]]


def make_article(
    text: str,
    *,
    published: str | None = PUBLISHED,
    language: str = "en",
    article_id: str = "a.txt",
    kind: PassageKind = "paragraph",
) -> Article:
    """An article whose whole text is one passage."""
    return Article(
        id=article_id,
        text=text,
        passages=(Passage(0, kind, 0, 0, len(text)),) if text else (),
        title=text[:40],
        has_title=False,
        source=None,
        author=None,
        published=published,
        published_by="unknown",
        language=language,
        url=None,
        fingerprint="",
    )


@pytest.fixture(scope="session")
def article_of() -> ArticleOf:
    """Make an article of one passage."""
    return make_article


@pytest.fixture(scope="session")
def figures_of() -> FiguresOf:
    """Find the figures of one passage."""

    def find(text: str, **options: str | None) -> tuple[Figure, ...]:
        return extract_figures(make_article(text, **options))  # type: ignore[arg-type]

    return find
