"""Marks: made, changed, taken back, listed. Each is on disk before the screen says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError
from briefing.ui.controllers import flow
from briefing.ui.controllers.actions import selecting
from briefing.ui.state.cursor import Cursor

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from briefing.model.mark import Mark, PlacedMark
    from briefing.ui.screens.reader_screen import ReaderScreen


async def _kept(reader: ReaderScreen, work: Awaitable[Any]) -> tuple[bool, Any]:
    """Await a change to the store; whether it is on disk, and its answer."""
    try:
        answer = await work
    except BriefingError as error:
        reader.say(str(error), title="Not saved", severity="error", timeout=12)
        await flow.marks_changed(reader)
        return False, None
    await flow.marks_changed(reader)
    return True, answer


async def mark(reader: ReaderScreen) -> None:
    """Mark the selection, else the sentence the cursor is on, else the passage."""
    article, span = reader.state.current, reader.state.span_to_mark()
    if article is None or span is None:
        return
    if any((m.start, m.end) == (span.start, span.end) for m in reader.state.marks_in(article.id)):
        reader.say("marked already: i edits, c colours, x removes", timeout=3)
        return
    done, _ = await _kept(reader, reader.briefing.keeper.add(article, span))
    if done:
        reader.selecting = False
        reader.state.selection = None
        reader.say("marked: i note and tags, c colour, u undo", timeout=3)
        reader.show(lists=True)


def select(reader: ReaderScreen) -> None:
    """Begin or stop selecting by keyboard."""
    selecting.toggle(reader)


def _here(reader: ReaderScreen) -> Mark | None:
    found = reader.state.mark_here()
    if found is None:
        reader.say("no mark here: m makes one", timeout=3)
        return None
    return found.mark


def edit(reader: ReaderScreen) -> None:
    """Note, tags and colour of the mark here."""
    found = _here(reader)
    if found is not None:
        _edit(reader, found)


def _edit(reader: ReaderScreen, found: Mark) -> None:
    from briefing.ui.modals.note_screen import MarkEdit, NoteScreen

    async def keep(edited: MarkEdit | None) -> None:
        if edited is not None:
            work = reader.briefing.keeper.edit(found, edited.note, edited.tags, edited.colour)
            await _kept(reader, work)

    reader.dialog(NoteScreen(found), keep)


async def colour(reader: ReaderScreen) -> None:
    """The next colour for the mark here."""
    found = _here(reader)
    if found is not None:
        await _kept(reader, reader.briefing.keeper.next_colour(found))


async def remove(reader: ReaderScreen) -> None:
    """Remove the mark here."""
    found = _here(reader)
    if found is not None:
        done, _ = await _kept(reader, reader.briefing.keeper.remove(found))
        if done:
            reader.say("removed: u brings it back", timeout=3)


async def undo(reader: ReaderScreen) -> None:
    """Take back the last change to marks."""
    done, what = await _kept(reader, reader.briefing.keeper.undo())
    if done:
        reader.say(f"undone: {what}" if what else "nothing to undo", timeout=3)


async def redo(reader: ReaderScreen) -> None:
    """Do the change last undone again."""
    done, what = await _kept(reader, reader.briefing.keeper.redo())
    if done:
        reader.say(f"done again: {what}" if what else "nothing to redo", timeout=3)


def list(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """All marks of all articles."""
    from briefing.ui.modals.marks_screen import MarksChoice, MarksScreen

    state = reader.state
    marked = {m.article for m in state.marks.placed if m.article is not None and m.article in state.articles}
    letters = {name: (state.letter(name), state.index(name)) for name in sorted(marked, key=state.index)}

    async def act(choice: MarksChoice | None) -> None:
        placed = next(
            (m for m in state.marks.placed if choice is not None and m.mark.id == choice.mark_id), None
        )
        if choice is None or placed is None:
            return
        if choice.action == "open":
            _open(reader, placed)
        elif choice.action == "edit":
            _edit(reader, placed.mark)
        else:
            await _kept(reader, reader.briefing.keeper.remove(placed.mark))
            reader.call_after_refresh(list, reader)

    reader.dialog(MarksScreen(state.marks.placed, letters), act)


def _open(reader: ReaderScreen, placed: PlacedMark) -> None:
    if placed.orphan or placed.article is None or placed.passage is None:
        reader.say("these words are not in any article that is open", timeout=4)
        return
    reader.state.go(placed.article, Cursor(placed.passage), remember=True)
    reader.moved()
    reader.focus_text()
