"""`briefing figures`: every key figure with its value and unit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any, get_args

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.diagnostics import say
from briefing.cli.inputs import Inputs, find_annotations, open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, TableColumn, table
from briefing.errors import UsageError
from briefing.model.article import Article
from briefing.model.figure import Figure, FigureKind

KINDS: tuple[str, ...] = get_args(FigureKind)
COLUMNS = (
    "article",
    "passage",
    "start",
    "end",
    "text",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "trend",
    "from",
    "to",
    "of",
    "subject",
    "from_value",
    "to_value",
    "key",
)


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--kind",
        action="append",
        choices=KINDS,
        default=[],
        metavar="KIND",
        help=f"print figures of this kind only; may be given again: {', '.join(KINDS)}",
    )
    parser.option("--key", action="store_true", help="print key figures only: those a reader would quote")
    parser.option(
        "--explain",
        action="store_true",
        help="add the name of the rule that gave the figure, why it is key, and both readings of a date in "
        "digits where nothing tells whether the day or the month comes first",
    )
    parser.option(
        "--disable",
        action="append",
        default=[],
        metavar="RULE",
        help="leave a rule out, by the name that --explain prints; may be given again",
    )
    parser.results()


def run(arguments: Namespace) -> int:
    """Print the figures of each article, in text order."""
    disabled = _known_rules(arguments.disable)
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    for article in inputs.session.articles:
        if limits := inputs.session.figure_limits(article.id):
            say(f"{article.id}: {limits}")
    if not disabled:
        find_annotations(inputs.session, "figures")
    found = _Found(inputs, frozenset(arguments.kind), disabled, key=arguments.key, explain=arguments.explain)
    out.records(
        found.records(),
        text=lambda: found.text(out.width),
        columns=(*COLUMNS, "rule", "key_reason", "readings") if arguments.explain else COLUMNS,
    )
    return inputs.exit_code()


def _known_rules(names: list[str]) -> frozenset[str]:
    if names:
        from briefing.figures.rule_table import rule_names

        known = rule_names()
        for name in names:
            if name not in known:
                raise UsageError(f"no rule is called {name}", hint=f"one of {', '.join(known)}")
    return frozenset(names)


class _Found:
    """The figures asked for, article by article."""

    def __init__(
        self, inputs: Inputs, kinds: frozenset[str], disabled: frozenset[str], *, key: bool, explain: bool
    ) -> None:
        self._session = inputs.session
        self._kinds = kinds
        self._disabled = disabled
        self._key = key
        self._explain = explain

    def _figures(self, article: Article) -> list[Figure]:
        figures = self._session.figures(article.id, disabled=self._disabled)
        return [
            figure
            for figure in figures
            if (not self._kinds or figure.kind in self._kinds) and (figure.key or not self._key)
        ]

    def records(self) -> Iterator[dict[str, Any]]:
        """The public form of each, with its rule and the readings of a date where that was asked for."""
        for article in self._session.articles:
            for figure in self._figures(article):
                record = figure.to_dict()
                if self._explain:
                    record |= {
                        "rule": figure.rule,
                        "key_reason": figure.key,
                        "readings": list(figure.readings),
                    }
                yield record

    def text(self, width: int) -> Iterator[Line]:
        """A table for each article: passage, normal form, the words themselves, what they measure."""
        from briefing.figures.normal_form import normal_form

        labels = ArticleLabels(self._session)
        for number, article in enumerate(self._session.articles):
            if number:
                yield []
            yield from labels.heading(article.id, width)
            rows: list[Line] = []
            for figure in self._figures(article):
                row = [
                    Piece(str(figure.passage), "dim"),
                    Piece(figure.kind, "label"),
                    Piece(normal_form(figure), "figure"),
                    Piece(figure.text, "bold" if figure.key else ""),
                    Piece(figure.of or "", "dim"),
                ]
                rows.append([*row, Piece(_why(figure), "dim")] if self._explain else row)
            columns = [
                TableColumn(right=True),
                TableColumn(),
                TableColumn(),
                TableColumn(least=10),
                TableColumn(least=10),
                TableColumn(),
            ]
            yield from table(rows, columns if self._explain else columns[:-1], width)


def _why(figure: Figure) -> str:
    """The rule that gave a figure, why it is key, and both readings of a date that nothing decides."""
    rule = f"{figure.rule}: {' or '.join(figure.readings)}" if figure.readings else figure.rule
    return f"{rule}; key: {figure.key}" if figure.key else rule
