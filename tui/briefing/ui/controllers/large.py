"""What happens by itself over a library on disk: it is brought up to date, and kept so.

The reader works with what is there meanwhile. Functions over the reader screen, as in `flow`.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from briefing.jobs.client import WorkerError
from briefing.model.building import BuildProgress
from briefing.ui.controllers import flow
from briefing.ui.controllers.file_changes import renew_articles, take_changes, watch_files
from briefing.ui.controllers.large_topics import begin_topics
from briefing.ui.state.library_shelf import LibraryShelf

if TYPE_CHECKING:
    from briefing.ui.screens.reader_screen import ReaderScreen

RENEW_SECONDS = 2.0
"""How often the list takes in what a build has added."""


async def follow_library(reader: ReaderScreen) -> None:
    """Fetch the order of the articles, begin what goes on beside, then keep up with the files."""
    shelf = reader.state.articles
    assert isinstance(shelf, LibraryShelf)
    # From before the building on, so that no change falls in between.
    bursts = watch_files(reader)
    await reader.briefing.keeper.use_library(reader.briefing.paths)
    if shelf:
        await _renew(reader, shelf)
        flow.begin_beside(reader)
        await _open_search(reader)
        flow.ask_lens(reader)
    reader.briefing.started()
    began_empty = not shelf
    await build(reader)
    if began_empty:
        flow.begin_beside(reader)
    reader.built = True
    flow.look_through(reader)
    flow.tell_failures(reader)
    reader.lens_asked = None
    flow.ask_lens(reader)
    reader.run_worker(take_changes(reader, bursts), group="changes", exit_on_error=False)
    begin_topics(reader)


async def _open_search(reader: ReaderScreen) -> None:
    """Have the search ready for the first letter."""
    try:
        await reader.briefing.engine.warm(lambda _: None)
    except asyncio.CancelledError:
        flow.unless_leaving()


async def _renew(reader: ReaderScreen, shelf: LibraryShelf) -> None:
    moved = await renew_articles(reader)
    if shelf and not reader.state.columns:
        flow.open_columns(reader)
        reader.show(lists=True)
    if moved:
        flow.renew_answers(reader)
    else:
        flow.renew_list(reader)


async def build(reader: ReaderScreen) -> None:
    """Bring the library up to date, saying how far that is; what it adds joins the list."""
    shelf = reader.state.articles
    assert isinstance(shelf, LibraryShelf)
    before = shelf.generation
    steps: asyncio.Queue[BuildProgress | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def progress(step: Any) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, step)

    show = asyncio.create_task(_show_build(reader, shelf, steps))
    try:
        await reader.briefing.engine.build(reader.briefing.paths, progress)
        reader.unbuilt = False
    except asyncio.CancelledError:
        flow.unless_leaving()
        reader.unbuilt = True
        reader.say("cancelled; what has been read is here, the rest is read the next time", timeout=6)
    except WorkerError as error:
        if error.report:
            raise
        # Another program builds it, or the disk is full: what is there can be read.
        reader.unbuilt = True
        reader.notify(str(error), title="Library", severity="warning", timeout=12, markup=False)
    finally:
        # Behind the reports that are on their way from the other thread.
        loop.call_soon(steps.put_nowait, None)
        await show
        flow.say_work(reader, "")
    if shelf.behind:
        await _renew(reader, shelf)
    if shelf.generation != before:
        # Marks and results may stand in articles that are not being read, too.
        flow.renew_answers(reader)


async def _show_build(
    reader: ReaderScreen, shelf: LibraryShelf, steps: asyncio.Queue[BuildProgress | None]
) -> None:
    renewed = 0.0
    while (step := await steps.get()) is not None:
        if step.note:
            reader.say(step.note, severity="warning", timeout=8)
        if step.stage != "done":
            flow.say_work(reader, f"{step.line()} ^x cancels")
        due = time.monotonic() - renewed > RENEW_SECONDS and steps.empty()
        if step.generation != shelf.generation and (due or not shelf or step.stage == "done"):
            await _renew(reader, shelf)
            renewed = time.monotonic()
