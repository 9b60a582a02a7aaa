"""`briefing library build`: makes the library of some paths, or brings it up to date."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from briefing.cli.arguments import CommandParser, number
from briefing.cli.diagnostics import DONE, UNREADABLE, say
from briefing.cli.library_output import library_option, meant, print_info, tell_mended
from briefing.cli.output import Output
from briefing.cli.progress import follow


def configure(parser: CommandParser) -> None:
    """Add what `library build` takes."""
    parser.paths()
    library_option(parser)
    parser.option(
        "--wait",
        type=number(0),
        default=0,
        metavar="SECONDS",
        help="wait so long for another program that builds the same library (default: 0)",
    )
    parser.results()
    parser.note(
        "Only what is new or has changed is read. A build that was ended goes on where it stopped.\n"
        "How far it is stands on standard error."
    )


def run(arguments: Namespace) -> int:
    """Build it and print what is in it then."""
    from briefing.library.build.builder import build_library
    from briefing.library.build.full_check import mend
    from briefing.library.maintenance import library_info

    folder, paths = meant(arguments)
    out = Output(arguments.format, arguments.color)
    follow(build_library(paths, folder=folder, wait=arguments.wait))
    tell_mended(mend(folder, paths))
    print_info(out, library_info(folder))
    return _tell_failures(folder, paths)


def _tell_failures(folder: Path, paths: list[str]) -> int:
    """Say what could not be read, and return the exit code it calls for."""
    from briefing.library.reader import Library

    library = Library.open(folder, paths)
    failures = [*library.passed_over(), *library.failures()]
    library.close()
    for failure in failures:
        say(f"{failure.path}: {failure.reason}")
    return UNREADABLE if any(not f.skipped or f.path in paths for f in failures) else DONE
