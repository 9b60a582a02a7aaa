"""Which marks are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from briefing.model.mark import Mark, MarkColour
from briefing.userdata.marks.mark_import import tidy_tags


@dataclass(frozen=True, slots=True)
class Filter:
    """What a mark must be to be shown; made by `of`, which folds case."""

    articles: frozenset[str] | None
    fingerprints: frozenset[str] | None
    tags: frozenset[str]
    colour: MarkColour | None
    words: tuple[str, ...]

    @classmethod
    def of(
        cls,
        articles: Collection[str] | None,
        fingerprints: Collection[str] | None,
        tags: Collection[str],
        colour: MarkColour | None,
        text: str,
    ) -> Filter:
        """Return the filter for these wishes; None and empty ones ask for nothing in particular."""
        return cls(
            articles=None if articles is None else frozenset(articles),
            fingerprints=None if fingerprints is None else frozenset(fingerprints),
            tags=_folded(tags),
            colour=colour,
            words=tuple(text.casefold().split()),
        )

    def fits(self, mark: Mark) -> bool:
        """True when `mark` is everything that is asked for."""
        return (
            self._of_article(mark)
            and (self.colour is None or mark.colour == self.colour)
            and self.tags <= _folded(mark.tags)
            and self._says(mark)
        )

    def _of_article(self, mark: Mark) -> bool:
        """True when the mark is of one of the articles or of one of the texts."""
        if self.articles is None and self.fingerprints is None:
            return True
        return mark.article in (self.articles or ()) or mark.fingerprint in (self.fingerprints or ())

    def _says(self, mark: Mark) -> bool:
        """True when every word stands in the quote, the note, a tag, the title or the source."""
        if not self.words:
            return True
        said = "\n".join((mark.text, mark.note, *mark.tags, mark.title, mark.source)).casefold()
        return all(word in said for word in self.words)


def _folded(tags: Collection[str]) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in tidy_tags(tags))
