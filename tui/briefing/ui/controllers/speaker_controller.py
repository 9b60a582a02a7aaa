"""Who says something, corrected by hand: asked for, kept, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.controllers.correcting_controller import CHANGED, CorrectingController
from briefing.ui.controllers.messages import CorrectionsChanged
from briefing.ui.keys import by_keys
from briefing.ui.modals.correction_dialogs import (
    corrections_dialog,
    one_speaker_dialog,
    speaker_dialog,
    two_speakers_dialog,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.correction import CorrectionKind
    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuoteRow
    from briefing.session.requests.quote_requests import CitedQuotes


class SpeakerController(CorrectingController):
    """Asks who speaks, and keeps it: it is on disk before the quotes show it."""

    def set_speaker(self, row: QuoteRow, answer: CitedQuotes) -> None:
        """Ask who says a quote, in every source that has it."""
        names = [one.speaker for one in answer.rows if one.speaker is not None and one.speaker != row.speaker]

        async def answered(name: str | None) -> None:
            if name is not None and name.strip() and name != row.speaker:
                await self._keep("speaker", row, answer, row.quotes, (), (name.strip(),))

        self.host.dialog(speaker_dialog(row.quotes[0].text, names), answered)

    def join(self, row: QuoteRow, answer: CitedQuotes) -> None:
        """Ask whose form the name of a speaker is."""
        if row.speaker is None:
            self.host.say(f"nobody is named here{by_keys(('quotes.speaker', 'says who speaks'))}", timeout=4)
            return
        name = row.speaker
        first = {one.speaker: one for one in reversed(answer.rows) if one.speaker not in (None, name)}
        if not first:
            self.host.say("nobody else speaks", timeout=3)
            return
        screen, read = one_speaker_dialog(name, [one for one in reversed(first) if one is not None])

        async def answered(picked: str | None) -> None:
            other = read(picked)
            if other is not None:
                places = first[other].quotes[:1]
                await self._keep("one speaker", row, answer, row.quotes[:1], places, (name, other))

        self.host.dialog(screen, answered)

    def tell_apart(self, row: QuoteRow, answer: CitedQuotes) -> None:
        """Ask which of the names that are listed as one is somebody else's."""
        name = row.speaker
        forms: dict[str, AttributedQuote] = {}
        for one in answer.rows:
            for quote in one.quotes if one.speaker == name else ():
                if quote.who is not None and quote.who != name:
                    forms.setdefault(quote.who, quote)
        if name is None or not forms:
            sets = by_keys(("quotes.speaker", "says who speaks"))
            self.host.say(f"all that is listed here has one name{sets}", timeout=4)
            return
        screen, read = two_speakers_dialog(name, list(forms))

        async def answered(picked: str | None) -> None:
            form = read(picked)
            if form is not None:
                await self._keep("two speakers", row, answer, [forms[form]], (), (form, name))

        self.host.dialog(screen, answered)

    def list_all(self, answer: CitedQuotes) -> None:
        """All that was said by hand of who speaks, each to be taken back."""
        if not answer.corrections:
            self.host.say("nothing was set by hand of who speaks here", timeout=3)
            return
        screen, read = corrections_dialog(answer, "list of quotes")

        async def chosen(picked: str | None) -> None:
            correction = read(picked)
            if correction is None:
                return
            writer = self.host.services.writer
            if await self._marks.saved(writer.take_back([correction.id])) is not None:
                self.host.post_message(CorrectionsChanged(of_speakers=True))
                self.host.say(f"taken back{by_keys(('quotes.undo', 'brings it back'))}", timeout=3)

        self.host.dialog(screen, chosen)

    async def _keep(
        self,
        kind: CorrectionKind,
        row: QuoteRow,
        answer: CitedQuotes,
        quotes: Sequence[AttributedQuote],
        others: Sequence[AttributedQuote],
        names: tuple[str, ...],
    ) -> None:
        """Keep what was said of quotes, and say so once it is on disk."""
        places = self._places(quotes, answer.fingerprints)
        other_places = self._places(others, answer.fingerprints)
        if places is None or other_places is None:
            self.host.say(f"{CHANGED}: make the list of quotes anew", timeout=5)
            return
        label = " ".join(row.quotes[0].text.split()) if kind == "speaker" else _TOLD[kind].join(names)
        writer = self.host.services.writer
        kept = await self._marks.saved(writer.correct(kind, label, places, other_places, names=names))
        if kept is not None:
            self.host.post_message(CorrectionsChanged(of_speakers=True))
            self.host.say(f"set{by_keys(('quotes.undo', 'undoes'))}", timeout=4)


_TOLD: dict[CorrectionKind, str] = {"one speaker": " is ", "two speakers": " is not "}
