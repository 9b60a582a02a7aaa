"""The time, as everything that stores something reads it; tests put another clock in its place."""

from __future__ import annotations

from datetime import UTC, datetime

RECENT_NS = 2_000_000_000
"""Nanoseconds within which a file may change again without a new time: the coarsest clock of a disk."""


def utc_now() -> datetime:
    """Return the time in UTC, aware of its zone."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Return a time in UTC as what is stored carries it: ISO 8601 to the second, with `Z`."""
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
