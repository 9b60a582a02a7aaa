"""Words that turn what is told behind them into its opposite."""

from __future__ import annotations

_NEGATIONS = frozenset("not never no nothing nobody neither nor without cannot".split())


def denies(folded: str) -> bool:
    """Whether a folded word is a negation, or an auxiliary with one: "not", "didn't"."""
    return folded in _NEGATIONS or folded.endswith(("n't", "n’t"))
