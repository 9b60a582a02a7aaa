"""What holds for the passages of every text, whatever is in it."""

from __future__ import annotations

import pytest
from growth import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples, sampled

from briefing.model.article import Article
from briefing.reading.article_builder import build_article
from briefing.reading.article_header import read_header, without_header
from briefing.reading.formats.markdown import markdown_blocks
from briefing.reading.plain_blocks import plain_blocks
from briefing.text.clean import INVISIBLE, CleanText, clean
from briefing.text.fingerprint import fingerprint

LINES = st.sampled_from(
    [
        *(
            "",
            "  ",
            "Ministers agree on gas",
            "The price is 31 euros.",
            "- a point",
            "  - a deeper point",
            "1. first",
        ),
        *(
            "> quoted",
            ">> ",
            "By Ana Petrov",
            "March 4, 2026",
            "© 2026 Northern Wire",
            "What's your reaction?",
            "Like",
        ),
        *(
            "12",
            "Share on Facebook",
            "She said:",
            "# Title",
            "## Section ##",
            "Title",
            "=====",
            "---",
            "```",
            "code",
        ),
        *(
            "| a | b |",
            "|---|---|",
            "| 1 | 2 |",
            "![a boat](boat.png)",
            "**Bold**",
            "<div>",
            "<!-- note -->",
            "+",
        ),
        *(
            "    indented",
            "\tcode",
            "[First Reporter]:",
            "AP/ OSLO/ A. Petrov/ ",
            "\u200b",
            "a\u0301",
            "x" * 70,
        ),
        *(
            "A headline of words/ Wire/ OSLO/ A. Petrov/ The rest.",
            "* * *",
            "[a]: http://example.org",
            ">",
            "-",
        ),
        *("1.", "***", "\\", "&amp;", "Photo: Holm"),
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join) | st.text(max_size=80)


def check(article: Article, text: str) -> None:
    position = 0
    for number, passage in enumerate(article.passages):
        assert passage.number == number
        assert position <= passage.start < passage.end <= len(text)
        shown = text[passage.start : passage.end]
        assert shown == shown.strip() == shown.strip(INVISIBLE)
        assert (passage.level > 0) == (passage.kind in ("heading", "list item"))
        position = passage.end
    assert article.title == article.title.strip()
    assert "\n" not in article.title


@given(TEXTS)
def test_plain_passages_are_stripped_disjoint_and_in_order(raw: str) -> None:
    text = clean(raw)
    check(build_article("a.txt", text), text)


PARTS = st.sampled_from(
    [
        *(
            "OSLO",
            "Oslo, Norway",
            "|",
            "/",
            "--",
            "- ",
            "—",
            "(Reuters)",
            "(AP) —",
            "(CNN) -- The",
            "\n",
            ", ",
        ),
        *("Fri Sep 4, 2015", "March 4, 2015", "4 March", "7:02 pm EDT", "17:44 UK time,", "at 6:25 pm |"),
        *(
            "By Ana Petrov",
            "By Ana Petrov, CNN",
            "BBC News,",
            "Special to CNN",
            "Aired",
            "Updated:",
            "1/2/2015",
        ),
        *("Last updated at 14:30 GMT", "The council met.", "vote goes ahead", "ANA PETROV, CNN ANCHOR:"),
        *("\n\n", "on Friday", "“", '"', "*"),
    ]
)


@given(st.lists(PARTS, max_size=16).map(" ".join))
def test_whatever_stands_before_the_first_sentence_lies_in_the_text(raw: str) -> None:
    text = clean(raw)
    article = build_article("a.txt", text)
    check(article, text)
    header = read_header(text, article.passages)
    for start, end in header.parts():
        assert 0 <= start < end <= len(text)
    for passage in article.passages:
        start, end = without_header(text, passage.start, passage.end, header)
        assert passage.start <= start <= end <= passage.end
    assert bool(article.title) == bool(article.passages)
    assert article.published is None or article.published[:4] == "2015"


@given(TEXTS)
def test_plain_passages_leave_out_nothing_but_list_and_quotation_marks(raw: str) -> None:
    text = clean(raw)
    position = 0
    for passage in build_article("a.txt", text).passages:
        between = text[position : passage.start].strip().strip(INVISIBLE + " \n\t>")
        assert between == "" or between[-1] in "-*+•.)–" or between[0] in "-*+•–", between
        position = passage.end
    assert not text[position:].strip().strip(INVISIBLE + " \n\t>")


@settings(max_examples=examples(200))
@given(TEXTS)
def test_markdown_passages_are_stripped_disjoint_and_in_order(raw: str) -> None:
    text = clean(raw)
    check(build_article("a.md", text, blocks=markdown_blocks(text)), text)


@settings(max_examples=examples(200))
@given(TEXTS)
def test_markdown_keeps_every_letter_in_some_passage(raw: str) -> None:
    text = clean(raw)
    inside = bytearray(len(text))
    for block in markdown_blocks(text):
        inside[block.start : block.end] = b"\x01" * (block.end - block.start)
    outside = "".join(c for c, taken in zip(text, inside, strict=True) if not taken)
    words = {word for word in outside.split() if any(c.isalpha() for c in word)}
    # What stands behind a fence's opening marks, in a picture's address or in its empty text is syntax.
    assert all("```" in raw or "![" in raw for _ in words), words


@given(TEXTS)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(TEXTS)
def test_the_fingerprint_depends_on_the_text_alone(raw: str) -> None:
    text = clean(raw)
    assert (
        build_article("a.txt", text).fingerprint
        == build_article("b.txt", text).fingerprint
        == fingerprint(text)
    )


def test_a_file_of_line_ends_does_not_become_millions_of_passages() -> None:
    blocks = plain_blocks("a\n\n" * 400 + "a\n" * 1100, 500)
    assert len(blocks) == 501
    assert blocks[-1].text.count("a") == 1000


UNITS = (
    *"1,.%$ -([\"'aé中/|>#*_=:©\n\t!?A~`<&\u200b",
    *(
        "a ",
        "A ",
        "- ",
        "a\n",
        "- a\n",
        "> a\n",
        "1. a\n",
        "a. ",
        "a/ ",
        "AB/ ",
        "Monday May 5 ",
        "May ",
        "By A ",
        "By Aa Bb, ",
        "AB | ",
        "(AP) - ",
        "der ",
        "10:00 am, ",
    ),
    *("(photo ", "Share ", "Email ", "© ", "a\n\n", "x" * 70 + "\n", "AP/", "[a]: b\n", "\u0301"),
)


@pytest.mark.parametrize("unit", sampled(UNITS, 3))
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_in_proportion(lambda text: build_article("a.txt", CleanText(text)), unit, 6_000)


@pytest.mark.parametrize(
    "unit", ["> ", "- ", "# a\n", "a\n=\n", "|-|\n", "a|b\n-|-\n", "[a]: b\n", "```\n", "<a", "![", "*"]
)
def test_markdown_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert_in_proportion(lambda text: markdown_blocks(CleanText(text)), unit, 5_000)
