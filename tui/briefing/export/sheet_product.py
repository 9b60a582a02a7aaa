"""The briefing sheet as a product: a table for each part, a footnote with quote and source for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from briefing.export.citations import about, credit
from briefing.export.document import (
    Block,
    Document,
    Footnote,
    Heading,
    Inlines,
    Paragraph,
    Records,
    Reference,
    Table,
    TableRow,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.model.excerpt import CITATION_COLUMNS, Citation
from briefing.model.ledger_line import LedgerEntry, QuotedSentence, origin_texts
from briefing.model.sheet_line import Sheet, SheetLine, SheetPart, values_of
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import enclosing_marks

HEADINGS: Mapping[SheetPart, str] = {
    "agreed": "Agreed",
    "disputed": "Disputed",
    "changed": "Changed over time",
    "single": "Only one source says",
    "open": "Open",
}
NOTHING_DISPUTED = "No source was found to contradict another."
"""That nothing is disputed is told: else a sheet would leave open whether that was asked. It names no number,
which would be a claim of the sheet."""
COLUMNS = (
    *("part", "label", "why", "text", *CITATION_COLUMNS),
    *("passage", "start", "end", "sentence", "origin"),
)


@dataclass(frozen=True, slots=True)
class SheetProduct:
    """A briefing sheet."""

    name: ClassVar[ProductName] = "sheet"

    sheet: Sheet
    sentences: Mapping[tuple[str, int], QuotedSentence]
    """By article and the place where a figure begins: of each entry the one it stands in."""
    citations: Mapping[str, Citation]
    """Of each article that is told of, by its id."""
    title: str = ""
    most_single: int | None = None
    """How many lines of what one source alone says the document has; None for all."""

    def document(self) -> Document:
        """A part for each that has lines, and one that says so where nothing is disputed.

        What is counted stands in headings: no source says it.
        """
        return Document(self.title, "Briefing sheet", self._blocks(), layout="tables")

    def records(self) -> Records:
        """A row for each place where a value is told, also of what the document leaves out."""
        return Records(COLUMNS, self._records())

    def _blocks(self) -> Iterator[Block]:
        notes = _Notes(self.sentences, self.citations)
        for part, every in self.sheet.parts.items():
            lines = every[: self.most_single] if part == "single" else every
            if part == "disputed" and self._nothing_differs():
                yield Heading(HEADINGS[part])
                yield Paragraph((Text(NOTHING_DISPUTED),))
            if not lines:
                continue
            whole = len(lines) == len(every)
            told = "" if whole else f": {len(lines):,} of {len(every):,}, the weightiest first"
            yield Heading(f"{HEADINGS[part]}{told}")
            for why, some in groupby(lines, key=lambda one: one.why):
                if why:
                    yield Heading(why[0].upper() + why[1:], 3)
                yield Table(((Text("Value and source"),),), [_row(one, notes) for one in some])
        yield from notes.footnotes

    def _nothing_differs(self) -> bool:
        """Whether no line is disputed, also of those of which no text tells why."""
        return not any(one.line.verdict == "differ" for one in (*self.sheet.disputed, *self.sheet.open))

    def _records(self) -> Iterator[dict[str, object]]:
        for part, lines in self.sheet.parts.items():
            for one in lines:
                for entry in one.line.entries:
                    citation = self.citations[entry.article]
                    yield {
                        "part": part,
                        "label": one.line.label,
                        "why": one.why,
                        "text": entry.text,
                        **citation.to_dict(),
                        "passage": entry.passage,
                        "start": entry.start,
                        "end": entry.end,
                        "sentence": self.sentences[entry.article, entry.start].text,
                        "origin": entry.origin and entry.origin.who,
                    }


class _Notes:
    """The footnotes of a sheet, one for each sentence that is quoted, numbered as they are first met."""

    def __init__(
        self, sentences: Mapping[tuple[str, int], QuotedSentence], citations: Mapping[str, Citation]
    ) -> None:
        self._sentences = sentences
        self._citations = citations
        self._references: dict[tuple[str, int], Reference] = {}
        self.footnotes: list[Footnote] = []

    def reference(self, entry: LedgerEntry) -> Reference:
        """Who says it, with the number of the footnote that quotes the sentence."""
        sentence, citation = self._sentences[entry.article, entry.start], self._citations[entry.article]
        place = entry.article, sentence.start
        if place not in self._references:
            number = len(self.footnotes) + 1
            self._references[place] = Reference(credit(citation), number)
            opening, closing = enclosing_marks(sentence.text)
            quote = Text(f"{opening}{sentence.text}{closing} ")
            self.footnotes.append(Footnote(number, (quote, *about(citation))))
        return self._references[place]


def _row(one: SheetLine, notes: _Notes) -> TableRow:
    return TableRow(one.line.label, (tuple(_values(one, notes)),))


def _values(one: SheetLine, notes: _Notes) -> Iterator[Inlines]:
    """Each value with those who give it."""
    for text, entries in values_of(one.line).items():
        givers = (inline for entry in entries for inline in (Text("; "), *_giver(entry, notes)))
        # In quotation marks: they are words of a source, and may be looked for there as such.
        opening, closing = enclosing_marks(text)
        yield (Text(f"{opening}{text}{closing}"), Text(" — "), *tuple(givers)[1:])


def _giver(entry: LedgerEntry, notes: _Notes) -> Inlines:
    """Who says it, and after whom."""
    told = origin_texts([entry])
    return (notes.reference(entry), *(Text(f", quoting {clean_line(one)}") for one in told))
