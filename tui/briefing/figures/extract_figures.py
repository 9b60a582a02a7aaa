"""Figures of an article: the whole chain from text to `Figure`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter

from briefing.figures.article_dates import ArticleDates, settled
from briefing.figures.draft import Draft
from briefing.figures.duration_anchors import anchor
from briefing.figures.key_figures import key_reason
from briefing.figures.number import STARTERS, Number
from briefing.figures.numerals import read_number
from briefing.figures.qualifiers import bound_of
from briefing.figures.rule import NumberRule
from briefing.figures.rule_table import ActiveRules, active_rules
from briefing.figures.rules import dates, duration, measure, money, percent
from briefing.figures.rules.calendar_words import TIME_BEFORE, WEEKDAYS
from briefing.figures.rules.date_expression import is_one_day
from briefing.figures.rules.date_links import Expression
from briefing.figures.statements import Statements
from briefing.figures.stretches import stretches
from briefing.figures.table_heads import LONGEST_HEAD, head_after
from briefing.figures.token_line import NUMBER, WORD, Line, TableHead, TriggerWords
from briefing.figures.units import closes_quote
from briefing.model.article import Article, Passage
from briefing.model.figure import Figure
from briefing.text.iso_day import day_of

_STARTERS = TriggerWords(STARTERS)
_LONGEST_DATE_LINE = 48
"""A line of boilerplate that is a date alone has so many characters at most."""
_LONGEST_TITLE = 160
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_FIRST_PASSAGES = 4
"""The date of an article stands in one of so many first passages: below a title, a caption, a byline."""
_NEAR_PUBLICATION = 7
"""So many days at most lie between the writing of an article and its publication."""
_FEWEST_IN_COLUMNS = 200
"""Numbers of a stretch from which on it is judged whether it is sentences at all."""
_PLACING = frozenset({",", ".", "/", "-", "–", "—", "_", "|", "("})
"""Signs of a dateline, beside the words of a place."""


def extract_figures(article: Article, *, disabled: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
    """Return the figures of `article`, sorted by place, not overlapping.

    Boilerplate has none but the date of a line that is one. Dates are resolved against
    `article.published` (an ISO date) where it is known. In a language other than English, and where
    hundreds of numbers stand with fewer words than that, only what needs no words is found: signs, codes,
    per cent and full dates. `disabled` holds names of rules to leave out.
    """
    english = article.language == "en"
    rules = active_rules(english=english, disabled=disabled)
    told = ArticleDates(_day_of_writing(article, rules) if english else day_of(article.published))
    found: list[Figure] = []
    head: TableHead | None = None
    for passage in article.passages:
        if passage.kind == "boilerplate":
            if english and passage.end - passage.start <= _LONGEST_DATE_LINE:
                found.extend(_date_line(article, passage, told, rules))
            continue
        taken = passage.start
        for seen in stretches(article.text, passage.start, passage.end):
            line = Line(article.text, seen.start, seen.end, continental=not english)
            if seen.end - seen.start <= LONGEST_HEAD:
                line.table_head = head
                head = head_after(line, head)
            else:
                head = None
            words = _has_words(line, english=english)
            used = active_rules(english=words, disabled=disabled)
            for figure in _figures(article.id, passage.number, line, told, used, english=words):
                if passage.kind == "row" and "\t" in figure.text:
                    continue  # what stands in two cells is no one figure
                # A relation names the rule whose reading it lends ("7 to 5 per cent": both are shares).
                if figure.rule in disabled:
                    continue
                # Of what two stretches see, the first one has a figure that goes on over the cut.
                if max(seen.first, taken) <= figure.start < seen.last:
                    found.append(figure)
                    taken = figure.end
    order = told.order()
    return tuple(found if order is None else (_in_order(figure, order) for figure in found))


def _has_words(line: Line, *, english: bool) -> bool:
    """Whether the rules for English words have anything to read: not in hundreds of numbers with few words
    between them, as of a sheet, where each rule would look at every number."""
    if len(line) < _FEWEST_IN_COLUMNS:
        return english
    kinds = line.kinds[: len(line)]
    numbers = kinds.count(NUMBER)
    return english and (numbers < _FEWEST_IN_COLUMNS or numbers <= kinds.count(WORD))


def _in_order(figure: Figure, order: str) -> Figure:
    """A date in digits with its days, now that the article's other dates have told their order."""
    if not figure.readings:
        return figure
    first, last = settled(figure.readings, order)
    return replace(figure, from_=first, to=last, readings=())


def _date_line(
    article: Article, passage: Passage, told: ArticleDates, rules: ActiveRules
) -> Iterator[Figure]:
    """The date of a line of boilerplate that is one: "Friday, July 21, 2017", "OSLO, August 7 (NTB) --"."""
    line = Line(article.text, passage.start, passage.end)
    for draft in told.resolve(line, dates.scan(line, told.today, rules.dates)):
        if draft.from_ is not None and _is_dateline(line, draft.first, draft.end):
            start, end = line.starts[draft.first], line.ends[draft.end - 1]
            yield Figure(
                article.id, passage.number, start, end, article.text[start:end], "date", None, None, None,
                None, None, None, draft.from_, draft.to, None, rule=draft.rule,
            )  # fmt: skip


def _day_of_writing(article: Article, rules: ActiveRules) -> date | None:
    """The day of the line under the title that is a date alone, if near that of publication, else the latter.

    "Yesterday" is told from the day the writer set over the text, not from that of a later copy.
    """
    published = day_of(article.published)
    for passage in article.passages[:_FIRST_PASSAGES]:
        too_long = passage.end - passage.start > _LONGEST_TITLE
        if too_long or _YEAR.search(article.text, passage.start, passage.end) is None:
            continue
        line = Line(article.text, passage.start, passage.end)
        for found in dates.scan(line, published, rules.dates)[-1:]:
            days = found.reading.days
            if found.reading.year is None or days is None or not is_one_day(days):
                continue
            near = published is None or abs((days[0] - published).days) <= _NEAR_PUBLICATION
            if near and (_is_dateline(line, found.first, found.end) or _closes_title(line, found)):
                return days[0]
    return published


def _closes_title(line: Line, found: Expression) -> bool:
    """ "Three games drawn Tuesday, June 19, 2018" in one line, but not "held on Tuesday, June 19, 2018"."""
    closing = found.first > 0 and found.end == len(line) and line.lows[found.first] in WEEKDAYS
    return closing and line.lows[found.first - 1] not in TIME_BEFORE


def _is_dateline(line: Line, first: int, end: int) -> bool:
    """True where only a place stands before the date, and behind it only an agency in brackets and dashes."""
    before, after = range(first), range(end, len(line))
    if first > 0 and line.lows[first - 1] != ",":
        return False
    agency = line.lows[end] == "("
    return all(line.is_capital(k) or line.lows[k] in _PLACING for k in before) and all(
        line.lows[k] in _PLACING or (agency and (line.is_capital(k) or line.lows[k] == ")")) for k in after
    )


def _figures(
    article: str, passage: int, line: Line, told: ArticleDates, rules: ActiveRules, *, english: bool
) -> Iterator[Figure]:
    drafts = _drafts(line, told, rules, english=english)
    statements = Statements(line, drafts[-1].end if drafts else 0)
    last_end = line.start
    for found in drafts:
        if found.kind is None:
            continue
        draft = anchor(line, found, told) if found.kind == "duration" else found
        qualifier, first, end = bound_of(line, draft) if english else (None, draft.first, draft.end)
        if line.starts[first] < last_end:
            first = draft.first
        if line.starts[first] < last_end:
            continue
        start, stop = line.starts[first], line.ends[end - 1]
        # "Friday's vote": the possessive belongs to the phrase, not to the date.
        if draft.kind == "date" and line.lows[end - 1].endswith("'s"):
            stop -= 2
        last_end = stop
        of, subject = statements.words(draft, first, end) if english else (None, None)
        key = key_reason(line, draft, first, end, told.today)
        yield Figure(
            article, passage, start, stop, line.text[start:stop], found.kind, draft.value, draft.low,
            draft.high, draft.unit, qualifier, draft.trend, draft.from_, draft.to, of, subject,
            draft.from_value, draft.to_value, key, draft.rule, draft.readings,
        )  # fmt: skip


def _drafts(line: Line, told: ArticleDates, rules: ActiveRules, *, english: bool) -> list[Draft]:
    found = told.resolve(line, dates.scan(line, told.today, rules.dates))
    if not line.triggers or (not found and _is_cell(line)):
        return []
    claimed = list(found if english else (d for d in found if _is_iso(line, d)))
    for rule in rules.lines:
        claimed.extend(rule.function(line))
    # What walks a line by itself settles first: a date takes its numbers away from the rules for numbers.
    drafts: list[Draft] = []
    used: set[int] = set()
    _take(claimed, drafts, used)
    _take(_claims(line, frozenset(used), rules.numbers), drafts, used)
    drafts.sort(key=_PLACE)
    for neighbours in rules.neighbours:
        drafts = neighbours.function(line, drafts)
    return drafts


def _is_cell(line: Line) -> bool:
    """True for digits alone on their line ("5", "5.", "(5)"), where no head of a table says what they count.

    A table taken apart has as many such lines as cells, and a list as many as points.
    """
    if len(line.starts) > _LONGEST_CELL or line.table_head is not None:
        return False
    written = [raw for raw in line.raws[:_LONGEST_CELL] if raw not in _CELL_SIGNS]
    return len(written) == 1 and written[0].isdigit()


_LONGEST_CELL = 3
_CELL_SIGNS = frozenset({"(", ")", ".", ""})


def _is_iso(line: Line, draft: Draft) -> bool:
    """True for a date of digits that begins with its year, which reads the same in any language."""
    return (
        draft.end - draft.first == 5
        and len(line.raws[draft.first]) == 4
        and line.lows[draft.first + 1] == "-"
    )


def _claims(line: Line, used: frozenset[int], rules: tuple[NumberRule, ...]) -> Iterator[Draft]:
    for number in _numbers(line, used):
        # Digits without end are a code; claimed, so that no part of them is read as a number.
        if number.value is None and not number.vague:
            yield Draft(number.first, number.end, None, "too long", numbers=(number,))
            continue
        quoted = line.lows[number.end] in _QUOTE_MARKS
        draft = (_behind_quote(line, number, rules) if quoted else None) or _first_claim(line, number, rules)
        if draft is not None:
            yield draft


def _first_claim(line: Line, number: Number, rules: Iterable[NumberRule]) -> Draft | None:
    for rule in rules:
        draft = rule.function(line, number)
        if draft is not None:
            return draft
    return None


def _behind_quote(line: Line, number: Number, rules: Iterable[NumberRule]) -> Draft | None:
    """ "He spoke of "two billion" dollars": a unit behind the mark that closes the number's quote."""
    end = number.end
    if not line.glued(end) or not closes_quote(line, end):
        return None
    measuring = (rule for rule in rules if rule.name in _MEASURING)
    draft = _first_claim(line, replace(number, end=end + 1), measuring)
    return draft if draft is not None and draft.end > end + 1 else None


_QUOTE_MARKS = frozenset('"”')
_MEASURING = frozenset({money.NAME, percent.NAME, measure.NAME, duration.NAME})


def _numbers(line: Line, used: frozenset[int]) -> Iterator[Number]:
    end = 0
    for index in line.numbers_and(_STARTERS):
        if index < end or index in used:
            continue
        number = read_number(line, index)
        if number is not None:
            yield number
            end = number.end


def _take(drafts: Iterable[Draft], taken: list[Draft], used: set[int]) -> None:
    """Add the drafts to those taken, but for what overlaps an earlier one; `used` are the tokens taken.

    The one decision where drafts overlap: dates and what is no figure come first, then the rules in order.
    """
    for draft in drafts:
        span = range(draft.first, draft.end)
        if used.isdisjoint(span):
            used.update(span)
            taken.append(draft)


_PLACE = attrgetter("first", "end")
