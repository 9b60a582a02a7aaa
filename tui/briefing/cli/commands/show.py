"""`briefing show`: the text of an article with its passages."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefing.cli.arguments import CommandParser, library_choice
from briefing.cli.article_labels import shown_path
from briefing.cli.cells import shown, wrap
from briefing.cli.colour import Style
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.errors import UsageError
from briefing.model.article import Article
from briefing.text.clean import clean_line
from briefing.text.quoted_lines import without_quote_signs

if TYPE_CHECKING:
    from briefing.session import Session

COLUMNS = ("article", "passage", "kind", "level", "start", "end", "text")
Reasons = Mapping[int, str]
"""Why passages are boilerplate, by their numbers, where all articles together say so."""
ORIGIN_COLUMNS = (
    *("article", "file", "problem", "format", "bytes", "sha256", "part", "url", "requested", "fetched"),
    *("as_fetched", "extractor", "encoding", "fingerprint", "source", "source_by", "published"),
    "published_by",
)
MOST_OPENED = 5
_TEXT_WIDTH = 100
"""Lines longer than this are hard to read, however wide the terminal is."""


def configure(parser: CommandParser) -> None:
    parser.inputs()
    parser.option(
        "--origin",
        action="store_true",
        help="print where each article comes from, instead of its text: file, part, address, reader",
    )
    parser.option(
        "--open-original",
        action="store_true",
        help=f"open the original in your own program for its kind; of at most {MOST_OPENED} files at once",
    )
    parser.results()
    parser.note(
        "JSON is one object for one article, and an array of them for several. CSV has a row for\n"
        "each passage. In JSON, a passage that is boilerplate because it stands in many articles has the\n"
        "reason: `reason`. With --origin it is one object for one article, too: {article, file, problem,\n"
        "format, bytes, sha256, part, url, requested, fetched, as_fetched, extractor, encoding,\n"
        "fingerprint, source, source_by, published, published_by, warnings}."
    )


def run(arguments: Namespace) -> int:
    """Print each article, or where it comes from."""
    if arguments.open_original and not arguments.paths:
        raise UsageError("--open-original needs the articles", hint="name them")
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    session = inputs.session
    if arguments.open_original:
        _open_originals(session)
        if not arguments.origin:
            return inputs.exit_code()
    if arguments.origin:
        _print_origins(session, out)
        return inputs.exit_code()
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


def _open_originals(session: Session) -> None:
    """Open each file once; UsageError where that would be too many, or one cannot be opened."""
    from briefing.files.programs import open_in_program

    # A file may hold many articles, and is read whole to be looked up: that is done once, by any of them,
    # and not at all where there are too many files.
    by_file = {session.corpus.file_of(name): name for name in session.by_name}
    if len(by_file) > MOST_OPENED:
        raise UsageError(f"these are {len(by_file)} files, and at most {MOST_OPENED} are opened at once")
    files: dict[str, None] = {}
    for name in by_file.values():
        try:
            files[session.original(name).file_to_open()] = None
        except UsageError as error:
            raise UsageError(f"{clean_line(name)}: {error.message}") from error
    for file in files:
        open_in_program(file)


def _print_origins(session: Session, out: ResultWriter) -> None:
    articles = session.articles

    def record(article: Article) -> dict[str, Any]:
        return session.original(article.id).to_dict()

    def text() -> Iterator[Line]:
        for number, article in enumerate(articles):
            if number:
                yield []
            yield from flow([Piece(article.title, "bold")], out.width)
            for name, value in session.original(article.id).facts():
                if value:
                    yield [Piece(f"  {name:<10}", "dim"), Piece(clean_line(value))]

    columns = ORIGIN_COLUMNS
    if len(articles) == 1:
        out.record(record(articles[0]), text=text, columns=columns)
    else:
        out.records(map(record, articles), text=text, columns=columns)


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
        place = passage.place
        if passage.kind != "paragraph" or place:
            kind = passage.kind if passage.kind != "paragraph" else ""
            told = f"{' · ' if kind else ''}{place}" if place else ""
            yield [Piece(" " * (gutter + 1)), Piece(kind, "label"), Piece(f"{told}{why}", "dim")]
        style: Style = "dim" if passage.kind == "boilerplate" else ""
        lines = wrap(shown(without_quote_signs(article.passage_text(passage.number))), width - gutter - 1)
        for index, line in enumerate(lines):
            number = str(passage.number) if index == 0 else ""
            yield [Piece(f"{number:>{gutter}} ", "dim"), Piece(line, style)]


def _date(article: Article) -> str:
    by = "set by you" if article.published_by == "reader" else article.published_by
    return f"{article.published} ({by})"
