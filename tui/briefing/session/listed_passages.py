"""The passages that a topic, marks or tags list, as fields of a query ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.model.article import Ref
from briefing.model.mark import MARK_COLOURS, PlacedMark
from briefing.model.topic import Topic, every_topic
from briefing.model.topic_passages import StoredPassages

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


def topics_called(topics: Sequence[Topic], value: str) -> list[Topic]:
    """The topic or story called `value`, else those that begin so, else those with a word that does."""
    wanted, every = value.casefold(), [(topic.label.casefold(), topic) for topic in every_topic(topics)]
    begun = [topic for label, topic in every if label.startswith(wanted)]
    called = [topic for topic in begun if topic.label.casefold() == wanted]
    return called or begun or [topic for label, topic in every if f" {wanted}" in label]


def of_topic(topics: Sequence[Topic], value: str) -> list[Ref] | None:
    """The passages of the topic or story called `value`, else of those that come near; None for none."""
    found = topics_called(topics, value)
    return [Ref(p.article, p.passage) for topic in found for p in topic.passages] if found else None


def stored_of_topic(topics: Sequence[Topic], value: str) -> set[tuple[int, int]] | None:
    """The same for topics that are stored, by the numbers of the articles."""
    held = [topic.passages for topic in topics_called(topics, value)]
    stored = [passages for passages in held if isinstance(passages, StoredPassages)]
    return {key for passages in stored for key in passages.numbered()} if stored else None


def articles_of_topic(topics: Sequence[Topic], value: str) -> set[int] | None:
    """The numbers of the articles that speak of the stored topic or story called `value`; None for no
    such topic."""
    held = [topic.passages for topic in topics_called(topics, value)]
    stored = [passages for passages in held if isinstance(passages, StoredPassages)]
    return {number for passages in stored for number in passages.article_numbers()} if stored else None


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
