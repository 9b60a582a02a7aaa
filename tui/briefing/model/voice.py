"""Voices: articles that say the same in the same words are one witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

LikelyBy = Literal["credit", "date", "wording", "title", "length", "order"]
"""Why one article is likely the original of the others.

They credit its source; it is the earliest; most of the others are nearest to its wording; the others have its
title behind words of their own ("UPDATE: …"); it is the longest; nothing tells, and it is the first by name.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one passage; `text` is `article.text[start:end]`."""

    passage: int
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {"passage": self.passage, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """An article that was likely copied from another."""

    article: str
    added: tuple[Sentence, ...] = ()
    """Sentences of the copy that the original has not, or not so."""
    cut: tuple[Sentence, ...] = ()
    """Sentences of the original that the copy has not, or not so."""

    def to_dict(self) -> dict[str, Any]:
        """The public form: `{article, added, cut}`."""
        return {
            "article": self.article,
            "added": [sentence.to_dict() for sentence in self.added],
            "cut": [sentence.to_dict() for sentence in self.cut],
        }


@dataclass(frozen=True, slots=True)
class Voice:
    """An article and those that were likely copied from it: one witness, however many print it."""

    original: str
    likely_by: LikelyBy
    copies: tuple[ArticleCopy, ...]
    """In the order of their ids, at least one."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The original, then its copies."""
        return self.original, *(copy.article for copy in self.copies)

    def to_dict(self) -> dict[str, Any]:
        """The public form: `{original, likely_by, copies}`."""
        return {
            "original": self.original,
            "likely_by": self.likely_by,
            "copies": [copy.to_dict() for copy in self.copies],
        }


def originals(voices: Iterable[Voice]) -> dict[str, str]:
    """Return the original of each copy, by their ids."""
    return {copy.article: voice.original for voice in voices for copy in voice.copies}
