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
from briefing.search.snippet import cut

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
        marks = self._marks(number, matches.terms)
        start, end = cut(entry.text, entry.start, entry.end, marks)
        spans = _merged([span for span, _ in marks])
        return Hit(entry.article, entry.passage, score, spans, entry.text[start:end], start)

    def _marks(self, number: int, terms: Sequence[Found]) -> list[tuple[Span, int]]:
        """Every match in a passage with the number of its term, in order of place."""
        entry = self._postings.entry(number)
        marks = [
            (entry.span(position, position + term.length - 1), index)
            for index, term in enumerate(terms)
            for position in term.runs.get(number, ())[:MAX_SPANS]
        ]
        marks.sort(key=lambda mark: (mark[0].start, mark[0].end, mark[1]))
        return marks


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return sorted `spans` with those that overlap made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)
