"""The dialogs about places that have names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.text.clean import clean_line
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.correction_dialogs import Read, picked
from briefing.ui.modals.pick_screen import PickOption, PickScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.named_place import NamedPlace


def name_dialog(words: str, names: Sequence[str]) -> PickScreen:
    """Ask for the name of a place: one that is typed, or one that another place has, which then loses it."""
    detail = plain_line("moves it here", "$text-muted")
    options = [PickOption(name, detail) for name in dict.fromkeys(map(clean_line, names))]
    # Told by its words, so that what was typed and left for one place is not put back for another.
    asked = clean_line(f"a name for “{words}…”")
    return PickScreen("Place", asked, options, verb="name", free=True, typed=clean_line(words), narrows=False)


def places_dialog(
    places: Sequence[NamedPlace], letter: Callable[[str], str], *, verb: str
) -> tuple[PickScreen, Read[NamedPlace]]:
    """Ask for one of the places that have names; `verb` is what is done with it, in one word."""
    options, read = picked(
        [
            (
                place.name,
                place,
                plain_line("words not found ", "$warning")
                if place.passage is None
                else plain_line(f"{letter(place.article)} ¶{place.passage} ", "$text-muted"),
            )
            for place in places
        ]
    )
    return PickScreen(
        "Places", f"which place to {verb if verb != 'go' else 'go to'}", options, verb=verb
    ), read
