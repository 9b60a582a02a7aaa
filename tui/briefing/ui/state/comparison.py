"""What comparing all articles gave: statements that one alone has, and passages that several have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.model.article import Article, Ref

MOST_OF_IT = 0.5
"""Part of an article's passages that stand elsewhere, from which on its head says so."""


Copies = dict[str, dict[int, tuple["Ref", ...]]]
"""By article and passage: the other places where it stands in nearly the same words."""


class ComparisonState:
    """What is known of the articles compared with each other."""

    def __init__(self) -> None:
        self.only_here: frozenset[Ref] | None = None
        """Statements that no other article has; None while that is being worked out."""
        self.copies: Copies = {}
        """Passages that stand elsewhere in nearly the same words, with those other places."""


def copies_of(groups: Iterable[Sequence[Ref]]) -> Copies:
    """Look up by article and passage what `groups` of passages in nearly the same words say."""
    found: Copies = {}
    for group in groups:
        for ref in group:
            others = tuple(other for other in group if other != ref)
            found.setdefault(ref.article, {})[ref.passage] = others
    return found


def copied_from(article: Article, copies: Mapping[int, Iterable[Ref]]) -> tuple[str, int] | None:
    """The article that most of an article stands in as well, and how many passages they share.

    `copies` are those of its passages. None where less than half of its passages that count stand
    in any one other article.
    """
    shared: dict[str, int] = {}
    for others in copies.values():
        for name in {other.article for other in others}:
            shared[name] = shared.get(name, 0) + 1
    best = min(shared, key=lambda name: (-shared[name], name), default="")
    counted = article.counted() if best else 0
    return (best, shared[best]) if best and shared[best] >= MOST_OF_IT * counted else None
