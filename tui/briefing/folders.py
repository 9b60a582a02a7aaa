"""Where files live: the user's own folders, and what is shipped with the program.

Owns every folder name the program uses. It creates nothing: whoever writes makes the folder.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from briefing.working_folder import absolute_path

_APPLICATION = "briefing"
_Kind = Literal["config", "data", "state", "cache"]
_UNDER_HOME: dict[_Kind, str] = {
    "config": ".config",
    "data": ".local/share",
    "state": ".local/state",
    "cache": ".cache",
}


def config_dir() -> Path:
    """Folder of the user's settings and themes; `BRIEFING_CONFIG_DIR` names another."""
    return _user_folder("config")


def data_dir() -> Path:
    """Folder of what the user made (marks, notes, details); `BRIEFING_DATA_DIR` names another."""
    return _user_folder("data")


def state_dir() -> Path:
    """Folder of what was open; `BRIEFING_STATE_DIR` names another."""
    return _user_folder("state")


def cache_dir() -> Path:
    """Folder of what can be worked out again; `BRIEFING_CACHE_DIR` names another."""
    return _user_folder("cache")


def pages_dir() -> Path:
    """Folder of the pages that were loaded to be opened, where no other was named."""
    return data_dir() / "fetched"


def seeds_dir() -> Path:
    """Folder of the articles opened when none is named."""
    return bundled("seeds")


def named_or_bundled(paths: Sequence[str]) -> list[str]:
    """Return `paths`, or the folder of the articles that come with the program where there are none."""
    return list(paths) or [str(seeds_dir())]


def themes_dir() -> Path:
    """Folder of the themes that come with the program."""
    return bundled("themes")


def bundled(name: str, package: Path | None = None) -> Path:
    """Return the folder `name` that is shipped with the program.

    An installed program carries it in its package (`_data/name`); in a source tree it stands
    at the top of the repository, two levels above the package. `package` is the package's
    folder, this one unless told.
    """
    home = package or Path(__file__).resolve().parent
    inside = home / "_data" / name
    return inside if inside.is_dir() else home.parents[1] / name


def _user_folder(kind: _Kind) -> Path:
    """Return the absolute folder of one kind; never raises, whatever the environment holds."""
    chosen = os.environ.get(f"BRIEFING_{kind.upper()}_DIR", "").strip()
    if chosen:
        return Path(absolute_path(os.path.expanduser(chosen)))  # noqa: PTH111 - Path's own raise without a home
    # Imported here: no command should pay for it that writes nothing and reads no settings.
    import platformdirs

    lookup = {
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
        "state": platformdirs.user_state_dir,
        "cache": platformdirs.user_cache_dir,
    }[kind]
    try:
        folder = Path(lookup(_APPLICATION, appauthor=False))
    except RuntimeError:  # no home, and newer releases say so
        return _without_platform(kind)
    return folder if folder.is_absolute() else _without_platform(kind)


def _without_platform(kind: _Kind) -> Path:
    """Return a folder where the platform names only a relative one.

    An XDG variable may be relative, which its specification says to ignore; and a user without
    a home and without an entry in the user database leaves `~` as it is. The last resort is the
    temporary folder, under the user's number so that two users never share it.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises without a home
    if home.is_absolute():
        return home / _UNDER_HOME[kind] / _APPLICATION
    import tempfile

    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"{_APPLICATION}-{user}" / kind


def theme_folders() -> list[Path]:
    """Where themes lie: those of the program, then a user's own."""
    return [themes_dir(), config_dir() / "themes"]
