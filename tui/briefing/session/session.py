"""One session over a set of articles: the only door from the faces to the engine.

Owns what was opened, the results worked out so far and the user's store. The command line uses
it directly; the terminal app uses the same object in a worker process (see `briefing.jobs`).
Features are imported when first asked for, so that `briefing list` pays for no clustering.
Knows no screen and prints nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from briefing.analyses.articles import ANNOTATORS, annotator
from briefing.errors import UsageError
from briefing.folders import named_or_bundled
from briefing.model.article import Article, Failure, Ref, Span
from briefing.model.head import head_of
from briefing.session.comparing import Comparing

if TYPE_CHECKING:
    from briefing.library.reader import Library
    from briefing.model.annotation import Annotation
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.hit import Order, SearchAnswer
    from briefing.model.list_answer import ListAnswer
    from briefing.model.mark import Mark, PlacedMark
    from briefing.model.name import Mention
    from briefing.model.related import RelatedPassage
    from briefing.search.index import SearchIndex
    from briefing.search.listing import Listing
    from briefing.session.exports import CountedExcerpts, ExportWhat
    from briefing.session.stored_set import Stored
    from briefing.userdata.overrides import OverrideTable

NEAR = 30
"""Related passages in whose articles the same figure is looked for, where all would be too many."""


class Session(Comparing):
    """Articles, what was found in them, and what a person keeps about them.

    Not safe to use from several threads at once, except `marks` and `details`, which lock.
    """

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        super().__init__(store=store, use_store=use_store)
        self._articles: dict[str, Article] = {}
        self._as_read: dict[str, Article] = {}
        self._found: dict[str, dict[str, tuple[Annotation, ...]]] = defaultdict(dict)
        """What analyses found in the articles held in memory: by analysis, then by article."""
        self._search: SearchIndex | None = None
        self._search_analyses: frozenset[str] = frozenset()
        """The analyses whose findings in every article the search index knows."""
        self._numbers: Mapping[str, int] = {}
        """By which the search index knows the articles that are held in memory."""
        self._listing: Listing | None = None
        self._override_table: OverrideTable | None = None
        self.failures: list[Failure] = []
        """What could not be read, in the order met."""

    # -- opening -----------------------------------------------------------------------------

    def open_library(
        self, paths: Sequence[str], folder: Path | None = None, *, heed_steering: bool = True
    ) -> None:
        """Take the articles of `paths` from their library instead of reading them; nothing is held.

        With `heed_steering` topics are as the reader has arranged them for these paths.
        LibraryError when there is none that can be read: then the session is as it was.
        """
        from briefing.library.locations import library_folder
        from briefing.library.reader import Library
        from briefing.session.shelf import LibraryArticles

        named = named_or_bundled(paths)
        library = Library.open(folder or library_folder(named), named)
        self.close_library()
        self._paths = tuple(paths) if heed_steering else None
        self._large = LibraryArticles(library, self.all_details())
        self.failures = [*library.passed_over(), *library.failures()]
        self._forget_results()

    def hold_library(self) -> None:
        """Take everything of the library into memory, with its figures, and let go of it."""
        if self._large is None:
            return
        large = self._large
        held = [(article, large.annotations(name, "figures")) for name, article in large.items()]
        as_read = [large.library.article(number) for number in large.library.numbers()]
        self.close_library()
        self._as_read.update({article.id: article for article in as_read})
        for article, figures in held:
            self._keep(article)
            self._found["figures"][article.id] = figures

    def close_library(self) -> None:
        """Let go of the library, if there is one."""
        if self._large is not None:
            self._large.close_indexes()
            self._large.library.close()
            self._large = None
            self._forget_results()

    @property
    def library(self) -> Library | None:
        """The library the articles are taken from; None where they are held in memory."""
        return self._large.library if self._large is not None else None

    def refresh(self) -> bool:
        """See what was committed to the library since; True when something was."""
        if self._large is None or not self._large.library.refresh():
            return False
        self._large.details = self.all_details()
        self._large.close_indexes()
        self._forget_results()
        return True

    def open(
        self, paths: Sequence[str], stdin: BinaryIO | None = None, stored: Stored | None = None
    ) -> Iterator[Article | Failure]:
        """Read `paths` (the bundled articles when empty), yielding each article or failure as it comes.

        What a person set by hand (source, date) is already applied to the articles. What is `stored`
        of a file is taken instead of reading it.
        """
        from briefing.reading.read import read_paths

        self._paths = tuple(paths)
        known = stored.read if stored is not None else None
        for found in read_paths(named_or_bundled(paths), stdin, known):
            if isinstance(found, Failure):
                self.failures.append(found)
                yield found
                continue
            self._as_read[found.id] = found
            article = self._overrides().applied(found)
            self._keep(article)
            figures = stored.figures(article) if stored is not None else None
            if figures is not None:
                self._found["figures"][article.id] = figures
            yield article
        if stored is not None:
            self.stored = stored.whole(self._overrides())

    def take_over(self, other: Session, names: Collection[str]) -> None:
        """Take articles called `names` that `other` has read, with what it knows of them."""
        self.adopt(other.article(name) for name in names)
        for analysis, found in other._found.items():
            self._found[analysis].update({name: found[name] for name in names if name in found})
        if len(self._articles) == len(other._articles):
            self.stored = other.stored

    def adopt(
        self, articles: Iterable[Article], paths: Sequence[str] | None = None, gone: Iterable[str] = ()
    ) -> None:
        """Take articles read elsewhere, for a process that works on another's articles.

        `paths` are those that were opened; what is remembered of them is heeded. Articles that are
        `gone` are forgotten.
        """
        if paths is not None:
            self._paths = tuple(paths)
        for article in articles:
            self._as_read.setdefault(article.id, article)
            self._keep(article)
        for name in gone:
            self._forget(name)

    def renew(self, articles: Iterable[Article], gone: Iterable[str]) -> tuple[Article, ...]:
        """Take articles as they were read anew and forget those that are gone.

        Returns the articles with what a person set by hand.
        """
        renewed = []
        # Another program may have set something meanwhile.
        self._override_table = None
        for article in articles:
            self._as_read[article.id] = article
            renewed.append(self._overrides().applied(article))
            self._keep(renewed[-1])
        for name in gone:
            self._forget(name)
        return tuple(renewed)

    def _forget(self, name: str) -> None:
        there = name in self._articles
        for known in (self._articles, self._as_read):
            known.pop(name, None)
        for found in self._found.values():
            found.pop(name, None)
        model = self._topic_model
        self._forget_results()
        if model is not None and there:
            model.remove(name)
            self._topic_model = model

    def _keep(self, article: Article) -> None:
        self._articles[article.id] = article
        for found in self._found.values():
            found.pop(article.id, None)
        model = self._topic_model
        self._forget_results()
        if model is not None:
            model.add(article)
            self._topic_model = model

    def _forget_results(self) -> None:
        self._topics = self._topic_model = self._steered = self._search = self._related = None
        self._listing = None
        self.stored = None

    def _overrides(self) -> OverrideTable:
        """What was set by hand; read once, and anew when something is set here."""
        if self._override_table is None:
            self._override_table = self.all_details()
        return self._override_table

    @property
    def by_name(self) -> Mapping[str, Article]:
        """Every article by its id, in order; of a library, each is read when it is looked up."""
        return self._articles if self._large is None else self._large

    @property
    def articles(self) -> Sequence[Article]:
        """Every article, in the order read; of a library, each is read when it is looked at."""
        if self._large is None:
            return tuple(self._articles.values())
        from briefing.session.shelf import ArticleSequence

        return ArticleSequence(self._large)

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """What lists show of the articles from `offset` on, without their texts where possible.

        In memory this finds the figures of each; numbers are places in the list then.
        """
        if self._large is not None:
            yield from self._large.heads(offset, limit)
            return
        from itertools import islice

        end = None if limit is None else offset + limit
        for number, article in enumerate(islice(self._articles.values(), offset, end), offset):
            yield head_of(article, number, len(self.figures(article.id)))

    def article(self, name: str) -> Article:
        """The article called `name`; UsageError when there is none."""
        try:
            return self.by_name[name]
        except KeyError:
            raise UsageError(f"no article is called {name}") from None

    # -- analysis ----------------------------------------------------------------------------

    def figures(self, name: str, *, disabled: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
        """The figures of article `name`, in text order; without the rules named in `disabled`."""
        if disabled:
            from briefing.figures.extract import extract_figures

            return extract_figures(self.article(name), disabled=disabled)
        return cast("tuple[Figure, ...]", self.annotations(name, "figures"))

    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in article `name`, in text order."""
        if self._large is not None:
            self.article(name)
            return self._large.annotations(name, analysis)
        known = self._found[analysis]
        if name not in known:
            known[name] = annotator(analysis).extract(self.article(name))
        return known[name]

    def names(self, name: str) -> tuple[Mention, ...]:
        """The mentions of names in article `name`, in text order."""
        return cast("tuple[Mention, ...]", self.annotations(name, "names"))

    def known_figures(self, name: str) -> tuple[Figure, ...] | None:
        """The figures of an article that is held in memory, if they were worked out already."""
        return cast("tuple[Figure, ...] | None", self._found["figures"].get(name))

    def keep_figures(self, name: str, figures: tuple[Figure, ...]) -> None:
        """Take the figures of an article that were worked out elsewhere."""
        if name in self._articles:
            self._found["figures"][name] = figures

    def figure_limits(self, name: str) -> str:
        """What figures are not found in an article because of its language; empty for English."""
        language = self.article(name).language
        if language == "en":
            return ""
        return f"of figures in the language {language} only signs, codes, per cent and ISO dates are found"

    def all_figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of every article, by article."""
        return {name: self.figures(name) for name in self.by_name}

    def figure_at(self, name: str, span: Span) -> Figure | None:
        """The figure of article `name` that stands exactly at `span`, if there is one."""
        return next((f for f in self.figures(name) if (f.start, f.end) == (span.start, span.end)), None)

    def same_figures(self, figure: Figure) -> tuple[Figure, ...]:
        """Every other place, in any article, where the same value of the same unit stands.

        In a library, in the same article and in those that tell the same story.
        """
        from briefing.figures.normal import same_figure

        names: Iterable[str] = self._articles
        if self._large is not None:
            near = self.related(Ref(figure.article, figure.passage), top=NEAR)
            names = dict.fromkeys((figure.article, *(found.article for found in near)))
        return tuple(
            other
            for name in names
            for other in self.figures(name)
            if other != figure and same_figure(figure, other)
        )

    def rival_figures(self, figure: Figure, related: Sequence[RelatedPassage]) -> tuple[Figure, ...]:
        """Other values of the same kind and unit in `related` passages, in the order of those.

        Dates and ordinals have none: two passages on one affair name many days.
        """
        from briefing.figures.normal import same_figure

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

    def normal_form(self, figure: Figure) -> str:
        """The figure as one normal line: `USD 11,150,000,000`."""
        from briefing.figures.normal import normal_form

        return normal_form(figure)

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in the list of all; those that are not there are left out."""
        if self._large is None:
            order = {name: place for place, name in enumerate(self._articles)}
            return {name: order[name] for name in names if name in order}
        library = self._large.library
        found = ((name, library.number(name)) for name in names)
        places = {name: library.position(number) for name, number in found if number is not None}
        return {name: place for name, place in places.items() if place is not None}

    def _open_stored(self) -> None:
        """Open the index of related passages that a library holds of just these articles, if one does."""
        if self.stored is not None:
            from briefing.session.stored_set import open_related

            self._related = open_related(self.stored, self._articles, self._stored_figures())

    def _stored_figures(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures that are known, by article."""
        return cast("Mapping[str, tuple[Figure, ...]]", self._found["figures"])

    def _open_stored_search(self) -> None:
        """Open the search index that a library holds of just these articles, if one does."""
        if self.stored is not None:
            from briefing.session.stored_set import open_search

            self._search = open_search(self.stored, self._articles, self._stored_figures())
            self._numbers = self.stored.numbers
            if self._search is not None:
                self._search_analyses = frozenset(ANNOTATORS)

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        typing: bool = True,
        order: Order = "best",
        context: int = 0,
        within: Collection[str] | None = None,
    ) -> SearchAnswer:
        """The passages that answer `query`: `limit` of them from `offset` on, in the order asked for.

        With `typing`, the last word may still go on. `context` is how many matches of each hit come
        with what stands around them. `within` names the only articles whose passages are wanted. Never
        raises for any query.
        """
        from briefing.figures.asked import read_amount
        from briefing.search.query import analyses_asked

        if self._large is None:
            self._prepare_search(analyses_asked(query))
        numbers = self._numbered(within) if within is not None else None

        def ask(index: SearchIndex) -> SearchAnswer:
            return index.search(
                query,
                limit=limit,
                offset=offset,
                typing=typing,
                order=order,
                sets=self._listed,
                read_amount=read_amount,
                annotations=self.annotations,
                context=context,
                within=numbers,
            )

        if self._large is not None:
            return self._large.answered(ask)
        assert self._search is not None, "it has just been built"
        return ask(self._search)

    def _prepare_search(self, asked: frozenset[str]) -> None:
        """Make the index over articles in memory ready, where it is not."""
        if self._search is None:
            self._open_stored_search()
        if self._search is None or not asked <= self._search_analyses:
            for _ in self._build_search(asked | self._search_analyses):
                pass

    def narrowed(self, query: str) -> ListAnswer:
        """The articles of the list that `query` leaves: words of title or source, and fields.

        Never raises for any query. What it needs of all articles is held until `forget_listing`.
        """
        from briefing.session.narrowing import answer_of, listing_of

        # Articles may have come or gone in another process.
        self.refresh()
        if self._listing is None:
            self._listing = listing_of(self._large or self._articles)
        found = self._listing.narrow(query, self._listed_articles)
        return answer_of(found, query, self.by_name)

    def _listed_articles(self, kind: str, value: str) -> Collection[int] | None:
        """What `_listed` does, for `narrowed`: the articles alone, numbered as they are listed."""
        from briefing.session.narrowing import number_of, of_topic

        if kind == "topic" and self._stores_topics:
            return of_topic(self.topics(), value)
        refs = self._listed_refs(kind, value)
        return number_of(refs, self.by_name) if refs is not None else None

    def forget_listing(self) -> None:
        """Let go of what `narrowed` holds."""
        self._listing = None

    def _numbered(self, names: Iterable[str]) -> set[int]:
        """The numbers of articles in the search index; none for those that are not there."""
        number = self._large.library.number if self._large is not None else self._numbers.get
        return {found for name in names if (found := number(name)) is not None}

    def _build_search(self, wanted: frozenset[str]) -> Iterator[str]:
        """Index every article, yielding its name; what the analyses `wanted` find is found, and of others
        what is known goes in as well."""
        from briefing.session.searching import build_steps

        def known(name: str) -> dict[str, Sequence[Annotation]]:
            there = {
                analysis: self.annotations(name, analysis) if analysis in wanted else found.get(name)
                for analysis, found in ((analysis, self._found[analysis]) for analysis in ANNOTATORS)
            }
            lacking.update(analysis for analysis, found in there.items() if found is None)
            return {analysis: found for analysis, found in there.items() if found is not None}

        lacking: set[str] = set()
        self._search = yield from build_steps(self.articles, known)
        self._numbers = {name: number for number, name in enumerate(sorted(self._articles))}
        self._search_analyses = frozenset(ANNOTATORS) - lacking

    def _listed(self, kind: str, value: str) -> Collection[tuple[int, int]] | None:
        """What a topic, the marks or their tags list under `value`, for `search`."""
        from briefing.session.searching import numbered, stored_of_topic

        if kind == "topic" and self._stores_topics:
            return stored_of_topic(self.topics(), value)
        refs = self._listed_refs(kind, value)
        if refs is None:
            return None
        return self._large.numbered(refs) if self._large is not None else numbered(refs, self._numbers)

    def _listed_refs(self, kind: str, value: str) -> list[Ref] | None:
        from briefing.session.searching import marked, of_topic

        return of_topic(self.topics(), value) if kind == "topic" else marked(self.placed_marks(), kind, value)

    def warm(self) -> Iterator[str]:
        """Build the search and related indexes in steps, so that a worker can answer in between.

        Those of a library are there: the search is asked something, so that the first letter typed
        need not wait until the index is open.
        """
        if self._large is not None:
            yield from self._large.warm(lambda: self.search("a", limit=1))
            return
        if self._search is None:
            self._open_stored_search()
        if self._search is None or "figures" not in self._search_analyses:
            yield from self._build_search(frozenset())
        if self._related is None:
            self._open_stored()
        if self._related is None:
            from briefing.related.index import RelatedIndex

            related = RelatedIndex.build((), {})
            for article in self.articles:
                related.add(article, self.figures(article.id))
                yield article.id
            self._related = related

    # -- what a person keeps of articles -----------------------------------------------------

    def set_details(self, name: str, *, source: str | None = None, published: str | None = None) -> Article:
        """Set source or date (ISO) of an article by hand; it sticks. An empty string unsets."""
        article = self.article(name)
        self.details.set_details(article.fingerprint, article.id, source=source, published=published)
        self._override_table = None
        # From what was read, so that unsetting a detail brings back what the file says.
        if self._large is not None:
            self._large.details = self.all_details()
            return self.article(name)
        updated = self._overrides().applied(self._as_read.get(name, article))
        self._keep(updated)
        return updated

    def placed_marks(self, marks: Sequence[Mark] | None = None) -> tuple[PlacedMark, ...]:
        """Marks (all stored ones by default) with their places in the articles open now."""
        from briefing.userdata.marks.anchor import place_all

        wanted = self.marks.list() if marks is None else marks
        articles = self.articles if self._large is None else self._large.of_marks(wanted)
        return place_all(wanted, articles)

    # -- export ------------------------------------------------------------------------------

    def excerpts(self, what: ExportWhat, *, topic: str | None = None) -> CountedExcerpts:
        """What an export of marks, figures or a topic's passages holds, in reading order; none is held.

        UsageError when `topic` names no topic.
        """
        from briefing.session.exports import counted_excerpts

        return counted_excerpts(self, what, topic)

    def export_steps(
        self, path: str, what: ExportWhat, form: str, *, topic: str | None = None, overwrite: bool = False
    ) -> Generator[tuple[int, int], None, int]:
        """Write an export article by article, yielding how many of how many are done; holds none of them.

        The value is the number of excerpts; where there are none, nothing is written. Whoever stops
        asking ends it, and nothing is written then either. ExportError when it cannot be.
        """
        from briefing.session.exports import export_steps

        return export_steps(self, Path(path), what, form, topic, overwrite=overwrite)

    def write_export(self, path: str, pieces: Iterable[bytes], *, overwrite: bool = False) -> None:
        """Write an export whole or not at all; ExportError when it cannot be."""
        from briefing.files.atomic import atomic_file

        with atomic_file(Path(path), overwrite=overwrite) as file:
            file.writelines(pieces)

    def sentence(self, name: str, offset: int) -> Span:
        """The sentence of article `name` that holds `offset`, or its passage where there is none."""
        from briefing.text.passages import sentence_at

        return sentence_at(self.article(name), offset)
