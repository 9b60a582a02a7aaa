"""Copying, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.text.clean import clean

if TYPE_CHECKING:
    from textual.app import App


def copy(app: App[object], text: str) -> str:
    """Ask the terminal to put `text` on the clipboard (OSC 52) and return what to tell the user.

    A terminal may refuse without a word, so nothing more is claimed than that it was asked. The
    text is cleaned, so that what is pasted elsewhere is what was seen here.
    """
    app.copy_to_clipboard(clean(text))
    return "sent to the terminal's clipboard"
