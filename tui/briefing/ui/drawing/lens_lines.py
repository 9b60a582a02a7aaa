"""What the lens says of the passage and the figure under the cursor, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.drawing.formatting import chance, percent, source_name
from briefing.ui.drawing.styled_text import Pen, cut, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.article import Ref
    from briefing.model.figure import Figure
    from briefing.model.lens import Lens
    from briefing.model.related import RelatedPassage
    from briefing.ui.state.reader_state import Desk

RELATED_SHOWN = 3
COPIES_SHOWN = 4
WORDS_FROM = 100
"""Cells from which on a score is told in words, too."""


def lens_lines(desk: Desk, pen: Pen, lens: Lens | None, size: tuple[int, int]) -> Sequence[Content]:
    """As many lines as there is room for: the figure, its other places, topics, related passages."""
    width, height = size
    if desk.ref is None:
        return [pen.text("nothing to read", "muted")]
    figure = desk.figure
    about = [_figure_line(pen, figure, lens)] if figure else [_figures_line(desk, pen)]
    if figure and height >= 5:
        about.append(_same_line(desk, pen, lens))
    if not figure or height >= 6:
        about.append(_topics_line(desk, pen))
    if height < 4:
        about = about[:1]
    rest = height - len(about)
    return [cut(line, width) for line in [*about, *_related_lines(desk, pen, lens, width)[:rest]]]


def _figure_line(pen: Pen, figure: Figure, lens: Lens | None) -> Content:
    parts = [pen.text("figure   ", "label"), pen.text(figure.text, f"figure-{figure.kind}")]
    if lens is not None and lens.normal:
        parts += [pen.text("  =  ", "muted"), pen.text(lens.normal, "bold")]
    details: list[str] = [figure.kind]
    if figure.qualifier and (lens is None or not lens.normal):
        details.append(figure.qualifier)
    if figure.trend:
        details.append("↑ up" if figure.trend == "up" else "↓ down")
    if figure.of:
        details.append(f"of: {figure.of}")
    parts.append(pen.text("  " + " · ".join(details), "muted"))
    return join(*parts)


def _figures_line(desk: Desk, pen: Pen) -> Content:
    ref = desk.ref
    figures = desk.figures_in(ref) if ref else ()
    if not figures and ref is not None and desk.articles[ref.article].language != "en":
        told = "in this language only signs, codes, per cent and ISO dates are found"
        return join(pen.text("figures  ", "label"), pen.text(told, "muted"))
    if not figures:
        return join(pen.text("figures  ", "label"), pen.text("none in this passage", "muted"))
    parts = [pen.text("figures  ", "label")]
    for figure in figures:
        parts += [pen.text(figure.text, f"figure-{figure.kind}"), Content("  ")]
    return join(*parts)


def _same_line(desk: Desk, pen: Pen, lens: Lens | None) -> Content:
    """Where else the value stands, and what others give for the same thing."""
    if lens is None:
        return join(pen.text("also in  ", "label"), pen.text("…", "muted"))
    parts = [pen.text("also in  ", "label")]
    if lens.same:
        parts += _places(desk, pen, lens.same)
    else:
        parts.append(pen.text("only here  ", "warning"))
    if lens.rivals:
        parts += [pen.text(" others give  ", "label"), *_places(desk, pen, lens.rivals)]
    return join(*parts)


def _places(desk: Desk, pen: Pen, figures: Sequence[Figure]) -> list[Content]:
    parts = []
    for figure in figures:
        parts += [
            pen.source(desk.letter(figure.article), desk.index(figure.article)),
            pen.text(f"¶{figure.passage} ", "muted"),
            pen.text(figure.text, f"figure-{figure.kind}"),
            Content("   "),
        ]
    return parts


def _topics_line(desk: Desk, pen: Pen) -> Content:
    parts = [pen.text("topics   ", "label")]
    if not desk.topics_known:
        return join(*parts, pen.text("…", "muted"))
    topics = desk.topics_of(desk.ref) if desk.ref else []
    if not topics:
        return join(*parts, pen.text("none", "muted"))
    return join(*parts, pen.text(" · ".join(topic.label for topic in topics[:4]), "topic"))


def _related_lines(desk: Desk, pen: Pen, lens: Lens | None, width: int) -> list[Content]:
    if lens is None or lens.pending:
        return [join(pen.text("related  ", "label"), pen.text("…", "muted"))]
    copies = [ref for ref in lens.same_text if ref.article in desk.articles]
    witnesses = [
        _related_line(desk, pen, index, related, width)
        for index, related in enumerate(lens.witnesses[:RELATED_SHOWN])
        if related.article in desk.articles
    ]
    if not lens.witnesses:
        witnesses = [join(pen.text("related  ", "label"), _nothing(desk, pen, copies))]
    return [_copies_line(desk, pen, copies), *witnesses] if copies else witnesses


def _nothing(desk: Desk, pen: Pen, copies: Sequence[Ref]) -> Content:
    """Why there is no related passage."""
    if len(desk.articles) < 2:
        return pen.text("open more articles to compare", "muted")
    if copies:
        return pen.text("no counterpart in other words", "warning")
    return pen.text("no counterpart in any other article", "warning")


def _copies_line(desk: Desk, pen: Pen, copies: Sequence[Ref]) -> Content:
    """Where the passage stands again: one report, whoever prints it."""
    told = pen.text("≡ same text as ", "warning")
    return join(pen.text("copies   ", "label"), told, _refs(desk, pen, copies))


def _refs(desk: Desk, pen: Pen, refs: Sequence[Ref]) -> Content:
    """Passages by letter and number."""
    parts = []
    for ref in refs[:COPIES_SHOWN]:
        parts += [
            pen.source(desk.letter(ref.article), desk.index(ref.article)),
            pen.text(f"¶{ref.passage} ", "muted"),
        ]
    if len(refs) > COPIES_SHOWN:
        parts.append(pen.text(f"+{len(refs) - COPIES_SHOWN:,} ", "muted"))
    return join(*parts)


def _related_line(desk: Desk, pen: Pen, index: int, related: RelatedPassage, width: int) -> Content:
    article = desk.articles[related.article]
    score = percent(related.score)
    if width >= WORDS_FROM:
        score += f" {chance(related.score)}"
    parts = [
        pen.text(f"{'related' if index == 0 else '':<7} {index + 1}", "label"),
        Content(" "),
        pen.source(desk.letter(related.article), desk.index(related.article)),
        pen.text(f" {source_name(article)} ¶{related.passage} ", "muted"),
    ]
    copies = [ref for ref in related.copies if ref.article in desk.articles]
    if copies:
        parts += [pen.text("≡ ", "warning"), _refs(desk, pen, copies)]
    head = join(*parts, pen.text(f"{score} ", "related"), pen.text(" · ".join(related.why), "why"))
    room = width - head.cell_length - 3
    if room > 20:
        quote = article.passage_text(related.passage)
        head = join(head, Content("  "), pen.text(f"“{quote[: room * 2]}”", "muted"))
    return pen.link(cut(head, width), f"move.jump_{index + 1}")
