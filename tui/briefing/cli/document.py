"""Documents that a command writes: to a file that was named, or to standard output."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.output import Output
from briefing.errors import UsageError

_PIECE = 1 << 16
"""Bytes written at once."""


def add_options(parser: CommandParser) -> None:
    """Add where a document goes: `arguments.output` and `arguments.force`."""
    parser.option("-o", "--output", metavar="FILE", help="write to FILE, whole or not at all")
    parser.option("--force", action="store_true", help="replace FILE when it exists")


def output_path(arguments: Namespace) -> Path | None:
    """Return the file named, None for standard output; UsageError when it must not be written."""
    if arguments.output is None or arguments.output == "-":
        return None
    if not arguments.output or "\0" in arguments.output:
        raise UsageError("--output needs the name of a file")
    path = Path(arguments.output)
    if os.path.lexists(path) and not arguments.force:
        raise UsageError(f"{arguments.output} exists already", hint="--force replaces it")
    return path


def put_pieces(pieces: Iterable[bytes], path: Path | None, *, force: bool) -> None:
    """Write a document piece by piece, as `put` does; none is held but for a terminal."""
    if path is not None:
        from briefing.files.atomic import atomic_file

        with atomic_file(path, overwrite=force) as file:
            for piece in pieces:
                file.write(piece)
        return
    out = Output("text", "never")
    if out.terminal:
        out.safe_text(b"".join(pieces).decode("utf-8"))
        return
    for some in _gathered(pieces):
        out.write(some)


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same in larger pieces."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def put(data: bytes, path: Path | None, *, force: bool) -> None:
    """Write a document to `path`, or to standard output, safe to look at where that is a terminal."""
    if path is not None:
        from briefing.export.write import write_export

        write_export(path, data, overwrite=force)
        return
    out = Output("text", "never")
    if out.terminal:
        out.safe_text(data.decode("utf-8"))
    else:
        out.write(data)
