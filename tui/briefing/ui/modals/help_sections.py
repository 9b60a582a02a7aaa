"""The help: every key in its group, the group of the focused pane first."""

from __future__ import annotations

from briefing.ui.drawing.query_help import QUERY_ROWS
from briefing.ui.key_names import key_name
from briefing.ui.key_table import ACTIONS, BY_ID, GROUPS, INSIDE_LEDGER, INSIDE_QUOTES, INSIDE_TIMELINE
from briefing.ui.keys import keys_of, shown_keys
from briefing.ui.modals.help_card import OPENED, help_card
from briefing.ui.modals.help_screen import HelpScreen, HelpSection


def help_screen(pane: str) -> HelpScreen:
    """The help as it is opened in a pane: its keys in few words, then all sections."""
    return HelpScreen(help_sections(pane), help_card(pane))


def help_sections(pane: str) -> list[HelpSection]:
    """All sections of the help, first those for `pane`.

    It is one of `text`, `list`, `filter`, `topics`, `search`, `synopsis`, `ledger`, `timeline` and `quotes`.
    """
    found = {group: HelpSection(title, _rows(group)) for group, title in GROUPS.items()}
    of_lists = (
        ("columns.toggle", "Put the article into the columns, or take it out"),
        ("view.escape", "Back to the text"),
    )
    named = tuple((shown_keys(name), does) for name, does in of_lists if keys_of(name))
    if pane not in ("list", "topics") and pane in OPENED:
        # Its rows are quantities, days or quotes: neither articles nor topics are in that list.
        opened = {BY_ID["rows.choose"].title: OPENED[pane]}
        rows = tuple((keys, opened.get(does, does)) for keys, does in _rows("rows"))
    else:
        rows = (*_rows("rows"), *named)
    found["rows"] = HelpSection(GROUPS["rows"], rows)
    found["search"] = HelpSection(GROUPS["search"], (*QUERY_ROWS, *_rows("search")))
    order = {
        "topics": ("steer", "rows"),
        "synopsis": ("table",),
        "ledger": (INSIDE_LEDGER, "rows"),
        "timeline": (INSIDE_TIMELINE, "rows"),
        "quotes": (INSIDE_QUOTES, "rows"),
        "list": ("rows", "list"),
        "filter": ("filter", "list"),
        "search": ("search",),
    }.get(pane, ())
    return [found[group] for group in (*order, *(group for group in found if group not in order))]


def _rows(group: str) -> tuple[tuple[str, str], ...]:
    held = ((" ".join(map(key_name, keys_of(a.id))), a.title) for a in ACTIONS if a.group == group)
    return tuple(row for row in held if row[0])
