"""What a person highlighted in another program."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.mark import MARK_COLOURS, MarkColour


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of an article that a reading list holds, and what it says of the article."""

    text: str
    title: str = ""
    author: str = ""
    url: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: MarkColour = MARK_COLOURS[0]
    made: str = ""
    """ISO 8601 in UTC with `Z`; empty where the list does not say when."""
