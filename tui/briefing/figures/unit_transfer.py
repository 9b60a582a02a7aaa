"""Numbers whose unit or noun the sentence has already said, or says right after.

"4 million phones, up from 3 million", "90 thefts compared with 63", "2 and 3 per cent", "20 million of the
50 million euros", "12 teachers this term and 9 last term".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing.figures.bound_pairs import transfer_between_bounds
from briefing.figures.counted_nouns import head_noun
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import comparable, is_bare, size
from briefing.figures.lookback import NAME, REACH, Lookback, with_unit
from briefing.figures.nouns import STOP
from briefing.figures.rates import rate_at
from briefing.figures.rules import age, bare, non_figures
from briefing.figures.rules.count import THOSE
from briefing.figures.second_clauses import (
    another,
    more,
    object_alone,
    other_subject,
    predicate,
    second_verb,
    set_against,
)
from briefing.figures.sentence_nouns import number_of, of_group, subject, victims
from briefing.figures.softening import ADVERBS
from briefing.figures.token_line import WALLS, Line

_COMPARING = frozenset(
    {"compared", "compares", "compare", "comparing", "with", "about", "around", "only", "just"}
)
_SET_AGAINST = frozenset({"compared", "up", "down"})
"""Words before "with", "to" and "from" that set a number against one told before."""
_WORDS = load_words("relation_words.toml")
_DIMENSIONS, _ADDING = _WORDS["dimensions"], _WORDS["additions"]
_TIMES, _FROM_BEFORE = _WORDS["parallels"], _WORDS["comparing"]
_PLACES = _WORDS["places"]
_TALLIES = _WORDS["tallies"]
_SOFT = ADVERBS | {"than", "another"}
_SIDES = frozenset({"m", "ft", "cm", "mm", "in", "km", "yd", "mi", "pixel"})
_NEIGHBOURS = 8
"""Earlier figures looked at, at most."""
_PARTING = WALLS | {","}
_CLOSING = STOP | {"and"}
_CLOSING_OR_TIMES = _CLOSING | {"or"} | _TIMES
"""Words behind a number that are nothing it counts."""
_FAR_REACH = 30
"""Tokens within which "the army put the figure at 12" speaks of a figure before it."""
_TAKINGS = _WORDS["takings"]
_TAKINGS_REACH = 7
_MILLION = 1e6
_LENDING = frozenset({"money", "quantity", "count", "percent", "duration"})
_LISTED = frozenset(
    {("and",), ("or",), ("and", "/", "or"), ("-", "and"), ("-", "or"), ("-", ","), (",",), (",", "and"),
     ("-", ",", "and"), ("-", "to"), ("-", "and", "the"), ("-", "or", "the")}
)  # fmt: skip
_MAYBE = frozenset({"maybe", "perhaps", "even", "possibly", "probably", "sometimes", "then"})
_LIKE_PERCENT = 5.0
"""Members of a list of percentages lie no farther apart: "42 and 3% of stocks" are none."""
_THEM = frozenset({"them", "these", "those", "whom", "which"})
_PUTTING = frozenset("put puts putting gave gives set sets stood stands is was at to".split())


@dataclass(frozen=True, slots=True)
class UnitTransfer:
    """A named way in which a number takes its unit from an earlier figure."""

    name: str
    example: str
    function: Callable[[Lookback], Draft | None]
    alone: bool = False
    """True where no figure has to stand before it: else one that has a unit to lend, or an age."""


_LENT_TO = frozenset({bare.NAME, non_figures.NAME})
"""The rules whose drafts may be given a unit."""


def transfer_units(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with bare ones given the unit of a neighbour where the words between allow it."""
    for draft in drafts:
        if draft.rule in _LENT_TO or draft.unit == _OTHERS:
            break
    else:
        return drafts
    out = list(drafts)
    transfer_between_bounds(line, out)
    # From right to left, so that a unit can travel through a list: "2, 3 and 4 per cent".
    for k in range(len(out) - 2, -1, -1):
        if is_bare(out[k]):
            out[k] = _from_next(line, out[k - 1] if k else None, out[k], out[k + 1]) or out[k]
    for k, draft in enumerate(out):
        if is_bare(draft):
            out[k] = _lent(line, out, k)
        elif draft.unit == _OTHERS:
            out[k] = _of_those_before(line, out[max(0, k - _NEIGHBOURS) : k], draft)
        elif k and draft.rule == non_figures.NAME and draft.number is not None and draft.number.plain:
            out[k] = _second_side(line, out, k)
    return out


def _of_those_before(line: Line, earlier: list[Draft], draft: Draft) -> Draft:
    """ "80 people were killed and 18 others hurt": others are of those that the sentence counted before."""
    for source in reversed(earlier):
        if source.kind == "count" and not is_bare(source) and source.unit not in {None, _OTHERS}:
            parted = _SENTENCE_ENDS.isdisjoint(line.lows[source.end : draft.first])
            return replace(draft, unit=(source.unit or "").partition("/")[0]) if parted else draft
    return draft


_OTHERS = "other"
_SENTENCE_ENDS = frozenset(".!?…")


def _second_side(line: Line, drafts: list[Draft], k: int) -> Draft:
    """ "Kenya sent 400 soldiers and Ghana 250": a number behind a name is part of it, but for this."""
    draft, number = drafts[k], drafts[k].numbers[0]
    bare_draft = replace(draft, kind="count", value=number.value, rule=bare.NAME)
    earlier = drafts[max(0, k - _NEIGHBOURS) : k]
    looked = Lookback(line, earlier, bare_draft, None, _nearest(line, earlier))
    source = looked.source()
    told = source is not None and source.kind in {"count", "percent"} and _is_of_name(line, source.first)
    if line.glued(draft.first) or not line.is_capital(draft.first - 1):
        return draft
    # "10 awards, but Harbour 2, which had": what a relative clause tells of is a name.
    if line.lows[draft.end] == "," and line.lows[draft.end + 1] in {"which", "who", "whose", "where"}:
        return draft
    return other_subject(looked) or draft if told else draft


def _lent(line: Line, drafts: list[Draft], k: int) -> Draft:
    draft = drafts[k]
    if k and drafts[k - 1].kind is None and _listed(line, drafts[k - 1], draft):
        return replace(draft, kind=None)  # "Beacon 8 and 9"
    following = drafts[k + 1] if k + 1 < len(drafts) else None
    earlier = drafts[max(0, k - _NEIGHBOURS) : k]
    nearest = _nearest(line, earlier)
    looked = Lookback(line, earlier, draft, following, nearest)
    lends = nearest is not None or (earlier and earlier[-1].rule == age.NAME)
    for transfer in UNIT_TRANSFERS:
        found = transfer.function(looked) if lends or transfer.alone else None
        if found is not None:
            return found
    return draft


def _nearest(line: Line, earlier: list[Draft]) -> Draft | None:
    for draft in reversed(earlier):
        if draft.kind in _LENDING and not is_bare(draft) and draft.rule != age.NAME:
            return draft
        if draft.kind == "ratio" and len(draft.numbers) == 2:
            return _inspected(line, draft)
    return None


def _inspected(line: Line, share: Draft) -> Draft | None:
    """ "Nine out of 14 kitchens failed, and two were shut": the whole of the share counts kitchens."""
    found = head_noun(line, share.end) if line.is_word(share.end) else None
    if found is None or share.numbers[1].value is None:
        return None
    return Draft(
        share.first, found[1], "count", NAME, share.numbers[1].value, unit=found[0], numbers=share.numbers[1:]
    )


def _is_of_name(line: Line, first: int) -> bool:
    """True where the clause before a figure opens with a name: "Kenya sent", but not "they left"."""
    start = first
    while start > 0 and first - start < REACH and line.lows[start - 1] not in _PARTING:
        start -= 1
    start += line.lows[start] in {"the", "but", "and"}
    return line.is_capital(start) and line.lows[start] not in STOP


def _listed(line: Line, a: Draft, b: Draft) -> bool:
    return tuple(line.lows[a.end : b.first]) in {("and",), ("or",), (",",), (",", "and"), ("&",), ("to",)}


def _from_next(line: Line, before: Draft | None, draft: Draft, following: Draft) -> Draft | None:
    if following.kind not in _LENDING or is_bare(following) or not draft.numbers:
        return None
    between = tuple(line.lows[draft.end : following.first])
    if "of" in between:
        return _part_of_next(draft, following, between)
    # "From 18 to 19 and maybe even 21 percent" is a list as well.
    if between[:1] in {("and",), ("or",)} and _MAYBE.issuperset(between[1:]):
        between = between[:1]
    if between in _LISTED:
        lent = _is_list(line, before, draft, following, between)
    elif between in {("/",), ("x",), ("×",), ("by",), ("-", "by", "-")}:
        lent = following.unit in _SIDES
    elif between[1:] == ("and",):
        lent = line.is_word(draft.end) and _has_adjective(following)
    else:
        lent = _is_change_to_next(line, draft, following, between)
    return with_unit(draft, following) if lent else None


def _has_adjective(following: Draft) -> bool:
    """ "41 Labour and 12 Green members": each number has its own adjective, and the noun is said once."""
    return following.kind == "count" and following.numbers[-1].end < following.end - 1


def _is_change_to_next(line: Line, draft: Draft, following: Draft, between: tuple[str, ...]) -> bool:
    """ "4 million, up from 3 million phones", "39,214, up 50 points", "from 23 to just 10 per cent"."""
    if between[-1:] == ("from",):
        return len(between) in {2, 3} and between[-2] in {"up", "down"} and comparable(draft, following)
    if between[:1] == ("to",):
        return _SOFT.issuperset(between[1:]) and line.lows[draft.first - 1] == "from"
    return following.unit == "point" and len(between) <= 2 and between[-1:] in {("up",), ("down",)}


def _part_of_next(draft: Draft, following: Draft, between: tuple[str, ...]) -> Draft | None:
    """ "20 million of the 50 million euros", "11 of 18 shots"."""
    between = _without_order(between)
    if between in _OF_THOSE or between in {("of", "a"), ("out", "of"), ("of", "an")}:
        # Small numbers count something else ("3 of the 5 km" are parts of a course).
        large = draft.numbers[0].scale > 1 or following.kind in {"money", "count"}
        return with_unit(draft, following) if large and draft.value != 1 else None
    smaller = _is_some_of(draft, following)
    if between[0] == "of" and len(between) <= _LONGEST_OWNER and between[-1].endswith(_OWNING):
        # "Nine of the club's 26 players".
        return with_unit(draft, following) if smaller or draft.numbers[0].scale > 1 else None
    # "The votes of 367 MPs (out of 550)" lends the other way round.
    return with_unit(draft, following) if between == ("of",) and smaller else None


def _without_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words between a part and its whole without those that only tell which and how exact it is."""
    return tuple(low for low in words if low not in _SOFT and low not in _ORDER)


def _is_some_of(draft: Draft, following: Draft) -> bool:
    """True for a small number, in digits or in words, before a larger count."""
    number = draft.numbers[0]
    whole = number.plain or (not number.digits and number.scale == 1.0 and not number.fraction)
    return whole and following.kind == "count" and 1 < size(draft) < size(following)


_ORDER = frozenset({"first", "last", "next", "previous", "past", "opening", "final", "remaining", "other"})
"""Words before a whole that say which it is: "12 of her first 14 bouts"."""
_OWNING = ("'s", "'", "’")
_LONGEST_OWNER = 6
"""Words from "of" to the owner of what is counted: "of the old city council's"."""


_OF_THOSE = frozenset(("of", low) for low in THOSE)


def _is_list(
    line: Line, before: Draft | None, draft: Draft, following: Draft, between: tuple[str, ...]
) -> bool:
    """True for a list with one unit at its end: "2, 3 and 4 per cent", "10- and 20-match passes"."""
    number = draft.numbers[0]
    same_form = bool(following.numbers) and bool(following.numbers[0].digits) == bool(number.digits)
    hyphened = between[0] == "-"
    if not same_form:
        return False
    # "In 2019, 3 per cent", "1, 3 per cent": a number at the head of a sentence or list is no member of it;
    # "5,420, 1 per cent below": what is grouped is a level of its own.
    no_member = not number.digits or draft.first == 0 or number.grouped
    if between == (",",) and no_member and following.rule != NAME:
        return False
    longer = following.rule == NAME or _comma_before(line, before, draft)
    if following.kind in {"count", "money"}:
        tied = hyphened and following.kind == "count"
        return tied or longer or line.lows[following.end] == "respectively"
    if following.kind == "percent" and not longer:
        return _like_percent(line, draft, following)
    return True


def _comma_before(line: Line, before: Draft | None, draft: Draft) -> bool:
    """True for the second number of a list: the 8,000 of "12,000, 8,000 and 5,000 dollars"."""
    return before is not None and is_bare(before) and line.lows[before.end : draft.first] == [","]


def _like_percent(line: Line, draft: Draft, following: Draft) -> bool:
    """False for "employs 120 and 40 per cent of them": the share is of what was just counted."""
    if line.lows[following.end] == "of" and line.lows[following.end + 1] in _THEM:
        return False
    if draft.numbers[0].grouped:
        return False
    if draft.value is None:
        return True
    small, large = sorted(
        (abs(size(draft)), abs(following.value if following.value is not None else size(draft)))
    )
    return large <= _LIKE_PERCENT * small or line.lows[following.end] == "respectively" or large <= 10


def _level_of_points(looked: Lookback) -> Draft | None:
    """ "Fell 500 points, or 1.5%, to 33,000": the level of what moved by points."""
    line, draft = looked.line, looked.draft
    number = draft.numbers[0] if draft.numbers else None
    counted = line.is_word(draft.end) and line.lows[draft.end] not in _CLOSING
    if number is None or counted or line.lows[draft.first - 1] not in {"to", "at"}:
        return None
    if not (number.grouped or "." in number.digits):
        return None
    points = [d for d in looked.earlier if d.unit == "point" and d.numbers and looked.near(d)]
    moved = next((d for d in reversed(points) if not line.hyphen(d.numbers[0].end)), None)
    return with_unit(draft, moved) if moved is not None else None


def _combined_mileage(looked: Lookback) -> Draft | None:
    line, draft = looked.line, looked.draft
    behind = line.lows[draft.end] in {"city", "highway", "combined", "hwy"}
    if behind and line.lows[draft.first - 1] == "and" and looked.earlier[-1].unit == "mi/gal":
        return with_unit(draft, looked.earlier[-1])
    return None


def _part(looked: Lookback) -> Draft | None:
    """ "8,000 farms, of which 5,200 lie in the hills", "400 welders, 120 of whom work at night"."""
    line, draft = looked.line, looked.draft
    lead = looked.lead()
    outside = line.lows[lead - 2 : lead + 1] == ["(", "out", "of"]
    behind = line.lows[draft.end] == "of" and _stands_for(line.lows[draft.end + 1], looked.source())
    before = (line.lows[lead - 1], line.lows[lead]) in {("of", "whom"), ("of", "which"), ("among", "them")}
    source = _whole(looked)
    if not (before or behind or outside) or source is None or not looked.near(source):
        return None
    if looked.is_pronoun() or not _could_be_part(source, draft):
        return None
    whole = source.value if source.value is not None else source.high
    larger = whole is not None and size(draft) > whole and not outside
    return None if larger else with_unit(draft, source)


def _whole(looked: Lookback) -> Draft | None:
    """ "40 pupils for 12 months, nine of whom moved": of persons, not of what was measured in between."""
    source, end = looked.source(), looked.draft.end
    if looked.line.lows[end : end + 2] != ["of", "whom"] or source is None or source.kind == "count":
        return source
    return next((d for d in reversed(looked.earlier) if d.kind == "count" and not is_bare(d)), None)


def _stands_for(pronoun: str, source: Draft | None) -> bool:
    """ "120 of whom", and of money and what is weighed "40 million of it"."""
    mass = pronoun == "it" and source is not None and source.kind in {"money", "quantity"}
    return mass or pronoun in _THEM


def _could_be_part(source: Draft, draft: Draft) -> bool:
    if source.kind == "money":
        return True
    alike = draft.numbers[0].scale <= 1 or comparable(source, draft)
    return source.kind in {"count", "quantity"} and alike


def _per_share(looked: Lookback) -> Draft | None:
    """ "Earned 2.3 billion kronor, or 4.60 a share": the currency was said with the whole."""
    source, draft = looked.source(), looked.draft
    if source is None or source.kind != "money" or source is not looked.earlier[-1]:
        return None
    if looked.line.lows[draft.first - 1] not in {"or", "(", "and"} or not looked.near(source, 4):
        return None
    rate = rate_at(looked.line, draft.end)
    if rate is None or rate[0] != "share" or "/" in (source.unit or ""):
        return None
    return replace(draft, kind="money", unit=f"{source.unit}/share", end=rate[1], rule=NAME)


def _takings(looked: Lookback) -> Draft | None:
    """ "Earned 2.3 billion kronor on sales that fell 0.6 per cent to 14.1 billion": the sentence's money."""
    line, draft = looked.line, looked.draft
    if line.lows[draft.first - 1] != "to" or draft.numbers[0].scale < _MILLION:
        return None
    change = looked.earlier[-1]
    if change.kind != "percent" or change.end != draft.first - 1 or not _tells_takings(line, change.first):
        return None
    if not looked.closes() and line.lows[draft.end] not in _CLOSING_OR_TIMES:
        return None
    units = {(d.unit or "").partition("/")[0] for d in looked.earlier if d.kind == "money"}
    return replace(draft, kind="money", unit=units.pop(), rule=NAME) if len(units) == 1 else None


def _tells_takings(line: Line, first: int) -> bool:
    """True where the change that begins at token `first` is one of takings.

    Cars and tickets are sold too: of "sales" only those on which something was earned are money.
    """
    for at in range(first - 1, max(0, first - _TAKINGS_REACH), -1):
        low = line.lows[at]
        if low in WALLS:
            return False
        if low in _TAKINGS or (low == "sales" and line.lows[at - 1] == "on"):
            return True
    return False


def _compared(looked: Lookback) -> Draft | None:
    """ "90 thefts compared with 63", "4 million phones, up from 3 million"."""
    line, draft = looked.line, looked.draft
    before = line.lows[draft.first - 1]
    if before in _SOFT and line.lows[draft.first - 2] in _FROM_BEFORE:
        before = line.lows[draft.first - 2]
    if before not in _FROM_BEFORE or (before == "with" and line.lows[draft.first - 2] not in _COMPARING):
        return None
    source = looked.source()
    if source is None or not _within_comparison(looked, source) or not _compares(line, source, draft, before):
        return None
    # The number goes on with a name or a noun of its own: "turned up to one gig".
    following = line.lows[draft.end]
    named = line.is_word(draft.end) and following not in _CLOSING_OR_TIMES
    if named or line.is_capital(draft.end) or (looked.is_pronoun() and following == "of"):
        return None
    return with_unit(draft, source)


def _within_comparison(looked: Lookback, source: Draft) -> bool:
    """True near the source; farther on where the comparison tells its own time: "compared with 45 in 2003".

    No figure but dates may stand between then, so that nothing else can be compared.
    """
    if looked.near(source):
        return True
    line, when = looked.line, looked.following
    dated = when is not None and when.kind == "date" and when.first - looked.draft.end <= 1
    lead = looked.lead()
    said = line.lows[lead - 1] in _SET_AGAINST and line.lows[lead] in _FROM_BEFORE
    return dated and said and looked.near(source, _FAR_REACH) and looked.follows(source)


def _compares(line: Line, source: Draft, draft: Draft, joining: str) -> bool:
    """False where a number behind "to" is a level of another measure, or far from the source."""
    # "Rose 3% to 105" ends at a level, which is no percentage; only "from 3% to 5" goes on with the unit.
    if joining == "to" and source.kind in {"percent", "duration"} and line.lows[source.first - 1] != "from":
        return False
    if joining in {"to", "from"} and source.unit == "point":
        return True
    # "48 per cent from the field and 12 from three": a share in digits is compared with one in digits.
    if source.kind == "percent" and bool(source.numbers[0].digits) > bool(draft.numbers[0].digits):
        return False
    alike = joining in {"with", "than", "versus", "including", "to", "from"}
    return not alike or comparable(source, draft)


def _second_of_pair(looked: Lookback) -> Draft | None:
    """ "12 teachers this term and 9 last term", "48 flats by auction and 112 by private treaty"."""
    line, draft, lead = looked.line, looked.draft, looked.lead()
    source = looked.source()
    if source is None or not looked.near(source) or line.lows[lead] not in {"and", "but", ","}:
        return None
    if _dated(looked) or _money_list(looked, source):
        return with_unit(draft, source)
    if not looked.follows(source) or not comparable(source, draft):
        return None
    if _verb_between(line, source.end, lead) or not _is_parallel(line, source, draft, lead):
        return None
    return with_unit(draft, source)


def _is_parallel(line: Line, source: Draft, draft: Draft, lead: int) -> bool:
    first, second = line.lows[source.end], line.lows[draft.end]
    if second in _TIMES and (first == second or (first in _TIMES_OF and second in _TIMES_OF)):
        return True
    # "Some 700 came to the first dinner, 450 to the second": the preposition is said again.
    if second in _ADDING and second in line.lows[source.end : lead] and line.lows[draft.end + 1] != "be":
        return True
    if second in _PLACES:
        return first in _ADDING or first in _PLACES  # "131.8p a litre in town and 136.2 elsewhere"
    if line.lows[lead] != "and" or second not in _ADDING:
        return False
    # "4,200 trees wholesale and 310 to visitors": a short word between, and another addition behind.
    short = lead - source.end <= 2
    return (short and source.kind == "count") or _is_price_too(source, draft, first, short=short)


def _is_price_too(source: Draft, draft: Draft, behind: str, *, short: bool) -> bool:
    """ "$18.50 online and 22 at the door", "€8.20 at the bar and 9.75 on the terrace"."""
    placed = (short and behind in _PLACES) or (behind in _ADDING and _have_cents(source, draft))
    return source.kind == "money" and placed


def _have_cents(*prices: Draft) -> bool:
    """ "€8.20 at the bar and 9.75 on the terrace": each is told to the cent."""
    return all(price.numbers and price.numbers[0].digits[-3:-2] == "." for price in prices)


_TIMES_OF = frozenset("last this next yesterday today".split())


def _verb_between(line: Line, start: int, end: int) -> bool:
    """True where another clause with its own verb begins between two members of a pair."""
    return not {"is", "was", "are", "were", "has", "have", "had", "which", "who", "that"}.isdisjoint(
        line.lows[start:end]
    )


def _dated(looked: Lookback) -> bool:
    """ "90 thefts in 2019 and 63 in 2018", with a date behind either."""
    line, draft, following = looked.line, looked.draft, looked.following
    dated = following is not None and following.kind == "date" and following.first - draft.end <= 1
    source = looked.source()
    return bool(
        dated and looked.earlier[-1].kind == "date" and source is not None and comparable(source, draft)
    ) and (line.lows[draft.first - 1] == "and")


def _money_list(looked: Lookback, source: Draft) -> bool:
    """ "$12,000 and 8,000": two grouped amounts."""
    draft = looked.draft
    grouped = bool(source.numbers) and draft.numbers[0].grouped and source.numbers[0].grouped
    return looked.line.lows[draft.first - 1] == "and" and source.kind == "money" and grouped


def _superlative(looked: Lookback) -> Draft | None:
    """ "The longest queue took 90 minutes, the shortest 20"."""
    line, draft = looked.line, looked.draft
    named = line.lows[draft.first - 1]
    ranked = named.endswith("est") or named in {
        "other",
        "latter",
        "second",
        "rest",
        "others",
        "least",
        "most",
    }
    # "60 oaks will be felled and the other 30 pruned".
    end = draft.end + line.lows[draft.end].endswith("ed")
    closes = not line.is_word(end) and not line.hyphen(end)
    source = looked.source()
    if looked.earlier[-1].rule == age.NAME:
        source = looked.earlier[-1]  # "the oldest tree is 400 years old, the youngest 12"
    if not (ranked and closes and line.lows[draft.first - 2] == "the") or source is None:
        return None
    fits = line.lows[draft.first - 3] in {",", "and", "but", ";"} and comparable(source, draft)
    return with_unit(draft, source) if fits and looked.near(source) else None


def _dimension(looked: Lookback) -> Draft | None:
    """ "120 metres long and 18 wide"."""
    line, draft = looked.line, looked.draft
    source = looked.source()
    if source is None or source.unit not in _SIDES:
        return None
    # "Two metres by three".
    by = line.lows[source.end : draft.first] == ["by"] and looked.closes()
    if not by and line.lows[draft.end] not in _DIMENSIONS:
        return None
    return with_unit(draft, source) if looked.near(source, 4) else None


def _tally(looked: Lookback) -> Draft | None:
    """ "70 soldiers were killed; the army put the figure at 12"."""
    line, draft = looked.line, looked.draft
    source, lead = looked.source(counted=True), looked.lead()
    if line.lows[lead] not in _PUTTING or source is None or draft.first - source.end > _FAR_REACH:
        return None
    named = any(
        line.lows[j] in _TALLIES
        and line.lows[j + 1] != "of"
        and line.lows[j - 1] in {"the", "that", "its", "this"}
        for j in range(max(source.end, lead - 4), lead + 1)
    )
    return with_unit(draft, source) if named and not line.is_word(draft.end) else None


def _age_list(looked: Lookback) -> Draft | None:
    """ "Three grandchildren aged two, four and seven"."""
    source, draft = looked.earlier[-1], looked.draft
    listed = tuple(looked.line.lows[source.end : draft.first]) in {(",",), ("and",), (",", "and")}
    aged = (
        source.rule == age.NAME
        and source.kind == "duration"
        and draft.value is not None
        and 0 < draft.value <= age.OLDEST
    )
    closes = not looked.line.is_word(draft.end) or looked.line.lows[draft.end] in {
        "and",
        "or",
        "respectively",
    }
    if not (aged and listed and closes) or _behind_name(looked.line, source):
        return None
    return replace(draft, kind="duration", unit=source.unit, rule=age.NAME)


def _behind_name(line: Line, source: Draft) -> bool:
    """True where an age stands behind a name ("Lund, 44, and 12 others"), and lists nothing."""
    return line.lows[source.first - 1] == "," and line.lows[source.end] == ","


UNIT_TRANSFERS: tuple[UnitTransfer, ...] = (
    UnitTransfer("level of points", "The market fell 500 points, or 1.5%, to 33,000.", _level_of_points),
    UnitTransfer("mileage", "It does 28 miles per gallon city and 35 highway.", _combined_mileage),
    UnitTransfer("part", "The yard has 400 welders, 120 of whom work at night.", _part),
    UnitTransfer("per share", "It earned 2.3 billion kronor, or 4.60 a share.", _per_share),
    UnitTransfer(
        "takings", "It earned 2 billion kronor on sales that fell 1 per cent to 14 billion.", _takings
    ),
    UnitTransfer("comparison", "There were 90 thefts, compared with 63 a year ago.", _compared),
    UnitTransfer("second of a pair", "It sold 48 flats by auction and 112 by treaty.", _second_of_pair),
    UnitTransfer("more of the same", "It cancelled 90 flights and will cancel 60 more.", more),
    UnitTransfer("another", "The mill will sell 130 looms and lease another 45.", another),
    UnitTransfer("superlative", "The oldest tree is 400 years old, the youngest 12.", _superlative),
    UnitTransfer("predicate", "The strike grounded 300 planes; 45 were late.", predicate),
    UnitTransfer("second verb", "The blaze destroyed 40 homes and damaged 120.", second_verb),
    UnitTransfer("object alone", "They promised 1,500 jobs and we got 90.", object_alone),
    UnitTransfer("set against", "It gave out 310 parcels, nearly double the 160 of May.", set_against),
    UnitTransfer("other subject", "Bosnia has 3.3 million people and Croatia 3.9 million.", other_subject),
    UnitTransfer("dimension", "The ship is 120 metres long and 18 wide.", _dimension),
    UnitTransfer("tally", "Rebels said 70 soldiers died; the police put the figure at 12.", _tally),
    UnitTransfer("ages", "They have three children aged two, four and seven.", _age_list),
    UnitTransfer("number of", "It has the highest number of delegates, 247.", number_of, alone=True),
    UnitTransfer("subject", "Beds were reduced by 300 to 4,900.", subject, alone=True),
    UnitTransfer("persons of a group", "The crew of 19 was saved.", of_group, alone=True),
    UnitTransfer("victims", "About 40 were arrested, and 12 have been charged.", victims, alone=True),
)
"""The ways in which a number takes its unit from before, in the order they are tried."""
