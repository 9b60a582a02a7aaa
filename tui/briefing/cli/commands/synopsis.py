"""`briefing synopsis`: what each source says of a topic, corresponding passages side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import shown
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.document_output import (
    add_options,
    document_form,
    formats_note,
    output_path,
    put,
    suffixes_note,
)
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.errors import UsageError
from briefing.export.export_formats import formats_for
from briefing.model.topic_synopsis import BEST_ROWS, MANY_ARTICLES, Synopsis, SynopsisPassage, SynopsisRow
from briefing.session import finish, synopsis_pieces

COLUMNS = ("topic", "row", "label", "differs", "article", "source", "published", "passage", "start", "end",
           "text", "same_as", "figures")  # fmt: skip

FEW_SILENT = 6
"""Of more silent articles than this the number says more than the letters."""


def configure(parser: CommandParser) -> None:
    formats = formats_for("synopsis")
    parser.inputs()
    parser.option(
        "--topic",
        metavar="LABEL",
        help="this topic alone, by the label that `topics` prints, or a part of it",
    )
    parser.option(
        "--all",
        action="store_true",
        help="write all topics as one document, with a way to each at its beginning (default form: markdown)",
    )
    parser.option(
        "--all-rows",
        action="store_true",
        help=f"print every row, also where more than {MANY_ARTICLES} articles speak of a topic",
    )
    parser.option("--to", choices=[one.name for one in formats], help="write the tables as a document")
    add_options(parser)
    parser.results()
    parser.note(
        "Without --topic there is a table for each topic, the largest first. JSON has an object for\n"
        "each; CSV a row for each passage in a cell. --to csv has a column for each source instead, for\n"
        f"spreadsheets. --output alone takes the form from the name: {suffixes_note('synopsis')}.\n"
        f"Of a topic of more than {MANY_ARTICLES} articles text has the {BEST_ROWS} best rows alone.\n"
        "≠ marks figures of which sources give different values. Exit code 1: there is no topic.\n\n"
        f"{formats_note('synopsis')}"
    )


def run(arguments: Namespace) -> int:
    """Print or write the tables."""
    form, path = _document_form(arguments), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    find_annotations(session, "figures")
    topics = session.topics.all() if arguments.topic is None else (session.topics.called(arguments.topic),)
    if arguments.topic is None and all(topic.is_other for topic in topics):
        # What belongs to no topic is one only beside others.
        topics = ()
        say("there is no topic")
        if form is not None or out.form == "text":
            return inputs.exit_code(NOTHING_FOUND)
    synopses = (finish(session.related.synopsis(topic)) for topic in topics)
    if form is not None:
        title = "Synopsis" if arguments.topic is None else f"Synopsis: {topics[0].label}"
        put(synopsis_pieces(form, list(synopses), title), form, path, force=arguments.force)
        return inputs.exit_code()
    out.records(
        (synopsis.to_dict() for synopsis in synopses),
        text=lambda: synopsis_lines(synopses, ArticleLabels(session), out.width, every=arguments.all_rows),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code(DONE if topics else NOTHING_FOUND)


def _document_form(arguments: Namespace) -> str | None:
    """The form of the document that is asked for, None where the tables are printed; UsageError where
    --all is asked for with what it rules out."""
    if not arguments.all:
        return document_form(arguments, "synopsis")
    if arguments.topic is not None:
        raise UsageError("--all and --topic do not go together", hint="--all is every topic")
    if arguments.format:
        raise UsageError("--all and --format do not go together", hint="--to names the form of the document")
    if arguments.output in (None, "-") and not arguments.to:
        return "markdown"
    return document_form(arguments, "synopsis")


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    sources = {column["article"]: column for column in record["columns"]}
    for number, row in enumerate(record["rows"]):
        for one in (one for cell in row["cells"] for one in cell):
            column = sources[one["article"]]
            figures = [figure["normal"] for figure in one["figures"]]
            yield {
                "topic": record["topic"],
                "row": number,
                "label": row["label"],
                "source": column["source"],
                "published": column["published"],
                **one,
                "differs": "yes" if row["differs"] else "",
                "figures": figures,
            }


def synopsis_lines(
    synopses: Iterator[Synopsis], labels: ArticleLabels, width: int, *, every: bool
) -> Iterator[Line]:
    """Yield the lines of some tables as text, of topics of many articles the best rows alone unless `every`
    row is asked for, and at the end what each letter stands for."""
    named: set[str] = set()
    for number, synopsis in enumerate(synopses):
        if number:
            yield []
        shown_first = synopsis if every else synopsis.brief()
        rows = len(synopsis.rows)
        told = f"  {len(synopsis.columns)} articles, {rows:,} {'row' if rows == 1 else 'rows'}"
        yield from flow([Piece(synopsis.title, "bold"), Piece(told, "dim")], width)
        for row in shown_first.rows:
            yield []
            sign = "≠ " if row.differs else "→ " if row.changed else "  "
            yield from flow([Piece(sign, "figure"), Piece(row.label, "bold")], width)
            for one in (one for cell in row.cells for one in cell):
                named.add(one.article)
                yield labels.placed(one.article, one.passage, width, [Piece("    ")])
                yield from flow(list(_pieces(one, labels)), width, " " * 6)
            if not row.alone:
                yield from _silent(synopsis, row, labels, width)
        yield from _left_out(synopsis, shown_first)
    yield from labels.explained(named, width)


def _left_out(synopsis: Synopsis, shown_first: Synopsis) -> Iterator[Line]:
    shared = synopsis.shared - shown_first.shared
    alone = len(synopsis.rows) - len(shown_first.rows) - shared
    if shared or alone:
        yield []
        yield [Piece(f"  + {shared:,} shared, + {alone:,} alone: --all-rows prints them", "dim")]
    if synopsis.left_out:
        yield [Piece(f"  {synopsis.left_out:,} less telling passages are left out", "dim")]


def _silent(synopsis: Synopsis, row: SynopsisRow, labels: ArticleLabels, width: int) -> Iterator[Line]:
    speaking = set(row.speaking)
    names = [column.article for n, column in enumerate(synopsis.columns) if n not in speaking]
    if len(names) > FEW_SILENT:
        yield [Piece(f"    {len(names)} of {len(synopsis.columns)} silent", "dim")]
    elif names:
        yield from flow([Piece(f"silent: {' '.join(map(labels.letter, names))}", "dim")], width, "    ")


def _pieces(one: SynopsisPassage, labels: ArticleLabels) -> Iterator[Piece]:
    """What a table shows of a passage, its figures in colour, with their normal form where they differ."""
    from briefing.export.synopsis_product import passage_pieces, shown_part

    if one.same_as is not None:
        yield Piece(f"{one.copy_of} as {labels.letter(one.same_as)}: ", "dim")
    for text, figure in passage_pieces(one, shown_part(one)):
        yield Piece(shown(text), "figure" if figure is not None else "")
        if figure is not None and (figure.differs or figure.changed):
            yield Piece(f" ({'≠' if figure.differs else '→'} {figure.normal})", "dim")
