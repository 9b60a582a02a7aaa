"""Corrections of the ledger by hand: asked for, kept, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.model.correction import CorrectionKind
from briefing.session import same_dimension
from briefing.ui.controllers.correcting_controller import CHANGED, CorrectingController
from briefing.ui.controllers.messages import CorrectionsChanged
from briefing.ui.keys import by_key, by_keys
from briefing.ui.modals.correction_dialogs import (
    FOUND,
    corrections_dialog,
    join_dialog,
    split_dialog,
    verdict_dialog,
)

if TYPE_CHECKING:
    from briefing.model.correction import SetVerdict
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.session.requests.ledger_requests import QuotedLedger
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController

Then = Callable[["LedgerEntry | None"], object]
"""What follows once a correction is on disk; given a figure of the row that shall be in view."""
_SAID: dict[CorrectionKind, tuple[str, *tuple[tuple[str, str], ...]]] = {
    "join": ("joined",),
    "split": ("split off", ("ledger.alone", "lists what one source alone says")),
    "verdict": ("set",),
    "note": ("noted",),
    "hide": ("hidden", ("ledger.corrections", "lists what is hidden")),
}
"""What is said of a correction, and the keys that may be wanted next."""


class CorrectionController(CorrectingController):
    """Asks what shall be said of a line, and keeps it: it is on disk before the ledger shows it."""

    def __init__(self, host: Host, marks: MarkController) -> None:
        super().__init__(host, marks)
        self._told: frozenset[str] = frozenset()
        """The ids of the corrections that do not fit, as far as they were told."""

    def join(self, line: LedgerLine, ledger: QuotedLedger, then: Then) -> None:
        """Ask for a line that measures the same."""
        others = [one for one in ledger.lines if one.id != line.id and same_dimension(one, line)]
        if not others:
            self.host.say("no other row is of this kind and unit", timeout=3)
            return
        screen, read = join_dialog(line, others, self.state.letter)

        async def joined(answer: str | None) -> None:
            other = read(answer)
            if other is not None:
                ids = await self._ids(("verdict", "hide"), line, other)
                await self._keep("join", line, ledger, then, others=other.entries, instead_of=ids)

        self.host.dialog(screen, joined)

    async def split(self, line: LedgerLine, entry: LedgerEntry, ledger: QuotedLedger, then: Then) -> None:
        """Split the figure under the cursor off its line, or more with it."""
        if len(line.entries) < 2:
            self.host.say("there is one figure in this row", timeout=3)
            return

        async def split_off(off: Sequence[LedgerEntry] | None) -> None:
            if off is not None:
                rest = [one for one in line.entries if one not in off]
                ids = await self._ids(("verdict", "hide"), line)
                await self._keep("split", line, ledger, then, off, rest, instead_of=ids)

        asked = split_dialog(line, entry, self.state.letter)
        if asked is None:
            await split_off([entry])
            return
        screen, read = asked

        async def answered(answer: str | None) -> None:
            await split_off(read(answer))

        self.host.dialog(screen, answered)

    def set_verdict(self, line: LedgerLine, ledger: QuotedLedger, then: Then) -> None:
        """Ask for the verdict of a line."""
        if len(line.articles) < 2:
            joins = by_key("ledger.join", "joins it with another")
            self.host.say(f"one source alone agrees or differs with none{f': {joins}' if joins else ''}")
            return
        screen, read = verdict_dialog(line)

        async def chosen(answer: str | None) -> None:
            verdict = read(answer)
            ids = await self._ids(("verdict",), line)
            if verdict == FOUND:
                await self._take_back(ids, then)
            elif verdict is not None:
                await self._keep("verdict", line, ledger, then, verdict=verdict, instead_of=ids)

        self.host.dialog(screen, chosen)

    def note(self, line: LedgerLine, ledger: QuotedLedger, then: Then) -> None:
        """Ask for a note on a line."""
        from briefing.ui.modals.line_note_screen import LineNoteScreen

        before = line.corrected.note if line.corrected is not None else ""

        async def written(note: str | None) -> None:
            if note is None or note == before:
                return
            ids = await self._ids(("note",), line)
            if note:
                await self._keep("note", line, ledger, then, note=note, instead_of=ids)
            else:
                await self._take_back(ids, then)

        self.host.dialog(LineNoteScreen(line.id, line.label, before), written)

    async def hide(self, line: LedgerLine, ledger: QuotedLedger, then: Then) -> None:
        """Hide a line, everywhere."""
        await self._keep("hide", line, ledger, then)

    def list_all(self, ledger: QuotedLedger, then: Then) -> None:
        """All corrections of a ledger, each to be taken back."""
        if not ledger.corrections:
            self.host.say("nothing was corrected in this ledger", timeout=3)
            return
        screen, read = corrections_dialog(ledger)

        async def chosen(answer: str | None) -> None:
            correction = read(answer)
            if correction is not None:
                await self._take_back([correction.id], then)

        self.host.dialog(screen, chosen)

    def tell_unfit(self, ledger: QuotedLedger) -> None:
        """Say how many corrections do not fit any more, once for each."""
        ids = frozenset(one.correction.id for one in ledger.unfit)
        if ids - self._told:
            number = "1 correction does" if len(ids) == 1 else f"{len(ids)} corrections do"
            listed = by_keys(("ledger.corrections", "shows which"))
            self.host.warn(f"{number} not fit any more{listed}", title="Ledger", timeout=8)
        self._told = ids

    # -- with the disk -----------------------------------------------------------------------

    async def _keep(
        self,
        kind: CorrectionKind,
        line: LedgerLine,
        ledger: QuotedLedger,
        then: Then,
        figures: Sequence[LedgerEntry] | None = None,
        others: Sequence[LedgerEntry] = (),
        *,
        verdict: SetVerdict | None = None,
        note: str = "",
        instead_of: Sequence[str] = (),
    ) -> None:
        """Keep a correction of a line, or of some `figures` of it, and say so once it is on disk."""
        places = self._places(line.entries if figures is None else figures, ledger.fingerprints)
        other_places = self._places(others, ledger.fingerprints)
        if places is None or other_places is None:
            self.host.say(f"{CHANGED}: make the ledger anew", timeout=5)
            return
        writer = self.host.services.writer
        kept = await self._marks.saved(
            writer.correct(
                kind,
                line.label,
                places,
                other_places,
                verdict=verdict,
                note=note,
                instead_of=instead_of,
            )
        )
        if kept is not None:
            self.host.post_message(CorrectionsChanged(in_ledger=True))
            said, *keys = _SAID[kind]
            self.host.say(f"{said}{by_keys(('ledger.undo', 'undoes'), *keys)}", timeout=4)
        then(next(iter(others), line.entries[0]))

    async def _take_back(self, ids: Sequence[str], then: Then) -> None:
        if ids and await self._marks.saved(self.host.services.writer.take_back(ids)) is not None:
            self.host.post_message(CorrectionsChanged(in_ledger=True))
            self.host.say(f"taken back{by_keys(('ledger.undo', 'brings it back'))}", timeout=3)
        then(None)

    async def _ids(self, kinds: Sequence[CorrectionKind], *lines: LedgerLine) -> list[str]:
        """The ids of the corrections of these kinds that are heeded in lines."""
        heeded = {one for line in lines if line.corrected is not None for one in line.corrected.ids}
        stored = await self.host.services.writer.corrections() if heeded else ()
        return [one.id for one in stored if one.id in heeded and one.kind in kinds]
