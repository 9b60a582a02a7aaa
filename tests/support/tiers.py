"""How much a test tries: a little in every run, much more in the long one (`python -m tests --long`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import product
from typing import Any, TypeVar

LONG = os.environ.get("BRIEFING_TESTS") == "long"
"""Whether this is the long run."""
MORE_EXAMPLES = 20
"""How many times the examples of a property the long run tries."""

Case = TypeVar("Case")


def amount(quick: int, long: int) -> int:
    """Rounds, kills, articles: `quick` in every run, `long` in the long one."""
    return long if LONG else quick


def examples(quick: int) -> int:
    """Examples of a property."""
    return quick * MORE_EXAMPLES if LONG else quick


def cases(quick: Sequence[Case], more: Sequence[Case]) -> list[Case]:
    """Cases of a table: `quick`, one of each kind, in every run, and `more` of them in the long one."""
    return [*quick, *more] if LONG else list(quick)


def sampled(table: Sequence[Case], step: int) -> list[Case]:
    """Cases of a table that are all of one kind: each `step`th in every run, all in the long one."""
    return list(table) if LONG else list(table[::step])


def combinations(*tables: Sequence[Any]) -> list[tuple[Any, ...]]:
    """One entry of each table: all combinations in the long run, and in every run so few that each entry is
    met in some combination.
    """
    if LONG:
        return list(product(*tables))
    most = max(map(len, tables))
    return [tuple(table[number % len(table)] for table in tables) for number in range(most)]
