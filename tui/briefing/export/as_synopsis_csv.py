"""Synopses as CSV: a row for each row of a table, a column for each source, for spreadsheets.

The cells hold whole passages; those of one source are separated by an empty line. No cell can be
taken for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from briefing.export.as_csv import safe_cell
from briefing.export.citations import credit
from briefing.export.synopsis_cells import numbered_columns
from briefing.model.synopsis import Synopsis

FIRST = ("topic", "row", "differs")
"""Columns before those of the sources."""


def render(synopses: Sequence[Synopsis], title: str) -> bytes:  # noqa: ARG001 (a table has no title)
    """Return `synopses` as one table in UTF-8 CSV; its header names the sources."""
    columns = numbered_columns(synopses)
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    heads = [f"{credit(citation)} [{name}]" for name, (_, citation) in columns.items()]
    writer.writerow([*FIRST, *map(safe_cell, heads)])
    for synopsis in synopses:
        place = {column.article: number for number, column in enumerate(synopsis.columns)}
        for row in synopsis.rows:
            cells = [row.cells[place[name]] if name in place else () for name in columns]
            texts = [safe_cell("\n\n".join(one.text for one in cell)) if cell else "" for cell in cells]
            differs = "yes" if row.differs else ""
            writer.writerow([safe_cell(synopsis.title), safe_cell(row.label), differs, *texts])
    return buffer.getvalue().encode("utf-8")
