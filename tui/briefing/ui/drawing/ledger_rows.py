"""What of a ledger is shown, in which order and columns. Nothing here is a widget or knows a style."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.tokens import fold
from briefing.ui.drawing.row_filter import RowFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefing.model.ledger_line import LedgerEntry, LedgerLine


class VerdictSign(NamedTuple):
    """How a verdict is told: never by its colour alone."""

    sign: str
    word: str
    style: str


DIFFER = VerdictSign("≠", "differ", "warning")
CHANGED = VerdictSign("→", "changed", "work")
"""Values of several days that follow each other: no contradiction."""
ALONE = VerdictSign("·", "alone", "muted")
UNDATED = VerdictSign("·", "undated", "muted")
"""Days of which nothing says which they are: two that say "Monday" confirm each other's word alone."""
_NEARLY = "≈"
_EQUAL = "="
_FIELDS = ("verdict", "kind", "topic", "source")
"""What a word of the filter may begin with, and a colon."""


def verdict_sign(line: LedgerLine) -> VerdictSign:
    """Return the sign and word of a line's verdict: what is equal says how many voices say so."""
    if line.verdict == "differ":
        return CHANGED if line.course else DIFFER
    if line.verdict == "single":
        return ALONE
    if line.reason == "undated":
        return UNDATED
    if line.reason is not None:
        return VerdictSign(_NEARLY, line.reason, "label")
    if line.voices == 1:
        # Copies of one text: nobody else says so.
        return VerdictSign(ALONE.sign, "1 voice", ALONE.style)
    return VerdictSign(_EQUAL, f"{line.voices} voices", "label")


def _rank(line: LedgerLine) -> tuple[int, int]:
    """What differs first, what changed, what agrees but for its wording, what most voices say, what agrees
    and confirms nothing, the rest."""
    agrees = 3 if line.confirms else 4
    if line.reason is not None and line.reason != "undated":
        agrees = 2
    group = {"differ": 1 if line.course else 0, "single": 5}.get(line.verdict, agrees)
    return group, -line.voices


def values_in(line: LedgerLine, article: str) -> list[LedgerEntry]:
    """The entries of one article, each wording once, in reading order."""
    seen: set[str] = set()
    found = []
    for entry in line.entries:
        if entry.article == article and fold(entry.text) not in seen:
            seen.add(fold(entry.text))
            found.append(entry)
    return found


def voices_by_value(line: LedgerLine, order: Mapping[str, int]) -> list[tuple[str, list[str]]]:
    """The wordings of a line with the articles that use each, in the order of the columns."""
    groups: dict[str, tuple[str, list[str]]] = {}
    for entry in sorted(line.entries, key=lambda one: (order.get(one.article, len(order)), one.start)):
        _, articles = groups.setdefault(fold(entry.text), (entry.text, []))
        if entry.article not in articles:
            articles.append(entry.article)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class LedgerFilter(RowFilter):
    """What a person asked to see of a ledger.

    Words are those that the label, a value or the reason holds; `verdict:`, `kind:`, `topic:` and `source:`
    look in one thing alone.
    """

    alone: bool = False
    """Whether what only one source says is listed too."""

    def takes(self, line: LedgerLine, source: Callable[[str], str]) -> bool:
        """Whether a line is shown; `source` gives what an article is called."""
        if self.topic is not None and line.topic != self.topic:
            return False
        if line.verdict == "single" and not (self.alone or self._asks_for_alone):
            return False
        return all(_has(line, word, source) for word in fold(self.words).split())

    @property
    def _asks_for_alone(self) -> bool:
        return any(word in ("verdict:single", "verdict:alone") for word in fold(self.words).split())


def _has(line: LedgerLine, word: str, source: Callable[[str], str]) -> bool:
    field, colon, rest = word.partition(":")
    if not colon or field not in _FIELDS:
        by_hand = (line.corrected.words, line.corrected.note) if line.corrected is not None else ()
        texts = (entry.text for entry in line.entries)
        held = [line.label, line.unit or "", line.reason or "", *by_hand, *texts]
        return any(word in fold(text) for text in held)
    if field == "verdict":
        sign = verdict_sign(line)
        return any(fold(told).startswith(rest) for told in (line.verdict, sign.word, sign.sign))
    if field == "kind":
        return fold(line.kind).startswith(rest)
    if field == "topic":
        return rest in fold(line.topic or "")
    return any(rest in fold(source(entry.article)) for entry in line.entries)


class LedgerCounts(NamedTuple):
    """What the title line says: lines by what they tell."""

    articles: int
    differ: int
    changed: int
    nearly: int
    equal: int
    unconfirmed: int
    alone: int


def counts_of(lines: Sequence[LedgerLine]) -> LedgerCounts:
    """Count the lines of a ledger."""
    ranks = Counter(_rank(line)[0] for line in lines)
    articles = {entry.article for line in lines for entry in line.entries}
    return LedgerCounts(len(articles), *(ranks[group] for group in range(6)))


def shown_lines(
    lines: Iterable[LedgerLine], wanted: LedgerFilter, source: Callable[[str], str]
) -> list[LedgerLine]:
    """The lines that are asked for, in the order in which they are read."""
    return sorted((line for line in lines if wanted.takes(line, source)), key=_rank)


def columns_of(lines: Iterable[LedgerLine], number: Callable[[str], int]) -> list[str]:
    """The articles that say something in these lines, the oldest first, those without a date last."""
    dates = {entry.article: entry.published for line in lines for entry in line.entries}
    return sorted(dates, key=lambda name: (dates[name] is None, dates[name] or "", number(name)))


def topics_of(lines: Iterable[LedgerLine]) -> list[str]:
    """The topics of lines, those of most lines first."""
    found = Counter(line.topic for line in lines if line.topic is not None)
    return [topic for topic, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))]
