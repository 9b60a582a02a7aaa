"""Results of the search taken together: those that were chosen, or else all of them, marked or exported."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.session.requests.finding_requests import Search
from briefing.ui.controllers.base import Controller
from briefing.ui.controllers.search_controller import order_of
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_key, by_keys
from briefing.ui.state.cursor import is_version

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from briefing.model.article import Article
    from briefing.model.search_answer import Hit
    from briefing.ui.controllers.export_controller import ExportController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController

MOST_TOGETHER = 500
"""Results that are marked or exported at once where none was chosen."""


class ResultsController(Controller):
    """Does with several results what is done with one."""

    def __init__(self, host: Host, marks: MarkController, export: Callable[[], ExportController]) -> None:
        super().__init__(host)
        self._marks = marks
        self._export = export

    def mark(self) -> None:
        """Mark the passages of the results that were chosen, or of all."""
        self._with_hits(self._mark)

    def export(self) -> None:
        """Ask where to write the results that were chosen, or all, as what, and write them."""
        self._with_hits(self._ask_export)

    def _with_hits(self, act: Callable[[str, Sequence[Hit]], Awaitable[None]]) -> None:
        """Have something done with the results that were chosen, or all; none is left out unsaid."""
        search = self.state.search
        results = search.results
        if results is None or not results.total:
            self.host.say("there are no results", timeout=3)
            return
        if not search.chosen and results.total > MOST_TOGETHER:
            choose = by_key("search.pick", "chooses one", " · ")
            self.host.say(
                f"{results.total:,} results are too many to take all: narrow the search, or choose{choose}",
                timeout=6,
            )
            return

        async def found() -> Sequence[Hit]:
            if search.chosen:
                return tuple(search.chosen.values())
            if results.complete:
                return results.first
            order = order_of(search.sorting)
            return (await self._engine.ask(Search(results.query, MOST_TOGETHER, order=order))).hits

        async def done() -> None:
            await act(results.query.strip(), await found())

        self.ask("together", done, lambda _: None)

    async def _mark(self, _query: str, hits: Sequence[Hit]) -> None:
        places: list[tuple[Article, Span]] = []
        changed = marked = 0
        for hit in hits:
            # An article may have to be read: keys that are pressed meanwhile come in between.
            await asyncio.sleep(0)
            article = self.state.articles.get(hit.article)
            if (
                article is None
                or not is_version(article, hit.fingerprint)
                or hit.passage >= len(article.passages)
            ):
                changed += 1
                continue
            passage = article.passages[hit.passage]
            span = Span(passage.start, passage.end)
            if self._marks.is_marked(article.id, span):
                marked += 1
            else:
                places.append((article, span))
        if places and not await self._marks.add_all(places):
            return
        told = [f"{count(len(places), 'passage')} marked"] if places else []
        told += [f"{marked:,} marked already"] if marked else []
        told += [f"{changed:,} changed since, or gone"] if changed else []
        undo = by_keys(("marks.undo", "in the text takes it back")) if places else ""
        self.host.say(f"{', '.join(told)}{undo}", timeout=5)
        self._forget_chosen()

    async def _ask_export(self, query: str, hits: Sequence[Hit]) -> None:
        from briefing.model.excerpt_filter import ExcerptFilter

        only = ExcerptFilter(passages=frozenset((hit.article, hit.passage) for hit in hits))
        self._export().open_results(query, only, len(hits))

    def _forget_chosen(self) -> None:
        self.state.search.chosen.clear()
        if self.host.search is not None:
            self.host.search.show_more()
