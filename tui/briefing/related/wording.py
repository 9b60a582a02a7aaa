"""A passage taken apart, with places: what reasons and underlined words are made of.

A figure becomes a term of its own, made of unit and value, so that "$330 million" and "330 million
dollars" meet; dates and small counts do not, as too many passages share them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from briefing.model.article import Passage, Span
from briefing.model.figure import Figure
from briefing.related.families import family
from briefing.text.terms import terms

TELLING_KINDS = frozenset({"money", "percent", "quantity", "count", "duration", "ratio"})
LEAST_COUNT = 5
"""Counts, durations and ratios below this ("two leaders", "one year") are shared by accident."""
FIGURE_MARK = "#"
"""Begins a term that stands for a figure; no word contains it."""
_JOINTS = frozenset({" ", "-", "‐", "‑", "\xa0", "'s ", "’s "})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage can be compared by, with places: made when it is asked for."""

    text: str
    """Of the article."""
    start: int
    end: int
    """Where the passage stands."""
    ordered: list[tuple[Span, str]]
    """Place and family of each word, in order."""
    stems: dict[str, tuple[str, ...]]
    """Family to the stems of its words, in order."""
    shown: dict[str, str]
    """Family to the first of its words, as written."""
    pairs: dict[tuple[str, str], tuple[int, int, int]]
    """Neighbouring families to the start of the first word, and start and end of the second."""
    figures: dict[str, tuple[int, int]]
    """Figure term to its place."""

    def spans(self, shared: Collection[str], figures: Sequence[str]) -> tuple[Span, ...]:
        """Return where these families and figures stand, sorted; what touches is one span."""
        found = [span for span, name in self.ordered if name in shared]
        if not figures:
            return tuple(found)
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


def wording(text: str, passage: Passage, figures: Iterable[Figure]) -> Wording:
    """Return what `passage` can be compared by; `text` is its article's, `figures` stand in it."""
    ordered: list[tuple[Span, str]] = []
    stems: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    pairs: dict[tuple[str, str], tuple[int, int, int]] = {}
    last_start, last_end, last_name = passage.start, passage.start, ""
    for start, end, stemmed in terms(text, passage.start, passage.end):
        name = family(stemmed)
        known = stems.get(name)
        if known is None:
            stems[name] = (stemmed,)
            shown[name] = text[start:end]
        elif stemmed not in known:
            stems[name] = (*known, stemmed)
        if ordered and text[last_end:start] in _JOINTS and (last_name, name) not in pairs:
            pairs[last_name, name] = (last_start, start, end)
        ordered.append((Span(start, end), name))
        last_start, last_end, last_name = start, end, name
    return Wording(text, passage.start, passage.end, ordered, stems, shown, pairs, telling_figures(figures))


def telling_figures(figures: Iterable[Figure]) -> dict[str, tuple[int, int]]:
    """Return the terms that figures become, each with the place of the last figure that is it."""
    keyed = ((figure_key(figure), figure) for figure in figures)
    return {key: (figure.start, figure.end) for key, figure in keyed if key}


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
