"""Numbers without a unit: drafts for ranges and lists, figures where the sentence counts with them."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import UNITS, Number
from briefing.figures.qualifiers import bound_of
from briefing.figures.spelled_numbers import stand_for_many
from briefing.figures.token_line import Line

NAME = "bare"

_LEADING = frozenset(
    "to from by of at about around nearly almost approximately roughly over under than least totalled "
    "totaled reached hit was were is are average some exceeded only just up down below above".split()
)
_BE = frozenset({"is", "was", "are", "were"})
_SUMS_PAID = load_words("relation_words.toml")["sums_paid"]
_LABELS = load_words("labels.toml")
_OPENING = frozenset("([|/*")
_CLOSING = frozenset(")]|/*")
_SHORTEST_GROUPED = 5
_SPEAKING_SCALE = 1000.0


def claim(_line: Line, number: Number) -> Draft | None:
    """A draft for any number nobody else wanted."""
    return Draft(
        number.first,
        number.end,
        "count",
        NAME,
        number.value,
        number.low,
        number.high,
        None,
        (number,),
        about=number.vague,
    )


def without_idle(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without the bare numbers that no reader would quote."""
    return [draft for draft in drafts if draft.rule != NAME or _is_quoted(line, draft)]


_ZERO_LEADS = frozenset({"to", "at", "was", "is", "were", "are", "near"})


def _is_quoted(line: Line, draft: Draft) -> bool:
    """Whether a reader would quote a number that counts nothing."""
    number = draft.number
    if number is None:
        return False
    if number.value is None:
        return number.vague and _is_subject(line, draft)
    # A range was written on purpose; "two or three" in words is a manner of speaking.
    if draft.low is not None:
        return _is_range_told(line, draft, number)
    if number.scale >= _SPEAKING_SCALE or _is_counted_in_words(number, draft.value):
        return True
    if not number.digits:
        return _is_zero(line, draft)
    if _is_noted(line, draft, number):
        return False
    if number.grouped:
        return True
    if "." in number.digits:
        return not _is_version_or_time(line, draft, number)
    if _is_in_name(line, draft) or _is_in_row(line, draft):
        return False
    return _is_led_to(line, draft) and not _is_year(line, draft)


def _is_range_told(line: Line, draft: Draft, number: Number) -> bool:
    """ "5 to 7", "two or three thousand", and what is bounded: "no more than two or three"."""
    return bool(number.digits) or number.scale >= 1000 or bound_of(line, draft)[0] is not None


def _is_subject(line: Line, draft: Draft) -> bool:
    """ "Hundreds were stranded", "Millions more are at risk"."""
    more = line.lows[draft.end] == "more"
    return draft.low is not None and stand_for_many(line, draft.first, draft.end + more)


def _is_zero(line: Line, draft: Draft) -> bool:
    """ "Growth was zero", "must fall to zero by 2050"; but not "zero tolerance" and "zero-sum"."""
    end = draft.end
    # "Of the 40 crew, zero tested positive": a verb goes on where "zero-sum" and "zero growth" have a noun.
    if (
        draft.value == 0
        and line.lows[end].endswith("ed")
        and line.lows[draft.first - 1] in {",", "and", "but"}
    ):
        return line.lows[end + 1] not in {"and"} and not is_plural(line.lows[end + 1])
    if draft.value != 0 or line.hyphen(end) or (line.is_word(end) and line.lows[end] not in STOP):
        return False
    return line.lows[draft.first - 1] in _ZERO_LEADS


def _is_counted_in_words(number: Number, value: float | None) -> bool:
    """ "Two hundred came" was counted; "half" and "twenty" alone are manners of speaking."""
    return not number.digits and not number.fraction and bool(value) and (value or 0) >= 100


def _is_noted(line: Line, draft: Draft, number: Number) -> bool:
    """ "(12)" and "| 3 |" are notes, cells and list marks; "5 m" may be metres and millions."""
    if line.raws[draft.end] == "m" or line.hyphen(draft.end) or _is_code(number):
        return True  # also a score, "a 0-2 Start", and "2.6-based"
    return line.lows[draft.first - 1] in _OPENING and line.lows[draft.end] in _CLOSING


def _is_code(number: Number) -> bool:
    """ "The number on the note is 46664": amounts of five digits are grouped in print, or round."""
    return number.plain and len(number.digits) >= _SHORTEST_GROUPED and not number.digits.endswith("00")


def _is_hour(line: Line, draft: Draft) -> bool:
    """ "Tomorrow at 5"; "starts at 1330, after the match at 1030 GMT"."""
    value = draft.value or 0
    if value <= _HOURS:
        return True
    raw = line.raws[draft.first]
    timed = len(raw) == len("1330") and raw.isdigit() and value < _HOURS * 100 and value % 100 < _MINUTES
    return timed and not _TIME_ZONES.isdisjoint(line.lows)


_TIME_ZONES = frozenset({"gmt", "bst", "utc", "cet", "est", "edt"})


def _is_innings(line: Line, draft: Draft) -> bool:
    """ "Declared at 510 for nine": runs, and the wickets they cost."""
    wickets = draft.end + 1
    few = UNITS.get(line.lows[wickets], _WICKETS + 1) <= _WICKETS or len(line.raws[wickets]) == 1
    numeral = line.is_number(wickets) or line.lows[wickets] in UNITS
    behind = line.lows[wickets + 1]
    return numeral and few and (not line.is_word(wickets + 1) or behind in STOP)


_WICKETS = 10


def _is_version_or_time(line: Line, draft: Draft, number: Number) -> bool:
    """ "The 1.0 milestone", "the 4.50 from Paddington"."""
    behind = line.lows[draft.end]
    if behind in _LABELS["behind_versions"]:
        return True
    hours, _, minutes = number.digits.partition(".")
    departs = line.lows[draft.first - 1] == "the" and behind in _LABELS["behind_departures"]
    return departs and len(minutes) == 2 and int(hours or 0) < _HOURS and int(minutes) < _MINUTES


_HOURS, _MINUTES = 24, 60


def _is_year(line: Line, draft: Draft) -> bool:
    """ "And by 352, he was in control": a year that is no amount of change."""
    if line.lows[draft.first - 1] != "by" or line.lows[draft.end] != ",":
        return False
    return line.lows[draft.first - 2] in {",", "and", "but", "that"}


def _is_in_name(line: Line, draft: Draft) -> bool:
    """Beside a capitalised word a bare number belongs to a name: "Apollo 11"."""
    before = draft.first - 1
    return (line.is_capital(before) and not line.opens_sentence(before)) or line.is_capital(draft.end)


def _is_in_row(line: Line, draft: Draft) -> bool:
    """Numbers in a row are a table whose heads are elsewhere ("3 17 20"), or tell an innings."""
    if line.lows[draft.end] == "for" and _is_innings(line, draft):
        return True
    return line.is_number(draft.first - 1) or line.is_number(draft.end)


def _is_led_to(line: Line, draft: Draft) -> bool:
    """Words before it count with it: "rose to 14", "nearly 300"."""
    before = line.lows[draft.first - 1]
    bound = bound_of(line, draft)[0] is not None
    if before == "than" and line.lows[draft.first - 2] in {"later", "earlier"}:
        return False  # "no later than 1700": a time that is not known
    if before == "at" and not bound and _is_hour(line, draft):
        return False
    if before in _BE and line.lows[draft.first - 2] in _SUMS_PAID:
        return False  # "my rent was 12"
    return bound or before in _LEADING
