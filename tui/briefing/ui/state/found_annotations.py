"""What analyses found in articles, as far as it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.state.cursor import is_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.annotation import Annotation
    from briefing.model.article import Article


class FoundAnnotations:
    """What was found in each article, always in one version of its text."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, Sequence[Annotation]]] = {}
        self._asked: set[tuple[str, str, str]] = set()

    def take(self, analysis: str, name: str, fingerprint: str, found: Sequence[Annotation]) -> None:
        """Take what was found in the version of an article that has this fingerprint."""
        self._found[analysis, name] = fingerprint, found

    def of(self, analysis: str, article: Article) -> Sequence[Annotation] | None:
        """What was found in just this text; None where that is not known."""
        fingerprint, found = self._found.get((analysis, article.id), (None, ()))
        return found if fingerprint is not None and is_version(article, fingerprint) else None

    def ask(self, analysis: str, articles: Sequence[Article]) -> list[str]:
        """The articles in which it has yet to be found: each is named once for each version of its text."""
        asked = [
            article
            for article in articles
            if (analysis, article.id, article.fingerprint) not in self._asked
            and self.of(analysis, article) is None
        ]
        self._asked.update((analysis, article.id, article.fingerprint) for article in asked)
        return [article.id for article in asked]
