"""Articles read, or taken from their library: the first request, sent while the app is still loading.

It stands alone in its module, so that little has to be imported before it can be sent.
"""

from __future__ import annotations

import io
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model.library_choice import ANY_LIBRARY
from briefing.session.requests.session_request import SessionStream

if TYPE_CHECKING:
    from briefing.model.article import Article, Failure
    from briefing.model.library_choice import LibraryChoice
    from briefing.model.opening_events import KnownAnnotations, OnDisk
    from briefing.model.saved_state import Beginning
    from briefing.session.session import Session
    from briefing.session.worker_session import SessionHost

    Found = Article | Failure | KnownAnnotations | str
    """What an opening finds; a string is a note to the user."""
    OpeningPart = Beginning | OnDisk | list[Found]

FAILURES = 1000
"""Files that could not be read, of which the reader of a library is told."""
BATCH_SECONDS = 0.03
"""Articles read within this time travel together; the first one does not wait."""


@dataclass(frozen=True, slots=True)
class OpenArticles(SessionStream["OpeningPart", None]):
    """Read articles. The first part is a `Beginning`, the others are lists of what was found.

    Where they are taken from a library, an `OnDisk` says so instead, and nothing is read.
    """

    paths: tuple[str, ...]
    stdin: bytes | None = None
    """What came through a pipe; None where nothing did."""
    library: LibraryChoice = ANY_LIBRARY

    cancellable = True

    def run(self, host: SessionHost) -> Generator[OpeningPart]:
        """Begin with what the app must know before it draws anything."""
        from briefing.folders import theme_folders
        from briefing.model.article import Article
        from briefing.model.saved_state import Beginning

        session = host.session
        folders = tuple(str(folder) for folder in theme_folders())
        state = session.user_data.reader_state(self.paths)
        yield Beginning(state, folders)
        if self.stdin is None and self.paths:
            from briefing.session.on_disk import open_on_disk

            on_disk = open_on_disk(session, self.paths, state.columns, self.library)
            if on_disk is not None:
                session.topics.works_out = False
                yield on_disk
                yield list(session.failures[:FAILURES])
                if session.user_data.notes:
                    yield list(session.user_data.notes)
                return
        batch: list[Found] = []
        sent = time.monotonic()
        for found in self._read(session):
            batch.append(found)
            # Behind a beginning nothing comes for long.
            is_beginning = isinstance(found, Article) and found.is_beginning
            if is_beginning or time.monotonic() - sent > BATCH_SECONDS:
                yield batch
                batch, sent = [], time.monotonic()
        if batch:
            yield batch
        if session.user_data.notes:
            yield list(session.user_data.notes)

    def _read(self, session: Session) -> Iterator[Found]:
        """Read articles, each followed by its figures where a library has them."""
        from briefing.model.article import Article
        from briefing.model.opening_events import KnownAnnotations

        library = None
        if self.stdin is None:
            from briefing.session.on_disk import kept_library

            library = kept_library(self.paths, self.library)
        data = io.BytesIO(self.stdin) if self.stdin is not None else None
        for found in session.open(self.paths, data, library, beginnings=True):
            yield found
            known = session.known_annotations(found.id, "figures") if isinstance(found, Article) else None
            if isinstance(found, Article) and known is not None:
                yield KnownAnnotations(found.id, {"figures": known})
