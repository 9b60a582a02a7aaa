"""The passages that a topic, marks or tags list, as fields of a query ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.model.article import Ref
from briefing.model.mark import MARK_COLOURS, PlacedMark
from briefing.model.topic import Topic
from briefing.model.topic_passages import article_numbers_in, numbers_in
from briefing.topics.called_topics import paths_called

ANY = frozenset({"any", "all", "yes", "*"})
"""What `mark:` takes for marks of any colour."""


def numbered(refs: Iterable[Ref], number_of: Callable[[str], int | None]) -> set[tuple[int, int]]:
    """Passages by the numbers of their articles; those of no article are left out."""
    numbers: dict[str, int | None] = {}
    found: set[tuple[int, int]] = set()
    for ref in refs:
        if ref.article not in numbers:
            numbers[ref.article] = number_of(ref.article)
        number = numbers[ref.article]
        if number is not None:
            found.add((number, ref.passage))
    return found


def of_topic(
    topics: Sequence[Topic], value: str, number_of: Callable[[str], int | None]
) -> set[tuple[int, int]] | None:
    """The passages of all topics that may be meant by `value`, by the numbers of their articles; None where
    none is."""
    called = [path[-1].passages for path in paths_called(topics, value)]
    found: set[tuple[int, int]] = set()
    return found.union(*(numbers_in(one, number_of) for one in called)) if called else None


def articles_of_topic(
    topics: Sequence[Topic], value: str, numbers_of: Callable[[Iterable[str]], set[int]]
) -> set[int] | None:
    """The numbers of the articles that speak of it."""
    called = [path[-1].passages for path in paths_called(topics, value)]
    found: set[int] = set()
    return found.union(*(article_numbers_in(one, numbers_of) for one in called)) if called else None


def marked(marks: Sequence[PlacedMark], kind: str, value: str) -> list[Ref] | None:
    """The passages of marks of a colour (`mark`), or with a tag (`tag`); None where there is none such."""
    wanted = value.casefold()
    if kind == "tag":
        found = [place for place in marks if wanted in map(str.casefold, place.mark.tags)]
        known = bool(found)
    else:
        found = [place for place in marks if wanted in ANY or place.mark.colour == wanted]
        known = wanted in ANY or wanted in MARK_COLOURS
    if not known:
        return None
    return [Ref(p.article, p.passage) for p in found if p.article is not None and p.passage is not None]
