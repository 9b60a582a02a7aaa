"""The synopsis of a topic: asked for, opened, and what is done with its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.session import suggest_name, synopsis_pieces
from briefing.session.requests.topic_requests import BuildSynopsis
from briefing.ui.controllers.base import Controller, on_loop
from briefing.ui.controllers.messages import SynopsisWanted
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_key, by_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.article import Span
    from briefing.model.excerpt import Citation
    from briefing.model.topic import Topic
    from briefing.model.topic_synopsis import Synopsis, SynopsisPassage
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.modals.export_screen import ExportRequest


class LeftSynopsis(NamedTuple):
    """A table that was left, to be shown again as it was."""

    topic: Topic
    version: int
    """Of the articles it was made from."""
    synopsis: Synopsis
    row: int
    column: int | None


class SynopsisController(Controller):
    """Owns the question for a synopsis, and the table that was left last."""

    def __init__(self, host: Host, marks: MarkController, exports: ExportController) -> None:
        super().__init__(host)
        self._marks = marks
        self._exports = exports
        self._left: LeftSynopsis | None = None

    def open(self) -> None:
        """Open the synopsis of the topic at hand."""
        topic = self._topic()
        if topic is None:
            known = self.state.topics.known
            how = by_key("view.topics_list", "", ": ")
            self.host.say(
                f"choose a topic first{how}" if known else "the topics are not known yet", timeout=3
            )
            return
        self.host.post_message(SynopsisWanted(topic))

    def _topic(self) -> Topic | None:
        """The topic the list is on, else the chosen one, else the first that the passage here speaks of."""
        state, side = self.state, self.host.side.topics
        if self.host.focused is side and side.chosen is not None:
            return side.chosen
        if state.topics.chosen_topic is not None:
            return state.topics.chosen_topic
        topics = state.topics.of(state.ref) if state.ref is not None else []
        return topics[0] if topics else None

    # -- the table ---------------------------------------------------------------------------

    def left(self, topic: Topic) -> LeftSynopsis | None:
        """The table left last, where it is still what would be worked out for a topic."""
        left = self._left
        if left is not None and (left.topic, left.version) == (topic, self.state.articles.version):
            return left
        return None

    def forget_left(self) -> None:
        """What it says to differ is judged anew."""
        self._left = None

    def leave(self, topic: Topic, synopsis: Synopsis | None, row: int, column: int | None) -> None:
        """End what is being worked out; a table that is there is kept for the next time."""
        self.drop("table")
        if synopsis is not None:
            self._left = LeftSynopsis(topic, self.state.articles.version, synopsis, row, column)

    def ask_for(
        self,
        topic: Topic,
        take: Callable[[Synopsis], object],
        tell: Callable[[Progress], object],
        *,
        on_cancelled: Callable[[], object],
        on_refused: Callable[[BriefingError], object],
    ) -> None:
        """Put side by side what each source says of a topic; the question before it is ended."""
        self.ask(
            "table",
            lambda: self._engine.stream(BuildSynopsis(topic), on_progress=on_loop(tell)),
            take,
            on_cancelled=on_cancelled,
            on_refused=on_refused,
        )

    def cancel(self) -> None:
        """End the work on the table."""
        self._engine.cancel(BuildSynopsis)

    # -- its passages ------------------------------------------------------------------------

    async def mark(self, one: SynopsisPassage, span: Span) -> None:
        """Mark a sentence of a passage; it is on disk before the screen says so."""
        article = self.state.articles.get(one.article)
        if article is None:
            return
        if not article.text.startswith(one.text, one.start):
            self.host.say("the article has changed since: make the synopsis anew", timeout=5)
        elif self._marks.is_marked(article.id, span):
            self.host.say("marked already", timeout=3)
        elif await self._marks.add(article, span):
            self.host.say(f"marked{by_keys(('marks.list', 'lists all marks in the text'))}", timeout=3)

    def edit(self, one: SynopsisPassage, span: Span, then: Callable[[], object]) -> None:
        """Note, tags and colour of the mark on a sentence of a passage; once they are kept do what is to
        follow."""
        found = self._marks.on(one.article, span)
        if found is not None:
            self._marks.edit_mark(found, then)

    async def remove(self, one: SynopsisPassage, span: Span) -> None:
        """Remove the mark on a sentence of a passage."""
        found = self._marks.on(one.article, span)
        if found is not None:
            await self._marks.remove_mark(found)

    def copy(self, one: SynopsisPassage, span: Span, citation: Citation) -> None:
        """Copy a sentence of a passage with its source."""
        self._exports.copy_words(one.text[span.start - one.start : span.end - one.start], citation)

    async def undo(self) -> None:
        """Take back the last change to marks."""
        await self._marks.undo()

    def export(self, synopsis: Synopsis) -> None:
        """Ask in which form and where to write a table, and write it."""
        from briefing.ui.modals.export_screen import ExportChoice

        choice = ExportChoice("synopsis", f"Synopsis: {synopsis.title}", len(synopsis.rows))

        def suggest(_what: str, form: str) -> str:
            return suggest_name(f"synopsis {synopsis.title}", form)

        async def write(request: ExportRequest, refused: Refused) -> None:
            pieces = synopsis_pieces(request.format, [synopsis], f"Synopsis: {synopsis.title}")
            await self._exports.save(request, pieces, count(len(synopsis.rows), "row"), refused)

        self._exports.ask_how([choice], "synopsis", suggest, write)
