"""What a person can ask of every screen of rows: words, and one topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What a person asked to see."""

    words: str = ""
    """What was typed; which words and fields it may have, says each filter."""
    topic: str | None = None
    """The label of the one topic that is shown; None for all."""


def topics_around(topics: Sequence[str], here: str | None, direction: int) -> str | None:
    """The next of some topics, round at the end; behind the last one all, which is None."""
    order: list[str | None] = [None, *topics]
    at = order.index(here) if here in order else 0
    return order[(at + direction) % len(order)]
