"""The synopsis with a real worker process: worked out beside everything else, and ended when left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from briefing.jobs.client import Worker
from briefing.session.requests.topic_requests import BuildSynopsis
from briefing.ui.screens.synopsis_screen import SynopsisScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


async def until(reading: Reading, there: Callable[[], bool]) -> None:
    """Wait for something the process brings; the test's own time limit ends it."""
    while not there():
        await asyncio.sleep(0.02)
    await reading.settle()


@pytest.mark.covers("synopsis.open")
async def test_the_worker_sets_passages_side_by_side(open_reader: OpenReader) -> None:
    async with open_reader(worker=Worker(), size=(160, 48)) as reading:
        await until(reading, lambda: reading.state.topics.known)
        label = next(
            topic.label
            for topic in reading.state.topics.items
            if {("A", 2), ("B", 2)} <= {(reading.state.letter(p.article), p.passage) for p in topic.passages}
        )
        reading.state.topics.chosen = label
        await reading.press("s")
        found = reading.app.screen
        assert isinstance(found, SynopsisScreen)
        await until(reading, lambda: found.table.synopsis is not None)
        table = found.table.synopsis
        assert table is not None
        assert table.title == label
        pairs = [
            {(reading.state.letter(one.article), one.passage) for cell in row.cells for one in cell}
            for row in table.rows
        ]
        assert any({("A", 2), ("B", 2)} <= row for row in pairs)
        assert "Engineers counted 12 cracks" in reading.text()


async def test_leaving_ends_the_work_and_the_worker_goes_on(open_reader: OpenReader) -> None:
    async with open_reader(worker=Worker()) as reading:
        await until(reading, lambda: reading.state.topics.known)
        engine = reading.app.engine
        answer = asyncio.ensure_future(engine.stream(BuildSynopsis(reading.state.topics.items[0])))
        await asyncio.sleep(0)
        answer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answer
        assert (await engine.stream(BuildSynopsis(reading.state.topics.items[0]))).rows
