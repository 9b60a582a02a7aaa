"""What is quoted in the articles of a corpus, by who said it: quotes and names handed on as values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.corpus_analysis import Steps
    from briefing.model.correction import Correction, UnfitCorrection
    from briefing.model.name import Mention
    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuotedElsewhere, QuoteRow
    from briefing.model.topic import Topic
    from briefing.quotes.corrected_speakers import CorrectedSpeakers
    from briefing.session.user_data import UserData
    from briefing.userdata.overrides import OverrideTable


MOST_READ = 20
"""Articles that are read for their quotes while somebody waits to know who has one of them, too."""


class _QuotesBasis(NamedTuple):
    """What rows depend on; None for all articles or passages."""

    generation: int
    overrides: OverrideTable
    articles: frozenset[str] | None
    passages: frozenset[Ref] | None
    corrections: tuple[Correction, ...]


class _Corrected(NamedTuple):
    """What was corrected by hand of who speaks in some articles."""

    speakers: CorrectedSpeakers
    concerned: tuple[Correction, ...]
    places: tuple[tuple[tuple[str, int, int], ...], ...]
    """Of each of those, where its quotes were found."""


class SpeakerAnalysis:
    """Who is quoted in the articles of a corpus, with what, and by whom."""

    def __init__(self, corpus: Corpus, user_data: UserData) -> None:
        self._corpus = corpus
        self._user_data = user_data
        self._corrected: tuple[tuple[int, tuple[Correction, ...]], _Corrected] | None = None
        """What was corrected by hand, and of which articles."""
        self._rows: dict[bool, tuple[_QuotesBasis, tuple[QuoteRow, ...]]] = {}
        """Those asked for last: of all articles (True), and of some or of a topic."""
        self._shared: tuple[tuple[QuoteRow, ...], dict[Ref, list[QuoteRow]]] | None = None
        """Those of all that several articles have, by each passage that has them."""

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
        basis = self._basis(wanted, passages)
        every = wanted is None and passages is None
        if every not in self._rows or self._rows[every][0] != basis:
            quotes, full_names = yield from self._given(wanted)
            if passages is not None:
                quotes = [one for one in quotes if Ref(one.article, one.passage) in passages]
            self._rows[every] = basis, quotes_by_speaker(quotes, full_names, self.by_hand)
        return self._rows[every][1]

    def quoted_elsewhere(self, ref: Ref) -> tuple[QuotedElsewhere, ...]:
        """Where other articles have what a passage quotes, in the order of its quotes.

        None where articles are many and their quotes were not grouped yet: that is not done while somebody
        waits for what is known of a passage.
        """
        from briefing.model.quote_row import QuotedElsewhere
        from briefing.text.word_difference import difference_beside

        known = self._rows.get(True)
        if len(self._corpus) > MOST_READ and (known is None or known[0] != self._basis(None, None)):
            return ()
        rows = self.rows()
        if self._shared is None or self._shared[0] is not rows:
            places: dict[Ref, list[QuoteRow]] = {}
            for row in rows:
                if row.is_shared:
                    for there in {Ref(one.article, one.passage) for one in row.quotes}:
                        places.setdefault(there, []).append(row)
            self._shared = rows, places
        found: list[QuotedElsewhere] = []
        for row in self._shared[1].get(ref, ()):
            for quote, words in zip(row.quotes, row.wordings, strict=True):
                if (quote.article, quote.passage) != (ref.article, ref.passage):
                    continue
                for other, wording in zip(row.quotes, row.wordings, strict=True):
                    if other.article == quote.article:
                        continue
                    in_part, parts = difference_beside(words, wording)
                    differs = tuple((one.kind, one.text) for one in parts if one.kind != "same")
                    place = quote.start, other.article, other.passage
                    found.append(QuotedElsewhere(*place, in_part, differs))
        return tuple(sorted(found, key=lambda one: one.start))

    def _basis(self, wanted: frozenset[str] | None, passages: frozenset[Ref] | None) -> _QuotesBasis:
        corpus = self._corpus
        return _QuotesBasis(corpus.generation, corpus.overrides, wanted, passages, self.stored_corrections())

    # -- by hand -----------------------------------------------------------------------------

    def quotes(self, name: str) -> tuple[AttributedQuote, ...]:
        """The quotes of article `name` in text order, with the speakers that were set by hand: the one place
        where these are heeded."""
        return self.reader()(name)

    def reader(self) -> Callable[[str], tuple[AttributedQuote, ...]]:
        """What gives the quotes of an article by its name, for many of them: what was set by hand is looked
        up once."""
        by_hand = self.by_hand

        def quotes_of(name: str) -> tuple[AttributedQuote, ...]:
            found = cast("tuple[AttributedQuote, ...]", self._corpus.annotations_in(name, "quotes"))
            return by_hand.heeded(found)

        return quotes_of

    @property
    def by_hand(self) -> CorrectedSpeakers:
        """What was set by hand of who speaks in these articles."""
        return self._by_hand().speakers

    def set_to_speak(self, key: str, *, goes_on: bool) -> tuple[set[Ref], set[Ref]]:
        """The passages in which somebody of this key speaks only since that was set by hand, and those in
        which nobody of it speaks any more; with `goes_on` the key is but the beginning of a name.

        Of the articles in which a quote was set: where names are joined, each is found by itself.
        """
        from briefing.text.name_keys import name_key

        def fits(quote: AttributedQuote) -> bool:
            full = name_key(quote.who or "")
            names = (full, full.rpartition(" ")[2])
            return key in names or (goes_on and any(name.startswith(key) for name in names))

        added: set[Ref] = set()
        gone: set[Ref] = set()
        for name in self.by_hand.told:
            found = cast("tuple[AttributedQuote, ...]", self._corpus.annotations_in(name, "quotes"))
            before = {Ref(name, one.passage) for one in found if fits(one)}
            now = {Ref(name, one.passage) for one in self.by_hand.heeded(found) if fits(one)}
            added |= now - before
            gone |= before - now
        return added, gone

    def concerned(self) -> tuple[Correction, ...]:
        """The corrections of who speaks that are about these articles."""
        return self._by_hand().concerned

    def unfit(self) -> tuple[UnfitCorrection, ...]:
        """Those of them of which the quote is not found any more."""
        from briefing.model.correction import UnfitCorrection
        from briefing.quotes.corrected_speakers import quotes_at

        corrected = self._by_hand()
        unfit: list[UnfitCorrection] = []
        for one, places in zip(corrected.concerned, corrected.places, strict=True):
            quotes = (quotes_at(self.quotes(name), start, end) for name, start, end in places)
            if one.kind == "speaker" and not any(quotes):
                unfit.append(UnfitCorrection(one, "quote gone"))
        return tuple(unfit)

    def stored_corrections(self) -> tuple[Correction, ...]:
        """The corrections of who speaks, whatever they are about."""
        from briefing.model.correction import SPEAKER_KINDS

        return tuple(one for one in self._user_data.stored_corrections() if one.kind in SPEAKER_KINDS)

    def _by_hand(self) -> _Corrected:
        basis = self._corpus.generation, self.stored_corrections()
        if self._corrected is None or self._corrected[0] != basis:
            self._corrected = basis, self._placed(basis[1])
        return self._corrected[1]

    def _placed(self, corrections: Sequence[Correction]) -> _Corrected:
        from briefing.quotes.corrected_speakers import PlacedSpeaker, corrected_speakers
        from briefing.userdata.marks.anchor import OpenTexts

        if not corrections:
            return _Corrected(corrected_speakers(()), (), ())
        anchors = [anchor for one in corrections for anchor in one.anchors]
        texts = OpenTexts(self._corpus.articles_for(anchors))
        concerned: list[Correction] = []
        every: list[tuple[tuple[str, int, int], ...]] = []
        found = self._user_data.correction_places(corrections, texts)
        for one, at in zip(corrections, found, strict=True):
            if all(texts.article_of(anchor) is None for anchor in one.anchors):
                continue
            places = ((place.article.id, place.start, place.end) for place in at if place is not None)
            concerned.append(one)
            every.append(tuple(places))
        placed = (
            PlacedSpeaker(one.kind, one.names, places) for one, places in zip(concerned, every, strict=True)
        )
        return _Corrected(corrected_speakers(placed), tuple(concerned), tuple(every))

    def _given(self, wanted: frozenset[str] | None) -> Steps[tuple[list[AttributedQuote], dict[str, str]]]:
        """The quotes in the order of the articles, and the fullest form of each name in any of them."""
        from briefing.model.corpus_analysis import ARTICLES_A_STEP
        from briefing.names.collect_names import collect_names
        from briefing.text.name_keys import name_key

        places = None if wanted is None else self._corpus.places(wanted)
        names = list(self._corpus) if places is None else sorted(places, key=lambda name: places[name])
        quotes: list[AttributedQuote] = []
        mentions: list[tuple[Mention, ...]] = []
        quotes_of = self.reader()
        for done, name in enumerate(names):
            if done % ARTICLES_A_STEP == 0:
                yield done, len(names)
            found = quotes_of(name)
            if found:
                quotes += found
                mentions.append(cast("tuple[Mention, ...]", self._corpus.annotations_in(name, "names")))
        full_names: dict[str, str] = {}
        for one in collect_names(mentions):
            for mention in one.mentions:
                full_names[name_key(mention.name)] = one.name
        return quotes, full_names
