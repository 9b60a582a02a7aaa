"""A screen of rows: asked for, left and found again, and what is done with its rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from briefing.model.article import Span
from briefing.session import suggest_name
from briefing.ui.controllers.base import on_loop
from briefing.ui.controllers.quoting_controller import QuotingController
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.row_filter import RowFilter
from briefing.ui.keys import by_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Never

    from briefing.export.export_formats import ProductName
    from briefing.jobs.requests import Progress
    from briefing.model.excerpt import Citation
    from briefing.session.requests.session_request import SessionStream
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.modals.export_screen import ExportRequest
    from briefing.ui.state.cursor import FocusKind


class RowsAnswer(Protocol):
    """What every answer tells of the articles it was made from."""

    @property
    def articles(self) -> tuple[str, ...] | None:
        """Those that were read for it; None for all."""

    @property
    def citations(self) -> Mapping[str, Citation]:
        """Of the articles that are quoted, by their ids."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """Of the texts that the places are in, by article."""


class RowEntry(Protocol):
    """What one article says in a row, and where: a quote, a dated statement, a figure."""

    @property
    def article(self) -> str:
        """Its id."""

    @property
    def passage(self) -> int:
        """Its number."""

    @property
    def start(self) -> int:
        """In the text of the article."""

    @property
    def end(self) -> int:
        """In the text of the article."""


Answer = TypeVar("Answer", bound=RowsAnswer)
Wanted = TypeVar("Wanted", bound=RowFilter)
Row = TypeVar("Row")
Entry = TypeVar("Entry", bound=RowEntry)


@dataclass(frozen=True, slots=True)
class LeftRows(Generic[Answer, Wanted, Row, Entry]):
    """Rows that were left, to be shown again as they were."""

    version: int
    """Of the articles they were made from."""
    answer: Answer
    wanted: Wanted
    row: Row | None
    """The row the cursor was on."""
    entry: Entry | None
    """What it was on in that row."""


class RowsController(QuotingController, ABC, Generic[Answer, Wanted, Row, Entry]):
    """Owns the question for the rows of a screen, and those that were left last."""

    PRODUCT: ClassVar[ProductName]
    """What is exported; also where the screen's keys act: the first part of their ids."""
    QUESTION: ClassVar[type[SessionStream[Never, RowsAnswer]]]
    ROW_WORD: ClassVar[str] = "row"
    """What a row is called where rows are counted."""
    ENTRY_KIND: ClassVar[FocusKind] = "figure"
    """What the cursor is on in an article that was opened."""

    def __init__(self, host: Host, marks: MarkController, exports: ExportController) -> None:
        super().__init__(host, marks)
        self._exports = exports
        self._left: LeftRows[Answer, Wanted, Row, Entry] | None = None
        self._renew_shown: Callable[[], object] | None = None
        """Asks for the rows that are on the screen anew; None while none are, or they stay as they are."""

    def known(self) -> Answer | None:
        """An answer that is there without having been asked for by the screen."""
        return None

    @property
    def is_shown(self) -> bool:
        """Whether rows are on the screen that can be asked for anew."""
        return self._renew_shown is not None

    def enter(self, renew: Callable[[], object]) -> None:
        """Rows are on the screen, until they are left; `renew` asks for them anew."""
        self._renew_shown = renew

    def renew_shown(self) -> bool:
        """Ask anew for what is on the screen; False where nothing is that can be."""
        if self._renew_shown is None:
            return False
        self._renew_shown()
        return True

    def left(self) -> LeftRows[Answer, Wanted, Row, Entry] | None:
        """Those left last, where they are still what would be found."""
        left = self._left
        if left is None or left.version != self.state.articles.version:
            return None
        return left if left.answer.articles in (None, tuple(self.state.columns)) else None

    def forget_left(self) -> None:
        """Show those left last no more: what they come from has changed."""
        self._left = None

    def leave(self, answer: Answer | None, wanted: Wanted, row: Row | None, entry: Entry | None) -> None:
        """End what is being worked out; an answer that is there is kept for the next time."""
        self._renew_shown = None
        self.drop(self.PRODUCT)
        if answer is not None:
            self._left = LeftRows(self.state.articles.version, answer, wanted, row, entry)

    def ask_for(
        self,
        wanted: Wanted,
        take: Callable[[Answer], object],
        tell: Callable[[Progress], object],
        give_up: Callable[[str], object],
    ) -> None:
        """Ask for what is wanted; the question before it is ended. `give_up` is told why there is no
        answer."""
        request = self._request(wanted)
        self.ask(
            self.PRODUCT,
            lambda: self._engine.stream(request, on_progress=on_loop(tell)),
            take,
            on_cancelled=lambda: give_up(f"cancelled{by_keys((f'{self.PRODUCT}.leave', 'leaves'))}"),
            on_refused=lambda error: give_up(str(error)),
        )

    @abstractmethod
    def _request(self, wanted: Wanted) -> SessionStream[Never, Answer]:
        """The question for what is wanted."""

    def cancel(self) -> None:
        """End the work on the rows."""
        self._engine.cancel(self.QUESTION)

    # -- their rows --------------------------------------------------------------------------

    @abstractmethod
    async def mark(self, row: Row, answer: Answer) -> None:
        """Mark what the articles say in a row."""

    def copy(self, row: Row, entry: Entry, answer: Answer) -> None:
        """Copy what an article says in a row, with its source."""
        told, words = self._copied(row, entry, answer)
        self._exports.copy_words(words, answer.citations[entry.article], told)

    @abstractmethod
    def _copied(self, row: Row, entry: Entry, answer: Answer) -> tuple[str, str]:
        """Of an entry, what stands on the line before its words when it is copied, and the words."""

    def export(self, answer: Answer, rows: Sequence[Row], topic: str | None) -> None:
        """Ask in which form and where to write some rows, and write them."""
        from briefing.ui.modals.export_screen import ExportChoice

        title = self.PRODUCT.capitalize() + ("" if topic is None else f": {topic}")

        async def write(request: ExportRequest, refused: Refused) -> None:
            pieces = self._pieces(request.format, answer, rows, title)
            await self._exports.save(request, pieces, count(len(rows), self.ROW_WORD), refused)

        choice = ExportChoice(self.PRODUCT, title, len(rows))
        self._exports.ask_how([choice], self.PRODUCT, lambda _, form: suggest_name(title, form), write)

    @abstractmethod
    def _pieces(self, form: str, answer: Answer, rows: Sequence[Row], title: str) -> Iterable[bytes]:
        """Rows under a title in a format."""

    def go_to(self, entry: Entry, answer: Answer) -> None:
        """Open the article of an entry with the cursor on its words."""
        span = Span(entry.start, entry.end)
        self.go_to_words(entry.article, entry.passage, span, self.ENTRY_KIND, answer.fingerprints)
