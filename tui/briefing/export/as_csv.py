"""Excerpts as CSV: RFC 4180, one row an excerpt, for spreadsheets and scripts.

Text cells are always quoted and numbers never, so that a reader can tell the text "5" from the
number 5. Without a byte-order mark: programs that read plain UTF-8 would take it for a part of the
first column's name, and spreadsheets let a person choose UTF-8 when they import.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from briefing.export.citations import Sources
from briefing.export.numbers_out import plain
from briefing.model.excerpt import Excerpt
from briefing.text.clean import clean

COLUMNS = (
    "article", "title", "source", "author", "published", "url", "passage", "start", "end", "text", "context",
    "label", "value", "low", "high", "unit", "normal", "colour", "note", "tags", "mark", "created",
)  # fmt: skip
"""The fields of `Excerpt.to_dict`, the readable ones first."""

_FORMULA = re.compile('[\t\r\n\x00]|[\\s"\x00\ufeff\u200b]{0,8}[=+\\-@＝＋－＠]')
"""What makes a spreadsheet run a cell: a formula's first character, in ASCII or full width, also
behind blanks and quotes that a careless import strips (OWASP ASVS 1.2.10, CWE-1236)."""


def safe_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula: a leading ' where it would.

    Control characters become visible symbols, and line ends `\\n`.
    """
    return ("'" if _FORMULA.match(text) else "") + clean(text)


def pieces(excerpts: Iterable[Excerpt], title: str, sources: Sources) -> Iterator[str]:  # noqa: ARG001 (a table has neither)
    """Yield `excerpts` as CSV with a header row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for excerpt in excerpts:
        record = excerpt.to_dict()
        writer.writerow([_cell(record[column]) for column in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return safe_cell("; ".join(str(item) for item in value))
    return safe_cell(str(value))
