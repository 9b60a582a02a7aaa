"""Source and date of an article, as a person who knows better sets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Button, Input, Static

from briefing.text.iso_day import EXAMPLE, read_date
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import DETAILS
from briefing.ui.keys import by_key
from briefing.ui.modals.dialog import Dialog, buttons

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.model.article import Article


@dataclass(frozen=True, slots=True)
class DetailsEdit:
    """What the article shall have; None for unknown."""

    source: str | None
    published: str | None
    """ISO date."""


_WHERE = {
    "reader": "set by you",
    "front matter": "from the front matter of the file",
    "metadata": "from the metadata of the document",
    "reading list": "from a reading list beside the file",
    "record": "from the record in the file",
    "weekday": "told by the weekday of a day that the text names",
    "dateline": "from the date line of the text",
    "copyright": "from the copyright line of the text",
    "full date": "from a date that the text writes out",
    "agency": "from an agency that the text names",
    "byline": "from the author's line of the text",
    "speaker": "from a broadcaster that speaks in the text",
    "notice": "from a notice of the site",
}
"""How source or date of an article are known, by the name the reading gives it."""


def told_by(how: str) -> str:
    """How source or date of an article are known, for the reader."""
    return _WHERE.get(how, f"known from: {how}")


class DetailsScreen(Dialog[DetailsEdit | None]):
    """Asks for source and date; a date that is none cannot be saved."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(DETAILS)
    TITLE_LINE = "Source and date"
    AUTO_FOCUS = "#source"

    def keys_line(self) -> str:
        """The keys that act."""
        return "tab next · enter save" + by_key("dialog.leave", "leave", " · ")

    def __init__(self, article: Article) -> None:
        super().__init__(article.id)
        self._article = article

    def compose_body(self) -> ComposeResult:
        """The title, two fields and what the date means."""
        article = self._article
        yield Static(plain_line(article.title, "bold"))
        yield Static(plain_line(article.id), classes="dialog--said")
        yield Static(plain_line("Source"), classes="dialog--label dialog--gap")
        yield Input(article.source or "", id="source", placeholder="who published it", select_on_focus=False)
        yield Static(self._known("Source", article.source, article.source_by), classes="dialog--said")
        yield Static(plain_line("Published"), classes="dialog--label dialog--gap")
        yield Input(
            article.published or "", id="published", placeholder=f"as {EXAMPLE}", select_on_focus=False
        )
        yield Static(id="said", classes="dialog--said")
        yield buttons(("cancel", plain_line("Cancel"), False), ("save", plain_line("Save"), True))

    @staticmethod
    def _known(what: str, value: str | None, how: str) -> Content:
        return plain_line(f"{what} is unknown" if value is None else told_by(how))

    def on_mount(self) -> None:
        """Say what the date is."""
        self._say()

    @on(Input.Changed, "#published")
    def _say(self) -> None:
        """Say what the text in the date field means, while it is typed."""
        text = self.query_one("#published", Input).value
        said = self.query_one("#said", Static)
        try:
            day = read_date(text)
        except ValueError as error:
            said.update(plain_line(str(error)))
        else:
            how = f" · {told_by(self._article.published_by)}" if text == self._article.published else ""
            words = f"{day:%A}, {day.day} {day:%B} {day.year}{how}" if day else "the date is unknown"
            said.update(plain_line(words))
        said.set_class(self._edit() is None, "-wrong")
        self.query_one("#save", Button).disabled = self._edit() is None

    def _edit(self) -> DetailsEdit | None:
        try:
            day = read_date(self.query_one("#published", Input).value)
        except ValueError:
            return None
        source = " ".join(self.query_one("#source", Input).value.split())
        return DetailsEdit(source or None, day.isoformat() if day else None)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Answer with both fields; with a wrong date go back to it."""
        edit = self._edit()
        if edit is None:
            self.query_one("#published", Input).focus()
        else:
            self.dismiss(edit)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()
