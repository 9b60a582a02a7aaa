"""Which library a person wants what is worked out to be kept in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.working_folder import absolute_path

FOLDER_VARIABLE = "BRIEFING_LIBRARY"
NONE_VARIABLE = "BRIEFING_NO_LIBRARY"


class LibraryChoice(NamedTuple):
    """What the command line and the environment say of libraries.

    The faces work it out once; it travels with the requests, so that every process heeds the same.
    """

    folder: Path | None = None
    """The library's folder, absolute; None for the one that its paths have in the cache folder."""
    wanted: bool = True
    """Whether anything may be taken from a library, and one be made."""

    @classmethod
    def of(
        cls, environment: Mapping[str, str], *, folder: str | None = None, forbidden: bool = False
    ) -> LibraryChoice:
        """Return what holds where options name a `folder` or have libraries `forbidden`.

        Without them `BRIEFING_LIBRARY` names the folder, and `BRIEFING_NO_LIBRARY` forbids; empty
        variables say nothing.
        """
        named = folder or environment.get(FOLDER_VARIABLE)
        forbidden = forbidden or bool(environment.get(NONE_VARIABLE))
        return cls(Path(absolute_path(named)) if named else None, not forbidden)


ANY_LIBRARY = LibraryChoice()
"""Where nobody has said anything."""
