"""Changes of what a person made, saved in their order; what the disk refuses waits in memory.

Marks and corrections of the ledger are changed by way of one log, so that one undo takes back the last
change of either. A change that could not be saved is saved with the next one that can be: nothing a person
typed is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import StoreError
from briefing.files.clock import utc_now
from briefing.userdata import change_history as history
from briefing.userdata.marks.mark_ids import new_id

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from briefing.userdata.change_history import Belongs, Step, StoredEntry
    from briefing.userdata.database import Database

E = TypeVar("E", bound="StoredEntry")


class ChangeLog:
    """The changes to one database. Safe to use from several threads and processes at once."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.clock = clock
        self.lock = threading.RLock()
        """Held while entries are looked up and changed together."""
        self._waiting: list[Step] = []
        self._last_id: str | None = None
        self._made: set[str] = set()
        """The ids of what was changed here in this run: it was open then, whatever became of its files."""

    def do(
        self,
        make: Callable[[Callable[[str], E | None]], Step],
        kind: type[E],
        find: Callable[[sqlite3.Connection, str], E | None],
    ) -> Step:
        """Save the step that `make` builds, after those that wait; return it.

        `make` is given a function that looks entries of a `kind` up, in their present state, inside the
        transaction that changes them; `find` reads one from the database. When saving fails the step waits
        with the others, and StoreError rises.
        """
        with self.lock:
            try:
                with self.database.write() as connection:
                    for waiting in self._waiting:
                        history.record(connection, waiting)
                    step = make(lambda entry_id: find(connection, entry_id))
                    history.record(connection, step)
            except StoreError as error:
                step = make(lambda entry_id: self.find(entry_id, kind, find))
                if step.entries:
                    self._waiting.append(step)
                self._made.update(entry.id for entry in step.entries)
                number = len(self._waiting)
                kept = f"{number} change{'' if number == 1 else 's'} kept in memory"
                hint = f"{error.hint}; {kept}" if error.hint else kept
                raise StoreError(error.message, hint=hint) from error
            self._waiting.clear()
            self._made.update(entry.id for entry in step.entries)
            return step

    def find(
        self, entry_id: str, kind: type[E], find: Callable[[sqlite3.Connection, str], E | None]
    ) -> E | None:
        """Return an entry of a `kind` as the database and what waits have it."""
        waiting = self.waiting(kind)
        if entry_id in waiting:
            return waiting[entry_id]
        with self.database.read() as connection:
            return find(connection, entry_id)

    def waiting(self, kind: type[E]) -> dict[str, E]:
        """Return what the changes that wait have touched of a `kind`, as those leave it, by id."""
        entries = (entry for step in self._waiting for entry in step.entries)
        return {entry.id: entry for entry in entries if isinstance(entry, kind)}

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was done and could not be saved yet, in words, oldest first."""
        with self.lock:
            return tuple(step.label for step in self._waiting)

    def save_waiting(self) -> int:
        """Save what could not be saved before; return how many changes; raises StoreError again."""
        with self.lock:
            if not self._waiting:
                return 0
            with self.database.write() as connection:
                for waiting in self._waiting:
                    history.record(connection, waiting)
            saved = len(self._waiting)
            self._waiting.clear()
            return saved

    def undo(self, belongs: Belongs | None = None) -> str | None:
        """Take back the last change, of this or an earlier run; return what it was, None if none.

        With `belongs`, the last change to what that says is open.
        """
        with self.lock:
            self.save_waiting()
            with self.database.write() as connection:
                return history.undo(connection, self._open(belongs))

    def redo(self, belongs: Belongs | None = None) -> str | None:
        """Do again what was undone last; return what it was, None when there is nothing. `belongs` as for
        `undo`."""
        with self.lock:
            self.save_waiting()
            with self.database.write() as connection:
                return history.redo(connection, self._open(belongs))

    def _open(self, belongs: Belongs | None) -> Belongs | None:
        return None if belongs is None else lambda entry: entry.id in self._made or belongs(entry)

    def version(self) -> tuple[int, ...]:
        """Return a value that changes when this or another process has changed anything."""
        with self.lock:
            return *self.database.version(), len(self._waiting)

    def next_id(self, moment: datetime) -> str:
        """Return an id after the last one made here, in this run or an earlier one."""
        try:
            with self.database.read() as connection:
                stored = history.last_id(connection)
        except StoreError:
            # What it is for is made all the same: saving that says what is wrong, and keeps it.
            stored = None
        last = max((known for known in (stored, self._last_id) if known is not None), default=None)
        self._last_id = new_id(moment, last)
        return self._last_id
