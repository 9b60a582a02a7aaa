"""Figures that differ: two sources give different values for the same thing.

Whether they mean the same thing is for the reader to say; these are the places to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Span
from briefing.model.figure import Figure
from briefing.synopsis.wording import Telling, Worded
from briefing.text.terms import stems

NOT_COMPARED = frozenset(("date", "ordinal"))
"""Two passages on one affair name many days."""
REACH = 45
"""Characters on each side of a figure in which the words for what it measures are looked for."""
LEAST_COMMON = 2
"""Telling words around two figures that are the same, where neither says what it measures."""

Same = Callable[[Figure, Figure], bool]


def differing(row: Sequence[Worded], telling: Telling, same: Same) -> frozenset[Figure]:
    """Return the figures of a row that another article contradicts.

    Two figures of different articles do where they have kind and unit in common, speak of the same
    thing by their words, and neither article gives the value of the other in this row.
    """
    found: set[Figure] = set()
    entries = [(one, f) for one in row for f in one.figures if f.kind not in NOT_COMPARED]
    for number, (one, figure) in enumerate(entries):
        for other_one, other in entries[number + 1 :]:
            if (
                figure.article != other.article
                and (figure.kind, figure.unit) == (other.kind, other.unit)
                and not _given(figure, other.article, entries, same)
                and not _given(other, figure.article, entries, same)
                and _comparable(one, figure, other_one, other, telling)
            ):
                found |= {figure, other}
    return frozenset(found)


def _given(figure: Figure, article: str, entries: Sequence[tuple[Worded, Figure]], same: Same) -> bool:
    """Whether an article gives the value of a figure anywhere in the row."""
    return any(other.article == article and same(figure, other) for _, other in entries)


def _comparable(one: Worded, figure: Figure, other_one: Worded, other: Figure, telling: Telling) -> bool:
    """Whether the words about two figures let them measure the same thing."""
    mine, theirs = _near(one, figure), _near(other_one, other)
    subject, other_subject = _subject(figure), _subject(other)
    if subject or other_subject:
        common = (subject & theirs) | (other_subject & mine)
        return any(not telling.general(stem) for stem in common)
    return sum(not telling.general(stem) for stem in mine & theirs) >= LEAST_COMMON


def _near(one: Worded, figure: Figure) -> frozenset[str]:
    """The words around a figure, in its sentence; farther off stands what other figures measure."""
    sentence = one.sentence_of(figure.start)
    start, end = max(sentence.start, figure.start - REACH), min(sentence.end, figure.end + REACH)
    return one.stems_in(Span(start, end))


def _subject(figure: Figure) -> frozenset[str]:
    """The words for what a figure measures, without its unit, which both have in common anyway."""
    return frozenset(stems(figure.of or "")) - frozenset(stems(figure.unit or ""))
