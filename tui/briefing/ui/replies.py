"""What terminals say of themselves, taken out of what is typed.

A reply to a question of the program before (a colour, a kind of terminal) may arrive late, over a
slow line. Textual types out a sequence it does not know as if its letters were keys: a colour's
`]11;rgb:` would hide a pane and jump. Knows nothing of keys.
"""

from __future__ import annotations

import re

_STRING = r"\x1b[\]P_^X][^\x07\x1b\x9c]{0,4096}"
_REPLY = re.compile(
    rf"{_STRING}(?:\x07|\x1b\\)"  # strings: colours, clipboards, capabilities
    r"|\x1b\[[?>=][0-9;]{0,64}[A-Za-xz~]"  # private: what the terminal is and can
    r"|\x1b\[[4689];[0-9]{1,5};[0-9]{1,5}t"  # its size, asked for
    r"|\x1b\[[0-9]{2,5};[0-9]{1,5}R"  # where the cursor is; with one digit in front it is a key
    r"|\x1b\[[0-9]{1,5};[0-9]{2,5}R"
)
_BEGUN = re.compile(rf"(?:{_STRING}\x1b?|\x1b\[[?>=][0-9;]{{0,64}})\Z")
_LONGEST = 1000
"""Characters kept back: alt with `]` begins like a reply, and what follows it is waited for."""


class Replies:
    """Takes replies out of a stream of typed text, also where one comes in pieces."""

    def __init__(self) -> None:
        self._begun = ""

    def take_out(self, text: str) -> str:
        """Return what was typed in `text`; the beginning of a reply is kept back for what follows."""
        typed = _REPLY.sub("", self._begun + text)
        begun = _BEGUN.search(typed)
        if begun is None or len(begun[0]) > _LONGEST:
            self._begun = ""
            return typed
        self._begun = begun[0]
        return typed[: begun.start()]

    def give_up(self) -> str:
        """Return what was kept back: nothing followed, so it was typed."""
        begun, self._begun = self._begun, ""
        return begun
