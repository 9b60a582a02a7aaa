"""`briefing marks import`: take marks from a file that `marks export` wrote."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, say
from briefing.cli.mark_output import print_marks, saving
from briefing.cli.output import Output
from briefing.errors import ReadError, UsageError
from briefing.session import Session


def configure(parser: CommandParser) -> None:
    """Add what `marks import` takes."""
    parser.word("file", "FILE", "a file in json or jsonl, or `-` for standard input", required=True)
    parser.results()


def run(arguments: Namespace) -> int:
    """Store the marks, all of them or none, and print those of the file as they are now."""
    out = Output(arguments.format, arguments.color)
    items = _items(arguments.file)
    session = Session()
    try:
        with saving():
            taken = session.marks.import_marks(items)
    except UsageError as error:
        raise ReadError(f"{arguments.file}: {error.message}", hint=error.hint) from error
    say(f"{taken} of {len(items)} marks are new or newer than those here")
    ids = {item.get("id") for item in items if isinstance(item, dict)}
    print_marks(out, [mark for mark in session.marks.list() if mark.id in ids])
    return DONE


def _items(name: str) -> Sequence[Any]:
    """What stands in the file: the items of an array, or the objects of its lines."""
    text = _text(name)
    try:
        if text.lstrip().startswith("["):
            items: list[Any] = json.loads(text)
            return items
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: not the JSON of marks: {error}") from error


def _text(name: str) -> str:
    from briefing.reading.input_bytes import read_file, read_stream

    try:
        if name != "-":
            data = read_file(name)
        else:
            data = read_stream(sys.stdin.buffer) if sys.stdin is not None else b""
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not UTF-8 text") from error
    except ReadError as error:
        raise ReadError(f"{name}: {error.message}", hint=error.hint) from error
