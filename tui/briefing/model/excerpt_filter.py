"""Which excerpts an export takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.model.article import Article
from briefing.model.mark import Mark, MarkColour


@dataclass(frozen=True, slots=True)
class ExcerptFilter:
    """What excerpts must be to be taken; what is empty asks for nothing. All that is asked must hold."""

    tags: tuple[str, ...] = ()
    """Of marks: all of them, in any case."""
    colour: MarkColour | None = None
    """Of marks."""
    since: str = ""
    """ISO date. Marks made on this day or later, by the clock of whoever asks; figures and passages of
    articles that were published then."""
    articles: tuple[str, ...] = ()
    """In one of these, each given by id, letter, the end of a path, or words of a source or title."""
    passages: frozenset[tuple[str, int]] | None = None
    """In one of these, by article id and number; None for any."""

    @property
    def of_marks_alone(self) -> str:
        """What is asked that only marks have, in a word; empty where nothing is."""
        return "tag" if self.tags else "colour" if self.colour is not None else ""

    def takes_mark(self, mark: Mark) -> bool:
        """Whether a mark has what is asked of itself; where it stands is another question."""
        had = {tag.casefold() for tag in mark.tags}
        return (
            all(tag.casefold() in had for tag in self.tags)
            and self.colour in (None, mark.colour)
            and (not self.since or _day_of(mark.created) >= self.since)
        )

    def takes_article_of(self, article: Article) -> bool:
        """Whether figures and passages of an article are of the time asked for."""
        return not self.since or (article.published or "") >= self.since

    def takes_passage(self, article: str, passage: int | None) -> bool:
        """Whether a passage, None where something has none, is one of those asked for."""
        return self.passages is None or (passage is not None and (article, passage) in self.passages)


EVERYTHING = ExcerptFilter()


def _day_of(moment: str) -> str:
    """The day of an ISO moment by the clock here: `2026-03-09`."""
    try:
        return datetime.fromisoformat(moment).astimezone().date().isoformat()
    except OverflowError:
        # The first and the last day there are have no other in some places of the world.
        return moment[:10]
