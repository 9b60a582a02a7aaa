"""Ranges: two numbers with a joining word between are one figure, sharing unit and multiplier.

"$10 to $15 billion", "5-7 per cent", "between 15kHz and 17kHz", "three or four years".
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.draft import Draft
from briefing.figures.draft_pair import DraftPair, is_bare, size
from briefing.figures.qualifiers import bound_of
from briefing.figures.rates import rate_at
from briefing.figures.rules import age, bare, count
from briefing.figures.token_line import Line

TO = frozenset({
    ("to",), ("-", "to", "-"), ("up", "to"), ("through",), ("to", "about"), ("to", "around"),
    ("to", "nearly"), ("to", "almost"), ("to", "as", "much", "as"), ("to", "more", "than"), ("-", "to"),
    ("to", "over"), ("to", "an", "estimated"), ("to", "perhaps"), ("to", "roughly"),
})  # fmt: skip
"""What stands between the two ends of a range or of a change."""
DASH = frozenset({("-",), ("–",), ("—",), ("‐",), ("‑",), ("−",)})
OR = frozenset({("or",), ("-", "or"), ("or", "even"), ("or", "perhaps")})
_SCORE = 40.0
"""Two bare numbers tied by a dash and both at most this big are a score."""
_SHARED_THOUSANDS = 10.0
"""Farthest that the ends of "20-40,000" lie apart where the first means thousands as well."""
_SAID_THOUSANDS = 3.0
"""The same for "between 20 and 30,000"."""


def score(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "6/4", and "21 to 17": two bare numbers that fall are a result, not a range."""
    a, b = pair.a, pair.b
    if not (is_bare(a) and is_bare(b)):
        return None
    falling = pair.between in TO and size(a) >= size(b) and a.numbers[0].plain
    if pair.between == ("/",) or (falling and not _opened_by_from(pair.line, a)):
        return (_no_figure(a, b),)
    return None


def _opened_by_from(line: Line, a: Draft) -> bool:
    return "from" in line.lows[max(0, a.first - 3) : a.first]


def dashed(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "5-7 per cent", "£3m-4m", "20-40,000"; "3-1" and "555-0199" are no figures."""
    if pair.between not in DASH:
        return None
    line, a, b = pair.line, pair.a, pair.b
    # "costs 5 -3 in winter": a sign before the second number is a minus.
    if not line.glued(a.end) and line.glued(b.first):
        return None
    if is_bare(a) and (_is_result(line, a, b) if is_bare(b) else _is_result_in_points(a, b)):
        return (_no_figure(a, b),)
    if not line.glued(a.end) and not is_bare(a):
        rising = a.unit == b.unit and size(a) < size(b) and a.kind in {"money", "percent"}
        return _one(ranged(line, a, b)) if rising and not line.glued(b.first) else None
    if size(a) >= size(b) * shared_scale(line, a, b) and b.rule in {count.NAME, bare.NAME}:
        return None
    return _one(ranged(line, a, b))


def _is_result_in_points(a: Draft, b: Draft) -> bool:
    """ "A 35-13 points victory": no range falls."""
    return b.unit == "point" and size(a) > size(b) and a.numbers[0].plain


def _is_result(line: Line, a: Draft, b: Draft) -> bool:
    """ "3-1", "110-95"; and "555-0199", a telephone number."""
    if shared_scale(line, a, b) > 1:
        return False
    small = max(size(a), size(b)) <= _SCORE and not a.numbers[0].scale > 1
    falling = size(a) >= size(b) or len(b.numbers[0].digits) > len(a.numbers[0].digits) == 3
    return small or falling or not line.glued(a.end)


def ranged_to(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "5 to 7 per cent", "from 40 to 60 homes"."""
    return _one(ranged(pair.line, pair.a, pair.b)) if pair.between in TO else None


def alternative(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Three or four years" is a guess at one number; "5 or 500 homes" are two answers."""
    if pair.between not in OR or not is_bare(pair.a):
        return None
    line, a, b = pair.line, pair.a, pair.b
    # "Three-, six- or nine-month loans" are a list, of which no two are one guess.
    if pair.before is not None and line.lows[pair.before.end : a.first] == ["-", ","]:
        return None
    first = size(a) * shared_scale(line, a, b)
    near = b.value is not None and first < b.value <= 2 * first + 10
    counted = not is_bare(b) or b.numbers[0].scale >= 1000 or _is_bounded(line, a)
    same_form = bool(a.numbers[0].digits) == bool(b.numbers[0].digits)
    return _one(ranged(line, a, b)) if near and counted and same_form else None


def _is_bounded(line: Line, a: Draft) -> bool:
    """ "Do not have more than one or two": what is bounded was counted, where "one or two" alone is some."""
    return not a.numbers[0].digits and bound_of(line, a)[0] in _BOUNDS


_BOUNDS = frozenset({"less than", "at most", "at least", "more than"})


def between(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Between 15 and 20 homes"."""
    line, a = pair.line, pair.a
    if pair.between[:1] != ("and",) or len(pair.between) > 3:
        return None
    aged = 2 if line.lows[a.first - 2] in {"age", "ages"} else 0  # "between the ages of 16 and 18"
    said = "between" in line.lows[max(0, a.first - 3 - aged) : a.first]
    return _one(ranged(line, a, pair.b)) if said else None


def _one(draft: Draft | None) -> tuple[Draft, ...] | None:
    return (draft,) if draft is not None else None


def _no_figure(a: Draft, b: Draft) -> Draft:
    return Draft(a.first, b.end, None, "score", numbers=a.numbers + b.numbers)


def ranged(line: Line, a: Draft, b: Draft) -> Draft | None:
    """The two as one figure with both ends, or None where they do not go together."""
    a, b = _in_one_dollar(line, as_millions(line, a, b), b), as_millions(line, b, a)
    unit = _common_unit(a, b)
    if unit is None or a.value is None or b.value is None:
        return None
    first = a.value * shared_scale(line, a, b)
    # News also tells ranges downward ("from 30% to 20%"): low is the smaller end.
    ends = sorted((first, b.value))
    if ends[0] == ends[1]:
        return None
    source, end = b if is_bare(a) else a, b.end
    # "$80-85 a barrel": the rate behind the second number is of both.
    if is_bare(b) and a.kind == "money" and "/" not in unit and (rate := rate_at(line, end)) is not None:
        unit, end = f"{unit}/{rate[0]}", rate[1]
    return replace(
        source, first=a.first, end=end, value=None, low=ends[0], high=ends[1], unit=unit or None,
        numbers=a.numbers + b.numbers,
    )  # fmt: skip


def _in_one_dollar(line: Line, a: Draft, b: Draft) -> Draft:
    """ "$1,100 to $1,350 Canadian": the country behind the second amount is said of both."""
    bare_signs = line.raws[a.first] == "$" == line.raws[b.first]
    if not bare_signs or a.unit is None or b.unit is None or not a.unit.startswith("USD"):
        return a
    return replace(a, unit=b.unit.partition("/")[0] + a.unit.removeprefix("USD"))


def as_millions(line: Line, draft: Draft, other: Draft) -> Draft:
    """The draft with its letter m as a million where the other end says so: "1.2m-1.4m workers", "£6m-8m"."""
    metres = draft.unit == "m" and line.lows[draft.end - 1] == "m" and line.glued(draft.end - 1)
    if not metres or draft.value is None:
        return draft
    # "The print run fell from 1m to 300,000": what is grouped counts as well.
    grouped = is_bare(other) and other.numbers[0].grouped
    said = other.kind in {"count", "money", "quantity"} and other.numbers[0].scale == 1e6
    if not grouped and not said:
        return draft
    numbers = (replace(draft.numbers[0], scale=1e6),)
    return replace(draft, kind="count", rule=bare.NAME, unit=None, value=draft.value * 1e6, numbers=numbers)


def shared_scale(line: Line, a: Draft, b: Draft) -> float:
    """What the first number is multiplied by because only the second says it: "$10 to $15 billion"."""
    first, second = a.numbers[0], b.numbers[0]
    if first.scale > 1 or a.value is None or b.value is None or abs(a.value) >= 1000 or first.grouped:
        return 1.0
    if not is_bare(a) and a.kind != "money":
        return 1.0
    if second.scale <= 1:
        return _shared_thousands(line, a, b)
    # "$10 to $15 billion" means billions twice, "5,000 to 1 million" does not: what is large or grouped
    # stands for itself.
    return second.scale if abs(a.value) * second.scale <= abs(b.value) else 1.0


def _shared_thousands(line: Line, a: Draft, b: Draft) -> float:
    """ "20-40,000": tied by a dash, the noughts behind the comma are meant for both ends."""
    if not b.numbers[0].grouped or size(b) % 1000 or not size(a):
        return 1.0
    apart = abs(size(b) / size(a)) / 1000
    tied = line.lows[a.end] in {"-", "–", "‐", "‑"} and b.first <= a.end + 2
    farthest = _SHARED_THOUSANDS if tied else _SAID_THOUSANDS if line.lows[a.end] == "and" else 1.0
    return 1000.0 if 1 < apart <= farthest else 1.0


def _common_unit(a: Draft, b: Draft) -> str | None:
    """The unit both ends share; empty for none at all; None where they do not go together."""
    if is_bare(a) and is_bare(b):
        return ""
    if is_bare(a):
        return b.unit or ""
    if is_bare(b):
        fits = a.kind == "money" or a.rule == age.NAME or _is_share_too(a, b)
        return a.unit if fits else None
    if a.kind != b.kind:
        return None
    if a.unit is None or b.unit is None:
        return "" if a.unit == b.unit else None
    return _unit_with_rate(a.unit, b.unit)


def _is_share_too(a: Draft, b: Draft) -> bool:
    """ "5% to 8"; "slid 4p, or 2% to 188" ends at a level of something else."""
    return a.kind == "percent" and a.numbers[0].scale == 1.0 and size(b) <= _WHOLE


_WHOLE = 100.0


def _unit_with_rate(first: str, second: str) -> str | None:
    """The unit of two that differ at most in a rate that only one says: "$3 to $4 a barrel"."""
    base_a, _, rate_a = first.partition("/")
    base_b, _, rate_b = second.partition("/")
    if first == second or (base_a == base_b and not rate_a):
        return second
    return first if base_a == base_b and not rate_b else None
