"""How a key is called: by Textual, and by a person who reads or writes it."""

from __future__ import annotations

import re
import unicodedata

_NAMES = {
    "backspace": "bksp",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
}


def key_name(key: str) -> str:
    """A key as a person reads it: `]` for `right_square_bracket`."""
    return _NAMES.get(key) or _CHARACTERS.get(key) or key.replace("ctrl+", "^").replace("shift+tab", "S-tab")


_REPLACED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _code(character: str) -> str:
    """Textual's name of the key that types a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _REPLACED.get(name, name)


_CHARACTERS = {_code(character): character for character in map(chr, range(0x21, 0x7F))}
"""What a key types, by its name, for the keys that everybody has."""
_NAMED = frozenset(
    "escape enter tab space backspace delete insert home end pageup pagedown up down left right".split()
) | {f"f{number}" for number in range(1, 25)}
_SHOWN = {shown: name for name, shown in _NAMES.items()}
_WITH = re.compile(r"(?:(?:ctrl|alt|shift)\+)+")


def key_code(text: str) -> str | None:
    """Textual's name of a key as a person writes it (`]`, `^x`, `ctrl+x`, `pgdn`); None where it is none."""
    text = text.replace("^", "ctrl+", 1) if len(text) > 1 and text[0] == "^" else text
    text = text.replace("S-", "shift+", 1) if text.startswith("S-") else text
    held = _WITH.match(text)
    before = held.group() if held is not None else ""
    rest = text[len(before) :]
    code = _SHOWN.get(rest) or (_code(rest) if len(rest) == 1 and rest.isprintable() else rest)
    known = code in _NAMED or code in _CHARACTERS or (len(rest) == 1 and rest.isalnum())
    # A terminal tells no shift beside a character: that is another character.
    if not known or ("shift+" in before and code not in _NAMED):
        return None
    return before + code


def types_text(code: str) -> bool:
    """Whether a key, in Textual's name, puts a character into a box that has it."""
    # A letter outside ASCII is its own name.
    return len(code) == 1 or code in _CHARACTERS or code == "space"
