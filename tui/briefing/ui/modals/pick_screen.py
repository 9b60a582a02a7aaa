"""One of many things by typing or by arrow: words to mute, names for a topic, topics to merge with.

The line above narrows the list below, and what is typed may itself be the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from briefing.text.tokens import fold
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import between, plain_line
from briefing.ui.key_table import PICK
from briefing.ui.keys import key_of, line_of_keys
from briefing.ui.modals.dialog import Dialog
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

LONGEST = 80
"""Characters that can be typed: no word or name of a topic needs more."""


class PickOption(NamedTuple):
    """Something to pick."""

    value: str
    """The answer; typing narrows the list by it."""
    detail: Content = Content("")
    """What stands at the right of it."""


class PickScreen(Dialog[str | None]):
    """Asks for one of the options, or for what is typed where that is allowed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(PICK)
    AUTO_FOCUS = "#typed"
    DEFAULT_CSS = """
    PickScreen {
        .dialog--frame { width: 64; overflow-y: hidden; }
        #options { height: auto; max-height: 14; margin-top: 1; background: $surface; }
    }
    """

    def __init__(
        self,
        title: str,
        asked: str,
        options: Sequence[PickOption],
        *,
        verb: str,
        free: bool = False,
        typed: str = "",
        narrows: bool = True,
        chosen: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            title: Stands in the upper edge.
            asked: What is asked for, and what the answer does.
            options: What to choose from, the likeliest first.
            verb: What enter does, for the lower edge: `mute`.
            free: Whether what is typed may be the answer although it is no option.
            typed: What the line holds at first.
            narrows: Whether typing narrows the list; if not, what is typed stands above it.
            chosen: The option that the list begins at, while nothing is typed.
        """
        super().__init__(f"{title}: {asked}")
        self.TITLE_LINE = title  # type: ignore[misc]  # each question has its own
        self._verb = verb
        self._asked = asked
        self._options = tuple(options)
        self._free = free
        self._first = typed
        self._narrows = narrows
        self._chosen = chosen
        self._rows: list[PickOption] = []
        self._shown: str | None = None
        """What was typed when the options were listed."""

    def keys_line(self) -> str:
        """The keys that act."""
        choose = f"{key_of('dialog.previous_word')} {key_of('dialog.next_word')} choose".strip()
        rest = (("dialog.complete", "complete"), ("dialog.pick", self._verb), ("dialog.leave", "leave"))
        return f"{choose} · {line_of_keys(*rest)}"

    def compose_body(self) -> ComposeResult:
        """What is asked, the line, the options."""
        yield Static(plain_line(self._asked), classes="dialog--said", id="asked")
        # A name that stands there is replaced by the one that is typed; an arrow keeps it.
        yield Input(self._first, id="typed", max_length=LONGEST, select_on_focus=bool(self._first))
        options = RowList(id="options")
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show every option."""
        self._show()

    @on(Input.Changed, "#typed")
    def _show(self) -> None:
        typed = self.query_one("#typed", Input).value.strip()
        if typed == self._shown:
            return
        self._shown = typed
        self._rows = self._matching(typed)
        height = max(len(self._rows), 1)
        options = self.query_one("#options", RowList)
        options.styles.height = min(height, 14)
        values = [option.value for option in self._rows]
        first = values.index(self._chosen) if not typed and self._chosen in values else 0
        options.set_rows(
            len(self._rows),
            self._draw,
            highlighted=first if self._rows else None,
            choose=self._pick_row,  # at once: the next letter may put other rows in their place
        )
        self._say("", wrong=False)

    def _matching(self, typed: str) -> list[PickOption]:
        wanted = fold(typed)
        known = [option for option in self._options if not self._narrows or wanted in fold(option.value)]
        if self._narrows:
            known.sort(key=lambda option: not fold(option.value).startswith(wanted))
        if not self._free or not typed or any(fold(option.value) == wanted for option in known):
            return known
        as_typed = PickOption(typed, plain_line("as typed", "$text-muted"))
        return [*known, as_typed] if self._narrows else [as_typed, *known]

    def _draw(self, index: int, width: int) -> list[Content]:
        option = self._rows[index]
        return [between(plain_line(f" {option.value}"), option.detail, width)]

    def _say(self, text: str, *, wrong: bool) -> None:
        asked = self.query_one("#asked", Static)
        asked.update(plain_line(text or self._asked))
        asked.set_class(wrong, "-wrong")

    def action_step(self, rows: int) -> None:
        """Move in the list while the line keeps the keys."""
        self._show()
        options = self.query_one("#options", RowList)
        if options.highlighted is not None:
            options.highlighted = options.highlighted + rows

    def action_complete(self) -> None:
        """Write the highlighted option into the line."""
        self._show()
        index = self.query_one("#options", RowList).highlighted
        if index is not None:
            line = self.query_one("#typed", Input)
            line.value = self._rows[index].value
            line.cursor_position = len(line.value)

    def action_pick(self) -> None:
        """Answer with the highlighted option, of what is typed by now."""
        self._show()
        index = self.query_one("#options", RowList).highlighted
        if index is None:
            self._say("type a word" if self._free else "nothing matches what is typed", wrong=True)
        else:
            self.dismiss(self._rows[index].value)

    def _pick_row(self, index: int) -> None:
        """A click picks."""
        self.dismiss(self._rows[index].value)
