"""Which topic is meant by what somebody calls it, who need not know its whole label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.errors import UsageError
from briefing.model.topic import Topic, path_to
from briefing.text.tokens import fold

MOST_NAMED = 4
"""Labels that are named where it is not clear which is meant."""
LEAST_ALIKE = 60
"""How alike two labels are, in 0 to 100, of which one may be the other mistyped."""


def path_called(topics: Sequence[Topic], called: str) -> tuple[Topic, ...]:
    """Return the topic that is meant by `called`, behind all that it is inside of, the broadest first.

    It has that label, in any case; else it is the only one whose label begins with these words, else the
    only one whose label has them, else the only one with such a keyword. UsageError where there is none or
    not only one, with the labels that come near.
    """
    path = path_to(topics, called)
    if path:
        return path
    wanted, paths = fold(called).split(), list(_paths(topics))
    for fits in (_begins, _has, _has_keyword) if wanted else ():
        found = [path for path in paths if fits(path[-1], wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            named = _named(path[-1].label for path in found)
            raise UsageError(f"it is not clear which topic is called {called}", hint=f"one of {named}")
    near = _near([path[-1].label for path in paths], called) if wanted else []
    hint = f"near it come {_named(near)}" if near else "briefing topics lists them"
    raise UsageError(f"no topic is called {called}", hint=hint)


def _paths(topics: Iterable[Topic], above: tuple[Topic, ...] = ()) -> Iterator[tuple[Topic, ...]]:
    """Yield each topic behind what it is inside of, broad ones before narrow ones."""
    for topic in topics:
        yield (*above, topic)
    for topic in topics:
        yield from _paths(topic.stories, (*above, topic))


def _begins(topic: Topic, wanted: list[str]) -> bool:
    return _words(topic.label)[: len(wanted)] == wanted


def _has(topic: Topic, wanted: list[str]) -> bool:
    words = _words(topic.label)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _has_keyword(topic: Topic, wanted: list[str]) -> bool:
    return any(_words(keyword) == wanted for keyword in topic.keywords)


def _words(label: str) -> list[str]:
    """The words of a label without the commas between its phrases."""
    return [word.strip(",") for word in fold(label).split()]


def _near(labels: Sequence[str], called: str) -> list[str]:
    """The labels that may be meant, the most alike first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        fold(called), labels, scorer=fuzz.WRatio, processor=fold, score_cutoff=LEAST_ALIKE, limit=MOST_NAMED
    )
    return [label for label, _, _ in found]


def _named(labels: Iterable[str]) -> str:
    """Labels in a row, no more than can be read."""
    every = list(labels)
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return "; ".join(every[:MOST_NAMED]) + more
