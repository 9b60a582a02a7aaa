"""The topics of a library as its readers see them: nothing is held but what a screen shows.

Files are never changed, only replaced. A handle on the passages of a topic names the file it was
made from; once that has been replaced, the topics are to be asked for anew.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, overload

from briefing.errors import LibraryError
from briefing.library.reader import Library
from briefing.library.topic_tables import ENTRY, FILE, FORMAT, steering_text, topics_folder, unpack
from briefing.lru_cache import LruCache
from briefing.model.article import Ref
from briefing.model.steering import SteeredTopics, Steering
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_passages import SourceShare, StoredPassages
from briefing.text.clean import clean_line

PAGE = 200
"""Articles fetched at once where the passages of a topic are gone through."""
ARTICLES = 64
"""Articles whose topics are kept for the next time they are asked for."""


class TopicStore:
    """The stored topics of one library. Not safe to use from several threads at once."""

    def __init__(self, library: Library) -> None:
        """Open what lies in the folder of `library`, which names the articles and is not closed here.

        LibraryError when there is nothing that can be read.
        """
        self._library = library
        path = topics_folder(library.folder) / FILE
        if not path.is_file():
            raise LibraryError("no topics are stored in the library")
        try:
            # Never changed once it is in place: no lock is needed, nor can one be had on every disk.
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _fault(error) from error
        if self._rows("PRAGMA user_version")[0][0] != FORMAT:
            self._database.close()
            raise LibraryError("the stored topics are of another format")
        self._state = dict(self._rows("SELECT name, value FROM state"))
        self._articles: LruCache[str, dict[int, list[TopicPassage]]] = LruCache(ARTICLES)

    def close(self) -> None:
        """Close the file; nothing can be asked then."""
        self._database.close()

    @property
    def version(self) -> str:
        """Tells this file from all others."""
        return str(self._state["version"])

    @property
    def sources(self) -> dict[str, int]:
        """The commonest sources of all articles, with their articles; `""` for those that name none."""
        return {str(name): int(count) for name, count in json.loads(self._state["sources"])}

    def current(self, steering: Steering, *, held: bool = False) -> SteeredTopics | None:
        """All topics, as `topics` gives them; None where these are of another commit of the library or
        another steering, or damaged: they are worked out again then.
        """
        of = (*self._library.last_commit(), steering_text(steering))
        try:
            if (self._state["identity"], self._state["generation"], self._state["steering"]) != of:
                return None
            return self.topics(steering, held=held)
        except (LibraryError, ValueError, KeyError, TypeError, struct.error):
            return None

    def belongs_to(self, identity: str) -> bool:
        """Whether these are topics of that library, of whatever commit."""
        return bool(self._state["identity"] == identity)

    def topics(self, steering: Steering, *, held: bool = False) -> SteeredTopics:
        """All topics, as they were under `steering`; passages are `held`, or looked up when they are asked
        for.
        """
        names = {number: name for name, number, _, _ in self._library.standing()} if held else {}
        inside: dict[int | None, list[int]] = {}
        found: dict[int, Topic] = {}
        rows = self._rows(
            "SELECT number, broad, label, keywords, weights, key, share, passages, articles, about, "
            "sources "
            "FROM topic ORDER BY number"
        )
        for number, within, label, keywords, weights, key, share, passages, articles, about, sources in rows:
            shares = tuple(SourceShare(*one) for one in json.loads(sources))
            there: Sequence[TopicPassage] = (
                tuple(self._held(number, names))
                if held
                else PassagePages(
                    str(self._library.folder),
                    self._library.paths,
                    self.version,
                    number,
                    passages,
                    articles,
                    shares,
                )
            )
            words, worth = tuple(json.loads(keywords)), tuple(json.loads(weights))
            found[number] = Topic(label, words, share, there, key, worth, articles=about)
            inside.setdefault(within, []).append(number)
        # What is inside a topic stands behind it, and is whole before it.
        for number in reversed(found):
            stories = tuple(found[one] for one in inside.get(number, ()))
            found[number] = replace(found[number], stories=stories)
        broadest = tuple(found[number] for number in inside.get(None, ()))
        waiting = [number for number in json.loads(self._state["waiting"]) if number < len(steering.steps)]
        return SteeredTopics(broadest, steering, tuple(steering.steps[number] for number in waiting))

    # -- passages of one topic ---------------------------------------------------------------

    def _held(self, topic: int, names: Mapping[int, str]) -> Iterator[TopicPassage]:
        """Every passage of a topic; LibraryError where one is of no article that has a name."""
        rows = self._rows("SELECT article, passages FROM held WHERE topic = ? ORDER BY place", (topic,))
        for article, packed in rows:
            if article not in names:
                raise LibraryError("the stored topics name articles that are not there")
            yield from unpack(names[article], packed)

    def passages(self, topic: int) -> Iterator[TopicPassage]:
        """Yield the passages of topic number `topic`; those of articles that have gone are left out."""
        place = -1
        while rows := self._rows(
            "SELECT place, article, passages FROM held WHERE topic = ? AND place > ? ORDER BY place LIMIT ?",
            (topic, place, PAGE),
        ):
            place = rows[-1][0]
            names = {head.number: head.id for head in self._library.heads_of([row[1] for row in rows])}
            for _, article, packed in rows:
                if article in names:
                    yield from unpack(names[article], packed)

    def article_numbers(self, topic: int) -> list[int]:
        """Return the number of each article that speaks of a topic."""
        rows = self._rows("SELECT article FROM held WHERE topic = ? ORDER BY place", (topic,))
        return [number for (number,) in rows]

    def numbered(self, topic: int) -> Iterator[tuple[int, int]]:
        """Yield the article's number and its own of each passage of a topic."""
        place = -1
        while rows := self._rows(
            "SELECT place, article, passages FROM held WHERE topic = ? AND place > ? ORDER BY place LIMIT ?",
            (topic, place, PAGE),
        ):
            place = rows[-1][0]
            for _, article, packed in rows:
                for number, _ in ENTRY.iter_unpack(packed):
                    yield article, number

    def weightiest(self, topic: int, most: int) -> list[TopicPassage]:
        """Return at most `most` of the passages that are most about a topic, in order."""
        rows = self._rows(
            # An article of one of them has at least one passage among the weightiest of all.
            "SELECT place, article, passages FROM held WHERE topic = ? ORDER BY best DESC, place LIMIT ?",
            (topic, most),
        )
        names = {head.number: head.id for head in self._library.heads_of([row[1] for row in rows])}
        found = [
            (-passage.weight, place, passage.passage, passage)
            for place, article, packed in rows
            if article in names
            for passage in unpack(names[article], packed)
        ]
        found.sort(key=lambda row: row[:3])
        return [row[3] for row in sorted(found[:most], key=lambda row: row[1:3])]

    def in_article(self, topic: int, name: str) -> tuple[TopicPassage, ...]:
        """Return the passages of a topic in one article."""
        found = self._articles.get(name)
        if found is None:
            number = self._library.number(name)
            rows = self._rows("SELECT topic, passages FROM held WHERE article = ?", (number,))
            found = self._articles[name] = {at: unpack(name, packed) for at, packed in rows}
        return tuple(found.get(topic, ()))

    def next_to(self, topic: int, ref: Ref, direction: int) -> Ref | None:
        """Return the passage of a topic behind `ref`, or before it, round at the end."""
        forward = direction > 0
        inside = [one.passage for one in self.in_article(topic, ref.article)]
        beyond = [one for one in inside if (one > ref.passage if forward else one < ref.passage)]
        if beyond:
            return Ref(ref.article, beyond[0] if forward else beyond[-1])
        place = self._place(ref.article)
        for begin in (place, None):
            found = self._first_from(topic, begin, forward=forward)
            if found is not None:
                return found
        return None

    def _place(self, name: str) -> int | None:
        rows = self._rows("SELECT place FROM place WHERE article = ?", (self._library.number(name),))
        return rows[0][0] if rows else None

    def _first_from(self, topic: int, place: int | None, *, forward: bool) -> Ref | None:
        """The first passage of the articles behind (before) `place`; of all of them where it is None."""
        order, sign = ("ASC", ">") if forward else ("DESC", "<")
        while True:
            bound = f"AND place {sign} ?" if place is not None else ""
            rows = self._rows(
                f"SELECT place, article, passages FROM held WHERE topic = ? {bound} "  # noqa: S608 - our own words
                f"ORDER BY place {order} LIMIT 1",
                (topic,) if place is None else (topic, place),
            )
            if not rows:
                return None
            place, article, packed = rows[0]
            name = self._library.name(article)
            if name is not None:
                passages = unpack(name, packed)
                return Ref(name, passages[0 if forward else -1].passage)

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            with closing(self._database.execute(statement, values)) as cursor:
                return cursor.fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # A message that quotes a damaged schema need not be text.
            raise _fault(error) from error


@dataclass(frozen=True, slots=True)
class PassagePages(StoredPassages):
    """The passages of one stored topic."""

    folder: str
    paths: tuple[str, ...]
    version: str
    topic: int
    size: int
    articles: int
    sources: tuple[SourceShare, ...]

    def __len__(self) -> int:
        """How many there were when they were stored."""
        return self.size

    def __iter__(self) -> Iterator[TopicPassage]:
        """Each of them, some articles fetched at a time."""
        return self._store().passages(self.topic)

    @overload
    def __getitem__(self, index: int) -> TopicPassage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TopicPassage]: ...
    def __getitem__(self, index: int | slice) -> TopicPassage | Sequence[TopicPassage]:
        """One, or several as a list: they are gone through up to there."""
        if isinstance(index, slice):
            begin, end, step = index.indices(self.size)
            if step > 0:
                return list(islice(self, begin, end, step))
            return list(self)[index]
        place = index + self.size if index < 0 else index
        for passage in islice(self, max(place, 0), None) if place >= 0 else ():
            return passage
        raise IndexError(index)

    def in_article(self, article: str) -> tuple[TopicPassage, ...]:
        """Those of one article."""
        return self._store().in_article(self.topic, article)

    def next_to(self, ref: Ref, direction: int) -> Ref | None:
        """The first behind or before `ref`, round at the end."""
        return self._store().next_to(self.topic, ref, direction)

    def weightiest(self, most: int) -> Sequence[TopicPassage]:
        """The weightiest, in order."""
        return self._store().weightiest(self.topic, most)

    def article_numbers(self) -> Sequence[int]:
        """The numbers of the articles they are in."""
        return self._store().article_numbers(self.topic)

    def numbered(self) -> Iterator[tuple[int, int]]:
        """The number of its article and its own of each."""
        return self._store().numbered(self.topic)

    def _store(self) -> TopicStore:
        return _opened(self.folder, self.paths, self.version)


@lru_cache(maxsize=2)
def _opened(folder: str, paths: tuple[str, ...], version: str) -> TopicStore:
    """The stored topics of that version; LibraryError when others have taken their place."""
    library = Library.open(Path(folder), paths)
    try:
        store = TopicStore(library)
    except LibraryError:
        library.close()
        raise
    if store.version != version:
        store.close()
        library.close()
        raise LibraryError("the topics have been worked out anew meanwhile", hint="ask for them again")
    return store


def _fault(error: Exception) -> LibraryError:
    return LibraryError(f"the stored topics cannot be read: {clean_line(str(error))}")
