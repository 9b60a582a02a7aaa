"""The ledger of a corpus: figures, names, events and voices handed to it as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.ledger.corrected_lines import CorrectedLedger, FigureNow, PlacedCorrection
    from briefing.ledger.event_ledgers import EventLedgers
    from briefing.ledger.mentions import LedgerArticle
    from briefing.model.corpus_analysis import Steps
    from briefing.model.correction import Correction, FigureAnchor
    from briefing.model.figure_rivals import FigureRivals
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.model.name import Mention
    from briefing.model.topic import Topic
    from briefing.session.source_analysis import SourceAnalysis
    from briefing.session.user_data import UserData
    from briefing.userdata.marks.anchor import FoundPlace
    from briefing.userdata.overrides import OverrideTable


MOST_WHOLE = 60
"""Articles that are always compared whole; of more, what is asked for alone."""
_MOST_PASSAGES = 3_000
"""Passages of a topic among which they are looked for."""
_MOST_GIVEN = 1_000
"""Articles of which what was given stays at hand: who gave their figures need not be found anew."""
_MOST_FIGURES = 1_000
"""Figures of a topic that are compared while somebody waits, where articles are too many to compare all."""


class _LinesBasis(NamedTuple):
    """What lines depend on; None for all articles or passages."""

    generation: int
    overrides: OverrideTable
    articles: frozenset[str] | None
    passages: frozenset[Ref] | None
    by_event: bool


class LedgerPart(NamedTuple):
    """What is compared of a corpus."""

    names: frozenset[str] | None
    """None for all articles."""
    passages: frozenset[Ref] | None
    """None for all of them."""
    by_event: bool
    """Whether each event is a ledger of its own, as of many articles in any case."""
    left_out: int
    """How many articles are not compared that should be."""


class LedgerAnalysis:
    """The quantities that the articles of a corpus tell, lined up and judged."""

    def __init__(self, corpus: Corpus, sources: SourceAnalysis, user_data: UserData) -> None:
        self._corpus = corpus
        self._user_data = user_data
        self._sources = sources
        self._lines: tuple[_LinesBasis, tuple[LedgerLine, ...]] | None = None
        """As they are worked out, and of what."""
        self._corrected: tuple[tuple[Correction, ...], CorrectedLedger] | None = None
        """The same lines with these corrections."""
        self._events: EventLedgers | None = None
        """What is kept of all articles where they are many."""
        self._given: dict[str, LedgerArticle] = {}
        """Articles as they were given last."""

    def given(
        self, names: Collection[str] | None = None, passages: Collection[Ref] | None = None
    ) -> list[LedgerArticle]:
        """What the ledger is made of: each article with its figures, names, event and voice, in list order.

        With `names`, those articles alone; with `passages`, the figures of these alone.
        """
        from briefing.ledger.mentions import LedgerArticle

        wanted = None if names is None else frozenset(names)
        if wanted is None:
            kept = list(self._corpus)
        else:
            places = self._corpus.places(wanted)
            kept = sorted(places, key=lambda name: places[name])
        events = {
            name: number
            for number, event in enumerate(self._sources.events(wanted))
            for name in event.articles
        }
        copy_of = self._sources.copy_of(wanted)
        voices = {name: number for number, name in enumerate(kept)}
        given = []
        for name in kept:
            article, figures = self._corpus.article(name), self._corpus.figures(name)
            found = cast("tuple[Mention, ...]", self._corpus.annotations_in(name, "names"))
            before = self._given.get(name)
            if before is not None and (before.article, before.figures, before.names) == (
                article,
                figures,
                found,
            ):
                origins = before.origins
            else:
                origins = self._sources.figure_origins(name)
            voice = voices.get(copy_of.get(name, name), voices[name])
            given.append(
                LedgerArticle(article, figures, found, events[name], voice, copy_of.get(name), origins)
            )
        if wanted is None:
            self._given = dict(zip(kept[:_MOST_GIVEN], given, strict=False))
        if passages is None:
            return given
        return [
            replace(one, figures=[f for f in one.figures if Ref(one.article.id, f.passage) in passages])
            for one in given
        ]

    def lines(self, names: Collection[str] | None = None) -> tuple[LedgerLine, ...]:
        """The lines of all articles, or of some, that are not hidden: those that differ first, then by number
        of voices."""
        return finish(self.corrected_in_steps(names)).lines

    def corrected_in_steps(
        self,
        names: Collection[str] | None = None,
        passages: Collection[Ref] | None = None,
        *,
        by_event: bool = False,
    ) -> Steps[CorrectedLedger]:
        """Line them up as they were corrected by hand, in steps, yielding how many of how many figures are
        compared; `by_event` each event by itself, as of many articles in any case."""
        wanted = None if names is None else frozenset(names)
        some = None if passages is None else frozenset(passages)
        basis = _LinesBasis(self._corpus.generation, self._corpus.overrides, wanted, some, by_event)
        if self._lines is None or self._lines[0] != basis:
            every = wanted is None and some is None
            steps = self._found_in_steps(self.given(wanted, some), by_event=by_event, every=every)
            self._lines = basis, tuple((yield from steps))
            self._corrected = None
        corrections = self._corrections()
        if self._corrected is None or self._corrected[0] != corrections:
            found = self.corrected(self._lines[1], corrections, lambda: self.given(wanted, some))
            self._corrected = corrections, found
        return self._corrected[1]

    def _found_in_steps(
        self, given: Sequence[LedgerArticle], *, by_event: bool = False, every: bool = False
    ) -> Steps[Sequence[LedgerLine]]:
        """Line up the figures of some articles; of `every` one, what is found is kept for the next time."""
        from briefing.ledger.build_ledger import lines_in_steps
        from briefing.ledger.event_ledgers import MOST_TOGETHER, EventLedgers

        if len(given) <= MOST_TOGETHER and not by_event:
            return (yield from lines_in_steps(given))
        ledgers = EventLedgers() if not every or self._events is None else self._events
        if every:
            self._events = ledgers
        return (yield from ledgers.lines_in_steps(given))

    def part_of_topic(self, topic: Topic) -> LedgerPart:
        """What has to be compared to know the ledger of a topic.

        Of many articles, those that report the events which it is told of: their lines are the same as in the
        ledger of all. In a corpus that is too large to tell its events apart, the topic's passages in the
        articles where it weighs most are compared with each other alone.
        """
        from briefing.ledger.event_ledgers import MOST_TOGETHER
        from briefing.model.topic_passages import articles_of, weightiest_of

        if len(self._corpus) <= MOST_TOGETHER:
            return LedgerPart(None, None, by_event=False, left_out=0)
        held = topic.passages
        if self._sources.knows_events:
            telling = {one.article for one in held}
            events = (event.articles for event in self._sources.events())
            names = (one for event in events if not telling.isdisjoint(event) for one in event)
            return LedgerPart(frozenset(names), None, by_event=True, left_out=0)
        articles = articles_of(held)
        weights: defaultdict[str, float] = defaultdict(float)
        passages: defaultdict[str, set[Ref]] = defaultdict(set)
        for one in weightiest_of(held, _MOST_PASSAGES):
            weights[one.article] += one.weight
            passages[one.article].add(Ref(one.article, one.passage))
        chosen: set[str] = set()
        figures = 0
        for name in sorted(weights, key=lambda name: (-weights[name], name))[:MOST_TOGETHER]:
            chosen.add(name)
            figures += sum(Ref(name, one.passage) in passages[name] for one in self._corpus.figures(name))
            if figures >= _MOST_FIGURES:
                break
        told = frozenset(ref for name in chosen for ref in passages[name])
        return LedgerPart(frozenset(chosen), told, by_event=False, left_out=articles - len(chosen))

    def corrected(
        self,
        lines: Sequence[LedgerLine],
        corrections: Sequence[Correction],
        given: Callable[[], Sequence[LedgerArticle]],
    ) -> CorrectedLedger:
        """Lines of a ledger of `given` with the corrections that fit; `given` is asked only if one may."""
        from briefing.ledger.build_ledger import in_order, lines_with
        from briefing.ledger.corrected_lines import CorrectedLedger, with_corrections

        placed = self._placed(lines, corrections) if corrections else []
        if not placed:
            return CorrectedLedger(tuple(lines))
        held = given()
        found = with_corrections(lines, placed, lambda sets: lines_with(sets, held))
        return found._replace(
            lines=tuple(in_order(found.lines, held)), hidden=tuple(in_order(found.hidden, held))
        )

    def _placed(
        self, lines: Iterable[LedgerLine], corrections: Sequence[Correction]
    ) -> list[PlacedCorrection]:
        """The corrections that speak of articles of these lines, with the figures they speak of."""
        from briefing.ledger.corrected_lines import NotThere, PlacedCorrection
        from briefing.userdata.marks.anchor import OpenTexts

        entries: dict[str, list[LedgerEntry]] = {}
        for entry in (entry for line in lines for entry in line.entries):
            entries.setdefault(entry.article, []).append(entry)
        anchors = [anchor for one in corrections for anchor in one.anchors]
        texts = OpenTexts([one for one in self._corpus.articles_for(anchors) if one.id in entries])

        def now(anchor: FigureAnchor, found: FoundPlace | None) -> FigureNow:
            if found is None:
                return NotThere.ELSEWHERE if texts.article_of(anchor) is None else NotThere.GONE
            article = found.article
            there = [one for one in entries[article.id] if one.start < found.end and found.start < one.end]
            exact = [one for one in there if one.start == found.start]
            # Rules for figures change: "11 billion" may be "about 11 billion" now.
            one = exact[0] if exact else there[0] if len(there) == 1 else None
            return NotThere.GONE if one is None else (article.id, one.start)

        placed: list[PlacedCorrection] = []
        for one, places in zip(
            corrections, self._user_data.correction_places(corrections, texts), strict=True
        ):
            at = tuple(map(now, one.anchors, places))
            placed.append(PlacedCorrection(one, at[: len(one.figures)], at[len(one.figures) :]))
        elsewhere = NotThere.ELSEWHERE
        return [one for one in placed if any(at is not elsewhere for at in (*one.figures, *one.others))]

    def rivals_in_steps(self, passages: Collection[Ref]) -> Steps[FigureRivals]:
        """Find which figures of some passages contradict each other, and which follow each other."""
        from briefing.ledger.rivals import rivals_of

        if len(self._corpus) <= MOST_WHOLE:
            return rivals_of((yield from self.corrected_in_steps()).lines)
        names = frozenset(ref.article for ref in passages)
        asked = frozenset(passages) if len(names) > MOST_WHOLE else None
        given = self.given(names, asked)
        lines = yield from self._found_in_steps(given)
        return rivals_of(self.corrected(lines, self._corrections(), lambda: given).lines)

    def _corrections(self) -> tuple[Correction, ...]:
        """Those that are about a ledger."""
        from briefing.model.correction import PLACE, SPEAKER_KINDS

        others = {PLACE, *SPEAKER_KINDS}
        return tuple(one for one in self._user_data.stored_corrections() if one.kind not in others)
