"""Dates for articles that have none: from their own words, and from what others tell of the same event.

"Monday" here and "24 November" there are one day. What contradicts itself gives no proposal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.events.day_words import weekdays
from briefing.model.article import Article
from briefing.model.figure import Figure
from briefing.model.proposed_date import DateEvidence, ProposedDate
from briefing.text.passage_words import words_by_passage
from briefing.text.tokens import fold

_BEGINNING = 250
"""Words among which days are those of the event: background stands further down."""
_FIRST_WORDS = 120
"""Words among which a day told in full is taken for the article's own."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPREAD = 2
"""Days that those of the other articles may lie apart where nothing but they speaks for one."""
_FURTHEST = 10
"""Days before the first of the others' dates that a day told in them may lie: earlier ones are background."""


@dataclass(frozen=True, slots=True)
class DatedWords:
    """An article and the days that its words name."""

    article: Article
    dates: Sequence[Figure]
    """Its figures of kind `date`."""


def propose_date(undated: DatedWords, others: Sequence[DatedWords]) -> ProposedDate | None:
    """Return the day that an article is likely of; None where nothing tells one, or two things two.

    `others` report the same event. In this order decide: the one day that its beginning names in full; the
    day that others name and that has a weekday which it names; without a weekday, the first of the others'
    dates where these lie close together.
    """
    article = undated.article
    named = _weekdays_of(article)
    own = _own_day(undated, named)
    if own is not None:
        return own
    dated = [one for one in others if one.article.published is not None and one.article.id != article.id]
    if not dated:
        return None
    published = sorted(date.fromisoformat(one.article.published or "") for one in dated)
    if not named:
        if (published[-1] - published[0]).days > _SPREAD:
            return None
        return ProposedDate(article.id, published[0].isoformat(), "other articles", ())
    told: defaultdict[date, list[DateEvidence]] = defaultdict(list)
    for one in dated:
        for day, evidence in _days_told(one, published[0], published[-1]):
            told[day].append(evidence)
        day = date.fromisoformat(one.article.published or "")
        told.setdefault(day, [])
    fitting = [day for day in told if day.weekday() in named]
    if not fitting:
        return None
    most = max(len({one.article for one in told[day]}) for day in fitting)
    best = [day for day in fitting if len({one.article for one in told[day]}) == most]
    if len(best) > 1:
        return None
    speaking = (named[best[0].weekday()], *told[best[0]])
    return ProposedDate(article.id, best[0].isoformat(), "other articles", speaking)


def _own_day(undated: DatedWords, named: Mapping[int, DateEvidence]) -> ProposedDate | None:
    """The one day with its year that the article's beginning names, where its weekdays allow it."""
    article = undated.article
    end = _end_of(article, _FIRST_WORDS)
    full = [
        one
        for one in undated.dates
        if one.start < end and one.from_ is not None and one.from_ == one.to and _YEAR.search(one.text)
    ]
    days = {one.from_ for one in full}
    if len(days) != 1:
        return None
    day = full[0].from_ or ""
    if named and date.fromisoformat(day).weekday() not in named:
        return None
    return ProposedDate(article.id, day, "own words", tuple(map(_evidence, full)))


def _days_told(one: DatedWords, first: date, last: date) -> list[tuple[date, DateEvidence]]:
    """The days that an article's beginning names, but for those after its event and long before."""
    end = _end_of(one.article, _BEGINNING)
    found = []
    for figure in one.dates:
        if figure.start < end and figure.from_ is not None and figure.from_ == figure.to:
            day = date.fromisoformat(figure.from_)
            if (first - day).days <= _FURTHEST and day <= last:
                found.append((day, _evidence(figure)))
    return found


def _weekdays_of(article: Article) -> dict[int, DateEvidence]:
    """The weekdays that an article's beginning names, each where it does first."""
    days, found, left = weekdays(), {}, _BEGINNING
    for passage, starts, surfaces in words_by_passage(article):
        for start, surface in zip(starts[: max(left, 0)], surfaces, strict=False):
            day = days.get(fold(surface).removesuffix("'s"))
            if day is not None and day not in found:
                end = start + len(surface)
                found[day] = DateEvidence(article.id, passage.number, start, end, article.text[start:end])
        left -= len(surfaces)
    return found


def _end_of(article: Article, count: int) -> int:
    """Where the first `count` words of an article end."""
    for part in words_by_passage(article):
        if count <= len(part.surfaces):
            return part.starts[count - 1] + 1 if count else part.passage.start
        count -= len(part.surfaces)
    return len(article.text)


def _evidence(figure: Figure) -> DateEvidence:
    return DateEvidence(figure.article, figure.passage, figure.start, figure.end, figure.text)
