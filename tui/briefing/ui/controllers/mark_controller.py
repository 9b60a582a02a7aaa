"""Marks: made, changed, taken back, listed, placed. Each is on disk before the screen says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefing.errors import BriefingError
from briefing.model.article import Span
from briefing.model.mark import PlacedMark
from briefing.text.passage_sentences import extent_of
from briefing.ui.controllers.base import Controller
from briefing.ui.controllers.messages import CorrectionsChanged, MarksChanged
from briefing.ui.keys import by_keys
from briefing.ui.state.cursor import Cursor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from briefing.model.article import Article
    from briefing.model.mark import Mark
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.movement_controller import MovementController

T = TypeVar("T")

SAVE_SECONDS = 15
"""How often changes that the disk refused are tried again."""


class MarkController(Controller):
    """Owns the marks on the screen, and what of them waits for the disk."""

    def __init__(self, host: Host, movement: MovementController, open_export: Callable[[], object]) -> None:
        """`open_export` asks what to export and where to."""
        super().__init__(host)
        self._movement = movement
        self._open_export = open_export
        self._begun = False
        self._show_listed: Callable[[], object] | None = None
        """Shows the marks as they are now in the list of them; None while none is open."""

    # -- with the disk -----------------------------------------------------------------------

    def begin(self) -> None:
        """Place all marks, and from now on try again and again to save what the disk refuses."""
        if not self._begun:
            self._begun = True
            self.check_store()
            self.host.set_interval(SAVE_SECONDS, self.save_waiting)
        self.place()

    def place(self) -> None:
        """Find the places of all marks in what is open now."""
        self.ask("placed", self._place, lambda _: None)

    async def _place(self) -> None:
        try:
            state = self.state
            state.marks.placed = await self.host.services.writer.placed(
                state.articles.unstored(), state.gone_but_read()
            )
        except BriefingError as error:
            self.host.say(str(error), title="Marks", severity="error", timeout=12)
        finally:
            self.state.marks.looked_for.set()
        if self._show_listed is not None:
            self._show_listed()

    def check_store(self) -> None:
        """Say what is wrong with the store."""

        self._tell_of_store(self.host.services.writer.notices)

    def _tell_of_store(self, question: Callable[[], Awaitable[list[str]]]) -> None:
        """Ask for lines about the store and show them; what of them is a repair has been seen then."""

        def tell(notices: list[str]) -> None:
            for notice in notices:
                self.host.warn(notice, title="Marks", timeout=15)
            if notices:
                self.ask("seen", self.host.services.writer.repairs_seen, lambda _: None, on_refused=refused)

        def refused(error: BriefingError) -> None:
            self.host.say(str(error), title="Marks", severity="error", timeout=15)

        self.ask("store", question, tell, on_refused=refused)

    def save_waiting(self) -> None:
        """Try again to save what the disk refused; costs nothing when nothing waits."""
        if self.state.marks.unsaved:
            self.ask("unsaved", self._save_waiting, lambda _: None)

    async def _save_waiting(self) -> None:
        """Try again to save changes that the disk refused, and say so while any wait."""
        before = self.state.marks.unsaved
        self.state.marks.unsaved = await self.host.services.writer.unsaved()
        if self.state.marks.unsaved < before:
            # Some of what is on disk now may be corrections, which the ledger heeds from there.
            self.host.post_message(CorrectionsChanged())

    async def _changed(self) -> None:
        """Read the marks anew, and tell those whom they concern."""
        await self._place()
        self.host.post_message(MarksChanged())
        await self._save_waiting()

    async def saved(self, work: Awaitable[T]) -> tuple[T] | None:
        """Await a change to the store; its answer once it is on disk, None where the disk refused it."""
        answer: tuple[T] | None = None
        try:
            answer = (await work,)
        except BriefingError as error:
            self.host.say(str(error), title="Not saved", severity="error", timeout=12)
            # What refused it may be a file that is repaired now that it is opened again.
            self._tell_of_store(self.host.services.writer.new_repairs)
        await self._changed()
        return answer

    async def add(self, article: Article, span: Span) -> bool:
        """Mark a span of an article; whether it is on disk."""
        return await self.saved(self.host.services.writer.add(article, span)) is not None

    async def add_all(self, places: Sequence[tuple[Article, Span]]) -> bool:
        """Mark several spans as one change; whether they are on disk."""
        return await self.saved(self.host.services.writer.add_all(places)) is not None

    def is_marked(self, article: str, span: Span) -> bool:
        """Whether exactly this span is marked already."""
        return any((m.start, m.end) == (span.start, span.end) for m in self.state.marks_in(article))

    def on(self, article: str, span: Span) -> Mark | None:
        """The mark that touches a span of an article, the one that covers its beginning first; where there
        is none, that is said."""
        here = [
            m
            for m in self.state.marks_in(article)
            if m.start is not None and m.end is not None and m.start < span.end and span.start < m.end
        ]
        found = next((m for m in here if (m.start or 0) <= span.start), here[0] if here else None)
        if found is None:
            self.host.say(f"no mark here{by_keys(('marks.mark', 'makes one'))}", timeout=3)
        return found.mark if found is not None else None

    # -- what the keys do --------------------------------------------------------------------

    async def mark(self) -> None:
        """Mark the selection, else the sentence the cursor is on, else the passage."""
        article, span = self.state.current, self.state.span_to_mark()
        if article is None or span is None:
            return
        if self.is_marked(article.id, span):
            keys = (("marks.edit", "edits"), ("marks.colour", "colours"), ("marks.remove", "removes"))
            self.host.say(f"marked already{by_keys(*keys)}", timeout=3)
            return
        if await self.add(article, span):
            self._movement.end_selection()
            keys = (("marks.edit", "note and tags"), ("marks.colour", "colour"), ("marks.undo", "undo"))
            self.host.say(f"marked{by_keys(*keys)}", timeout=3)

    def select(self) -> None:
        """Begin or stop selecting by keyboard."""
        self._movement.toggle_selecting()

    def _here(self) -> Mark | None:
        found = self.state.mark_here()
        if found is None:
            self.host.say(f"no mark here{by_keys(('marks.mark', 'makes one'))}", timeout=3)
            return None
        return found.mark

    def edit(self) -> None:
        """Note, tags and colour of the mark here."""
        found = self._here()
        if found is not None:
            self.edit_mark(found)

    def edit_mark(self, found: Mark, then: Callable[[], object] = lambda: None) -> None:
        """Ask for note, tags and colour of a mark, keep them, and do what is to follow."""
        from briefing.ui.modals.note_screen import MarkEdit, NoteScreen

        async def save(edited: MarkEdit | None) -> None:
            if edited is not None:
                writer = self.host.services.writer
                await self.saved(writer.edit(found, edited.note, edited.tags, edited.colour))
                self.host.draw()
                then()

        self.host.dialog(NoteScreen(found), save)

    async def colour(self) -> None:
        """The next colour for the mark here."""
        found = self._here()
        if found is not None:
            await self._next_colour(found)

    async def _next_colour(self, found: Mark) -> None:
        await self.saved(self.host.services.writer.next_colour(found))

    async def remove(self) -> None:
        """Remove the mark here."""
        found = self._here()
        if found is not None:
            await self.remove_mark(found)

    async def remove_mark(self, found: Mark) -> None:
        """Remove a mark, and say how it is brought back."""
        if await self.saved(self.host.services.writer.remove(found)) is not None:
            self.host.say(f"removed{by_keys(('marks.undo', 'brings it back'))}", timeout=3)

    async def undo(self) -> None:
        """Take back the last change to marks or corrections."""
        what = await self._step(self.host.services.writer.undo)
        if what is not None:
            self.host.say(f"undone: {what[0]}" if what[0] else "nothing to undo", timeout=3)

    async def redo(self) -> None:
        """Do the change last undone again."""
        what = await self._step(self.host.services.writer.redo)
        if what is not None:
            self.host.say(f"done again: {what[0]}" if what[0] else "nothing to redo", timeout=3)

    async def _step(
        self, step: Callable[[Sequence[Article], Sequence[Article]], Awaitable[T]]
    ) -> tuple[T] | None:
        """Go a step in the history of marks and corrections of what is open, and tell where that changes
        corrections."""
        writer, state = self.host.services.writer, self.state
        before = await writer.corrections()
        what = await self.saved(step(state.articles.unstored(), state.gone_but_read()))
        if await writer.corrections() != before:
            self.host.post_message(CorrectionsChanged())
        return what

    def list(self) -> None:
        """All marks of all articles."""
        from briefing.ui.modals.marks_screen import Action, MarksScreen

        def show() -> None:
            screen.show(self.state.marks.placed, self._letters())

        self._show_listed = show

        async def act(action: Action, mark_id: str | None) -> None:
            match action, self._placed(mark_id):
                case "undo", _:
                    await self.undo()
                case "redo", _:
                    await self.redo()
                case "export", _:
                    self._open_export()
                case "edit", PlacedMark(found):
                    self.edit_mark(found, show)
                case "colour", PlacedMark(found):
                    await self._next_colour(found)
                case "remove", PlacedMark(found):
                    await self.remove_mark(found)
            self.host.draw()
            show()

        def chosen(mark_id: str | None) -> None:
            self._show_listed = None
            placed = self._placed(mark_id)
            if placed is not None:
                self._open(placed)

        screen = MarksScreen(self.state.marks.placed, self._letters(), act, self._extent)
        self.host.dialog(screen, chosen)
        # Another program may have made some since.
        self.place()

    def _placed(self, mark_id: str | None) -> PlacedMark | None:
        return next((one for one in self.state.marks.placed if one.mark.id == mark_id), None)

    def _extent(self, placed: PlacedMark) -> str:
        """In which passage a mark stands, and whether it is all of it, sentences of it, or a part of one."""
        if placed.article is None or placed.passage is None or placed.start is None or placed.end is None:
            return ""
        article = self.state.articles.get(placed.article)
        there = article is not None and article.fingerprint == placed.fingerprint
        if article is None or not there or placed.passage >= len(article.passages):
            return f"¶{placed.passage}"
        return f"¶{placed.passage} {extent_of(article, placed.passage, Span(placed.start, placed.end))}"

    def _letters(self) -> dict[str, tuple[str, int]]:
        """The letters and numbers of the articles that have marks, in their order."""
        state = self.state
        marked = {m.article for m in state.marks.placed if m.article is not None}
        here = sorted((name for name in marked if name in state.articles), key=state.index)
        return {name: (state.letter(name), state.index(name)) for name in here}

    def _open(self, placed: PlacedMark) -> None:
        name = placed.article
        # One whose file went is there until its column is closed.
        there = name is not None and self.state.articles.get(name) is not None
        if placed.orphan or name is None or placed.passage is None or not there:
            self.host.say("these words are not in any article that is open", timeout=4)
            return
        self.state.go(name, Cursor(placed.passage), remember=True)
        self.host.moved()
        self.host.focus_text()
