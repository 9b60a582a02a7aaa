"""Articles for the search tests, made from plain lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from articles import make_article as make_lines

from briefing.model.article import Article, PassageKind

MakeArticle = Callable[..., Article]


def _make(name: str, lines: Sequence[str], kinds: Sequence[PassageKind] = ()) -> Article:
    return make_lines(name, *lines, kinds=dict(enumerate(kinds)), fingerprint=name)


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    """An article of one passage a line; `kinds` gives their kinds, paragraphs by default."""
    return _make
