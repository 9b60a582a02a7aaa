"""The app's end of a worker process, when that ends."""

from __future__ import annotations

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
        patch.setattr(client, "send", broken)
        call = worker.ask(ReadFoundTogether())
    with pytest.raises(WorkerEndedError):
        call.future.result()
    assert not worker.running
    with pytest.raises(WorkerEndedError):
        worker.ask(ReadFoundTogether()).future.result()
    worker.start()
    assert worker.ask(ReadFoundTogether()).future.result() is not None
    worker.stop()
