"""Work on a thread, as steps."""

from __future__ import annotations

import threading

import pytest

from briefing.jobs.stepping import GivenUpError, Told, steps_of


def test_what_is_told_comes_in_order() -> None:
    def work(tell: Told) -> None:
        for done in range(5):
            tell(done, 5)

    assert list(steps_of(work)) == [(done, 5) for done in range(5)]


def test_what_the_work_raises_is_raised_here() -> None:
    def work(tell: Told) -> None:
        tell(1, 2)
        raise ValueError("no")

    steps = steps_of(work)
    assert next(iter(steps)) == (1, 2)
    with pytest.raises(ValueError, match="no"):
        list(steps)


def test_work_that_nobody_waits_for_ends() -> None:
    ended = threading.Event()
    go_on = threading.Event()

    def work(tell: Told) -> None:
        tell(0, 2)
        go_on.wait(10)
        try:
            while True:
                tell(1, 2)
        except GivenUpError:
            ended.set()
            raise

    steps = steps_of(work)
    assert next(iter(steps)) == (0, 2)
    go_on.set()
    steps.close()
    assert ended.is_set()
