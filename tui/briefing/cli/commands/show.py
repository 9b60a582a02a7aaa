"""`briefing show`: the text of an article with its passages."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import shown_path
from briefing.cli.cells import shown, wrap
from briefing.cli.colour import Style
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.model.article import Article, Passage
from briefing.text.quoted_lines import without_quote_signs

COLUMNS = ("article", "passage", "kind", "level", "start", "end", "text")
Reasons = Mapping[int, str]
"""Why passages are boilerplate, by their numbers, where all articles together say so."""
_TEXT_WIDTH = 100
"""Lines longer than this are hard to read, however wide the terminal is."""


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.results()
    parser.note(
        "JSON is one object for one article, and an array of them for several. CSV has a row for\n"
        "each passage. In JSON, a passage that is boilerplate because it stands in many articles has the\n"
        "reason: `reason`."
    )


def run(arguments: Namespace) -> int:
    """Print each article."""
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    articles, reasons = session.articles, session.boilerplate_reasons

    def record(article: Article) -> dict[str, Any]:
        return _record(article, reasons(article))

    def text() -> Iterator[Line]:
        return _text(articles, reasons, out.width)

    if len(articles) == 1:
        out.record(record(articles[0]), text=text, rows=_rows, columns=COLUMNS)
    else:
        out.records(map(record, articles), text=text, rows=_rows, columns=COLUMNS)
    return inputs.exit_code()


def _record(article: Article, reasons: Reasons) -> dict[str, Any]:
    passages = [passage.to_dict() for passage in article.passages]
    for number, reason in reasons.items():
        passages[number]["reason"] = reason
    return {
        "article": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "published_by": article.published_by,
        "url": article.url,
        "origin": article.origin,
        "extractor": article.extractor,
        "text": article.text,
        "passages": passages,
    }


def _rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for passage in record["passages"]:
        text = record["text"][passage["start"] : passage["end"]]
        row = {"article": record["article"], **passage, "text": text}
        yield {name: row[name] for name in COLUMNS}


def _text(articles: Sequence[Article], reasons: Callable[[Article], Reasons], width: int) -> Iterator[Line]:
    for number, article in enumerate(articles):
        if number:
            yield []
        yield from _article(article, reasons(article), min(width, _TEXT_WIDTH))


def _article(article: Article, reasons: Reasons, width: int) -> Iterator[Line]:
    facts = [article.source, article.author, article.published and _date(article), article.language]
    yield from flow([Piece(article.title, "bold")], width)
    told = " · ".join([fact for fact in facts if fact] + [shown_path(article.id)])
    yield from flow([Piece(told, "dim")], width)
    gutter = len(str(len(article.passages))) + 1
    for passage in article.passages:
        yield []
        why = f" · {reasons[passage.number]}" if passage.number in reasons else ""
        place = _place(passage)
        if passage.kind != "paragraph" or place:
            kind = passage.kind if passage.kind != "paragraph" else ""
            told = f"{' · ' if kind else ''}{place}" if place else ""
            yield [Piece(" " * (gutter + 1)), Piece(kind, "label"), Piece(f"{told}{why}", "dim")]
        style: Style = "dim" if passage.kind == "boilerplate" else ""
        lines = wrap(shown(without_quote_signs(article.passage_text(passage.number))), width - gutter - 1)
        for index, line in enumerate(lines):
            number = str(passage.number) if index == 0 else ""
            yield [Piece(f"{number:>{gutter}} ", "dim"), Piece(line, style)]


def _place(passage: Passage) -> str:
    """Where in its original a passage begins, in words."""
    if passage.page is not None:
        return f"p. {passage.page}"
    return f"{passage.time:,.0f} s" if passage.time is not None else ""


def _date(article: Article) -> str:
    by = "set by you" if article.published_by == "reader" else article.published_by
    return f"{article.published} ({by})"
