"""Which topic is meant by what somebody calls it, who need not know its whole label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.errors import UsageError
from briefing.model.topic import Topic
from briefing.text.tokens import fold

MOST_NAMED = 4
"""Labels that are named where it is not clear which is meant."""
LEAST_ALIKE = 60
"""How alike two labels are, in 0 to 100, of which one may be the other mistyped."""


def path_called(topics: Sequence[Topic], called: str) -> tuple[Topic, ...]:
    """Return the topic that is meant by `called`, behind all that it is inside of, the broadest first.

    UsageError where `paths_called` finds none or not only one, with the labels that come near.
    """
    found = paths_called(topics, called)
    if len(found) == 1:
        return found[0]
    if found:
        named = _named(path[-1].label for path in found)
        raise UsageError(f"it is not clear which topic is called {called}", hint=f"one of {named}")
    near = _near([path[-1].label for path in _paths(topics)], called) if called.strip() else []
    hint = f"near it come {_named(near)}" if near else "briefing topics lists them"
    raise UsageError(f"no topic is called {called}", hint=hint)


def paths_called(topics: Sequence[Topic], called: str) -> list[tuple[Topic, ...]]:
    """Return every topic that may be meant by `called`, behind all that it is inside of; the one rule for it.

    It has that label, in any case; else its label begins with these words, else it has them, else such a
    keyword; else its label begins with them, or has them, while the last one may go on.
    """
    path = path_labelled(topics, called)
    if path:
        return [path]
    wanted, paths = fold(called).split(), list(_paths(topics))
    for fits in (_begins, _has, _has_keyword, _may_begin, _may_have) if wanted else ():
        found = [path for path in paths if fits(path[-1], wanted)]
        if found:
            return found
    return []


def path_labelled(topics: Sequence[Topic], label: str) -> tuple[Topic, ...]:
    """Return the topic with this very label, in any case, behind all that it is inside of; empty for none."""
    wanted = fold(label)
    return next((path for path in _paths(topics) if fold(path[-1].label) == wanted), ())


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


def _may_begin(topic: Topic, wanted: list[str]) -> bool:
    return _goes_on(_words(topic.label)[: len(wanted)], wanted)


def _may_have(topic: Topic, wanted: list[str]) -> bool:
    words = _words(topic.label)
    return any(_goes_on(words[at : at + len(wanted)], wanted) for at in range(len(words)))


def _goes_on(words: list[str], wanted: list[str]) -> bool:
    whole = words[:-1] == wanted[:-1] and len(words) == len(wanted)
    return whole and words[-1].startswith(wanted[-1])


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
