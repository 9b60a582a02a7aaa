"""Direction: whether the sentence says that a figure rose or fell.

A figure has a direction where a word of change governs it: a verb ("fell by 3%", "cut its forecast to
3%"), a noun ("a 3% fall", "a rise in costs of 3%"), or "up" and "down" where they are no particle of another
verb ("down 3%", but not "brought down two airliners"). What was added or lost one by one did not rise or
fall itself ("lost 11 men"), unless it is held as a stock ("shed 400 jobs").
"""

from __future__ import annotations

from typing import NamedTuple

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP
from briefing.figures.rules import bare
from briefing.figures.softening import ADVERBS, COMPARING, FURTHER, PLANNED, before_words
from briefing.figures.token_line import WALLS, Line
from briefing.model.figure import Trend

NAME = "trend"

_WORDS = load_words("change_words.toml")
_RISING, _FALLING = _WORDS["rising"], _WORDS["falling"]
_RAISING, _LOWERING = _WORDS["raising"], _WORDS["lowering"]
_RISE_NOUNS, _FALL_NOUNS = _WORDS["rise_nouns"], _WORDS["fall_nouns"]
_STOCK, _LINKING, _PARTICLE_VERBS = _WORDS["stock_nouns"], _WORDS["linking"], _WORDS["particle_verbs"]
MOVING = _WORDS["moving"]
_INDICES = frozenset().union(*(load_words("indices.toml")[group] for group in ("numbered", "names", "words")))
UP = _RISING | _RAISING | _RISE_NOUNS | {"up", "higher"}
DOWN = _FALLING | _LOWERING | _FALL_NOUNS | {"down", "lower"}
"""Words of change by their direction."""
_RISING_VERBS, _FALLING_VERBS = _RISING | _RAISING, _FALLING | _LOWERING
_OBJECT_VERBS = _RISING_VERBS | _FALLING_VERBS
_PARTICLES = frozenset({"up", "down"})
CLOSING = frozenset(
    "close closes closed closing open opens opened opening end ends ended ending "
    "finish finishes finished".split()
)
_COMPARATIVES = frozenset({"higher", "lower"})
_BY_OBJECT = frozenset("lift lifts lifted lifting lose loses lost losing gain gains gained gaining".split())
_WEIGHTS = frozenset({"lb", "kg", "stone"})
_LENGTHS = frozenset({"m", "ft", "km", "mi", "yd", "cm", "mm", "in"})
_LEVELS = _WORDS["levels"]
_SUMMING = frozenset({"add", "adds", "added", "adding"})
"""Verbs that with "up to" make a sum: "it all adds up to 300 jobs"."""
_EDGING = frozenset({"edge", "edged", "edges", "edging", "inch", "inched", "creep", "crept", "creeping"})
_SIGNS = frozenset("$€£¥-−+(~≈<>")
_LINKS = _WORDS["reaching"]
"""Words that may stand between a word of change and its figure."""
_INTENSIVE = _WORDS["intensive"]
"""What makes an article part of an amount of change: "fell a further 3%", but "cut a 20% tax"."""
_MEANS = frozenset({"average", "median", "mean", "total", "maximum", "minimum"})
_NOUNS_AND_MEANS = _RISE_NOUNS | _FALL_NOUNS | _MEANS
_TOLD_BEFORE = UP | DOWN | _PARTICLES | _COMPARATIVES | _LINKS | _SIGNS | {"at", "of", "a", "an"}
"""All words and signs before a figure that tell a change or let the word before them tell it."""
_RATES = frozenset({"rate", "pace", "clip"})
_REACH = 6
_OBJECT_REACH = 12
_INDEX_REACH = 20
_CLAUSE = WALLS | {",", "and", "but", "which", "that", "who", "while", "as"}
"""Behind these another clause begins, with its own verb."""
_OBJECT_PLACES = _CLAUSE | _OBJECT_VERBS | _RISE_NOUNS | _FALL_NOUNS
_SOFT = ADVERBS | COMPARING | FURTHER | PLANNED | {"a", "an", "below", "above", "between"}
_APPOSED = frozenset(
    {(",", "or"), ("or",), ("(",), (",", "or", "about"), (",", "or", "nearly"), ("(", "about")}
)
"""What stands between one change and the same in another unit: "fell 23 points, or 0.4%"."""
_LISTED = frozenset({("and",), (",",), (",", "and"), ("or",)})


_PLACING = frozenset({"ago", "later", "earlier"})


class Change(NamedTuple):
    """A word of change with its place."""

    trend: Trend
    at: int


def with_trends(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the directions that the sentence says."""
    out: list[Draft] = []
    before: Draft | None = None
    for draft in drafts:
        told = draft
        # "Fell two weeks ago": it was not the two weeks that fell.
        if (
            draft.kind not in {None, "date", "ordinal"}
            and draft.trend is None
            and line.lows[draft.end] not in _PLACING
            and line.lows[draft.end - 1] not in _PLACING
        ):
            trend = _trend_of(line, draft, before)
            told = draft.towards(trend) if trend else draft
        if draft.kind is not None:
            before = told
        out.append(told)
        if (
            told.trend is not None
            and len(out) > 1
            and out[-2].trend is None
            and _shares_behind(line, out[-2], told)
        ):
            out[-2] = out[-2].towards(told.trend)
    return out


def _shares_behind(line: Line, a: Draft, b: Draft) -> bool:
    """ "Loans were 29% and 18% lower": the word behind the second is said of both."""
    if a.kind != "percent" or a.unit != b.unit or line.lows[a.end : b.first] != ["and"]:
        return False
    return line.lows[b.end] in {"higher", "lower", "up", "down"}


def change_before(line: Line, index: int) -> Change | None:
    """The word of change that governs a figure beginning at token `index`, whatever is counted."""
    for j in range(index - 1, max(-1, index - 1 - _REACH), -1):
        low = line.lows[j]
        # Most figures have none of these words right before them.
        if low not in _TOLD_BEFORE:
            if (low[-2:] == "ly" and line.is_word(j)) or _leads_to_mark(line, j, index):
                continue
            return None
        if low in _PARTICLES:
            change = _particle(line, j)
            if change is not None:
                return change
        elif low in _COMPARATIVES and line.lows[j + 1] == "than":
            return None  # "lower than 5%" compares
        elif low in UP:
            return _rising(line, j, index)
        elif low in DOWN:
            return Change("down", j)
        if not _passed(line, j, index):
            return None
    return None


def _rising(line: Line, j: int, index: int) -> Change | None:
    """The direction of a word of rising; "adds up to" makes a sum, "edged below" tells it by the level."""
    low = line.lows[j]
    if low in _SUMMING and line.lows[j + 1] == "up":
        return None
    return Change("down" if low in _EDGING and "below" in line.lows[j:index] else "up", j)


def _leads_to_mark(line: Line, j: int, index: int) -> bool:
    """ "Recovered to | the 11,000 level", "fell | through the 4,000 mark": the level that was reached."""
    if line.lows[index - 1] != "the" or line.lows[index + 1] not in {"level", "mark"}:
        return False
    return j == index - 1 or (j == index - 2 and line.lows[j] in _PASSING)


_PASSING = frozenset({"through", "past", "beyond"})


def _passed(line: Line, j: int, index: int) -> bool:
    """True for a word that lets the verb before it reach on: "fell sharply to", "rose by at least"."""
    low = line.lows[j]
    if low in _LINKS or low in _SIGNS:
        return True
    if low == "at":
        return line.lows[j + 1] in {"least", "most"} or _at_rate(line, j)
    if low == "of":
        return line.lows[j - 1] in _NOUNS_AND_MEANS
    # An article.
    return line.lows[j + 1] in _INTENSIVE or line.lows[j + 1] in _MEANS or j == index - 1


def _at_rate(line: Line, at: int) -> bool:
    """ "Grew at a 1.8 per cent annual rate"."""
    return line.lows[at + 1] in {"a", "an"} and not _RATES.isdisjoint(line.lows[at + 2 : at + 8])


def _particle(line: Line, j: int) -> Change | None:
    """ "Up" or "down" as a direction: not a bound ("up to 5%"), not part of a verb ("made up 30 songs")."""
    low, before = line.lows[j], line.lows[j - 1]
    bound = (
        low == "up" and line.lows[j + 1] == "to" and not (before in MOVING or before in UP or before in DOWN)
    )
    if bound or line.hyphen(j - 1) or line.hyphen(j + 1) or before in _SUMMING:
        return None
    if before not in _LINKING and (
        before in _PARTICLE_VERBS
        or before == "to"
        or (before.endswith(("ing", "ed")) and before not in _OBJECT_VERBS)
    ):
        return None
    return Change("up" if low == "up" else "down", j)


def change_of_object(line: Line, lead: int) -> Change | None:
    """The verb of change whose object stands before "by", "to" or "from" at token `lead`.

    "Cut its forecast by 2%", "raised the age for women from 60 to 65", "a rise in costs of 3%".
    """
    noun = line.lows[lead] == "of"
    for j in range(lead - 1, max(-1, lead - _OBJECT_REACH), -1):
        low = line.lows[j]
        if low not in _OBJECT_PLACES:
            continue
        if low in _CLAUSE:
            if line.hyphen(j - 1) or line.lows[j - 1] == "-":
                continue  # "cut its two- and five-year rates by"
            return None
        if noun and (line.lows[j + 1] not in _BEHIND_CHANGE or line.lows[j + 2] == "order"):
            continue
        if not noun and _is_described(line, j):
            continue
        if low in (_RISE_NOUNS if noun else _RISING_VERBS):
            return Change("up", j)
        if low in (_FALL_NOUNS if noun else _FALLING_VERBS):
            return Change("down", j)
    return None


_BEHIND_CHANGE = frozenset({"in", "of", "for", "on", "to"})


def _is_described(line: Line, index: int) -> bool:
    """ "The | lower | house backed it": no verb stands behind an article, as the noun of "a rise in" does."""
    low = line.lows[index]
    noun = low in _RISE_NOUNS or low in _FALL_NOUNS or low.endswith("ing")
    return line.lows[index - 1] in _DETERMINERS and not noun


def lead_of(line: Line, first: int) -> int:
    """The token before a figure and the words that soften it ("by an average of £340")."""
    lead = first - 1
    if line.lows[lead] == "of" and line.lows[lead - 1] in _MEANS:
        lead -= 2
    # Most figures have none: a test in place of a call for each of them.
    return before_words(line, lead, _SOFT) if line.lows[lead] in _SOFT else lead


def _trend_of(line: Line, draft: Draft, before: Draft | None) -> Trend | None:
    lead = lead_of(line, draft.first)
    # Where a change began did not itself rise or fall, nor did "a four-month high".
    tied = draft.kind == "duration" and bool(draft.numbers) and line.hyphen(draft.numbers[-1].end)
    if tied or line.lows[lead] == "from":
        return None
    change = change_before(line, draft.first)
    if change is not None:
        return change.trend if _changes(line, draft, change.at) else _trend_behind(line, draft)
    if before is not None and before.trend is not None and _goes_on(line, before, draft):
        return before.trend
    return _arrived(line, lead, draft, before) or _of_object(line, lead, draft) or _trend_behind(line, draft)


def _of_object(line: Line, lead: int, draft: Draft) -> Trend | None:
    """What a verb does to its object: "cut its forecast by 2%", "raised the dividend 8 per cent"."""
    low = line.lows[lead]
    change: Change | None = None
    if low in {"by", "to"}:
        change = change_of_object(line, lead) if _is_level(line, draft, lead) else None
    elif low == "of":
        change = _of_noun(line, lead, draft)
    elif (
        draft.unit in _UNITS_OF_SHARES and line.is_word(lead) and lead == draft.first - 1 and low not in STOP
    ):
        change = change_of_object(line, lead)
        # "Cut rates 25 basis points", but "cut Monday 5%" only with an article behind the verb.
        if change is not None and draft.unit == "%" and line.lows[change.at + 1] not in _DETERMINERS:
            return None
    return change.trend if change is not None else None


def _of_noun(line: Line, of: int, draft: Draft) -> Change | None:
    """ "A rise in costs of 3%"; "a gain on the sale of stakes of two mines" was made on the mines."""
    change = change_of_object(line, of)
    if change is None:
        return _at_pace(line, of) if line.lows[of - 1] in _RATES else None
    counted = draft.kind == "count" and draft.unit is not None
    return None if counted and "of" in line.lows[change.at : of] else change


def _at_pace(line: Line, of: int) -> Change | None:
    """ "Rose at an annual pace of 3 per cent"."""
    start = next((j for j in range(of - 2, max(0, of - 6), -1) if line.lows[j] == "at"), 0)
    return change_before(line, start) if start else None


_HELD = frozenset("its their his her our number total fleet staff".split())
_UNITS_OF_SHARES = frozenset({"%", "pp", "bp", "point"})
_DETERMINERS = frozenset("the its their his her our your a an".split())


def _is_level(line: Line, draft: Draft, lead: int) -> bool:
    """False behind "to" where no level stands: "ties to two exchanges", "up to 24", "to 16-year highs"."""
    if line.lows[lead] != "to":
        return True
    if line.lows[lead - 1] == "up":
        return False
    # "Increase its fleet to 60 aircraft" ends at a level, "cut power to 80,000 homes" says to whom.
    held = not _HELD.isdisjoint(line.lows[max(0, lead - 6) : lead])
    return draft.kind != "count" or _is_stock(draft) or held


def _goes_on(line: Line, before: Draft, draft: Draft) -> bool:
    """True for the same change in another unit, and for a further member of a list of changes."""
    if draft.first - before.end > 3:
        return _gapped(line, before, draft) or _is_parallel(line, before, draft)
    between = tuple(line.lows[before.end : draft.first])
    if between in _APPOSED:
        # "Rose to $27m, or 54 cents a share" goes on with another measure.
        same_change = "percent" in {draft.kind, before.kind} or draft.kind == before.kind == "quantity"
        return (
            same_change and (between[0] != "(" or line.lows[draft.end] == ")") and draft.unit != before.unit
        )
    if draft.unit != before.unit or draft.kind != "percent":
        return False
    return between in _LISTED or _gapped(line, before, draft) or _is_parallel(line, before, draft)


def _is_parallel(line: Line, before: Draft, draft: Draft) -> bool:
    """ "Grew 0.3% on the quarter and 1.1% on the year", "5% at home and 9% abroad": an addition to both."""
    words = line.lows[before.end : draft.first]
    if draft.unit != before.unit or draft.kind != "percent" or len(words) > _LONGEST_ADDITION:
        return False
    if words and words[-1] == "by" == line.lows[before.first - 1]:
        words = words[:-1]  # "by 71 per cent in adults and by 64 per cent in children"
    return (
        words[-1:] in (["and"], ["but"]) and _is_addition(line, before.end) and _is_addition(line, draft.end)
    )


def _is_addition(line: Line, at: int) -> bool:
    """ "On the year", "month on month", "abroad": what stands behind a figure and tells when or where."""
    low = line.lows[at]
    return low in _ADDITIONS or (line.lows[at + 1] == "on" and line.lows[at + 2] == low)


_LONGEST_ADDITION = 7
_ADDITIONS = load_words("relation_words.toml")["places"] | {
    "on", "in", "at", "from", "over", "for", "since", "during", "through", "throughout", "across", "within",
    "between", "under", "last", "this", "next",
}  # fmt: skip
"""Words that open an addition of time or place behind a figure."""


def _gapped(line: Line, before: Draft, draft: Draft) -> bool:
    """ "Burglaries were down 6 per cent and car thefts 11 per cent": the verb is left out."""
    words = line.lows[before.end : draft.first]
    if draft.unit != before.unit or draft.kind != "percent" or not 2 <= len(words) <= 5:
        return False
    named = words[1:] if words[0] in {"and", ","} else []
    if named and named[-1] == "by" == line.lows[before.first - 1]:
        named = named[:-1]  # "wages rose by 2 per cent and rents by 9 per cent"
    named = named[1:] if named and named[0] in {"and", "the", "its"} else named
    return bool(named) and all(
        low.isalpha() and low not in STOP and low not in UP and low not in DOWN for low in named
    )


def _changes(line: Line, draft: Draft, index: int) -> bool:
    """True where the word of change at token `index` says that this kind of figure rose or fell."""
    low, between = line.lows[index], line.lows[index + 1 : draft.first]
    # "Fell a third", "rose a quarter-point"; but "cut a 20% tax".
    article = between[-1:] in (["a"], ["an"]) and not _at_rate(line, draft.first - 2)
    if article and draft.kind != "ratio" and draft.unit not in {"pp", "bp", "point"}:
        return False
    if low in _PARTICLES:
        # "Opened up a nine-point lead" is a verb of two words; "up a quarter-point" tells a move.
        held = article and bool(draft.numbers) and not draft.numbers[0].fraction
        return not held and _moves(line, draft, index)
    if low in _BY_OBJECT and not {"to", "by"}.isdisjoint(between):
        return low.startswith(("lift", "gain"))  # "lost to 12 men", "lose by two points"
    linked = "by" in between or "of" in between or ("to" in between and between[-2:] != ["up", "to"])
    return linked or _direct_object(line, draft, low)


def _moves(line: Line, draft: Draft, index: int) -> bool:
    """True for "up 3%", "down 2,000 from"; "closing down 14 branches" is no fall of theirs."""
    if draft.kind == "duration":
        return False  # "mobiles rack up 20 years"
    if draft.kind in {"percent", "money", "ratio"} or draft.unit == "point" or _compared(line, draft.end):
        return True
    return (draft.kind != "count" or _is_stock(draft)) and line.lows[index - 1] not in CLOSING


def _direct_object(line: Line, draft: Draft, low: str) -> bool:
    """True where what stands right behind a verb of change is an amount of change."""
    if draft.unit == "point":
        # A player adds points too: "Lund added 20 points".
        return not low.startswith("add") or not _INDICES.isdisjoint(
            line.lows[max(0, draft.first - _INDEX_REACH) : draft.first]
        )
    if draft.kind in {"percent", "ratio"}:
        # "Recovered 80% of the haul": it was got back.
        got_back = low[:7] == "recover" and line.lows[draft.end] == "of"
        return not got_back and (draft.kind == "percent" or _is_plain_share(line, draft))
    if draft.kind == "quantity":
        return _moves_measure(line, draft, low)
    if draft.kind == "count":
        return draft.rule == bare.NAME or draft.unit is None or _is_stock(draft)
    if low.startswith("rais"):
        return False  # "raised $5m" collects, "raised to 5%" increases
    if draft.kind == "money":
        # "Lost 12 cents" is a move of a price, "lost $1.5m" the result of a year.
        small = draft.value is not None and draft.value < 1000
        return small or low not in {"lose", "loses", "lost", "losing", "gain", "gains", "gained", "gaining"}
    return False


def _moves_measure(line: Line, draft: Draft, low: str) -> bool:
    """ "Output rose 20 tons": "lifted 200kg", "loses 3,000 litres an hour" only tell what was done."""
    # "Fell 200ft from a ridge" tells a way; the water of a lake falls itself.
    if draft.unit in _LENGTHS and not _is_of_level(line, draft):
        return False
    return low not in _BY_OBJECT or (draft.unit in _WEIGHTS and low[:4] != "lift")


def _is_of_level(line: Line, draft: Draft) -> bool:
    """True where the sentence has told of water and the like before."""
    return not _LEVELS.isdisjoint(line.lows[max(0, draft.first - _INDEX_REACH) : draft.first])


def _is_plain_share(line: Line, draft: Draft) -> bool:
    """ "Lost one in five of its viewers", but not "lost one patient in 12"."""
    return len(draft.numbers) < 2 or line.lows[draft.numbers[0].end] in {"in", "out"}


def _is_stock(draft: Draft) -> bool:
    return draft.unit is None or draft.unit.partition("/")[0] in _STOCK


def _compared(line: Line, end: int) -> bool:
    return line.lows[end] in {"from", "on", "compared", "against"} or line.lows[end + 1] == "from"


def _arrived(line: Line, lead: int, draft: Draft, before: Draft | None) -> Trend | None:
    """The end of "from 80% to just 12%", or the level behind "rose 18 sen to"."""
    if before is None or line.lows[lead] != "to":
        return None
    closed = lead == before.end or (lead == before.end + 1 and line.lows[before.end] == ",")
    if not closed:
        return None
    # "Rose 18 sen to $4": the level went where the step before it went.
    if before.trend is not None:
        return before.trend
    started = line.lows[before.first - 1] == "from"
    if started and before.unit == draft.unit and before.value is not None and draft.value is not None:
        return "up" if draft.value > before.value else "down"
    return None


def _trend_behind(line: Line, draft: Draft) -> Trend | None:
    """A word of change behind the figure: "5 points higher", "1.1 per cent up", "a 7% pay rise"."""
    if draft.kind == "duration" or (draft.kind == "count" and not (draft.unit and _is_stock(draft))):
        return None
    after = line.lows[draft.end]
    if after in _PARTICLES and _is_no_direction(line, draft, after):
        return None
    if after in {",", "or", "("}:
        after = _behind_restated(line, draft.end)
    if after in {"higher", "lower"} or (after in _PARTICLES and draft.kind != "count"):
        return "up" if after in {"higher", "up"} else "down"
    return _noun_behind(line, draft)


def _is_no_direction(line: Line, draft: Draft, particle: str) -> bool:
    """ "200 miles up in space", "yours for $99 down"."""
    if draft.kind == "money":
        return particle == "down" and line.lows[draft.first - 1] in {"for", "with", "put"}
    return draft.unit in _LENGTHS and not _is_of_level(line, draft)


def _behind_restated(line: Line, end: int) -> str:
    """The word behind the same amount in another unit: "84 cents, or 1.3 per cent, | higher"."""
    at = end
    while at < end + _LONGEST_RESTATED and (line.is_number(at) or line.lows[at] in _RESTATING):
        at += 1
    ends = line.lows[at] in {"higher", "lower"} and line.lows[at + 1] not in {"by", "than"}
    return line.lows[at] if ends else line.lows[end]


_LONGEST_RESTATED = 8
_RESTATING = frozenset(", or ( ) % per cent cents percent pence points p pc".split())


def _noun_behind(line: Line, draft: Draft) -> Trend | None:
    """ "A 7% pay rise", "3% growth", "a 15 per cent cut in"."""
    for j in range(draft.end, draft.end + 3):
        low = line.lows[j]
        if low in _RISE_NOUNS or low in _FALL_NOUNS:
            noun = _opens_phrase(line, draft.first) or (j == draft.end and _is_noun(line, j))
            return None if not noun else "up" if low in _RISE_NOUNS else "down"
        if not (line.is_word(j) or line.hyphen(j)) or low in _LINKS or low in _BETWEEN or low in STOP:
            return None
    return None


def _opens_phrase(line: Line, first: int) -> bool:
    """True behind an article or the like: "a 7% pay rise"."""
    if not {"a", "an"}.isdisjoint(line.lows[max(0, first - 1) : first + 1]):
        return True
    return line.lows[lead_of(line, first)] in _OPENERS


def _is_noun(line: Line, index: int) -> bool:
    """True for "40 per cent growth" and "a 5% cut in"; "40 per cent cut their spending" is a verb."""
    return line.lows[index] == "growth" or line.lows[index + 1] in _BEHIND_NOUNS


_OPENERS = frozenset({"the", "another", "this", "its", "with", "of", "saw"})
_BETWEEN = frozenset({"of", "in", "on", "for", "and", "or"})
_BEHIND_NOUNS = frozenset({"in", "of", "on", "to", "for", ".", ","})
