"""Settings whose value is a name that only a part of the program knows: of a theme, a target, a form."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.settings import AUTO, LoadedSettings
from briefing.ui.state.walk_targets import WALK_TARGETS


def with_known_names(loaded: LoadedSettings, themes: Iterable[str]) -> LoadedSettings:
    """Return the same, with what is wrong told and the default in place of each name that is not known."""
    from briefing.session import formats_for

    loaded = loaded.checked("theme", (AUTO, *themes)).checked("walk", (AUTO, *WALK_TARGETS))
    return loaded.checked("export.format", [one.name for one in formats_for("excerpts")])
