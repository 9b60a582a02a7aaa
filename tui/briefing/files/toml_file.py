"""TOML files that a person writes, read so that what is wrong in them can be told with its place.

`tomllib` gives values without their lines; a line is looked for in the text when it is needed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from briefing.files.plain_file import read_plain
from briefing.text.clean import clean_line

# Compiled when there is a fault to tell of: files are read before the first paint.
_ERROR_PLACE = r"line (\d{1,9})(?:, column (\d{1,9}))?"
_KEY = r"""[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*"""
"""One part of a dotted key."""
_LONGEST_QUOTED = 80
"""Characters of a value that a message has room for."""
_LEAST_ALIKE = 60
"""Of 100: below it one name is no misspelling of the other."""


class TomlFault(NamedTuple):
    """What is wrong in a file, and where."""

    path: Path
    line: int | None
    """Counted from 1; None where the whole file is meant."""
    key: str
    """The key it is about; empty where the whole file is meant."""
    message: str
    column: int | None = None
    """Counted from 1; known where the file is no TOML."""

    def __str__(self) -> str:
        return self.in_one_line(self.path.name)

    def in_one_line(self, name: str) -> str:
        """Return it in one line, the file called `name`."""
        place = name if self.line is None else f"{name}, line {self.line}"
        place += "" if self.column is None else f", column {self.column}"
        return clean_line(f"{place}: {self.key + ': ' if self.key else ''}{self.message}")


class TomlFile(NamedTuple):
    """A file that is TOML; what its values mean is not checked."""

    path: Path
    text: str
    table: Mapping[str, object]

    def part(self, name: str) -> Mapping[str, object]:
        """Return one of its tables; empty where it is missing or is not a table."""
        part = self.table.get(name, {})
        return part if isinstance(part, dict) else {}

    def line_of(self, *key: str) -> int | None:
        """Return the line, from 1, that sets the key of these parts; None where it is written unusually.

        A table that holds no such key of its own answers with the line of its head.
        """
        lines = _lines_by_key(self.text)
        parts = (key[:length] for length in range(len(key), 0, -1))
        return next((lines[part] for part in parts if part in lines), None)

    def fault(self, *key: str, message: str) -> TomlFault:
        """Return a fault of the key of these parts, at the line that sets it, named by its last part."""
        return TomlFault(self.path, self.line_of(*key), key[-1] if key else "", message)


@lru_cache(maxsize=2)
def _lines_by_key(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the first line, from 1, of each key and head in a text of TOML."""
    # All at once: a file of some other program may be nothing but keys to be told of.
    found: dict[tuple[str, ...], int] = {}
    head: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if words.startswith("["):
            head = _parts(words.lstrip("["))
            found.setdefault(head, number)
        elif "=" in words and not words.startswith("#"):
            found.setdefault((*head, *_parts(words)), number)
    return found


def _parts(words: str) -> tuple[str, ...]:
    """Return the parts of the dotted key with which `words` begins."""
    parts: list[str] = []
    position = 0
    key = re.compile(_KEY)
    while match := key.match(words, position):
        parts.append(next(part for part in match.groups() if part is not None))
        position = match.end()
        if words[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts)


def toml_files(folder: Path) -> list[Path]:
    """Return the `*.toml` of a folder by name; none where there is no folder, or it may not be read."""
    try:
        return sorted(path for path in folder.glob("*.toml") if path.is_file())
    except OSError:
        return []


def read_toml(path: Path, most_bytes: int, what: str) -> TomlFile | TomlFault:
    """Read a file of at most `most_bytes`; `what` it should be is said of one that is larger."""
    try:
        raw = read_plain(path, most_bytes + 1)
    except OSError as error:
        return TomlFault(path, None, "", error.strerror or "cannot be read")
    if raw is None:
        return TomlFault(path, None, "", f"is no plain file, so not {what}")
    if len(raw) > most_bytes:
        return TomlFault(path, None, "", f"larger than {most_bytes // 1000} kB, so not {what}")
    try:
        text = raw.decode("utf-8-sig")
        return TomlFile(path, text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        return TomlFault(path, raw.count(b"\n", 0, error.start) + 1, "", "is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        place = re.search(_ERROR_PLACE, str(error))
        line = int(place[1]) if place else len(text.splitlines())
        column = int(place[2]) if place and place[2] else None
        return TomlFault(path, line, "", str(error).split(" (at ")[0], column)
    except RecursionError:
        return TomlFault(path, None, "", "is nested too deep")
    except ValueError:
        # Python makes no number of more than some thousand digits.
        return TomlFault(path, None, "", "holds a number of too many digits")


def quoted(value: object) -> str:
    """Return a value of a file as a message names it, its beginning where it is long."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, tables in tables in tables
        return "a value too long to tell"
    return text if len(text) <= _LONGEST_QUOTED else text[: _LONGEST_QUOTED - 1] + "…"


def nearest(name: str, names: Sequence[str] | Iterable[str]) -> str | None:
    """Return that of `names` for which `name` may be a misspelling; None where none is near."""
    # Imported here: only what is misspelt needs it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        name.casefold(), list(names), scorer=OSA.normalized_similarity, score_cutoff=_LEAST_ALIKE / 100
    )
    return str(found[0]) if found is not None else None


PASSED_OVER = "unknown, and passed over"


def unknown(name: str, names: Iterable[str]) -> str:
    """Say of a name that means nothing which it may have been meant for."""
    near = nearest(name, names)
    return f"unknown; did you mean {near}?" if near else PASSED_OVER
