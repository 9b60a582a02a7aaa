"""Which parts of the screen the reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Panes:
    """Shown where there is room."""

    articles: bool = True
    topics: bool = True
    lens: bool = True
