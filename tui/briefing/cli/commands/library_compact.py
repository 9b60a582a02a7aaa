"""`briefing library compact`: gives the space that changes have left back to the disk."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, say
from briefing.cli.library_output import library_option, meant, megabytes, print_info, tell_mended
from briefing.cli.output import Output


def configure(parser: CommandParser) -> None:
    """Add what `library compact` takes."""
    parser.paths()
    library_option(parser)
    parser.results()


def run(arguments: Namespace) -> int:
    """Make the library smaller and print what is in it."""
    from briefing.library.build.compact import compact_library
    from briefing.library.build.full_check import mend
    from briefing.library.maintenance import library_info

    folder, paths = meant(arguments)
    before = library_info(folder).size
    compact_library(folder, paths)
    tell_mended(mend(folder, paths))
    info = library_info(folder)
    say(f"{megabytes(before)} before, {megabytes(info.size)} now")
    print_info(Output(arguments.format, arguments.color), info)
    return DONE
