"""The search that stands: its answer, how results are shown, and the match one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.state.cursor import is_version
from briefing.ui.state.match_walk import Match, MatchWalk
from briefing.ui.state.search_results import Results, Sorting, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.model.article import Article, Span
    from briefing.model.search_answer import FoundSpans, Hit, SearchAnswer


class SearchState:
    """What is searched for and what of it is known."""

    def __init__(self, order_of: Callable[[str], int | None]) -> None:
        """`order_of` gives the number that orders an article, or None for one that is not there."""
        self._order_of = order_of
        self.answer: SearchAnswer | None = None
        self.results: Results | None = None
        """Every hit of that answer, as far as it has been fetched."""
        self.view: View = "articles"
        self.sorting: Sorting = "best"
        self.walk = MatchWalk(None, order_of)
        """The matches of that answer, and the one that is stood on."""
        self.found_in: dict[str, FoundSpans] = {}
        """Every match in the articles being read, where not all hits have been fetched."""
        self.found_of: Results | None = None
        """The results those are of; of earlier ones while it is not known what is found now."""

    def set_answer(self, answer: SearchAnswer | None) -> None:
        """Take the answer of a search. Where all hits are known, matches are walked in reading order."""
        self.answer = answer
        self.results = Results(answer) if answer is not None else None
        self.walk = MatchWalk(self.results, self._order_of)
        if self.results is None or self.results.complete:
            self.found_in = {}
        # Else those of the search before stay until it is known what is found now: drawing columns
        # twice for each letter typed would be seen.

    def renew_answer(self, answer: SearchAnswer) -> None:
        """Take the answer to the same search over articles that have changed; the match stays, if it can."""
        before = self.walk
        self.set_answer(answer)
        self.walk.stand_as(before)

    def add_hits(self, offset: int, hits: Sequence[Hit], total: int) -> None:
        """Take more hits of the same answer, from number `offset` on."""
        if self.results is not None and self.results.take(offset, hits, total) and self.results.complete:
            before = self.walk
            self.walk = MatchWalk(self.results, self._order_of)
            self.walk.stand_as(before)

    def add_found(self, found: Mapping[str, FoundSpans]) -> None:
        """Take every match of the present search in some articles."""
        if self.found_of is not self.results:
            self.found_in, self.found_of = {}, self.results
        self.found_in.update(found)

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matches that are words, in reading order, where every hit is known."""
        return tuple(match for match in self.walk.known if match.span is not None)

    def spans_in(self, article: Article) -> Sequence[Span]:
        """The matches in this version of an article, in text order, as far as they are known."""
        found = self.found_in.get(article.id)
        if found is not None:
            return found.spans if is_version(article, found.fingerprint) else ()
        hits = self.results.first if self.results is not None else ()
        spans = {
            span
            for hit in hits
            if hit.article == article.id and is_version(article, hit.fingerprint)
            for span in hit.spans
        }
        return sorted(spans, key=lambda span: span.start)
