"""The articles of a corpus by what they report and by whose words they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.event import Event


@dataclass(frozen=True, slots=True)
class SourceGroups:
    """Events and voices of all articles."""

    events: tuple[Event, ...]
    """The one of most articles first; each article is in one."""
    copy_of: Mapping[str, str]
    """The original of each copy."""
