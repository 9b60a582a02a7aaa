"""Events and voices of the articles: asked for, and the list of articles ordered by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.source_requests import FindSources, GroupSources
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_key, cancels
from briefing.ui.state.source_state import LIST_ORDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.source_groups import SourceGroups
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.state.source_state import ListOrder


ORDERS: Mapping[ListOrder, str] = {
    "opened": "as they were opened",
    "differences": "by figures that differ",
    "date": "by date, the newest first",
    "source": "by source",
    "title": "by title",
    "length": "by length, the longest first",
    "events": "by event",
}
"""How the articles of the list are ordered, in words."""


def _next_order(order: ListOrder) -> ListOrder:
    return LIST_ORDERS[(LIST_ORDERS.index(order) + 1) % len(LIST_ORDERS)]


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
        """Put the articles into the next order, and say which that is."""
        state = self.state
        order = _next_order(state.sources.order)
        passed = ""
        if order == "differences" and not state.ledger.known:
            order = _next_order(order)
            opens = by_key("ledger.open", "works them out", ": ")
            passed = f" (what differs is not known yet{opens})"
        if order == "events":
            self.group()
            return
        state.sources.order = order
        self._show_list()
        told = ORDERS[order]
        if order == "differences":
            differ = sum(bool(state.ledger.counts(name)[0]) for name in state.names)
            told = f"{count(differ, 'article')} with figures that others contradict"
        goes_on = by_key("list.sort", ORDERS[_next_order(order)], "; ")
        self.host.say(f"{told}{passed}{goes_on}", timeout=4)

    def _show_list(self) -> None:
        self.state.panes.show("articles")
        self.host.show_lists()
        self.host.side.articles.focus(scroll_visible=False)
