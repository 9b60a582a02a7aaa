"""The marks with their places in what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.mark import PlacedMark


class MarkState:
    """Every mark as last read from disk, and how many changes wait for it."""

    def __init__(self) -> None:
        self.placed: tuple[PlacedMark, ...] = ()
        self.unsaved = 0
        """Changes that the disk has refused so far."""

    def in_article(self, name: str) -> list[PlacedMark]:
        """The marks that have a place in an article, in text order."""
        return sorted(
            (m for m in self.placed if m.article == name and not m.orphan), key=lambda m: m.start or 0
        )
