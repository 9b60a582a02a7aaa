"""Finding a mark's words again in a text that may have changed.

The promise: a mark is shown on the words it was made on, or as an orphan; never on look-alikes.
So every doubt makes an orphan. The method is that of quote selectors with context (W3C Web
Annotation Data Model, section 4.2.4, and Brush et al., "Robust Annotation Positioning in Digital
Documents", CHI 2001), with stricter acceptance: the quote must stand between what stood around
it, and what stood around it must not stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.mark import Mark, PlacedMark
from briefing.text.word_difference import is_reworded
from briefing.userdata.marks.evidence import Surroundings

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.mark import Anchored


CONTEXT = 32
"""Characters kept before and after a quote."""
_LONGER_CONTEXTS = (64, 128, 256, 512)
"""Characters kept on a side of a quote that stands between the same words elsewhere in its text."""


class FoundPlace(NamedTuple):
    """Where words were found again."""

    article: Article
    start: int
    end: int
    reworded: bool
    """Whether other words stand there now, but for the blanks between them."""


def context_in(article: Article, start: int, end: int) -> tuple[str, str]:
    """Return what is to be kept of an article's text before and after a quote; see `context_of`."""
    block = next((Span(p.start, p.end) for p in article.passages if p.start <= start < p.end), None)
    return context_of(article.text, start, end, block or Span(start, end))


def context_of(text: str, start: int, end: int, block: Span) -> tuple[str, str]:
    """Return what is to be kept of the text before and after a quote.

    Of paragraphs made after one pattern each may have the quote between the same words. Then as much of
    its own (`block`) is kept on each side as tells it from the others, if so much does; neighbours of a
    paragraph tell nothing, for they may be deleted.
    """
    before, after = max(0, start - CONTEXT), end + CONTEXT
    if not _stands_once(text, text[before:after]):
        begins = (max(block.start, start - size) for size in _LONGER_CONTEXTS)
        before = next((at for at in begins if at < before and _stands_once(text, text[at:end])), before)
        ends = (min(block.end, end + size) for size in _LONGER_CONTEXTS)
        after = next((at for at in ends if at > after and _stands_once(text, text[start:at])), after)
    return text[before:start], text[end:after]


def _stands_once(text: str, words: str) -> bool:
    words = words.strip()  # blanks at the ends tell nothing when the place is looked for
    return text.find(words, text.find(words) + 1) < 0


def place(mark: Mark, article: Article) -> PlacedMark:
    """Return where `mark` stands in `article`, an orphan when that is not certain.

    The same text (by fingerprint) gives the same offsets, under whatever name. A changed text is
    searched when it has the name the mark was made under, or that name seen from another folder.
    """
    if _unchanged(mark, article):
        return _placed(mark, _place(mark, article, mark.start, mark.end))
    if not _same_name(mark.article, article.id):
        return _orphan(mark, None)
    found = _searched(mark, article, Surroundings(article.text))
    return _orphan(mark, article.id) if found is None else _placed(mark, found)


def place_all(marks: Iterable[Mark], articles: Sequence[Article]) -> tuple[PlacedMark, ...]:
    """Return where each of `marks` stands in `articles`, in the order of the marks; see `OpenTexts`."""
    texts = OpenTexts(articles)
    return tuple(_placed_in(texts, mark) for mark in marks)


class OpenTexts:
    """Articles in which words are found again.

    The order of the articles does not matter: of several with the very text the words were in, the one with
    the nearest name is taken, then the first by name.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._by_fingerprint: dict[str, list[Article]] = {}
        self._by_file: dict[str, list[Article]] = {}
        for article in sorted(articles, key=lambda article: article.id):
            self._by_fingerprint.setdefault(article.fingerprint, []).append(article)
            self._by_file.setdefault(PurePath(article.id).name, []).append(article)
        self._searched: dict[str, Surroundings] = {}

    def find(self, anchor: Anchored) -> FoundPlace | None:
        """Return where words stand now, None when that is not certain."""
        found = self.article_of(anchor)
        if found is None:
            return None
        if _unchanged(anchor, found):
            return _place(anchor, found, anchor.start, anchor.end)
        if found.id not in self._searched:
            self._searched[found.id] = Surroundings(found.text)
        return _searched(anchor, found, self._searched[found.id])

    def article_of(self, anchor: Anchored) -> Article | None:
        """Return the one article in which words may stand: their own text, or else their own name."""
        same_text = [a for a in self._by_fingerprint.get(anchor.fingerprint, ()) if _unchanged(anchor, a)]
        if same_text:
            return min(
                same_text, key=lambda article: (-_shared_names(anchor.article, article.id), article.id)
            )
        named = self._by_file.get(PurePath(anchor.article).name, ())
        same_name = [a for a in named if _same_name(anchor.article, a.id)]
        exact = [article for article in same_name if article.id == anchor.article]
        if exact:
            return exact[0]
        # Two files that could both be meant: neither is.
        return same_name[0] if len(same_name) == 1 else None


def _unchanged(mark: Anchored, article: Article) -> bool:
    """True when `article` has the very text the mark was made in, and the quote at its place."""
    return article.fingerprint == mark.fingerprint and article.text[mark.start : mark.end] == mark.text


def _same_name(one: str, other: str) -> bool:
    """True for the same name, also when one is given from a folder further up than the other."""
    shortest = min(len(PurePath(one).parts), len(PurePath(other).parts))
    return one == other or 0 < shortest == _shared_names(one, other)


def _shared_names(one: str, other: str) -> int:
    """Return how many names two paths share, counted from the file up."""
    shared = 0
    for ours, theirs in zip(reversed(PurePath(one).parts), reversed(PurePath(other).parts), strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared


def _searched(mark: Anchored, article: Article, surroundings: Surroundings) -> FoundPlace | None:
    span = surroundings.find(mark)
    return None if span is None else _place(mark, article, span.start, span.end)


def _place(mark: Anchored, article: Article, start: int, end: int) -> FoundPlace:
    # The same words, but for the blanks between them, unless the text is another one.
    reworded = article.fingerprint != mark.fingerprint and is_reworded(mark.text, article.text[start:end])
    return FoundPlace(article, start, end, reworded)


def _placed_in(texts: OpenTexts, mark: Mark) -> PlacedMark:
    found = texts.find(mark)
    if found is not None:
        return _placed(mark, found)
    named = texts.article_of(mark)
    return _orphan(mark, named.id if named is not None else None)


def _orphan(mark: Mark, named: str | None) -> PlacedMark:
    return PlacedMark(mark, None, None, None, None, named=named)


def _placed(mark: Mark, found: FoundPlace) -> PlacedMark:
    article = found.article
    passage = article.passage_at(found.start)
    return PlacedMark(mark, article.id, passage, found.start, found.end, article.fingerprint, found.reworded)
