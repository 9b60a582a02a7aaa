"""The days that the headings of an exported timeline name."""

from __future__ import annotations

import re
from calendar import monthrange

_HEADING = re.compile(r"(?P<days>\d{4}[^:\n]{0,20}): .*\(\d[\d,]* voices?(?:, [^()]*)?\)", re.DOTALL)
_DAY = r"\d{4}-\d\d-\d\d"
_STRETCH = re.compile(rf"({_DAY})(?:/({_DAY}))?")
_MONTHS = re.compile(r"(\d{4})(?:-(\d\d)| ([QH])(\d))?")
_DECADE = re.compile(r"(\d{3})0s")
_SIZES = {"Q": 3, "H": 6}
"""Months of a quarter and of a half."""
_DECEMBER = 12


def heading_days(text: str) -> str | None:
    """Return the words for the days in a heading as the exports of timelines write it; None for any other."""
    match = _HEADING.fullmatch(text)
    return match["days"] if match is not None and days_meant(match["days"]) is not None else None


def days_meant(words: str) -> tuple[str, str] | None:
    """Return the first and last day (ISO) of what a timeline writes as `2026-02-04`, `2026-02`, `2026 Q1`,
    `2026 H1`, `2026`, `2020s` or `2026-02-02/2026-02-08`; None where it is none of these."""
    if (stretch := _STRETCH.fullmatch(words)) is not None:
        return stretch[1], stretch[2] or stretch[1]
    if (decade := _DECADE.fullmatch(words)) is not None:
        return f"{decade[1]}0-01-01", f"{decade[1]}9-12-31"
    months = _MONTHS.fullmatch(words)
    if months is None:
        return None
    year, month, letter, number = months.groups()
    if month is None and letter is None:
        return f"{year}-01-01", f"{year}-12-31"
    size = _SIZES.get(letter, 1)
    last = int(month or number) * size
    if not size <= last <= _DECEMBER or year == "0000":
        return None
    return f"{year}-{last - size + 1:02}-01", f"{year}-{last:02}-{monthrange(int(year), last)[1]:02}"
