"""`briefing export`: excerpts with their citations, to a file or to standard output."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing import settings
from briefing.cli.arguments import CommandParser, day, library_choice
from briefing.cli.diagnostics import NOTHING_FOUND, say
from briefing.cli.document_output import add_options, formats_note, output_path, put
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Format
from briefing.cli.progress_line import ProgressLine
from briefing.cli.stored_items import tell_missing
from briefing.cli.terminal import is_terminal
from briefing.errors import UsageError
from briefing.export.export_formats import format_of_file, formats_for
from briefing.model.excerpt_filter import ExcerptFilter
from briefing.model.mark import MARK_COLOURS
from briefing.session import export_pieces
from briefing.text.tokens import fold

if TYPE_CHECKING:
    from briefing.session.exports import CountedExcerpts, ExportWhat

_WHAT = ("marks", "figures", "topic")
_AS_EXPORT: dict[Format, str] = {"text": "markdown", "csv": "csv", "jsonl": "jsonl"}
"""The export format that each `--format` stands for; `json` is an array of the same objects as jsonl."""


def configure(parser: CommandParser) -> None:
    formats = formats_for("excerpts")
    parser.inputs()
    parser.option(
        "--to",
        choices=[one.name for one in formats],
        help="the form of the export (default: what the name of --output ends in, else "
        f"{formats[0].name}, or what export.format sets)",
    )
    parser.option(
        "--what", choices=_WHAT, help="what to export (default: marks, or topic where --topic is given)"
    )
    parser.option(
        "--topic",
        metavar="LABEL",
        help="the passages of this topic, by the label that `topics` prints; with --what marks or figures "
        "those in them",
    )
    parser.option(
        "--article",
        action="append",
        default=[],
        metavar="NAME",
        help="only of this article, by letter, path, or words of its source or title; may be given again",
    )
    parser.option(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="only marks with this tag; may be given again",
    )
    parser.option("--colour", choices=MARK_COLOURS, help="only marks of this colour")
    parser.option(
        "--since",
        type=day,
        default="",
        metavar="DATE",
        help="only marks made on this day or later; of figures and topics, articles published then",
    )
    add_options(parser)
    parser.results()
    parser.note(
        "Without --to, --format text is markdown, csv and jsonl are themselves, and json is an array\n"
        f"of the objects of jsonl. Exit code 1: there is nothing to export.\n\n{formats_note('excerpts')}"
    )


def run(arguments: Namespace) -> int:
    """Write the excerpts; nothing is written where there are none."""
    what: ExportWhat = arguments.what or _usual(arguments)
    only = ExcerptFilter(tuple(arguments.tag), arguments.colour, arguments.since, tuple(arguments.article))
    form, in_array = _form(arguments)
    path = output_path(arguments)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    # Where the excerpts themselves are shown, they tell how far it is.
    with ProgressLine(shown=path is not None or not is_terminal(sys.stdout)) as line:
        found = inputs.session.exports.excerpts(what, topic=arguments.topic, only=only, paths=arguments.paths)
        if not found.any():
            line.clear()
            say(f"there are no {'passages' if what == 'topic' else what} to export")
            tell_missing(found.missing)
            return inputs.exit_code(NOTHING_FOUND)
        title = what.capitalize()
        if what == "topic" and arguments.topic:
            title = inputs.session.topics.called(arguments.topic).label
            if fold(title) != fold(arguments.topic):
                line.clear()
                say(f"{arguments.topic} is taken for the topic “{title}”")
        pieces = export_pieces(form, found, title)
        counted = _counted(_array(pieces) if in_array else pieces, found, line)
        put(counted, form, path, force=arguments.force, called="json" if in_array else None)
    tell_missing(found.missing)
    return inputs.exit_code()


def _counted(pieces: Iterator[bytes], found: CountedExcerpts, line: ProgressLine) -> Iterator[bytes]:
    told = 0
    for piece in pieces:
        if found.articles > told:
            told = found.articles
            line.show(f"exporting: {told:,} article{'s' if told > 1 else ''}")
        yield piece


def _array(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines of JSON as one array of JSON."""
    joint = b"[\n"
    for line in lines:
        yield joint + line.rstrip(b"\n")
        joint = b",\n"
    yield b"\n]\n"


def _usual(arguments: Namespace) -> ExportWhat:
    """What is exported where `--what` does not say: what else is asked for tells."""
    if arguments.tag or arguments.colour:
        return "marks"
    return "topic" if arguments.topic is not None else "marks"


def _form(arguments: Namespace) -> tuple[str, bool]:
    """The name of a format, and whether its lines are wanted as one array.

    What options say goes first, then the name of the file, then what is set.
    """
    if arguments.to and arguments.format:
        raise UsageError("--to and --format do not go together", hint="--to alone names the export's form")
    if arguments.format == "json":
        return "jsonl", True
    if arguments.to or arguments.format:
        return str(arguments.to or _AS_EXPORT[arguments.format]), False
    named = format_of_file(arguments.output or "", "excerpts")
    return named.name if named is not None else _set_form(), False


def _set_form() -> str:
    """The form that is set; where it is none of those of excerpts, the usual one, and a word of it."""
    loaded = settings.loaded()
    checked = loaded.checked("export.format", [one.name for one in formats_for("excerpts")])
    for fault in checked.faults[len(loaded.faults) :]:
        say(fault)
    return checked.settings.export.format
