"""Word documents: what becomes of what people and programs put into them."""

from __future__ import annotations

import pytest
from office_files import docx_file, paragraph, run, zip_file

from briefing.errors import ReadError
from briefing.reading.extracted_article import ExtractedArticle
from briefing.reading.formats.docx import extract

_STYLES = """
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Kopf"><w:name w:val="Kopf"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Eigen"><w:name w:val="Eigen"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="Punkte"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/>
</w:numPr></w:pPr></w:style>
<w:style w:styleId="Kreis1"><w:name w:val="a"/><w:basedOn w:val="Kreis2"/></w:style>
<w:style w:styleId="Kreis2"><w:name w:val="b"/><w:basedOn w:val="Kreis1"/></w:style>
<w:style w:styleId="Geheim"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def read(body: str, **parts: str) -> ExtractedArticle:
    return next(extract(docx_file(body, **parts)))


def blocks(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in read(body, **parts).blocks]


def texts(body: str, **parts: str) -> list[str]:
    return [one.text for one in read(body, **parts).blocks]


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ('<w:pStyle w:val="berschrift1"/>', "heading", 1),
        ('<w:pStyle w:val="Kopf"/>', "heading", 1),
        ('<w:pStyle w:val="Eigen"/>', "heading", 3),
        ('<w:outlineLvl w:val="1"/>', "heading", 2),
        ('<w:pStyle w:val="berschrift1"/><w:outlineLvl w:val="9"/>', "paragraph", 0),
        ('<w:pStyle w:val="Zitat"/>', "quote", 0),
        ('<w:pStyle w:val="Bild"/>', "caption", 0),
        ('<w:pStyle w:val="Verz1"/>', "boilerplate", 0),
        ('<w:pStyle w:val="Liste"/>', "list item", 2),
        ('<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>', "list item", 1),
        ('<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="7"/></w:numPr>', "heading", 1),
        ('<w:pStyle w:val="Kreis1"/>', "paragraph", 0),
        ('<w:pStyle w:val="Heading2"/>', "heading", 2),
        ("", "paragraph", 0),
    ],
)
def test_the_style_says_what_a_paragraph_is(properties: str, kind: str, level: int) -> None:
    body = paragraph("First words.") + paragraph("Second words", properties)
    assert blocks(body, styles=_STYLES)[1] == (kind, level, "Second words")


def test_runs_join_and_signs_are_what_they_stand_for() -> None:
    degree = '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
    body = (
        f"<w:p>{run('It fell by 4')}<w:r><w:noBreakHyphen/><w:t>5 </w:t></w:r>{degree}"
        f"<w:r><w:t>C</w:t><w:br/><w:t>at night</w:t></w:r><w:r><w:tab/><w:t>here</w:t></w:r></w:p>"
    )
    assert texts(body) == ["It fell by 4-5 °C\nat night\there"]


def test_tracked_changes_are_taken_as_accepted_and_counted() -> None:
    deleted = "<w:del><w:r><w:delText>lost</w:delText><w:t>lost</w:t></w:r></w:del>"
    cells = f"<w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc>"
    body = (
        f"<w:p>{run('The port ')}{deleted}<w:ins>{run('gained')}</w:ins>{run(' money.')}</w:p>"
        + paragraph("One sentence", '<w:rPr><w:del w:id="1"/></w:rPr>')
        + paragraph(" in two paragraphs.")
        + f"<w:moveFrom>{paragraph('moved')}</w:moveFrom>"
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr></w:tbl>"
    )
    article = read(body)
    assert [one.text for one in article.blocks] == [
        "The port gained money.",
        "One sentence in two paragraphs.",
    ]
    assert article.warnings == ("its tracked changes are taken as accepted: 1 insertion, 4 deletions",)


def test_comments_are_left_out_and_counted() -> None:
    comment = '<w:comment w:id="0"><w:p><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment>'
    article = read(paragraph("It is so."), comments=comment * 2)
    assert [one.text for one in article.blocks] == ["It is so."]
    assert article.warnings == ("2 comments left out",)


def test_notes_stand_behind_the_text_in_the_order_in_which_it_refers_to_them() -> None:
    end_reference, reference = (
        f'<w:r><w:{name}Reference w:id="5"/></w:r>' for name in ("endnote", "footnote")
    )
    body = f"<w:p>{run('First')}{end_reference}{run(' and second.')}{reference}</w:p>" + paragraph("The end.")
    mark = "<w:r><w:footnoteRef/></w:r>"
    note = f'<w:footnote w:id="5"><w:p>{mark}{run(" Counted ")}</w:p>{paragraph("twice.")}</w:footnote>'
    end = f'<w:endnote w:id="0"><w:p/></w:endnote><w:endnote w:id="5">{paragraph("Ibid.")}</w:endnote>'
    assert blocks(body, footnotes=note, endnotes=end) == [
        ("paragraph", 0, "First[1] and second.[2]"),
        ("paragraph", 0, "The end."),
        ("footnote", 0, "[1] Ibid."),
        ("footnote", 0, "[2] Counted\ntwice."),
    ]


def test_a_reference_in_a_title_leaves_no_mark_in_it() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    title = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{run("Toll raised")}{reference}</w:p>'
    assert read(title + paragraph("It rises."), styles=_STYLES).title == "Toll raised"


def test_text_boxes_stand_once_behind_the_paragraph_that_they_are_fastened_to() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert texts(f"<w:p>{run('Before ')}{drawn}{run('after.')}</w:p>") == ["Before after.", "In a box"]


def control(content: str, properties: str = "<w:text/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_controls_give_their_content_and_not_their_prompts() -> None:
    inline = control(run("Click here"), "<w:showingPlcHdr/>") + control(run("Northport"))
    block = control(paragraph("A whole paragraph.") + control(paragraph("Nested.")))
    assert texts(f"<w:p>{inline}</w:p>{block}") == ["Northport", "A whole paragraph.", "Nested."]


def test_fields_give_their_results_and_not_their_instructions() -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = "<w:r><w:instrText>HYPERLINK x</w:instrText><w:t>no</w:t></w:r>"
    simple = f'<w:fldSimple w:instr="DATE">{run(" of May")}</w:fldSimple>'
    body = f"<w:p>{begin}{instruction}{separate}{run('the report')}{end}{simple}</w:p><w:p>{begin}</w:p>"
    assert texts(body + paragraph("An open one ends nothing.")) == [
        "the report of May",
        "An open one ends nothing.",
    ]


def test_raised_digits_stay_apart_from_the_number_before_them() -> None:
    power, ordinal = (run(text, '<w:vertAlign w:val="superscript"/>') for text in ("-3", "th"))
    body = f"<w:p>{run('10')}{power}{run(' on the 4')}{ordinal}{run('.')}</w:p>"
    assert texts(body) == ["10⁻³ on the 4th."]


def test_hidden_text_is_left_out() -> None:
    hidden = run(" hidden", "<w:vanish/>") + run(" secret", '<w:rStyle w:val="Geheim"/>')
    shown = run(" too", '<w:vanish w:val="0"/>')
    body = f"<w:p>{run('Seen')}{hidden}{shown}</w:p>"
    assert texts(body, styles=_STYLES) == ["Seen too"]


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, paragraphs))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_table_is_rows_of_cells() -> None:
    body = table(
        cell("Year", "of count") + cell("Tonnes"),
        cell("Both", properties='<w:gridSpan w:val="2"/>'),
        cell("2025") + cell(""),
        cell("") + cell(""),
    )
    assert blocks(body) == [("row", 0, "Year of count\tTonnes"), ("row", 0, "Both\t"), ("row", 0, "2025\t")]


def test_a_table_that_lays_out_a_page_is_what_stands_in_it() -> None:
    long = "A sentence of the press release that goes on for quite a while. " * 3
    body = table(cell(long, long) + cell("Contact")) + table(cell("In a box."))
    assert [kind for kind, _, _ in blocks(body)] == ["paragraph"] * 4


def test_a_table_in_a_table_stands_in_its_cell() -> None:
    assert texts(table(cell("A") + f"<w:tc>{table(cell('b') + cell('c'))}</w:tc>")) == ["A\tb c"]


def test_a_large_initial_begins_its_word() -> None:
    body = paragraph("T", '<w:framePr w:dropCap="drop"/>') + paragraph("he harbour is shut.")
    assert texts(body) == ["The harbour is shut."]


def test_typed_bullets_and_blank_lines_are_what_they_look_like() -> None:
    body = paragraph("•\tOne demand") + "<w:p><w:r><w:t>Up</w:t><w:br/><w:br/><w:t>down</w:t></w:r></w:p>"
    assert blocks(body) == [("list item", 1, "One demand"), ("paragraph", 0, "Up"), ("paragraph", 0, "down")]


def test_an_address_by_itself_is_a_paragraph() -> None:
    found = read(paragraph("See: https://news.example/a") + paragraph("https://news.example/b[1]")).blocks
    assert [one.is_certain for one in found] == [False, True]


CORE = (
    "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dcterms:created>2026-03-04T06:30:00Z</dcterms:created>"
    "<dcterms:modified>2013-12-23T23:15:00Z</dcterms:modified>"
)


def test_properties_say_title_author_and_day() -> None:
    article = read(paragraph("It rises."), core=CORE.format("Toll raised", "Mara Ilves"))
    assert (article.title, article.author, article.published) == ("Toll raised", "Mara Ilves", "2026-03-04")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - final.doc", "Document1", "draft.docx", "Untitled 3", " "]
)
def test_what_programs_write_is_neither_title_nor_author(title: str) -> None:
    article = read(paragraph("It rises."), core=CORE.format(title, "Microsoft Office User"))
    assert (article.title, article.author) == (None, None)


def test_the_one_heading_above_all_is_the_title_and_of_several_none_is() -> None:
    top, below = ('<w:pStyle w:val="berschrift1"/>', '<w:outlineLvl w:val="1"/>')
    one = read(
        paragraph("Toll raised", top) + paragraph("It rises.") + paragraph("Why", below), styles=_STYLES
    )
    assert (one.title, [block.kind for block in one.blocks]) == (
        "Toll raised",
        ["title", "paragraph", "heading"],
    )
    two = read(
        paragraph("Findings", top) + paragraph("It rises.") + paragraph("Outlook", top), styles=_STYLES
    )
    assert (two.title, [block.kind for block in two.blocks]) == (None, ["heading", "paragraph", "heading"])


def test_a_title_in_two_paragraphs_is_one() -> None:
    style = '<w:pStyle w:val="Titel"/>'
    article = read(
        paragraph("Annual report", style) + paragraph("2026", style) + paragraph("It."), styles=_STYLES
    )
    assert article.title == "Annual report 2026"
    assert [one.kind for one in article.blocks] == ["title", "paragraph"]


def test_parts_go_by_any_name_and_by_strict_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml"
    kind = f"{strict}/officeDocument/relationships/officeDocument"
    listed = f'<Relationship Type="{kind}" Target="/word/document2.xml"/>'
    packages = "http://schemas.openxmlformats.org/package/2006"
    text = "<x:body><x:p><x:r><x:t>Strict words.</x:t></x:r></x:p></x:body>"
    data = zip_file(
        {
            "_rels/.rels": f'<Relationships xmlns="{packages}/relationships">{listed}</Relationships>',
            "word/document2.xml": f'<x:document xmlns:x="{strict}/wordprocessingml/main">{text}</x:document>',
        }
    )
    assert [one.text for one in next(extract(data)).blocks] == ["Strict words."]


def test_what_stands_before_a_damage_is_read_and_told() -> None:
    data = docx_file(paragraph("It stands.") + "<w:p><w:r><w:t>It breaks off")
    article = next(extract(data))
    assert [one.text for one in article.blocks] == ["It stands."]
    assert article.warnings == ("damaged: only what stands before the damage could be read",)


def test_what_it_can_be_read_without_may_be_damaged() -> None:
    body = f'<w:p>{run("So")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    article = next(
        extract(docx_file(body, core="<dc:title>Toll", styles="<w:style", footnotes="<w:footnote"))
    )
    assert [one.text for one in article.blocks] == ["So[1]"]
    assert article.warnings == tuple(
        f"damaged: its {what} could not be read whole" for what in ("styles", "footnotes", "properties")
    )


_LAUGHS = '<!DOCTYPE z [<!ENTITY a "ha">]>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx_file(paragraph("&a;"), xml_head=_LAUGHS), "a document type of its own"),
        (
            docx_file("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300),
            "nested more than 250 deep",
        ),
        (docx_file(paragraph("a" * 9_000_000)), "unpacks to more than"),
        (docx_file(paragraph("Cut in half."))[:400], "not a whole zip file"),
        (b"PK\x03\x04", "not a whole zip file"),
        (zip_file({"notes.txt": "words"}), "no Word document"),
        (zip_file({"word/document.xml": "no XML"}), "not well-formed"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (_OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
    ],
    ids=["entities", "nested", "bomb", "cut", "stub", "other", "no-xml", "encrypted", "old"],
)
def test_what_does_harm_or_is_none_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(extract(data))
