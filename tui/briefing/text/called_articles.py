"""Which articles a person means by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.text.tokens import fold

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.head import ArticleHead


def is_called(name: str, article: Article | ArticleHead) -> bool:
    """Whether `name` can mean an article: it is its id, the end of that, or words of its source or title."""
    wanted = fold(name)
    return (
        article.id == name
        or article.id.endswith(f"/{name}")
        or wanted in fold(article.source or "")
        or wanted in fold(article.title)
    )
