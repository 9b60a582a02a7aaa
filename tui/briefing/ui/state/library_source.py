"""What a library on disk has of its articles, with the source and date set by hand.

Reading a head or an article from the file takes less than a millisecond, so it is done at once, on
the event loop; what takes longer (the order of all articles) is fetched on another thread.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.ui.state.article_ids import places_by_number
from briefing.ui.state.article_store import ArticleVersion

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from briefing.library.reader import Library
    from briefing.model.head import ArticleHead
    from briefing.model.opening_events import OnDisk
    from briefing.userdata.overrides import OverrideTable


class ListOrder(NamedTuple):
    """Every article in list order, as of one commit."""

    generation: int
    numbers: array[int]
    places: array[int]
    """Their places, by number; -1 for a number that is no article's."""


class LibrarySource:
    """Reads the articles of a library; everything it returns has the overrides applied."""

    def __init__(self, opened: OnDisk) -> None:
        self.opened = opened
        self.generation = opened.generation
        """The last commit of the library that is shown."""
        self._overrides: OverrideTable | None = None
        """None until they have been read: what came along at opening has them applied already."""

    @cached_property
    def library(self) -> Library:
        """The library, opened when it is first asked for more than what came along."""
        return self._open()

    def _open(self) -> Library:
        # Not before the first paint, which needs nothing of it.
        from briefing.library.reader import Library

        return Library.open(Path(self.opened.folder), self.opened.paths)

    @property
    def behind(self) -> bool:
        """Whether something was committed since the order was taken."""
        return self.library.generation() != self.generation

    def order(self) -> ListOrder:
        """The order of all articles, read anew: for another thread, which may wait for it."""
        library = self._open()
        try:
            # The generation first: what is committed meanwhile is then taken in once more, not missed.
            generation, numbers = library.generation(), library.numbers()
            return ListOrder(generation, numbers, places_by_number(numbers))
        finally:
            library.close()

    def advance(self, generation: int, overrides: OverrideTable | None) -> None:
        """Read from this commit on."""
        self.generation = generation
        self._overrides = overrides
        self.library.refresh()

    def number(self, name: str) -> int | None:
        """The key of an article; None when there is none."""
        return self.library.number(name)

    def heads_of(self, numbers: Sequence[int]) -> list[ArticleHead]:
        """The heads of those of some articles that are there, in this order."""
        heads = self.library.heads_of(numbers)
        if self._overrides is None:
            return list(heads)
        return [self._overrides.applied_to_head(head) for head in heads]

    def read(self, number: int) -> ArticleVersion | None:
        """An article and its figures, both of the last commit; None when it is gone."""
        from briefing.library.reader import GoneError

        try:
            stored = self.library.stored(number)
        except GoneError:
            return None
        article = stored.article
        if self._overrides is not None:
            article = self._overrides.applied(article)
        return ArticleVersion(article, number, stored.analysed("figures"))

    def figure_total(self) -> int:
        """How many figures all articles have together."""
        return self.library.figure_total()
