"""What comes from the terminal but is no key, taken out of what is typed.

Textual types out a sequence it does not know as if its letters were keys. So a reply to a question
of the program before (a colour, a kind of terminal), late over a slow line, would hide a pane and
jump, and an escape sequence in a paste would end the paste and run commands. Knows nothing of keys.
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
_BRACKET = re.compile(r"(\x1b\[20[01]~)")
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PASTED_BEGUN = re.compile(r"\x1b(?:\[(?:20?1?)?)?\Z")
_BEGUN = re.compile(rf"(?:{_STRING}\x1b?|\x1b\[(?:[?>=][0-9;]{{0,64}}|2(?:00?)?)?)\Z")
_LONGEST = 1000
"""Characters kept back: alt with `]` begins like a reply, and what follows it is waited for."""


class Replies:
    """Takes replies, and what is no text in a paste, out of a stream; also where they come in pieces."""

    def __init__(self) -> None:
        self._begun = ""
        self._pasting = False

    def take_out(self, text: str) -> str:
        """Return what was typed in `text`; the beginning of a reply is kept back for what follows."""
        text, self._begun = self._begun + text, ""
        *pieces, last = _BRACKET.split(text)
        typed = [self._piece(piece) for piece in pieces]
        begun = (_PASTED_BEGUN if self._pasting else _BEGUN).search(last)
        if begun is not None and len(begun[0]) <= _LONGEST:
            last, self._begun = last[: begun.start()], begun[0]
        return "".join((*typed, self._piece(last)))

    def _piece(self, piece: str) -> str:
        if piece in (_PASTE, _PASTED):
            self._pasting = piece == _PASTE
            return piece
        return _CONTROL.sub("", piece) if self._pasting else _REPLY.sub("", piece)

    def give_up(self) -> str:
        """Return what was kept back: nothing followed, so it was typed."""
        if self._pasting:
            return ""
        begun, self._begun = self._begun, ""
        return begun
