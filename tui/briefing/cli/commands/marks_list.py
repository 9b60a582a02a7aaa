"""`briefing marks list`: the marks in the store, or those of some articles in their places."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, say
from briefing.cli.inputs import Inputs, Keeping, open_inputs
from briefing.cli.mark_output import print_records
from briefing.cli.output import Output
from briefing.model.mark import MARK_COLOURS, Mark, PlacedMark
from briefing.session import Session


def configure(parser: CommandParser) -> None:
    """Add what `marks list` takes."""
    parser.word("paths", "PATH", "only the marks of these articles, where they stand in them now", many=True)
    parser.option(
        "--tag", action="append", default=[], metavar="TAG", help="with this tag; may be given again"
    )
    parser.option("--colour", choices=MARK_COLOURS, help="of this colour")
    parser.option("--with", dest="words", default="", metavar="WORDS", help="with these words in them")
    parser.keeping()
    parser.results()


def run(arguments: Namespace) -> int:
    """List marks: all in the order they were made, those of articles in reading order."""
    out = Output(arguments.format, arguments.color)
    keeping = Keeping.of(arguments)
    inputs = open_inputs(arguments.paths, keeping) if arguments.paths else Inputs(Session(), incomplete=False)
    marks = inputs.session.marks.list(tags=arguments.tag, colour=arguments.colour, text=arguments.words)
    records = _in_place(inputs.session, marks) if arguments.paths else [mark.to_dict() for mark in marks]
    print_records(out, records)
    return inputs.exit_code(DONE)


def _in_place(session: Session, marks: tuple[Mark, ...]) -> list[dict[str, Any]]:
    """The marks of the articles open now with the offsets they have in them, in reading order.

    A mark whose words are gone keeps its old place, and standard error says so.
    """
    everywhere = session.placed_marks(marks)
    order = session.places({placed.article or placed.mark.article for placed in everywhere})
    here: list[tuple[int, int, dict[str, Any]]] = []
    for placed in everywhere:
        name = placed.article if placed.article is not None else placed.mark.article
        if name in order:
            record = _record(session, placed)
            here.append((order[name], record["start"], record))
        if placed.orphan and name in order:
            say(f"{name}: the words of mark {placed.mark.id} are not found any more")
    return [record for _, _, record in sorted(here, key=lambda item: (item[0], item[1], item[2]["id"]))]


def _record(session: Session, placed: PlacedMark) -> dict[str, Any]:
    record = placed.mark.to_dict()
    if placed.article is None or placed.start is None or placed.end is None:
        return record
    article = session.article(placed.article)
    return {
        **record,
        "article": article.id,
        "fingerprint": article.fingerprint,
        "passage": placed.passage,
        "start": placed.start,
        "end": placed.end,
        "text": article.text[placed.start : placed.end],
    }
