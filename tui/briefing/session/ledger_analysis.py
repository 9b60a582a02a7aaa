"""The ledger of a corpus: figures, names, events and voices handed to it as values."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.ledger.mentions import LedgerArticle
    from briefing.model.corpus_analysis import Steps
    from briefing.model.figure_rivals import FigureRivals
    from briefing.model.ledger_line import LedgerLine
    from briefing.model.name import Mention
    from briefing.session.source_analysis import SourceAnalysis


MOST_WHOLE = 60
"""Articles that are always compared whole; of more, what is asked for alone."""


class LedgerAnalysis:
    """The quantities that the articles of a corpus tell, lined up and judged."""

    def __init__(self, corpus: Corpus, sources: SourceAnalysis) -> None:
        self._corpus = corpus
        self._sources = sources
        self._lines: tuple[tuple[int, object, frozenset[str] | None], tuple[LedgerLine, ...]] | None = None

    def given(
        self, names: Collection[str] | None = None, passages: Collection[Ref] | None = None
    ) -> list[LedgerArticle]:
        """What the ledger is made of: each article with its figures, names, event and voice, in list order.

        With `names`, those articles alone; with `passages`, the figures of these alone.
        """
        from briefing.ledger.mentions import LedgerArticle

        wanted = None if names is None else frozenset(names)
        kept = [name for name in self._corpus if wanted is None or name in wanted]
        events = {
            name: number
            for number, event in enumerate(self._sources.events(wanted))
            for name in event.articles
        }
        copy_of = self._sources.copy_of(wanted)
        voices = {name: number for number, name in enumerate(kept)}
        return [
            LedgerArticle(
                self._corpus.article(name),
                [
                    figure
                    for figure in self._corpus.figures(name)
                    if passages is None or Ref(name, figure.passage) in passages
                ],
                cast("tuple[Mention, ...]", self._corpus.annotations_in(name, "names")),
                events[name],
                voices.get(copy_of.get(name, name), voices[name]),
                copy_of.get(name),
                self._sources.figure_origins(name),
            )
            for name in kept
        ]

    def lines(self, names: Collection[str] | None = None) -> tuple[LedgerLine, ...]:
        """The lines of all articles, or of some: those that differ first, then by number of voices."""
        return finish(self.lines_in_steps(names))

    def lines_in_steps(self, names: Collection[str] | None = None) -> Steps[tuple[LedgerLine, ...]]:
        """Line them up in steps, yielding how many of how many figures are compared."""
        from briefing.ledger.build_ledger import lines_in_steps

        wanted = None if names is None else frozenset(names)
        basis = (self._corpus.generation, self._corpus.overrides, wanted)
        if self._lines is None or self._lines[0] != basis:
            self._lines = basis, tuple((yield from lines_in_steps(self.given(wanted))))
        return self._lines[1]

    def rivals_in_steps(self, passages: Collection[Ref]) -> Steps[FigureRivals]:
        """Find which figures of some passages contradict each other, and which follow each other."""
        from briefing.ledger.build_ledger import lines_in_steps
        from briefing.ledger.rivals import rivals_of

        if len(self._corpus) <= MOST_WHOLE:
            return rivals_of((yield from self.lines_in_steps()))
        names = frozenset(ref.article for ref in passages)
        asked = frozenset(passages) if len(names) > MOST_WHOLE else None
        return rivals_of((yield from lines_in_steps(self.given(names, asked))))
