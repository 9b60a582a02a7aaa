"""Articles for the search tests, made from plain lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from briefing.model.article import Article, Passage, PassageKind

MakeArticle = Callable[..., Article]


def _make(name: str, lines: Sequence[str], kinds: Sequence[str] = ()) -> Article:
    passages: list[Passage] = []
    at = 0
    for number, line in enumerate(lines):
        kind = cast("PassageKind", kinds[number]) if number < len(kinds) else "paragraph"
        passages.append(Passage(number, kind, 0, at, at + len(line)))
        at += len(line) + 1
    return Article(
        id=name,
        text="\n".join(lines),
        passages=tuple(passages),
        title=name,
        has_title=False,
        source=None,
        author=None,
        published=None,
        published_by="unknown",
        language="en",
        url=None,
        fingerprint=name,
    )


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    """An article of one passage a line; `kinds` gives their kinds, paragraphs by default."""
    return _make
