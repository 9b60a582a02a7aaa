"""What neighbouring date expressions of a line say for each other.

"From July to September 2018", "April, June and September 2019", "In 2018 from February to December",
"early October this year": a year said once holds for its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from briefing.figures.calendar_arithmetic import Days
from briefing.figures.rules.date_expression import NoYear, Reading, ToldBefore, is_one_day, is_year
from briefing.figures.tense import is_past_form
from briefing.figures.token_line import DASHES, WALLS, Line

RANGES = frozenset({"to", "until", "till", "through", "thru", "-", "‐", "‑", "–", "—", "−"})
"""Words and signs between the two ends of a range."""
_LISTS = frozenset({"and", "or", ",", "&", "nor"})
_FILLING = frozenset({"from", "the", "on", "in", "between", "of"})
_LEADING = frozenset({",", "from", "between", "in", "on", "during"})
"""What may stand between a year and the months in it: "In 2018, between …"."""
_LONGEST = 3
_TOGETHER = 8
"""So many words stand at most between two days of one subject's two verbs."""


@dataclass(slots=True)
class Expression:
    """A date expression of a line: its first token, the rule that read it, and its reading."""

    first: int
    rule: str
    reading: Reading

    @property
    def end(self) -> int:
        """The token after it."""
        return self.reading.end


def linked(line: Line, found: list[Expression]) -> list[Expression]:
    """The expressions of a line with the years they share, those that are one expression joined."""
    if len(found) > 1:
        found = _with_years_beside(line, found)
        _share_backwards(line, found)
        _share_forwards(line, found)
        _share_tense(line, found)
    return found


def gap(line: Line, before: Expression, after: Expression) -> Sequence[str]:
    """The words between two expressions."""
    return line.lows[before.end : after.first]


def ranges_to(line: Line, before: Expression, after: Expression) -> bool:
    """True where the two are the ends of a range: "from July to September"."""
    between = list(gap(line, before, after))
    if between == ["and"]:
        return line.lows[before.first - 1] == "between"
    return bool(between) and between[0] in RANGES and len(between) <= 2 and _joins(between)


def _joins(between: Sequence[str]) -> bool:
    return (
        0 < len(between) <= _LONGEST
        and any(word in RANGES or word in _LISTS for word in between)
        and all(word in RANGES or word in _LISTS or word in _FILLING for word in between)
    )


def _with_years_beside(line: Line, found: list[Expression]) -> list[Expression]:
    """Join "early October this year", "May of that year", "last year's third quarter"."""
    joined = found[:1]
    for after in found[1:]:
        before = joined[-1]
        between = list(gap(line, before, after))
        one = _months_tied(line, before, after)
        if one is None and between in ([], ["of"], ["of", "the"]):
            one = _part_and_year(before, after) or (_year_and_part(before, after) if not between else None)
        if one is None:
            joined.append(after)
        else:
            joined[-1] = one
    return joined


def _months_tied(line: Line, before: Expression, after: Expression) -> Expression | None:
    """ "April-June", "Jan-Mar 2024", "the October-December quarter": whole months tied by a hyphen."""
    dash = after.first - 1
    if (
        dash != before.end
        or line.lows[dash] not in DASHES
        or not line.glued(dash)
        or not line.glued(after.first)
    ):
        return None
    first, last = before.reading.open, after.reading.open
    if not isinstance(first, NoYear) or first.first_day or first.part:
        return None
    if isinstance(last, NoYear):
        if last.first_day or last.part:
            return None
        both = replace(last, first_month=first.first_month, tense=first.tense or last.tense)
        return Expression(before.first, before.rule, after.reading._replace(open=both))
    year, days = after.reading.year, after.reading.days
    if year is None or days is None or is_one_day(days):
        return None
    months = NoYear(first.first_month, days[1].month)
    found = months.in_year(year - (first.first_month > days[1].month))
    return Expression(before.first, before.rule, after.reading._replace(days=found))


def _part_and_year(before: Expression, after: Expression) -> Expression | None:
    part, year = before.reading.open, after.reading
    if not isinstance(part, NoYear):
        return None
    if isinstance(year.open, ToldBefore) and year.open.unit == "year" and year.open.inner is None:
        told = ToldBefore("year", year.open.step, inner=part)
        return Expression(before.first, before.rule, before.reading._replace(end=after.end, open=told))
    return _in_year(before, after, part, before.first)


def _year_and_part(before: Expression, after: Expression) -> Expression | None:
    part = after.reading.open
    if not isinstance(part, NoYear) or not after.reading.reports:
        return None
    if before.reading.reports and before.reading.days is None:
        # "Fiscal 2019 first quarter".
        return Expression(before.first, after.rule, Reading(after.end, reports=True))
    return _in_year(after, before, part, before.first)


def _in_year(whole: Expression, year: Expression, part: NoYear, first: int) -> Expression | None:
    days = year.reading.days
    if days is None or not is_year(days):
        return None
    number = days[0].year
    end = max(whole.end, year.end)
    reading = whole.reading._replace(end=end, days=part.in_year(number), open=None, year=number)
    return Expression(first, whole.rule, reading)


def _share_backwards(line: Line, found: list[Expression]) -> None:
    """A year said behind the last holds for those before it."""
    for before, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        part, said = before.reading.open, after.reading
        if not isinstance(part, NoYear) or before.reading.reports:
            continue
        if not _joins(gap(line, before, after)) and not _told_together(line, before, after, part):
            continue
        if isinstance(said.open, ToldBefore) and said.open.inner is not None:
            told = ToldBefore("year", said.open.step, inner=part)
            before.reading = before.reading._replace(open=told)
        elif said.year is not None and said.days is not None:
            year = said.year
            start = said.days[0]
            if (part.first_month, part.first_day) > (start.month, start.day if part.first_day else 0):
                # "From December to February 2015" began the year before; a list may go back in its year.
                months = (start.month - part.first_month) % 12
                same_month = part.first_month == start.month
                if not same_month and (ranges_to(line, before, after) or months <= 6):
                    year -= 1
            _set_year(before, part, year)


def _told_together(line: Line, before: Expression, after: Expression, part: NoYear) -> bool:
    """ "Was signed on 31 August and took effect on 3 October 1990": two past verbs of one subject."""
    between = gap(line, before, after)
    joined = 2 < len(between) <= _TOGETHER and between[0] == "and" and is_past_form(between[1])
    return joined and part.tense < 0 and not WALLS.intersection(between)


def _share_forwards(line: Line, found: list[Expression]) -> None:
    """A year said before holds for the months behind it, and a range goes forward from its beginning."""
    for before, after in pairwise(found):
        part = after.reading.open
        if not isinstance(part, NoYear) or after.reading.reports or before.reading.days is None:
            continue
        if is_year(before.reading.days):
            between = gap(line, before, after)
            if 0 < len(between) <= _LONGEST and all(word in _LEADING for word in between):
                _set_year(after, part, before.reading.days[0].year)
        elif before.reading.year is not None:
            _go_on(line, found, before, after)


def _go_on(line: Line, found: list[Expression], before: Expression, after: Expression) -> None:
    """The year of a month or day behind one whose year is said."""
    part, said = after.reading.open, before.reading
    if not isinstance(part, NoYear) or said.days is None or said.year is None:
        return
    # "From March 9, 2012 to April 2"; "the cut in June 2019 was followed by another in September".
    if ranges_to(line, before, after) or (part.tense < 0 and _goes_on(line, before, after)):
        goes_back = _goes_back(gap(line, before, after))
        days = _last_before(part, said.days[1]) if goes_back else part.after(said.days[0])
        after.reading = after.reading._replace(days=days, open=None, year=days[0].year if days else None)
    elif _joins(gap(line, before, after)) and _led(line, found, before):
        # "In 2018 in February and December".
        _set_year(after, part, said.year)


def _goes_back(between: Sequence[str]) -> bool:
    """ "Burned down in May 2025 after masons left in | April": what came first is told behind."""
    at = next((at for at, word in enumerate(between[:_LONGEST]) if word == "after"), None)
    return at is not None and _LISTS.intersection(between[:at]) <= {","}


def _last_before(part: NoYear, end: date) -> Days | None:
    """The days of a part in the last year in which it begins no later than `end`."""
    days = part.in_year(end.year)
    return days if days is not None and days[0] <= end else part.in_year(end.year - 1)


def _goes_on(line: Line, before: Expression, after: Expression) -> bool:
    """True where a tale goes on in its sentence; "since June 2019" may lead to the day of writing."""
    if (
        line.lows[before.first - 1] in {"since", "until", "than", "from"}
        or line.lows[before.first - 2] == "born"
    ):
        return False
    return not WALLS.intersection(line.lows[before.end : after.first])


def _share_tense(line: Line, found: list[Expression]) -> None:
    """ "I will be in Leeds in January, in York in March": the verb before the first says it for all."""
    for before, after in pairwise(found):
        first, second = before.reading.open, after.reading.open
        if not isinstance(first, NoYear) or not isinstance(second, NoYear) or second.tense or not first.tense:
            continue
        if not WALLS.intersection(line.lows[before.end : after.first]):
            after.reading = after.reading._replace(open=replace(second, tense=first.tense))


def _led(line: Line, found: list[Expression], expression: Expression) -> bool:
    """True where the year of `expression` is said before it, so that those behind may share it."""
    at = found.index(expression)
    return at > 0 and is_year(found[at - 1].reading.days) and len(gap(line, found[at - 1], expression)) > 0


def _set_year(expression: Expression, part: NoYear, year: int) -> None:
    days = part.in_year(year)
    expression.reading = expression.reading._replace(days=days, open=None, year=year)
