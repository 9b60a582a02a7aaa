"""Numbers whose unit the sentence has already said, or says right after.

"4 million phones, up from 3 million", "90 thefts compared with 63", "2 and 3 per cent",
"20 million of the 50 million euros".
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.draft import Draft
from briefing.figures.rules import bare
from briefing.figures.token_line import WALLS, Line

NAME = "ellipsis"

_FROM_BEFORE = frozenset("from to than with versus vs against v vs. and including".split())
_COMPARING = frozenset(
    {"compared", "compares", "compare", "comparing", "with", "about", "around", "only", "just"}
)
_SIDES = frozenset({"m", "ft", "cm", "mm", "in", "km", "yd", "mi", "pixel"})
_NEIGHBOURS = 8
"""Earlier figures looked at, at most."""
_REACH = 14
_LENDING = frozenset({"money", "quantity", "count", "percent", "duration"})


def lend_units(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with bare ones given the unit of a neighbour where the words between allow it."""
    out = list(drafts)
    # From right to left, so that a unit can travel through a list: "2, 3 and 4 per cent".
    for k in range(len(out) - 2, -1, -1):
        if out[k].rule == bare.NAME and out[k].kind is not None:
            out[k] = _from_next(line, out[k], out[k + 1]) or out[k]
    for k, draft in enumerate(out):
        if k and out[k - 1].kind is None and draft.rule == bare.NAME and _listed(line, out[k - 1], draft):
            out[k] = replace(draft, kind=None)  # "Explorer 8 and 9"
            continue
        if draft.rule != bare.NAME or draft.kind is None:
            continue
        if k:
            out[k] = (
                _from_previous(
                    line, out[max(0, k - _NEIGHBOURS) : k], draft, out[k + 1] if k + 1 < len(out) else None
                )
                or draft
            )
    return out


def _listed(line: Line, a: Draft, b: Draft) -> bool:
    return tuple(line.lows[a.end : b.first]) in {("and",), ("or",), (",",), (",", "and"), ("&",), ("to",)}


def _with_unit(draft: Draft, source: Draft) -> Draft:
    return replace(draft, kind=source.kind, unit=source.unit, rule=NAME)


def _from_next(line: Line, draft: Draft, following: Draft) -> Draft | None:
    if following.kind not in _LENDING or following.rule == bare.NAME or not draft.numbers:
        return None
    between = tuple(line.lows[draft.end : following.first])
    if between in {("of", "the"), ("of", "its"), ("of", "their"), ("of", "a"), ("out", "of"), ("of", "an")}:
        if draft.value == 1:
            return None
        # "20 million of the 50 million euros"; small numbers count something else ("3 of the 5 km" are
        # parts of a course).
        large = draft.numbers[0].scale > 1 or following.kind in {"money", "count"}
        return _with_unit(draft, following) if large else None
    if (
        between[:1] == ("of",)
        and len(between) <= 4
        and between[-1].endswith("'s")
        and draft.numbers[0].scale > 1
    ):
        return _with_unit(draft, following)
    if between == ("of",) and draft.numbers[0].plain and following.kind == "count" and following.numbers:
        smaller = (
            draft.value is not None and following.value is not None and 1 < draft.value < following.value
        )
        return _with_unit(draft, following) if smaller else None
    if len(between) >= 2 and between[-1] == "from" and between[-2] in {"up", "down"} and len(between) <= 3:
        return _with_unit(draft, following) if _comparable(draft, following) else None
    if following.unit == "point" and between and between[-1] in {"up", "down"} and len(between) <= 2:
        return _with_unit(draft, following)
    # "2 and 3 per cent" is a list; in "one and 3 per cent" the word stands for something else.
    same_form = following.numbers and bool(following.numbers[0].digits) == bool(draft.numbers[0].digits)
    listed = between in {("and",), ("or",), ("and", "/", "or"), ("-", "and"), ("-", "or"), ("-", ","), (",",)}
    if listed and same_form and following.kind in {"percent", "quantity", "duration"}:
        # "In 2019, 3 per cent", "1, 3 per cent": a number at the head of a sentence or list is no member
        # of it.
        if between == (",",) and (not draft.numbers[0].digits or draft.first == 0):
            return None
        return _with_unit(draft, following)
    if between in {("/",), ("x",), ("×",), ("by",), ("-", "by", "-")} and following.unit in _SIDES:
        return _with_unit(draft, following)
    return None


def _from_previous(line: Line, earlier: list[Draft], draft: Draft, following: Draft | None) -> Draft | None:
    before = line.lows[draft.first - 1]
    if (
        before in {"about", "around", "nearly", "almost", "only", "just", "than", "over"}
        and line.lows[draft.first - 2] in _FROM_BEFORE
    ):
        before = line.lows[draft.first - 2]
    if before in {"to", "at"} and (level := _index_level(line, earlier, draft)) is not None:
        return level
    if (
        before == "and"
        and line.lows[draft.end] in {"city", "highway", "combined", "hwy"}
        and earlier[-1].unit == "mi/gal"
    ):
        return _with_unit(draft, earlier[-1])
    part = line.lows[draft.end] == "of" and line.lows[draft.end + 1] in {"which", "them", "whom"}
    if (before not in _FROM_BEFORE and not part) or (
        before == "with" and line.lows[draft.first - 2] not in _COMPARING
    ):
        return None
    source = next(
        (d for d in reversed(earlier) if d.kind in _LENDING and d.rule not in {bare.NAME, "age"}), None
    )
    if source is None or draft.first - source.end > _REACH or source.unit is None:
        return None
    # A unit is lent within one sentence only.
    if any(low in WALLS for low in line.lows[source.end : draft.first]):
        return None
    dated = following is not None and following.kind == "date" and following.first - draft.end <= 1
    if before == "and" and dated and earlier[-1].kind == "date":
        return _with_unit(draft, source) if _comparable(source, draft) else None
    if before == "and" and not (
        source.kind == "money" and draft.numbers[0].grouped and source.numbers[0].grouped
    ):
        return None
    # "Rose 3% to 105" ends at a level, which is no percentage; only "from 3% to 5" goes on with the unit.
    if before == "to" and source.kind in {"percent", "duration"} and line.lows[source.first - 1] != "from":
        return None
    if before in {"with", "than", "versus", "including"} and not _comparable(source, draft):
        return None
    if before in {"to", "from"} and source.unit != "point" and not _comparable(source, draft):
        return None
    # The number goes on with a name or a unit of its own.
    if line.is_capital(draft.end) or (line.is_word(draft.end) and line.lows[draft.end] in {"times", "years"}):
        return None
    return _with_unit(draft, source)


def _index_level(line: Line, earlier: list[Draft], draft: Draft) -> Draft | None:
    """ "fell 500 points, or 1.5%, to 33,000", "the index closed at 4,577.10"."""
    number = draft.numbers[0]
    if not (number.grouped or "." in number.digits) or (
        line.is_word(draft.end) and line.lows[draft.end] not in _AFTER_LEVEL
    ):
        return None
    near = [
        d
        for d in earlier
        if draft.first - d.end <= _REACH and not WALLS.intersection(line.lows[d.end : draft.first])
    ]
    moved = next(
        (d for d in reversed(near) if d.unit == "point" and d.numbers and not line.hyphen(d.numbers[0].end)),
        None,
    )
    if moved is not None:
        return _with_unit(draft, moved)
    lead = line.lows[max(0, draft.first - 12) : draft.first]
    closed = any(low in _CLOSED for low in lead[-3:]) and any(low in _INDEX_WORDS for low in lead)
    return replace(draft, kind="quantity", unit="point", rule=NAME) if closed else None


_AFTER_LEVEL = frozenset("on in after by as from at and while but".split())
_CLOSED = frozenset(
    "closed close closing ended end ending finished settled stood opened traded trading".split()
)
_INDEX_WORDS = frozenset(
    "index dow nasdaq ftse nikkei dax cac stoxx sensex nifty kospi topix composite average hang "
    "benchmark".split()
)


def _comparable(a: Draft, b: Draft) -> bool:
    """True for amounts within two orders of magnitude."""
    x = a.value if a.value is not None else a.low
    y = b.value
    if x is None or y is None:
        return False
    if x == 0 or y == 0:
        return True
    return 0.005 <= abs(y / x) <= 200
