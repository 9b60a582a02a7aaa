"""What an article's text says of itself: when it was published, by whom, who wrote it.

Only what the text proves is taken: a year alone is no date, a date with two readings is none, and
the file's clock is never asked. The sources of a date, in the order of their worth:

* a publication line, a bare date at the top ("Published: March 4, 2026") or a stamp before the first
  sentence ("OSLO | Wed Mar 4, 2026 7:02 pm CET"), whatever later year the text looks ahead to: `full date`;
  bare dates that head sections are none;
* the date in a dateline ("OSLO, March 4, 2026 --"): `dateline`, or `copyright` where the dateline
  leaves out the year and the copyright line gives it;
* a weekday with its day ("on Wednesday, March 4") in the one year in which they fit, of those the
  text names together with a month (a year alone may be any year of the past): `weekday`. It is the
  day the text reports on, which in news is the day of publication or a few days before it. The day of a
  dateline without its year counts with the weekday of its lead.

The source is the holder of the copyright, else the agency of the dateline, else the outlet of the
byline, else the network of a transcript's first speaker, else who disclaims the sites linked to.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing.model.article import Passage, PublishedBy
from briefing.reading.article_header import (
    ArticleHeader,
    broadcaster,
    disclaiming_outlet,
    read_header,
    signing_outlet,
)
from briefing.reading.datelines import Dateline
from briefing.reading.outlets import agency_named, outlet_named
from briefing.reading.publication_dates import (
    dated_years,
    find_dates,
    find_weekdays,
    is_date_line,
    years_in,
)
from briefing.reading.publication_stamps import PublicationStamp, find_stamps
from briefing.reading.rules.bylines import (
    byline_author,
    is_dated_dateline,
    is_stamp,
    is_stamp_with_names,
    line_outlet,
)
from briefing.reading.rules.slug import parse_slug

_LOOKED_AT = 20_000
"""Characters from the top in which dates are looked for."""
_OPENING = 700
"""Characters of the text's opening. A day given with its year further down is history: of a day in
the news, the year is left out."""
_TOLD_BY = 3_000
"""Characters from the top in which a report tells the day of its news."""
_LONGEST_HOLDER = 6
_LONGEST_LINE = 400
_A_WEEK = 7
_LEAD = 300
"""Characters behind a dateline in which the weekday of its day is looked for."""
_DATED_LINES = (is_stamp, is_date_line, is_stamp_with_names, is_dated_dateline, byline_author)
_TOP_PASSAGES = 2
_STAMP_WORD = re.compile(r"updated|published|posted|released|:\d\d", re.I)
"""What says of a line with a day that it is that of a publication, or has a time of day."""
_SHORTEST_SECTION = 12
"""Words of a paragraph that is no headline."""
_HEADER_PASSAGES = 8
_CORRECTION = re.compile(r"(?:correction|clarification)s?\b(?: ?:|$)", re.I)
_UPDATED = re.compile(r"(?:page )?(?:last )?(?:updated|modified)", re.I)
_BRACKETED = re.compile(r"\(([A-Za-z][A-Za-z ]{1,30})\)")
_SIGN = r"(?:©|\(c\)|copyright)"
_COPYRIGHT = re.compile(
    rf"{_SIGN}[ ,]{{0,3}}(?:{_SIGN}[ ,]{{0,3}})?(?:(?P<before>[A-Z][^\d\n,;|©]{{1,60}}?)[ ,]{{1,3}})?"
    r"(?P<year>(?:19|20)\d\d)(?: ?[-–] ?(?:19|20)\d\d)?"
    r"(?:[ ,]{1,3}(?:by )?(?P<after>[A-Z][^\n,;|©]{1,60}))?",
    re.I,
)
_COPYRIGHT_OF = re.compile(
    rf"(?i:{_SIGN})[ ,]{{1,3}}(?:by )?(?P<holder>[A-Z][^\n,;|©.]{{1,60}}?)(?=$|[.,;|]|(?i: all rights))"
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
    header: ArticleHeader = field(default_factory=ArticleHeader)


def infer_metadata(text: str, passages: Sequence[Passage]) -> InferredMetadata:
    """Return what `text` says of itself."""
    notices = _notices(text, passages)
    header = read_header(text, passages)
    holder, copyright_year = _copyright(notices)
    slug = parse_slug(notices[0] + " ") if notices and passages[0].kind == "boilerplate" else None
    source, source_by = (slug.outlet, "slug") if slug else _source(text, passages, header, holder)
    # A correction at the end has a day of its own, which is not that of the article.
    end = _correction(text, passages)
    dated = _notices(text, [p for p in passages if p.start < end])
    in_sections = _is_chronology(text, passages)
    if in_sections:
        dated = [line for line in dated if not is_date_line(line)]
    published, published_by = _published(
        text[:end], dated, header, copyright_year, weekdays_prove=not in_sections
    )
    author = next((name for notice in notices if (name := byline_author(notice))), None)
    if author is None:
        author = next((one.author for one in header.bylines if one.author), None)
    return InferredMetadata(
        title=slug.headline if slug else None,
        author=slug.author if slug else author,
        source=source,
        source_by=source_by,
        published=published.isoformat() if published else None,
        published_by=published_by,
        header=header,
    )


def _notices(text: str, passages: Sequence[Passage]) -> list[str]:
    """The boilerplate lines that are not too long to say something of the article."""
    return [
        text[p.start : p.end]
        for p in passages
        if p.kind == "boilerplate" and p.end - p.start <= _LONGEST_LINE
    ]


def _is_chronology(text: str, passages: Sequence[Passage]) -> bool:
    """Whether days further apart than a week head sections: none of them need be that of the article.

    What stands below a day in a list of other articles is a headline, and no section.
    """
    days: set[dt.date] = set()
    for above, below in pairwise(passages):
        line = text[above.start : above.end]
        if len(line) > _LONGEST_LINE or not is_date_line(line) or below.kind != "paragraph":
            continue
        if _STAMP_WORD.search(line) or len(text[below.start : below.end].split()) < _SHORTEST_SECTION:
            continue
        days |= {found.date for found in find_dates(line) if found.date}
    return len(days) > 1 and (max(days) - min(days)).days > _A_WEEK


def _correction(text: str, passages: Sequence[Passage]) -> int:
    """Where a correction below the article begins; the end of the text where there is none."""
    below = passages[_TOP_PASSAGES:]
    return next((p.start for p in below if _CORRECTION.match(text, p.start, p.end)), len(text))


def _source(
    text: str, passages: Sequence[Passage], header: ArticleHeader, holder: str | None
) -> tuple[str | None, str]:
    """Who published the article and how that is known, the surest first."""
    if holder:
        return holder, "copyright"
    if agency := header.agency or _agency_of_title(text, passages):
        return agency, "agency"
    outlets = {one.outlet for one in header.bylines}
    if not outlets:
        lines = _notices(text, passages[:_HEADER_PASSAGES])
        lines = [line for line in lines if any(form(line) for form in _DATED_LINES)]
        outlets = {outlet for line in lines if (outlet := line_outlet(line))}
    if len(outlets) == 1:
        return outlets.pop(), "byline"
    if outlet := broadcaster(text):
        return outlet, "speaker"
    if outlet := signing_outlet(text, passages):
        return outlet, "byline"
    if outlet := disclaiming_outlet(text, passages):
        return outlet, "notice"
    return None, "unknown"


def _agency_of_title(text: str, passages: Sequence[Passage]) -> str | None:
    """The agency that a headline ends with in brackets."""
    for passage in passages:
        if passage.kind == "title":
            match = _BRACKETED.search(text, max(passage.start, passage.end - 40), passage.end)
            return agency_named(match[1]) if match and match.end() == passage.end else None
    return None


def _published(
    text: str,
    notices: Sequence[str],
    header: ArticleHeader,
    copyright_year: int | None,
    *,
    weekdays_prove: bool,
) -> tuple[dt.date | None, PublishedBy]:
    """The day of publication and how it is known."""
    if any(stamp.is_update for stamp in header.stamps) and _lists_others(text):
        return None, "unknown"
    if day := _stamped(notices, header.stamps):
        return day, "full date"
    for dateline in header.datelines:
        if dateline.date is None:
            continue
        if day := dateline.date.date:
            return day, "dateline"
        if dateline.date.year is None and copyright_year and (day := dateline.date.in_year(copyright_year)):
            return day, "copyright"
    if weekdays_prove and (day := _weekday_date(text[:_LOOKED_AT], copyright_year, header.datelines)):
        return day, "weekday"
    return None, "unknown"


def _stamped(notices: Sequence[str], stamps: Sequence[PublicationStamp]) -> dt.date | None:
    """The day that publication lines and stamps give; of first publication before one of a change."""
    updated: list[dt.date] = []
    for line in notices:
        if not any(form(line) for form in _DATED_LINES):
            continue
        day = next((found.date for found in find_dates(line) if found.date), None)
        if day and not _UPDATED.match(line):
            return day
        updated += [day] if day else []
    for stamp in stamps:
        if not stamp.is_update:
            return stamp.day
        updated.append(stamp.day)
    return updated[0] if updated else None


def _lists_others(text: str) -> bool:
    """Whether the page gives the days of many changes: then it is a list of other articles."""
    days = [stamp.day for stamp in find_stamps(text, 0, min(len(text), _LOOKED_AT)) if stamp.is_update]
    return len(days) > 1 and (max(days) - min(days)).days > _A_WEEK


def _weekday_date(text: str, copyright_year: int | None, datelines: Sequence[Dateline]) -> dt.date | None:
    """The latest past day that `text` names with its weekday, in the one year in which they fit.

    The day of a dateline counts with the one weekday that the lead behind it names.
    Days that lie ahead ("will meet on Friday, May 3") are passed over. Where the days found lie
    further apart than a week, the text is a chronology and proves no day of publication.
    """
    years = years_in(text) - {int(match[1]) for match in _TARGET_YEAR.finditer(text)}
    recent = {copyright_year} if copyright_year else dated_years(text) & years
    days: set[dt.date] = set()
    first: int | None = None
    for dateline in datelines:
        weekdays = find_weekdays(text, dateline.end, dateline.end + _LEAD)
        if dateline.date and dateline.date.year is None and len(weekdays) == 1:
            dated = replace(dateline.date, weekday=weekdays.pop())
            fitting = {day for year in recent if (day := dated.in_year(year))}
            if len(fitting) == 1:
                return fitting.pop()
    for found in find_dates(text):
        history = found.year is not None and found.start > _OPENING
        if found.weekday is None or history or _AHEAD.search(text, max(0, found.start - 40), found.start):
            continue
        candidates = {found.year} if found.year else recent
        fitting = {day for year in candidates if year and (day := found.in_year(year))}
        if len(fitting) != 1:
            return None
        days |= fitting
        first = found.start if first is None else min(first, found.start)
    if first is None or first > _TOLD_BY or (max(days) - min(days)).days > _A_WEEK:
        return None
    latest = max(days)
    # A text that names a later year was written in or after it, or looks ahead: nothing is certain.
    return latest if latest.year >= max(years | {latest.year}) else None


def _copyright(notices: Sequence[str]) -> tuple[str | None, int | None]:
    """Holder and year of the first copyright line that gives a year; else an outlet that one names."""
    for line in notices:
        if match := _COPYRIGHT.search(line):
            named = _RIGHTS.sub("", _LEGAL_FORM.sub("", match["after"] or match["before"] or ""))
            holder = named.split(". ")[0].strip(" ,.|-–")
            return (holder if 0 < len(holder.split()) <= _LONGEST_HOLDER else None), int(match["year"])
    for line in notices:
        if (match := _COPYRIGHT_OF.match(line)) and (outlet := outlet_named(match["holder"])):
            return outlet, None
    return None, None
