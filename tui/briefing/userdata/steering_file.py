"""The steering of each set of paths, as it is remembered on disk.

One small JSON file for each set, in the folder of what the user made. A file is replaced whole,
and what it held before stays beside it; a damaged one is set aside under another name, and what it
held before takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

from briefing.errors import ExportError, StoreError
from briefing.files.atomic import why, write_atomic
from briefing.files.disk import private_folder
from briefing.files.lock import process_lock
from briefing.files.plain_file import read_plain
from briefing.folders import data_dir
from briefing.model.steering import STEER_VERBS, Steer, Steering
from briefing.text.clean import clean_line

VERSION = 1
LARGEST = 2**22
"""Bytes of a file that are read; a step has a few hundred."""
MOST_STEPS = 10_000
LONGEST = 1_000
"""Characters of a label or word."""
MOST_WORDS = 50
"""Keywords a step holds."""
WAIT = 5.0
"""Seconds to wait for another process that writes."""


class LoadedSteering(NamedTuple):
    """A steering read from disk, and what was wrong with its file."""

    steering: Steering
    note: str = ""
    """One line for the user; empty when nothing was wrong, or nothing was there."""


class SteeringFile:
    """The remembered steering of one set of paths."""

    def __init__(self, key: str, folder: Path | None = None) -> None:
        """`key` names the set of paths; `folder` is by default the one of user data."""
        self._path = (folder or data_dir() / "topics") / f"{key}.json"
        self._before = self._path.with_suffix(".before.json")

    def load(self) -> LoadedSteering:
        """Return what is remembered, or the empty steering.

        A damaged file is set aside. StoreError when a newer version of the program wrote it.
        """
        try:
            raw = _bytes(self._path)
        except FileNotFoundError:
            return LoadedSteering(Steering())
        except OSError as error:
            raise StoreError(f"the steering of topics cannot be read: {why(error)}") from error
        steering = parsed(raw)
        return LoadedSteering(steering) if steering is not None else self._recovered()

    def add(self, step: Steer, paths: Sequence[str]) -> LoadedSteering:
        """Remember one more step; `paths` are written beside it for people who look at the file."""
        return self._change(lambda steering: steering.then(step), paths)

    def undo(self, paths: Sequence[str]) -> LoadedSteering:
        """Forget the last step."""
        return self._change(lambda steering: steering.undone(), paths)

    def replace(self, steering: Steering, paths: Sequence[str]) -> LoadedSteering:
        """Remember `steering` in place of what was remembered."""
        return self._change(lambda _: steering, paths)

    def _change(self, change: Any, paths: Sequence[str]) -> LoadedSteering:
        with self._locked():
            found = self.load()
            steering: Steering = change(found.steering)
            if len(steering.steps) > MOST_STEPS:
                raise StoreError(
                    f"the steering of topics has {MOST_STEPS:,} steps, the most there can be",
                    hint="briefing topics --reset begins anew",
                )
            if steering != found.steering:
                self._write(steering, paths)
        return LoadedSteering(steering, found.note)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            private_folder(self._path.parent)
            with process_lock(self._path.with_suffix(".lock"), WAIT):
                yield
        except ExportError as error:
            raise StoreError(f"the steering of topics could not be saved: {error.message}") from error
        except OSError as error:
            raise StoreError(f"the steering of topics could not be saved: {why(error)}") from error

    def _write(self, steering: Steering, paths: Sequence[str]) -> None:
        values = {
            "version": VERSION,
            "paths": [clean_line(path) for path in paths],
            "steps": [step.to_dict() for step in steering.steps],
        }
        if self._path.exists():
            write_atomic(self._before, _bytes(self._path), overwrite=True, mode=0o600)
        data = json.dumps(values, indent=1, sort_keys=True).encode()
        write_atomic(self._path, data, overwrite=True, mode=0o600)

    def _recovered(self) -> LoadedSteering:
        """Set the damaged file aside; what it held before its last change takes its place."""
        number = 1
        while (aside := self._path.with_suffix(f".damaged-{number}.json")).exists():
            number += 1
        try:
            before = parsed(_bytes(self._before)) if self._before.exists() else None
            self._path.replace(aside)
            if before is not None:
                write_atomic(self._path, _bytes(self._before), overwrite=True, mode=0o600)
        except (OSError, ExportError) as error:
            reason = why(error) if isinstance(error, OSError) else error.message
            raise StoreError(f"the steering of topics is damaged and cannot be mended: {reason}") from error
        what = "all but its last change was brought back" if before is not None else "it begins anew"
        return LoadedSteering(
            before or Steering(),
            f"the steering of topics was damaged: {what}; the damaged file is {clean_line(str(aside))}",
        )


def parsed(raw: bytes) -> Steering | None:
    """Return the steering a file holds, or None when it is damaged; StoreError for a newer version."""
    try:
        values = json.loads(raw) if len(raw) <= LARGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    version = values.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StoreError(
            "the steering of topics was written by a newer version of the program",
            hint="install that version",
        )
    rows = values.get("steps")
    if version != VERSION or not isinstance(rows, list) or len(rows) > MOST_STEPS:
        return None
    steps = [_step(row) for row in rows]
    return None if None in steps else Steering(tuple(step for step in steps if step is not None))


def _step(row: object) -> Steer | None:
    if not isinstance(row, dict) or row.get("verb") not in STEER_VERBS:
        return None
    values = cast("dict[str, Any]", row)
    texts = [_text(values.get(name, "")) for name in ("topic", "word", "other")]
    lists = [values.get(name, []) for name in ("about", "other_about")]
    if None in texts or not all(isinstance(one, list) and len(one) <= MOST_WORDS for one in lists):
        return None
    about = [[_text(word) for word in one] for one in lists]
    if any(None in words for words in about):
        return None
    topic, word, other = (text or "" for text in texts)
    mine, others = (tuple(text or "" for text in words) for words in about)
    return Steer(values["verb"], topic, word, other, mine, others)


def _text(value: object) -> str | None:
    return clean_line(value) if isinstance(value, str) and len(value) <= LONGEST else None


def _bytes(path: Path) -> bytes:
    """Return the start of a file; what is longer than any of ours, or no plain file, is damaged."""
    return read_plain(path, LARGEST + 1) or b""
