"""Reading lists beside the files of a library: what they concern is read again when they have changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from briefing.library.file_changes import KnownFile, SeenFile
from briefing.library.stored_names import depth_of
from briefing.reading.references_beside import lists_beside, may_be_list
from briefing.working_folder import real_path

RECORDED_LISTS = "reading lists"
"""Name of the fact in the library; it is not recorded where there are none."""


def list_stamps(files: Iterable[tuple[str, int]]) -> str:
    """Return which lists concern `files` (path and depth of each) and how they stand now; empty for none."""
    found = {
        real_path(folder): [[os.path.basename(one.path), one.size, one.mtime_ns] for one in lists]  # noqa: PTH119
        for folder, lists in lists_beside(files).items()
    }
    return json.dumps(sorted(found.items())) if found else ""


def stamps_of(seen: Sequence[SeenFile]) -> str:
    """Return the same of files as a scan found them."""
    return list_stamps((file.path, depth_of(file.place)) for file in seen)


def as_listed_now(
    known: Iterable[KnownFile], seen: Sequence[SeenFile], recorded: str, now: str
) -> Iterator[KnownFile]:
    """Yield the files that are `known`, those beside or below a list that has changed as if they had, too."""
    if recorded == now:
        yield from known
        return
    before, after = (dict(json.loads(one)) if one else {} for one in (recorded, now))
    changed = {folder for folder in before | after if before.get(folder) != after.get(folder)}

    @cache
    def is_concerned(folder: str) -> bool:
        real = real_path(folder)
        return any(real == one or real.startswith(one.rstrip(os.sep) + os.sep) for one in changed)

    concerned = {
        (file.root, file.place)
        for file in seen
        if file.place and is_concerned(os.path.dirname(file.path))  # noqa: PTH120
    }
    for file in known:
        yield file._replace(mtime_ns=0, digest=b"") if (file.root, file.place) in concerned else file


def may_concern_lists(changed: Iterable[str]) -> bool:
    """Tell by their names whether one of the paths that changed may be a reading list."""
    return any(may_be_list(os.path.basename(path)) for path in changed)  # noqa: PTH119
