"""`briefing events`: the articles grouped by the event they report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, flow, table
from briefing.cli.progress_line import followed
from briefing.model.event import Event

COLUMNS = ("label", "from", "to", "article", "copy_of")
_INDENT = "  "


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.results()
    parser.note(
        "An event is what happened, not what it is about: two earthquakes of one region are two. The event\n"
        "of most articles comes first, its articles by date. A copy is told with its original (`briefing\n"
        "voices`). CSV has a row for each article."
    )


def run(arguments: Namespace) -> int:
    """Print the events, the one of most articles first."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    find_annotations(session, "names", in_any=True)
    events = followed(session.sources.events_in_steps(), "comparing articles")
    copy_of = session.sources.copy_of()
    out.records(
        (event.to_dict(copy_of) for event in events),
        text=lambda: _text(events, copy_of, ArticleLabels(session), out.width),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code()


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in record["articles"]:
        yield {"label": record["label"], "from": record["from"], "to": record["to"], **one}


def _text(
    events: Sequence[Event], copy_of: Mapping[str, str], labels: ArticleLabels, width: int
) -> Iterator[Line]:
    """Label, days and number of voices of each event; below it its articles, copies told as such."""
    for number, event in enumerate(events):
        if number:
            yield []
        yield from flow([Piece(f"{event.label}  ", "bold"), Piece(_facts(event, copy_of), "dim")], width)
        rows: list[Line] = []
        for name in event.articles:
            original = copy_of.get(name)
            copied = f"copy of {labels.letter(original)}" if original is not None else ""
            rows.append(
                [Piece(_INDENT + labels.letter(name), "label"), *labels.about(name), Piece(copied, "dim")]
            )
        columns = (TableColumn(), TableColumn(least=10), TableColumn(), TableColumn(least=16), TableColumn())
        yield from table(rows, columns, width)


def _facts(event: Event, copy_of: Mapping[str, str]) -> str:
    days = " to ".join(dict.fromkeys(day for day in (event.first_day, event.last_day) if day))
    voices = len({copy_of.get(name, name) for name in event.articles})
    counts = [_counted(len(event.articles), "article")]
    if voices < len(event.articles):
        counts.append(_counted(voices, "voice"))
    return " · ".join([*([days] if days else []), *counts])


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
