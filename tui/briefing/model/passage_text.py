"""The text of one passage, as lists of passages show it: without the article around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageText:
    """One passage by itself."""

    article: str
    """The id of its article."""
    start: int
    """Where it begins in the article's text."""
    text: str
    """`article.text[start : start + len(text)]`."""
    fingerprint: str = ""
    """Of the article's text; empty where that is not known."""
