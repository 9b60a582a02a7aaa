"""Quotes as a face shows them: their rows by speaker, and what they are cited by."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Progress
from briefing.session.requests.session_request import SessionStream, every_step

if TYPE_CHECKING:
    from briefing.model.correction import Correction, UnfitCorrection
    from briefing.model.excerpt import Citation
    from briefing.model.quote_row import QuoteRow
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class CitedQuotes:
    """Rows of quotes with what is known of the articles that have them."""

    rows: tuple[QuoteRow, ...]
    """By speaker, those of nobody known last."""
    citations: Mapping[str, Citation]
    """By article."""
    fingerprints: Mapping[str, str]
    """Of the texts that the places are in, by article."""
    articles: tuple[str, ...] | None = None
    """The articles that were read for it; None for all."""
    corrections: tuple[Correction, ...] = ()
    """What was said by hand of who speaks in them."""
    unfit: tuple[UnfitCorrection, ...] = ()
    """Those that do not fit any more."""


@dataclass(frozen=True, slots=True)
class GroupQuotes(SessionStream[Never, CitedQuotes]):
    """Group what is quoted by who said it: in all articles, or where they cannot all be compared, in those
    that are read."""

    read: tuple[str, ...] = ()
    """The articles in columns."""
    topic: str | None = None
    """The label of the topic or story whose passages alone are read; UsageError where none is called so."""

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, CitedQuotes]:
        """Progress counts articles."""
        from briefing.model.excerpt import Citation

        session = host.session
        topic = None if self.topic is None else session.topics.called(self.topic)
        compared = session.corpus.reach(lambda: self.read)
        rows = yield from every_step(session.speakers.rows_in_steps(topic, compared), "quotes")
        names = dict.fromkeys(one.article for row in rows for one in row.entries)
        articles = [session.article(name) for name in names]
        return CitedQuotes(
            rows,
            {one.id: Citation.of(one) for one in articles},
            {one.id: one.fingerprint for one in articles},
            None if compared is None else tuple(compared),
            session.speakers.concerned(),
            session.speakers.unfit(),
        )
