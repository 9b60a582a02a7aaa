"""`briefing marks export`: marks as data, from which `marks import` makes them again."""

from __future__ import annotations

from argparse import Namespace

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.mark_output import COLUMNS
from briefing.cli.output import Output
from briefing.session import Session

CITATION = ("title", "source", "published")


def configure(parser: CommandParser) -> None:
    """Add what `marks export` takes."""
    parser.option("--format", choices=("json", "jsonl", "csv"), default="json", help="default: %(default)s")
    parser.note(
        "Each mark carries the title, source and date of its article, so that it can be cited without\n"
        "it. `marks import` reads json and jsonl. Exit code 1: there are no marks."
    )


def run(arguments: Namespace) -> int:
    """Print every mark in the store."""
    out = Output(arguments.format, "never")
    marks = Session().marks.list()
    out.records(
        [
            {**mark.to_dict(), "title": mark.title, "source": mark.source, "published": mark.published}
            for mark in marks
        ],
        text=list,
        columns=(*COLUMNS, *CITATION),
    )
    if not marks:
        say("there are no marks to export")
    return DONE if marks else NOTHING_FOUND
