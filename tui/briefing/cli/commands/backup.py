"""`briefing backup FILE`: everything a person made, in one file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, UNREADABLE, say
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.session import Session

COLUMNS = ("file", "bytes", "files", "name", "size", "digest")


def configure(parser: CommandParser) -> None:
    parser.word("file", "FILE", "the file to write, private to you", required=True)
    parser.option("--force", action="store_true", help="replace FILE where it exists")
    parser.results()
    parser.note(
        "In it are marks with their history, corrections, sources and dates set by hand, the steering of\n"
        "topics, settings, themes, what was open with its drafts, and pages that were saved in the folder\n"
        "of the program. Not in it are your articles, the cache, and the copies the program makes by\n"
        "itself. FILE is read back and compared before it stands under its name; it is a zip file that\n"
        "other programs open, too. `briefing restore FILE` tells what it holds. Exit code 1: there is\n"
        "nothing to back up, and no file is written; 3: something could not be read and is not in it."
    )


def run(arguments: Namespace) -> int:
    """Write the file and tell what is in it."""
    out = ResultWriter(arguments.format, arguments.color)
    session = Session()
    written = session.user_data.back_up(Path(arguments.file), overwrite=arguments.force)
    for line in (*session.user_data.database().notices, *(f"left out: {one}" for one in written.left_out)):
        say(line)
    if not written.parts:
        say("there is nothing to back up: you have made nothing yet")
        return UNREADABLE if written.left_out else NOTHING_FOUND
    size = sum(part.size for part in written.parts)
    record = {
        "file": arguments.file,
        "bytes": size,
        "files": [part._asdict() for part in written.parts],
    }

    def text() -> Iterator[Line]:
        number = len(written.parts)
        yield [Piece(f"{number} file{'' if number == 1 else 's'}, {size:,} bytes, in {arguments.file}")]

    def rows(_: object) -> Iterator[dict[str, object]]:
        for part in written.parts:
            yield {**record, "files": len(written.parts), **part._asdict()}

    out.record(record, text=text, rows=rows, columns=COLUMNS)
    return UNREADABLE if written.left_out else DONE
