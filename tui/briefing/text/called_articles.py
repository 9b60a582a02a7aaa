"""Which articles a person means by a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.text.tokens import fold
from briefing.working_folder import absolute_path

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.head import ArticleHead


def is_called(name: str, article: Article | ArticleHead) -> bool:
    """Whether `name` can mean an article: it is its id, the end of that, or words of its source or title."""
    wanted = fold(name)
    if not wanted.strip():
        return article.id == name
    return (
        article.id == name
        or article.id.endswith(f"/{name}")
        or wanted in fold(article.source or "")
        or wanted in fold(article.title)
    )


def article_at_path(path: str, names: Iterable[str]) -> str | None:
    """Which of the articles called `names` stands at `path`, however that is written: from the folder one
    stands in, whole, or with `..`; None where none does."""
    wanted = absolute_path(path)
    return next((name for name in names if absolute_path(name) == wanted), None)
