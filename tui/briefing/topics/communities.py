"""Groups of articles that write about the same thing.

A graph joins each article to its nearest neighbours by cosine; communities at a low resolution
give the groups without being told how many; a few rounds of reassignment to the nearest centroid
mend their borders. Every step is ordered: the same articles give the same groups.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.topics.louvain import communities as communities_of
from briefing.topics.louvain import graph_of
from briefing.topics.nearest_neighbours import Near, neighbours
from briefing.topics.vectors import Ids, Numbers, Vectors

NEIGHBOURS = 10
RESOLUTION = 0.3
ROUNDS = 10
FEWEST = 3
"""Fewer groups than this tell a reader nothing; the resolution rises until there are as many."""
HIGHEST_RESOLUTION = 4.0
AROUND = (11 / 12, 29 / 30, 1.0)
"""Times the resolution asked for: a grouping that holds at several is there in the articles, one that
appears at a single one is an accident of it."""


def communities(vectors: Vectors, resolution: float = RESOLUTION, fewest: int = FEWEST) -> Ids:
    """Return the group of every row, numbered from 0 by falling size (ties: first row first)."""
    return communities_near(vectors, neighbours(vectors, NEIGHBOURS), resolution, fewest, around=(1.0,))


def communities_near(
    vectors: Vectors,
    near: Near,
    resolution: float = RESOLUTION,
    fewest: int = FEWEST,
    *,
    around: Sequence[float] = AROUND,
) -> Ids:
    """Return the same where the nearest neighbours of every row are known.

    Of some runs, at resolutions `around` the one asked for, the one that agrees most with the others
    is taken: the broadest groups ought to be no accident of one, and the one with the highest modularity
    is no better than others nearly as high.
    """
    if not vectors.size:
        return np.zeros(0, dtype=np.int64)
    graph = graph_of(near)
    enough = min(fewest, vectors.size)
    while True:
        runs = [np.array(communities_of(graph, factor * resolution)[0], dtype=np.int64) for factor in around]
        sound = [run for run in runs if int(run.max()) + 1 >= enough]
        if sound or resolution > HIGHEST_RESOLUTION:
            break
        resolution *= 1.5
    return by_size(reassigned(vectors, most_agreed(sound or runs)))


def most_agreed(runs: Sequence[Ids]) -> Ids:
    """Return the grouping with the highest mean agreement with all; of equal ones the first."""
    sums = np.zeros(len(runs))
    for one in range(len(runs)):
        for other in range(one):
            value = agreement(runs[one], runs[other])
            sums[one] += value
            sums[other] += value
    return runs[int(np.round(sums, 9).argmax())]


def agreement(one: Ids, other: Ids) -> float:
    """Return the normalised mutual information of two groupings (arithmetic mean), in [0, 1]."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1 / len(one))
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    held = table > 0
    mutual = float((table[held] * np.log(table[held] / np.outer(rows, columns)[held])).sum())
    entropy = sum(-float((part[part > 0] * np.log(part[part > 0])).sum()) for part in (rows, columns))
    return 2 * mutual / entropy if entropy > 0 else 1.0


def reassigned(vectors: Vectors, group: Ids) -> Ids:
    """Move rows to the group with the nearest centroid until nothing moves, at most ten rounds."""
    for _ in range(ROUNDS):
        nearest = to_centroids(vectors, centroids(vectors, group)).argmax(axis=1)
        if (nearest == group).all():
            break
        group = np.unique(nearest, return_inverse=True)[1].astype(np.int64)
    return group


def centroids(vectors: Vectors, group: Ids) -> Numbers:
    """Return the mean direction of every group, of length one: groups by terms."""
    groups, width = int(group.max(initial=-1)) + 1, vectors.space.width
    place = group[vectors.rows] * width + vectors.terms
    sums: Numbers = np.bincount(place, vectors.values, minlength=groups * width).astype(np.float64)
    sums = sums.reshape(groups, width)
    unit: Numbers = sums / np.maximum(np.sqrt((sums * sums).sum(axis=1, keepdims=True)), 1e-12)
    return unit


def to_centroids(vectors: Vectors, centres: Numbers) -> Numbers:
    """Return the cosine of every row with every centre: rows by groups."""
    result = np.zeros((vectors.size, len(centres)))
    rows = vectors.rows
    for number, centre in enumerate(centres):
        products = vectors.values * centre[vectors.terms]
        result[:, number] = np.bincount(rows, products, minlength=vectors.size)
    rounded: Numbers = np.round(result, 9)
    return rounded


def by_size(group: Ids) -> Ids:
    """Renumber groups by falling size; equal ones in order of their first row."""
    numbers, first, sizes = np.unique(group, return_index=True, return_counts=True)
    order = sorted(range(len(numbers)), key=lambda at: (-sizes[at], first[at]))
    renamed = {int(numbers[at]): new for new, at in enumerate(order)}
    return np.array([renamed[int(number)] for number in group], dtype=np.int64)
