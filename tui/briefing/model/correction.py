"""What a person says of words of articles by hand: of figures that the program lined up otherwise, of
speakers, and how a place is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

CorrectionKind = Literal[
    "join", "split", "verdict", "note", "hide", "speaker", "one speaker", "two speakers", "place"
]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
SPEAKER_KINDS: Mapping[CorrectionKind, int] = {"speaker": 1, "one speaker": 2, "two speakers": 2}
"""Those that are about who says a quote, and how many names each tells; the others but
`PLACE` are about the ledger."""
PLACE: Literal["place"] = "place"
"""The kind that corrects nothing: its label is a name for the place where its words stand."""

SetVerdict = Literal["agree", "differ"]
"""What can be set by hand; that one source speaks alone follows from the entries."""
SET_VERDICTS: tuple[SetVerdict, ...] = get_args(SetVerdict)


Misfit = Literal["figures gone", "figures apart", "another value", "quote gone"]
"""Why a correction does not fit any more: figures of it are not found again, or stand in several lines now,
or their line has a value that was not there when it was made; or its quote is not found again."""


@dataclass(frozen=True, slots=True)
class FigureAnchor:
    """A figure or a quote as it stood when something was said of it; found again as a mark on it would be."""

    article: str
    fingerprint: str
    """Of the article's text."""
    passage: int
    start: int
    end: int
    text: str
    """Its own words."""
    prefix: str
    suffix: str
    """Characters before and after it, as `Mark.prefix` and `Mark.suffix`."""
    real_path: str = field(default="", compare=False)
    """As `Mark.real_path`; empty for those of before. The figure is the same, whether it is known or not."""
    seen_fingerprint: str = field(default="", compare=False)
    seen_path: str = field(default="", compare=False)
    """As those of `Mark`."""

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
    """One thing that a person said of a line of the ledger or of two, or of who says something."""

    id: str
    """As `Mark.id`: corrections are heeded in the order of their ids, which is that of their making."""
    kind: CorrectionKind
    label: str
    """What the line was called, or what is said, for people who read a list of corrections; of a place its
    name."""
    figures: tuple[FigureAnchor, ...]
    """The figures of the line; of a split, those that are split off; the quotes of a speaker; the words of a
    place."""
    others: tuple[FigureAnchor, ...]
    """The figures of the line it is joined with, or that are left of it after a split; else none."""
    verdict: SetVerdict | None
    """Of kind `verdict` alone."""
    note: str
    """Of kind `note` alone; else empty."""
    created: str
    modified: str
    """ISO 8601 in UTC with `Z`."""
    names: tuple[str, ...] = ()
    """Of one of `SPEAKER_KINDS` alone: who speaks; or the name that is told, and the one it is a form of, or
    is not."""

    @property
    def anchors(self) -> tuple[FigureAnchor, ...]:
        """All figures it speaks of."""
        return self.figures + self.others

    def to_dict(self) -> dict[str, Any]:
        """The public form; `names` only where it is about who speaks."""
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
            **({"names": list(self.names)} if self.names else {}),
        }


@dataclass(frozen=True, slots=True)
class UnfitCorrection:
    """A correction that changes nothing, for the articles are others than when it was made."""

    correction: Correction
    why: Misfit
