"""Excerpts: what an export writes, whatever it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.model.article import Article

CITATION_COLUMNS = ("article", "title", "source", "author", "published", "url")
"""The fields of a citation in every record, in their order."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an excerpt comes from."""

    article: str
    title: str
    source: str | None
    author: str | None
    published: str | None
    url: str | None

    @classmethod
    def of(cls, article: Article) -> Citation:
        return cls(article.id, article.title, article.source, article.author, article.published, article.url)

    def to_dict(self) -> dict[str, Any]:
        """The public form: `CITATION_COLUMNS`."""
        return {name: getattr(self, name) for name in CITATION_COLUMNS}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article with its citation, ready for any format."""

    citation: Citation
    passage: int
    start: int
    end: int
    text: str
    """The excerpt itself; for a figure, the figure; for a mark, the words that were marked."""
    context: str = ""
    """The sentence or passage it stands in; empty where it is the excerpt itself."""
    label: str = ""
    """What it is: the topic's label, or the figure's kind; empty for a mark."""
    colour: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    normal: str = ""
    """A figure's normal form in words, as the reader shows it."""
    mark: str = ""
    """Id of the mark, where it is one."""
    created: str = ""
    now: str | None = None
    """What stands from `start` to `end` where the source has changed since it was marked, an empty text
    where the words are gone; None where they stand there as they were."""
    place: str = ""
    """Where in its original the passage begins, in words: "p. 4", "1:02:03"; empty where nothing says it.
    Only documents tell it: records have the passage."""

    def to_dict(self) -> dict[str, Any]:
        """The public form, citation fields inline."""
        return {
            **self.citation.to_dict(),
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "context": self.context,
            "label": self.label,
            "colour": self.colour,
            "note": self.note,
            "tags": list(self.tags),
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "normal": self.normal,
            "mark": self.mark,
            "created": self.created,
            "change": None if self.now is None else "reworded" if self.now else "gone",
            "now": self.now,
        }
