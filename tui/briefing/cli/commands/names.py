"""`briefing names`: the people, places and organisations that articles name, and where."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.inputs import find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.model.name import Name, NameKind

KINDS: tuple[str, ...] = get_args(NameKind)
COLUMNS = ("name", "kind", "count", "article", "passage", "start", "end", "text")


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--kind",
        action="append",
        choices=KINDS,
        default=[],
        metavar="KIND",
        help=f"print names of this kind only; may be given again: {', '.join(KINDS)}",
    )
    parser.results()
    parser.note(
        "The most often named comes first. A name stands in its fullest form; short forms are counted with\n"
        "it where they can be short for no other. The kind is left empty where the text does not prove it.\n"
        "CSV has a row for each place where a name stands."
    )


def run(arguments: Namespace) -> int:
    """Print the names of all articles together, the most often named first."""
    from briefing.names.collect_names import collect_names

    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    find_annotations(session, "names", in_any=True)
    found = collect_names(session.names(name) for name in session.by_name)
    names = [name for name in found if not arguments.kind or name.kind in arguments.kind]
    out.records(
        (name.to_dict() for name in names),
        text=lambda: _text(names, ArticleLabels(session), out.width),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code()


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in record["entries"]:
        yield {"name": record["name"], "kind": record["kind"], "count": record["count"], **entry}


def _text(names: list[Name], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """How often, the name, its kind, and the articles that name it, the one that does most first; what the
    letters are stands at the end."""
    rows: list[Line] = []
    told: set[str] = set()
    for name in names:
        articles: dict[str, int] = {}
        for mention in name.mentions:
            articles[mention.article] = articles.get(mention.article, 0) + 1
        most_first = sorted(articles, key=lambda article: -articles[article])
        told.update(most_first)
        rows.append(
            [
                Piece(f"{len(name.mentions):,}", "dim"),
                Piece(name.name, "bold"),
                Piece(name.kind or "", "label"),
                Piece(" ".join(map(labels.letter, most_first)), "label"),
            ]
        )
    columns = [TableColumn(right=True), TableColumn(least=24), TableColumn(), TableColumn(least=16)]
    yield from table(rows, columns, width)
    yield from labels.explained(told, width)
