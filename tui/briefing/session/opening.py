"""The reading that is under way while the app is still starting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.jobs.early_stream import EarlyStream
from briefing.model.library_choice import ANY_LIBRARY
from briefing.session.requests.opening_requests import OpenArticles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.jobs.client import Worker
    from briefing.model.library_choice import LibraryChoice
    from briefing.session.requests.opening_requests import OpeningPart  # noqa: F401 - named in the class line


class Opening(EarlyStream["OpeningPart"]):
    """Articles being read by a worker, asked for before the app's own imports.

    So they are read while Textual loads.
    """

    def __init__(
        self,
        worker: Worker,
        paths: Sequence[str],
        stdin: bytes | None = None,
        library: LibraryChoice = ANY_LIBRARY,
    ) -> None:
        self.worker = worker
        self.paths = tuple(paths)
        self.library = library
        self.then_open: tuple[str, ...] = ()
        """What is to be opened in place of it once the reader has been left; nothing else is."""
        self.request = OpenArticles(self.paths, stdin, library)
        super().__init__(worker, self.request)
