"""Which events the articles report and which of them are copies, as far as it is known, and by what the list
of articles is ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from briefing.model.event import Event
    from briefing.model.list_answer import ListSort
    from briefing.model.source_groups import SourceGroups

ListOrder = Literal["opened", "differences", "date", "source", "title", "length", "events"]
"""As they were opened; those that others contradict most first; as `ListSort`; by event."""
LIST_ORDERS: tuple[ListOrder, ...] = get_args(ListOrder)
"""As a key walks them."""


class SourceState:
    """Events and copies; none while they are not known."""

    def __init__(self) -> None:
        self.known = False
        self.order: ListOrder = "opened"
        self.events: tuple[Event, ...] = ()
        self.copy_of: Mapping[str, str] = {}
        self._event_of: dict[str, int] = {}

    @property
    def sort(self) -> ListSort | None:
        """By what the articles are sorted that each tells of itself; None in the other orders."""
        # Imported here: nothing of it is needed before the screen stands.
        from briefing.model.list_answer import LIST_SORTS

        return next((sort for sort in LIST_SORTS if sort == self.order), None)

    def take(self, groups: SourceGroups) -> None:
        """Hold what was found."""
        self.known = True
        self.events, self.copy_of = groups.events, groups.copy_of
        self._event_of = {name: n for n, event in enumerate(groups.events) for name in event.articles}

    def forget(self) -> None:
        """Articles have changed: what was found holds no more."""
        self.known = False
        self.events, self.copy_of, self._event_of = (), {}, {}

    def event_of(self, name: str) -> int | None:
        """The number of the event that an article reports, in `events`."""
        return self._event_of.get(name)

    def events_of(self, names: Iterable[str]) -> tuple[Event, ...]:
        """The events that some articles report, each once, in the order of the articles."""
        found = dict.fromkeys(self._event_of[name] for name in names if name in self._event_of)
        return tuple(self.events[number] for number in found)

    def voices(self, names: Sequence[str]) -> int:
        """How many of some articles are independent: a copy is one voice with its original."""
        return len({self.copy_of.get(name, name) for name in names})

    def by_event(self, names: Iterable[str]) -> list[str]:
        """Articles of one event behind each other, the event of most articles first; those of which none is
        known last."""
        return sorted(names, key=lambda name: self._event_of.get(name, len(self.events)))
