"""The topics of a library on disk: those stored are shown at once, then brought up to date beside.

Functions over the reader screen, as in `flow`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from briefing.jobs.client import WorkerError
from briefing.ui.controllers import topic_flow

if TYPE_CHECKING:
    from briefing.model.steering import SteeredTopics
    from briefing.session.service import StoredAnswer
    from briefing.ui.screens.reader_screen import ReaderScreen


async def show_stored(reader: ReaderScreen) -> None:
    """Show the topics that are stored, which may be those of the last time."""
    answer = await reader.briefing.engine.stored_topics()
    if answer.steered.topics and not reader.state.topics.known:
        _take(reader, answer)


def begin_topics(reader: ReaderScreen) -> None:
    """Bring the topics up to date; while that is going on, once more when it has ended."""
    if reader.state.topics.progress:
        reader.topics_again = True
        return
    reader.state.topics.progress = "…"
    reader.run_worker(_bring_up(reader), group="topics", exit_on_error=False)


async def _bring_up(reader: ReaderScreen) -> None:
    again = True
    while again:
        reader.topics_again = False
        run = reader.topic_runs + 1
        try:
            _take(reader, await work_out(reader))
        except WorkerError as error:
            if error.report:
                raise
            if reader.topic_runs == run:
                _give_up(reader, error)
            # Else a change by hand has begun the work anew, and takes in everything.
            return
        again = reader.topics_again


def _give_up(reader: ReaderScreen, error: WorkerError) -> None:
    """The side process was ended by the reader's cancel, or the disk is full: what is shown stays."""
    reader.state.topics.known = True
    reader.show(lists=True)
    reader.say(f"topics were not brought up to date: {error}", title="Topics", severity="warning", timeout=8)


async def ask(reader: ReaderScreen) -> SteeredTopics:
    """The topics under the steering as it is now, once they are worked out."""
    answer = await work_out(reader)
    reader.state.topics.source_counts = answer.sources
    return answer.steered


async def work_out(reader: ReaderScreen) -> StoredAnswer:
    """Wait for topics that are up to date, while the sidebar says how far they are."""
    loop = asyncio.get_running_loop()
    state = reader.state

    def progress(step: Any) -> None:
        loop.call_soon_threadsafe(_tell, reader, step.done, step.total)

    reader.topic_runs += 1
    run = reader.topic_runs
    state.topics.progress = "…"
    reader.side.show_titles()
    try:
        return await reader.briefing.engine.work_out_topics(progress)
    finally:
        if reader.topic_runs == run:
            state.topics.progress = ""
            reader.side.show_titles()


def _tell(reader: ReaderScreen, done: int, total: int) -> None:
    if reader.state.topics.progress:
        reader.state.topics.progress = f"{100 * done // max(total, 1)} % …"
        reader.side.show_titles()


def _take(reader: ReaderScreen, answer: StoredAnswer) -> None:
    reader.state.topics.source_counts = answer.sources
    topic_flow.take(reader, answer.steered)
