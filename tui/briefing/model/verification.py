"""What is made of a note when its claims are looked for in the sources it cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ClaimKind = Literal["quote", "figure"]
"""A quotation, or a figure outside of quotations."""

ClaimStatus = Literal["exact", "reworded", "elsewhere", "differs", "missing"]
"""`exact`: stands word for word, or with this value. `reworded`: in other words. `elsewhere`: in another
source than the one cited. `differs`: with another value. `missing`: nothing like it was found. A figure of
a sentence that cites nothing is `reworded` where its value stands, but among other words: it may be that of
something else."""


@dataclass(frozen=True, slots=True)
class VerifiedClaim:
    """A claim of a note, and what the sources have of it."""

    line: int
    """Of the note's file, from 1."""
    column: int
    """In code points, from 1."""
    kind: ClaimKind
    text: str
    """The words of the note, without the signs of its markup."""
    status: ClaimStatus
    article: str | None = None
    """Where `found` stands; None where nothing was found."""
    start: int | None = None
    end: int | None = None
    """`found` is this part of the article's text; None where it is no part of it, as its date."""
    found: str | None = None
    """What stands there: the words themselves, or those that are nearest."""
    also: tuple[str, ...] = ()
    """Of a figure whose sentence cites nothing: the other articles that have it as well, in their order."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "column": self.column,
            "kind": self.kind,
            "text": self.text,
            "status": self.status,
            "article": self.article,
            "start": self.start,
            "end": self.end,
            "found": self.found,
            "also": list(self.also),
        }


@dataclass(frozen=True, slots=True)
class NoteRemark:
    """Something that whoever reads the claims should know of the note."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of the claims of one note."""

    claims: tuple[VerifiedClaim, ...]
    """In the order of the note."""
    remarks: tuple[NoteRemark, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether every claim does."""
        return all(claim.status == "exact" for claim in self.claims)
