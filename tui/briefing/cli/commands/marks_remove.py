"""`briefing marks remove`: remove marks."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE
from briefing.cli.mark_output import print_marks, saving
from briefing.cli.output import Output
from briefing.session import Session


def configure(parser: CommandParser) -> None:
    """Add what `marks remove` takes."""
    parser.word("ids", "ID", "the marks, as `marks list` prints them", many=True, required=True)
    parser.results()


def run(arguments: Namespace) -> int:
    """Remove the marks, all of them or none where one is unknown, and print what they were."""
    out = Output(arguments.format, arguments.color)
    marks = Session().marks
    found = [marks.get(mark_id) for mark_id in dict.fromkeys(arguments.ids)]
    with saving():
        for mark in found:
            marks.remove(mark.id)
    print_marks(out, found)
    return DONE
