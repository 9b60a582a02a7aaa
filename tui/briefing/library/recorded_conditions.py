"""Under which limits and by which readers the files of a library were read: what others may concern is read
again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from briefing.library.file_changes import KnownFile
from briefing.reading.formats.format_registry import REGISTRY
from briefing.settings import ReadLimits, read_limits

STATE = "limits"
"""Name of the fact in the library; where it is not recorded, the limits nobody has set and no reader that has
to be installed."""


class ReadConditions(NamedTuple):
    """What decides besides its bytes how a file is read."""

    limits: ReadLimits = ReadLimits()
    packages: tuple[str, ...] = ()
    """Of the extras: what reads a format, or reads it better."""


Conditions = tuple[ReadConditions, ...]
"""Those of the last whole build, and of builds after it that were given up."""


def conditions_now() -> ReadConditions:
    """Return those of this process."""
    return ReadConditions(read_limits(), REGISTRY.installed_packages())


def pack_conditions(conditions: Sequence[ReadConditions]) -> str:
    """Return conditions as they are recorded."""
    return json.dumps([[one.limits._asdict(), one.packages] for one in conditions])


def unpack_conditions(recorded: str) -> Conditions:
    """Return conditions as they were recorded, which is not done in a library of which nothing is read."""
    if not recorded:
        return (ReadConditions(),)
    return tuple(map(_conditions_from, json.loads(recorded)))


def _conditions_from(one: Any) -> ReadConditions:
    if isinstance(one, dict):
        # As libraries were written that knew of no readers to be installed.
        return ReadConditions(ReadLimits(**one))
    limits, packages = one
    return ReadConditions(ReadLimits(**limits), tuple(packages))


def as_read_now(
    files: Iterable[KnownFile], recorded: Conditions, now: ReadConditions, refused: Collection[int]
) -> Iterator[KnownFile]:
    """Yield `files`, those that may be read otherwise `now` as if they had changed.

    A file of fewer bytes than a limit is the same above and below it: characters and lines are no
    more than bytes. What is no size may concern every file. A reader concerns the files whose names end as
    those of its formats, those whose names are not known, and those that were `refused`.
    """
    differing = [
        min(before, after) if isinstance(before, int) and isinstance(after, int) else 0
        for one in recorded
        for before, after in zip(one.limits, now.limits, strict=True)
        if before != after
    ]
    packages = {name for one in recorded for name in set(one.packages) ^ set(now.packages)}
    suffixes = tuple(suffix.encode() for suffix in REGISTRY.of_packages(packages))
    for file in files:
        is_concerned = (differing and file.size > min(differing)) or (
            packages and (not file.place or file.id in refused or file.place.lower().endswith(suffixes))
        )
        yield file._replace(mtime_ns=0, digest=b"") if is_concerned else file
