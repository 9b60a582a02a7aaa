"""The keys that act: those of the pane at hand on one screen, then all by section; typing narrows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from briefing.text.tokens import fold
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_names import key_name
from briefing.ui.key_table import HELP
from briefing.ui.keys import by_key, keys_of
from briefing.ui.modals.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

GAP = 2
"""Cells between keys and words, and between columns."""
LEAST = 24
"""Cells that a column takes at least."""
WIDE = 70
"""From so many cells on there are two columns of titles."""
MOST = 0.4
"""Share of a column that the keys take at most."""
LONGEST = 40
"""Characters that can be typed."""

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A titled group of keys."""

    title: str
    rows: tuple[Row, ...]
    """Keys as they are shown, and what they do."""

    def narrowed(self, typed: str) -> HelpSection:
        """The rows whose keys are typed, or in which every word that is typed begins a word."""
        wanted = fold(typed).split()
        return HelpSection(self.title, tuple(row for row in self.rows if _fits(row, typed.strip(), wanted)))


def _fits(row: Row, typed: str, wanted: Sequence[str]) -> bool:
    keys, does = row
    if typed in keys.split():
        return True
    words = [word.strip("\"'(),.:;") for word in fold(f"{keys} {does}").split()]
    return all(any(word.startswith(one) for word in words) for one in wanted)


@dataclass(frozen=True, slots=True)
class HelpCard:
    """The keys of one pane."""

    title: str
    rows: tuple[Row, ...]
    """The first keys of each action, and its title; in few words of actions that are told as one."""
    brief: tuple[Row, ...]
    """The same, all in few words."""


class HelpScreen(Dialog[None]):
    """A line that narrows the keys, and the keys below it, which scroll."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(HELP)
    TITLE_LINE = "Keys"
    KEEPS_TYPED = False
    AUTO_FOCUS = "#help-typed"
    DEFAULT_CSS = """
    HelpScreen {
        .dialog--frame { width: 150; height: 100%; overflow-y: hidden; }
        #help-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, sections: Sequence[HelpSection], card: HelpCard | None = None) -> None:
        """Show `card`, the keys of the pane at hand in few words, then all sections."""
        super().__init__()
        self.sections = tuple(sections)
        self.card = card
        self.keys = HelpKeys(card, self.sections)

    def compose_body(self) -> ComposeResult:
        """The line, then the keys."""
        hint = "type to narrow: a word, or a key"
        yield Input(id="help-typed", placeholder=hint, max_length=LONGEST)
        scroll = VerticalScroll(id="help-scroll", can_focus=False)
        with scroll:
            yield self.keys

    def keys_line(self) -> str:
        """The keys that act."""
        scroll = " ".join(
            key_name(key) for one in ("dialog.key_up", "dialog.key_down") for key in keys_of(one)[:1]
        )
        return (f"{scroll} scroll" if scroll else "") + by_key("dialog.leave", "leave", " · ")

    @on(Input.Changed, "#help-typed")
    def _narrow(self, event: Input.Changed) -> None:
        if event.value in [key_name(key) for key in keys_of("view.help")]:
            # The key that opened it closes it, while nothing else is typed.
            self.action_leave()
            return
        self.keys.narrow(event.value)
        self._scroll.scroll_home(animate=False)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#help-scroll", VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_page(self, direction: int) -> None:
        """Scroll by a page."""
        (self._scroll.scroll_page_down if direction > 0 else self._scroll.scroll_page_up)(animate=False)

    def action_edge(self, direction: int) -> None:
        """To the beginning, or to the end."""
        (self._scroll.scroll_end if direction > 0 else self._scroll.scroll_home)(animate=False)


class HelpKeys(Widget):
    """The rows of all sections, in as many columns as there is room for."""

    DEFAULT_CSS = """
    HelpKeys { width: 1fr; height: auto; }
    """

    def __init__(self, card: HelpCard | None, sections: Sequence[HelpSection]) -> None:
        super().__init__()
        self._card = card
        self._sections = tuple(sections)
        self._typed = ""
        self._drawn: tuple[tuple[int, int, str], list[Content]] | None = None
        """Width, height and what was typed when it was laid out last, and the lines: the height is asked for
        before they are drawn."""

    def narrow(self, typed: str) -> None:
        """Show only what fits what is typed; all of it where nothing is."""
        self._typed = typed
        self.refresh(layout=True)

    def lines(self, width: int, height: int) -> list[Content]:
        """Everything in `width` cells; what belongs to the pane in `height` lines, if it fits at all."""
        wanted = (width, height, self._typed)
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = wanted, self._laid_out(width, height)
        return self._drawn[1]

    def _laid_out(self, width: int, height: int) -> list[Content]:
        narrowed = bool(self._typed.strip())
        told: list[Content] = []
        if self._card is not None and not narrowed:
            told += [_title(self._card.title), *_in_few_lines(self._card, width, height - 1)]
        for section in self._sections:
            shown = section.narrowed(self._typed) if narrowed else section
            if shown.rows:
                told += [Content.empty()] if told else []
                told += [_title(shown.title), *_in_columns(shown.rows, 2 if width >= WIDE else 1, width)]
        return told or [plain_line("nothing has this word or key", "$text-muted")]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's interface
        """As many lines as the keys need."""
        return len(self.lines(width, container.height))

    def render(self) -> Content:
        """The keys at the present width."""
        above = self.parent
        height = above.size.height if isinstance(above, Widget) else self.size.height
        return Content("\n").join(self.lines(self.size.width, height))


def _title(text: str) -> Content:
    return plain_line(text, "bold $accent")


def _in_few_lines(card: HelpCard, width: int, height: int) -> list[Content]:
    """The keys of a pane in the most words and the fewest columns in which they fit the height, or else in
    few words and the most columns there is room for."""
    most = max(width // LEAST, 1)
    ways = [(card.rows, min(2, most)), *((card.brief, count) for count in range(min(2, most), most + 1))]
    found: list[Content] = []
    for rows, count in ways:
        found = _in_columns(rows, count, width)
        if len(found) <= height:
            break
    return found


def _in_columns(rows: Sequence[Row], count: int, width: int) -> list[Content]:
    """The rows from top to bottom in `count` columns of about the same height."""
    room = (width - GAP * (count - 1)) // count
    even = -(-len(rows) // count)
    parts = [
        [rows[at : at + even] for at in range(0, len(rows), even)],
        _parted(rows, [len(lines) for lines in _lines_of(rows, room)], count),
    ]
    ways = [[[line for lines in _lines_of(part, room) for line in lines] for part in way] for way in parts]
    columns = min(ways, key=lambda way: max(map(len, way)))
    told: list[Content] = []
    for number in range(max(map(len, columns))):
        line = Content.empty()
        for place, column in enumerate(columns):
            line = line.pad_right(place * (room + GAP) - line.cell_length)
            line += column[number] if number < len(column) else Content.empty()
        told.append(line.rstrip())
    return told


def _parted(rows: Sequence[Row], heights: Sequence[int], count: int) -> list[Sequence[Row]]:
    """The rows in at most `count` parts, the highest of them as low as it can be."""
    for deep in range(max(-(-sum(heights) // count), *heights), sum(heights) + 1):
        starts, used = [0], 0
        for number, height in enumerate(heights):
            if used + height > deep:
                starts.append(number)
                used = 0
            used += height
        if len(starts) <= count:
            return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    return [rows]


def _lines_of(rows: Sequence[Row], width: int) -> list[list[Content]]:
    """The lines of each row, the words wrapped beside the keys."""
    told = [(plain_line(keys, "bold"), plain_line(does)) for keys, does in rows]
    first = max(min(max((keys.cell_length for keys, _ in told), default=0), int(width * MOST)), 1)
    second = max(width - first - GAP, 1)
    found: list[list[Content]] = []
    for keys, does in told:
        lefts, rights = _wrapped(keys, first), _wrapped(does, second)
        lines: list[Content] = []
        for number in range(max(len(lefts), len(rights))):
            start = lefts[number].rstrip() if number < len(lefts) else Content.empty()
            start = start.pad_right(first - start.cell_length + GAP)
            lines.append(start + rights[number] if number < len(rights) else start)
        found.append(lines)
    return found


def _wrapped(text: Content, width: int) -> list[Content]:
    """The lines of a text; most fit one, and wrapping asks every word."""
    return [text] if text.cell_length <= width else text.wrap(width)
