"""What the reader looked like when it was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Drafts: TypeAlias = dict[str, dict[str, str]]
"""What was typed into dialogs that were left without an answer: by what a dialog is about, text by field."""


@dataclass(frozen=True, slots=True)
class SavedState:
    """What one set of paths looked like when it was closed."""

    paths: tuple[str, ...] = ()
    """What was opened, as it was given."""
    columns: tuple[str, ...] = ()
    """Ids of the articles side by side, from the left."""
    focused: str = ""
    """Id of the article the cursor is in."""
    positions: Mapping[str, int] = field(default_factory=dict)
    """Passage number of the cursor, by article id."""
    theme: str = ""
    hidden: tuple[str, ...] = ()
    """Names of the panes that are hidden."""
    topic: str = ""
    """Label of the chosen topic; empty when none is."""
    grain: str = ""
    """How narrow the topics were that were listed."""
    collapsed: bool = False
    """Whether only the passages of the chosen topic are shown."""
    locked: bool = False
    """Whether the columns scroll together."""
    walk: str = ""
    """What the keys for the next and the previous one walked."""
    level: str = ""
    """Which figures were lit."""
    query: str = ""
    """What was searched for last."""
    drafts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """As `Drafts`."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Values of settings that were chosen by key in any set of paths, by the key of the setting."""


class Beginning(NamedTuple):
    """What the app must know before it draws anything."""

    state: SavedState
    theme_folders: tuple[str, ...]
    """Where themes lie, the user's own last."""
