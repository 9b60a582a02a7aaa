"""Rich Text Format: what becomes of what people and programs put into it."""

from __future__ import annotations

import pytest

from briefing.errors import ReadError
from briefing.reading.extracted_article import ExtractedArticle
from briefing.reading.formats.format_reader import Evidence
from briefing.reading.formats.rtf import extract, sniff

_FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Times};}{\f1\fcharset2 Symbol;}"
    r"{\f2\fcharset204 Cyr;}{\f3\fcharset128 Mincho;}}"
)
_STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 Mine;}{\s3 Quote,q;}{\s4 caption;}"
    r"{\s5 List Bullet 2;}{\s6\sbasedon7 a;}{\s7\sbasedon6 b;}{\s8 Title;}{\*\cs9 heading 1 Char;}}"
)


def rtf(body: str, head: str = _FONTS + _STYLES, tail: str = "}") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + head + body + tail).encode("latin-1")


def read(body: str) -> ExtractedArticle:
    return next(extract(rtf(body)))


def blocks(body: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in read(body).blocks]


def texts(body: str) -> list[str]:
    return [one.text for one in read(body).blocks]


@pytest.mark.parametrize(
    ("said", "kind", "level"),
    [
        (r"\s1", "heading", 1),
        (r"\s2", "heading", 1),
        (r"\outlinelevel2", "heading", 3),
        (r"\s3", "quote", 0),
        (r"\s4", "caption", 0),
        (r"\s5", "list item", 2),
        (r"\s6", "paragraph", 0),
        (r"\s99", "paragraph", 0),
        (r"\ls1\ilvl1", "list item", 2),
        (r"\ls0", "paragraph", 0),
        (r"\s1\ls1", "heading", 1),
        (r"{\listtext\'b7\tab}", "list item", 1),
        (r"{\*\pn\pnlvlblt{\pntxtb\'b7}}", "list item", 1),
        ("", "paragraph", 0),
    ],
)
def test_the_style_says_what_a_paragraph_is(said: str, kind: str, level: int) -> None:
    assert blocks(rf"\pard First words.\par\pard\plain{said} {{Second}}\par")[1][:2] == (kind, level)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Z\'fcrich\'2c 4\~000", "Zürich, 4\u00a0000"),
        (r"\u8364\'803 million", "€3 million"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"{\uc2\u26085\'93\'fa}\uc1\u26412?", "日本"),
        (r"{\uc0\u228}rger", "ärger"),
        (r"\u228 ?rger", "ärger"),
        (r"{\f2\'cc\'ee\'f1\'ea\'e2\'e0}", "Москва"),
        (r"{\f3\'93\'fa\'96\'7b}", "日本"),
        (r"20 {\f1\'b0}C {\f1\u-3999?}", "20 °C α"),
        (r"\{a\}\\b\_c\-d", r"{a}\b-cd"),
        ("a\r\nb \\emdash  c\\tab d", "ab — c\td"),
        (r"\ldblquote so\rdblquote", "“so”"),
        (r"one\line two", "one\ntwo"),
        (r"10{\super 3} m\super 2\nosupersub 4\super{th}\plain 5", "10³ m²4th5"),
        (r"{\upr{no}{\*\ud{yes}}}", "yes"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the report}}", "the report"),
        (r"a{\v hidden}{\deleted lost}b\v hidden\v0 c\deleted lost\plain d", "abcd"),
        (r"a{\*\unknown{\b no}}b{\header no}c{\pict\bin3 }}}}d", "abcd"),
        (r"a\bin2 }}b", "ab"),
        (r"{\object{\*\objdata 00ff}{\result shown}}", "shown"),
    ],
)
def test_text_is_what_it_stands_for(written: str, text: str) -> None:
    assert texts(rf"\pard {written}\par") == [text]


def test_notes_stand_behind_the_text() -> None:
    body = (
        r"\pard So it is{\super\chftn{\*\footnote\pard\plain{\super\chftn} Counted{\b  twice}.}}."
        r"{\footnote\ftnalt Ibid.}\par\pard\s1 Why{\footnote Really.}\par"
    )
    assert blocks(body) == [
        ("paragraph", 0, "So it is[1].[2]"),
        ("heading", 1, "Why"),
        ("footnote", 0, "[1] Counted twice."),
        ("footnote", 0, "[2] Ibid."),
        ("footnote", 0, "[3] Really."),
    ]


def test_text_boxes_stand_behind_the_paragraph_that_they_are_fastened_to() -> None:
    shape = r"{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv zebra}}{\shptxt\pard In a box\par}}{\shprslt zebra}}"
    assert texts(rf"\pard Before {shape}after.\par") == ["Before after.", "In a box"]


def test_a_table_is_rows_of_cells_and_one_in_it_stands_in_its_cell() -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
    ends = r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\itap1"
    inner = rf"A\par\pard\intbl\itap2 b\nestcell c\nestcell{ends}"
    body = row.format(r"Year\par of count", "Tonnes") + row.format(inner, "d") + r"\pard After it.\par"
    assert blocks(body) == [
        ("row", 0, "Year of count\tTonnes"),
        ("row", 0, "A b c\td"),
        ("paragraph", 0, "After it."),
    ]


def test_a_row_without_its_end_is_a_row() -> None:
    assert blocks(r"\pard\intbl a\cell b\cell\pard After it.\par")[0] == ("row", 0, "a\tb")


def test_changes_and_comments_are_counted() -> None:
    article = read(r"\pard It {\revised rose}{\deleted fell}.{\*\atnid Z}{\*\annotation Really?}\par")
    assert [one.text for one in article.blocks] == ["It rose."]
    changes = "its tracked changes are taken as accepted: 1 insertion, 1 deletion"
    assert article.warnings == (changes, "1 comment left out")


def test_its_properties_say_title_author_and_day() -> None:
    info = (
        r"{\info{\title Toll raised in Z\'fcrich}{\author Mara Ilves}{\operator Z}{\*\company Z}"
        r"{\creatim\yr2026\mo3\dy4\hr6}{\revtim\yr2013\mo12\dy23}}"
    )
    article = read(info + r"\pard It rises.\par")
    said = (article.title, article.author, article.published)
    assert said == ("Toll raised in Zürich", "Mara Ilves", "2026-03-04")


def test_a_title_in_the_text_goes_before_the_property() -> None:
    article = read(r"{\info{\title Template 3}}\pard\s8 Toll raised\par\pard It rises.\par")
    assert (article.title, article.blocks[0].kind) == ("Toll raised", "title")


@pytest.mark.parametrize(("page", "written"), [("1251", r"\'cc"), ("932", r"\'83\'80"), ("950", r"\'a4\'48")])
def test_the_code_page_of_the_document_holds_where_the_font_says_none(page: str, written: str) -> None:
    data = (rf"{{\rtf1\ansi\ansicpg{page}{{\fonttbl{{\f0\fcharset0 A;}}}}\f0 {written}\par}}").encode()
    expected = bytes.fromhex(written.replace("\\'", "")).decode(f"cp{page}")
    assert next(extract(data)).blocks[0].text == expected


@pytest.mark.parametrize("page", ["0", "1200", "99999", "-1"])
def test_a_code_page_that_is_none_is_western(page: str) -> None:
    assert next(extract(rf"{{\rtf1\ansicpg{page} Z\'fcrich\par}}".encode())).blocks[0].text == "Zürich"


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_and_told() -> None:
    article = next(extract(rtf(r"\pard It rises {\b and", tail="")))
    assert [one.text for one in article.blocks] == ["It rises and"]
    assert article.warnings == ("cut off: its end is missing",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rtf("{" * 1_000 + "x" + "}" * 1_000), "nested more than 250 deep"),
        (b"plain words", "not RTF"),
    ],
    ids=["nested", "other"],
)
def test_what_does_harm_or_is_none_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(extract(data))


def test_groups_that_are_passed_over_may_be_nested_in_any_depth() -> None:
    assert texts(r"{\*\x" + "{" * 100_000 + "}" * 100_000 + r"}\pard It rises.\par") == ["It rises."]


def test_the_first_bytes_say_what_it_is() -> None:
    assert sniff(b"\r\n{\\rtf1") is Evidence.CERTAIN
    assert sniff(b"{text}") is Evidence.NONE
