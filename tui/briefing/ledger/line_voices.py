"""How many voices give a quantity: what several articles have from one origin, one of them says.

Two outlets that quote one ministry for a number count as one, as two that print one agency's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.ledger.mentions import FigureMention, LedgerArticle
from briefing.model.origin import StatementOrigin, is_same_origin
from briefing.text.name_keys import name_key


@dataclass(slots=True)
class _VoiceOrigins:
    """An article, with its copies: who it has the quantity from, and whom it is published by."""

    origins: list[StatementOrigin] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)


def count_voices(mentions: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> int:
    """Return how many of the articles of some mentions of a quantity are independent of each other.

    Those are one voice that all have it from one origin, or from the outlet that published another of them.
    An article that names several origins is no voice of its own where one of them is another's too: a voice
    too few costs less than one too many.
    """
    given_by: dict[int, _VoiceOrigins] = {}
    for mention in mentions:
        article = given[mention.place]
        voice = given_by.setdefault(article.voice, _VoiceOrigins())
        if article.article.source:
            voice.sources.add(name_key(article.article.source))
        origin = origin_of_mention(mention, given)
        if origin is not None:
            voice.origins.append(origin)
    voices: list[list[_VoiceOrigins]] = []
    for voice in given_by.values():
        # With each of them, not with one: "the ministry" may be that of health and that of defence.
        joined = next((one for one in voices if all(_is_one(voice, other) for other in one)), None)
        if joined is None:
            voices.append([voice])
        else:
            joined.append(voice)
    return len(voices)


def origin_of_mention(mention: FigureMention, given: Sequence[LedgerArticle]) -> StatementOrigin | None:
    """Return who gave a figure, where its sentence says so."""
    return given[mention.place].origins.get(mention.figure.start)


def _is_one(one: _VoiceOrigins, other: _VoiceOrigins) -> bool:
    return (
        any(is_same_origin(ours, its) for ours in one.origins for its in other.origins)
        or any(origin.key in other.sources for origin in one.origins)
        or any(origin.key in one.sources for origin in other.origins)
    )
