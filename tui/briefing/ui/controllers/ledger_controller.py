"""The ledger: asked for, opened, and what is done with its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.sheet_line import MOST_SINGLE
from briefing.session import ledger_pieces, sheet_pieces, suggest_name
from briefing.session.requests.ledger_requests import BuildLedger, FindLedger
from briefing.ui.controllers.base import on_loop
from briefing.ui.controllers.messages import LedgerWanted
from briefing.ui.controllers.quoting_controller import QuotingController
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.ledger_rows import LedgerFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.session.requests.ledger_requests import QuotedLedger
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.modals.export_screen import ExportRequest


class LeftLedger(NamedTuple):
    """A ledger that was left, to be shown again as it was."""

    version: int
    """Of the articles it was made from."""
    ledger: QuotedLedger
    wanted: LedgerFilter
    line: str | None
    """The id of the line the cursor was on."""
    article: str | None
    """The column it was in."""


class LedgerController(QuotingController):
    """Owns the question for the ledger, and the one that was left last."""

    def __init__(
        self, host: Host, marks: MarkController, exports: ExportController, upkeep: Callable[[], Upkeep]
    ) -> None:
        super().__init__(host, marks)
        self._exports = exports
        self._upkeep = upkeep
        self._left: LeftLedger | None = None
        self.shown: Callable[[], object] | None = None
        """Asks for the ledger that is on the screen anew; None while none is."""
        self._found: tuple[int, QuotedLedger] | None = None
        """The ledger of all articles, and the version of them that it was made from."""

    def begin(self) -> None:
        """Have figures lined up for the signs beside the text, where that is done unasked."""
        self.state.ledger.forget()
        self._found = None
        self._find()

    def renew(self) -> None:
        """What was corrected is something else now: whatever was lined up shows it."""
        self._left = self._found = None
        if self.shown is not None:
            self.shown()
        else:
            self._find()

    def _find(self) -> None:
        self.drop("signs")
        self._upkeep().compare_unasked(self._find_signs)

    def _find_signs(self) -> None:
        missing = self.tell_missing("what articles agree and differ in")
        self.ask("signs", lambda: self._engine.stream(FindLedger()), self._take, on_refused=missing)

    def _take(self, ledger: QuotedLedger) -> None:
        if ledger.articles is not None:
            # The signs are of all articles or there are none.
            return
        self._found = (self.state.articles.version, ledger)
        self.state.ledger.take(ledger.lines, ledger.fingerprints)

    def known(self) -> QuotedLedger | None:
        """The ledger of all articles, where it was worked out already."""
        found = self._found
        return found[1] if found is not None and found[0] == self.state.articles.version else None

    def open(self) -> None:
        """Open the ledger."""
        if len(self.state.articles) < 2:
            self.host.say("a ledger needs two articles", timeout=3)
        else:
            self.host.post_message(LedgerWanted())

    def is_enough(self, ledger: QuotedLedger) -> bool:
        """Whether articles could be compared; else it says what is missing."""
        enough = ledger.articles is None or len(ledger.articles) > 1
        if not enough:
            self.host.say("a ledger needs two articles in columns", timeout=3)
        return enough

    def left(self) -> LeftLedger | None:
        """The one left last, where it is still what would be worked out."""
        left = self._left
        if left is None or left.version != self.state.articles.version:
            return None
        return left if left.ledger.articles in (None, tuple(self.state.columns)) else None

    def leave(
        self, ledger: QuotedLedger | None, wanted: LedgerFilter, line: str | None, article: str | None
    ) -> None:
        """End what is being worked out; a ledger that is there is kept for the next time."""
        self.drop("ledger")
        self.shown = None
        if ledger is not None:
            self._left = LeftLedger(self.state.articles.version, ledger, wanted, line, article)

    def ask_for(
        self,
        take: Callable[[QuotedLedger], object],
        tell: Callable[[Progress], object],
        *,
        on_cancelled: Callable[[], object],
        on_refused: Callable[[BriefingError], object],
    ) -> None:
        """Line up what the articles say; the question before it is ended."""
        request = BuildLedger(tuple(self.state.columns))

        def taken(ledger: QuotedLedger) -> None:
            self._take(ledger)
            take(ledger)

        self.ask(
            "ledger",
            lambda: self._engine.stream(request, on_progress=on_loop(tell)),
            taken,
            on_cancelled=on_cancelled,
            on_refused=on_refused,
        )

    def cancel(self) -> None:
        """End the work on the ledger."""
        self._engine.cancel(BuildLedger)

    # -- its rows ----------------------------------------------------------------------------

    async def mark(self, line: LedgerLine, ledger: QuotedLedger) -> None:
        """Mark the sentences of a row."""
        found = ((entry.article, ledger.sentence(entry)) for entry in line.entries)
        await self.mark_sentences([(name, one) for name, one in found if one is not None], "ledger")

    def export(self, ledger: QuotedLedger, lines: Sequence[LedgerLine], topic: str | None) -> None:
        """Ask in which form and where to write some lines of a ledger, or the briefing sheet of all of them,
        and write it; with `topic` both are of that alone."""
        from briefing.ui.modals.export_screen import ExportChoice

        of_topic = "" if topic is None else f": {topic}"
        titles = {"ledger": f"Ledger{of_topic}", "sheet": f"Briefing sheet{of_topic}"}
        shown = replace(ledger, lines=tuple(lines), sheet=ledger.sheet.of_topic(topic))
        sizes = {"ledger": len(lines), "sheet": len(shown.sheet.ledger_lines)}
        choices = [ExportChoice(what, title, sizes[what]) for what, title in titles.items()]

        async def write(request: ExportRequest, refused: Refused) -> None:
            what = request.what
            if what == "ledger":
                pieces, said = ledger_pieces(request.format, shown, titles[what]), count(len(lines), "row")
            else:
                # How many of its rows a document has, its own heading tells.
                pieces, said = (
                    sheet_pieces(request.format, shown, titles[what], MOST_SINGLE),
                    "briefing sheet",
                )
            await self._exports.save(request, pieces, said, refused)

        self._exports.ask_how(choices, "ledger", lambda what, form: suggest_name(titles[what], form), write)

    def go_to(self, entry: LedgerEntry, ledger: QuotedLedger) -> None:
        """Open the article of an entry with the cursor on its figure."""
        span = Span(entry.start, entry.end)
        self.go_to_words(entry.article, entry.passage, span, "figure", ledger.fingerprints)
