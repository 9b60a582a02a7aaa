"""The list of articles: letter, source, date, title and counts of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from briefing.ui.drawing.formatting import count, short_date, source_name
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.keys import ACTIONS, ARTICLES
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.list_answer import ListAnswer
    from briefing.ui.state.reader_state import ReaderState


class ArticleList(RowList):
    """The articles of the state, all or those a filter leaves; those in the columns are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(a.keys), f"screen.run('{a.id}')", a.title, id=a.id, show=False, tooltip=a.title)
        for a in ACTIONS
        if a.where == ARTICLES
    ]

    def __init__(self, state: ReaderState) -> None:
        super().__init__(id="articles")
        self._state = state
        self._styler: TextStyler | None = None
        self._names: Sequence[str] = ()
        self._shown: tuple[int, ListAnswer | None] = (-1, None)
        """Which state of the articles, and what a filter leaves of them, the list shows."""
        self._height = 2
        self._stood: str | None = None
        """The article one went to last, also while a filter hides it."""
        self._put: int | None = None
        """The row the highlight was put on without anybody going there."""
        self._whole: tuple[str | None, int] = (None, 0)
        """Where one stood, and the first line in view, when the list was narrowed down."""

    @property
    def chosen(self) -> str | None:
        """The article the list's highlight is on."""
        return self._names[self.highlighted] if self.highlighted is not None and self._names else None

    def stand_here(self) -> None:
        """The highlighted article is the one that is meant: it stays so whatever is listed."""
        self._stood, self._put = self.chosen, self.highlighted

    def show(self, styler: TextStyler, row_height: int) -> None:
        """Draw the articles anew; the highlight stays on its article, as far as it is listed."""
        self._styler = styler
        shown = (self._state.articles.version, self._state.narrowed)
        if shown == self._shown and row_height == self._height:
            self.refresh_rows()
            return
        if self._shown[1] is None or self.highlighted != self._put:
            self.stand_here()
        top = self._top(shown[1])
        names = self._state.listed
        self._put = self._place(names)
        self._names, self._shown, self._height = names, shown, row_height
        self.set_rows(len(names), self._draw_row, row_height=row_height, highlighted=self._put)
        if top is not None and self.is_mounted:
            self.scroll_to(y=top, animate=False, immediate=True)

    def _top(self, narrowed: ListAnswer | None) -> int | None:
        """The line to begin with, where all articles are listed again and nobody went anywhere."""
        before = self._shown[1]
        if before is None and narrowed is not None:
            self._whole = (self._stood, self.scroll_offset.y)
        elif before is not None and narrowed is None and self._stood == self._whole[0]:
            return self._whole[1]
        return None

    def _place(self, names: Sequence[str]) -> int | None:
        """The row of the article one stood on; where it is not listed, the likeliest."""
        if not names:
            return None
        if self._stood:
            try:
                return names.index(self._stood)
            except ValueError:
                # A filter hides it, or its file is gone.
                return 0 if self._state.narrowed is not None else min(self._put or 0, len(names) - 1)
        return 0 if self._state.narrowed is not None else self._likeliest(names)

    def _likeliest(self, names: Sequence[str]) -> int:
        """The first article not yet read: it is the likeliest to be put beside the others."""
        columns = self._state.columns
        return next((i for i, name in enumerate(names[: len(columns) + 1]) if name not in columns), 0)

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        styler, state, name = self._styler, self._state, self._names[index]
        if styler is None:
            return [Content("")] * self._height
        article = state.articles.head(name)
        inside = name in state.columns
        who = join(
            styler.source(f"{'◉' if inside else '○'} {state.letter(name)}", state.index(name)),
            styler.text(f" {source_name(article)}", "bold" if inside else ""),
        )
        lines = [between(who, styler.text(short_date(article.published), "muted"), width)]
        lines.append(cut(styler.text(f"    {article.title}", "" if article.has_title else "muted"), width))
        if self._height > 2:
            lines.append(cut(styler.text(f"    {self._counts(name)}", "muted"), width))
        return lines

    def _counts(self, name: str) -> str:
        state = self._state
        parts = [count(state.articles.head(name).words, "word")]
        if (figures := state.articles.figure_count(name)) is not None:
            parts.append(count(figures, "figure"))
        if marks := len(state.marks.in_article(name)):
            parts.append(count(marks, "mark"))
        return " · ".join(parts)
