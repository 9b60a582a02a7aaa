"""The analyses of single articles, in one table.

An analysis is a package with a module `annotator` that says how it is done, kept and searched; here it
has a line. Libraries keep what every analysis finds in the same tables, the search index takes the
terms of all, and none of them knows any analysis by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from briefing.model.annotation import Annotation, Annotator, IndexTerms
from briefing.model.article import Article


class AnnotatorLine(NamedTuple):
    """What is known of an analysis before its module is imported."""

    module: str
    """It gives the `ANNOTATOR`."""
    at_opening: bool
    """Whether the reader has it found as soon as articles are open, for the text is drawn with it. Anything
    else is found when the search of articles in memory is made ready, or when it is asked for before."""


ANNOTATORS: dict[str, AnnotatorLine] = {
    "figures": AnnotatorLine("briefing.figures.figure_annotator", at_opening=True),
    "names": AnnotatorLine("briefing.names.name_annotator", at_opening=False),
    "quotes": AnnotatorLine("briefing.quotes.quote_annotator", at_opening=False),
}
"""By name, in the order in which articles are analysed."""

_VERSIONS = 1000
"""More than the versions of what an analysis uses come to."""

Annotations = Mapping[str, Sequence[Annotation]]
"""What was found in one article, by the name of the analysis."""


@cache
def annotator(name: str) -> Annotator[Any]:
    """Return an analysis by its name; imports what it needs.

    Its version is another one, too, whenever that of an analysis which it uses is.
    """
    found: Annotator[Any] = import_module(ANNOTATORS[name].module).ANNOTATOR
    used = sum(annotator(other).version for other in found.uses)
    return replace(found, version=_VERSIONS * found.version + used) if found.uses else found


def found_at_opening() -> frozenset[str]:
    """Return the names of the analyses that need not be found to make the search ready."""
    return frozenset(name for name, line in ANNOTATORS.items() if line.at_opening)


def annotators() -> tuple[Annotator[Any], ...]:
    """Return every analysis, in the order of the table."""
    return tuple(annotator(name) for name in ANNOTATORS)


def annotate(article: Article, known: Annotations | None = None) -> dict[str, Sequence[Annotation]]:
    """Return what each analysis finds in `article`; what is `known` already is taken as it is."""
    found: dict[str, Sequence[Annotation]] = {}
    for name in ANNOTATORS:
        if known is not None and name in known:
            found[name] = known[name]
        else:
            found[name] = extracted(name, article, found.__getitem__)
    return found


def extracted(
    name: str, article: Article, found: Callable[[str], Sequence[Annotation]] | None = None
) -> tuple[Annotation, ...]:
    """Return what an analysis finds in `article`; `found` tells what those find that it uses, which are
    done as well where it is left out."""
    one = annotator(name)
    used = [extracted(other, article) if found is None else found(other) for other in one.uses]
    return one.extract(article, *used)


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
