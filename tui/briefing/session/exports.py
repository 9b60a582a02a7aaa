"""Exports: from marks, figures and topics of a session to the bytes of a file."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing.errors import UsageError
from briefing.model.article_names import letter_number
from briefing.model.excerpt_filter import EVERYTHING, ExcerptFilter
from briefing.model.topic_passages import articles_of
from briefing.text.called_articles import article_at_path, is_called

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.excerpt import Citation, Excerpt
    from briefing.model.mark import PlacedMark
    from briefing.model.quote_row import QuoteRow
    from briefing.model.timeline_row import TimelineRow
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis
    from briefing.session.requests.ledger_requests import QuotedLedger
    from briefing.session.topic_analysis import TopicAnalysis
    from briefing.session.user_data import UserData
    from briefing.userdata.marks.marks_aside import MarksAside

_CALLED_BY = "its letter, the end of its path, or words of its source or title"
ExportWhat = Literal["marks", "figures", "topic", "results"]


class ArticleExports:
    """Products of a corpus, its topics and what a person made of them."""

    def __init__(self, corpus: Corpus, topics: TopicAnalysis, user_data: UserData) -> None:
        self._corpus = corpus
        self._topics = topics
        self._user_data = user_data

    def excerpts(
        self,
        what: ExportWhat,
        *,
        topic: str | None = None,
        only: ExcerptFilter = EVERYTHING,
        paths: Sequence[str] = (),
    ) -> CountedExcerpts:
        """What an export of marks, figures, passages of topics or results holds, in reading order; none is
        held.

        Of `topic` where one is named, and only what `only` takes: of results it names the passages, and
        `topic` is what was searched for. Marks of articles below `paths` that are not there any more are
        counted. UsageError when there is no such topic or article, at the latest when
        the first is taken, and for a wish that does not go with what is exported.
        """
        if what != "marks" and only.of_marks_alone:
            things = {"figures": "figures", "results": "results"}.get(what, "passages of topics")
            raise UsageError(f"{things} have no {only.of_marks_alone}", hint="marks have")
        if what not in ("topic", "results") and topic is not None:
            found = self._topics.called(topic).passages
            only = replace(only, passages=frozenset((one.article, one.passage) for one in found))
        articles = self._articles_called(only.articles)
        if what == "marks":
            return self._of_marks(only, articles, paths)
        if what == "results":
            return CountedExcerpts(self._of_results(topic or "", only, articles))
        if what == "figures":
            return CountedExcerpts(self._of_figures(only, articles))
        return CountedExcerpts(self._of_topics(topic, only, articles))

    def steps(
        self,
        path: Path,
        what: ExportWhat,
        form: str,
        *,
        topic: str | None = None,
        only: ExcerptFilter = EVERYTHING,
        overwrite: bool = False,
    ) -> Generator[tuple[int, int], None, int]:
        """Write an export to `path` in steps, holding no more than an article; the value is its excerpts.

        Yields how many articles of how many are done. Nothing is written where there are none, nor when
        it is given up. ExportError when it cannot be written, UsageError as for `excerpts`.
        """
        from briefing.files.atomic import atomic_file

        total = self._articles_of(what, topic)
        found = self.excerpts(what, topic=topic, only=only)
        if not found.any():
            return 0
        with atomic_file(path, overwrite=overwrite) as file:
            told = 0
            for piece in export_pieces(form, found, _title(what, topic)):
                file.write(piece)
                if found.articles > told:
                    told = found.articles
                    yield min(told, total), total
        return found.excerpts

    def _articles_of(self, what: ExportWhat, topic: str | None) -> int:
        """How many articles an export goes through."""
        if what == "results":
            return 1
        if what != "topic":
            return len(self._corpus.in_order())
        return sum(articles_of(one.passages) for one in self._topics_called(topic))

    def _articles_called(self, names: Sequence[str]) -> frozenset[str] | None:
        """The ids of the articles that are named, None where none is; UsageError for a name of none."""
        if not names:
            return None
        found: set[str] = set()
        for name in names:
            if not name.strip():
                raise UsageError("an article without a name is none", hint=_CALLED_BY)
            called = self._called(name)
            if not called:
                raise UsageError(f"no article is called {name}", hint=_CALLED_BY)
            found |= called
        return frozenset(found)

    def _called(self, name: str) -> set[str]:
        if name in self._corpus:
            return {name}
        place = letter_number(name)
        if place is not None and (heads := [*self._corpus.heads(place, 1)]):
            return {head.id for head in heads}
        if (at_path := article_at_path(name, self._corpus)) is not None:
            return {at_path}
        every = self._corpus.heads_called(self._corpus).values()
        return {head.id for head in every if is_called(name, head)}

    def _of_marks(
        self, only: ExcerptFilter, articles: frozenset[str] | None, paths: Sequence[str]
    ) -> CountedExcerpts:
        aside = self._user_data.marks.set_aside()
        # Of what is asked for by name or topic, no article that is gone can be one.
        of_all = articles is None and only.passages is None
        missing = self._user_data.place_aside(
            self._corpus,
            aside,
            paths if of_all else (),
            asked=only.takes_mark,
            shown=partial(_takes_place, only, articles),
        )
        return CountedExcerpts(self._by_article(aside), self._citations_of_orphans(aside), missing=missing)

    def _by_article(self, aside: MarksAside) -> Iterator[Iterable[Excerpt]]:
        for name, some in groupby(aside.placed("reading"), key=lambda p: p.of_article):
            yield self._in_article(name, some)

    def _in_article(self, name: str, some: Iterable[PlacedMark]) -> Iterator[Excerpt]:
        from briefing.export.excerpts import from_mark

        # It is asked for once: a library on disk is looked at each time.
        article = self._corpus.article(name)
        for p in some:
            yield from_mark(p, None if p.orphan else article)

    def _citations_of_orphans(self, aside: MarksAside) -> Iterator[Citation]:
        """Yield the citations of articles of which an orphan and another mark may know different ones."""
        from briefing.export.excerpts import citation, kept_citation

        for name, some in groupby(aside.placed_beside_orphans(), key=lambda p: p.of_article):
            stands_there = False
            for p in some:
                if p.orphan:
                    yield kept_citation(p)
                else:
                    stands_there = True
            if stands_there:
                yield citation(self._corpus.article(name))

    def _of_figures(self, only: ExcerptFilter, articles: frozenset[str] | None) -> Iterator[list[Excerpt]]:
        from briefing.export.excerpts import from_figure
        from briefing.figures.normal_form import normal_form
        from briefing.text.passage_sentences import sentence_at

        for article in self._corpus.in_order():
            taken = _of_these(article.id, articles) and only.takes_article_of(article)
            yield [
                from_figure(figure, article, sentence_at(article, figure.start), normal_form(figure))
                for figure in (self._corpus.figures(article.id) if taken else ())
                if only.takes_passage(article.id, figure.passage)
            ]

    def _of_results(
        self, query: str, only: ExcerptFilter, articles: frozenset[str] | None
    ) -> Iterator[list[Excerpt]]:
        """Yield the passages that `only` names, article by article; one that is not there is left out."""
        from briefing.export.excerpts import from_passage

        named: dict[str, list[int]] = {}
        for name, number in sorted(only.passages or ()):
            if name in self._corpus and _of_these(name, articles):
                named.setdefault(name, []).append(number)
        order = self._corpus.places(set(named))
        for name in sorted(order, key=order.__getitem__):
            article = self._corpus.article(name)
            there = (number for number in named[name] if number < len(article.passages))
            taken = only.takes_article_of(article)
            yield [from_passage(article, number, query) for number in there] if taken else []

    def _topics_called(self, label: str | None) -> list[Topic]:
        return list(self._topics.all()) if label is None else [self._topics.called(label)]

    def _of_topics(
        self, label: str | None, only: ExcerptFilter, articles: frozenset[str] | None
    ) -> Iterator[list[Excerpt]]:
        from briefing.export.excerpts import from_topic

        for topic in self._topics_called(label):
            for name, passages in groupby(topic.passages, key=lambda passage: passage.article):
                here = replace(topic, passages=tuple(passages), stories=())
                article = self._corpus.article(name)
                taken = _of_these(name, articles) and only.takes_article_of(article)
                yield from_topic(here, {name: article}) if taken else []


class CountedExcerpts:
    """Excerpts one after the other, counted as they are taken; none is held."""

    def __init__(
        self,
        by_article: Iterable[Iterable[Excerpt]],
        citations: Iterable[Citation] = (),
        *,
        missing: int = 0,
    ) -> None:
        """Of `by_article` each is taken to its end before the next is asked for."""
        self.citations = citations
        """What is known of the articles' citations before the first excerpt is taken."""
        self.missing = missing
        """How many more there would be, were the articles there that they are of."""
        self.articles = self.excerpts = 0
        self._rest = self._from(by_article)

    def any(self) -> bool:
        """Whether there are more; looks no further than the next."""
        first = next(self._rest, None)
        if first is None:
            return False
        self._rest = chain([first], self._rest)
        return True

    def __iter__(self) -> Iterator[Excerpt]:
        """Each of them, once."""
        for one in self._rest:
            self.excerpts += 1
            yield one

    def _from(self, by_article: Iterable[Iterable[Excerpt]]) -> Iterator[Excerpt]:
        for some in by_article:
            self.articles += 1
            yield from some


def export_pieces(form: str, found: CountedExcerpts, title: str) -> Iterator[bytes]:
    """Yield excerpts under `title` in the format `form`, taking one after the other."""
    from briefing.export.excerpt_product import ExcerptProduct
    from briefing.export.export_formats import pieces

    return pieces(form, ExcerptProduct(found, title, found.citations))


def synopsis_pieces(form: str, synopses: Sequence[Synopsis], title: str) -> Iterator[bytes]:
    """Yield synopses under `title` in the format `form`."""
    from briefing.export.export_formats import pieces
    from briefing.export.synopsis_product import SynopsisProduct

    return pieces(form, SynopsisProduct(synopses, title))


def ledger_pieces(form: str, ledger: QuotedLedger, title: str) -> Iterator[bytes]:
    """Yield the lines of a ledger under `title` in the format `form`."""
    from briefing.export.export_formats import pieces
    from briefing.export.ledger_product import LedgerProduct

    return pieces(form, LedgerProduct(ledger.lines, ledger.sentences, ledger.citations, title))


def sheet_pieces(form: str, ledger: QuotedLedger, title: str, most_single: int) -> Iterator[bytes]:
    """Yield the sheet of a ledger under `title` in the format `form`: of what one source alone says at most
    `most_single` lines, where it is a document."""
    from briefing.export.export_formats import pieces
    from briefing.export.sheet_product import SheetProduct

    return pieces(form, SheetProduct(ledger.sheet, ledger.sentences, ledger.citations, title, most_single))


def timeline_pieces(
    form: str, rows: Sequence[TimelineRow], citations: Mapping[str, Citation], title: str
) -> Iterator[bytes]:
    """Yield rows of a timeline under `title` in the format `form`."""
    from briefing.export.export_formats import pieces
    from briefing.export.timeline_product import TimelineProduct

    return pieces(form, TimelineProduct(rows, citations, title))


def quotes_pieces(
    form: str, rows: Sequence[QuoteRow], citations: Mapping[str, Citation], title: str
) -> Iterator[bytes]:
    """Yield rows of quotes under `title` in the format `form`."""
    from briefing.export.export_formats import pieces
    from briefing.export.quotes_product import QuotesProduct

    return pieces(form, QuotesProduct(rows, citations, title))


def _takes_place(only: ExcerptFilter, articles: frozenset[str] | None, placed: PlacedMark) -> bool:
    name = placed.of_article
    here = None if placed.orphan else placed.passage
    return _of_these(name, articles) and only.takes_passage(name, here)


def _of_these(name: str, articles: frozenset[str] | None) -> bool:
    return articles is None or name in articles


def _title(what: ExportWhat, topic: str | None) -> str:
    titles: dict[ExportWhat, str] = {"marks": "Marks", "figures": "Figures", "topic": topic or "Topics"}
    return titles.get(what, f"Results: {topic}")
