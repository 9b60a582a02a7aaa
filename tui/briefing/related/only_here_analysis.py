"""Statements that stand in one article only, as an analysis of the corpus: found, and kept.

Whether a passage has a counterpart depends on how rare its words are in all articles: one that comes or
goes may change what is said of any other, so that all are compared anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, cast, get_args

from briefing.errors import LibraryError
from briefing.model.article import Ref
from briefing.model.corpus_analysis import CorpusView, FoundAnalysis, Steps
from briefing.model.related_passage import Tier
from briefing.text.compressed import compress, decompress

if TYPE_CHECKING:
    from briefing.related.related_index import RelatedIndex

INDEX = "related"
"""The input: the index of related passages."""

Statements = tuple[tuple[int, int, Tier], ...]
"""Passages, ascending: number of the article, number of the passage, how sure it is."""
TIERS: tuple[Tier, ...] = get_args(Tier)


def _index(view: CorpusView) -> RelatedIndex:
    return cast("RelatedIndex", view.input(INDEX))


def update(
    view: CorpusView,
    before: Statements | None,  # noqa: ARG001 - any of it may be otherwise now
    changed: Collection[int],  # noqa: ARG001
) -> Steps[Statements]:
    """Compare all passages; return the statements that no other article has."""
    if len(view.numbers()) < 2:
        return ()
    found = yield from _index(view).only_here_steps()
    return tuple(sorted((unit.article, unit.passage, tier) for unit, tier in found))


def within(view: CorpusView, numbers: Collection[int]) -> Steps[Statements]:
    """Return those of some articles, a step a passage."""
    if len(view.numbers()) < 2:
        return ()
    found: list[tuple[int, int, Tier]] = []
    articles = {number: view.article(number) for number in sorted(numbers)}
    total, done = sum(len(article.passages) for article in articles.values()), 0
    for number, article in articles.items():
        for passage in range(len(article.passages)):
            # Articles may have come or gone since the last step.
            tier = _index(view).stands_alone(Ref(article.id, passage))
            if tier is not None:
                found.append((number, passage, tier))
            done += 1
            yield done, total
    return tuple(found)


def renumbered(found: Statements, numbers: Mapping[int, int]) -> Statements:
    """Return the same where articles have other numbers."""
    return tuple(sorted((numbers[article], passage, tier) for article, passage, tier in found))


def passages(found: Statements) -> tuple[tuple[int, int], ...]:
    """Return where they stand: number of the article, number of the passage."""
    return tuple((article, passage) for article, passage, _ in found)


def pack(found: Statements) -> bytes:
    """Return statements as JSON, compressed, with a checksum."""
    return compress(json.dumps(found).encode("ascii"))


def unpack(packed: bytes) -> Statements:
    """Return what `pack` was given; LibraryError when it is damaged."""
    try:
        return tuple(
            (int(article), int(passage), TIERS[TIERS.index(tier)])
            for article, passage, tier in json.loads(decompress(packed))
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise LibraryError("the kept statements are damaged") from error


ANALYSIS: FoundAnalysis[Statements] = FoundAnalysis(
    name="only_here",
    version=2,
    inputs=(INDEX,),
    # To compare all passages of a large corpus takes hours.
    most=0,
    update=update,
    within=within,
    passages=passages,
    renumbered=renumbered,
    pack=pack,
    unpack=unpack,
)
