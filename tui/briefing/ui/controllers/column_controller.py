"""Articles in and out of the columns, the lock between columns, and what is set by hand of articles."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, UsageError
from briefing.session.requests.article_requests import (
    DecideText,
    FindOriginal,
    ListRepeatedTexts,
    SetDetails,
)
from briefing.text.clean import clean_line
from briefing.ui.controllers.base import Controller
from briefing.ui.controllers.messages import DetailsChanged
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model.article import Article
    from briefing.model.original import Original
    from briefing.model.repeated_text import RepeatedText
    from briefing.ui.controllers.change_controller import ChangeController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.lens_controller import LensController
    from briefing.ui.controllers.movement_controller import MovementController
    from briefing.ui.controllers.read_controller import ReadController


class ColumnController(Controller):
    """Decides which articles stand side by side."""

    def __init__(
        self,
        host: Host,
        lens: LensController,
        movement: MovementController,
        changes: ChangeController,
        reading: Callable[[], ReadController],
    ) -> None:
        super().__init__(host)
        self._lens = lens
        self._movement = movement
        self._changes = changes
        self._reading = reading

    def toggle(self) -> None:
        """Put the chosen article into the columns or take it out."""
        name = self.host.side.articles.chosen
        if name is None:
            return
        self.host.side.articles.stand_here()
        if name not in self.state.columns and not self.state.can_open(name):
            self.say_gone()
            return
        became = self.state.toggle(name)
        if became == "last":
            self.host.say("one article stays open", timeout=2)
        elif became == "full":
            taken = by_key("columns.toggle", "takes one out", "; ")
            self.host.say(f"{len(self.state.columns)} articles are open{taken}", timeout=4)
        else:
            self.host.moved(reveal=False)
        if became == "in" and name not in self.state.in_view:
            there = by_key("columns.next", "goes there", "; ")
            self.host.say(f"{self.state.letter(name)} stands beside what is seen{there}", timeout=3)

    def choose_next(self) -> None:
        """Choose the next article of the list without leaving the text."""
        self.host.side.articles.action_row_down()

    def choose_previous(self) -> None:
        """Choose the previous article of the list without leaving the text."""
        self.host.side.articles.action_row_up()

    def open_chosen(self) -> None:
        """Read the article the list's highlight is on."""
        name = self.host.side.articles.chosen
        if name is not None:
            self.host.side.articles.stand_here()
            self.open(name)

    def open(self, name: str) -> None:
        """Make an article's column the active one, or read it in the active one, and give it the keys."""
        if name not in self.state.columns and not self.state.can_open(name):
            self.say_gone()
            return
        self.state.open_here(name)
        self.host.moved()
        self.host.focus_text()

    def next(self) -> None:
        """To the column on the right."""
        self._step(1)

    def previous(self) -> None:
        """To the column on the left."""
        self._step(-1)

    def _step(self, direction: int) -> None:
        if self.state.selecting:
            self._movement.extend("word", direction)
        elif self.state.step_column(direction):
            self.host.moved()
            self.host.focus_text()

    def only(self) -> None:
        """Close every other column, or open those again that were beside this one."""
        if self.state.columns and self.state.only():
            self.host.moved(reveal=False)
            self.host.focus_text()
        else:
            self.host.say("no other column was open", timeout=2)

    def lock(self) -> None:
        """Let the other columns follow the cursor, or leave them alone."""
        state = self.state
        state.lock = not state.lock
        self.host.draw()
        self._lens.renew()
        if state.lock and len(state.columns) < 2:
            self.host.say("locked; space puts another article beside this one", timeout=4)

    def _meant(self) -> Article | None:
        """The article that is read, in the list the chosen one; one that is gone is told."""
        if self.host.focused is not self.host.side.articles:
            return self.state.current
        name = self.host.side.articles.chosen
        article = self.state.articles.get(name) if name is not None else None
        if name is not None and article is None:
            self.say_gone()
        return article

    def read(self) -> None:
        """Say of the article that it was read, or was not."""
        article = self._meant()
        if article is not None:
            self._reading().toggle(article)

    def details(self) -> None:
        """Ask for source and date of the article, in the list of the chosen one, and keep them."""
        from briefing.ui.modals.details_screen import DetailsEdit, DetailsScreen

        article = self._meant()
        if article is None:
            return

        async def save(edit: DetailsEdit | None) -> None:
            if edit is None:
                return
            source, published = _set(edit.source, article.source), _set(edit.published, article.published)
            try:
                changed = await self._engine.ask(SetDetails(article.id, source, published))
            except BriefingError as error:
                screen.give_back()
                self.host.services.report(error)
                return
            self.state.add(changed)
            self.host.say("kept; it will be the same the next time", timeout=3)
            self.host.draw()
            self.host.post_message(DetailsChanged(changed))

        screen = DetailsScreen(article)
        self.host.dialog(screen, save)

    def _original(self, take: Callable[[Original], object], *, passage: bool = True) -> None:
        """Have where the article comes from looked up, in the list that of the chosen one."""
        if self.host.focused is self.host.side.articles:
            name, place = self.host.side.articles.chosen, None
        else:
            article = self.state.current
            name = article.id if article is not None else None
            place = (
                self.state.cursor.passage if passage and article is not None and article.passages else None
            )
        if name is not None:
            self.ask("original", FindOriginal(name, place), take, on_refused=self._tell_no_original)

    def origin(self) -> None:
        """Show where the passage comes from."""
        from briefing.ui.modals.origin_screen import OriginScreen

        current = self.state.current
        cursor = self.state.cursor.passage
        at_text = self.host.focused is not self.host.side.articles

        def show(original: Original) -> None:
            passage = None
            # A file of nothing but a rule has text and no passage.
            if at_text and current is not None and current.id == original.article and current.passages:
                passage = current.passages[cursor]
            self.host.dialog(OriginScreen(original, passage))

        self._original(show)

    def original(self) -> None:
        """Open the original in the user's program for its kind."""

        async def open_it(original: Original) -> None:
            from briefing.files.programs import open_in_program

            await asyncio.to_thread(open_in_program, original.file_to_open())

        def take(original: Original) -> None:
            def tell(_: None) -> None:
                self.host.say(f"opened in your program: {clean_line(original.file or '')}", timeout=4)

            self.ask("open original", lambda: open_it(original), tell, on_refused=self._tell_refused)

        self._original(take, passage=False)

    def editor(self) -> None:
        """Open the original in the user's editor, which has the terminal until it ends."""

        def take(original: Original) -> None:
            from briefing.files.programs import editor_command

            try:
                command = editor_command(original.file_to_edit(), original.line, os.environ)
                status = self.host.services.lend_terminal(command)
            except UsageError as error:
                self._tell_refused(error)
                return
            if status:
                self.host.say(f"the editor ended with {status}", severity="warning", timeout=4)

        self._original(take)

    def _tell_no_original(self, error: BriefingError) -> None:
        # One whose file went is still read until its column is closed.
        if error.passing:
            self.say_gone()
        else:
            self._tell_refused(error)

    def _tell_refused(self, error: BriefingError) -> None:
        self.host.say(str(error), severity="warning", timeout=6)

    def repeated(self) -> None:
        """Show the texts that stand in many articles, and let one be boilerplate or count."""
        self.ask("repeated", ListRepeatedTexts(), self._choose_repeated)

    def _choose_repeated(self, texts: tuple[RepeatedText, ...]) -> None:
        from briefing.ui.modals.repeated_dialog import repeated_dialog

        if not texts:
            self.host.say("no text stands word for word in many articles here", timeout=4)
            return

        def chosen(picked: str | None) -> None:
            text = next((one for one in texts if one.text == picked), None)
            if text is not None:
                self._decide(text)

        self.host.dialog(repeated_dialog(texts, self.state.current), chosen)

    def _decide(self, text: RepeatedText) -> None:
        """Keep the other of what is said of a text, and show the articles as they are then."""
        wanted = not text.boilerplate

        async def decide() -> None:
            await self._changes.take(await self._engine.ask(DecideText(text.key, text.text, wanted)))

        def tell(_: None) -> None:
            what = "left out" if wanted else "counts again"
            again = by_key("columns.repeated", "changes it back", " · ")
            self.host.say(f"{what}; it {text.reason}{again}", timeout=6)

        self.ask(None, decide, tell)


def _set(wanted: str | None, shown: str | None) -> str | None:
    """What to keep of a field: None when it was left alone, an empty text when it was emptied."""
    return None if wanted == shown else wanted or ""
