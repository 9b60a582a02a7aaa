"""Passages as the index knows them: their terms with places, their figures.

Turns a passage into countable terms. A figure becomes a term of its own, made of unit and value,
so that "$330 million" and "330 million dollars" meet; dates and small counts do not, as too many
passages share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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
    ordered: list[tuple[int, int, str]]
    """Start, end and family of each word, in order."""
    places: dict[str, list[tuple[int, int, str]]]
    """Family to start, end and stem of each word of it, in order."""
    shown: dict[str, tuple[str, str]]
    """Family to the first of its words, as written, and its stem."""
    pairs: dict[tuple[str, str], tuple[int, int, int]]
    """Neighbouring families to the start of the first word, and start and end of the second."""
    figures: dict[str, tuple[int, int]]
    """Figure term to its place."""

    def counts(self) -> Counter[str]:
        """How often each term stands in the passage, figures included."""
        counts = Counter({name: len(found) for name, found in self.places.items()})
        counts.update(self.figures.keys())
        return counts

    def spans(self, shared: Collection[str], figures: Sequence[str]) -> tuple[Span, ...]:
        """Return where these families and figures stand, sorted; what touches is one span."""
        found = [(start, end) for start, end, name in self.ordered if name in shared]
        if figures:
            found = _merged(sorted([*found, *(self.figures[key] for key in figures)]))
        return tuple(Span(start, end) for start, end in found)


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def entry(article: Article, passage: Passage, figures: Sequence[Figure]) -> Entry:
    """Return the entry of `passage`; `figures` are those of this passage."""
    keyed = [(figure_key(figure), figure) for figure in figures]
    telling = tuple((key, figure) for key, figure in keyed if key)
    return Entry(article.id, passage.number, passage.start, passage.end, telling)


def wording(text: str, one: Entry) -> Wording:
    """Return what the passage of `one` can be compared by; `text` is its article's."""
    ordered: list[tuple[int, int, str]] = []
    places: dict[str, list[tuple[int, int, str]]] = {}
    pairs: dict[tuple[str, str], tuple[int, int, int]] = {}
    for start, end, stemmed in terms(text, one.start, one.end):
        name = family(stemmed)
        places.setdefault(name, []).append((start, end, stemmed))
        if ordered and text[ordered[-1][1] : start] in _JOINTS:
            pairs.setdefault((ordered[-1][2], name), (ordered[-1][0], start, end))
        ordered.append((start, end, name))
    shown = {name: (text[found[0][0] : found[0][1]], found[0][2]) for name, found in places.items()}
    figures = {key: (figure.start, figure.end) for key, figure in one.figures}
    return Wording(text, ordered, places, shown, pairs, figures)


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
