"""`briefing timeline`: what the articles date, day by day, and which days matter."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, day, library_choice, number
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.diagnostics import NOTHING_FOUND, say
from briefing.cli.document_output import (
    add_options,
    document_form,
    formats_note,
    output_path,
    put,
    suffixes_note,
)
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, flow, table
from briefing.cli.progress_line import followed
from briefing.errors import UsageError
from briefing.export.export_formats import formats_for
from briefing.model.excerpt import Citation
from briefing.model.timeline_row import DatedStatement, TimelineRow, weightiest, within
from briefing.session import Session, timeline_pieces
from briefing.text.block_bars import long_bar

COLUMNS = (
    *("from", "to", "precision", "label", "weight", "voices", "looked_back", "ahead"),
    *("article", "passage", "start", "end", "text", "sentence", "told_ahead", "published", "copy_of"),
    "speaker",
)
_NOTHING = "the articles date nothing here"
_BAR = 8
"""Cells of the bar of the row that weighs most."""


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option("--from", dest="first", type=day, metavar="DATE", help="print nothing before this day")
    parser.option("--to", dest="last", type=day, metavar="DATE", help="print nothing after this day")
    parser.option(
        "--topic",
        metavar="LABEL",
        help="this topic or story alone, by its label in `topics`, or a part of that",
    )
    parser.option(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="only what this one says, by the full name or the last; may be given again",
    )
    parser.option(
        "--top", type=number(1), metavar="N", help="print the N days that weigh most alone, in date order"
    )
    parser.option(
        "--as",
        choices=[one.name for one in formats_for("timeline")],
        help="write the rows as a document, each with its sentences",
    )
    add_options(parser)
    parser.option("--sentences", action="store_true", help="print the sentences of each row")
    parser.results()
    parser.note(
        "A row is a day, or a week, a month, a year told as one. Dates that lean on the article's own (“on\n"
        "Friday”, “last week”) are resolved against it; what nothing resolves is left out. A day weighs by\n"
        "the voices that name it, most by those that look back on it two weeks later or more, beside how\n"
        "many could. What is told only ahead of its day stands apart. CSV has a row for each statement,\n"
        "with --as also its source. --output alone takes the form from the name:\n"
        f"{suffixes_note('timeline')}. Exit code 1: there is nothing to write.\n\n{formats_note('timeline')}"
    )


def run(arguments: Namespace) -> int:
    """Print the rows in date order."""
    if arguments.first and arguments.last and arguments.first > arguments.last:
        raise UsageError(f"--from {arguments.first} is behind --to {arguments.last}")
    form, path = document_form(arguments, "timeline", "--as"), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    for analysis in ("figures", *(("quotes",) if arguments.speaker else ())):
        find_annotations(session, analysis, in_any=True)
    topic = None if arguments.topic is None else session.topics.called(arguments.topic)
    steps = session.timelines.rows_in_steps(topic, speakers=arguments.speaker)
    rows = followed(steps, "reading dates")
    rows = within(rows, arguments.first, arguments.last)
    if arguments.top is not None:
        rows = weightiest(rows, arguments.top)
    if form is not None:
        if not rows:
            say(_NOTHING)
            return inputs.exit_code(NOTHING_FOUND)
        articles = dict.fromkeys(name for row in rows for name in row.articles)
        citations = {name: Citation.of(session.article(name)) for name in articles}
        title = "Timeline" if topic is None else f"Timeline: {topic.label}"
        put(timeline_pieces(form, rows, citations, title), form, path, force=arguments.force)
        return inputs.exit_code()
    out.records(
        (row.to_dict() for row in rows),
        text=lambda: _text(rows, session, out.width, sentences=arguments.sentences),
        rows=_rows,
        columns=COLUMNS,
        nothing=_NOTHING,
    )
    return inputs.exit_code()


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    about = {key: value for key, value in record.items() if key != "entries"}
    for entry in record["entries"]:
        told = {"sentence": entry["sentence"]["text"], "told_ahead": entry["ahead"]}
        yield {**entry, **about, **told}


def _text(rows: Sequence[TimelineRow], session: Session, width: int, *, sentences: bool) -> Iterator[Line]:
    """The days of each row, a bar of its weight, how many voices tell of it and look back, and its label;
    what is told only ahead stands apart."""
    labels = ArticleLabels(session)
    heaviest = max((row.weight for row in rows), default=0.0)
    past = [row for row in rows if not row.is_ahead]
    ahead = [row for row in rows if row.is_ahead]
    heads = table([_head(row, heaviest) for row in (*past, *ahead)], _COLUMNS, width)
    for place, (row, head) in enumerate(zip((*past, *ahead), heads, strict=True)):
        if place == len(past):
            yield from ([], [Piece("told only ahead", "bold")]) if past else ()
        yield head
        if sentences:
            for statement in row.statements:
                yield labels.placed(statement.article, statement.passage, width, [Piece("    ")])
                yield from flow(_sentence(statement), width, " " * 6)
    if sentences:
        yield from labels.explained((name for row in rows for name in row.articles), width)


_COLUMNS = (
    TableColumn(),
    TableColumn(),
    TableColumn(right=True),
    TableColumn(),
    TableColumn(least=24),
)


def _head(row: TimelineRow, heaviest: float) -> Line:
    voices, _, looked_back = row.facts_words.partition(", ")
    return [
        Piece(row.days_words, "figure" if row.precision == "day" else ""),
        Piece(long_bar(row.weight / heaviest if heaviest else 0.0, _BAR), "label"),
        Piece(voices if row.voices > 1 else f"{voices} ", "dim"),
        Piece(looked_back, "dim"),
        Piece(row.label, "bold"),
    ]


def _sentence(one: DatedStatement) -> list[Piece]:
    start, end = one.start - one.sentence_start, one.end - one.sentence_start
    copied = [Piece(" (copy)", "dim")] if one.copy_of is not None else []
    return [
        Piece(one.sentence[:start]),
        Piece(one.sentence[start:end], "figure"),
        Piece(one.sentence[end:]),
        *copied,
    ]
