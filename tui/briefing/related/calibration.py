"""From a score to a chance: what the number shown beside a related passage means.

A logistic curve over the logarithm of the ranking's score. It was fitted on sentences of news that
people judged, in folders of 3, 5, 10, about 23 and 479 articles, each kind of folder with the same
weight (`tests/bench/bench_related.py --fit`); in all of them what is shown as 0.5 was related in
0.3 to 0.6 of the cases, fewest in very small and very large folders. It needs no numpy, so that a
face can import the threshold for nothing.
"""

from __future__ import annotations

import math

SLOPE = 0.95
OFFSET = 1.06
NO_COUNTERPART = 0.3
"""Below this chance a passage is not called a counterpart: seven in ten would be wrong."""


def chance(score: float) -> float:
    """Return the chance, in [0, 1], that a passage with this ranking score is related."""
    if score <= 0:
        return 0.0
    return 1 / (1 + math.exp(-(SLOPE * math.log(score) + OFFSET)))
