"""Searching, and walking from match to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui import flow

if TYPE_CHECKING:
    from briefing.ui.screens.reader import ReaderScreen


async def open(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Open the search with the last query in it; when this returns it has the keys."""
    from briefing.ui.widgets.search_pane import SearchPane

    if reader.search is not None:
        reader.search.focus()
        return
    query = reader.desk.answer.query if reader.desk.answer else ""
    reader.search = SearchPane(reader.desk, reader.pen, query)
    reader.set_panes()
    await reader.query_one("#middle").mount(reader.search, before=0)
    reader.fit_search()
    reader.set_focus(reader.search.box, scroll_visible=False)
    if query:
        reader.call_after_refresh(flow.ask_search, reader, query)


def close(reader: ReaderScreen, *, keep: bool) -> None:
    """Close the pane; without `keep` the matches go too."""
    if reader.search is not None:
        pane, reader.search = reader.search, None
        reader.focus_text()
        pane.remove()
    if not keep:
        reader.desk.set_answer(None)
    reader.set_panes()
    reader.focus_text()
    reader.show(lists=True)


def _step(reader: ReaderScreen, direction: int) -> None:
    if reader.desk.answer is None:
        reader.say("nothing searched for yet: /", timeout=3)
    elif reader.desk.step_match(direction):
        reader.moved()
    else:
        reader.say("no match", timeout=2)


def next(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """To the next match, in any article."""
    _step(reader, 1)


def previous(reader: ReaderScreen) -> None:
    """To the previous match, in any article."""
    _step(reader, -1)
