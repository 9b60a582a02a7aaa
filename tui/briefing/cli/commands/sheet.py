"""`briefing sheet`: what the articles agree on, dispute, say alone and leave open, with quotes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.cli.arguments import CommandParser, number
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say
from briefing.cli.document_output import (
    add_options,
    document_form,
    formats_note,
    output_path,
    put,
    suffixes_note,
)
from briefing.cli.ledger_inputs import open_ledger
from briefing.cli.output import ResultWriter
from briefing.export.export_formats import formats_for
from briefing.model.sheet_line import MOST_SINGLE
from briefing.session import sheet_pieces

COLUMNS = ("part", "line", "article", "passage", "start", "end", "text", "value", "low", "high", "range",
           "published", "copy_of")  # fmt: skip


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--topic",
        metavar="LABEL",
        help="this topic or story alone, by its label in `topics`, or a part of that",
    )
    parser.option(
        "--single",
        type=number(0),
        default=MOST_SINGLE,
        metavar="N",
        help=f"write at most N lines that one source alone says, the weightiest (default: {MOST_SINGLE})",
    )
    parser.option(
        "--to",
        choices=[one.name for one in formats_for("sheet")],
        help="write the sheet as a document; text is Markdown",
    )
    add_options(parser)
    parser.results()
    parser.note(
        "Of the ledger a sheet takes what sources dispute, and of what they agree on or one alone says the\n"
        "figures worth quoting. Every value has a footnote with its sentence and source; all words and\n"
        "numbers are those of the texts. The Markdown can be checked with `briefing verify`. JSON and CSV\n"
        f"have every line. --output alone takes the form from the name: {suffixes_note('sheet')}.\n"
        f"Exit code 1: there is nothing to tell.\n\n{formats_note('sheet')}"
    )


def run(arguments: Namespace) -> int:
    """Print or write the sheet."""
    form, path = document_form(arguments, "sheet"), output_path(arguments)
    out = ResultWriter(arguments.format, arguments.color)
    inputs, ledger, topic = open_ledger(arguments, arguments.topic)
    session = inputs.session
    sheet = session.sheet(ledger.lines)
    found = bool(sheet.ledger_lines)
    if not found:
        say("there is nothing to tell")
    if form is None and out.form != "text":
        out.record(sheet.to_dict(), text=lambda: (), rows=_rows, columns=COLUMNS)
    elif found:
        title = "Briefing sheet" if topic is None else f"Briefing sheet: {topic}"
        from briefing.session.requests.ledger_requests import quoted_ledger

        form, quoted = form or "markdown", quoted_ledger(session, sheet.ledger_lines, sheet)
        put(sheet_pieces(form, quoted, title, arguments.single), form, path, force=arguments.force)
    return inputs.exit_code(DONE if found else NOTHING_FOUND)


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for part, lines in record.items():
        for line in lines:
            for entry in line["entries"]:
                told = {key: value for key, value in entry.items() if key != "why"}
                yield {"part": part, "line": line["text"], **told}
