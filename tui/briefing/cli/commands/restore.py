"""`briefing restore FILE`: what `briefing backup` wrote, looked at, merged, or put in the place of ours."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.arguments import CommandParser
from briefing.cli.diagnostics import DONE, say
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.cli.stored_items import saving
from briefing.errors import UsageError
from briefing.session import Session

if TYPE_CHECKING:
    from briefing.userdata.restore_archive import Held, Restored, Way

COLUMNS = ("file", "made", "way", "copy", "name", "size", "became")
_WORDS = {
    "look": {"new": "not here", "same": "the same here", "differs": "another here"},
    "merge": {"new": "taken", "same": "the same here", "kept": "another here, which stays"},
    "replace": {
        "new": "taken",
        "same": "the same here",
        "replaced": "taken in place of that here",
        "kept": "a link here, which stays",
    },
}


def configure(parser: CommandParser) -> None:
    parser.word("file", "FILE", "a file that `briefing backup` wrote", required=True)
    parser.option("--merge", action="store_true", help="add what is not here; nothing of yours goes")
    parser.option("--replace", action="store_true", help="put what FILE holds in the place of what is here")
    parser.results()
    parser.note(
        "Without --merge or --replace it is told what FILE holds, and nothing is changed. Both write what\n"
        "is here to a file of its own first, and tell its name: `briefing restore THAT --replace` brings\n"
        "it back. --merge takes marks, corrections, sources and dates that are not here or were changed\n"
        "later in FILE; one `undo` takes the marks back, another the corrections. What you removed since\n"
        "stays removed, and of a file that differs yours stays. Where you have marked nothing yet, the\n"
        "history of changes comes along. --replace takes marks with their history as FILE has them; a\n"
        "file of yours that FILE does not hold stays. A FILE that was changed, cut off, or made to write\n"
        "elsewhere is refused as a whole. Close the reader first: it writes what is open when it ends."
    )


def run(arguments: Namespace) -> int:
    """Do it, and tell what became of each thing."""
    if arguments.merge and arguments.replace:
        raise UsageError("--merge and --replace do not go together")
    out = ResultWriter(arguments.format, arguments.color)
    way: Way = "merge" if arguments.merge else "replace" if arguments.replace else "look"
    session = Session()
    with saving():
        done = session.user_data.restore(Path(arguments.file), way)
    for line in session.user_data.database().notices:
        say(line)
    record = _record(arguments.file, done)
    out.record(record, text=lambda: _text(done, out.width), rows=_rows, columns=COLUMNS)
    if way == "look":
        say("nothing was changed: --merge adds what is not here, --replace takes all of it")
    elif done.copy:
        say(f"what was here is in {done.copy}")
    return DONE


def _record(file: str, done: Restored) -> dict[str, Any]:
    return {
        "file": file,
        "made": done.made,
        "program": done.program,
        "way": done.way,
        "store": done.store._asdict() if done.store is not None else None,
        "taken": done.taken._asdict(),
        "files": [one._asdict() for one in done.files],
        "copy": done.copy or None,
    }


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in record["files"]:
        yield {**record, **one}


def _text(done: Restored, width: int) -> Iterator[Line]:
    yield [Piece(f"made {done.made} by briefing {done.program}", "label")]
    if done.store is not None:
        news = f"{_counted(done.taken)} taken" if any(done.taken) else "all of it is here already"
        taken = "" if done.way == "look" else f": {news}"
        yield [Piece(f"{_counted(done.store)}{taken}")]
    rows = [
        [Piece(one.name), Piece(f"{one.size:,}"), Piece(_WORDS[done.way][one.became])] for one in done.files
    ]
    yield from table(rows, (TableColumn(least=20), TableColumn(right=True), TableColumn()), width)


def _counted(held: Held) -> str:
    parts = (
        (held.marks, "mark", "marks"),
        (held.corrections, "correction", "corrections"),
        (held.details, "detail set by hand", "details set by hand"),
    )
    told = [f"{number:,} {one if number == 1 else more}" for number, one, more in parts if number]
    return ", ".join(told) or "no marks"
