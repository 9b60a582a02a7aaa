"""Looking for faults in the stored topics of a library: each passage named is there, and counts agree."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing.files.sqlite_errors import is_damage
from briefing.library.reader import Library
from briefing.library.topic_tables import ENTRY, FILE, FORMAT, STEP, topics_folder
from briefing.text.clean import clean_line

WHOLE = round(1 / STEP)
"""The weight 1, in steps."""
_RULES = (
    ("SELECT count(*) FROM held WHERE topic NOT IN (SELECT number FROM topic)", "passages are of no topic"),
    (
        "SELECT count(*) FROM topic WHERE broad IS NOT NULL AND (broad >= number OR broad NOT IN "
        "(SELECT number FROM topic))",
        "stories are of no topic",
    ),
    (
        "SELECT count(*) FROM held h LEFT JOIN place p ON p.article = h.article "
        "WHERE p.place IS NULL OR p.place != h.place",
        "articles of topics stand in no list",
    ),
    (
        "SELECT count(*) FROM topic t WHERE t.articles != (SELECT count(*) FROM held WHERE topic = t.number)",
        "topics have other counts than their articles",
    ),
)
"""What must be 0, and what is said of it where it is not."""


def topic_faults(library: Library) -> Iterator[str]:
    """Yield what is wrong with the topics that are stored beside `library`, in words for the user.

    None are stored where none were ever worked out. Topics of an earlier commit are no fault: their
    articles may have changed or gone since.
    """
    path = topics_folder(library.folder) / FILE
    if not path.is_file():
        return
    try:
        with closing(_opened(path)) as database:
            yield from _faults(database, library)
    except sqlite3.Error as error:
        words = "are damaged" if is_damage(error) else f"cannot be read: {clean_line(str(error))}"
        yield f"the stored topics {words}"
    except (ValueError, KeyError, TypeError):
        yield "the stored topics are damaged"


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _faults(database: sqlite3.Connection, library: Library) -> Iterator[str]:
    lines = [str(line) for (line,) in database.execute("PRAGMA integrity_check")]
    if lines != ["ok"]:
        yield from lines
        return
    if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        # Of another version of the program: they are worked out again.
        return
    state: dict[str, Any] = dict(database.execute("SELECT name, value FROM state").fetchall())
    if state["identity"] != library.state("identity", ""):
        yield "the stored topics belong to another library"
        return
    for rule, words in _RULES:
        count = database.execute(rule).fetchone()[0]
        if count:
            yield f"{count} {words}"
    current = state["generation"] == library.generation()
    yield from _of_topics(database)
    yield from _passages(database, library, current=current)


def _of_topics(database: sqlite3.Connection) -> Iterator[str]:
    """Faults of what a topic is shown with."""
    for label, keywords, weights, share in database.execute(
        "SELECT label, keywords, weights, share FROM topic ORDER BY number"
    ):
        if not label or len(json.loads(keywords)) != len(json.loads(weights)) or not 0 <= share <= 1:
            yield f"the topic {clean_line(label) or 'without a name'} is damaged"


def _passages(database: sqlite3.Connection, library: Library, *, current: bool) -> Iterator[str]:
    """Faults of the passages that topics name."""
    sizes = library.passage_counts() if current else {}
    counts: dict[int, int] = {}
    missing = 0
    for topic, article, best, packed in database.execute("SELECT topic, article, best, passages FROM held"):
        if not packed or len(packed) % ENTRY.size:
            yield f"the passages of article {article} in topic {topic} are damaged"
            continue
        entries = list(ENTRY.iter_unpack(packed))
        numbers, steps = zip(*entries, strict=True)
        counts[topic] = counts.get(topic, 0) + len(entries)
        ordered = all(one < other for one, other in pairwise(numbers))
        if not ordered or not 0 < min(steps) <= max(steps) <= WHOLE or abs(max(steps) * STEP - best) > STEP:
            yield f"the passages of article {article} in topic {topic} are damaged"
        if current and numbers[-1] >= sizes.get(article, 0):
            missing += 1
    if missing:
        yield f"{missing} articles of topics are not there, or have fewer passages"
    for number, label, count in database.execute("SELECT number, label, passages FROM topic ORDER BY number"):
        if counts.get(number, 0) != count:
            yield f"the topic {clean_line(label)} has {counts.get(number, 0)} passages, not {count}"
