"""Text in cells: width, cutting, padding, wrapping, and safety."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.cli.cells import cell_width, cut, pad, shown, wrap

ANY_TEXT = st.text(max_size=60)
READABLE = st.text(st.characters(whitelist_categories=["L", "N", "P", "Zs", "Mn"]), max_size=60).map(shown)


@pytest.mark.parametrize(
    "text",
    [
        "harbour",
        "Łódź",
        "e\u0301te\u0301",
        "港口税",
        "ﾊｰﾊﾞｰ",
        "ハーバー",
        "رسوم الميناء",
        "порт",
        "Cảng",
        "“quoted” – dash…",
        "½ €",
    ],
)
def test_width_agrees_with_the_reader(text: str) -> None:
    """The table on the command line is as straight as the lines of the reader."""
    assert cell_width(text) == cell_len(text)


@given(READABLE, st.integers(1, 40))
def test_cut_text_fits(text: str, width: int) -> None:
    """Cut text is never wider than asked, and whole text is never touched."""
    short = cut(text, width)
    assert cell_width(short) <= width
    assert short == text or short.endswith("…")
    assert cell_width(text) > width or short == text


@given(READABLE, st.integers(0, 40), st.booleans())
def test_padded_text_fills_its_column(text: str, width: int, right: bool) -> None:
    """Padding makes short text exactly as wide as its column, on the side asked for."""
    padded = pad(text, width, right=right)
    assert cell_width(padded) == max(width, cell_width(text))
    assert padded.endswith(text) if right else padded.startswith(text)


@given(READABLE, st.integers(2, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """Every line fits, and the lines hold the same characters in the same order."""
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_breaks_at_blanks_first() -> None:
    """A word is broken only where it is wider than a line."""
    assert wrap("the levy on harbours", 9) == ["the levy", "on", "harbours"]
    assert wrap("a bbbbbbbb c", 3) == ["a", "bbb", "bbb", "bb", "c"]


@given(ANY_TEXT)
def test_shown_text_is_one_safe_line(text: str) -> None:
    """No control character is left, whatever came in; and doing it twice changes nothing."""
    safe = shown(text)
    assert not [c for c in safe if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert shown(safe) == safe


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("report\udcff.txt", "report\\udcff.txt"),
        ("two\nlines\tand", "two lines and"),
        ("\u202ekcats", "�kcats"),
        ("har\u00adbour", "harbour"),
        ("   kept   ", "   kept   "),
    ],
)
def test_what_becomes_of_hostile_text(raw: str, safe: str) -> None:
    """Escape sequences are visible, undecodable bytes spelled out, blanks kept."""
    assert shown(raw) == safe
