"""The columns side by side: as many as fit, the active one always among them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Horizontal

from briefing.ui.widgets.column import Column

MIN_WIDTH = 28
"""A column narrower than this cannot be read; fewer are shown instead."""


class Columns(Horizontal):
    """Holds a `Column` for each article that is open, and shows those that fit."""

    DEFAULT_CSS = """
    Columns { width: 1fr; height: 1fr; }
    """

    def column(self, name: str) -> Column | None:
        """The column of an article, if it is open."""
        return next((c for c in self.query_children(Column) if c.article_id == name), None)

    def fitting(self, names: Sequence[str], active: int) -> list[str]:
        """Those of `names` that fit, in order, around the active one."""
        room = max(self.size.width // MIN_WIDTH, 1)
        if len(names) <= room:
            return list(names)
        start = min(max(active - room + 1, 0), len(names) - room)
        return list(names[start : start + room])

    def lay_out(self, names: Sequence[str], active: int, build: dict[str, Column]) -> list[Column]:
        """Show exactly `names`, in order; `build` holds new columns for those not open yet.

        Returns the columns that are visible.
        """
        shown = self.fitting(names, active)
        with self.app.batch_update():
            for old in self.query_children(Column):
                if old.article_id not in names:
                    old.remove()
            for position, name in enumerate(names):
                column = self.column(name) or build[name]
                if not column.is_attached:
                    self.mount(column)
                if position:
                    self.move_child(column, after=build_or(self, names[position - 1], build))
                elif self.children[0] is not column:
                    self.move_child(column, before=0)
                column.display = name in shown
                column.set_class(bool(shown) and name == shown[0], "-first")
                column.set_class(name == names[active], "-active")
        return [found for name in shown if (found := self.column(name)) is not None]


def build_or(columns: Columns, name: str, build: dict[str, Column]) -> Column:
    """The open column of `name`, or the one just built for it."""
    return columns.column(name) or build[name]
