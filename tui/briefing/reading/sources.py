"""Which files to read: from the paths a user names to one source after the other.

A folder is walked in sorted order; hidden names are passed over, links are followed only where
they stay inside the folder, and each file (by device and inode) is read once however many names
it has. What is no readable file becomes a `Failure` and never stops the rest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ReadError
from briefing.files.fetch_record import SUFFIX as RECORD
from briefing.files.fetch_record import record_path
from briefing.model.article import Failure
from briefing.reading.formats.format_reader import HEAD
from briefing.reading.formats.format_registry import REGISTRY, in_words
from briefing.reading.input_bytes import open_file, reason_of
from briefing.working_folder import real_path

STANDARD_INPUT = "-"

_KINDS = (
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read, or standard input."""

    path: str
    """As the user gave it; for a file inside a given folder, `folder/relative path`."""
    file: str | None
    """By which it is opened; None for standard input."""
    status: os.stat_result | None = None
    """What the system said of the file when it was found; None for standard input."""
    depth: int = 0
    """How many folders below and including one that the user named hold it; 0 where it is named itself."""


def find_sources(paths: Sequence[str], *, in_folder: bool = False) -> Iterator[InputFile | Failure]:
    """Yield the files that `paths` name, in the order given, and a failure for all that is not one.

    Standard input (`-`) is a source without a file. A file met twice, by whatever name, is
    yielded once. A folder in which nothing can be read is a failure that names the formats.
    `in_folder` says that the paths were found in a folder, not named by the user: then what a walk
    through the folder would pass over is passed over.
    """
    seen: set[tuple[int, int]] = set()
    stdin_given = False
    for path in paths:
        if path == STANDARD_INPUT:
            if not stdin_given:
                yield InputFile(path, None)
            stdin_given = True
        else:
            yield from _find_named(path, seen, in_folder=in_folder)


def _find_named(path: str, seen: set[tuple[int, int]], *, in_folder: bool) -> Iterator[InputFile | Failure]:
    """A path as the user named it: links are followed, whatever they lead to."""
    if in_folder and path.endswith(RECORD):
        return
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        yield Failure(path, why_missing(path, error))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _file(path, status, seen, in_folder=in_folder)
        return
    found = False
    for item in _walk(path, seen):
        found = found or isinstance(item, InputFile)
        yield item
    if not found:
        read = in_words(REGISTRY.suffixes_in_folders)
        yield Failure(path, f"no articles in this folder: {read} files are read")


def is_web_address(path: str) -> bool:
    """Whether what a user named is the address of a page, not of a file."""
    return path.lower().startswith(("http://", "https://"))


def why_missing(path: str, error: OSError | ValueError) -> str:
    """Why what a user named is not there, in words for the reader."""
    if is_web_address(path):
        return "a web address: `briefing fetch` saves pages, and `briefing URL --fetch` opens one"
    return reason_of(error)


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[InputFile | Failure]:
    """Everything below `folder`, depth first, names in code-point order.

    Links to folders are not followed: inside the folder they lead to what is read anyway, and
    so no loop can be entered.
    """
    # Not by way of `Path`: in a folder of a hundred thousand files its cost is most of the walk's.
    root = real_path(folder)
    pending = [(folder, False, 0)]
    while pending:
        path, linked, depth = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116
            if stat.S_ISDIR(status.st_mode) and not linked:
                if _is_of_saved_page(path):
                    yield Failure(path, "what belongs to the page that is saved beside it", skipped=True)
                else:
                    pending.extend((child, is_link, depth + 1) for child, is_link in _children(path))
                continue
        except (OSError, ValueError) as error:
            yield Failure(path, reason_of(error))
            continue
        if linked and os.path.commonpath([root, real_path(path)]) != root:
            yield Failure(path, "a link that leads out of the folder", skipped=True)
        elif linked and stat.S_ISDIR(status.st_mode):
            yield Failure(path, "a link to a folder, which is read under its own name", skipped=True)
        else:
            yield _file(path, status, seen, in_folder=True, depth=depth)


def _children(folder: str) -> list[tuple[str, bool]]:
    """Paths in `folder` and whether each is a link, last name first, for a stack.

    What is hidden is left out, and so are records of what lies beside them.
    """
    joint = "" if folder.endswith(("/", os.sep)) else "/"
    with os.scandir(folder) as children:
        found = [
            (child.name, child.is_symlink())
            for child in children
            if not (child.name.startswith(".") or child.name.endswith(RECORD))
        ]
    found.sort(reverse=True)
    return [(f"{folder}{joint}{name}", linked) for name, linked in found]


_OF_SAVED_PAGES = ("_files", "-Dateien", "_fichiers", "_archivos", "-filer", "_bestanden", "_pliki")
"""Ends of the names that browsers give to the folder with pictures and frames of a saved page."""


def _is_of_saved_page(folder: str) -> bool:
    name = next((folder.removesuffix(end) for end in _OF_SAVED_PAGES if folder.endswith(end)), "")
    return name != "" and any(os.path.isfile(name + suffix) for suffix in (".html", ".htm"))  # noqa: PTH113


def _file(
    path: str, status: os.stat_result, seen: set[tuple[int, int]], *, in_folder: bool, depth: int = 0
) -> InputFile | Failure:
    """The source at `path`, or why it is none."""
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            return Failure(path, reason, skipped=in_folder)
    suffix = suffix_of(path)
    if not (_is_read_in_folder(path, suffix) if in_folder else _is_read(path, suffix)):
        return Failure(path, _why_not(suffix), skipped=in_folder)
    identity = (status.st_dev, status.st_ino)
    if identity in seen and status.st_ino:
        return Failure(path, "a second name of a file that is read already", skipped=True)
    seen.add(identity)
    return InputFile(path, path, status, depth)


def _is_read(path: str, suffix: str) -> bool:
    """Whether a file that the user names is read: its suffix says so, or its first bytes prove a format.

    First bytes are not asked in folders: opening whatever lies there would cost more than the walk.
    """
    if REGISTRY.of_suffix(suffix):
        return True
    try:
        with open_file(path) as stream:
            return REGISTRY.recognise(stream.read(HEAD)) is not None
    except ReadError:
        return False


def _is_read_in_folder(path: str, suffix: str) -> bool:
    """Whether a file that lies in a folder is read: as its suffix says, and if it was loaded to be read."""
    if REGISTRY.is_read_in_folders(suffix):
        return True
    return bool(REGISTRY.of_suffix(suffix)) and os.path.isfile(record_path(path))  # noqa: PTH113 - as above


def _why_not(suffix: str) -> str:
    if REGISTRY.of_suffix(suffix):
        return f"the format {suffix} is read only where the file itself is named"
    name = f"the format {suffix}" if suffix else "a file without a suffix"
    return f"{name} is not read: `briefing formats` lists those that are"


def can_be_split(path: str) -> bool:
    """Tell by its name whether a file may be of a format that is read part by part where it is large."""
    return any(one.can_be_split for one in REGISTRY.of_suffix(suffix_of(path)))


def suffix_of(path: str) -> str:
    """The suffix of a file's name with its dot; empty where it has none."""
    name = os.path.basename(path)  # noqa: PTH119 - as above
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""
