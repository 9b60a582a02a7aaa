"""Quotes as a product: by speaker, what several sources have with the words in which they differ, and their
records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from briefing.export.citations import Sources
from briefing.export.document import (
    Block,
    BulletList,
    Deleted,
    Document,
    Heading,
    Inline,
    Inserted,
    ListItem,
    Records,
    Remark,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.model.excerpt import CITATION_COLUMNS, Citation
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.text.quotation_marks import enclosing_marks
from briefing.text.word_difference import WordingPart, difference_beside

COLUMNS = (
    *("name", "group", *CITATION_COLUMNS, "passage", "start", "end", "text"),
    *("speaker", "who", "certainty", "cue", "direct", "in_part", "words_gone", "words_new", "retold_by"),
)
NOBODY = "Nobody named"
_PART: Mapping[str, Callable[[str], Inline]] = {"same": Text, "gone": Deleted, "new": Inserted}


@dataclass(frozen=True, slots=True)
class QuotesProduct:
    """Rows of quotes."""

    name: ClassVar[ProductName] = "quotes"

    rows: Sequence[QuoteRow]
    """Those of one speaker behind each other."""
    citations: Mapping[str, Citation]
    """Of each article that is quoted, by its id."""
    title: str = ""

    def document(self) -> Document:
        """A part for each speaker, in it a list for each quote that several sources have, and one of the
        others."""
        return Document(self.title, "Quotes", self._blocks(Sources()), layout="lists")

    def records(self) -> Records:
        """A row for each quote with its source; those that are one have one number as `group`."""
        return Records(COLUMNS, self._records())

    def _blocks(self, sources: Sources) -> Iterator[Block]:
        for speaker, some in groupby(self.rows, key=lambda row: row.speaker):
            yield Heading(speaker or NOBODY)
            rows = list(some)
            for row in rows:
                if row.is_shared:
                    yield Heading(f"Quoted by {len(row.articles):,} sources", 3)
                    yield BulletList(self._items(row, sources))
            alone = [row for row in rows if not row.is_shared]
            if alone and len(alone) < len(rows):
                yield Heading("Quoted by one source", 3)
            if alone:
                yield BulletList(item for row in alone for item in self._items(row, sources))
        yield from sources.footnotes()

    def _items(self, row: QuoteRow, sources: Sources) -> Iterator[ListItem]:
        for place, quote in enumerate(row.quotes):
            content = (*_told(quote), *_differs(row, place))
            yield ListItem("", content, sources.reference(self.citations[quote.article]))
        for quote, kind in row.retold:
            told = (*_told(quote), Text(" "), Remark(f"({kind})"))
            yield ListItem("", told, sources.reference(self.citations[quote.article]))

    def _records(self) -> Iterator[dict[str, object]]:
        group = 0
        for row in self.rows:
            group += row.is_shared
            for place, quote in enumerate(row.quotes):
                in_part, parts = difference_beside(row.wordings[0], row.wordings[place])
                yield {
                    **self._record(quote),
                    "name": row.speaker,
                    "group": group if row.is_shared else None,
                    "in_part": in_part,
                    "words_gone": _words(parts, "gone"),
                    "words_new": _words(parts, "new"),
                    "retold_by": [f"{one.article}:{one.passage} {kind}" for one, kind in row.retold]
                    if place == 0
                    else [],
                }

    def _record(self, quote: AttributedQuote) -> dict[str, object]:
        citation = self.citations[quote.article]
        return {
            **citation.to_dict(),
            "passage": quote.passage,
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "speaker": quote.speaker,
            "who": quote.who,
            "certainty": quote.certainty,
            "cue": quote.cue,
            "direct": quote.direct,
        }


def _told(quote: AttributedQuote) -> Iterator[Inline]:
    """What is said in quotation marks, behind the verb that it needs."""
    if quote.leading_cue is not None:
        yield Text(f"{quote.leading_cue} ")
    opening, closing = enclosing_marks(quote.text)
    yield Text(opening + quote.text + closing)


def _differs(row: QuoteRow, place: int) -> Iterator[Inline]:
    """In which words a quote differs from the fullest of its row; nothing for that one itself."""
    in_part, parts = difference_beside(row.wordings[0], row.wordings[place])
    if in_part:
        yield Text(" ")
        yield Remark("(in part)")
    if any(part.kind != "same" for part in parts):
        yield Text(" ")
        yield Remark("beside the fullest:")
        for part in parts:
            yield Text(" ")
            yield _PART[part.kind](part.text)


def _words(parts: Sequence[WordingPart], kind: str) -> list[str]:
    return [part.text for part in parts if part.kind == kind]
