"""`briefing library info`: one library in numbers."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.library_output import library_option, meant, print_info
from briefing.cli.output import Output


def configure(parser: CommandParser) -> None:
    """Add what `library info` takes."""
    parser.paths()
    library_option(parser)
    parser.results()


def run(arguments: Namespace) -> int:
    """Print where the library of the paths lies and what is in it."""
    from briefing.library.maintenance import library_info

    folder, _ = meant(arguments)
    print_info(Output(arguments.format, arguments.color), library_info(folder))
    return DONE
