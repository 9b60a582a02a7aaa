"""Queries whose words may stand in several passages of one article (`in:article`)."""

from __future__ import annotations

from collections.abc import Collection

from briefing.search.query_compiler import Compiler, Sets
from briefing.search.query_tree import AllOf, AnyOf, Near, Node, WithFigure, WithName, WordTerm
from briefing.search.snapshot import Snapshot


def across_passages(
    snapshot: Snapshot, sets: Sets | None, root: Node, within: Collection[int] | None
) -> tuple[Node, Collection[int] | None]:
    """Return what a passage must answer, and the articles to look in, for `root` asked of whole articles.

    Passages answer that hold one of the words, figures or names, in articles that hold all of them. What is
    said of articles and kinds of passages, and what is left out, holds for each of these passages.
    """
    if not isinstance(root, AllOf):
        return root, within
    held = [node for node in root.required if _is_held(node)]
    others = [node for node in root.required if not _is_held(node)]
    if len(held) < 2:
        return root, within

    def narrowed(node: Node) -> Node:
        return AllOf((node, *others), root.excluded) if others or root.excluded else node

    compiler = Compiler(snapshot, sets)
    found = within
    # What fewest passages have comes first: the rest is asked of its articles alone.
    for node in sorted(map(narrowed, held), key=compiler.count):
        found = compiler.articles(node, found)
    return narrowed(AnyOf(tuple(held))), found


def _is_held(node: Node) -> bool:
    """Tell whether a passage holds what is asked for, rather than being of a kind or an article."""
    if isinstance(node, AllOf):
        return any(map(_is_held, node.required))
    if isinstance(node, AnyOf):
        return any(map(_is_held, node.options))
    return isinstance(node, Near | WithFigure | WithName) or (
        isinstance(node, WordTerm) and node.field in ("body", "quoted")
    )
