"""Workers as tests of the reader need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.model.build_progress import BuildProgress
from briefing.session.service import Service


class Archive(Service):
    """The real service; its builds use no further process."""

    def build(self, paths: Any) -> Iterator[BuildProgress]:
        """As the service does."""
        from briefing.library.build.builder import build_library

        return build_library(paths, processes=1)
