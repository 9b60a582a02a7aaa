"""The analyses of single articles, in one table.

An analysis is a package with a module `annotator` that says how it is done, kept and searched; here it
has a line. Libraries keep what every analysis finds in the same tables, the search index takes the
terms of all, and none of them knows any analysis by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from briefing.model.annotation import Annotation, Annotator, IndexTerms
from briefing.model.article import Article

ANNOTATORS: dict[str, str] = {
    "figures": "briefing.figures.figure_annotator",
    "names": "briefing.names.name_annotator",
}
"""The module of each analysis, by its name, in the order in which articles are analysed."""

Annotations = Mapping[str, Sequence[Annotation]]
"""What was found in one article, by the name of the analysis."""


@cache
def annotator(name: str) -> Annotator[Any]:
    """Return an analysis by its name; imports what it needs."""
    found: Annotator[Any] = import_module(ANNOTATORS[name]).ANNOTATOR
    return found


def annotators() -> tuple[Annotator[Any], ...]:
    """Return every analysis, in the order of the table."""
    return tuple(annotator(name) for name in ANNOTATORS)


def annotate(article: Article, known: Annotations | None = None) -> dict[str, Sequence[Annotation]]:
    """Return what each analysis finds in `article`; what is `known` already is taken as it is."""
    return {
        name: known[name] if known is not None and name in known else annotator(name).extract(article)
        for name in ANNOTATORS
    }


def index_terms(annotations: Annotations) -> dict[int, IndexTerms]:
    """Return what the search index keeps of all that was found in one article, by passage."""
    terms: dict[int, IndexTerms] = {}
    for name, found in annotations.items():
        for passage, theirs in annotator(name).terms(found).items():
            ours = terms.get(passage)
            terms[passage] = theirs if ours is None else _joined(ours, theirs)
    return terms


def _joined(one: IndexTerms, other: IndexTerms) -> IndexTerms:
    # Most analyses have terms of one sort, which no other has.
    pairs = zip(one, other, strict=True)
    return IndexTerms(*[tuple(sorted({*a, *b})) if a and b else a or b for a, b in pairs])
