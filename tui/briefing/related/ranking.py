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
ROUNDING = 9
"""Decimals kept before scores are compared, so that the order of a sum never decides a tie."""
LARGE = 50_000
"""Above this many passages, terms that more than 2 % of them hold are left out of a question, and
only the best CANDIDATES by BM25 are weighed with their stories."""
COMMON = 0.02
CANDIDATES = 3_000


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
        self._likeness: tuple[int, Numbers] | None = None

    def add(self, article: Sequence[Counter[str]]) -> list[int]:
        """Add an article, given the terms of its passages; return the passages' numbers."""
        whole: Counter[str] = Counter()
        for counts in article:
            whole.update(counts)
        number = self.articles.add(whole)
        self._article_of.extend([number] * len(article))
        self._lead.extend(1 + LEAD_BONUS * float(np.exp(-at / LEAD_REACH)) for at in range(len(article)))
        self._impacts.clear()
        self._likeness = None
        return [self.passages.add(counts) for counts in article]

    def nearest(self, passage: int, top: int, allowed: NDArray[np.bool_] | None = None) -> Nearest:
        """Return the `top` passages nearest to `passage`, none of its own article.

        `allowed` says of every passage whether it may be an answer. Ties are in order of number.
        """
        terms, _, _ = self.passages.terms_of(np.array([passage]))
        weights = self.passages.rarities(terms) ** QUERY_POWER
        weights /= max(float(np.sqrt(weights @ weights)), 1e-12)
        own = int(self._article_of[passage])
        places, scores, held = self._scores(terms, weights, own)
        best = best_of(scores, FEEDBACK_PASSAGES)
        if len(best):
            cover = float(held[best].sum()) / FEEDBACK_PASSAGES / float(weights.sum())
            share = min(1.0, FEEDBACK_PER_COVER * cover)
            terms, weights = self._with_feedback(terms, weights, share, places[best], scores[best])
            places, scores, _ = self._scores(terms, weights, own)
        if allowed is not None:
            scores = np.where(allowed[places], scores, 0.0)
        best = best_of(scores, top)
        return Nearest(places[best], scores[best])

    def _scores(self, terms: Ids, weights: Numbers, own: int) -> tuple[Ids, Numbers, Numbers]:
        """Return the candidates in order of number, with their scores, and by words alone."""
        large = len(self.passages) > LARGE
        if large:
            rare = self.passages.holding(terms) <= COMMON * len(self.passages)
            if rare.any():
                terms, weights = terms[rare], weights[rare]
        found = [self._impact(term) for term in terms.tolist()]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
        weighted = [impact * weight for (_, impact), weight in zip(found, weights.tolist(), strict=True)]
        units = np.concatenate([units for units, _ in found])
        held = np.bincount(units, np.concatenate(weighted), minlength=len(self.passages)).astype(np.float64)
        article_of = np.frombuffer(self._article_of, dtype=np.int64)
        places = np.sort(best_of(held, CANDIDATES)) if large else np.flatnonzero(held)
        articles = article_of[places]
        lead = np.frombuffer(self._lead, dtype=np.float64)[places]
        held = held[places]
        return places, np.round(held * self._story(own, articles) * lead, ROUNDING), held

    def _impact(self, term: int) -> tuple[Ids, Numbers]:
        """Return the passages that hold a term, with its BM25 weight in each but for its rarity."""
        known = self._impacts.get(term)
        if known is None:
            units, counts = self.passages.occurrences(term)
            norm = K1 * (1 - B + B / self.passages.mean_length * self.passages.lengths(units))
            known = self._impacts[term] = (units, counts * (K1 + 1) / (counts + norm))
        return known

    def _story(self, own: int, articles: Ids) -> Numbers:
        """Return the likeness of `articles` to article `own`, to the story power; 0 for itself."""
        if len(self.passages) > LARGE:
            some, at = np.unique(articles, return_inverse=True)
            return self._likenesses(own, some)[at]
        if self._likeness is None or self._likeness[0] != own:
            self._likeness = (own, self._likenesses(own, np.arange(len(self.articles))))
        return self._likeness[1][articles]

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
        centre_terms, inverse = np.unique(found, return_inverse=True)
        centre = np.bincount(inverse, values * (parts / np.maximum(lengths, 1e-12))[position])
        kept = np.argsort(-np.round(centre, ROUNDING), kind="stable")[:FEEDBACK_TERMS]
        size = max(float(np.sqrt(centre @ centre)), 1e-12)
        joined = np.concatenate([terms, centre_terms[kept]])
        joined_weights = np.concatenate([weights, share / size * centre[kept]])
        every, at = np.unique(joined, return_inverse=True)
        return every, np.bincount(at, joined_weights).astype(np.float64)


def best_of(scores: Numbers, top: int) -> Ids:
    """Return the places of the `top` highest scores above 0, best first, ties in order of place."""
    if len(scores) > 4 * top:
        edge = np.partition(scores, len(scores) - top)[len(scores) - top]
        above = np.flatnonzero(scores >= edge) if edge > 0 else np.flatnonzero(scores > 0)
    else:
        above = np.flatnonzero(scores > 0)
    order: Ids = above[np.argsort(-scores[above], kind="stable")][:top]
    return order
