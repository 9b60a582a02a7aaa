"""A synopsis: what each source says of a topic, passages that correspond side by side.

One row for each group of corresponding passages, one column for each article; an empty cell where
that article is silent. The value holds the texts themselves, so that whoever shows or writes it
needs nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from briefing.model.article import Ref, Span
from briefing.model.excerpt import Citation
from briefing.model.figure import FigureKind

MANY_ARTICLES = 12
"""With more articles than this a table is shown in brief first."""
BEST_ROWS = 25
"""Rows that it has then."""


@dataclass(frozen=True, slots=True)
class SynopsisFigure:
    """A figure inside a passage of a synopsis."""

    start: int
    end: int
    """Offsets into the article's text."""
    text: str
    kind: FigureKind
    normal: str
    """Its normal form in words: `USD 11,150,000,000`."""
    differs: bool
    """True where another source of the row gives another value for the same thing."""
    key: bool = True
    """Whether a reader would quote it."""
    changed: bool = False
    """True where sources of other days give other values, which it changed to or from."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "normal": self.normal,
            "differs": self.differs,
            "changed": self.changed,
        }


@dataclass(frozen=True, slots=True)
class SynopsisPassage:
    """One passage in a cell."""

    article: str
    passage: int
    start: int
    """Offset of `text` in the article's text."""
    text: str
    """The whole passage."""
    key_sentence: Span
    """The sentence that tells what the row is about, as offsets into the article's text."""
    figures: tuple[SynopsisFigure, ...] = ()
    """In text order."""
    same_as: str | None = None
    """An article further left that says this in nearly the same words; the two are one witness."""
    same_words: bool = True
    """Whether in the very same words."""

    @property
    def copy_of(self) -> str:
        """What a copy is, in words; empty for what is none."""
        return "" if self.same_as is None else "same text" if self.same_words else "nearly the same text"

    @property
    def ref(self) -> Ref:
        return Ref(self.article, self.passage)

    @property
    def end(self) -> int:
        """End of `text` in the article's text."""
        return self.start + len(self.text)

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "telling": self.key_sentence.to_dict(),
            "same_as": self.same_as,
            "figures": [figure.to_dict() for figure in self.figures],
        }


Cell = tuple[SynopsisPassage, ...]
"""What one article says in a row, in reading order; empty where it is silent."""


@dataclass(frozen=True, slots=True)
class SynopsisRow:
    """Passages that correspond."""

    label: str
    """Why they belong together: words or figures they share; for one source alone, what it is about."""
    cells: tuple[Cell, ...]
    """One for each column of the synopsis."""

    @property
    def speaking(self) -> tuple[int, ...]:
        """Numbers of the columns that say something here."""
        return tuple(number for number, cell in enumerate(self.cells) if cell)

    @property
    def voices(self) -> int:
        """How many articles say something of their own here: copies are one witness with what they copy."""
        return len({one.article for cell in self.cells for one in cell if one.same_as is None})

    @property
    def alone(self) -> bool:
        """True where a single article speaks."""
        return len({one.article for cell in self.cells for one in cell}) < 2

    @property
    def differs(self) -> bool:
        """True where two sources give different values for the same thing."""
        return any(figure.differs for cell in self.cells for one in cell for figure in one.figures)

    @property
    def changed(self) -> bool:
        """True where nothing differs, but values of several days follow each other."""
        figures = (figure for cell in self.cells for one in cell for figure in one.figures)
        return not self.differs and any(figure.changed for figure in figures)

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "differs": self.differs,
            "changed": self.changed,
            "cells": [[one.to_dict() for one in cell] for cell in self.cells],
        }


@dataclass(frozen=True, slots=True)
class Synopsis:
    """The table of one topic."""

    title: str
    """The topic's label."""
    columns: tuple[Citation, ...]
    """The articles that speak of the topic, in the order of their names."""
    rows: tuple[SynopsisRow, ...]
    """Rows of several sources in reading order, then those of one source alone."""
    left_out: int = 0
    """Passages of the topic, the least distinctive ones, that were too many for a table."""

    @property
    def shared(self) -> int:
        """How many rows have several sources; they stand before the others."""
        return sum(not row.alone for row in self.rows)

    def brief(self) -> Synopsis:
        """Return what is read first: all of a table of a few articles, the best rows of one of many.

        The best are those in which most articles speak for themselves; two voices go before one that is
        copied, and each kind stays in reading order. Rows of one source alone are left out.
        """
        if len(self.columns) <= MANY_ARTICLES:
            return self
        shared = [(row.voices, number) for number, row in enumerate(self.rows) if not row.alone]
        best = sorted(shared, key=lambda one: (-one[0], one[1]))[:BEST_ROWS]
        order = [number for _, number in sorted(best, key=lambda one: (one[0] < 2, one[1]))]
        return replace(self, rows=tuple(self.rows[number] for number in order))

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.title,
            "columns": [
                {
                    "article": one.article,
                    "title": one.title,
                    "source": one.source,
                    "author": one.author,
                    "published": one.published,
                    "url": one.url,
                }
                for one in self.columns
            ],
            "rows": [row.to_dict() for row in self.rows],
            "left_out": self.left_out,
        }
