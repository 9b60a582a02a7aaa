"""From a score to a chance: what the number shown beside a related passage means.

A logistic curve over the logarithm of the score, fitted on sentences of news that people judged
(`tests/bench/bench_related.py --fit`). It needs no numpy, so that a face can import the threshold
for nothing.
"""

from __future__ import annotations

import math

SLOPE = 2.0
MIDDLE = 1.0
"""The score at which a passage is as likely related as not."""
NO_COUNTERPART = 0.2
"""Below this chance a passage has no counterpart worth showing."""


def chance(score: float) -> float:
    """Return the chance, in [0, 1], that a passage with this ranking score is related."""
    if score <= 0:
        return 0.0
    return 1 / (1 + (score / MIDDLE) ** -SLOPE) if score > MIDDLE * 1e-6 else 0.0


def odds(probability: float) -> float:
    """Return the natural logarithm of the odds of a chance in (0, 1)."""
    return math.log(probability / (1 - probability))
