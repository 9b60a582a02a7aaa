"""Search as you type: a line to type in, results grouped by article, and what was found.

Posts what was typed and what was chosen; the screen asks the engine and hands back the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from briefing.ui.draw import Pen, between, cut, join
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList
from briefing.ui.words import count, short_date, source_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from briefing.model.hit import Hit, SearchAnswer
    from briefing.ui.desk import Desk

SNIPPET_LINES = 2


@dataclass(frozen=True, slots=True)
class _Row:
    article: str
    hit: Hit | None
    """None for the line that names the article."""
    hits: int = 0


class SearchPane(Vertical):
    """The search box with its results."""

    DEFAULT_CSS = """
    SearchPane { width: 54; height: 1fr; border-right: tall $primary; background: $surface; }
    SearchPane Input { border: none; height: 1; padding: 0 1; background: $panel; }
    SearchPane Input:focus { border: none; }
    SearchPane .search--status { height: 1; padding: 0 1; }
    SearchPane RowList { height: 1fr; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "result(1)", "Next result", show=False, priority=True),
        Binding("up,ctrl+p", "result(-1)", "Previous result", show=False, priority=True),
        Binding("pagedown", "result(8)", "Page down", show=False, priority=True),
        Binding("pageup", "result(-8)", "Page up", show=False, priority=True),
        Binding("enter", "choose", "Open", show=False, priority=True),
        Binding("escape", "leave", "Close", show=False, priority=True),
    ]

    @dataclass
    class Typed(Message):
        """The query changed."""

        query: str

    @dataclass
    class Chosen(Message):
        """A result was chosen."""

        hit: Hit

    @dataclass
    class Shown(Message):
        """The highlight moved to a result."""

        hit: Hit

    class Left(Message):
        """The pane was closed without choosing."""

    def __init__(self, desk: Desk, pen: Pen, query: str = "") -> None:
        super().__init__(id="search")
        self._desk = desk
        self._pen = pen
        self._rows: list[_Row] = []
        self._answer: SearchAnswer | None = None
        self._input = Input(
            query, placeholder='words "a phrase" begin* -not  a OR b', compact=True, select_on_focus=False
        )
        self._list = RowList(id="results")
        self._status = Lines(self._draw_status, classes="search--status")

    def compose(self) -> ComposeResult:
        """The box, the line that says what was found, the results."""
        yield self._input
        yield self._status
        yield self._list

    @property
    def box(self) -> Input:
        """Where the query is typed."""
        return self._input

    @property
    def typed(self) -> str:
        """What is typed."""
        return self._input.value

    def show(self, answer: SearchAnswer | None) -> None:
        """Show an answer, or nothing."""
        self._answer = answer
        self._rows = self._grouped(answer)
        first = next((i for i, row in enumerate(self._rows) if row.hit is not None), None)
        self._list.set_rows(
            len(self._rows),
            self._draw_row,
            row_height=SNIPPET_LINES,
            selectable=lambda index: self._rows[index].hit is not None,
            highlighted=first,
        )
        self._status.show()

    def _grouped(self, answer: SearchAnswer | None) -> list[_Row]:
        """Articles in the order of their best hit, each followed by its hits, best first."""
        groups: dict[str, list[Hit]] = {}
        for hit in answer.hits if answer else ():
            if hit.article in self._desk.articles:
                groups.setdefault(hit.article, []).append(hit)
        rows: list[_Row] = []
        for article, hits in groups.items():
            rows.append(_Row(article, None, len(hits)))
            rows.extend(_Row(article, hit) for hit in hits)
        return rows

    def _draw_status(self, width: int, _height: int) -> Sequence[Content]:
        answer, pen = self._answer, self._pen
        if answer is None or not answer.query.strip():
            return [pen.text("type to search every article", "muted")]
        parts = []
        for word, found in answer.corrections:
            # First, for it changes what all the rest means.
            shown = ", ".join(found[:3]) if found else "nothing"
            parts.append(pen.text(f"showing {shown} for {word}  ", "warning"))
        matches = count(len(self._desk.matches), "match", "matches")
        parts.append(pen.text(f"{count(answer.total, 'passage')} · {matches}", "muted"))
        return [cut(join(*parts), width)]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        row, pen, desk = self._rows[index], self._pen, self._desk
        article = desk.articles[row.article]
        if row.hit is None:
            who = join(
                pen.source(f" {desk.letter(row.article)}", desk.index(row.article)),
                pen.text(f" {source_name(article)}  ", "bold"),
                pen.text(short_date(article.published), "muted"),
            )
            title = cut(pen.text(f"   {article.title}", "muted"), width)
            return [between(who, pen.text(count(row.hits, "hit"), "muted"), width), title]
        return self._draw_hit(row.hit, width)

    def _draw_hit(self, hit: Hit, width: int) -> Sequence[Content]:
        pen = self._pen
        number = pen.text(f" ¶{hit.passage:<4}", "muted")
        room = max(width - number.cell_length, 8)
        snippet = self._marked(hit)
        lines = snippet.wrap(room)[:SNIPPET_LINES]
        first = join(number, lines[0] if lines else Content(""))
        second = join(pen.blank(number.cell_length), cut(lines[1], room)) if len(lines) > 1 else Content("")
        return [first, second]

    def _marked(self, hit: Hit) -> Content:
        """The snippet with its matches in the colour of hits, built from pieces so that each is cleaned."""
        text = self._desk.articles[hit.article].text
        start, end = hit.snippet_start, hit.snippet_start + len(hit.snippet)
        parts, position = [], start
        for span in hit.spans:
            if span.start < position or span.end > end:
                continue
            parts += [
                self._pen.text(text[position : span.start]),
                self._pen.text(text[span.start : span.end], "hit"),
            ]
            position = span.end
        parts.append(self._pen.text(text[position:end]))
        return join(*parts)

    # -- acting ------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def action_result(self, step: int) -> None:
        """Move the highlight while the box keeps the keys."""
        if step > 0:
            for _ in range(step):
                self._list.action_row_down()
        else:
            for _ in range(-step):
                self._list.action_row_up()

    @on(RowList.Highlighted)
    def _shown(self, event: RowList.Highlighted) -> None:
        event.stop()
        hit = self._rows[event.index].hit if event.index < len(self._rows) else None
        if hit is not None:
            self.post_message(self.Shown(hit))

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted result."""
        index = self._list.highlighted
        hit = self._rows[index].hit if index is not None and index < len(self._rows) else None
        if hit is not None:
            self.post_message(self.Chosen(hit))

    def action_leave(self) -> None:
        """Close the pane."""
        self.post_message(self.Left())
