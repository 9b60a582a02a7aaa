"""What became of a damaged store, kept in the store that took its place until a person has seen it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from briefing.text.clean import clean_line
from briefing.userdata.database_rows import rows_as_stored

_PREFIX = "repair "
_TABLES = {
    "mark": "marks",
    "detail": "sources and dates set by hand",
    "correction": "corrections of the ledger",
    "step": "history of changes",
    "change": "history of changes",
    "fact": "decisions about repeated passages",
}
"""What lies in each table, in words that go with "its"."""
_OF_THE_HISTORY = ("step", "change")
"""Tables of what can be undone: of what a person made nothing is lost with them."""
_WITHOUT_HISTORY = ("detail", "fact")
"""Tables of which what lay in them stands nowhere else: how much of it came back nobody can say."""
_NAMED = 5
"""Ids of lost marks that are named in one line."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair."""

    made: str
    """When, as in the name of the file that was set aside."""
    file: str
    """Path of the damaged file, which stays there; empty where the store was gone altogether."""
    copy: str = ""
    """Name of the copy that was completed; empty where there was none."""
    marks: int = 0
    """Marks that came from the damaged file, those of `from_history` among them."""
    from_history: int = 0
    from_copy: int = 0
    """Marks that only the copy had."""
    details: int = 0
    """Sources and dates set by hand that came from the damaged file."""
    details_from_copy: int = 0
    corrections: int = 0
    """Corrections of the ledger that came from the damaged file."""
    corrections_from_copy: int = 0
    lacking: tuple[str, ...] = ()
    """Tables that were not there any more, or lacked a column."""
    unread: tuple[str, ...] = ()
    """Ids of marks whose rows were kept, and cannot be read."""
    lost: tuple[str, ...] = ()
    """Ids of marks that were there, and of which nothing is left."""
    offered: str = ""
    """Name of an older copy that holds marks or corrections which are not here."""
    offered_marks: int = 0
    offered_corrections: int = 0
    seen: bool = False

    @property
    def loss(self) -> bool:
        """Whether something is missing, or nobody can say what was there."""
        kept = self.marks or self.from_copy or self.details or self.corrections
        offered = self.offered_marks or self.offered_corrections
        unsure = any(table in self.lacking for table in _WITHOUT_HISTORY)
        return bool(self.lost or self.unread or offered or not kept or self._without_trace or unsure)

    @property
    def _without_trace(self) -> tuple[str, ...]:
        """What lay in tables that were gone, as a person calls it, of which nothing is left."""
        left = {
            "mark": self.marks or self.from_copy,
            "detail": self.details or self.details_from_copy,
            "correction": self.corrections or self.corrections_from_copy,
        }
        return tuple(
            _TABLES[table] for table in self.lacking if not left.get(table, table in _OF_THE_HISTORY)
        )

    def describe(self) -> str:
        """Return what happened, in one line for the user."""
        if self.file:
            parts = [f"the store was damaged and moved to {clean_line(self.file)}"]
        else:
            parts = ["the store was not there any more"]
        if self.lacking:
            names = " and of its ".join(dict.fromkeys(_TABLES[table] for table in self.lacking))
            parts.append(f"the table of its {names} was gone, or part of it")
        if self.copy:
            parts.append(f"its copy {clean_line(self.copy)} took its place")
        if self.marks or self.details or self.corrections:
            history = f" ({self.from_history} of them from the history)" if self.from_history else ""
            details = f" and {_counted(self.details, 'source or date', 'sources and dates')} set by hand"
            corrected = f" and {_counted(self.corrections, 'correction')} of the ledger"
            was = "was" if self.marks + self.details + self.corrections == 1 else "were"
            parts.append(
                f"{_counted(self.marks, 'mark')}{history}{details if self.details else ''}"
                f"{corrected if self.corrections else ''}"
                f" {was} saved from the damaged file"
            )
        copied = (
            _counted(number, noun, nouns)
            for number, noun, nouns in (
                (self.from_copy, "mark", ""),
                (self.details_from_copy, "source or date", "sources and dates"),
                (self.corrections_from_copy, "correction", ""),
            )
            if number
        )
        if from_copy := " and ".join(copied):
            parts.append(f"{from_copy} came from the copy")
        elif self.copy and not (self.marks or self.details or self.corrections):
            parts.append("the copy holds no mark")
        if not (self.copy or self.marks or self.details or self.corrections):
            parts.append("a new, empty one took its place")
        if self.file and not (self.lost or self.unread or self.marks or self.from_copy):
            parts.append("nothing is left that tells how many marks it held")
        parts += [
            f"nothing is left of its {what}, nor of how many there were" for what in self._without_trace
        ]
        if self.unread:
            parts.append(
                f"{_counted(len(self.unread), 'mark')} cannot be read any more: {_named(self.unread)}"
            )
        if self.lost:
            # Of others not even the name may be left.
            parts.append(
                f"at least {_counted(len(self.lost), 'mark')} could not be saved: {_named(self.lost)}"
            )
        if self.offered_marks or self.offered_corrections:
            told = counted_marks(self.offered_marks, self.offered_corrections)
            parts.append(
                f"the copy {clean_line(self.offered)} holds {told} not here:"
                f" `briefing marks repair --from {clean_line(self.offered)}` brings them back"
            )
        return "; ".join(parts)


def write(connection: sqlite3.Connection, repair: Repair) -> None:
    """Keep `repair`, inside a transaction of the caller's."""
    connection.execute(
        "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)",
        (f"{_PREFIX}{repair.made}", json.dumps(asdict(repair))),
    )


def read(connection: sqlite3.Connection) -> tuple[Repair, ...]:
    """Return the repairs that are on record, oldest first; what cannot be read of them is passed over."""
    query = "SELECT value FROM fact WHERE name >= ? AND name < ? ORDER BY name"
    found = []
    for (text,) in rows_as_stored(connection, query, (_PREFIX, _PREFIX + "~")):
        try:
            values = json.loads(text) if isinstance(text, str) else None
            if isinstance(values, dict):
                several = {name: tuple(values.get(name, ())) for name in ("unread", "lost", "lacking")}
                found.append(Repair(**{**values, **several}))
        except (ValueError, TypeError, KeyError):
            # The record of a repair is a help: one that is damaged itself must stop nothing.
            continue
    return tuple(found)


def counted_marks(marks: int, corrections: int) -> str:
    """Return how many marks and corrections there are, in words; of what there is none, nothing is said."""
    parts = [_counted(marks, "mark")] if marks or not corrections else []
    return " and ".join([*parts, *([_counted(corrections, "correction")] if corrections else [])])


def _named(ids: Sequence[str]) -> str:
    names = ", ".join(clean_line(one) for one in ids[:_NAMED])
    return f"{names} and {len(ids) - _NAMED} more" if len(ids) > _NAMED else names


def _counted(number: int, noun: str, nouns: str = "") -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or f'{noun}s'}"
