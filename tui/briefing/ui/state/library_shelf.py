"""A shelf over a library on disk: nothing is held but what the screen shows and what was asked for last.

Reading a head or an article from the file takes less than a millisecond, so it is done at once, on
the event loop; what takes longer (the order of all articles) is fetched on another thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.lru_cache import LruCache
from briefing.ui.state.article_ids import Names, place_of

if TYPE_CHECKING:
    from array import array

    from briefing.library.reader import Library
    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.list_answer import ListAnswer
    from briefing.model.opening_events import OnDisk
    from briefing.userdata.overrides import OverrideTable


HEADS = 512
"""Heads held: several screens of a list."""
ARTICLES = 24
"""Articles and their figures held: those in columns, and those the lens quotes."""
PAGE = 64
"""Heads fetched at once."""


class ListOrder(NamedTuple):
    """Every article in list order, as of one commit."""

    generation: int
    numbers: array[int]


@dataclass(frozen=True, slots=True)
class Version:
    """An article as one commit of the library has it."""

    article: Article
    figures: tuple[Figure, ...]
    """The figures of just this text."""
    index: int
    """The number that gives the article its letter and colour."""


class LibraryShelf:
    """The articles of a library, by id."""

    large = True

    def __init__(self, opened: OnDisk) -> None:
        self.version = 0
        self.details: OverrideTable | None = None
        """Sources and dates set by hand, which no library holds; None until they have been read."""
        self.generation = opened.generation
        """The last commit of the library that is shown."""
        self._opened = opened
        self._count = opened.count
        self._numbers: array[int] | None = None
        """Every article in list order; None until `order` has been taken."""
        self._heads: LruCache[int, ArticleHead] = LruCache(HEADS)
        self._number_of: LruCache[str, int] = LruCache(HEADS)
        self._articles: LruCache[str, Version] = LruCache(ARTICLES)
        self._open: dict[str, Version] = {}
        """What is being read stays as it is while the library grows, and even when its file goes."""
        self._first = tuple(head.number for head in opened.heads)
        self.figures = LibraryFigures(self)
        for head in opened.heads:
            self._take_head(head)
        for article, number, figures in zip(opened.articles, opened.numbers, opened.figures, strict=True):
            self._articles[article.id] = Version(article, figures, number - 1)
            self._number_of[article.id] = number

    @cached_property
    def library(self) -> Library:
        """The library, opened when it is first asked for more than what came along."""
        from briefing.library.reader import Library

        return Library.open(Path(self._opened.folder), self._opened.paths)

    @property
    def behind(self) -> bool:
        """Whether something was committed since the order was taken."""
        return self.library.generation() != self.generation

    # -- the list ----------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many articles there are."""
        return self._count

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in list order; reads the heads of all."""
        return iter(self.names)

    @property
    def names(self) -> Sequence[str]:
        """Every id, in list order; fetched when looked at."""
        if self._numbers is not None:
            return self._names_of(self._numbers)
        # The order of those behind the first is on its way.
        first = self._first

        def name_at(index: int) -> str:
            return self.head_of(first[index]).id if index < len(first) else ""

        return Names(self._count, name_at, lambda name: place_of(first, self.number(name)))

    def names_in(self, answer: ListAnswer) -> Sequence[str]:
        """The ids that a filter leaves, in list order, fetched when looked at."""
        return self._names_of(answer.numbers)

    def _names_of(self, numbers: array[int]) -> Names:
        return Names(
            len(numbers),
            lambda index: self._head_in(numbers, index),
            lambda name: place_of(numbers, self.number(name)),
        )

    def order(self) -> ListOrder:
        """The order of all articles, read anew: for another thread, which may wait for it."""
        from briefing.library.reader import Library

        library = Library.open(Path(self._opened.folder), self._opened.paths)
        try:
            # The generation first: what is committed meanwhile is then taken in once more, not missed.
            return ListOrder(library.generation(), library.numbers())
        finally:
            library.close()

    def take_order(self, order: ListOrder, details: OverrideTable | None = None) -> None:
        """Take the order of all articles as it is now; what is open becomes what the library has now."""
        self._numbers = order.numbers
        self.generation = order.generation
        self.details = details
        self._count = len(order.numbers)
        self._heads.clear()
        self._number_of.clear()
        self._articles.clear()
        self.library.refresh()
        self._open = {name: self._now(name, version) for name, version in self._open.items()}
        self.version += 1

    def _now(self, name: str, before: Version) -> Version:
        """An open article as it is now; one that is gone as it was."""
        try:
            now = self._read(name)
        except KeyError:
            return before
        return before if (now.article, now.figures) == (before.article, before.figures) else now

    def _head_in(self, numbers: array[int], index: int) -> str:
        number = numbers[index]
        head = self._heads.get(number)
        if head is None:
            begin = index // PAGE * PAGE
            for found in self.library.heads_of(numbers[begin : begin + PAGE]):
                self._take_head(found)
            head = self._heads.get(number)
        return head.id if head is not None else ""

    # -- one article -------------------------------------------------------------------------

    def number(self, name: str) -> int | None:
        """The key of an article in the library; None when there is none."""
        number = self._number_of.get(name)
        if number is None and name:
            number = self.library.number(name)
            if number is not None:
                self._number_of[name] = number
        return number

    def head_of(self, number: int) -> ArticleHead:
        """The head of article `number`; KeyError when it is gone."""
        head = self._heads.get(number)
        if head is None:
            found = self.library.heads_of((number,))
            if not found:
                raise KeyError(number)
            head = self._take_head(found[0])
        return head

    def head(self, name: str) -> ArticleHead:
        """What lists show of an article; KeyError when there is none and it is not open."""
        number = self.number(name)
        if number is not None:
            return self.head_of(number)
        from briefing.model.head import head_of

        return head_of(self._open[name].article, self._open[name].index)

    def __getitem__(self, name: str, /) -> Article:
        """An article with its text; KeyError when there is none and it is not open."""
        return self.version_of(name).article

    def version_of(self, name: str) -> Version:
        """An article and its figures, of one commit. What is being read stays as it is until
        `take_order`; KeyError when there is none.
        """
        found = self._open.get(name) or self._articles.get(name)
        if found is None:
            found = self._articles[name] = self._read(name)
        return found

    def _read(self, name: str) -> Version:
        number = self.number(name)
        if number is None:
            raise KeyError(name)
        from briefing.library.reader import GoneError

        try:
            stored = self.library.stored(number)
            return Version(self._described(stored.article), stored.analysed("figures"), number - 1)
        except GoneError as error:
            raise KeyError(name) from error

    def _described(self, article: Article) -> Article:
        return self.details.applied(article) if self.details is not None else article

    def get(self, name: str, /) -> Article | None:
        """An article with its text, if it is there."""
        try:
            return self[name]
        except KeyError:
            return None

    def index(self, name: str) -> int:
        """The number that gives an article its letter and colour."""
        number = self.number(name)
        return self._open[name].index if number is None else number - 1

    def hold(self, names: Sequence[str]) -> None:
        """Keep these articles readable as they are, whatever becomes of their files."""
        self._open = {name: self.version_of(name) for name in names}

    def put(self, article: Article) -> None:
        """Take an article whose source or date was set, until the library has it."""
        self.replace_version(replace(self.version_of(article.id), article=article))
        number = self.number(article.id)
        if number is not None:
            head = self.head_of(number)
            self._heads[number] = replace(head, source=article.source, published=article.published)
        self.version += 1

    def drop(self, name: str) -> None:
        """Forget an article that is gone."""
        self._articles.pop(name, None)
        self._number_of.pop(name, None)

    def replace_version(self, version: Version) -> None:
        """Take another version of an article that is there."""
        name = version.article.id
        if name in self._open:
            self._open[name] = version
        self._articles[name] = version

    def figure_count(self, name: str) -> int | None:
        """How many figures an article has."""
        return self.head(name).figures

    def figure_total(self) -> int:
        """How many figures all articles have together."""
        return self.library.figure_total()

    def _take_head(self, head: ArticleHead) -> ArticleHead:
        self._number_of[head.id] = head.number
        if self.details is not None:
            head = self.details.applied_to_head(head)
        self._heads[head.number] = head
        return head


class LibraryFigures:
    """The figures of the articles of a library: known of every one, read when asked for."""

    def __init__(self, shelf: LibraryShelf) -> None:
        self._shelf = shelf

    def __len__(self) -> int:
        """How many articles have figures that are known: all."""
        return len(self._shelf)

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""
        return name in self._shelf

    def __getitem__(self, name: str, /) -> tuple[Figure, ...]:
        """The figures of an article; KeyError when there is none."""
        return self._shelf.version_of(name).figures

    def __setitem__(self, name: str, figures: tuple[Figure, ...], /) -> None:
        """Take the figures of an article, as they were worked out just now."""
        self._shelf.replace_version(replace(self._shelf.version_of(name), figures=figures))

    def get(self, name: str, default: tuple[Figure, ...], /) -> tuple[Figure, ...]:
        """The figures of an article, or `default` when there is none."""
        try:
            return self[name]
        except KeyError:
            return default
