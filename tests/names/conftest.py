"""What the tests of names share: an article from a line, and the names found in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from articles import make_article

from briefing.model.article import Article, PassageKind
from briefing.model.name import Mention
from briefing.names.extract_names import extract_names

MentionsOf = Callable[..., tuple[Mention, ...]]
_PASSAGES = " ¶ "


def article_of(line: str, *, language: str = "en", article_id: str = "a.txt") -> Article:
    """An article of the passages that ¶ parts; one behind `## ` is a heading."""
    blocks = line.split(_PASSAGES) if line else []
    kinds: dict[int, PassageKind] = {
        n: "heading" for n, block in enumerate(blocks) if block.startswith("## ")
    }
    texts = [block.removeprefix("## ") for block in blocks]
    return make_article(article_id, *texts, kinds=kinds, language=language)


@pytest.fixture(scope="session")
def mentions_of() -> MentionsOf:
    """Find the names of a line."""

    def find(line: str, **options: str) -> tuple[Mention, ...]:
        return extract_names(article_of(line, **options))

    return find
