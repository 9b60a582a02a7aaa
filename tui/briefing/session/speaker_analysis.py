"""What is quoted in the articles of a corpus, by who said it: quotes and names handed on as values."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.corpus_analysis import Steps
    from briefing.model.name import Mention
    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuoteRow
    from briefing.model.topic import Topic
    from briefing.userdata.overrides import OverrideTable


class _QuotesBasis(NamedTuple):
    """What rows depend on; None for all articles or passages."""

    generation: int
    overrides: OverrideTable
    articles: frozenset[str] | None
    passages: frozenset[Ref] | None


class SpeakerAnalysis:
    """Who is quoted in the articles of a corpus, with what, and by whom."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._rows: tuple[_QuotesBasis, tuple[QuoteRow, ...]] | None = None

    def rows(self) -> tuple[QuoteRow, ...]:
        """The quotes of all articles."""
        return finish(self.rows_in_steps())

    def rows_in_steps(
        self, topic: Topic | None = None, names: Collection[str] | None = None
    ) -> Steps[tuple[QuoteRow, ...]]:
        """Group the quotes in steps, yielding how many of how many articles are read.

        Of `topic`, what its passages quote alone; of the articles called `names`, or of all.
        """
        from briefing.quotes.quotes_by_speaker import quotes_by_speaker

        wanted = None if names is None else frozenset(names)
        passages = None
        if topic is not None:
            passages = frozenset(Ref(one.article, one.passage) for one in topic.passages)
        basis = _QuotesBasis(self._corpus.generation, self._corpus.overrides, wanted, passages)
        if self._rows is None or self._rows[0] != basis:
            quotes, full_names = yield from self._given(wanted)
            if passages is not None:
                quotes = [one for one in quotes if Ref(one.article, one.passage) in passages]
            self._rows = basis, quotes_by_speaker(quotes, full_names)
        return self._rows[1]

    def _given(self, wanted: frozenset[str] | None) -> Steps[tuple[list[AttributedQuote], dict[str, str]]]:
        """The quotes in the order of the articles, and the fullest form of each name in any of them."""
        from briefing.model.corpus_analysis import ARTICLES_A_STEP
        from briefing.names.collect_names import collect_names
        from briefing.text.name_keys import name_key

        places = None if wanted is None else self._corpus.places(wanted)
        names = list(self._corpus) if places is None else sorted(places, key=lambda name: places[name])
        quotes: list[AttributedQuote] = []
        mentions: list[tuple[Mention, ...]] = []
        for done, name in enumerate(names):
            if done % ARTICLES_A_STEP == 0:
                yield done, len(names)
            found = cast("tuple[AttributedQuote, ...]", self._corpus.annotations_in(name, "quotes"))
            if found:
                quotes += found
                mentions.append(cast("tuple[Mention, ...]", self._corpus.annotations_in(name, "names")))
        full_names: dict[str, str] = {}
        for one in collect_names(mentions):
            for mention in one.mentions:
                full_names[name_key(mention.name)] = one.name
        return quotes, full_names
