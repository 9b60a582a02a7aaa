"""Searching as one types, fetching hits as they come into view, and walking from match to match."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model.kept_searches import LONGEST_QUERY, KeptSearches, SavedSearch
from briefing.session.requests.finding_requests import FindHints, FindMatches, FindNews, Search
from briefing.ui.controllers.base import Controller, cancellable
from briefing.ui.keys import by_key
from briefing.ui.state.search_state import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model.kept_searches import SearchNews
    from briefing.model.search_answer import FoundSpans, Hit, Order, SearchAnswer, SearchHint
    from briefing.ui.controllers.host import Host
    from briefing.ui.state.search_state import Results, Sorting, View

FOUND_SECONDS = 0.15
"""How long a search must stand before hints and every match of the articles being read are asked for."""
PREVIEW_SECONDS = 0.03
"""How long the highlight must rest on a result before it is shown in its article."""
LOOKED_SECONDS = 1.0
"""How long a saved search must stand before what it finds counts as seen."""
VIEWS: tuple[View, ...] = ("articles", "list", "context")
BY_DATE: tuple[Sorting, ...] = ("best", "newest", "oldest")
IN_CONTEXT: tuple[Sorting, ...] = ("best", "before", "after", "newest", "oldest")


class SearchController(Controller):
    """Owns the search that stands, and its pane."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._found_asked: tuple[object, ...] = ()
        """For which results, and in which articles, every match was asked for."""
        self._pages: set[int] = set()
        """From where on hits are being fetched."""
        self._steps: deque[int] = deque()
        """Steps from match to match that wait for hits to be fetched."""

    # -- the pane ----------------------------------------------------------------------------

    async def open(self) -> None:
        """Open the search with the last query in it; when this returns it has the keys."""
        if self.host.search is not None:
            self.host.search.focus()
            return
        answer = self.state.search.answer
        query = answer.query if answer is not None else ""
        await self.host.open_search(query)
        if query:
            self.host.call_after_refresh(self.ask_for, query)
        self._read_kept()

    async def look_for(self, word: str) -> None:
        """Search for a word of a text as if it had been typed."""
        # In quotes, where it might be read as more than a word.
        query = (
            word if word.isalpha() and word.casefold() not in ("or", "and", "near", "not") else f'"{word}"'
        )
        pane = self.host.search
        if pane is None:
            await self.host.open_search(query)
            self.host.call_after_refresh(self.ask_for, query)
        else:
            pane.box.value = query
            self.host.set_focus(pane.box, scroll_visible=False)

    def close(self, *, keep: bool) -> None:
        """Close the pane; without `keep` the matches go too."""
        self._remember()
        for question in ("answer", "news", "look", "preview"):
            self.drop(question)
        self.state.search.preview = None
        self.host.close_search()
        if not keep:
            self.state.search.set_answer(None)
        self.host.set_panes()
        self.host.focus_text()
        self.host.draw()

    def choose(self, hit: Hit) -> None:
        """Open a result in its column."""
        if not self.state.can_open(hit.article):
            self.say_gone()
            return
        saved = self._kept.find(self._standing)
        self.close(keep=True)
        if saved is not None:
            self._look_at(saved)
        self.state.focus_match(hit)
        self.host.moved()

    async def view(self) -> None:
        """Show results under their articles, one after the other, or one a line, aligned on the match."""
        search = self.state.search
        search.view = VIEWS[(VIEWS.index(search.view) + 1) % len(VIEWS)]
        if search.sorting not in BY_DATE and search.view != "context":
            search.sorting = "best"
        if self.host.search is None:
            await self.open()
        else:
            self.host.fit_search()
            self.host.search.show()

    async def order(self) -> None:
        """Sort results: best first, by date, or, aligned on the match, by the word before or after it."""
        search = self.state.search
        choices = IN_CONTEXT if search.view == "context" else BY_DATE
        asked = order_of(search.sorting)
        search.sorting = choices[(choices.index(search.sorting) + 1) % len(choices)]
        if self.host.search is None:
            await self.open()
        elif order_of(search.sorting) != asked:
            self.ask_for(self.host.search.typed)
        else:
            self.host.search.show()

    # -- what is searched for ----------------------------------------------------------------

    def ask_for(self, query: str) -> None:
        """Search for what is typed; an answer to an older query is dropped."""
        if not query.strip():
            self.drop("answer")
            self.state.search.set_answer(None)
            self.state.search.new_in = frozenset()
            if self.host.search is not None:
                self.host.search.show()
            self.host.draw()
            self._ask_news()
            return
        limit = self.state.articles.at_once
        order = order_of(self.state.search.sorting)

        def take(answer: SearchAnswer) -> None:
            pane = self.host.search
            if pane is not None and pane.typed == query:
                self.state.search.set_answer(answer)
                self.state.search.new_in = frozenset()
                self._pages.clear()
                pane.show()
                self._ask_hints()
                self._look_later(query)
                if pane.hit is not None:
                    self.preview(pane.hit)

        # A first letter lights half of the text in the columns, which costs more than the results do.
        self.ask("answer", Search(query, limit, order=order), take, painted_first=True)

    def preview(self, hit: Hit) -> None:
        """Show a result in its article, once the highlight rests on it: that may have to be read."""

        async def rests() -> None:
            await asyncio.sleep(PREVIEW_SECONDS)

        def show(_: None) -> None:
            pane, articles = self.host.search, self.state.articles
            if pane is not None and pane.hit == hit:
                there = hit.article in articles or hit.article in self.state.columns
                self.state.search.preview = hit, articles.get(hit.article) if there else None

        # The results it belongs to may not be on the screen yet.
        self.ask("preview", rests, show, painted_first=True)

    # -- what is kept ------------------------------------------------------------------------

    @property
    def _kept(self) -> KeptSearches:
        return self.state.search.kept or KeptSearches()

    @property
    def _standing(self) -> str:
        """The query that was answered and stands in the box; empty where there is none."""
        pane, answer = self.host.search, self.state.search.answer
        return answer.query.strip() if pane is not None and answer is not None else ""

    def _read_kept(self) -> None:
        services = self.host.services

        def take(kept: KeptSearches) -> None:
            self._take_kept(kept)
            if self.host.search is not None and not self.host.search.typed.strip():
                self._ask_news()

        self.ask("kept", lambda: services.writer.searches(services.paths), take)

    def _take_kept(self, kept: KeptSearches) -> None:
        self.state.search.kept = kept
        if self.host.search is not None:
            self.host.search.show_kept()

    def _keep(self, change: Callable[[KeptSearches], KeptSearches]) -> None:
        """Have what `change` makes of the searches written at once; every change counts."""
        services = self.host.services
        self.ask(None, lambda: services.writer.change_searches(services.paths, change), self._take_kept)

    def _remember(self) -> None:
        """Keep what is typed as the last query that was asked."""
        query = self.host.search.typed.strip() if self.host.search is not None else ""
        if query:
            self._keep(lambda kept: kept.asked(query))

    def save(self, query: str) -> None:
        """Save what is typed, to be asked again; or, where it is saved, save it no longer."""
        asked = query.strip()
        if not asked:
            self.host.say("nothing is typed that could be saved", timeout=3)
        elif len(asked) > LONGEST_QUERY:
            self.host.say(f"a query of more than {LONGEST_QUERY:,} characters is not saved", timeout=4)
        elif self._kept.find(asked) is not None:
            self._keep(lambda kept: kept.without(asked))
            again = by_key("search.save", "saves it again", " · ")
            self.host.say(f"saved no longer: {asked}{again}", timeout=4)
        else:
            saved = SavedSearch(asked)
            self._keep(lambda kept: kept.asked(asked).with_saved(saved))
            self._look_at(saved)
            self.host.say(f"saved: {asked} · the empty box lists it, with what is new", timeout=4)

    def _ask_news(self) -> None:
        """Ask what each saved search finds now, one by one, so that letters typed come in between."""
        search = self.state.search

        async def found() -> None:
            for saved in self._kept.saved:
                search.news[saved.query] = await self._engine.ask(FindNews(saved))
                if self.host.search is not None:
                    self.host.search.show_kept()

        self.ask("news", found, lambda _: None)

    def _look_later(self, query: str) -> None:
        """Take what a saved search finds as seen, once it stood for a moment: who types on did not look."""
        saved = self._kept.find(query)
        self.drop("look")
        if saved is None:
            return

        async def stood() -> None:
            await asyncio.sleep(LOOKED_SECONDS)

        def look(_: None) -> None:
            if self._standing == saved.query:
                self._look_at(saved)

        self.ask("look", stood, look)

    def _look_at(self, saved: SavedSearch) -> None:
        """Show which results of a saved search are new, and keep them as seen."""
        search, services = self.state.search, self.host.services

        async def looked() -> tuple[SearchNews, KeptSearches]:
            news = await self._engine.ask(FindNews(saved))
            seen = SavedSearch(saved.query, news.articles)
            kept = await services.writer.change_searches(services.paths, lambda kept: kept.looked_at(seen))
            return news, kept

        def take(answer: tuple[SearchNews, KeptSearches]) -> None:
            news, kept = answer
            search.news[saved.query] = replace(news, new=0, new_articles=frozenset())
            if self._standing == saved.query:
                search.new_in = news.new_articles
            self._take_kept(kept)
            if self.host.search is not None:
                self.host.search.show_more()

        self.ask(("looked", saved.query), looked, take)

    def _ask_hints(self) -> None:
        """Ask what else is told of the answer, once the query stands for a moment."""
        search = self.state.search
        results = search.results
        if results is None:
            return

        async def found() -> tuple[SearchHint, ...]:
            await asyncio.sleep(FOUND_SECONDS)
            if search.results is not results:
                return ()
            return await self._engine.ask(FindHints(results.query))

        def take(hints: tuple[SearchHint, ...]) -> None:
            if search.results is results:
                search.hints = hints
                if self.host.search is not None:
                    self.host.search.show_hints()

        self.ask("hints", found, take)

    def renew(self) -> None:
        """Ask for the results on the screen anew, keeping the match and the result one is on."""
        results = self.state.search.results
        if results is None:
            return
        order = order_of(self.state.search.sorting)
        limit = max(len(results.first), PAGE)

        def take(answer: SearchAnswer) -> None:
            if self.state.search.results is not results:
                return
            pane = self.host.search
            hit = pane.hit if pane is not None else None
            self.state.search.renew_answer(answer)
            self._pages.clear()
            if pane is not None:
                pane.show(keep=hit)
                if pane.hit is not None:
                    self.preview(pane.hit)

        self.ask("renewed", Search(results.query, limit, order=order), take)

    def ask_found(self) -> None:
        """Ask for every match in the articles being read, where not all hits have been fetched."""
        state, search = self.state, self.state.search
        results = search.results
        if results is None or results.complete or (results, *state.columns) == self._found_asked:
            return
        self._found_asked = (results, *state.columns)
        names = [
            name for name in state.columns if search.found_of is not results or name not in search.found_in
        ]
        if not names:
            return

        async def found() -> dict[str, FoundSpans]:
            # Not between two letters that are typed: the results matter more.
            await asyncio.sleep(FOUND_SECONDS)
            if search.results is not results:
                return {}
            return await self._engine.ask(FindMatches(results.query, tuple(names)))

        def take(answer: dict[str, FoundSpans]) -> None:
            if search.results is results:
                search.add_found(answer)

        self.ask("found", found, take)

    # -- hits fetched as they are looked at --------------------------------------------------

    def fetch_seen(self, index: int) -> None:
        """Fetch the page of hits that holds number `index`, which came into view, unless it is under way."""
        results = self.state.search.results
        if results is None or results.hit(index) is not None:
            return
        offset = results.wanted(index)
        if offset not in self._pages:
            self._pages.add(offset)
            self.ask(("page", offset), lambda: self._page(results, offset), lambda _: None)

    async def _fetch(self, index: int) -> bool:
        """Fetch the page that holds hit `index` and wait for it; False when there is no such hit any more."""
        results = self.state.search.results
        if results is None:
            return False
        await self._page(results, results.wanted(index))
        return self.state.search.results is results and results.hit(index) is not None

    async def _page(self, results: Results, offset: int) -> None:
        """Fetch a page of hits of the search as it stands; dropped when that changes meanwhile."""
        search = self.state.search
        answer = await cancellable(
            self._engine.ask(Search(results.query, PAGE, offset=offset, order=order_of(search.sorting)))
        )
        if search.results is not results:
            return
        self._pages.discard(offset)
        search.add_hits(offset, answer.hits, answer.total)
        if self.host.search is not None:
            self.host.search.show_more()
        self.host.draw()

    # -- from match to match -----------------------------------------------------------------

    def next(self) -> None:
        """To the next match, in any article."""
        self._step(1)

    def previous(self) -> None:
        """To the previous match, in any article."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        search = self.state.search
        if search.answer is None:
            self.host.say("nothing searched for yet: /", timeout=3)
        elif self._steps or search.walk.wanted(direction) is not None:
            self._steps.append(direction)
            if len(self._steps) == 1:
                self.ask("steps", self._catch_up, lambda _: None)
        else:
            self._take_step(direction)

    def _take_step(self, direction: int) -> None:
        if self.state.step_match(direction):
            self.host.moved()
        else:
            self.host.say("no match", timeout=2)

    async def _catch_up(self) -> None:
        """Take the steps that wait, fetching the hits they lead to; keys typed meanwhile are not held up."""
        try:
            while self._steps:
                wanted = self.state.search.walk.wanted(self._steps[0])
                if wanted is not None and not await self._fetch(wanted):
                    return
                self._take_step(self._steps.popleft())
        finally:
            self._steps.clear()


def order_of(sorting: Sorting) -> Order:
    """The order to ask the engine for; the words around a match are compared here."""
    orders: dict[Sorting, Order] = {"newest": "date", "oldest": "oldest"}
    return orders.get(sorting, "best")
