"""Amounts below zero as accounts write them: in brackets, without a minus."""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.draft import Draft
from briefing.figures.token_line import Line

NAME = "accounting"

_CALLS_FOR_AN_AMOUNT = frozenset(
    "of to from at by with after before against versus vs is was were be been being became reached totalled "
    "totaled reported posted recorded than".split()
)
"""Words that are followed by what they measure; a bracket behind one is no aside: "a margin of (12%)"."""


def negate_bracketed(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with those below zero that stand in brackets where the sentence needs an amount.

    "The prize ($250,000) went to two sisters" names an amount a second time and is left as it is.
    """
    return [_negated(draft) if _accounted(line, draft) else draft for draft in drafts]


def _accounted(line: Line, draft: Draft) -> bool:
    if line.lows[draft.first - 1] != "(" or line.lows[draft.end] != ")":
        return False
    worth = draft.kind in {"money", "percent"} and draft.value is not None and draft.value > 0
    return worth and line.lows[draft.first - 2] in _CALLS_FOR_AN_AMOUNT


def _negated(draft: Draft) -> Draft:
    return replace(draft, first=draft.first - 1, end=draft.end + 1, value=-(draft.value or 0))
