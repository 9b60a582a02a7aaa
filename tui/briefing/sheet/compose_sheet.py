"""A sheet composed of the lines of a ledger: which of them it takes, in which part and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefing.model.figure import Figure
from briefing.model.ledger_line import SET_BY_YOU, LedgerEntry, LedgerLine, origin_texts
from briefing.model.sheet_line import Sheet, SheetLine, values_of
from briefing.model.topic import Topic
from briefing.text.clean import clean_line

NO_REASON = "no reason is told"
BOUNDED = "only bounded"
_BOUNDS = frozenset({"at least", "at most", "more than", "less than"})
"""Qualifiers of a value of which only one end is known."""


def compose_sheet(
    lines: Iterable[LedgerLine],
    figure_of: Callable[[LedgerEntry], Figure | None],
    topics: Iterable[Topic],
    credit: Callable[[str], str],
) -> Sheet:
    """Return the sheet of some lines of a ledger, which have their topics.

    Args:
        lines: In the order of the ledger, which is kept where nothing else orders them.
        figure_of: The figure of an entry, None where it is not known. What is agreed or told by one source is
            taken only if one of its figures is worth quoting (`Figure.key`).
        topics: All topics: the weight of a line is that of its passages in its topic, times the topic's own.
        credit: Who says what an article says, and when, as the sheet names it; by the article's id.
    """
    weigh = _Weights(topics)
    agreed: list[SheetLine] = []
    disputed: list[SheetLine] = []
    changed: list[SheetLine] = []
    single: list[SheetLine] = []
    unexplained: list[SheetLine] = []
    bounded: list[SheetLine] = []
    for line in lines:
        figures = [figure for entry in line.entries if (figure := figure_of(entry)) is not None]
        by_hand = f", {line.corrected.words}" if line.corrected is not None else ""
        if line.course:
            changed.append(_told(line, f"{line.reason or ''}{by_hand}", credit))
        elif line.verdict == "differ":
            why = line.reason or (SET_BY_YOU if line.verdict_set else None)
            told = why if why == SET_BY_YOU else f"{why or NO_REASON}{by_hand}"
            (unexplained if why is None else disputed).append(_told(line, told, credit))
        elif not any(figure.key is not None for figure in figures):
            continue
        elif all(figure.qualifier in _BOUNDS for figure in figures):
            bounded.append(_told(line, BOUNDED, credit))
        elif line.confirms:
            agreed.append(_told(line, line.verdict_words, credit))
        else:
            single.append(_told(line, line.voices_words if line.origin is not None else "", credit))
    agreed.sort(key=lambda one: (-one.line.voices, one.line.reason or ""))
    for some in (disputed, changed):
        reasons = list(dict.fromkeys(one.why for one in some))
        some.sort(key=lambda one: reasons.index(one.why))
    for some in (single, bounded):
        some.sort(key=lambda one: -weigh.of(one.line))
    return Sheet(tuple(agreed), tuple(disputed), tuple(changed), tuple(single), (*unexplained, *bounded))


def _told(line: LedgerLine, why: str, credit: Callable[[str], str]) -> SheetLine:
    def giver(entry: LedgerEntry) -> str:
        return ", ".join(
            (credit(entry.article), *(f"quoting {clean_line(told)}" for told in origin_texts([entry])))
        )

    values = f"{line.course_words}: " if line.course else ""
    values += "; ".join(
        f"{text} ({'; '.join(map(giver, entries))})" for text, entries in values_of(line).items()
    )
    return SheetLine(line, f"{line.label}: {values}{f' – {why}' if why else ''}", why)


class _Weights:
    """How much lines weigh by their topics."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._weights: dict[tuple[str, str, int], float] = {
            (topic.label, one.article, one.passage): topic.share * one.weight
            for topic in topics
            if not topic.is_other
            for one in topic.passages
        }

    def of(self, line: LedgerLine) -> float:
        """The weight of the passage of a line that is most about its topic; 0 where it has none."""
        if line.topic is None:
            return 0.0
        places = ((line.topic, entry.article, entry.passage) for entry in line.entries)
        return max(self._weights.get(place, 0.0) for place in places)
