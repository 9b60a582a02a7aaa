"""What of a timeline is shown, and in which order. Nothing here is a widget or knows a style."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.tokens import fold
from briefing.ui.drawing.row_filter import RowFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.model.timeline_row import TimelineRow

MOST_ROWS = 200
"""Of more rows, those that weigh most are shown unless all are asked for."""


@dataclass(frozen=True, slots=True)
class TimelineFilter(RowFilter):
    """What a person asked to see of a timeline.

    Words are those that the label or a sentence holds; `source:` looks in who tells it, `speaker:` in who is
    quoted with it, `date:2026-03` or `date:2026-01..2026-03` in the days.
    """

    every: bool = False
    """Whether rows are listed that weigh little, too."""

    @property
    def asks_who(self) -> bool:
        """Whether it matters who says what."""
        return any(word.startswith("speaker:") for word in fold(self.words).split())

    def takes(self, row: TimelineRow, source: Callable[[str], str]) -> bool:
        """Whether a row is shown; `source` gives what an article is called."""
        return all(_has(row, word, source) for word in fold(self.words).split())


def _has(row: TimelineRow, word: str, source: Callable[[str], str]) -> bool:
    field, _, rest = word.partition(":")
    if field == "source":
        return any(rest in fold(source(name)) for name in row.articles)
    if field == "speaker":
        return any(one.speaker is not None and rest in fold(one.speaker) for one in row.statements)
    if field == "date":
        first, dots, last = rest.partition("..")
        last = last if dots else first
        return row.last_day[: len(first)] >= first and row.first_day[: len(last)] <= (last or "9")
    return word in fold(row.label) or any(word in fold(one.sentence) for one in row.statements)


class ShownRows(NamedTuple):
    """The rows that are asked for, in date order."""

    past: list[TimelineRow]
    ahead: list[TimelineRow]
    """Those of what is told only ahead."""
    light: int
    """How many weigh so little that they are listed only where all are."""


def shown_rows(
    rows: Iterable[TimelineRow], wanted: TimelineFilter, source: Callable[[str], str]
) -> ShownRows:
    """Choose rows as a person asked for them; `source` gives what an article is called."""
    found = [row for row in rows if wanted.takes(row, source)]
    light = max(len(found) - MOST_ROWS, 0)
    if light and not wanted.every:
        order = sorted(range(len(found)), key=lambda at: (-found[at].weight, at))
        found = [found[at] for at in sorted(order[:MOST_ROWS])]
    past = [row for row in found if not row.is_ahead]
    return ShownRows(past, [row for row in found if row.is_ahead], light)


def weighing_most(rows: Sequence[TimelineRow]) -> TimelineRow | None:
    """The day that weighs most, the first of equals; without a day, the row."""
    days = [row for row in rows if row.precision == "day"]
    return max(days or rows, key=lambda row: row.weight, default=None)


def source_parts(row: TimelineRow, cells: int) -> list[tuple[str, int]]:
    """The articles that tell of a row, each with its cells of a bar of so many, largest share first; where
    they are more than cells, the first of them have one each."""
    counts: dict[str, int] = {}
    for one in row.statements:
        counts[one.article] = counts.get(one.article, 0) + 1
    order = sorted(counts, key=lambda name: -counts[name])[:cells]
    total = sum(counts[name] for name in order)
    parts: list[tuple[str, int]] = []
    told = filled = 0
    for place, name in enumerate(order):
        told += counts[name]
        # Each has one cell at least, and leaves one for each behind it.
        end = min(max(round(cells * told / total), filled + 1), cells - (len(order) - place - 1))
        parts.append((name, end - filled))
        filled = end
    return parts


def stretch_of(day: str, first: str, last: str, count: int) -> int | None:
    """Which of so many stretches of the days from `first` to `last` (ISO) a day is in; None outside."""
    start, end, at = (date.fromisoformat(one).toordinal() for one in (first, last, day))
    return (at - start) * count // (end - start + 1) if start <= at <= end else None
