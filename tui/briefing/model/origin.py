"""Origins: who gave what an article states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.model.article import Span


@dataclass(frozen=True, slots=True)
class StatementOrigin:
    """Who is told in a sentence to have given what it states; `text` is `article.text[start:end]`."""

    article: str
    passage: int
    start: int
    end: int
    text: str
    """The words for who it is, as "a spokesman for the ministry"."""
    cue: Span
    """The words that make it the origin: "said", "according to"."""
    scope: Span
    """The sentence for which it is told."""
    key: str
    """By which two articles mean the same one ("ministry"): folded, without articles, a person by the full
    name, a pronoun by who was named before. Empty for witnesses and others who are somebody else in every
    article."""
    told_to: str = ""
    """Who was told it, as written: "Reuters"."""
    before: bool = True
    """Whether it stands before what it gave."""
    named: str = ""
    """The words by which it was named before, where `text` is a pronoun."""

    @property
    def who(self) -> str:
        """The words that say who it is."""
        return self.named or self.text

    def to_dict(self) -> dict[str, Any]:
        """The public form, `{start, end, text, who}`."""
        return {"start": self.start, "end": self.end, "text": self.text, "who": self.who}


def is_same_origin(one: StatementOrigin, other: StatementOrigin) -> bool:
    """Return whether what two articles state comes from one origin: they name the same, one of them perhaps
    in fewer words ("the ministry", "the health ministry"), or both quote what somebody told one agency."""
    if one.told_to and other.told_to and one.told_to.casefold() == other.told_to.casefold():
        return True
    if not one.key or not other.key:
        return False
    ours, its = set(one.key.split()), set(other.key.split())
    return ours <= its or its <= ours
