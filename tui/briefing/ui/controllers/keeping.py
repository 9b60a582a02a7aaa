"""What a small set of articles is kept with for the next time, and what is known of it from the last.

Functions over the reader screen, as in `flow`. Everything is kept by a process of its own, behind
all that a person waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.jobs.client import WorkerError
from briefing.model.findings import Analysed, Findings
from briefing.ui.state.comparison import copies_of

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.steering import SteeredTopics
    from briefing.ui.screens.reader_screen import ReaderScreen


@dataclass(slots=True)
class Keeping:
    """How far the articles on the state are kept."""

    kept: bool = False
    """Whether everything is kept as it is, or is about to be."""
    busy: bool = False
    """Whether something is being kept."""
    refused: bool = False
    """Whether the disk refused it: that is said once."""
    grown: bool = False
    """Whether articles changed after they were opened: topics then follow the changes, and those of
    the next opening may be others."""
    stopped: bool = False
    """Whether comparing all articles was cancelled."""
    topics: SteeredTopics | None = None
    only_here: tuple[Ref, ...] | None = None
    copies: tuple[tuple[Ref, ...], ...] | None = None


async def take_known(reader: ReaderScreen) -> None:
    """Put on the state what comparing these very articles gave the last time."""
    from briefing.ui.controllers import topic_flow

    kept = reader.keeping
    known = await reader.briefing.engine.known_set()
    if known.findings is None:
        return
    found = known.findings
    kept.only_here, kept.copies, kept.topics = found.only_here, found.copies, found.topics
    kept.kept = known.whole and found.topics is not None
    show_compared(reader)
    if found.topics is not None:
        topic_flow.take(reader, found.topics)


def show_compared(reader: ReaderScreen) -> None:
    """Draw what stands in one article only, and what several have in nearly the same words."""
    kept = reader.keeping
    reader.state.comparison.only_here = frozenset(kept.only_here or ())
    reader.state.comparison.copies = copies_of(kept.copies or ())
    reader.show()


def topics_found(reader: ReaderScreen, topics: SteeredTopics) -> None:
    """Take note of topics that were worked out."""
    reader.keeping.topics = topics
    reader.keeping.kept = False
    begin(reader)


def changed(reader: ReaderScreen) -> None:
    """Take note that articles came, changed or went."""
    kept = reader.keeping
    kept.kept, kept.grown = False, True
    kept.topics = kept.only_here = kept.copies = None


def begin(reader: ReaderScreen) -> None:
    """Keep what is on the state, once all of it is known; harmless when it is kept."""
    from briefing.reading.sources import STANDARD_INPUT

    kept, state = reader.keeping, reader.state
    if kept.kept or kept.busy or kept.refused or state.articles.large or not state.articles:
        return
    if kept.only_here is None or kept.copies is None or kept.topics is None:
        return
    if STANDARD_INPUT in reader.briefing.paths:
        return
    kept.kept = kept.busy = True
    reader.run_worker(_keep(reader), group="keeping", exit_on_error=False)


async def _keep(reader: ReaderScreen) -> None:
    state, kept = reader.state, reader.keeping
    known = [
        (name, Analysed(article.fingerprint, article.published, state.figures[name]))
        for name, article in ((name, state.articles[name]) for name in state.articles)
        if name in state.figures
    ]
    topics = None if kept.grown else kept.topics
    findings = Findings(topics, kept.only_here or (), kept.copies or ())
    try:
        await reader.briefing.engine.keep(reader.briefing.paths, known, findings)
    except WorkerError as error:
        if error.report:
            raise
        kept.refused = True
        reader.notify(
            f"{error.message}; everything is worked out again the next time",
            title="Nothing is kept",
            severity="warning",
            timeout=8,
            markup=False,
        )
    finally:
        kept.busy = False
    # Once more where something changed meanwhile.
    begin(reader)
