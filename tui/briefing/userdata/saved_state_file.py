"""Where reading stopped: what was open comes back on the next start.

One small JSON file for each set of opened paths, and one for what all of them share. The files
are a convenience: one that is missing, broken or hostile is passed over with a note, and never
stops a start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from briefing.errors import ExportError, StoreError
from briefing.files.atomic import why, write_atomic
from briefing.files.disk import private_folder
from briefing.files.plain_file import read_plain
from briefing.folders import state_dir
from briefing.model.saved_state import Drafts, SavedState
from briefing.text.clean import clean, clean_line
from briefing.working_folder import absolute_path

_VERSION = 1
_MOST_BYTES = 2**20
"""Bytes of a state file that are read; ours have a few kilobytes."""
_MOST = 10_000
"""Entries of a list that are read, and characters of a text."""
_MOST_DRAFTS = 10
_LONGEST_DRAFT = 12_000
"""Characters that are kept of what was typed into one dialog; all together stay below `_MOST_BYTES`."""
_KEPT = 200
"""Sets of paths that are remembered."""


@dataclass(frozen=True, slots=True)
class SharedState:
    """What is the same whatever is opened."""

    last_theme: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Values of settings that were chosen by key, by the key of the setting."""


class LoadedState(NamedTuple):
    """A state read from disk, and what was wrong with it."""

    state: SavedState
    note: str
    """One line for the user; empty when nothing was wrong, or nothing was there."""


class LoadedShared(NamedTuple):
    """A shared state read from disk, and what was wrong with it."""

    state: SharedState
    note: str


def state_key(paths: Iterable[str]) -> str:
    """Return the name under which the state of this set of paths is kept, in whatever order."""
    places = sorted({absolute_path(path) if path != "-" else "-" for path in paths})
    joined = "\0".join(places).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:24]


def load_state(key: str) -> LoadedState:
    """Return the state kept under `key`, or the empty state; never raises."""
    values, note = _read(_file(key))
    return LoadedState(
        SavedState(
            paths=_texts(values.get("paths")),
            columns=_texts(values.get("columns")),
            focused=_text(values.get("focused")),
            positions=_numbers(values.get("positions")),
            theme=clean_line(_text(values.get("theme"))),
            hidden=_texts(values.get("hidden")),
            topic=clean_line(_text(values.get("topic"))),
            grain=clean_line(_text(values.get("grain"))),
            collapsed=values.get("collapsed") is True,
            locked=values.get("locked") is True,
            walk=clean_line(_text(values.get("walk"))),
            level=clean_line(_text(values.get("level"))),
            query=clean_line(_text(values.get("query"))),
            drafts=_drafts(values.get("drafts")),
        ),
        note,
    )


def save_state(key: str, state: SavedState) -> None:
    """Keep `state` under `key`; raises StoreError when it cannot be written."""
    drafts = _drafts({about: dict(typed) for about, typed in state.drafts.items()})
    values = {**asdict(state), "positions": dict(state.positions), "drafts": drafts}
    # Chosen for all sets of paths: kept with what they share.
    del values["chosen"]
    _write(_file(key), values)
    _forget_oldest()


def load_shared() -> LoadedShared:
    """Return what all sets of paths share, or the empty state; never raises."""
    values, note = _read(_file("shared"))
    # Versions before kept `last_paths` and `last_folder` here too; nothing ever read them.
    state = SharedState(clean_line(_text(values.get("last_theme"))), _words(values.get("chosen")))
    return LoadedShared(state, note)


def save_shared(state: SharedState) -> None:
    """Keep what all sets of paths share; raises StoreError when it cannot be written."""
    _write(_file("shared"), {**asdict(state), "chosen": dict(state.chosen)})


def _file(key: str) -> Path:
    return state_dir() / f"{key}.json"


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the values in a state file, and what was wrong with it."""
    try:
        raw = read_plain(path, _MOST_BYTES + 1)
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"what was open could not be read from {clean_line(str(path))}: {why(error)}"
    try:
        values = json.loads(raw) if raw is not None and len(raw) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or values.get("version") != _VERSION:
        return (
            {},
            f"what was open could not be read from {clean_line(str(path))}: not a state file of this version",
        )
    return cast("dict[str, Any]", values), ""


def _write(path: Path, values: dict[str, Any]) -> None:
    data = json.dumps({"version": _VERSION, **values}, indent=1, sort_keys=True).encode()
    try:
        private_folder(path.parent)
        write_atomic(path, data, overwrite=True, mode=0o600)
    except ExportError as error:
        raise StoreError(f"what is open could not be saved: {error.message}") from error
    except OSError as error:
        raise StoreError(
            f"what is open could not be saved in {clean_line(str(path.parent))}: {why(error)}"
        ) from error


def _forget_oldest() -> None:
    """Remove the state files that were written longest ago, beyond the number that is kept."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in state_dir().glob("*.json")]
        for _, path in sorted(found)[: -_KEPT - 1]:
            if path.stem != "shared":
                path.unlink(missing_ok=True)
    except FileNotFoundError:
        return  # another reader is tidying at this moment
    except OSError as error:
        raise StoreError(f"old states could not be removed: {why(error)}") from error


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _MOST else ""


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts in a list; everything else in it is passed over."""
    entries: list[object] = value[:_MOST] if isinstance(value, list) else []
    return tuple(text for text in map(_text, entries) if text)


def _words(value: object) -> dict[str, str]:
    """Return the texts by name in an object; everything else in it is passed over."""
    entries = list(value.items())[:_MOST] if isinstance(value, dict) else []
    return {
        str(name): clean_line(text) for name, text in entries if isinstance(text, str) and len(text) < _MOST
    }


def _drafts(value: object) -> Drafts:
    """Return the texts by field of the drafts in an object, of many the last, without what is too long."""
    found: Drafts = {}
    entries = list(value.items()) if isinstance(value, dict) else []
    for about, typed in entries[-_MOST_DRAFTS:]:
        fields = typed.items() if isinstance(typed, dict) else ()
        texts: dict[str, str] = {str(name): clean(text) for name, text in fields if isinstance(text, str)}
        if sum(map(len, texts.values())) <= _LONGEST_DRAFT:
            found[str(about)] = texts
    return found


def _numbers(value: object) -> dict[str, int]:
    """Return the whole numbers from 0 in an object; everything else in it is passed over."""
    if not isinstance(value, dict):
        return {}
    return {
        str(name): number
        for name, number in list(value.items())[:_MOST]
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**53
    }
