"""Taking excerpts away: to a file or to the clipboard."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, ExportError
from briefing.session import formats_for, suggest_name
from briefing.session.requests.export_requests import ExportToFile
from briefing.text.quotation_marks import in_quotation_marks
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.drawing.formatting import count, short_date
from briefing.ui.keys import cancels
from briefing.working_folder import absolute_path, working_folder

if TYPE_CHECKING:
    from briefing.jobs.requests import Progress
    from briefing.session.exports import ExportWhat
    from briefing.ui.modals.export_screen import ExportRequest


class ExportController(Controller):
    """Asks what to take where, and has it written."""

    def open(self) -> None:
        """Ask what to export, as what and where to, and write it."""
        from briefing.ui.modals.export_screen import ExportChoice, ExportScreen

        state = self.state
        # Also those in an open article whose file is gone: it is still here to be quoted.
        here = {name for name in state.columns if name not in state.articles}
        marked = [placed.article or placed.mark.article for placed in state.marks.placed]
        marks = sum(name in here or name in state.articles for name in marked)
        choices = [
            ExportChoice("marks", "Marks", marks),
            ExportChoice("figures", "Figures with their sentences", state.articles.figure_total()),
        ]
        topic = state.topics.chosen_topic
        if topic is not None:
            choices.append(ExportChoice("topic", f"Topic: {topic.label}", len(topic.passages)))
        titles = {"marks": "marks", "figures": "figures", "topic": topic.label if topic else "topic"}

        def suggest(what: str, form: str) -> str:
            return suggest_name(titles.get(what, what), form)

        async def write(request: ExportRequest | None) -> None:
            if request is not None:
                await self._export(request, topic.label if topic else None)

        formats = [one.name for one in formats_for("excerpts")]
        self.host.dialog(ExportScreen(choices, formats, suggest, str(self.folder), self.form), write)

    @property
    def folder(self) -> Path:
        """Where a relative path leads: the folder that is set, else the one the reader was started in."""
        return Path(working_folder()) / os.path.expanduser(self.host.services.settings.export.folder)  # noqa: PTH111 - as below

    @property
    def form(self) -> str:
        """The form that an export is proposed in."""
        return self.host.services.settings.export.format

    async def _export(self, request: ExportRequest, topic: str | None) -> None:
        if request.what == "marks":
            write = partial(self._write_marks, request.format)
        else:
            write = partial(self._write_in_worker, request, topic)
        await self._agreed(request.path, write)

    async def _write_marks(self, form: str, path: Path, overwrite: bool) -> None:
        # Asked here, where also those are known that the disk has refused so far.
        try:
            number = await self.host.services.writer.export_marks(
                str(path),
                form,
                [*self.state.only_in_memory(), *self.state.gone_but_read()],
                self.host.services.paths,
                overwrite=overwrite,
            )
        except ExportError as error:
            self._refuse(error)
        except BriefingError as error:
            self.host.services.report(error)
        else:
            self._say_written(number, path)

    async def _write_in_worker(
        self, request: ExportRequest, topic: str | None, path: Path, overwrite: bool
    ) -> None:
        """Let the worker write what may be more than can be held, and say how far it is."""

        def tell(step: Progress) -> None:
            if self.is_asking("file"):
                work = f"exporting {step.done:,} of {step.total:,} articles"
                self.host.say_work(work + cancels())

        async def write() -> int:
            try:
                # Marks are written by the one who keeps them.
                what: ExportWhat = "topic" if request.what == "topic" else "figures"
                to_file = ExportToFile(absolute_path(str(path)), what, topic, request.format, overwrite)
                return await self._engine.stream(to_file, on_progress=on_loop(tell))
            finally:
                self.host.say_work("")

        self.ask(
            "file",
            write,
            lambda number: self._say_written(number, path),
            on_cancelled=lambda: self.host.say("cancelled; nothing was written", timeout=4),
            on_refused=self._refuse,
        )

    def _say_written(self, number: int, path: Path) -> None:
        if number:
            self.host.say(f"{count(number, 'excerpt')} in {path}", title="Exported", timeout=6)
        else:
            self.host.say("nothing to export", severity="warning", timeout=4)

    def _refuse(self, error: BriefingError) -> None:
        self.host.say(str(error), title="Not exported", severity="error", timeout=12)

    async def save(self, typed: str, pieces: Iterable[bytes], what: str) -> None:
        """Write an export to the path that was typed, asking before anything is written over.

        `what` says how much it is: "3 excerpts".
        """
        await self._agreed(typed, partial(self._write, pieces, what))

    async def _agreed(self, typed: str, write: Callable[[Path, bool], Awaitable[None]]) -> None:
        """Have it written to the path that was typed; where a file is there, only if that is wanted."""
        # What is typed may be no name at all: these two answer where the methods of Path raise.
        path = Path(os.path.expanduser(typed))  # noqa: PTH111
        if self.host.services.settings.export.folder:
            path = self.folder / path
        if os.path.isfile(path):  # noqa: PTH113
            from briefing.ui.drawing.styled_text import plain_line
            from briefing.ui.modals.confirm_screen import ConfirmScreen

            async def answered(overwrite: bool | None) -> None:
                if overwrite:
                    await write(path, True)

            question = plain_line(f"{path} exists. Write over it?")
            self.host.dialog(ConfirmScreen(question, "Write over", "Leave it"), answered)
            return
        await write(path, False)

    async def _write(self, pieces: Iterable[bytes], what: str, path: Path, overwrite: bool) -> None:
        try:
            await self.host.services.writer.write_export(str(path), pieces, overwrite=overwrite)
        except ExportError as error:
            self._refuse(error)
            return
        self.host.say(f"{what} in {path}", title="Exported", timeout=6)

    def copy(self) -> None:
        """Copy the selection, the mark, the figure's sentence or the passage, with its source line."""
        state = self.state
        article, span = state.current, state.span_to_mark()
        if article is None or span is None:
            return
        here = state.mark_here()
        if state.selection is None and here is not None and here.start is not None and here.end is not None:
            start, end = here.start, here.end
        else:
            start, end = span.start, span.end
        quote = in_quotation_marks(article.text[start:end])
        title = article.title if article.has_title else ""
        date = short_date(article.published) if article.published else ""
        source = ", ".join(part for part in (article.source, title, date, article.url or article.id) if part)
        text = f"{quote}\n— {source}\n"
        self.ask(
            "copied",
            lambda: self.host.services.copy(text),
            lambda told: self.host.say(told, timeout=4),
            in_turn=True,
        )
