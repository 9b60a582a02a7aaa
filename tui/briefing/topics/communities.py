"""Groups of articles that write about the same thing.

A graph joins each article to its nearest neighbours by cosine; Louvain communities (V. Blondel
and others, "Fast unfolding of communities in large networks", 2008) at a low resolution give the
groups without being told how many; a few rounds of reassignment to the nearest centroid mend
their borders. Every step is seeded and ordered: the same articles give the same groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.topics.vectors import Ids, Numbers, Vectors

if TYPE_CHECKING:
    import networkx as nx

NEIGHBOURS = 10
RESOLUTION = 0.3
ROUNDS = 10
FEWEST = 3
"""Fewer groups than this tell a reader nothing; the resolution rises until there are as many."""
HIGHEST_RESOLUTION = 4.0
SEEDS = 5
MANY = 5_000
"""Above this many articles the runs agree well enough that one will do."""


def neighbours(vectors: Vectors, count: int = NEIGHBOURS) -> list[list[tuple[int, float]]]:
    """Return for every row its `count` most similar rows with their cosines, best first."""
    order = np.argsort(vectors.terms, kind="stable")
    rows, values = vectors.rows[order], vectors.values[order]
    starts = np.searchsorted(vectors.terms[order], np.arange(len(vectors.names) + 1))
    found: list[list[tuple[int, float]]] = []
    for row in range(vectors.size):
        span = slice(vectors.offsets[row], vectors.offsets[row + 1])
        terms = vectors.terms[span]
        pieces = [slice(starts[term], starts[term + 1]) for term in terms.tolist()]
        if not pieces:
            found.append([])
            continue
        weights = np.repeat(vectors.values[span], [piece.stop - piece.start for piece in pieces])
        others = np.concatenate([rows[piece] for piece in pieces])
        products = np.concatenate([values[piece] for piece in pieces]) * weights
        cosines = np.round(np.bincount(others, products, minlength=vectors.size), 9)
        cosines[row] = 0.0
        best = np.argsort(-cosines, kind="stable")[:count]
        found.append([(int(other), float(cosines[other])) for other in best if cosines[other] > 0])
    return found


def communities(vectors: Vectors, resolution: float = RESOLUTION) -> Ids:
    """Return the group of every row, numbered from 0 by falling size (ties: first row first)."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(vectors.size))
    for row, near in enumerate(neighbours(vectors)):
        for other, cosine in near:
            graph.add_edge(row, other, weight=cosine)
    while True:
        parts = _best_partition(graph, resolution)
        if len(parts) >= min(FEWEST, vectors.size) or resolution > HIGHEST_RESOLUTION:
            break
        resolution *= 1.5
    group = np.zeros(vectors.size, dtype=np.int64)
    for number, part in enumerate(parts):
        group[sorted(part)] = number
    return by_size(reassigned(vectors, group))


def _best_partition(graph: nx.Graph[int], resolution: float) -> list[set[int]]:
    """Return the best of a few runs by modularity: one run of Louvain depends on its seed."""
    import networkx as nx

    runs: list[tuple[float, int, list[set[int]]]] = []
    for seed in range(SEEDS if len(graph) <= MANY else 1):
        parts = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
        quality = nx.community.modularity(graph, parts, weight="weight", resolution=resolution)
        runs.append((-round(quality, 9), seed, parts))
    return min(runs, key=lambda run: run[:2])[2]


def reassigned(vectors: Vectors, group: Ids) -> Ids:
    """Move rows to the group with the nearest centroid until nothing moves, at most ten rounds."""
    for _ in range(ROUNDS):
        nearest = similarities(vectors, group).argmax(axis=1)
        if (nearest == group).all():
            break
        group = np.unique(nearest, return_inverse=True)[1].astype(np.int64)
    return group


def similarities(vectors: Vectors, group: Ids) -> Numbers:
    """Return the cosine of every row with the centroid of every group: rows by groups."""
    return to_centroids(vectors, centroids(vectors, group))


def centroids(vectors: Vectors, group: Ids) -> Numbers:
    """Return the mean direction of every group, of length one: groups by terms."""
    groups, width = int(group.max()) + 1, len(vectors.names)
    place = group[vectors.rows] * width + vectors.terms
    sums: Numbers = np.bincount(place, vectors.values, minlength=groups * width).astype(np.float64)
    sums = sums.reshape(groups, width)
    unit: Numbers = sums / np.maximum(np.sqrt((sums * sums).sum(axis=1, keepdims=True)), 1e-12)
    return unit


def to_centroids(vectors: Vectors, centres: Numbers) -> Numbers:
    """Return the cosine of every row with every centre: rows by groups."""
    result = np.zeros((vectors.size, len(centres)))
    for number, centre in enumerate(centres):
        products = vectors.values * centre[vectors.terms]
        result[:, number] = np.bincount(vectors.rows, products, minlength=vectors.size)
    return np.round(result, 9)


def by_size(group: Ids) -> Ids:
    """Renumber groups by falling size; equal ones in order of their first row."""
    numbers, first, sizes = np.unique(group, return_index=True, return_counts=True)
    order = sorted(range(len(numbers)), key=lambda at: (-sizes[at], first[at]))
    renamed = {int(numbers[at]): new for new, at in enumerate(order)}
    return np.array([renamed[int(number)] for number in group], dtype=np.int64)
