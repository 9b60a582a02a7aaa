"""Letters of articles, and what stands for a source that is not known."""

from __future__ import annotations

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article_names import (
    SHORT_TITLE,
    format_name,
    letter,
    letter_number,
    short_name,
    short_title,
)
from briefing.model.head import ArticleHead


def test_letters_go_on_after_z_and_never_repeat() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    assert len({letter(index) for index in range(2000)}) == 2000


@given(st.integers(0, 10**8))
def test_a_letter_leads_back_to_its_number_in_either_case(number: int) -> None:
    assert letter_number(letter(number)) == letter_number(letter(number).lower()) == number


@pytest.mark.parametrize("name", ["", "A1", "é", "report.md", "A B", "ABCDEFG"])
def test_what_is_no_letter_has_no_number(name: str) -> None:
    assert letter_number(name) is None


def test_a_short_title_stands_for_a_source_that_is_not_known() -> None:
    title = "A dam fails in the north of Velmora"
    assert short_name(make_article("a", title=title, source="Gazette")) == "Gazette"
    assert short_name(make_article("a", title=title)) == "A dam fails in the…"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A dam fails", "A dam fails"),
        ("A dam fails in the north", "A dam fails in the north"),
        ("A dam fails in the northern hills", "A dam fails in the…"),
        ("Flood warning for Velmora, and for its valley", "Flood warning for…"),
        ("Hochwasserschutzmassnahmen beschlossen", "Hochwasserschutzmassnah…"),
        (
            "洪水警报已经发布并且当地居民已经撤离到安全地带等待救援",
            "洪水警报已经发布并且当地居民已经撤离到安全地带…",
        ),
    ],
)
def test_a_title_is_cut_between_words_where_it_has_any(title: str, short: str) -> None:
    assert short_title(title) == short
    assert len(short) <= SHORT_TITLE


@pytest.mark.parametrize(
    ("name", "extractor", "called"),
    [
        ("news/a.txt", None, "text"),
        ("news/a", None, "text"),
        ("news/a.MD", None, "markdown"),
        ("news/a#1.md", None, "markdown"),
        ("news/a.jsonl#12", None, "json lines"),
        ("report.pdf", "pdf/2, pypdfium2 5.15.2", "pdf"),
        ("a.eml", "mail/1 html/4 trafilatura 2.3.1", "mail html"),
        ("a.warc#http://x/y.pdf", "web archive/1 html/4 trafilatura 2.3.1", "web archive html"),
        ("bundle.docx#2", "docx/1 nexis-uni/1", "docx nexis-uni"),
        ("book.epub#c1", "epub/1 chapters", "epub"),
    ],
)
def test_what_a_file_is_called(name: str, extractor: str | None, called: str) -> None:
    head = ArticleHead(name, 1, "T", None, None, None, "en", 1, 1, 0, extractor=extractor)
    assert format_name(head) == called
