"""Folders of things that can be made again, removed while others may still look into them."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

_TRIES = 5


def remove_folder(folder: Path) -> None:
    """Remove `folder` and all that is in it, where it is there; OSError when it cannot be.

    A reader that looks into it at that moment may put a lock file there just before the folder
    itself goes: then it is tried again.
    """
    for left in reversed(range(_TRIES)):
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            if not folder.exists():
                return
        except OSError as error:
            if error.errno != errno.ENOTEMPTY or not left:
                raise
        else:
            return
