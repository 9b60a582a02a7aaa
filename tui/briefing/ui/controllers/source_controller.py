"""Events and voices of the articles: asked for, and the list of articles ordered by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.source_requests import FindSources, GroupSources
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_key, cancels

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.source_groups import SourceGroups
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.upkeep import Upkeep


class SourceController(Controller):
    """Owns what is known of the sources, and the order of the list."""

    def __init__(self, host: Host, upkeep: Callable[[], Upkeep]) -> None:
        super().__init__(host)
        self._upkeep = upkeep

    def begin(self) -> None:
        """Find events and copies, where that is done unasked or the list is grouped by them."""
        sources = self.state.sources
        sources.forget()
        if sources.order == "events":
            self._ask()
        else:
            self.drop("sources")
            self._upkeep().compare_unasked(self._ask_unasked)

    def _ask_unasked(self) -> None:
        missing = self.tell_missing("events and copies")
        self.ask("sources", self._find, self._take_unasked, on_refused=missing)

    async def _find(self) -> SourceGroups | None:
        return await self._engine.stream(FindSources())

    def _take_unasked(self, groups: SourceGroups | None) -> None:
        if groups is not None:
            self._take(groups)

    def _take(self, groups: SourceGroups | None) -> None:
        self.host.say_work("")
        if groups is None:
            self.state.sources.order = "opened"
            self.host.say("these are too many articles to tell their events apart", timeout=4)
        else:
            self.state.sources.take(groups)
            self._tell_events()

    def _tell_events(self) -> None:
        sources = self.state.sources
        if sources.order == "events":
            back = by_key("list.events", "lists them as they were opened", "; ")
            articles = count(len(self.state.articles), "article")
            self.host.say(f"{articles} on {count(len(sources.events), 'event')}{back}", timeout=4)

    def group(self) -> None:
        """Group the list by events, or list it as it was opened."""
        sources = self.state.sources
        if sources.order == "events":
            sources.order = "opened"
            return
        sources.order = "events"
        self._show_list()
        if sources.known:
            self._tell_events()
        else:
            self._ask()

    def _ask(self) -> None:
        def tell(step: Progress) -> None:
            self.host.say_work(f"events {step.done}/{step.total}{cancels()}")

        self.ask(
            "sources",
            lambda: self._engine.stream(GroupSources(), on_progress=on_loop(tell)),
            self._take,
            on_cancelled=self._give_up,
            on_refused=self._take_refusal,
        )

    def _take_refusal(self, error: BriefingError) -> None:
        self._give_up()
        self.host.say(f"events could not be found: {error.message}", severity="warning", timeout=5)

    def _give_up(self) -> None:
        self.state.sources.order = "opened"
        self.host.say_work("")

    def sort(self) -> None:
        """Put the articles first that others contradict most, or list them as they were opened."""
        state = self.state
        if state.sources.order == "differences":
            state.sources.order = "opened"
        elif not state.ledger.known:
            opens = by_key("ledger.open", "works them out", "; ")
            self.host.say(f"what differs between the articles is not known yet{opens}", timeout=4)
        else:
            state.sources.order = "differences"
            self._show_list()
            differ = sum(bool(state.ledger.counts(name)[0]) for name in state.names)
            back = by_key("list.sort", "lists them as they were opened", "; ")
            self.host.say(f"{count(differ, 'article')} with figures that others contradict{back}", timeout=4)

    def _show_list(self) -> None:
        self.state.panes.show("articles")
        self.host.show_lists()
        self.host.side.articles.focus(scroll_visible=False)
