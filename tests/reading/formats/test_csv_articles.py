"""Articles in CSV files: which columns are taken, and what is told of them."""

from __future__ import annotations

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.formats.csv_articles import read, sniff
from briefing.reading.formats.format_reader import Evidence, ReadContext
from briefing.reading.table_articles import find_columns

CONTEXT = ReadContext("press.csv")


def articles(data: str | bytes) -> list[Article]:
    found = list(read(data.encode() if isinstance(data, str) else data, CONTEXT))
    assert not [one for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Article)]


ROW = (
    "Toll raised;04 March 2026;Northport Courier;Mara Ilves;https://news.example/toll;"
    '"It rises.\n\nIt ""rises""."\n'
)


@pytest.mark.parametrize(
    "header",
    [
        "title;date;source;author;url;text",
        "Headline;Publication Date;Publication;Byline;Link;Full Text",
        "headline;published_at;publisher;authors;article_url;content",
        "articleTitle;pubDate;siteName;creator;webUrl;articleBody",
    ],
)
def test_columns_are_found_by_name(header: str) -> None:
    (article,) = articles(f"{header}\n{ROW}")
    assert article.id == "press.csv#2"
    assert article.text == 'It rises.\n\nIt "rises".'
    assert (article.title, article.published, article.published_by) == ("Toll raised", "2026-03-04", "record")
    assert (article.source, article.author) == ("Northport Courier", "Mara Ilves")
    assert article.url == "https://news.example/toll"
    assert (article.origin, article.extractor) == ("row 2", "csv/1")


def test_days_are_read_in_any_language() -> None:
    (article,) = articles("text,date\nIt rises.,4. März 2026\n")
    assert (article.published, article.published_by) == ("2026-03-04", "record")


def test_what_was_taken_is_told_once() -> None:
    first, second = articles("Body,Headline,views\nIt rises.,Toll,7\nIt falls.,Toll,9\n")
    assert first.warnings == (
        "columns taken: text from “Body”, title from “Headline”",
        "columns not taken: “views”",
    )
    assert second.warnings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("begins", ["", "\ufeff", "sep={}\r\n"])
def test_cells_are_parted_by_what_finds_columns(delimiter: str, begins: str) -> None:
    data = f'{begins.format(delimiter)}id{delimiter}text\r\n"a b"{delimiter}"One, two; three|four"\r\n'
    assert [(one.id, one.text) for one in articles(data)] == [("press.csv#a b", "One, two; three|four")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_it_is_decoded_as_other_text_is(encoding: str) -> None:
    (article,) = articles("title,text\nDéjà,Zürich liegt an einem See.\n".encode(encoding))
    assert (article.title, article.text) == ("Déjà", "Zürich liegt an einem See.")


def test_ids_are_told_apart_and_rows_without_text_are_failures() -> None:
    found = list(read(b"id,text\n7,One.\n7,Two.\n,Three.\n8,\n,\n", CONTEXT))
    assert [one.id if isinstance(one, Article) else (one.path, one.reason) for one in found] == [
        "press.csv#7",
        "press.csv#7~2",
        "press.csv#4",
        ("press.csv#8", "row 5 has no text"),
    ]


def test_an_article_may_be_longer_than_a_cell_of_the_standard_library() -> None:
    (article,) = articles(f"title,text\nToll,{'It rises. ' * 20_000}\n")
    assert article.words() == 40_000


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["text", "Text", "body"], {"text": 0}),
        (["body", "text"], {"text": 1}),
        (["text", "date", "Published"], {"text": 0, "published": 1}),
        (["content", "link", "url"], {"text": 0, "url": 2}),
        (
            ["Nr.", "Schlagzeile", "Volltext", "Medium", "Erscheinungsdatum"],
            {"text": 2, "title": 1, "source": 3, "published": 4},
        ),
        (
            ["Titre", "Texte", "Média", "Date de parution"],
            {"text": 1, "title": 0, "source": 2, "published": 3},
        ),
        (
            ["Título", "Texto", "Medio", "Fecha", "Enlace"],
            {"text": 1, "title": 0, "source": 2, "published": 3, "url": 4},
        ),
        (["Headline", "Article Text (full)", "Web link [URL]"], {"text": 1, "title": 0, "url": 2}),
        (["TITLE", "text_clean"], {"text": 1, "title": 0}),
        (["Hit Sentence", "Opening Text"], None),
        (["title", "date"], None),
        (["Highlight", "Book Title"], None),
        ([], None),
    ],
)
def test_of_several_columns_the_usual_one_is_taken(header: list[str], fields: dict[str, int] | None) -> None:
    columns = find_columns(header)
    assert (columns.of_field if columns is not None else None) == fields


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"year,tonnes\n2025,398\n", "no column holds the text of articles .* “year”, “tonnes”"),
        (b"title,url,time_added\nToll,https://a.example,7\n", "a reading list"),
        (b",".join(b"c%d" % number for number in range(50)) + b"\n", "and 30 more"),
        (b"\n\n", "empty"),
    ],
)
def test_a_table_that_holds_no_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(read(data, CONTEXT))


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        (b"title,text\nToll,It rises.\n", Evidence.LIKELY),
        (b"text\nIt rises.\n", Evidence.NONE),
        (b"It rises, and the text says so.\n", Evidence.NONE),
        (b"\x89PNG", Evidence.NONE),
        (b"", Evidence.NONE),
    ],
)
def test_the_first_line_says_what_it_is(head: bytes, evidence: Evidence) -> None:
    assert sniff(head) is evidence
