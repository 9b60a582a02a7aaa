"""Communities of a graph: groups of nodes with more between them than chance would have.

The Louvain method (V. Blondel and others, "Fast unfolding of communities in large networks", 2008)
with the queue of V. Traag and others ("From Louvain to Leiden", 2019): only nodes whose
neighbourhood has changed are looked at again. What was found is polished from single nodes until
nothing moves. Plain lists of Python: at a few thousand nodes nothing is gained by more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_GAIN = 1e-9
"""What a move must add to the quality, so that rounding cannot keep nodes moving for ever."""


@dataclass(frozen=True, slots=True)
class Graph:
    """An undirected graph: node i is joined to each node j of `edges[i]` with that weight."""

    edges: list[dict[int, float]]
    """Without loops."""
    loops: list[float]
    """What a node that stands for several holds inside, counted from both ends."""

    @property
    def degrees(self) -> list[float]:
        """The weight of all edges at each node."""
        return [sum(near.values()) + loop for near, loop in zip(self.edges, self.loops, strict=True)]


def graph_of(near: Sequence[Sequence[tuple[int, float]]]) -> Graph:
    """Return the graph in which each node is joined to those named in its list, with their weights.

    A pair named from both sides is one edge; its weights are equal, since likeness is.
    """
    edges: list[dict[int, float]] = [{} for _ in near]
    for node, found in enumerate(near):
        for other, weight in found:
            if other != node:
                edges[node][other] = weight
                edges[other][node] = weight
    return Graph(edges, [0.0] * len(near))


def communities(graph: Graph, resolution: float) -> tuple[list[int], float]:
    """Return the community of every node, numbered from 0, and the quality of the whole.

    The quality is modularity at `resolution`: above 1 favours small communities, below 1 large
    ones. Nodes are looked at in the order in which they are given, which decides between moves that are
    nearly equal: one more among them, and the others are looked at as before. An order drawn by chance
    would be another one for every number of nodes, and so would the communities.
    """
    place = list(range(len(graph.edges)))
    quality = _quality(graph, place, resolution)
    while True:
        _climb(graph, place, resolution)
        better = _quality(graph, place, resolution)
        if better <= quality + LEAST_GAIN:
            return place, max(quality, better)
        quality = better


def _climb(graph: Graph, place: list[int], resolution: float) -> None:
    """Improve `place` in steps: move nodes, then communities as if they were nodes, and so on."""
    level = graph
    members = [[node] for node in range(len(graph.edges))]
    here = list(place)
    while True:
        _move(level, here, resolution)
        count = _renumber(here)
        for nodes, community in zip(members, here, strict=True):
            for node in nodes:
                place[node] = community
        if count == len(level.edges):
            return
        # The second phase of Blondel and others: communities become nodes, so that whole groups can move
        # at once where no single node would gain.
        level = _folded(level, here, count)
        gathered: list[list[int]] = [[] for _ in range(count)]
        for nodes, community in zip(members, here, strict=True):
            gathered[community].extend(nodes)
        members = gathered
        here = list(range(count))


def _move(graph: Graph, place: list[int], resolution: float) -> None:
    """Move single nodes to the best community beside them until no move gains anything."""
    degrees = graph.degrees
    total = sum(degrees)
    if total <= 0:
        return
    inside = [0.0] * (max(place) + 1)
    for node, community in enumerate(place):
        inside[community] += degrees[node]
    queue = deque(range(len(place)))
    waiting = [True] * len(place)
    while queue:
        node = queue.popleft()
        waiting[node] = False
        near = graph.edges[node]
        degree, home = degrees[node], place[node]
        inside[home] -= degree
        # The gain of joining a community is the weight of the ties to it less what chance would give it:
        # the modularity of Blondel and others, with the resolution of J. Reichardt and S. Bornholdt (2006).
        share = resolution * degree / total
        # Staying is a choice like any other, also for a node without ties at home.
        ties: dict[int, float] = {home: 0.0}
        for other, weight in near.items():
            community = place[other]
            ties[community] = ties.get(community, 0.0) + weight
        best, gain = home, ties[home] - share * inside[home] + LEAST_GAIN
        for community, weight in ties.items():
            worth = weight - share * inside[community]
            if worth > gain:
                best, gain = community, worth
        inside[best] += degree
        if best != home:
            place[node] = best
            # Only neighbours in other communities can gain by the move (the fast local move of Traag and
            # others): the rest need no second look.
            for other in near:
                if place[other] != best and not waiting[other]:
                    waiting[other] = True
                    queue.append(other)


def _renumber(place: list[int]) -> int:
    """Number communities from 0 in order of their first node; return how many there are."""
    numbers: dict[int, int] = {}
    for node, community in enumerate(place):
        place[node] = numbers.setdefault(community, len(numbers))
    return len(numbers)


def _folded(graph: Graph, place: Sequence[int], count: int) -> Graph:
    """Return the graph whose nodes are the communities of `graph`."""
    edges: list[dict[int, float]] = [{} for _ in range(count)]
    loops = [0.0] * count
    for node, near in enumerate(graph.edges):
        mine = place[node]
        loops[mine] += graph.loops[node]
        row = edges[mine]
        for other, weight in near.items():
            theirs = place[other]
            if theirs == mine:
                loops[mine] += weight
            else:
                # Each tie between two communities is met from both its ends, once for either row.
                row[theirs] = row.get(theirs, 0.0) + weight
    return Graph(edges, loops)


def _quality(graph: Graph, place: Sequence[int], resolution: float) -> float:
    """Return the modularity of the communities (M. Newman and M. Girvan, 2004)."""
    degrees = graph.degrees
    total = sum(degrees)
    if total <= 0:
        return 0.0
    inner = sum(graph.loops)
    sums: dict[int, float] = {}
    for node, near in enumerate(graph.edges):
        mine = place[node]
        sums[mine] = sums.get(mine, 0.0) + degrees[node]
        inner += sum(weight for other, weight in near.items() if place[other] == mine)
    return inner / total - resolution * sum((value / total) ** 2 for value in sums.values())
