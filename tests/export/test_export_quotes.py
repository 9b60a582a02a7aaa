"""A quotation is exported as it is read, without the signs of the syntax it is written in."""

from __future__ import annotations

import pytest

from briefing.text.quoted_lines import without_quote_signs


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("We open\n> on Friday.", "We open\non Friday."),
        ("We open\n>> on Friday,\n> > she said.", "We open\non Friday,\nshe said."),
        ("We open\n   > on Friday.", "We open\non Friday."),
        ("Growth was\n5 > 3.", "Growth was\n5 > 3."),
        ("a > b", "a > b"),
        ("Growth was\n>5 per cent.", "Growth was\n>5 per cent."),
        ("a\n\n>", "a\n\n"),
    ],
)
def test_signs_of_quoted_lines_go(text: str, read: str) -> None:
    assert without_quote_signs(text) == read
    assert without_quote_signs(read) == read
