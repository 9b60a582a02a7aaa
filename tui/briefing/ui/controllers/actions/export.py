"""Taking excerpts away: to a file or to the clipboard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, ExportError
from briefing.session import formats_for, suggest_name
from briefing.text.passages import sentence_at
from briefing.ui.controllers.flow import say_work, unless_leaving
from briefing.ui.drawing.formatting import count, short_date

if TYPE_CHECKING:
    from briefing.ui.modals.export_screen import ExportRequest
    from briefing.ui.screens.reader_screen import ReaderScreen


def open(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Ask what to export, as what and where to, and write it."""
    from briefing.ui.modals.export_screen import ExportChoice, ExportScreen

    state = reader.state
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
            await _export(reader, request, topic.label if topic else None)

    formats = [one.name for one in formats_for("excerpts")]
    screen = ExportScreen(choices, formats, suggest, str(folder_of(reader)), form_of(reader))
    reader.dialog(screen, write)


def folder_of(reader: ReaderScreen) -> Path:
    """Where a relative path leads: the folder that is set, else the one the reader was started in."""
    return Path.cwd() / os.path.expanduser(reader.briefing.settings.export.folder)  # noqa: PTH111 - as below


def form_of(reader: ReaderScreen) -> str:
    """The form that an export is proposed in."""
    return reader.briefing.settings.export.format


async def _export(reader: ReaderScreen, request: ExportRequest, topic: str | None) -> None:
    if request.what == "marks":
        write = partial(_write_marks, reader, request.format)
    else:
        write = partial(_write_in_worker, reader, request, topic)
    await _agreed(reader, request.path, write)


async def _write_marks(reader: ReaderScreen, form: str, path: Path, overwrite: bool) -> None:
    # Asked here, where also those are known that the disk has refused so far.
    try:
        number = await reader.briefing.keeper.export_marks(str(path), form, overwrite=overwrite)
    except ExportError as error:
        reader.say(str(error), title="Not exported", severity="error", timeout=12)
    except BriefingError as error:
        reader.briefing.report(error)
    else:
        _say_written(reader, number, path)


async def _write_in_worker(
    reader: ReaderScreen, request: ExportRequest, topic: str | None, path: Path, overwrite: bool
) -> None:
    """Let the worker write what may be more than can be held, and say how far it is."""
    reader.run_worker(
        _follow_export(reader, request, topic, path, overwrite), group="export", exit_on_error=False
    )


async def _follow_export(
    reader: ReaderScreen, request: ExportRequest, topic: str | None, path: Path, overwrite: bool
) -> None:
    loop = asyncio.get_running_loop()
    ended = False

    def told(step: Any) -> None:
        if not ended:
            say_work(reader, f"exporting {step.done:,} of {step.total:,} articles ^x cancels")

    try:
        number = await reader.briefing.engine.export_to(
            str(path.absolute()),
            request.what,
            topic,
            request.format,
            overwrite=overwrite,
            progress=lambda step: loop.call_soon_threadsafe(told, step),
        )
    except asyncio.CancelledError:
        unless_leaving()
        reader.say("cancelled; nothing was written", timeout=4)
        return
    except BriefingError as error:
        if getattr(error, "report", ""):
            reader.briefing.report(error)
        else:
            reader.say(str(error), title="Not exported", severity="error", timeout=12)
        return
    finally:
        ended = True
        say_work(reader, "")
    _say_written(reader, number, path)


def _say_written(reader: ReaderScreen, number: int, path: Path) -> None:
    if number:
        reader.say(f"{count(number, 'excerpt')} in {path}", title="Exported", timeout=6)
    else:
        reader.say("nothing to export", severity="warning", timeout=4)


async def save(reader: ReaderScreen, typed: str, pieces: Iterable[bytes], what: str) -> None:
    """Write an export to the path that was typed, asking before anything is written over.

    `what` says how much it is: "3 excerpts".
    """
    await _agreed(reader, typed, partial(_write, reader, pieces, what))


async def _agreed(reader: ReaderScreen, typed: str, write: Callable[[Path, bool], Awaitable[None]]) -> None:
    """Have it written to the path that was typed; where a file is there, only if that is wanted."""
    # What is typed may be no name at all: these two answer where the methods of Path raise.
    path = Path(os.path.expanduser(typed))  # noqa: PTH111
    if reader.briefing.settings.export.folder:
        path = folder_of(reader) / path
    if os.path.isfile(path):  # noqa: PTH113
        from briefing.ui.drawing.safe import plain_line
        from briefing.ui.modals.confirm_screen import ConfirmScreen

        async def answered(overwrite: bool | None) -> None:
            if overwrite:
                await write(path, True)

        question = plain_line(f"{path} exists. Write over it?")
        reader.dialog(ConfirmScreen(question, "Write over", "Leave it"), answered)
        return
    await write(path, False)


async def _write(
    reader: ReaderScreen, pieces: Iterable[bytes], what: str, path: Path, overwrite: bool
) -> None:
    try:
        await reader.briefing.keeper.write_export(str(path), pieces, overwrite=overwrite)
    except ExportError as error:
        reader.say(str(error), title="Not exported", severity="error", timeout=12)
        return
    reader.say(f"{what} in {path}", title="Exported", timeout=6)


def copy(reader: ReaderScreen) -> None:
    """Copy the selection, the mark, the figure's sentence or the passage, with its source line."""
    from briefing.ui.clipboard import copy as send

    state = reader.state
    article, span = state.current, state.span_to_mark()
    if article is None or span is None:
        return
    here = state.mark_here()
    if state.selection is None and here is not None and here.start is not None and here.end is not None:
        start, end = here.start, here.end
    elif state.selection is None and state.cursor.span is not None:
        sentence = sentence_at(article, state.cursor.span.start)
        start, end = sentence.start, sentence.end
    else:
        start, end = span.start, span.end
    title = article.title if article.has_title else ""
    date = short_date(article.published) if article.published else ""
    source = ", ".join(part for part in (article.source, title, date, article.url or article.id) if part)
    toast = send(reader.app, f"“{article.text[start:end]}”\n— {source}\n")
    reader.say(toast, timeout=4)
