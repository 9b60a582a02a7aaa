"""What lists show of an article, without its text."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.article import Article


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """One article of a set that may be too large to hold."""

    id: str
    """The path as the user gave it, or `PATH#ID`; the same as `Article.id`."""
    number: int
    """The key of the article in every index of its set: never reused, and unchanged when its file
    is renamed or its text corrected."""
    title: str
    source: str | None
    author: str | None
    published: str | None
    """ISO date, or None when nothing says it."""
    language: str
    """ISO 639-1 code."""
    words: int
    """Words in passages that count."""
    passages: int
    """Passages that count (boilerplate left out)."""
    figures: int
    """Figures found in it."""
    fingerprint: str = ""
    """Hash of the text alone."""
    has_title: bool = True
    """False where `title` is only the first words of the text."""
    extractor: str | None = None
    """As of `Article`."""


def head_of(article: Article, number: int, figures: int = 0) -> ArticleHead:
    """What lists show of an article that is at hand; its words and passages are counted here."""
    return ArticleHead(
        id=article.id,
        number=number,
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        language=article.language,
        words=article.words(),
        passages=article.counted(),
        figures=figures,
        fingerprint=article.fingerprint,
        has_title=article.has_title,
        extractor=article.extractor,
    )
