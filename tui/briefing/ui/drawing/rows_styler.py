"""What all screens of rows draw alike: the begin of the title, who has a row, what an article says in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.drawing.styled_text import TextStyler, cut, join, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.ui.drawing.row_filter import RowFilter

LETTERS = 11
"""Cells of the letters of those who have a row."""
LEAST_TOLD = 8
"""Cells that are left for what is told, however narrow the screen is."""


class RowsStyler:
    """Draws one part at a time; knows the letters and places of articles."""

    def __init__(
        self, styler: TextStyler, letter: Callable[[str], str], number: Callable[[str], int]
    ) -> None:
        self._styler = styler
        self._letter_of = letter
        self._number = number

    def _begin(self, name: str, wanted: RowFilter, beside: str = "") -> Content:
        """Which screen this is, of which topic, and what else narrows it."""
        text = self._styler.text
        return join(
            text(" briefing ", "brand"),
            text(f" {name}  ", "muted"),
            text(wanted.topic or "all topics", "topic"),
            text(f"  {beside}" if beside else "", "label"),
            text(f"  / {wanted.words}" if wanted.words else "", "label"),
        )

    def _letter(self, article: str) -> Content:
        return self._styler.source(self._letter_of(article), self._number(article))

    def _letters(self, names: Sequence[str]) -> Content:
        """The letters of those who have a row, as many as fit; the rest are counted."""
        found, used = [], 0
        for place, name in enumerate(names):
            letter = self._letter(name)
            left = len(names) - place - 1
            if used + letter.cell_length + 1 + (len(f"+{left}") if left else 0) > LETTERS:
                found.append(self._styler.text(f"+{left + 1}", "muted"))
                break
            found += [letter, Content(" ")]
            used += letter.cell_length + 1
        return padded(join(*found), LETTERS + 1)

    def _widest(self, names: Sequence[str]) -> int:
        """Cells of the longest letter."""
        return max(self._letter(name).cell_length for name in names)

    def _entry(
        self,
        place: tuple[str, int],
        told: Content,
        widest: int,
        width: int,
        *,
        date: str = "",
        here: bool = False,
    ) -> list[Content]:
        """What an article says in a passage, behind its letter of `widest` cells at most; `here` is the
        cursor."""
        article, passage = place
        letter = self._letter(article)
        head = join(
            self._styler.text("▸" if here else " ", "label"),
            letter,
            self._styler.blank(widest - letter.cell_length),
            self._styler.text(f" ¶{passage:<3} {date}", "muted"),
        )
        return self._hanging(head, told, width)

    def _linked(self, lines: Sequence[Content], place: int) -> list[Content]:
        """The lines of an entry, of which a click puts the cursor on it."""
        return [self._styler.link(line, f"entry({place})") for line in lines]

    def _hanging(self, head: Content, told: Content, width: int) -> list[Content]:
        """What is told behind its head, further lines as far in as the first."""
        lines = told.wrap(max(width - head.cell_length - 1, LEAST_TOLD))
        blank = self._styler.blank(head.cell_length)
        return [join(blank if number else head, line) for number, line in enumerate(lines)]

    def _entries(
        self,
        facts: Content,
        count: int,
        at: int,
        draw: Callable[[int, bool], list[Content]],
        size: tuple[int, int],
    ) -> list[Content]:
        """The facts of a row and its `count` entries as far as they fit into a `size`; the entry `at` is the
        one that is gone to, and always in view. `draw` is given its place, and whether it is that one."""
        width, most = size
        lines = [cut(facts, width)]
        chosen = max(min(at, count - 1), 0)
        # One before the chosen one shows that there is one.
        for place in range(max(chosen - 1, 0), count):
            lines += self._linked(draw(place, place == chosen), place)
            if len(lines) > most:
                return [*lines[: most - 1], self._styler.text("   …", "muted")]
        return lines
