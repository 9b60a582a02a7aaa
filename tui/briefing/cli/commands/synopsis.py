"""`briefing synopsis`: what each source says of a topic, corresponding passages side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.cells import shown
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.document_output import add_options, formats_note, output_path, put
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.errors import UsageError
from briefing.export.formats import format_of_file, formats_for
from briefing.model.topic_synopsis import Synopsis, SynopsisPassage, SynopsisRow
from briefing.session import finish, synopsis_pieces

COLUMNS = ("topic", "row", "label", "differs", "article", "source", "published", "passage", "start", "end",
           "text", "same_as", "figures")  # fmt: skip


def configure(parser: CommandParser) -> None:
    formats = formats_for("synopsis")
    parser.inputs()
    parser.option("--topic", metavar="LABEL", help="this topic alone, by the label that `topics` prints")
    parser.option("--to", choices=[one.name for one in formats], help="write the tables as a document")
    add_options(parser)
    parser.results()
    parser.note(
        "Without --topic there is a table for each topic, the largest first. JSON has an object for\n"
        "each; CSV a row for each passage in a cell. --to csv has a column for each source instead, for\n"
        f"spreadsheets. --output alone takes the form from the name: {_suffixes()}.\n"
        "≠ marks figures of which sources give different values. Exit code 1: there is no topic.\n\n"
        f"{formats_note('synopsis')}"
    )


def run(arguments: Namespace) -> int:
    """Print or write the tables."""
    form, path = _form(arguments), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    find_annotations(session, "figures")
    topics = session.topics.all() if arguments.topic is None else (session.topics.called(arguments.topic),)
    if not topics:
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
        text=lambda: _text(synopses, out.width),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code(DONE if topics else NOTHING_FOUND)


def _form(arguments: Namespace) -> str | None:
    """The form of the document, None where results are printed."""
    if arguments.to and arguments.format:
        raise UsageError("--to and --format do not go together", hint="--to names the form of a document")
    if arguments.to or arguments.output is None:
        return str(arguments.to) if arguments.to else None
    form = format_of_file(arguments.output, "synopsis")
    if form is None:
        raise UsageError("--output needs --to", hint=f"or a name that ends in {_suffixes()}")
    return form.name


def _suffixes() -> str:
    """The usual suffixes of the forms, in words."""
    *others, last = (one.suffixes[0] for one in formats_for("synopsis"))
    return f"{', '.join(others)} or {last}"


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


def _text(synopses: Iterator[Synopsis], width: int) -> Iterator[Line]:
    for number, synopsis in enumerate(synopses):
        if number:
            yield []
        told = f"  {len(synopsis.columns)} articles, {len(synopsis.rows)} rows"
        yield [Piece(synopsis.title, "bold"), Piece(told, "dim")]
        for row in synopsis.rows:
            yield []
            yield [Piece("≠ " if row.differs else "  ", "figure"), Piece(row.label, "bold")]
            for one in (one for cell in row.cells for one in cell):
                yield [Piece("    "), Piece(f"{one.article}:{one.passage}", "label")]
                yield from flow(list(_pieces(one)), width, " " * 6)
            if not row.alone:
                yield from _silent(synopsis, row, width)
        if synopsis.left_out:
            yield [Piece(f"  {synopsis.left_out:,} less telling passages are left out", "dim")]


def _silent(synopsis: Synopsis, row: SynopsisRow, width: int) -> Iterator[Line]:
    speaking = set(row.speaking)
    names = [column.article for n, column in enumerate(synopsis.columns) if n not in speaking]
    if names:
        yield from flow([Piece(f"silent: {', '.join(names)}", "dim")], width, "    ")


def _pieces(one: SynopsisPassage) -> Iterator[Piece]:
    """What a table shows of a passage, its figures in colour, with their normal form where they differ."""
    from briefing.export.synopsis_product import passage_pieces, shown_part

    if one.same_as is not None:
        yield Piece(f"same text as {one.same_as}: ", "dim")
    for text, figure in passage_pieces(one, shown_part(one)):
        yield Piece(shown(text), "figure" if figure is not None else "")
        if figure is not None and figure.differs:
            yield Piece(f" (≠ {figure.normal})", "dim")
