"""What a number without a unit sees before it, for those rules that lend it one."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from briefing.figures.draft import Draft
from briefing.figures.draft_pair import size
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.token_line import WALLS, Line

NAME = "ellipsis"
_SOFT = ADVERBS | {"than", "another"}
REACH = 14
"""Tokens from a source to the number, at most, but where a transfer says otherwise."""


class Lookback(NamedTuple):
    """A number without a unit, the figures before it (nearest last), and the one behind it."""

    line: Line
    earlier: list[Draft]
    draft: Draft
    following: Draft | None
    nearest: Draft | None
    """The nearest figure before that has a unit to lend: nearly every transfer asks for it."""

    def source(self, *, counted: bool = False) -> Draft | None:
        """The nearest figure before that has a unit to lend."""
        nearest = self.nearest
        return nearest if nearest is not None and (not counted or nearest.kind == "count") else None

    def lead(self) -> int:
        """The token before the number and the words that soften it."""
        return before_words(self.line, self.draft.first - 1, _SOFT)

    def closes(self) -> bool:
        """True where neither a word nor a sign of a unit follows the number."""
        line, end = self.line, self.draft.end
        return not line.is_word(end) and not line.hyphen(end) and line.lows[end] not in {"%", "/", ":"}

    def is_pronoun(self) -> bool:
        """True for "one" in a word: "one of those"."""
        return self.draft.value == 1 and not self.draft.numbers[0].digits

    def near(self, source: Draft, reach: int = REACH, walls: frozenset[str] = WALLS) -> bool:
        """True where no sentence ends between the source and the number, and they stand close together."""
        if self.draft.first - source.end > reach or source.unit is None:
            return False
        return walls.isdisjoint(self.line.lows[source.end : self.draft.first])

    def follows(self, source: Draft) -> bool:
        """True where no other figure but dates stands between the source and the number."""
        return all(draft.kind == "date" for draft in self.earlier if draft.first >= source.end)


def with_unit(draft: Draft, source: Draft) -> Draft:
    """The draft with kind and unit of the source."""
    number = draft.number
    # "The 800m and 1500m champion": what was read as millions are metres as well.
    if source.unit == "m" and number is not None and number.scale == 1e6 and draft.value is not None:
        return replace(draft, kind=source.kind, unit="m", rule=NAME, value=draft.value / 1e6)
    return replace(draft, kind=source.kind, unit=source.unit, rule=NAME)


def much_alike(source: Draft, draft: Draft) -> bool:
    """True for amounts that could be of the same things."""
    whole = source.value if source.value is not None else source.low
    small, large = sorted((abs(whole or 0.0), abs(size(draft))))
    return small > 0 and large <= 50 * small
