"""`briefing library list`: the libraries in the cache folder."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.library_output import print_infos
from briefing.cli.output import Output


def configure(parser: CommandParser) -> None:
    """Add what `library list` takes."""
    parser.results()


def run(arguments: Namespace) -> int:
    """Print what there is, the one written last first."""
    from briefing.library.locations import all_libraries
    from briefing.library.maintenance import library_infos

    print_infos(Output(arguments.format, arguments.color), library_infos(all_libraries()))
    return DONE
