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
from typing import TYPE_CHECKING

from briefing.model.mark import Mark, PlacedMark
from briefing.text.word_difference import is_reworded
from briefing.userdata.marks.evidence import Surroundings

if TYPE_CHECKING:
    from briefing.model.article import Article


def place(mark: Mark, article: Article) -> PlacedMark:
    """Return where `mark` stands in `article`, an orphan when that is not certain.

    The same text (by fingerprint) gives the same offsets, under whatever name. A changed text is
    searched when it has the name the mark was made under, or that name seen from another folder.
    """
    if _unchanged(mark, article):
        return _placed(mark, article, mark.start, mark.end)
    if not _same_name(mark.article, article.id):
        return _orphan(mark)
    return _searched(mark, article, Surroundings(article.text))


def place_all(marks: Iterable[Mark], articles: Sequence[Article]) -> tuple[PlacedMark, ...]:
    """Return where each of `marks` stands in `articles`, in the order of the marks.

    The order of the articles does not matter: of several with the mark's own text the one with
    the nearest name is taken, then the first by name.
    """
    by_fingerprint: dict[str, list[Article]] = {}
    by_file: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        by_fingerprint.setdefault(article.fingerprint, []).append(article)
        by_file.setdefault(PurePath(article.id).name, []).append(article)
    searched: dict[str, Surroundings] = {}
    placed = []
    for mark in marks:
        found = _article_for(mark, by_fingerprint, by_file)
        if found is None:
            placed.append(_orphan(mark))
        elif _unchanged(mark, found):
            placed.append(_placed(mark, found, mark.start, mark.end))
        else:
            placed.append(_searched(mark, found, searched.setdefault(found.id, Surroundings(found.text))))
    return tuple(placed)


def _article_for(
    mark: Mark, by_fingerprint: dict[str, list[Article]], by_file: dict[str, list[Article]]
) -> Article | None:
    """Return the one article `mark` may stand in: its own text, or else its own name."""
    same_text = [a for a in by_fingerprint.get(mark.fingerprint, ()) if _unchanged(mark, a)]
    if same_text:
        return min(same_text, key=lambda article: (-_shared_names(mark.article, article.id), article.id))
    same_name = [a for a in by_file.get(PurePath(mark.article).name, ()) if _same_name(mark.article, a.id)]
    exact = [article for article in same_name if article.id == mark.article]
    if exact:
        return exact[0]
    # Two files that could both be meant: neither is.
    return same_name[0] if len(same_name) == 1 else None


def _unchanged(mark: Mark, article: Article) -> bool:
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


def _searched(mark: Mark, article: Article, surroundings: Surroundings) -> PlacedMark:
    span = surroundings.find(mark)
    return _orphan(mark) if span is None else _placed(mark, article, span.start, span.end)


def _placed(mark: Mark, article: Article, start: int, end: int) -> PlacedMark:
    # The same words, but for the blanks between them, unless the text is another one.
    reworded = article.fingerprint != mark.fingerprint and is_reworded(mark.text, article.text[start:end])
    return PlacedMark(mark, article.id, article.passage_at(start), start, end, article.fingerprint, reworded)


def _orphan(mark: Mark) -> PlacedMark:
    return PlacedMark(mark, None, None, None, None)
