"""Walking from match to match of a search, through all its hits.

Where every hit is known they are walked in reading order. Of many more only those looked at are
known: these are walked in the order of the results, and whoever walks fetches what is not there yet.
Knows neither articles nor widgets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model.article import Span
    from briefing.model.search_answer import Hit
    from briefing.ui.state.search_results import Results

Order = tuple[int, int]
"""The place of a passage in reading order: the number of its article and its own."""


class Match(NamedTuple):
    """One place a search leads to."""

    article: str
    passage: int
    span: Span | None
    """The words found; None in a passage that answers as a whole."""
    rank: int = 0
    """Place of its hit among all, counted from 0."""
    part: int = 0
    """Which of the matches of its hit it is, counted from 0."""
    fingerprint: str = ""
    """Of the text the span is in; empty where that is not known."""


class MatchWalk:
    """The matches of one search, and the one that is stood on."""

    def __init__(self, results: Results | None, order: Callable[[str], int | None]) -> None:
        """`order` gives the number that orders an article, or None for one that is not there."""
        self._results = results
        self._order = order
        self.current: Match | None = None
        """The match one is on; None before the first step."""
        self.known: tuple[Match, ...] = ()
        """Every match in reading order, where all hits are known."""
        if self._complete and results is not None:
            found: list[tuple[Order, Match]] = []
            for rank, hit in enumerate(results.first):
                number = order(hit.article)
                if number is not None:
                    found += [((number, hit.passage), match) for match in matches_of(hit, rank)]
            self.known = tuple(match for _, match in sorted(found, key=lambda pair: pair[0]))

    @property
    def _complete(self) -> bool:
        return self._results is None or self._results.complete

    @property
    def place(self) -> str:
        """Which match one is on and of how many: `3/18`; where not all are known, which hit."""
        total = len(self.known)
        number = self.known.index(self.current) + 1 if self.current in self.known else 0
        if not self.known and self._results is not None:
            total = self._results.total
            number = self.current.rank + 1 if self.current is not None else 0
        return f"{number:,}/{total:,}" if number else f"{total:,}"

    def wanted(self, direction: int) -> int | None:
        """The hit that has to be fetched before the next step; None when the step can be taken."""
        if self.known or self._results is None or not self._results.total:
            return None
        rank = self._next_rank(direction)
        return rank if self._results.hit(rank) is None else None

    def step(self, direction: int, here: Order | None) -> Match | None:
        """Go to the next match, round at the end; None when there is none.

        The first step leads to the one nearest to `here`, or to the best where not all are known.
        """
        found = self._step_known(direction, here) if self.known else self._step_ranked(direction)
        self.current = found or self.current
        return found

    def stand_on(self, hit: Hit, rank: int | None = None) -> None:
        """Stand on the first match of a hit, if it is one of those that are walked."""
        for match in self.known:
            if (match.article, match.passage) == (hit.article, hit.passage):
                self.current = match
                return
        if not self.known and rank is not None:
            self.current = matches_of(hit, rank)[0]

    def stand_as(self, before: MatchWalk) -> None:
        """Stand where one stood in an earlier answer, as far as that match is still known."""
        match, results = before.current, self._results
        if match is None or results is None:
            return
        same = [m for m in self.known if (m.article, m.passage) == (match.article, match.passage)]
        rank = results.place_of(match.article, match.passage)
        if not same and rank is not None and (hit := results.hit(rank)) is not None:
            same = matches_of(hit, rank)
        self.current = next((m for m in same if m.span == match.span), same[0] if same else None)

    # -- where all hits are known ------------------------------------------------------------

    def _step_known(self, direction: int, here: Order | None) -> Match:
        if self.current in self.known:
            index = self.known.index(self.current) + direction
        elif here is None:
            index = 0
        else:
            keys = [(self._order(m.article) or 0, m.passage) for m in self.known]
            index = bisect_left(keys, here) if direction > 0 else bisect_right(keys, here) - 1
        return self.known[index % len(self.known)]

    # -- where they are fetched as one comes to them -----------------------------------------

    def _next_rank(self, direction: int) -> int:
        """The hit the next step leads to."""
        assert self._results is not None, "asked only where there are hits"
        now = self.current
        if now is None:
            return 0
        hit = self._results.hit(now.rank)
        parts = len(matches_of(hit, now.rank)) if hit is not None else now.part + 1
        within = 0 <= now.part + direction < parts
        return now.rank if within and hit is not None else (now.rank + direction) % self._results.total

    def _step_ranked(self, direction: int) -> Match | None:
        if self._results is None or not self._results.total:
            return None
        rank, now = self._next_rank(direction), self.current
        hit = self._results.hit(rank)
        if hit is None:
            return None
        matches = matches_of(hit, rank)
        if now is not None and now.rank == rank and 0 <= now.part + direction < len(matches):
            return matches[now.part + direction]
        return matches[0 if direction > 0 or now is None else -1]


def matches_of(hit: Hit, rank: int) -> list[Match]:
    """The matches of a hit in text order; its passage as a whole where it has none."""
    spans: tuple[Span | None, ...] = hit.spans or (None,)
    return [
        Match(hit.article, hit.passage, span, rank, part, hit.fingerprint) for part, span in enumerate(spans)
    ]
