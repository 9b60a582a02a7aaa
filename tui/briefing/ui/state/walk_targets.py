"""What the keys for the next and the previous one can walk: a registry.

A new entry is a function that gives the places of one kind in an article, and a line in `WALK_TARGETS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefing.model.article import Span
from briefing.model.figure_level import ALL_FIGURES, NO_FIGURES, is_lit
from briefing.model.quote import AttributedQuote
from briefing.ui.state.ledger_state import DIFFERS

if TYPE_CHECKING:
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article
    from briefing.model.mark import PlacedMark
    from briefing.ui.state.article_store import StoredFigures
    from briefing.ui.state.cursor import FocusKind
    from briefing.ui.state.found_annotations import FoundAnnotations
    from briefing.ui.state.ledger_state import LedgerState
    from briefing.ui.state.topic_state import TopicListState


class Walked(Protocol):
    """What targets ask the reader's state for."""

    topics: TopicListState
    annotations: FoundAnnotations
    figure_level: str
    ledger: LedgerState

    @property
    def figures(self) -> StoredFigures:
        """The figures of articles, as far as they are known."""

    def marks_in(self, name: str) -> list[PlacedMark]:
        """The marks of an article that have a place in it, in text order."""


class WalkTarget(NamedTuple):
    """One kind of place in a text."""

    name: str
    """As the settings take it: `figures`."""
    one: str
    """What a message calls one of them: `figure`."""
    kind: FocusKind | None
    """What the cursor is on then."""
    spans: Callable[[Walked, Article], Sequence[Span] | None]
    """Its places in an article in text order, folded passages aside; None while they are not known."""
    analysis: str = ""
    """What has to be asked for in the articles that are shown, and is drawn while it is walked."""
    places: Callable[[Sequence[Annotation]], Sequence[Annotation]] = tuple
    """Of what that found, what is walked and drawn: disjoint, in text order."""


def _figures(state: Walked, article: Article) -> Sequence[Span] | None:
    if article.id not in state.figures:
        return None
    # Where none is lit, the keys still lead from one to the next.
    level = ALL_FIGURES if state.figure_level == NO_FIGURES else state.figure_level
    figures = (f for f in state.figures.get(article.id, ()) if is_lit(f, level))
    return [Span(f.start, f.end) for f in figures if state.topics.shows(article.id, f.passage)]


def _marks(state: Walked, article: Article) -> Sequence[Span]:
    return [
        Span(mark.start, mark.end)
        for mark in state.marks_in(article.id)
        if mark.start is not None and mark.end is not None
    ]


def _names(state: Walked, article: Article) -> Sequence[Span] | None:
    found = state.annotations.of("names", article)
    if found is None:
        return None
    return [Span(one.start, one.end) for one in found if state.topics.shows(article.id, one.passage)]


def _quotations(state: Walked, article: Article) -> Sequence[Span] | None:
    found = state.annotations.of("quotes", article)
    if found is None:
        return None
    shown = (one for one in quotations(found) if state.topics.shows(article.id, one.passage))
    return [Span(one.start, one.end) for one in shown]


def quotations(found: Sequence[Annotation]) -> list[Annotation]:
    """Return the quotes that hold words in quotation marks, disjoint and in text order: where one tells what
    another says, that other alone."""
    direct = [one for one in found if isinstance(one, AttributedQuote) and one.direct]
    kept: list[Annotation] = []
    for one in sorted(direct, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end:
                continue
            kept.pop()
        kept.append(one)
    return kept


def _differences(state: Walked, article: Article) -> Sequence[Span] | None:
    if not state.ledger.known:
        return None
    signs = state.ledger.signs_in(article.id, article.fingerprint)
    return [Span(one.start, one.end) for one in signs if one.sign == DIFFERS]


WALK_TARGETS: dict[str, WalkTarget] = {
    target.name: target
    for target in (
        WalkTarget("figures", "figure", "figure", _figures),
        WalkTarget("marks", "mark", None, _marks),
        WalkTarget("names", "name", "name", _names, "names"),
        WalkTarget("differences", "difference", "figure", _differences),
        WalkTarget("quotations", "quotation", "sentence", _quotations, "quotes", quotations),
    )
}
"""By name, in the order in which the key chooses them; the first is walked unless another is chosen."""

FIRST_TARGET = next(iter(WALK_TARGETS))


def next_name(name: str) -> str:
    """The name of the target behind `name`, round at the end."""
    names = list(WALK_TARGETS)
    return names[(names.index(name) + 1) % len(names)]
