"""PDF files: what is read of them, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tiers import amount

from briefing.model.article import Article, Failure
from briefing.reading.read_articles import read_data, read_paths
from briefing.reading.sources import InputFile

pdfium = pytest.importorskip("pypdfium2", reason="the extra `pdf` is not installed")

SAMPLES = Path(__file__).parent / "samples"
REPORT = [
    ("title", 0, "Harbour strike halts grain exports for a fifth day"),
    ("paragraph", 0, "Dockers in Northport kept the grain terminal closed on Wednesday"),
    ("paragraph", 0, "The port authority put the daily loss at €3.1 million."),
    ("heading", 2, "What the two sides want"),
    ("list item", 1, "The union asks for a rise of 7.5 percent over two years."),
    ("list item", 1, "The port offers 4 percent and a single payment of €600."),
    # In the letters of the others, at their left edge: nothing shows that it is a quotation.
    ("paragraph", 0, "We have waited nine months for an answer, and we can wait one more week."),
    ("paragraph", 0, "Talks are to go on at the labour ministry on Friday"),
    ("caption", 0, "Ships wait off Northport on Tuesday. Photo: Courier"),
    ("row", 0, "Year\tTonnes"),
    ("row", 0, "2025\t398,000"),
]


def found(data: bytes, name: str = "a.pdf") -> list[Article | Failure]:
    return list(read_data(InputFile(name, name), data))


def made_of(objects: list[bytes], *, told: bytes = b"") -> bytes:
    """A file of these objects, the first of which is its catalogue; `told` stands in its trailer."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    end = b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
    out.write(end % (len(objects) + 1, told, table))
    return out.getvalue()


EMPTY = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
]
TOLL = "The toll on the bridge rises to three euros."


def one_page(drawn: str) -> list[bytes]:
    """The objects of a file with one page on which this is drawn, in font F, or U, which names no letters."""
    stream = f"BT /F 10 Tf 20 150 Td {drawn} ET".encode()
    nameless = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        b"/Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>"
    )
    return [
        *EMPTY[:2],
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 4 0 R /Resources << /Font "
        b"<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /U %s >> >> >>" % nameless,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]


LOCK = (
    b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
)


def test_a_report_keeps_its_parts_and_its_pages() -> None:
    (article,) = read_paths([str(SAMPLES / "report.pdf")])
    assert isinstance(article, Article)
    passages = [(p.kind, p.level, article.text[p.start : p.end]) for p in article.passages]
    assert [one[:2] for one in passages] == [one[:2] for one in REPORT]
    assert all(text.startswith(begins) for (*_, text), (*_, begins) in zip(passages, REPORT, strict=True))
    assert (article.title, article.author) == (REPORT[0][2], "Mara Ilves")
    assert {passage.page for passage in article.passages} == {1}
    assert article.extractor is not None
    assert article.extractor.startswith("pdf/2, pypdfium2 ")
    assert "zebra" not in article.text.lower()


def test_when_a_file_was_made_is_no_day_of_publication() -> None:
    (article,) = read_paths([str(SAMPLES / "page-print.pdf")])
    assert isinstance(article, Article)
    assert article.published is None


def test_of_a_printed_page_the_site_is_the_source_and_the_rest_boilerplate() -> None:
    (article,) = read_paths([str(SAMPLES / "page-print.pdf")])
    assert isinstance(article, Article)
    assert (article.title, article.source) == (REPORT[0][2], "Northport Courier")
    kept = [article.text[p.start : p.end] for p in article.passages if p.kind != "boilerplate"]
    assert not any("zebra" in text.lower() or "file:///" in text for text in kept)
    assert any(text.startswith("Talks are to go on") for text in kept)


def test_signs_of_items_that_are_drawn_make_them_items() -> None:
    (article,) = read_paths([str(SAMPLES / "page-print.pdf")])
    assert isinstance(article, Article)
    kinds = {article.text[p.start : p.end]: p.kind for p in article.passages}
    assert [kinds[text] for kind, _, text in REPORT if kind == "list item"] == ["list item"] * 2
    assert kinds["We have waited nine months for an answer, and we can wait one more week."] == "quote"


@pytest.mark.parametrize(
    ("printer", "at_foot", "url", "published"),
    [
        (
            "Chrome/156.0",
            "https://a.example/2026/03/04/toll",
            "https://a.example/2026/03/04/toll",
            "2026-03-04",
        ),
        ("Firefox 140", "https://a.example/toll?page=2", "https://a.example/toll?page=2", None),
        ("Chrome/156.0", "https://a.example/2026/03/04/th...", None, None),
        ("Chrome/156.0", "file:///srv/ana/2026/03/04/toll.html", None, None),
        ("Writer", "https://a.example/2026/03/04/toll", None, None),
    ],
)
def test_what_a_browser_prints_at_the_foot_is_the_address(
    printer: str, at_foot: str, url: str | None, published: str | None
) -> None:
    drawn = f"({TOLL}) Tj 0 -147 Td ({at_foot}) Tj 500 0 Td (1/1) Tj"
    file = made_of([*one_page(drawn), b"<< /Creator (%s) >>" % printer.encode()], told=b" /Info 5 0 R")
    (article,) = found(file)
    assert isinstance(article, Article)
    assert article.text == TOLL
    assert (article.url, article.published) == (url, published)


def test_letters_that_a_file_does_not_name_are_told() -> None:
    (article,) = found(made_of(one_page(f"({TOLL}) Tj /U 10 Tf 0 -12 Td <00410042> Tj")))
    assert isinstance(article, Article)
    assert article.text == f"{TOLL} \ufffd\ufffd"
    assert article.warnings == ("letters that the file does not name stand as \ufffd: 2",)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_a_pdf_is_one_under_any_name(name: str) -> None:
    (article,) = found((SAMPLES / "report.pdf").read_bytes(), name)
    assert isinstance(article, Article)
    assert article.title == REPORT[0][2]
    assert len(article.warnings) == ("." in name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made_of(one_page("/U 10 Tf <00410042> Tj 20 0 Td (a) Tj")), "do not say which letters"),
        (made_of(EMPTY), "a scan that needs text recognition"),
        (made_of([*EMPTY, LOCK], told=b" /Encrypt 4 0 R /ID [<00> <00>]"), "locked with a password"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (b"%PDF-1.7\n" + b"<<" * 50_000, "damaged"),
    ],
    ids=["nameless", "scan", "locked", "nothing in it", "nested"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    (refused,) = found(data)
    assert isinstance(refused, Failure)
    assert reason in refused.reason


def test_a_file_that_is_cut_anywhere_is_an_answer_or_a_refusal() -> None:
    data = (SAMPLES / "report.pdf").read_bytes()
    for size in range(8, len(data), len(data) // amount(6, 200)):
        for one in found(data[:size]):
            assert one.reason if isinstance(one, Failure) else one.text
