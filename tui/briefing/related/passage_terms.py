"""A passage taken apart, with places: what reasons and underlined words are made of.

A figure becomes a term of its own, made of unit and value, so that "$330 million" and "330 million
dollars" meet; dates and small counts do not, as too many passages share them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from briefing.model.article import Span
from briefing.model.figure import Figure
from briefing.text.synonyms import synonym_head
from briefing.text.terms import Term

COMPARABLE_KINDS = frozenset({"money", "percent", "quantity", "count", "duration", "ratio"})
LEAST_COUNT = 5
"""Counts, durations and ratios below this ("two leaders", "one year") are shared by accident."""
FIGURE_MARK = "#"
"""Begins a term that stands for a figure; no word contains it."""
_JOINTS = frozenset({" ", "-", "‐", "‑", "\xa0", "'s ", "’s "})


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """What a passage can be compared by, with places: N words in order, as `Term` has them."""

    text: str
    """Of the article."""
    names: tuple[str, ...]
    """(N,) the synonym group of each word."""
    stems: tuple[str, ...]
    """(N,) the stem of each word."""
    places: tuple[Span, ...]
    """(N,) where each word stands."""
    joins: bytes
    """(N,) 1 for a word that only a space or a hyphen parts from the word before it."""
    first: dict[str, int]
    """Synonym group to the first of its words, in that order."""
    figures: dict[str, tuple[int, int]]
    """Figure term to its place."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the synonym groups that stand beside each other, as they do."""
        return frozenset(compress(pairwise(self.names), self.joins[1:]))

    def shown(self, name: str) -> str:
        """Return the first word of a synonym group that is there, as written."""
        place = self.places[self.first[name]]
        return self.text[place.start : place.end]

    def spans(self, shared: Container[str], figures: Sequence[str]) -> tuple[Span, ...]:
        """Return where these synonym groups and figures stand, sorted; what touches is one span."""
        found = tuple(compress(self.places, map(shared.__contains__, self.names)))
        if not figures:
            return found
        places = [(span.start, span.end) for span in found]
        places.extend(self.figures[key] for key in figures)
        return tuple(Span(start, end) for start, end in _merged(sorted(places)))


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def passage_terms(text: str, found: Sequence[Term], figures: Iterable[Figure]) -> PassageTerms:
    """Return what a passage can be compared by: its terms and figures; `text` is its article's."""
    joins = bytearray()
    first: dict[str, int] = {}
    names: list[str] = []
    last_end = 0
    for at, (start, end, stemmed) in enumerate(found):
        name = synonym_head(stemmed)
        first.setdefault(name, at)
        joins.append(text[last_end:start] in _JOINTS)
        names.append(name)
        last_end = end
    if joins:
        joins[0] = 0
    return PassageTerms(
        text,
        tuple(names),
        tuple(term.stem for term in found),
        tuple(Span(term.start, term.end) for term in found),
        bytes(joins),
        first,
        comparable_figures(figures),
    )


def comparable_figures(figures: Iterable[Figure]) -> dict[str, tuple[int, int]]:
    """Return the terms that figures become, each with the place of the last figure that is it."""
    keyed = ((figure_key(figure), figure) for figure in figures)
    return {key: (figure.start, figure.end) for key, figure in keyed if key}


def figure_key(figure: Figure) -> str:
    """Return the term a figure becomes, or "" for one that carries no meaning when shared."""
    if figure.kind not in COMPARABLE_KINDS:
        return ""
    ends = (figure.low, figure.high) if figure.value is None else (figure.value,)
    numbers = [float(end) for end in ends if end is not None]
    if len(numbers) < len(ends):
        return ""
    if figure.kind in {"count", "duration", "ratio"} and max(map(abs, numbers)) < LEAST_COUNT:
        return ""
    return f"{FIGURE_MARK}{figure.unit}:{'-'.join(map(repr, numbers))}"
