"""Places in articles: the cursor of each, places to come back to, and where they are in a new version.

Offsets are into the text of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.model.article import Span

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.ui.state.article_store import ArticleStore

FocusKind = Literal["figure", "name", "match", "sentence"]


class Cursor(NamedTuple):
    """Where the reader is in one article."""

    passage: int = 0
    span: Span | None = None
    """The figure, name, match or sentence the cursor is on, if it is on one."""
    kind: FocusKind | None = None


class Place(NamedTuple):
    """A place to come back to."""

    article: str
    cursor: Cursor


class Cursors(dict[str, Cursor]):
    """Where the cursor is in each article that was looked at; others begin where they were left."""

    def __init__(self, articles: ArticleStore) -> None:
        super().__init__()
        self.articles = articles
        self.remembered: Mapping[str, int] = {}
        """Passages from the last time, by article; of some that are no longer there, too."""

    def __missing__(self, name: str) -> Cursor:
        article = self.articles[name]
        number = self.remembered.get(name, -1)
        known = 0 <= number < len(article.passages)
        self[name] = cursor = Cursor(number if known else first_passage(article))
        return cursor

    def forget_places_in(self, names: Iterable[str]) -> None:
        """Remember of these articles the passage alone: their text may be another by now."""
        for name in names:
            if name in self:
                self.remembered = {**self.remembered, name: self.pop(name).passage}

    def positions(self) -> dict[str, int]:
        """The passage of each article, where it is not the very first; also of those not looked at."""
        now = {name: cursor.passage for name, cursor in self.items()}
        return {name: passage for name, passage in {**self.remembered, **now}.items() if passage}


def is_version(article: Article, fingerprint: str) -> bool:
    """Whether what was found in the text with this fingerprint can be shown in `article`.

    An empty fingerprint says that it was found in whatever text is shown.
    """
    return fingerprint in ("", article.fingerprint)


def fitting(cursor: Cursor, article: Article) -> Cursor:
    """The cursor, as far as the article has such a place: it may be of another version."""
    if not 0 <= cursor.passage < len(article.passages):
        return Cursor(first_passage(article))
    passage, span = article.passages[cursor.passage], cursor.span
    if span is not None and not passage.start <= span.start < span.end <= passage.end:
        return Cursor(cursor.passage)
    return cursor


def first_passage(article: Article) -> int:
    """The first passage that is not boilerplate."""
    return next((p.number for p in article.passages if p.kind != "boilerplate"), 0)


ENOUGH = 0.5
"""Share of its words a passage must keep to be taken for the same one."""


def relocated(old: Article, new: Article, cursor: Cursor) -> Cursor:
    """The same words in the new version: the same passage, else the likest one, else the same number.

    Of several that are alike the nearest is taken. What the cursor was on inside the passage is
    kept where the passage has not changed.
    """
    if not new.passages:
        return Cursor()
    if cursor.passage >= len(old.passages):
        return Cursor(first_passage(new))
    before = old.passages[cursor.passage]
    text = old.text[before.start : before.end]
    near = sorted(range(len(new.passages)), key=lambda number: (abs(number - cursor.passage), number))
    same = next((number for number in near if new.passage_text(number) == text), None)
    if same is not None:
        return _moved(cursor, same, new.passages[same].start - before.start)
    likest = _likest(text, new, near)
    return Cursor(min(cursor.passage, len(new.passages) - 1) if likest is None else likest)


def _moved(cursor: Cursor, passage: int, by: int) -> Cursor:
    span = cursor.span
    # A match belongs to the answer of a search over the old text.
    if span is None or cursor.kind == "match":
        return Cursor(passage)
    return Cursor(passage, Span(span.start + by, span.end + by), cursor.kind)


def _likest(text: str, new: Article, near: list[int]) -> int | None:
    from briefing.text.tokens import words

    wanted = {word.folded for word in words(text)}
    best, best_share = None, 0.0
    for number in near:
        passage = new.passages[number]
        found = {word.folded for word in words(new.text, passage.start, passage.end)}
        share = len(wanted & found) / max(len(wanted | found), 1)
        if share > best_share:
            best, best_share = number, share
    return best if best_share >= ENOUGH else None
