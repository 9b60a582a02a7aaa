"""What a worker can be asked: the session's methods, as values or as steps.

A method that returns an iterator is a long job: the process serves other requests between its
steps. Parts are streamed to the asker as they come.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.model.article import Article, Ref
from briefing.session import Session

if TYPE_CHECKING:
    from briefing.model.excerpt import Excerpt
    from briefing.model.hit import SearchAnswer
    from briefing.model.related import RelatedPassage
    from briefing.model.topic import Topic


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a long job's answer."""

    value: Any


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is."""

    done: int
    total: int
    what: str


class Service:
    """The session behind the worker's door. Every public method can be called by name."""

    def __init__(self) -> None:
        self._session = Session()

    def open(self, paths: Sequence[str], stdin: bytes | None) -> Iterator[Part]:
        """Read articles; parts are articles and failures, then the session's notes."""
        for found in self._session.open(paths, io.BytesIO(stdin) if stdin is not None else None):
            yield Part(found)
        for note in self._session.notes:
            yield Part(note)

    def adopt(self, articles: Sequence[Article]) -> None:
        """Take articles read by another worker."""
        self._session.adopt(articles)

    def figures(self, names: Sequence[str]) -> Iterator[Part]:
        """Figures of the named articles; a part an article: (name, figures)."""
        for name in names:
            yield Part((name, self._session.figures(name)))

    def warm(self) -> Iterator[Progress]:
        """Build the indexes that answer `search` and `related`."""
        total = 2 * len(self._session.articles)
        for done, name in enumerate(self._session.warm(), 1):
            yield Progress(done, total, name)

    def topics(self) -> tuple[Topic, ...]:
        """The topics of all articles."""
        return self._session.topics()

    def search(self, query: str, limit: int) -> SearchAnswer:
        """Search while typing."""
        return self._session.search(query, limit=limit)

    def related(
        self, ref: Ref, top: int, articles: Collection[str]
    ) -> tuple[tuple[RelatedPassage, ...], dict[str, tuple[RelatedPassage, ...]]]:
        """The best passages anywhere, and the best one in each of `articles`."""
        best = self._session.related(ref, top=top)
        inside = {
            name: self._session.related(ref, top=1, articles=[name])
            for name in articles
            if name != ref.article
        }
        return best, inside

    def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date by hand."""
        return self._session.set_details(name, source=source, published=published)

    def excerpts(self, what: str, topic: str | None) -> list[Excerpt]:
        """What an export holds."""
        if what not in ("marks", "figures", "topic"):
            raise ValueError(what)
        return self._session.excerpts(what, topic=topic)  # type: ignore[arg-type]
