"""The ledger: asked for, opened, and what is done with its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model.ledger_line import LedgerEntry, LedgerLine
from briefing.model.sheet_line import MOST_SINGLE
from briefing.session import ledger_pieces, sheet_pieces, suggest_name
from briefing.session.requests.ledger_requests import BuildLedger, FindLedger, QuotedLedger
from briefing.ui.controllers.messages import LedgerWanted
from briefing.ui.controllers.rows_controller import RowsController
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.ledger_rows import LedgerFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.jobs.requests import Progress
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.modals.export_screen import ExportRequest


class LedgerController(RowsController[QuotedLedger, LedgerFilter, LedgerLine, LedgerEntry]):
    """Owns the question for the ledger, the one of all articles, and the one that was left last."""

    PRODUCT = "ledger"
    QUESTION = BuildLedger

    def __init__(
        self, host: Host, marks: MarkController, exports: ExportController, upkeep: Callable[[], Upkeep]
    ) -> None:
        super().__init__(host, marks, exports)
        self._upkeep = upkeep
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
        if not self.renew_shown():
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

    def ask_for(
        self,
        wanted: LedgerFilter,
        take: Callable[[QuotedLedger], object],
        tell: Callable[[Progress], object],
        give_up: Callable[[str], object],
    ) -> None:
        """Line up what the articles say, also for the signs beside the text; the question before it is
        ended."""

        def taken(ledger: QuotedLedger) -> None:
            self._take(ledger)
            take(ledger)

        super().ask_for(wanted, taken, tell, give_up)

    def _request(self, wanted: LedgerFilter) -> BuildLedger:  # noqa: ARG002 - a topic is chosen among the lines
        return BuildLedger(tuple(self.state.columns))

    # -- its rows ----------------------------------------------------------------------------

    async def mark(self, row: LedgerLine, answer: QuotedLedger) -> None:
        """Mark the sentences of a row."""
        found = ((entry.article, answer.sentence(entry)) for entry in row.entries)
        await self.mark_sentences([(name, one) for name, one in found if one is not None], "ledger")

    def _copied(self, row: LedgerLine, entry: LedgerEntry, answer: QuotedLedger) -> tuple[str, str]:
        sentence = answer.sentence(entry)
        return f"{row.label}: {entry.text}", sentence.text if sentence is not None else entry.text

    def export(self, answer: QuotedLedger, rows: Sequence[LedgerLine], topic: str | None) -> None:
        """Ask in which form and where to write some lines of a ledger, or the briefing sheet of all of them,
        and write it; with `topic` both are of that alone."""
        from briefing.ui.modals.export_screen import ExportChoice

        of_topic = "" if topic is None else f": {topic}"
        titles = {"ledger": f"Ledger{of_topic}", "sheet": f"Briefing sheet{of_topic}"}
        shown = replace(answer, lines=tuple(rows), sheet=answer.sheet.of_topic(topic))
        sizes = {"ledger": len(rows), "sheet": len(shown.sheet.ledger_lines)}
        choices = [ExportChoice(what, title, sizes[what]) for what, title in titles.items()]

        async def write(request: ExportRequest, refused: Refused) -> None:
            what = request.what
            if what == "ledger":
                pieces, said = (
                    self._pieces(request.format, answer, rows, titles[what]),
                    count(len(rows), self.ROW_WORD),
                )
            else:
                # How many of its rows a document has, its own heading tells.
                pieces, said = (
                    sheet_pieces(request.format, shown, titles[what], MOST_SINGLE),
                    "briefing sheet",
                )
            await self._exports.save(request, pieces, said, refused)

        self._exports.ask_how(choices, "ledger", lambda what, form: suggest_name(titles[what], form), write)

    def _pieces(
        self, form: str, answer: QuotedLedger, rows: Sequence[LedgerLine], title: str
    ) -> Iterable[bytes]:
        return ledger_pieces(form, replace(answer, lines=tuple(rows)), title)
