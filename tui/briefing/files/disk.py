"""What the store needs to know of the disk it stands on."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefing.files.atomic import sync_folder

_NETWORK_TYPES = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre",
        "fuse.sshfs", "fuse.glusterfs", "fuse.cephfs", "fuse.rclone", "davfs", "fuse.davfs2",
    }
)  # fmt: skip
"""File systems whose locks cannot be relied on, as the Linux kernel names them."""
_MOUNTS = Path("/proc/self/mounts")


def private_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, each open to its owner alone.

    A folder that exists keeps its permissions: it may be one the user shares on purpose.
    Raises OSError when it cannot be made, NotADirectoryError when something else has its name.
    """
    missing = []
    while not folder.is_dir():
        if os.path.lexists(folder):
            raise NotADirectoryError(20, "Not a directory", str(folder))
        missing.append(folder)
        folder = folder.parent
    for step in reversed(missing):
        step.mkdir(mode=0o700, exist_ok=True)
        step.chmod(0o700)
        sync_folder(step.parent)


def private_file(path: Path) -> None:
    """Create an empty file `path` that only its owner can open, whatever the umask.

    Raises FileExistsError when there is one already.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))
    path.chmod(0o600)


def tighten(path: Path) -> None:
    """Take the file `path` away from everybody but its owner, where it is open to others."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)


def sync_file(path: Path) -> None:
    """Wait until what was written to `path` by others in this process is on disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def network_type(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the type of the network file system `path` stands on, or None for a local disk.

    `mounts` is the kernel's list of mounts; where there is none (other systems than Linux)
    nothing can be said and the answer is None.
    """
    if not mounts.exists():
        return None
    place = path.resolve()
    best, found = -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # The kernel writes blanks in names as octal escapes.
        point = Path(fields[1].replace("\\040", " ").replace("\\011", "\t"))
        depth = len(point.parts)
        # Of two mounts on one folder the later one is on top.
        if place.is_relative_to(point) and depth >= best:
            best, found = depth, fields[2]
    return found if found in _NETWORK_TYPES else None
