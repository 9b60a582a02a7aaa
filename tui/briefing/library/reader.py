"""A library as its readers see it: heads, articles and figures of one set of paths, from disk.

Nothing is held but what was asked for last. Readers never write, never wait for the one who does,
and see what was committed last each time they ask.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from briefing.analyses.articles import annotator, annotators, extracted
from briefing.errors import LibraryError
from briefing.files.sqlite_errors import is_damage
from briefing.library.connection import connect_reader
from briefing.library.index_marks import IndexMark
from briefing.library.locations import DATABASE, resolved
from briefing.library.packing import (
    passages_in,
    unpack_as_read,
    unpack_bounds,
    unpack_passages,
    unpack_text,
)
from briefing.library.schema import ANALYSIS_BITS, ANYWHERE
from briefing.library.stored_names import (
    decode_name,
    depth_of,
    encode_name,
    name_of,
    place_of,
    root_of,
    suffixes_of,
)
from briefing.lru_cache import LruCache
from briefing.model.article import Article, Failure, PublishedBy
from briefing.model.figure import Figure
from briefing.model.head import ArticleHead
from briefing.model.passage_text import PassageText
from briefing.text.clean import clean_line

_HELD = 64
"""Articles kept for the next time they are asked for."""
MADE_AT_ONCE = "made at once"
"""The fact that records the commit with which the first build came to its end, never interrupted."""
FIGURES = 1
"""The number of the analysis that lists show the count of; in `_HEAD` too."""
_HEAD = (
    "a.number, f.root, f.place, a.suffix, a.title, a.source, a.author, a.published, a.language, "
    "a.words, a.passages, a.fingerprint, a.has_title, a.extractor, "
    "coalesce((SELECT n.count FROM annotated n WHERE n.number = a.number AND n.analysis = 1), 0)"
)
_ARTICLE = (
    "f.root, f.place, a.suffix, c.text, c.passages, c.as_read, a.title, a.has_title, a.source, a.author, "
    "a.published, a.published_by, a.language, a.url, a.fingerprint, a.source_by, a.encoding, a.warnings, "
    "a.origin, a.extractor, a.fetched"
)
_JOINED = "article a JOIN file f ON f.id = a.file"
_STORED = f"""
    SELECT {_ARTICLE}, a.number, a.set_source, a.set_published
    FROM {_JOINED} JOIN content c ON c.number = a.number
"""  # noqa: S608 - names of ours
_PACKED = f"""
    SELECT n.analysis, n.version, t.packed FROM annotated n
    JOIN annotation t ON t.place = n.number << {ANALYSIS_BITS} | n.analysis WHERE n.number = ?
"""  # noqa: S608 - a number of ours
_MOST_VARIABLES = 500
"""Numbers asked for in one statement."""


class GoneError(LibraryError):
    """An article is not in the library any more."""

    passing = True


@dataclass(frozen=True)
class StoredArticle:
    """One article with everything that is recorded of it, as one commit wrote it."""

    number: int
    article: Article
    packed: Mapping[str, bytes]
    """What each analysis found, by its name; one whose record is missing or of another version is not
    in it."""
    details: tuple[str | None, str | None]
    """Source and date set by hand with which the figures were worked out."""
    _unpacked: dict[str, tuple[Any, ...]] = field(default_factory=dict, repr=False, compare=False)

    def annotations(self, analysis: str) -> tuple[Any, ...] | None:
        """What an analysis found in just this text, as its annotator gives it.

        None where it is not recorded, or another version of the analysis found it. LibraryError when
        what is stored does not fit the text.
        """
        if analysis not in self._unpacked and analysis in self.packed:
            packed, article = self.packed[analysis], self.article
            self._unpacked[analysis] = annotator(analysis).unpack(packed, article.id, article.text)
        return self._unpacked.get(analysis)

    def has(self, analysis: str) -> bool:
        """Whether what an analysis found is recorded, without a look at it."""
        return analysis in self._unpacked or analysis in self.packed

    def analysed(self, analysis: str) -> tuple[Any, ...]:
        """The same, found now where it is not recorded."""
        found = self.annotations(analysis)
        return extracted(analysis, self.article, self.analysed) if found is None else found

    def take(self, analysis: str, found: tuple[Any, ...]) -> None:
        """Take what an analysis found in just this text."""
        self._unpacked[analysis] = found


class Library:
    """One library, open for reading. Not safe to use from several threads at once.

    Source and date are as the articles say: what a person set by hand is the caller's to apply.
    """

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, paths: Sequence[str], *, hold_all: bool = False
    ) -> None:
        """Use `open` instead. With `hold_all` every article that was asked for stays at hand."""
        self.folder = folder
        self._connection = connection
        self._given = self._roots_as_given(paths)
        self._numbers: array[int] | None = None
        self._places: dict[int, int] | None = None
        self._alone = hold_all
        """Whether nobody else writes: what is held is then never outdated, and `take` says what changed."""
        self._held: MutableMapping[int, StoredArticle] = {} if hold_all else LruCache(_HELD)
        self._by_name: MutableMapping[str, int] = {} if hold_all else LruCache(_HELD)
        self._data_version = self._version_of_data()
        self._generation = self.generation()

    @classmethod
    def open(cls, folder: Path, paths: Sequence[str]) -> Library:
        """Open the library in `folder`, made of `paths` in whatever order or form they are given.

        LibraryError when there is none, or it is of other paths, of another format or damaged.
        """
        connection = connect_reader(folder / DATABASE)
        try:
            return cls(folder, connection, paths)
        except sqlite3.Error as error:
            connection.close()
            raise _fault(error, folder) from error
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file; nothing can be asked then."""
        self._connection.close()

    @property
    def paths(self) -> tuple[str, ...]:
        """What the library is of, as it was given."""
        return tuple(given for given in self._given.values() if given)

    # -- what there is -----------------------------------------------------------------------

    def generation(self) -> int:
        """Return the number of the last commit; it grows with everything that changes."""
        return int(self.state("generation", 0))

    def last_commit(self) -> IndexMark:
        """Return what that is marked with which has taken in the last commit."""
        return IndexMark(str(self.state("identity", "")), self.generation())

    def state(self, name: str, default: Any) -> Any:
        """Return one recorded fact of the library."""
        rows = self._rows("SELECT value FROM state WHERE name = ?", (name,))
        return rows[0][0] if rows else default

    def made_at_once(self) -> bool:
        """Return whether nothing has changed since the first build, which was done in one go.

        Its indexes then answer exactly as those made of the same articles in memory.
        """
        return bool(self.state(MADE_AT_ONCE, 0) == self.generation() > 0)

    def refresh(self) -> bool:
        """Let go of what is outdated; True when something was committed since the last time."""
        generation = self.generation()
        changed = generation != self._generation
        if changed:
            self._generation = generation
            self._forget()
        return changed

    def _forget(self) -> None:
        self._numbers = self._places = None
        self._held.clear()
        self._by_name.clear()

    def take(self, numbers: Iterable[int]) -> None:
        """See at once what was written by the connection that is read by: the articles with these numbers
        came, changed or went.
        """
        self._generation = self.generation()
        self._numbers = self._places = None
        # A number may have another name now.
        self._by_name.clear()
        for number in numbers:
            self._held.pop(number, None)

    def hold(self, stored: StoredArticle) -> None:
        """See at once one article that was written so, and hold it."""
        self._numbers = self._places = None
        self._held[stored.number] = stored
        self._by_name[stored.article.id] = stored.number

    def _version_of_data(self) -> int:
        return int(self._rows("PRAGMA data_version")[0][0])

    def _forget_outdated(self) -> None:
        """Let go of what was read before the last commit: what is given is never of two generations."""
        version = self._data_version if self._alone else self._version_of_data()
        if version != self._data_version:
            self._data_version = version
            self._forget()

    def count(self) -> int:
        """Return how many articles there are."""
        return int(self._rows("SELECT count(*) FROM article")[0][0])

    def numbers(self) -> array[int]:
        """Return the numbers of all articles, in the order of the paths and of their folders."""
        if self._numbers is None:
            found = array("q")
            for root in self._given:
                rows = self._stream(
                    "SELECT a.number FROM file f JOIN article a ON a.file = f.id "
                    "WHERE f.root = ? ORDER BY f.place, a.record",
                    (root,),
                )
                # Row by row: a list of them all would leave its memory behind for good.
                found.extend(number for (number,) in rows)
            self._numbers = found
        return self._numbers

    def listed(self) -> Iterator[tuple[int, str, str | None, str | None, int]]:
        """Yield number, title, source, date and words of each article as it says, in the order of
        `numbers`."""
        for root in self._given:
            yield from self._stream(
                "SELECT a.number, a.title, a.source, a.published, a.words "
                "FROM file f JOIN article a ON a.file = f.id WHERE f.root = ? ORDER BY f.place, a.record",
                (root,),
            )

    def figure_total(self) -> int:
        """Return how many figures all articles have together."""
        statement = "SELECT coalesce(sum(count), 0) FROM annotated WHERE analysis = ?"
        return int(self._rows(statement, (FIGURES,))[0][0])

    def first_heads(self, limit: int) -> tuple[ArticleHead, ...]:
        """Return what `heads(0, limit)` does, without the order of all the others."""
        numbers: list[int] = []
        for root in self._given:
            rows = self._rows(
                "SELECT a.number FROM file f JOIN article a ON a.file = f.id "
                "WHERE f.root = ? ORDER BY f.place, a.record LIMIT ?",
                (root, limit - len(numbers)),
            )
            numbers += [number for (number,) in rows]
            if len(numbers) >= limit:
                break
        return self.heads_of(numbers)

    def heads(self, offset: int = 0, limit: int | None = None) -> tuple[ArticleHead, ...]:
        """Return the heads of articles `offset` to `offset + limit`, in the order of `numbers`."""
        numbers = self.numbers()
        return self.heads_of(numbers[offset : len(numbers) if limit is None else offset + limit])

    def heads_of(self, numbers: Iterable[int]) -> tuple[ArticleHead, ...]:
        """Return the heads of these articles, in this order; a number that is gone is left out."""
        wanted = list(numbers)
        found: dict[int, ArticleHead] = {}
        for begin in range(0, len(wanted), _MOST_VARIABLES):
            some = wanted[begin : begin + _MOST_VARIABLES]
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT {_HEAD} FROM {_JOINED} WHERE a.number IN ({marks})", some)  # noqa: S608
            for row in rows:
                found[row[0]] = self._head(row)
        return tuple(found[number] for number in wanted if number in found)

    def position(self, number: int) -> int | None:
        """Return where article `number` stands among `numbers`, or None when it is gone."""
        if self._places is None:
            self._places = {number: place for place, number in enumerate(self.numbers())}
        return self._places.get(number)

    def number(self, name: str) -> int | None:
        """Return the number of the article whose id is `name`, or None when there is none."""
        self._forget_outdated()
        number = self._by_name.get(name)
        if number is None:
            number = self._look_up(name)
            if number is not None:
                self._by_name[name] = number
        return number

    def _look_up(self, name: str) -> int | None:
        for root, given in self._given.items():
            below = _below(given, name)
            if below is None:
                continue
            for path, suffix in suffixes_of(below):
                rows = self._rows(
                    f"SELECT a.number FROM {_JOINED} WHERE f.root = ? AND f.place = ? AND a.suffix = ?",  # noqa: S608
                    (root, place_of(path), encode_name(suffix)),
                )
                if rows:
                    return int(rows[0][0])
        return None

    def numbers_of(self, fingerprint: str) -> list[int]:
        """Return the numbers of the articles with this text."""
        rows = self._rows("SELECT number FROM article WHERE fingerprint = ? ORDER BY number", (fingerprint,))
        return [number for (number,) in rows]

    def numbers_named(self, names: Collection[str]) -> list[int]:
        """Return the numbers of the articles whose id ends in one of these names behind the last slash."""
        found: list[int] = []
        wanted = {encode_name(name) for name in names}
        every = f"SELECT a.number, f.place, a.suffix, f.root FROM {_JOINED}"  # noqa: S608
        for number, place, suffix, root in self._stream(every) if wanted else ():
            last = place.rpartition(b"\0")[2] or encode_name(self._given[root].rpartition("/")[2])
            if (last + suffix).rpartition(b"/")[2] in wanted:
                found.append(number)
        return found

    def name(self, number: int) -> str | None:
        """Return the id of article `number`, or None when it is gone."""
        rows = self._rows(f"SELECT f.root, f.place, a.suffix FROM {_JOINED} WHERE a.number = ?", (number,))  # noqa: S608
        return self._name(*rows[0]) if rows else None

    def file_of(self, number: int) -> str:
        """Return the path of the file of article `number`; GoneError when it is gone."""
        rows = self._rows(f"SELECT f.root, f.place FROM {_JOINED} WHERE a.number = ?", (number,))  # noqa: S608
        if not rows:
            raise GoneError(f"the library has no article {number} any more")
        root, place = rows[0]
        return self._name(root, place, b"")

    def article(self, number: int) -> Article:
        """Return article `number` as it was read; LibraryError when it is gone or damaged."""
        return self.stored(number).article

    def stored(self, number: int) -> StoredArticle:
        """Return article `number` with its figures, both of one commit: the last.

        GoneError when it is not there any more, LibraryError when it is damaged.
        """
        self._forget_outdated()
        if number in self._held:
            return self._held[number]
        with self._snapshot():
            rows = self._rows(f"{_STORED} WHERE a.number = ?", (number,))
            stored = self._stored(rows[0]) if rows else None
        if stored is None:
            raise GoneError(f"the library has no article {number} any more")
        self._held[number] = stored
        return stored

    def passages(self, refs: Sequence[tuple[int, int]]) -> list[PassageText | None]:
        """Return passages by number of article and passage, in this order; None for each that is gone.

        Fetched together and without the articles around them: made for lists of passages.
        LibraryError when what is stored is damaged.
        """
        wanted = sorted({number for number, _ in refs})
        held: dict[int, tuple[str, str, bytes, str]] = {}
        for begin in range(0, len(wanted), _MOST_VARIABLES):
            some = wanted[begin : begin + _MOST_VARIABLES]
            marks = ", ".join("?" * len(some))
            rows = self._rows(
                f"SELECT a.number, f.root, f.place, a.suffix, c.text, c.passages, a.fingerprint "  # noqa: S608
                f"FROM {_JOINED} JOIN content c ON c.number = a.number WHERE a.number IN ({marks})",
                some,
            )
            for number, root, place, suffix, text, packed, fingerprint in rows:
                held[number] = self._name(root, place, suffix), unpack_text(text), packed, fingerprint
        found: list[PassageText | None] = []
        for number, passage in refs:
            name, text, packed, fingerprint = held.get(number, ("", "", b"", ""))
            bounds = unpack_bounds(packed, passage, len(text)) if packed else None
            found.append(
                PassageText(name, bounds[0], text[bounds[0] : bounds[1]], fingerprint) if bounds else None
            )
        return found

    def annotations(self, number: int, analysis: str) -> tuple[Any, ...] | None:
        """Return what an analysis found in article `number`, as its annotator gives it.

        None where it is not recorded, or another version of the analysis found it. LibraryError when
        the article is gone, or what is stored is damaged.
        """
        return self.stored(number).annotations(analysis)

    def figures(self, number: int) -> tuple[Figure, ...]:
        """Return the figures of article `number`; LibraryError when it is gone or damaged."""
        return self.stored(number).analysed("figures")

    def annotation_counts(self, number: int) -> dict[int, int]:
        """Return how many things each analysis found in article `number`, by the analysis's number."""
        rows = self._rows("SELECT analysis, count FROM annotated WHERE number = ?", (number,))
        return dict(rows)

    def details(self, number: int) -> tuple[str | None, str | None]:
        """Return the source and date set by hand with which the figures of `number` were worked out."""
        rows = self._rows("SELECT set_source, set_published FROM article WHERE number = ?", (number,))
        return cast("tuple[str | None, str | None]", rows[0]) if rows else (None, None)

    def failures(self) -> tuple[Failure, ...]:
        """Return what of the recorded files could not be read, in the order of the folders."""
        found: list[Failure] = []
        for root in self._given:
            rows = self._rows(
                "SELECT f.place, x.suffix, x.reason, x.skipped "
                "FROM failure x CROSS JOIN file f ON x.file = f.id "
                "WHERE f.root = ? ORDER BY f.place, x.position",
                (root,),
            )
            found += [
                Failure(self._name(root, place, suffix), reason, bool(skipped))
                for place, suffix, reason, skipped in rows
            ]
        return tuple(found)

    def warnings(self) -> list[tuple[str, str]]:
        """Return what was cut or repaired while reading, with the id of the article, by id."""
        import json

        rows = self._rows(
            f"SELECT f.root, f.place, a.suffix, a.warnings FROM {_JOINED} WHERE a.warnings != '[]'"  # noqa: S608
        )
        return sorted(
            (self._name(root, place, suffix), warning)
            for root, place, suffix, warnings in rows
            for warning in json.loads(warnings)
        )

    def passed_over(self) -> tuple[Failure, ...]:
        """Return what the last look through the paths met that is no article; the first of many."""
        import json

        rows: list[tuple[str, str, bool]] = json.loads(self.state("passed over", "[]"))
        return tuple(Failure(*row) for row in rows)

    # -- file by file ------------------------------------------------------------------------

    @property
    def roots(self) -> dict[str, int]:
        """The paths the library is of, as they were given, with the key of each."""
        return {given: root for root, given in self._given.items()}

    def place(self, path: str) -> tuple[int, bytes]:
        """Return the root that a file lies below and its place there, as they are stored."""
        root, below = root_of(path, self.roots)
        return root, place_of(below)

    def in_walk(self) -> list[int | Failure]:
        """Return all that a walk through the paths met, in its order: numbers of articles, and failures.

        What of a file could not be read stands behind its articles.
        """
        order = {root: place for place, root in enumerate(self._given)}
        found: list[tuple[tuple[int, bytes, int, int], int | Failure]] = []
        rows = self._stream(
            "SELECT a.number, f.root, f.place, a.record FROM article a JOIN file f ON f.id = a.file"
        )
        found += [((order[root], place, 0, record), number) for number, root, place, record in rows]
        for position, failure in enumerate((*self.failures(), *self.passed_over())):
            try:
                root, place = self.place(failure.path)
            except ValueError:
                root, place = next(reversed(order)), b""
            found.append(((order[root], place, 1, position), failure))
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]

    # -- what has changed --------------------------------------------------------------------

    def written_since(self, generation: int) -> list[int]:
        """Return the numbers of the articles that were added or replaced after commit `generation`."""
        rows = self._rows("SELECT number FROM article WHERE generation > ? ORDER BY number", (generation,))
        return [number for (number,) in rows]

    def removed_since(self, generation: int) -> list[int]:
        """Return the numbers of the articles that went after commit `generation`."""
        rows = self._rows("SELECT number FROM removed WHERE generation > ? ORDER BY number", (generation,))
        return [number for (number,) in rows]

    def decided(self) -> list[int]:
        """Return the numbers of the articles that have other passages as boilerplate than by themselves."""
        rows = self._rows("SELECT number FROM content WHERE as_read IS NOT NULL")
        return [number for (number,) in rows]

    def standing(self) -> Iterator[tuple[str, int, int, str | None]]:
        """Yield id, number, last commit and own source of each article."""
        for root in self._given:
            rows = self._rows(
                "SELECT f.place, a.suffix, a.number, a.generation, a.source FROM file f "
                "JOIN article a ON a.file = f.id WHERE f.root = ? ORDER BY f.place, a.record",
                (root,),
            )
            for place, suffix, number, generation, source in rows:
                yield self._name(root, place, suffix), number, generation, source

    # -- for checks --------------------------------------------------------------------------

    def integrity(self) -> list[str]:
        """Return what the database finds wrong with its own file; empty when it is sound."""
        lines = [str(line) for (line,) in self._rows("PRAGMA integrity_check")]
        return [] if lines == ["ok"] else lines

    def value(self, statement: str) -> Any:
        """Return the one value that a statement of ours gives."""
        return self._rows(statement)[0][0]

    def passage_counts(self) -> dict[int, int]:
        """Return how many passages each article has, those that do not count among them, by number."""
        rows = self._rows("SELECT number, length(passages) FROM content")
        return {number: passages_in(size) for number, size in rows}

    def files(self) -> Iterator[tuple[str, int, bytes]]:
        """Yield the path, the size and the digest of each recorded file."""
        for root in self._given:
            rows = self._rows("SELECT place, size, digest FROM file WHERE root = ? ORDER BY place", (root,))
            for place, size, digest in rows:
                yield self._name(root, place, b""), size, digest

    def places(self) -> Iterator[tuple[str, int]]:
        """Yield the path of each recorded file, and how many folders hold it from its root on."""
        for root in self._given:
            for (place,) in self._rows("SELECT place FROM file WHERE root = ? ORDER BY place", (root,)):
                yield self._name(root, place, b""), depth_of(place)

    # -- from rows to values -----------------------------------------------------------------

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            with closing(self._connection.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            raise _fault(error, self.folder) from error

    def _stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The same row by row, for more than should be held."""
        try:
            with closing(self._connection.execute(statement, values)) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise _fault(error, self.folder) from error

    def _roots_as_given(self, paths: Sequence[str]) -> dict[int, str]:
        """The roots by id with the path each was given by now, in the order given."""
        rows = self._rows("SELECT id, place FROM root")
        roots = {decode_name(place): int(root) for root, place in rows if place != ANYWHERE}
        given: dict[int, str] = {}
        for path in paths or sorted(roots):
            root = roots.get(resolved([path])[0])
            if root is not None:
                given.setdefault(root, path)
        if len(given) < len(roots) or (paths and resolved(paths) != tuple(sorted(roots))):
            raise LibraryError(
                f"the library in {clean_line(str(self.folder))} is of other paths",
                hint="briefing library info names them",
            )
        given.update((int(root), "") for root, place in rows if place == ANYWHERE)
        return given

    def _name(self, root: int, place: bytes, suffix: bytes) -> str:
        return name_of(self._given[root], place, suffix)

    def _head(self, row: tuple[Any, ...]) -> ArticleHead:
        number, root, place, suffix, title, source, author, published, language, *rest = row
        words, passages, fingerprint, has_title, extractor, figures = rest
        return ArticleHead(
            id=self._name(root, place, suffix),
            number=number,
            title=title,
            source=source,
            author=author,
            published=published,
            language=language,
            words=words,
            passages=passages,
            figures=figures,
            fingerprint=fingerprint,
            has_title=bool(has_title),
            extractor=extractor,
        )

    def _stored(self, row: tuple[Any, ...]) -> StoredArticle:
        number, source, published = row[-3:]
        rows = self._rows(_PACKED, (number,))
        found = {analysis: (version, packed) for analysis, version, packed in rows}
        packed = {
            one.name: found[one.number][1]
            for one in (annotators() if found else ())
            if one.number in found and found[one.number][0] == one.version
        }
        return StoredArticle(number, self._article(row[:-3]), packed, (source, published))

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Let everything asked inside the block be answered of one commit."""
        if self._connection.in_transaction:
            yield
            return
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("COMMIT")

    def _article(self, row: tuple[Any, ...]) -> Article:
        import json

        root, place, suffix, packed_text, packed_passages, packed_as_read, *rest = row
        title, has_title, source, author, published, published_by, *rest = rest
        language, url, fingerprint, source_by, encoding, warnings, origin, extractor, fetched = rest
        text = unpack_text(packed_text)
        return Article(
            id=self._name(root, place, suffix),
            text=text,
            passages=unpack_passages(packed_passages, len(text)),
            title=title,
            has_title=bool(has_title),
            source=source,
            author=author,
            published=published,
            published_by=cast(PublishedBy, published_by),
            language=language,
            url=url,
            fingerprint=fingerprint,
            source_by=source_by,
            encoding=encoding,
            warnings=tuple(json.loads(warnings)),
            origin=origin,
            extractor=extractor,
            fetched=fetched,
            as_read=unpack_as_read(packed_as_read, len(text)) if packed_as_read is not None else None,
        )


def _below(given: str, name: str) -> str | None:
    """Return what follows the root `given` in the id `name`, or None where it is not below it."""
    if not name.startswith(given):
        return None
    rest = name[len(given) :]
    if not rest or rest.startswith("#"):
        return rest
    if not given or given.endswith("/"):
        return rest
    return rest[1:] if rest.startswith("/") else None


def _fault(error: sqlite3.Error, folder: Path) -> LibraryError:
    """Return what a user is told of an error of the database."""
    place = clean_line(str(folder))
    if is_damage(error) or "no such table" in str(error):
        return LibraryError(f"the library in {place} is damaged", hint="briefing library build mends it")
    return LibraryError(f"the library in {place} cannot be read: {clean_line(str(error))}")
