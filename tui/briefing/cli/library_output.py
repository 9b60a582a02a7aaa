"""What the commands on libraries share: which library is meant, and how one is printed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import say
from briefing.cli.output import Column, Line, Output, Piece, table
from briefing.errors import UsageError
from briefing.library.check import Fault
from briefing.library.locations import library_folder
from briefing.library.maintenance import LibraryInfo, library_info
from briefing.paths import named_or_bundled

COLUMNS = ("library", "paths", "condition", "files", "articles", "passages", "figures", "size", "modified")


def library_option(parser: CommandParser) -> None:
    """Add which library is meant: `arguments.library`."""
    parser.option("--library", metavar="DIR", help="the library in this folder instead of the cache folder")


def meant(arguments: Namespace) -> tuple[Path, list[str]]:
    """The folder of the library that the command line means, and the paths it is of.

    With only `--library` the paths are those it was made of.
    """
    paths: list[str] = list(arguments.paths)
    if "-" in paths:
        raise UsageError("standard input has no library", hint="name files and folders")
    if arguments.library and not paths:
        folder = library_folder([], arguments.library)
        return folder, list(library_info(folder).paths)
    paths = named_or_bundled(paths)
    return library_folder(paths, arguments.library), paths


def print_infos(out: Output, infos: Sequence[LibraryInfo]) -> None:
    """Print several libraries."""
    out.records((info.to_dict() for info in infos), text=lambda: _table(infos, out.width), columns=COLUMNS)


def print_info(out: Output, info: LibraryInfo) -> None:
    """Print one library."""
    out.record(info.to_dict(), text=lambda: _one(info, out.width), columns=COLUMNS)


def tell_mended(faults: Sequence[Fault]) -> None:
    """Say what was found faulty and removed."""
    for fault in faults:
        say(f"{fault.what}: {fault.fault}; removed, and worked out again when it is asked for")


def megabytes(size: int) -> str:
    """A number of bytes in words."""
    return f"{size / 1e6:,.1f} MB"


def _table(infos: Sequence[LibraryInfo], width: int) -> Iterator[Line]:
    heads = ("articles", "size", "written", "condition", "paths")
    rows: list[Line] = [[Piece(head, "dim") for head in heads]]
    rows += [
        [
            Piece(f"{info.articles:,}"),
            Piece(megabytes(info.size)),
            Piece(info.modified[:16].replace("T", " ")),
            Piece(info.condition, "" if info.condition == "complete" else "label"),
            Piece(", ".join(info.paths) or info.folder),
        ]
        for info in infos
    ]
    return table(rows, (Column(right=True), Column(right=True), Column(), Column(), Column(least=30)), width)


def _one(info: LibraryInfo, width: int) -> Iterator[Line]:
    rows = [
        ("library", info.folder),
        *(("path", path) for path in info.paths),
        ("condition", info.condition),
        ("files", f"{info.files:,}"),
        ("articles", f"{info.articles:,}"),
        ("passages", f"{info.passages:,}"),
        ("figures", f"{info.figures:,}"),
        ("size", megabytes(info.size)),
        ("written", info.modified),
    ]
    return table([[Piece(name, "label"), Piece(value)] for name, value in rows], (Column(), Column()), width)
