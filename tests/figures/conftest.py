"""What the tests of figures share: an article of one passage, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from articles import make_article as make_lines

from briefing.figures.extract_figures import extract_figures
from briefing.model.article import Article, PassageKind
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
    blocks = (text,) if text else ()
    return make_lines(article_id, *blocks, kinds={0: kind}, published=published, language=language)


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
