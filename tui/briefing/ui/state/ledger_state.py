"""What the ledger says of the figures in the text, while the articles are those it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.model.ledger_line import LedgerLine

DIFFERS = "≠"
CHANGED = "→"
CONFIRMED = "="


class LedgerSign(NamedTuple):
    """A figure that another source contradicts, that changed from day to day, or that two independent voices
    give."""

    start: int
    end: int
    sign: str


class LedgerState:
    """The lines of the ledger by the figures in them; none while it is not known."""

    def __init__(self) -> None:
        self.known = False
        self.shown = True
        """Whether its signs stand beside the text."""
        self._lines: dict[tuple[str, int], LedgerLine] = {}
        self._signs: dict[str, tuple[LedgerSign, ...]] = {}
        self._fingerprints: Mapping[str, str] = {}

    def take(self, lines: Iterable[LedgerLine], fingerprints: Mapping[str, str]) -> None:
        """Hold the lines of a ledger, made from texts with these fingerprints."""
        self.known, self._fingerprints = True, fingerprints
        self._lines = {}
        signs: dict[str, list[LedgerSign]] = {}
        for line in lines:
            sign = _sign_of(line)
            for entry in line.entries if sign else ():
                self._lines[entry.article, entry.start] = line
                signs.setdefault(entry.article, []).append(LedgerSign(entry.start, entry.end, sign))
        self._signs = {name: tuple(sorted(some)) for name, some in signs.items()}

    def forget(self) -> None:
        """Articles have changed: what was said of them holds no more."""
        self.known = False
        self._lines, self._signs, self._fingerprints = {}, {}, {}

    def signs_in(self, name: str, fingerprint: str) -> tuple[LedgerSign, ...]:
        """The signs of an article in text order; none for another version than was compared."""
        return self._signs.get(name, ()) if self._fingerprints.get(name) == fingerprint else ()

    def line_at(self, name: str, start: int, fingerprint: str) -> LedgerLine | None:
        """The line of the figure that begins at a place, where several sources give it."""
        same = self._fingerprints.get(name) == fingerprint
        return self._lines.get((name, start)) if same else None

    def counts(self, name: str) -> tuple[int, int]:
        """How many figures of an article others contradict, and how many are confirmed."""
        signs = [one.sign for one in self._signs.get(name, ())]
        return signs.count(DIFFERS), signs.count(CONFIRMED)


def _sign_of(line: LedgerLine) -> str:
    if line.verdict == "differ":
        return CHANGED if line.course else DIFFERS
    return CONFIRMED if line.confirms else ""
