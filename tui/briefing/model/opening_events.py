"""What the reader is told while articles are being opened, and afterwards when files change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.model.annotation import Annotation
    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The articles lie in a library: they are looked up there, and only the first ones are sent along."""

    folder: str
    """Where the library lies."""
    paths: tuple[str, ...]
    """What was opened, as it was given: ids of articles begin with it."""
    generation: int
    """The number of the last commit, which changes with everything that does."""
    count: int
    """How many articles there are; none yet where the library has still to be built."""
    heads: tuple[ArticleHead, ...]
    """The first articles in list order: what a screen shows at once."""
    articles: tuple[Article, ...]
    """Those that will be read first."""
    numbers: tuple[int, ...]
    """The key of each of `articles`."""
    figures: tuple[tuple[Figure, ...], ...]
    """The figures of each of `articles`."""


class KnownAnnotations(NamedTuple):
    """What analyses found in an article that is held in memory, known when it was opened."""

    article: str
    annotations: Mapping[str, tuple[Annotation, ...]]
    """By the name of the analysis."""


class FilesChanged(NamedTuple):
    """Files have changed, and what was made of them can be seen now."""

    names: tuple[str, ...]
    """Articles that are new or different; of very many, none is named but all are `unnamed`."""
    gone: tuple[str, ...] = ()
    """Articles whose file is no longer there."""
    articles: tuple[Article, ...] = ()
    """The new versions, where articles are held in memory."""
    unnamed: int = 0
    """How many more articles are new or different."""
    unnamed_gone: int = 0
    """How many more are gone: a library does not know their names any more."""
    order: tuple[str, ...] | None = None
    """All articles in list order, where they are held in memory and it is another than before."""
