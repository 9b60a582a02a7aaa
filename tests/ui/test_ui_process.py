"""The reader with its real worker processes, from the first paint to the end."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tiers import cases

from briefing.jobs.client import Call, Worker
from briefing.session.requests.finding_requests import Search
from briefing.ui.engine import MOST_REVIVALS

if TYPE_CHECKING:
    from pathlib import Path

    from answers import Asked
    from tests.ui.conftest import OpenReader, Reading


async def until(reading: Reading, there: Callable[[], bool]) -> None:
    """Wait for something the processes bring; the test's own time limit ends it."""
    while not there():
        await asyncio.sleep(0.02)
    await reading.settle()


def process(worker: Worker) -> int:
    """The process id of a worker."""
    assert worker._process is not None
    return worker._process.pid


@pytest.fixture
def worker() -> Worker:
    """A worker process."""
    return Worker()


async def test_from_start_to_export(open_reader: OpenReader, worker: Worker, tmp_path: Path) -> None:
    async with open_reader(worker=worker) as reading:
        await until(reading, lambda: len(reading.state.figures) == 4 and reading.state.topics.known)
        assert len(reading.state.topics.items) >= 2
        await reading.press("j", "right_square_bracket")
        await until(
            reading, lambda: reading.state.lens.answer is not None and not reading.state.lens.answer.pending
        )
        assert reading.state.figure is not None
        assert "euros" in reading.state.figure.text
        assert reading.state.lens.answer is not None
        assert reading.state.lens.answer.related
        assert "€40 m" in reading.text()
        await reading.press("equals_sign")
        await until(reading, lambda: re.search(r"≈ \d+%", reading.text()) is not None)
        await reading.press("slash", *"spilway")
        await until(reading, lambda: bool(reading.state.search.matches))
        await reading.press("enter", "m", "e", "enter")
        await until(reading, (tmp_path / "marks.md").is_file)
        assert len(reading.stored()) == 1
        running = process(worker)
        await reading.press("q")
    with pytest.raises(ProcessLookupError):
        os.kill(running, 0)


async def test_a_worker_that_is_killed_is_replaced(open_reader: OpenReader, worker: Worker) -> None:
    async with open_reader(worker=worker) as reading:
        await until(reading, lambda: reading.state.topics.known and reading.state.work == "")
        first = process(worker)
        os.kill(first, 9)
        await until(reading, lambda: not worker.running)
        await reading.press("slash", *"boats")
        await until(reading, lambda: bool(reading.state.search.matches))
        assert process(worker) != first
        await reading.press("enter", "j", "q")
        assert reading.app.return_code == 0


class EndingWorker(Worker):
    """A worker whose process is killed when the first searches are sent to it."""

    def __init__(self, ends: int) -> None:
        super().__init__()
        self.ends = ends
        """How many processes still end so."""

    def _send(self, call: Call[Any], request: Asked) -> None:
        if isinstance(request, Search) and self.ends and self._process is not None:
            self.ends -= 1
            os.kill(self._process.pid, 9)
        super()._send(call, request)


@pytest.mark.parametrize("ends", cases([1], [2, MOST_REVIVALS]))
async def test_a_question_outlives_several_processes(open_reader: OpenReader, ends: int) -> None:
    worker = EndingWorker(ends)
    async with open_reader(worker=worker) as reading:
        await until(reading, lambda: reading.state.topics.known and reading.state.work == "")
        await reading.press("slash", "b")
        await until(reading, lambda: bool(reading.state.search.matches))
        assert worker.ends == 0


@pytest.mark.long
async def test_a_question_that_ends_every_process_is_given_up(open_reader: OpenReader) -> None:
    worker = EndingWorker(MOST_REVIVALS + 1)
    async with open_reader(worker=worker) as reading:
        await until(reading, lambda: reading.state.topics.known and reading.state.work == "")
        await reading.press("slash", "b")
        await until(reading, lambda: "the worker process has ended" in reading.said())
        assert worker.ends == 0


async def test_leaving_at_once_leaves_no_process(open_reader: OpenReader, worker: Worker) -> None:
    async with open_reader(worker=worker) as reading:
        running = process(worker)
        reading.app.leave()
    with pytest.raises(ProcessLookupError):
        os.kill(running, 0)
