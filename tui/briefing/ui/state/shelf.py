"""Where the state takes its articles from: heads for lists, whole articles for what is being read.

A small set is held in memory. A large one stays on disk and is asked for what the screen shows.
Knows nothing of columns, cursors or widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from briefing.model.head import ArticleHead, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.list_answer import ListAnswer


class Figures(Protocol):
    """The figures of articles, by article id; what is not known yet is not in it."""

    def __len__(self) -> int:
        """How many articles have figures that are known."""

    def __contains__(self, name: object, /) -> bool:
        """Whether the figures of an article are known."""

    def __getitem__(self, name: str, /) -> tuple[Figure, ...]:
        """The figures of an article, in text order; KeyError when they are not known."""

    def __setitem__(self, name: str, figures: tuple[Figure, ...], /) -> None:
        """Take the figures of an article."""

    def get(self, name: str, default: tuple[Figure, ...], /) -> tuple[Figure, ...]:
        """The figures of an article, or `default` when they are not known."""


class Shelf(Protocol):
    """The articles that are open, by id. To iterate over all of them costs what reading them costs."""

    large: bool
    """Whether the articles lie on disk: then nothing may be asked of all of them at once."""
    version: int
    """Another number whenever an article came, changed or went."""

    @property
    def figures(self) -> Figures:
        """The figures of the articles."""

    def __len__(self) -> int:
        """How many articles there are."""

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""

    def __iter__(self) -> Iterator[str]:
        """Every id, in list order."""

    def __getitem__(self, name: str, /) -> Article:
        """An article with its text; KeyError when there is none."""

    def get(self, name: str, /) -> Article | None:
        """An article with its text, if it is there."""

    def head(self, name: str) -> ArticleHead:
        """What lists show of an article; KeyError when there is none."""

    def figure_count(self, name: str) -> int | None:
        """How many figures an article has; None while they are not known."""

    def figure_total(self) -> int:
        """How many figures are known in all articles together."""

    @property
    def names(self) -> Sequence[str]:
        """Every id in list order; where there are many, only those looked at are fetched."""

    def names_in(self, answer: ListAnswer) -> Sequence[str]:
        """The ids that a filter leaves, in list order; fetched as those of `names` are."""

    def index(self, name: str) -> int:
        """The number that gives an article its letter and colour, and its order; it never changes."""

    def put(self, article: Article) -> None:
        """Take an article, or a new version of one."""

    def drop(self, name: str) -> None:
        """Forget an article that is gone; harmless when it is not there."""

    def hold(self, names: Sequence[str]) -> None:
        """Keep these articles readable, and only these, when they go: they are what is being read."""


class MemoryShelf:
    """Articles held in memory, in the order they came."""

    large = False

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._index: dict[str, int] = {}
        self._heads: dict[str, ArticleHead] = {}
        self._names: tuple[str, ...] = ()
        self._held: dict[str, Article] = {}
        self.version = 0
        self.figures: dict[str, tuple[Figure, ...]] = {}

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def __contains__(self, name: object, /) -> bool:
        """Whether an article is there."""
        return name in self._articles

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order the articles came."""
        return iter(self.names)

    def __getitem__(self, name: str, /) -> Article:
        """An article; KeyError when there is none and it is not being read."""
        article = self._articles.get(name)
        return article if article is not None else self._held[name]

    def get(self, name: str, /) -> Article | None:
        """An article, if it is there or being read."""
        return self._articles.get(name) or self._held.get(name)

    def head(self, name: str) -> ArticleHead:
        """What lists show of an article; made when first asked for, since words must be counted."""
        if name not in self._heads:
            self._heads[name] = head_of(self[name], self._index[name])
        return self._heads[name]

    def figure_count(self, name: str) -> int | None:
        """How many figures an article has; None while they are not known."""
        return len(self.figures[name]) if name in self.figures else None

    def figure_total(self) -> int:
        """How many figures have been found so far."""
        return sum(map(len, self.figures.values()))

    @property
    def names(self) -> Sequence[str]:
        """Every id, in the order the articles came."""
        if len(self._names) != len(self._articles):
            self._names = tuple(self._articles)
        return self._names

    def names_in(self, answer: ListAnswer) -> Sequence[str]:
        """The ids that a filter leaves, in the order the articles came."""
        return tuple(name for name in answer.names if name in self._articles)

    def index(self, name: str) -> int:
        """How many articles had come before this one."""
        return self._index[name]

    def put(self, article: Article) -> None:
        """Take an article, or a new version of one in its place."""
        self._index.setdefault(article.id, len(self._index))
        self._articles[article.id] = article
        self._heads.pop(article.id, None)
        self.version += 1

    def drop(self, name: str) -> None:
        """Forget an article; its number is not given to another."""
        if self._articles.pop(name, None) is not None:
            self._heads.pop(name, None)
            self.figures.pop(name, None)
            self._names = tuple(self._articles)
            self.version += 1

    def hold(self, names: Sequence[str]) -> None:
        """Keep these articles readable when they go."""
        self._held = {name: self[name] for name in names}
