"""What stands in the articles: figures, matches of a query, related passages and copies."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.session.requests.session_request import SessionRequest, SessionStream, every_step, now_and_then
from briefing.text.word_difference import is_reworded

if TYPE_CHECKING:
    from briefing.model.annotation import Annotation
    from briefing.model.article import Ref, Span
    from briefing.model.figure import Figure
    from briefing.model.kept_searches import SavedSearch, SearchNews
    from briefing.model.lens import Lens
    from briefing.model.list_answer import ListAnswer, ListSort
    from briefing.model.related_passage import FoundCopies, OnlyHere, RelatedPassage, Tier
    from briefing.model.search_answer import FoundSpans, Order, SearchAnswer, SearchHint
    from briefing.session.worker_session import SessionHost

RELATED = 12
"""Related passages the lens is given: it shows the first, and looks for other values in all."""
SAME = 8
"""Other places of a figure the lens is given; a line holds no more."""
COPIES_COMPARED = 8
"""Copies of which the lens says whether they have the very same words."""
MOST_FOUND = 10_000
"""Passages of the articles being read in which matches are shown."""


@dataclass(frozen=True, slots=True)
class FindFigures(SessionStream["tuple[str, tuple[Figure, ...]]", None]):
    """Figures of the named articles; a part an article: its id and its figures."""

    articles: tuple[str, ...]

    def run(self, host: SessionHost) -> Generator[tuple[str, tuple[Figure, ...]]]:
        """Those that are known come first."""
        from briefing.session.annotation_pool import annotations_of

        session = host.session
        known = {name: session.known_annotations(name, "figures") for name in self.articles}
        yield from ((name, session.figures(name)) for name, found in known.items() if found is not None)
        unknown = [session.article(name) for name, found in known.items() if found is None]
        for name, found in annotations_of(unknown, "figures"):
            session.keep_annotations(name, "figures", found)
            yield name, session.figures(name)


@dataclass(frozen=True, slots=True)
class FindAllFigures(FindFigures):
    """The same for everything that was opened, which may take long."""

    cancellable = True


@dataclass(frozen=True, slots=True)
class Search(SessionRequest["SearchAnswer"]):
    """The hits of a query in all articles, while it is typed."""

    query: str
    limit: int
    offset: int = 0
    """The number of the first hit."""
    order: Order = "best"

    def run(self, host: SessionHost) -> SearchAnswer:
        """Each hit with a passage before and behind it."""
        return host.session.search.passages(
            self.query, limit=self.limit, offset=self.offset, order=self.order, context=1
        )


@dataclass(frozen=True, slots=True)
class FindHints(SessionRequest["tuple[SearchHint, ...]"]):
    """What is told of the answer to a query beside its hits."""

    query: str

    priority = Priority.PATIENT

    def run(self, host: SessionHost) -> tuple[SearchHint, ...]:
        """The most telling first."""
        return host.session.search.hints(self.query)


@dataclass(frozen=True, slots=True)
class FindNews(SessionRequest["SearchNews"]):
    """What a saved search finds now, and how much of that is new since it was looked at."""

    search: SavedSearch

    priority = Priority.PATIENT

    def run(self, host: SessionHost) -> SearchNews:
        """Told of all hits or of none: of more than can be looked at, only their number is."""
        return host.session.search.news(self.search)


@dataclass(frozen=True, slots=True)
class FindMatches(SessionRequest["dict[str, FoundSpans]"]):
    """Every match of a query in each of some articles; one that is gone is left out."""

    query: str
    articles: tuple[str, ...]

    def run(self, host: SessionHost) -> dict[str, FoundSpans]:
        """By article, in text order."""
        from briefing.model.search_answer import FoundSpans

        versions = _versions(host, self.articles)
        found: dict[str, set[Span]] = {name: set() for name in self.articles}
        for hit in host.session.search.passages(self.query, limit=MOST_FOUND, within=self.articles).hits:
            found[hit.article].update(hit.spans)
        # Of an article that was written while it was searched nothing is told: its spans fit no one text.
        after = _versions(host, self.articles)
        return {
            name: FoundSpans(versions[name], tuple(sorted(spans, key=lambda span: span.start)))
            for name, spans in found.items()
            if name in versions and versions[name] == after.get(name)
        }


@dataclass(frozen=True, slots=True)
class NarrowList(SessionRequest["ListAnswer"]):
    """The articles of the list that a filter leaves, while it is typed, or all, sorted."""

    query: str
    sort: ListSort | None = None
    """None for the order of the list."""

    def run(self, host: SessionHost) -> ListAnswer:
        """What narrowing needs is kept until `ForgetListing`."""
        # Articles may have come or gone in another process.
        host.session.refresh()
        return host.session.search.narrowed(self.query, self.sort)


@dataclass(frozen=True, slots=True)
class CountRead(SessionRequest[int]):
    """How many of the articles were read."""

    def run(self, host: SessionHost) -> int:
        """By their texts, each as often as it stands there."""
        library = host.session.corpus.library
        return sum(len(library.numbers_of(text)) for text in host.session.user_data.read_texts())


@dataclass(frozen=True, slots=True)
class ForgetListing(SessionRequest[None]):
    """The list is not narrowed any more: let go of what that needs."""

    def run(self, host: SessionHost) -> None:
        """Harmless where nothing is held."""
        host.session.search.forget_listing()


@dataclass(frozen=True, slots=True)
class ReadLens(SessionRequest["Lens"]):
    """Related passages of `ref`, its counterparts in `columns`, what it quotes, and what is known of its
    figure or name."""

    ref: Ref
    span: Span | None
    """Where the figure or name under the cursor stands; None where there is none."""
    columns: tuple[str, ...]
    """Articles side by side."""

    def run(self, host: SessionHost) -> Lens:
        """While the indexes are being built, related passages are pending instead of being worked
        out at once: on a large folder that would keep every other question waiting.
        """
        from briefing.model.lens import Lens

        session, ref = host.session, self.ref
        counterparts: dict[str, RelatedPassage | None] = {}
        related: tuple[RelatedPassage, ...] = ()
        pending = host.warming
        if not pending:
            related = session.related.passages(ref, top=RELATED, fold=True)
            for name in self.columns:
                if name != ref.article:
                    counterparts[name] = session.related.counterpart(ref, name)
        figure = session.figure_at(ref.article, self.span) if self.span is not None else None
        same = session.same_figures(figure)[:SAME] if figure is not None else ()
        others = session.rival_figures(figure, related)[:SAME] if figure is not None else ()
        mention = (
            session.name_at(ref.article, self.span) if self.span is not None and figure is None else None
        )
        elsewhere = session.named_elsewhere(mention)[:SAME] if mention is not None else ()
        requoted = () if pending else session.speakers.quoted_elsewhere(ref)[:SAME]
        places = (*related, *counterparts.values(), *same, *others, *elsewhere, *requoted)
        named = [found.article for found in places if found]
        found = Lens(
            ref,
            related,
            counterparts,
            normal=session.normal_form(figure) if figure is not None else "",
            same=same,
            rivals=others,
            name=mention,
            named=elsewhere,
            quotes=session.quotes_in(ref),
            quoted_elsewhere=requoted,
            pending=pending,
            least=session.related.least_score,
            versions=_versions(host, dict.fromkeys((ref.article, *named))),
        )
        text, *copies = (
            session.article(one.article).passage_text(one.passage)
            for one in (ref, *found.same_text[:COPIES_COMPARED])
        )
        return replace(found, same_words=not any(is_reworded(text, copy) for copy in copies))


@dataclass(frozen=True, slots=True)
class ReadAnnotations(SessionRequest["dict[str, tuple[str, tuple[Annotation, ...]]]"]):
    """What an analysis found in some articles, with the fingerprint of the text it stands in.

    An article that is gone is left out.
    """

    articles: tuple[str, ...]
    analysis: str
    """The name of the analysis."""

    def run(self, host: SessionHost) -> dict[str, tuple[str, tuple[Annotation, ...]]]:
        """By article."""
        found: dict[str, tuple[str, tuple[Annotation, ...]]] = {}
        for name in self.articles:
            article = host.session.by_name.get(name)
            if article is not None:
                found[name] = article.fingerprint, host.session.annotations(name, self.analysis)
        return found


@dataclass(frozen=True, slots=True)
class FindCopies(SessionRequest["tuple[tuple[Ref, ...], ...]"]):
    """The groups of passages in nearly the same words."""

    def run(self, host: SessionHost) -> tuple[tuple[Ref, ...], ...]:
        """Each group in article and reading order."""
        return tuple(group.passages for group in host.session.related.copies())


@dataclass(frozen=True, slots=True)
class FindCopiesIn(SessionStream[Never, "FoundCopies"]):
    """Those of them that hold a passage of one of these articles."""

    articles: tuple[str, ...]

    priority = Priority.PATIENT

    def run(self, host: SessionHost) -> Generator[Progress | None, None, FoundCopies]:
        """Groups that were told of a text that has changed meanwhile come without its version."""
        from briefing.model.related_passage import FoundCopies

        before = _versions(host, self.articles)
        found = yield from now_and_then(host.session.related.copies_in_steps(self.articles))
        groups = tuple(group.passages for group in found)
        after = _versions(host, self.articles)
        return FoundCopies(groups, {name: one for name, one in before.items() if after.get(name) == one})


@dataclass(frozen=True, slots=True)
class FindOnlyHere(SessionStream[Never, "OnlyHere"]):
    """Compare all passages; the statements that stand in one article only."""

    priority = Priority.PATIENT
    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, OnlyHere]:
        """In article and reading order."""
        return (yield from every_step(host.session.related.only_here_steps()))


@dataclass(frozen=True, slots=True)
class FindOnlyHereIn(SessionStream[Never, "OnlyHere"]):
    """The statements of some articles that no other article has."""

    articles: tuple[str, ...]

    priority = Priority.PATIENT

    def run(self, host: SessionHost) -> Generator[Progress | None, None, OnlyHere]:
        """In the order of the articles, then in reading order."""
        found: dict[Ref, Tier] = {}
        for name in self.articles:
            found |= yield from now_and_then(host.session.related.only_here_in(name))
        return found


@dataclass(frozen=True, slots=True)
class FindNextOnlyHere(SessionStream[Never, "tuple[Ref, Tier] | None"]):
    """Look for the next statement behind `ref` that no other article has; None when there is none."""

    ref: Ref
    direction: int
    """1, or -1 for the one before."""

    priority = Priority.PATIENT
    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress | None, None, tuple[Ref, Tier] | None]:
        """Progress counts articles."""
        return (yield from now_and_then(host.session.related.next_only_here(self.ref, self.direction)))


def _versions(host: SessionHost, names: Iterable[str]) -> dict[str, str]:
    """The fingerprint of each of these articles that is there."""
    there = host.session.by_name
    return {name: article.fingerprint for name in names if (article := there.get(name)) is not None}
