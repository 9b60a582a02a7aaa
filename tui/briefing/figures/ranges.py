"""Ranges: two drafts with a joining word between become one, sharing unit and multiplier.

"$10 to $15 billion", "5-7 per cent", "between 15kHz and 17kHz", "three or four years".
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.draft import Draft
from briefing.figures.rules import bare
from briefing.figures.token_line import Line
from briefing.figures.trend import change_before

NAME = "range"

_TO = {
    ("to",), ("-", "to", "-"), ("up", "to"), ("through",), ("to", "about"), ("to", "around"),
    ("to", "nearly"), ("to", "almost"), ("to", "as", "much", "as"), ("to", "more", "than"), ("-", "to"),
    ("to", "over"), ("to", "an", "estimated"), ("to", "perhaps"), ("to", "roughly"),
}  # fmt: skip
_DASH = {("-",), ("–",), ("—",), ("‐",), ("‑",), ("−",)}
_OR = {("or",), ("-", "or"), ("or", "even"), ("or", "perhaps")}
_SCORE = 40.0
"""Two bare numbers tied by a dash and both at most this big are a score."""


def join_ranges(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with neighbours joined to ranges; scores become drafts of no kind."""
    out: list[Draft] = []
    for draft in drafts:
        if out:
            joined = _join(line, out[-1], draft)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(draft)
    return out


def _join(line: Line, a: Draft, b: Draft) -> Draft | None:
    if b.first - a.end > 4 or not _single(a) or not _single(b):
        return None
    between = tuple(line.lows[a.end : b.first])
    if between in _DASH:
        return _dashed(line, a, b)
    # "6/4", and below "21 to 17": two bare numbers that fall are a result, not a range.
    if between == ("/",) and a.rule == bare.NAME and b.rule == bare.NAME:
        return Draft(a.first, b.end, None, "score", numbers=a.numbers + b.numbers)
    if (
        between in _TO
        and a.rule == b.rule == bare.NAME
        and (a.value or 0) >= (b.value or 0)
        and a.numbers[0].plain
    ):
        return Draft(a.first, b.end, None, "score", numbers=a.numbers + b.numbers)
    if between in _TO:
        return None if _is_change(line, a) else _ranged(a, b)
    if between in _OR:
        # "Three or four years" is a guess at one number; "5 or 500 homes" are two answers.
        first = (a.value or 0) * _shared_scale(a, b)
        near = b.value is not None and first < b.value <= 2 * first + 10
        counted = b.rule != bare.NAME or b.numbers[0].scale >= 1000
        return _ranged(a, b) if near and a.rule == bare.NAME and counted and _same_form(a, b) else None
    if between and between[0] == "and" and len(between) <= 3 and _says_between(line, a):
        return _ranged(a, b)
    return None


def _single(draft: Draft) -> bool:
    return (
        draft.kind not in {None, "date", "ordinal", "ratio"}
        and draft.value is not None
        and len(draft.numbers) == 1
    )


def _same_form(a: Draft, b: Draft) -> bool:
    first, second = a.numbers[0], b.numbers[0]
    return bool(first.digits) == bool(second.digits)


def _says_between(line: Line, a: Draft) -> bool:
    return "between" in {line.lows[a.first - 1], line.lows[a.first - 2], line.lows[a.first - 3]}


def _is_change(line: Line, a: Draft) -> bool:
    """True for "rose 5 points to 60 points": the second number is where it arrived, not an end."""
    if a.rule == bare.NAME:
        return False
    return (
        line.lows[a.first - 1] not in {"from", "of", "between"} and change_before(line, a.first) is not None
    )


def _dashed(line: Line, a: Draft, b: Draft) -> Draft | None:
    # "costs 5 -3 in winter": a sign before the second number is a minus.
    if not line.glued(a.end) and line.glued(b.first):
        return None
    if a.rule == bare.NAME and b.rule == bare.NAME:
        small = max(a.value or 0, b.value or 0) <= _SCORE and not a.numbers[0].scale > 1
        # "555-0199": a telephone number, as "110-95" is a result.
        falling = (a.value or 0) >= (b.value or 0) or len(b.numbers[0].digits) > len(a.numbers[0].digits) == 3
        if small or falling or not line.glued(a.end):
            return Draft(a.first, b.end, None, "score", numbers=a.numbers + b.numbers)
    if not line.glued(a.end) and a.rule != bare.NAME:
        rising = a.unit == b.unit and (a.value or 0) < (b.value or 0) and a.kind in {"money", "percent"}
        return _ranged(a, b) if rising and not line.glued(b.first) else None
    if (a.value or 0) >= (b.value or 0) * _shared_scale(a, b) and b.rule in {"count", "bare"}:
        return None
    return _ranged(a, b)


def _shared_scale(a: Draft, b: Draft) -> float:
    """What the first number is multiplied by because only the second says it: "$10 to $15 billion"."""
    first, second = a.numbers[0], b.numbers[0]
    # "$10 to $15 billion" means billions twice, "5,000 to 1 million" does not: what is large or grouped
    # stands for itself.
    if first.scale > 1 or second.scale <= 1 or a.value is None or b.value is None or abs(a.value) >= 1000:
        return 1.0
    if first.grouped or (a.rule != bare.NAME and a.kind not in {"money"}):
        return 1.0
    return second.scale if abs(a.value) * second.scale <= abs(b.value) else 1.0


def _ranged(a: Draft, b: Draft) -> Draft | None:
    unit = _common_unit(a, b)
    if unit is None or a.value is None or b.value is None:
        return None
    first = a.value * _shared_scale(a, b)
    # News also tells ranges downward ("from 30% to 20%"): low is the smaller end.
    ends = sorted((first, b.value))
    if ends[0] == ends[1]:
        return None
    source = b if a.rule == bare.NAME else a
    return replace(
        source, first=a.first, end=b.end, value=None, low=ends[0], high=ends[1], unit=unit or None,
        numbers=a.numbers + b.numbers, kind=source.kind,
    )  # fmt: skip


def _common_unit(a: Draft, b: Draft) -> str | None:
    """The unit both ends share; empty for none at all; None where they do not go together."""
    if a.rule == bare.NAME and b.rule == bare.NAME:
        return ""
    if a.rule == bare.NAME:
        return b.unit or ""
    if b.rule == bare.NAME:
        fits = a.kind == "money" or a.rule == "age" or (a.kind == "percent" and a.numbers[0].scale == 1.0)
        return a.unit if fits else None
    if a.kind != b.kind or a.unit is None or b.unit is None:
        return "" if a.kind == b.kind and a.unit == b.unit else None
    base_a, _, rate_a = a.unit.partition("/")
    base_b, _, rate_b = b.unit.partition("/")
    if a.unit == b.unit or (base_a == base_b and not rate_a):
        return b.unit
    return a.unit if base_a == base_b and not rate_b else None
