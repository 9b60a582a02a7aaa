"""What a person keeps: marks, details set by hand, where reading stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import StoreError

if TYPE_CHECKING:
    from briefing.library.details import AllDetails, DetailStore
    from briefing.marks.store import MarkStore
    from briefing.model.reader_state import ReaderState
    from briefing.store.database import Database


class Kept:
    """The user's store and state files; knows nothing of articles."""

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        self._store_path = store
        self._use_store = use_store
        self._database: Database | None = None
        self._marks: MarkStore | None = None
        self._details: DetailStore | None = None
        self.notes: list[str] = []
        """What the user should know without being stopped by it."""

    def database(self) -> Database:
        """The user's store; StoreError when it cannot be opened."""
        if self._database is None:
            from briefing.paths import data_dir
            from briefing.store.database import Database

            self._database = Database(self._store_path or data_dir() / "briefing.sqlite3")
        return self._database

    @property
    def marks(self) -> MarkStore:
        """The marks of every article ever marked."""
        if self._marks is None:
            from briefing.marks.store import MarkStore

            self._marks = MarkStore(self.database())
        return self._marks

    @property
    def details(self) -> DetailStore:
        """Sources and dates set by hand."""
        if self._details is None:
            from briefing.library.details import DetailStore

            self._details = DetailStore(self.database())
        return self._details

    def all_details(self) -> AllDetails:
        """Every source and date ever set by hand; nothing, and a note, when they cannot be read."""
        from briefing.library.details import NO_DETAILS

        if not self._use_store or not self._store_exists():
            return NO_DETAILS
        try:
            return self.details.all_details()
        except StoreError as error:
            self.notes.append(str(error))
            return NO_DETAILS

    def _store_exists(self) -> bool:
        from briefing.paths import data_dir

        return (self._store_path or data_dir() / "briefing.sqlite3").exists()

    def reader_state(self, paths: Sequence[str]) -> ReaderState:
        """Where reading these paths stopped; what was wrong with the record goes to `notes`."""
        from dataclasses import replace

        from briefing.library.state import load_shared, load_state, state_key

        state, note = load_state(state_key(paths))
        if note:
            self.notes.append(note)
        return state if state.theme else replace(state, theme=load_shared().state.last_theme)

    def keep_reader_state(self, paths: Sequence[str], state: ReaderState) -> None:
        """Remember where reading these paths stopped; StoreError when it cannot be written."""
        from dataclasses import replace

        from briefing.library.state import load_shared, save_shared, save_state, state_key

        save_state(state_key(paths), state)
        shared = load_shared().state
        if shared.last_theme != state.theme:
            save_shared(replace(shared, last_theme=state.theme))
