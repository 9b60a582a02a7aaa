"""`briefing list`: what there is, and source and date set by hand."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import shown_path
from briefing.cli.inputs import Inputs, find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.errors import UsageError
from briefing.model.article_names import format_name, letter
from briefing.model.head import ArticleHead
from briefing.model.proposed_date import ProposedDate
from briefing.text.clean import clean_line

COLUMNS = (
    "article",
    "title",
    "source",
    "author",
    "published",
    "format",
    "language",
    "words",
    "passages",
    "figures",
    "topics",
    "fingerprint",
)
_SETTABLE = ("source", "published")


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="set source=NAME or published=YYYY-MM-DD of the articles named, for good; an empty value "
        "goes back to what the article says",
    )
    parser.option(
        "--propose-dates",
        action="store_true",
        help="propose dates for articles that have none, from their own words and from others on the same "
        "event; --set published=YYYY-MM-DD takes one",
    )
    parser.results()


def run(arguments: Namespace) -> int:
    """List the articles, after setting what `--set` says."""
    changes = _changes(arguments.set)
    if changes and not arguments.paths:
        raise UsageError("--set needs the articles it is meant for", hint="name a file or folder")
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    if changes:
        for article in inputs.session.articles:
            inputs.session.set_details(article.id, **changes)
    find_annotations(inputs.session, "figures")
    if arguments.propose_dates:
        find_annotations(inputs.session, "names")
    proposed = inputs.session.sources.proposed_dates() if arguments.propose_dates else None
    columns = COLUMNS if proposed is None else (*COLUMNS, "proposed")
    out.records(
        _records(inputs, proposed),
        text=lambda: _text(inputs, proposed or {}, out.width),
        rows=_rows,
        columns=columns,
    )
    return inputs.exit_code()


def _changes(pairs: Sequence[str]) -> dict[str, str]:
    changes: dict[str, str] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if field not in _SETTABLE or not equals:
            raise UsageError(f"--set cannot read {pair}", hint="source=NAME or published=YYYY-MM-DD")
        changes[field] = clean_line(value)
    return changes


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    proposed = record.get("proposed")
    yield {**record, "proposed": proposed["day"] if proposed else None}


def _records(inputs: Inputs, proposed: Mapping[str, ProposedDate] | None) -> Iterator[dict[str, Any]]:
    session = inputs.session
    topics = Counter(
        name
        for topic in session.topics.all()
        if not topic.is_other
        for name in {passage.article for passage in topic.passages}
    )
    for head in session.heads():
        found = proposed.get(head.id) if proposed is not None else None
        more = {} if proposed is None else {"proposed": found.to_dict() if found is not None else None}
        yield {
            "article": head.id,
            "title": head.title,
            "source": head.source,
            "author": head.author,
            "published": head.published,
            "format": format_name(head),
            "language": head.language,
            "words": head.words,
            "passages": head.passages,
            "figures": head.figures,
            "topics": topics[head.id],
            "fingerprint": head.fingerprint,
            **more,
        }


_HEADS = ("", "source", "published", "format", "words", "passages", "figures", "title", "file")
_FROM = {"format": 100, "words": 90, "passages": 90, "figures": 74}
"""Cells from which there is room for a format or a count beside source, date, title and file."""


def _text(inputs: Inputs, proposed: Mapping[str, ProposedDate], width: int) -> Iterator[Line]:
    """A table for people; a proposed date has a question mark. It leaves out the topics, which take far
    longer to find than all the rest."""
    shown = [n for n, head in enumerate(_HEADS) if width >= _FROM.get(head, 0)]
    rows: list[Line] = [[Piece(_HEADS[n], "dim") for n in shown]]
    for place, head in enumerate(inputs.session.heads()):
        row = _row(place, head, proposed.get(head.id))
        rows.append([row[n] for n in shown])
    number = TableColumn(right=True)
    columns = (
        TableColumn(),
        TableColumn(least=10),
        TableColumn(),
        TableColumn(least=8),
        number,
        number,
        number,
        TableColumn(least=16),
        TableColumn(least=12, keeps_end=True),
    )
    return table(rows, [columns[n] for n in shown], width)


def _row(place: int, head: ArticleHead, proposed: ProposedDate | None) -> Line:
    date = head.published or (f"{proposed.day}?" if proposed is not None else "-")
    return [
        Piece(letter(place), "label"),
        Piece(head.source or "-", "label" if head.source else "dim"),
        Piece(date, "" if head.published else "dim"),
        Piece(format_name(head), "dim"),
        Piece(str(head.words)),
        Piece(str(head.passages)),
        Piece(str(head.figures), "figure"),
        Piece(head.title, "bold" if head.has_title else ""),
        Piece(shown_path(head.id), "dim"),
    ]
