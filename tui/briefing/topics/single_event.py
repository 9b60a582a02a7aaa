"""Whether articles are about one event, so that topics are its aspects, or about several things.

The more articles there are, the more alike they must be to be read as one event: ten articles are
always few enough to be read together, thirty of one newspaper's section may be, sixty are when they
follow one story. There is no number of articles at which every folder changes its face at once. Articles that
fall into several groups by themselves, without being made to, are about several things however alike,
and so are those of which most report events of their own: thirty articles on one campaign are no event.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.topics.communities import NEIGHBOURS, by_size, communities_near
from briefing.topics.encoded_articles import EncodedArticle
from briefing.topics.event_clusters import event_clusters, local_scale
from briefing.topics.nearest_neighbours import Likenesses, Near, all_cosines, neighbours
from briefing.topics.vectors import Ids, Vectors, vectors

ALIKE_FOR_EACH, LEAST_ALIKE = 0.002, 0.08
"""Each article asks for this much more likeness, and any number of them for so much."""
LEAST_OF_EVENT = 0.25
"""Part of the articles that report what all are said to be about."""
LEAST_ARTICLES = 2
"""Articles of an event that is told apart."""
TOLD = 0.5
"""Part of the articles that report such events."""
PRECISION = 6
"""Digits of a likeness that count."""
SEVERAL = 3
"""Groups into which the articles of one event do not fall by themselves: its two sides may be two."""


def is_single_event(reads: Sequence[EncodedArticle], names: Sequence[str]) -> bool:
    """Whether the typical likeness of two articles is enough for one event, and for their number.

    `reads` are in order of their ids, `names` give the stem of every number. Costs the square of the
    number of articles.
    """
    if len(reads) < 2:
        return True
    weighted = vectors([read.stems for read in reads], names)
    if typical_similarity(weighted) < max(ALIKE_FOR_EACH * len(reads), LEAST_ALIKE):
        return False
    near = neighbours(weighted, NEIGHBOURS)
    if int(communities_near(weighted, near, fewest=1).max()) + 1 >= SEVERAL:
        return False
    event = event_clusters(_scaled_likeness(weighted, near))
    return int(np.bincount(event).max()) >= LEAST_OF_EVENT * len(reads)


def events_told(reads: Sequence[EncodedArticle], names: Sequence[str]) -> list[Ids]:
    """Return the rows of the articles of each event that articles of one affair report, largest first.

    Arguments as for `is_single_event`. One who reports what no other does goes with the most alike; where
    most do so, there is but one event.
    """
    weighted = vectors([read.stems for read in reads], names)
    likeness = _scaled_likeness(weighted, neighbours(weighted, NEIGHBOURS))
    event = event_clusters(likeness.copy())
    sizes = np.bincount(event)
    told = np.flatnonzero(sizes >= LEAST_ARTICLES)
    if len(told) < 2 or sizes[told].sum() < TOLD * len(reads):
        return [np.arange(len(reads))]
    means = np.stack([likeness[:, event == number].mean(axis=1) for number in told], axis=1)
    nearest = told[np.round(means, PRECISION).argmax(axis=1)]
    event = by_size(np.where(np.isin(event, told), event, nearest))
    return [np.flatnonzero(event == number) for number in range(int(event.max()) + 1)]


def _scaled_likeness(weighted: Vectors, near: Near) -> Likenesses:
    scale = local_scale(near)
    likeness = all_cosines(weighted)
    likeness *= (scale[:, None] * scale[None, :]).astype(np.float32)
    return likeness


def typical_similarity(weighted: Vectors) -> float:
    """Return the median cosine of two different rows, in [0, 1]; there are at least two rows."""
    dense = np.zeros((weighted.size, weighted.space.width))
    dense[weighted.rows, weighted.terms] = weighted.values
    likeness = (dense @ dense.T)[np.triu_indices(len(dense), 1)]
    return round(float(np.median(likeness)), 9)
