"""What is known of the articles, and how it is kept up with them.

Articles that were read are worked on one after the other by the reader itself; those of a library come with
all that was found in them, and are built beside. Which it is, the opening knows; nobody else does.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from briefing.session.requests.article_requests import UpdateFiles
from briefing.session.requests.finding_requests import FindFigures
from briefing.ui.controllers.base import Controller, on_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.opening_events import FilesChanged


class Upkeep(Controller, ABC):
    """Works out what is said of the articles, at the beginning and whenever some of them change."""

    @abstractmethod
    def compare_unasked(self, compare: Callable[[], object]) -> None:
        """Call `compare`, which has all articles compared, where that is done without being asked for."""

    @abstractmethod
    def start(self) -> None:
        """Begin, once reading has ended."""

    async def update(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Have taken in what lies now at the absolute paths `changed` below `paths`, which were opened."""
        return await self._engine.ask(UpdateFiles(tuple(paths), tuple(changed)))

    @abstractmethod
    async def take_in(self, changed: FilesChanged) -> None:
        """Work out anew what depends on articles that came, changed or went, which are on the screen."""

    def columns_changed(self) -> None:
        """Other articles are being read."""

    @abstractmethod
    def step_only_here(self, direction: int) -> None:
        """Go to the next statement that no other article has."""

    def renew_details(self, article: Article) -> None:
        """Work out anew what depends on the source and date of an article that were set by hand."""
        self.ask(None, lambda: self.find_figures([article.id]), lambda _: None)

    async def find_figures(self, names: Sequence[str]) -> None:
        """Find the figures of some articles."""
        await self._engine.stream(FindFigures(tuple(names)), on_loop(self._take_figures))

    def _take_figures(self, found: tuple[str, tuple[Figure, ...]]) -> None:
        name, figures = found
        self.state.articles.take_figures(name, figures)
        self.host.draw_soon()
