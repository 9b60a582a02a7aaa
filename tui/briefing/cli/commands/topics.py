"""`briefing topics`: what the articles speak of, and where."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from briefing.cli.arguments import CommandParser
from briefing.cli.cells import cell_width, pad, shown
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Output, Piece
from briefing.model.topic import Topic, TopicPassage
from briefing.session import Session

COLUMNS = ("label", "keywords", "share", "article", "passage", "weight")


def configure(parser: CommandParser) -> None:
    """Add what `topics` takes."""
    parser.paths()
    parser.results()
    parser.note("CSV has a row for each passage of a topic.")


def run(arguments: Namespace) -> int:
    """Print the topics, the largest share first."""
    out = Output(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths)
    topics = inputs.session.topics()
    out.records(
        [topic.to_dict() for topic in topics],
        text=lambda: _text(topics, inputs.session),
        rows=_rows,
        columns=COLUMNS,
    )
    return inputs.exit_code()


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for passage in record["passages"]:
        yield {**record, **passage}


def _text(topics: tuple[Topic, ...], session: Session) -> Iterator[Line]:
    names = [article.id for article in session.articles]
    width = max((cell_width(shown(name)) for name in names), default=0)
    for number, topic in enumerate(topics):
        if number:
            yield []
        yield [Piece(f"{topic.share:4.0%}  ", "figure"), Piece(topic.label, "bold")]
        yield [Piece(" " * 6), Piece(", ".join(topic.keywords), "dim")]
        for name, group in groupby(topic.passages, key=_article_of):
            numbers = " ".join(str(passage.passage) for passage in group)
            yield [Piece(" " * 6), Piece(pad(shown(name), width)), Piece(f"  {numbers}", "label")]


def _article_of(passage: TopicPassage) -> str:
    return passage.article
