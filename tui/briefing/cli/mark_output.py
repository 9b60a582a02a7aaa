"""How the `marks` commands show marks: the same way in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from briefing.cli.cells import cut, shown
from briefing.cli.output import Line, Output, Piece
from briefing.errors import StoreError
from briefing.model.mark import Mark

COLUMNS = (
    "id",
    "article",
    "fingerprint",
    "passage",
    "start",
    "end",
    "text",
    "prefix",
    "suffix",
    "colour",
    "note",
    "tags",
    "created",
    "modified",
)


@contextmanager
def saving() -> Iterator[None]:
    """Let a failure to save say just that: what the store keeps in memory ends with the command."""
    try:
        yield
    except StoreError as error:
        raise StoreError(error.message) from error


def print_marks(out: Output, marks: Sequence[Mark]) -> None:
    """Print marks as they are stored."""
    print_records(out, [mark.to_dict() for mark in marks])


def print_records(out: Output, records: Sequence[Mapping[str, Any]]) -> None:
    """Print marks in their public form."""
    out.records(records, text=lambda: _text(records, out.width), columns=COLUMNS)


def _text(records: Sequence[Mapping[str, Any]], width: int) -> Iterator[Line]:
    for record in records:
        tags = "".join(f" #{tag}" for tag in record["tags"])
        yield [
            Piece(record["id"], "dim"),
            Piece(f"  {record['article']}:{record['passage']}", "label"),
            Piece(f"  {record['colour']}{tags}", "dim"),
        ]
        yield [Piece(cut("    " + shown(record["text"]), width))]
        if record["note"]:
            yield [Piece(cut("    " + shown(record["note"]), width), "figure")]
