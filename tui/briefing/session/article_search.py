"""Queries over a corpus: the passages that answer one, and the articles of the list that one leaves."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.annotation import Annotation
    from briefing.model.article import Ref
    from briefing.model.kept_searches import SavedSearch, SearchNews
    from briefing.model.list_answer import ListAnswer, ListSort
    from briefing.model.search_answer import Order, SearchAnswer, SearchHint
    from briefing.search.listing import Listing
    from briefing.search.search_index import SearchIndex
    from briefing.session.speaker_analysis import SpeakerAnalysis
    from briefing.session.topic_analysis import TopicAnalysis
    from briefing.session.user_data import UserData

MOST_LOOKED_AT = 1_000
"""Hits of a saved search up to which it is told which are new."""


class ArticleSearch:
    """Answers queries of the articles, and of what topics and marks list."""

    def __init__(
        self, corpus: Corpus, topics: TopicAnalysis, user_data: UserData, speakers: SpeakerAnalysis
    ) -> None:
        """`topics` and the marks of `user_data` answer the fields `topic:`, `mark:` and `tag:`; `speakers`
        tells what was set by hand for `speaker:`."""
        self._corpus = corpus
        self._speakers = speakers
        self._topics = topics
        self._user_data = user_data
        self._listing: Listing | None = None
        self._sorted: tuple[ListSort, array[int]] | None = None
        """Of all articles, those asked for last."""

    def passages(
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
        from briefing.figures.typed_amounts import read_amount
        from briefing.search.query import analyses_asked

        def ask(index: SearchIndex) -> SearchAnswer:
            number = self._corpus.search_number
            numbers = None if within is None else {n for name in within if (n := number(name)) is not None}
            return index.search(
                query,
                limit=limit,
                offset=offset,
                typing=typing,
                order=order,
                sets=self._listed,
                read_amount=read_amount,
                annotations=self._annotations,
                context=context,
                within=numbers,
            )

        return self._corpus.searched(analyses_asked(query), ask)

    def hints(self, query: str, *, typing: bool = True) -> tuple[SearchHint, ...]:
        """What is told of the answer to `query` beside its hits: why there are none, what to ask instead.

        `typing` as in `passages`. Never raises for any query.
        """
        from briefing.figures.typed_amounts import read_amount
        from briefing.search.query import analyses_asked

        def ask(index: SearchIndex) -> tuple[SearchHint, ...]:
            return index.hints(query, typing=typing, sets=self._listed, read_amount=read_amount)

        return self._corpus.searched(analyses_asked(query), ask)

    def news(self, search: SavedSearch) -> SearchNews:
        """What a saved search finds now, and what of it is in articles whose text had no hit when it was
        looked at last. Of more than MOST_LOOKED_AT hits only their number is told."""
        from briefing.model.kept_searches import SearchNews

        # How many there are costs next to nothing; hits that nobody will look at cost seconds.
        total = self.passages(search.query, limit=1, order="date").total
        if total > MOST_LOOKED_AT:
            return SearchNews(search.query, total, None, None)
        found = self.passages(search.query, limit=MOST_LOOKED_AT, order="date")
        articles = tuple(sorted({hit.fingerprint for hit in found.hits}))
        if search.seen is None:
            return SearchNews(search.query, found.total, None, articles)
        seen = set(search.seen)
        new = [hit for hit in found.hits if hit.fingerprint not in seen]
        return SearchNews(
            search.query, found.total, len(new), articles, frozenset(hit.article for hit in new)
        )

    def narrowed(self, query: str, sort: ListSort | None = None) -> ListAnswer:
        """The articles of the list that `query` leaves: words of title or source, and fields; sorted where
        that is asked, else in the order of the list.

        Never raises for any query. What it needs of all articles is held until `forget_listing`, so that
        whoever asks sees first whether articles came or went in another process (`Session.refresh`).
        """
        from briefing.search.listing import FilteredList, Listing

        if sort is not None and not query.strip():
            # Nothing is looked up: the words of all titles need not be made ready for it.
            return self._corpus.list_answer(query, FilteredList(self._in_order(sort), ()))
        if self._listing is None:
            self._listing = Listing(self._corpus.listed())
        found = self._listing.narrow(query, self._listed_articles)
        if sort is not None:
            left = frozenset(found.numbers)
            in_order = (number for number in self._in_order(sort) if number in left)
            found = FilteredList(array("q", in_order), found.faults)
        return self._corpus.list_answer(query, found)

    def _in_order(self, sort: ListSort) -> array[int]:
        """The numbers of all articles, sorted."""
        from briefing.search.list_sort import sorted_numbers

        if self._sorted is None or self._sorted[0] != sort:
            self._sorted = sort, sorted_numbers(self._corpus.listed(), sort)
        return self._sorted[1]

    def _listed_articles(self, kind: str, value: str) -> Collection[int] | None:
        """What `_listed` does, for `narrowed`: the articles alone, numbered as they are listed."""
        from briefing.session.listed_passages import articles_of_topic

        if kind == "topic":
            return articles_of_topic(self._topics.tree(), value, self._corpus.listed_numbers)
        refs = self._marked(kind, value)
        return None if refs is None else self._corpus.listed_numbers({ref.article for ref in refs})

    def forget_listing(self) -> None:
        """Let go of what `narrowed` holds."""
        self._listing = self._sorted = None

    def _annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        if analysis == "quotes":
            return self._speakers.quotes(name)
        return self._corpus.annotations_in(name, analysis)

    def _listed(self, kind: str, value: str) -> Collection[tuple[int, int]] | None:
        """What a topic, the marks or their tags list under `value`, for `search`, or where somebody was set
        to speak, or to speak no more."""
        from briefing.search.query_compiler import NOT_SAID_BY, SAID_BY
        from briefing.session.listed_passages import numbered, of_topic

        if kind in (SAID_BY, NOT_SAID_BY):
            added, gone = self._speakers.set_to_speak(value.removesuffix("*"), goes_on=value.endswith("*"))
            return numbered(added if kind == SAID_BY else gone, self._corpus.search_number)
        if kind == "topic":
            return of_topic(self._topics.tree(), value, self._corpus.search_number)
        refs = self._marked(kind, value)
        return None if refs is None else numbered(refs, self._corpus.search_number)

    def _marked(self, kind: str, value: str) -> list[Ref] | None:
        from briefing.session.listed_passages import marked

        return marked(self._user_data.placed_marks(self._corpus), kind, value)
