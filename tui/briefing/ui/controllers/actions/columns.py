"""Articles in and out of the columns, the lock between columns, and an article's details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.ui.controllers import flow, keeping
from briefing.ui.controllers.actions import selecting

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


def toggle(reader: ReaderScreen) -> None:
    """Put the chosen article into the columns or take it out."""
    name = reader.side.articles.chosen
    if name is None:
        return
    reader.side.articles.stand_here()
    if not reader.state.toggle(name):
        reader.say("one article stays open", timeout=2)
        return
    _changed(reader)


def _changed(reader: ReaderScreen) -> None:
    reader.show(lists=True)
    flow.ask_lens(reader)


def choose_next(reader: ReaderScreen) -> None:
    """Choose the next article of the list without leaving the text."""
    reader.side.articles.action_row_down()


def choose_previous(reader: ReaderScreen) -> None:
    """Choose the previous article of the list without leaving the text."""
    reader.side.articles.action_row_up()


def _column(reader: ReaderScreen, direction: int) -> None:
    if reader.selecting:
        selecting.extend(reader, "word", direction)
    elif reader.state.step_column(direction):
        reader.moved()
        reader.focus_text()


def next(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """To the column on the right."""
    _column(reader, 1)


def previous(reader: ReaderScreen) -> None:
    """To the column on the left."""
    _column(reader, -1)


def only(reader: ReaderScreen) -> None:
    """Close every other column."""
    state = reader.state
    if state.columns:
        state.columns, state.active = [state.columns[state.active]], 0
        _changed(reader)
        reader.focus_text()


def lock(reader: ReaderScreen) -> None:
    """Let the other columns follow the cursor, or leave them alone."""
    state = reader.state
    state.lock = not state.lock
    reader.lens_asked = None
    reader.show_lock()
    flow.ask_lens(reader)
    if state.lock and len(state.columns) < 2:
        reader.say("locked; space puts another article beside this one", timeout=4)


def details(reader: ReaderScreen) -> None:
    """Ask for source and date of the article, and keep them."""
    from briefing.ui.modals.details_screen import DetailsEdit, DetailsScreen

    article = reader.state.current
    if article is None:
        return

    async def keep(edit: DetailsEdit | None) -> None:
        if edit is None:
            return
        try:
            changed = await reader.briefing.engine.set_details(
                article.id, _set(edit.source, article.source), _set(edit.published, article.published)
            )
        except BriefingError as error:
            reader.briefing.report(error)
            return
        reader.state.add(changed)
        keeping.changed(reader)
        reader.show()
        await reader.briefing.engine.figures(
            [changed.id], lambda value: reader.post_message(reader.Arrived("figures", value))
        )
        reader.say("kept; it will be the same the next time", timeout=3)
        reader.show(lists=True)
        flow.renew_list(reader)

    reader.dialog(DetailsScreen(article), keep)


def _set(wanted: str | None, shown: str | None) -> str | None:
    """What to keep of a field: None when it was left alone, an empty text when it was emptied."""
    return None if wanted == shown else wanted or ""
