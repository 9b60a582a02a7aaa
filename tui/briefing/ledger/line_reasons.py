"""Why the entries of a line agree without being equal, or differ: as far as their own words tell.

A reason is given only where words, dates or numbers of the entries show it; else there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, pairwise

from briefing.ledger.allowed_values import allowed_values, contradict, date_parts, is_range, names_a_day
from briefing.ledger.line_voices import origin_of_mention
from briefing.ledger.measures import load_table, measure_of
from briefing.ledger.mentions import FigureMention, LedgerArticle
from briefing.model.figure import Figure
from briefing.model.ledger_line import AgreeReason, DifferReason
from briefing.model.origin import StatementOrigin, is_same_origin
from briefing.text.tokens import WORD, fold

_MAJORITY = 4
"""Voices for one value against one for another, from which on the other is taken for an error."""
_SPANS_OF_TIME = frozenset({"day", "night", "week", "month", "year", "season"})
"""What is numbered on: "the eighth day" of one article is the ninth of the next."""
_BESIDE = 40
"""Characters on each side of a figure in which a word speaks of it."""
_YEAR = 365.25
"""Days."""
_RATES = 1.5
"""How far apart two conversions of one amount lie at most."""
_MOST_MISJUDGED = 10.0
"""How far apart two estimates of one thing lie at most; further apart are two things."""
_DIGITS_OF_A_SLIP = 5
"""Digits from which on two numbers that differ in one of them are the same number, once written wrong."""
_TURN = "turn"
"""The group of roles of what has a new value every day: a price at a close, a rise, a fall."""
_TOLLS = frozenset({"fate", "justice"})
"""The groups of roles whose counts grow with time."""


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Words for each reason, those that tell it behind a number alone too."""
    return {
        name: frozenset((*row["words"], *row.get("behind", ())))
        for name, row in load_table("reasons.toml").items()
    }


@cache
def _words_behind() -> frozenset[str]:
    """Words that tell something behind a number alone."""
    return frozenset(word for row in load_table("reasons.toml").values() for word in row.get("behind", ()))


def _is_undated(figure: Figure) -> bool:
    """Whether a date says neither year nor month, and no day was found for it."""
    if figure.kind != "date" or figure.from_ is not None:
        return False
    parts = date_parts(figure)
    return parts.year is None and parts.month is None


def why_agree(mentions: Sequence[FigureMention]) -> AgreeReason | None:
    """Return why values that can all be meant are not simply equal; None where they are."""
    figures = [mention.figure for mention in mentions]
    if all(_is_undated(figure) for figure in figures):
        return "undated"
    if len({_told(figure) for figure in figures}) < 2:
        return None
    if any(is_range(figure) for figure in figures):
        return "range"
    if figures[0].kind == "date":
        # "April" is no rounding of "April 2026": it says less.
        return None
    units = {figure.unit for figure in figures}
    if figures[0].kind in ("quantity", "duration") and len({measure_of(f).factor for f in figures}) > 1:
        return "unit"
    if any(figure.value is None for figure in figures):
        return "range"
    numbers = {(figure.value or 0.0) * measure_of(figure).factor for figure in figures}
    if len(numbers) < 2:
        return None if len({f.qualifier for f in figures}) < 2 or len(units) > 1 else "bound"
    plain = [replace(figure, qualifier=None) for figure in figures]
    if not any(contradict(one, other) for one, other in combinations(plain, 2)):
        # Their digits alone let them be one number.
        return "rounded"
    bounded = any(f.qualifier not in (None, "about", "average") for f in figures)
    return "bound" if bounded else "rounded"


def _told(figure: Figure) -> tuple[object, ...]:
    if figure.kind == "date":
        return tuple(date_parts(figure))
    factor = measure_of(figure).factor
    ends = (figure.value, figure.low, figure.high)
    return (*(round(x * factor, 9) if x is not None else None for x in ends), figure.qualifier)


def why_differ(mentions: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> DifferReason | None:
    """Return why values that cannot all be meant differ; None where nothing tells."""
    clashing = [
        (one, other)
        for one, other in combinations(mentions, 2)
        if one.place != other.place and contradict(one.figure, other.figure)
    ]
    parties = list({id(one): one for pair in clashing for one in pair}.values())
    if not parties:
        return None
    said = [_words_beside(mention, given) for mention in parties]
    figure = parties[0].figure
    if figure.kind == "money" and any(_are_conversions(one, other, given) for one, other in clashing):
        return "conversion"
    # Goods are upgraded where numbers are revised.
    if figure.kind != "money" and any(words & _words()["revised"] for words in said):
        return "revised"
    if figure.kind == "date":
        return (
            "later date" if any(words & _words()["later date"] for words in said) else _error(mentions, given)
        )
    ages = all(one.figure.rule == "age" for one in parties)
    days = {given[one.place].article.published for one in parties}
    dated = None not in days and len(days) > 1
    if ages:
        return "other date" if _grew_older(parties, given) else _error(mentions, given)
    tolls = figure.kind == "count" and any(_TOLLS & mention.roles.keys() for mention in parties)
    counted_on = dated or any(words & _words()["later count"] for words in said)
    if tolls and counted_on and (not dated or _grows(parties, given)):
        return "later count"
    if figure.kind == "ordinal" and figure.unit in _SPANS_OF_TIME:
        return "other date"
    told_on = [one.day for one in parties]
    if figure.kind in ("money", "percent") and (
        dated if figure.kind == "percent" else _TURN in parties[0].roles and (dated or None not in told_on)
    ):
        return "other date"
    if any(_is_slip(one.figure, other.figure) for one, other in clashing):
        return "error"
    if figure.kind == "money" and _held_by_some(said, "other definition"):
        return "other definition"
    vague = [
        one.figure.qualifier == "about" or (one.figure.value is None and not is_range(one.figure))
        for one in parties
    ]
    if (any(vague) or any(words & _words()["estimate"] for words in said)) and _are_guesses(parties):
        return "estimate"
    if _held_by_some(said, "other definition"):
        return "other definition"
    if _held_by_some(said, "other scope"):
        return "other scope"
    origins = [origin_of_mention(one, given) for one in parties]
    if None not in origins and not _have_one_origin(origins):
        return "other source"
    # Of counts, lengths of time and shares another part may be meant, however many say the same.
    return _error(mentions, given) if figure.kind in ("quantity", "money") else None


def _held_by_some(said: Sequence[frozenset[str]], reason: str) -> bool:
    """Whether words for a reason stand beside some of the figures, and not beside all."""
    holders = [bool(words & _words()[reason]) for words in said]
    return any(holders) and not all(holders)


def _is_near(one: Figure, other: Figure) -> bool:
    """Whether two amounts may be one at two rates of exchange."""
    sizes = sorted((_size(one), _size(other)))
    return sizes[0] > 0 and sizes[1] <= _RATES * sizes[0]


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether two numbers are one that was once written wrong: the same digits and the point elsewhere (1.2
    and 12), or many digits of which one differs (5,587.75 and 5,687.75)."""
    if one.unit != other.unit or not one.value or not other.value:
        return False
    digits = {f"{abs(figure.value or 0.0):.9e}".split("e")[0].rstrip("0") for figure in (one, other)}
    # A single digit is the same by accident.
    if len(digits) == 1:
        return len(digits.pop().replace(".", "")) > 1
    written = ["".join(filter(str.isdigit, figure.text)) for figure in (one, other)]
    if len(written[0]) != len(written[1]) or len(written[0].strip("0")) < _DIGITS_OF_A_SLIP:
        return False
    return sum(x != y for x, y in zip(written[0], written[1], strict=True)) == 1


def _are_guesses(mentions: Sequence[FigureMention]) -> bool:
    """Whether sizes are near enough to each other to be guesses at one thing; a rank is none."""
    if mentions[0].figure.kind == "ordinal":
        return False
    sizes = [_size(one.figure) for one in mentions]
    return max(sizes) <= _MOST_MISJUDGED * min(sizes)


def _error(mentions: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> DifferReason | None:
    """`error` where one voice stands against several that say the same."""
    votes: Counter[tuple[object, ...]] = Counter()
    for told, _voice in {(_told(one.figure)[:3], given[one.place].voice) for one in mentions}:
        votes[told] += 1
    ranked = votes.most_common()
    if len(ranked) < 2 or ranked[0][1] < _MAJORITY or ranked[1][1] > 1:
        return None
    alone = [one.figure for one in mentions if _told(one.figure)[:3] != ranked[0][0]]
    # "Last week" is told of another week than its article's day says.
    return "error" if all(one.kind != "date" or names_a_day(one) for one in alone) else None


def _words_beside(mention: FigureMention, given: Sequence[LedgerArticle]) -> frozenset[str]:
    """The words about a figure, single and each two that follow each other."""
    text = given[mention.place].article.text
    start = max(mention.span[0], mention.figure.start - _BESIDE)
    end = min(mention.span[1], mention.figure.end + _BESIDE)
    before = [fold(word) for word in WORD.findall(text, start, mention.figure.start)]
    inside = [fold(word) for word in WORD.findall(text, mention.figure.start, mention.figure.end)]
    behind = [fold(word) for word in WORD.findall(text, mention.figure.end, end)]
    told = [*(word for word in before if word not in _words_behind()), *inside, *behind]
    return frozenset((*told, *(f"{one} {other}" for one, other in pairwise(told))))


def _are_conversions(one: FigureMention, other: FigureMention, given: Sequence[LedgerArticle]) -> bool:
    """Whether two amounts are one at two rates of exchange: where both were converted, what they were
    converted from does not contradict."""
    originals = [original for one in (one, other) if (original := _converted_from(one, given)) is not None]
    if not originals or not _is_near(one.figure, other.figure):
        return False
    return len(originals) < 2 or not contradict(*originals)


def _converted_from(mention: FigureMention, given: Sequence[LedgerArticle]) -> Figure | None:
    """The amount of another currency behind which an amount stands in brackets."""
    text, figure = given[mention.place].article.text, mention.figure
    if "(" not in text[max(0, figure.start - 3) : figure.start]:
        return None
    return next(
        (
            other
            for other in given[mention.place].figures
            if other.kind == "money" and other.unit != figure.unit and 0 <= figure.start - other.end <= 12
        ),
        None,
    )


def _grows(mentions: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> bool:
    """Whether the later article gives the higher number."""
    rows = sorted((given[one.place].article.published or "", _size(one.figure)) for one in mentions)
    return rows[0][1] < rows[-1][1]


def _grew_older(mentions: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> bool:
    """Whether ages are those of one person on their articles' days; one without a day has an age of them."""
    days: dict[float, list[date]] = {}
    for one in mentions:
        day = given[one.place].article.published
        if day is not None:
            days.setdefault(one.figure.value or 0.0, []).append(date.fromisoformat(day))
    if len(days) < 2 or any((one.figure.value or 0.0) not in days for one in mentions):
        return False
    return all(
        max(days[age]) < min(days[later])
        and later - age <= (max(days[later]) - min(days[age])).days / _YEAR + 1
        for age, later in pairwise(sorted(days))
    )


def _size(figure: Figure) -> float:
    allowed = allowed_values(figure)
    return allowed.high if allowed is not None else 0.0


def _have_one_origin(origins: Sequence[StatementOrigin | None]) -> bool:
    """Whether any two are the same."""
    return any(one and other and is_same_origin(one, other) for one, other in combinations(origins, 2))
