"""How much a test tries: a little in every run, much more in the long one (`python -m tests --long`)."""

from __future__ import annotations

import os

LONG = os.environ.get("BRIEFING_TESTS") == "long"
"""Whether this is the long run."""
MORE_EXAMPLES = 20
"""How many times the examples of a property the long run tries."""


def amount(quick: int, long: int) -> int:
    """Rounds, kills, articles: `quick` in every run, `long` in the long one."""
    return long if LONG else quick


def examples(quick: int) -> int:
    """Examples of a property."""
    return quick * MORE_EXAMPLES if LONG else quick
