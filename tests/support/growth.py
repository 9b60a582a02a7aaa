"""Whether work grows with the length of a text, and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

from briefing.jobs.collector import collector_paused

TIMES = 16
"""The long text is so many times the short one: work in proportion is `TIMES` times as much, work by
the square `TIMES` times that."""


def assert_in_proportion(work: Callable[[str], object], unit: str, length: int) -> None:
    """Do `work` on `unit` repeated up to `length` characters and on `TIMES` as many; fail where the
    long text costs nearer to the square.

    Processor time, the best of several runs, with room for four times as much as in proportion: what
    else the machine does changes the outcome as little as can be. The collector rests meanwhile: it looks
    through all that earlier tests have left as well, and the more often the more objects are made.
    """

    def cost(characters: int, runs: int) -> float:
        text = unit * (characters // len(unit) + 1)
        found: list[float] = []
        for _ in range(runs):
            with collector_paused():
                begun = time.process_time()
                work(text)
                found.append(time.process_time() - begun)
        return min(found)

    short = max(cost(length, 4), 0.001)
    assert any(cost(length * TIMES, 1) < 4 * TIMES * short for _ in range(3))
