"""`briefing library forget`: removes libraries; marks, notes and details set by hand stay."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.library_output import library_option, meant, megabytes
from briefing.cli.output import Output, Piece
from briefing.errors import UsageError


def configure(parser: CommandParser) -> None:
    """Add what `library forget` takes."""
    parser.paths()
    library_option(parser)
    parser.option("--all", action="store_true", help="forget every library in the cache folder")
    parser.results()
    parser.note("What you made (marks, notes, sources and dates) is kept elsewhere and stays.")


def run(arguments: Namespace) -> int:
    """Remove the libraries and print which."""
    from briefing.library.locations import all_libraries
    from briefing.library.maintenance import forget

    if bool(arguments.all) == bool(arguments.paths or arguments.library):
        raise UsageError("name the paths whose library is to be forgotten, or --all")
    out = Output(arguments.format, arguments.color)
    folders = list(all_libraries()) if arguments.all else [meant(arguments)[0]]
    sizes = {str(folder): forget(folder) for folder in folders}
    out.records(
        [{"library": folder, "size": size} for folder, size in sizes.items()],
        text=lambda: [
            [Piece("forgotten: "), Piece(folder), Piece(f" ({megabytes(size)})", "dim")]
            for folder, size in sizes.items()
        ],
        columns=("library", "size"),
    )
    return DONE
