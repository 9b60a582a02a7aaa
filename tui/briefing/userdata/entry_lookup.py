"""What is asked of an entry (a mark, a correction) by its id before it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import UsageError
from briefing.text.clean import clean_line
from briefing.userdata.database_rows import UnreadableError

if TYPE_CHECKING:
    from briefing.userdata.change_history import StoredEntry

E = TypeVar("E", bound="StoredEntry")
Lookup = Callable[[str], E | None]
"""Finds the entry of an id, in its present state; UnreadableError where it cannot be read."""


def present(lookup: Lookup[E], entry_id: str, called: str) -> E:
    """Return the entry of an id; raises UsageError when there is none or it was removed."""
    entry = lookup(entry_id)
    if entry is None or entry.removed:
        raise UsageError(f"there is no {called} {clean_line(entry_id)[:64]}")
    return entry


def is_news(entry: E, lookup: Lookup[E]) -> bool:
    """True when an imported one is new here, was removed, is younger than ours, or ours cannot be read."""
    try:
        ours = lookup(entry.id)
    except UnreadableError:
        return True
    return ours is None or ours.removed or entry.modified > ours.modified


def is_younger(entry: E, lookup: Lookup[E]) -> bool:
    """True when one of elsewhere is not here, was changed after ours (removed is changed), or ours cannot be
    read; never for one that was removed there."""
    try:
        ours = lookup(entry.id)
    except UnreadableError:
        return not entry.removed
    return not entry.removed and (ours is None or entry.modified > ours.modified)


def is_missing(entry_id: str, lookup: Lookup[E]) -> bool:
    """True when there is none of this id here, or none that can be read."""
    try:
        return lookup(entry_id) is None
    except UnreadableError:
        return True
