"""What a session says by comparing articles: related passages, copies, what stands alone, synopses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Generator, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.model.article import Article, Ref
from briefing.session.topical import Topical

if TYPE_CHECKING:
    from briefing.model.figure import Figure
    from briefing.model.related_passage import RelatedPassage
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex


class Comparing(Topical):
    """The passages of whatever articles there are, compared with each other."""

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        super().__init__(store=store, use_store=use_store)

    @property
    @abstractmethod
    def by_name(self) -> Mapping[str, Article]:
        """Every article by its id."""

    @abstractmethod
    def figures(self, name: str) -> tuple[Figure, ...]:
        """The figures of an article, in text order."""

    @abstractmethod
    def all_figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of every article, by article."""

    def related(
        self, ref: Ref, *, top: int = 10, articles: Collection[str] | None = None, fold: bool = False
    ) -> tuple[RelatedPassage, ...]:
        """The passages of other articles nearest in meaning to `ref`, best first.

        `articles` restricts the answer to those articles. With `fold`, passages in nearly the same
        words are one answer, which names the others as its copies.
        """
        return self.related_index().related(ref, top=top, articles=articles, fold=fold)

    @property
    def least_related(self) -> float:
        """The score from which on a passage counts as a counterpart."""
        from briefing.related.calibration import NO_COUNTERPART

        return NO_COUNTERPART

    def counterpart(self, ref: Ref, article: str) -> RelatedPassage | None:
        """The passage of `article` that speaks of the same thing as `ref`, or None when there is none."""
        found = self.related(ref, top=1, articles=[article])
        return found[0] if found and found[0].score >= self.least_related else None

    def copies(self) -> tuple[CopyGroup, ...]:
        """Passages of different articles in nearly the same words: one report, not so many witnesses."""
        return self.corpus.copies()

    def copies_in(self, names: Collection[str]) -> tuple[CopyGroup, ...]:
        """Those of them that hold a passage of one of these articles."""
        return self.corpus.copies(names)

    def only_here(self) -> tuple[Ref, ...]:
        """The statements that have no counterpart in any other article, in article and reading order."""
        if len(self.by_name) < 2:
            return ()
        known = self.findings()
        if known is not None:
            return known.only_here
        return self.related_index().only_here()

    def only_here_steps(self) -> Generator[tuple[int, int], None, tuple[Ref, ...]]:
        """Find the same in steps, yielding how many passages of how many have been compared."""
        if len(self.by_name) < 2:
            return ()
        return (yield from self.related_index().only_here_steps())

    def only_here_in(self, name: str) -> Generator[tuple[int, int], None, tuple[Ref, ...]]:
        """Find the statements of one article that no other has, in steps of a passage: done, of how many."""
        passages = self.article(name).passages
        found: list[Ref] = []
        if len(self.by_name) < 2:
            return ()
        for number in range(len(passages)):
            ref = Ref(name, number)
            if self.related_index().stands_alone(ref):
                found.append(ref)
            yield number + 1, len(passages)
        return tuple(found)

    def next_only_here(self, ref: Ref, direction: int) -> Generator[tuple[int, int], None, Ref | None]:
        """Look for the next statement behind `ref` (before it, with -1) that no other article has.

        Goes through all articles in list order, round at the end, and yields after each passage how
        many articles of how many have been looked through. None when every statement has a
        counterpart. For sets so large that comparing all of them at once would take hours.
        """
        articles = self.articles
        total = len(articles)
        begin = self.places([ref.article]).get(ref.article, 0)
        for step in range(total + 1 if total > 1 else 0):
            try:
                article = articles[(begin + direction * step) % total]
            except (LibraryError, IndexError):
                continue  # it has gone while others were looked through
            numbers = list(range(len(article.passages))[::direction])
            if step in (0, total):
                ahead = step == 0
                numbers = [n for n in numbers if (direction * (n - ref.passage) > 0) == ahead]
            for number in numbers:
                found = Ref(article.id, number)
                if self.related_index().stands_alone(found):
                    return found
                yield step, total
        return None

    @abstractmethod
    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in the list of all."""

    def related_index(self) -> RelatedIndex:
        """The index behind `related`, for copies and statements that stand alone."""
        return self.corpus.related_index()

    def synopsis(self, topic: Topic) -> Generator[tuple[int, int], None, Synopsis]:
        """What each article says of `topic`, corresponding passages side by side.

        A long job: it yields `(passages done, all passages)` on its way and returns the table
        (`yield from`, or `finish`). The topic's articles must be open.
        """
        from briefing.figures.normal_form import normal_form, same_figure
        from briefing.synopsis.build_synopsis import ArticleDetails, build_synopsis

        def related(ref: Ref, top: int, articles: Collection[str]) -> tuple[RelatedPassage, ...]:
            return self.related(ref, top=top, articles=articles)

        sources = ArticleDetails(self.article, self.figures, related, normal_form, same_figure)
        return build_synopsis(topic, sources)
