"""All marks across articles, narrowed while typing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from briefing.text.clean import clean_line
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.formatting import short_date
from briefing.ui.drawing.mark_swatch import swatch
from briefing.ui.drawing.palette import SOURCES
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import MARKS
from briefing.ui.keys import by_key, line_of_keys
from briefing.ui.modals.dialog import Dialog
from briefing.ui.modals.mark_filter import GROUPINGS, Grouping, grouped, grouped_by, matches
from briefing.ui.widgets.quotation import quotation_lines
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from briefing.model.mark import PlacedMark

Action = Literal["edit", "colour", "remove", "undo", "redo", "export"]
Act: TypeAlias = "Callable[[Action, str | None], Awaitable[None]]"
"""Does something with the mark of an id, None where none is highlighted, and shows the list what is left."""
Letters: TypeAlias = "Mapping[str, tuple[str, int]]"
"""For each article that is open its letter and its number among the sources, from 0."""

_LOOKED_AT = 20
"""Characters of a mark, which may be a whole article, for each cell there is to quote it in."""
_EDGE = 6
"""Cells of the frame's lower edge that are not the keys'."""
_SWATCH = 3
"""Cells before a quote: a sample of the mark's colour and a blank."""
_LEAST_LINES, _MOST_LINES = 2, 4
"""Lines of a row: one for the words and one for what is told of them, and more where the screen has room."""
_PART = 0.9
"""Of the screen's height that the dialog takes."""
_AROUND = 6
"""Lines of it around the list."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A mark, or the heading of the marks of an article or another group."""

    placed: PlacedMark | None
    article: str | None
    """None for the marks that were not found again."""
    group: str | None = None
    """Of another heading its words; None where it is an article's."""


def _made_in(placed: PlacedMark) -> tuple[str, ...]:
    """Of an orphan, title and file of the article it was made in: no heading tells it."""
    if not placed.orphan:
        return ()
    file = PurePath(placed.of_article).name
    return (placed.mark.title, file) if placed.mark.title != file else (file,)


class MarksScreen(Dialog[str | None]):
    """The list of marks, which stays while they are changed; answers with the id of the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(MARKS)
    TITLE_LINE = "Marks"
    AUTO_FOCUS = "#filter"
    KEEPS_TYPED = False
    DEFAULT_CSS = """
    MarksScreen {
        .dialog--frame { width: 110; height: 90%; overflow-y: hidden; }
        .marks--body { height: 1fr; }
        RowList { height: 1fr; background: $surface; }
    }
    """

    def keys_line(self) -> str:
        """The keys that act where the focus is, as far as there is room for them."""
        keys = [("rows.choose", "open"), ("dialog.to_marks", "list"), ("dialog.leave", "leave")]
        if self.stands and self.query_one("#rows").has_focus:
            keys[1:2] = [
                ("dialog.edit_mark", "note"),
                ("dialog.remove_mark", "remove"),
                ("dialog.undo_mark", "undo"),
                ("dialog.group_marks", "group"),
                ("dialog.export_marks", "export"),
                ("dialog.to_filter", "filter"),
            ]
        while len(line_of_keys(*keys)) > self.app.size.width - _EDGE and len(keys) > 2:
            del keys[-2]
        return line_of_keys(*keys)

    def __init__(
        self,
        placed: Sequence[PlacedMark],
        letters: Letters,
        act: Act,
        extent: Callable[[PlacedMark], str] = lambda _: "",
    ) -> None:
        """Make the list of all marks; `act` does what keys ask for in it, `extent` tells where a mark stands
        and of what it is the whole."""
        super().__init__()
        self._extent = extent
        self._lines = _LEAST_LINES
        self._placed = tuple(placed)
        self._letters = dict(letters)
        self._act = act
        self._rows: list[_Row] = []
        self._by: Grouping = "article"

    def compose_body(self) -> ComposeResult:
        """The filter, how many it leaves, and the list."""
        with Vertical(classes="marks--body"):
            yield Input(id="filter", placeholder="words, #tag, colour or source")
            yield Static(id="count", classes="dialog--said")
            yield RowList(id="rows")

    def on_mount(self) -> None:
        """Show all marks; with none there is nothing to filter."""
        self._narrow()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Say which keys act now."""
        self._show_keys()

    def on_resize(self) -> None:
        """Say as many as there is room for, and show as much of each mark."""
        self._show_keys()
        if self._lines != self._room():
            here = self.query_one("#rows", RowList).highlighted
            self._narrow()
            self.query_one("#rows", RowList).highlighted = here

    def _show_keys(self) -> None:
        self.query_one(".dialog--frame").border_subtitle = Content(self.keys_line())

    def show(self, placed: Sequence[PlacedMark], letters: Letters) -> None:
        """Show the marks as they are now; the highlight stays on its mark, or where it was."""
        if not self.is_attached:
            return
        here = self.query_one("#rows", RowList).highlighted
        marked = self.highlighted
        self._placed, self._letters = tuple(placed), dict(letters)
        self._narrow()
        there = (
            number
            for number, row in enumerate(self._rows)
            if row.placed is not None and row.placed.mark.id == marked
        )
        self.query_one("#rows", RowList).highlighted = next(there, here)

    @on(Input.Changed, "#filter")
    def _narrow(self) -> None:
        """Keep the marks that match, with the heading of each article that has any."""
        query = self.query_one("#filter", Input).value
        left = [placed for placed in self._placed if matches(placed.mark, query)]
        self._rows = []
        if self._by == "article":
            for article, marks in grouped(left, list(self._letters)):
                self._rows.append(_Row(None, article))
                self._rows += [_Row(placed, article) for placed in marks]
        else:
            for name, marks in grouped_by(left, self._by):
                self._rows.append(_Row(None, None, self._group_told(name)))
                self._rows += [_Row(placed, placed.article) for placed in marks]
        self._lines = self._room()
        self.query_one("#rows", RowList).set_rows(
            len(self._rows),
            self._draw,
            row_height=self._lines,
            selectable=lambda index: self._rows[index].placed is not None,
            highlighted=0,
            choose=lambda _: self._open(),
        )
        every = len(self._placed)
        told = (
            f"{len(left)} of {every} marks"
            if len(left) != every
            else f"{every} marks"
            if every != 1
            else "1 mark"
        )
        by = "" if self._by == "article" else f" · by {self._by}"
        self.query_one("#count", Static).update(
            plain_line(
                f"{told}{by}" if every else f"no marks yet{by_key('marks.mark', 'marks a passage', ': ')}"
            )
        )

    def _group_told(self, name: str) -> str:
        """The heading of a group."""
        if not name:
            return "no tag" if self._by == "tag" else f"{self._by} not known"
        if self._by == "day":
            return short_date(name)
        return f"#{name}" if self._by == "tag" else name

    def _made(self, placed: PlacedMark) -> str:
        """In which article a mark was made, where no heading tells it."""
        if self._by == "article" or placed.orphan:
            return ""
        letter, _ = self._letters.get(placed.article or "", ("", 0))
        return f"{letter} {placed.mark.title}".strip()

    def action_group(self) -> None:
        """Group the marks by the next of article, tag, day, colour and source; the highlight stays."""
        self._by = GROUPINGS[(GROUPINGS.index(self._by) + 1) % len(GROUPINGS)]
        self.show(self._placed, self._letters)

    def _room(self) -> int:
        """Lines of a row with which all of them are seen."""
        lines = int(self.app.size.height * _PART) - _AROUND
        return min(max(lines // max(len(self._rows), 1), _LEAST_LINES), _MOST_LINES)

    def _draw(self, index: int, width: int) -> Sequence[Content]:
        row = self._rows[index]
        if row.placed is None:
            return [*[Content.empty()] * (self._lines - 1), self._heading(index)]
        mark = row.placed.mark
        words = clean_line(mark.text[: _LOOKED_AT * width])
        first, *more = quotation_lines(words, width - _SWATCH, self._lines - 1)
        since = "the source has changed since" if row.placed.reworded else ""
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        about = " · ".join(
            part
            for part in (
                *_made_in(row.placed),
                self._made(row.placed),
                self._extent(row.placed),
                since,
                mark.colour,
                mark.note,
                tags,
            )
            if part
        )
        return [
            Content.assemble(swatch(mark.colour), " ", first),
            *(Content.assemble(" " * _SWATCH, line) for line in more),
            Content.assemble("   ", plain_line(about, "$text-muted")),
        ]

    def _heading(self, index: int) -> Content:
        article, group = self._rows[index].article, self._rows[index].group
        if group is not None:
            return plain_line(group, "bold")
        if article is None:
            return plain_line("Orphans: their words are in no article that is open", "bold $warning")
        letter, number = self._letters.get(article, ("", 0))
        title = next(p.mark.title for p in self._placed if p.article == article) or article
        return Content.assemble(
            plain_line(letter, f"bold $source-{number % SOURCES + 1}"), " ", plain_line(title, "bold")
        )

    def action_to_list(self) -> None:
        """From the filter to the list."""
        self.query_one("#rows", RowList).focus()

    def action_to_filter(self) -> None:
        """From the list to the filter."""
        self.query_one("#filter", Input).focus()

    @on(Input.Submitted, "#filter")
    def _open_from_filter(self) -> None:
        """Enter in the filter opens the highlighted mark, the first one unless moved."""
        self._open()

    @property
    def highlighted(self) -> str | None:
        """The id of the mark that the highlight is on."""
        index = self.query_one("#rows", RowList).highlighted
        placed = self._rows[index].placed if index is not None else None
        return placed.mark.id if placed is not None else None

    def _open(self) -> None:
        # A row may be clicked twice at once, and the list be gone by the second time.
        marked = self.highlighted if self.is_active else None
        if marked is not None:
            self.dismiss(marked)

    async def action_act(self, action: Action) -> None:
        """Have something done with the highlighted mark."""
        if self.is_active:
            await self._act(action, self.highlighted)
