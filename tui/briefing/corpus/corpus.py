"""A set of articles: one library, on disk or in memory, and what can be asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar, cast, overload

from briefing.analyses.articles import annotator, extracted
from briefing.corpus.open_indexes import IndexesInMemory, IndexesOnDisk, OpenIndexes
from briefing.errors import LibraryError, NoArticleError
from briefing.library.reader import Library, StoredArticle
from briefing.library.recorded_conditions import conditions_now
from briefing.library.writer import LibraryWriter, open_in_memory
from briefing.model.article import Article
from briefing.model.list_answer import ListAnswer, Listed
from briefing.model.opening_events import FilesChanged
from briefing.text.compressed import NOT_AT_ALL
from briefing.userdata.overrides import NO_OVERRIDES, OverrideTable
from briefing.userdata.real_paths import RealPaths, names_below

if TYPE_CHECKING:
    from briefing.corpus.stored_topics import StoredTopics
    from briefing.library.file_changes import SeenFile
    from briefing.model.annotation import Annotation
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.mark import Anchored
    from briefing.reading.repeated_analysis import RepeatedTexts
    from briefing.reading.sources import InputFile
    from briefing.related.copies import CopyGroup
    from briefing.related.related_index import RelatedIndex
    from briefing.search.listing import FilteredList
    from briefing.search.search_index import SearchIndex

Answer = TypeVar("Answer")

_NAMED = 50
"""Of more articles than these that changed at once in a library on disk, none is named."""
_PAGE = 500
"""Heads fetched at once."""


class Corpus(Mapping[str, Article]):
    """Articles by id, in list order, with source and date as a person set them by hand.

    They lie in a library: on disk, where each is read when it is asked for, or in memory, where what was
    asked for stays at hand and articles may be put one by one. An article, its annotations and its place
    in the indexes are of one generation: what is asked after a change is answered of what is there then.
    Not safe to use from several threads at once.
    """

    def __init__(
        self,
        library: Library,
        overrides: OverrideTable = NO_OVERRIDES,
        writer: LibraryWriter | None = None,
        kept_in: Path | None = None,
    ) -> None:
        """`library` is closed with the corpus. One in memory is changed by its `writer`, and may be a copy
        of the one on disk in `kept_in`.
        """
        self.library = library
        self._overrides = overrides
        self._writer = writer
        self._files: dict[str, int] = {}
        """The keys of the files of which articles were put."""
        self._only_put = kept_in is None
        """Whether no article came in another way than by being put."""
        self._commit = library.generation()
        """The last commit of a library in memory."""
        self._puts = 0
        """How often an article was put or removed: the library's own commits count these not."""
        self._kept_in = kept_in
        self._kept_generation = self.generation if kept_in is not None else -1
        self._topics: StoredTopics | None = None
        self.repeated: RepeatedTexts | None = None
        """What is repeated in the articles, where that was counted or asked for since the last change; the
        keys of the articles in a library on disk stay there."""
        self._named_last: tuple[tuple[int, frozenset[str]], Sequence[int]] | None = None
        """The names of files that were looked for last, and the articles that have them."""
        self._in_order = _ArticleSequence(self)
        self.indexes: OpenIndexes = IndexesOnDisk(self) if writer is None else IndexesInMemory(self)
        """The indexes over the articles, which know them by numbers of their own."""

    @classmethod
    def in_memory(
        cls,
        paths: Sequence[str] = (),
        overrides: OverrideTable = NO_OVERRIDES,
        folder: Path | None = None,
    ) -> Corpus:
        """An empty corpus of `paths`, or a copy of their library in `folder`, which ends with the process.

        LibraryError when that library cannot be read or is of other paths.
        """
        writer = open_in_memory(paths, folder)
        corpus = cls(writer.reader(paths, hold_all=True), overrides, writer, folder)
        corpus._heed_overrides()
        return corpus

    @classmethod
    def on_disk(cls, folder: Path, paths: Sequence[str], overrides: OverrideTable) -> Corpus:
        """The library of `paths` in `folder`; LibraryError when there is none that can be read."""
        return cls(Library.open(folder, paths), overrides)

    def copied(self) -> Corpus:
        """The same articles in memory."""
        return Corpus.in_memory(self.library.paths, self._overrides, self.library.folder)

    # -- what it is --------------------------------------------------------------------------

    def compared_in_parts(self) -> Iterator[Collection[str] | None]:
        """What is compared with all others at once, where everything is to be: None for all, where they are
        at hand, else one article after the other.
        """
        if self._writer is not None:
            yield None
        else:
            yield from ((name,) for name in self)

    def rest(self) -> None:
        """Nothing is asked for a while: let go of pages of the library's files that can be had again."""
        if self._writer is None:
            from briefing.jobs.trim_memory import give_back

            give_back(self.library.folder)

    def reach(self, near: Callable[[], Collection[str]]) -> Collection[str] | None:
        """Which articles a question is asked of that would look at every one: None for all, where they are at
        hand, else those that `near` names.
        """
        return None if self._writer is not None else near()

    @property
    def kept(self) -> Path | None:
        """The folder of a library on disk that holds just this; None where there is none."""
        return self._kept_in if self._kept_generation == self.generation else None

    @property
    def kept_library(self) -> Library | None:
        """The library beside whose folder lies what comparing these very articles gave; None where nothing
        can lie anywhere.

        For one in memory that is the folder of which it is a copy, and of which nothing has changed since
        all of it was made at once: what was found bit by bit may be something else.
        """
        if self._writer is None or (self.kept is not None and self.library.made_at_once()):
            return self.library
        return None

    @property
    def topics_on_disk(self) -> StoredTopics | None:
        """The topics that lie beside the articles and are brought up to date there; None where they are
        worked out of articles in memory."""
        return self.stored_topics if self._writer is None else None

    @property
    def stored_topics(self) -> StoredTopics | None:
        """What is stored of the topics in the folder of `kept_library`."""
        from briefing.corpus.stored_topics import StoredTopics

        library = self.kept_library
        if self._topics is None and library is not None:
            self._topics = StoredTopics(library, held=self._writer is not None)
        return self._topics if library is not None else None

    @property
    def generation(self) -> int:
        """A greater number whenever an article came, changed or went; on disk, the last commit."""
        return self.library.generation() + self._puts

    @property
    def overrides(self) -> OverrideTable:
        """What is set by hand."""
        return self._overrides

    def refresh(self) -> bool:
        """See what another process committed since; True when something was."""
        if not self.library.refresh():
            return False
        self.repeated = None
        self._close_files()
        return True

    def close(self) -> None:
        """Let go of the library and its indexes; nothing can be asked then."""
        self._close_files()
        self.library.close()

    def _close_files(self) -> None:
        self.indexes.close()
        if self._topics is not None:
            self._topics.close()
            self._topics = None

    # -- what comes and goes -----------------------------------------------------------------

    def put(self, article: Article, file: InputFile | None = None) -> Article:
        """Take an article as it was read from `file`, also in place of an earlier version.

        Returns it with what is set by hand. What was found in the earlier version is forgotten. TypeError
        where the library lies on disk: it changes with its files.
        """
        from briefing.library.packing import pack_article

        writer = self._changeable()
        path = file.path if file is not None and article.id.startswith(file.path) else _file_of(article.id)
        # The first article of a file that was never met need not be looked for.
        first = path not in self._files and self._only_put
        if path not in self._files:
            self._files[path] = writer.put_file(*self._seen(path, file), b"")
        packed = pack_article(article, {}, path, level=NOT_AT_ALL)
        if first:
            number = writer.put_first(self._commit, self._files[path], packed)
        else:
            known = self.library.number(article.id)
            number = writer.put_article(self._commit, self._files[path], known, packed)
        self.library.hold(StoredArticle(number, article, {}, (None, None)))
        self._puts += 1
        self.repeated = None
        return self._overrides.applied(article)

    def _seen(self, path: str, file: InputFile | None) -> tuple[SeenFile, int]:
        """A file as it is recorded, with the time under which it counts as unchanged; of one that nobody has
        looked at, nothing is known.
        """
        from briefing.library.file_changes import SeenFile, seen_file, settled_mtime

        root, place = self.library.place(path)
        status = file.status if file is not None else None
        if status is None:
            return SeenFile(path, root, place, 0, 0, 0, 0), 0
        seen = seen_file(path, root, place, status)
        return seen, settled_mtime(seen.mtime_ns, time.time_ns())

    def remove(self, name: str) -> bool:
        """Forget an article; False when there is none. TypeError where the library lies on disk."""
        writer, number = self._changeable(), self.library.number(name)
        if number is None:
            return False
        writer.remove(self._commit, [number])
        self.library.take([number])
        self._puts += 1
        self.repeated = None
        return True

    def complete(self) -> tuple[Article, ...]:
        """Every article of the paths has been put: changes of single files can be taken in from now on.

        Returns the articles that are others than they were put: passages are boilerplate that stand in many.
        """
        from briefing.library.build.reading_lists import RECORDED_LISTS, list_stamps

        writer = self._changeable()
        writer.set_state("complete", 1)
        writer.keep_conditions((conditions_now(),))
        writer.set_state(RECORDED_LISTS, list_stamps(self.library.places()))
        return tuple(map(self.by_number, self._decide(writer)))

    def _decide(self, writer: LibraryWriter) -> Sequence[int]:
        """Decide on repeated passages of articles in memory; the numbers of those that are others now."""
        from briefing.library.build.library_boilerplate import decide_in_memory

        before = self.library.generation()
        self.repeated = decide_in_memory(writer, self.library.paths, self._overrides, self.repeated)
        changed = self.library.written_since(before) if self.library.generation() != before else []
        self.library.take(changed)
        if changed:
            self._commit = self.library.generation()
        return changed

    def _changeable(self) -> LibraryWriter:
        if self._writer is None:
            raise TypeError("the library lies on disk: it changes with its files")
        return self._writer

    def update_files(self, paths: Sequence[str], changed: Sequence[str] | None) -> FilesChanged:
        """Take in what lies now at the absolute paths `changed` below `paths`, which were opened; with None,
        at all of them.

        What is asked afterwards is answered of the new state. Equal to `FilesChanged(())` where nothing is
        different. LibraryError when a library cannot be written, BusyError when another program writes it.
        """
        if self._writer is not None:
            return self._update_in_memory(self._writer, paths, changed)
        from briefing.library.build.builder import build_library

        before, count = self.library.generation(), len(self)
        last = max(self.library.numbers(), default=0)
        folder, overrides = self.library.folder, self._overrides
        for _ in build_library(paths, folder=folder, changed=changed, details=overrides):
            pass
        if not self.refresh():
            return FilesChanged(())
        written = self.library.written_since(before)
        # A number is given once: those above the last are new, and what is missing then has gone.
        gone = count + sum(number > last for number in written) - len(self)
        if len(written) > _NAMED:
            return FilesChanged((), unnamed=len(written), unnamed_gone=gone)
        return FilesChanged(tuple(head.id for head in self.library.heads_of(written)), unnamed_gone=gone)

    def _update_in_memory(
        self, writer: LibraryWriter, paths: Sequence[str], changed: Sequence[str] | None
    ) -> FilesChanged:
        from briefing.library.build.builder import update_in_memory

        before = self.library.generation()
        texts = {head.id: _as_shown(head) for head in self.library.heads()}
        self.repeated = update_in_memory(writer, paths, changed, self._overrides, self.repeated)
        written = self.library.written_since(before)
        self.library.take([*written, *self.library.removed_since(before)])
        self._files.clear()
        self._only_put, self._commit = False, self.library.generation()
        now = {head.id: _as_shown(head) for head in self.library.heads_of(written)}
        different = tuple(name for name, text in now.items() if texts.get(name) != text)
        gone = tuple(name for name in texts if self.library.number(name) is None)
        order = tuple(self)
        return FilesChanged(
            different,
            gone,
            tuple(self[name] for name in different),
            order=order if order != tuple(texts) else None,
        )

    # -- set by hand -------------------------------------------------------------------------

    def renew_overrides(self, overrides: OverrideTable) -> tuple[Article, ...]:
        """Take what is set by hand now: every article is given with it from now on.

        Returns the articles in memory in which other passages are boilerplate by that.
        """
        decided = overrides.by_words != self._overrides.by_words
        self._overrides = overrides
        self._heed_overrides()
        if not decided or self._writer is None:
            return ()
        return tuple(map(self.by_number, self._decide(self._writer)))

    def take_overrides(self, overrides: OverrideTable) -> FilesChanged:
        """The same for what was set just now: a library on disk is written with it before this returns.

        LibraryError when that cannot be written; then it is taken in when it is built next.
        """
        changed = self.renew_overrides(overrides)
        if self._writer is not None:
            return FilesChanged(tuple(article.id for article in changed), articles=changed)
        before = self.library.generation()
        self.write_overrides()
        self.refresh()
        return FilesChanged((), unnamed=len(self.library.written_since(before)))

    def write_overrides(self) -> None:
        """Have a library on disk written with what is set by hand; one in memory has it."""
        if self._writer is None:
            from briefing.library.build.apply_overrides import take_in_details

            take_in_details(self.library)

    def _heed_overrides(self) -> None:
        """Begin a generation where an article in memory has other details than before: what was found with
        those does not hold any more.
        """
        if self._writer is None:
            return
        numbers = self._set_by_hand().union(self._writer.described())
        changed = {}
        for number in sorted(numbers):
            details = self._details_of(self.library.stored(number).article)
            if details != self.library.details(number):
                changed[number] = details
        if changed:
            with self._writer.batch():
                for number, details in changed.items():
                    self._writer.set_details(number, details)
            self.library.take(changed)
            self._commit = self.library.generation()

    def _details_of(self, article: Article) -> tuple[str | None, str | None]:
        """The source and date set by hand of an article, as it was read."""
        found = self._overrides.find(article.fingerprint, article.id)
        return (found.source, found.published) if found is not None else (None, None)

    def _set_by_hand(self) -> set[int]:
        """The numbers of the articles of whose text or place something was set by hand."""
        library = self.library
        numbers = {number for text in self._overrides.by_text for number in library.numbers_of(text)}
        for place in self._overrides.by_place:
            found = map(library.number, names_below(library.paths, place))
            numbers.update(number for number in found if number is not None)
        return numbers

    def _overridden_heads(self) -> dict[int, ArticleHead]:
        """The heads of those articles of which something was set by hand, by number."""
        heads = self.library.heads_of(sorted(self._set_by_hand()))
        return {head.number: self._overrides.applied_to_head(head) for head in heads}

    # -- articles ----------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many articles there are."""
        return self.library.count()

    def __contains__(self, name: object) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.library.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order of the paths and their folders."""
        numbers = self.library.numbers()
        for begin in range(0, len(numbers), _PAGE):
            for head in self.library.heads_of(numbers[begin : begin + _PAGE]):
                yield head.id

    def __getitem__(self, name: str) -> Article:
        """The article called `name`; KeyError when there is none."""
        return self.by_number(self._number(name))

    def _number(self, name: str) -> int:
        number = self.library.number(name)
        if number is None:
            raise KeyError(name)
        return number

    def file_of(self, name: str) -> str:
        """The path of the file of an article, as it was named; NoArticleError when there is no such one."""
        number = self.library.number(name)
        if number is None:
            raise NoArticleError(f"no article is called {name}")
        return self.library.file_of(number)

    def by_number(self, number: int) -> Article:
        """The article with this number; LibraryError when it is gone."""
        return self._overrides.applied(self.library.article(number))

    def sound_article(self, number: int) -> Article:
        """The same of a corpus in memory; where what is recorded is damaged, read from its file again.

        LibraryError when that does not give it.
        """
        try:
            return self.by_number(number)
        except LibraryError:
            from briefing.reading.corpus_boilerplate import CorpusBoilerplate, with_boilerplate
            from briefing.reading.read_articles import read_source
            from briefing.reading.sources import InputFile

            name = self.library.name(number) or ""
            path = self.library.file_of(number)
            for found in read_source(InputFile(path, path)):
                if isinstance(found, Article) and found.id == name:
                    texts = self.repeated.texts if self.repeated is not None else ()
                    boilerplate = CorpusBoilerplate.of(self._overrides.applied_to_texts(texts))
                    return self.put(with_boilerplate(found, boilerplate), InputFile(path, path))
            raise

    def article(self, name: str) -> Article:
        """The article called `name`; NoArticleError when there is none."""
        try:
            return self[name]
        except KeyError:
            raise NoArticleError(f"no article is called {name}") from None

    def in_order(self) -> Sequence[Article]:
        """Every article in the order of the paths and their folders, each read when it is looked at; the same
        sequence every time."""
        return self._in_order

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """What lists show of the articles from place `offset` on, with what was set by hand; figures that
        were not counted yet are found for that.
        """
        numbers = self.library.numbers()
        end = len(numbers) if limit is None else min(len(numbers), offset + limit)
        for begin in range(offset, end, _PAGE):
            some = numbers[begin : min(end, begin + _PAGE)]
            if self._writer is not None:
                for number in some:
                    self.annotations_of(number, "figures")
            for head in self.library.heads_of(some):
                yield self._overrides.applied_to_head(head)

    def heads_called(self, names: Iterable[str]) -> dict[str, ArticleHead]:
        """The heads of these articles by name, with what was set by hand; those that are not there are left
        out, and figures that were not counted yet are not found for that."""
        numbers = (number for name in names if (number := self.library.number(name)) is not None)
        heads = map(self._overrides.applied_to_head, self.library.heads_of(numbers))
        return {head.id: head for head in heads}

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where articles stand in list order; those that are not there are left out."""
        found = ((name, self.library.number(name)) for name in names)
        places = {name: self.library.position(number) for name, number in found if number is not None}
        return {name: place for name, place in places.items() if place is not None}

    # -- what analyses found -----------------------------------------------------------------

    def figures(self, name: str) -> tuple[Figure, ...]:
        """The figures of an article, in text order; NoArticleError when there is none called so."""
        return cast("tuple[Figure, ...]", self.annotations_in(name, "figures"))

    def annotations_in(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article, in text order; NoArticleError when there is none."""
        try:
            return self.annotations(name, analysis)
        except KeyError:
            raise NoArticleError(f"no article is called {name}") from None

    def annotations(self, name: str, analysis: str) -> tuple[Annotation, ...]:
        """What an analysis found in an article, in text order; KeyError when there is none."""
        return self.annotations_of(self._number(name), analysis)

    def annotations_of(self, number: int, analysis: str) -> tuple[Annotation, ...]:
        """The same by number; worked out where it is not recorded, is damaged, or was with another date."""
        stored = self.library.stored(number)
        found = self._recorded(stored, analysis)
        if found is None:
            article = self._overrides.applied(stored.article)
            found = extracted(analysis, article, lambda other: self.annotations_of(number, other))
            self._record(stored, analysis, found)
        return found

    def known_annotations(self, name: str, analysis: str) -> tuple[Annotation, ...] | None:
        """The same, or None where it would have to be worked out."""
        number = self.library.number(name)
        return self._recorded(self.library.stored(number), analysis) if number is not None else None

    def knows(self, name: str, analysis: str) -> bool:
        """Whether what an analysis finds in an article as it is now is recorded; not whether that can be
        read. Costs far less than to read it.
        """
        number = self.library.number(name)
        stored = self.library.stored(number) if number is not None else None
        return stored is not None and stored.has(analysis) and self._is_of_now(stored)

    def lacking(self, analysis: str) -> list[Article]:
        """The articles in which an analysis has yet to be done; none of a library on disk, which is built
        with all of them."""
        if self._writer is None:
            return []
        return [self[name] for name in self if self.known_annotations(name, analysis) is None]

    def keep_annotations(self, name: str, analysis: str, found: tuple[Annotation, ...]) -> None:
        """Take what was found in an article elsewhere; harmless when it is not there."""
        number = self.library.number(name)
        if number is not None:
            self._record(self.library.stored(number), analysis, found)

    def _recorded(self, stored: StoredArticle, analysis: str) -> tuple[Annotation, ...] | None:
        """What is recorded of an article, where that can be read and was found with the date it has now."""
        try:
            found = stored.annotations(analysis)
        except LibraryError:
            # `briefing library check` tells of it; the text, from which it is found anew, is sound.
            return None
        return found if found is not None and self._is_of_now(stored) else None

    def _is_of_now(self, stored: StoredArticle) -> bool:
        """Whether the date set by hand is the one with which an article was analysed."""
        return stored.details[1] == self._details_of(stored.article)[1]

    def _record(self, stored: StoredArticle, analysis: str, found: tuple[Annotation, ...]) -> None:
        """Keep what was found in an article as it is now, where that can be written: in memory."""
        if self._writer is None:
            return
        details = self._details_of(stored.article)
        if details != stored.details:
            self._writer.set_details(stored.number, details)
            stored = StoredArticle(stored.number, stored.article, {}, details)
            self.library.hold(stored)
        # It stays at hand: packing it would cost time, and nobody would unpack it.
        one = annotator(analysis)
        self._writer.count_annotations(stored.number, one.number, one.version, len(found))
        stored.take(analysis, found)

    # -- the list, narrowed ------------------------------------------------------------------

    def listed(self) -> Iterator[Listed]:
        """What a filter of the list is held against, in list order: every article by its number."""
        by_hand = self._overridden_heads()
        for number, title, source, published, words in self.library.listed():
            head = by_hand.get(number)
            if head is None:
                yield Listed(number, title, source, published, words)
            else:
                yield Listed(number, title, head.source, head.published, words)

    def listed_numbers(self, names: Iterable[str]) -> set[int]:
        """The numbers by which `listed` knows these articles."""
        return {number for name in names if (number := self.library.number(name)) is not None}

    def list_answer(self, query: str, found: FilteredList) -> ListAnswer:
        """What a filter left of `listed`: numbers, or ids where who asks has numbers of its own."""
        if self._writer is None:
            return ListAnswer(query, found.numbers, faults=found.faults)
        names = tuple(head.id for head in self.library.heads_of(found.numbers))
        return ListAnswer(query, names=names, faults=found.faults)

    # -- the indexes -------------------------------------------------------------------------

    def searched(self, asked: frozenset[str], ask: Callable[[SearchIndex], Answer]) -> Answer:
        """What the search index answers, with the findings of the analyses `asked` in it.

        LibraryError when there is none that can be read.
        """
        return self.indexes.searched(asked, ask)

    def search_number(self, name: str) -> int | None:
        """By which the search index knows an article; None for one that is not there."""
        return self.indexes.number(name)

    def keep_repeated(self, found: RepeatedTexts) -> None:
        """Keep at hand what is repeated in the articles of a library on disk; the keys of all stay there."""
        if self._writer is None:
            self.repeated = replace(found, articles={})

    def related_index(self) -> RelatedIndex:
        """The index of related passages."""
        return self.indexes.related()

    def copies(self, names: Collection[str] | None = None) -> tuple[CopyGroup, ...]:
        """Passages of different articles in nearly the same words; all groups, or those that hold one of
        some articles.
        """
        from briefing.corpus.kept_analyses import copies

        return copies(self, names)

    def warm(self) -> Iterator[str]:
        """Make the indexes ready in steps, yielding what is done."""
        return self.indexes.warm()

    # -- marks -------------------------------------------------------------------------------

    def articles_for(self, marks: Sequence[Anchored]) -> Sequence[Article]:
        """The articles in which `marks`, or other words, may stand: those at hand, else by their text, or by
        the name of their file.
        """
        if self._writer is not None:
            return self.in_order()
        from briefing.userdata.marks.anchor import is_own

        found: dict[int, Article] = {}
        lost: set[str] = set()
        paths = RealPaths()
        for mark in marks:
            same_text = {n: self.by_number(n) for n in self._numbers_of_texts(mark)}
            found.update(same_text)
            own = (one for one in same_text.values() if is_own(mark, one.id, paths))
            if not any(one.text[mark.start : mark.end] == mark.text for one in own):
                lost |= {
                    PurePath(name).name for name in (mark.article, mark.real_path, mark.seen_path) if name
                }
        for number in self._named(frozenset(lost)):
            found.setdefault(number, self.by_number(number))
        return [found[number] for number in sorted(found)]

    def has_article_of(self, words: Anchored) -> bool:
        """Whether the article is there that some words were in, by its text, where it lies, or its id."""
        from briefing.userdata.marks.anchor import is_own

        if self._numbers_of_texts(words):
            return True
        places = (
            one
            for path in (words.real_path, words.seen_path)
            for one in names_below(self.library.paths, path)
        )
        return any(name in self and is_own(words, name) for name in (words.article, *places))

    def _numbers_of_texts(self, words: Anchored) -> list[int]:
        """The articles with the text that some words were in, or were found in last."""
        texts = (words.fingerprint, words.seen_fingerprint)
        return [number for text in texts if text for number in self.library.numbers_of(text)]

    def _named(self, names: frozenset[str]) -> Sequence[int]:
        """The articles whose id ends in one of these names; kept, for all have to be gone through."""
        key = (self.library.generation(), names)
        if self._named_last is None or self._named_last[0] != key:
            self._named_last = (key, self.library.numbers_named(names))
        return self._named_last[1]


class _ArticleSequence(Sequence[Article]):
    """All articles of a corpus in order, each read when it is looked at."""

    def __init__(self, articles: Corpus) -> None:
        self._articles = articles

    def __len__(self) -> int:
        """How many there are."""
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        """One article, or several in a list."""
        numbers = self._articles.library.numbers()[index]
        if isinstance(numbers, int):
            return self._articles.by_number(numbers)
        return [self._articles.by_number(number) for number in numbers]


def _as_shown(head: ArticleHead) -> tuple[str, str, int, int]:
    """What is another where the text is, or the passages that count."""
    return head.fingerprint, head.title, head.words, head.passages


def _file_of(name: str) -> str:
    """The file of an article that came without one: what stands before the first `#`."""
    return name.partition("#")[0] or name
