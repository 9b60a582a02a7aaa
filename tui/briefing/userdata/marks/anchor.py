"""Finding a mark's words again in a text that may have changed.

The promise: a mark is shown on the words it was made on, or as an orphan; never on look-alikes.
So every doubt makes an orphan. The method is that of quote selectors with context (W3C Web
Annotation Data Model, section 4.2.4, and Brush et al., "Robust Annotation Positioning in Digital
Documents", CHI 2001), with stricter acceptance: the quote must stand between what stood around
it, and what stood around it must not stand elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.mark import Mark, PlacedMark
from briefing.text.word_difference import is_reworded
from briefing.userdata.marks.evidence import Surroundings
from briefing.working_folder import real_path

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.mark import Anchored


CONTEXT = 32
"""Characters kept before and after a quote."""
_LONGER_CONTEXTS = (64, 128, 256, 512)
"""Characters kept on a side of a quote that stands between the same words elsewhere in its text."""


_TELLING = 16
"""Characters of what stood beside a quote that hardly stand in another article."""


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
    if not same_name(mark.article, article.id):
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
        self._by_place: dict[str, dict[str, Article]] = {}
        self._searched: dict[str, Surroundings] = {}

    def find(self, anchor: Anchored) -> FoundPlace | None:
        """Return where words stand now, None when that is not certain."""
        own = self.named(anchor)
        # Words stay in their own article while they are found in it, also where another has its old text.
        if own is not None and (found := self._find_in(own, anchor)) is not None:
            return found
        same_text = [a for a in self._by_fingerprint.get(anchor.fingerprint, ()) if _unchanged(anchor, a)]
        if not same_text:
            return None
        nearest = min(same_text, key=lambda article: (-_shared_names(anchor.article, article.id), article.id))
        return _place(anchor, nearest, anchor.start, anchor.end)

    def _find_in(self, article: Article, anchor: Anchored) -> FoundPlace | None:
        if _unchanged(anchor, article):
            return _place(anchor, article, anchor.start, anchor.end)
        if article.id not in self._searched:
            self._searched[article.id] = Surroundings(article.text)
        return _searched(anchor, article, self._searched[article.id])

    def article_of(self, anchor: Anchored) -> Article | None:
        """Return the article in which words stand, or else the one in which they should."""
        found = self.find(anchor)
        return found.article if found is not None else self.named(anchor)

    def named(self, anchor: Anchored) -> Article | None:
        """Return the one article that has the name of the one in which words stood."""
        file = PurePath(anchor.article).name
        alike = [a for a in self._by_file.get(file, ()) if same_name(anchor.article, a.id)]
        # "./road.txt" is "road.txt", though the one beside it in a folder below has that name as well.
        exact = [article for article in alike if _parts(article.id) == _parts(anchor.article)]
        if len(exact) == 1:
            return exact[0]
        if not alike:
            return self._linked(file).get(_real(anchor.article))
        # Two files that could both be meant: neither is.
        return alike[0] if len(alike) == 1 else None

    def _linked(self, file: str) -> dict[str, Article]:
        """The articles of a file's name by where they lie: a name may lead there by a link."""
        if file not in self._by_place:
            self._by_place[file] = {_real(article.id): article for article in self._by_file.get(file, ())}
        return self._by_place[file]


def _unchanged(mark: Anchored, article: Article) -> bool:
    """True when `article` has the very text the mark was made in, and the quote at its place."""
    return article.fingerprint == mark.fingerprint and article.text[mark.start : mark.end] == mark.text


def same_name(one: str, other: str) -> bool:
    """True for the same name, also when one is given from a folder further up than the other."""
    shortest = min(len(_parts(one)), len(_parts(other)))
    return one == other or 0 < shortest == _shared_names(one, other)


def _real(name: str) -> str:
    """Where a name leads, seen from here."""
    try:
        return real_path(name)
    except (OSError, ValueError):
        return name  # one that no file can have


def _shared_names(one: str, other: str) -> int:
    """Return how many names two paths share, counted from the file up."""
    shared = 0
    for ours, theirs in zip(reversed(_parts(one)), reversed(_parts(other)), strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared


def _parts(path: str) -> tuple[str, ...]:
    """The names in a path: "news/../news/farm.txt" has two, and "../news/farm.txt" as well."""
    parts = PurePath(os.path.normpath(path)).parts
    return tuple(part for part in parts if part != os.pardir)


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
    named = texts.named(mark)
    return _orphan(mark, named.id if named is not None and _is_of(mark, named) else None)


def _is_of(mark: Mark, article: Article) -> bool:
    """Whether a mark whose words are gone is of the article that has its article's name.

    Many a folder has a file "1.txt": seen from another folder it has to have the same title, or what stood
    beside the words.
    """
    names_it = article.id == mark.article or _real(article.id) == _real(mark.article)
    beside = (words.strip() for words in (mark.prefix, mark.suffix))
    return (
        names_it
        or mark.title == article.title
        or any(len(words) >= _TELLING and words in article.text for words in beside)
    )


def _orphan(mark: Mark, named: str | None) -> PlacedMark:
    return PlacedMark(mark, None, None, None, None, named=named)


def _placed(mark: Mark, found: FoundPlace) -> PlacedMark:
    article = found.article
    passage = article.passage_at(found.start)
    return PlacedMark(mark, article.id, passage, found.start, found.end, article.fingerprint, found.reworded)
