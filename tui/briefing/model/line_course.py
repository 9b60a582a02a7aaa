"""How a quantity changed: the values that articles of several days give of it, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model.ledger_line import LedgerEntry


@dataclass(frozen=True, slots=True)
class CourseStep:
    """What a quantity was told to be at one time, where that is new."""

    entries: tuple[LedgerEntry, ...]
    """Those that tell it, at least one; the first words it."""

    @property
    def published(self) -> str | None:
        """The ISO date of the article that is the first to word it."""
        return self.entries[0].published

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.entries[0].text

    def to_dict(self) -> dict[str, Any]:
        """The public form: `{published, text, articles}`."""
        articles = dict.fromkeys(entry.article for entry in self.entries)
        return {"published": self.published, "text": self.text, "articles": list(articles)}


def course_of(
    entries: Sequence[LedgerEntry], *, only_grows: bool, least_days: int = 1
) -> tuple[CourseStep, ...]:
    """Return the steps of a quantity from day to day: two or more, or none where its values are no course.

    They are none where an article without a date tells what none with one does, two of one day contradict
    each other, steps lie less than `least_days` apart, or what `only_grows`, as the number of the dead, is
    less on a later day.
    """
    dated = [entry for entry in entries if entry.published is not None]
    if any(all(one.contradicts(other) for other in dated) for one in entries if one.published is None):
        return ()
    steps: list[CourseStep] = []
    for day in sorted({entry.published or "" for entry in dated}):
        told: list[LedgerEntry] = []
        for article in dict.fromkeys(entry.article for entry in dated if entry.published == day):
            own = [entry for entry in dated if entry.article == article]
            told += _new_in(own, steps, only_grows=only_grows)
        if any(
            one.article != other.article and one.contradicts(other) for one, other in combinations(told, 2)
        ):
            return ()
        if told:
            first = max(told, key=_highest) if only_grows else told[-1]
            steps.append(CourseStep((first, *(one for one in told if one is not first))))
    if len(steps) < 2 or any(_days(one, other) < least_days for one, other in pairwise(steps)):
        return ()
    grows = all(_highest(one.entries[0]) < _highest(other.entries[0]) for one, other in pairwise(steps))
    return tuple(steps) if grows or not only_grows else ()


def course_of_numbers(entries: Sequence[LedgerEntry]) -> tuple[CourseStep, ...]:
    """Return the steps of what is numbered on from day to day ("the seventh day", "the eighth"): the number
    tells the time, whether the articles are dated or not."""
    steps: list[CourseStep] = []
    for entry in sorted(entries, key=lambda one: (_highest(one), one.published or "9999")):
        if steps and not entry.contradicts(steps[-1].entries[0]):
            steps[-1] = CourseStep((*steps[-1].entries, entry))
        else:
            steps.append(CourseStep((entry,)))
    return tuple(steps) if len(steps) > 1 else ()


def _days(one: CourseStep, other: CourseStep) -> int:
    return (date.fromisoformat(other.published or "") - date.fromisoformat(one.published or "")).days


def _new_in(
    own: Sequence[LedgerEntry], steps: Sequence[CourseStep], *, only_grows: bool
) -> Sequence[LedgerEntry]:
    """What an article tells that was not told before: "12, up from 7" tells 12."""
    before = [step.entries[0] for step in steps]
    new = [one for one in own if all(one.contradicts(other) for other in before)]
    if new or only_grows:
        return new
    # A price may come back to what it was.
    return [] if any(not one.contradicts(before[-1]) for one in own) else own


def _highest(entry: LedgerEntry) -> float:
    end = entry.range[1] if entry.range is not None else 0.0
    return 0.0 if isinstance(end, str) else end
