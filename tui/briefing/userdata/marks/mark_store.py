"""The marks a person made: added, changed, taken back, found by what they say.

Owns the rules of what may be marked and what a change is called; how a row looks is `rows`,
what can be undone is `history`. A change that the disk refuses is kept in memory (`ChangeLog`) and shown by
`list`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from briefing.errors import UsageError
from briefing.files.clock import iso, utc_now
from briefing.model.mark import MARK_COLOURS, Mark, MarkColour
from briefing.text.clean import clean, clean_line
from briefing.text.quotation_marks import in_quotation_marks
from briefing.userdata import change_history as history
from briefing.userdata.change_history import Step
from briefing.userdata.change_log import ChangeLog
from briefing.userdata.database_rows import UnreadableError
from briefing.userdata.entry_lookup import Lookup, is_missing, is_news, is_younger, present
from briefing.userdata.marks import mark_rows as rows
from briefing.userdata.marks.anchor import context_in
from briefing.userdata.marks.mark_filters import Filter
from briefing.userdata.marks.mark_import import colour_from, mark_from, tidy_tags
from briefing.userdata.marks.mark_rows import Entry, StoredEntries
from briefing.userdata.real_paths import real_path_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from briefing.model.article import Article, Span
    from briefing.userdata.change_history import Belongs
    from briefing.userdata.database import Database
    from briefing.userdata.database_rows import UnreadRow
    from briefing.userdata.marks.marks_aside import MarksAside

_SHOWN = 40
"""Characters of a quote in the name of a change."""
_Lookup: TypeAlias = Lookup[Entry]


class MarkStore:
    """The marks in one database. Safe to use from several threads and processes at once.

    Every method that changes something raises StoreError when it could not be saved; what was
    asked is then in `unsaved` and part of what `get` and `list` answer.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = utc_now,
        changes: ChangeLog | None = None,
    ) -> None:
        """`changes` is the log of the database, where others use it too."""
        self._changes = changes or ChangeLog(database, clock=clock)
        self._database = database
        self._clock = self._changes.clock
        self._lock = self._changes.lock
        self._known = StoredEntries({}, ())
        self._known_version: tuple[int, int, int] | None = None
        self._unread_aside: dict[int, UnreadRow] = {}
        """Rows that cannot be read of those that were set aside last, by number, as far as they were met."""

    def add(
        self,
        article: Article,
        start: int,
        end: int,
        *,
        colour: MarkColour = MARK_COLOURS[0],
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Mark:
        """Mark `article.text[start:end]` and return the mark, which is on disk then.

        Raises UsageError when the span is empty, blank or outside the text.
        """
        with self._lock:
            mark = self._made(article, start, end, colour, note, tags)
            self._add((mark,))
        return mark

    def add_all(self, places: Sequence[tuple[Article, Span]]) -> tuple[Mark, ...]:
        """Mark several spans, all or none, and return the marks; one `undo` takes them all back.

        Raises UsageError as `add` does.
        """
        with self._lock:
            marks = tuple(self._made(article, span.start, span.end) for article, span in places)
            if marks:
                self._add(marks)
        return marks

    def merge_from(self, entries: Sequence[Entry], name: str) -> int:
        """Store the marks of another store that are new here or younger than ours; return how many.

        Nothing is removed, and what was removed here since stays so. One `undo` takes all of them back;
        `name` says there where they are from.
        """
        now = iso(self._clock())

        def make(lookup: _Lookup) -> Step:
            taken = tuple(entry for entry in entries if is_younger(entry, lookup))
            return Step(f"took {_counted(len(taken), 'mark')} from {clean_line(name)}", now, taken)

        return len(self._do(make))

    def _add(self, marks: Sequence[Mark]) -> None:
        """Store new marks as one change."""
        what = f"a mark on {_shown(marks[0])}" if len(marks) == 1 else _counted(len(marks), "mark")
        made = Step(f"added {what}", marks[-1].created, tuple(map(Entry, marks)), new_id=marks[-1].id)
        self._do(lambda _: made)

    def _made(
        self,
        article: Article,
        start: int,
        end: int,
        colour: MarkColour = MARK_COLOURS[0],
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Mark:
        """A new mark with an id of its own, which is not stored yet."""
        if not 0 <= start < end <= len(article.text):
            raise UsageError(f"{start}:{end} is not a span of {clean_line(article.id)}")
        text = article.text[start:end]
        if not text.strip():
            raise UsageError("there is nothing to mark but blank space")
        moment = self._clock()
        prefix, suffix = context_in(article, start, end)
        return Mark(
            id=self._changes.next_id(moment),
            article=article.id,
            fingerprint=article.fingerprint,
            passage=article.passage_at(start),
            start=start,
            end=end,
            text=text,
            prefix=prefix,
            suffix=suffix,
            colour=colour_from(colour),
            note=clean(note),
            tags=tidy_tags(tags),
            created=iso(moment),
            modified=iso(moment),
            title=article.title,
            source=article.source or "",
            published=article.published or "",
            real_path=real_path_of(article.id),
        )

    def get(self, mark_id: str) -> Mark:
        """Return the mark `mark_id`; raises UsageError when there is none (any more)."""
        with self._lock:
            return present(self._find, mark_id, "mark").mark

    def is_removed(self, mark_id: str) -> bool:
        """Whether there was a mark `mark_id` that a person removed."""
        try:
            entry = self._find(mark_id)
        except UnreadableError:
            return False
        return entry is not None and entry.removed

    def list(
        self,
        *,
        articles: Collection[str] | None = None,
        fingerprints: Collection[str] | None = None,
        tags: Collection[str] = (),
        colour: MarkColour | None = None,
        text: str = "",
    ) -> tuple[Mark, ...]:
        """Return the marks that fit every filter given, in the order they were made.

        A mark fits `articles` and `fingerprints` when it is of one of these articles or of one
        of these texts; `tags` when it has all of them, in any case; `text` when every word of
        it stands in the quote, the note, a tag, the title or the source, in any case.
        """
        with self._lock:
            entries = self._stored().entries | self._changes.waiting(Entry)
        wanted = Filter.of(articles, fingerprints, tags, colour, text)
        return tuple(
            entry.mark for entry in entries.values() if not entry.removed and wanted.fits(entry.mark)
        )

    def set_aside(
        self, *, tags: Collection[str] = (), colour: MarkColour | None = None, text: str = ""
    ) -> MarksAside:
        """Return the marks that `list` would, to be gone through without holding more than some of them.

        They stay as they are now, whatever is changed in the meantime.
        """
        # Imported here: the reader of articles shows what it holds.
        from briefing.userdata.marks.marks_aside import MarksAside

        wanted = Filter.of(None, None, tags, colour, text)
        self._unread_aside = {}
        with self._lock, self._database.read() as connection:
            waiting = self._changes.waiting(Entry)
            return MarksAside(rows.each_row(connection), waiting, wanted, self._unread_aside)

    @property
    def unread(self) -> tuple[UnreadRow, ...]:
        """The rows of the store that cannot be read; they stay there, and hide no other."""
        with self._lock:
            return self._stored().unread

    @property
    def unread_met(self) -> tuple[UnreadRow, ...]:
        """Those of them that were met so far, without looking for any."""
        aside = (row for _, row in sorted(self._unread_aside.items()))
        return (*self._known.unread, *(row for row in aside if row not in self._known.unread))

    def mend(self) -> tuple[Mark, ...]:
        """Put in the place of rows that cannot be read what the history has of them; return those marks.

        What was left of each stays in the store beside it, and none of it is undone by `undo`.
        """
        mended: list[Mark] = []
        with self._lock, self._database.write() as connection:
            for row in rows.all_entries(connection).unread:
                entry = history.newest_entry(connection, row.key)
                if isinstance(entry, Entry):
                    history.write_over(connection, entry)
                    mended += [] if entry.removed else [entry.mark]
        return tuple(mended)

    def take_from(self, file: Path) -> tuple[Mark, ...]:
        """Store the marks of another store's file, sound or damaged, that are not here; return them.

        A mark that was removed here stays removed; one that cannot be read here is replaced. One `undo`
        takes all of them back. Raises OSError when the file cannot be read.
        """
        # Imported here: only a repair needs it.
        from briefing.userdata.salvage import salvage_from

        there = salvage_from(file).marks
        now = iso(self._clock())

        def make(lookup: _Lookup) -> Step:
            entries = tuple(
                one.entry
                for mark_id, one in there.items()
                if not one.entry.removed and is_missing(mark_id, lookup)
            )
            return Step(
                f"brought back {_counted(len(entries), 'mark')} from {clean_line(file.name)}", now, entries
            )

        return tuple(entry.mark for entry in self._do(make))

    def note(self, mark_id: str, note: str) -> Mark:
        """Give a mark the note `note`, empty for none; returns the mark as it is then."""
        return self._change(mark_id, "changed the note on", lambda mark: replace(mark, note=clean(note)))

    def tag(self, mark_id: str, tags: Iterable[str]) -> Mark:
        """Give a mark exactly these tags; returns the mark as it is then."""
        tidy = tidy_tags(tags)
        return self._change(mark_id, "changed the tags of", lambda mark: replace(mark, tags=tidy))

    def recolour(self, mark_id: str, colour: MarkColour) -> Mark:
        """Give a mark another colour; returns the mark as it is then."""
        checked = colour_from(colour)
        return self._change(mark_id, "changed the colour of", lambda mark: replace(mark, colour=checked))

    def remove(self, mark_id: str) -> Mark:
        """Remove a mark and return it; its row stays in the store, and `undo` brings it back."""

        def make(lookup: _Lookup) -> Step:
            mark = replace(present(lookup, mark_id, "mark").mark, modified=iso(self._clock()))
            return Step(f"removed the mark on {_shown(mark)}", mark.modified, (Entry(mark, removed=True),))

        return self._do(make)[0].mark

    def undo(self, belongs: Belongs | None = None) -> str | None:
        """Take back the last change, of this or an earlier run; return what it was, None if none.

        With `belongs`, the last change to what that says is open.
        """
        return self._changes.undo(belongs)

    def redo(self, belongs: Belongs | None = None) -> str | None:
        """Do again what was undone last; return what it was, None when there is nothing. `belongs` as for
        `undo`."""
        return self._changes.redo(belongs)

    def import_marks(self, items: Sequence[object]) -> int:
        """Store marks given in their public form; return how many were new or younger than ours.

        Doing it twice is doing it once: marks are the same when their ids are. A mark that was
        removed here comes back. All are stored or none: raises UsageError naming the first
        item that is no mark. One `undo` takes the whole import back.
        """
        now = iso(self._clock())
        marks = {mark.id: mark for mark in (mark_from(item, n, now) for n, item in enumerate(items, 1))}

        def make(lookup: _Lookup) -> Step:
            entries = tuple(entry for entry in map(Entry, marks.values()) if is_news(entry, lookup))
            return Step(f"imported {_counted(len(entries), 'mark')}", now, entries)

        return len(self._do(make))

    def keep_found(self, marks: Iterable[Mark]) -> None:
        """Keep by what the articles of marks are known now, of marks that `newly_known` gave.

        That is no change of a person's, and none that `undo` takes back. Raises StoreError.
        """
        with self._lock, self._database.write() as connection:
            for mark in marks:
                rows.keep_found(connection, mark)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """What was done and could not be saved yet, in words, oldest first."""
        return self._changes.unsaved

    def save_waiting(self) -> int:
        """Save what could not be saved before; return how many changes; raises StoreError again."""
        return self._changes.save_waiting()

    def version(self) -> tuple[int, ...]:
        """Return a value that changes when this or another process has changed any mark."""
        return self._changes.version()

    def _change(self, mark_id: str, verb: str, change: Callable[[Mark], Mark]) -> Mark:
        """Do `change` to the mark as it is at that moment, whoever else is changing marks."""

        def make(lookup: _Lookup) -> Step:
            before = present(lookup, mark_id, "mark").mark
            after = change(before)
            made = iso(self._clock())
            entries = () if after == before else (Entry(replace(after, modified=made)),)
            return Step(f"{verb} {_shown(before)}", made, entries)

        with self._lock:
            changed = self._do(make)
            return changed[0].mark if changed else self.get(mark_id)

    def _do(self, make: Callable[[_Lookup], Step]) -> Sequence[Entry]:
        """Save the step that `make` builds; return its marks."""
        step = self._changes.do(make, Entry, rows.find)
        return [entry for entry in step.entries if isinstance(entry, Entry)]

    def _find(self, mark_id: str) -> Entry | None:
        """Return the entry of `mark_id` as the store and what waits have it."""
        return self._changes.find(mark_id, Entry, rows.find)

    def _stored(self) -> StoredEntries:
        """Return what is in the store; read again only when somebody changed it."""
        version = self._database.version()
        if version != self._known_version:
            with self._database.read() as connection:
                self._known = rows.all_entries(connection)
            self._known_version = version
        return self._known


def _shown(mark: Mark) -> str:
    """Return the beginning of the quote in quotation marks, on one line."""
    return in_quotation_marks(clean_line(mark.text[: 4 * _SHOWN]), _SHOWN)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
