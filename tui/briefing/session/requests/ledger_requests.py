"""The ledger as a face shows it: its lines, and the sentence in which each figure stands."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.model.sheet_line import Sheet
from briefing.session.requests.session_request import SessionStream, every_step

if TYPE_CHECKING:
    from briefing.ledger.corrected_lines import CorrectedLedger
    from briefing.model.correction import Correction, UnfitCorrection
    from briefing.model.excerpt import Citation
    from briefing.model.ledger_line import LedgerEntry, LedgerLine, QuotedSentence
    from briefing.session.session import Session
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class QuotedLedger:
    """The lines of a ledger with the sentences that prove them."""

    lines: tuple[LedgerLine, ...]
    sentences: Mapping[tuple[str, int], QuotedSentence]
    """By article and the place where a figure begins."""
    fingerprints: Mapping[str, str]
    """Of the texts that the places are in, by article."""
    citations: Mapping[str, Citation]
    """Of the articles that they are in."""
    sheet: Sheet
    """What a briefing sheet says of them."""
    hidden: tuple[LedgerLine, ...] = ()
    """Lines that were hidden by hand: no part of what is exported."""
    corrections: tuple[Correction, ...] = ()
    """Everything that a person corrected in them."""
    unfit: tuple[UnfitCorrection, ...] = ()
    """What of it does not fit the articles any more."""
    articles: tuple[str, ...] | None = None
    """Those that were compared; None for all."""

    def sentence(self, entry: LedgerEntry) -> QuotedSentence | None:
        """The sentence in which a figure stands."""
        return self.sentences.get((entry.article, entry.start))


@dataclass(frozen=True, slots=True)
class BuildLedger(SessionStream[Never, QuotedLedger]):
    """Line up the figures that measure the same thing, for the screen of the ledger: of all articles, or
    where they cannot all be compared, of those that are read."""

    read: tuple[str, ...]
    """The articles in columns."""

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, QuotedLedger]:
        """Progress counts figures."""
        compared = host.session.corpus.reach(lambda: self.read)
        steps = host.session.ledger_in_steps(compared, topics=compared is None)
        quoted = quoted_as_corrected(host.session, (yield from every_step(steps, "ledger")))
        return quoted if compared is None else replace(quoted, articles=tuple(compared))


@dataclass(frozen=True, slots=True)
class FindLedger(SessionStream[Never, QuotedLedger]):
    """The same of all articles, for the signs beside the text, which nobody waits for."""

    priority = Priority.PATIENT
    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, QuotedLedger]:
        """Progress counts figures."""
        steps = host.session.ledger_in_steps(topics=True)
        return quoted_as_corrected(host.session, (yield from every_step(steps, "ledger")))


def quoted_ledger(session: Session, lines: Iterable[LedgerLine], sheet: Sheet | None = None) -> QuotedLedger:
    """Return lines with the sentences that prove them, and with their sheet where one is wanted."""
    from briefing.model.excerpt import Citation
    from briefing.model.ledger_line import QuotedSentence

    held = tuple(lines)
    sentences: dict[tuple[str, int], QuotedSentence] = {}
    fingerprints: dict[str, str] = {}
    citations: dict[str, Citation] = {}
    for entry in (entry for line in held for entry in line.entries):
        article = session.article(entry.article)
        fingerprints[article.id] = article.fingerprint
        citations[article.id] = Citation.of(article)
        span = session.sentence(entry.article, entry.start)
        sentences[entry.article, entry.start] = QuotedSentence(
            article.text[span.start : span.end], span.start
        )
    return QuotedLedger(held, sentences, fingerprints, citations, sheet or Sheet())


def quoted_as_corrected(session: Session, found: CorrectedLedger) -> QuotedLedger:
    """Return a ledger with everything that a face shows of it."""
    quoted = quoted_ledger(session, (*found.lines, *found.hidden), session.sheet(found.lines))
    return replace(
        quoted, lines=found.lines, hidden=found.hidden, corrections=found.concerned, unfit=found.unfit
    )
