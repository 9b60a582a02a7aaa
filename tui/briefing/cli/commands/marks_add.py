"""`briefing marks add`: mark a passage, a quote or a range of one article."""

from __future__ import annotations

import re
from argparse import Namespace

from briefing.cli.arguments import CommandParser, number
from briefing.cli.diagnostics import UNREADABLE
from briefing.cli.inputs import open_inputs
from briefing.cli.mark_output import print_marks, saving
from briefing.cli.output import Output
from briefing.errors import UsageError
from briefing.model.article import Article, Span
from briefing.model.mark import MARK_COLOURS
from briefing.text.clean import clean

_LONGEST_QUOTE = 10_000


def configure(parser: CommandParser) -> None:
    """Add what `marks add` takes."""
    parser.word(
        "path", "PATH", "one file, `-`, or FILE#ID for one article of a file of several", required=True
    )
    parser.option("--passage", type=number(0), metavar="N", help="mark passage N, or the quote inside it")
    parser.option("--quote", metavar="WORDS", help="mark these words; they must stand there just once")
    parser.option("--start", type=number(0), metavar="N", help="mark from this offset of the text")
    parser.option("--end", type=number(1), metavar="N", help="mark up to before this offset")
    parser.option("--colour", choices=MARK_COLOURS, default=MARK_COLOURS[0], help="default: %(default)s")
    parser.option("--note", default="", metavar="TEXT", help="a note")
    parser.option("--tag", action="append", default=[], metavar="TAG", help="a tag; may be given again")
    parser.results()


def run(arguments: Namespace) -> int:
    """Store the mark and print it."""
    if (arguments.start is None) != (arguments.end is None):
        raise UsageError("--start and --end go together")
    if arguments.start is not None and (arguments.quote is not None or arguments.passage is not None):
        raise UsageError("--start and --end stand alone", hint="or use --passage and --quote")
    out = Output(arguments.format, arguments.color)
    inputs = open_inputs([arguments.path])
    articles = inputs.session.articles
    if not articles:
        return UNREADABLE
    if len(articles) > 1:
        raise UsageError(
            f"{arguments.path} holds {len(articles)} articles", hint=f"name one, such as {articles[0].id}"
        )
    span = _span(articles[0], arguments)
    with saving():
        mark = inputs.session.marks.add(
            articles[0],
            span.start,
            span.end,
            colour=arguments.colour,
            note=arguments.note,
            tags=arguments.tag,
        )
    print_marks(out, [mark])
    return inputs.exit_code()


def _span(article: Article, arguments: Namespace) -> Span:
    if arguments.start is not None:
        return Span(arguments.start, arguments.end)
    whole = Span(0, len(article.text))
    if arguments.passage is not None:
        if arguments.passage >= len(article.passages):
            raise UsageError(
                f"{article.id} has no passage {arguments.passage}",
                hint=f"its last is {len(article.passages) - 1}",
            )
        passage = article.passages[arguments.passage]
        whole = Span(passage.start, passage.end)
    if arguments.quote is not None:
        return _quote(article, arguments.quote, whole)
    if arguments.passage is None:
        raise UsageError("what to mark is missing", hint="--passage, --quote, or --start and --end")
    return whole


def _quote(article: Article, quote: str, where: Span) -> Span:
    """Where the words of `quote` stand in `where`, whatever blanks and line ends are between them."""
    words = clean(quote).split()
    if not words or len(quote) > _LONGEST_QUOTE:
        raise UsageError(f"--quote needs 1 to {_LONGEST_QUOTE} characters")
    pattern = re.compile(r"\s{1,100}".join(map(re.escape, words)))
    found = [match.span() for match in pattern.finditer(article.text, where.start, where.end)]
    if not found:
        raise UsageError(f"{article.id} does not say so", hint="--quote must be in its own words")
    if len(found) > 1:
        raise UsageError(
            f"{article.id} says so {len(found)} times", hint="--passage or more words tell which"
        )
    return Span(*found[0])
