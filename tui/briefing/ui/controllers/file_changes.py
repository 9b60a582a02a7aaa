"""What the reader does when files change under it: nobody loses their place.

Functions over the reader screen. A changed article is shown where it was being read, a new one
joins the list, one that is gone can be read on until its column is closed.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from briefing.files.watch import changed_paths
from briefing.folders import seeds_dir
from briefing.jobs.client import WorkerError
from briefing.model.opening import Changed
from briefing.ui.controllers import flow
from briefing.ui.controllers import only_here as alone
from briefing.ui.controllers.large_topics import begin_topics
from briefing.ui.drawing.formatting import count
from briefing.ui.state.library_shelf import LibraryShelf

if TYPE_CHECKING:
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


async def take_changed(reader: ReaderScreen, changed: Changed) -> None:
    """Take what has changed and draw it; the cursors stay on the words they were on."""
    state = reader.state
    await renew_articles(reader, changed)
    _say(reader, changed)
    if state.articles.large:
        alone.forget(reader)
    else:
        await flow.analyse_changed(reader, changed.names)
    flow.renew_answers(reader)
    if state.articles.large:
        # Last: it takes long, and what was asked for should be there first.
        begin_topics(reader)


async def renew_articles(reader: ReaderScreen, changed: Changed | None = None) -> bool:
    """Show the articles as they are now: the one way in which any of them becomes another.

    Those of a library are read anew; of those held in memory `changed` brings the new versions.
    True when the text of one that is being read is another now.
    """
    state = reader.state
    shelf = state.articles
    if isinstance(shelf, LibraryShelf):
        order = await asyncio.to_thread(shelf.order)
        details = await asyncio.to_thread(reader.briefing.session.all_details)
        with state.changing() as moved:
            shelf.take_order(order, details)
    else:
        with state.changing() as moved:
            for article in changed.articles if changed is not None else ():
                state.add(article)
            for name in changed.gone if changed is not None else ():
                shelf.drop(name)
    if state.columns and state.columns[state.active] in moved:
        reader.selecting = False
    if moved:
        # What it says of the old text is not shown with the new one.
        reader.lens = reader.lens_asked = None
    reader.show(lists=True)
    return bool(moved)


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
