"""A timeline as a product: its days down a line with the sentences that date them, and their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from briefing.export.citations import Sources
from briefing.export.document import (
    BarPart,
    Block,
    DayBlock,
    DensityChart,
    Document,
    Heading,
    ListItem,
    Records,
    Remark,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.export.ledger_product import quoted_entry
from briefing.model.excerpt import CITATION_COLUMNS, Citation
from briefing.model.ledger_line import QuotedSentence
from briefing.model.timeline_row import DatedStatement, TimelineRow, density_of

COLUMNS = (
    *("from", "to", "precision", "label", "weight", "voices", "looked_back", "ahead"),
    *CITATION_COLUMNS,
    *("passage", "start", "end", "text"),
    *("sentence", "told_ahead", "copy_of"),
)
_STRETCHES = 60
"""Bars of the chart of density."""
AHEAD = "Told only ahead"


@dataclass(frozen=True, slots=True)
class TimelineProduct:
    """Rows of a timeline."""

    name: ClassVar[ProductName] = "timeline"

    rows: Sequence[TimelineRow]
    """In date order."""
    citations: Mapping[str, Citation]
    """Of each article that is told of, by its id."""
    title: str = ""

    def document(self) -> Document:
        """How much is told over time, then a block for each row; what is told only ahead stands apart."""
        return Document(self.title, "Timeline", self._blocks(Sources()), layout="days")

    def records(self) -> Records:
        """A row for each statement, with its days and its source."""
        told = ((row, one) for row in self.rows for one in row.statements)
        return Records(COLUMNS, (self._record(*one) for one in told))

    def _blocks(self, sources: Sources) -> Iterator[Block]:
        density = density_of(self.rows, _STRETCHES)
        if density is not None:
            yield DensityChart(density.heights, density.first, density.last)
        heaviest = max((row.weight for row in self.rows), default=0.0) or 1.0
        for ahead in (False, True):
            some = [row for row in self.rows if row.is_ahead is ahead]
            if ahead and some:
                yield Heading(AHEAD)
            for row in some:
                items = (self._item(one, sources) for one in row.statements)
                bar = self._bar(row, row.weight / heaviest, sources)
                yield DayBlock(row.days_words, row.label, bar, row.facts_words, items)
        yield from sources.footnotes()

    def _bar(self, row: TimelineRow, share: float, sources: Sources) -> tuple[BarPart, ...]:
        """A bar of `share`, each source with the part of the statements that are its own."""
        counts = Counter(one.article for one in row.statements)
        part = share / len(row.statements)
        return tuple(
            BarPart(sources.reference(self.citations[name]).footnote, count * part)
            for name, count in counts.items()
        )

    def _item(self, one: DatedStatement, sources: Sources) -> ListItem:
        content = quoted_entry(one, QuotedSentence(one.sentence, one.sentence_start))
        copied = (Text(" "), Remark("(copy)")) if one.copy_of is not None else ()
        return ListItem("", (*content, *copied), sources.reference(self.citations[one.article]))

    def _record(self, row: TimelineRow, one: DatedStatement) -> dict[str, object]:
        citation = self.citations[one.article]
        return {
            "from": row.first_day,
            "to": row.last_day,
            "precision": row.precision,
            "label": row.label,
            "weight": row.weight,
            "voices": row.voices,
            "looked_back": row.looked_back,
            "ahead": row.is_ahead,
            **citation.to_dict(),
            "passage": one.passage,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "sentence": one.sentence,
            "told_ahead": one.is_ahead,
            "copy_of": one.copy_of,
        }
