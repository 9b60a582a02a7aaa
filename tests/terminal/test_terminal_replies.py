"""Replies of the terminal are no keys, and keys are no replies."""

from __future__ import annotations

import pytest
from growth import assert_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.driver import Replies

REPLIES = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]10;rgb:0/0/0\x07", "\x1bP1+r524742=38\x1b\\", "\x1b[?62;22c",
    "\x1b[>41;354;0c", "\x1b[?0u", "\x1b[24;80R", "\x1b[999;1R", "\x1b[8;24;80t", "\x1b_Gi=1;OK\x1b\\",
]  # fmt: skip
KEYS = [
    "\x1b[A", "\x1b[1;2R", "\x1b[1;5t", "\x1b[c", "\x1b[97;5u", "\x1b[<35;10;20M", "\x1b[?2026;2$y",
    "\x1b[48;30;100;0;0t", "\x1b[200~a paste\x1b[201~", "\x1bx", "\x1b", "q", "é", "[?", "]11;",
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_keys_pass(key: str) -> None:
    """Whatever Textual knows, and what a person types."""
    assert Replies().take_out(f"j{key}k" if key != "\x1b" else key) == (f"j{key}k" if key != "\x1b" else key)


@given(st.sampled_from(REPLIES), st.sampled_from(KEYS), st.sampled_from(["", "j", "\x1b[A"]))
def test_replies_go(reply: str, key: str, before: str) -> None:
    """Alone and between keys."""
    assert Replies().take_out(before + reply + key) == before + key


@pytest.mark.parametrize("reply", [reply for reply in REPLIES if reply[1] != "[" or reply[2] in "?>"])
def test_replies_that_come_in_pieces(reply: str) -> None:
    """However they are cut once they have begun."""
    for cut in range(3, len(reply)):
        replies = Replies()
        assert replies.take_out("j" + reply[:cut]) == "j"
        assert replies.take_out(reply[cut:] + "k") == "k"
        assert replies.give_up() == ""


def test_a_paste_is_text() -> None:
    """What would command a terminal, or end the paste, is taken out; the rest stays, in order."""
    stream = "j\x1b[200~a \x1b[2Jb\x1b]0;t\x07c\nd\x1b[201~k\x1b[200~\x1b\x1b[201~\x1b[20~"
    expected = "j\x1b[200~a [2Jb]0;tc\nd\x1b[201~k\x1b[200~\x1b[201~\x1b[20~"
    for cut in range(1, len(stream)):
        before = stream[:cut]
        if before.endswith("\x1b") and before.count("200~") == before.count("201~"):
            # An escape on its own is a key, and must not wait for what it might begin.
            continue
        replies = Replies()
        typed = replies.take_out(before) + replies.take_out(stream[cut:])
        assert typed + replies.give_up() == expected, cut


def test_what_only_begins_like_a_reply_was_typed() -> None:
    """Alt with `]`, and then nothing, or more than any reply has."""
    replies = Replies()
    assert replies.take_out("\x1b]") == ""
    assert replies.give_up() == "\x1b]"
    assert replies.take_out("\x1b]" + "j" * 2000) == "\x1b]" + "j" * 2000
    assert replies.give_up() == ""


@pytest.mark.parametrize("text", ["\x1b]", "\x1b", "\x1b[?", "\x1b[?1;", "\x1bP0", "1;", "\x1b[24;80"])
def test_time_grows_with_the_length(text: str) -> None:
    """Linear in what is pasted."""
    assert_in_proportion(lambda pasted: Replies().take_out(pasted), text, 20_000 * len(text))
