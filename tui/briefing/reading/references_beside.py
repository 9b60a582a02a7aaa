"""What reading lists say of the articles that lie beside them, or in folders below.

A list is found again whenever an article is read: which lists a folder holds is asked of the folder, and what
stands in one is kept as long as the file is the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import ReadError
from briefing.files.clock import RECENT_NS
from briefing.files.fetch_record import SUFFIX as FETCHED
from briefing.model.article import Article
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.input_bytes import open_file
from briefing.text.matching_keys import address_key, title_key

if TYPE_CHECKING:
    from briefing.reading.reference_lists import ListedReference

_ALWAYS, _PERHAPS = (".ris", ".bib"), (".json", ".csv")
_PAGE_NAMES = ("export", "pocket")
"""In the names of lists that are web pages: a folder may hold thousands of other pages."""
_MOST_LISTS = 20
"""Files of a folder that are looked into."""
_LARGEST = 20_000_000
_HEAD = 4_096
_SHORTEST_TITLE = 8
"""Letters of a title, or of the name of a file, by which an article is known."""
_GIVEN = ("front matter", "record")
"""Who keeps a file wrote this for the very article."""
_STATED = (*_GIVEN, "metadata")
"""Also another article may have the same title, as a reprint has: a document says what it is."""
READING_LIST: Final = "reading list"


class ListFile(NamedTuple):
    """A file that may be a reading list, as it stands on disk now."""

    path: str
    size: int
    mtime_ns: int


def may_be_list(name: str) -> bool:
    """Tell by its name whether a file may be a reading list."""
    low = name.lower()
    if low.endswith(FETCHED):
        return False
    return low.endswith((*_ALWAYS, *_PERHAPS)) or (
        low.endswith((".html", ".htm")) and any(part in low for part in _PAGE_NAMES)
    )


def references_above(path: str, depth: int) -> list[References]:
    """Return what the reading lists in the `depth` folders that hold a file say, those beside it first."""
    found: list[References] = []
    folder = path
    for _ in range(depth):
        folder = os.path.dirname(folder)  # noqa: PTH120 - for each file of a large folder
        found.extend(references for _, references in _lists_in(folder))
    return found


def lists_beside(files: Iterable[tuple[str, int]]) -> dict[str, list[ListFile]]:
    """Return the reading lists that concern `files` (path and depth of each), by the folders they lie in."""
    folders: set[str] = set()
    for path, depth in files:
        folder = path
        for _ in range(depth):
            folder = os.path.dirname(folder)  # noqa: PTH120
            if folder in folders:
                break
            folders.add(folder)
    found = ((folder, [file for file, _ in _lists_in(folder)]) for folder in sorted(folders))
    return {folder: lists for folder, lists in found if lists}


def _lists_in(folder: str) -> Iterator[tuple[ListFile, References]]:
    """Yield the reading lists that lie in a folder itself, with what they say."""
    try:
        changed = os.stat(folder or ".").st_mtime_ns  # noqa: PTH116
        names = (_look_for_names if _is_recent(changed) else _names_in)(folder, changed)
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found = ListFile(path, status.st_size, status.st_mtime_ns)
        if (references := _references_of(found)) is not None:
            yield found, references


def with_references(article: Article, path: str, lists: Iterable[References]) -> Article:
    """Return an article of the file at `path` with what the first of `lists` that knows it says of it.

    What its file says by front matter or in its record stands; a list completes it.
    """
    for table in lists:
        if (reference := table.of_place(article, path)) is not None:
            return _applied(article, reference, _GIVEN)
        if (reference := table.of_title(article)) is not None:
            return _applied(article, reference, _STATED)
    return article


class References:
    """The references of one list, by what tells which article each is of."""

    def __init__(self, references: Iterable[ListedReference]) -> None:
        self._by_address: dict[str, ListedReference] = {}
        self._by_title: dict[str, list[ListedReference]] = {}
        self._by_file: dict[str, list[tuple[tuple[str, ...], ListedReference]]] = {}
        for one in references:
            if key := address_key(one.url):
                self._by_address.setdefault(key, one)
            if len(key := title_key(one.title)) >= _SHORTEST_TITLE:
                self._by_title.setdefault(key, []).append(one)
            for parts in one.files:
                self._by_file.setdefault(parts[-1].casefold(), []).append((parts, one))

    def of_place(self, article: Article, path: str) -> ListedReference | None:
        """Return what is said of an article by its file or its address; None where nothing is."""
        if article.id == path and (attached := self._attached(path)) is not None:
            return attached
        return self._by_address.get(address_key(article.url)) if article.url else None

    def of_title(self, article: Article) -> ListedReference | None:
        """Return what is said of an article of this title; None where it is nothing, or of several."""
        named = self._by_title.get(title_key(article.title), []) if article.has_title else []
        return named[0] if len(named) == 1 else None

    def _attached(self, path: str) -> ListedReference | None:
        """The reference to which the file is attached: of several, that of most of its folders."""
        place = path.replace("\\", "/").split("/")
        found = [(_alike(parts, place), one) for parts, one in self._by_file.get(place[-1].casefold(), ())]
        most = max((likeness for likeness, _ in found), default=0)
        if most == 1 and len(title_key(os.path.splitext(place[-1])[0])) < _SHORTEST_TITLE:  # noqa: PTH122
            # Any folder may have a file of such a name.
            return None
        best = [one for likeness, one in found if likeness == most]
        return best[0] if len(best) == 1 else None


def _alike(parts: tuple[str, ...], place: list[str]) -> int:
    """How many of the last parts of two paths are the same."""
    count = 0
    for one, other in zip(reversed(parts), reversed(place), strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count


def _applied(article: Article, said: ListedReference, standing: Collection[str]) -> Article:
    """The article with what is said of it, but for what is known by one of those `standing`."""
    if article.published_by in standing or article.source_by in standing:
        said = replace(
            said,
            title="" if article.has_title else said.title,
            author="" if article.author else said.author,
            source="" if article.source_by in standing else said.source,
            published="" if article.published_by in standing else said.published,
        )
    if said.title:
        article = replace(article, title=said.title, has_title=True)
    if said.source:
        article = replace(article, source=said.source, source_by=READING_LIST)
    if said.published:
        article = replace(article, published=said.published, published_by=READING_LIST)
    return replace(article, author=said.author or article.author, url=article.url or said.url or None)


def _is_recent(mtime_ns: int) -> bool:
    """Whether what was changed then may be changed again without another time."""
    return time.time_ns() - mtime_ns < RECENT_NS


def _look_for_names(folder: str, _changed: int) -> tuple[str, ...]:
    """Names of the files in a folder that may be lists, as the folder was when it was last `_changed`."""
    with os.scandir(folder or ".") as children:
        names = [
            one.name
            for one in children
            if may_be_list(one.name) and not one.name.startswith(".") and one.is_file(follow_symlinks=False)
        ]
    names.sort(key=lambda name: (not name.lower().endswith(_ALWAYS), name))
    return tuple(names[:_MOST_LISTS])


_names_in = lru_cache(maxsize=4_096)(_look_for_names)


def _references_of(file: ListFile) -> References | None:
    """The references of a list; None where the file is none, is damaged or cannot be read."""
    return (_look_for_references if _is_recent(file.mtime_ns) else _references_in)(file)


def _look_for_references(file: ListFile) -> References | None:
    if not 0 < file.size <= _LARGEST:
        return None
    # Few folders hold a file that may be a list: what takes one apart is loaded for those alone.
    from briefing.reading.reference_lists import is_reference_list, read_references

    try:
        with open_file(file.path) as stream:
            head = stream.read(_HEAD)
            if not is_reference_list(decode_head(head)):
                return None
            found = read_references(decode_filled(head + stream.read(_LARGEST)).text)
    except (ReadError, OSError):
        # Reading it as a file says what is wrong with it.
        return None
    return References(found) if found else None


_references_in = lru_cache(maxsize=256)(_look_for_references)
