"""`briefing formats`: what is read, and what has to be installed for it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_registry import REGISTRY

COLUMNS = ("suffixes", "name", "read", "needs")


def configure(parser: CommandParser) -> None:
    parser.results()
    parser.note(
        "`read` says whether files of the format are read as the program is installed; `needs` is what\n"
        "to type so that they are, or so that they are read better, else null."
    )


def run(arguments: Namespace) -> int:
    """Print every format that the program knows."""
    out = ResultWriter(arguments.format, arguments.color)
    records = [_record(one) for one in REGISTRY.formats]
    out.records(iter(records), text=lambda: _text(records, out.width), rows=_rows, columns=COLUMNS)
    return DONE


def _record(one: Format) -> dict[str, Any]:
    wanted = one.missing or one.missing_for_more
    return {
        "suffixes": list(one.suffixes),
        "name": one.name,
        "read": one.missing is None,
        "needs": wanted.install_command if wanted is not None else None,
    }


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**record, "suffixes": " ".join(record["suffixes"])}


def _text(records: list[dict[str, Any]], width: int) -> Iterator[Line]:
    rows = [
        [Piece(" ".join(one["suffixes"]), "label"), Piece(one["name"]), Piece(_told(one), "dim")]
        for one in records
    ]
    return table(rows, (TableColumn(), TableColumn(), TableColumn()), width)


def _told(record: Mapping[str, Any]) -> str:
    if not record["read"]:
        return f"not read: {record['needs']}"
    return f"read plainly; better with {record['needs']}" if record["needs"] else "read"
