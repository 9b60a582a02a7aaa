"""What the lens says of the cursor: asked anew whenever what it depends on has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.requests.finding_requests import ReadLens
from briefing.ui.controllers.base import Controller

if TYPE_CHECKING:
    from briefing.model.article import Ref, Span
    from briefing.model.lens import Lens
    from briefing.ui.controllers.host import Host

Wanted = tuple["Ref", "Span | None", tuple[str, ...]]
"""Passage, figure or name in it, and the columns that follow it."""


class LensController(Controller):
    """Keeps the lens true of the cursor, one question under way at a time."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._wanted: Wanted | None = None
        """What was asked last."""

    def forget(self) -> None:
        """Show nothing until it is asked anew: what is said of an old text is not shown with a new one."""
        self.state.lens.answer = self._wanted = None

    def renew(self) -> None:
        """Ask even if the cursor has not moved: what the answer comes from has changed."""
        self._wanted = None
        self.follow()

    def follow(self) -> None:
        """Ask what the lens should say of the cursor, unless that was asked last."""
        state, lens = self.state, self.state.lens
        ref = state.ref
        if ref is None:
            return
        if ref.article not in state.articles or state.articles[ref.article].is_beginning:
            # Its file is gone, or is still being read: it can be read, but nothing more is known of it.
            lens.answer = self._wanted = None
            self.drop("lens")
            self.host.draw()
            return
        span = state.cursor.span if state.cursor.kind in ("figure", "name") else None
        wanted = (ref, span, tuple(state.columns) if state.lock else ())
        if self._wanted == wanted:
            return
        self._wanted = wanted
        if lens.answer is not None and lens.answer.ref != ref:
            lens.answer = None
            self.host.draw()
        self.ask("lens", ReadLens(*wanted), self._take, in_turn=True)

    def _take(self, lens: Lens) -> None:
        if not self.state.shows(lens.ref.article, lens.versions):
            # It speaks of another version than the one on the screen; the renewal asks anew.
            self._wanted = None
            return
        self.state.lens.answer = lens
        self.host.draw()
        self.follow_lock()

    def follow_lock(self) -> None:
        """Bring each column's counterpart to the height of the passage being read."""
        state, lens, view = self.state, self.state.lens.answer, self.host.view
        if not state.lock or lens is None or view is None:
            return
        row = view.row_in_view(lens.ref.passage)
        for name, found in lens.counterparts.items():
            column = self.host.columns.column(name)
            if column is not None and found is not None and name in state.columns:
                column.view.reveal(found.passage, at=row if row is not None else 2)
