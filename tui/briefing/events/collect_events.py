"""Events: articles grouped by what they report, with days and a label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.events.alike_articles import AlikeArticles
from briefing.events.average_link import ArticleGroups, ReportDays
from briefing.events.event_terms import EventTerms
from briefing.model.event import Event
from briefing.text.label_words import label_words


@dataclass(frozen=True, slots=True)
class ReportTraits:
    """What is known of an article besides its terms."""

    article: str
    title: str
    day: str | None
    """ISO date."""
    has_title: bool = True
    """False where `title` is only the first words."""


class EventCollector:
    """Puts articles together by event; what is the same the next time is not found anew."""

    def __init__(self) -> None:
        self._alike = AlikeArticles()
        self._groups = ArticleGroups()
        self._labels: dict[tuple[tuple[int, ...], tuple[str, ...]], str] = {}
        """By the numbers of articles, and titles."""

    def collect(
        self,
        terms: Mapping[int, EventTerms],
        traits: Mapping[int, ReportTraits],
        copy_of: Mapping[str, str],
    ) -> tuple[Event, ...]:
        """Return the events that articles report, the one of most articles first; the same whatever was asked
        for before.

        `terms` and `traits` are by the same numbers, which decide nothing; `copy_of` gives the original of
        each copy: an original and its copies count as one article.
        """
        numbers = sorted(terms, key=lambda number: traits[number].article)
        number_of = {traits[number].article: number for number in numbers}
        copies: defaultdict[int, list[int]] = defaultdict(list)
        for copy, original in sorted(copy_of.items()):
            if copy in number_of and original in number_of:
                copies[number_of[original]].append(number_of[copy])
        folded = {number for group in copies.values() for number in group}
        standing = [number for number in numbers if number not in folded]
        told = [terms[number] for number in standing]
        pairs = self._alike.compare(told)
        groups = self._groups.of(
            [ReportDays(_ordinal(traits[number].day), terms[number].weekdays) for number in standing],
            list(map(self._alike.number, told)),
            pairs,
            lambda at: self._alike.vector(told[at]),
        )
        labels: dict[tuple[tuple[int, ...], tuple[str, ...]], str] = {}
        events = []
        for group in groups:
            originals = [standing[at] for at in group]
            own = [told[at] for at in group]
            titles = tuple(_titles([traits[number] for number in originals]))
            key = tuple(map(self._alike.number, own)), titles
            label = self._labels.get(key)
            if label is None:
                label = label_words(titles, self._alike.weights(own))
            labels[key] = label
            events.append(
                _event(label, [traits[number] for first in originals for number in (first, *copies[first])])
            )
        self._labels = labels
        return tuple(
            sorted(events, key=lambda event: (-len(event.articles), event.first_day or "", event.articles))
        )


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day is not None else 0


def _by_day(report: ReportTraits) -> tuple[bool, str, str]:
    return report.day is None, report.day or "", report.article


def _titles(reports: Sequence[ReportTraits]) -> list[str]:
    """Titles by their articles' days; the first words of a text only where no article has a title."""
    ordered = sorted(reports, key=_by_day)
    return [one.title for one in ordered if one.has_title] or [one.title for one in ordered]


def _event(label: str, reports: Sequence[ReportTraits]) -> Event:
    ordered = sorted(reports, key=_by_day)
    days = [one.day for one in ordered if one.day is not None]
    articles = tuple(one.article for one in ordered)
    return Event(label, days[0] if days else None, days[-1] if days else None, articles)
