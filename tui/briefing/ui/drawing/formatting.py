"""How the reader's screen says things: dates, counts, sources. Functions over values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.settings import DateForm, current

if TYPE_CHECKING:
    pass

_FORMS: dict[DateForm, str] = {
    "day-month": "{day} {month} {year}",
    "month-day": "{month} {day}, {year}",
    "iso": "{year}-{number:02}-{day:02}",
    "numeric": "{day:02}.{number:02}.{year}",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def short_date(iso: str | None, form: DateForm | None = None) -> str:
    """`4 Feb 2026` for `2026-02-04`, by default in the form that is set; a question mark for no date."""
    if iso is None:
        return "date?"
    year, month, day = iso.split("-")
    number = int(month)
    pattern = _FORMS[form or current().dates.form]
    return pattern.format(day=int(day), month=_MONTHS[number - 1], number=number, year=year)


def short_days(first: str, last: str) -> str:
    """`3 – 12 Feb 2026`: two days, what both end with told once; one day where they are the same."""
    begin, end = short_date(first).split(" "), short_date(last).split(" ")
    while len(begin) > 1 and begin[-1] == end[len(begin) - 1]:
        begin = begin[:-1]
    return " ".join(end) if first == last else f"{' '.join(begin)} – {' '.join(end)}"


def month_name(iso: str) -> str:
    """`Feb 2026` for `2026-02-04`."""
    year, month, _ = iso.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 mark`, `3 marks`, `1,204 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_CHANCES = (
    (0.95, "almost certain"),
    (0.8, "very likely"),
    (0.55, "likely"),
    (0.45, "even chance"),
    (0.2, "unlikely"),
)


def chance(score: float) -> str:
    """The words of estimative probability that intelligence analysts use (US Directive ICD 203, 2015)."""
    return next((words for least, words in _CHANCES if score >= least), "remote")


def percent(score: float) -> str:
    """`83%`; never 100 %, for no score is certain."""
    return f"{min(round(100 * score), 99)}%"
