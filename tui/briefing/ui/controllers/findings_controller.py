"""What comparing all articles gave, known from the last time and stored for the next.

It is stored by a process of its own, behind all that a person waits for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.known_set import Analysed
from briefing.session.requests.article_requests import LoadKnownSet
from briefing.ui.controllers.base import Controller
from briefing.ui.state.reader_state import copies_of

if TYPE_CHECKING:
    from briefing.errors import BriefingError
    from briefing.model.article import Ref
    from briefing.model.related_passage import OnlyHere
    from briefing.model.steering import SteeredTopics
    from briefing.ui.controllers.host import Host


class FindingsController(Controller):
    """Owns what is known of all articles together, and how far it is stored."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.topics: SteeredTopics | None = None
        self.only_here: OnlyHere | None = None
        self.copies: tuple[tuple[Ref, ...], ...] | None = None
        self._stored = False
        """Whether everything is stored as it is, or is about to be."""
        self._refused = False
        """Whether the disk refused it: that is said once."""
        self._grown = False
        """Whether articles changed after they were opened: topics then follow the changes, and those of
        the next opening may be others."""

    @property
    def compared(self) -> bool:
        """Whether all articles have been compared as they are."""
        return self.only_here is not None and self.copies is not None

    @property
    def stored(self) -> bool:
        """Whether everything is on disk as it is."""
        return self._stored and not self.is_asking("store")

    async def take_known(self) -> SteeredTopics | None:
        """Take what comparing these very articles gave the last time; the topics of then, if they hold."""
        known = await self._engine.ask(LoadKnownSet())
        self.topics = known.topics
        if known.only_here is not None and known.copies is not None:
            self.take_compared(known.only_here, known.copies)
        self._stored = known.whole and self.compared and known.topics is not None
        return known.topics

    def take_compared(self, only_here: OnlyHere | None, copies: tuple[tuple[Ref, ...], ...] | None) -> None:
        """Take what stands in one article only, and what several have in nearly the same words."""
        self.only_here, self.copies = only_here, copies
        self.state.comparison.take(only_here or {}, copies_of(copies or ()))
        self.host.draw()

    def take_topics(self, topics: SteeredTopics) -> None:
        """Take topics that were worked out."""
        self.topics = topics
        self._stored = False
        self.store()

    def forget(self) -> None:
        """Articles came, changed or went: what was known of all together does not hold any more."""
        self._stored, self._grown = False, True
        self.topics = self.only_here = self.copies = None

    def store(self) -> None:
        """Store what is known, once all of it is; harmless when it is stored."""
        from briefing.reading.sources import STANDARD_INPUT

        state = self.state
        if self._stored or self.is_asking("store") or self._refused:
            return
        if not state.articles or self.only_here is None or self.copies is None or self.topics is None:
            return
        if STANDARD_INPUT in self.host.services.paths:
            return
        self._stored = True
        self.ask("store", self._store, lambda _: self.store(), on_refused=self._take_refusal)

    async def _store(self) -> None:
        state = self.state
        known = [
            (
                name,
                Analysed(
                    article.fingerprint,
                    article.published,
                    {"figures": state.figures[name]},
                    article.passages if article.as_read is not None else None,
                ),
            )
            for name, article in ((name, state.articles[name]) for name in state.articles)
            if name in state.figures
        ]
        topics = None if self._grown else self.topics
        await self._engine.keep(self.host.services.paths, known, topics)

    def _take_refusal(self, error: BriefingError) -> None:
        self._refused = True
        self.host.warn(
            f"{error.message}; everything is worked out again the next time",
            title="Nothing is kept",
            timeout=8,
        )
