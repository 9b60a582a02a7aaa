"""Notices files that are new, changed or gone, below the paths that are open."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence

from briefing.working_folder import absolute_path, real_path

SECONDS = 0.5
"""How long nothing may happen before the one who waits is told so, and can do something else."""
QUIET_MS = 100
"""Changes within so short a time are told together."""
LONGEST_MS = 800
"""However many follow each other, the first is told after this."""
LOOK_MS = 20_000
"""Where the system tells of no changes, the files are looked at as often."""


def changed_paths(paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the absolute paths that changed, burst by burst; an empty tuple after a time without any.

    It notices what happens after the first tuple, which is empty. Never ends by itself; where no
    path can be watched, it yields nothing at all.
    """
    named = sorted({real_path(path) for path in paths if path != "-"})
    standing = {path: _standing(path) for path in named}
    if not any(standing.values()):
        return
    while True:
        for burst in _bursts([path for path in named if standing[path]]):
            yield burst
            now = {path: _standing(path) for path in named}
            if now != standing:
                # Of a file system that is taken away, or comes back, the system tells nothing, and what was
                # watched there is not what stands there now.
                yield tuple(path for path in named if now[path] != standing[path])
                standing = now
                break
        else:
            return


def _standing(path: str) -> tuple[int, int] | None:
    """What stands at a path: its file system, and of a folder also which one; None where nothing does."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called often
    except OSError:
        return None
    return found.st_dev, found.st_ino if stat.S_ISDIR(found.st_mode) else 0


def _bursts(places: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what changes at places, burst by burst; only empty tuples where one of them is not there."""
    from watchfiles import watch

    bursts = watch(
        *places,
        watch_filter=None,
        debounce=LONGEST_MS,
        step=QUIET_MS,
        rust_timeout=round(1000 * SECONDS),
        yield_on_timeout=True,
        raise_interrupt=False,
        poll_delay_ms=LOOK_MS,
        ignore_permission_denied=True,
    )
    try:
        for burst in bursts if places else ():
            yield tuple(sorted({absolute_path(path) for _, path in burst}))
    except FileNotFoundError:
        # It went just now; whoever asks will see that.
        places = ()
    while not places:
        time.sleep(SECONDS)
        yield ()
