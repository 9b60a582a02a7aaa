"""Searching, and walking from match to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.controllers import flow

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen
    from briefing.ui.state.search_results import Sorting, View


async def open(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Open the search with the last query in it; when this returns it has the keys."""
    from briefing.ui.widgets.search_pane import SearchPane

    if reader.search is not None:
        reader.search.focus()
        return
    query = reader.state.search.answer.query if reader.state.search.answer else ""
    reader.search = SearchPane(reader.state, reader.styler, query)
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
        reader.state.search.set_answer(None)
    reader.set_panes()
    reader.focus_text()
    reader.show(lists=True)


def _step(reader: ReaderScreen, direction: int) -> None:
    state = reader.state
    if state.search.answer is None:
        reader.say("nothing searched for yet: /", timeout=3)
    elif reader.steps or state.search.walk.wanted(direction) is not None:
        reader.steps.append(direction)
        if len(reader.steps) == 1:
            reader.run_worker(_catch_up(reader), group="steps", exit_on_error=False)
    else:
        _take_step(reader, direction)


def _take_step(reader: ReaderScreen, direction: int) -> None:
    if reader.state.step_match(direction):
        reader.moved()
    else:
        reader.say("no match", timeout=2)


async def _catch_up(reader: ReaderScreen) -> None:
    """Take the steps that wait, fetching the hits they lead to; keys typed meanwhile are not held up."""
    try:
        while reader.steps:
            wanted = reader.state.search.walk.wanted(reader.steps[0])
            if wanted is not None and not await flow.fetch_hit(reader, wanted):
                return
            _take_step(reader, reader.steps.popleft())
    finally:
        reader.steps.clear()


def next(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """To the next match, in any article."""
    _step(reader, 1)


def previous(reader: ReaderScreen) -> None:
    """To the previous match, in any article."""
    _step(reader, -1)


VIEWS: tuple[View, ...] = ("articles", "list", "context")
BY_DATE: tuple[Sorting, ...] = ("best", "newest", "oldest")
IN_CONTEXT: tuple[Sorting, ...] = ("best", "before", "after", "newest", "oldest")


async def view(reader: ReaderScreen) -> None:
    """Show results under their articles, one after the other, or one a line, aligned on the match."""
    state = reader.state
    state.search.view = VIEWS[(VIEWS.index(state.search.view) + 1) % len(VIEWS)]
    if state.search.sorting not in BY_DATE and state.search.view != "context":
        state.search.sorting = "best"
    if reader.search is None:
        await open(reader)
    else:
        reader.fit_search()
        reader.search.show()


async def order(reader: ReaderScreen) -> None:
    """Sort results: best first, by date, or, aligned on the match, by the word before or after it."""
    state = reader.state
    choices = IN_CONTEXT if state.search.view == "context" else BY_DATE
    asked = flow.order_of(state.search.sorting)
    state.search.sorting = choices[(choices.index(state.search.sorting) + 1) % len(choices)]
    if reader.search is None:
        await open(reader)
    elif flow.order_of(state.search.sorting) != asked:
        flow.ask_search(reader, reader.search.typed)
    else:
        reader.search.show()
