"""The hits of one search, fetched page by page as they come into view.

Hits lie in the order of the answer. The first ones are kept without a gap, which is what groups and
walking need; of those looked at further on only the last pages are kept. Knows no widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.lru_cache import LruCache
from briefing.text.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.search_answer import Hit, SearchAnswer

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
    """The words around the first match, from its passage or else from the snippet, on one line."""
    if hit.contexts:
        first = hit.contexts[0]
        return ContextLine(first.left, first.word, first.right)
    text = hit.snippet.replace("\n", " ")
    for span in hit.spans:
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
    if sorting == "after":
        return [word.folded for word in words(context.after)]
    return [word.folded for word in words(context.before)][::-1]
