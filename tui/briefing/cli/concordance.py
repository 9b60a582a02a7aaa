"""The concordance of `briefing search --kwic`: one line a match, aligned on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefing.cli.article_labels import ArticleLabels
from briefing.cli.cells import cell_width, cut, cut_front, pad, shown
from briefing.cli.output import Line, Piece, ResultWriter
from briefing.model.search_answer import Hit, MatchContext, SearchAnswer

SIDES = ("left", "right")
"""Sides of a match by whose words the lines can be sorted."""
COLUMNS = ("article", "passage", "start", "end", "left", "match", "right")
MAX_CONTEXTS = 50
"""Matches of one passage shown."""
_NAME = 24
"""Cells of the place of a match and the name of its article at most."""
_LEAST = 10
"""Cells left for each side on the narrowest terminal."""

_Row = tuple[Hit, MatchContext]


def print_concordance(
    out: ResultWriter, answer: SearchAnswer, side: str | None, labels: ArticleLabels
) -> None:
    """Print every match of `answer`, in its order or by the words on one side of it."""
    rows = [(hit, context) for hit in answer.hits for context in hit.contexts]
    if side is not None:
        rows.sort(key=lambda row: _key(row, side))
    out.records((_record(row) for row in rows), text=lambda: _lines(rows, labels, out.width), columns=COLUMNS)


def _key(row: _Row, side: str) -> tuple[tuple[str, ...], str, int, int]:
    """What a line is sorted by: the words on one side, nearest first, then its place."""
    hit, context = row
    words = context.before() if side == "left" else context.after()
    return words, hit.article, hit.passage, context.span.start


def _record(row: _Row) -> dict[str, Any]:
    hit, context = row
    return {
        "article": hit.article,
        "passage": hit.passage,
        **context.span.to_dict(),
        "left": context.left,
        "match": context.word,
        "right": context.right,
    }


def _lines(rows: Sequence[_Row], labels: ArticleLabels, width: int) -> Iterator[Line]:
    """Each line: where the match stands, the text before it, the match, the text behind it."""
    places = [
        cut(f"{labels.place(hit.article, hit.passage)} {shown(labels.short_name(hit.article))}", _NAME)
        for hit, _ in rows
    ]
    widest = max(map(cell_width, places), default=0)
    longest = min(max((cell_width(shown(context.word)) for _, context in rows), default=0), width // 3)
    side = max((width - widest - longest - 2) // 2, _LEAST)
    for place, (_, context) in zip(places, rows, strict=True):
        word = cut(shown(context.word), longest)
        right = max(width - widest - side - cell_width(word) - 2, _LEAST)
        yield [
            Piece(pad(place, widest), "dim"),
            Piece("  " + pad(cut_front(shown(context.left), side), side, right=True)),
            Piece(word, "hit"),
            Piece(cut(shown(context.right), right)),
        ]
