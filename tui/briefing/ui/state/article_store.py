"""The articles that are open: heads for lists, whole articles for what is being read.

What was put is all there is; `LibraryArticles` reads what is missing from a library.
Knows nothing of columns, cursors or widgets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

from briefing.model.head import ArticleHead, head_of
from briefing.ui.state.article_ids import Names, place_of, places_by_number

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator, MutableMapping, Sequence

    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.list_answer import ListAnswer
    from briefing.model.opening_events import FilesChanged
    from briefing.userdata.overrides import OverrideTable


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """An article with what was found in just this text."""

    article: Article
    number: int
    """The key of the article in its set, from 1 on."""
    figures: tuple[Figure, ...] | None
    """In text order; None while they are not known."""


class ArticleStore:
    """The articles by id. To iterate over all of them costs what reading them costs."""

    at_once = 500
    """Hits of a search, or articles of the list, that are asked for at once; the rest as it is looked at."""

    def __init__(self) -> None:
        self.version = 0
        """Another number whenever an article came, changed or went."""
        self._heads: MutableMapping[int, ArticleHead] = {}
        self._ids: MutableMapping[int, str] = {}
        self._numbers: MutableMapping[str, int] = {}
        self._versions: MutableMapping[str, ArticleVersion] = {}
        self._open: dict[str, ArticleVersion] = {}
        """What is being read stays as it is while articles change, and even when its file goes."""
        self._order: list[int] | array[int] = []
        """The number of every article, in list order, as far as it is known."""
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

    # -- what is not held --------------------------------------------------------------------

    def _find_number(self, _name: str, /) -> int | None:
        """The key of an article that is not held; None when there is none."""
        return None

    def _find_heads(self, _numbers: Sequence[int], /) -> Sequence[ArticleHead]:
        """The heads of those of some articles that are there without being held."""
        return ()

    def _find_version(self, _name: str, /) -> ArticleVersion | None:
        """An article that is not held, as it is now; None when there is none."""
        return None

    def _fetch_page(self, _numbers: Sequence[int], _index: int, /) -> None:
        """Have the heads around the one at an index held, which is not."""

    def _before(self, name: str) -> ArticleVersion | None:
        """What an article that is put takes the place of."""
        return self.version_of(name) if name in self._numbers else None

    def unstored(self) -> list[Article]:
        """The articles that can be read nowhere else: whoever needs them must be told them."""
        return [self[name] for name in self]

    def called(self, name: str) -> list[str]:
        """The ids of the articles that are meant by a path, a source or words of a title."""
        from briefing.text.called_articles import is_called

        return [one for one in self if is_called(name, self.head(one))]

    # -- the list ----------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many articles there are."""
        return self._count

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in list order."""
        # Each is held: nothing has to be asked for.
        return iter([self._ids[number] for number in self._order])

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
        if name is None:
            self._fetch_page(numbers, index)
            name = self._ids.get(number)
        return name or ""

    def arrange(self, names: Sequence[str]) -> None:
        """Take the order of all articles that were put, as it is now."""
        numbers = {self._numbers[name]: None for name in names if name in self._numbers}
        # One that the order does not know yet comes last, as it came.
        self._order = [*numbers, *(number for number in self._order if number not in numbers)]
        self._places = None
        self.version += 1

    # -- one article -------------------------------------------------------------------------

    def number(self, name: str) -> int | None:
        """The key of an article in its set; None when there is none."""
        number = self._numbers.get(name)
        if number is None and name:
            number = self._find_number(name)
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
        return next(iter(self._find_heads((number,))), None)

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

        What is being read stays as it is until it is put anew, or all is renewed.
        """
        found = self._open.get(name) or self._versions.get(name)
        if found is None:
            found = self._find_version(name)
            if found is None:
                raise KeyError(name)
            self._versions[name] = found
        return found

    def figure_count(self, name: str) -> int | None:
        """How many figures an article has; None while they are not known."""
        version = self._open.get(name) or self._versions.get(name)
        if version is None:
            return self.head(name).figures
        return len(version.figures) if version.figures is not None else None

    def figure_total(self) -> int:
        """How many figures are known in all articles together."""
        return sum(len(version.figures or ()) for version in self._versions.values())

    def known_figures(self) -> int:
        """How many articles have figures that are known."""
        return len(self._with_figures)

    # -- articles that come, change and go -----------------------------------------------------

    def renewal(
        self,
        changed: FilesChanged | None,
        overrides: Callable[[], OverrideTable],  # noqa: ARG002 - the engine has applied them
    ) -> Callable[[], None]:
        """Read what is different now, on a thread that may wait for it; what is returned takes it in.

        `changed` brings the new versions where nothing has them stored; `overrides` reads what is set by
        hand.
        """

        def take() -> None:
            if changed is not None:
                self.take_changes(changed)

        return take

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

        KeyError for one that is not in the library, where the articles are of one.
        """
        name = article.id
        before = self._before(name)
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
        """Take the figures of an article as they were worked out just now; harmless when it has gone."""
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
        else:
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

    def get(self, name: str, default: tuple[Figure, ...], /) -> tuple[Figure, ...]:
        """The figures of an article, or `default` when they are not known."""
        found = self._find(name)
        return default if found is None else found

    def _find(self, name: str) -> tuple[Figure, ...] | None:
        try:
            return self._articles.version_of(name).figures
        except KeyError:
            return None
