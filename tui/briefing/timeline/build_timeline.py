"""Timelines: the dated statements of several articles, grouped by the days that they speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from briefing.model.article import Article, Ref, Span
from briefing.model.corpus_analysis import ARTICLES_A_STEP, Steps
from briefing.model.figure import Figure
from briefing.model.quote import AttributedQuote
from briefing.model.timeline_row import DatedStatement, Precision, TimelineRow
from briefing.text.iso_day import day_of
from briefing.text.name_keys import name_key, speaker_term, speaker_terms
from briefing.text.passage_sentences import sentences_of
from briefing.text.stamp_signs import stamp_signs
from briefing.timeline.day_labels import RowLabeller
from briefing.timeline.day_weights import DayWeights, looks_back

_COUNTED_IN_DAYS = frozenset({"day", "d"})
"""Units of a length of time that leads to a day; "two years ago" leads to none, however it is counted."""
_SOFTENED = frozenset({"about", "nearly"})
"""Qualifiers of a distance that leave it what it is, if it is counted in years."""
_WHOLE_YEAR = 365
"""Days."""
_ROWS_A_STEP = 100
"""Rows made between two signs of life."""


class TimelineArticle(NamedTuple):
    """What a timeline is given of one article."""

    article: Article
    figures: Sequence[Figure]
    """In text order; all but dates, and lengths of time that lead to one, are passed over."""
    copy_of: str | None = None
    """The id of the article of which this is a copy."""
    quotes: Sequence[AttributedQuote] = ()
    """In text order, where it is asked who says what."""


class _Dated(NamedTuple):
    """A statement of an article."""

    number: int
    """The place of the article in the order given."""
    lag: int | None
    """How many days lie between the days told and its publication; below zero for days ahead of it, None
    where it has no date."""
    statement: DatedStatement


def timeline_in_steps(
    given: Sequence[TimelineArticle],
    passages: Collection[Ref] | None = None,
    speakers: Collection[str] = (),
) -> Steps[tuple[TimelineRow, ...]]:
    """Return the timeline of some articles in date order; of rows that begin alike, the shorter one first.

    With `passages`, what these tell alone; with `speakers`, what these are quoted with, by name. Yields how
    many of how many articles are read. Dates that nothing resolves are left out.
    """
    wanted = frozenset(speaker_term(name_key(name)) for name in speakers)
    told: defaultdict[tuple[date, date], list[_Dated]] = defaultdict(list)
    for number, one in enumerate(given):
        if number % ARTICLES_A_STEP == 0:
            yield number, len(given)
        for days, dated in _statements(number, one, passages):
            if not wanted or not wanted.isdisjoint(speaker_terms(dated.statement.speaker or "")):
                told[days].append(dated)
    voices = {one.article.id: one.copy_of or one.article.id for one in given}
    issues = {(voices[one.article.id], day_of(one.article.published)) for one in given}
    weights = DayWeights(day.toordinal() for _, day in issues if day is not None)
    labeller = RowLabeller([[one.statement for one in some] for some in told.values()])
    rows: list[TimelineRow] = []
    for done, days in enumerate(sorted(told)):
        if done % _ROWS_A_STEP == 0:
            yield len(given), len(given)
        rows.append(_row(days, told[days], voices, weights, labeller))
    return tuple(rows)


def _row(
    days: tuple[date, date],
    told: Iterable[_Dated],
    voices: Mapping[str, str],
    weights: DayWeights,
    labeller: RowLabeller,
) -> TimelineRow:
    first, last = days
    # Of one stretch of days, who is published later has the greater lag.
    in_order = sorted(told, key=lambda one: (one.lag is None, one.lag or 0, one.number, one.statement.start))
    lags = {(voices[one.statement.article], one.statement.published): one.lag for one in in_order}
    looking_back = {voice for (voice, _), lag in lags.items() if looks_back(lag)}
    statements = tuple(one.statement for one in in_order)
    return TimelineRow(
        first.isoformat(),
        last.isoformat(),
        precision_of(first, last),
        labeller.label(statements),
        round(weights.weight(first.toordinal(), last.toordinal(), lags.values()), 3),
        len({voice for voice, _ in lags}),
        len(looking_back),
        statements,
    )


def _statements(
    number: int, given: TimelineArticle, passages: Collection[Ref] | None
) -> Iterator[tuple[tuple[date, date], _Dated]]:
    """Yield what an article dates, with the days."""
    article = given.article
    published = day_of(article.published)
    sentences: tuple[int, list[Span]] = (-1, [])
    for figure in given.figures:
        days = None if _is_stamp(article, figure) else days_of(figure)
        if days is None or (passages is not None and Ref(article.id, figure.passage) not in passages):
            continue
        if sentences[0] != figure.passage:
            sentences = figure.passage, sentences_of(article, figure.passage)
        at = bisect_right(sentences[1], figure.start, key=attrgetter("start")) - 1
        # A date may go on over what is taken for the end of a sentence.
        last = bisect_right(sentences[1], figure.end - 1, key=attrgetter("start")) - 1
        sentence = (
            Span(sentences[1][at].start, max(sentences[1][last].end, figure.end))
            if at >= 0
            else Span(figure.start, figure.end)
        )
        lag = _lag(days, published)
        statement = DatedStatement(
            article.id, figure.passage, figure.start, figure.end, figure.text,
            article.text[sentence.start : sentence.end], sentence.start,
            is_ahead=lag is not None and lag < 0, published=article.published, copy_of=given.copy_of,
            speaker=_speaker(given.quotes, figure),
        )  # fmt: skip
        yield days, _Dated(number, lag, statement)


_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_stamp(article: Article, figure: Figure) -> bool:
    """Whether a date says when a page or a comment was put up, and nothing of what happened.

    Who tells what happened may well give the minute and the year: so a word of publishing, a bar or the zone
    of its time has to prove it, where no sentence leads up to it.
    """
    if figure.kind != "date" or _WITH_YEAR.search(figure.text) is None:
        return False
    passage = article.passages[figure.passage]
    signs = stamp_signs(article.text, (figure.start, figure.end), passage.start, passage.end)
    if signs.is_comment or signs.is_marked:
        return True
    if signs.behind_preposition or not signs.has_zone:
        return False
    is_led_up_to = article.text[passage.start : signs.start].rstrip()[-1:].islower()
    return signs.behind_time or not is_led_up_to


def _speaker(quotes: Sequence[AttributedQuote], figure: Figure) -> str | None:
    """Who is quoted with a figure: the name, else the words for whoever it is."""
    at = bisect_right(quotes, figure.start, key=attrgetter("start")) - 1
    if at < 0 or figure.end > quotes[at].end:
        return None
    return quotes[at].who or quotes[at].speaker


def days_of(figure: Figure) -> tuple[date, date] | None:
    """Return the first and the last day that a figure tells; None where it tells none, or none surely.

    "Ten days ago" leads to a day; "two years from today" is a term, and no day on which anything is told
    to be. "More than two years ago" leads to another year than it names; "about four months ago" may lead to
    another month, and so surely to none.
    """
    if figure.kind not in ("date", "duration") or figure.from_ is None or figure.to is None:
        return None
    one_day = figure.from_ == figure.to
    if figure.kind == "duration" and one_day and figure.unit not in _COUNTED_IN_DAYS:
        return None
    first, last = day_of(figure.from_), day_of(figure.to)
    if first is None or last is None or first > last:
        return None
    if figure.qualifier and (figure.qualifier not in _SOFTENED or (last - first).days < _WHOLE_YEAR - 1):
        return None
    return first, last


_WEEK = 7
_MONTHS: Mapping[int, Precision] = {1: "month", 3: "quarter", 6: "half", 12: "year"}


def precision_of(first: date, last: date) -> Precision:
    """Return what a stretch of days, both ends inclusive, is in the calendar; weeks begin on any day."""
    if first == last:
        return "day"
    after = last + timedelta(1) if last < date.max else last
    if (after - first).days == _WEEK:
        return "week"
    if first.day != 1 or after.day != 1:
        return "days"
    months = (after.year - first.year) * 12 + after.month - first.month
    if months in _MONTHS and (first.month - 1) % months == 0:
        return _MONTHS[months]
    if first.month == 1 and after.month == 1:
        # The 1990s begin in 1990; the twentieth century in 1901, or in 1900 as most people have it.
        if months == 12 * 10 and first.year % 10 == 0:
            return "decade"
        if months == 12 * 100 and first.year % 100 in (0, 1):
            return "century"
    return "days"


def _lag(days: tuple[date, date], published: date | None) -> int | None:
    """How many days lie between some days and that of publication; below zero where they lie ahead."""
    if published is None:
        return None
    return min((published - days[0]).days, 0) or max((published - days[1]).days, 0)
