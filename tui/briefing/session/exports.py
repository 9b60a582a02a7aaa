"""Exports: from marks, figures and topics of a session to the bytes of a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.excerpt import Excerpt
    from briefing.model.synopsis import Synopsis
    from briefing.session.session import Session

ExportWhat = Literal["marks", "figures", "topic"]


def excerpts(
    session: Session, what: ExportWhat, topic: str | None, articles: Collection[str] | None
) -> list[Excerpt]:
    """Return what an export of marks, figures or a topic's passages holds, in reading order.

    UsageError when `topic` names no topic.
    """
    names = [name for name in session.by_name if articles is None or name in articles]
    if what == "marks":
        return _mark_excerpts(session, names)
    if what == "figures":
        return _figure_excerpts(session, names)
    return _topic_excerpts(session, topic, names)


def export(
    session: Session, what: ExportWhat, form: str, topic: str | None, articles: Collection[str] | None
) -> tuple[bytes, int]:
    """Return an export as bytes in the format `form`, and how many excerpts it holds."""
    from briefing.export.formats import render

    found = excerpts(session, what, topic, articles)
    titles = {"marks": "Marks", "figures": "Figures", "topic": topic or "Topics"}
    return render(form, found, title=titles[what]), len(found)


def _mark_excerpts(session: Session, names: Sequence[str]) -> list[Excerpt]:
    from briefing.export.excerpts import from_mark

    order = {name: index for index, name in enumerate(names)}
    here = [p for p in session.placed_marks() if p.article in order or (p.orphan and p.mark.article in order)]
    here.sort(
        key=lambda p: (
            order[p.article or p.mark.article],
            p.start if p.start is not None else p.mark.start,
        )
    )
    return [from_mark(p, session.article(p.article) if p.article else None) for p in here]


def _figure_excerpts(session: Session, names: Sequence[str]) -> list[Excerpt]:
    from briefing.export.excerpts import from_figure
    from briefing.figures.normal import normal_form

    return [
        from_figure(figure, session.article(name), session.sentence(name, figure.start), normal_form(figure))
        for name in names
        for figure in session.figures(name)
    ]


def _topic_excerpts(session: Session, label: str | None, names: Sequence[str]) -> list[Excerpt]:
    from briefing.export.excerpts import from_topic

    topics = [t for t in session.topics() if label is None or t.label.casefold() == label.casefold()]
    if not topics:
        raise UsageError(f"no topic is called {label}", hint="briefing topics lists them")
    wanted = set(names)
    return [
        excerpt
        for topic in topics
        for excerpt in from_topic(topic, session.by_name)
        if excerpt.citation.article in wanted
    ]


def export_formats() -> tuple[str, ...]:
    """Names of the formats `Session.export` can write."""
    from briefing.export.formats import FORMATS

    return FORMATS


def synopsis_formats() -> tuple[str, ...]:
    """Names of the formats `render_synopses` can write."""
    from briefing.export.synopses import FORMATS

    return FORMATS


def render_synopses(form: str, synopses: Sequence[Synopsis], title: str) -> bytes:
    """Synopses as the bytes of a whole file in the format `form`."""
    from briefing.export.synopses import render

    return render(form, synopses, title=title)


def suggest_export_name(title: str, form: str) -> str:
    """A safe file name for an export called `title` in the format `form`."""
    from briefing.export.formats import suggest_name

    return suggest_name(title, form)
