"""From a score to a chance: what the number shown beside a related passage means.

A logistic curve over the logarithm of the ranking's score. It was fitted on sentences of news that
people judged, in folders of 3, 5, 10, about 23 and 479 articles on one event or many, and in folders
of ten and forty that mix events (`tests/bench/bench_related.py --fit`, which also checks it on
events left out of the fit): in each kind of folder, what is shown as 0.4 to 0.6 was related in 0.46 to
0.63 of the cases. The number of passages or articles, how much of the question its best answers hold,
the score of the best and the rarity of the question were tried beside it, and told nothing more. It
needs no numpy, so that a face can import the threshold for nothing.
"""

from __future__ import annotations

import math

SLOPE = 1.07
OFFSET = 1.31
NO_COUNTERPART = 0.3
"""Below this chance a passage is not called a counterpart: more than seven in ten would be wrong."""


def chance(score: float) -> float:
    """Return the chance, in [0, 1], that a passage with this ranking score is related."""
    if score <= 0:
        return 0.0
    odds = math.exp(OFFSET) * math.pow(score, SLOPE)
    return odds / (1 + odds)
