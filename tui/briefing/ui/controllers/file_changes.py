"""What the reader does when files change under it: nobody loses their place.

Functions over the reader screen. A changed article is shown where it was being read, a new one
joins the list, one that is gone can be read on until its column is closed.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from briefing.files.watch import changed_paths
from briefing.jobs.client import WorkerError
from briefing.model.opening import Changed
from briefing.paths import seeds_dir
from briefing.ui.controllers import flow
from briefing.ui.controllers import only_here as alone
from briefing.ui.controllers.large_topics import begin_topics
from briefing.ui.drawing.formatting import count
from briefing.ui.state.cursor_relocation import kept_place
from briefing.ui.state.library_shelf import LibraryShelf

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.ui.screens.reader_screen import ReaderScreen

LINGER_SECONDS = 10.0
"""How long the process that takes in changed files waits for more of them."""

Bursts = asyncio.Queue[tuple[str, ...]]
"""Absolute paths that changed together."""


def watch_files(reader: ReaderScreen) -> Bursts:
    """Begin to notice changed files, on a thread of its own, until the reader is left."""
    bursts: Bursts = asyncio.Queue()
    loop, paths = asyncio.get_running_loop(), _paths(reader)

    def notice() -> None:
        for burst in changed_paths(paths):
            if loop.is_closed():
                return
            if burst:
                loop.call_soon_threadsafe(bursts.put_nowait, burst)

    threading.Thread(target=notice, name="changes", daemon=True).start()
    return bursts


def _paths(reader: ReaderScreen) -> tuple[str, ...]:
    return reader.briefing.paths or (str(seeds_dir()),)


async def take_changes(reader: ReaderScreen, bursts: Bursts) -> None:
    """Take in every burst of changes, one after the other, until the reader is left."""
    engine, paths = reader.briefing.engine, _paths(reader)
    waiting: set[str] = set()
    while True:
        waiting.update(await _next_burst(reader, bursts))
        while not bursts.empty():
            waiting.update(bursts.get_nowait())
        ask = engine.take_files if reader.state.articles.large else engine.reread
        try:
            if reader.unbuilt:
                # Building was cancelled: it goes on where it stopped, and can be cancelled again.
                await _go_on_building(reader)
                changed: Changed | None = Changed(())
            else:
                changed = await ask(paths, sorted(waiting))
        except WorkerError as error:
            if error.report:
                raise
            # Another program writes the library, or the disk is full: the next change tries again.
            reader.say(error.message, severity="warning", timeout=6)
            continue
        waiting.clear()
        if changed is not None and changed != Changed(()):
            await take_changed(reader, changed)


async def _next_burst(reader: ReaderScreen, bursts: Bursts) -> tuple[str, ...]:
    """Wait for changes; when none come for a while, what took in the last ones is given back."""
    try:
        return await asyncio.wait_for(bursts.get(), LINGER_SECONDS)
    except TimeoutError:
        reader.briefing.engine.end_taking()
    return await bursts.get()


async def _go_on_building(reader: ReaderScreen) -> None:
    from briefing.ui.controllers.large import build

    await build(reader)
    flow.renew_answers(reader)


async def take_changed(reader: ReaderScreen, changed: Changed) -> None:
    """Put what has changed on the state and draw it; the cursors stay on the words they were on."""
    state = reader.state
    state.articles.hold(state.columns)
    before = {name: state.articles[name] for name in state.columns}
    if isinstance(state.articles, LibraryShelf):
        await renew_order(reader, state.articles)
    else:
        for article in changed.articles:
            state.add(article)
        for name in changed.gone:
            state.articles.drop(name)
    for name, old in before.items():
        _renew_column(reader, old, state.articles.get(name) or old)
    _say(reader, changed)
    reader.show(lists=True)
    if state.articles.large:
        alone.forget(reader)
    else:
        await flow.analyse_changed(reader, changed.names)
    flow.renew_answers(reader)
    if state.articles.large:
        # Last: it takes long, and what was asked for should be there first.
        begin_topics(reader)


async def renew_order(reader: ReaderScreen, shelf: LibraryShelf) -> None:
    """Read the order of all articles anew, on another thread; what is being read can be read on."""
    shelf.hold(reader.state.columns)
    numbers = await asyncio.to_thread(shelf.order)
    shelf.take_order(numbers, await asyncio.to_thread(reader.briefing.session.all_details))


def _renew_column(reader: ReaderScreen, old: Article, new: Article) -> None:
    """Show another version of an article in its column, the cursor where it was on the screen."""
    if new.text == old.text and new.passages == old.passages:
        return
    state = reader.state
    column = reader.columns.column(new.id)
    row = column.view.row_in_view(state.cursors[new.id].passage) if column is not None else None
    cursor = kept_place(old, new, state.cursors[new.id])
    state.cursors[new.id] = cursor
    if state.current is not None and state.current.id == new.id:
        state.selection = None
        reader.selecting = False
    if column is not None:
        column.view.set_article(new)
        column.view.reveal(cursor.passage, at=row)


def _say(reader: ReaderScreen, changed: Changed) -> None:
    state = reader.state
    open_and_gone = [name for name in state.columns if name not in state.articles]
    if open_and_gone:
        reader.say(f"{open_and_gone[0]} is gone; it can be read until its column is closed", timeout=6)
        return
    parts = []
    if changed.names:
        parts.append(f"{count(len(changed.names), 'article')} new or changed")
    if changed.gone:
        parts.append(f"{count(len(changed.gone), 'article')} gone")
    if parts:
        reader.say(" · ".join(parts), timeout=4)
