"""Files written whole or not at all.

Owns the one way in which the program replaces a file outside its database: a temporary file in
the same folder, synced, then put in place by one rename.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from briefing.errors import ExportError
from briefing.text.clean import clean_line

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What file systems without hard links answer."""
_NO_FOLDER_SYNC = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems answer on which a folder cannot be synced; there is nothing to wait for."""


_BEGINS, _ENDS = ".briefing-", ".tmp"
"""Of the names of files that are being written; between them stands the number of the process that does."""
_LEAST_AGE, _LONGEST_WRITING = 60.0, 86_400.0
"""Seconds a file is left alone whose process has ended, and one of which no process is known."""


def is_half_written(name: str) -> bool:
    """True for the name of a file that is being written; one that stays is of a program that was killed."""
    return name.startswith(_BEGINS) and name.endswith(_ENDS)


def remove_half_written(folder: Path) -> None:
    """Remove from `folder` and those in it, which must be the program's own, what killed programs left there.

    Links are not followed. What cannot be looked at or removed stays: nobody needs it gone.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove_half_written(Path(entry.path))
            elif is_half_written(entry.name) and _is_left_behind(entry):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _is_left_behind(entry: os.DirEntry[str]) -> bool:
    try:
        age = time.time() - entry.stat(follow_symlinks=False).st_mtime
        if not entry.is_file(follow_symlinks=False):
            return False
    except OSError:
        return False
    process = entry.name.removeprefix(_BEGINS).partition("-")[0]
    if os.name == "nt" or not process.isdecimal():  # asking ends the process there; a name without one is old
        return age > _LONGEST_WRITING
    # A program in a container of its own has a number that says nothing here, but writes only seconds.
    return age > _LEAST_AGE and not _runs(int(process))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        # Somebody else's: it runs.
        return True
    return True


def write_atomic(path: Path, data: bytes, *, overwrite: bool, mode: int = 0o644) -> None:
    """Write `data` to `path` as `atomic_file` does."""
    with atomic_file(path, overwrite=overwrite, mode=mode) as file:
        file.write(data)


@contextlib.contextmanager
def atomic_file(
    path: Path, *, overwrite: bool, mode: int = 0o644, check: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """Give a file to be written to that stands at `path` when the block is left, whole and on disk.

    `check` is given the finished file under the name it has until then, and raises where it is not to be
    put in place. When that or the block raises, or is given up, `path` is as it was. The file gets the
    permission bits of `mode` less the umask; a file that is replaced never becomes more open than it
    was. A symbolic link is never written through.

    Raises ExportError when `path` exists and `overwrite` is false, is a link or no plain file,
    when its folder is missing or closed to the user, or when the disk is full or fails; the
    old file is then untouched and no temporary file stays behind. The one exception is named
    in its message: the file is in place, but the disk did not confirm it.
    """
    mode &= _mode_of_target(path, overwrite=overwrite)
    temporary = path.with_name(f"{_BEGINS}{os.getpid()}-{os.urandom(8).hex()}{_ENDS}")
    try:
        try:
            with _created(temporary, mode) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if check is not None:
                check(temporary)
            _put_in_place(temporary, path, overwrite=overwrite)
        finally:
            # After success it is gone already, unless it was linked into place.
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise ExportError(f"cannot write {clean_line(str(path))}: {why(error)}") from error
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise ExportError(
            f"{clean_line(str(path))} was written, but the disk did not confirm it: {why(error)}"
        ) from error


def why(error: OSError) -> str:
    """Return the reason of `error` in words for the user, without the path."""
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your disk quota is used up",
        errno.EACCES: "no permission",
        errno.EPERM: "no permission",
        errno.EROFS: "the disk is read-only",
        errno.ENOENT: "its folder does not exist",
        errno.ENOTDIR: "a part of its path is a file, not a folder",
        errno.EIO: "the disk reports an error",
        errno.ENAMETOOLONG: "the name is too long",
    }
    reason = words.get(error.errno or 0)
    return reason or clean_line(error.strerror or type(error).__name__).lower()


def sync_folder(folder: Path) -> None:
    """Wait until the entries of `folder` are on disk; raises OSError when the disk fails."""
    if os.name == "nt":  # Windows has no handle on a folder to sync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _mode_of_target(path: Path, *, overwrite: bool) -> int:
    """Check that `path` may be written; return the permission bits it may have at most."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return 0o777
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else "not a valid file name"
        raise ExportError(f"cannot write {clean_line(str(path))}: {reason}") from error
    if stat.S_ISLNK(found.st_mode):
        raise ExportError(f"{clean_line(str(path))} is a link to another file", hint="name the file itself")
    if not stat.S_ISREG(found.st_mode):
        raise ExportError(f"{clean_line(str(path))} is not a plain file")
    if not overwrite:
        raise _exists(path)
    return stat.S_IMODE(found.st_mode)


def _exists(path: Path) -> ExportError:
    return ExportError(
        f"{clean_line(str(path))} exists already", hint="choose another name, or say to overwrite it"
    )


def _created(temporary: Path, mode: int) -> BinaryIO:
    """Create `temporary`, open to be written to."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(temporary, flags, mode), "wb")


def _put_in_place(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Give the finished file its name; raises FileExistsError rather than replace unasked."""
    if overwrite:
        temporary.replace(path)
        return
    try:
        # A link, unlike a rename, fails when somebody made the file in the meantime.
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from error
        temporary.rename(path)
