"""The passages of a topic: held, or where it has too many for that, looked up where they are stored.

Whoever asks something of them asks the functions here, which answer for both.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def articles_of(passages: Sequence[TopicPassage]) -> int:
    """Return how many articles passages are in."""
    if isinstance(passages, StoredPassages):
        return passages.articles
    return len({one.article for one in passages})


def shares_of(passages: Sequence[TopicPassage]) -> tuple[SourceShare, ...] | None:
    """Return the sources that speak most of a topic; None where each article is told of by itself."""
    return passages.sources if isinstance(passages, StoredPassages) else None


def held(passages: Sequence[TopicPassage]) -> Sequence[TopicPassage]:
    """Return those that are at hand: all, or of those that are stored none."""
    return () if isinstance(passages, StoredPassages) else passages


def weightiest_of(passages: Sequence[TopicPassage], most: int) -> Sequence[TopicPassage]:
    """Return at most so many of those that are most about the topic, or all that are at hand."""
    return passages.weightiest(most) if isinstance(passages, StoredPassages) else passages


def passages_by_article(passages: Sequence[TopicPassage]) -> Callable[[str], Sequence[TopicPassage]]:
    """Return what looks up those of an article, in order."""
    if isinstance(passages, StoredPassages):
        return passages.in_article
    found: dict[str, list[TopicPassage]] = {}
    for one in passages:
        found.setdefault(one.article, []).append(one)
    return lambda article: found.get(article, ())


def next_passage(
    passages: Sequence[TopicPassage],
    ref: Ref,
    direction: int,
    here: int,
    place_of: Callable[[str], int | None],
) -> Ref | None:
    """Return the first passage behind `ref`, or before it where `direction` is negative, in the order of the
    articles, round at the end; None when there are none.

    `here` is where the article of `ref` stands, `place_of` where one does that is there; what is stored has
    its own order.
    """
    if isinstance(passages, StoredPassages):
        return passages.next_to(ref, direction)
    return next_ref((Ref(one.article, one.passage) for one in passages), ref, direction, here, place_of)


def next_ref(
    refs: Iterable[Ref], ref: Ref, direction: int, here: int, place_of: Callable[[str], int | None]
) -> Ref | None:
    """Return the same of any passages that are at hand."""
    placed = ((place_of(one.article), one) for one in refs)
    stops = sorted((place, one.passage, one) for place, one in placed if place is not None)
    if not stops:
        return None
    keys, place = [stop[:2] for stop in stops], (here, ref.passage)
    at = bisect_right(keys, place) if direction > 0 else bisect_left(keys, place) - 1
    return stops[at % len(stops)][2]


def numbers_in(
    passages: Sequence[TopicPassage], number_of: Callable[[str], int | None]
) -> Iterable[tuple[int, int]]:
    """Return the number of its article and its own of each; those of no article may be left out.

    `number_of` tells the number of an article that is there.
    """
    if isinstance(passages, StoredPassages):
        return passages.numbered()
    numbers = {name: number_of(name) for name in {one.article for one in passages}}
    return ((n, one.passage) for one in passages if (n := numbers[one.article]) is not None)


def article_numbers_in(
    passages: Sequence[TopicPassage], numbers_of: Callable[[Iterable[str]], Iterable[int]]
) -> Iterable[int]:
    """Return the numbers of the articles that passages are in; `numbers_of` tells them of those there are."""
    if isinstance(passages, StoredPassages):
        return passages.article_numbers()
    return numbers_of({one.article for one in passages})
