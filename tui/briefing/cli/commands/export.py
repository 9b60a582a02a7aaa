"""`briefing export`: excerpts with their citations, to a file or to standard output."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import NOTHING_FOUND, say
from briefing.cli.document import add_options, output_path, put_pieces
from briefing.cli.inputs import Keeping, open_inputs
from briefing.cli.output import Format
from briefing.cli.progress import ProgressLine
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.excerpt import Excerpt
    from briefing.session import ExportWhat, Session

_WHAT = ("marks", "figures", "topic")
_AS_EXPORT: dict[Format, str] = {"text": "markdown", "csv": "csv", "jsonl": "jsonl"}
"""The export format that each `--format` stands for; `json` is an array of the same objects as jsonl."""


def configure(parser: CommandParser) -> None:
    """Add what `export` takes."""
    from briefing.export.formats import FORMATS

    parser.inputs()
    parser.option("--to", choices=FORMATS, help="the form of the export (default: markdown)")
    parser.option(
        "--what", choices=_WHAT, help="what to export (default: marks, or topic where --topic is given)"
    )
    parser.option(
        "--topic", metavar="LABEL", help="the passages of this topic, by the label that `topics` prints"
    )
    add_options(parser)
    parser.results()
    parser.note(
        "Without --to, --format text is markdown, csv and jsonl are themselves, and json is an array\n"
        "of the objects of jsonl. Exit code 1: there is nothing to export."
    )


def run(arguments: Namespace) -> int:
    """Write the excerpts; nothing is written where there are none."""
    what = _what(arguments)
    form = _form(arguments)
    path = output_path(arguments)
    inputs = open_inputs(arguments.paths, Keeping.of(arguments))
    with ProgressLine() as line:
        excerpts = _excerpts(inputs.session, what, arguments.topic, line)
        first = next(excerpts, None)
        if first is None:
            line.clear()
            say(f"there are no {'passages' if what == 'topic' else what} to export")
            return inputs.exit_code(NOTHING_FOUND)
        found = chain([first], excerpts)
        # Of articles held in memory two excerpts may know different parts of a citation.
        whole = found if inputs.session.library is not None else list(found)
        put_pieces(_rendered(form, whole, arguments.topic or what.capitalize()), path, force=arguments.force)
    return inputs.exit_code()


def _excerpts(session: Session, what: ExportWhat, topic: str | None, line: ProgressLine) -> Iterator[Excerpt]:
    for done, some in enumerate(session.excerpts_by_article(what, topic=topic), 1):
        line.show(f"exporting: {done:,} articles")
        yield from some


def _what(arguments: Namespace) -> ExportWhat:
    what: ExportWhat = arguments.what or ("topic" if arguments.topic is not None else "marks")
    if arguments.topic is not None and what != "topic":
        raise UsageError(f"--topic does not go with --what {what}")
    return what


def _form(arguments: Namespace) -> str:
    """A format of `briefing.export.formats`, or `json`."""
    if arguments.to and arguments.format:
        raise UsageError("--to and --format do not go together", hint="--to alone names the export's form")
    if arguments.format == "json":
        return "json"
    return str(arguments.to or _AS_EXPORT[arguments.format or "text"])


def _rendered(form: str, excerpts: Iterable[Excerpt], title: str) -> Iterator[bytes]:
    from briefing.export.formats import pieces

    if form != "json":
        yield from pieces(form, excerpts, title=title)
        return
    joint = b"[\n"
    for line in pieces("jsonl", excerpts):
        yield joint + line.rstrip(b"\n")
        joint = b",\n"
    yield b"\n]\n"
