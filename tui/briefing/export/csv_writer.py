"""Records as CSV: RFC 4180, for spreadsheets and scripts.

Text cells are always quoted and numbers never, so that a reader can tell the text "5" from the
number 5. Without a byte-order mark: programs that read plain UTF-8 would take it for a part of the
first column's name, and spreadsheets let a person choose UTF-8 when they import.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from briefing.export.document import Records
from briefing.export.safe_values import plain_number, safe_cell
from briefing.text.quoted_lists import quoted


def pieces(records: Records) -> Iterator[bytes]:
    """Yield `records` with a header row, row by row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(map(safe_cell, records.columns))
    yield _taken(buffer)
    for row in records.rows:
        writer.writerow([_cell(row[column]) for column in records.columns])
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    """What is in `buffer`, which is empty afterwards."""
    data = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return data


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return plain_number(value)
    if isinstance(value, (list, tuple)):
        return safe_cell("; ".join(quoted(str(item), ";") for item in value))
    return safe_cell(str(value))
