"""The timeline of a corpus: figures and voices handed to it as values."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.corpus_analysis import Steps
    from briefing.model.correction import Correction
    from briefing.model.timeline_row import TimelineRow
    from briefing.model.topic import Topic
    from briefing.session.source_analysis import SourceAnalysis
    from briefing.session.speaker_analysis import SpeakerAnalysis
    from briefing.timeline.build_timeline import TimelineArticle
    from briefing.userdata.overrides import OverrideTable


class _RowsBasis(NamedTuple):
    """What rows depend on; None for all articles or passages."""

    generation: int
    overrides: OverrideTable
    articles: frozenset[str] | None
    passages: frozenset[Ref] | None
    quoted: bool
    speakers: frozenset[str]
    corrections: tuple[Correction, ...]
    """Of who speaks, where that is asked."""


class TimelineAnalysis:
    """What the articles of a corpus date, by the days they speak of."""

    def __init__(self, corpus: Corpus, sources: SourceAnalysis, speakers: SpeakerAnalysis) -> None:
        """`sources` says which articles are one voice, `speakers` who says what."""
        self._corpus = corpus
        self._sources = sources
        self._speakers = speakers
        self._rows: tuple[_RowsBasis, tuple[TimelineRow, ...]] | None = None

    def rows(self) -> tuple[TimelineRow, ...]:
        """The timeline of all articles, in date order."""
        return finish(self.rows_in_steps())

    def rows_in_steps(
        self,
        topic: Topic | None = None,
        names: Collection[str] | None = None,
        *,
        quoted: bool = False,
        speakers: Collection[str] = (),
    ) -> Steps[tuple[TimelineRow, ...]]:
        """Make the timeline in steps, yielding how many of how many articles are read.

        Of `topic`, what its passages tell alone; of the articles called `names`, or of all. With `quoted` it
        is told who says what, which takes a while where quotes were not found yet; with `speakers`, what
        these say alone.
        """
        from briefing.timeline.build_timeline import timeline_in_steps

        wanted = None if names is None else frozenset(names)
        passages = None
        if topic is not None:
            passages = frozenset(Ref(one.article, one.passage) for one in topic.passages)
            telling = {ref.article for ref in passages}
            wanted = frozenset(telling if wanted is None else telling & wanted)
        quoted = quoted or bool(speakers)
        basis = _RowsBasis(
            self._corpus.generation,
            self._corpus.overrides,
            wanted,
            passages,
            quoted,
            frozenset(speakers),
            self._speakers.stored_corrections() if quoted else (),
        )
        if self._rows is None or self._rows[0] != basis:
            given = yield from self._given(wanted, quoted=quoted)
            self._rows = basis, (yield from timeline_in_steps(given, passages, speakers))
        return self._rows[1]

    def _given(self, wanted: frozenset[str] | None, *, quoted: bool) -> Steps[list[TimelineArticle]]:
        from briefing.model.corpus_analysis import ARTICLES_A_STEP
        from briefing.model.voice import originals
        from briefing.timeline.build_timeline import TimelineArticle

        places = None if wanted is None else self._corpus.places(wanted)
        names = list(self._corpus) if places is None else sorted(places, key=lambda name: places[name])
        # In too many articles to compare all, each is taken for a voice of its own.
        voices = (yield from self._sources.voices_in_steps()) if self._sources.knows_events else ()
        copy_of = originals(voices)
        given: list[TimelineArticle] = []
        quotes_of = self._speakers.reader() if quoted else None
        for done, name in enumerate(names):
            if done % ARTICLES_A_STEP == 0:
                yield done, len(names)
            article, figures = self._corpus.article(name), self._corpus.figures(name)
            quotes = quotes_of(name) if quotes_of is not None else ()
            given.append(TimelineArticle(article, figures, copy_of.get(name), quotes))
        return given
