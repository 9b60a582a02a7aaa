"""Numbers without a unit: drafts for ranges and lists, figures where the sentence counts with them."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.numerals import Number
from briefing.figures.qualifiers import bound_of
from briefing.figures.token_line import Line

NAME = "bare"

_LEADING = frozenset(
    "to from by of at about around nearly almost approximately roughly over under than least totalled "
    "totaled reached hit was were is are average some exceeded only just up down below above".split()
)
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


def _is_quoted(line: Line, draft: Draft) -> bool:
    number = draft.number
    if number is None or number.vague or number.value is None:
        return False
    # A range was written on purpose; "two or three" in words is a manner of speaking.
    if draft.low is not None:
        return bool(number.digits) or number.scale >= 1000
    if number.scale >= _SPEAKING_SCALE or (
        not number.digits and not number.fraction and draft.value and draft.value >= 100
    ):
        return True
    if not number.digits:
        return False
    first, end = draft.first, draft.end
    before, after = line.lows[first - 1], line.lows[end]
    # "(12)" and "| 3 |" are notes, cells and list marks.
    if before in {"(", "[", "|", "/", "*"} and after in {")", "]", "|", "/", "*"}:
        return False
    if number.grouped or "." in number.digits:
        return True
    # "And by 352, he was in control": a year that is no amount of change.
    if before == "by" and line.lows[first - 2] in {",", "and", "but", "that"} and after == ",":
        return False
    # Beside a capitalised word a bare number belongs to a name: "Apollo 11".
    if (line.is_capital(first - 1) and not line.opens_sentence(first - 1)) or line.is_capital(end):
        return False
    # Numbers in a row are a table whose heads are elsewhere.
    if line.is_number(first - 1) or line.is_number(end):
        return False
    bound = bound_of(line, draft)[0] is not None
    if before == "at" and not bound and (number.value or 0) <= 24:
        return False  # "tomorrow at 5"
    return bound or before in _LEADING
