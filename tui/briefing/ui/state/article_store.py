"""The articles that are open: heads for lists, whole articles for what is being read.

What the engine sends is held; what is missing is read from the library, where one lies on disk.
Knows nothing of columns, cursors or widgets.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

from briefing.lru_cache import LruCache
from briefing.model.head import ArticleHead, head_of
from briefing.ui.state.article_ids import Names, place_of, places_by_number
from briefing.ui.state.library_source import ArticleVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.list_answer import ListAnswer
    from briefing.model.opening_events import FilesChanged
    from briefing.ui.state.library_source import LibrarySource, ListOrder
    from briefing.userdata.overrides import OverrideTable

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class HoldingBounds:
    """How much of the articles is held as values; None: all of it."""

    heads: int | None
    articles: int | None
    at_once: int = 50
    """Hits of a search, or articles of the list, that are asked for at once; the rest when it is looked
    at. Every name offered slows each key that is typed in the palette."""
    page: int = 64
    """Heads fetched at once."""


EVERYTHING = HoldingBounds(None, None, at_once=500)
WHAT_IS_SEEN = HoldingBounds(heads=512, articles=24)
"""Several screens of a list; the articles in columns, and those the lens quotes."""


def _held(most: int | None, _key: type[K], _value: type[V]) -> MutableMapping[K, V]:
    return {} if most is None else LruCache(most)


class ArticleStore:
    """The articles by id. To iterate over all of them costs what reading them costs."""

    def __init__(self, source: LibrarySource | None = None, bounds: HoldingBounds = EVERYTHING) -> None:
        """`bounds` below EVERYTHING need a `source` that has what is let go of."""
        self.version = 0
        """Another number whenever an article came, changed or went."""
        self._source = source
        self._bounds = bounds
        self._heads = _held(bounds.heads, int, ArticleHead)
        self._ids = _held(bounds.heads, int, str)
        self._numbers = _held(bounds.heads, str, int)
        self._versions = _held(bounds.articles, str, ArticleVersion)
        self._open: dict[str, ArticleVersion] = {}
        """What is being read stays as it is while the library grows, and even when its file goes."""
        self._order: list[int] | array[int] = []
        """The number of every article, in list order; of the first ones until `take_order`."""
        self._places: array[int] | None = None
        """The places in that order, by number; None where it has changed since they were asked for."""
        self._last_places: dict[str, int] = {}
        """Where articles stood that are gone, or that may go while they are read."""
        self._count = 0
        self._given: dict[str, int] = {}
        """The numbers of articles that were put; that of one that went is given to no other."""
        self._with_figures: set[str] = set()
        """Of the articles that were put, those whose figures are known."""
        self.figures = StoredFigures(self)
        if source is not None:
            self._take_opened(source)

    def _take_opened(self, source: LibrarySource) -> None:
        opened = source.opened
        self._count = opened.count
        self._order = array("q", (head.number for head in opened.heads))
        for head in opened.heads:
            self._take_head(head)
        for article, number, figures in zip(opened.articles, opened.numbers, opened.figures, strict=True):
            self._versions[article.id] = ArticleVersion(article, number, figures)
            self._numbers[article.id] = number

    # -- what may be asked -------------------------------------------------------------------

    @property
    def fetches(self) -> bool:
        """Whether articles are read from a library, which is brought up to date beside; else the values
        that were put are all there is.
        """
        return self._source is not None

    @property
    def at_once(self) -> int:
        """How many hits, or articles, are asked for at once."""
        return self._bounds.at_once

    @property
    def comparable(self) -> bool:
        """Whether a question may look at every article at once."""
        return self._bounds.articles is None

    @property
    def source(self) -> LibrarySource:
        """The library behind the articles; only where the store `fetches`."""
        assert self._source is not None
        return self._source

    # -- the list ----------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many articles there are."""
        return self._count

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in list order; where a library is behind, the heads of all are read."""
        if self._source is None:
            # Each is held: nothing has to be asked for.
            return iter([self._ids[number] for number in self._order])
        return iter(self.names)

    @property
    def names(self) -> Sequence[str]:
        """Every id in list order; those that are not held are fetched when looked at.

        Empty for each whose order is still on its way.
        """
        return Names(self._count, partial(self._id_at, self._order), self.place)

    def names_in(self, answer: ListAnswer) -> Sequence[str]:
        """The ids that a filter leaves, in list order; fetched as those of `names` are."""
        held = (self._numbers.get(name) for name in answer.names)
        numbers = answer.numbers or [number for number in held if number is not None]
        return Names(
            len(numbers),
            partial(self._id_at, numbers),
            lambda name: place_of(numbers, self.number(name)),
        )

    def _id_at(self, numbers: Sequence[int], index: int) -> str:
        if index >= len(numbers):
            return ""
        number = numbers[index]
        name = self._ids.get(number)
        if name is None and self._source is not None:
            begin = index // self._bounds.page * self._bounds.page
            for head in self._source.heads_of(numbers[begin : begin + self._bounds.page]):
                self._take_head(head)
            name = self._ids.get(number)
        return name or ""

    def take_order(self, order: ListOrder, overrides: OverrideTable | None = None) -> None:
        """Take the order of all articles as it is now; what is open becomes what the library has now."""
        self._order, self._places = order.numbers, order.places
        self._count = len(order.numbers)
        for held in (self._heads, self._ids, self._numbers, self._versions):
            held.clear()
        self.source.advance(order.generation, overrides)
        self._open = {name: self._now(name, version) for name, version in self._open.items()}
        self.version += 1

    def arrange(self, names: Sequence[str]) -> None:
        """Take the order of all articles that were put, as it is now."""
        numbers = {self._numbers[name]: None for name in names if name in self._numbers}
        # One that the order does not know yet comes last, as it came.
        self._order = [*numbers, *(number for number in self._order if number not in numbers)]
        self._places = None
        self.version += 1

    def _now(self, name: str, before: ArticleVersion) -> ArticleVersion:
        """An open article as it is now; one that is gone as it was."""
        now = self._read(name)
        if now is None or (now.article, now.figures) == (before.article, before.figures):
            return before
        return now

    # -- one article -------------------------------------------------------------------------

    def number(self, name: str) -> int | None:
        """The key of an article in its set; None when there is none."""
        number = self._numbers.get(name)
        if number is None and name and self._source is not None:
            number = self._source.number(name)
            if number is not None:
                self._numbers[name] = number
        return number

    @property
    def order(self) -> Sequence[int]:
        """The numbers of all articles in list order as it is now, as far as that is known."""
        return self._order[:]

    def place(self, name: str) -> int | None:
        """Where an article stands in the list, from 0; None where it is not there, or its place is still on
        its way.
        """
        number = self.number(name)
        if self._places is None:
            self._places = places_by_number(self._order)
        if number is None or number >= len(self._places):
            return None
        return self._places[number] if self._places[number] >= 0 else None

    def index(self, name: str) -> int:
        """What gives an article its colour and its order among others: its place in the list; of one that is
        gone that which it had.
        """
        place = self.place(name)
        if place is None:
            place = self._last_places.get(name)
        return len(self) if place is None else place

    def head(self, name: str) -> ArticleHead:
        """What lists show of an article; KeyError when there is none and it is not open."""
        head = self.find_head(name)
        if head is None:
            raise KeyError(name)
        return head

    def find_head(self, name: str) -> ArticleHead | None:
        """The same, or None: an article that is listed may have gone with the last commit."""
        number = self.number(name)
        if number is None:
            version = self._open.get(name)
            return head_of(version.article, version.number) if version is not None else None
        head = self._heads.get(number)
        if head is None:
            new = self._new_head(name, number)
            head = self._take_head(new) if new is not None else None
        return head

    def _new_head(self, name: str, number: int) -> ArticleHead | None:
        """Made when first asked for: the words of an article that was put must be counted."""
        version = self._versions.get(name) or self._open.get(name)
        if version is not None:
            return head_of(version.article, number, len(version.figures or ()))
        found = self._source.heads_of((number,)) if self._source is not None else ()
        return found[0] if found else None

    def _take_head(self, head: ArticleHead) -> ArticleHead:
        self._numbers[head.id] = head.number
        self._ids[head.number] = head.id
        self._heads[head.number] = head
        return head

    def __getitem__(self, name: str, /) -> Article:
        """An article with its text; KeyError when there is none and it is not open."""
        return self.version_of(name).article

    def get(self, name: str, /) -> Article | None:
        """An article with its text, if it is there or open."""
        try:
            return self[name]
        except KeyError:
            return None

    def version_of(self, name: str) -> ArticleVersion:
        """An article and its figures, of one version of its text; KeyError when there is none.

        What is being read stays as it is until `put` or `take_order`.
        """
        found = self._open.get(name) or self._versions.get(name)
        if found is None:
            found = self._read(name)
            if found is None:
                raise KeyError(name)
            self._versions[name] = found
        return found

    def _read(self, name: str) -> ArticleVersion | None:
        number = self.number(name)
        return self._source.read(number) if number is not None and self._source is not None else None

    def figure_count(self, name: str) -> int | None:
        """How many figures an article has; None while they are not known."""
        version = self._open.get(name) or self._versions.get(name)
        if version is None:
            return self.head(name).figures
        return len(version.figures) if version.figures is not None else None

    def figure_total(self) -> int:
        """How many figures are known in all articles together."""
        if self._source is not None:
            return self._source.figure_total()
        return sum(len(version.figures or ()) for version in self._versions.values())

    def known_figures(self) -> int:
        """How many articles have figures that are known: in a library, all."""
        return self._count if self._source is not None else len(self._with_figures)

    # -- articles that come, change and go -----------------------------------------------------

    def take_changes(self, changed: FilesChanged) -> None:
        """Take what has become of the articles that were put."""
        for article in changed.articles:
            self.put(article)
        for name in changed.gone:
            self.drop(name)
        if changed.order is not None:
            self.arrange(changed.order)

    def put(self, article: Article) -> None:
        """Take an article, or a new version of one in its place, with none of the figures of another text
        or of other passages.

        KeyError for one that is not in the library behind the store.
        """
        name = article.id
        before = self.version_of(name) if self._source is not None or name in self._numbers else None
        number = before.number if before is not None else self._arrived(name)
        same = before is not None and (before.article.text, before.article.passages) == (
            article.text,
            article.passages,
        )
        self._replace(
            ArticleVersion(article, number, before.figures if before is not None and same else None)
        )
        self._heads.pop(number, None)
        self.version += 1

    def _arrived(self, name: str) -> int:
        number = self._given.setdefault(name, len(self._given) + 1)
        self._numbers[name] = number
        self._ids[number] = name
        # Articles are read in list order; where one comes later, `arrange` follows. A sequence of ids that
        # was given out counts those of its time, and is not changed by this.
        self._order.append(number)
        self._count += 1
        if self._places is not None:
            self._places.extend(repeat(-1, number + 1 - len(self._places)))
            self._places[number] = len(self._order) - 1
        return number

    def drop(self, name: str) -> None:
        """Forget an article that was put and is gone; harmless when it is not there."""
        number = self._numbers.get(name)
        if number is None:
            return
        self._last_places[name] = self.index(name)
        del self._numbers[name]
        self._order = [other for other in self._order if other != number]
        self._places = None
        self._count -= 1
        self._ids.pop(number, None)
        self._heads.pop(number, None)
        self._versions.pop(name, None)
        self._with_figures.discard(name)
        self.version += 1

    def hold(self, names: Sequence[str]) -> None:
        """Keep these articles readable, and only these, when they go: they are what is being read."""
        self._open = {name: self.version_of(name) for name in names}
        self._last_places.update((name, self.index(name)) for name in names)

    def take_figures(self, name: str, figures: tuple[Figure, ...]) -> None:
        """Take the figures of an article as they were worked out just now."""
        if name in self:
            # Else the article went while they were worked out.
            self._replace(replace(self.version_of(name), figures=figures))

    def _replace(self, version: ArticleVersion) -> None:
        name = version.article.id
        if name in self._open:
            self._open[name] = version
        self._versions[name] = version
        if version.figures is None:
            self._with_figures.discard(name)
        elif self._source is None:
            self._with_figures.add(name)


class StoredFigures:
    """The figures of articles, by article id; what is not known yet is not in it."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles

    def __len__(self) -> int:
        """How many articles have figures that are known."""
        return self._articles.known_figures()

    def __contains__(self, name: object, /) -> bool:
        """Whether the figures of an article are known."""
        return isinstance(name, str) and self._find(name) is not None

    def __getitem__(self, name: str, /) -> tuple[Figure, ...]:
        """The figures of an article, in text order; KeyError when they are not known."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, figures: tuple[Figure, ...], /) -> None:
        """Take the figures of an article; harmless when it has gone meanwhile."""
        self._articles.take_figures(name, figures)

    def get(self, name: str, default: tuple[Figure, ...], /) -> tuple[Figure, ...]:
        """The figures of an article, or `default` when they are not known."""
        found = self._find(name)
        return default if found is None else found

    def _find(self, name: str) -> tuple[Figure, ...] | None:
        try:
            return self._articles.version_of(name).figures
        except KeyError:
            return None
