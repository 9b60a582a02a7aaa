"""The time, as everything that stores something reads it; tests put another clock in its place."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the time in UTC, aware of its zone."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Return a time in UTC as what is stored carries it: ISO 8601 to the second, with `Z`."""
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
