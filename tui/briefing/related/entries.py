"""Passages as the index knows them: their terms with places, their figures.

Turns a passage into countable terms. A figure becomes a term of its own, made of unit and value,
so that "$330 million" and "330 million dollars" meet; dates and small counts do not, as too many
passages share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.article import Article, Passage, Span
from briefing.model.figure import Figure
from briefing.related.families import family
from briefing.related.postings import FIGURE_MARK
from briefing.text.terms import terms

TELLING_KINDS = frozenset({"money", "percent", "quantity", "count", "duration", "ratio"})
LEAST_COUNT = 5
"""Counts, durations and ratios below this ("two leaders", "one year") are shared by accident."""
_JOINTS = frozenset({" ", "-", "‐", "‑", "\xa0", "'s ", "’s "})


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one passage stands, and its telling figures with the terms they become."""

    article: str
    passage: int
    start: int
    end: int
    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage can be compared by, with places: made when it is asked for."""

    text: str
    """Of the article."""
    places: dict[str, list[tuple[int, int, str]]]
    """Family to start, end and stem of each word of it, in order."""
    pairs: dict[tuple[str, str], tuple[int, int, int]]
    """Neighbouring families to the start of the first word, and start and end of the second."""
    figures: dict[str, tuple[int, int]]
    """Figure term to its place."""

    def counts(self) -> Counter[str]:
        """How often each term stands in the passage, figures included."""
        counts = Counter({name: len(found) for name, found in self.places.items()})
        counts.update(self.figures.keys())
        return counts

    def spans(self, shared: Sequence[str], figures: Sequence[str]) -> tuple[Span, ...]:
        """Return where these families and figures stand, sorted; what touches is one span."""
        found = [place[:2] for name in shared for place in self.places[name]]
        found += [self.figures[key] for key in figures]
        found.sort()
        merged: list[tuple[int, int]] = []
        for start, end in found:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(Span(start, end) for start, end in merged)


def entry(article: Article, passage: Passage, figures: Sequence[Figure]) -> Entry:
    """Return the entry of `passage`; `figures` are those of this passage."""
    keyed = [(figure_key(figure), figure) for figure in figures]
    telling = tuple((key, figure) for key, figure in keyed if key)
    return Entry(article.id, passage.number, passage.start, passage.end, telling)


def wording(text: str, one: Entry) -> Wording:
    """Return what the passage of `one` can be compared by; `text` is its article's."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    pairs: dict[tuple[str, str], tuple[int, int, int]] = {}
    before: tuple[int, int, str] | None = None
    for start, end, stemmed in terms(text, one.start, one.end):
        name = family(stemmed)
        places.setdefault(name, []).append((start, end, stemmed))
        if before is not None and text[before[1] : start] in _JOINTS:
            pairs.setdefault((before[2], name), (before[0], start, end))
        before = (start, end, name)
    figures = {key: (figure.start, figure.end) for key, figure in one.figures}
    return Wording(text, places, pairs, figures)


def figure_key(figure: Figure) -> str:
    """Return the term a figure becomes, or "" for one that tells nothing when shared."""
    if figure.kind not in TELLING_KINDS:
        return ""
    ends = (figure.low, figure.high) if figure.value is None else (figure.value,)
    numbers = [float(end) for end in ends if end is not None]
    if len(numbers) < len(ends):
        return ""
    if figure.kind in {"count", "duration", "ratio"} and max(map(abs, numbers)) < LEAST_COUNT:
        return ""
    return f"{FIGURE_MARK}{figure.unit}:{'-'.join(map(repr, numbers))}"
