"""Exports: from marks, figures and topics of a session to the bytes of a file."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from briefing.model.excerpt import Excerpt
    from briefing.model.synopsis import Synopsis
    from briefing.model.topic import Topic, TopicPassage
    from briefing.session.session import Session

ExportWhat = Literal["marks", "figures", "topic"]


def excerpts(
    session: Session, what: ExportWhat, topic: str | None, articles: Collection[str] | None
) -> list[Excerpt]:
    """Return what an export of marks, figures or a topic's passages holds, in reading order.

    UsageError when `topic` names no topic.
    """
    return [one for some in excerpts_by_article(session, what, topic, articles) for one in some]


def excerpts_by_article(
    session: Session, what: ExportWhat, topic: str | None, articles: Collection[str] | None = None
) -> Iterator[list[Excerpt]]:
    """Yield the same article by article, one after the other, holding none of them."""
    if what == "marks":
        yield _mark_excerpts(session, articles)
    elif what == "figures":
        yield from _figure_excerpts(session, articles)
    else:
        yield from _topic_excerpts(session, topic, articles)


def export(
    session: Session, what: ExportWhat, form: str, topic: str | None, articles: Collection[str] | None
) -> tuple[bytes, int]:
    """Return an export as bytes in the format `form`, and how many excerpts it holds."""
    from briefing.export.formats import render

    found = excerpts(session, what, topic, articles)
    return render(form, found, title=_title(what, topic)), len(found)


def export_steps(
    session: Session, path: Path, what: ExportWhat, form: str, topic: str | None, *, overwrite: bool
) -> Generator[tuple[int, int], None, int]:
    """Write an export to `path` in steps, holding no more than an article; the value is its excerpts.

    Yields how many articles of how many are done. Nothing is written where there are none, nor when
    it is given up; raises as `export` and `write_export` do.
    """
    from briefing.export.formats import pieces
    from briefing.files.atomic import atomic_file

    total = _articles_of(session, what, topic)
    progress = _Counted(excerpts_by_article(session, what, topic))
    title = _title(what, topic)
    if not progress.any():
        return 0
    with atomic_file(path, overwrite=overwrite) as file:
        told = 0
        for piece in pieces(form, progress, title=title):
            file.write(piece)
            if progress.articles > told:
                told = progress.articles
                yield min(told, total), total
    return progress.excerpts


class _Counted:
    """Excerpts one after the other, counted as they are taken."""

    def __init__(self, by_article: Iterator[list[Excerpt]]) -> None:
        self._by_article = by_article
        self._first: list[Excerpt] = []
        self.articles = self.excerpts = 0

    def any(self) -> bool:
        """Whether there are any; looks no further than the first."""
        while not self._first:
            some = next(self._by_article, None)
            if some is None:
                return False
            self.articles += 1
            self._first = some
        return True

    def __iter__(self) -> Iterator[Excerpt]:
        """Each of them, once."""
        yield from self._counted(self._first)
        for some in self._by_article:
            self.articles += 1
            yield from self._counted(some)

    def _counted(self, some: list[Excerpt]) -> Iterator[Excerpt]:
        for one in some:
            self.excerpts += 1
            yield one


def _title(what: ExportWhat, topic: str | None) -> str:
    return {"marks": "Marks", "figures": "Figures", "topic": topic or "Topics"}[what]


def _articles_of(session: Session, what: ExportWhat, topic: str | None) -> int:
    """How many articles an export goes through."""
    if what != "topic":
        return len(session.articles)
    return sum(_article_count(one.passages) for one in _topics_called(session, topic))


def _article_count(passages: Sequence[TopicPassage]) -> int:
    from briefing.model.topic_passages import StoredPassages

    if isinstance(passages, StoredPassages):
        return passages.articles
    return len({passage.article for passage in passages})


def _mark_excerpts(session: Session, articles: Collection[str] | None) -> list[Excerpt]:
    from briefing.export.excerpts import from_mark

    placed = session.placed_marks()
    named = {name for p in placed if (name := p.article or (p.mark.article if p.orphan else None))}
    order = session.places(name for name in named if articles is None or name in articles)
    here = [p for p in placed if p.article in order or (p.orphan and p.mark.article in order)]
    here.sort(
        key=lambda p: (
            order[p.article or p.mark.article],
            p.start if p.start is not None else p.mark.start,
        )
    )
    return [from_mark(p, session.article(p.article) if p.article else None) for p in here]


def _figure_excerpts(session: Session, articles: Collection[str] | None) -> Iterator[list[Excerpt]]:
    from briefing.export.excerpts import from_figure
    from briefing.figures.normal import normal_form
    from briefing.text.passages import sentence_at

    for article in session.articles:
        if articles is None or article.id in articles:
            yield [
                from_figure(figure, article, sentence_at(article, figure.start), normal_form(figure))
                for figure in session.figures(article.id)
            ]


def _topics_called(session: Session, label: str | None) -> list[Topic]:
    return list(session.topics()) if label is None else [session.topic(label)]


def _topic_excerpts(
    session: Session, label: str | None, articles: Collection[str] | None
) -> Iterator[list[Excerpt]]:
    from briefing.export.excerpts import from_topic

    for topic in _topics_called(session, label):
        for name, passages in groupby(topic.passages, key=lambda passage: passage.article):
            if articles is None or name in articles:
                here = replace(topic, passages=tuple(passages), stories=())
                yield from_topic(here, {name: session.article(name)})


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
