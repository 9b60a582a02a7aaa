"""The words of an article, passage by passage: cut once for every analysis that asks for them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model.article import Article, Passage
from briefing.text.tokens import WORD

_MOST_KEPT = 500_000
"""Characters of an article up to which its words are kept for the next analysis: those of a long one are
cut anew, as they take many times the memory of the text."""


class PassageWords(NamedTuple):
    """The N words of one passage, as `WORD` finds them, in order."""

    passage: Passage
    starts: list[int]
    """(N,) where each begins in the article's text."""
    surfaces: list[str]
    """(N,) each as it is written."""


_last: tuple[str, tuple[Passage, ...], tuple[PassageWords, ...]] = ("", (), ())
"""Text, passages and words of the article asked for last."""


def words_by_passage(article: Article) -> tuple[PassageWords, ...]:
    """Return the words of each passage that counts (boilerplate is left out), in text order."""
    global _last  # noqa: PLW0603 - a cache of one entry, exchanged as a whole
    text, passages, words = _last
    # An article with another source or date set by hand has the same text and passages.
    if text is article.text and passages is article.passages:
        return words
    words = tuple(_words(article.text, p) for p in article.passages if p.kind != "boilerplate")
    if len(article.text) <= _MOST_KEPT:
        _last = (article.text, article.passages, words)
    return words


def _words(text: str, passage: Passage) -> PassageWords:
    found = list(WORD.finditer(text, passage.start, passage.end))
    return PassageWords(passage, [word.start() for word in found], [word[0] for word in found])
