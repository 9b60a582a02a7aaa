"""Changes told with two figures: both ends, or an amount of change and the level it leads to; and votes.

"Fell from 5.2 to 4.8 per cent" is one figure with both ends; "rose by 20,000 to 1.2 million" are two, and
"by 52% to 48%" are two values that no range joins.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import DraftPair, is_bare, size
from briefing.figures.lookback import NAME as LENT
from briefing.figures.nouns import STOP
from briefing.figures.ranges import DASH, TO, as_millions, ranged, shared_scale
from briefing.figures.rates import rate_after, rate_at
from briefing.figures.rules import count
from briefing.figures.softening import ADVERBS, FURTHER, before_words
from briefing.figures.token_line import WALLS, Line
from briefing.figures.trend import MOVING, UP, change_before, change_of_object, lead_of
from briefing.figures.votes import tallies_vote
from briefing.model.figure import Trend

_RANGE_RATIO = 3.0
"""An amount of change that could itself be a range spans no more: "rose by 2,000 to 5,000"."""
_LEADING = load_words("change_words.toml")["leading"]
_LEADING_REACH = 12
_CLAUSE = WALLS | {",", "and", "but", "then", "or", "while"}
_WHOLE = 100.0
"""No share of a vote is larger, in per cent."""
_APART = 8
"""Words between the two ends of a change that are figures apart, at most."""
_FAR_APART = 16
"""The same where "up from" or "down from" ties them."""
_AMOUNTING = ADVERBS | FURTHER | {"a", "an"}
"""Words before the amount of a change: "fell by almost a further 3"."""
BRACKETS = frozenset({("(",), ("(", "about"), ("(", "around"), ("(", "some"), ("(", "nearly")})
_RATED = frozenset({"quantity", "count", "money"})


def sides_of_vote(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Passed by seven votes, 96 to 89": behind the word both sides of the result are counts of it."""
    before, a, b = pair.before, pair.a, pair.b
    if pair.between != ("to",) or before is None or before.unit != "vote":
        return None
    if not (is_bare(a) and is_bare(b)) or pair.line.lows[before.end : a.first] != [","]:
        return None
    # The margin proves the sides: "300 votes, 20 to 30 more than before" tells none.
    if size(a) - size(b) != before.value:
        return None
    return tuple(replace(draft, kind="count", unit="vote", rule=count.NAME) for draft in (a, b))


def tally_of_vote(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Approved the bill 218 to 211", "voted 9-2 to sell it", "by 300 votes to 240": both are counts."""
    line, a, b = pair.line, pair.a, pair.b
    if pair.between not in TO and pair.between not in DASH:
        return None
    if a.unit == "vote" and is_bare(b) and pair.between == ("to",):
        return a, replace(b, kind="count", unit="vote", rule=count.NAME)
    if not (_is_side(a) and _is_side(b)) or line.is_number(a.first - 1) or not _ends_at(line, b.end):
        return None
    if not tallies_vote(line, a.first):
        return None
    return tuple(replace(draft, kind="count", unit="vote", rule=count.NAME) for draft in (a, b))


def _is_side(draft: Draft) -> bool:
    """True for a bare whole number."""
    number = draft.numbers[0]
    return is_bare(draft) and number.scale == 1.0 and not number.fraction and "." not in number.digits


def _ends_at(line: Line, end: int) -> bool:
    """False where a noun follows: "rejected the 4-4-2 formation", "approved 20 to 30 homes"."""
    word = line.is_word(end) and line.lows[end] not in STOP and line.lows[end] != "and"
    return not word and not line.hyphen(end) and not line.is_number(end)


def shares_of_vote(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Passed by 52% to 48%", "trails by 44 to 49 per cent": two values, never a range."""
    line, a, b = pair.line, pair.a, pair.b
    if pair.between not in TO and pair.between not in {("-",), ("–",)}:
        return None
    shares = [d.kind == "percent" for d in (a, b) if not is_bare(d)]
    if not shares or not all(shares):
        return None
    if not {"from", "between"}.isdisjoint(line.lows[max(0, a.first - 3) : a.first]):
        return None
    if size(a) <= size(b) and not _leads(line, a.first):
        return None
    if _is_step(line, a, b):
        return None
    unit = b.unit if is_bare(a) else a.unit
    return tuple(replace(d, kind="percent", unit=unit, rule=LENT) if is_bare(d) else d for d in (a, b))


def _is_step(line: Line, a: Draft, b: Draft) -> bool:
    """ "Sales edged down 0.6 per cent to 14.1 billion", "fell 12 per cent to 9": the bare one is a level."""
    bare_one = is_bare(a) or is_bare(b)
    return bare_one and (_governed(line, a.first) is not None or max(size(a), size(b)) > _WHOLE)


def _leads(line: Line, first: int) -> bool:
    """True where a word of leading or trailing stands before, in the same clause."""
    for j in range(first - 1, max(-1, first - 1 - _LEADING_REACH), -1):
        if line.lows[j] in _LEADING:
            return True
        if line.lows[j] in WALLS:
            return False
    return False


def successive_values(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "From $50 to $75 to $100": steps, each for itself."""
    if pair.between != ("to",):
        return None
    line, behind, before = pair.line, pair.behind, pair.before
    onward = behind is not None and behind.kind == pair.b.kind and _only_to(line, pair.b, behind)
    backward = before is not None and before.kind == pair.a.kind and _only_to(line, before, pair.a)
    return (pair.a, pair.b) if onward or backward else None


def _only_to(line: Line, a: Draft, b: Draft) -> bool:
    return b.first == a.end + 1 and line.lows[a.end] == "to"


def change_with_ends(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Fell from 5.2 to 4.8 per cent", "raised the age from 60 to 65", "from 30 to 50, up"."""
    if pair.between not in TO:
        return None
    line, a, b = pair.line, as_millions(pair.line, pair.a, pair.b), pair.b
    start = _from_before(line, a.first)
    if start is None:
        return None
    trend = _change_told(line, start)
    if trend is None:
        return None
    if is_bare(b) and a.kind == "count" and not is_bare(a):
        b = replace(b, kind=a.kind, unit=a.unit, rule=a.rule)  # "from 48 ships to 31"
    joined = ranged(line, a, b)
    if joined is None or a.value is None or b.value is None or joined.low is None or joined.high is None:
        return None
    rising = a.value * shared_scale(line, a, b) < b.value
    ends = (joined.low, joined.high) if rising else (joined.high, joined.low)
    told: Trend = "up" if rising else "down"
    return (replace(joined, from_value=ends[0], to_value=ends[1], trend=told),)


def _from_before(line: Line, first: int) -> int | None:
    """The token of "from" before a figure, with at most two softening words between."""
    for j in range(first - 1, max(-1, first - 4), -1):
        if line.lows[j] == "from":
            return j
        if line.lows[j] not in ADVERBS and line.lows[j] not in {"a", "an", "the"}:
            return None
    return None


def _change_told(line: Line, start: int) -> str | None:
    """What word of change or movement stands before "from" in the same clause."""
    near = change_before(line, start) or change_of_object(line, start)
    if near is not None:
        return near.trend
    for j in range(start - 1, max(-1, start - 6), -1):
        if line.lows[j] in MOVING:
            return "moved"
        if line.lows[j] in WALLS or line.lows[j] == ",":
            return None
    return None


def step(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "Rose by 20,000 to 1.2 million", "slipped 4p to 212p": the change, and the level it leads to."""
    if pair.between not in TO:
        return None
    line, a, b = pair.line, pair.a, pair.b
    trend = _governed(line, a.first)
    if trend is None or _is_range_of_change(line, a, b):
        return None
    b = as_millions(line, b, a)
    if is_bare(a) and not is_bare(b) and b.kind in {"count", "money", "quantity"}:
        a = replace(a, kind=b.kind, unit=b.unit, rule=LENT)
    elif is_bare(b) and not is_bare(a) and (a.kind in {"count", "money", "quantity"}):
        b = replace(b, kind=a.kind, unit=a.unit, rule=LENT)
    if a.unit == "point" and b.kind == "percent":
        a = replace(a, kind="percent", unit="pp")  # "rose 2.5 points to 41 per cent"
    return a.towards(trend), b.towards(trend)


def _governed(line: Line, first: int) -> Trend | None:
    """The direction of the change whose amount begins at token `first`; None where it is none."""
    lead = before_words(line, first - 1, _AMOUNTING)
    if line.lows[lead] in {"from", "between", "to"}:
        return None
    change = change_before(line, first)
    if change is None and line.lows[lead] == "by":
        change = change_of_object(line, lead)
    return change.trend if change is not None else None


def _is_range_of_change(line: Line, a: Draft, b: Draft) -> bool:
    """True for "rose by 3 to 5 per cent": the amount itself is a range."""
    first, second = size(a) * shared_scale(line, a, b), size(b)
    if first >= second:
        return False
    near = second <= _RANGE_RATIO * first
    if is_bare(a):
        return near or b.kind in {"percent", "duration"}
    if is_bare(b) or a.unit != b.unit:
        return False
    return near and a.kind in {"percent", "duration"}


def ends_apart(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Set the ends of changes that are two figures: "rose to $5 from $4", "from 145% last year to 30%"."""
    out = list(drafts)
    for k in range(1, len(out)):
        b = out[k]
        lead = lead_of(line, b.first)
        if line.lows[lead] == "of" and line.lows[lead - 3 : lead - 1] == ["from", "a"]:
            lead -= 3  # "down from a profit of $133m"
        if line.lows[lead] == "from":
            _set_arrival(line, out, k, lead)
        elif line.lows[lead] == "to":
            _set_end(line, out, k, lead)
    return out


def _other_end(line: Line, out: list[Draft], k: int, lead: int) -> int:
    """The place of the figure before `out[k]` that could be the other end of its change."""
    at = k - 1
    while at > 0 and _stands_between(line, out[at], out[k], lead):
        at -= 1
    return at


def _set_end(line: Line, out: list[Draft], k: int, lead: int) -> None:
    """Set the ends on the figure `out[k]` where a change ended, told behind the one where it began."""
    b, a = out[k], out[_other_end(line, out, k, lead)]
    if b.first - a.end > _APART or not _same_measure(a, b) or not _CLAUSE.isdisjoint(line.lows[a.end : lead]):
        return
    start = _from_before(line, a.first)
    if start is not None and _change_told(line, start) is not None:
        trend: Trend = "up" if size(b) > size(a) else "down"
        out[k] = replace(b, trend=trend, from_value=a.value, to_value=b.value)


def _set_arrival(line: Line, out: list[Draft], k: int, lead: int) -> None:
    """Set the ends on the figure where a change arrived, told before the one where it began at `out[k]`."""
    # "Wages grew by 5.4 per cent in the year to May, up from 5.1": dates may stand between, and the amount of
    # change ("revenue was $5m, up 9% from $4.6m").
    at = _other_end(line, out, k, lead)
    a, b = out[at], out[k]
    reach = _FAR_APART if line.lows[lead - 1] in {"up", "down"} else _APART
    if b.first - a.end > reach or not _same_measure(a, b) or not WALLS.isdisjoint(line.lows[a.end : lead]):
        return
    told = _direction_between(line, a, b, line.lows[a.end : lead])
    if told is not None:
        out[at] = replace(a, trend=told, from_value=b.value, to_value=a.value)


def _stands_between(line: Line, between: Draft, b: Draft, lead: int) -> bool:
    """True for a date, an amount of change, and the same in another currency ("$1.1bn (£581m), from")."""
    if between.kind == "percent" != b.kind and between.end == lead:
        return True
    bracketed = line.lows[between.first - 1] == "(" and line.lows[between.end] == ")"
    return between.kind == "date" or bracketed


def _same_measure(a: Draft, b: Draft) -> bool:
    if a.value is None or b.value is None or a.kind != b.kind or a.kind in {"date", "ordinal", None}:
        return False
    return a.unit == b.unit and a.value != b.value


def _direction_between(line: Line, a: Draft, b: Draft, words: list[str]) -> Trend | None:
    """The direction of a change told backwards, where the words between say one and the values agree."""
    told: Trend | None = None
    if a.trend is not None and not words:
        told = a.trend
    else:
        said = next((low for low in reversed(words) if low in {"up", "down", "higher", "lower"}), None)
        if said is not None:
            told = "up" if said in UP else "down"
        elif a.trend is not None and line.lows[a.first - 1] == "to":
            told = a.trend
    # "63,000 tablets and 27,000 phones, up from 45,000" compares with something else.
    rose = a.value is not None and b.value is not None and a.value > b.value
    return told if told == ("up" if rose else "down") else None


def bracketed_rate(pair: DraftPair) -> tuple[Draft, ...] | None:
    """ "1,000 barrels (42,000 gallons) of oil a day": the rate behind the bracket is of both."""
    line, a, b = pair.line, pair.a, pair.b
    if pair.between not in BRACKETS or line.lows[b.end] != ")":
        return None
    if a.kind not in _RATED or b.kind not in _RATED or not a.unit or not b.unit or "/" in a.unit + b.unit:
        return None
    rate = rate_at(line, b.end + 1) or rate_after(line, b.end + 1)
    if rate is None:
        return None
    return replace(a, unit=f"{a.unit}/{rate[0]}"), replace(b, unit=f"{b.unit}/{rate[0]}")
