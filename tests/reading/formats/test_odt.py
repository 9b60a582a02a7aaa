"""OpenDocument texts: what becomes of what people and programs put into them."""

from __future__ import annotations

import pytest
from office_files import ODT_SPACES, odt_file, zip_file

from briefing.errors import ReadError
from briefing.reading.extracted_article import ExtractedArticle
from briefing.reading.formats.format_reader import Evidence
from briefing.reading.formats.odt import extract, sniff

_AUTOMATIC = """
<style:style style:name="P1" style:parent-style-name="Text_20_body"/>
<style:style style:name="P2" style:parent-style-name="Quotations"/>
<style:style style:name="P3" style:parent-style-name="Eigen"/>
<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
"""
_STYLES = """
<style:style style:name="Eigen" style:parent-style-name="Heading_20_2"/>
<style:style style:name="Bild" style:display-name="Figure" style:parent-style-name="Caption"/>
"""


def read(body: str, *, meta: str = "") -> ExtractedArticle:
    return next(extract(odt_file(body, automatic=_AUTOMATIC, styles=_STYLES, meta=meta)))


def blocks(body: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in read(body).blocks]


def texts(body: str) -> list[str]:
    return [one.text for one in read(body).blocks]


@pytest.mark.parametrize(
    ("element", "style", "kind", "level"),
    [
        ("p", "P1", "paragraph", 0),
        ("p", "P2", "quote", 0),
        ("p", "P3", "heading", 2),
        ("p", "Bild", "caption", 0),
        ("p", "List_20_Bullet", "list item", 1),
        ("p", "Contents_20_1", "boilerplate", 0),
        ("h", "P1", "heading", 1),
        ("p", "nowhere", "paragraph", 0),
    ],
)
def test_the_style_says_what_a_paragraph_is(element: str, style: str, kind: str, level: int) -> None:
    body = f'<text:p>First words.</text:p><text:{element} text:style-name="{style}">Second</text:{element}>'
    assert blocks(body)[1] == (kind, level, "Second")


def test_blank_space_is_what_elements_say_and_hidden_text_is_left_out() -> None:
    body = (
        '<text:p>It fell\n  by<text:s text:c="3"/>4 %<text:line-break/>at <text:span>night</text:span>'
        '<text:span text:style-name="T1"> hidden</text:span>.</text:p>'
        '<text:section text:display="none"><text:p>A hidden section</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>A hidden paragraph</text:p>'
    )
    assert texts(body) == ["It fell by 4 %\nat night."]


def test_raised_digits_stay_apart_from_the_number_before_them() -> None:
    body = '<text:p>10<text:span text:style-name="T2">3</text:span> m<text:span>2</text:span></text:p>'
    assert texts(body) == ["10³ m2"]


def test_lists_have_levels_and_what_goes_on_in_an_item_is_a_paragraph() -> None:
    inner = "<text:list><text:list-item><text:p>Deeper</text:p></text:list-item></text:list>"
    body = (
        "<text:list><text:list-header><text:p>They ask:</text:p></text:list-header>"
        f"<text:list-item><text:p>One</text:p><text:p>More of one</text:p>{inner}</text:list-item>"
        "<text:list-item><text:h text:outline-level='2'>Numbered</text:h></text:list-item></text:list>"
    )
    assert blocks(body) == [
        ("paragraph", 0, "They ask:"),
        ("list item", 1, "One"),
        ("paragraph", 0, "More of one"),
        ("list item", 2, "Deeper"),
        ("heading", 2, "Numbered"),
    ]


def test_notes_stand_behind_the_text() -> None:
    note = (
        "<text:note><text:note-citation>i</text:note-citation><text:note-body><text:p>Counted twice.</text:p>"
        "</text:note-body></text:note>"
    )
    assert blocks(f"<text:p>So it is{note}.</text:p><text:p>The end.</text:p>") == [
        ("paragraph", 0, "So it is[1]."),
        ("paragraph", 0, "The end."),
        ("footnote", 0, "[1] Counted twice."),
    ]


def test_boxes_stand_behind_the_paragraph_that_they_are_fastened_to() -> None:
    box = "<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>On a shape</text:p></draw:custom-shape>"
    assert texts(f"<text:p>Before {box}{shape}after.</text:p>{box}") == [
        "Before after.",
        "In a box",
        "On a shape",
        "In a box",
    ]


def test_changes_and_comments_are_counted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>lost</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region>"
        "</text:tracked-changes>"
        "<text:p>The port <text:change-start/>gained<text:change-end/>"
        "<office:annotation><dc:creator>Z</dc:creator><text:p>Really?</text:p></office:annotation>"
        " money.</text:p>"
    )
    article = read(body)
    assert [one.text for one in article.blocks] == ["The port gained money."]
    changes = "its tracked changes are taken as accepted: 1 insertion, 1 deletion"
    assert article.warnings == (changes, "1 comment left out")


def test_a_table_is_rows_of_cells_however_often_they_are_repeated() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cell.format('Year')}{cell.format('Tonnes')}"
        "</table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Both</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row>"
        '<table:table-cell table:number-columns-repeated="99999"/></table:table-row></table:table>'
    )
    assert blocks(body) == [("row", 0, "Year\tTonnes"), ("row", 0, "Both\t")]


def test_a_table_of_contents_is_boilerplate() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>zebra"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:p>One 3</text:p>"
        "</text:index-body></text:table-of-content><text:p>It begins.</text:p>"
    )
    assert blocks(body) == [("boilerplate", 0, "One 3"), ("paragraph", 0, "It begins.")]


def test_properties_say_title_author_and_day() -> None:
    meta = (
        "<dc:title>Toll raised</dc:title><meta:initial-creator>Mara Ilves</meta:initial-creator>"
        "<dc:creator>Somebody else</dc:creator><meta:creation-date>2026-03-04T06:30:00</meta:creation-date>"
    )
    article = read("<text:p>It rises.</text:p>", meta=meta)
    assert (article.title, article.author, article.published) == ("Toll raised", "Mara Ilves", "2026-03-04")


FLAT = (
    f'<?xml version="1.0"?><office:document {ODT_SPACES} '
    'office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:meta><dc:title>Toll raised</dc:title></office:meta><office:master-styles><text:p>Zebra</text:p>"
    "</office:master-styles><office:body><office:text><text:p>It rises.</text:p></office:text></office:body>"
    "</office:document>"
).encode()


def test_a_flat_document_is_read_without_its_headers() -> None:
    article = next(extract(FLAT))
    assert ([one.text for one in article.blocks], article.title) == (["It rises."], "Toll raised")
    assert sniff(FLAT) is Evidence.CERTAIN
    assert sniff(b'<?xml version="1.0"?><rss>') is Evidence.NONE


_SPREADSHEET = (
    f"<office:document {ODT_SPACES}><office:body><office:spreadsheet/></office:body></office:document>"
)
_ENTITIES = '<!DOCTYPE z [<!ENTITY a "ha">]>'
_ENCRYPTED = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            odt_file("<text:p>&a;</text:p>", xml_head='<!DOCTYPE z [<!ENTITY a "ha">]>'),
            "document type of its own",
        ),
        (odt_file("<text:list><text:list-item>" * 200), "nested more than 250 deep"),
        (odt_file("<text:p>" + "a" * 9_000_000), "unpacks to more than"),
        (odt_file("<text:p>Cut in half.</text:p>")[:500], "not a whole zip file"),
        (odt_file("", manifest=_ENCRYPTED), "encrypted"),
        (zip_file({"content.xml": _SPREADSHEET}), "a spreadsheet"),
        (zip_file({"mimetype": "application/vnd.oasis.opendocument.text"}), "no part “content.xml”"),
    ],
    ids=["entities", "nested", "bomb", "cut", "encrypted", "spreadsheet", "empty"],
)
def test_what_does_harm_or_is_none_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(extract(data))
