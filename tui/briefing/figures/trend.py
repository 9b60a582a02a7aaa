"""Direction: whether the sentence says a figure rose or fell."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.token_line import WALLS, Line
from briefing.model.figure import Trend

_UP_TEXT = """
rise rises rose risen rising raise raised raises raising gain gains gained gaining jump jumps jumped
jumping climb climbs climbed climbing up increase increases increased increasing advance advances advanced
advancing grow grows grew grown growing surge surges surged surging soar soars soared soaring rally
rallied rallies rallying add adds added adding higher growth upped boost boosts boosted boosting hike
hikes hiked hiking improve improves improved improving rebound rebounds rebounded swell swelled expand
expands expanded expanding accelerate accelerated spike spikes spiked spiking leap leaps leapt leaped
skyrocketed skyrocket bounce bounced outperform appreciated appreciate recover recovered recovering more
extra uptick upturn escalated widened widen lift lifts lifted lifting ballooned balloon multiplied
strengthened strengthen firmed edged-up
"""
_DOWN_TEXT = """
fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease
decreases decreased decreasing down lose loses lost losing slide slides slid sliding slip slips slipped
slipping sink sinks sank sunk sinking plunge plunges plunged plunging plummet plummets plummeted
plummeting tumble tumbles tumbled tumbling cut cuts cutting reduce reduces reduced reducing shed sheds
shedding lower lowered lowers lowering shrink shrinks shrank shrunk contract contracts contracted
contracting ease eases eased easing dip dips dipped dipping slump slumps slumped slumping tank tanked
weaken weakened weakens weakening trim trimmed trims slash slashed slashes slashing narrow narrowed
narrows retreat retreated halve dive dived dove collapse collapsed shave shaved worsened deflated less
fewer slowed depreciated
"""
_GOING = frozenset({"go", "goes", "went", "gone", "going"})
UP = frozenset(_UP_TEXT.split()) - {"more", "extra"}
DOWN = frozenset(_DOWN_TEXT.split()) - {"less", "fewer"}
_AFTER_UP = frozenset(
    "increase increases rise rises gain gains jump growth higher hike hikes boost surge uptick up "
    "climb improvement advance rally".split()
)
_AFTER_DOWN = frozenset(
    "decrease decreases fall falls drop drops decline declines cut cuts reduction reductions lower "
    "loss slump plunge down slide dip contraction discount".split()
)
_LINKS = frozenset(
    "by to from of about around nearly almost approximately roughly over than least most more less "
    "fewer some up down at as much many just only another an a the further additional extra between "
    "under above below well slightly sharply its estimated average total record full whopping "
    "staggering in on".split()
)
_SIGNS = frozenset("$€£¥-−+(~≈<>".strip())
_REACH = 6
_TRANSITIVE_UP = frozenset(
    "raise raises raised raising increase increases increased increasing boost boosted hike hiked "
    "lift lifted expand expanded upped push pushed pushes rose grew climbed jumped rise grow climb".split()
)
_TRANSITIVE_DOWN = frozenset(
    "cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering slash slashed "
    "trim trimmed fell dropped declined shrank fall drop decline shrink decreased decrease".split()
)


def change_before(line: Line, index: int) -> Trend | None:
    """The direction of the word of change that governs a figure beginning at token `index`."""
    for j in range(index - 1, max(-1, index - 1 - _REACH), -1):
        low = line.lows[j]
        if low in {"raise", "raises", "raised", "raising"} and j == index - 1:
            return None  # "raised $5m" collects, "raised to 5%" increases
        if low == "up" and line.lows[j + 1] == "to" and line.lows[j - 1] not in _GOING:
            continue  # "fell up to 5%", "up to 20 metres": a bound, the verb before it decides
        if low in UP:
            return "up"
        if low in DOWN:
            return "down"
        # Any other word ends the reach of the verb: "fell on the day 20 people" says nothing of the
        # people. Adverbs ("fell sharply to") are let pass.
        if low not in _LINKS and low not in _SIGNS and not (low.endswith("ly") and line.is_word(j)):
            return None
    return None


def trend_of(line: Line, draft: Draft, before: tuple[Draft, Trend | None] | None) -> Trend | None:
    """What the sentence says the figure did; `before` is the figure to the left with its direction."""
    lead = draft.first - 1
    while line.lows[lead] in _SOFT:
        lead -= 1
    # Where a change began did not itself rise or fall.
    if line.lows[lead] == "from":
        return None
    found = change_before(line, draft.first)
    if found is None and line.lows[lead] in {"by", "to"}:
        found = _arrived(line, lead, draft, before) or _change_of_object(line, lead)
    if found is not None:
        return found
    after = line.lows[draft.end]
    if after in _AFTER_UP:
        return "up"
    return "down" if after in _AFTER_DOWN else None


_SOFT = frozenset(
    {
        "about",
        "around",
        "nearly",
        "almost",
        "just",
        "only",
        "roughly",
        "a",
        "an",
        "as",
        "some",
        "below",
        "above",
    }
)


def _arrived(line: Line, lead: int, draft: Draft, before: tuple[Draft, Trend | None] | None) -> Trend | None:
    """The end of "from 80% to just 12%", or the level behind "rose 18 sen to"."""
    if before is None or line.lows[lead] != "to":
        return None
    previous, trend = before
    # "Rose 18 sen to $4": the level went where the step before it went.
    if lead == previous.end:
        if trend is not None:
            return trend
        started = line.lows[previous.first - 1] == "from"
        if started and previous.unit == draft.unit and previous.value is not None and draft.value is not None:
            return "up" if draft.value > previous.value else "down"
    return None


def _change_of_object(line: Line, lead: int) -> Trend | None:
    """A verb of change with its object: "cut its forecast by 2%", "lowered the rate on loans to 3%"."""
    for j in range(lead - 1, max(-1, lead - 10), -1):
        low = line.lows[j]
        # Behind a comma or conjunction another clause begins, with its own verb.
        if low in WALLS or low in {",", "and", "but", "which", "that", "who"}:
            return None
        if low in _TRANSITIVE_UP:
            return "up"
        if low in _TRANSITIVE_DOWN:
            return "down"
    return None
