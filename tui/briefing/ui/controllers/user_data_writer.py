"""What a person keeps, as the app sees it: marks and the state of the reader, off the event loop.

Every change goes to disk on one thread, in the order asked; the coroutine returns when it is
there. Raises StoreError as the session does.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import StoreError
from briefing.jobs.stepping import finish
from briefing.model.excerpt_filter import EVERYTHING, ExcerptFilter
from briefing.model.mark import MARK_COLOURS, Mark, MarkColour, PlacedMark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.model.article import Article, Span
    from briefing.model.correction import Correction, CorrectionKind, SetVerdict
    from briefing.model.kept_searches import KeptSearches
    from briefing.model.library_choice import LibraryChoice
    from briefing.model.mark import Anchored
    from briefing.model.named_place import NamedPlace
    from briefing.model.steering import Steer
    from briefing.session import Session
    from briefing.userdata.change_history import Belongs, StoredEntry

T = TypeVar("T")


def _write(path: Path, pieces: Iterable[bytes], *, overwrite: bool) -> None:
    from briefing.files.atomic import atomic_file

    with atomic_file(path, overwrite=overwrite) as file:
        file.writelines(pieces)


class _PassedArticles:
    """The articles that are open, which whoever asks brings along."""

    def texts(
        self, _session: Session, _anchors: Sequence[Anchored], told: Sequence[Article], /
    ) -> Sequence[Article]:
        """Those in which words may stand."""
        return told

    def has(self, _session: Session, told: Sequence[Article], /) -> Callable[[Anchored], bool]:
        """What tells whether words are of one of them."""
        return _are_of(told)

    def hold(self, session: Session, told: Sequence[Article], paths: Sequence[str], /) -> None:
        """Let the session hold just these, opened as `paths`."""
        known = {article.id for article in told}
        # What is set by hand is cited: where it cannot be read, that is said, and nothing written.
        session.hold(told, paths, overrides=session.user_data.stored_overrides())
        session.hold((), gone=[name for name in session.corpus if name not in known])


class _SessionArticles(_PassedArticles):
    """The articles that are open, which the session takes from their library."""

    def texts(
        self, session: Session, anchors: Sequence[Anchored], _told: Sequence[Article], /
    ) -> Sequence[Article]:
        """As they are in the library now."""
        session.refresh()
        return session.corpus.articles_for(anchors)

    def has(self, session: Session, _told: Sequence[Article], /) -> Callable[[Anchored], bool]:
        """As it is now."""
        session.refresh()
        return session.corpus.has_article_of

    def hold(self, _session: Session, _told: Sequence[Article], _paths: Sequence[str], /) -> None:
        """The session has them."""


def _are_of(articles: Sequence[Article]) -> Callable[[Anchored], bool]:
    from briefing.userdata.marks.anchor import OpenTexts

    texts = OpenTexts(articles)
    return lambda anchor: texts.article_of(anchor) is not None


class UserDataWriter:
    """The session's user data for the terminal app."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._articles = _PassedArticles()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="user data")

    async def _do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def use_library(self, paths: Sequence[str], library: LibraryChoice) -> None:
        """Look for the places of marks in the library of `paths`, instead of in articles told."""
        await self._do(lambda: self._session.open_library(paths, library.folder))
        self._articles = _SessionArticles()

    async def placed(
        self, articles: Sequence[Article], gone_but_read: Sequence[Article] = ()
    ) -> tuple[PlacedMark, ...]:
        """Every mark with its place in `articles`, which are all that are open unless a library has them.

        A mark that has none there keeps the one it has in an article that is read though its file went.
        """

        def work() -> tuple[PlacedMark, ...]:
            user_data = self._session.user_data
            marks = user_data.marks.list()
            placed = user_data.place_marks(marks, self._articles.texts(self._session, marks, articles))
            if not gone_but_read:
                return placed
            unplaced = [one.mark for one in placed if one.orphan]
            found = {one.mark.id: one for one in user_data.place_marks(unplaced, gone_but_read)}
            return tuple(found.get(one.mark.id, one) for one in placed)

        return await self._do(work)

    async def notices(self) -> list[str]:
        """What a person should know of the store: repairs, and why nothing can be written."""

        def work() -> list[str]:
            from briefing.files.atomic import remove_half_written
            from briefing.folders import data_dir, state_dir
            from briefing.userdata.database_rows import describe

            database = self._session.user_data.database()
            database.open()
            for folder in (data_dir(), state_dir()):
                remove_half_written(folder)
            reason = [database.read_only] if database.read_only else []
            unread = self._session.user_data.marks.unread
            return [*database.notices, *reason, *describe(unread)]

        return await self._do(work)

    async def repairs_seen(self) -> None:
        """Remember that what became of a damaged store was on the screen."""
        await self._do(lambda: self._session.user_data.database().repairs_seen())

    async def new_repairs(self) -> list[str]:
        """What became of the store that was found damaged in between, and was not told yet."""

        def work() -> list[str]:
            database = self._session.user_data.database()
            database.open()
            return [repair.describe() for repair in database.unseen_repairs]

        return await self._do(work)

    async def unsaved(self) -> int:
        """Try again to save what the disk refused before; how many changes still wait."""

        def work() -> int:
            marks = self._session.user_data.marks
            try:
                marks.save_waiting()
            except StoreError:
                # It was told when it happened; what waits is still in memory and counted here.
                return len(marks.unsaved)
            return 0

        return await self._do(work)

    async def add(self, article: Article, span: Span) -> Mark:
        """Mark a span; it is on disk when this returns."""
        return await self._do(lambda: self._session.user_data.marks.add(article, span.start, span.end))

    async def add_all(self, places: Sequence[tuple[Article, Span]]) -> tuple[Mark, ...]:
        """Mark several spans as one change; they are on disk when this returns."""
        return await self._do(lambda: self._session.user_data.marks.add_all(places))

    async def edit(self, mark: Mark, note: str, tags: Sequence[str], colour: MarkColour) -> Mark:
        """Give a mark another note, tags and colour."""
        return await self._do(lambda: self._edit(mark, note, tags, colour))

    def edit_later(self, mark: Mark, note: str, tags: Sequence[str], colour: MarkColour) -> None:
        """The same without waiting; `close` waits for it."""
        self._thread.submit(self._edit, mark, note, tags, colour)

    def _edit(self, mark: Mark, note: str, tags: Sequence[str], colour: MarkColour) -> Mark:
        marks = self._session.user_data.marks
        edited = mark
        if note != mark.note:
            edited = marks.note(mark.id, note)
        if tuple(tags) != mark.tags:
            edited = marks.tag(mark.id, tags)
        if colour != mark.colour:
            edited = marks.recolour(mark.id, colour)
        return edited

    async def next_colour(self, mark: Mark) -> Mark:
        """Give a mark the colour after its own."""
        colour = MARK_COLOURS[(MARK_COLOURS.index(mark.colour) + 1) % len(MARK_COLOURS)]
        return await self._do(lambda: self._session.user_data.marks.recolour(mark.id, colour))

    async def remove(self, mark: Mark) -> None:
        """Remove a mark; `undo` brings it back."""
        await self._do(lambda: self._session.user_data.marks.remove(mark.id))

    async def correct(
        self,
        kind: CorrectionKind,
        label: str,
        figures: Sequence[tuple[Article, Span]],
        others: Sequence[tuple[Article, Span]],
        *,
        verdict: SetVerdict | None = None,
        note: str = "",
        names: Sequence[str] = (),
        instead_of: Sequence[str] = (),
    ) -> Correction:
        """Keep a correction of a line of the ledger, or of who says something, in place of those of the ids
        `instead_of`."""
        from briefing.userdata.corrections.correction_store import anchor_in

        def work() -> Correction:
            mine, theirs = (
                [anchor_in(article, span.start, span.end) for article, span in places]
                for places in (figures, others)
            )
            return self._session.user_data.corrections.add(
                kind, label, mine, theirs, verdict=verdict, note=note, names=names, instead_of=instead_of
            )

        return await self._do(work)

    async def take_back(self, ids: Sequence[str]) -> None:
        """Remove corrections; `undo` brings them back together."""
        await self._do(lambda: self._session.user_data.corrections.remove(ids))

    async def corrections(self) -> tuple[Correction, ...]:
        """The corrections that stand."""
        return await self._do(self._session.user_data.stored_corrections)

    async def read_texts(self) -> frozenset[str]:
        """The fingerprints of the texts that were read."""
        return await self._do(self._session.user_data.read_texts)

    async def set_read(self, fingerprint: str, *, read: bool) -> None:
        """Say whether a text was read; it is on disk when this returns."""
        await self._do(lambda: self._session.user_data.overrides.set_read(fingerprint, read))

    async def named_places(
        self, articles: Sequence[Article], gone_but_read: Sequence[Article] = ()
    ) -> tuple[NamedPlace, ...]:
        """The places that have names, of `articles`, told as to `placed`, or of what is read though its file
        went."""

        def work() -> tuple[NamedPlace, ...]:
            session = self._session
            return session.user_data.named_places(
                lambda words: [*self._articles.texts(session, words, articles), *gone_but_read]
            )

        return await self._do(work)

    async def undo(self, articles: Sequence[Article], gone_but_read: Sequence[Article]) -> str | None:
        """Take back the last change to marks or corrections of `articles`, told as to `placed`, or of what is
        read though its file went; what it was, or None."""
        return await self._do(
            lambda: self._session.user_data.marks.undo(self._belongs(articles, gone_but_read))
        )

    async def redo(self, articles: Sequence[Article], gone_but_read: Sequence[Article]) -> str | None:
        """Do the change last undone again, of those to the same; what it was, or None."""
        return await self._do(
            lambda: self._session.user_data.marks.redo(self._belongs(articles, gone_but_read))
        )

    def _belongs(self, articles: Sequence[Article], gone_but_read: Sequence[Article]) -> Belongs:
        """What tells whether a mark, or a figure that is spoken of, is of the articles that are open."""
        is_there, is_read = self._articles.has(self._session, articles), _are_of(gone_but_read)

        def belongs(entry: StoredEntry) -> bool:
            return any(is_there(anchor) or is_read(anchor) for anchor in entry.anchors)

        return belongs

    async def steer(self, paths: Sequence[str], step: Steer) -> None:
        """Remember one more step about the topics of `paths`."""
        await self._do(lambda: self._session.user_data.remember_steer(paths, step))

    async def undo_steer(self, paths: Sequence[str]) -> Steer | None:
        """Forget the last step about the topics of `paths`; which it was, or None when there was none."""

        def work() -> Steer | None:
            steps = self._session.user_data.steering(paths).steps
            if steps:
                self._session.user_data.undo_steer(paths)
            return steps[-1] if steps else None

        return await self._do(work)

    async def searches(self, paths: Sequence[str]) -> KeptSearches:
        """What was searched for in `paths`."""
        return await self._do(lambda: self._session.user_data.searches(paths))

    async def change_searches(
        self, paths: Sequence[str], change: Callable[[KeptSearches], KeptSearches]
    ) -> KeptSearches:
        """Keep what `change` makes of the searches of `paths`; it is on disk when this returns."""
        return await self._do(lambda: self._session.user_data.change_searches(paths, change))

    async def export_marks(
        self,
        path: str,
        form: str,
        articles: Sequence[Article],
        paths: Sequence[str],
        only: ExcerptFilter = EVERYTHING,
        *,
        overwrite: bool,
    ) -> int:
        """Write those marks of `articles`, opened as `paths`, or of the library that is open, that `only`
        takes to a file; how many they are.

        Those the disk has refused so far are among them. Where there are none, nothing is written.
        """

        def work() -> int:
            session = self._session
            self._articles.hold(session, articles, paths)
            return finish(session.exports.steps(Path(path), "marks", form, only=only, overwrite=overwrite))

        return await self._do(work)

    async def write_export(self, path: str, pieces: Iterable[bytes], *, overwrite: bool) -> None:
        """Write an export whole or not at all; its pieces are asked for where the writing is done."""
        await self._do(lambda: _write(Path(path), pieces, overwrite=overwrite))

    def close(self) -> tuple[str, ...]:
        """Wait until everything asked is on disk; what the disk refused to the end, in words."""
        self._thread.shutdown(wait=True)
        marks = self._session.user_data.marks
        if not marks.unsaved:
            return ()
        try:
            marks.save_waiting()
        except StoreError:
            return marks.unsaved
        return ()
