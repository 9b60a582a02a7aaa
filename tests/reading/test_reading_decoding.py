"""Bytes in every encoding that articles come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ReadError
from briefing.reading.decoding import decode

ENGLISH = "The minister said “no deal” — the price stays at £31, a café owner’s answer…\n" * 3
FRENCH = "Le président a déclaré hier que l’été serait très chaud, malgré la pluie à Orléans.\n" * 3
GERMAN = "Die Bundesregierung will die Größe der Flüchtlingsunterkünfte für Städte ändern.\n" * 3
POLISH = "Rząd ogłosił wczoraj, że ceny żywności wzrosną o trzy procent w ciągu miesiąca.\n" * 6
RUSSIAN = "Правительство объявило вчера, что цены на хлеб вырастут на три процента.\n" * 6
JAPANESE = "政府は昨日、米の価格が来月から三パーセント上がると発表しました。首相は記者会見で説明した。\n" * 6
CHINESE = "政府昨天宣布，下个月大米价格将上涨百分之三。总理在记者会上作了说明。\n" * 6
GREEK = "Η κυβέρνηση ανακοίνωσε χθες ότι οι τιμές θα αυξηθούν κατά τρία τοις εκατό.\n" * 6


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (JAPANESE, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32-be"),
        (CHINESE, "utf-16"),
        (ENGLISH, "cp1252"),
        (ENGLISH[:70], "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_the_text_comes_back(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == ()


@pytest.mark.parametrize("text", ["café", "£5 only", "naïve Zoë’s", "It’s 5 °C in Malmö"])
def test_a_short_western_text_is_never_a_dos_code_page(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_damage_is_replaced_and_counted() -> None:
    decoded = decode("naïve Zoë, café, über, déjà vu\n".encode() + b"\xff\xfe and more\n")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == decoded.lost == 2
    assert "2 characters could not be decoded as utf-8" in decoded.warnings[0]


def test_a_replacement_character_in_the_file_is_no_damage() -> None:
    assert decode("already \ufffd there".encode()).warnings == ()


def test_escape_sequences_are_text() -> None:
    assert decode(b"\x1b[31mred\x1b[0m news\n").text.startswith("\x1b[31m")


@given(st.text(min_size=1))
def test_utf_8_comes_back_or_is_refused_for_its_controls(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except ReadError:
        assert any(c < " " or c == "\x7f" for c in text) or text.startswith(
            ("MZ", "BZh", "ID3", "II*", "MM", "RIFF")
        )
    else:
        assert decoded.text in (text, text.removeprefix("\ufeff"), "")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except ReadError:
        text = ""
    assert isinstance(text, str)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            "It costs €5 million. The mayor".encode() + b"\x92s caf\xe9 said so.",
            "It costs €5 million. The mayor�s caf� said so.",
        ),
        ("“No”".encode() + b", said Ana Per\xe8s.", "“No”, said Ana Per�s."),
    ],
)
def test_a_sign_of_three_bytes_proves_utf_8_beside_some_bad_bytes(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert decoded.warnings


@pytest.mark.parametrize(
    "text", ["“CAFÉ” opened", "He said “the café”—and left", "Ils ont dit « là-bas »—voilà"]
)
def test_western_bytes_that_happen_to_form_utf_8_stay_western(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text
