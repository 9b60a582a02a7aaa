"""What two neighbouring figures of a sentence have to do with each other: one table, one pass.

The relations of `JOINING` look at each neighbouring pair from left to right, and the first that holds says
what becomes of the two: one figure with both ends, two figures of one change, two values of a vote, or no
figure at all. What none of them ties together stays independent. Numbers that are left without a unit are
then lent one (see `briefing.figures.unit_transfer`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.figures import changes, ranges
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import DraftPair, is_single
from briefing.figures.token_line import Line

NAME = "range"
_FARTHEST = 4
"""Words between two figures of one relation, at most."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A named relation of two neighbouring figures."""

    name: str
    example: str
    function: Callable[[DraftPair], tuple[Draft, ...] | None]
    """What the two become (one or two drafts), or None where the relation does not hold."""


JOINING: tuple[Relation, ...] = (
    Relation(
        "rate behind a bracket",
        "It pumps 1,000 barrels (42,000 gallons) of oil a day.",
        changes.bracketed_rate,
    ),
    Relation("sides of a vote", "The motion passed by seven votes, 96 to 89.", changes.sides_of_vote),
    Relation("tally of a vote", "The House approved the bill 218 to 211.", changes.tally_of_vote),
    Relation("score", "The home side won 21 to 17.", ranges.score),
    Relation("shares of a vote", "The motion passed by 52% to 48%.", changes.shares_of_vote),
    Relation("successive values", "The prize went from $50 to $75 to $100.", changes.successive_values),
    Relation(
        "change with both ends", "Unemployment fell from 5.2 to 4.8 per cent.", changes.change_with_ends
    ),
    Relation("change and level", "Membership rose by 15,000 to 240,000.", changes.step),
    Relation("range with a dash", "Rain of 20-30mm is forecast.", ranges.dashed),
    Relation("range", "They plan to open eight to ten stores.", ranges.ranged_to),
    Relation("alternative", "The trip takes two or three days.", ranges.alternative),
    Relation("range with between", "It costs between 15 and 20 euros.", ranges.between),
)
"""The relations of a pair, in the order they are tried."""
_BETWEEN = ranges.TO | ranges.DASH | ranges.OR | changes.BRACKETS | {("/",)}
"""What stands between two figures of a relation; beside it phrases that begin with "and"."""


def relate(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with neighbours joined, told apart or dropped as their relation says."""
    if len(drafts) < 2:
        return drafts
    out = [drafts[0]]
    for k in range(1, len(drafts)):
        a, b = out[-1], drafts[k]
        if b.first - a.end > _FARTHEST or not (is_single(a) and is_single(b)):
            out.append(b)
            continue
        between = tuple(line.lows[a.end : b.first])
        # Most neighbours have other words between them, and no relation of the table.
        if between not in _BETWEEN and between[:1] != ("and",):
            out.append(b)
            continue
        behind = drafts[k + 1] if k + 1 < len(drafts) else None
        out[-1:] = _joined(DraftPair(line, out[-2] if len(out) > 1 else None, a, b, behind, between))
    return out


def _joined(pair: DraftPair) -> tuple[Draft, ...]:
    """What the first relation that holds makes of the pair; the two as they are where none does."""
    for relation in JOINING:
        found = relation.function(pair)
        if found is not None:
            return found
    return pair.a, pair.b
