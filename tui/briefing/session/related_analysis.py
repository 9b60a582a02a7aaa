"""Articles compared with each other: related passages, copies, what stands alone, synopses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.jobs.stepping import finish
from briefing.model.article import Ref

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.corpus_analysis import Steps
    from briefing.model.related_passage import OnlyHere, RelatedPassage, Tier
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.session.ledger_analysis import LedgerAnalysis
    from briefing.session.source_analysis import SourceAnalysis


class RelatedAnalysis:
    """The passages of whatever articles there are, compared with each other."""

    def __init__(self, corpus: Corpus, sources: SourceAnalysis, ledgers: LedgerAnalysis) -> None:
        """`sources` says which articles are one voice, `ledgers` which figures contradict each other."""
        self._corpus = corpus
        self._sources = sources
        self._ledgers = ledgers

    def passages(
        self, ref: Ref, *, top: int = 10, articles: Collection[str] | None = None, fold: bool = False
    ) -> tuple[RelatedPassage, ...]:
        """The passages of other articles nearest in meaning to `ref`, best first.

        `articles` restricts the answer to those articles. With `fold`, passages in nearly the same
        words are one answer, which names the others as its copies.
        """
        return self.index().related(ref, top=top, articles=articles, fold=fold)

    @property
    def least_score(self) -> float:
        """The score from which on a passage counts as a counterpart."""
        from briefing.related.calibration import NO_COUNTERPART

        return NO_COUNTERPART

    def counterpart(self, ref: Ref, article: str) -> RelatedPassage | None:
        """The passage of `article` that speaks of the same thing as `ref`, or None when there is none."""
        found = self.passages(ref, top=1, articles=[article])
        return found[0] if found and found[0].score >= self.least_score else None

    def copies(self) -> tuple[CopyGroup, ...]:
        """Passages of different articles in nearly the same words: one report, not so many witnesses."""
        return self._corpus.copies()

    def known_copies(self) -> tuple[CopyGroup, ...] | None:
        """The same where nothing has to be worked out for that, else None."""
        from briefing.corpus.kept_analyses import known_copies

        return known_copies(self._corpus)

    def copies_in(self, names: Collection[str]) -> tuple[CopyGroup, ...]:
        """Those of them that hold a passage of one of these articles."""
        return self._corpus.copies(names)

    def copies_in_steps(self, names: Collection[str]) -> Steps[tuple[CopyGroup, ...]]:
        """Find the same in steps."""
        from briefing.corpus.kept_analyses import copies_in

        return copies_in(self._corpus, names)

    def only_here(self) -> OnlyHere:
        """The statements that have no counterpart in any other article, in article and reading order."""
        return finish(self.only_here_steps())

    def only_here_steps(self) -> Steps[OnlyHere]:
        """Find the same in steps, yielding how many passages of how many have been compared."""
        from briefing.corpus.kept_analyses import only_here

        return only_here(self._corpus)

    def known_only_here(self) -> OnlyHere | None:
        """The same where nothing has to be worked out for that, else None."""
        from briefing.corpus.kept_analyses import known_only_here

        return known_only_here(self._corpus)

    def only_here_in(self, name: str) -> Steps[OnlyHere]:
        """Find the statements of one article that no other has, in steps of a passage: done, of how many."""
        from briefing.corpus.kept_analyses import only_here_in

        self._corpus.article(name)
        return only_here_in(self._corpus, [name])

    def only_here_by_parts(self) -> Iterator[tuple[int, OnlyHere]]:
        """The same as they are found, with how many articles are done: all at once where all are at hand."""
        from briefing.corpus.kept_analyses import only_here_in

        for done, part in enumerate(self._corpus.compared_in_parts(), 1):
            if part is None:
                yield len(self._corpus), self.only_here()
            else:
                yield done, finish(only_here_in(self._corpus, part))

    def next_only_here(self, ref: Ref, direction: int) -> Steps[tuple[Ref, Tier] | None]:
        """Look for the next statement behind `ref` (before it, with -1) that no other article has.

        Goes through all articles in list order, round at the end, and yields after each passage how
        many articles of how many have been looked through. None when every statement has a
        counterpart. For sets so large that comparing all of them at once would take hours.
        """
        articles = self._corpus.in_order()
        total = len(articles)
        begin = self._corpus.places([ref.article]).get(ref.article, 0)
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
                tier = self.index().stands_alone(found)
                if tier is not None:
                    return found, tier
                yield step, total
        return None

    def index(self) -> RelatedIndex:
        """The index behind `related`, for copies and statements that stand alone."""
        return self._corpus.related_index()

    def synopsis(self, topic: Topic) -> Steps[Synopsis]:
        """What each article says of `topic`, corresponding passages side by side.

        A long job: it yields `(passages done, all passages)` on its way and returns the table
        (`yield from`, or `finish`). The topic's articles must be open.
        """
        from briefing.figures.normal_form import normal_form, same_figure
        from briefing.synopsis.build_synopsis import ArticleDetails, build_synopsis

        def related(ref: Ref, top: int, articles: Collection[str]) -> tuple[RelatedPassage, ...]:
            return self.passages(ref, top=top, articles=articles)

        sources = ArticleDetails(
            self._corpus.article,
            self._corpus.figures,
            related,
            normal_form,
            same_figure,
            self._ledgers.rivals_in_steps,
            self._sources.copy_of,
        )
        return build_synopsis(topic, sources)
