"""Which passages of a library are boilerplate because they stand in many of its articles.

Decided when everything has been read, and again whenever articles came, changed or went, or a person
decided otherwise. Only articles that hold a text of which the decision is another are worked out anew. So
that these are few in a first build too, what is known so far is heeded by those that read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.analyses.corpus_analyses import found_analysis
from briefing.errors import LibraryError
from briefing.library.analysis_store import read_analysis, write_analysis
from briefing.library.locations import REPEATED
from briefing.library.packing import PackedArticle, pack_article
from briefing.model.repeated_text import RepeatedText
from briefing.reading.corpus_boilerplate import NO_BOILERPLATE, CorpusBoilerplate, with_boilerplate
from briefing.reading.passage_keys import ArticleKeys, keys_of
from briefing.reading.repeated_analysis import FEWEST, RepeatedTexts, counted
from briefing.text.compressed import NOT_AT_ALL

if TYPE_CHECKING:
    from briefing.library.reader import Library
    from briefing.library.writer import LibraryWriter
    from briefing.model.article import Article
    from briefing.model.corpus_analysis import FoundAnalysis
    from briefing.userdata.overrides import OverrideTable

_STATE = "boilerplate"
"""The fact that records which texts were boilerplate at which commit."""
_FIRST_COUNT = 64
"""Articles after which is counted for the first time while more are being read; then at each doubling."""


class LibraryBoilerplate:
    """The repeated passages of a library and what was decided about them, for the process that writes it."""

    def __init__(
        self,
        writer: LibraryWriter,
        paths: Sequence[str],
        found: RepeatedTexts | None = None,
        *,
        on_disk: bool,
    ) -> None:
        """`found` is what was repeated at the last commit of a library in memory, where that is known."""
        self._writer = writer
        self._paths = paths
        self._on_disk = on_disk
        self.found = found
        """What is repeated, where it was counted or is known."""
        self._articles: dict[int, ArticleKeys] | None = None
        """The keys of all articles; None until they are needed."""
        self._next_count = _FIRST_COUNT
        self.known = NO_BOILERPLATE
        """What is boilerplate as far as the articles are known."""
        commit, texts = json.loads(writer.state(_STATE, "[-1, []]"))
        self._commit: int = commit
        """When was decided last."""
        self._before = tuple(RepeatedText(key, text, 0, found) for key, text, found, _ in texts)
        """What was repeated then, as it was found."""
        self._boilerplate = frozenset((key, text) for key, text, _, boilerplate in texts if boilerplate)
        """What of that was boilerplate, as it was decided."""
        self.decided_anew = False
        """Whether `record` has to follow."""

    def take_up(self, details: OverrideTable) -> None:
        """Heed what was decided the last time while new articles are read."""
        if self._boilerplate:
            self._keys()
            self._know(details)

    def add(self, number: int, keys: ArticleKeys, details: OverrideTable) -> None:
        """Take in an article that was written, with the keys of its passages."""
        articles = self._keys()
        articles[number] = keys
        if len(articles) >= self._next_count:
            while len(articles) >= self._next_count:
                self._next_count *= 2
            self._count(details)

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget articles."""
        if self._articles is not None:
            for number in numbers:
                self._articles.pop(number, None)

    def decide(self, details: OverrideTable) -> Iterator[tuple[int, Article]]:
        """Decide on all articles; yield each that is another than it stands in the library, by its number.

        Nothing is looked at where nothing has changed since the last time.
        """
        same = CorpusBoilerplate.of(details.applied_to_texts(self._before)).texts == self._boilerplate
        if self._commit == self._writer.generation() and same:
            return
        library = self._writer.reader(self._paths)
        numbers = library.numbers()
        if len(numbers) >= FEWEST:
            articles, there = self._keys(), set(numbers)
            for number in articles.keys() - there:
                del articles[number]
            for number in numbers:
                if number not in articles:
                    articles[number] = keys_of(library.article(number))
            self._count(details)
        else:
            self.found, self.known = None, NO_BOILERPLATE
        self.decided_anew = self._on_disk or self.known.texts != self._boilerplate or bool(self._before)
        for number in self._affected(library):
            article = library.article(number)
            decided = with_boilerplate(article, self.known)
            if decided != article:
                yield number, decided

    def record(self, generation: int) -> None:
        """Record, inside the commit `generation`, that everything was decided in it."""
        self._commit, self.decided_anew = generation, False
        found = self.found.texts if self.found is not None else ()
        texts = [[one.key, one.text, one.boilerplate, one.key in self.known.keys] for one in found]
        self._writer.set_state(_STATE, json.dumps([generation, texts]))

    def keep(self) -> None:
        """Keep what was counted for the next time, where the disk takes it."""
        if self._on_disk and self.found is not None and self._commit == self._writer.generation():
            library = self._writer.reader(self._paths)
            # It is a finding: without it, it is counted anew.
            with suppress(LibraryError):
                write_analysis(library.folder, found_analysis(REPEATED), library.last_commit(), self.found)

    def _keys(self) -> dict[int, ArticleKeys]:
        """The keys of the articles that are known."""
        if self._articles is None:
            if self.found is None and self._on_disk:
                self.found = self._kept()
            self._articles = dict(self.found.articles) if self.found is not None else {}
        return self._articles

    def _kept(self) -> RepeatedTexts | None:
        """What is kept of an earlier commit, without the articles that were written or went since."""
        library = self._writer.reader(self._paths)
        analysis: FoundAnalysis[RepeatedTexts] = found_analysis(REPEATED)
        kept = read_analysis(library.folder, analysis, self._writer.identity())
        if kept is None or kept[0] > library.generation():
            return None
        same = set(library.numbers()).difference(library.written_since(kept[0]))
        articles = {number: one for number, one in kept[1].articles.items() if number in same}
        return replace(kept[1], articles=articles)

    def _count(self, details: OverrideTable) -> None:
        looked_at = self.found.looked_at if self.found is not None else {}
        library = self._writer.reader(self._paths)
        self.found = counted(dict(self._keys()), library.article, looked_at)
        self._know(details)

    def _know(self, details: OverrideTable) -> None:
        texts = self.found.texts if self.found is not None else ()
        self.known = CorpusBoilerplate.of(details.applied_to_texts(texts))

    def _affected(self, library: Library) -> Sequence[int]:
        """The articles that may be others than they stand in the library."""
        if not self.known:
            return library.decided()
        since = set(library.written_since(self._commit))
        affected = since.intersection(library.decided())
        others = self.known.texts ^ self._boilerplate
        changed = CorpusBoilerplate.of(RepeatedText(key, text, 0, boilerplate=True) for key, text in others)
        for number, keys in self._keys().items():
            heeded = self.known if number in since else changed
            if heeded and heeded.touches(keys, keys.ends):
                affected.add(number)
        return sorted(affected)


def decide_in_memory(
    writer: LibraryWriter, paths: Sequence[str], details: OverrideTable, found: RepeatedTexts | None
) -> RepeatedTexts | None:
    """Decide on the articles of a library in memory, when all have been put; return what is repeated.

    `found` is what was repeated at the last commit, where that is known. Nothing else is brought up to date.
    """
    boilerplate = LibraryBoilerplate(writer, paths, found, on_disk=False)
    others = list(boilerplate.decide(details))
    if others or boilerplate.decided_anew:
        with writer.batch() as generation:
            for number, article in others:
                writer.redo(generation, number, pack_in_memory(article), (None, None))
            boilerplate.record(generation)
    return boilerplate.found


def pack_in_memory(article: Article) -> PackedArticle:
    """Return an article as a library in memory holds it: nothing is analysed before it is asked for."""
    return pack_article(article, {}, article.id, level=NOT_AT_ALL)
