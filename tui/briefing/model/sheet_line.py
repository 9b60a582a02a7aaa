"""The briefing sheet: what sources agree on, what they dispute, what one alone says, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from briefing.model.ledger_line import LedgerEntry, LedgerLine

MOST_SINGLE = 20
"""Lines of what one source alone says that a document has where nothing else is asked for."""

SheetPart: TypeAlias = Literal["agreed", "disputed", "changed", "single", "open"]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One quantity of a sheet."""

    line: LedgerLine
    text: str
    """What is measured and the values as the texts give them, each with its sources, and `why`."""
    why: str
    """Why it stands in its part: the number of voices, the reason of a dispute or a change, what is open;
    empty of what one source alone says."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {"text": self.text, "entries": [entry.to_dict() for entry in self.line.entries]}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a sheet by part. No line stands in two of them."""

    agreed: tuple[SheetLine, ...] = ()
    """What several voices give, most voices first."""
    disputed: tuple[SheetLine, ...] = ()
    """What sources give different values of, where the texts tell why."""
    changed: tuple[SheetLine, ...] = ()
    """What has a course: values of several days that follow each other."""
    single: tuple[SheetLine, ...] = ()
    """What one voice alone gives, the weightiest first."""
    open: tuple[SheetLine, ...] = ()
    """What is disputed and no text tells why, and what is only said to be more or less than a number."""

    @property
    def parts(self) -> dict[SheetPart, tuple[SheetLine, ...]]:
        """The parts in their order."""
        return {
            "agreed": self.agreed,
            "disputed": self.disputed,
            "changed": self.changed,
            "single": self.single,
            "open": self.open,
        }

    @property
    def ledger_lines(self) -> tuple[LedgerLine, ...]:
        """The lines of the ledger that it is made of."""
        return tuple(one.line for lines in self.parts.values() for one in lines)

    def of_topic(self, topic: str | None) -> Sheet:
        """Its lines of the topic of that label; with None it is itself."""
        if topic is None:
            return self
        kept = (tuple(one for one in lines if one.line.topic == topic) for lines in self.parts.values())
        return Sheet(*kept)

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {part: [one.to_dict() for one in lines] for part, lines in self.parts.items()}


def values_of(line: LedgerLine) -> dict[str, tuple[LedgerEntry, ...]]:
    """The values of a line as they are written, each with the first place of every article that writes it so.

    Articles that are copies of another are left out where one that is none speaks.
    """
    own = [entry for entry in line.entries if entry.copy_of is None] or line.entries
    found: dict[str, dict[str, LedgerEntry]] = {}
    for entry in own:
        found.setdefault(entry.text, {}).setdefault(entry.article, entry)
    return {text: tuple(places.values()) for text, places in found.items()}
