"""The ledger as a person corrected it.

Joins and splits are constraints on which figures stand in one line ("must link" and "cannot link":
K. Wagstaff et al., "Constrained K-means clustering with background knowledge", ICML 2001), heeded in the
order in which they were made, on lines that may have changed since. Verdicts, notes and what is hidden are
said of the lines as they are then. What was said of some values is never taken as said of another: a line
that has a value nobody has judged is shown as it was worked out, and the correction is told as one that does
not fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple, TypeAlias

from briefing.model.correction import Correction, Misfit, UnfitCorrection
from briefing.model.figure_rivals import FigurePlace
from briefing.model.ledger_line import LedgerEntry, LedgerLine, SetByHand, Verdict
from briefing.text.tokens import fold


class NotThere(Enum):
    """Why a figure that was spoken of is not among those compared."""

    GONE = "gone"
    """Its article is, and it is not found there."""
    ELSEWHERE = "elsewhere"
    """Its article is not compared."""


FigureNow: TypeAlias = FigurePlace | NotThere


class PlacedCorrection(NamedTuple):
    """A correction with the figures it speaks of as they stand now."""

    correction: Correction
    figures: tuple[FigureNow, ...]
    others: tuple[FigureNow, ...]


class CorrectedLedger(NamedTuple):
    """A ledger with the corrections that fit."""

    lines: tuple[LedgerLine, ...]
    """Those that are shown."""
    hidden: tuple[LedgerLine, ...] = ()
    concerned: tuple[Correction, ...] = ()
    """The corrections that speak of articles of it."""
    unfit: tuple[UnfitCorrection, ...] = ()
    """Those of them that do not fit any more."""


Rebuild: TypeAlias = Callable[[Sequence[Sequence[FigurePlace]]], Sequence[LedgerLine]]
"""Makes a line of each set of figures, judged and labelled as any other."""


@dataclass(slots=True, eq=False)
class _Line:
    """A line while it is corrected."""

    entries: list[LedgerEntry]
    line: LedgerLine | None
    """As it was worked out; None where its figures are others now."""
    heeded: list[Correction] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    hidden: bool = False
    verdict: Verdict | None = None

    def places(self) -> list[FigurePlace]:
        return [(entry.article, entry.start) for entry in self.entries]


def with_corrections(
    lines: Sequence[LedgerLine], placed: Iterable[PlacedCorrection], rebuild: Rebuild
) -> CorrectedLedger:
    """Return the ledger of `lines` as corrected; without corrections that fit, the same lines in their order.

    Args:
        lines: As they were worked out.
        placed: In the order in which they are heeded.
        rebuild: Asked once for all lines of which the figures changed.
    """
    every = tuple(placed)
    if not every:
        return CorrectedLedger(tuple(lines))
    work = _Corrections(lines)
    for one in every:
        if one.correction.kind == "join":
            work.join(one)
        elif one.correction.kind == "split":
            work.split(one)
    for one in every:
        if one.correction.kind not in ("join", "split"):
            work.judge(one)
    shown = work.finished(rebuild)
    return CorrectedLedger(
        tuple(line for line in shown if line.corrected is None or not line.corrected.hidden),
        tuple(line for line in shown if line.corrected is not None and line.corrected.hidden),
        tuple(one.correction for one in every),
        tuple(work.unfit),
    )


class _Corrections:
    """Lines and what becomes of them."""

    def __init__(self, lines: Sequence[LedgerLine]) -> None:
        self._lines = [_Line(list(line.entries), line) for line in lines]
        self._holder = {place: line for line in self._lines for place in line.places()}
        self.unfit: list[UnfitCorrection] = []

    def join(self, placed: PlacedCorrection) -> None:
        """Make one line of all that hold a figure of either side."""
        sides = (self._holding(placed.figures), self._holding(placed.others))
        if not all(sides):
            self._refuse(placed, [side for side, held in zip(placed[1:], sides, strict=True) if not held])
            return
        first, *more = sorted({id(one): one for side in sides for one in side}.values(), key=self._order)
        for other in more:
            first.entries += other.entries
            first.heeded += [one for one in other.heeded if one not in first.heeded]
            first.line = None
            self._lines.remove(other)
        self._hold(first)
        first.heeded.append(placed.correction)

    def split(self, placed: PlacedCorrection) -> None:
        """Take the figures of one side out of every line that holds some of the other, too."""
        sides = (self._holding(placed.figures), self._holding(placed.others))
        if not all(sides):
            self._refuse(placed, [side for side, held in zip(placed[1:], sides, strict=True) if not held])
            return
        off = {one for one in placed.figures if not isinstance(one, NotThere)} - set(placed.others)
        for line in [one for one in sides[0] if one in sides[1]]:
            away = [entry for entry in line.entries if (entry.article, entry.start) in off]
            if not away:
                continue
            line.entries = [entry for entry in line.entries if (entry.article, entry.start) not in off]
            line.line = None
            line.heeded.append(placed.correction)
            part = _Line(away, None, list(line.heeded))
            self._lines.insert(self._lines.index(line) + 1, part)
            self._hold(part)

    def judge(self, placed: PlacedCorrection) -> None:
        """Set a verdict or a note, or hide a line."""
        correction = placed.correction
        there = [one for one in placed.figures if not isinstance(one, NotThere)]
        held = Counter(id(self._holder[one]) for one in there)
        if not held:
            self._refuse(placed, [placed.figures])
            return
        most = held.most_common(1)[0][0]
        line = next(self._holder[one] for one in there if id(self._holder[one]) == most)
        if correction.kind != "note":
            why = self._misfit(placed, line, alone=len(held) == 1)
            if why is not None:
                self.unfit.append(UnfitCorrection(correction, why))
                return
            if not self._concerns(placed, line):
                return
        line.heeded.append(correction)
        if correction.kind == "note" and correction.note not in line.note:
            line.note.append(correction.note)
        elif correction.kind == "hide":
            line.hidden = True
        elif correction.kind == "verdict":
            line.verdict = correction.verdict

    def _misfit(self, placed: PlacedCorrection, line: _Line, *, alone: bool) -> Misfit | None:
        """Why what was said of some values is not said of the line they stand in now; None where it is."""
        if NotThere.GONE in placed.figures:
            return "figures gone"
        if not alone:
            return "figures apart"
        judged = {one for one in placed.figures if not isinstance(one, NotThere)}
        known = [entry for entry in line.entries if (entry.article, entry.start) in judged]
        values = {entry.range for entry in known if entry.range is not None}
        words = {fold(entry.text) for entry in known}
        further = [
            entry
            for entry in line.entries
            if (entry.article, entry.start) not in judged
            and entry.range not in values
            and fold(entry.text) not in words
        ]
        # Sources that differ do so whatever a further one says.
        return "another value" if further and placed.correction.verdict != "differ" else None

    def _concerns(self, placed: PlacedCorrection, line: _Line) -> bool:
        """Whether a verdict can be said of what is compared: of one article there is none, and that two
        differ does not say which of three."""
        correction = placed.correction
        if correction.kind != "verdict":
            return True
        several = len({entry.article for entry in line.entries}) > 1
        return several and (correction.verdict != "differ" or NotThere.ELSEWHERE not in placed.figures)

    def finished(self, rebuild: Rebuild) -> list[LedgerLine]:
        """The lines as they are now, each in its place."""
        changed = [line for line in self._lines if line.line is None]
        made = dict(zip(map(id, changed), rebuild([line.places() for line in changed]), strict=True))
        return [_told(one, one.line if one.line is not None else made[id(one)]) for one in self._lines]

    def _holding(self, figures: Iterable[FigureNow]) -> list[_Line]:
        held = [self._holder[one] for one in figures if not isinstance(one, NotThere)]
        return list({id(one): one for one in held}.values())

    def _hold(self, line: _Line) -> None:
        self._holder.update(dict.fromkeys(line.places(), line))

    def _order(self, line: _Line) -> int:
        return self._lines.index(line)

    def _refuse(self, placed: PlacedCorrection, sides: Iterable[Sequence[FigureNow]]) -> None:
        """Tell of a correction of which a side is not there, unless its articles are not compared."""
        if any(NotThere.GONE in side for side in sides):
            self.unfit.append(UnfitCorrection(placed.correction, "figures gone"))


def _told(one: _Line, line: LedgerLine) -> LedgerLine:
    if not one.heeded:
        return line
    kinds = tuple(dict.fromkeys(correction.kind for correction in one.heeded))
    ids = tuple(correction.id for correction in one.heeded)
    by_hand = SetByHand(
        kinds, ids, "\n".join(one.note), one.hidden, line.verdict if one.verdict is not None else None
    )
    if one.verdict is None or one.verdict == line.verdict:
        return replace(line, corrected=by_hand)
    # The reason was one for the other verdict.
    return replace(line, verdict=one.verdict, reason=None, corrected=by_hand)
