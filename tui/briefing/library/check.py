"""Looking for faults in a library: everything stored is taken apart and compared with itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.analyses.articles import annotators
from briefing.analyses.corpus_analyses import kept_as
from briefing.errors import LibraryError
from briefing.library.index_marks import mark_file, read_mark
from briefing.library.reader import Library
from briefing.text.fingerprint import fingerprint

_REPORT_EVERY = 500


class Fault(NamedTuple):
    """One thing that is wrong."""

    what: str
    """Which part: `database`, an index, an article's id or a file."""
    fault: str
    """In words for the user."""


class Checked(NamedTuple):
    """How many articles have been looked at, of how many."""

    done: int
    total: int


_RULES = (
    (
        "SELECT count(*) FROM article WHERE number NOT IN (SELECT number FROM content)",
        "articles have no text",
    ),
    (
        "SELECT count(*) FROM content WHERE number NOT IN (SELECT number FROM article)",
        "texts have no article",
    ),
    ("SELECT count(*) FROM article WHERE file NOT IN (SELECT id FROM file)", "articles have no file"),
    ("SELECT count(*) FROM failure WHERE file NOT IN (SELECT id FROM file)", "failures have no file"),
    ("SELECT count(*) FROM file WHERE root NOT IN (SELECT id FROM root)", "files have no root"),
    (
        "SELECT count(*) FROM annotated WHERE number NOT IN (SELECT number FROM article)",
        "findings have no article",
    ),
    (
        "SELECT count(*) FROM removed WHERE number IN (SELECT number FROM article)",
        "articles are there and removed at once",
    ),
    (
        "SELECT count(*) FROM article WHERE generation > (SELECT value FROM state WHERE name = 'generation')",
        "articles are newer than the last commit",
    ),
)
"""What must be 0, and what is said of it where it is not."""


def check_library(library: Library) -> Iterator[Fault | Checked]:
    """Yield every fault found in the database of `library`, and now and then how far the check is."""
    yield from _database(library)
    yield from _marks(library.folder, str(library.state("identity", "")), library.generation())
    numbers = library.numbers()
    if len(numbers) != library.count():
        yield Fault("database", f"{library.count() - len(numbers)} articles stand in no list")
    for done, head in enumerate(library.heads(), 1):
        try:
            article = library.article(head.number)
            found = annotated(library, head.number)
        except LibraryError as error:
            yield Fault(head.id, error.message)
            continue
        counted = article.counted()
        if (article.words(), counted) != (head.words, head.passages) or not found:
            yield Fault(head.id, "its counts are not those of its text")
        if fingerprint(article.text) != article.fingerprint:
            yield Fault(head.id, "its text is not the one it was recorded with")
        if done % _REPORT_EVERY == 0 or done == len(numbers):
            yield Checked(done, len(numbers))


def annotated(library: Library, number: int) -> bool:
    """Tell whether what analyses found in an article is as much as was recorded.

    LibraryError where it cannot be read.
    """
    counts = library.annotation_counts(number)
    for one in annotators():
        found = library.annotations(number, one.name)
        if found is not None and counts.get(one.number) != len(found):
            return False
    return True


def _database(library: Library) -> Iterator[Fault]:
    try:
        for line in library.integrity():
            yield Fault("database", line)
        for statement, words in _RULES:
            count = library.value(statement)
            if count:
                yield Fault("database", f"{count} {words}")
    except (LibraryError, sqlite3.Error) as error:
        yield Fault("database", str(error))


def _marks(folder: Path, identity: str, generation: int) -> Iterator[Fault]:
    """Faults of the indexes' marks. One that is behind is none: the next build goes on from it."""
    for name in kept_as("index"):
        mark = read_mark(mark_file(folder, name))
        if mark is None:
            continue
        if mark.identity != identity:
            yield Fault(name, "the index belongs to another library")
        elif mark.generation > generation:
            yield Fault(name, "the index is ahead of its library")
        elif not (folder / name).is_dir():
            yield Fault(name, "the index is gone")
