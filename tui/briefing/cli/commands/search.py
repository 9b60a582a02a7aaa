"""`briefing search`: passages that answer a query, best first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from briefing.cli.arguments import CommandParser, library_choice, number
from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import cell_width, shown
from briefing.cli.concordance import MAX_CONTEXTS, SIDES, print_concordance
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say, say_lines
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Piece, ResultWriter, flow
from briefing.errors import UsageError
from briefing.model.search_answer import Hit, QueryFault, SearchAnswer

SORTS = ("best", "date", "oldest", *SIDES)
COLUMNS = ("article", "passage", "score", "spans", "snippet")
_WINDOW = 60
"""How much of a long query is shown before and behind a fault."""


def configure(parser: CommandParser) -> None:
    parser.word("query", "QUERY", "what to look for; see below", required=True)
    parser.inputs()
    parser.option(
        "--limit", type=number(0), default=50, metavar="N", help="print at most N passages (default: 50)"
    )
    parser.option(
        "--offset", type=number(0), default=0, metavar="N", help="leave out the first N passages (default: 0)"
    )
    parser.option(
        "--sort",
        choices=SORTS,
        default="best",
        help="best first (default), by date (newest first), oldest first, or with --kwic by the words "
        "to the left or right of the match",
    )
    parser.option("--kwic", action="store_true", help="one line a match, aligned on it (keyword in context)")
    parser.results()
    parser.note(
        "Every word of a query must stand in the passage, in any inflection.\n"
        '"two words" is a phrase, tarif* a beginning, -word or NOT word leaves out, a OR b is either,\n'
        "a NEAR b both within ten words (NEAR/3: within three), brackets group.\n"
        "Fields: title:word source:word kind:heading date:2026-01..2026-03 topic:label mark:yellow\n"
        "tag:name; figures as numbers: figure:>10bn figure:20..30% figure:USD unit:t; people, places and\n"
        "organisations: name:bessent. in:article lets the words stand in several passages of an article.\n"
        "A query that begins with a minus goes behind `--`. A word that stands nowhere is looked\n"
        "for by its near-misses, which standard error names. With --kwic each match is a record of\n"
        "its own. Exit code 1: nothing was found."
    )


def run(arguments: Namespace) -> int:
    """Print the hits; UsageError where the query cannot be read."""
    _check(arguments.query)
    side = arguments.sort if arguments.sort in SIDES else None
    if side and not arguments.kwic:
        raise UsageError(f"--sort {side} needs --kwic", hint="see briefing search --help")
    out = ResultWriter(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths, library_choice(arguments))
    answer = inputs.session.search.passages(
        arguments.query,
        limit=arguments.limit,
        offset=arguments.offset,
        typing=False,
        order="best" if side else arguments.sort,
        context=MAX_CONTEXTS if arguments.kwic else 0,
    )
    _refuse(arguments.query, answer.faults)
    for fault in answer.faults:
        say(fault.reason)
    for line in answer.corrected():
        say(line)
    for hint in inputs.session.search.hints(arguments.query, typing=False):
        say(hint.text)
    if answer.total > len(answer.hits) + answer.offset:
        say(f"{len(answer.hits)} of {answer.total} passages are shown; --limit gives more")
    labels = ArticleLabels(inputs.session)
    if arguments.kwic:
        print_concordance(out, answer, side, labels)
    else:
        _print(out, answer, labels)
    return inputs.exit_code(DONE if answer.total else NOTHING_FOUND)


def _print(out: ResultWriter, answer: SearchAnswer, labels: ArticleLabels) -> None:
    """Print a passage a record."""
    out.records(
        (hit.to_dict() for hit in answer.hits),
        text=lambda: _text(answer, labels, out.width),
        rows=lambda record: [{**record, "spans": [f"{s['start']}-{s['end']}" for s in record["spans"]]}],
        columns=COLUMNS,
    )


def _check(query: str) -> None:
    """Point at the first fault of `query` on standard error and raise UsageError, if there is one."""
    from briefing.figures.typed_amounts import read_amount
    from briefing.search.query import parse_query

    if not query.strip():
        raise UsageError("the query is empty", hint="see briefing search --help")
    _refuse(query, parse_query(query, read_amount=read_amount).faults)


def _refuse(query: str, faults: Sequence[QueryFault]) -> None:
    """Point at the first of `faults` that is not searched and raise UsageError, if there is one."""
    fault = next((fault for fault in faults if not fault.searched), None)
    if fault is not None:
        say_lines(_pointer(query, fault.start))
        raise UsageError(f"the query cannot be read: {fault.reason}", hint="see briefing search --help")


def _pointer(query: str, position: int) -> list[str]:
    """The query around `position` on one line, and a caret under that place on the next."""
    first = max(0, position - _WINDOW)
    before = shown(query[first:position])
    line = before + shown(query[position : position + _WINDOW])
    return [f"  {line}", "  " + " " * cell_width(before) + "^"]


def _text(answer: SearchAnswer, labels: ArticleLabels, width: int) -> Iterator[Line]:
    for hit in answer.hits:
        yield labels.placed(hit.article, hit.passage, width)
        yield from flow(_snippet(hit), width, indent="    ")


def _snippet(hit: Hit) -> Iterator[Piece]:
    """The snippet in pieces, with the matches in it in their own style."""
    first, last = hit.snippet_start, hit.snippet_start + len(hit.snippet)
    at = first
    if hit.cut_before:
        yield Piece("… ", "dim")
    for span in hit.spans:
        start, end = max(span.start, at), min(span.end, last)
        if start < end:
            yield Piece(hit.snippet[at - first : start - first])
            yield Piece(hit.snippet[start - first : end - first], "hit")
            at = end
    yield Piece(hit.snippet[at - first :])
    if hit.cut_behind:
        yield Piece(" …", "dim")
