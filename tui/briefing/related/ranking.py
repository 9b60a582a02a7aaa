"""Which passages are nearest to a passage: the numbers, without text.

Three steps, each measured on sentences of news that tell the same event (`tests/bench/
bench_related.py`): BM25 over families of stems, a passage's score times the likeness of the two
whole articles (a passage is related if its story is), and one round of feedback from the best.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.related.postings import Ids, Numbers, Postings

K1 = 0.3
B = 0.2
"""BM25 (S. Robertson and H. Zaragoza, 2009): low, as passages are short and repeat little."""
QUERY_POWER = 0.8
"""A question's terms count by this power of their rarity."""
STORY_POWER = 0.75
"""The likeness of two articles (a cosine) counts by this power."""
LEAD_BONUS = 0.2
LEAD_REACH = 3.0
"""News tells the event first and its background later: a passage's score is raised by
LEAD_BONUS * exp(-passages before it / LEAD_REACH)."""
FEEDBACK_PASSAGES = 10
FEEDBACK_TERMS = 40
FEEDBACK_PER_COVER = 1.5
"""Relevance feedback after J. Rocchio (1971): the question plus the mean of its best answers, which
weighs at most as much as the question, and less where they hold little of it: 1.5 times the part
of the question's weight that they hold on average."""
LEAST_LIKENESS = 1e-6
PRECISION = 1e9
"""Scores are compared in steps of a billionth, so that the order of a sum never decides a tie."""
LARGE = 50_000
"""Above this many passages, terms that more than 2 % of them hold are left out of a question, and
only the best CANDIDATES by BM25 are weighed with their stories."""
COMMON = 0.02
CANDIDATES = 1_000


class Nearest(NamedTuple):
    """The answer: passages by number, best first, with their scores."""

    passages: Ids
    scores: Numbers


class Ranking:
    """Scores the passages of a growing collection against one of them."""

    def __init__(self) -> None:
        self.passages = Postings(geometric=True)
        self.articles = Postings(geometric=False)
        self._article_of = array("q")
        self._lead = array("d")
        self._impacts: dict[int, tuple[Ids, Numbers]] = {}
        self._priors: tuple[int, Numbers] | None = None

    def add(self, article: Sequence[Counter[str]]) -> list[int]:
        """Add an article, given the terms of its passages; return the passages' numbers."""
        whole: Counter[str] = Counter()
        for counts in article:
            whole.update(counts)
        number = self.articles.add(whole)
        self._article_of.extend([number] * len(article))
        self._lead.extend(1 + LEAD_BONUS * float(np.exp(-at / LEAD_REACH)) for at in range(len(article)))
        self._impacts.clear()
        self._priors = None
        return [self.passages.add(counts) for counts in article]

    def nearest(self, passage: int, top: int, allowed: NDArray[np.bool_] | None = None) -> Nearest:
        """Return the `top` passages nearest to `passage`, none of its own article.

        `allowed` says of every passage whether it may be an answer. Ties are in order of number.
        """
        terms, _, _ = self.passages.terms_of(np.array([passage]))
        weights = self.passages.rarities(terms) ** QUERY_POWER
        weights /= max(float(np.sqrt(weights @ weights)), 1e-12)
        own = int(self._article_of[passage])
        held, scores = self._scores(terms, weights, own)
        best = best_of(scores, FEEDBACK_PASSAGES)
        if len(best):
            cover = float(held[best].sum()) / FEEDBACK_PASSAGES / float(weights.sum())
            share = min(1.0, FEEDBACK_PER_COVER * cover)
            _, scores = self._scores(*self._with_feedback(terms, weights, share, best, scores[best]), own)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        best = best_of(scores, top)
        return Nearest(best, scores[best] / PRECISION)

    def _scores(self, terms: Ids, weights: Numbers, own: int) -> tuple[Numbers, Numbers]:
        """Return for every passage its score by words alone, and the whole one in PRECISION steps."""
        large = len(self.passages) > LARGE
        if large:
            rare = self.passages.holding(terms) <= COMMON * len(self.passages)
            if rare.any():
                terms, weights = terms[rare], weights[rare]
        found = [self._impact(term) for term in terms.tolist()]
        if not found:
            nothing = np.zeros(len(self.passages))
            return nothing, nothing
        impacts = np.concatenate([impact for _, impact in found])
        impacts *= np.repeat(weights, [len(impact) for _, impact in found])
        units = np.concatenate([units for units, _ in found])
        held: Numbers = np.bincount(units, impacts, minlength=len(self.passages)).astype(np.float64)
        if not large:
            return held, np.rint(held * self._prior(own))
        places = best_of(held, CANDIDATES)
        scores = np.zeros(len(self.passages))
        scores[places] = np.rint(held[places] * self._prior_of(own, places))
        return held, scores

    def _prior(self, own: int) -> Numbers:
        """Return what the words' score of every passage counts, in PRECISION steps."""
        if self._priors is None or self._priors[0] != own:
            self._priors = (own, self._prior_of(own, np.arange(len(self.passages))))
        return self._priors[1]

    def _prior_of(self, own: int, places: Ids) -> Numbers:
        """Return the likeness of the passages' articles to article `own`, times the lead bonus."""
        articles, at = np.unique(np.frombuffer(self._article_of, dtype=np.int64)[places], return_inverse=True)
        lead = np.frombuffer(self._lead, dtype=np.float64)[places]
        prior: Numbers = PRECISION * lead * self._likenesses(own, articles)[at]
        return prior

    def _impact(self, term: int) -> tuple[Ids, Numbers]:
        """Return the passages that hold a term, with its BM25 weight in each but for its rarity."""
        known = self._impacts.get(term)
        if known is None:
            units, counts = self.passages.occurrences(term)
            norm = K1 * (1 - B + B / self.passages.mean_length * self.passages.lengths(units))
            known = self._impacts[term] = (units, counts * (K1 + 1) / (counts + norm))
        return known

    def _likenesses(self, own: int, articles: Ids) -> Numbers:
        """Return the cosine of the articles' sublinear TF-IDF vectors with that of `own`, to the
        story power; 0 for `own` itself."""
        terms, counts, position = self.articles.terms_of(articles)
        values = (1 + np.log(counts)) * self.articles.rarities(terms)
        norms = np.sqrt(np.bincount(position, values * values, minlength=len(articles)))
        my_terms, my_counts, _ = self.articles.terms_of(np.array([own]))
        my_values = (1 + np.log(my_counts)) * self.articles.rarities(my_terms)
        mine = np.zeros(len(self.articles.names))
        mine[my_terms] = my_values / max(float(np.sqrt(my_values @ my_values)), 1e-12)
        products = np.bincount(position, values * mine[terms], minlength=len(articles))
        cosines = products / np.maximum(norms, 1e-12)
        likeness: Numbers = np.power(np.maximum(cosines, LEAST_LIKENESS), STORY_POWER)
        likeness[articles == own] = 0.0
        return likeness

    def _with_feedback(
        self, terms: Ids, weights: Numbers, share: float, best: Ids, scores: Numbers
    ) -> tuple[Ids, Numbers]:
        """Return the question with the telling terms of its best answers added."""
        found, counts, position = self.passages.terms_of(best)
        norm = K1 * (1 - B + B / self.passages.mean_length * self.passages.lengths(best))
        values = counts * (K1 + 1) / (counts + norm[position]) * self.passages.rarities(found)
        lengths = np.sqrt(np.bincount(position, values * values, minlength=len(best)))
        parts = scores / scores.sum()
        centre = np.bincount(
            found, values * (parts / np.maximum(lengths, 1e-12))[position], minlength=len(self.passages.names)
        )
        held = np.flatnonzero(centre)
        kept = held[np.argsort(-np.rint(centre[held] * PRECISION), kind="stable")[:FEEDBACK_TERMS]]
        size = max(float(np.sqrt(centre @ centre)), 1e-12)
        # A term of both stands twice: its weights add up when passages are scored.
        return np.concatenate([terms, kept]), np.concatenate([weights, share / size * centre[kept]])


def best_of(scores: Numbers, top: int) -> Ids:
    """Return the places of the `top` highest scores above 0, best first, ties in order of place."""
    above = np.flatnonzero(scores > 0)
    if len(above) > 4 * top:
        some = scores[above]
        above = above[some >= np.partition(some, len(some) - top)[len(some) - top]]
    order: Ids = above[np.argsort(-scores[above], kind="stable")][:top]
    return order
