"""Bundles of press databases: each article with what its header says, nothing of covers and summaries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.reading.decoding import Decoded
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock
from briefing.reading.formats import press_databases
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.formats.press_databases import (
    NO_BUNDLE,
    may_be_press_text,
    split_press_database,
    split_press_page,
    split_press_text,
)
from briefing.reading.read_articles import read_data, read_paths
from briefing.reading.sources import InputFile

SAMPLES = Path(__file__).parent / "samples"
BUNDLES = [
    "bundle-nexisuni.docx",
    "bundle-nexisuni.rtf",
    "bundle-lexis-classic.txt",
    "bundle-factiva.html",
    "bundle-factiva.rtf",
]
SAID = [
    ("Harbour strike halts grain exports for a fifth day", "Northport Courier", "2026-03-04", "Mara Ilves"),
    (
        "Ministry cuts its growth forecast to 1.2 percent",
        "The Daily Ledger",
        "2026-03-05",
        "Tomas Reyd and Ana Lücke",
    ),
    (
        "Farmers store wheat in cinemas as silos fill up",
        "Evening Post (Westmark)",
        "2026-03-06",
        "Ida Brandt",
    ),
]
PASSAGES = [8, 4, 3]

NEXIS = [
    *("Harbour closed", "Northport Courier", "March 4, 2026 Wednesday", "Copyright 2026 Northport Courier"),
    *("Section: Business; Pg. 3", "Length: 6 words", "Byline: Mara Ilves", "Body"),
    *("Dockers kept the grain terminal closed.", "Load-Date: March 4, 2026", "End of Document"),
]
FACTIVA = [
    *("Business", "Harbour closed", "By Mara Ilves", "6 words", "4 March 2026", "10:12", "Northport Courier"),
    *("NPC", "English", "(c) 2026 Northport Courier. All Rights Reserved."),
    *("Dockers kept the grain terminal closed.", "Document NPC0000020260304e7ct00010"),
]
LEXIS = """
                               1 of 2 DOCUMENTS

                       Copyright 2026 Northport Courier
                              Northport Courier

                       March 4, 2026 Wednesday
                         Late Edition - Final

SECTION: Business; Pg. 3

LENGTH: 9 words

HEADLINE: Harbour closed for a
fifth day

BYLINE: By Mara Ilves

BODY:
Dockers of the self-
governing region kept the grain
terminal closed.

GRAPHIC: PHOTO: Ships wait.

URL: https://courier.example/harbour

LOAD-DATE: March 4, 2026

                               2 of 2 DOCUMENTS

Evening Post

March 5, 2026 Thursday

Silos are full

LENGTH: 300 words

Farmers store wheat.
"""


FACTIVA_TEXT = """Business

Harbour closed

By Mara Ilves
22 words
4 March 2026
10:12
Northport Courier
NPC
English
(c) 2026 Northport Courier. All Rights Reserved.

Dockers kept the grain terminal closed for a fifth day, and two of the
ships that had waited left for Varde on the tide.

Document NPC0000020260304e7ct00010

Silos are full
3 words
5 March 2026
Evening Post
EVP
English
(c) 2026 Evening Post

Farmers store wheat.

Document EVP0000020260305e7ct00011

Search Summary
Text: harbour and strike
"""
CODED_TEXT = """HD{0}Harbour closed
BY{0}Mara Ilves
WC{0}22 words
PD{0}4 March 2026
SN{0}Northport Courier
SC{0}NPC
LA{0}English
LP{0}
Dockers kept the grain terminal closed for a fifth day, and the grain ships Anna and Berta left for Varde.
TD
IN the harbour nothing moved.
NS{0}c13 : Regulation
AN{0}Document NPC0000020260304e7ct00010

HD{0}Silos are full
WC{0}3 words
PD{0}5 March 2026
SN{0}Evening Post
TD{0}Farmers store wheat.
AN
Document EVP0000020260305e7ct00011
"""


def whole(lines: list[str]) -> ExtractedArticle:
    return ExtractedArticle(tuple(ExtractedBlock("paragraph", line) for line in lines), extractor="rtf/1")


def text_of(article: ExtractedArticle) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in article.blocks]


@pytest.mark.parametrize("name", BUNDLES)
def test_every_article_of_a_bundle_has_what_its_header_says(name: str) -> None:
    articles = list(read_paths([str(SAMPLES / name)]))
    assert all(isinstance(one, Article) for one in articles), articles
    found = [one for one in articles if isinstance(one, Article)]
    assert [(one.title, one.source, one.published, one.author) for one in found] == SAID
    assert [len(one.passages) for one in found] == PASSAGES
    assert [one.origin for one in found] == [f"document {number} of 3" for number in (1, 2, 3)]
    assert all(one.warnings == () for one in found)
    assert not any("zebra" in f"{one.title} {one.text}".lower() for one in found)
    assert "Load-Date" not in found[0].text
    assert "Search" not in found[-1].text


def test_a_bundle_is_known_by_what_it_holds_not_by_its_name() -> None:
    data = (SAMPLES / "bundle-factiva.rtf").read_bytes()
    found = list(read_data(InputFile("export.txt", "export.txt"), data))
    assert [one.title for one in found if isinstance(one, Article)] == [title for title, *_ in SAID]
    assert all("named .txt" in " ".join(one.warnings) for one in found if isinstance(one, Article))


@pytest.mark.parametrize("lines", [NEXIS, FACTIVA])
def test_two_hundred_articles_come_from_one_file(lines: list[str]) -> None:
    found = split_press_database(whole(lines * 200)).articles
    assert len(found) == 200
    assert {(one.title, one.source, one.published, one.author) for one in found} == {
        ("Harbour closed", "Northport Courier", "2026-03-04", "Mara Ilves")
    }
    assert {tuple(text_of(one)) for one in found} == {
        (("title", "Harbour closed"), ("paragraph", "Dockers kept the grain terminal closed."))
    }
    assert found[-1].origin == "document 200 of 200"


@pytest.mark.parametrize(
    ("day", "length"),
    [
        ("4. März 2026 Mittwoch", "6 Wörter"),
        ("mercredi 4 mars 2026", "6 mots"),
        ("4 de marzo de 2026 miércoles", "6 palabras"),
        ("4 maart 2026", "6 woorden"),
        ("2026年3月4日", "6 words"),
    ],
)
def test_the_header_is_read_in_the_language_of_the_paper(day: str, length: str) -> None:
    for lines in (NEXIS, FACTIVA):
        said = ["4 March 2026", "March 4, 2026 Wednesday"]
        changed = [day if line in said else line.replace("6 words", length) for line in lines]
        (found,) = split_press_database(whole(changed)).articles
        assert (found.title, found.source, found.published) == (
            "Harbour closed",
            "Northport Courier",
            "2026-03-04",
        )


@pytest.mark.parametrize(
    ("stated", "is_told"), [("6 words", False), ("8 words", False), ("60 words", True), ("1,206 words", True)]
)
def test_a_length_that_disagrees_is_told(stated: str, is_told: bool) -> None:
    for lines in (NEXIS, FACTIVA):
        changed = [line.replace("6 words", stated) for line in lines]
        (found,) = split_press_database(whole(changed)).articles
        told = f"its length is given as {stated}, but there are 6"
        assert found.warnings == ((told,) if is_told else ())


@pytest.mark.parametrize("lines", [NEXIS, FACTIVA])
def test_a_bundle_that_is_cut_off_gives_what_there_is_and_says_so(lines: list[str]) -> None:
    _, found = split_press_database(whole([*lines, *lines[:-1]])).articles
    assert text_of(found)[-1] == ("paragraph", "Dockers kept the grain terminal closed.")
    assert found.warnings == ("cut off: the end of the document is missing",)


def test_a_document_with_another_header_is_not_lost() -> None:
    notice = ["A notice", "The port is open.", "End of Document"]
    first, second = split_press_database(whole([*NEXIS, *notice])).articles
    assert first.title == "Harbour closed"
    assert text_of(second) == [("title", "A notice"), ("paragraph", "The port is open.")]
    second = split_press_database(
        whole([*FACTIVA, "A notice", "It is open.", "Document NPC0000020260305e7ct1"])
    ).articles[1]
    assert text_of(second) == [("title", "A notice"), ("paragraph", "It is open.")]


def test_plain_text_is_unwrapped_and_what_stands_behind_it_taken() -> None:
    first, second = split_press_text(Decoded(LEXIS, "utf-8")).articles
    assert (first.title, first.source, first.published) == (
        "Harbour closed for a fifth day",
        "Northport Courier",
        "2026-03-04",
    )
    assert (first.author, first.url) == ("Mara Ilves", "https://courier.example/harbour")
    assert text_of(first)[1:] == [
        ("paragraph", "Dockers of the self-governing region kept the grain terminal closed."),
        ("caption", "PHOTO: Ships wait."),
    ]
    assert (second.title, second.source) == ("Silos are full", "Evening Post")
    assert second.warnings == ("its length is given as 300 words, but there are 3",)


def test_plain_text_of_nexis_uni_is_split_too() -> None:
    text = "\n\n".join(["Documents (1)", "1. Harbour closed", *NEXIS])
    (found,) = split_press_text(Decoded(text, "utf-8")).articles
    assert (found.title, found.source) == ("Harbour closed", "Northport Courier")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_plain_text_of_factiva_is_split_and_unwrapped(ends: str) -> None:
    text = FACTIVA_TEXT.replace("\n", ends)
    first, second = split_press_text(Decoded(text, "utf-8")).articles
    assert (first.title, first.source, first.published, first.author, first.language) == (
        *("Harbour closed", "Northport Courier", "2026-03-04", "Mara Ilves", "en"),
    )
    ((_, text),) = text_of(first)[1:]
    assert text.endswith("for a fifth day, and two of the ships that had waited left for Varde on the tide.")
    assert (second.title, second.source, second.identity) == (
        *("Silos are full", "Evening Post", "EVP0000020260305e7ct00011"),
    )
    assert text_of(second)[1:] == [("paragraph", "Farmers store wheat.")]
    assert (first.warnings, second.warnings) == ((), ())


@pytest.mark.parametrize("gap", ["\t", "      "])
def test_plain_text_with_codes_is_split(gap: str) -> None:
    first, second = split_press_text(Decoded(CODED_TEXT.format(gap), "utf-8")).articles
    assert (first.title, first.source, first.published, first.author) == (
        *("Harbour closed", "Northport Courier", "2026-03-04", "Mara Ilves"),
    )
    # A word in capitals that begins a line is no code.
    assert [text for _, text in text_of(first)][2:] == ["IN the harbour nothing moved."]
    assert (second.title, second.source, second.identity) == (
        *("Silos are full", "Evening Post", "EVP0000020260305e7ct00011"),
    )
    assert text_of(second)[1:] == [("paragraph", "Farmers store wheat.")]


def test_rows_with_codes_are_fields() -> None:
    rows = ["HD\tHarbour closed", "WC\t3 words", "PD\t4 March 2026", "SN\tCourier", "TD\tDockers are idle."]
    blocks = tuple(ExtractedBlock("row", row) for row in rows)
    (found,) = split_press_database(replace(whole([]), blocks=blocks)).articles
    assert (found.title, found.source, found.published) == ("Harbour closed", "Courier", "2026-03-04")
    assert text_of(found)[1:] == [("paragraph", "Dockers are idle.")]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Body", "A report on bodies."],
        ["Summary: short", "Body", "A report on bodies.", "End of Document"],
        ["See document NPC0000020260304e7ct00010", "116 words"],
        ["The archive says “End of Document” at the end.", "Body"],
        ["Page 1 of 3 DOCUMENTS were lost", "LENGTH: 12 words"],
        ["1 of 3 DOCUMENTS"],
        ["Minutes", "Document NPC0000020260304e7ct00010", "It was adopted."],
    ],
)
def test_other_documents_are_no_bundles(lines: list[str]) -> None:
    assert split_press_database(whole(lines)) == NO_BUNDLE
    assert split_press_text(Decoded("\n\n".join(lines), "utf-8")) == NO_BUNDLE


def test_other_pages_are_no_bundles() -> None:
    assert split_press_page(Decoded("<html><body><p>HD television</p></body></html>", "utf-8")) == NO_BUNDLE
    assert split_press_page(Decoded("<table><tr><td><b>HD</b></td></tr></table>", "utf-8")) == NO_BUNDLE


def test_documents_beyond_the_most_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press_databases, "MOST_DOCUMENTS", 3)
    found = split_press_database(replace(whole(NEXIS * 5), warnings=("damaged",)))
    assert [one.origin for one in found.articles] == [f"document {number} of 5" for number in (1, 2, 3)]
    assert found.warnings == ("damaged", "only the first 3 of 5 documents are read")


@pytest.mark.parametrize(
    ("text", "is_complex"),
    [
        (LEXIS, True),
        ("1 of 1 DOCUMENTS\r\n\r\n\r\nNorthport Courier\r\n", True),
        ("\n".join(NEXIS), True),
        ("Ein Dokument von Rang.", False),
        ("1 of 3 DOCUMENTS lost", False),
        (FACTIVA_TEXT, True),
        (CODED_TEXT.format("\t"), True),
        ("See Document NPC0000020260304e7ct00010", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_bundles_in_plain_text_are_parsed_apart_and_other_texts_are_not(
    text: str, is_complex: bool, encoding: str
) -> None:
    data = text.encode(encoding)
    assert may_be_press_text(data) is is_complex
    chosen = REGISTRY.choose(".txt", data)
    assert chosen.is_parsed_apart(data) is is_complex
