"""Search over the passages of several articles, in memory.

The door of this package: parses a query, finds the passages, ranks them, cuts snippets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model.article import Article, Span
from briefing.model.hit import Hit, SearchAnswer
from briefing.search.matching import Found, Matches, match
from briefing.search.postings import Postings
from briefing.search.query import parse_query
from briefing.search.rank import best, scores
from briefing.search.snippet import Match, cut

MAX_SPANS = 10_000
"""Matches shown of one term in one passage. No prose has so many; a megabyte of one word has, and
must not cost hundreds of megabytes."""


class SearchIndex:
    """Every passage that counts (boilerplate is left out), ready to be searched.

    Holds positions of all words, so memory is a small multiple of the text. Not safe for use by
    two threads at once.
    """

    def __init__(self) -> None:
        self._postings = Postings()

    @classmethod
    def build(cls, articles: Iterable[Article]) -> SearchIndex:
        """Return an index over `articles`. Their order changes no answer."""
        index = cls()
        for article in articles:
            index.add(article)
        return index

    def add(self, article: Article) -> None:
        """Take in `article`, in place of an earlier one of the same id."""
        self._postings.add(article)

    def search(self, query: str, *, limit: int = 50, typing: bool = True) -> SearchAnswer:
        """Return the passages that answer `query`, best first, at most `limit` of them.

        With `typing`, the last word counts as a beginning while no blank, quote or sign follows
        it. Never raises: what cannot be read in the query is passed over (`parse_query` names
        it). Equal scores are ordered by article id, then passage. Scores compare the hits of one
        query only.
        """
        root = parse_query(query, typing=typing).root
        if root is None:
            return SearchAnswer(query, (), 0)
        matches = match(root, self._postings)
        ranked = scores(matches, self._postings)
        hits = tuple(self._hit(number, ranked[number], matches) for number in best(ranked, limit, self._name))
        return SearchAnswer(
            query,
            hits,
            total=len(ranked),
            corrections=matches.corrections,
            matches=sum(len(hit.spans) for hit in hits),
        )

    def _name(self, number: int) -> tuple[str, int]:
        entry = self._postings.entry(number)
        return entry.article, entry.passage

    def _hit(self, number: int, score: float, matches: Matches) -> Hit:
        entry = self._postings.entry(number)
        found = self._matches(number, matches.terms)
        start, end = cut(entry.text, entry.start, entry.end, found)
        return Hit(entry.article, entry.passage, score, _merged(found), entry.text[start:end], start)

    def _matches(self, number: int, terms: Sequence[Found]) -> list[Match]:
        """Every match in a passage, in order of place."""
        entry = self._postings.entry(number)
        starts, ends = entry.starts, entry.ends
        return sorted(
            (starts[position], ends[position + term.length - 1], index)
            for index, term in enumerate(terms)
            for position in term.runs.get(number, ())[:MAX_SPANS]
        )


def _merged(matches: Sequence[Match]) -> tuple[Span, ...]:
    """Return the spans of sorted `matches`, those that overlap as one."""
    merged: list[Span] = []
    for start, end, _ in matches:
        if merged and start < merged[-1].end:
            if end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, end)
        else:
            merged.append(Span(start, end))
    return tuple(merged)
