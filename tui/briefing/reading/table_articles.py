"""Articles of a table: one a row, in columns that are found by their names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.errors import NoArticlesError
from briefing.model.article import Article, Failure
from briefing.reading.article_builder import build_article
from briefing.reading.document_dates import stated_day
from briefing.reading.extracted_article import told_once, unique_identity
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.given_metadata import usable_metadata
from briefing.text.clean import clean, clean_line

_SEPARATORS = re.compile(r"[\s_\-.:/]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_NAME = 60
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Which column of a table holds what."""

    of_field: dict[str, int]
    """The number of the column of each field, from 0."""
    header: tuple[str, ...]

    @property
    def taken(self) -> str:
        """Fields with the names of their columns, in words for the reader."""
        return ", ".join(f"{field} from “{self.header[at]}”" for field, at in self.of_field.items())

    @property
    def left(self) -> str:
        """Names of the columns that hold nothing that is read."""
        used = set(self.of_field.values())
        return _in_words([name for at, name in enumerate(self.header) if at not in used])


@cache
def _names() -> dict[str, list[str]]:
    """Each field with the names its column goes by; of several columns the one whose name stands first."""
    found: dict[str, list[str]] = tomllib.loads(
        (files(__package__) / "data/table_columns.toml").read_text("utf-8")
    )
    return found


def find_columns(header: Sequence[str]) -> TableColumns | None:
    """Return which column holds what; None where none holds the text of articles."""
    names = tuple(clean_line(name[:_LONGEST_NAME]) for name in header)
    plain = [_plain(name) for name in names]
    of_field: dict[str, int] = {}
    for field, known in _names().items():
        at = next((plain.index(name) for name in known if name in plain), None)
        if at is not None and at not in of_field.values():
            of_field[field] = at
    return TableColumns(of_field, names) if "text" in of_field else None


def _plain(name: str) -> str:
    """The words of a name in small letters, without what stands in brackets."""
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", _IN_BRACKETS.sub(" ", name))).strip().casefold()


def refuse_without_text(header: Sequence[str]) -> NoArticlesError:
    """Return why a table of these columns is not read."""
    names = _in_words([clean_line(name[:_LONGEST_NAME]) for name in header])
    return NoArticlesError(
        f"no column holds the text of articles (one called “text”, “body” or “content”); there are: {names}"
    )


def _in_words(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED] if name)
    return f"{shown} and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else shown


def articles_of_rows(
    columns: TableColumns,
    rows: Iterable[tuple[int, Sequence[str]]],
    context: ReadContext,
    *,
    extractor: str,
    encoding: str = "utf-8",
    warnings: tuple[str, ...] = (),
) -> Iterator[Article | Failure]:
    """Yield an article for each row, called `PATH#ID`, or `PATH#ROW` where it names no id.

    `rows` have their numbers as a reader of the table counts them. What was taken is told once,
    `warnings` with each.
    """
    told = [f"columns taken: {columns.taken}"]
    if columns.left:
        told.append(f"columns not taken: {columns.left}")
    found = _each_row(columns, rows, context, extractor=extractor, encoding=encoding, warnings=warnings)
    yield from told_once(found, told, context)


def _each_row(
    columns: TableColumns,
    rows: Iterable[tuple[int, Sequence[str]]],
    context: ReadContext,
    *,
    extractor: str,
    encoding: str,
    warnings: tuple[str, ...],
) -> Iterator[Article | Failure]:
    taken: set[str] = set()
    for number, row in rows:
        values = {field: row[at] for field, at in columns.of_field.items() if at < len(row)}
        if not any(cell.strip() for cell in row):
            continue
        identity = unique_identity(values.pop("id", ""), number, taken)
        name = f"{context.path}#{identity}"
        body = values.pop("text", "")
        if not body.strip():
            yield Failure(name, f"row {number} has no text")
            continue
        yield build_article(
            name,
            clean(body),
            given=usable_metadata(values, "record", stated_day),
            encoding=encoding,
            warnings=warnings,
            limits=context.limits,
            origin=f"row {number}",
            extractor=extractor,
        )
