"""The keys that a user's settings give to actions, checked against those that act at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.settings import KEYS, LoadedSettings
from briefing.ui.key_names import key_code, key_name, types_text
from briefing.ui.key_table import ACTIONS, APP, BY_ID, TOGETHER, TYPED, Action

Keymap = Mapping[str, tuple[str, ...]]
"""The keys of those actions that have others than their own, by id, in Textual's names."""


def keymap_from(loaded: LoadedSettings) -> tuple[Keymap, LoadedSettings]:
    """Return the keys that the settings give to actions, and the settings with what is wrong in them told.

    A key that another action of the same scope was given before stays that one's; one that another has
    by default is taken from it. An action keeps its own keys where none of those it is given can be used.
    What goes before all others everywhere, as quitting, acts at the same time as every action.
    """
    given: dict[str, tuple[str, ...]] = {}
    taken: dict[str, tuple[str, ...]] = {}
    for name, words in loaded.settings.keys.items():
        setting = f"{KEYS}.{name}"
        action = BY_ID.get(name)
        if action is None:
            from briefing.files.toml_file import unknown

            loaded = loaded.without(setting, unknown(name, BY_ID))
            continue
        codes: list[str] = []
        for word in words:
            code = key_code(word)
            if code is None:
                loaded = loaded.warned(setting, f"no key is called {word}")
            elif action.where in TYPED and types_text(code):
                loaded = loaded.warned(setting, f"{word} is typed there")
            elif (other := _holder(code, action, given)) is not None:
                place = loaded.origin(f"{KEYS}.{other}")
                loaded = loaded.warned(setting, f"{word} is the key of {other} ({place}) already")
            else:
                codes.append(code)
        if words and not codes:
            loaded = loaded.unset(setting)
        else:
            given[name] = tuple(dict.fromkeys(codes))
    for name, held in given.items():
        for code in held:
            lost: list[str] = []
            for rival in _rivals(BY_ID[name]):
                if rival.id not in given and code in (left := taken.get(rival.id, rival.keys)):
                    taken[rival.id] = tuple(key for key in left if key != code)
                    now = " ".join(key_name(key) for key in taken[rival.id]) or "none"
                    lost.append(f"{rival.id}, which has {now} now")
            if lost:
                loaded = loaded.warned(
                    f"{KEYS}.{name}", f"{key_name(code)} was the key of {'; of '.join(lost)}"
                )
    return {**taken, **given}, loaded


def _holder(code: str, action: Action, given: Keymap) -> str | None:
    """The action of the same scope that was given a key already, if there is one."""
    return next((one.id for one in _rivals(action) if code in given.get(one.id, ())), None)


def _rivals(action: Action) -> Iterable[Action]:
    """The other actions whose keys act at the same time."""
    scopes = {scope for together in TOGETHER if action.where in together for scope in together}
    first = _goes_first(action)
    return [
        one for one in ACTIONS if one.id != action.id and (first or one.where in scopes or _goes_first(one))
    ]


def _goes_first(action: Action) -> bool:
    """Whether its keys act wherever the reader is, before those of any other scope."""
    return action.where == APP and action.priority
