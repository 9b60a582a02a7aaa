"""What is drawn over the text of an article: layers of styled spans, and one frozen value of them all.

A layer is a list of disjoint spans in order; a later layer is drawn over an earlier one. Styles are
names; the widget knows what they look like in the theme.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.figure_level import is_lit
from briefing.ui.state.walk_targets import WALK_TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.model.figure import Figure
    from briefing.model.lens import Lens
    from briefing.model.related_passage import RelatedPassage
    from briefing.ui.state.reader_state import ReaderState


class Paint(NamedTuple):
    """A span and the name of the style it is drawn in."""

    start: int
    end: int
    style: str


class Layer:
    """Disjoint spans in order, quick to ask for a line."""

    __slots__ = ("_paints", "_starts")

    def __init__(self, paints: Iterable[Paint] = ()) -> None:
        self._paints = sorted(paint for paint in paints if paint.start < paint.end)
        self._starts = [paint.start for paint in self._paints]

    def __bool__(self) -> bool:
        return bool(self._paints)

    def between(self, start: int, end: int) -> list[Paint]:
        """The spans that touch `[start, end)`, clipped to it."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for paint in self._paints[index:]:
            if paint.start >= end:
                break
            if paint.end > start:
                found.append(Paint(max(paint.start, start), min(paint.end, end), paint.style))
        return found


class Run(NamedTuple):
    """A piece of a line with all the styles that hold in it, the topmost last."""

    start: int
    end: int
    styles: tuple[str, ...]


def runs(start: int, end: int, layers: Sequence[Layer]) -> list[Run]:
    """Cut `[start, end)` where any layer begins or ends; pieces are in order and leave no gap."""
    paints = [layer.between(start, end) for layer in layers if layer]
    if not any(paints):
        return [Run(start, end, ())] if start < end else []
    cuts = sorted({start, end, *(edge for layer in paints for paint in layer for edge in paint[:2])})
    pieces = []
    for left, right in pairwise(cuts):
        styles = tuple(p.style for layer in paints for p in layer if p.start <= left and right <= p.end)
        pieces.append(Run(left, right, styles))
    return pieces


_NOTHING = Layer()


class Overlay(NamedTuple):
    """What an article view shows beside the text itself. Equal overlays are drawn alike."""

    walked: Layer = _NOTHING
    """What an analysis found, while it is walked."""
    figures: Layer = _NOTHING
    marks: Layer = _NOTHING
    hits: Layer = _NOTHING
    related: Layer = _NOTHING
    """Words shared with the passage being read, or with its counterpart."""
    target: Span | None = None
    """The figure, match or sentence under the cursor."""
    selection: Span | None = None
    marked: Mapping[int, str] = MappingProxyType({})
    """Passages that hold a mark, each with the style of the sign beside it: that of its first one."""
    only_here: frozenset[int] = frozenset()
    """Passages that no other article has a counterpart of."""
    probably_only_here: frozenset[int] = frozenset()
    """Those of which that is only probable."""
    verdicts: Layer = _NOTHING
    """Figures that others contradict or confirm, by the sign that stands beside their line."""
    copies: frozenset[int] = frozenset()
    """Passages that stand in another article in nearly the same words."""
    topic: frozenset[int] | None = None
    """Passages of the chosen topic; the rest is dimmed. None when no topic is chosen."""
    only_topic: bool = False
    """Leave out every passage that is not of the topic."""
    cursor: int = 0
    active: bool = False
    """Whether this is the column the keys act on."""
    counterpart: int | None = None
    """The passage that answers the one being read in the active column."""

    def layers(self) -> list[Layer]:
        """The layers from bottom to top."""
        target, selection = _single(self.target, "target"), _single(self.selection, "selection")
        return [self.walked, self.figures, self.marks, self.related, self.hits, target, selection]


def _single(span: Span | None, style: str) -> Layer:
    return Layer([Paint(span.start, span.end, style)] if span else ())


class _LitFigures(NamedTuple):
    """What the layer of figures depends on."""

    figures: Sequence[Figure]
    level: str

    def same(self, figures: Sequence[Figure], level: str) -> bool:
        """Whether these are they; figures are told by identity, since comparing them all costs a frame."""
        return self.figures is figures and self.level == level


class Overlays:
    """Makes overlays. A layer stays the same object while what it shows stays the same."""

    def __init__(self, state: ReaderState) -> None:
        self._state = state
        self._kept: dict[tuple[str, str], tuple[object, Layer]] = {}

    def of(self, name: str) -> Overlay:
        """The overlay of one column."""
        state, lens = self._state, self._state.lens.answer
        active = bool(state.columns) and state.columns[state.active] == name
        cursor = state.cursors[name]
        locked = state.lock and len(state.columns) > 1 and lens is not None
        counterpart = lens.counterparts.get(name) if lens is not None and locked and not active else None
        target = cursor.span if active and cursor.kind != "match" else None
        alone = [one for one in (state.comparison.only_here or {}).items() if one[0].article == name]
        return Overlay(
            walked=self._walked(name),
            figures=self._figures(name),
            marks=self._marks(name),
            hits=self._hits(name),
            related=self._related(name, lens if locked else None, active=active),
            target=target,
            selection=state.selection if active else None,
            marked=self._marked(name),
            only_here=frozenset(ref.passage for ref, tier in alone if tier == "sure"),
            probably_only_here=frozenset(ref.passage for ref, tier in alone if tier == "probably"),
            verdicts=self._verdicts(name),
            copies=frozenset(state.comparison.copies.get(name, ())),
            topic=state.topics.passages_in(name),
            only_topic=state.topics.only_chosen and state.topics.chosen is not None,
            cursor=cursor.passage,
            active=active,
            counterpart=counterpart.passage if counterpart else None,
        )

    def _keep(self, kind: str, name: str, depends: object, paints: list[Paint]) -> Layer:
        kept = self._kept.get((kind, name))
        if kept is not None and kept[0] == depends:
            return kept[1]
        layer = Layer(paints) if paints else _NOTHING
        self._kept[kind, name] = (depends, layer)
        return layer

    def _figures(self, name: str) -> Layer:
        figures, level = self._state.figures.get(name, ()), self._state.figure_level
        kept = self._kept.get(("figures", name))
        if kept is not None and isinstance(kept[0], _LitFigures) and kept[0].same(figures, level):
            return kept[1]
        lit = [Paint(f.start, f.end, f"figure-{f.kind}") for f in figures if is_lit(f, level)]
        layer = Layer(lit) if lit else _NOTHING
        self._kept["figures", name] = (_LitFigures(figures, level), layer)
        return layer

    def _verdicts(self, name: str) -> Layer:
        ledger = self._state.ledger
        article = self._state.articles.get(name) if ledger.shown and ledger.known else None
        signs = ledger.signs_in(name, article.fingerprint) if article is not None else ()
        return self._keep("verdicts", name, signs, [Paint(*sign) for sign in signs])

    def _walked(self, name: str) -> Layer:
        """What an analysis found, while it is walked."""
        state, target = self._state, WALK_TARGETS[self._state.walk]
        article = state.articles.get(name) if target.analysis else None
        found = (state.annotations.of(target.analysis, article) if article is not None else None) or ()
        style = target.one
        kept = self._kept.get(("walked", name))
        if kept is not None and kept[0] == (style, found):
            return kept[1]
        paints = [Paint(one.start, one.end, style) for one in target.places(found)]
        return self._keep("walked", name, (style, found), paints)

    def _marks(self, name: str) -> Layer:
        paints = [
            Paint(m.start, m.end, f"mark-{m.mark.colour}")
            for m in self._state.marks_in(name)
            if m.start is not None and m.end is not None
        ]
        return self._keep("marks", name, paints, disjoint(paints))

    def _marked(self, name: str) -> dict[int, str]:
        marked: dict[int, str] = {}
        for placed in self._state.marks_in(name):
            if placed.passage is not None:
                marked.setdefault(placed.passage, f"mark-{placed.mark.colour}-sign")
        return marked

    def _hits(self, name: str) -> Layer:
        state = self._state
        current = state.search.walk.current
        on = current.span if current is not None and current.article == name else None
        paints = [
            Paint(span.start, span.end, "hit-current" if span == on else "hit")
            for span in state.spans_in(name)
        ]
        return self._keep("hits", name, paints, paints)

    def _related(self, name: str, lens: Lens | None, *, active: bool) -> Layer:
        spans = self._explained(name)
        counterparts = lens.counterparts.values() if lens is not None else ()
        found: list[RelatedPassage] = [r for r in counterparts if r is not None]
        if active:
            spans |= {span for related in found for span in related.query_spans}
        else:
            spans |= {span for related in found if related.article == name for span in related.spans}
        paints = sorted(Paint(span.start, span.end, "related") for span in spans)
        return self._keep("related", name, paints, disjoint(paints))

    def _explained(self, name: str) -> set[Span]:
        """The words that speak for a topic, in the passage that was explained last."""
        why = self._state.lens.explained
        if why is None or (why.article, why.passage) != (name, self._state.cursors[name].passage):
            return set()
        return {Span(word.start, word.end) for word in why.words}


def disjoint(paints: list[Paint]) -> list[Paint]:
    """The paints with what an earlier one covers cut off; marks may overlap, layers may not."""
    result: list[Paint] = []
    for paint in sorted(paints):
        start = max(paint.start, result[-1].end) if result else paint.start
        if start < paint.end:
            result.append(Paint(start, paint.end, paint.style))
    return result
