"""The list of articles: letter, source, date, title and counts of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.draw import Pen, between, cut, join
from briefing.ui.widgets.row_list import RowList
from briefing.ui.words import count, short_date, source_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.ui.desk import Desk


class ArticleList(RowList):
    """Every article of the desk; those in the columns are marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="articles")
        self._desk = desk
        self._pen: Pen | None = None
        self._names: Sequence[str] = ()
        self._version = -1
        self._height = 2

    @property
    def chosen(self) -> str | None:
        """The article the list's highlight is on."""
        return self._names[self.highlighted] if self.highlighted is not None and self._names else None

    def show(self, pen: Pen, row_height: int) -> None:
        """Draw the desk's articles anew, keeping the highlight."""
        self._pen = pen
        version = self._desk.articles.version
        if version == self._version and row_height == self._height:
            self.refresh_rows()
            return
        names = self._desk.names
        highlighted = self._likeliest(names) if self.highlighted is None else self.highlighted
        self._names, self._version, self._height = names, version, row_height
        self.set_rows(len(names), self._draw_row, row_height=row_height, highlighted=highlighted)

    def _likeliest(self, names: Sequence[str]) -> int:
        """The first article not yet read: it is the likeliest to be put beside the others."""
        columns = self._desk.columns
        return next((i for i, name in enumerate(names[: len(columns) + 1]) if name not in columns), 0)

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        pen, desk, name = self._pen, self._desk, self._names[index]
        if pen is None:
            return [Content("")] * self._height
        article = desk.articles.head(name)
        inside = name in desk.columns
        who = join(
            pen.source(f"{'◉' if inside else '○'} {desk.letter(name)}", index),
            pen.text(f" {source_name(article)}", "bold" if inside else ""),
        )
        lines = [between(who, pen.text(short_date(article.published), "muted"), width)]
        lines.append(cut(pen.text(f"    {article.title}", "" if article.has_title else "muted"), width))
        if self._height > 2:
            lines.append(cut(pen.text(f"    {self._counts(name)}", "muted"), width))
        return lines

    def _counts(self, name: str) -> str:
        desk = self._desk
        parts = [count(desk.articles.head(name).words, "word")]
        if (figures := desk.articles.figure_count(name)) is not None:
            parts.append(count(figures, "figure"))
        if marks := len(desk.marks_in(name)):
            parts.append(count(marks, "mark"))
        return " · ".join(parts)
