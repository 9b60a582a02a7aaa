"""Sources compared as a whole: which articles report one event, and which are one voice."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.jobs.stepping import finish
from briefing.model.article import Span

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.events.collect_events import EventCollector
    from briefing.events.events_analysis import ArticlesByTerms
    from briefing.model.article import Article
    from briefing.model.corpus_analysis import Steps
    from briefing.model.event import Event
    from briefing.model.name import Mention
    from briefing.model.origin import StatementOrigin
    from briefing.model.proposed_date import ProposedDate
    from briefing.model.source_groups import SourceGroups
    from briefing.model.voice import Voice
    from briefing.userdata.overrides import OverrideTable
    from briefing.voices.voices_analysis import ComparedArticles


class _Basis(NamedTuple):
    """What events and voices depend on."""

    generation: int
    overrides: OverrideTable
    articles: frozenset[str] | None
    """Those that are compared with each other alone; None for all."""


class SourceAnalysis:
    """The articles of a corpus by the events they report and the voices they are."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._events: tuple[_Basis, tuple[Event, ...]] | None = None
        self._collector: EventCollector | None = None
        """What is kept of all articles for the next time."""
        self._voices: tuple[_Basis, tuple[Voice, ...]] | None = None

    def voices(self, names: Collection[str] | None = None) -> tuple[Voice, ...]:
        """The articles that were copied, with their copies, in the order of the originals' ids.

        With `names`, those voices that one of these articles is of; in a corpus that is too large to compare
        all, these are compared with each other alone. What the copies changed is left out: see
        `voice_changes`.
        """
        return finish(self.voices_in_steps(names))

    def voices_in_steps(self, names: Collection[str] | None = None) -> Steps[tuple[Voice, ...]]:
        """Find the voices in steps, yielding how many of how many articles are looked at."""
        from briefing.corpus.kept_analyses import found_in_all, found_in_some
        from briefing.voices.collect_voices import collect_voices

        basis = self._basis("voices", names)
        if self._voices is None or self._voices[0] != basis:
            some = basis.articles
            steps = (
                found_in_all(self._corpus, "voices")
                if some is None
                else found_in_some(self._corpus, "voices", some)
            )
            pairs = cast("ComparedArticles", (yield from steps)).pairs
            if some is not None:
                wanted = {self._corpus.indexes.number(name) for name in some}
                pairs = {pair: shared for pair, shared in pairs.items() if wanted.issuperset(pair)}
            self._voices = basis, collect_voices(pairs, self._by_number)
        voices = self._voices[1]
        if names is None:
            return voices
        wanted_names = set(names)
        return tuple(voice for voice in voices if not wanted_names.isdisjoint(voice.articles))

    def voice_changes(self, voice: Voice) -> Voice:
        """A voice with the sentences that its copies added and cut."""
        from briefing.voices.collect_voices import with_changes

        return with_changes(voice, self._corpus.article)

    def copy_of(self, names: Collection[str] | None = None) -> dict[str, str]:
        """The original of each copy; articles that are none are left out."""
        from briefing.model.voice import originals

        return originals(self.voices(names))

    def events(self, names: Collection[str] | None = None) -> tuple[Event, ...]:
        """The events that articles report, the one of most articles first; each article is in one.

        With `names`, the events of these articles, without others; in a corpus that is too large to group
        all, these are told apart among themselves.
        """
        return finish(self.events_in_steps(names))

    @property
    def knows_events(self) -> bool:
        """Whether the articles are so few that the events of all are told apart."""
        from briefing.analyses.corpus_analyses import found_analysis

        most = found_analysis("events").most
        return most is None or len(self._corpus) <= most

    def groups_in_steps(self) -> Steps[SourceGroups | None]:
        """Tell events and copies of all articles apart in steps, yielding how many of how many articles are
        looked at; None where they are too many for that."""
        from briefing.model.source_groups import SourceGroups

        if not self.knows_events:
            return None
        events = yield from self.events_in_steps()
        return SourceGroups(events, self.copy_of())

    def events_in_steps(self, names: Collection[str] | None = None) -> Steps[tuple[Event, ...]]:
        """Find the events in steps."""
        from briefing.corpus.kept_analyses import found_in_all, found_in_some
        from briefing.events.collect_events import EventCollector, ReportTraits

        basis = self._basis("events", names)
        if self._events is None or self._events[0] != basis:
            some = basis.articles
            steps = (
                found_in_all(self._corpus, "events")
                if some is None
                else found_in_some(self._corpus, "events", some)
            )
            terms = cast("ArticlesByTerms", (yield from steps)).terms
            by_name = {self._name(number): number for number in terms}
            heads = self._corpus.heads_called(by_name if some is None else some)
            traits = {
                by_name[name]: ReportTraits(name, head.title, head.published, head.has_title)
                for name, head in heads.items()
                if name in by_name
            }
            terms = {number: terms[number] for number in traits}
            collector = EventCollector() if some is not None or self._collector is None else self._collector
            if some is None:
                self._collector = collector
            self._events = basis, collector.collect(terms, traits, self.copy_of(names))
        events = self._events[1]
        if names is None:
            return events
        from briefing.model.event import restricted

        return restricted(events, set(names))

    def origins(self, name: str) -> tuple[StatementOrigin, ...]:
        """Who is told to have given what an article states, in text order."""
        from briefing.voices.find_origins import find_origins

        names = cast("tuple[Mention, ...]", self._corpus.annotations_in(name, "names"))
        return find_origins(self._corpus.article(name), names)

    def figure_origins(self, name: str) -> dict[int, StatementOrigin]:
        """Who is told to have given the figures of an article, by where they begin."""
        from briefing.voices.find_origins import origins_at

        spans = [Span(figure.start, figure.end) for figure in self._corpus.figures(name)]
        return origins_at(self._corpus.article(name), self.origins(name), spans)

    def proposed_dates(self) -> dict[str, ProposedDate]:
        """Dates for the articles that have none, by article, where their words or others on the same event
        tell one. They are proposals: nothing else heeds them."""
        from briefing.events.propose_dates import DatedWords, propose_date

        def dated_words(name: str) -> DatedWords:
            found = self._corpus.figures(name)
            return DatedWords(self._corpus.article(name), [one for one in found if one.kind == "date"])

        proposed: dict[str, ProposedDate] = {}
        for event in self.events():
            undated = [
                head.id
                for head in self._corpus.heads_called(event.articles).values()
                if head.published is None
            ]
            if not undated:
                continue
            reports = {name: dated_words(name) for name in event.articles}
            for name in undated:
                found = propose_date(reports[name], list(reports.values()))
                if found is not None:
                    proposed[name] = found
        return proposed

    def _basis(self, analysis: str, names: Collection[str] | None) -> _Basis:
        from briefing.analyses.corpus_analyses import found_analysis

        most = found_analysis(analysis).most
        alone = names is not None and most is not None and len(self._corpus) > most
        some = frozenset(names) if alone and names is not None else None
        return _Basis(self._corpus.generation, self._corpus.overrides, some)

    def _by_number(self, number: int) -> Article:
        return self._corpus[self._name(number)]

    def _name(self, number: int) -> str:
        return self._corpus.indexes.name(number) or ""
