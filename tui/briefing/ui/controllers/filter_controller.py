"""The list of articles narrowed down: by what is typed, by source, month or topic, and back to all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.finding_requests import ForgetListing, NarrowList
from briefing.ui.controllers.base import Controller
from briefing.ui.keys import by_keys

if TYPE_CHECKING:
    from briefing.model.list_answer import ListAnswer
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.source_controller import SourceController
    from briefing.ui.widgets.filter_box import FilterBox

WIDTH_STEP = 4
"""Cells by which a key makes the lists wider or narrower."""
LEAST_LIST_WIDTH, MOST_LIST_WIDTH = 20, 120
"""As the settings take them."""


class FilterController(Controller):
    """Owns what a filter leaves of the list, and the box it is typed in."""

    def __init__(self, host: Host, sources: SourceController) -> None:
        super().__init__(host)
        self._sources = sources

    def events(self) -> None:
        """Group the list by events, or list it as it was opened."""
        self._sources.group()
        self._arrange()

    def sort(self) -> None:
        """Put the articles into the next order."""
        self._sources.sort()
        self._arrange()

    def _arrange(self) -> None:
        """Have the articles sorted as is chosen by now, those that a filter leaves too."""
        if self.state.sources.sort is None:
            self.state.sorted = None
        self.renew()

    def compact(self) -> None:
        """One line for each article, or two and three as there is room."""
        form = "full" if self.host.services.settings.list.form == "compact" else "compact"
        self.host.services.choose_setting("list.form", form)

    def wider(self) -> None:
        """Wider lists, as far as they leave room for the text."""
        self._width(WIDTH_STEP)

    def narrower(self) -> None:
        """Narrower lists."""
        self._width(-WIDTH_STEP)

    def _width(self, by: int) -> None:
        # From what is seen: of lists that are cut for the text nothing would change for a while.
        wanted = min(max(self.host.side.size.width + by, LEAST_LIST_WIDTH), MOST_LIST_WIDTH)
        self.host.services.choose_setting("list.width", str(wanted))
        self.host.say(f"lists of {wanted} cells", timeout=2)

    async def filter(self) -> None:
        """Open the box above the list; when this returns it has the keys."""
        self.show_list()
        box = await self._open_box()
        self.host.set_focus(box.box, scroll_visible=False)

    async def find(self) -> None:
        """The same, by the key that searches elsewhere."""
        await self.filter()

    def show_list(self) -> None:
        """Show the list of articles, in place of the search."""
        self.state.panes.show("articles")
        self.host.show_lists()

    async def _open_box(self, query: str | None = None) -> FilterBox:
        """The box above the list, opened where it is not, with `query` in it if one is given."""
        from briefing.ui.widgets.filter_box import FilterBox

        box = self.host.side.filter
        if box is None:
            box = FilterBox(self.host.styler, query or "")
            await self.host.side.open_filter(box)
            # What the first letter needs of all articles is made ready while it is typed.
            self.ask_for(box.typed)
        elif query is not None and query != box.typed:
            box.box.value = query
            box.box.cursor_position = len(query)
        return box

    def ask_for(self, query: str) -> None:
        """Narrow the list down to what `query` leaves; an answer to an older one is dropped."""
        sort = self.state.sources.sort

        def take(answer: ListAnswer) -> None:
            box = self.host.side.filter
            if box is not None and box.typed == query:
                self.state.narrowed = answer if query.strip() else None
                box.show(self.host.styler, answer.faults)
            if not query.strip() and sort is not None:
                self.state.sorted = answer

        self.ask("list", NarrowList(query, sort), take)

    def renew(self) -> None:
        """Hold the filter against articles that have changed, or were marked."""
        box = self.host.side.filter
        if box is not None:
            self.ask_for(box.typed)
        elif self.state.sources.sort is not None:
            self.ask_for("")

    def clear(self) -> None:
        """Show all articles again; the one that was gone to stays where one is."""
        side = self.host.side
        if side.filter is not None and side.filter.has_focus_within:
            self.host.set_focus(side.articles, scroll_visible=False)
        side.close_filter()
        self.state.narrowed = None
        self.host.draw()
        if self.state.sources.sort is not None:
            self.ask_for("")
        else:
            self.ask("list", ForgetListing(), lambda _: None)

    def act(self, what: str) -> None:
        """Do what a key in the box asks for."""
        articles = self.host.side.articles
        if what == "leave":
            self.clear()
        elif what == "list":
            articles.focus(scroll_visible=False)
        else:
            getattr(articles, f"action_{what}")()

    # -- by what is chosen -------------------------------------------------------------------

    async def source(self) -> None:
        """Only the articles of the chosen one's source, or of all."""
        name = self.host.side.articles.chosen
        head = self.state.articles.find_head(name) if name is not None else None
        if head is None:
            return
        if head.source is None:
            self.host.say(f"this article names no source{by_keys(('columns.details', 'sets it'))}", timeout=3)
            return
        await self._toggle("source", head.source)

    async def month(self) -> None:
        """Only the articles of the chosen one's month, or of all."""
        name = self.host.side.articles.chosen
        head = self.state.articles.find_head(name) if name is not None else None
        if head is None:
            return
        if head.published is None:
            self.host.say(f"this article has no date{by_keys(('columns.details', 'sets it'))}", timeout=3)
            return
        await self._toggle("date", head.published[:7])

    async def topic(self) -> None:
        """Only the articles that speak of the chosen topic, or all."""
        chosen = self.host.side.topics.chosen
        if chosen is not None:
            await self._toggle("topic", chosen.label)
            # The same key there has all of them again.
            self.host.side.topics.focus(scroll_visible=False)

    async def _toggle(self, field: str, value: str) -> None:
        """Ask for a value of a field, or no more where that is what is asked."""
        from briefing.ui.state.filter_query import with_field

        self.show_list()
        self.host.side.articles.focus(scroll_visible=False)
        box = self.host.side.filter
        query = with_field(box.typed if box is not None else "", field, value)
        if query:
            await self._open_box(query)
        else:
            self.clear()
