"""Which keys the actions have at the moment, and how a text names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.key_names import key_name
from briefing.ui.key_table import BY_ID

if TYPE_CHECKING:
    from briefing.ui.keymap import Keymap

_keymap: Keymap = {}


def use_keymap(keymap: Keymap) -> None:
    """Have the keys of `keymap` named from now on, wherever a key is named."""
    global _keymap  # noqa: PLW0603 - there is one keyboard
    _keymap = keymap


def keys_of(action_id: str) -> tuple[str, ...]:
    """The keys that an action has at the moment, in Textual's names."""
    return _keymap.get(action_id, BY_ID[action_id].keys)


def key_of(action_id: str) -> str:
    """The first of them as a person reads it; empty where the action has none."""
    keys = keys_of(action_id)
    return key_name(keys[0]) if keys else ""


def shown_keys(action_id: str) -> str:
    """All keys of an action and of those that stand beside it, as a person reads them: `] [`."""
    action = BY_ID[action_id]
    names = [[key_name(key) for key in keys_of(one)] for one in action.beside or (action_id,)]
    deepest = max(map(len, names))
    return " ".join(keys[place] for place in range(deepest) for keys in names if place < len(keys))


def few_keys(action_id: str) -> str:
    """The first key of an action, or of each of the two that stand together."""
    return " ".join(shown_keys(action_id).split(" ")[: 2 if BY_ID[action_id].beside else 1])


def by_key(action_id: str, words: str, before: str = "") -> str:
    """`before`, the key of an action and `words` for what it does; nothing at all where it has no key."""
    key = key_of(action_id)
    return f"{before}{key} {words}".rstrip() if key else ""


def by_keys(*parts: tuple[str, str]) -> str:
    """What keys do, behind a colon, of pairs of an action and a word; nothing where none has a key."""
    told = ", ".join(filter(None, (by_key(*part) for part in parts)))
    return f": {told}" if told else ""


def cancels() -> str:
    """What is said behind work that can be cancelled, with a blank before it."""
    return by_key("view.cancel", "cancels", " ")


def line_of_keys(*parts: tuple[str, str]) -> str:
    """A line that says what keys do, of pairs of an action and a word; actions without a key are left out."""
    return " · ".join(said for action_id, words in parts if (said := by_key(action_id, words)))
