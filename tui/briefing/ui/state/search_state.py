"""The search that stands: its results as far as they are fetched, how they are shown, the match one is on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.lru_cache import LruCache
from briefing.ui.state.cursor import is_version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefing.model.article import Article, Span
    from briefing.model.kept_searches import KeptSearches, SearchNews
    from briefing.model.search_answer import FoundSpans, Hit, SearchAnswer, SearchHint

View = Literal["articles", "list", "context"]
"""Results under their articles; one after the other; or one a line, aligned on the match."""

Sorting = Literal["best", "newest", "oldest", "before", "after"]
"""The best first, by date, or (aligned on the match) by the word before or after it."""

PAGE = 50
"""Hits fetched at once while scrolling: more than two screens of them."""
KEPT = 2000
"""Hits kept without a gap from the first on."""
PAGES = 20
"""Pages kept of what lies behind those."""


class Results:
    """What is known of the hits of one query."""

    def __init__(self, answer: SearchAnswer) -> None:
        self.query = answer.query
        self.total = answer.total
        self.first: list[Hit] = list(answer.hits)
        """The hits known without a gap, in the order of the answer."""
        self._pages: LruCache[int, tuple[Hit, ...]] = LruCache(PAGES)

    @property
    def complete(self) -> bool:
        """Whether every hit is known."""
        return len(self.first) >= self.total

    @property
    def can_grow(self) -> bool:
        """Whether more hits would be kept without a gap."""
        return not self.complete and len(self.first) < KEPT

    def hit(self, index: int) -> Hit | None:
        """Hit `index`, counted from 0; None when it has not come."""
        if index < len(self.first):
            return self.first[index]
        page = self._pages.get(index // PAGE)
        place = index % PAGE
        return page[place] if page is not None and place < len(page) else None

    def place_of(self, article: str, passage: int) -> int | None:
        """The place of the hit in a passage among all; None where it has not come."""
        for place, hit in enumerate(self.first):
            if (hit.article, hit.passage) == (article, passage):
                return place
        for number, page in self._pages.items():
            for place, hit in enumerate(page, number * PAGE):
                if (hit.article, hit.passage) == (article, passage):
                    return place
        return None

    def wanted(self, index: int) -> int:
        """From where on to ask so that hit `index` comes."""
        behind = index - len(self.first)
        return len(self.first) if behind < PAGE and self.can_grow else index // PAGE * PAGE

    def take(self, offset: int, hits: Sequence[Hit], total: int) -> bool:
        """Take hits from `offset` on; True when they go on without a gap."""
        self.total = total
        if offset == len(self.first) and self.can_grow:
            self.first.extend(hits)
            return True
        self._pages[offset // PAGE] = tuple(hits)
        return False


class Group(NamedTuple):
    """Consecutive hits of one article, under its name."""

    article: str
    hits: tuple[int, ...]
    """Places of the hits among all."""


def grouped(hits: Sequence[Hit], begin: int = 0) -> list[Group]:
    """Hits from `begin` on by article, articles in the order of their best hit.

    Called for one page after another, so that what came before stays where it is.
    """
    found: dict[str, list[int]] = {}
    for place in range(begin, len(hits)):
        found.setdefault(hits[place].article, []).append(place)
    return [Group(article, tuple(places)) for article, places in found.items()]


class ContextLine(NamedTuple):
    """A hit as one line: what stands before its first match, the match, and what follows."""

    before: str
    match: str
    after: str


def context_of(hit: Hit) -> ContextLine:
    """The words around the most telling match, from its passage or else from the snippet, on one line."""
    if hit.contexts:
        first = hit.contexts[0]
        return ContextLine(first.left, first.word, first.right)
    text = hit.snippet.replace("\n", " ")
    for span in (*filter(None, (hit.best,)), *hit.spans):
        start, end = span.start - hit.snippet_start, span.end - hit.snippet_start
        if 0 <= start < end <= len(text):
            return ContextLine(text[:start], text[start:end], text[end:])
    return ContextLine("", "", text)


def in_context(hits: Sequence[Hit], sorting: Sorting) -> list[int]:
    """Places of `hits` in the order wished: by the words before the match, read backwards, or after."""
    places = list(range(len(hits)))
    if sorting in ("before", "after"):
        keys = [_words(context_of(hit), sorting) for hit in hits]
        places.sort(key=lambda place: (keys[place], place))
    return places


def _words(context: ContextLine, sorting: Sorting) -> list[str]:
    # Imported here: results are seldom put in this order.
    from briefing.text.tokens import words

    if sorting == "after":
        return [word.folded for word in words(context.after)]
    return [word.folded for word in words(context.before)][::-1]


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
        self.hints: tuple[SearchHint, ...] = ()
        """What is told of that answer beside its hits, as far as it has come."""
        self.walk = MatchWalk(None, order_of)
        """The matches of that answer, and the one that is stood on."""
        self.found_in: dict[str, FoundSpans] = {}
        """Every match in the articles being read, where not all hits have been fetched."""
        self.kept: KeptSearches | None = None
        """What was searched for before; None until that was read."""
        self.news: dict[str, SearchNews] = {}
        """What saved searches find now, by query, as far as it is known."""
        self.chosen: dict[tuple[str, int], Hit] = {}
        """Results that were chosen to be taken together, by article and passage, in the order chosen."""
        self.preview: tuple[Hit, Article | None] | None = None
        """The result that is looked at, with its article if that is there; None where none is."""
        self.new_in: frozenset[str] = frozenset()
        """Ids of the articles that are new to the saved search that stands."""
        self.found_of: Results | None = None
        """The results those are of; of earlier ones while it is not known what is found now."""

    def set_answer(self, answer: SearchAnswer | None) -> None:
        """Take the answer of a search. Where all hits are known, matches are walked in reading order."""
        if answer is None or self.answer is None or answer.query != self.answer.query:
            self.hints = ()
            self.chosen = {}
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
