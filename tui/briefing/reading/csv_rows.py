"""The rows of a CSV text, as large as a file may be."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from briefing.errors import ReadError

_LONGEST_CELL = 50_000_000
"""As large as a file may be: an article is longer than the standard library expects of a cell."""


def csv_rows(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the cells of each row, of an empty line none; ReadError where no next row can be told."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:
        raise ReadError(f"damaged: no row can be told from line {rows.line_num} on") from error
