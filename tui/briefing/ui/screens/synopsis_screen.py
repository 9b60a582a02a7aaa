"""The synopsis of a topic: what each source says, corresponding passages side by side.

Stands at once and fills when the worker answers; an answer to another topic is dropped. It gives
back the passage to go to, or None, and the place to come back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from briefing.model.article import Ref
from briefing.ui.bindings import bindings_of
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.drawing.key_hints import keys_line
from briefing.ui.drawing.overlays import Paint, disjoint
from briefing.ui.drawing.synopsis_heads import (
    Counts,
    column_heads,
    counts_of,
    known_as,
    title_line,
)
from briefing.ui.drawing.synopsis_rows import arranged
from briefing.ui.drawing.synopsis_styler import SynopsisStyler
from briefing.ui.key_table import SYNOPSIS
from briefing.ui.keys import by_key, by_keys
from briefing.ui.modals.answering_screen import AnsweringScreen
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.synopsis_table import SynopsisTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.jobs.requests import Progress
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.synopsis_controller import SynopsisController
    from briefing.ui.drawing.palette import Palette

TALL = 36
"""From this height on the heads of columns have titles."""

AFTER_CANCELLING = (("table.leave", "leaves"), ("table.next_topic", "goes to the next topic"))
"""What is said to be done where no table was made."""
HINTS = (
    ("table.open", "open"),
    ("table.next", "differing"),
    ("table.next_statement", "statement"),
    ("table.whole", "whole"),
    ("table.mark", "mark"),
    ("table.export", "export"),
    ("table.copy", "copy"),
    ("table.next_topic", "next_topic"),
    ("table.form", "form"),
)
"""Which keys act: actions, each with what of the screen a click on it runs; as many as fit."""
ALWAYS = (("table.help", "help"), ("table.leave", "leave"))


class SynopsisScreen(AnsweringScreen[Ref | None]):
    """Title, heads of columns, the table, and the keys."""

    DEFAULT_CSS = """
    SynopsisScreen {
        layout: vertical;
        background: $background;
        #synopsis-title { background: $panel; height: 1; }
        #synopsis-heads { background: $surface; height: 2; }
        #synopsis-keys { background: $panel; height: 1; }
    }
    """
    AUTO_FOCUS = "#synopsis"
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(SYNOPSIS)

    def __init__(self, host: Host, controller: SynopsisController, topic: Topic) -> None:
        super().__init__()
        self._host = host
        self._controller = controller
        self.topic = topic
        self._work = "working it out …"
        self._counts: Counts | None = None
        self._names: dict[str, str] = {}
        state = host.state
        styler = SynopsisStyler(
            self._palette, state.letter, state.index, self._marks, self._source, self._figure_level
        )
        self.table = SynopsisTable(styler, id="synopsis")
        self.title_line = Lines(self._draw_title, id="synopsis-title")
        self.heads = Lines(self._draw_heads, id="synopsis-heads")
        self.keys = Lines(self._draw_keys, id="synopsis-keys")

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.title_line
        yield self.heads
        yield self.table
        yield self.keys

    def on_mount(self) -> None:
        """Show what is known, or ask."""
        self._fit_heads()
        left = self._controller.left(self.topic)
        if left is not None:
            self._take(left.synopsis, left.row, left.column)
        else:
            self._ask()

    # -- drawing -----------------------------------------------------------------------------

    def _palette(self) -> Palette:
        return self._host.services.palette

    def _marks(self, article: str) -> list[Paint]:
        paints = [
            Paint(mark.start, mark.end, f"mark-{mark.mark.colour}")
            for mark in self._host.state.marks_in(article)
            if mark.start is not None and mark.end is not None
        ]
        return disjoint(paints)

    def _source(self, article: str) -> str:
        return self._names.get(article, "")

    def _figure_level(self) -> str:
        return self._host.state.figure_level

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        return [title_line(self._host.styler, self.topic.label, self._counts, self._work, width)]

    def _draw_heads(self, width: int, height: int) -> Sequence[Content]:
        return column_heads(self._host.state, self._host.styler, self.table.layout_lines, (width, height))

    def _draw_keys(self, width: int, _height: int) -> Sequence[Content]:
        return [keys_line(self._host.styler, HINTS, ALWAYS, width)]

    def _fit_heads(self) -> None:
        self.heads.styles.height = 1 if self.table.stacked else 3 if self.app.size.height >= TALL else 2

    def _show(self) -> None:
        self._fit_heads()
        for lines in (self.title_line, self.heads, self.keys):
            lines.show()

    # -- the answer --------------------------------------------------------------------------

    def _ask(self) -> None:
        self._work = "working it out …"
        self._counts = None
        self.table.clear("what the sources say is being put side by side …")
        self._show()
        topic = self.topic

        def tell(step: Progress) -> None:
            if topic is self.topic:
                self.tell_progress(step)

        self._controller.ask_for(
            topic,
            lambda found: self._take(arranged(found, self._host.state.index)),
            tell,
            on_cancelled=lambda: self._give_up("cancelled", f"cancelled{by_keys(*AFTER_CANCELLING)}"),
            on_refused=lambda error: self._give_up("not possible", str(error)),
        )

    def _give_up(self, work: str, why: str) -> None:
        self._work = work
        self.table.say(why)
        self._show()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work on the table is, until the table is there."""
        if self.table.synopsis is None:
            self._work = f"passages {step.done}/{step.total}{by_key('table.cancel', 'cancels', ' ')}"
            self.title_line.show()

    def _take(self, synopsis: Synopsis, row: int = 0, column: int | None = None) -> None:
        self._counts = counts_of(synopsis)
        self._names = {column.article: known_as(column) for column in synopsis.columns}
        self.table.show(synopsis, row, column)
        self._show()
        # The heads follow the table, whose width is known once it has been laid out.
        self.call_after_refresh(self._show)

    # -- what the keys do --------------------------------------------------------------------

    @on(SynopsisTable.Moved)
    def _moved(self) -> None:
        self._show()

    @on(SynopsisTable.Opened)
    def _opened(self, message: SynopsisTable.Opened) -> None:
        if message.cell:
            at = self.table.statement
            self._leave(at.one.ref if at is not None else message.cell[0].ref)
        else:
            self._say_silent()

    def _say_silent(self) -> None:
        """Say why a key does nothing here."""
        if self.table.synopsis is not None:
            self.notify("this source is silent here", timeout=4, markup=False)

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        table = {
            "open": "open",
            "differing": "differing(1)",
            "statement": "statement(1)",
            "whole": "whole",
            "form": "form",
            "more": "more",
        }
        screen = {"next_topic": "topic(1)"}
        name = message.action
        if name in table:
            await self.table.run_action(table[name])
        else:
            await self.run_action(screen.get(name, name))

    @on(ArticlesChanged)
    def _articles_changed(self) -> None:
        # Their letters may be others now.
        self.table.lay_out()
        self._show()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the heads to the new size."""
        self.call_after_refresh(self._show)

    def _leave(self, ref: Ref | None) -> None:
        self._controller.leave(self.topic, self.table.whole_table, self.table.place, self.table.article_place)
        self.dismiss(ref)

    def action_leave(self) -> None:
        """Back to the text."""
        self._leave(None)

    def action_topic(self, direction: int) -> None:
        """The synopsis of the next topic of the list, round at the end."""
        topics = self._host.state.topics.items
        labels = [topic.label for topic in topics]
        here = labels.index(self.topic.label) if self.topic.label in labels else -1
        if topics:
            self.topic = topics[(here + direction) % len(topics)]
            self._ask()

    def action_cancel(self) -> None:
        """End the work that is running."""
        self._controller.cancel()

    async def action_mark(self) -> None:
        """Mark the sentence under the cursor."""
        at = self.table.statement
        if at is not None:
            await self._controller.mark(at.one, at.span)
            self.table.redraw()
        else:
            self._say_silent()

    def action_edit(self) -> None:
        """Note, tags and colour of the mark on the sentence under the cursor."""
        at = self.table.statement
        if at is not None:
            self._controller.edit(at.one, at.span, self.table.redraw)
        else:
            self._say_silent()

    async def action_remove(self) -> None:
        """Remove the mark on the sentence under the cursor."""
        at = self.table.statement
        if at is not None:
            await self._controller.remove(at.one, at.span)
            self.table.redraw()
        else:
            self._say_silent()

    async def action_undo(self) -> None:
        """Take back the last change to marks."""
        await self._controller.undo()
        self.table.redraw()

    def action_copy(self) -> None:
        """Copy the sentence under the cursor with its source."""
        at, table = self.table.statement, self.table.whole_table
        if at is not None and table is not None:
            citation = next(one for one in table.columns if one.article == at.one.article)
            self._controller.copy(at.one, at.span, citation)
        else:
            self._say_silent()

    def action_export(self) -> None:
        """Ask how and where to write the table."""
        if self.table.whole_table is not None:
            self._controller.export(self.table.whole_table)

    def action_help(self) -> None:
        """The keys of the synopsis, then all others."""
        from briefing.ui.modals.help_sections import help_screen

        self._host.dialog(help_screen("synopsis"))
