"""Events: what happened, and the articles that report it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Articles that report one event; every article belongs to exactly one."""

    label: str
    """What happened, in words of the articles."""
    first_day: str | None
    """The day of the earliest article, as ISO date; None where none of them is dated."""
    last_day: str | None
    """The day of the latest."""
    articles: tuple[str, ...]
    """Their ids: the dated ones first, by day; at least one."""

    def to_dict(self, copy_of: Mapping[str, str]) -> dict[str, Any]:
        """The public form, `{label, from, to, articles}`; `copy_of` gives the original of each copy."""
        return {
            "label": self.label,
            "from": self.first_day,
            "to": self.last_day,
            "articles": [{"article": name, "copy_of": copy_of.get(name)} for name in self.articles],
        }


def restricted(events: Iterable[Event], names: Set[str]) -> tuple[Event, ...]:
    """Return the events of these articles without their others; their days stay those of the whole event."""
    found = ((event, tuple(name for name in event.articles if name in names)) for event in events)
    return tuple(replace(event, articles=articles) for event, articles in found if articles)
