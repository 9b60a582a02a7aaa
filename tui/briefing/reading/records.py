"""JSON Lines: one article a line, with its own metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.article import Failure
from briefing.reading.given import Given, given
from briefing.text.clean import CleanText, clean, clean_line

_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Record:
    """One usable line."""

    id: str
    """`PATH#ID`, or `PATH#LINE` where the record names none; unique in its file."""
    text: CleanText
    given: Given


def read_records(
    path: str, text: str, *, lines: int = 0, taken: set[str] | None = None
) -> Iterator[Record | Failure]:
    """Yield the articles of a JSON Lines file, and a failure for each line that is none.

    `text` is the decoded file as it is: only a line feed ends a record. A second record of one id
    is told apart as `PATH#ID~2`. Of some lines of a file, `lines` is how many stand before them, and
    `taken` the ids in those, each behind its `#`.
    """
    taken = set() if taken is None else taken
    start, number = 0, lines
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end].strip()
        start = end + 1
        if line:
            yield _record(path, number, line, taken)


def _record(path: str, number: int, line: str, taken: set[str]) -> Record | Failure:
    try:
        value = json.loads(line)
    except RecursionError:
        return Failure(f"{path}#{number}", f"line {number} is nested too deeply")
    except ValueError as error:
        # JSONDecodeError, or a number longer than Python converts.
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Failure(f"{path}#{number}", f"line {number} is not JSON{where}")
    if not isinstance(value, dict):
        return Failure(f"{path}#{number}", f"line {number} is not a JSON object")
    body = value.get("text")
    if not isinstance(body, str):
        return Failure(f"{path}#{number}", f"line {number} has no “text” that is a string")
    if not body.strip():
        return Failure(f"{path}#{number}", f"line {number} is empty: there is nothing to read")
    name = value.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int):
        name = ""
    label = clean_line(str(name)[:_LONGEST_ID]) or str(number)
    unique, copy = label, 1
    while unique in taken:
        copy += 1
        unique = f"{label}~{copy}"
    taken.add(unique)
    return Record(f"{path}#{unique}", clean(body), given(value, "record"))
