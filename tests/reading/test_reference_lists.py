"""References in the files of reading lists."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from growth import assert_in_proportion

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading import reference_lists, references_beside
from briefing.reading.article_builder import build_article
from briefing.reading.formats import html_page
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.read_articles import read_data, read_paths
from briefing.reading.reference_lists import NO_ARTICLES, ListedReference, is_reference_list, read_references
from briefing.reading.references_beside import references_above, with_references
from briefing.reading.sources import InputFile
from briefing.text.clean import clean

HARBOUR = ListedReference(
    "Harbour & silos: 5 % less",
    "Tomas Reyd and Ana Lücke",
    "The Daily Ledger",
    "2026-03-05",
    "https://ledger.example/a_b",
)


@pytest.mark.parametrize(
    "text",
    [
        "TY  - NEWS\r\nTI  - Harbour & silos: 5 % less\r\nAU  - Reyd, Tomas\r\nAU  - Lücke, Ana\r\n"
        "T2  - The Daily Ledger\r\nDA  - 2026/03/05/\r\nUR  - https://ledger.example/a_b\r\nER  - \r\n",
        "@comment{made by hand}\n@article{z1,\n title = {{Harbour} \\& silos: 5 \\% less},\n"
        ' author = {Reyd, Tomas and L{\\"u}cke, Ana},\n journal = "The Daily Ledger",\n'
        " date = {2026-03-05},\n"
        " url = {https://ledger.example/a_b},\n}\n",
        '[{"type": "article-newspaper", "title": "Harbour & silos: 5 % less", "URL": "https://ledger.example/a_b",'
        ' "container-title": "The Daily Ledger", "author": [{"given": "Tomas", "family": "Reyd"},'
        ' {"literal": "Ana Lücke"}], "issued": {"date-parts": [[2026, 3, 5]]}}]',
    ],
)
def test_lists_say_the_same_in_every_format(text: str) -> None:
    assert read_references(text) == [HARBOUR]


@pytest.mark.parametrize(
    "text",
    ["", "[", "[" * 100_000, "[1]", '{"a": 1}', "Some text", "title,date\na,b\n",
     "She writes to editors@page{north, as ever.\n",
     "<p>How to cite us</p>\n<pre>\n@article{north,\n title = {Toll raised}}\n</pre>"],
)  # fmt: skip
def test_other_files_are_no_lists(text: str) -> None:
    assert read_references(text) is None
    assert not is_reference_list(text)


ENTRY = "@article{north,\n title = {Toll raised}\n}\n"
ABOVE = [
    "% Encoding: UTF-8\n\n",
    "%% Made by hand, questions to library@north.example\r\n%% Saved with UTF-8\r\n\r\n",
    "\n \n@comment{made by hand}\n",
    '@string{courier = "Northport Courier"}\n',
    "@preamble{ {\\newcommand{\\noop}[1]{}} }\n",
    "Written by a program, version 1.2\nChanges to this file will be lost.\n\n",
    "% Encoding: UTF-8\nThe papers of this spring\n  ",
]
"""What programs write over the first entry; BibTeX itself takes no notice of any of it."""


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_the_first_entry_hides_no_list(tmp_path: Path, above: str) -> None:
    assert is_reference_list(above + ENTRY)
    assert read_references(above + ENTRY) == [ListedReference("Toll raised")]
    list_file = tmp_path / "list.bib"
    list_file.write_text(
        above + ENTRY.replace("Toll raised", "Toll raised},\n author = {Ilves, Mara"), "utf-8"
    )
    path = str(tmp_path / "a.txt")
    article = replace(build_article(path, clean("It rises.")), title="Toll raised", has_title=True)
    assert completed(article, path, 1).author == "Mara Ilves"
    (failure,) = read_paths([str(list_file)])
    assert isinstance(failure, Failure)
    assert failure.reason == NO_ARTICLES


@pytest.mark.parametrize("begin", ["%", "@article{a,", "@article{a, author={x"])
def test_blanks_take_no_longer_than_they_are(begin: str) -> None:
    assert_in_proportion(lambda blanks: read_references(f"{begin}{blanks}!}}}}"), " \n", 2_000)


def test_an_export_of_instapaper_as_a_page_is_a_list() -> None:
    page = (
        "<!DOCTYPE html>\n<html>\n<head><title>Instapaper: Export</title></head>\n<body>\n"
        "<h1>Unread</h1>\n<ol>\n"
        '<li><a href="https://x.example/a">Toll &amp; tide</a></li>\n</ol>\n<h1>Archive</h1>\n<ol>\n'
        '<li><a href="https://x.example/b">https://x.example/b</a></li>\n</ol>\n</body></html>'
    )
    found = read_references(page)
    assert found is not None
    assert [(one.title, one.url) for one in found] == [
        ("Toll & tide", "https://x.example/a"),
        ("", "https://x.example/b"),
    ]
    with pytest.raises(ReadError, match="a reading list and no articles"):
        list(html_page.read(page.encode(), ReadContext("list.html")))


def test_an_article_that_shows_an_entry_stays_one() -> None:
    text = b"How to cite us\n\nWhoever writes of the harbour may quote us so:\n\n" + ENTRY.encode()
    assert REGISTRY.choose("", text).name == "plain text"
    assert REGISTRY.choose("", b"% Encoding: UTF-8\n" + ENTRY.encode()).name == "reading list"


def test_a_saved_page_may_have_a_title_longer_than_a_cell_of_a_spreadsheet() -> None:
    title = "Toll " * 40_000
    found = read_references(f"title,url,time_added,tags,status\n{title},https://courier.example/toll\n\n")
    assert found == [ListedReference(title.strip(), url="https://courier.example/toll")]


@pytest.mark.parametrize("text", ['[{"type": "article", "title": "Op', "@article{a, title = {Open"])
def test_damaged_lists_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read_references(text)


SAMPLES = Path(__file__).parent / "formats" / "samples"
TITLES = [
    "Harbour strike halts grain exports for a fifth day",
    "Ministry cuts its growth forecast to 1.2 percent",
    "Farmers store wheat in cinemas as silos fill up",
]


@pytest.mark.parametrize("name", ["zotero.ris", "zotero.bib", "zotero.csl.json", "pocket.csv", "pocket.html"])
def test_samples(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    found = read_references(text)
    assert found is not None
    assert is_reference_list(text[:4_096])
    assert [one.title for one in found] == TITLES
    assert [one.url.split("/")[2] for one in found] == [
        "news.example",
        "ledger.example",
        "eveningpost.example",
    ]
    if name.startswith("zotero"):
        assert [(one.author, one.published) for one in found][1] == ("Tomas Reyd and Ana Lücke", "2026-03-05")
    (failure,) = read_paths([str(SAMPLES / name)])
    assert isinstance(failure, Failure)
    assert failure.reason == NO_ARTICLES
    assert not failure.skipped


@pytest.mark.parametrize(
    ("line", "files"),
    [
        (
            "L1  - files/12/toll%20raised.pdf\nL2  - files/13/toll.html",
            [("files", "12", "toll raised.pdf"), ("files", "13", "toll.html")],
        ),
        ("L1  - C:\\Papers\\toll.pdf", [("C:", "Papers", "toll.pdf")]),
    ],
)  # fmt: skip
def test_attached_files_of_ris(line: str, files: list[tuple[str, ...]]) -> None:
    found = read_references(f"TY  - NEWS\n{line}\nER  - \n")
    assert found is not None
    assert list(found[0].files) == files


@pytest.mark.parametrize(
    ("value", "files"),
    [
        ("Full Text PDF:files/12/toll.pdf:application/pdf;Snapshot:files/13/toll.html:text/html",
         [("files", "12", "toll.pdf"), ("files", "13", "toll.html")]),
        (":C\\:\\\\Papers\\\\toll\\; raised.pdf:PDF", [("C:", "Papers", "toll; raised.pdf")]),
        ("files/12/toll.pdf", [("files", "12", "toll.pdf")]),
    ],
)  # fmt: skip
def test_attached_files_of_bibtex(value: str, files: list[tuple[str, ...]]) -> None:
    found = read_references(f"@article{{a,\n title = {{Toll}},\n file = {{{value}}},\n}}")
    assert found is not None
    assert list(found[0].files) == files


LIST = """TY  - NEWS
TI  - Toll raised for the third time
AU  - Ilves, Mara
T2  - Northport Courier
DA  - 2026/03/04
UR  - https://www.courier.example/toll?id=7&utm_source=mail
L1  - files/12/scan0001.pdf
ER  -
"""


def completed(article: Article, path: str, depth: int) -> Article:
    """The article with what the lists in its folders say of it."""
    return with_references(article, path, references_above(path, depth))


@pytest.mark.parametrize(
    ("name", "said", "is_meant"),
    [
        ("a.txt", {"url": "http://courier.example/toll/?id=7#top"}, True),
        ("a.txt", {"url": "https://courier.example/toll?id=8"}, False),
        ("a.txt", {"title": "TOLL RAISED, for the third time", "has_title": True}, True),
        ("a.txt", {"title": "Toll raised for the third time", "has_title": False}, False),
        ("files/12/scan0001.pdf", {}, True),
        ("files/13/Scan0001.pdf", {}, True),
        ("scan0001.pdf.txt", {}, False),
        ("a.txt", {}, False),
    ],
)
def test_a_list_speaks_of_the_articles_beside_it_and_below(
    tmp_path: Path, name: str, said: dict[str, Any], is_meant: bool
) -> None:
    path = str(tmp_path / name)
    (tmp_path / "zotero.ris").write_text(LIST, encoding="utf-8")
    article = replace(build_article(path, clean("It rises.\n\nAnd it stays.")), **said)
    depth = name.count("/") + 1
    found = completed(article, path, depth)
    assert completed(article, path, 0) is article
    if not is_meant:
        assert found is article
        return
    assert (found.title, found.author, found.source, found.published) == (
        "Toll raised for the third time",
        "Mara Ilves",
        "Northport Courier",
        "2026-03-04",
    )
    assert (found.source_by, found.published_by) == ("reading list", "reading list")
    assert found.url in (article.url, "https://www.courier.example/toll?id=7&utm_source=mail")
    assert found.text == article.text


def test_what_a_file_says_by_its_front_matter_stands(tmp_path: Path) -> None:
    (tmp_path / "list.ris").write_text(LIST, encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Toll raised for the third time\nsource: Evening Post\n---\n\nIt rises.\n",
        encoding="utf-8",
    )
    (tmp_path / "harvest.csv").write_text("year,tonnes\n2025,398\n", encoding="utf-8")
    found = list(read_paths([str(tmp_path)]))
    (article,) = (one for one in found if isinstance(one, Article))
    assert (article.source, article.published, article.author) == ("Evening Post", "2026-03-04", "Mara Ilves")
    assert [one.skipped for one in found if isinstance(one, Failure)] == [True, True]


def titled(path: str) -> Article:
    article = build_article(path, clean("It rises."))
    return replace(article, title="Toll raised for the third time", has_title=True)


def test_references_of_one_title_speak_of_none_and_of_one_file_name_by_their_folders(tmp_path: Path) -> None:
    other = LIST.replace("2026/03/04", "2026/03/05").replace("?id=7", "?id=8").replace("/12/", "/13/")
    (tmp_path / "list.ris").write_text(LIST + other, encoding="utf-8")
    path = str(tmp_path / "a.txt")
    article = replace(
        build_article(path, clean("It rises.")), title="Toll raised for the third time", has_title=True
    )
    assert completed(article, path, 1) is article
    path = str(tmp_path / "files" / "13" / "scan0001.pdf")
    assert completed(replace(article, id=path), path, 3).published == "2026-03-05"


def test_what_a_document_says_stands_where_only_its_title_is_that_of_the_list(
    tmp_path: Path,
) -> None:
    (tmp_path / "list.ris").write_text(LIST, encoding="utf-8")
    path = str(tmp_path / "a.epub")
    reprint = replace(titled(path), published="2026-03-20", published_by="metadata")
    found = completed(reprint, path, 1)
    assert (found.published, found.source) == ("2026-03-20", "Northport Courier")
    saved = replace(reprint, url="https://courier.example/toll?id=7")
    assert completed(saved, path, 1).published == "2026-03-04"


def test_a_list_that_changes_is_read_anew(tmp_path: Path) -> None:
    path = str(tmp_path / "a.txt")
    article = replace(
        build_article(path, clean("It rises.")), title="Toll raised for the third time", has_title=True
    )
    assert completed(article, path, 1) is article
    (tmp_path / "list.ris").write_text(LIST, encoding="utf-8")
    assert completed(article, path, 1).published == "2026-03-04"
    (tmp_path / "list.ris").write_text(LIST.replace("2026/03/04", "2026/03/15"), encoding="utf-8")
    os.utime(tmp_path / "list.ris", (1_700_000_000, 1_700_000_000))
    assert completed(article, path, 1).published == "2026-03-15"
    (tmp_path / "list.ris").write_text("TY  - NEWS\nbroken", encoding="utf-8")
    assert completed(article, path, 1) is article


def test_a_list_that_has_just_changed_is_read_once_for_all_articles_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.ris").write_text(LIST, encoding="utf-8")
    lines = [
        f'{{"id": "{at}", "title": "Toll raised for the third time", "text": "It rises."}}' for at in range(9)
    ]
    read: list[str] = []

    def counted(text: str) -> list[ListedReference] | None:
        read.append(text)
        return read_references(text)

    monkeypatch.setattr(reference_lists, "read_references", counted)
    monkeypatch.setattr(references_beside, "RECENT_NS", 1 << 62)
    path = str(tmp_path / "a.jsonl")
    data = "\n".join(lines).encode()
    found = [one for one in read_data(InputFile(path, path, depth=1), data) if isinstance(one, Article)]
    assert {(one.author, one.published) for one in found} == {("Mara Ilves", "2026-03-04")}
    assert len(found) == 9
    assert read == [LIST]
