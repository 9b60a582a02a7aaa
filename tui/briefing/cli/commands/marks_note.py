"""`briefing marks note`: write the note of a mark."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.mark_output import print_marks, saving
from briefing.cli.output import Output
from briefing.session import Session


def configure(parser: CommandParser) -> None:
    """Add what `marks note` takes."""
    parser.word("id", "ID", "the mark, as `marks list` prints it", required=True)
    parser.word("text", "TEXT", "the note in place of the old one; an empty one takes it away", required=True)
    parser.results()


def run(arguments: Namespace) -> int:
    """Store the note and print the mark."""
    out = Output(arguments.format, arguments.color)
    with saving():
        mark = Session().marks.note(arguments.id, arguments.text)
    print_marks(out, [mark])
    return DONE
