"""Synopses of more articles than a screen has columns for, as the answers of a test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.ui.conftest import Given

from briefing.jobs.requests import Progress
from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.topic import Topic
from briefing.model.topic_synopsis import Cell, Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow

if TYPE_CHECKING:
    from collections.abc import Generator


def made_row(number: int, names: list[str], speaking: list[str]) -> SynopsisRow:
    """A row in which some articles say the same in two sentences; in row 7 the values in them differ."""
    text = f"The first sentence of row {number}. The sum of row {number} was {number} euros."
    start = text.index("The sum")
    figure = SynopsisFigure(len(text) - 8, len(text) - 1, f"{number} euros", "money", f"EUR {number}", True)
    figures = (figure,) if number == 7 else ()

    def cell(name: str) -> Cell:
        return (SynopsisPassage(name, number, 0, text, Span(0, start - 1), figures),)

    return SynopsisRow(f"row {number}", tuple(cell(name) if name in speaking else () for name in names))


class Many(Given):
    """A table of twenty articles: forty rows of two voices and two of one source."""

    def synopsis(self, topic: Topic) -> Generator[Progress, None, Synopsis]:
        """Most of the articles say nothing, and of those nothing else is known."""
        yield Progress(0, 1, topic.label)
        names = [article.id for article in self.session.articles] + [f"gone{number}" for number in range(16)]
        columns = tuple(Citation(name, name, None, None, None, None) for name in names)
        shared = tuple(made_row(number, names, names[:2]) for number in range(40))
        alone = tuple(made_row(number, names, names[2:3]) for number in (60, 61))
        return Synopsis(topic.label, columns, shared + alone)


class OfSources(Many):
    """The same, in which the articles are of three sources."""

    def synopsis(self, topic: Topic) -> Generator[Progress, None, Synopsis]:
        """The first two articles are of two sources."""
        found = yield from super().synopsis(topic)
        heads = [
            replace(one, source=("Gazette", "Wire", "Post")[n % 3]) for n, one in enumerate(found.columns)
        ]
        return replace(found, columns=tuple(heads))
