"""Reading what was named on the command line: taken as it comes, some of it before the first paint."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from briefing.model.article import Article, Failure
from briefing.model.saved_state import Beginning
from briefing.ui.controllers.base import Controller, QuestionCancelledError, cancellable, on_loop
from briefing.ui.controllers.messages import ReadingEnded
from briefing.ui.state.cursor import Cursor, first_passage
from briefing.ui.state.restoring import restore, restore_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.figure import Figure
    from briefing.model.opening_events import KnownAnnotations, OnDisk
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.state.library_articles import LibraryArticles

PATIENCE = 0.12
"""Seconds the first paint waits for the reading to end."""
ONE_COLUMN = 110
"""Below this width the reader starts with one column, from it on with two, unless it is set."""


class OpeningController(Controller):
    """Owns what could not be read, and how much of the last time has been put back."""

    def __init__(
        self,
        host: Host,
        upkeep: Callable[[], Upkeep],
        upkeep_of_library: Callable[[LibraryArticles], Upkeep],
    ) -> None:
        """`upkeep` makes, when it is first needed, what keeps up with articles that were read."""
        super().__init__(host)
        self.upkeep = upkeep
        self._upkeep_of_library = upkeep_of_library
        self.failures: list[Failure] = []
        self.restored = False
        """Whether the columns of the last time are open, or the first ones."""
        self._put: list[str] | None = None
        """The columns opened here last; None before any were."""
        self._focused = ""
        """The article in the one of them that had the cursor."""

    def take_early(self) -> None:
        """Take what was read while the app was starting.

        A small folder is read by then, or nearly: waiting a moment for it lets everything be painted
        at once instead of twice.
        """
        opening = self.host.services.opening
        opening.wait(PATIENCE)
        for part in opening.take():
            self._take(part)
        self.host.say_work("reading …")
        self.host.begin_columns()

    def start(self) -> None:
        """Take the rest as it comes, until there is no more."""
        self.host.run(self._follow, "opening")

    async def _follow(self) -> None:
        opening = self.host.services.opening
        for part in opening.follow(on_loop(self._take)):
            self._take(part)
        try:
            await cancellable(asyncio.wrap_future(opening.call.future))
        except QuestionCancelledError:
            self.host.say("reading was cancelled; what had been read is here")
        self.host.post_message(ReadingEnded())

    def conclude(self) -> None:
        """Everything has been read: what has not come by now does not come."""
        self.restored = True
        self.tell_failures()
        if not self.state.articles:
            expected = [f for f in self.failures if not f.skipped]
            self.host.services.nothing_to_read(expected or self.failures)

    def _take(self, found: list[Article | Failure | KnownAnnotations | str] | Beginning | OnDisk) -> None:
        if isinstance(found, Beginning):
            # The app took it before the screen was made.
            return
        state = self.state
        if not isinstance(found, list):
            self._take_library(found)
            found = []
        for item in found:
            if isinstance(item, Article):
                self._take_article(item)
            elif isinstance(item, Failure):
                self.failures.append(item)
            elif isinstance(item, str):
                self.host.say(item, severity="warning")
            else:
                state.articles.take_figures(
                    item.article, cast("tuple[Figure, ...]", item.annotations["figures"])
                )
        if state.articles and not self.restored:
            self.open_columns()
        if any(isinstance(item, Article) for item in found):
            self.say_progress(f"reading {len(state.articles)}", len(state.articles))
        self.host.draw()

    def _take_library(self, opened: OnDisk) -> None:
        """The articles are looked up where they lie: the one place that is told so."""
        from briefing.ui.state.library_articles import WHAT_IS_SEEN, LibraryArticles
        from briefing.ui.state.library_source import LibrarySource

        articles = LibraryArticles(LibrarySource(opened), WHAT_IS_SEEN)
        self.state.take_articles(articles)
        self.host.services.engine.use_library(opened.paths)
        self.upkeep = lambda: self._upkeep_of_library(articles)

    def _take_article(self, article: Article) -> None:
        """Take an article; one in a column comes again where passages of it turn out to be boilerplate.

        Where nobody has moved yet, the cursor stays at the beginning of what counts.
        """
        state, name = self.state, article.id
        if name not in state.columns:
            state.add(article)
            return
        untouched = state.cursors[name] == Cursor(first_passage(state.articles[name]))
        with state.changing():
            state.add(article)
        if untouched:
            state.cursors[name] = Cursor(first_passage(article))

    def open_columns(self) -> None:
        """Open the columns of the last time, or the first articles, as far as they have come.

        What a person chose while more of them came stays: other columns, another level of figures.
        """
        state, services = self.state, self.host.services
        saved = services.saved
        if self._put is None:
            settings = services.settings
            restore(state, saved, walk=settings.walk, level=settings.figures.level)
        elif state.columns and state.columns != self._put:
            self.restored = True
            return
        focused = state.columns[state.active] if state.columns else ""
        number = services.settings.columns or (2 if self.host.width >= ONE_COLUMN else 1)
        state.columns = list(state.names[:number])
        complete = restore_columns(state, saved)
        # Only a person moves on from where the cursor was put: that of the last time may come later.
        if self._put and focused != self._focused and focused in state.columns:
            state.active = state.columns.index(focused)
        self._put = list(state.columns)
        self._focused = state.columns[state.active] if state.columns else ""
        self.restored = complete if saved.columns else len(state.columns) == number
        self.host.set_panes()

    def tell_failures(self) -> None:
        """Say what could not be read, and what was read with care."""
        failures = [f"{f.path}: {f.reason}" for f in self.failures if not f.skipped]
        warnings = [(article.id, w) for article in self.state.articles.unstored() for w in article.warnings]
        self._tell("Not read", failures)
        self._tell("Read with care", [f"{name}: {warning}" for name, warning in warnings])

    def _tell(self, title: str, lines: Sequence[str]) -> None:
        from briefing.ui.drawing.styled_text import plain_line

        if lines:
            more = f" (and {len(lines) - 1:,} more)" if len(lines) > 1 else ""
            self.host.warn(plain_line(lines[0]).plain + more, title=title)
