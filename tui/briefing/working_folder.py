"""Paths from the root, also where the folder one stands in was removed."""

from __future__ import annotations

import os

_LAST_KNOWN: dict[tuple[int, int], str] = {}
"""What the folder one stands in was called last, by its device and number."""


def working_folder() -> str:
    """Return the folder one stands in; one that was removed is named as it was when it was asked for before,
    or else as it was when the shell went there."""
    try:
        found = os.getcwd()  # noqa: TID251, PTH109 - the one place that asks the system
        here = os.stat(os.curdir)  # noqa: PTH116 - the folder itself, whatever it is called
    except OSError:
        return _last_known()
    if (here.st_dev, here.st_ino) not in _LAST_KNOWN:
        _LAST_KNOWN.clear()
    _LAST_KNOWN[here.st_dev, here.st_ino] = found
    return found


def _last_known() -> str:
    """Return what the folder one stands in was called. A removed one is still there, without a name."""
    try:
        here = os.stat(os.curdir)  # noqa: PTH116 - as above
    except OSError:
        pass
    else:
        if (here.st_dev, here.st_ino) in _LAST_KNOWN:
            return _LAST_KNOWN[here.st_dev, here.st_ino]
    remembered = os.environ.get("PWD", "")
    return remembered if os.path.isabs(remembered) else os.sep  # noqa: PTH117 - a name, not a file


def absolute_path(path: str) -> str:
    """Return `path` from the root, links as they are; it may be no name of a file at all."""
    try:
        return os.path.abspath(path)  # noqa: TID251, PTH100 - as above
    except OSError:
        return os.path.normpath(os.path.join(working_folder(), path))  # noqa: PTH118 - as above


def real_path(path: str) -> str:
    """Return `path` from the root, links followed; ValueError for what can be no name."""
    if not os.path.isabs(path):  # noqa: PTH117 - as above
        # Not by way of `absolute_path`: what stands before `..` may be a link.
        path = os.path.join(working_folder(), path)  # noqa: PTH118 - as above
    return os.path.realpath(path)  # noqa: TID251 - as above
