"""The tables of a library, and the format that makes a library readable.

There are no migrations: a library of another format is worked out again.
"""

from __future__ import annotations

import zlib

from briefing import __version__

LAYOUT = 7
"""Raised with every change to what is stored or how."""


def format_of(layout: int, version: str) -> int:
    """Return the format of libraries of a layout that a version of the program makes: 31 bits.

    Another version may find other figures and topics in the same texts: what was worked out by one
    is not mixed with what another works out.
    """
    return zlib.crc32(f"{layout} {version}".encode()) >> 1


FORMAT = format_of(LAYOUT, __version__)
"""Stands in the file's header."""

ANALYSIS_BITS = 8
"""Of an annotation's place; the bits above are the number of the article."""


def annotation_place(number: int, analysis: int) -> int:
    """Return where what an analysis found in an article is stored."""
    return number << ANALYSIS_BITS | analysis


ANYWHERE = b""
"""The root of articles that lie below no path; only a library in memory has it."""

APPLICATION_ID = 0x4252464C
"""Tells our libraries from other databases (`BRFL`); stands in the file's header too."""

TABLES: tuple[str, ...] = (
    # One row for each path the library was made of: absolute, links resolved.
    "CREATE TABLE root (id INTEGER PRIMARY KEY, place BLOB NOT NULL UNIQUE)",
    # `place` is the path below the root with NUL for every slash, so that sorting by it is the order
    # in which a folder is walked; it is empty for a root that is a file.
    """
    CREATE TABLE file (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL,
        place BLOB NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        changed_ns INTEGER NOT NULL,
        digest BLOB NOT NULL,
        UNIQUE (root, place)
    )
    """,
    "CREATE INDEX file_digest ON file (digest)",
    # What lists show. A number is never given twice, so that no index can mistake one article for another.
    """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        file INTEGER NOT NULL,
        record INTEGER NOT NULL,
        suffix BLOB NOT NULL,
        fingerprint TEXT NOT NULL,
        title TEXT NOT NULL,
        has_title INTEGER NOT NULL,
        source TEXT,
        source_by TEXT NOT NULL,
        author TEXT,
        published TEXT,
        published_by TEXT NOT NULL,
        language TEXT NOT NULL,
        url TEXT,
        encoding TEXT NOT NULL,
        warnings TEXT NOT NULL,
        origin TEXT,
        extractor TEXT,
        fetched TEXT,
        words INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        set_source TEXT,
        set_published TEXT,
        generation INTEGER NOT NULL,
        UNIQUE (file, suffix)
    )
    """,
    "CREATE INDEX article_order ON article (file, record)",
    "CREATE INDEX article_generation ON article (generation)",
    "CREATE INDEX article_fingerprint ON article (fingerprint)",
    # `as_read` is there only where passages are boilerplate because they stand in many articles.
    """
    CREATE TABLE content (
        number INTEGER PRIMARY KEY,
        text BLOB NOT NULL,
        passages BLOB NOT NULL,
        as_read BLOB
    )
    """,
    "CREATE INDEX content_decided ON content (number) WHERE as_read IS NOT NULL",
    # What analyses found in each article: first what can be counted without reading it, then the things
    # themselves, under the number of the article times 256 and that of the analysis (`annotation_place`).
    # An article need not have a row of every analysis: what is missing is worked out when it is asked for,
    # and kept at the next build.
    """
    CREATE TABLE annotated (
        number INTEGER NOT NULL,
        analysis INTEGER NOT NULL,
        version INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (number, analysis)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE annotation (place INTEGER PRIMARY KEY, packed BLOB NOT NULL)",
    # What of a file could not be read, so that it need not be tried again.
    """
    CREATE TABLE failure (
        file INTEGER NOT NULL,
        position INTEGER NOT NULL,
        suffix BLOB NOT NULL,
        reason TEXT NOT NULL,
        skipped INTEGER NOT NULL,
        PRIMARY KEY (file, position)
    ) WITHOUT ROWID
    """,
    # Numbers that are gone, until every index has forgotten them.
    "CREATE TABLE removed (number INTEGER PRIMARY KEY, generation INTEGER NOT NULL)",
    "CREATE INDEX removed_generation ON removed (generation)",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
)
