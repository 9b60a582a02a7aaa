"""The bindings of widgets, screens and dialogs, made of the table of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from briefing.ui.key_table import ARTICLES, TOPICS, actions_in

if TYPE_CHECKING:
    from briefing.ui.key_table import Action
    from briefing.ui.keymap import Keymap

UNBOUND = "unbound"
"""The key of an action that has none: no terminal sends it."""


def bindings_of(where: str) -> list[BindingType]:
    """The bindings of the actions of one scope, with the keys they have unless others are set."""
    return [
        Binding(
            ",".join(action.keys or (UNBOUND,)),
            action.call or _run(action),
            action.title,
            show=False,
            priority=action.priority,
            tooltip=action.title,
            id=action.id,
        )
        for action in actions_in(where)
    ]


def _run(action: Action) -> str:
    """What the screen runs; a list has it from the screen it stands on."""
    return f"{'screen.' if action.where in (TOPICS, ARTICLES) else ''}run('{action.id}')"


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The same for `App.set_keymap`, which leaves an action of no key its own."""
    return {name: ",".join(keys) or UNBOUND for name, keys in keymap.items()}
