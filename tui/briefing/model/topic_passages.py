"""The passages of a topic that has too many to hold: looked up where they are stored, when asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model.article import Ref
from briefing.model.topic import TopicPassage


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What one source says of a topic."""

    source: str
    """Its name; empty for articles that name none."""
    articles: int
    """Articles of the source that speak of the topic."""
    passages: int


class StoredPassages(Sequence[TopicPassage]):
    """The passages of a topic of a large library, in order; a handle that can be sent to a process.

    Raises LibraryError when they cannot be read, or when other topics have taken their place.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def articles(self) -> int:
        """How many articles they are in."""

    @property
    @abstractmethod
    def sources(self) -> tuple[SourceShare, ...]:
        """The sources that speak most of the topic, most passages first; not all of very many."""

    @abstractmethod
    def in_article(self, article: str) -> tuple[TopicPassage, ...]:
        """Those of one article, in order."""

    @abstractmethod
    def next_to(self, ref: Ref, direction: int) -> Ref | None:
        """The first behind `ref`, or before it where `direction` is negative, round at the end.

        None when there are none.
        """

    @abstractmethod
    def weightiest(self, most: int) -> Sequence[TopicPassage]:
        """At most so many of those that are most about the topic, in order."""

    @abstractmethod
    def article_numbers(self) -> Sequence[int]:
        """The numbers of the articles they are in, each once; also of those that have gone."""

    @abstractmethod
    def numbered(self) -> Iterator[tuple[int, int]]:
        """The number of its article and its own of each, in order; also of articles that have gone."""
