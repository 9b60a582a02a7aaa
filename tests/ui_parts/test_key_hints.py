"""The line of keys at the foot of a screen holds whole hints, however wide it is."""

from __future__ import annotations

from rich.style import Style

from briefing.ui.drawing.headers import footer
from briefing.ui.drawing.key_hints import keys_line
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.screens.ledger_screen import LedgerScreen
from briefing.ui.screens.synopsis_screen import ALWAYS, HINTS

STYLER = TextStyler(Palette(lambda _name: Style()))


def test_no_hint_is_cut() -> None:
    walked = ["move.next_target", "columns.next", "columns.toggle"]
    for width in range(24, 140):
        lines = [keys_line(STYLER, hints, ALWAYS, width) for hints in (HINTS, LedgerScreen.HINTS)]
        for line in (*lines, footer(STYLER, walked, width)):
            assert line.cell_length == width
            assert "…" not in line.plain
