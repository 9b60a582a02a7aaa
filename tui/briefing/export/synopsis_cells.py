"""What the readable formats show in a cell of a synopsis, whatever their syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.synopsis import Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow

SHORT = 240
"""A passage of so many characters is shown whole, of a longer one the telling sentence."""
DIFFERS = "≠"
"""Stands where two sources give different values."""
ALONE = "One source alone"
"""Heading of what a single source says."""


class Piece(NamedTuple):
    """A stretch of a passage: plain text, or one of its figures."""

    text: str
    figure: SynopsisFigure | None = None


def shown(one: SynopsisPassage) -> Span:
    """Return the part of a passage that a table shows, as offsets into the article's text."""
    return Span(one.start, one.end) if len(one.text) <= SHORT else one.telling


def pieces(one: SynopsisPassage, span: Span) -> Iterator[Piece]:
    """Yield `span` of a passage cut at its figures, with an ellipsis where the passage goes on."""
    if span.start > one.start:
        yield Piece("… ")
    at = span.start
    for figure in one.figures:
        if at <= figure.start and figure.end <= span.end:
            yield Piece(one.text[at - one.start : figure.start - one.start])
            yield Piece(figure.text, figure)
            at = figure.end
    yield Piece(one.text[at - one.start : span.end - one.start])
    if span.end < one.end:
        yield Piece(" …")


def numbered_columns(synopses: Sequence[Synopsis]) -> dict[str, tuple[int, Citation]]:
    """Return number and citation of every article, in the order of the columns of all tables."""
    found: dict[str, tuple[int, Citation]] = {}
    for synopsis in synopses:
        for column in synopsis.columns:
            found.setdefault(column.article, (len(found) + 1, column))
    return found


def only_passages(row: SynopsisRow) -> Iterator[SynopsisPassage]:
    """Yield the passages of a row, from the left."""
    for cell in row.cells:
        yield from cell
