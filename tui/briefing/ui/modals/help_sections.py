"""The help: every key in its group, the group of the focused pane first."""

from __future__ import annotations

from briefing.ui.drawing.query_help import QUERY_ROWS
from briefing.ui.keys import ACTIONS, GROUPS
from briefing.ui.modals.help_screen import HelpSection

_PALETTE = ("^p", "Every action, article and topic by name")
_LISTS = HelpSection(
    "In a list",
    (
        ("j k ↓ ↑", "Move"),
        ("g G", "First, last"),
        ("enter", "Open the article, or choose the topic"),
        ("space", "Put the article into the columns, or take it out; open or close a topic's stories"),
        ("esc", "Back to the text"),
    ),
)
_SYNOPSIS = HelpSection(
    "In the synopsis",
    (
        ("j k ↓ ↑", "Row"),
        ("h l ← →", "Source; with more than fit, the columns scroll"),
        ("] [", "Row in which sources give different values"),
        ("enter", "Open the passage in its article"),
        ("space", "Whole passages of the row, or their telling sentences"),
        ("v", "Columns side by side, or sources under each other"),
        ("} {", "Next, previous topic"),
        ("m", "Mark the sentence"),
        ("e", "Export the table"),
        ("^x", "Cancel the work that is running"),
        ("esc s q", "Back to the text"),
    ),
)
_SEARCH = HelpSection(
    "In the search",
    (
        *QUERY_ROWS,
        ("↓ ↑", "Walk the results"),
        ("pgdn pgup", "By a page"),
        ("^home ^end", "First, last result"),
        ("enter", "Open the result"),
        ("esc", "Close and forget the matches"),
    ),
)


def help_sections(pane: str) -> list[HelpSection]:
    """All sections of the help, the one for `pane` (`text`, `list`, `topics` or `search`) first."""
    found = []
    for group, title in GROUPS.items():
        rows = tuple((a.shown, a.title) for a in ACTIONS if a.group == group and a.keys)
        found.append(HelpSection(title, rows + ((_PALETTE,) if group == "view" else ())))
    extra = [_LISTS, _SYNOPSIS, _SEARCH]
    if pane == "topics":
        steering = found.pop(list(GROUPS).index("steer"))
        return [steering, _LISTS, *found, _SEARCH]
    if pane == "synopsis":
        return [_SYNOPSIS, *found, _LISTS, _SEARCH]
    if pane == "list":
        return [_LISTS, *found, _SEARCH]
    if pane == "search":
        return [_SEARCH, *found, _LISTS]
    return [*found, *extra]
