"""What a person keeps: marks, details set by hand, where reading stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import StoreError

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.model.article import Article
    from briefing.model.correction import Correction
    from briefing.model.kept_searches import KeptSearches
    from briefing.model.mark import Anchored, Mark, PlacedMark
    from briefing.model.named_place import NamedPlace
    from briefing.model.saved_state import SavedState
    from briefing.model.steering import Steer, Steering
    from briefing.userdata.archive import Written
    from briefing.userdata.change_log import ChangeLog
    from briefing.userdata.corrections.correction_store import CorrectionStore
    from briefing.userdata.database import Database
    from briefing.userdata.database_rows import UnreadRow
    from briefing.userdata.marks.anchor import FoundPlace, OpenTexts
    from briefing.userdata.marks.mark_store import MarkStore
    from briefing.userdata.marks.marks_aside import MarksAside
    from briefing.userdata.overrides import OverrideStore, OverrideTable
    from briefing.userdata.repair_log import Repair
    from briefing.userdata.restore_archive import Restored, Way
    from briefing.userdata.searches_file import SearchesFile
    from briefing.userdata.steering_file import SteeringFile


class UserData:
    """The user's store and state files."""

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        self._store_path = store
        self.use_store = use_store
        """Whether overrides, corrections and steering are heeded."""
        self._database: Database | None = None
        self._marks: MarkStore | None = None
        self._changes: ChangeLog | None = None
        self._corrections: CorrectionStore | None = None
        self._corrected: tuple[Correction, ...] = ()
        """The corrections as they were read last."""
        self._overrides: OverrideStore | None = None
        self._table: OverrideTable | None = None
        """What was read last of what is set by hand."""
        self.overrides_unread = False
        """Whether that could not be read once."""
        self._keeps_found = True
        self.notes: list[str] = []
        """What the user should know without being stopped by it."""

    def database(self) -> Database:
        """The user's store; StoreError when it cannot be opened."""
        if self._database is None:
            from briefing.folders import data_dir
            from briefing.userdata.database import Database

            self._database = Database(self._store_path or data_dir() / "briefing.sqlite3")
        return self._database

    @property
    def marks(self) -> MarkStore:
        """The marks of every article ever marked."""
        if self._marks is None:
            from briefing.userdata.marks.mark_store import MarkStore

            self._marks = MarkStore(self.database(), changes=self._change_log())
        return self._marks

    @property
    def corrections(self) -> CorrectionStore:
        """What was corrected in any ledger."""
        if self._corrections is None:
            from briefing.userdata.corrections.correction_store import CorrectionStore

            self._corrections = CorrectionStore(self._change_log())
        return self._corrections

    def _change_log(self) -> ChangeLog:
        if self._changes is None:
            from briefing.userdata.change_log import ChangeLog

            self._changes = ChangeLog(self.database())
        return self._changes

    def stored_corrections(self) -> tuple[Correction, ...]:
        """The corrections to heed. When they cannot be read, those that were read last, and a note."""
        if not self.use_store or not self._store_exists():
            return ()
        try:
            self._corrected = self.corrections.list()
        except StoreError as error:
            self.notes.append(str(error))
            self.overrides_unread = True
        return self._corrected

    def placed_marks(self, corpus: Corpus) -> tuple[PlacedMark, ...]:
        """All marks with their places in the articles of `corpus`."""
        marks = self.marks.list()
        return self.place_marks(marks, corpus.articles_for(marks))

    def place_aside(
        self,
        corpus: Corpus,
        aside: MarksAside,
        paths: Sequence[str] = (),
        *,
        asked: Callable[[Mark], bool] = lambda _: True,
        shown: Callable[[PlacedMark], bool] = lambda _: True,
    ) -> int:
        """Put to marks set aside the places they have in the articles of `corpus`, where they are `asked`
        for and, in their place, `shown`; the others get none.

        Returns how many of those asked for are of articles below `paths` that are not there any more.
        """
        from briefing.userdata.marks.anchor import OpenTexts, count_missing

        missing = 0
        articles: Sequence[Article] = ()
        texts = OpenTexts(articles)
        for some in aside.by_text():
            marks = [mark for _, mark in some]
            before, articles = articles, corpus.articles_for(marks)
            # They are all the same ones where all are at hand.
            texts = texts if articles is before else OpenTexts(articles)
            found = self._placed_in(texts, marks)
            order = corpus.places({one.open_article for one in found if one.open_article})
            wanted = [one for one in zip(some, found, strict=True) if asked(one[1].mark)]
            missing += count_missing((placed for _, placed in wanted), paths)
            aside.put_places(
                (numbered.number, order[placed.open_article], placed)
                for numbered, placed in wanted
                if placed.open_article in order and shown(placed)
            )
        return missing

    def place_marks(self, marks: Sequence[Mark], articles: Sequence[Article]) -> tuple[PlacedMark, ...]:
        """The marks with their places in `articles`. By what these are known later, under another name or of
        marks of before, that is kept when they are met.
        """
        from briefing.userdata.marks.anchor import OpenTexts

        return self._placed_in(OpenTexts(articles), marks)

    def _placed_in(self, texts: OpenTexts, marks: Sequence[Mark]) -> tuple[PlacedMark, ...]:
        from briefing.userdata.marks.anchor import newly_known

        placed = texts.place(marks)
        if self._keeps_found and (known := newly_known(placed)):
            self._keep(lambda: self.marks.keep_found(known))
        return placed

    def correction_places(
        self, corrections: Sequence[Correction], texts: OpenTexts
    ) -> list[tuple[FoundPlace | None, ...]]:
        """Where what each of some corrections is about stands in `texts`, its anchors in their order; None
        for what is not found there in the same words.

        By what its articles are known later is kept, as of marks.
        """
        from briefing.userdata.corrections.correction_rows import with_anchors
        from briefing.userdata.marks.anchor import known_by
        from briefing.userdata.real_paths import RealPaths

        places: list[tuple[FoundPlace | None, ...]] = []
        known: list[Correction] = []
        paths = RealPaths()
        for one in corrections:
            found = map(texts.find, one.anchors)
            places.append(tuple(at if at is not None and not at.reworded else None for at in found))
            anchors = [
                anchor if at is None else known_by(anchor, at.article.id, at.article.fingerprint, paths)
                for anchor, at in zip(one.anchors, places[-1], strict=True)
            ]
            if any(now is not was for now, was in zip(anchors, one.anchors, strict=True)):
                known.append(with_anchors(one, anchors))
        if self._keeps_found and known:
            self._keep(lambda: self.corrections.keep_found(known))
        return places

    def named_places(
        self, articles_for: Callable[[Sequence[Anchored]], Sequence[Article]]
    ) -> tuple[NamedPlace, ...]:
        """The places that have names, of the articles that `articles_for` gives for their words, in the order
        in which they were named.

        Their words are found as those of corrections.
        """
        from briefing.model.correction import PLACE
        from briefing.model.named_place import NamedPlace
        from briefing.userdata.marks.anchor import OpenTexts

        named = [one for one in self.stored_corrections() if one.kind == PLACE]
        if not named:
            return ()
        texts = OpenTexts(articles_for([one.figures[0] for one in named]))
        places: list[NamedPlace] = []
        for one, found in zip(named, self.correction_places(named, texts), strict=True):
            at, own = found[0], texts.named(one.figures[0])
            if at is not None:
                article = at.article
                place = (article.passage_at(at.start), at.start, at.end, article.fingerprint)
                places.append(NamedPlace(one.id, one.label, article.id, *place))
            elif own is not None:
                places.append(NamedPlace(one.id, one.label, own.id, None))
        return tuple(places)

    def _keep(self, write: Callable[[], None]) -> None:
        """Have written by what articles are known."""
        try:
            if not self.database().read_only:
                write()
        except StoreError:
            # Nothing of a person's is lost by that: they are found by their names, as before.
            self._keeps_found = False

    @property
    def overrides(self) -> OverrideStore:
        """Sources and dates set by hand."""
        if self._overrides is None:
            from briefing.userdata.overrides import OverrideStore

            self._overrides = OverrideStore(self.database())
        return self._overrides

    def read_texts(self) -> frozenset[str]:
        """The fingerprints of the texts that were read; raises StoreError."""
        if not self.use_store or not self._store_exists():
            return frozenset()
        return self.overrides.read_texts()

    def override_table(self) -> OverrideTable:
        """Every source and date ever set by hand.

        When they cannot be read, what was read of them last, and a note.
        """
        from briefing.userdata.overrides import NO_OVERRIDES

        try:
            return self.stored_overrides()
        except StoreError as error:
            self.notes.append(str(error))
            self.overrides_unread = True
            return self._table or NO_OVERRIDES

    def stored_overrides(self) -> OverrideTable:
        """The same; raises StoreError when they cannot be read."""
        from briefing.userdata.overrides import NO_OVERRIDES

        if not self.use_store or not self._store_exists():
            return NO_OVERRIDES
        self._table = self.overrides.all_details()
        return self._table

    def unseen_repairs(self) -> tuple[Repair, ...]:
        """Repairs of the store that no person has seen, as far as it was opened."""
        return self._database.unseen_repairs if self._database is not None else ()

    def copy_called(self, name: str) -> Path:
        """The file `name`, or the copy of the store that is called so; UsageError when there is neither."""
        from briefing.errors import UsageError
        from briefing.files.plain_file import is_plain_file
        from briefing.userdata.database_copies import backup_folder, copies

        path = self.database().path
        places = (Path(name), backup_folder(path) / name, path.parent / name)
        found = next((place for place in places if is_plain_file(place)), None)
        if found is None:
            there = ", ".join(copy.name for copy in copies(path)) or "there is none"
            raise UsageError(
                f"there is no file and no copy of the store called {name}", hint=f"copies: {there}"
            )
        return found

    def back_up(self, path: Path, *, overwrite: bool = False) -> Written:
        """Write everything a person made to one file, which is read back and compared; see `write_archive`.

        UsageError where the file would lie in a folder that is backed up.
        """
        from briefing.errors import UsageError
        from briefing.userdata.archive import folders, write_archive

        place = path.resolve()
        inside = next((folder for folder in folders() if place.is_relative_to(folder.resolve())), None)
        if inside is not None:
            raise UsageError(
                f"{path} lies in {inside}, which is what is backed up", hint="name a file elsewhere"
            )
        return write_archive(path, self.database(), overwrite=overwrite)

    def restore(self, path: Path, way: Way) -> Restored:
        """Look at what `back_up` wrote, or restore it; see `restore` there."""
        from briefing.userdata.restore_archive import Stores, restore

        stores = Stores(self.database(), self.marks, self.corrections, self.overrides)
        return restore(path, stores, way)

    def unread_rows(self) -> tuple[UnreadRow, ...]:
        """What of the store could not be read so far; nothing is looked at for it."""
        marks = self._marks.unread_met if self._marks is not None else ()
        corrections = self._corrections.unread_met if self._corrections is not None else ()
        return (*marks, *corrections, *self.unread_details())

    def every_unread_row(self) -> tuple[UnreadRow, ...]:
        """What of the store cannot be read; of details what was met so far."""
        return (*self.marks.unread, *self.corrections.unread, *self.unread_details())

    def unread_details(self) -> tuple[UnreadRow, ...]:
        """Which sources and dates set by hand could not be read so far."""
        return self._overrides.unread_met if self._overrides is not None else ()

    def _store_exists(self) -> bool:
        from briefing.folders import data_dir

        try:
            return (self._store_path or data_dir() / "briefing.sqlite3").exists()
        except OSError:
            # A folder that may not be looked into: the store says so, and nobody takes it for an empty one.
            return True

    def reader_state(self, paths: Sequence[str]) -> SavedState:
        """Where reading these paths stopped; what was wrong with the record goes to `notes`."""
        from dataclasses import replace

        from briefing.userdata.saved_state_file import load_shared, load_state, state_key

        state, note = load_state(state_key(paths))
        if note:
            self.notes.append(note)
        shared = load_shared().state
        return replace(state, theme=state.theme or shared.last_theme, chosen=shared.chosen)

    def keep_reader_state(self, paths: Sequence[str], state: SavedState) -> None:
        """Remember where reading these paths stopped; StoreError when it cannot be written."""
        from dataclasses import replace

        from briefing.userdata.saved_state_file import load_shared, save_shared, save_state, state_key

        save_state(state_key(paths), state)
        before = load_shared().state
        # Another reader may have chosen something else in the meantime.
        after = replace(before, last_theme=state.theme, chosen={**before.chosen, **state.chosen})
        if after != before:
            save_shared(after)

    def steering(self, paths: Sequence[str]) -> Steering:
        """What is remembered of the topics of these paths; what was wrong with it goes to `notes`."""
        found, note = self.steering_file(paths).load()
        if note:
            self.notes.append(note)
        return found

    def remember_steer(self, paths: Sequence[str], step: Steer) -> Steering:
        """The same for a step that already says what its topics are about; no article need be open."""
        return self.steering_file(paths).add(step, paths).value

    def undo_steer(self, paths: Sequence[str]) -> Steering:
        """Forget the last step for these paths; StoreError when that cannot be written."""
        return self.steering_file(paths).undo(paths).value

    def keep_steering(self, paths: Sequence[str], steering: Steering) -> Steering:
        """Remember `steering` in place of what was remembered; an empty one forgets all."""
        return self.steering_file(paths).replace(steering, paths).value

    def searches(self, paths: Sequence[str]) -> KeptSearches:
        """What was searched for in these paths; what was wrong with the record goes to `notes`."""
        found, note = self._searches_file(paths).load()
        if note:
            self.notes.append(note)
        return found

    def change_searches(
        self, paths: Sequence[str], change: Callable[[KeptSearches], KeptSearches]
    ) -> KeptSearches:
        """Keep what `change` makes of the searches of these paths; StoreError when it cannot be written."""
        return self._searches_file(paths).change(change, paths).value

    def _searches_file(self, paths: Sequence[str]) -> SearchesFile:
        from briefing.userdata.saved_state_file import state_key
        from briefing.userdata.searches_file import SearchesFile

        return SearchesFile(state_key(paths))

    def steering_file(self, paths: Sequence[str]) -> SteeringFile:
        """The file that remembers the steering of these paths."""
        from briefing.userdata.saved_state_file import state_key
        from briefing.userdata.steering_file import SteeringFile

        return SteeringFile(state_key(paths))
