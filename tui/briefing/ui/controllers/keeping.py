"""What a small set of articles is kept with for the next time, and what is known of it from the last.

Functions over the reader screen, as in `flow`. Everything is kept by a process of its own, behind
all that a person waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.jobs.client import WorkerError
from briefing.model.findings import Analysed, Findings
from briefing.ui.state.copies import copies_of

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.steering import SteeredTopics
    from briefing.ui.screens.reader_screen import ReaderScreen


@dataclass(slots=True)
class Keeping:
    """How far the articles on the desk are kept."""

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
    """Put on the desk what comparing these very articles gave the last time."""
    from briefing.ui.controllers import topic_flow

    state = reader.keeping
    known = await reader.briefing.engine.known_set()
    if known.findings is None:
        return
    found = known.findings
    state.only_here, state.copies, state.topics = found.only_here, found.copies, found.topics
    state.kept = known.whole and found.topics is not None
    show_compared(reader)
    if found.topics is not None:
        topic_flow.take(reader, found.topics)


def show_compared(reader: ReaderScreen) -> None:
    """Draw what stands in one article only, and what several have in nearly the same words."""
    state = reader.keeping
    reader.desk.only_here = frozenset(state.only_here or ())
    reader.desk.copies = copies_of(state.copies or ())
    reader.show()


def topics_found(reader: ReaderScreen, topics: SteeredTopics) -> None:
    """Take note of topics that were worked out."""
    reader.keeping.topics = topics
    reader.keeping.kept = False
    begin(reader)


def changed(reader: ReaderScreen) -> None:
    """Take note that articles came, changed or went."""
    state = reader.keeping
    state.kept, state.grown = False, True
    state.topics = state.only_here = state.copies = None


def begin(reader: ReaderScreen) -> None:
    """Keep what is on the desk, once all of it is known; harmless when it is kept."""
    from briefing.reading.sources import STANDARD_INPUT

    state, desk = reader.keeping, reader.desk
    if state.kept or state.busy or state.refused or desk.articles.large or not desk.articles:
        return
    if state.only_here is None or state.copies is None or state.topics is None:
        return
    if STANDARD_INPUT in reader.briefing.paths:
        return
    state.kept = state.busy = True
    reader.run_worker(_keep(reader), group="keeping", exit_on_error=False)


async def _keep(reader: ReaderScreen) -> None:
    desk, state = reader.desk, reader.keeping
    known = [
        (name, Analysed(article.fingerprint, article.published, desk.figures[name]))
        for name, article in ((name, desk.articles[name]) for name in desk.articles)
        if name in desk.figures
    ]
    topics = None if state.grown else state.topics
    findings = Findings(topics, state.only_here or (), state.copies or ())
    try:
        await reader.briefing.engine.keep(reader.briefing.paths, known, findings)
    except WorkerError as error:
        if error.report:
            raise
        state.refused = True
        reader.notify(
            f"{error.message}; everything is worked out again the next time",
            title="Nothing is kept",
            severity="warning",
            timeout=8,
            markup=False,
        )
    finally:
        state.busy = False
    # Once more where something changed meanwhile.
    begin(reader)
