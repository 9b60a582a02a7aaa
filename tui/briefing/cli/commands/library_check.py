"""`briefing library check`: everything stored is taken apart and compared with itself."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, STORE, say
from briefing.cli.library_output import library_option, meant
from briefing.cli.output import Output, Piece
from briefing.cli.progress import ProgressLine
from briefing.errors import LibraryError
from briefing.library.check import Checked, Fault

COLUMNS = ("library", "what", "fault")


def configure(parser: CommandParser) -> None:
    """Add what `library check` takes."""
    parser.paths()
    library_option(parser)
    parser.option("--deep", action="store_true", help="read every file and compare it with its record too")
    parser.results()
    parser.note(
        "With nothing named, every library in the cache folder is checked. Exit code 4: something is wrong;\n"
        "briefing library forget and build make a library anew."
    )


def run(arguments: Namespace) -> int:
    """Print every fault; nothing where there is none."""
    out = Output(arguments.format, arguments.color)
    faults = [
        {"library": str(folder), "what": fault.what, "fault": fault.fault}
        for folder, paths in _libraries(arguments)
        for fault in _faults(folder, paths, deep=arguments.deep)
    ]
    out.records(
        faults,
        text=lambda: [[Piece(f["what"], "label"), Piece(f": {f['fault']}")] for f in faults],
        columns=COLUMNS,
    )
    return STORE if faults else DONE


def _libraries(arguments: Namespace) -> Iterator[tuple[Path, list[str]]]:
    from briefing.library.locations import DATABASE, all_libraries

    if arguments.paths or arguments.library:
        yield meant(arguments)
    else:
        # One whose removal was cut short holds nothing that could be wrong.
        yield from ((folder, []) for folder in all_libraries() if (folder / DATABASE).exists())


def _faults(folder: Path, paths: list[str], *, deep: bool) -> Iterator[Fault]:
    from briefing.library.build.full_check import check

    total = 0
    with ProgressLine() as line:
        try:
            for found in check(folder, paths, deep=deep):
                if isinstance(found, Checked):
                    total = found.total
                    line.show(f"checking: {found.done:,} of {found.total:,} articles")
                else:
                    yield found
        except LibraryError as error:
            yield Fault("database", str(error))
    say(f"{folder}: {total:,} articles checked")
