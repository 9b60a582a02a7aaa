"""Groups of corresponding passages: agglomerative clustering by average linkage.

Average linkage (R. Sokal and C. Michener, "A statistical method for evaluating systematic
relationships", 1958) joins two groups by the mean of all links between them, so that no chain of
lucky pairs makes a row of everything. Passages of one article have no link of their own: they
meet only through the passages of others that both correspond to.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence

from briefing.synopsis.links import Links

Group = tuple[int, ...]
"""Places of passages, in order."""


def groups(articles: Sequence[str], links: Links, *, least: float, crowded: float, most: int) -> list[Group]:
    """Return the groups of the passages whose articles are given, in order of their first passage.

    `least` is the mean link that joins two groups, `crowded` the one needed where a cell would get
    a second passage of one article, and `most` the passages of one article in a group. Every
    passage is in exactly one group. The result depends on nothing but the values given.
    """
    return _Clustering(articles, links, least, crowded, most).run()


class _Clustering:
    def __init__(
        self, articles: Sequence[str], links: Links, least: float, crowded: float, most: int
    ) -> None:
        self._least, self._crowded, self._most = least, crowded, most
        count = len(articles)
        self._members: dict[int, Group] = {number: (number,) for number in range(count)}
        self._articles = {number: Counter((articles[number],)) for number in range(count)}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in range(count)}
        self._heap: list[tuple[float, Group, Group, int, int]] = []
        for (one, other), strength in links.strength.items():
            self._sums[one][other] = self._sums[other][one] = strength
        for one, other in sorted(links.strength):
            self._offer(one, other)
        self._next = count

    def run(self) -> list[Group]:
        """Join the best pair until none is good enough."""
        while self._heap:
            _, _, _, one, other = heapq.heappop(self._heap)
            if one in self._members and other in self._members:
                self._join(one, other)
        return sorted(self._members.values())

    def _offer(self, one: int, other: int) -> None:
        """Put a pair on the heap where it may be joined."""
        mine, theirs = self._articles[one], self._articles[other]
        common = mine.keys() & theirs.keys()
        pairs = len(self._members[one]) * len(self._members[other])
        pairs -= sum(mine[name] * theirs[name] for name in common)
        if not pairs or any(mine[name] + theirs[name] > self._most for name in common):
            return
        # Rounded, so that the order of additions decides nothing.
        mean = round(self._sums[one][other] / pairs, 9)
        if mean >= (self._crowded if common else self._least):
            first, second = sorted((self._members[one], self._members[other]))
            heapq.heappush(self._heap, (-mean, first, second, one, other))

    def _join(self, one: int, other: int) -> None:
        new, self._next = self._next, self._next + 1
        self._members[new] = tuple(sorted(self._members.pop(one) + self._members.pop(other)))
        self._articles[new] = self._articles.pop(one) + self._articles.pop(other)
        mine, theirs = self._sums.pop(one), self._sums.pop(other)
        mine.pop(other, None)
        theirs.pop(one, None)
        sums = {
            number: mine.get(number, 0.0) + theirs.get(number, 0.0) for number in mine.keys() | theirs.keys()
        }
        self._sums[new] = sums
        for number in sorted(sums):
            far = self._sums[number]
            far.pop(one, None)
            far.pop(other, None)
            far[new] = sums[number]
            self._offer(new, number)
