"""The corrections a person made, of the ledger and of who speaks: kept, taken back, given to others and taken
from them.

Their changes go by way of the same log as those of marks, and have its promises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from briefing.files.clock import iso
from briefing.model.correction import Correction, CorrectionKind, FigureAnchor, SetVerdict
from briefing.text.clean import clean, clean_line
from briefing.text.quotation_marks import in_quotation_marks
from briefing.userdata import change_history as history
from briefing.userdata.change_history import Step
from briefing.userdata.corrections import correction_rows as rows
from briefing.userdata.corrections.correction_import import correction_from
from briefing.userdata.corrections.correction_rows import CorrectionEntry, StoredCorrections
from briefing.userdata.entry_lookup import Lookup, is_missing, is_news, is_younger, present
from briefing.userdata.marks.anchor import context_in
from briefing.userdata.real_paths import real_path_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model.article import Article
    from briefing.userdata.change_log import ChangeLog
    from briefing.userdata.database_rows import UnreadRow

_SHOWN = 40
"""Characters of a line's label in the name of a change."""
_Lookup: TypeAlias = Lookup[CorrectionEntry]
_VERBS: dict[CorrectionKind, str] = {
    "join": "joined",
    "split": "split",
    "verdict": "set the verdict of",
    "note": "wrote a note on",
    "hide": "hid",
    "speaker": "set the speaker of",
    "one speaker": "joined the speakers",
    "two speakers": "told apart the speakers",
    "place": "named the place",
}


class CorrectionStore:
    """The corrections in one database. Safe to use from several threads and processes at once.

    Every method that changes something raises StoreError when it could not be saved; what was asked is then
    in the `unsaved` of the log, and part of what `list` answers.
    """

    def __init__(self, changes: ChangeLog) -> None:
        self._changes = changes
        self._known = StoredCorrections({}, ())
        self._known_version: tuple[int, ...] | None = None

    def add(
        self,
        kind: CorrectionKind,
        label: str,
        figures: Sequence[FigureAnchor],
        others: Sequence[FigureAnchor] = (),
        *,
        verdict: SetVerdict | None = None,
        note: str = "",
        names: Sequence[str] = (),
        instead_of: Iterable[str] = (),
    ) -> Correction:
        """Keep a correction of the line, or what is said, called `label`, and return it; it is on disk then.

        Those of the ids `instead_of` are removed with it, in one step.
        """
        moment = self._changes.clock()
        now = iso(moment)
        made = Correction(
            self._changes.next_id(moment),
            kind,
            clean_line(label),
            tuple(figures),
            tuple(others),
            verdict,
            clean(note),
            now,
            now,
            tuple(map(clean_line, names)),
        )

        def make(lookup: _Lookup) -> Step:
            removed = self._removed(instead_of, lookup, now)
            label = f"{_VERBS[kind]} {_shown(made)}"
            return Step(label, now, (*removed, CorrectionEntry(made)), new_id=made.id)

        self._do(make)
        return made

    def list(self) -> tuple[Correction, ...]:
        """Return the corrections that stand, in the order in which they are heeded."""
        with self._changes.lock:
            entries = self._stored().entries | self._changes.waiting(CorrectionEntry)
        return tuple(entries[one].correction for one in sorted(entries) if not entries[one].removed)

    @property
    def unread(self) -> tuple[UnreadRow, ...]:
        """The rows of the store that cannot be read; they stay there, and hide no other."""
        with self._changes.lock:
            return self._stored().unread

    @property
    def unread_met(self) -> tuple[UnreadRow, ...]:
        """Those of them that were met so far, without looking for any."""
        return self._known.unread

    def remove(self, ids: Sequence[str]) -> tuple[Correction, ...]:
        """Remove corrections and return them, all or none: UsageError where one is unknown; `undo` brings
        them back together."""

        def make(lookup: _Lookup) -> Step:
            entries = self._removed(ids, lookup, iso(self._changes.clock()))
            named = _shown(entries[0].correction) if len(entries) == 1 else f"{len(entries)} lines"
            return Step(f"took back what was set of {named}", entries[0].modified, entries)

        return tuple(entry.correction for entry in self._do(make)) if ids else ()

    def import_corrections(self, items: Sequence[object]) -> int:
        """Store corrections given in their public form; return how many were new or younger than ours.

        As `MarkStore.import_marks`: twice is once, what was removed here comes back, all are stored or
        none, and one `undo` takes the whole import back.
        """
        now = iso(self._changes.clock())
        every = (correction_from(item, number, now) for number, item in enumerate(items, 1))
        corrections = {one.id: one for one in every}

        def make(lookup: _Lookup) -> Step:
            entries = tuple(e for e in map(CorrectionEntry, corrections.values()) if is_news(e, lookup))
            return Step(f"imported {_counted(len(entries))}", now, entries)

        return len(self._do(make))

    def keep_found(self, corrections: Iterable[Correction]) -> None:
        """Keep by what the articles of their figures are known now, which is no change of a person's.

        Raises StoreError.
        """
        with self._changes.lock, self._changes.database.write() as connection:
            for correction in corrections:
                rows.keep_found(connection, correction)

    def mend(self) -> tuple[Correction, ...]:
        """Put in the place of rows that cannot be read what the history has of them; return those."""
        mended: list[Correction] = []
        with self._changes.lock, self._changes.database.write() as connection:
            for row in rows.all_entries(connection).unread:
                entry = history.newest_entry(connection, row.key)
                if isinstance(entry, CorrectionEntry):
                    history.write_over(connection, entry)
                    mended += [] if entry.removed else [entry.correction]
        return tuple(mended)

    def take_from(self, file: Path) -> tuple[Correction, ...]:
        """Store the corrections of another store's file, sound or damaged, that are not here; return them.

        As `MarkStore.take_from`.
        """
        # Imported here: only a repair needs it.
        from briefing.userdata.salvage import salvage_from

        there = salvage_from(file).corrections
        now = iso(self._changes.clock())

        def make(lookup: _Lookup) -> Step:
            entries = tuple(
                entry
                for entry_id, entry in there.items()
                if not entry.removed and is_missing(entry_id, lookup)
            )
            return Step(f"brought back {_counted(len(entries))} from {clean_line(file.name)}", now, entries)

        return tuple(entry.correction for entry in self._do(make))

    def merge_from(self, entries: Sequence[CorrectionEntry], name: str) -> int:
        """Store the corrections of another store that are new here or younger; return how many.

        As `MarkStore.merge_from`.
        """
        now = iso(self._changes.clock())

        def make(lookup: _Lookup) -> Step:
            taken = tuple(entry for entry in entries if is_younger(entry, lookup))
            return Step(f"took {_counted(len(taken))} from {clean_line(name)}", now, taken)

        return len(self._do(make))

    def version(self) -> tuple[int, ...]:
        """Return a value that changes when this or another process has changed any."""
        return self._changes.version()

    def _removed(self, ids: Iterable[str], lookup: _Lookup, now: str) -> tuple[CorrectionEntry, ...]:
        return tuple(
            CorrectionEntry(
                replace(present(lookup, one, "correction").correction, modified=now), removed=True
            )
            for one in dict.fromkeys(ids)
        )

    def _do(self, make: Callable[[_Lookup], Step]) -> Sequence[CorrectionEntry]:
        step = self._changes.do(make, CorrectionEntry, rows.find)
        return [entry for entry in step.entries if isinstance(entry, CorrectionEntry)]

    def _stored(self) -> StoredCorrections:
        """Return what is in the store; read again only when somebody changed it."""
        version = self._changes.database.version()
        if version != self._known_version:
            with self._changes.database.read() as connection:
                self._known = rows.all_entries(connection)
            self._known_version = version
        return self._known


def anchor_in(article: Article, start: int, end: int) -> FigureAnchor:
    """Return what a figure of an article is found again by."""
    text = article.text
    prefix, suffix = context_in(article, start, end)
    return FigureAnchor(
        article.id,
        article.fingerprint,
        article.passage_at(start),
        start,
        end,
        text[start:end],
        prefix,
        suffix,
        real_path_of(article.id),
    )


def _shown(correction: Correction) -> str:
    return in_quotation_marks(correction.label, _SHOWN)


def _counted(number: int) -> str:
    return f"{number} correction{'' if number == 1 else 's'}"
