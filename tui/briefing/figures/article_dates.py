"""The dates of an article, resolved in the order of its text.

A date may lean on the day of writing, on the date named before it ("the following year"), on the period
whose results are told ("the year-earlier quarter"), or on how other dates of the article are written
("04/05/2016" beside "25/04/2016"). That is kept here, per article; one pass over the text and one over the
dates whose order of day and month it left open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from briefing.figures.calendar_arithmetic import Days, day, moved, part_of, rounded, shifted
from briefing.figures.draft import Draft
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.date_expression import (
    EitherOrder,
    NoYear,
    OfNow,
    Reading,
    ReportedPeriod,
    ToldBefore,
    is_one_day,
)
from briefing.figures.rules.date_links import Expression, linked, ranges_to
from briefing.figures.rules.date_relative import NAME as RELATIVE
from briefing.figures.rules.date_relative import period_days
from briefing.figures.token_line import Line

_REACH = 400
"""So many characters behind a date words can still lean on it."""
_LINES = 2
"""So many stretches of text after a reported period "a year ago" can still mean the one before it."""
_LAST = 4
"""So many dates before a weekday may be the day that it means."""
_SATURDAY, _SUNDAY = 5, 6
_LENGTHS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525}
_LONG_UNITS = frozenset({"month", "quarter", "year", "decade", "century"})


class _Told(NamedTuple):
    """A date that the text has told."""

    days: Days
    from_today: bool
    """From the day of writing: "yesterday", "Friday"."""
    of_tale: bool
    """With its year, or in a tale whose year is known."""
    happened: bool = False
    """A day on which something is told to happen: "on 5 June", not "his June 5 speech", "from 5 June"."""


class ArticleDates:
    """What the dates of one article have said so far."""

    __slots__ = (
        "_ends",
        "_lengths",
        "_line",
        "_orders",
        "_period",
        "_period_line",
        "_period_told",
        "_told",
        "_words",
        "today",
    )

    def __init__(self, today: date | None) -> None:
        self.today = today
        self._ends: list[int] = []
        self._told: list[_Told] = []
        """The last dates."""
        self._lengths: dict[int, Days | None] = {}
        self._line = 0
        self._period: Days | None = None
        self._period_told = False
        self._period_line = 0
        self._orders: set[str] = set()
        self._words: set[str] = set()

    def resolve(self, line: Line, found: list[Expression]) -> list[Draft]:
        """The dates of a line as drafts; words that are a date only beside another one are left out."""
        self._line += 1
        if self._ends and line.start - self._ends[-1] > _REACH:
            self._ends.clear()
            self._told.clear()
        drafts: list[Draft] = []
        before: Expression | None = None
        joined = linked(line, found)
        for first, last in pairwise(joined):
            self._run_to_end(line, first, last)
        self._put_in_order(line, joined)
        for expression in joined:
            if before is not None and isinstance(expression.reading.open, NoYear):
                self._go_forward(line, before, expression)
            days, dated = self._days(line, expression)
            if expression.reading.length:
                self._lengths[line.starts[expression.end - 2]] = days
            elif dated:
                drafts.append(_draft(expression, days))
            expression.reading = expression.reading._replace(days=days)
            before = expression
        return drafts

    def before(self, line: Line, offset: int, unit: str, *, sentences: int = 9) -> Days | None:
        """The date that stands last before `offset` and that a step of `unit` can be counted from.

        The day of writing ("yesterday", "Friday") is none for longer steps: "the following year" counts
        from a year that the text tells. At most so many sentences may end between.
        """
        at = bisect_right(self._ends, offset) - 1
        if at < 0 or offset - self._ends[at] > _REACH:
            return None
        if sentences < _sentences_between(line.text[self._ends[at] : offset]):
            return None
        days = self._told[at].days
        if unit in _LONG_UNITS and self._told[at].from_today and is_one_day(days):
            return None
        return days if (days[1] - days[0]).days < _LENGTHS.get(unit, 0) else None

    def days_of_length(self, offset: int) -> Days | None:
        """The days of the length of time whose number stands at `offset`, where words beside it tell them."""
        return self._lengths.get(offset)

    def order(self) -> str | None:
        """ "day first" or "month first", where the article's own dates prove it.

        Digits that can be read in one way only prove it, unless they disagree; else days written before
        their months in words ("4 March") do. "March 4" proves nothing: papers all over the world write so.
        """
        if len(self._orders) == 1:
            return next(iter(self._orders))
        return "day first" if not self._orders and self._words == {"day first"} else None

    def _run_to_end(self, line: Line, before: Expression, expression: Expression) -> None:
        """ "It is to run from January 23 to March 9" may have begun: its end lies ahead."""
        first, last = before.reading.open, expression.reading.open
        if not isinstance(first, NoYear) or not isinstance(last, NoYear) or self.today is None:
            return
        if first.tense <= 0 or not ranges_to(line, before, expression):
            return
        end = replace(last, tense=1).nearest(self.today)
        starts = [first.in_year(end[1].year - back) for back in (1, 0)] if end else []
        begun = [days for days in starts if days and end and days[0] <= end[0]]
        if end and begun:
            before.reading = before.reading._replace(days=begun[-1], open=None)
            expression.reading = expression.reading._replace(days=end, open=None)

    def _put_in_order(self, line: Line, found: list[Expression]) -> None:
        """ "On 18 December … On 30 December … On 15 January 2026": days in order lead to the year said.

        Only of two days and more, each within a quarter of the next one; where the article has a day of its
        own, this tells but those that a tale of another year before the paragraph has left open.
        """
        some: list[tuple[Expression, NoYear]] = []
        for expression in found:
            part, said = expression.reading.open, expression.reading
            if isinstance(part, NoYear) and part.first_day and part.tense <= 0 and part.weekday is None:
                some.append((expression, part))
                continue
            if len(some) > 1 and said.year is not None and said.days and is_one_day(said.days):
                self._lead_to(line, some, said.days[0])
            some = []

    def _lead_to(self, line: Line, some: list[tuple[Expression, NoYear]], last: date) -> None:
        if self.today is not None and (
            last > self.today
            or self._day_of_tale(line.starts[some[0][0].first]) is None
            or self._ends[-1] > line.start
        ):
            return
        led: list[Days] = []
        for _, part in reversed(some):
            days = part.until(last)
            if days is None or (last - days[0]).days > _LENGTHS["quarter"]:
                return
            led.append(days)
            last = days[0]
        for (expression, _), days in zip(some, reversed(led), strict=True):
            expression.reading = expression.reading._replace(days=days, open=None, year=days[0].year)

    def _go_forward(self, line: Line, before: Expression, expression: Expression) -> None:
        """The end of "from December to February" lies after its beginning."""
        part, start = expression.reading.open, before.reading.days
        if before.rule == RELATIVE or start is None or not isinstance(part, NoYear):
            return
        if ranges_to(line, before, expression):
            days = part.after(start[0])
            if days is not None:
                expression.reading = expression.reading._replace(days=days, open=None)

    def _days(self, line: Line, expression: Expression) -> tuple[Days | None, bool]:
        """The days of an expression, and whether it is a date at all."""
        reading = expression.reading
        self._notice(line, expression)
        days, dated, said = reading.days, True, reading.year is not None
        if isinstance(reading.open, NoYear):
            days, said = self._in_likely_year(line, expression, reading.open)
        elif isinstance(reading.open, ToldBefore):
            days, dated = self._told_before(line, line.starts[expression.first], reading.open)
        elif isinstance(reading.open, ReportedPeriod):
            days, dated = self._reported(line, line.starts[expression.first], reading, reading.open)
        elif isinstance(reading.open, OfNow):
            days, dated = self._of_now(line.starts[expression.first], reading.open)
        elif self._may_be_of_told_day(line, expression):
            days = None
        # What lies ahead has no results that a year-ago period could be set beside.
        if reading.reports and (days is None or self.today is None or days[1] <= self.today):
            self._period, self._period_told, self._period_line = days, True, self._line
        end = line.ends[expression.end - 1]
        # Two stretches of a long passage see the same words where they meet.
        if days is not None and (not self._ends or end > self._ends[-1]):
            self._ends.append(end)
            self._told.append(self._as_told(line, expression, days, said=said))
        return days, dated

    def _as_told(self, line: Line, expression: Expression, days: Days, *, said: bool) -> _Told:
        """What later words may know of a date; `said` where its year is."""
        if isinstance(expression.reading.open, ToldBefore):
            # "The following day" goes on in its tale.
            return _Told(days, False, is_one_day(days) and bool(self._told) and self._told[-1].of_tale)
        relative = expression.rule == RELATIVE and not said
        happened = line.opens_sentence(expression.first) or line.lows[expression.first - 1] == "on"
        return _Told(days, relative, said and _is_of_tale(line, expression.first, days), happened)

    def _in_likely_year(self, line: Line, expression: Expression, part: NoYear) -> tuple[Days | None, bool]:
        """The days of a part of a year that is not said, and whether they are of the year of a tale.

        "The fleet sailed on 5 June 1944. Paris was freed on 25 August." In the next sentence a month alone
        may be one of the tale or of today, and nothing tells which; two sentences on, no more does a day.
        """
        likely = part.nearest(self.today) if self.today is not None else None
        tale = None
        if part.tense < 0 and not expression.reading.reports:
            tale = self._day_of_tale(line.starts[expression.first])
            if tale is not None and not self._goes_on(line, expression):
                return None, False
        found = part.after(tale) if tale is not None else None
        if found is None or part.weekday not in {None, found[0].weekday()}:
            return likely, False
        return (found, True) if part.first_day and not self._tells_of_two_years() else (None, False)

    def _may_be_of_told_day(self, line: Line, expression: Expression) -> bool:
        """Whether a weekday that is over may be that of another day told right before it, which is one.

        "On January 20 the envoy spoke of it. “We might meet,” he told reporters on Tuesday", written in
        February: the words are taken from a report of that week, or were said in this one.
        """
        days = expression.reading.days
        if expression.end > expression.first + 1 or line.lows[expression.first] not in WEEKDAYS:
            return False
        if self.today is None or days is None or days[0] > self.today:
            return False
        start = line.starts[expression.first]
        for end, told in zip(self._ends[: -_LAST - 1 : -1], self._told[: -_LAST - 1 : -1], strict=True):
            if start - end > _REACH or _sentences_between(line.text[end:start]) > 1:
                return False
            if is_one_day(told.days) and not told.from_today:
                day_told = told.days[0]
                return told.happened and day_told < days[0] and day_told.weekday() == days[0].weekday()
        return False

    def _goes_on(self, line: Line, expression: Expression) -> bool:
        """Whether the last date stands in this sentence or the one before: behind others the article may have
        come back to its own days, and nothing tells."""
        return _sentences_between(line.text[self._ends[-1] : line.starts[expression.first]]) <= 1

    def _day_of_tale(self, offset: int) -> date | None:
        """The day that a tale of another year has told right before `offset`."""
        if not self._told or not self._told[-1].of_tale or offset - self._ends[-1] > _REACH:
            return None
        days = self._told[-1].days
        # What was last year or this year is told with today's calendar in mind.
        return days[0] if self.today is not None and days[1].year < self.today.year - 1 else None

    def _tells_of_two_years(self) -> bool:
        """True where a tale has named two: "from 8 September 1941 to 27 January 1944 … on 20 November"."""
        last = self._told[-2:]
        return all(told.of_tale for told in last) and len({told.days[0].year for told in last}) > 1

    def _notice(self, line: Line, expression: Expression) -> None:
        """What an expression says about the order of day and month."""
        if expression.reading.order:
            self._orders.add(expression.reading.order)
        for index in range(expression.first, expression.end):
            if line.lows[index] not in MONTHS:
                continue
            if index > expression.first and line.is_number(index - 1):
                self._words.add("day first")
            elif index + 1 < expression.end and len(line.raws[index + 1]) <= 2 and line.is_number(index + 1):
                self._words.add("month first")

    def _told_before(self, line: Line, offset: int, told: ToldBefore) -> tuple[Days | None, bool]:
        unit = {"weekday": "day", "weekend": "day", "season": "year"}.get(told.unit, told.unit)
        sentences = 0 if told.near else 1 if told.weak else 9
        anchor = self.before(line, offset, unit, sentences=sentences)
        if anchor is None and told.compared is not None and self._tells_of_now():
            return told.compared, True
        if anchor is None and told.day and self._day_of_tale(offset) is not None:
            # "He came back on the 19th", in a tale of another year.
            return None, True
        if anchor is None:
            return told.fallback, told.fallback is not None or not told.weak
        return _counted_from(anchor, told), True

    def _reported(
        self, line: Line, offset: int, reading: Reading, said: ReportedPeriod
    ) -> tuple[Days | None, bool]:
        """The reported period, the same years before; the fallback where nothing is reported nearby."""
        near = self._line - self._period_line <= _LINES
        if self._period_told and (near or said.fallback is None):
            self._period_line = self._line
            if self._period is None:
                return None, True
            years = reading.year - self._period[1].year if reading.year is not None else said.years
            return (moved(self._period, years, "year") if years else self._period), True
        if said.fallback is not None:
            return said.fallback, True
        anchor = self.before(line, offset, "year", sentences=0)
        if anchor and said.years:
            return moved(anchor, said.years, "year"), True
        return (said.compared, True) if said.compared and self._tells_of_now() else (None, False)

    def _of_now(self, offset: int, said: OfNow) -> tuple[Days | None, bool]:
        if said.named:
            return said.days if self._day_of_tale(offset) is None else None, True
        now = self._tells_of_now()
        return said.days if now else None, now

    def _tells_of_now(self) -> bool:
        """True where the date told last, if any, is one of the year of writing."""
        return not self._told or (self.today is not None and self._told[-1].days[1].year == self.today.year)


def _draft(expression: Expression, days: Days | None) -> Draft:
    open_ = expression.reading.open
    readings: tuple[str, ...] = ()
    if isinstance(open_, EitherOrder):
        readings = written(open_.month_first), written(open_.day_first)
    start, stop = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return Draft(
        expression.first, expression.end, "date", expression.rule, from_=start, to=stop, readings=readings
    )


_IN_TALE = frozenset({"on", "in", "of"})


def _is_of_tale(line: Line, first: int, days: Days) -> bool:
    """True for a day or month on which something happens: "on 5 June 1944", not "the May 5, 2011, raid".

    A day of birth opens no tale.
    """
    short = (days[1] - days[0]).days <= _LENGTHS["month"]
    return short and line.lows[first - 1] in _IN_TALE and line.lows[first - 2] != "born"


def written(days: Days) -> str:
    """A stretch of days as `--explain` shows it."""
    first, last = days[0].isoformat(), days[1].isoformat()
    return first if first == last else f"{first}..{last}"


def _sentences_between(text: str) -> int:
    """How many sentences end in `text`."""
    return sum(text.count(sign) for sign in (". ", "? ", "! ", ".\n", '."', ".”"))


def _counted_from(anchor: Days, told: ToldBefore) -> Days | None:
    """The days of words that are told from a date before them."""
    if told.weekday is not None:
        return _weekday_beside(anchor, told.weekday, told.step)
    if told.unit == "weekend":
        return _weekend_beside(anchor, told.step)
    if told.unit == "season" and told.inner is not None:
        return _stretch_beside(anchor, told.inner, told.step)
    if told.keeps or told.unit not in _LENGTHS:
        days = moved(anchor, told.step, told.unit)
        # "A century later" than a day is a year.
        return rounded(days[0], told.unit) if days and is_one_day(days) else days
    years = told.year - anchor[0].year if told.year is not None else told.years
    start = shifted(anchor[0], years, "year")
    days = period_days(start, told.unit, told.step) if start else None
    return _inside(days, told) if days else None


def _inside(days: Days, told: ToldBefore) -> Days | None:
    """What is told of a stretch of days: "March the following year", "the end of the year", "the 5th"."""
    if told.inner is not None:
        return told.inner.in_year(days[0].year)
    if told.day:
        return day(days[0].year, days[0].month, told.day)
    return part_of(days, told.part) if told.part is not None else days


def _weekend_beside(anchor: Days, step: int) -> Days | None:
    """The weekend before or after a day; a Sunday's own weekend is not the one before it."""
    start = shifted(anchor[0], -1, "day") if anchor[0].weekday() == _SUNDAY else anchor[0]
    saturday = _weekday_beside((start, start), _SATURDAY, step) if start else None
    sunday = shifted(saturday[0], 1, "day") if saturday else None
    return (saturday[0], sunday) if saturday and sunday else None


def _stretch_beside(anchor: Days, inner: NoYear, step: int) -> Days | None:
    """The season or month before, in or after the year of a date."""
    if step == 0:
        return inner.in_year(anchor[0].year)
    years = range(max(1, anchor[0].year - 2), anchor[1].year + 3)
    options = [days for year in years if (days := inner.in_year(year))]
    if step > 0:
        return min((days for days in options if days[0] > anchor[1]), default=None)
    return max((days for days in options if days[1] < anchor[0]), default=None)


def _weekday_beside(anchor: Days, number: int, step: int) -> Days | None:
    away = (number - anchor[0].weekday()) % 7 or 7
    if step < 0:
        away = -((anchor[0].weekday() - number) % 7 or 7)
    found = shifted(anchor[0], away, "day")
    return (found, found) if found else None


def settled(readings: Iterable[str], order: str) -> tuple[str, str]:
    """First and last day of the reading that `order` means, of those that a draft holds."""
    month_first, day_first = readings
    first, _, last = (month_first if order == "month first" else day_first).partition("..")
    return first, last or first
