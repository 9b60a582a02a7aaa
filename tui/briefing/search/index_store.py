"""The index as tantivy keeps it: its files or memory, its writer, its states.

A folder holds tantivy's files and `format.json`, which is written when the folder is made. While nobody
writes to it, there are checksums of all of them: tantivy takes what it reads for whole, and may give wrong
answers, or end by a fault of its own, where it is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.files.checksums import damaged_files, forget_checksums, record_checksums
from briefing.files.removal import remove_folder
from briefing.search.index_schema import (
    AMOUNT,
    BODY,
    FORMAT,
    FRONT,
    HEADLINE,
    INTERVAL,
    KIND,
    NEWEST,
    NUMBER,
    OLDEST,
    PASSAGE,
    QUOTED,
    REF,
    SOURCE,
    TITLE,
    UNIT,
    VARIANT,
    build_schema,
    order_keys,
    placed,
    ref_key,
    register,
)  # fmt: skip
from briefing.search.passage_documents import ArticleDocuments, PassageDocument
from briefing.search.snapshot import Snapshot
from briefing.search.vocabulary_file import VocabularyFile

if TYPE_CHECKING:
    import tantivy

HEAP = 128_000_000
"""Bytes the writer gathers before it writes a part of the index, on disk."""
SMALL_HEAP = 15_000_000
"""The same in memory."""
GROWTH = 0.5
"""By what part the passages must have become more or fewer for the vocabulary to be written again."""
SLACK = 0.1
"""Passages that have gone, as a part of those there are, up to which an index is as small as it need be."""
MOST_PARTS = 32
"""Parts up to which an index is as quick as it need be; one that was built at once has ten to twenty."""
LAST_GROWTH = 0.01
"""The same when the writer is given back: a few new articles need not list all words again."""
_FORMAT_FILE = "format.json"
_DAMAGED = "Data corrupt"
"""Begins what tantivy says of a part that it cannot read; it is told as a ValueError, as much else is."""
_VOCABULARY = "vocabulary.npz"
_COMMITTED = "meta.json"
"""In which tantivy names the parts of the last commit; a part's files begin with its id."""
_DISPLAYED = frozenset({"title", "heading"})


class IndexStore:
    """One index. Not safe for use by two threads at once."""

    def __init__(self, index: tantivy.Index, folder: Path | None) -> None:
        register(index)
        # By itself it would look for commits twice a second, and open what another process removes.
        index.config_reader("manual")
        self._index = index
        self._folder = folder
        self._vocabulary = VocabularyFile(folder / _VOCABULARY) if folder is not None else None
        self._writer: tantivy.IndexWriter | None = None
        self._held: set[int] = set()
        """Articles added since the writer was opened on an index known to have been empty."""
        self._fresh = False

    @classmethod
    def in_memory(cls) -> IndexStore:
        """Return an empty index in memory."""
        import tantivy

        store = cls(tantivy.Index(build_schema(), sort_by_field=NEWEST), None)
        store._fresh = True
        return store

    @classmethod
    def open(cls, folder: Path) -> IndexStore:
        """Open the index in `folder`; LibraryError when it is not there, damaged or of another format."""
        import tantivy

        try:
            held = json.loads((folder / _FORMAT_FILE).read_text("utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise LibraryError(f"the search index in {folder} cannot be read") from error
        if held != {"format": FORMAT}:
            raise LibraryError(f"the search index in {folder} is of another format")
        if damaged_files(folder):
            raise LibraryError(f"the search index in {folder} is damaged")
        with _as_library_error(f"the search index in {folder} cannot be read"):
            return cls(tantivy.Index.open(str(folder)), folder)

    @classmethod
    def create(cls, folder: Path) -> IndexStore:
        """Make an empty index in `folder`, in place of all that is there; LibraryError when it cannot be."""
        import tantivy

        with _as_library_error(f"the search index in {folder} cannot be written"):
            remove_folder(folder)
            folder.mkdir(mode=0o700, parents=True)
            store = cls(tantivy.Index(build_schema(), str(folder), sort_by_field=NEWEST), folder)
            (folder / _FORMAT_FILE).write_text(json.dumps({"format": FORMAT}), "utf-8")
        store._fresh = True
        return store

    def add(self, number: int, documents: ArticleDocuments) -> None:
        """Take in an article in place of what its number had; shows after `commit`."""
        with self._writing() as writer:
            if not self._fresh or number in self._held:
                self._forget(writer, number)
            if self._fresh:
                self._held.add(number)
            for passage in documents.passages:
                writer.add_document(_document(number, documents, passage))

    def remove(self, number: int) -> None:
        """Forget an article; shows after `commit`."""
        with self._writing() as writer:
            self._forget(writer, number)

    def _forget(self, writer: tantivy.IndexWriter, number: int) -> None:
        import tantivy

        # By query: by term, numbers are taken for signed ones and nothing is removed.
        query = tantivy.Query.term_query(self._index.schema, NUMBER, number, index_option="basic")
        writer.delete_documents_by_query(query)

    def commit(self) -> None:
        """Make durable and visible what was added and removed."""
        if self._writer is not None:
            with self._writing() as writer:
                writer.commit()
        self.reload()
        if self._vocabulary is not None:
            self._vocabulary.renew(self.snapshot(), GROWTH)

    def compact(self) -> bool:
        """Let parts be joined that should be, and drop files of no use; tell whether that is enough.

        False where so much is left of passages that have gone, or in so many parts, that an index
        made anew would be smaller or quicker: parts cannot be joined at will.
        """
        with self._writing() as writer:
            writer.commit()
            writer.wait_merging_threads()
            self._writer = None
        self.reload()
        self._record_checksums()
        snapshot = self.snapshot()
        return snapshot.parts <= MOST_PARTS and snapshot.removed <= snapshot.passages * SLACK

    def reload(self) -> None:
        """See what was committed, here or by another process."""
        with _as_library_error("the search index cannot be read"):
            self._index.reload()

    def close(self) -> None:
        """Give back the writer, so that another process may write; what was not committed is lost."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            try:
                # Not rolled back first: that gives up a joining of parts which may still end, and write,
                # when nobody waits for it any more. What was not committed goes with the writer.
                writer.wait_merging_threads()
            except ValueError:
                # What was not committed could not be written, on a full disk say, and was to be lost. A
                # joining that nobody has waited for may be at work: no checksum would hold.
                self.reload()
            else:
                self.reload()
                if self._vocabulary is not None:
                    self._vocabulary.renew(self.snapshot(), LAST_GROWTH)
                self._record_checksums()
        self._fresh = False

    def __len__(self) -> int:
        """Number of passages in the state last committed or reloaded."""
        return int(self._index.searcher().num_docs)

    def snapshot(self) -> Snapshot:
        """The state last committed or reloaded."""
        kept = self._vocabulary.load if self._vocabulary is not None else None
        return Snapshot(self._index.searcher(), self._index.schema, kept)

    def _record_checksums(self) -> None:
        """Let it be known what the files of the last commit hold, which nothing writes to any more.

        Of others a joining of parts that was given up may still be at work, and at the list of them all.
        """
        if self._folder is not None:
            with _as_library_error("the search index cannot be written"):
                told = json.loads((self._folder / _COMMITTED).read_text("utf-8"))
                parts = {part["segment_id"].replace("-", "") for part in told["segments"]}
                found = {path.name for path in self._folder.iterdir() if path.stat().st_size}
            used = {name for name in found if name.partition(".")[0] in parts}
            record_checksums(self._folder, used | {_COMMITTED})

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        with _as_library_error("the search index cannot be written"):
            if self._writer is None:
                heap = HEAP if self._folder is not None else SMALL_HEAP
                # One thread: parts of the index then come out the same in every run.
                self._writer = self._index.writer(heap, 1)
                if self._folder is not None:
                    forget_checksums(self._folder)
                # What a killed writer left half-done would stand in the way of files of the same name.
                self._writer.garbage_collect_files()
            yield self._writer


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell of an index on disk that proves damaged when it is asked: LibraryError."""
    try:
        yield
    except ValueError as error:
        if not str(error).startswith(_DAMAGED):
            raise
        raise LibraryError("the search index is damaged") from error


@contextmanager
def _as_library_error(message: str) -> Iterator[None]:
    """Tell of tantivy's errors and those of files in the program's own words."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise LibraryError(f"{message}: {str(error)[:200]}") from error


def _document(number: int, article: ArticleDocuments, passage: PassageDocument) -> tantivy.Document:
    import tantivy

    document = tantivy.Document()
    document.add_text(BODY, passage.body)
    if passage.variants:
        document.add_text(VARIANT, passage.variants)
    if passage.kind in _DISPLAYED:
        document.add_text(HEADLINE, passage.body)
    document.add_text(TITLE, article.title)
    if article.source:
        document.add_text(SOURCE, article.source)
    if passage.quoted:
        document.add_text(QUOTED, passage.quoted)
    terms = passage.terms
    document.add_text(KIND, " ".join((passage.kind, *((FRONT,) if passage.front else ()), *terms.keys)))
    if terms.units:
        document.add_text(UNIT, " ".join(terms.units))
    for amount in terms.amounts:
        document.add_ip_addr(AMOUNT, amount)
    if terms.intervals:
        document.add_text(INTERVAL, " ".join(terms.intervals))
    newest, oldest = order_keys(article.day, number, passage.number)
    document.add_unsigned(NUMBER, number)
    document.add_unsigned(PASSAGE, passage.number)
    if not placed(number, passage.number):
        document.add_unsigned(REF, ref_key(number, passage.number))
    document.add_unsigned(NEWEST, newest)
    document.add_unsigned(OLDEST, oldest)
    return document
