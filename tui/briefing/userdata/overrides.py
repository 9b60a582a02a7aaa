"""What a person said of an article by hand: who published it, and when.

Kept by the text's fingerprint, so that it follows a renamed file, and by the file's place, so
that it stays when the text is corrected. Words once given stay in the store; the newest count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.errors import UsageError
from briefing.files.clock import utc_now
from briefing.files.name_column import name_from_column, name_to_column
from briefing.text.clean import clean_line
from briefing.userdata.database_rows import UnreadRow, rows_as_stored
from briefing.userdata.real_paths import RealPaths, real_path_of
from briefing.working_folder import absolute_path

if TYPE_CHECKING:
    import sqlite3

    from briefing.model.article import Article
    from briefing.model.head import ArticleHead
    from briefing.model.repeated_text import RepeatedText
    from briefing.userdata.database import Database

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DETAIL_COLUMNS = ("seq", "fingerprint", "location", "source", "published", "made")
"""Columns of the table in their order."""
_ROW = ", ".join(DETAIL_COLUMNS)
_TEXT = "repeated text "
"""Begins the names of the facts that say whether a text is boilerplate; its key follows."""
_TEXT_RANGE = (_TEXT, _TEXT[:-1] + chr(ord(_TEXT[-1]) + 1))
_READ = "read text "
"""Begins the names of the facts that say whether a text was read; its fingerprint follows."""
_READ_RANGE = (_READ, _READ[:-1] + chr(ord(_READ[-1]) + 1))
_TEXTS = "SELECT name, value FROM fact WHERE name >= ? AND name < ? ORDER BY name"


@dataclass(frozen=True, slots=True)
class Override:
    """What a person set; None where nothing is set and the text's own answer stands."""

    source: str | None
    published: str | None
    """ISO date."""


@dataclass(frozen=True, slots=True)
class OverrideTable:
    """Everything that was set, for processes and libraries that look it up a hundred thousand times."""

    by_text: Mapping[str, Override]
    """By fingerprint."""
    by_place: Mapping[str, Override]
    """By absolute path, as it was given and with links followed."""
    by_words: Mapping[int, bool] = field(default_factory=dict)
    """Of texts that stand in many articles, by their keys: whether they are boilerplate."""
    _paths: RealPaths = field(default_factory=RealPaths, compare=False, repr=False)

    def applied(self, article: Article) -> Article:
        """Return an article, as it was read, with what was set for it."""
        found = self.find(article.fingerprint, article.id)
        return article if found is None else with_override(article, found)

    def applied_to_head(self, head: ArticleHead) -> ArticleHead:
        """Return the head of an article, as it was read, with what was set for it."""
        found = self.find(head.fingerprint, head.id)
        if found is None:
            return head
        return replace(head, source=found.source or head.source, published=found.published or head.published)

    def applied_to_texts(self, texts: Iterable[RepeatedText]) -> Iterator[RepeatedText]:
        """Yield texts that stand in many articles as the reader decided about them."""
        for text in texts:
            boilerplate = self.by_words.get(text.key, text.boilerplate)
            yield text if boilerplate == text.boilerplate else replace(text, boilerplate=boilerplate)

    def find(self, fingerprint: str, article_id: str) -> Override | None:
        """Return what was set for one article, None when nothing is."""
        if not self.by_text:
            return None
        details = self.by_text.get(fingerprint)
        if details is None:
            details = self.by_place.get(_absolute(article_id)) or self.by_place.get(
                self._paths.of(article_id)
            )
        return details if details is not None and (details.source or details.published) else None


NO_OVERRIDES = OverrideTable({}, {})


class OverrideStore:
    """The details in one database."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._clock = clock
        self.unread_met: tuple[UnreadRow, ...] = ()
        """The rows that could not be read when all were read last."""

    def set_details(
        self, fingerprint: str, article_id: str, *, source: str | None = None, published: str | None = None
    ) -> Override:
        """Set what is given for one article and return all that is set for it then.

        None leaves a detail as it is; an empty string takes it back. `published` is an ISO date.
        Raises UsageError for another form of date, StoreError when it cannot be saved.
        """
        if published:
            published = checked_date(published)
        # Links followed: the same file may be named by another way the next time.
        place = real_path_of(article_id) or _absolute(article_id)
        with self._database.write() as connection:
            before = _find(connection, fingerprint, place, _absolute(article_id)) or Override(None, None)
            after = Override(
                before.source if source is None else clean_line(source) or None,
                before.published if published is None else published or None,
            )
            connection.execute(
                "INSERT INTO detail (fingerprint, location, source, published, made) VALUES (?, ?, ?, ?, ?)",
                (
                    fingerprint,
                    name_to_column(place),
                    after.source,
                    after.published,
                    self._clock().isoformat(),
                ),
            )
        return after

    def decide_text(self, key: int, text: str, boilerplate: bool | None) -> None:
        """Say whether a text that stands in many articles is boilerplate, wherever it stands.

        None leaves that to the articles again. `key` stands for its words. StoreError when it cannot be
        saved.
        """
        value = json.dumps({"text": text, "boilerplate": boilerplate})
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (f"{_TEXT}{key:016x}", value)
            )

    def set_read(self, fingerprint: str, read: bool) -> None:
        """Say whether a text was read; StoreError when it cannot be saved."""
        value = json.dumps({"read": read, "made": self._clock().isoformat()})
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (f"{_READ}{fingerprint}", value)
            )

    def read_texts(self) -> frozenset[str]:
        """Return the fingerprints of the texts that were read; raises StoreError.

        Of a row that cannot be read its text counts as not read.
        """
        with self._database.read() as connection:
            rows = rows_as_stored(connection, _TEXTS, _READ_RANGE)
        return frozenset(str(name)[len(_READ) :] for name, value in rows if _says_read(value))

    def merge_from(self, other: sqlite3.Connection) -> int:
        """Add what was set in another store later than here, or was not set here; return how much."""
        details = rows_as_stored(other, f"SELECT {_ROW} FROM detail ORDER BY seq")  # noqa: S608 - words of ours
        facts = [*rows_as_stored(other, _TEXTS, _TEXT_RANGE), *rows_as_stored(other, _TEXTS, _READ_RANGE)]
        taken = 0
        with self._database.write() as connection:
            known = rows_as_stored(connection, "SELECT fingerprint, location, made FROM detail ORDER BY seq")
            ours = {key: str(row[2]) for row in known for key in row[:2]}
            for row in details:
                before = max(ours.get(key, "") for key in row[1:3])
                if override_from(row) is not None and str(row[5]) > before:
                    names, places = ", ".join(DETAIL_COLUMNS[1:]), ", ".join("?" * len(row[1:]))
                    connection.execute(f"INSERT INTO detail ({names}) VALUES ({places})", row[1:])  # noqa: S608 - as above
                    taken += 1
            for name, value in facts:
                added = connection.execute(
                    "INSERT OR IGNORE INTO fact (name, value) VALUES (?, ?)", (name, value)
                )
                taken += added.rowcount
        return taken

    def all_details(self) -> OverrideTable:
        """Return everything that was ever set; raises StoreError."""
        by_text: dict[str, Override] = {}
        by_place: dict[str, Override] = {}
        paths = RealPaths()
        unread: list[UnreadRow] = []
        with self._database.read() as connection:
            found = rows_as_stored(connection, f"SELECT {_ROW} FROM detail ORDER BY seq")  # noqa: S608 - words of ours
            facts = rows_as_stored(connection, _TEXTS, _TEXT_RANGE)
        for row in found:
            override = override_from(row)
            if override is None:
                unread.append(_unread(row))
            else:
                place = name_from_column(row[2])
                by_text[row[1]] = by_place[place] = override
                if path := paths.of(place):
                    by_place[path] = override
        by_words: dict[int, bool] = {}
        for name, value in facts:
            try:
                boilerplate = json.loads(value)["boilerplate"]
                if not isinstance(boilerplate, bool | None):
                    raise TypeError("neither yes nor no")
                if boilerplate is not None:
                    by_words[int(name[len(_TEXT) :], 16)] = boilerplate
            except (ValueError, TypeError, KeyError, RecursionError):
                cells = {"name": name, "value": value}
                unread.append(UnreadRow("fact", str(name), "it says nothing of a text", cells))
        self.unread_met = tuple(unread)
        return OverrideTable(by_text, by_place, by_words)


def with_override(article: Article, override: Override) -> Article:
    """Return `article` with the source and the date of `override`.

    None leaves a field as it is; an empty string says that it is unknown.
    """
    if override.source is not None:
        article = replace(article, source=clean_line(override.source) or None, source_by="reader")
    if override.published is not None:
        article = replace(article, published=override.published or None, published_by="reader")
    return article


def checked_date(value: str) -> str:
    """Return `value` if it is an ISO date; raises UsageError with the form that is."""
    stripped = value.strip()
    try:
        if _DATE.fullmatch(stripped):
            return date.fromisoformat(stripped).isoformat()
        problem = "is not a date"
    except ValueError:
        problem = "is not a day of the calendar"
    raise UsageError(
        f"{clean_line(stripped)[:40] or 'an empty date'} {problem}",
        hint="year-month-day, as in 2026-02-04; empty takes the date back",
    )


def _find(connection: sqlite3.Connection, fingerprint: str, *places: str) -> Override | None:
    """Return the newest details that can be read of this text, or else of whatever stands in these places,
    the first before the next."""
    asked = [("fingerprint", fingerprint), *(("location", place) for place in places)]
    for column, value in asked:
        query = f"SELECT {_ROW} FROM detail WHERE {column} = ? ORDER BY seq DESC"  # noqa: S608 - words of ours
        for row in rows_as_stored(connection, query, (name_to_column(value),)):
            override = override_from(row)
            if override is not None:
                return override
    return None


def override_from(row: tuple[Any, ...]) -> Override | None:
    """Return what a row of the table sets (its columns in their order); None when it cannot be read."""
    _, fingerprint, place, source, published, _ = row
    texts = all(
        isinstance(value, str) and "\0" not in value for value in (source, published) if value is not None
    )
    if not texts or not isinstance(fingerprint, str) or not isinstance(place, str | bytes):
        return None
    try:
        name_from_column(place)
        if published:
            checked_date(published)
    except (UnicodeDecodeError, UsageError):
        return None
    return Override(source, published)


def _says_read(value: object) -> bool:
    try:
        return bool(json.loads(str(value))["read"] is True)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _unread(row: tuple[Any, ...]) -> UnreadRow:
    cells = dict(zip(DETAIL_COLUMNS, row, strict=True))
    return UnreadRow("detail", str(cells["seq"]), "it is no source and date of a text", cells)


def _absolute(article_id: str) -> str:
    return absolute_path(article_id) if article_id != "-" else "-"
