"""`briefing marks tag`: set the tags of a mark."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.mark_output import print_marks, saving
from briefing.cli.output import Output
from briefing.session import Session


def configure(parser: CommandParser) -> None:
    """Add what `marks tag` takes."""
    parser.word("id", "ID", "the mark, as `marks list` prints it", required=True)
    parser.word("tags", "TAG", "its tags in place of the old ones; none takes them away", many=True)
    parser.results()


def run(arguments: Namespace) -> int:
    """Store the tags and print the mark."""
    out = Output(arguments.format, arguments.color)
    with saving():
        mark = Session().marks.tag(arguments.id, arguments.tags)
    print_marks(out, [mark])
    return DONE
