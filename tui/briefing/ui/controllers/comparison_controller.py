"""Comparing the articles: what stands in one of them only, and what several have in nearly the same words.

Articles that are at hand are compared as a whole. To compare all passages of a library may take hours: its
articles in the columns are looked through alone, and a key looks on from the cursor until one is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.finding_requests import (
    FindCopies,
    FindCopiesIn,
    FindNextOnlyHere,
    FindOnlyHere,
    FindOnlyHereIn,
)
from briefing.ui.controllers.base import Controller, QuestionCancelledError, cancellable, on_loop
from briefing.ui.keys import by_key
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.reader_state import copies_of

if TYPE_CHECKING:
    from briefing.jobs.requests import Progress
    from briefing.model.article import Ref
    from briefing.model.related_passage import FoundCopies, OnlyHere, Tier
    from briefing.ui.controllers.findings_controller import FindingsController
    from briefing.ui.controllers.host import Host

ALL_ELSEWHERE = "every statement has a counterpart in another article"


class WholeComparison(Controller):
    """Finds all statements that no other article has, and walks them."""

    def __init__(self, host: Host, findings: FindingsController) -> None:
        super().__init__(host)
        self._findings = findings
        self.cancelled = False
        """Whether comparing all articles was cancelled."""

    async def compare_all(self) -> None:
        """Compare all articles, unless that is known from the last time, and store what is found."""
        findings = self._findings
        if not self.state.articles:
            return
        if not findings.compared:
            self.cancelled = False
            try:
                only_here = await cancellable(
                    self._engine.stream(FindOnlyHere(), on_progress=on_loop(self._tell))
                )
                findings.only_here = only_here
            except QuestionCancelledError:
                self.cancelled = True
                again = by_key("move.next_only_here", "begins it again", "; ")
                self.host.say(f"comparing was cancelled{again}", timeout=5)
                return
            finally:
                self.host.say_work("")
            findings.take_compared(only_here, await self._engine.ask(FindCopies()))
        findings.store()

    def _tell(self, step: Progress) -> None:
        if self._findings.only_here is None and not self.cancelled:
            done = 100 * step.done // max(step.total, 1)
            self.say_progress(f"comparing {done} %", len(self.state.articles))

    def step(self, direction: int) -> None:
        """Go to the next statement that no other article has."""
        state = self.state
        if state.comparison.only_here is None and self.cancelled:
            self.host.say("comparing the articles …", timeout=2)
            self.ask("all", self.compare_all, lambda _: None)
        elif state.comparison.only_here is None:
            give_up = by_key("view.cancel", "gives it up", "; ")
            self.host.say(f"still comparing the articles{give_up}", timeout=2)
        elif state.step_only_here(direction):
            self.host.moved()
            self.host.focus_text()
        else:
            self.host.say(ALL_ELSEWHERE, timeout=3)


class ColumnComparison(Controller):
    """Finds the statements that stand in one article of a library only, where the reader is."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.complete = False
        """Whether the library is up to date, so that what stands alone in it can be told."""
        self._looked_through: set[str] = set()
        """Articles in which it is known what stands there alone."""
        self._copies_known: set[str] = set()
        """Articles of which it is known what of them stands elsewhere."""

    def look_through(self) -> None:
        """Look through the articles in the columns, those that were not before."""
        if not self.complete:
            return
        self._find_copies()
        if set(self.state.columns) <= self._looked_through:
            return
        self.ask(
            "columns",
            self._look_through,
            lambda _: None,
            on_refused=self.tell_missing("what stands in one article only"),
        )

    def _find_copies(self) -> None:
        """Have found which passages of the columns stand in other articles in nearly the same words."""
        state = self.state
        columns = tuple(name for name in state.columns if name in state.articles)
        if set(columns) <= self._copies_known:
            return

        def take(found: FoundCopies) -> None:
            copies = copies_of(found.groups)
            for name in columns:
                if name in found.versions and state.shows(name, found.versions):
                    state.comparison.take_copies(name, copies.get(name, {}))
                    self._copies_known.add(name)

        self.ask(
            "copies",
            lambda: self._engine.stream(FindCopiesIn(columns)),
            take,
            on_refused=self.tell_missing("what stands in other articles too"),
        )

    async def _look_through(self) -> None:
        state = self.state
        version = state.articles.version
        for name in list(state.columns):
            if name in self._looked_through or name not in state.articles:
                continue
            found = await self._engine.stream(FindOnlyHereIn((name,)))
            if state.articles.version != version:
                return
            self._looked_through.add(name)
            self._add(found)
            self.host.draw()

    def _add(self, found: OnlyHere) -> None:
        self.state.comparison.add_only_here(found)

    def forget(self) -> None:
        """Look through everything anew: articles have changed."""
        self._looked_through.clear()
        self._copies_known.clear()
        self.state.comparison.forget()
        self.look_through()

    # -- from statement to statement ---------------------------------------------------------

    def step(self, direction: int) -> None:
        """Go to the next one once it is found; harmless while one is looked for."""
        if self.is_asking("next"):
            self.host.say(f"still looking{by_key('view.escape', 'gives it up', '; ')}", timeout=2)
            return
        if not self.complete:
            self.host.say("the library is not complete: what stands alone is not known yet", timeout=3)
            return
        ref = self.state.ref
        if ref is None:
            return

        def tell(step: Progress) -> None:
            if self.state.ref != ref:
                # Who moves on does not wait for it.
                self._engine.cancel(FindNextOnlyHere)
            elif self.is_asking("next"):
                self.host.say_work(
                    f"{step.done:,} articles without a statement that stands alone"
                    + by_key("view.escape", "gives up", "; ")
                )

        def take(found: tuple[Ref, Tier] | None) -> None:
            self.host.say_work("")
            if self.state.ref != ref:
                return
            if found is None:
                self.host.say(ALL_ELSEWHERE, timeout=3)
                return
            alone, tier = found
            if not self.state.can_open(alone.article):
                self.say_gone()
                return
            self._add({alone: tier})
            self.state.go(alone.article, Cursor(alone.passage))
            self.host.moved()
            self.host.focus_text()

        self.ask(
            "next",
            lambda: self._engine.stream(FindNextOnlyHere(ref, direction), on_progress=on_loop(tell)),
            take,
            on_cancelled=lambda: self.host.say_work(""),
        )
