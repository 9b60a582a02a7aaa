"""What an analysis finds in many articles, found on all cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.jobs.pool import cores, in_order
from briefing.jobs.requests import Request, RequestHost

if TYPE_CHECKING:
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article

    Found = tuple[str, tuple[Annotation, ...]]

LARGE = 1_500_000
"""Characters from which the pool is quicker; with two cores it breaks even at about a third of that."""
BATCH = 120_000
"""Characters a process is given at once: some tenths of a second of work, so that progress shows."""


@dataclass(frozen=True, slots=True)
class ExtractAnnotations(Request[RequestHost, "list[Found]"]):
    """What an analysis finds in articles, each with the id of the article."""

    analysis: str
    """The name of the analysis."""
    articles: tuple[Article, ...]

    def run(self, host: RequestHost) -> list[Found]:  # noqa: ARG002 - it needs the articles alone
        """In the order of the articles."""
        from briefing.analyses.articles import extracted

        return [(article.id, extracted(self.analysis, article)) for article in self.articles]


def annotations_of(
    articles: Sequence[Article], analysis: str, *, processes: int | None = None
) -> Iterator[Found]:
    """Yield `(article id, what the analysis finds in it)` for each article, in order, from all cores.

    With `processes` that many are used whatever the size. Giving the iterator up ends them.
    """
    count = processes or cores()
    if processes is None and (count < 2 or sum(len(a.text) for a in articles) < LARGE):
        count = 0
    # Here each article is ready for itself.
    batches = _batches(articles, analysis, BATCH if count else 0)
    with closing(in_order(batches, processes=count)) as answers:
        for found in answers:
            yield from found


def _batches(articles: Sequence[Article], analysis: str, characters: int) -> Iterator[ExtractAnnotations]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= characters:
            yield ExtractAnnotations(analysis, tuple(batch))
            batch, size = [], 0
    if batch:
        yield ExtractAnnotations(analysis, tuple(batch))
