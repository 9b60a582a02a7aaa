"""TOML files that a person writes, read so that what is wrong in them can be told with its place.

`tomllib` gives values without their lines; a line is looked for in the text when it is needed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.text.clean import clean_line

# Compiled when there is a fault to tell of: files are read before the first paint.
_ERROR_PLACE = r"line (\d{1,9})(?:, column (\d{1,9}))?"
_KEY = r"""[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*"""
"""One part of a dotted key."""
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
        head: tuple[str, ...] = ()
        best: tuple[int, int] | None = None
        for number, line in enumerate(self.text.split("\n"), 1):
            words = line.strip()
            if words.startswith("["):
                found = head = _parts(words.lstrip("["))
            elif "=" in words and not words.startswith("#"):
                found = (*head, *_parts(words))
            else:
                continue
            if found and found == key[: len(found)] and (best is None or len(found) > best[0]):
                best = (len(found), number)
        return best[1] if best is not None else None

    def fault(self, *key: str, message: str) -> TomlFault:
        """Return a fault of the key of these parts, at the line that sets it, named by its last part."""
        return TomlFault(self.path, self.line_of(*key), key[-1] if key else "", message)


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


def read_toml(path: Path, most_bytes: int, what: str) -> TomlFile | TomlFault:
    """Read a file of at most `most_bytes`; `what` it should be is said of one that is larger."""
    try:
        with path.open("rb") as file:
            raw = file.read(most_bytes + 1)
        if len(raw) > most_bytes:
            return TomlFault(path, None, "", f"larger than {most_bytes // 1000} kB, so not {what}")
        text = raw.decode("utf-8-sig")
        return TomlFile(path, text, tomllib.loads(text))
    except OSError as error:
        return TomlFault(path, None, "", error.strerror or "cannot be read")
    except UnicodeDecodeError as error:
        return TomlFault(path, raw.count(b"\n", 0, error.start) + 1, "", "is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        place = re.search(_ERROR_PLACE, str(error))
        line = int(place[1]) if place else len(text.splitlines())
        column = int(place[2]) if place and place[2] else None
        return TomlFault(path, line, "", str(error).split(" (at ")[0], column)
    except RecursionError:
        return TomlFault(path, None, "", "is nested too deep")


def nearest(name: str, names: Sequence[str] | Iterable[str]) -> str | None:
    """Return that of `names` for which `name` may be a misspelling; None where none is near."""
    # Imported here: only what is misspelt needs it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        name.casefold(), list(names), scorer=OSA.normalized_similarity, score_cutoff=_LEAST_ALIKE / 100
    )
    return str(found[0]) if found is not None else None


def unknown(name: str, names: Iterable[str]) -> str:
    """Say of a name that means nothing which it may have been meant for."""
    near = nearest(name, names)
    return f"unknown; did you mean {near}?" if near else "unknown, and passed over"
