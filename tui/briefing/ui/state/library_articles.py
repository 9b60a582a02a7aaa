"""The articles of a library: those that are seen are held, the others read when they are asked for."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.lru_cache import LruCache
from briefing.ui.state.article_store import ArticleStore, ArticleVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.model.article import Article
    from briefing.model.head import ArticleHead
    from briefing.model.opening_events import FilesChanged
    from briefing.ui.state.library_source import LibrarySource, ListOrder
    from briefing.userdata.overrides import OverrideTable


@dataclass(frozen=True, slots=True)
class HoldingBounds:
    """How much of the articles is held as values."""

    heads: int
    articles: int
    page: int = 64
    """Heads fetched at once."""


WHAT_IS_SEEN = HoldingBounds(heads=512, articles=24)
"""Several screens of a list; the articles in columns, and those the lens quotes."""


class LibraryArticles(ArticleStore):
    """Articles that are read from a library, which is brought up to date beside."""

    at_once = 50
    """Every name offered slows each key that is typed in the palette."""

    def __init__(self, source: LibrarySource, bounds: HoldingBounds) -> None:
        super().__init__()
        self.source = source
        self._page = bounds.page
        self._heads = LruCache(bounds.heads)
        self._ids = LruCache(bounds.heads)
        self._numbers = LruCache(bounds.heads)
        self._versions = LruCache(bounds.articles)
        opened = source.opened
        self._count = opened.count
        self._order = array("q", (head.number for head in opened.heads))
        for head in opened.heads:
            self._take_head(head)
        for article, number, figures in zip(opened.articles, opened.numbers, opened.figures, strict=True):
            self._versions[article.id] = ArticleVersion(article, number, figures)
            self._numbers[article.id] = number

    def __iter__(self) -> Iterator[str]:
        """Every id, in list order: the heads of all are read."""
        return iter(self.names)

    def _find_number(self, name: str) -> int | None:
        return self.source.number(name)

    def _find_heads(self, numbers: Sequence[int]) -> Sequence[ArticleHead]:
        return self.source.heads_of(numbers)

    def _find_version(self, name: str) -> ArticleVersion | None:
        number = self.number(name)
        return self.source.read(number) if number is not None else None

    def _fetch_page(self, numbers: Sequence[int], index: int) -> None:
        begin = index // self._page * self._page
        for head in self.source.heads_of(numbers[begin : begin + self._page]):
            self._take_head(head)

    def _before(self, name: str) -> ArticleVersion | None:
        return self.version_of(name)

    def unstored(self) -> list[Article]:
        """None: whoever needs them opens the library."""
        return []

    def called(self, name: str) -> list[str]:
        """The name itself: all would have to be read, and whoever exports them asks the library."""
        return [name]

    def figure_total(self) -> int:
        """How many figures all articles have together."""
        return self.source.figure_total()

    def known_figures(self) -> int:
        """Of all articles: they are found before an article is in the library."""
        return self._count

    def renewal(
        self,
        changed: FilesChanged | None,  # noqa: ARG002 - the library has it
        overrides: Callable[[], OverrideTable],
    ) -> Callable[[], None]:
        """Read the order of all articles as it is now, and what is set by hand."""
        order, table = self.source.order(), overrides()
        return lambda: self.take_order(order, table)

    def take_order(self, order: ListOrder, overrides: OverrideTable | None = None) -> None:
        """Take the order of all articles as it is now; what is open becomes what the library has now."""
        self._order, self._places = order.numbers, order.places
        self._count = len(order.numbers)
        for held in (self._heads, self._ids, self._numbers, self._versions):
            held.clear()
        self.source.advance(order.generation, overrides)
        self._open = {name: self._now(name, version) for name, version in self._open.items()}
        self.version += 1

    def _now(self, name: str, before: ArticleVersion) -> ArticleVersion:
        """An open article as it is now; one that is gone as it was."""
        now = self._find_version(name)
        if now is None or (now.article, now.figures) == (before.article, before.figures):
            return before
        return now
