"""Records as JSON Lines: one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.export.document import Records
from briefing.export.safe_values import safe_json


def pieces(records: Records) -> Iterator[bytes]:
    """Yield `records` line by line, each line ended by `\n`."""
    for row in records.rows:
        yield f"{safe_json(row)}\n".encode()
