"""A day as a person writes it, `2026-02-04` and in no other way; the day of an ISO date or time."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EXAMPLE = "2026-02-04"


def read_date(text: str) -> date | None:
    """Return the day that an ISO date such as `2026-02-04` names; raises ValueError for any other text.

    Blank text names no day.
    """
    text = text.strip()
    if not text:
        return None
    if not _ISO.fullmatch(text):
        raise ValueError(f"write the date as {EXAMPLE}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day") from None


def day_of(iso: str | None) -> date | None:
    """Return the day with which an ISO date or time begins; None where it begins with none, as where the year
    is none that a calendar has."""
    try:
        return date.fromisoformat(iso[:10]) if iso is not None else None
    except ValueError:
        return None
