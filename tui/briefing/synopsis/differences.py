"""Figures that differ: two sources give different values for the same thing.

Whether they mean the same thing is for the reader to say; these are the places to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.model.article import Span
from briefing.model.figure import Figure
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights
from briefing.synopsis.values import Same, Value, values_of
from briefing.text.terms import stems

NOT_COMPARED = frozenset(("date", "ordinal"))
"""Two passages on one event name many days."""
REACH = 45
"""Characters on each side of a figure in which the words for what it measures are looked for."""
LEAST_COMMON = 2
"""Telling words around two figures that are the same, where neither says what it measures."""


def differing(row: Sequence[ComparedPassage], stem_weights: StemWeights, same: Same) -> frozenset[Figure]:
    """Return the figures of a row that another article contradicts.

    Two figures of different articles do where they have kind and unit in common, speak of the same
    thing by their words, and neither article gives the value of the other in this row.
    """
    held = [(one, figure) for one in row for figure in one.figures if figure.kind not in NOT_COMPARED]
    values = values_of([figure for _, figure in held], same)
    alike: dict[tuple[str, str | None], list[_Entry]] = defaultdict(list)
    for (one, figure), value in zip(held, values, strict=True):
        alike[figure.kind, figure.unit].append(_Entry(figure, value, _near(one, figure), _subject(figure)))
    return frozenset(figure for entries in alike.values() for figure in _contradicted(entries, stem_weights))


@dataclass(frozen=True, slots=True)
class _Entry:
    figure: Figure
    value: Value
    near: frozenset[str]
    subject: frozenset[str]


def _contradicted(entries: Sequence[_Entry], stem_weights: StemWeights) -> Iterator[Figure]:
    """Yield those of some figures of one kind and unit that another of them contradicts."""
    found: set[int] = set()
    for (number, one), (place, other) in combinations(enumerate(entries), 2):
        if (
            not {number, place} <= found
            and one.figure.article not in other.value.articles
            and other.figure.article not in one.value.articles
            and _comparable(one, other, stem_weights)
        ):
            found |= {number, place}
    for number in sorted(found):
        yield entries[number].figure


def _comparable(one: _Entry, other: _Entry, stem_weights: StemWeights) -> bool:
    """Whether the words about two figures let them measure the same thing."""
    if one.subject or other.subject:
        common = (one.subject & other.near) | (other.subject & one.near)
        return any(not stem_weights.general(stem) for stem in common)
    return sum(not stem_weights.general(stem) for stem in one.near & other.near) >= LEAST_COMMON


def _near(one: ComparedPassage, figure: Figure) -> frozenset[str]:
    """The words around a figure, in its sentence; farther off stands what other figures measure."""
    sentence = one.sentence_of(figure.start)
    start, end = max(sentence.start, figure.start - REACH), min(sentence.end, figure.end + REACH)
    return one.stems_in(Span(start, end))


def _subject(figure: Figure) -> frozenset[str]:
    """The words for what a figure measures, without its unit, which both have in common anyway."""
    return frozenset(stems(figure.of or "")) - frozenset(stems(figure.unit or ""))
