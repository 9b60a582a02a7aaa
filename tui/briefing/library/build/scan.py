"""The files of a library's paths as they stand on disk now."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefing.errors import LibraryError
from briefing.library.file_changes import SeenFile, seen_file
from briefing.library.locations import resolved
from briefing.library.stored_names import place_of, root_of
from briefing.model.article import Failure
from briefing.reading.sources import STANDARD_INPUT, InputFile, find_sources
from briefing.text.clean import clean_line
from briefing.working_folder import real_path


def scan(paths: Sequence[str], roots: Mapping[str, int]) -> Iterator[SeenFile | Failure]:
    """Yield every file that `paths` name, and a failure for all that is none.

    `roots` gives the number of each resolved path. LibraryError as `root_number`.
    """
    given = {path: root_number(path, roots) for path in paths}
    for found in find_sources(list(given)):
        if isinstance(found, Failure):
            yield found
        else:
            yield _seen(found, given)


def scan_some(
    paths: Sequence[str], roots: Mapping[str, int], changed: Sequence[str]
) -> tuple[list[SeenFile], list[tuple[int, bytes]]] | None:
    """Return the files at or below the absolute paths `changed`, and all places they cover.

    None where only a full scan can tell: links, files of several names, or too many changes. LibraryError as
    `root_number`.
    """
    if len(changed) > MOST_CHANGED:
        return None
    seen: list[SeenFile] = []
    covered: list[tuple[int, bytes]] = []
    for path in (path for path in paths if path != STANDARD_INPUT):
        number, root = root_number(path, roots), real_path(path)
        for place in changed:
            below = _below(root, place)
            if below is None or any(part.startswith(".") for part in below.split("/")):
                continue
            covered.append((number, place_of(below)))
            joint = "" if path.endswith("/") or not below else "/"
            given = f"{path}{joint}{below}"
            for found in find_sources([given], in_folder=bool(below)) if os.path.lexists(given) else ():
                if isinstance(found, Failure):
                    continue
                if found.status is None or found.status.st_nlink > 1 or Path(given).is_symlink():
                    return None
                seen.append(_seen(found, {path: number}))
    return seen, covered


def root_number(path: str, roots: Mapping[str, int]) -> int:
    """Return the number of the root that a path names; `roots` as for `scan`.

    LibraryError where it leads elsewhere by now: it, or what it goes through, is a link that was set anew.
    """
    number = roots.get(resolved([path])[0])
    if number is None:
        raise LibraryError(
            f"{clean_line(path)} leads elsewhere now than when it was opened: what was read stays as it is",
            hint="open it again to read what lies there now",
        )
    return number


MOST_CHANGED = 2_000
"""Changed paths from which looking through everything is no more work."""


def _below(root: str, place: str) -> str | None:
    """The path below the resolved `root` of the file at `place`, which may be gone; None for others."""
    folder = real_path(str(Path(place).parent))
    full = str(Path(folder) / Path(place).name)
    if full == root:
        return ""
    return full[len(root.rstrip("/")) + 1 :] if full.startswith(root.rstrip("/") + "/") else None


def _seen(source: InputFile, given: Mapping[str, int]) -> SeenFile:
    status = source.status
    if status is None or not stat.S_ISREG(status.st_mode):
        raise ValueError(f"{source.path} is no file")
    root, below = root_of(source.path, given)
    return seen_file(source.path, root, place_of(below), status)
