"""What an article's text says of itself: when it was published, by whom, who wrote it.

Only what the text proves is taken: a year alone is no date, a date with two readings is none, and
the file's clock is never asked. The sources of a date, in the order of their worth:

* a publication line or a bare date at the top ("Published: March 4, 2026"): `full date`;
* the date in a dateline ("OSLO, March 4, 2026 --"): `dateline`, or `copyright` where the dateline
  leaves out the year and the copyright line gives it;
* a weekday with its day ("on Wednesday, March 4") in the one year in which they fit, of those the
  text names together with a month (a year alone may be any year of the past): `weekday`. It is the
  day the text reports on, which in news is the day of publication or a few days before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.article import Passage, PublishedBy
from briefing.reading.publication_dates import FoundDate, dated_years, find_dates, is_date_line, years_in
from briefing.reading.rules.bylines import byline_author, is_stamp
from briefing.reading.rules.slug import parse_slug

_LOOKED_AT = 20_000
"""Characters from the top in which dates are looked for."""
_OPENING = 700
"""Characters of the text's opening. A day given with its year further down is history: of a day in
the news, the year is left out."""
_LONGEST_HOLDER = 6
_AGENCIES = {
    name.upper(): name
    for name in "Reuters AFP UPI Xinhua Bloomberg Kyodo TASS dpa PTI ANI Yonhap EFE CNN ANSA".split()
} | dict.fromkeys(("AP", "ASSOCIATED PRESS", "THE ASSOCIATED PRESS"), "Associated Press")
_DASH = re.compile(r" ?(?:—|–|--| - |―)")
_DATE_FIRST = re.compile(r"[A-Z][A-Za-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d \([^()\n]{2,40}\)")
_PLACE_WORD = re.compile(r"[A-Z0-9(][\w.,'’()/\-]{0,30}|(?:de|del|of|la|le|al)")
_BRACKETED = re.compile(r"\(([A-Za-z][A-Za-z ]{1,30})\)")
_SIGN = r"(?:©|\(c\)|copyright)"
_COPYRIGHT = re.compile(
    rf"{_SIGN}[ ,]{{0,3}}(?:{_SIGN}[ ,]{{0,3}})?(?:(?P<before>[A-Z][^\d\n,;|©]{{1,60}}?)[ ,]{{1,3}})?"
    r"(?P<year>(?:19|20)\d\d)(?: ?[-–] ?(?:19|20)\d\d)?"
    r"(?:[ ,]{1,3}(?:by )?(?P<after>[A-Z][^\n,;|©]{1,60}))?",
    re.I,
)
_LEGAL_FORM = re.compile(
    r"[ ,]+(?:L\.?P|LLP|LLC|Inc|Ltd|Limited|Corp|Corporation|PLC|GmbH|S\.?A|AG|Co|Company|Pty|[BN]\.?V)\b.*",
    re.I,
)
_RIGHTS = re.compile(r"\s*\ball rights\b.*", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|to|until|till|by|before|next|due|scheduled|slated|expected|planned|deadline|upcoming)\b",
    re.I,
)
_TARGET_YEAR = re.compile(
    r"\b(?:by|until|through|before|beyond|in fiscal) (?:the end of |late |early |mid-)?((?:19|20)\d\d)"
)


@dataclass(frozen=True, slots=True)
class InferredMetadata:
    """What the text proves; None or `unknown` where it proves nothing."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    source_by: str = "unknown"
    published: str | None = None
    published_by: PublishedBy = "unknown"


def infer_metadata(text: str, passages: Sequence[Passage]) -> InferredMetadata:
    """Return what `text` says of itself."""
    notices = [text[p.start : p.end] for p in passages if p.kind == "boilerplate" and p.end - p.start <= 400]
    body = [p for p in passages if p.kind == "paragraph"]
    dateline = parse_dateline(text[body[0].start : body[0].start + 160]) if body else None
    holder, copyright_year = _copyright(notices)
    slug = parse_slug(notices[0] + " ") if notices and passages[0].kind == "boilerplate" else None
    source, source_by = holder, "copyright"
    if slug:
        source, source_by = slug.outlet, "slug"
    elif source is None and (agency := (dateline and dateline.agency) or _agency_of_title(text, passages)):
        source, source_by = agency, "agency"
    published, published_by = _published(text, notices, dateline, copyright_year)
    author = next((name for notice in notices if (name := byline_author(notice))), None)
    return InferredMetadata(
        title=slug.headline if slug else None,
        author=slug.author if slug else author,
        source=source,
        source_by=source_by if source else "unknown",
        published=published.isoformat() if published else None,
        published_by=published_by,
    )


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, agency and day in front of a report's first sentence."""

    place: str
    agency: str | None
    date: FoundDate | None


def parse_dateline(head: str) -> Dateline | None:
    """Return the dateline that `head`, the first characters of a report, opens with, or None."""
    if match := _DATE_FIRST.match(head):
        line = match.group().strip()
    elif match := _DASH.search(head, 0, 110):
        line = head[: match.start()].strip()
    else:
        return None
    if not line or not all(_PLACE_WORD.fullmatch(word) for word in line.split()):
        return None
    bracketed = _BRACKETED.search(line)
    agency = _AGENCIES.get(bracketed[1].upper()) if bracketed else None
    found = next(find_dates(line), None)
    place = line[: min(bracketed.start() if bracketed else len(line), found.start if found else len(line))]
    return Dateline(place.strip(" ,"), agency, found)


def _agency_of_title(text: str, passages: Sequence[Passage]) -> str | None:
    """The agency that a headline ends with in brackets."""
    for passage in passages:
        if passage.kind == "title":
            match = _BRACKETED.search(text, max(passage.start, passage.end - 40), passage.end)
            return _AGENCIES.get(match[1].upper()) if match and match.end() == passage.end else None
    return None


def _published(
    text: str, notices: Sequence[str], dateline: Dateline | None, copyright_year: int | None
) -> tuple[dt.date | None, PublishedBy]:
    """The day of publication and how it is known."""
    if day := _stamped(notices):
        return day, "full date"
    if dateline and dateline.date:
        if day := dateline.date.date:
            return day, "dateline"
        if dateline.date.year is None and copyright_year and (day := dateline.date.in_year(copyright_year)):
            return day, "copyright"
    if day := _weekday_date(text[:_LOOKED_AT], copyright_year):
        return day, "weekday"
    return None, "unknown"


def _stamped(notices: Sequence[str]) -> dt.date | None:
    """The day that publication lines give; a line of first publication before one of a change."""
    updated = None
    for line in notices:
        if not (is_stamp(line) or is_date_line(line)):
            continue
        day = next((found.date for found in find_dates(line) if found.date), None)
        if day and not re.match(r"(?:last )?(?:updated|modified)", line, re.I):
            return day
        updated = updated or day
    return updated


def _weekday_date(text: str, copyright_year: int | None) -> dt.date | None:
    """The latest past day that `text` names with its weekday, in the one year in which they fit.

    Days that lie ahead ("will meet on Friday, May 3") are passed over. Where the days found lie
    further apart than a week, the text is a chronology and proves no day of publication.
    """
    years = years_in(text) - {int(match[1]) for match in _TARGET_YEAR.finditer(text)}
    recent = {copyright_year} if copyright_year else dated_years(text) & years
    days: set[dt.date] = set()
    for found in find_dates(text):
        history = found.year is not None and found.start > _OPENING
        if found.weekday is None or history or _AHEAD.search(text, max(0, found.start - 40), found.start):
            continue
        candidates = {found.year} if found.year else recent
        fitting = {day for year in candidates if year and (day := found.in_year(year))}
        if len(fitting) != 1:
            return None
        days |= fitting
    if not days or (max(days) - min(days)).days > 7:
        return None
    latest = max(days)
    # A text that names a later year was written in or after it, or looks ahead: nothing is certain.
    return latest if latest.year >= max(years | {latest.year}) else None


def _copyright(notices: Sequence[str]) -> tuple[str | None, int | None]:
    """Holder and year of the first copyright line that gives a year."""
    for line in notices:
        if match := _COPYRIGHT.search(line):
            named = _RIGHTS.sub("", _LEGAL_FORM.sub("", match["after"] or match["before"] or ""))
            holder = named.split(". ")[0].strip(" ,.|-–")
            return (holder if 0 < len(holder.split()) <= _LONGEST_HOLDER else None), int(match["year"])
    return None, None
