"""Notices files that are new, changed or gone, below the paths that are open."""

from __future__ import annotations

import os
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
    from watchfiles import watch

    named = {real_path(path) for path in paths if path != "-"}
    places = sorted(path for path in named if os.path.exists(path))  # noqa: PTH110
    if not places:
        return
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
    for burst in bursts:
        yield tuple(sorted({absolute_path(path) for _, path in burst}))
