"""E-books: what is an article, in which order, and what is said of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from epub_files import epub_file
from office_files import zip_file

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.formats.epub import extract, read
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.formats.zip_container import ZipContainer
from briefing.settings import ReadLimits

SAMPLE = Path(__file__).parent / "samples" / "magazine.epub"
METADATA = (
    "<dc:title>The Tolls</dc:title><dc:creator>Mara Ilves</dc:creator><dc:creator>Olle Berg</dc:creator>"
    "<dc:publisher>Northport Press</dc:publisher><dc:date>2026-03-08T00:00:00Z</dc:date>"
    "<dc:language>en</dc:language>"
)
BOOK = {"one": "<h1>The port</h1><p>It is shut.</p>", "two": "<h1>The union</h1><p>It waits.</p>"}
SIGNED = "<p class='author'>Ida Brandt</p>"
MAGAZINE = {name: body.replace("</h1>", f"</h1>{SIGNED}") for name, body in BOOK.items()}


def test_a_magazine_is_an_article_a_document() -> None:
    found = list(read(SAMPLE.read_bytes(), ReadContext("magazine.epub")))
    assert [one.id for one in found if isinstance(one, Article)] == [f"magazine.epub#c{n}" for n in (2, 0, 1)]
    assert [(one.title, one.author, one.origin) for one in found if isinstance(one, Article)] == [
        ("Farmers store wheat in cinemas as silos fill up", "Ida Brandt", "spine item 1"),
        ("Harbour strike halts grain exports for a fifth day", "Mara Ilves", "spine item 2"),
        ("Ministry cuts its growth forecast to 1.2 percent", "Tomas Reyd and Ana Lücke", "spine item 3"),
    ]
    assert {(one.source, one.published) for one in found if isinstance(one, Article)} == {
        ("Northport Review", "2026-03-08")
    }


def test_a_book_is_one_article() -> None:
    (article,) = read(epub_file(BOOK, metadata=METADATA), ReadContext("tolls.epub"))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.author) == ("tolls.epub", "The Tolls", "Mara Ilves, Olle Berg")
    assert (article.source, article.published, article.language) == ("Northport Press", "2026-03-08", "en")
    assert [p.kind for p in article.passages] == ["heading", "paragraph"] * 2
    assert article.extractor == "epub/1 whole"


@pytest.mark.parametrize(
    ("chapters", "metadata", "articles", "count"),
    [
        (BOOK, "", "auto", 1),
        (BOOK, "", "chapters", 2),
        (MAGAZINE, "", "auto", 2),
        (MAGAZINE, "", "whole", 1),
        (BOOK, "<dc:type>Periodical</dc:type>", "auto", 2),
        (BOOK, '<meta name="calibre:publication_type" content="periodical:newspaper:x"/>', "auto", 2),
        ({**BOOK, "three": MAGAZINE["one"]}, "", "auto", 1),
    ],
)
def test_what_is_an_article_is_a_setting(
    chapters: dict[str, str], metadata: str, articles: str, count: int
) -> None:
    context = ReadContext("a.epub", ReadLimits(epub=articles))  # type: ignore[arg-type]
    assert len(list(read(epub_file(chapters, metadata=metadata), context))) == count


def test_documents_are_read_in_the_order_of_the_spine_and_once() -> None:
    spine = (
        '<itemref idref="two"/><itemref idref="one"/><itemref idref="two"/><itemref idref="x" linear="no"/>'
    )
    (article,) = extract(epub_file(BOOK, spine=spine)).articles
    assert [one.text for one in article.blocks if one.kind == "paragraph"] == ["It waits.", "It is shut."]


def test_notes_of_all_chapters_stand_behind_the_text() -> None:
    note = "<aside epub:type='footnote'><p>1 Ibid.</p></aside>"
    (article,) = extract(epub_file({"one": note + BOOK["one"], "two": BOOK["two"]})).articles
    assert [one.kind for one in article.blocks] == [*["heading", "paragraph"] * 2, "footnote"]


def test_a_chapter_without_a_heading_is_called_as_in_the_table_of_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part I</text>'
        '</navLabel><content src="text/one%20.xhtml#x"/></navPoint></navMap></ncx>'
    )
    data = epub_file({"one": "<p>It is shut.</p>", "two": BOOK["two"]}, spine='<itemref idref="one"/>')
    parts = _parts(data)
    package = parts["OEBPS/book.opf"].replace("<spine>", '<spine toc="ncx">')
    parts["OEBPS/book.opf"] = package.replace("<manifest>", '<manifest><item id="ncx" href="toc.ncx"/>')
    (article,) = extract(zip_file({**parts, "OEBPS/toc.ncx": ncx})).articles
    assert [(one.kind, one.text) for one in article.blocks] == [
        ("heading", "Part I"),
        ("paragraph", "It is shut."),
    ]


def _parts(data: bytes) -> dict[str, str]:
    container = ZipContainer(data)
    return {name: container.read(name).decode() for name in container.names}


def test_parts_that_are_missing_are_told() -> None:
    outside = '<item id="out" href="../../../etc/hosts" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="out"/><itemref idref="nowhere"/><itemref idref="one"/>'
    found = extract(epub_file(BOOK, items=outside, spine=spine))
    assert found.warnings == ("parts that it names are missing: 2",)


def test_a_chapter_that_is_damaged_is_told_and_the_rest_is_read() -> None:
    noise = random.Random(1).randbytes(3_000).hex()
    data = bytearray(epub_file({"one": f"<p>{noise}</p>", "two": BOOK["two"]}))
    at = data.index(b"one .xhtml") + 500
    data[at : at + 100] = bytes(100)
    found = extract(bytes(data))
    (article,) = found.articles
    assert [one.text for one in article.blocks if one.kind == "paragraph"] == ["It waits."]
    assert found.warnings == ("damaged: its part “OEBPS/text/one .xhtml” cannot be unpacked",)


def encryption(algorithm: str, part: str) -> str:
    return (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
        f'Algorithm="{algorithm}"/><enc:CipherData><enc:CipherReference URI="{part}"/></enc:CipherData>'
        "</enc:EncryptedData></encryption>"
    )


def test_hidden_fonts_are_no_encryption() -> None:
    hidden = encryption("http://www.idpf.org/2008/embedding", "OEBPS/text/one%20.xhtml")
    assert extract(epub_file(BOOK, encryption=hidden)).articles


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (epub_file(BOOK, encryption=encryption("aes", "OEBPS/text/one%20.xhtml")), "encrypted"),
        (epub_file({"one": "<p>" + "a" * 9_000_000 + "</p>"}), "unpacks to more than"),
        (epub_file({}), "no text"),
        (epub_file(BOOK, spine='<itemref idref="x"/>'), "missing: 1"),
        (epub_file(BOOK)[:700], "not a whole zip file"),
        (zip_file({"mimetype": "application/epub+zip"}), "no e-book"),
        (zip_file({"META-INF/container.xml": "<container/>"}), "does not say what it holds"),
        (
            zip_file({"META-INF/container.xml": '<!DOCTYPE z [<!ENTITY a "ha">]><c/>'}),
            "document type of its own",
        ),
    ],
    ids=["encrypted", "bomb", "empty", "missing", "cut", "stub", "nothing", "entities"],
)
def test_what_does_harm_or_is_none_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        extract(data)
