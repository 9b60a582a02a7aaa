"""From a score to a chance: what the number shown beside a related passage means.

A logistic curve over the logarithm of the ranking's score, the number of articles compared, and how far
down the passage asked about stands in its article. News tells the event first, where every outlet has it,
and its own finds later: the same score is right less often below. In a folder of two articles words are
hardly rarer than each other, and a high score says less than among hundreds.

It was fitted (`tests/bench/bench_related.py --fit`, which also leaves a third of the affairs out) on what
annotators judged, first sentences that have a counterpart somewhere, and on passages drawn from whole
articles and read for it, of which half have none; an answer that tells a part of it counts half. How many
articles an answer may come from told nothing more than how many are compared, nor did the score of the best
answer. It needs no numpy, so that a face can import the threshold for nothing.
"""

from __future__ import annotations

import math

SLOPE = 1.19
SLOPE_PER_ARTICLES = 0.185
OFFSET = 1.28
OFFSET_PER_ARTICLES = -0.093
OFFSET_PER_DEPTH = -0.616
"""The last three go with logarithms: of the articles compared, and of the passages before (and one)."""
DEEPEST = 20
"""Nothing was read that stands much further down than this."""
NO_COUNTERPART = 0.5
"""Below this chance a passage is not called a counterpart: more often than not that would be wrong."""
LIKENESS_SLOPE = 1.07
LIKENESS_OFFSET = 1.31


def chance(score: float, articles: int, depth: int) -> float:
    """Return the chance, in [0, 1], that the passage with this ranking score tells what was asked about.

    `articles` is the number of articles compared, `depth` that of the passages before the one asked about
    in its article. For one question a higher score is never a lower chance.
    """
    size = math.log(max(articles, 1))
    depths = math.log1p(min(depth, DEEPEST))
    offset = OFFSET + OFFSET_PER_ARTICLES * size + OFFSET_PER_DEPTH * depths
    return _logistic(score, SLOPE + SLOPE_PER_ARTICLES * size, offset)


def likeness(score: float) -> float:
    """Return how alike two passages are, in [0, 1]: the score on a scale that fits every folder."""
    return _logistic(score, LIKENESS_SLOPE, LIKENESS_OFFSET)


def _logistic(score: float, slope: float, offset: float) -> float:
    if score <= 0:
        return 0.0
    odds = math.exp(offset) * math.pow(score, slope)
    # In this form, since `odds / (1 + odds)` may fall by its last digit where the odds rise.
    return 1 / (1 + 1 / odds) if odds else 0.0
