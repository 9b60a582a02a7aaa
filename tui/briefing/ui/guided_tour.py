"""The tour: the reader with a strip on top that leads through it in ten steps.

Every step waits for the key it names, and everything that is pressed does what it always does: the tour only
looks on. Whoever starts it sees to it that nothing of it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.events import Event, Key
from textual.widgets import Input, Static

from briefing.ui.app import BriefingApp, run_reader
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.keys import key_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.session.opening import Opening


class TourStep(NamedTuple):
    """What the strip says, and which key it waits for."""

    action: str
    """Of whose keys one has to be pressed."""
    title: str
    words: str
    """What the key does; `{key}` stands for it, and `{id}` for the key of another action."""
    inside: str = ""
    """Said while what the key opened is there, and the step ends when that is closed; empty where it opens
    nothing."""
    of_topic: bool = False
    """Whether the key does anything only where a topic was chosen."""


STEPS: tuple[TourStep, ...] = (
    TourStep(
        "columns.next",
        "Columns",
        "Articles stand side by side, as many as there is room for. {key} goes to the next.",
    ),
    TourStep(
        "columns.lock",
        "Lock",
        "{key} ties them together, or not: where you go ({move.next_passage}), the others follow to what "
        "says the same.",
    ),
    TourStep(
        "move.next_target",
        "A figure",
        "{key} goes to the next figure. The lens below tells its value and what other sources say; = stands "
        "beside lines that another source confirms, ≠ beside those it contradicts.",
    ),
    TourStep(
        "ledger.open",
        "The ledger",
        "{key} lines up all figures: what the sources agree on, where they differ, and why.",
        "≠ stands before what differs, ≈ and = before what agrees; below are the sentences that prove it. "
        "{ledger.leave} goes back to the text.",
    ),
    TourStep(
        "topics.next",
        "A topic",
        "{view.topics_list} goes to the topics, enter chooses the one you are on. Then {key} goes to its "
        "next passage, in whatever source it stands.",
        of_topic=True,
    ),
    TourStep(
        "find.open",
        "Search",
        "{key} searches all articles while you type.",
        "Type a word, as soybeans; {search.next} and {search.previous} choose. {search.close} closes it.",
    ),
    TourStep(
        "marks.mark",
        "A mark",
        "{key} marks the passage you are in; {marks.edit} would write a note on it.",
    ),
    TourStep(
        "export.open",
        "Export",
        "{key} takes marks, figures or a topic with you, as Markdown, HTML or CSV.",
        "Here you choose what, how and where. {dialog.leave} leaves without a file.",
    ),
    TourStep("marks.undo", "Undo", "{key} takes the last change to your marks back."),
    TourStep(
        "view.quit",
        "Leaving",
        "That is all. {view.help} tells the keys wherever you are, {app.palette} finds everything by name. "
        "{key} leaves; in your own articles everything you mark is kept.",
    ),
)
"""Ten, in the order in which they are walked."""

LOOKS = 0.1
"""Seconds after which it is looked again whether what a key opened is there, or closed."""


class TourStrip(Static):
    """What to do next, above everything."""

    DEFAULT_CSS = """
    TourStrip {
        dock: top;
        height: auto;
        max-height: 4;
        padding: 0 1;
        background: $accent;
        color: $background;
        &:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    }
    """

    def __init__(self, told: str) -> None:
        super().__init__(plain_line(told))
        self._told = told

    def tell(self, told: str) -> None:
        """Say something else."""
        if told != self._told:
            self._told = told
            self.update(plain_line(told))


class TourApp(BriefingApp):
    """The reader, looked on while somebody learns it."""

    def __init__(self, opening: Opening, *, theme: str | None = None) -> None:
        super().__init__(opening, theme=theme)
        self.at = 0
        """The step that is waited for, by its place in `STEPS`."""
        self._pressed = False
        self._opened = False

    @property
    def step(self) -> TourStep:
        """The step that is waited for."""
        return STEPS[self.at]

    def on_ready(self) -> None:
        """Begin when the screen stands."""
        self.look()
        self.set_interval(LOOKS, self.look)

    def tell_where_to_begin(self) -> None:
        """This is where one begins."""

    def open_anew(self, paths: Sequence[str]) -> None:
        """Nothing: what was marked in it would be kept no more than the rest of the tour is."""
        del paths
        self.notify("leave the tour first", timeout=4, markup=False)

    async def on_event(self, event: Event) -> None:
        """Note the key that is waited for, where it is not typed into a box."""
        if isinstance(event, Key) and not event.is_forwarded and not isinstance(self.focused, Input):
            self._pressed = self._pressed or event.key in keys_of(self.step.action)
        await super().on_event(event)

    def look(self) -> None:
        """Go on where the step is done, and have the strip stand on what is in front."""
        reader = self.reader
        if reader is None or self.leaving:
            return
        if self.step.of_topic and reader.state.topics.chosen is None:
            self._pressed = False
        if self._pressed:
            away = self.screen is not reader or reader.search is not None
            self._opened = self._opened or away
            if not self.step.inside or (self._opened and not away):
                self._next()
        self._show()

    def _next(self) -> None:
        self._pressed = self._opened = False
        self.at = min(self.at + 1, len(STEPS) - 1)

    @property
    def told(self) -> str:
        """What the strip says."""
        step = self.step
        words = step.inside if self._opened else step.words
        return f"{self.at + 1}/{len(STEPS)} {step.title}: {_with_keys(words, step.action)}"

    def _show(self) -> None:
        if not self.screen.query(TourStrip):
            self.screen.mount(TourStrip(self.told))
        # Also behind a dialog: more of the strip below it may be seen.
        for screen in self.screen_stack:
            for strip in screen.query(TourStrip):
                strip.tell(self.told)


def _with_keys(words: str, action: str) -> str:
    """The words with the keys of the moment in them."""
    parts = words.replace("{key}", f"{{{action}}}").split("{")
    told = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        told.append(f"{key_of(name) or 'no key'}{rest}")
    return "".join(told)


def run_tour(opening: Opening, theme: str | None = None) -> int:
    """Run the tour until it is left, as `run_reader` does."""
    return run_reader(opening, theme, TourApp)
