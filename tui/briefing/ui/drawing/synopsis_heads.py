"""What stands around the table of a synopsis: its title line, the heads of its columns, its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from briefing.text.clean import clean_line
from briefing.ui.drawing.formatting import count, letter, short_date
from briefing.ui.drawing.styled_text import Pen, between, cut, join
from briefing.ui.drawing.synopsis_rows import DIFFERS, LABEL, SynopsisLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.excerpt import Citation
    from briefing.model.synopsis import Synopsis

BRIEF = 22
"""Cells of a name where all sources share a line."""
KEYS = (
    ("enter", "open", "open"),
    ("] [", "differing", "differs"),
    ("space", "whole", "whole"),
    ("m", "mark", "mark"),
    ("e", "export", "export"),
    ("} {", "next_topic", "topic"),
    ("v", "form", "form"),
)
"""Key as shown, action of the screen, word: as many as fit."""
WIDE = 110
"""From this width on the title line says everything."""
ALWAYS = (("?", "help", "help"), ("esc", "leave", "leave"))


class Counts(NamedTuple):
    """What the title line says of a table."""

    articles: int
    shared: int
    alone: int
    differ: int
    left_out: int


def counts_of(synopsis: Synopsis) -> Counts:
    """Return the counts of a table; it is looked at once, for the title is drawn at every key."""
    shared = synopsis.shared
    differ = sum(row.differs for row in synopsis.rows)
    return Counts(len(synopsis.columns), shared, len(synopsis.rows) - shared, differ, synopsis.left_out)


def title_line(pen: Pen, label: str, counts: Counts | None, work: str, width: int) -> Content:
    """The topic, and how much of it is shared and how much differs."""
    left = join(pen.text(" briefing ", "brand"), pen.text(" synopsis  ", "muted"), pen.text(label, "topic"))
    if counts is None:
        return between(left, pen.text(f"{work} ", "work"), width)
    if width < WIDE:
        told = pen.text(f"{counts.shared:,} shared · {counts.alone:,} alone ", "muted")
        sign = pen.text(f"· {DIFFERS} {counts.differ:,} ", "warning") if counts.differ else Content("")
        return between(
            join(pen.text(" synopsis  ", "muted"), pen.text(label, "topic")), join(told, sign), width
        )
    parts = [f"{counts.shared:,} shared", f"{counts.alone:,} alone"]
    if counts.left_out:
        parts.append(f"{counts.left_out:,} left out")
    told = pen.text(f"{count(counts.articles, 'article')} · rows: {' · '.join(parts)} ", "muted")
    sign = pen.text(f"· {DIFFERS} {counts.differ:,} differ ", "warning") if counts.differ else Content("")
    return between(left, join(told, sign), width)


def column_heads(
    number: Callable[[str], int], pen: Pen, layout: SynopsisLayout | None, size: tuple[int, int]
) -> list[Content]:
    """Above a table, source, date and title of each column in view; when stacked, who is who."""
    width, height = size
    if layout is None:
        return []
    columns = layout.synopsis.columns
    if layout.stacked:
        return [cut(join(Content(" "), *(_briefly(number, pen, column) for column in columns)), width)]
    shown = [columns[place] for place in layout.shown_columns]
    first = layout.shown_columns.start
    more = ""
    if len(shown) < len(columns):
        more = f"{'‹ ' if first else ''}{first + 1}-{first + len(shown)} of {len(columns)}"
        more += " ›" if first + len(shown) < len(columns) else ""
    lines = [[_padded(pen.text(f" {more}", "muted"), LABEL)], *([Content(" " * LABEL)] for _ in range(2))]
    for column in shown:
        room = layout.column_width - 1
        title = clean_line(column.title)
        date = short_date(column.published)
        below = (f"  {date}", f"  {title}") if height > 2 else (f"  {date} · {title}", "")
        parts = (_who(number, pen, column), *(pen.text(text, "muted") for text in below))
        for line, part in zip(lines, parts, strict=True):
            line += [Content(" "), _padded(cut(part, room - 1), room)]
    return [cut(join(*line), width) for line in lines[:height]]


def _who(number: Callable[[str], int], pen: Pen, column: Citation) -> Content:
    sign = _letter(number, pen, column)
    return join(sign, pen.text(f"{column.source or 'source?'} ", "bold"))


def _briefly(number: Callable[[str], int], pen: Pen, column: Citation) -> Content:
    sign = _letter(number, pen, column)
    return join(sign, cut(pen.text(known_as(column), "bold"), BRIEF), Content(" "))


def _letter(number: Callable[[str], int], pen: Pen, column: Citation) -> Content:
    place = number(column.article)
    return pen.source(f" {letter(place)} ", place)


def known_as(column: Citation) -> str:
    """What an article is called in few words: its source, or else its title."""
    return column.source or clean_line(column.title)


def _padded(content: Content, width: int) -> Content:
    return join(content, Content(" " * max(width - content.cell_length, 0)))


def keys_line(pen: Pen, width: int) -> Content:
    """The keys that act, each to be clicked."""
    right = _hints(pen, ALWAYS)
    line = Content(" ")
    for hint in KEYS:
        part = _hints(pen, (hint,))
        if line.cell_length + part.cell_length + right.cell_length > width:
            break
        line = join(line, part)
    return between(line, right, width)


def _hints(pen: Pen, hints: Sequence[tuple[str, str, str]]) -> Content:
    return join(*(join(pen.key(key, action), pen.text(f" {word}  ", "muted")) for key, action, word in hints))
