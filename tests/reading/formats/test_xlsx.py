"""Articles in Excel workbooks."""

from __future__ import annotations

import pytest
from office_files import workbook_file, zip_file

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.formats.xlsx import read, read_sheets
from briefing.reading.formats.zip_container import ZipContainer
from briefing.reading.read_articles import read_data
from briefing.reading.sources import InputFile

CONTEXT = ReadContext("press.xlsx")
HEADER = (
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="s"><v>2</v></c></row>'
)
STRINGS = (
    "<si><t>Headline</t></si><si><t>Date</t></si><si><r><t>Full</t></r><r><t> text</t></r></si>"
    "<si><t>It rises.</t><rPh sb='0' eb='1'><t>zebra</t></rPh></si>"
)
ROW = (
    '<row r="4"><c r="A4" t="inlineStr"><is><t>Toll raised</t></is></c><c r="C4" s="1"><v>46085.5</v></c>'
    '<c r="D4" t="s"><v>3</v></c></row>'
)


def test_rows_are_articles_by_the_names_of_their_columns() -> None:
    banner = '<row r="1"><c r="A1" t="str"><v>Export of today</v></c></row>'
    data = workbook_file([banner + HEADER + ROW], strings=STRINGS, formats=("General", "dd/mm/yyyy"))
    (article,) = read(data, CONTEXT)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text) == ("press.xlsx#4", "Toll raised", "It rises.")
    assert (article.published, article.origin, article.extractor) == ("2026-03-04", "row 4", "xlsx/1")
    assert article.warnings == (
        "columns taken: text from “Full text”, title from “Headline”, published from “Date”",
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2026-03-04"),
        ("[$-409]d mmm", "2026-03-04"),
        ("0.00", "46085.5"),
        ('0 "days"', "46085.5"),
        ("General", "46085.5"),
    ],
)
def test_a_number_is_a_day_where_it_is_shown_as_one(code: str, shown: str) -> None:
    ((row,),) = read_sheets(ZipContainer(workbook_file([ROW], formats=("General", code))))
    assert row[1][2] == shown


def test_cells_without_places_follow_each_other_and_of_no_text_are_blank() -> None:
    cells = '<c t="str"><v>a</v></c><c/><c t="s"><v>99</v></c><c r="XFD1" t="str"><v>z</v></c>'
    ((row,),) = read_sheets(ZipContainer(workbook_file([f"<row>{cells}</row><row><c/></row>"])))
    assert row == (1, ["a", "", ""])


def test_the_first_sheet_that_has_texts_is_read_and_another_name_does_not_matter() -> None:
    other = '<row r="1"><c r="A1" t="str"><v>Year</v></c></row>'
    data = workbook_file([other, HEADER + ROW], strings=STRINGS)
    (article,) = read_data(InputFile("press.txt", "press.txt"), data)
    assert isinstance(article, Article)
    assert article.text == "It rises."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook_file(['<row r="1"><c r="A1" t="str"><v>Year</v></c></row>']), "no column .* “Year”"),
        (workbook_file([]), "no column"),
        (zip_file({"word/document.xml": "<a/>"}), "holds no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
        (workbook_file(["<row>" * 300]), "nested more than 250 deep"),
    ],
    ids=["table", "empty", "other", "old", "nested"],
)
def test_what_holds_no_texts_or_does_harm_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        assert not [one for one in read(data, CONTEXT) if isinstance(one, Failure)]
