"""One file that holds everything a person made: the store with its history, settings, themes, steering, what
was open with its drafts, saved pages.

It is a zip file in which nothing is packed, so that it takes as much room as it holds, and any program can
open it. A list in it names every part with its size and checksum. What is read comes from anywhere: parts
that would lie outside the program's folders, links, parts of other sizes or other bytes than the list says
are refused before the first is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Self

from briefing import __version__
from briefing.errors import ExportError, ReadError, StoreError
from briefing.files.atomic import atomic_file, is_half_written, why
from briefing.files.clock import iso, utc_now
from briefing.files.plain_file import is_plain_file
from briefing.folders import cache_dir, config_dir, data_dir, state_dir
from briefing.text.clean import clean_line
from briefing.working_folder import absolute_path, real_path

if TYPE_CHECKING:
    from types import TracebackType

    from briefing.userdata.database import Database

VERSION = 1
STORE = "data/briefing.sqlite3"
"""The part that is the store; it is a copy that the database made, and never its file."""
COPIES = "before-restore"
"""Folder of the data folder in which lies what was there before something was restored."""

_LIST = "briefing-backup.json"
_FORMAT = "briefing backup"
_LONGEST_LIST = 2**26
"""Bytes of a list that are read."""
_MOST_PARTS = 100_000
_LONGEST_NAME = 500
_PIECE = 1 << 20
_FOLDERS = {"data": data_dir, "config": config_dir, "state": state_dir}
_NOT_MADE = frozenset({"briefing-copies", COPIES, "reports", "libraries"})
"""Folders of what the program made by itself: copies of the store, reports of faults, libraries."""
_WORKING = re.compile(r"\..*|.*\.lock|.*-(?:journal|wal|shm)|briefing\.sqlite3\.bad-.*", re.DOTALL)
"""Names of hidden files, and of those the program works with; one of the store's would be played into it."""


class Part(NamedTuple):
    """One file in the archive."""

    name: str
    """The folder's kind and the steps below it: `config/themes/ink.toml`."""
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of its bytes."""


class Written(NamedTuple):
    """What was written."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    """What could not be taken, each with the reason."""


def place_of(name: str) -> Path:
    """Return where the file of a part belongs here."""
    kind, *steps = name.split("/")
    return _FOLDERS[kind]().joinpath(*steps)


def folders() -> tuple[Path, ...]:
    """Return the folders that an archive holds files of."""
    return tuple(folder() for folder in _FOLDERS.values())


def made_by_hand(store: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the files a person made but for the store, by the names of their parts, and what is left out.

    `store` is the store's file.
    """
    files: dict[str, Path] = {}
    left_out: list[str] = []
    others = {real_path(str(folder)) for folder in (*folders(), cache_dir())}
    for kind, folder in _FOLDERS.items():
        for steps, entry in _below(folder(), (), others, left_out):
            name = "/".join((kind, *steps))
            if name == STORE or absolute_path(entry) == absolute_path(str(store)):
                continue
            if not _is_name(name):
                left_out.append(f"{clean_line(entry)}: its name would not be one everywhere")
            elif not is_plain_file(Path(entry)):
                left_out.append(f"{clean_line(entry)}: no plain file")
            else:
                files[name] = Path(entry)
    return files, left_out


def _below(
    folder: Path, steps: tuple[str, ...], others: set[str], left_out: list[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the files below a folder, as the names of the steps to each and its path."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        left_out.append(f"{clean_line(str(folder))}: {why(error)}")
        return
    for entry in entries:
        if is_left_alone(entry.name) or (not steps and entry.name in _NOT_MADE):
            continue
        if entry.is_dir(follow_symlinks=False):
            if real_path(entry.path) not in others:
                yield from _below(Path(entry.path), (*steps, entry.name), others, left_out)
        elif entry.is_dir():
            left_out.append(f"{clean_line(entry.path)}: a link to a folder")
        else:
            yield (*steps, entry.name), entry.path


def is_left_alone(name: str) -> bool:
    """True for the name of a file or folder that nobody made: one the program works with, or hidden."""
    return _WORKING.fullmatch(name) is not None or is_half_written(name)


def _is_name(name: str) -> bool:
    """True for the name of a part that is a file below one of our folders, on every system."""
    kind, *steps = name.split("/")
    return (
        kind in _FOLDERS
        and 0 < len(steps) < 20
        and len(name) <= _LONGEST_NAME
        and steps[0] not in _NOT_MADE
        and all(
            step not in ("", ".", "..")
            and step.isprintable()
            and step == step.strip()
            and not set(step) & set('\\:*?"<>|')
            and not step.endswith(".")
            and not is_left_alone(step)
            for step in steps
        )
    )


def write_archive(path: Path, database: Database, *, overwrite: bool) -> Written:
    """Write everything a person made to `path`, private to its owner; it is read back and compared first.

    Where there is nothing, nothing is written. Raises ExportError where it cannot be written or reads back
    as something else, StoreError where the store cannot be read; `path` is then as it was.
    """
    files, left_out = made_by_hand(database.path)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="briefing-")))
        if database.copy_to(copy := folder / "store"):
            files[STORE] = copy
        if not files:
            return Written((), tuple(left_out))
        parts: list[Part] = []
        made = stack.enter_context(
            atomic_file(path, overwrite=overwrite, mode=0o600, check=lambda made: _compare(made, parts))
        )
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                try:
                    file = files[name].open("rb")
                except OSError as error:
                    left_out.append(f"{clean_line(str(files[name]))}: {why(error)}")
                    continue
                with file:
                    parts.append(_put(archive, name, file))
            archive.writestr(_private(_LIST), _list_of(parts))
    return Written(tuple(parts), tuple(left_out))


def _put(archive: zipfile.ZipFile, name: str, file: BinaryIO) -> Part:
    size, digest = 0, hashlib.sha256()
    with archive.open(_private(name), "w", force_zip64=True) as target:
        while piece := file.read(_PIECE):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
    return Part(name, size, digest.hexdigest())


def _private(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


def _list_of(parts: Sequence[Part]) -> bytes:
    values = {
        "format": _FORMAT,
        "version": VERSION,
        "program": __version__,
        "made": iso(utc_now()),
        "files": [part._asdict() for part in parts],
    }
    return json.dumps(values, indent=1).encode("ascii")


def _compare(path: Path, parts: Sequence[Part]) -> None:
    """ExportError where the archive `path` does not hold what was read for it."""
    try:
        with Archive(path) as archive:
            archive.verify()
            same = archive.parts == tuple(parts)
    except ReadError as error:
        raise ExportError(f"what was written reads back as something else: {error.message}") from error
    if not same:
        raise ExportError("what was written reads back as something else")


class Archive:
    """An archive that is open to be read. What it says of itself was checked, its bytes by `verify`."""

    def __init__(self, path: Path) -> None:
        """ReadError where `path` is no archive of ours, or one that is built to do harm; StoreError where a
        newer version of the program wrote it."""
        self._name = clean_line(str(path))
        if not is_plain_file(path):
            raise ReadError(f"{self._name}: there is no such file")
        with ExitStack() as stack:
            try:
                file = stack.enter_context(path.open("rb"))
                room = os.fstat(file.fileno()).st_size
                self._zip = stack.enter_context(zipfile.ZipFile(file))
            except OSError as error:
                raise ReadError(f"{self._name}: {why(error)}") from error
            except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
                raise self._refused("it is no backup, or it is cut off") from error
            self._entries = self._checked(self._zip.infolist(), room)
            listed = self._listed()
            self.made = clean_line(str(listed.get("made", "")))[:40]
            """When, as it says."""
            self.program = clean_line(str(listed.get("program", "")))[:40]
            """Version of the program that wrote it, as it says."""
            self.parts = self._parts_of(listed)
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def verify(self) -> None:
        """Read every part; ReadError where one is not what the list says."""
        for part in self.parts:
            for _ in self.pieces(part):
                pass

    def pieces(self, part: Part) -> Iterator[bytes]:
        """Yield the bytes of a part; ReadError where they are not those the list speaks of, at the latest
        behind the last."""
        digest = hashlib.sha256()
        try:
            with self._zip.open(self._entries[part.name]) as stream:
                while piece := stream.read(_PIECE):
                    digest.update(piece)
                    yield piece
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self._refused(f"{part.name} is damaged in it") from error
        if digest.hexdigest() != part.digest:
            raise self._refused(f"{part.name} is damaged in it")

    def _checked(self, entries: Sequence[zipfile.ZipInfo], room: int) -> dict[str, zipfile.ZipInfo]:
        """Return the entries by name; ReadError where one is not as `write_archive` makes them."""
        if len(entries) > _MOST_PARTS:
            raise self._refused(f"it has more than {_MOST_PARTS:,} files")
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = clean_line(entry.filename)[:80]
            if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG) or entry.is_dir():
                raise self._refused(f"{name} in it is a link, or no file")
            if entry.filename != _LIST and not _is_name(entry.filename):
                raise self._refused(f"{name} in it is no file of the program's folders")
            if entry.filename in found:
                raise self._refused(f"{name} is in it twice")
            if entry.flag_bits & 1 or entry.compress_type != zipfile.ZIP_STORED:
                raise self._refused(f"{name} in it is packed")
            if entry.file_size != entry.compress_size:
                raise self._refused(f"{name} in it says it has two sizes")
            found[entry.filename] = entry
        # Nothing is packed, so that what is in it takes as much room: parts lie in each other else.
        if sum(entry.file_size for entry in entries) > room:
            raise self._refused("it is smaller than what it holds")
        return found

    def _listed(self) -> Mapping[str, Any]:
        entry = self._entries.get(_LIST)
        if entry is None or entry.file_size > _LONGEST_LIST:
            raise self._refused("it is no backup: it has no list of what it holds")
        try:
            values = json.loads(self._zip.read(entry))
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            RecursionError,
            NotImplementedError,
        ) as error:
            raise self._refused("the list of what it holds is damaged") from error
        if not isinstance(values, dict) or values.get("format") != _FORMAT:
            raise self._refused("it is no backup: it has no list of what it holds")
        version = values.get("version")
        if isinstance(version, int) and version > VERSION:
            raise StoreError(
                f"{self._name} was written by a newer version of the program", hint="install that version"
            )
        if version != VERSION:
            raise self._refused("the list of what it holds is damaged")
        return values

    def _parts_of(self, listed: Mapping[str, Any]) -> tuple[Part, ...]:
        rows = listed.get("files")
        try:
            parts = tuple(Part(row["name"], row["size"], row["digest"]) for row in rows or ())
            told = {part.name: part.size for part in parts}
        except (TypeError, KeyError) as error:
            raise self._refused("the list of what it holds is damaged") from error
        sizes = {name: entry.file_size for name, entry in self._entries.items() if name != _LIST}
        if len(parts) != len(sizes) or told != sizes:
            raise self._refused("it holds something else than its list says")
        return parts

    def _refused(self, reason: str) -> ReadError:
        return ReadError(f"{self._name}: {reason}")
