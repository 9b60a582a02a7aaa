"""What lists show of articles that are held in memory, and where those of the program lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.head import ArticleHead


@dataclass(frozen=True, slots=True)
class Counts:
    """What the article list shows beside a title."""

    words: int
    passages: int
    figures: int


def head_of(article: Article, number: int, counts: Counts) -> ArticleHead:
    """What lists show of an article that is held in memory."""
    from briefing.model.head import ArticleHead

    return ArticleHead(
        id=article.id,
        number=number,
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        language=article.language,
        words=counts.words,
        passages=counts.passages,
        figures=counts.figures,
        fingerprint=article.fingerprint,
        has_title=article.has_title,
    )


def bundled_folder() -> str:
    """The folder of the articles that come with the program."""
    from briefing.paths import seeds_dir

    return str(seeds_dir())
