"""Which files have changed since a library was brought up to date.

A file is the same while its size, times and inode are; the time at which its inode changed tells of an
edit after which its own time was set back. A file that is new under its name may be one that is gone from
another: what tells them apart is read only where size or place leave it open. One whose name ends in
another suffix is read anew: its bytes may mean something else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.files.clock import RECENT_NS


class SeenFile(NamedTuple):
    """A file as it stands on disk now."""

    path: str
    """By which it can be opened, as the user gave it."""
    root: int
    place: bytes
    size: int
    mtime_ns: int
    inode: int
    changed_ns: int
    """When its bytes, name or rights changed last, which nobody can set; on Windows, when it was made."""


class KnownFile(NamedTuple):
    """A file as the library recorded it."""

    id: int
    root: int
    place: bytes
    size: int
    mtime_ns: int
    inode: int
    changed_ns: int
    digest: bytes


def seen_file(path: str, root: int, place: bytes, status: os.stat_result) -> SeenFile:
    """A file as its `status` says that it stands."""
    return SeenFile(path, root, place, status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done to bring a library up to date."""

    unchanged: int = 0
    """Files that need nothing."""
    moved: list[tuple[KnownFile, SeenFile]] = field(default_factory=list)
    """Files that have another name now."""
    to_read: list[tuple[SeenFile, KnownFile | None]] = field(default_factory=list)
    """Files that are new, or may have changed, in the order they were seen."""
    gone: list[KnownFile] = field(default_factory=list)
    """Files that are there no more."""

    @property
    def empty(self) -> bool:
        """True when nothing has to be done."""
        return not (self.moved or self.to_read or self.gone)


def plan_changes(known: Iterable[KnownFile], seen: Iterable[SeenFile]) -> Plan:
    """Compare what is recorded with what is there; both once for each file."""
    by_name = {(file.root, file.place): file for file in known}
    unchanged = 0
    to_read: list[tuple[SeenFile, KnownFile | None]] = []
    fresh: list[SeenFile] = []
    for file in seen:
        before = by_name.pop((file.root, file.place), None)
        if before is None:
            fresh.append(file)
        elif _state(before) == _state(file):
            unchanged += 1
        else:
            to_read.append((file, before))
    moved, rest = _moves(by_name, fresh)
    to_read += [(file, None) for file in rest]
    # In the order of the walk again, so that numbers are given in it.
    to_read.sort(key=lambda pair: (pair[0].root, pair[0].place))
    return Plan(unchanged, moved, to_read, list(by_name.values()))


def _state(file: SeenFile | KnownFile) -> tuple[int, int, int, int]:
    return file.size, file.mtime_ns, file.inode, file.changed_ns


def _moves(
    gone: dict[tuple[int, bytes], KnownFile], fresh: list[SeenFile]
) -> tuple[list[tuple[KnownFile, SeenFile]], list[SeenFile]]:
    """Take the files out of `gone` that are among `fresh` by another name; return them and the rest."""
    by_identity: Mapping[tuple[int, int, int, bytes], KnownFile] = {
        (file.inode, file.size, file.mtime_ns, suffix): file
        for file in gone.values()
        if (suffix := _suffix(file.place)) is not None
    }
    moved: list[tuple[KnownFile, SeenFile]] = []
    rest: list[SeenFile] = []
    for file in fresh:
        suffix = _suffix(file.place) if file.inode else None
        before = (
            by_identity.get((file.inode, file.size, file.mtime_ns, suffix)) if suffix is not None else None
        )
        if before is not None and gone.pop((before.root, before.place), None) is not None:
            moved.append((before, file))
        else:
            rest.append(file)
    return moved, rest


def without_moved(plan: Plan, digest: Callable[[str], bytes]) -> Plan:
    """Return `plan` with the files that are new by name and identity, but have the content of one gone.

    `digest` reads a file; it is called only where the sizes leave it open.
    """
    gone = {
        (file.digest, file.size, suffix): file
        for file in plan.gone
        if file.digest and (suffix := _suffix(file.place)) is not None
    }
    open_for = {(size, suffix) for _, size, suffix in gone}
    moved = list(plan.moved)
    to_read: list[tuple[SeenFile, KnownFile | None]] = []
    for seen, known in plan.to_read:
        suffix = _suffix(seen.place)
        before = None
        if gone and known is None and suffix is not None and (seen.size, suffix) in open_for:
            before = gone.pop((digest(seen.path), seen.size, suffix), None)
        if before is None:
            to_read.append((seen, known))
        else:
            moved.append((before, seen))
    taken = {before.id for before, _ in moved}
    return Plan(plan.unchanged, moved, to_read, [file for file in plan.gone if file.id not in taken])


def _suffix(place: bytes) -> bytes | None:
    """What the name of the file at a place ends in; None where the place does not say it, of a root."""
    return os.path.splitext(place.rpartition(b"\0")[2])[1].lower() if place else None  # noqa: PTH122 - bytes


def settled_mtime(mtime_ns: int, now_ns: int) -> int:
    """Return the time to record for a file read at `now_ns`; 0 where it may change within the same tick.

    A file recorded so is compared by its content the next time.
    """
    return mtime_ns if now_ns - mtime_ns > RECENT_NS else 0


def digest_of(data: bytes) -> bytes:
    """Return what tells one content of a file from another, as 16 bytes."""
    return Digest(data).value()


class Digest:
    """The same of content that comes piece by piece."""

    def __init__(self, data: bytes = b"") -> None:
        self._hash = hashlib.blake2b(data, digest_size=16)

    def update(self, piece: bytes) -> None:
        """Take the next piece."""
        self._hash.update(piece)

    def value(self) -> bytes:
        """Return the digest of all that was taken."""
        return self._hash.digest()
