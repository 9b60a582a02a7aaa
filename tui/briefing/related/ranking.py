"""Which passages are nearest to a passage: the numbers, without text.

Three steps, each measured on sentences of news that tell the same event (`tests/bench/
bench_related.py`): BM25 over stems, a passage's score times the likeness of the two whole articles
(a passage is related if its story is), and one round of feedback from the best ten.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

import numpy as np

from briefing.related.postings import Ids, Numbers, Postings

K1 = 0.6
B = 0.4
"""BM25 (S. Robertson and H. Zaragoza, 2009): low, as passages are short and repeat little."""
STORY_POWER = 0.5
"""The likeness of two articles (a cosine) counts by its root."""
FEEDBACK_PASSAGES = 10
FEEDBACK_TERMS = 30
FEEDBACK_WEIGHT = 1.0
"""Relevance feedback after J. Rocchio (1971): the question plus the mean of its best answers."""
LEAST_LIKENESS = 1e-6
ROUNDING = 9
"""Decimals kept before scores are compared, so that the order of a sum never decides a tie."""


class Ranking:
    """Scores the passages of a growing collection against one of them."""

    def __init__(self) -> None:
        self.passages = Postings()
        self.articles = Postings()
        self._article_of = array("q")
        self._likeness: tuple[int, int, Numbers] | None = None

    def add(self, article: Sequence[Counter[str]]) -> list[int]:
        """Add an article, given the terms of its passages; return the passages' numbers."""
        whole: Counter[str] = Counter()
        for counts in article:
            whole.update(counts)
        number = self.articles.add(whole)
        self._article_of.extend([number] * len(article))
        return [self.passages.add(counts) for counts in article]

    def article_of(self) -> Ids:
        """Return the article number of every passage; a view, not to be kept over `add`."""
        return np.frombuffer(self._article_of, dtype=np.int64)

    def scores(self, passage: int) -> Numbers:
        """Return the score of every passage against `passage`: 0 for its own article, else >= 0."""
        terms, _ = self.passages.terms_of(passage)
        weights = self.passages.rarities(terms)
        own = int(self._article_of[passage])
        story = self._story(own)[self.article_of()]
        first = self._bm25(terms, weights) * story
        terms, weights = self._with_feedback(terms, weights, first)
        return np.round(self._bm25(terms, weights) * story, ROUNDING)

    def _bm25(self, terms: Ids, weights: Numbers) -> Numbers:
        units, counts, weighted = self.passages.occurrences(terms, weights)
        norm = K1 * (1 - B + B / self.passages.mean_length * self.passages.lengths())
        impact = counts * (K1 + 1) / (counts + norm[units])
        scores: Numbers = np.bincount(units, impact * weighted, minlength=len(self.passages)).astype(
            np.float64
        )
        return scores

    def _story(self, own: int) -> Numbers:
        """Return the likeness of every article to article `own`, to the story power; 0 for itself."""
        size = len(self.articles)
        if self._likeness is not None and self._likeness[:2] == (own, size):
            return self._likeness[2]
        likeness = self._cosines(own)
        story = np.power(np.maximum(likeness, LEAST_LIKENESS), STORY_POWER)
        story[own] = 0.0
        self._likeness = (own, size, story)
        return story

    def _cosines(self, own: int) -> Numbers:
        """Return the cosine of the articles' sublinear TF-IDF vectors with that of `own`."""
        terms, counts, position = self.articles.terms_of_many(np.arange(len(self.articles)))
        values = (1 + np.log(counts)) * self.articles.rarities(terms)
        norms = np.sqrt(np.bincount(position, values * values, minlength=len(self.articles)))
        mine = np.zeros(len(self.articles.names))
        chosen = position == own
        mine[terms[chosen]] = values[chosen]
        products = np.bincount(position, values * mine[terms], minlength=len(self.articles))
        cosines: Numbers = products / np.maximum(norms * norms[own], 1e-12)
        return cosines

    def _with_feedback(self, terms: Ids, weights: Numbers, scores: Numbers) -> tuple[Ids, Numbers]:
        """Return the question with the telling terms of its best answers added."""
        best = best_of(scores, FEEDBACK_PASSAGES)
        if not len(best):
            return terms, weights
        found, counts, position = self.passages.terms_of_many(best)
        norm = K1 * (1 - B + B * self.passages.lengths()[best] / self.passages.mean_length)
        values = counts * (K1 + 1) / (counts + norm[position]) * self.passages.rarities(found)
        lengths = np.sqrt(np.bincount(position, values * values, minlength=len(best)))
        share = scores[best] / scores[best].sum()
        values = values * (share / np.maximum(lengths, 1e-12))[position]
        centre_terms, inverse = np.unique(found, return_inverse=True)
        centre = np.bincount(inverse, values)
        centre_norm = float(np.sqrt(centre @ centre))
        kept = np.argsort(-np.round(centre, ROUNDING), kind="stable")[:FEEDBACK_TERMS]
        size = float(np.sqrt(weights @ weights))
        joined = np.concatenate([terms, centre_terms[kept]])
        joined_weights = np.concatenate(
            [weights / max(size, 1e-12), FEEDBACK_WEIGHT * centre[kept] / max(centre_norm, 1e-12)]
        )
        every, at = np.unique(joined, return_inverse=True)
        return every, np.bincount(at, joined_weights).astype(np.float64)


def best_of(scores: Numbers, top: int) -> Ids:
    """Return the places of the `top` highest scores above 0, best first, ties in order of place."""
    above = np.flatnonzero(scores > 0)
    if len(above) > top:
        edge = np.partition(scores[above], len(above) - top)[len(above) - top]
        above = above[scores[above] >= edge]
    order: Ids = above[np.argsort(-scores[above], kind="stable")][:top]
    return order
