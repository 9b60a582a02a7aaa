"""The app's end of a worker process, when that ends."""

from __future__ import annotations

from typing import Never

import pytest

from briefing.jobs import client
from briefing.jobs.client import Worker, WorkerEndedError
from briefing.session.requests.article_requests import ReadFoundTogether


def test_who_is_told_that_the_process_has_ended_finds_it_not_running(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where writing to it fails before its end was noticed: it would not be started again else."""

    def broken(*_arguments: object) -> None:
        raise BrokenPipeError

    worker = Worker()
    worker.start()
    with monkeypatch.context() as patch:
        patch.setattr(client, "write_frame", broken)
        call = worker.ask(ReadFoundTogether())
    with pytest.raises(WorkerEndedError):
        call.future.result()
    assert not worker.running
    with pytest.raises(WorkerEndedError):
        worker.ask(ReadFoundTogether()).future.result()
    worker.start()
    assert worker.ask(ReadFoundTogether()).future.result() is not None
    worker.stop()


class _TooLarge(ReadFoundTogether):
    """A question for whose bytes there is no memory left."""

    def __reduce__(self) -> Never:
        raise MemoryError("no room for it")


def test_a_question_that_cannot_be_sent_is_told_and_others_are_answered() -> None:
    worker = Worker()
    try:
        with pytest.raises(MemoryError, match="no room for it"):
            worker.ask(_TooLarge())
        assert not worker.busy
        assert worker.ask(ReadFoundTogether()).future.result() is not None
    finally:
        worker.stop()
