"""`briefing search`: passages that answer a query, best first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

from briefing.cli.arguments import CommandParser, number
from briefing.cli.cells import cell_width, shown
from briefing.cli.diagnostics import DONE, NOTHING_FOUND, say, say_lines
from briefing.cli.inputs import open_inputs
from briefing.cli.output import Line, Output, Piece, flow
from briefing.errors import UsageError
from briefing.model.hit import Fault, Hit, SearchAnswer

COLUMNS = ("article", "passage", "score", "spans", "snippet")
_WINDOW = 60
"""How much of a long query is shown before and behind a fault."""


def configure(parser: CommandParser) -> None:
    """Add what `search` takes."""
    parser.word("query", "QUERY", "what to look for; see below", required=True)
    parser.paths()
    parser.option(
        "--limit", type=number(0), default=50, metavar="N", help="print at most N passages (default: 50)"
    )
    parser.results()
    parser.note(
        "Every word of a query must stand in the passage, in any inflection.\n"
        '"two words" is a phrase, tarif* a beginning, -word leaves out, a OR b is either.\n'
        "A query that begins with a minus goes behind `--`. A word that stands nowhere is looked\n"
        "for by its near-misses, which standard error names. Exit code 1: nothing was found."
    )


def run(arguments: Namespace) -> int:
    """Print the hits; UsageError where the query cannot be read."""
    _check(arguments.query)
    out = Output(arguments.format, arguments.color)
    inputs = open_inputs(arguments.paths)
    answer = inputs.session.search(arguments.query, limit=arguments.limit, typing=False)
    _refuse(arguments.query, answer.faults)
    for word, near in answer.corrections:
        say(f"{word} stands nowhere; showing {' and '.join(near)}")
    if answer.total > len(answer.hits):
        say(f"{len(answer.hits)} of {answer.total} passages are shown; --limit gives more")
    out.records(
        (hit.to_dict() for hit in answer.hits),
        text=lambda: _text(answer, out.width),
        rows=lambda record: [{**record, "spans": [f"{s['start']}-{s['end']}" for s in record["spans"]]}],
        columns=COLUMNS,
    )
    return inputs.exit_code(DONE if answer.total else NOTHING_FOUND)


def _check(query: str) -> None:
    """Point at the first fault of `query` on standard error and raise UsageError, if there is one."""
    from briefing.figures.asked import read_amount
    from briefing.search.query import parse_query

    if not query.strip():
        raise UsageError("the query is empty", hint="see briefing search --help")
    _refuse(query, parse_query(query, read_amount=read_amount).faults)


def _refuse(query: str, faults: Sequence[Fault]) -> None:
    """Point at the first of `faults` and raise UsageError; nothing happens where there is none."""
    if faults:
        say_lines(_pointer(query, faults[0].start))
        raise UsageError(f"the query cannot be read: {faults[0].reason}", hint="see briefing search --help")


def _pointer(query: str, position: int) -> list[str]:
    """The query around `position` on one line, and a caret under that place on the next."""
    first = max(0, position - _WINDOW)
    before = shown(query[first:position])
    line = before + shown(query[position : position + _WINDOW])
    return [f"  {line}", "  " + " " * cell_width(before) + "^"]


def _text(answer: SearchAnswer, width: int) -> Iterator[Line]:
    for hit in answer.hits:
        yield [Piece(hit.article, "label"), Piece(f":{hit.passage}", "dim")]
        yield from flow(_snippet(hit), width, indent="    ")


def _snippet(hit: Hit) -> Iterator[Piece]:
    """The snippet in pieces, with the matches in it in their own style."""
    first, last = hit.snippet_start, hit.snippet_start + len(hit.snippet)
    at = first
    for span in hit.spans:
        start, end = max(span.start, at), min(span.end, last)
        if start < end:
            yield Piece(hit.snippet[at - first : start - first])
            yield Piece(hit.snippet[start - first : end - first], "hit")
            at = end
    yield Piece(hit.snippet[at - first :])
