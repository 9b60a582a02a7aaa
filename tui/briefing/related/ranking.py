"""Which passages are nearest to a passage: the numbers, without text.

Three steps, each measured on sentences of news that tell the same event (`tests/bench/
bench_related.py`): BM25 over synonym groups of stems, a passage's score times the likeness of the two
whole articles (a passage is related if its story is), and one round of feedback from the best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.related.segment_set import SegmentSet
from briefing.related.term_vocabulary import Ids, Numbers
from briefing.related.weights import (
    PRECISION,
    ArticleSimilarities,
    CollectionWeights,
    lead,
    saturated,
    word_rarities,
)

QUERY_POWER = 0.8
"""A question's terms count by this power of their rarity."""
FEEDBACK_PASSAGES = 10
FEEDBACK_TERMS = 40
FEEDBACK_PER_COVER = 1.5
"""Relevance feedback after J. Rocchio (1971): the question plus the mean of its best answers, which
weighs at most as much as the question, and less where they hold little of it: 1.5 times the part
of the question's weight that they hold on average."""
LARGE = 50_000
"""Above this many passages, terms that more than 2 % of them hold are left out of a question, and
only the best CANDIDATES by BM25 are weighed with the similarity of their articles."""
COMMON = 0.02
CANDIDATES = 1_000
BLOCK = 64
"""Passages whose highest score stands for them when the best are looked for: the k-th highest of these
is at most the k-th highest score."""


class Nearest(NamedTuple):
    """The answer: units of passages, best first, with their scores."""

    passages: Ids
    scores: Numbers


class Ranking:
    """Scores the passages of a collection against one of them."""

    def __init__(self, collection: SegmentSet) -> None:
        self.collection = collection
        self._weighed: CollectionWeights | None = None
        self._similar: ArticleSimilarities | None = None
        self._prior: tuple[int, int, Numbers] | None = None

    def nearest(self, unit: int, top: int, allowed: NDArray[np.bool_] | None = None) -> Nearest:
        """Return the `top` passages nearest to passage `unit`, none of its own article.

        `allowed` says of every unit whether it may be an answer. Ties are in order of article
        number and passage.
        """
        found = self.collection
        small = len(found) <= LARGE
        weighed = self._weigh() if small else None
        terms = weighed.terms(unit) if weighed else self._terms(unit)
        # A passage is a long question: at their full rarity its two or three rarest words would decide
        # alone.
        weights = (weighed.rarities[terms] if weighed else self._rarities(terms)) ** QUERY_POWER
        weights /= max(math.sqrt(float(weights @ weights)), 1e-12)
        own = int(weighed.articles[unit] if weighed else found.articles_of(np.array([unit]))[0])
        held = self._held(terms, weights, weighed)
        scores = self._with_similarities(held, own, small=small)
        best = self._best_of(scores, FEEDBACK_PASSAGES)
        if len(best):
            # Where the best answers hold little of the question they are about something else, and their
            # words would lead away from it (query drift).
            cover = float(held[best].sum()) / FEEDBACK_PASSAGES / float(weights.sum())
            more, their_weights = self._feedback(best, scores[best], weighed)
            held = held + self._held(more, min(1.0, FEEDBACK_PER_COVER * cover) * their_weights, weighed)
            scores = self._with_similarities(held, own, small=small)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        best = self._best_of(scores, top)
        return Nearest(best, scores[best] / PRECISION)

    def rarities(self, unit: int) -> Numbers:
        """Return how distinctive the terms of a passage are here, in order of their first appearance."""
        return self._rarities(self._terms(unit))

    def weights_of(self, unit: int) -> dict[int, float]:
        """Return the terms of a passage by number, with how distinctive each is here."""
        terms = self._terms(unit)
        return dict(zip(terms.tolist(), self._rarities(terms).tolist(), strict=True))

    def _terms(self, unit: int) -> Ids:
        if len(self.collection) <= LARGE:
            return self._weigh().terms(unit)
        return self.collection.terms_of(np.array([unit]))[0]

    def _rarities(self, terms: Ids) -> Numbers:
        if len(self.collection) <= LARGE:
            return np.asarray(self._weigh().rarities[terms])
        return word_rarities(self.collection, terms)

    def _weigh(self) -> CollectionWeights:
        """Return the weights of everything as the collection is now."""
        if self._weighed is None or self._weighed.version != self.collection.version:
            self._weighed = CollectionWeights(self.collection)
        return self._weighed

    def _held(self, terms: Ids, weights: Numbers, weighed: CollectionWeights | None) -> Numbers:
        """Return for every unit how much of the weighted terms it holds: BM25."""
        found = self.collection
        units: Sequence[Ids] = ()
        if weighed is not None:
            if len(terms):
                units, parts = weighed.holders(terms)
                impacts = np.concatenate(parts)
                impacts *= weights.repeat(list(map(len, parts)))
        else:
            # The postings of common terms are most of the work and hardly change the order: their BM25
            # weight is near nothing.
            rare = found.holding(terms) <= COMMON * len(found)
            if rare.any():
                terms, weights = terms[rare], weights[rare]
            units, impacts = self._impacts(terms, weights)
        if not units:
            return np.zeros(found.size)
        held = np.bincount(np.concatenate(units), impacts, minlength=found.size)
        return held.astype(np.float64, copy=False)

    def _impacts(self, terms: Ids, weights: Numbers) -> tuple[list[Ids], Numbers]:
        """Return the units that hold the weighted terms, term by term in each segment, and how much
        each counts there."""
        found = self.collection
        units: list[Ids] = []
        impacts: list[Numbers] = []
        for segment, first in zip(found.segments, found.firsts, strict=False):
            starts, ends = segment.postings(terms)
            slices = list(map(slice, starts.tolist(), ends.tolist()))
            if not slices:
                continue
            here = np.concatenate([segment.units[part] for part in slices])
            counts = np.concatenate([segment.tallies[part] for part in slices]).astype(np.float64)
            impact = saturated(counts, segment.lengths[here], found.mean_length)
            impacts.append(impact * np.repeat(weights, ends - starts))
            units.append(here.astype(np.int64) + first)
        return units, np.concatenate(impacts) if impacts else np.zeros(0)

    def _with_similarities(self, held: Numbers, own: int, *, small: bool) -> Numbers:
        """Return the whole score of every unit, in PRECISION steps, given that by words alone."""
        if small:
            return np.rint(held * self._prior_of_all(own))
        alive = self.collection.alive()
        places = self._best_of(held if alive is None else np.where(alive, held, 0.0), CANDIDATES)
        scores = np.zeros(len(held))
        scores[places] = np.rint(held[places] * self._prior_of(own, places))
        return scores

    def _prior_of_all(self, own: int) -> Numbers:
        """Return what the words' score of every unit counts, in PRECISION steps."""
        version = self.collection.version
        # A reader asks about passage after passage of one article: the likeness of all others to it is
        # worked out once.
        if self._prior is None or self._prior[:2] != (own, version):
            weighed = self._weigh()
            prior = weighed.lead * weighed.likenesses(own)[weighed.articles]
            if weighed.alive is not None:
                prior[~weighed.alive] = 0.0
            self._prior = (own, version, prior)
        return self._prior[2]

    def _prior_of(self, own: int, places: Ids) -> Numbers:
        """Return the likeness of the units' articles to article `own`, times the lead bonus."""
        found = self.collection
        version = found.version
        known = self._similar
        if known is None or (known.own, known.version) != (own, version):
            # The rarities of all terms are the dear part, and the same for every article.
            rarities = known.rarities if known and known.version == version else None
            known = self._similar = ArticleSimilarities(found, own, rarities)
        articles, at = np.unique(found.articles_of(places), return_inverse=True)
        prior: Numbers = PRECISION * lead(found.depths(places)) * known.likenesses(articles)[at]
        return prior

    def _feedback(self, best: Ids, scores: Numbers, weighed: CollectionWeights | None) -> tuple[Ids, Numbers]:
        """Return the distinctive terms of the best answers, with their weights in the mean of these."""
        found = self.collection
        parts = scores / scores.sum()
        if weighed is not None:
            terms, values, sizes = weighed.vectors(best)
            values *= np.repeat(parts, sizes)
        else:
            terms, counts, position = found.terms_of(best)
            values = saturated(counts, found.lengths(best)[position], found.mean_length)
            values *= word_rarities(found, terms)
            lengths = np.sqrt(np.bincount(position, values * values, minlength=len(best)))
            values *= (parts / np.maximum(lengths, 1e-12))[position]
        ordered = np.sort(terms)
        held = np.concatenate((ordered[:1], ordered[1:][ordered[1:] != ordered[:-1]]))
        weights = np.bincount(held.searchsorted(terms), values)
        size = max(math.sqrt(float(weights @ weights)), 1e-12)
        if len(held) > FEEDBACK_TERMS:
            # Compared in whole steps and then by hash: sums of floats differ in their last bits with the
            # order of the articles, and the same set must give the same answers in any order.
            steps = np.rint(weights * PRECISION)
            least = np.partition(steps, len(held) - FEEDBACK_TERMS)[len(held) - FEEDBACK_TERMS]
            some = np.flatnonzero(steps >= least)
            order = np.lexsort((found.vocabulary.hashes(held[some]), -steps[some]))[:FEEDBACK_TERMS]
            held, weights = held[some[order]], weights[some[order]]
        return held, weights / size

    def _best_of(self, scores: Numbers, top: int) -> Ids:
        """Return the units of the `top` highest scores above 0, best first, ties in reading order."""
        least = 0.0
        if len(scores) >= BLOCK * (top + 1):
            whole = len(scores) // BLOCK * BLOCK
            # A bound that costs one pass spares sorting all scores: nothing below the k-th highest of the
            # blocks' maxima can be among the best k.
            highest = scores[:whole].reshape(-1, BLOCK).max(axis=1)
            least = float(np.partition(highest, len(highest) - top)[len(highest) - top])
        above = np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores > 0)
        values = -scores[above]
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        if (ordered[1:] == ordered[:-1]).any():
            order = np.lexsort((self.collection.places(above), values))
        best: Ids = above[order[:top]]
        return best
