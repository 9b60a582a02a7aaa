"""What the tests of verification need: notes verified against a few articles of our own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from verify_articles import ARTICLES, Verify

from briefing.model.article import Article
from briefing.model.verification import Verification
from briefing.session import Session, finish


@pytest.fixture
def verify() -> Verify:
    """Verify the Markdown of a note: `verify(note)`, `verify(note, [article], path="a/n.md")`."""

    def run(note: str, articles: Iterable[Article] = ARTICLES, path: str = "note.md") -> Verification:
        session = Session(use_store=False)
        session.hold(articles)
        return finish(session.verification.verify(note.encode("utf-8"), path))

    return run
