"""What is remembered of a set of paths in one small JSON file, in the folder of what the user made.

A file is replaced whole, and what it held before stays beside it; a damaged one is set aside under another
name, and what it held before takes its place.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from briefing.errors import ExportError, StoreError
from briefing.files.atomic import why, write_atomic
from briefing.files.disk import private_folder
from briefing.files.lock import process_lock
from briefing.files.plain_file import read_plain
from briefing.folders import data_dir
from briefing.text.clean import clean_line

WAIT = 5.0
"""Seconds to wait for another process that writes."""

T = TypeVar("T")


class Remembered(NamedTuple, Generic[T]):
    """What was read from disk, and what was wrong with its file."""

    value: T
    note: str = ""
    """One line for the user; empty when nothing was wrong, or nothing was there."""


class RememberedFile(ABC, Generic[T]):
    """One thing that is remembered of one set of paths."""

    FOLDER: ClassVar[str]
    """Below the folder of user data."""
    CALLED: ClassVar[str]
    """What it is, in words for the user: `the steering of topics`."""
    VERSION: ClassVar[int] = 1
    LARGEST: ClassVar[int] = 2**22
    """Bytes of a file that are read."""

    def __init__(self, key: str, folder: Path | None = None) -> None:
        """`key` names the set of paths; `folder` is by default the one of user data."""
        self._path = (folder or data_dir() / self.FOLDER) / f"{key}.json"
        self._before = self._path.with_suffix(".before.json")

    @abstractmethod
    def empty(self) -> T:
        """What there is before anything is remembered."""

    @abstractmethod
    def value_of(self, values: dict[str, Any]) -> T | None:
        """Return what the fields of a file of this version say; None where they are damaged."""

    @abstractmethod
    def fields_of(self, value: T) -> dict[str, Any]:
        """Return the fields that `value_of` reads."""

    def checked(self, value: T) -> None:
        """Raise StoreError where a value is more than a file may hold."""

    def load(self) -> Remembered[T]:
        """Return what is remembered, or what there is before that.

        A damaged file is set aside. StoreError when a newer version of the program wrote it.
        """
        try:
            raw = self._bytes(self._path)
        except FileNotFoundError:
            return Remembered(self.empty())
        except OSError as error:
            raise StoreError(f"{self.CALLED} cannot be read: {why(error)}") from error
        value = self.parsed(raw)
        return Remembered(value) if value is not None else self._recovered()

    def change(self, change: Callable[[T], T], paths: Sequence[str]) -> Remembered[T]:
        """Remember what `change` makes of what is remembered at that moment, whoever else changes it.

        `paths` are written beside it for people who look at the file. StoreError where it cannot be saved.
        """
        with self._locked():
            found = self.load()
            value = change(found.value)
            self.checked(value)
            if value != found.value:
                self._write(value, paths)
        return Remembered(value, found.note)

    def parsed(self, raw: bytes) -> T | None:
        """Return what a file holds; None where it is damaged; StoreError for a newer version."""
        try:
            values = json.loads(raw) if len(raw) <= self.LARGEST else None
        except (ValueError, RecursionError):
            return None
        if not isinstance(values, dict):
            return None
        version = values.get("version")
        if isinstance(version, int) and version > self.VERSION:
            raise StoreError(
                f"{self.CALLED} was written by a newer version of the program", hint="install that version"
            )
        return self.value_of(cast("dict[str, Any]", values)) if version == self.VERSION else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            private_folder(self._path.parent)
            with process_lock(self._path.with_suffix(".lock"), WAIT):
                yield
        except ExportError as error:
            raise StoreError(f"{self.CALLED} could not be saved: {error.message}") from error
        except OSError as error:
            raise StoreError(f"{self.CALLED} could not be saved: {why(error)}") from error

    def _write(self, value: T, paths: Sequence[str]) -> None:
        values = {
            "version": self.VERSION,
            "paths": [clean_line(path) for path in paths],
            **self.fields_of(value),
        }
        if self._path.exists():
            write_atomic(self._before, self._bytes(self._path), overwrite=True, mode=0o600)
        data = json.dumps(values, indent=1, sort_keys=True).encode()
        write_atomic(self._path, data, overwrite=True, mode=0o600)

    def _recovered(self) -> Remembered[T]:
        """Set the damaged file aside; what it held before its last change takes its place."""
        number = 1
        while (aside := self._path.with_suffix(f".damaged-{number}.json")).exists():
            number += 1
        try:
            before = self.parsed(self._bytes(self._before)) if self._before.exists() else None
            self._path.replace(aside)
            if before is not None:
                write_atomic(self._path, self._bytes(self._before), overwrite=True, mode=0o600)
        except (OSError, ExportError) as error:
            reason = why(error) if isinstance(error, OSError) else error.message
            raise StoreError(f"{self.CALLED} is damaged and cannot be mended: {reason}") from error
        what = "all but its last change was brought back" if before is not None else "it begins anew"
        return Remembered(
            before if before is not None else self.empty(),
            f"{self.CALLED} was damaged: {what}; the damaged file is {clean_line(str(aside))}",
        )

    def _bytes(self, path: Path) -> bytes:
        """Return the start of a file; what is longer than any of ours, or no plain file, is damaged."""
        return read_plain(path, self.LARGEST + 1) or b""
