"""Names: the people, places, organisations and other proper names that articles speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.quick_value import quick_value

NameKind = Literal["person", "place", "organisation"]


@quick_value
@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands; `text` is `article.text[start:end]`."""

    article: str
    passage: int
    start: int
    end: int
    text: str
    name: str
    """The fullest form of the name in the article: "Scott Bessent" where `text` is "Bessent"."""
    kind: NameKind | None
    """None where nothing in the article proves one."""

    def to_dict(self) -> dict[str, Any]:
        """The public form; name and kind are told once, by `Name`."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Name:
    """A name with all its mentions, of one article or of several."""

    name: str
    kind: NameKind | None
    mentions: tuple[Mention, ...]
    """In the order of the articles and of their texts, at least one."""

    def to_dict(self) -> dict[str, Any]:
        """The public form: `{name, kind, count, entries}`."""
        return {
            "name": self.name,
            "kind": self.kind,
            "count": len(self.mentions),
            "entries": [mention.to_dict() for mention in self.mentions],
        }
