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
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from briefing.model.article import Span
from briefing.model.correction import FigureAnchor
from briefing.model.mark import Mark, PlacedMark
from briefing.text.word_difference import is_reworded
from briefing.userdata.marks.evidence import Surroundings
from briefing.userdata.real_paths import RealPaths, below, is_same_path, is_there, path_key, real_path_of

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.mark import Anchored


A = TypeVar("A", Mark, FigureAnchor)

CONTEXT = 32
"""Characters kept before and after a quote."""
_LONGER_CONTEXTS = (64, 128, 256, 512)
"""Characters kept on a side of a quote that stands between the same words elsewhere in its text."""


_TELLING = 16
"""Characters of a title that another article hardly has by chance."""


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

    @cached_property
    def _by_real_path(self) -> dict[str, Article]:
        """The articles by where they lie: a name may lead there by a link."""
        paths = RealPaths()
        by_name = sorted(chain.from_iterable(self._by_file.values()), key=lambda one: one.id, reverse=True)
        return {path_key(path): article for article in by_name if (path := paths.of(article.id))}

    def place(self, marks: Iterable[Mark]) -> tuple[PlacedMark, ...]:
        """Return where each of `marks` stands, an orphan where that is not certain; in their order.

        The same text (by fingerprint) gives the same offsets, under whatever name. A changed text is searched
        when it is that of the mark's own article.
        """
        return tuple(_placed_in(self, mark) for mark in marks)

    def find(self, anchor: Anchored) -> FoundPlace | None:
        """Return where words stand now, None when that is not certain."""
        own = self.named(anchor)
        # Words stay in their own article while they are found in it, also where another has its old text.
        if own is not None and (found := self._find_in(own, anchor)) is not None:
            return found
        # It may have another name now: it is the one that was met last, where it lay or by its text.
        for article in (self._seen(anchor), *self._nearest(anchor, anchor.seen_fingerprint)):
            if article is not None and (found := self._find_in(article, anchor)) is not None:
                return found
        for article in self._nearest(anchor, anchor.fingerprint):
            if _unchanged(anchor, article):
                return _place(anchor, article, anchor.start, anchor.end)
        return None

    def _nearest(self, anchor: Anchored, fingerprint: str) -> list[Article]:
        """The articles with a text, those with the nearest names to that of an anchor's article first."""
        same_text = self._by_fingerprint.get(fingerprint, ()) if fingerprint else ()
        return sorted(same_text, key=lambda one: (-_shared_names(anchor.article, one.id), one.id))

    def _seen(self, anchor: Anchored) -> Article | None:
        """The article that lies where that of an anchor was met last."""
        return self._by_real_path.get(path_key(anchor.seen_path)) if anchor.seen_path else None

    def _find_in(self, article: Article, anchor: Anchored) -> FoundPlace | None:
        if _unchanged(anchor, article):
            return _place(anchor, article, anchor.start, anchor.end)
        return _searched(anchor, article, self._surroundings(article))

    def _surroundings(self, article: Article) -> Surroundings:
        if article.id not in self._searched:
            self._searched[article.id] = Surroundings(article.text)
        return self._searched[article.id]

    def article_of(self, anchor: Anchored) -> Article | None:
        """Return the article in which words stand, or else the one in which they should."""
        found = self.find(anchor)
        return found.article if found is not None else self.named(anchor)

    def named(self, anchor: Anchored) -> Article | None:
        """Return the article in which words stood: the one that lies where it lay.

        Where nothing lies there any more, it is the one that lies where it was met since. By the name it had
        it is looked for where neither is known: a folder may have been moved as a whole, or lie elsewhere on
        another machine.
        """
        if not anchor.real_path:
            here = self._by_real_path.get(path_key(real_path_of(anchor.article)))
            return self._of_name(anchor.article) or here or self._seen(anchor)
        if (own := self._by_real_path.get(path_key(anchor.real_path))) is not None:
            return own
        moved = self._seen(anchor) or self._of_name(anchor.article)
        return None if moved is None or is_there(anchor.real_path) else moved

    def is_of(self, mark: Mark, article: Article) -> bool:
        """Whether a mark whose words are gone is of the article that `named` says, and can be told there.

        Many a folder has a file "1.txt", and many files are made after one pattern: where it is not known to
        lie where that lay, its text has to decide.
        """
        here = real_path_of(article.id)
        if mark.real_path:
            if is_same_path(mark.real_path, here) or _is_seen_at(mark, here):
                return True
            if is_there(mark.seen_path):
                return False  # it was met elsewhere, and lies there
        elif article.id == mark.article or here == real_path_of(mark.article) != "":
            return True
        there = self._surroundings(article)
        if there.has_pattern_of(mark):
            # Other words between nearly the same may be an edit of these, or the report of another day.
            return there.is_cut_out(mark)
        return len(mark.title) >= _TELLING and mark.title == article.title

    def _of_name(self, name: str) -> Article | None:
        """Return the one article that has a name, also one given from a folder further up or down."""
        alike = [a for a in self._by_file.get(PurePath(name).name, ()) if same_name(name, a.id)]
        # "./road.txt" is "road.txt", though the one beside it in a folder below has that name as well.
        exact = [article for article in alike if _parts(article.id) == _parts(name)]
        if len(exact) == 1:
            return exact[0]
        # Two files that could both be meant: neither is.
        return alike[0] if len(alike) == 1 else None


def _unchanged(mark: Anchored, article: Article) -> bool:
    """True when `article` has the very text the mark was made in, and the quote at its place."""
    return article.fingerprint == mark.fingerprint and article.text[mark.start : mark.end] == mark.text


def same_name(one: str, other: str) -> bool:
    """True for the same name, also when one is given from a folder further up than the other."""
    shortest = min(len(_parts(one)), len(_parts(other)))
    return one == other or 0 < shortest == _shared_names(one, other)


def is_own(anchor: Anchored, article_id: str, paths: RealPaths | None = None) -> bool:
    """True when the article of an id may be the one in which words stood.

    It lies where that lay; where that is not known, or nothing lies there any more, it has its name, or lies
    where that was met since. Who asks for many brings `paths`.
    """
    if anchor.real_path:
        here = (paths or RealPaths()).of(article_id)
        if is_same_path(anchor.real_path, here):
            return True
        moved = same_name(anchor.article, article_id) or _is_seen_at(anchor, here)
        return moved and not is_there(anchor.real_path)
    if same_name(anchor.article, article_id):
        return True
    return anchor.seen_path != "" and _is_seen_at(anchor, (paths or RealPaths()).of(article_id))


def newly_known(placed: Iterable[PlacedMark]) -> list[Mark]:
    """Return marks with what was not known yet of the articles in which they stand, of no others.

    Where it was met: of a mark of before, which does not say where its article lay, in one that has the name
    of its own; of others in any in which the mark stands while nothing lies any more where its own lay. Its
    text, where that is another than when the mark was made: only in its own is a mark found then.
    """
    paths = RealPaths()
    found: list[Mark] = []
    for one in placed:
        if one.article is not None:
            mark = known_by(one.mark, one.article, one.fingerprint, paths)
            if mark is not one.mark:
                found.append(mark)
    return found


def known_by(anchor: A, article_id: str, fingerprint: str, paths: RealPaths) -> A:
    """Return an anchor with what was not known yet of the article in which it was found, as `newly_known`
    says; itself where that is nothing."""
    path = paths.of(article_id)
    if not anchor.real_path:
        # Never taken for where its own lies: a copy of the whole folder has the same names.
        its = same_name(anchor.article, article_id) or path == paths.of(anchor.article)
    else:
        its = not (is_same_path(anchor.real_path, path) or is_there(anchor.real_path))
    if path and its and not _is_seen_at(anchor, path):
        anchor = replace(anchor, seen_path=path)
    if fingerprint not in (anchor.fingerprint, anchor.seen_fingerprint):
        anchor = replace(anchor, seen_fingerprint=fingerprint)
    return anchor


def count_missing(placed: Iterable[PlacedMark], paths: Iterable[str]) -> int:
    """Return how many marks are of articles that lay at or below `paths` and are not open under any name."""
    is_asked_for = below(paths)
    missing = (one.mark for one in placed if one.open_article is None)
    return sum(is_asked_for(mark.seen_path or mark.real_path) for mark in missing)


def _is_seen_at(anchor: Anchored, path: str) -> bool:
    """Whether the article of an anchor was met last at a real path."""
    return anchor.seen_path != "" and is_same_path(anchor.seen_path, path)


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
    return _orphan(mark, named.id if named is not None and texts.is_of(mark, named) else None)


def _orphan(mark: Mark, named: str | None) -> PlacedMark:
    return PlacedMark(mark, None, None, None, None, named=named)


def _placed(mark: Mark, found: FoundPlace) -> PlacedMark:
    article = found.article
    passage = article.passage_at(found.start)
    return PlacedMark(mark, article.id, passage, found.start, found.end, article.fingerprint, found.reworded)
