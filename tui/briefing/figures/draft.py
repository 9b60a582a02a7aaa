"""Drafts: figures in the making, between the rules and the resolver."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.figures.number import Number
from briefing.model.figure import FigureKind, Trend


@dataclass(slots=True)
class Draft:
    """What a rule found: tokens `first` to `end` (half-open) of its line.

    Nobody changes one, but it is not frozen: several are made for each figure, and a frozen one takes six
    times as long to make.
    """

    first: int
    end: int
    kind: FigureKind | None
    """None for what is known not to be a figure; it shadows what overlaps it."""
    rule: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    numbers: tuple[Number, ...] = field(default=())
    """The numbers it was made of, in order."""
    about: bool = False
    """True where the words themselves are vague ("dozens")."""
    parts: tuple[tuple[float, str], ...] = ()
    """For a length of time made of several ("2 years 1 month"): each amount with its unit."""
    from_: str | None = None
    to: str | None = None
    readings: tuple[str, ...] = ()
    """The days that a date can be where nothing in its line decides: month first, then day first."""
    from_value: float | None = None
    to_value: float | None = None
    """First and last value of a change told with both ends ("from 145% to 30%"), in the text's order."""

    trend: Trend | None = None

    def towards(self, trend: Trend) -> Draft:
        """The same with a direction: most figures of a change are made anew for it."""
        return Draft(
            self.first, self.end, self.kind, self.rule, self.value, self.low, self.high, self.unit,
            self.numbers, self.about, self.parts, self.from_, self.to, self.readings,
            self.from_value, self.to_value, trend,
        )  # fmt: skip

    @property
    def number(self) -> Number | None:
        """The first number, or None for a draft made of words alone."""
        return self.numbers[0] if self.numbers else None
