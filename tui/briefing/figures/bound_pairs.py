"""Two bounds on one number: "at least nine people, and perhaps as many as 15, were hurt".

The second is an aside, behind which the sentence goes on with the noun or verb of both.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.counted_nouns import head_noun
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import comparable, is_bare
from briefing.figures.lookback import NAME, with_unit
from briefing.figures.rules.count import VICTIMS
from briefing.figures.sentence_nouns import PASSIVE
from briefing.figures.softening import ADVERBS, COMPARING
from briefing.figures.token_line import Line

_JOINING = frozenset({"and", "but", "or"})
_GUESSING = frozenset({"perhaps", "maybe", "possibly", "probably", "even", "no", "not", "up", "to"})
_BOUNDING = frozenset({"many", "much", "than", "least", "most", "up"})
_BETWEEN = ADVERBS | COMPARING | _GUESSING
_LONGEST = 8


def transfer_between_bounds(line: Line, drafts: list[Draft]) -> None:
    """Give both numbers of each pair of bounds in `drafts` the unit of either, or that of what follows."""
    for k in range(len(drafts) - 1):
        a, b = drafts[k], drafts[k + 1]
        if line.lows[a.end] != "," or not (is_bare(a) or is_bare(b)) or not _are_bounds(line, a, b):
            continue
        source = b if is_bare(a) else a
        if not is_bare(source) and source.unit is not None:
            drafts[k : k + 2] = [d if d is source else with_unit(d, source) for d in (a, b)]
            continue
        noun = _noun_behind(line, b.end)
        if noun is not None:
            drafts[k : k + 2] = [replace(d, kind="count", unit=noun, rule=NAME) for d in (a, b)]


def _are_bounds(line: Line, a: Draft, b: Draft) -> bool:
    words = line.lows[a.end + 1 : b.first]
    if not 1 < len(words) <= _LONGEST or words[0] not in _JOINING or not comparable(a, b):
        return False
    return _BETWEEN.issuperset(words[1:]) and not _BOUNDING.isdisjoint(words[1:])


def _noun_behind(line: Line, end: int) -> str | None:
    """What the sentence goes on with behind the aside: ", | homes burned", ", were | hurt"."""
    if line.lows[end] != ",":
        return None
    at = end + 1
    found = head_noun(line, at)
    if found is not None:
        return found[0]
    while line.lows[at] in PASSIVE:
        at += 1
    return "person" if at > end + 1 and line.lows[at] in VICTIMS else None
