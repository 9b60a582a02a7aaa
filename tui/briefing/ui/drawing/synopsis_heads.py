"""What stands above the table of a synopsis: its title line and the heads of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from briefing.text.clean import clean_line
from briefing.ui.drawing.formatting import count, short_date
from briefing.ui.drawing.merged_columns import SEVERAL
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join, padded
from briefing.ui.drawing.synopsis_rows import DIFFERS, LABEL, SynopsisLayout
from briefing.ui.drawing.wrap import first_words

if TYPE_CHECKING:
    from briefing.model.excerpt import Citation
    from briefing.model.topic_synopsis import Synopsis
    from briefing.ui.state.reader_state import ReaderState

BRIEF = 22
"""Cells of a name where all sources share a line."""
WIDE = 110
"""From this width on the title line says everything."""


class Counts(NamedTuple):
    """What the title line says of a table."""

    articles: int
    passages: int
    """All of the topic, as the list of topics counts them."""
    shared: int
    alone: int
    differ: int
    left_out: int


def counts_of(synopsis: Synopsis) -> Counts:
    """Return the counts of a table; it is looked at once, for the title is drawn at every key."""
    shared = synopsis.shared
    differ = sum(row.differs for row in synopsis.rows)
    passages = sum(len(cell) for row in synopsis.rows for cell in row.cells) + synopsis.left_out
    alone = len(synopsis.rows) - shared
    return Counts(len(synopsis.columns), passages, shared, alone, differ, synopsis.left_out)


def title_line(styler: TextStyler, label: str, counts: Counts | None, work: str, width: int) -> Content:
    """The topic, and how much of it is shared and how much differs."""
    left = join(
        styler.text(" briefing ", "brand"), styler.text(" synopsis  ", "muted"), styler.text(label, "topic")
    )
    if counts is None:
        return between(left, styler.text(f"{work} ", "work"), width)
    if width < WIDE:
        told = styler.text(f"{counts.shared:,} shared · {counts.alone:,} alone ", "muted")
        sign = styler.text(f"· {DIFFERS} {counts.differ:,} ", "warning") if counts.differ else Content("")
        return between(
            join(styler.text(" synopsis  ", "muted"), styler.text(label, "topic")), join(told, sign), width
        )
    parts = [f"{counts.shared:,} shared", f"{counts.alone:,} alone"]
    if counts.left_out:
        parts.append(f"{counts.left_out:,} left out")
    of_them = f"{count(counts.articles, 'article')} · {count(counts.passages, 'passage')}"
    told = styler.text(f"{of_them} · rows: {' · '.join(parts)} ", "muted")
    sign = styler.text(f"· {DIFFERS} {counts.differ:,} differ ", "warning") if counts.differ else Content("")
    return between(left, join(told, sign), width)


def column_heads(
    state: ReaderState, styler: TextStyler, layout: SynopsisLayout | None, size: tuple[int, int]
) -> list[Content]:
    """Above a table, source, date and title of each column in view; when stacked, who is who."""
    width, height = size
    if layout is None:
        return []
    columns = layout.synopsis.columns
    if layout.stacked:
        return [cut(join(Content(" "), *(_briefly(state, styler, column) for column in columns)), width)]
    shown = [columns[place] for place in layout.shown_columns]
    first = layout.shown_columns.start
    more = ""
    if len(shown) < len(columns):
        more = f"{'‹ ' if first else ''}{first + 1}-{first + len(shown)} of {len(columns)}"
        more += " ›" if first + len(shown) < len(columns) else ""
    lines = [[padded(styler.text(f" {more}", "muted"), LABEL)], *([Content(" " * LABEL)] for _ in range(2))]
    for column in shown:
        room = layout.column_width - 1
        who, title = _who(state, styler, column, room - 1)
        date = short_date(column.published)
        below = (
            (f"  {date}", f"  {title}")
            if height > 2
            else (f"  {' · '.join(filter(None, (date, title)))}", "")
        )
        parts = (who, *(styler.text(text, "muted") for text in below))
        for line, part in zip(lines, parts, strict=True):
            line += [Content(" "), padded(cut(part, room - 1), room)]
    return [cut(join(*line), width) for line in lines[:height]]


def _who(state: ReaderState, styler: TextStyler, column: Citation, room: int) -> tuple[Content, str]:
    """Who says what stands below, and the title; of one that stands for the source, what goes on of it."""
    sign, title = _letter(state, styler, column), clean_line(column.title)
    called, rest = (
        (column.source, title) if column.source else first_words(title, room - sign.cell_length - 1)
    )
    return join(sign, styler.text(f"{called} ", "bold")), rest


def _briefly(state: ReaderState, styler: TextStyler, column: Citation) -> Content:
    sign = _letter(state, styler, column)
    return join(sign, cut(styler.text(known_as(column), "bold"), BRIEF), Content(" "))


def _letter(state: ReaderState, styler: TextStyler, column: Citation) -> Content:
    if column.article == SEVERAL:
        return Content("")
    return styler.source(f" {state.letter(column.article)} ", state.index(column.article))


def known_as(column: Citation) -> str:
    """What an article is called in few words: its source, or else its title."""
    return column.source or clean_line(column.title)
