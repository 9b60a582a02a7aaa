"""The synopsis of a topic: opening it, and what is done with its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.session import formats_for, suggest_name, synopsis_pieces
from briefing.ui.controllers import flow
from briefing.ui.drawing.formatting import count

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.synopsis import Synopsis, SynopsisPassage
    from briefing.model.topic import Topic
    from briefing.ui.modals.export_screen import ExportRequest
    from briefing.ui.screens.reader_screen import ReaderScreen


def open(reader: ReaderScreen) -> None:  # noqa: A001 - the verb of the action
    """Open the synopsis of the topic at hand."""
    from briefing.ui.screens.synopsis_screen import SynopsisScreen

    topic = _topic(reader)
    if topic is None:
        known = reader.state.topics.known
        reader.say("choose a topic first: t" if known else "the topics are not known yet", timeout=3)
        return

    def left(ref: Ref | None) -> None:
        if ref is not None and ref.article in reader.state.articles:
            flow.jump(reader, ref)
        else:
            reader.show()

    reader.app.clear_notifications()
    reader.app.push_screen(SynopsisScreen(reader, topic, reader.synopsis), left)


def _topic(reader: ReaderScreen) -> Topic | None:
    """The topic the list is on, else the chosen one, else the first that the passage here speaks of."""
    state = reader.state
    if reader.focused is reader.side.topics and reader.side.topics.chosen is not None:
        return reader.side.topics.chosen
    if state.topics.chosen_topic is not None:
        return state.topics.chosen_topic
    topics = state.topics.of(state.ref) if state.ref is not None else []
    return topics[0] if topics else None


async def mark(reader: ReaderScreen, one: SynopsisPassage) -> None:
    """Mark the telling sentence of a passage; it is on disk before the screen says so."""
    article = reader.state.articles.get(one.article)
    if article is None:
        return
    span = one.telling
    if not article.text.startswith(one.text, one.start):
        reader.say("the article has changed since: make the synopsis anew", timeout=5)
        return
    if any((m.start, m.end) == (span.start, span.end) for m in reader.state.marks_in(article.id)):
        reader.say("marked already", timeout=3)
        return
    try:
        await reader.briefing.keeper.add(article, span)
    except BriefingError as error:
        reader.say(str(error), title="Not saved", severity="error", timeout=12)
    else:
        reader.say("marked: M lists all marks in the text", timeout=3)
    await flow.marks_changed(reader)


def export(reader: ReaderScreen, synopsis: Synopsis) -> None:
    """Ask in which form and where to write a table, and write it."""
    from briefing.ui.modals.export_screen import ExportChoice, ExportScreen

    choice = ExportChoice("synopsis", f"Synopsis: {synopsis.title}", len(synopsis.rows))

    def suggest(_what: str, form: str) -> str:
        return suggest_name(f"synopsis {synopsis.title}", form)

    async def write(request: ExportRequest | None) -> None:
        if request is not None:
            pieces = synopsis_pieces(request.format, [synopsis], f"Synopsis: {synopsis.title}")
            await save(reader, request.path, pieces, count(len(synopsis.rows), "row"))

    from briefing.ui.controllers.actions.export import folder_of, form_of, save

    formats = [one.name for one in formats_for("synopsis")]
    reader.dialog(ExportScreen([choice], formats, suggest, str(folder_of(reader)), form_of(reader)), write)
