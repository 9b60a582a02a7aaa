"""Amounts below zero: in brackets without a minus, as accounts write them; losses with a minus too many."""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.token_line import Line

NAME = "accounting"

_WORDS = load_words("accounts.toml")


def settle_signs(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with those below zero that stand in brackets where the sentence needs an amount.

    "The prize ($250,000) went to two sisters" names an amount a second time and is left as it is. "Lost
    -$4m" is a loss of four million: its minus only repeats the verb.
    """
    return [_settled(line, draft) if draft.kind in _AMOUNTS and draft.value else draft for draft in drafts]


_AMOUNTS = frozenset({"money", "percent"})


def _settled(line: Line, draft: Draft) -> Draft:
    if draft.value is None:
        return draft
    if draft.value < 0:
        is_loss = draft.kind == "money" and _is_lost(line, draft.first)
        return replace(draft, value=-draft.value) if is_loss else draft
    if line.lows[draft.first - 1] != "(" or line.lows[draft.end] != ")":
        return draft
    if line.lows[draft.first - 2] not in _WORDS["calling"]:
        return draft
    value = draft.value if draft.kind == "money" and _is_lost(line, draft.first - 1) else -draft.value
    return replace(draft, first=draft.first - 1, end=draft.end + 1, value=value)


def _is_lost(line: Line, first: int) -> bool:
    """True for what is told as a loss: "lost -$4m", "a net loss of ($4m)"."""
    before = line.lows[first - 1]
    return before in _WORDS["losing"] or (before == "of" and line.lows[first - 2] in _WORDS["losses"])
