"""The timeline as a face shows it: its rows, and what they are cited by."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Progress
from briefing.session.requests.session_request import SessionStream, every_step

if TYPE_CHECKING:
    from briefing.model.excerpt import Citation
    from briefing.model.timeline_row import TimelineRow
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class CitedTimeline:
    """The rows of a timeline with what is known of the articles that tell of them."""

    rows: tuple[TimelineRow, ...]
    """In date order."""
    citations: Mapping[str, Citation]
    """By article."""
    fingerprints: Mapping[str, str]
    """Of the texts that the places are in, by article."""
    articles: tuple[str, ...] | None = None
    """The articles that were read for it; None for all."""
    quoted: bool = False
    """Whether it is told who says what."""


@dataclass(frozen=True, slots=True)
class BuildTimeline(SessionStream[Never, CitedTimeline]):
    """Group what the articles date by the days they speak of: of all articles, or where they cannot all be
    compared, of those that are read."""

    read: tuple[str, ...] = ()
    """The articles in columns."""
    topic: str | None = None
    """The label of the topic or story whose passages alone are read; UsageError where none is called so."""
    quoted: bool = False
    """Whether it is asked who says what."""

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, CitedTimeline]:
        """Progress counts articles."""
        from briefing.model.excerpt import Citation

        session = host.session
        topic = None if self.topic is None else session.topics.called(self.topic)
        compared = session.corpus.reach(lambda: self.read)
        steps = session.timelines.rows_in_steps(topic, compared, quoted=self.quoted)
        rows = yield from every_step(steps, "timeline")
        names = dict.fromkeys(name for row in rows for name in row.articles)
        articles = [session.article(name) for name in names]
        return CitedTimeline(
            rows,
            {one.id: Citation.of(one) for one in articles},
            {one.id: one.fingerprint for one in articles},
            None if compared is None else tuple(compared),
            self.quoted,
        )
