"""Texts that stand word for word in many articles, and whether they are boilerplate there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A passage that stands word for word in many articles of a set."""

    key: int
    """64 bits that stand for its words, whatever their case and punctuation."""
    text: str
    """As it stands in one of them."""
    articles: int
    """In how many articles it stands."""
    boilerplate: bool
    """Whether it is what a site prints around its articles, and no statement that many of them make."""

    @property
    def reason(self) -> str:
        """Why it is boilerplate, in words for the reader."""
        return f"stands in {self.articles:,} articles"

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "articles": self.articles, "boilerplate": self.boilerplate}
