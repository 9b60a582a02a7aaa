"""Where a library lies, and which folder may be taken for one.

A library is a folder with a tag of ours in it. Nothing is ever removed from a folder without the
tag, so that a mistyped `--library` costs nobody a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.analyses.corpus_analyses import CORPUS_ANALYSES
from briefing.errors import ExportError, LibraryError, UsageError
from briefing.files.atomic import is_half_written, why, write_atomic
from briefing.files.disk import private_folder
from briefing.files.removal import remove_folder
from briefing.folders import cache_dir
from briefing.text.clean import clean_line
from briefing.working_folder import absolute_path, real_path

DATABASE = "library.sqlite3"
SEARCH = "search"
RELATED = "related"
TOPICS = "topics"
REPEATED = "repeated"
FOUND = ".found"
"""Ends the names of the files that keep what analyses of all articles found."""
MARK = ".mark"
"""Ends the names of the files that say which commit an index has taken in."""
_FORMER = ("findings.z",)
"""Files that an earlier version kept in a library."""
LOCK = "lock"
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# A library of briefing: it can be worked out again from the articles.\n"
)
"""The agreed signature of cache folders, which programs that make backups leave out."""


def resolved(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the set of places that `paths` name: absolute, links resolved, sorted."""
    return tuple(sorted({_place(path) for path in paths}))


def _place(path: str) -> str:
    """Return where a path leads; a name no file system can hold is its own place."""
    try:
        return real_path(path)
    except (OSError, ValueError):
        return path


def library_key(paths: Iterable[str]) -> str:
    """Return the name of the library of this set of paths, in whatever order or form they are given."""
    joined = "\0".join(resolved(paths)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:24]


def libraries_folder() -> Path:
    """Return the folder of all libraries that no `--library` names."""
    return cache_dir() / "libraries"


def library_folder(paths: Iterable[str], named: Path | None = None) -> Path:
    """Return where the library of `paths` lies, whether it exists or not; in `named` where that is given."""
    return Path(absolute_path(str(named))) if named else libraries_folder() / library_key(paths)


def all_libraries() -> Iterator[Path]:
    """Yield the folders of the libraries in the cache folder; LibraryError where it cannot be read."""
    home = libraries_folder()
    try:
        folders = sorted(home.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        place = clean_line(str(home))
        raise LibraryError(f"the folder of libraries {place} cannot be read: {why(error)}") from error
    yield from (folder for folder in folders if is_library(folder))


def is_library(folder: Path) -> bool:
    """True when `folder` carries our tag."""
    try:
        with (folder / _TAG).open("rb") as tag:
            return tag.read(len(_TAG_TEXT) + 1) == _TAG_TEXT
    except OSError:
        return False


def clear_indexes(folder: Path) -> None:
    """Remove all that analyses of the whole corpus keep in a library; raises OSError when that cannot be
    done.
    """
    for name in CORPUS_ANALYSES:
        for file in (f"{name}{MARK}", f"{name}{FOUND}"):
            (folder / file).unlink(missing_ok=True)
        remove_folder(folder / name)
    for file in _FORMER:
        (folder / file).unlink(missing_ok=True)


def clear_half_written(folder: Path) -> None:
    """Remove what killed programs were just writing; raises OSError. Nobody else may write meanwhile."""
    for file in folder.iterdir():
        if is_half_written(file.name):
            file.unlink(missing_ok=True)


def remove_tag(folder: Path) -> None:
    """Take the tag away: what is left in the folder is not ours any more; raises OSError."""
    (folder / _TAG).unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make `folder` a library's, open to its owner alone; harmless when it is one.

    Raises UsageError where a folder that was named holds something else, LibraryError where that is one of
    the cache folder, which nobody chose, or where none can be made.
    """
    try:
        private_folder(folder)
        if is_library(folder):
            return
        if any(child.name != LOCK and not is_half_written(child.name) for child in folder.iterdir()):
            found = f"{clean_line(str(folder))} holds other files"
            if folder.parent == libraries_folder():
                raise LibraryError(found, hint="a library is made there again once they are removed")
            raise UsageError(found, hint="name a folder that is empty, new or a library")
        # Whole or not at all: a folder with half a tag in it would be nobody's for ever.
        write_atomic(folder / _TAG, _TAG_TEXT, overwrite=True)
    except ExportError as error:
        raise LibraryError(f"no library can be kept in {clean_line(str(folder))}: {error.message}") from error
    except OSError as error:
        raise LibraryError(f"no library can be kept in {clean_line(str(folder))}: {why(error)}") from error
