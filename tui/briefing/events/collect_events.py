"""Events: articles grouped by what they report, with days and a label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.events.average_link import ReportDays, group_articles
from briefing.events.event_terms import EventTerms
from briefing.events.event_vectors import event_vectors
from briefing.model.event import Event


@dataclass(frozen=True, slots=True)
class ReportTraits:
    """What is known of an article besides its terms."""

    article: str
    title: str
    day: str | None
    """ISO date."""


def collect_events(
    terms: Mapping[int, EventTerms], traits: Mapping[int, ReportTraits], copy_of: Mapping[str, str]
) -> tuple[Event, ...]:
    """Return the events that articles report, the one of most articles first.

    `terms` and `traits` are by the same numbers, which decide nothing; `copy_of` gives the original of each
    copy: an original and its copies count as one article.
    """
    numbers = sorted(terms, key=lambda number: traits[number].article)
    number_of = {traits[number].article: number for number in numbers}
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for copy, original in sorted(copy_of.items()):
        if copy in number_of and original in number_of:
            copies[number_of[original]].append(number_of[copy])
    folded = {number for group in copies.values() for number in group}
    standing = [number for number in numbers if number not in folded]
    days = [ReportDays(_ordinal(traits[number].day), terms[number].weekdays) for number in standing]
    groups = group_articles(event_vectors([terms[number] for number in standing]), days)
    events = [
        _event([traits[number] for at in group for number in (standing[at], *copies[standing[at]])])
        for group in groups
    ]
    return tuple(
        sorted(events, key=lambda event: (-len(event.articles), event.first_day or "", event.articles))
    )


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day is not None else 0


def _event(reports: Sequence[ReportTraits]) -> Event:
    ordered = sorted(reports, key=lambda one: (one.day is None, one.day or "", one.article))
    days = [one.day for one in ordered if one.day is not None]
    articles = tuple(one.article for one in ordered)
    return Event(ordered[0].title, days[0] if days else None, days[-1] if days else None, articles)
