"""The ledger as a product: its lines by verdict with the sentences that prove them, and their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from briefing.export.citations import Sources
from briefing.export.document import (
    Block,
    BulletList,
    Document,
    FigureInText,
    Heading,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    PartLink,
    Records,
    Remark,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.export.safe_values import plain_number
from briefing.model.excerpt import CITATION_COLUMNS, Citation
from briefing.model.ledger_line import LedgerEntry, LedgerLine, QuotedSentence, Verdict
from briefing.model.timeline_row import DatedStatement
from briefing.text.quotation_marks import enclosing_marks

LinePart: TypeAlias = Verdict | Literal["changed"]
PARTS: Mapping[LinePart, tuple[str, str]] = {
    "differ": ("Differ", "differ"),
    "changed": ("Changed over time", "changed-over-time"),
    "agree": ("Agree", "agree"),
    "single": ("One source alone", "one-source-alone"),
}
"""Heading and anchor of the lines of a part, in the order of the document."""
COLUMNS = (
    *("id", "label", "kind", "unit", "verdict", "reason", "topic", "confidence", "voices"),
    *CITATION_COLUMNS,
    *("passage", "start", "end", "text"),
    *("value", "low", "high", "range", "copy_of", "sentence", "origin", "course"),
)
BY_HAND = ("set_by_hand", "note")
"""Columns that there are only where a line was corrected by hand."""


@dataclass(frozen=True, slots=True)
class LedgerProduct:
    """Lines of a ledger."""

    name: ClassVar[ProductName] = "ledger"

    lines: Sequence[LedgerLine]
    sentences: Mapping[tuple[str, int], QuotedSentence]
    """By article and the place where a figure begins: of each entry the one it stands in."""
    citations: Mapping[str, Citation]
    """Of each article that is told of, by its id."""
    title: str = ""

    def document(self) -> Document:
        """A part for each verdict and for what changed over time, in it a list for each line: its figures in
        their sentences."""
        return Document(self.title, "Ledger", self._blocks(Sources()), layout="lists")

    def records(self) -> Records:
        """A row for each entry, with its line and its source; where a line was corrected by hand, also with
        what was done and noted."""
        columns = COLUMNS if all(line.corrected is None for line in self.lines) else COLUMNS + BY_HAND
        rows = map(self._record, _entries(self.lines))
        return Records(columns, ({name: row[name] for name in columns} for row in rows))

    def _blocks(self, sources: Sources) -> Iterator[Block]:
        found = {part: [line for line in self.lines if _part_of(line) == part] for part in PARTS}
        parts = [PARTS[part] for part, lines in found.items() if lines]
        if len(parts) > 1:
            links = (inline for part in parts for inline in (Text(" · "), PartLink(*part)))
            yield Paragraph(tuple(links)[1:])
        for part, lines in found.items():
            if not lines:
                continue
            heading, anchor = PARTS[part]
            yield Heading(heading, 2, anchor)
            for line in lines:
                # What is counted here stands in a heading: the sources say nothing of it.
                told = "" if part == "single" else f": {line.verdict_words}"
                if part == "single" and line.corrected is not None:
                    told = f": {line.corrected.words}"
                course = f" ({line.course_words})" if part == "changed" else ""
                yield Heading(f"{line.label}{told}{course}", 3)
                if line.corrected is not None and line.corrected.note:
                    yield Note(line.corrected.note)
                yield BulletList(self._item(entry, sources) for entry in line.entries)
        yield from sources.footnotes()

    def _item(self, entry: LedgerEntry, sources: Sources) -> ListItem:
        content = quoted_entry(entry, self.sentences[entry.article, entry.start])
        copied = (Text(" "), Remark("(copy)")) if entry.copy_of is not None else ()
        return ListItem("", (*content, *copied), sources.reference(self.citations[entry.article]))

    def _record(self, told: tuple[LedgerLine, LedgerEntry]) -> dict[str, object]:
        line, entry = told
        citation = self.citations[entry.article]
        return {
            "id": line.id,
            "label": line.label,
            "kind": line.kind,
            "unit": line.unit,
            "verdict": line.verdict,
            "reason": line.reason,
            "topic": line.topic,
            "confidence": line.confidence,
            "voices": line.voices,
            **citation.to_dict(),
            "passage": entry.passage,
            "start": entry.start,
            "end": entry.end,
            "text": entry.text,
            "value": entry.value,
            "low": entry.low,
            "high": entry.high,
            "range": _ends(entry),
            "copy_of": entry.copy_of,
            "sentence": self.sentences[entry.article, entry.start].text,
            "origin": entry.origin and entry.origin.who,
            "course": line.course_words or None,
            "set_by_hand": list(line.corrected.kinds) if line.corrected is not None else [],
            "note": line.corrected.note if line.corrected is not None else "",
        }


def _part_of(line: LedgerLine) -> LinePart:
    return "changed" if line.course else line.verdict


def _entries(lines: Iterable[LedgerLine]) -> Iterator[tuple[LedgerLine, LedgerEntry]]:
    return ((line, entry) for line in lines for entry in line.entries)


def _ends(entry: LedgerEntry) -> list[object] | None:
    if entry.range is None:
        return None
    return [one if isinstance(one, str) else plain_number(one) for one in entry.range]


# -- in words ------------------------------------------------------------------------------------------


def quoted_entry(entry: LedgerEntry | DatedStatement, sentence: QuotedSentence) -> Inlines:
    """The sentence of an entry in quotation marks, its figure or date told apart."""
    opening, closing = enclosing_marks(sentence.text)
    start, end = entry.start - sentence.start, entry.end - sentence.start
    return (
        Text(opening + sentence.text[:start]),
        FigureInText(sentence.text[start:end]),
        Text(sentence.text[end:] + closing),
    )
