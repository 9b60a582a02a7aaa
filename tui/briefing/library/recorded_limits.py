"""Under which limits the files of a library were read: what other limits may concern is read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from briefing.library.file_changes import KnownFile
from briefing.settings import ReadLimits

STATE = "limits"
"""Name of the fact in the library; where it is not recorded, the limits nobody has set."""

Limits = tuple[ReadLimits, ...]
"""Those of the last whole build, and of builds after it that were given up."""


def pack_limits(limits: Sequence[ReadLimits]) -> str:
    """Return limits as they are recorded."""
    return json.dumps([one._asdict() for one in limits])


def unpack_limits(recorded: str) -> Limits:
    """Return limits as they were recorded; the empty text stands for those that nobody has set."""
    return tuple(ReadLimits(**one) for one in json.loads(recorded)) if recorded else (ReadLimits(),)


def as_read_now(files: Iterable[KnownFile], recorded: Limits, now: ReadLimits) -> Iterator[KnownFile]:
    """Yield `files`, those that may be read otherwise under the limits of `now` as if they had changed.

    A file of fewer bytes than a limit is the same above and below it: characters and lines are no
    more than bytes. What is no size may concern every file.
    """
    differing = [
        min(before, after) if isinstance(before, int) and isinstance(after, int) else 0
        for limits in recorded
        for before, after in zip(limits, now, strict=True)
        if before != after
    ]
    if not differing:
        yield from files
        return
    least = min(differing)
    for file in files:
        yield file._replace(mtime_ns=0, digest=b"") if file.size > least else file
