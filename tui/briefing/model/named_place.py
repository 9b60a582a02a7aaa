"""Places that a person gave a name, with where they are in what is open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name for a place in an article that is open."""

    id: str
    """Of the `Correction` of kind `place` that keeps it."""
    name: str
    article: str
    """Id of the article its words stand in, or stood in."""
    passage: int | None
    """None where its words are not found any more."""
    start: int = 0
    end: int = 0
    """Its words in the article's text, half-open."""
    fingerprint: str = ""
    """Of that text."""
