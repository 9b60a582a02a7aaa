"""Marks: what a reader highlighted, found again by its quote and context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

MarkColour = Literal["yellow", "green", "blue", "pink", "orange"]
MARK_COLOURS: tuple[MarkColour, ...] = ("yellow", "green", "blue", "pink", "orange")


class Anchored(Protocol):
    """Words of an article with what stood around them, by which they are found again in a changed text."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def fingerprint(self) -> str:
        """Of the text they were in."""

    @property
    def start(self) -> int:
        """Where they began in that text."""

    @property
    def end(self) -> int:
        """Behind their last character."""

    @property
    def text(self) -> str:
        """The words themselves."""

    @property
    def prefix(self) -> str:
        """What stood before them."""

    @property
    def suffix(self) -> str:
        """What stood behind them."""

    @property
    def real_path(self) -> str:
        """Where the article's file lay; see `Mark.real_path`."""

    @property
    def seen_fingerprint(self) -> str:
        """Of the article's text as it was met last; see `Mark.seen_fingerprint`."""

    @property
    def seen_path(self) -> str:
        """Where the article was met last; see `Mark.seen_path`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as stored. `start` and `end` are where the quote stood when it was made."""

    id: str
    """Sortable and unique on any machine (time and random bits, 26 characters)."""
    article: str
    fingerprint: str
    """Of the article's text when the mark was made."""
    passage: int
    start: int
    end: int
    text: str
    """The quote itself."""
    prefix: str
    suffix: str
    """Characters before and after the quote, which tell one occurrence from another: up to 32, and more
    around a quote that stands between the same 32 elsewhere in its text."""
    colour: MarkColour
    note: str
    tags: tuple[str, ...]
    created: str
    modified: str
    """ISO 8601 in UTC with `Z`."""
    title: str = ""
    source: str = ""
    published: str = ""
    """Citation at the time of marking, so that a mark can be cited when its file is gone."""
    real_path: str = ""
    """Where the article lay on this machine: its file from the root, links followed, with the `#ID` of its
    id. `article` alone names files of every folder. Empty where that is not known: for marks of before and
    from other machines, and for standard input. It is never given to others."""
    seen_fingerprint: str = ""
    """Of the changed text of its article in which it was found last: by that the article is known once it has
    another name. Empty while it was found in no other text than that it was made in. Given to nobody."""
    seen_path: str = ""
    """Where its article lay when it was met last, written as `real_path`: after nothing lay there any more,
    or where that is not known. Empty while it was not met so. Given to nobody."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "article": self.article,
            "fingerprint": self.fingerprint,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "colour": self.colour,
            "note": self.note,
            "tags": list(self.tags),
            "created": self.created,
            "modified": self.modified,
        }


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with the place it has in an article open now; an orphan has none."""

    mark: Mark
    article: str | None
    passage: int | None
    start: int | None
    end: int | None
    fingerprint: str = ""
    """Of the text the place is in; empty where that is not known, and for an orphan."""
    reworded: bool = False
    """Whether other words stand there than those that were marked."""
    named: str | None = None
    """For an orphan, the article open now that has the name of the one it was made in."""

    @property
    def orphan(self) -> bool:
        """True when the quote is not found with certainty in what is open."""
        return self.start is None

    @property
    def open_article(self) -> str | None:
        """The article open now in which it stands or, for an orphan, its words stood; None where that is not
        open, whatever has its name."""
        return self.article or self.named

    @property
    def of_article(self) -> str:
        """The same, by the name it had where it is not open."""
        return self.open_article or self.mark.article
