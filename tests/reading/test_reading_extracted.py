"""Articles made of what a reader of documents took out: text, passages, metadata, ids."""

from __future__ import annotations

from typing import get_args

import pytest
from growth import assert_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyses.articles import annotate
from briefing.errors import ReadError
from briefing.model.article import Article, Failure, PassageKind
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of, articles_of
from briefing.reading.formats.format_reader import ReadContext
from briefing.settings import ReadLimits

CONTEXT = ReadContext("folder/report.docx")
LONG = "The ferry to Varde ran again on Monday, and the harbour master said that repairs had gone well."


def made(*blocks: ExtractedBlock, **fields: str) -> Article:
    return article_of(ExtractedArticle(blocks, **fields), CONTEXT)  # type: ignore[arg-type]


def test_a_blank_line_parts_blocks_and_a_line_break_rows_and_items() -> None:
    article = made(
        ExtractedBlock("title", "Ferries  run\tagain"),
        ExtractedBlock("paragraph", f"{LONG}  \n\n  {LONG}"),
        ExtractedBlock("list item", "north", 1),
        ExtractedBlock("list item", "south", 2),
        ExtractedBlock("row", "\tMay\tJune"),
        ExtractedBlock("row", "boats \t 12\t 14 "),
        ExtractedBlock("code", "\n  if a:\n\n    b()\n"),
        ExtractedBlock("paragraph", "   "),
        ExtractedBlock("footnote", "See below."),
    )
    assert article.text == (
        f"Ferries run again\n\n{LONG}\n{LONG}\n\nnorth\nsouth\n\n\tMay\tJune\nboats\t12\t14\n\n"
        "  if a:\n\n    b()\n\nSee below."
    )
    assert [(p.kind, p.level) for p in article.passages] == [
        ("title", 0),
        ("paragraph", 0),
        ("list item", 1),
        ("list item", 2),
        ("row", 0),
        ("row", 0),
        ("code", 0),
        ("footnote", 0),
    ]
    assert article.title == "Ferries run again"
    assert article.id == "folder/report.docx"


@pytest.mark.parametrize(("level", "kind"), [(1, "heading"), (2, "title")])
def test_a_heading_on_top_is_the_title_unless_others_are_its_equals(level: int, kind: str) -> None:
    article = made(
        ExtractedBlock("heading", "Findings", 1),
        ExtractedBlock("paragraph", LONG),
        ExtractedBlock("heading", "Outlook", level),
        ExtractedBlock("paragraph", LONG),
    )
    assert article.passages[0].kind == kind
    assert article.has_title == (kind == "title")


@pytest.mark.parametrize(("is_certain", "kind"), [(False, "boilerplate"), (True, "paragraph")])
def test_a_paragraph_that_is_certain_is_one_whatever_it_looks_like(is_certain: bool, kind: str) -> None:
    line = ExtractedBlock("paragraph", "https://news.example/toll", is_certain=is_certain)
    assert made(ExtractedBlock("paragraph", LONG), line).passages[1].kind == kind


def test_metadata_is_that_of_the_document_and_the_place_stays_with_the_passage() -> None:
    article = article_of(
        ExtractedArticle(
            (ExtractedBlock("paragraph", LONG, page=4), ExtractedBlock("paragraph", LONG[::-1], time=12.5)),
            title="Ferries",
            author="Ane Holm",
            source="Varde Post",
            published="2026-03-04T08:00:00+01:00",
            language="da-DK",
            url="https://example.org/a",
            identity="part 2",
            origin="page 4",
            extractor="pdf/1",
            warnings=("two pictures were left out",),
            encoding="cp1252",
        ),
        CONTEXT,
    )
    assert article.id == "folder/report.docx#part 2"
    assert (article.title, article.author, article.source) == ("Ferries", "Ane Holm", "Varde Post")
    assert (article.published, article.published_by, article.source_by) == (
        "2026-03-04",
        "metadata",
        "metadata",
    )
    assert (article.language, article.url) == ("da", "https://example.org/a")
    assert (article.origin, article.extractor, article.encoding) == ("page 4", "pdf/1", "cp1252")
    assert article.warnings == ("two pictures were left out",)
    assert [(p.page, p.time) for p in article.passages] == [(4, None), (None, 12.5)]
    first, second = (p.to_dict() for p in article.passages)
    assert (first["page"], second["time"]) == (4, 12.5)
    assert "time" not in first
    assert "page" not in second


def test_a_stated_title_is_found_in_the_text_where_no_block_is_one() -> None:
    article = made(
        ExtractedBlock("heading", "Ferries run again", 1), ExtractedBlock("paragraph", LONG), title="Ferries"
    )
    assert [p.kind for p in article.passages] == ["heading", "paragraph"]
    article = made(
        ExtractedBlock("heading", "Ferries", 1), ExtractedBlock("paragraph", LONG), title="Ferries"
    )
    assert [p.kind for p in article.passages] == ["title", "paragraph"]


def test_what_is_behind_the_most_passages_is_one() -> None:
    context = ReadContext("a.docx", ReadLimits()._replace(lines=3))
    blocks = tuple(ExtractedBlock("paragraph", f"{LONG} {n}", page=n) for n in range(1, 7))
    article = article_of(ExtractedArticle(blocks), context)
    assert len(article.passages) == 4
    assert article.passage_text(3) == article.text[article.passages[3].start :]
    assert article.text.endswith(f"{LONG} 6")
    assert article.passages[3].page == 4
    assert any("passages of their own" in warning for warning in article.warnings)


def test_without_words_there_is_no_article() -> None:
    with pytest.raises(ReadError, match="no text"):
        made(ExtractedBlock("paragraph", " \n\t"), ExtractedBlock("row", "\t\t"))


def test_articles_of_one_file_have_ids_of_their_own() -> None:
    one = (ExtractedBlock("paragraph", LONG),)
    found = list(
        articles_of(
            [
                ExtractedArticle(one, identity="m1"),
                ExtractedArticle((), identity="m2"),
                ExtractedArticle(one, identity="m1"),
                ExtractedArticle(one),
                ExtractedArticle(one, identity="m\x1b]0;x\n3"),
            ],
            ReadContext("box.mbox"),
        )
    )
    assert [one.path if isinstance(one, Failure) else one.id for one in found] == [
        "box.mbox#m1",
        "box.mbox#m2",
        "box.mbox#m1~2",
        "box.mbox#4",
        "box.mbox#m␛]0;x 3",
    ]
    assert [isinstance(one, Failure) for one in found] == [False, True, False, False, False]


BLOCKS = st.builds(
    ExtractedBlock,
    st.sampled_from(get_args(PassageKind)),
    st.text(st.sampled_from("ab 1,.%$\t\n\r\x00\x1b\u0301é\u202e\u2028—"), max_size=40),
    st.integers(0, 6),
)


@given(st.lists(BLOCKS, max_size=12))
def test_every_passage_is_what_stands_at_its_place(blocks: list[ExtractedBlock]) -> None:
    try:
        article = made(*blocks)
    except ReadError:
        return
    at = 0
    for passage in article.passages:
        assert at <= passage.start < passage.end <= len(article.text)
        assert article.passage_text(passage.number).strip()
        assert "\n" not in article.passage_text(passage.number) or passage.kind != "row"
        at = passage.end
    assert "\x1b" not in article.text


@pytest.mark.parametrize(
    "row",
    [
        "Year\tUnits\tShare",
        "2024\t1,300\t5%",
        "\t\t12",
        "Oslo\t$3.2 million\t-4.1\tMarch 4, 2026",
        "Paris\t4\tmillion",
        "March\t4\t2026",
    ],
)
def test_figures_and_names_stand_in_one_cell_of_a_row(row: str) -> None:
    article = made(ExtractedBlock("paragraph", LONG), ExtractedBlock("row", row), ExtractedBlock("row", row))
    for found in annotate(article).values():
        for one in found:
            assert "\t" not in article.text[one.start : one.end]


def test_blanks_around_cells_go_and_empty_cells_stay() -> None:
    row = "Toll \t \t  2 \n\n 3 \u2003\n 4"
    article = article_of(ExtractedArticle((ExtractedBlock("row", row),)), ReadContext("a"))
    assert article.text == "Toll\t\t2 3 4"


@pytest.mark.parametrize("blank", [" ", "\t", "\u2003", "\n"])
def test_blanks_in_a_row_take_no_longer_than_they_are(blank: str) -> None:
    def read(blanks: str) -> object:
        return article_of(ExtractedArticle((ExtractedBlock("row", f"Toll{blanks}raised"),)), ReadContext("a"))

    assert_in_proportion(read, blank, 2_000)
