"""Corrections of the ledger by hand: what a person says of figures that the program lined up otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

CorrectionKind = Literal["join", "split", "verdict", "note", "hide"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)

SetVerdict = Literal["agree", "differ"]
"""What can be set by hand; that one source speaks alone follows from the entries."""
SET_VERDICTS: tuple[SetVerdict, ...] = get_args(SetVerdict)


Misfit = Literal["figures gone", "figures apart", "another value"]
"""Why a correction does not fit any more: figures of it are not found again, or stand in several lines now,
or their line has a value that was not there when it was made."""


@dataclass(frozen=True, slots=True)
class FigureAnchor:
    """A figure as it stood when something was said of it; found again as a mark on it would be."""

    article: str
    fingerprint: str
    """Of the article's text."""
    passage: int
    start: int
    end: int
    text: str
    """The figure's own words."""
    prefix: str
    suffix: str
    """Characters before and after it, as `Mark.prefix` and `Mark.suffix`."""
    real_path: str = field(default="", compare=False)
    """As `Mark.real_path`; empty for those of before. The figure is the same, whether it is known or not."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "fingerprint": self.fingerprint,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said of a line of the ledger, or of two."""

    id: str
    """As `Mark.id`: corrections are heeded in the order of their ids, which is that of their making."""
    kind: CorrectionKind
    label: str
    """What the line was called, for people who read a list of corrections."""
    figures: tuple[FigureAnchor, ...]
    """The figures of the line; of a split, those that are split off."""
    others: tuple[FigureAnchor, ...]
    """The figures of the line it is joined with, or that are left of it after a split; else none."""
    verdict: SetVerdict | None
    """Of kind `verdict` alone."""
    note: str
    """Of kind `note` alone; else empty."""
    created: str
    modified: str
    """ISO 8601 in UTC with `Z`."""

    @property
    def anchors(self) -> tuple[FigureAnchor, ...]:
        """All figures it speaks of."""
        return self.figures + self.others

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "id": self.id,
            "kind": self.kind,
            "label": self.label,
            "figures": [anchor.to_dict() for anchor in self.figures],
            "others": [anchor.to_dict() for anchor in self.others],
            "verdict": self.verdict,
            "note": self.note,
            "created": self.created,
            "modified": self.modified,
        }


@dataclass(frozen=True, slots=True)
class UnfitCorrection:
    """A correction that changes nothing, for the articles are others than when it was made."""

    correction: Correction
    why: Misfit
