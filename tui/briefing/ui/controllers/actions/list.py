"""The list of articles: narrowed down by what is typed, by source, month or topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.controllers.actions import view

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen


async def filter(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Open the box above the list; when this returns it has the keys."""
    from briefing.ui.controllers import narrowing

    reader.panes.articles = True
    view.show_lists(reader)
    box = await narrowing.open_box(reader)
    reader.set_focus(box.box, scroll_visible=False)


find = filter


async def _toggle(reader: ReaderScreen, field: str, value: str) -> None:
    """Ask for a value of a field, or no more where that is what is asked."""
    from briefing.ui.controllers import narrowing
    from briefing.ui.state.filter_query import with_field

    view.articles(reader)
    box = reader.side.filter
    query = with_field(box.typed if box is not None else "", field, value)
    if query:
        await narrowing.open_box(reader, query)
    else:
        narrowing.clear(reader)


async def source(reader: ReaderScreen) -> None:
    """Only the articles of the chosen one's source, or of all."""
    name = reader.side.articles.chosen
    if name is None:
        return
    found = reader.state.articles.head(name).source
    if found is None:
        reader.say("this article names no source: d sets it", timeout=3)
        return
    await _toggle(reader, "source", found)


async def month(reader: ReaderScreen) -> None:
    """Only the articles of the chosen one's month, or of all."""
    name = reader.side.articles.chosen
    if name is None:
        return
    published = reader.state.articles.head(name).published
    if published is None:
        reader.say("this article has no date: d sets it", timeout=3)
        return
    await _toggle(reader, "date", published[:7])


async def topic(reader: ReaderScreen) -> None:
    """Only the articles that speak of the chosen topic, or all."""
    chosen = reader.side.topics.chosen
    if chosen is not None:
        await _toggle(reader, "topic", chosen.label)
