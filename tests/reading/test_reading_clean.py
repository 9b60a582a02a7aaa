"""Text that is clean at once, and text that is made so."""

from __future__ import annotations

import unicodedata

from briefing.text.clean import INVISIBLE, clean, visible


def test_what_is_printable_is_clean() -> None:
    for code in range(0x110000):
        character = chr(code)
        if character.isprintable():
            # Nothing of it is replaced, whatever stands beside it that is.
            whole = unicodedata.normalize("NFC", character)
            assert clean(character) == whole
            assert clean(f"\x1b{character}") == unicodedata.normalize("NFC", f"\u241b{character}")
            assert character not in INVISIBLE


def test_what_is_replaced_is_found_beside_printable_text() -> None:
    assert clean("“one”\x1b[2J\r\ntwo\u202ethree\ud800") == "“one”\u241b[2J\ntwo\ufffdthree\ufffd"
    assert visible("“dis\u00adarm”\u200b") == "“disarm”"
