"""The list of articles narrowed down: by what is typed, and back to all of it.

Functions over the reader screen, as in `flow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.widgets.filter_box import FilterBox

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


async def open_box(reader: ReaderScreen, query: str | None = None) -> FilterBox:
    """The box above the list, opened where it is not, with `query` in it if one is given."""
    box = reader.side.filter
    if box is None:
        box = FilterBox(reader.styler, query or "")
        await reader.side.open_filter(box)
        # What the first letter needs of all articles is made ready while it is typed.
        ask(reader, box.typed)
    elif query is not None and query != box.typed:
        box.box.value = query
        box.box.cursor_position = len(query)
    return box


def ask(reader: ReaderScreen, query: str) -> None:
    """Narrow the list down to what `query` leaves; an answer to an older one is dropped."""
    reader.run_worker(_answer(reader, query), group="narrow", exclusive=True, exit_on_error=False)


async def _answer(reader: ReaderScreen, query: str) -> None:
    answer = await reader.briefing.engine.narrowed(query)
    box = reader.side.filter
    if box is None or box.typed != query:
        return
    reader.state.narrowed = answer if query.strip() else None
    box.show(reader.styler, answer.faults)
    reader.side.show_articles()


def renew(reader: ReaderScreen) -> None:
    """Hold the filter against articles that have changed, or were marked."""
    box = reader.side.filter
    if box is not None:
        ask(reader, box.typed)


def clear(reader: ReaderScreen) -> None:
    """Show all articles again; the one that was gone to stays where one is."""
    side = reader.side
    in_box = side.filter is not None and side.filter.has_focus_within
    if in_box:
        reader.set_focus(side.articles, scroll_visible=False)
    side.close_filter()
    reader.state.narrowed = None
    side.show_articles()
    reader.footer.show()
    reader.run_worker(
        reader.briefing.engine.forget_listing(), group="narrow", exclusive=True, exit_on_error=False
    )


def act(reader: ReaderScreen, what: str) -> None:
    """Do what a key in the box asks for."""
    articles = reader.side.articles
    if what == "leave":
        clear(reader)
    elif what == "list":
        articles.focus(scroll_visible=False)
    else:
        getattr(articles, f"action_{what}")()
