"""The topics of a library on disk: the tables they are stored in, and how they are written.

One database file beside the library's own, replaced whole: it belongs to one commit of the library
and one steering, and never changes.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import count, groupby
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from briefing.errors import LibraryError
from briefing.files.atomic import why
from briefing.files.disk import private_file, private_folder
from briefing.library.index_marks import IndexMark
from briefing.library.locations import TOPICS
from briefing.model.steering import SteeredTopics, Steering
from briefing.model.topic import Topic, TopicPassage
from briefing.text.clean import clean_line

FILE = "stored.sqlite3"
FORMAT = 4
"""Stands in the file's header; one of another format is made anew."""
MOST_SOURCES = 100
"""Sources of a topic that are named."""
ENTRY = Struct("<IH")
"""A passage's number, and its weight in steps of `STEP`: weights have no more decimals."""
STEP = 1e-4

_TABLES = (
    "CREATE TABLE state (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    # In the order shown; what is inside a topic stands behind it. `about` counts articles mostly about it.
    """
    CREATE TABLE topic (
        number INTEGER PRIMARY KEY,
        broad INTEGER,
        label TEXT NOT NULL,
        keywords TEXT NOT NULL,
        weights TEXT NOT NULL,
        key TEXT NOT NULL,
        share REAL NOT NULL,
        passages INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        about INTEGER NOT NULL,
        sources TEXT NOT NULL
    )
    """,
    # All articles in order, also those that no topic is about: walking begins at any of them.
    "CREATE TABLE place (article INTEGER PRIMARY KEY, place INTEGER NOT NULL UNIQUE)",
    # The passages of an article in a topic, packed.
    """
    CREATE TABLE held (
        topic INTEGER NOT NULL,
        place INTEGER NOT NULL,
        article INTEGER NOT NULL,
        best REAL NOT NULL,
        passages BLOB NOT NULL,
        PRIMARY KEY (topic, place)
    ) WITHOUT ROWID
    """,
)
_INDEXES = (
    "CREATE INDEX held_article ON held (article)",
    "CREATE INDEX held_best ON held (topic, best)",
)


class Standing(NamedTuple):
    """An article as the topics know it."""

    number: int
    source: str


def topics_folder(folder: Path) -> Path:
    """Return where the topics of the library in `folder` lie."""
    return folder / TOPICS


def steering_text(steering: Steering) -> str:
    """Return a steering as one text, the same for the same steps."""
    return json.dumps([step.to_dict() for step in steering.steps], sort_keys=True)


def write_topics(
    folder: Path,
    commit: IndexMark,
    topics: SteeredTopics,
    standing: Mapping[str, Standing],
) -> None:
    """Put `topics`, of that commit, in the place of those stored in the library in `folder`.

    `standing` gives every article of the library by the id the topics have it under. LibraryError when
    it cannot be done.
    """
    home = topics_folder(folder)
    made = home / f"{FILE}.{os.getpid()}.new"
    try:
        private_folder(home)
        made.unlink(missing_ok=True)
        private_file(made)
        with closing(sqlite3.connect(made, isolation_level=None)) as database:
            _fill(database, commit, topics, standing)
        made.replace(home / FILE)
    except OSError as error:
        raise LibraryError(f"the topics could not be stored: {why(error)}") from error
    except sqlite3.Error as error:
        raise LibraryError(f"the topics could not be stored: {clean_line(str(error))}") from error
    finally:
        made.unlink(missing_ok=True)


def _fill(
    database: sqlite3.Connection,
    commit: IndexMark,
    topics: SteeredTopics,
    standing: Mapping[str, Standing],
) -> None:
    # A file that is not whole is never put in place, so that nothing need be safe before that.
    for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN", *_TABLES):
        database.execute(statement)
    place_of = {name: place for place, name in enumerate(sorted(standing))}
    database.executemany(
        "INSERT INTO place VALUES (?, ?)",
        ((standing[name].number, place) for name, place in place_of.items()),
    )
    for number, broad, topic in _numbered(topics.topics, None, count()):
        _put(database, number, broad, topic, standing, place_of)
    values = {
        "identity": commit.identity,
        "generation": commit.generation,
        "steering": steering_text(topics.steering),
        "waiting": json.dumps([n for n, step in enumerate(topics.steering.steps) if step in topics.waiting]),
        "version": os.urandom(8).hex(),
        "sources": json.dumps(Counter(one.source for one in standing.values()).most_common(MOST_SOURCES)),
    }
    database.executemany("INSERT INTO state VALUES (?, ?)", values.items())
    for statement in (*_INDEXES, f"PRAGMA user_version = {FORMAT}", "COMMIT"):
        database.execute(statement)


def _numbered(
    topics: Iterable[Topic], broad: int | None, numbers: Iterator[int]
) -> Iterator[tuple[int, int | None, Topic]]:
    """Yield topics and all inside them: its number, that of what it is right inside of, the topic."""
    for topic in topics:
        number = next(numbers)
        yield number, broad, topic
        yield from _numbered(topic.stories, number, numbers)


def _put(
    database: sqlite3.Connection,
    number: int,
    broad: int | None,
    topic: Topic,
    standing: Mapping[str, Standing],
    place_of: Mapping[str, int],
) -> None:
    articles, passages = Counter[str](), Counter[str]()

    def rows() -> Iterator[tuple[int, int, int, float, bytes]]:
        for name, group in groupby(topic.passages, key=_article_of):
            held = list(group)
            source = standing[name].source
            articles[source] += 1
            passages[source] += len(held)
            best = max(one.weight for one in held)
            yield number, place_of[name], standing[name].number, best, pack(held)

    database.executemany("INSERT INTO held VALUES (?, ?, ?, ?, ?)", rows())
    ranked = sorted(passages, key=lambda source: (-passages[source], source))[:MOST_SOURCES]
    database.execute(
        "INSERT INTO topic VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            broad,
            topic.label,
            json.dumps(topic.keywords),
            json.dumps(topic.weights),
            topic.key,
            topic.share,
            len(topic.passages),
            articles.total(),
            topic.articles,
            json.dumps([(source, articles[source], passages[source]) for source in ranked]),
        ),
    )


def pack(passages: Iterable[TopicPassage]) -> bytes:
    """Return passages of one article as bytes."""
    return b"".join(ENTRY.pack(one.passage, round(one.weight / STEP)) for one in passages)


def unpack(article: str, packed: bytes) -> list[TopicPassage]:
    """Return the passages of `pack`."""
    return [
        TopicPassage(article, number, round(steps * STEP, 4)) for number, steps in ENTRY.iter_unpack(packed)
    ]


def _article_of(passage: TopicPassage) -> str:
    return passage.article
