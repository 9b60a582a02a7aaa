"""One session over a set of articles: the only door from the faces to the engine.

Owns what was opened, the results worked out so far and the user's store. The command line uses
it directly; the terminal app uses the same object in a worker process (see `briefing.jobs`).
Features are imported when first asked for, so that `briefing list` pays for no clustering.
Knows no screen and prints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.jobs.stepping import finish
from briefing.model.article import Article, Failure, Ref, Span
from briefing.model.opening_events import FilesChanged
from briefing.session.article_search import ArticleSearch
from briefing.session.exports import ArticleExports
from briefing.session.ledger_analysis import LedgerAnalysis, LedgerPart
from briefing.session.note_verification import NoteVerification
from briefing.session.related_analysis import RelatedAnalysis
from briefing.session.source_analysis import SourceAnalysis
from briefing.session.speaker_analysis import SpeakerAnalysis
from briefing.session.timeline_analysis import TimelineAnalysis
from briefing.session.topic_analysis import TopicAnalysis
from briefing.session.user_data import UserData

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.ledger.corrected_lines import CorrectedLedger
    from briefing.model.annotation import Annotation
    from briefing.model.corpus_analysis import Steps
    from briefing.model.event import Event
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.model.name import Mention
    from briefing.model.original import Original
    from briefing.model.quote import AttributedQuote
    from briefing.model.related_passage import RelatedPassage
    from briefing.model.repeated_text import RepeatedText
    from briefing.model.sheet_line import Sheet
    from briefing.model.voice import Voice
    from briefing.reading.sources import InputFile
    from briefing.userdata.overrides import OverrideTable


class _Parts(NamedTuple):
    """What a session is made of, over one corpus."""

    corpus: Corpus
    topics: TopicAnalysis
    related: RelatedAnalysis
    sources: SourceAnalysis
    ledgers: LedgerAnalysis
    timelines: TimelineAnalysis
    speakers: SpeakerAnalysis
    search: ArticleSearch
    exports: ArticleExports
    verification: NoteVerification


MOST_NAMED = 100
"""Passages looked through for other articles that name the same."""
MOST_READ_FOR_QUOTES = 200_000
"""Characters of an article that is read for the quotes of one of its passages while somebody waits."""
NEAR = 30
"""Related passages in whose articles the same figure is looked for, where all would be too many."""


class Session:
    """Articles, what was found in them, and what a person keeps about them.

    Not safe to use from several threads at once, except the marks and overrides of `user_data`, which lock.
    """

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        self.user_data = UserData(store=store, use_store=use_store)
        self.failures: list[Failure] = []
        """What could not be read, in the order met."""
        self._parts: _Parts | None = None
        """None until something is asked: what keeps marks alone needs no articles."""

    def _ask_of(self, corpus: Corpus, paths: tuple[str, ...] | None) -> _Parts:
        """Ask everything of `corpus` from now on, as the steering of `paths` arranges it."""
        topics = TopicAnalysis(corpus, self.user_data, paths)
        sources = SourceAnalysis(corpus)
        ledgers = LedgerAnalysis(corpus, sources, self.user_data)
        speakers = SpeakerAnalysis(corpus, self.user_data)
        timelines = TimelineAnalysis(corpus, sources, speakers)
        related = RelatedAnalysis(corpus, sources, ledgers)
        search = ArticleSearch(corpus, topics, self.user_data, speakers)
        exports = ArticleExports(corpus, topics, self.user_data)
        verification = NoteVerification(corpus)
        self._parts = _Parts(
            corpus, topics, related, sources, ledgers, timelines, speakers, search, exports, verification
        )
        return self._parts

    def _asked(self) -> _Parts:
        return self._parts or self._ask_of(self._in_memory(()), None)

    def _in_memory(
        self, paths: Sequence[str], folder: Path | None = None, overrides: OverrideTable | None = None
    ) -> Corpus:
        from briefing.corpus.corpus import Corpus

        if overrides is None:
            overrides = self.user_data.override_table()
        return Corpus.in_memory(paths, overrides, folder)

    @property
    def corpus(self) -> Corpus:
        """The articles; none at first."""
        return self._asked().corpus

    @property
    def topics(self) -> TopicAnalysis:
        """What the articles are about."""
        return self._asked().topics

    @property
    def related(self) -> RelatedAnalysis:
        """Their passages compared with each other."""
        return self._asked().related

    @property
    def sources(self) -> SourceAnalysis:
        """Their sources: events and voices."""
        return self._asked().sources

    @property
    def ledgers(self) -> LedgerAnalysis:
        """Their figures lined up."""
        return self._asked().ledgers

    @property
    def timelines(self) -> TimelineAnalysis:
        """What they date, day by day."""
        return self._asked().timelines

    @property
    def speakers(self) -> SpeakerAnalysis:
        """Whom they quote, and with what."""
        return self._asked().speakers

    @property
    def search(self) -> ArticleSearch:
        """Queries of them."""
        return self._asked().search

    @property
    def exports(self) -> ArticleExports:
        """Files made of them."""
        return self._asked().exports

    @property
    def verification(self) -> NoteVerification:
        """Notes compared with them."""
        return self._asked().verification

    # -- opening -----------------------------------------------------------------------------

    def open_library(
        self, paths: Sequence[str], folder: Path | None = None, *, heed_steering: bool = True
    ) -> None:
        """Take the articles of `paths` from their library instead of reading them; nothing is held.

        With `heed_steering` topics are as the reader has arranged them for these paths.
        LibraryError when there is none that can be read: then the session is as it was.
        """
        from briefing.corpus.corpus import Corpus
        from briefing.library.locations import library_folder

        named = named_or_bundled(paths)
        corpus = Corpus.on_disk(folder or library_folder(named), named, self.user_data.override_table())
        if self._parts is not None:
            self._parts.corpus.close()
        self._ask_of(corpus, tuple(paths) if heed_steering else None)
        self.failures = [*corpus.library.passed_over(), *corpus.library.failures()]

    def hold_library(self) -> None:
        """Take everything of the library that was opened into memory, and let go of it."""
        corpus, paths = self.corpus, self.topics.paths
        self._ask_of(corpus.copied(), paths)
        corpus.close()

    def close_library(self) -> None:
        """Let go of the articles."""
        if self._parts is not None:
            self.corpus.close()
            self._ask_of(self._in_memory(()), self.topics.paths)

    def refresh(self) -> bool:
        """See what was committed to the library since; True when something was."""
        if not self.corpus.refresh():
            return False
        self.corpus.renew_overrides(self.user_data.override_table())
        self._forget_results()
        return True

    def open(
        self,
        paths: Sequence[str],
        stdin: BinaryIO | None = None,
        library: Path | None = None,
        *,
        takes: Callable[[str], bool] | None = None,
        heed_steering: bool = True,
        beginnings: bool = False,
    ) -> Iterator[Article | Failure]:
        """Take the articles of `paths` (the bundled ones when empty) into memory, yielding each article or
        failure as it comes.

        What a person set by hand (source, date) is already applied to the articles. What the library in
        the folder `library` holds of unchanged files is taken instead of reading them; one that cannot be
        read costs time only. `takes` says which articles are wanted. With `heed_steering` topics are as
        the reader has arranged them for these paths. With `beginnings` what takes long to read comes twice:
        its beginning, and then whole.
        """
        named, heeded = named_or_bundled(paths), tuple(paths) if heed_steering else None
        found = self._from_library(named, heeded, library) if library is not None else None
        if found is None:
            self._ask_of(self._in_memory(named), heeded)
            found = self._read(named, stdin, takes, beginnings=beginnings)
        for item in found:
            if isinstance(item, Failure):
                self.failures.append(item)
            yield item

    def _from_library(
        self, paths: Sequence[str], heeded: tuple[str, ...] | None, folder: Path
    ) -> Iterator[Article | Failure] | None:
        """Take what a library holds, brought up to date in memory; None where it cannot be read."""
        try:
            corpus = self._in_memory(paths, folder)
            corpus.update_files(paths, None)
            walk = corpus.library.in_walk()
        except LibraryError:
            # Of another version or damaged: whoever builds it next makes it anew, and says so.
            return None
        self._ask_of(corpus, heeded)
        return (item if isinstance(item, Failure) else corpus.sound_article(item) for item in walk)

    def _read(
        self,
        paths: Sequence[str],
        stdin: BinaryIO | None,
        takes: Callable[[str], bool] | None,
        *,
        beginnings: bool,
    ) -> Iterator[Article | Failure]:
        from briefing.reading.read_articles import read_paths

        corpus = self.corpus
        file: InputFile | None = None

        def notice(source: InputFile) -> None:
            nonlocal file
            file = source

        for found in read_paths(paths, stdin, notice, beginnings=beginnings):
            if isinstance(found, Failure):
                yield found
            elif takes is None or takes(found.id):
                yield self._keep(corpus.put(found, file))
        for article in corpus.complete():
            yield self._keep(article)

    def hold(
        self,
        articles: Iterable[Article],
        paths: Sequence[str] | None = None,
        gone: Iterable[str] = (),
        overrides: OverrideTable | None = None,
    ) -> None:
        """Hold articles read elsewhere, for a process that works on another's articles.

        `paths` are those that were opened; what is remembered of them is heeded. Articles that are
        `gone` are forgotten. `overrides` are what is set by hand, where that was read already.
        """
        if self._parts is None and paths is not None:
            corpus = self._in_memory(named_or_bundled(paths), overrides=overrides)
            self._ask_of(corpus, tuple(paths))
        elif paths is not None:
            self.topics.paths = tuple(paths)
        for article in articles:
            self._keep(self.corpus.put(article))
        for name in gone:
            there = self.corpus.remove(name)
            self.search.forget_listing()
            self.topics.update([], [name] if there else [])

    def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Take in what lies now at the absolute paths `changed` below `paths`, which were opened.

        The one way in which articles that are open become others, whatever holds them. LibraryError
        when a library cannot be written, BusyError when another program writes it.
        """
        # Another program may have set something by hand meanwhile.
        for article in self.corpus.renew_overrides(self.user_data.override_table()):
            self._keep(article)
        update = self.corpus.update_files(paths, changed)
        if update != FilesChanged(()):
            self.search.forget_listing()
            self.topics.update(update.articles, update.gone)
        return update

    def _keep(self, article: Article) -> Article:
        self.search.forget_listing()
        self.topics.update([article])
        return article

    def _forget_results(self) -> None:
        self.search.forget_listing()
        self.topics.forget()

    @property
    def by_name(self) -> Mapping[str, Article]:
        """Every article by its id, in order; of a library, each is read when it is looked up."""
        return self.corpus

    @property
    def articles(self) -> Sequence[Article]:
        """Every article in list order; of a library, each is read when it is looked at."""
        return self.corpus.in_order()

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """What lists show of the articles from `offset` on, without their texts where possible."""
        return self.corpus.heads(offset, limit)

    def heads_called(self, names: Iterable[str]) -> dict[str, ArticleHead]:
        """What lists show of these articles, but for figures that were not counted yet; those that are not
        there are left out."""
        return self.corpus.heads_called(names)

    def article(self, name: str) -> Article:
        """The article called `name`; UsageError when there is none."""
        return self.corpus.article(name)

    def original(self, name: str, passage: int | None = None) -> Original:
        """Where an article comes from, and in which line a passage stands; UsageError when there is none."""
        from briefing.session.originals import original_of

        return original_of(self.article(name), self.corpus.file_of(name), passage)

    # -- analysis ----------------------------------------------------------------------------

    def figures(self, name: str, *, disabled: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
        """The figures of article `name`, in text order; without the rules named in `disabled`."""
        if disabled:
            from briefing.figures.extract_figures import extract_figures

            return extract_figures(self.article(name), disabled=disabled)
        return self.corpus.figures(name)

    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in article `name`, in text order."""
        return self.corpus.annotations_in(name, analysis)

    def names(self, name: str) -> tuple[Mention, ...]:
        """The mentions of names in article `name`, in text order."""
        return cast("tuple[Mention, ...]", self.annotations(name, "names"))

    def quotes(self, name: str) -> tuple[AttributedQuote, ...]:
        """The quotes of article `name` in text order, with the speakers that were set by hand."""
        return self.speakers.quotes(name)

    def quotes_in(self, ref: Ref) -> tuple[AttributedQuote, ...]:
        """The quotes of a passage, in text order; none of a long article in which they were not found yet."""
        is_long = len(self.article(ref.article).text) > MOST_READ_FOR_QUOTES
        if is_long and self.known_annotations(ref.article, "quotes") is None:
            return ()
        return tuple(quote for quote in self.quotes(ref.article) if quote.passage == ref.passage)

    def known_annotations(self, name: str, analysis: str) -> tuple[Annotation, ...] | None:
        """What an analysis found in an article that is held in memory, if it was done already."""
        return self.corpus.known_annotations(name, analysis)

    def keep_annotations(self, name: str, analysis: str, found: tuple[Annotation, ...]) -> None:
        """Take what an analysis found in an article elsewhere."""
        self.corpus.keep_annotations(name, analysis, found)

    def figure_limits(self, name: str) -> str:
        """What figures are not found in an article because of its language; empty for English."""
        language = self.article(name).language
        if language == "en":
            return ""
        return f"of figures in the language {language} only signs, codes, per cent and ISO dates are found"

    def figure_at(self, name: str, span: Span) -> Figure | None:
        """The figure of article `name` that stands exactly at `span`, if there is one."""
        return next((f for f in self.figures(name) if (f.start, f.end) == (span.start, span.end)), None)

    def same_figures(self, figure: Figure) -> tuple[Figure, ...]:
        """Every other place, in any article, where the same value of the same unit stands.

        In a library, in the same article and in those that tell the same story.
        """
        from briefing.figures.normal_form import same_figure

        def near() -> Collection[str]:
            found = self.related.passages(Ref(figure.article, figure.passage), top=NEAR)
            return dict.fromkeys((figure.article, *(one.article for one in found)))

        names = self.corpus.reach(near)
        return tuple(
            other
            for name in (self.corpus if names is None else names)
            for other in self.figures(name)
            if other != figure and same_figure(figure, other)
        )

    def rival_figures(self, figure: Figure, related: Sequence[RelatedPassage]) -> tuple[Figure, ...]:
        """Other values of the same kind and unit in `related` passages, in the order of those.

        Dates and ordinals have none: two passages on one affair name many days.
        """
        from briefing.figures.normal_form import same_figure

        if figure.kind in ("date", "ordinal"):
            return ()
        return tuple(
            other
            for found in related
            for other in self.figures(found.article)
            if other.passage == found.passage
            and (other.kind, other.unit) == (figure.kind, figure.unit)
            and not same_figure(figure, other)
        )

    def name_at(self, name: str, span: Span) -> Mention | None:
        """The name of article `name` that stands exactly at `span`, if there is one."""
        return next((m for m in self.names(name) if (m.start, m.end) == (span.start, span.end)), None)

    def named_elsewhere(self, mention: Mention) -> tuple[Ref, ...]:
        """Where other articles name the same first, the newest article first; of those of the search's
        first `MOST_NAMED` passages."""
        quoted = mention.name.replace('"', " ")
        found: dict[str, Ref] = {}
        query = f'name:"{quoted}"'
        for hit in self.search.passages(query, limit=MOST_NAMED, typing=False, order="date").hits:
            if hit.article != mention.article and hit.spans:
                found.setdefault(hit.article, Ref(hit.article, hit.passage))
        return tuple(found.values())

    def ledger(self, names: Iterable[str] | None = None, *, topics: bool = False) -> tuple[LedgerLine, ...]:
        """The quantities that the articles tell, lined up, judged and corrected by hand: all, or those of
        some articles.

        With `topics` each line has the label of its topic.
        """
        return finish(self.ledger_in_steps(names, topics=topics)).lines

    def ledger_in_steps(
        self, names: Iterable[str] | None = None, *, topics: bool = False, part: LedgerPart | None = None
    ) -> Steps[CorrectedLedger]:
        """Line them up in steps, yielding how many of how many figures are compared; what is hidden, and
        which corrections do not fit, is told too.

        With `part`, what that says is compared.
        """
        if part is not None:
            found = yield from self.ledgers.corrected_in_steps(
                part.names, part.passages, by_event=part.by_event
            )
        else:
            found = yield from self.ledgers.corrected_in_steps(None if names is None else frozenset(names))
        if not topics:
            return found
        from briefing.ledger.line_topics import with_topics

        every = self.topics.all()
        return found._replace(lines=with_topics(found.lines, every), hidden=with_topics(found.hidden, every))

    def of_topic(self, lines: Iterable[LedgerLine], label: str) -> tuple[LedgerLine, ...]:
        """Those of some lines that are of the topic or story called `label`; UsageError where none is."""
        from dataclasses import replace

        from briefing.ledger.line_topics import of_story, with_topics

        held = tuple(lines)
        broad, *inside = self.topics.path_called(label)
        found = [line for line in with_topics(held, self.topics.tree()) if line.topic == broad.label]
        for story in inside:
            found = [replace(line, topic=story.label) for line in of_story(found, broad, story)]
            broad = story
        ids = {line.id for line in found}
        return tuple(line for line in held if line.id in ids)

    def sheet(self, lines: Iterable[LedgerLine]) -> Sheet:
        """The briefing sheet of some lines of the ledger, which are ordered by the weight of their topics."""
        from briefing.export.citations import credit
        from briefing.model.excerpt import Citation
        from briefing.sheet.compose_sheet import compose_sheet

        held = tuple(lines)
        topics = self.topics.all() if any(line.topic is not None for line in held) else ()
        figures: dict[str, dict[tuple[int, int], Figure]] = {}

        def figure_of(entry: LedgerEntry) -> Figure | None:
            if entry.article not in figures:
                every = self.corpus.figures(entry.article)
                figures[entry.article] = {(figure.start, figure.end): figure for figure in every}
            return figures[entry.article].get((entry.start, entry.end))

        return compose_sheet(held, figure_of, topics, lambda name: credit(Citation.of(self.article(name))))

    def events(self) -> tuple[Event, ...]:
        """The articles grouped by the event they report, the one of most articles first."""
        return self.sources.events()

    def voices(self) -> tuple[Voice, ...]:
        """The articles that were copied, each with its copies and what those added and cut."""
        return tuple(map(self.sources.voice_changes, self.sources.voices()))

    def normal_form(self, figure: Figure) -> str:
        """The figure as one normal line: `USD 11,150,000,000`."""
        from briefing.figures.normal_form import normal_form

        return normal_form(figure)

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in the list of all; those that are not there are left out."""
        return self.corpus.places(names)

    def repeated_texts(self) -> tuple[RepeatedText, ...]:
        """The texts that stand word for word in many articles, and which of them are boilerplate."""
        from briefing.corpus.kept_analyses import repeated_texts

        return repeated_texts(self.corpus)

    def boilerplate_reasons(self, article: Article) -> dict[int, str]:
        """Why passages of an article are boilerplate that it counted by itself, by their numbers."""
        from briefing.reading.corpus_boilerplate import reasons

        return reasons(article, self.repeated_texts()) if article.as_read is not None else {}

    def warm(self) -> Iterator[str]:
        """Build the search and related indexes in steps, so that a worker can answer in between.

        Those of a library are there: the search is asked something, so that the first letter typed
        need not wait until the index is open.
        """
        return self.corpus.warm()

    # -- what a person keeps of articles -----------------------------------------------------

    def set_details(self, name: str, *, source: str | None = None, published: str | None = None) -> Article:
        """Set source or date (ISO) of an article by hand; it sticks. An empty string unsets."""
        article = self.article(name)
        self.user_data.overrides.set_details(
            article.fingerprint, article.id, source=source, published=published
        )
        before = self.corpus.generation
        self.corpus.renew_overrides(self.user_data.stored_overrides())
        article = self.article(name)
        return article if self.corpus.generation == before else self._keep(article)

    def decide_text(self, key: int, text: str, boilerplate: bool | None) -> FilesChanged:
        """Say whether a text that stands in many articles is boilerplate; it sticks, wherever it stands.

        None leaves that to the articles again. Returns what that makes of the articles that are open.
        StoreError when it cannot be saved, LibraryError when the library cannot be written.
        """
        self.user_data.overrides.decide_text(key, text, boilerplate)
        changed = self.corpus.take_overrides(self.user_data.stored_overrides())
        for article in changed.articles:
            self._keep(article)
        if changed.unnamed:
            self._forget_results()
        return changed

    def sentence(self, name: str, offset: int) -> Span:
        """The sentence of article `name` that holds `offset`, or its passage where there is none."""
        from briefing.text.passage_sentences import sentence_at

        return sentence_at(self.article(name), offset)
