"""The screen itself: panes, help, themes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from briefing.errors import UsageError
from briefing.model.figure_level import FIGURE_LEVELS
from briefing.session.requests.finding_requests import FindNextOnlyHere
from briefing.ui.controllers.base import Controller
from briefing.ui.drawing.formatting import count
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from briefing.ui.controllers.filter_controller import FilterController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.movement_controller import MovementController
    from briefing.ui.controllers.search_controller import SearchController
    from briefing.ui.controllers.topic_controller import TopicController
    from briefing.ui.state.reader_state import ListPane

Pane = Literal["text", "articles", "topics"]
WIDTH_STEP = 4
"""Cells by which a key makes lines of text longer or shorter."""
LEAST_TEXT_WIDTH = 20
MOST_LINE_SPACING = 3
"""As the settings take them."""


class ViewController(Controller):
    """Shows and hides the parts of the screen, and moves the keys between them."""

    def __init__(
        self,
        host: Host,
        movement: MovementController,
        search: SearchController,
        topics: TopicController,
        filter: FilterController,  # noqa: A002 - named as what it filters by everywhere else
    ) -> None:
        super().__init__(host)
        self._movement = movement
        self._search = search
        self._topics = topics
        self._filter = filter

    # -- panes -------------------------------------------------------------------------------

    def articles(self) -> None:
        """Give the keys to the list of articles, showing it when it is hidden."""
        self._to_list("articles")

    def topics_list(self) -> None:
        """Give the keys to the list of topics, showing it when it is hidden."""
        self._to_list("topics")

    def _to_list(self, pane: ListPane) -> None:
        side = self.host.side
        self.state.panes.show(pane)
        self.host.show_lists()
        target = side.articles if pane == "articles" else side.topics
        target.focus(scroll_visible=False)

    def zen(self) -> None:
        """The text of the active column alone; again gives back all that was shown."""
        if self._leave_zen():
            return
        self.state.panes.zen = True
        self.host.say(f"the text alone{by_key('view.zen', 'gives all back', ' · ')}", timeout=3)
        self._panes_changed()

    def _leave_zen(self) -> bool:
        """Give back what zen hides; False where nothing is hidden by it."""
        panes = self.state.panes
        if not panes.zen:
            return False
        panes.zen = False
        self._panes_changed()
        return True

    def hide_articles(self) -> None:
        """Hide or show the list of articles; these four keys first give back all that zen hides."""
        if self._leave_zen():
            return
        self.state.panes.articles = not self.state.panes.articles
        self._panes_changed()

    def hide_topics(self) -> None:
        """Hide or show the list of topics."""
        if self._leave_zen():
            return
        self.state.panes.topics = not self.state.panes.topics
        self._panes_changed()

    def hide_sidebar(self) -> None:
        """Hide both lists, or show both."""
        if self._leave_zen():
            return
        panes = self.state.panes
        panes.articles = panes.topics = not (panes.articles or panes.topics)
        self._panes_changed()

    def hide_lens(self) -> None:
        """Hide or show the lens."""
        if self._leave_zen():
            return
        self.state.panes.lens = not self.state.panes.lens
        self._panes_changed()

    def _panes_changed(self) -> None:
        side, panes = self.host.side, self.state.panes
        here = self.host.focused
        # Who is in a list that stays goes on in it: on a narrow screen both lists go when none has the keys.
        if not ((here is side.articles and panes.articles) or (here is side.topics and panes.topics)):
            self.host.focus_text()
        self.host.set_panes()
        self.host.call_after_refresh(self.host.draw)

    def next_pane(self) -> None:
        """To the next passage of the topic; without a topic, to the next pane."""
        if self.state.topics.chosen is not None:
            self._topics.next()
        else:
            self._cycle(1)

    def previous_pane(self) -> None:
        """To the previous passage of the topic; without a topic, to the previous pane."""
        if self.state.topics.chosen is not None:
            self._topics.previous()
        else:
            self._cycle(-1)

    def _cycle(self, direction: int) -> None:
        side, focused, panes = self.host.side, self.host.focused, self.state.panes
        shown: list[Pane] = ["text"]
        if panes.articles:
            shown.append("articles")
        if panes.topics:
            shown.append("topics")
        here: Pane = (
            "articles" if focused is side.articles else "topics" if focused is side.topics else "text"
        )
        target = shown[(shown.index(here) + direction) % len(shown)] if here in shown else "text"
        if target == "text":
            self.host.focus_text()
        else:
            self._to_list(target)

    def escape(self) -> None:
        """Leave one thing: what is looked for, the selection, a filter, a list, the search, the topic."""
        state, side = self.state, self.host.side
        if self._engine.cancel(FindNextOnlyHere):
            return
        if state.selecting or state.selection is not None:
            self._movement.stop_selecting()
        elif self.host.focused is side.articles and side.filter is not None:
            self._filter.clear()
        elif self.host.focused in (side.articles, side.topics):
            self.host.focus_text()
        elif self.host.search is not None or state.search.answer is not None:
            self._search.close(keep=False)
        elif state.topics.chosen is not None:
            self._topics.clear()
        elif state.cursor.span is not None:
            state.set_passage(state.cursor.passage)
            self.host.moved()
        elif side.filter is not None:
            self._filter.clear()
        else:
            self._leave_zen()

    # -- how the text is set -----------------------------------------------------------------

    def wider(self) -> None:
        """Longer lines of text."""
        self._text_width(WIDTH_STEP)

    def narrower(self) -> None:
        """Shorter lines of text."""
        self._text_width(-WIDTH_STEP)

    def _text_width(self, by: int) -> None:
        view = self.host.view
        if view is None:
            return
        room, width = view.room, self.host.services.settings.text.width
        if by > 0 and width >= room:
            self.host.say("the lines are as long as the column is wide", timeout=2)
            return
        # From what is seen: of lines that are longer than the column nothing would change for a while.
        wanted = max(min(width, room) + by, LEAST_TEXT_WIDTH)
        self.host.services.choose_setting("text.width", str(wanted))
        self.host.say(f"lines of at most {wanted} cells", timeout=2)

    def line_spacing(self) -> None:
        """More room between lines, and after the most of it the least again."""
        rows = self.host.services.settings.text.line_spacing % MOST_LINE_SPACING + 1
        self.host.services.choose_setting("text.line_spacing", str(rows))
        blank = "no blank row" if rows == 1 else count(rows - 1, "blank row")
        self.host.say(f"{blank} between lines", timeout=2)

    def align(self) -> None:
        """The text in the middle of a wide column, or at its left."""
        align = "centre" if self.host.services.settings.text.align == "left" else "left"
        self.host.services.choose_setting("text.align", align)

    # -- dialogs, work, the way out ----------------------------------------------------------

    def legend(self) -> None:
        """What the colours mean."""
        from briefing.ui.modals.legend_groups import legend_groups
        from briefing.ui.modals.legend_screen import LegendScreen

        self.host.dialog(LegendScreen(legend_groups(self.state, self.host.services.palette)))

    def figure_level(self) -> None:
        """Choose which figures are lit."""
        from briefing.ui.drawing.styled_text import plain_line
        from briefing.ui.modals.pick_screen import PickOption, PickScreen

        levels = {words: level for level, words in FIGURE_LEVELS.items()}
        now = plain_line("now")
        options = [
            PickOption(words, now) if level == self.state.figure_level else PickOption(words)
            for words, level in levels.items()
        ]

        def chosen(words: str | None) -> None:
            if words in levels:
                self.state.figure_level = levels[words]
                self.host.draw()

        asked, lit = "which are lit, and walked", FIGURE_LEVELS[self.state.figure_level]
        self.host.dialog(PickScreen("Figures", asked, options, verb="light", chosen=lit), chosen)

    def ledger_signs(self) -> None:
        """Show or hide the signs of the ledger beside the text."""
        ledger = self.state.ledger
        ledger.shown = not ledger.shown
        self.host.say(f"signs of the ledger are {'shown' if ledger.shown else 'hidden'}", timeout=2)

    def theme(self) -> None:
        """Choose a theme, seeing it at once."""
        from briefing.ui.modals.theme_picker import ThemePicker

        services = self.host.services
        services.load_all_themes()
        before = services.theme_name

        def chosen(name: str | None) -> None:
            services.use_theme(name or before)

        self.host.dialog(ThemePicker(services.theme_names, before), chosen)

    def cancel(self) -> None:
        """End the work that is running."""
        if not self._engine.cancel():
            self.host.say("nothing is running", timeout=2)

    def help(self) -> None:
        """The keys, those of the pane that has the focus first."""
        from briefing.ui.modals.help_sections import help_screen
        from briefing.ui.widgets.row_list import RowList

        focused = self.host.focused
        pane = "list" if isinstance(focused, RowList) else "text"
        if self.host.search is not None:
            pane = "search"
        elif (box := self.host.side.filter) is not None and box.has_focus_within:
            pane = "filter"
        elif focused is self.host.side.topics:
            pane = "topics"
        self.host.dialog(help_screen(pane))

    def tour(self) -> None:
        """Have the tour lead through a reader of its own, which has the terminal until it is left."""
        import sys

        from briefing.settings import given_options

        services = self.host.services
        said = [f"--setting={option}" for option in given_options()]
        command = [sys.executable, "-P", "-m", "briefing", "tour", *said, "--theme", services.theme_name]
        try:
            status = services.lend_terminal(command)
        except UsageError as error:
            self.host.say(str(error), severity="warning", timeout=6)
            return
        if status:
            self.host.say(f"the tour ended with {status}", severity="warning", timeout=4)

    def quit(self) -> None:
        """Leave; everything is kept."""
        self.host.services.leave()
