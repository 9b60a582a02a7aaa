"""From characters on pages to blocks: pages made of lines of letters, each half as wide as it is high."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.reading.formats.line_hyphens import BREAK, LineHyphens
from briefing.reading.formats.pdf_layout import Glyph, PdfPage, blocks_of_pages, with_drawn_bullets
from briefing.reading.formats.printed_page import with_litter_marked

WIDTH, HEIGHT = 600.0, 800.0
Placed = tuple[float, float, str] | tuple[float, float, str, float]
"""Left edge, base, words, and the size of their letters where it is not 10."""


def page(*lines: Placed) -> PdfPage:
    glyphs: list[Glyph] = []
    for left, bottom, text, *sizes in lines:
        size = sizes[0] if sizes else 10.0
        for number, character in enumerate(text):
            at = left + number * size / 2
            glyphs.append(Glyph(character, at, bottom, at + size / 2, bottom + size, size))
    return PdfPage(WIDTH, HEIGHT, glyphs)


def blocks(*pages: PdfPage) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in blocks_of_pages(pages)]


def texts(*pages: PdfPage) -> list[str]:
    return [one.text for one in blocks_of_pages(pages)]


def column(left: float, top: float, lines: Iterable[str]) -> list[Placed]:
    return [(left, top - 12 * number, line) for number, line in enumerate(lines)]


LEFT = ["The harbour levy rose again in", "March, and crews of the smaller", "boats stayed away."]
RIGHT = [
    "A second vote is set for May the",
    "mayor said on Friday, and it may",
    "well go the other way by then.",
]


def test_lines_of_a_paragraph_are_one() -> None:
    assert texts(page(*column(50, 700, LEFT))) == [" ".join(LEFT)]


def test_a_gap_or_an_indent_begins_a_paragraph() -> None:
    below = column(50, 700 - 3 * 12 - 8, RIGHT)
    assert texts(page(*column(50, 700, LEFT), *below)) == [" ".join(LEFT), " ".join(RIGHT)]
    (first, *rest) = column(50, 700 - 3 * 12, RIGHT)
    indented = [(first[0] + 10, first[1], first[2]), *rest]
    assert texts(page(*column(50, 700, LEFT), *indented)) == [" ".join(LEFT), " ".join(RIGHT)]


@pytest.mark.parametrize("drawn", ["left first", "right first"])
def test_columns_are_read_one_after_the_other(drawn: str) -> None:
    left, right = column(50, 700, LEFT * 2), column(320, 700, RIGHT * 2)
    lines = [*left, *right] if drawn == "left first" else [*right, *left]
    found = " ".join(texts(page(*lines)))
    assert found.index("boats stayed away") < found.index("A second vote")
    assert found.count("A second vote") == 2


def test_a_title_above_columns_comes_first() -> None:
    lines = [
        *column(50, 650, LEFT * 2),
        *column(320, 650, RIGHT * 2),
        (50, 690, "The levy and who pays it", 18.0),
    ]
    found = blocks(page(*lines))
    assert found[0] == ("title", "The levy and who pays it")


def test_a_sentence_goes_on_over_column_and_page() -> None:
    first = column(50, 700, [*LEFT[:2], "boats stayed away for a whole"])
    second = column(50, 700, ["week before they came back here", *RIGHT])
    (text,) = texts(page(*first), page(*second))[:1]
    assert "a whole week before" in text
    assert blocks_of_pages([page(*first), page(*second)])[0].page == 1


def test_a_table_is_rows_of_cells() -> None:
    rows = [("Year", "Tonnes"), ("2024", "412,000"), ("2025", "398,000")]
    lines: list[Placed] = [*column(50, 700, LEFT)]
    for number, (year, tonnes) in enumerate(rows):
        lines += [(50, 620 - 14 * number, year), (250, 620 - 14 * number, tonnes)]
    assert blocks(page(*lines))[1:] == [("row", f"{year}\t{tonnes}") for year, tonnes in rows]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        page((50, 770, f"Quarterly Monitor, part {n}"), *column(50, 700, LEFT), (290, 30, str(n)))
        for n in (1, 2, 3)
    ]
    assert texts(*pages) == [" ".join(LEFT)] * 3


def test_footnotes_stand_behind_the_text_and_their_signs_nowhere() -> None:
    raised = Glyph("1", 201, 704, 204, 710, 6.0)
    told = page((50, 700, "Crews stayed away for a week."), (50, 688, "The levy stays as it is."))
    note = page((50, 90, "1 As counted in May.", 8.0))
    noted = PdfPage(
        WIDTH,
        HEIGHT,
        [*told.glyphs[:29], raised, *told.glyphs[29:], *note.glyphs],
    )
    second = page(*column(50, 700, RIGHT))
    assert blocks(noted, second) == [
        ("paragraph", "Crews stayed away for a week. The levy stays as it is."),
        ("paragraph", " ".join(RIGHT)),
        ("footnote", "1 As counted in May."),
    ]


def test_items_keep_together() -> None:
    lines: list[Placed] = [
        (50, 700, "The union has asked the port for two things:"),
        (60, 680, "•"), (75, 680, "A rise of 7.5 per cent for all who"),
        (75, 668, "work at night on the quays."),
        (60, 656, "•"), (75, 656, "Two days more of rest in each month."),
        (50, 636, "Talks go on at the ministry on Friday."),
    ]  # fmt: skip
    assert blocks(page(*lines))[1:] == [
        ("list item", "A rise of 7.5 per cent for all who work at night on the quays."),
        ("list item", "Two days more of rest in each month."),
        ("paragraph", "Talks go on at the ministry on Friday."),
    ]


def test_stretched_lines_have_their_words_apart() -> None:
    """Where each letter stands apart, only what is wider than that parts words."""
    glyphs = []
    at = 50.0
    for character in "ferry levy rose":
        if character == " ":
            at += 4
            continue
        glyphs.append(Glyph(character, at, 700, at + 5, 710, 10))
        at += 7
    assert texts(PdfPage(WIDTH, HEIGHT, glyphs)) == ["ferry levy rose"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the adminis-", "tration said"], "the administration said"),
        (["indulged in self-", "dealing there"], "indulged in self-dealing there"),
        (["a customer-", "centric firm"], "a customer-centric firm"),
        (["the Franco-", "German talks"], "the Franco-German talks"),
        ([f"of the peo{BREAK}", "ple there"], "of the people there"),
        ([f"of the peo{BREAK}ple there"], "of the people there"),
        (["a well-", "known case"], "a well-known case"),
        (["from 2019-", "2020 on"], "from 2019-2020 on"),
        (["it rose - and", "fell"], "it rose - and fell"),
        (["zorbli-", "fication, as zorblification goes"], "zorblification, as zorblification goes"),
        (["zorb-", "lify or zorb-lify"], "zorb-lify or zorb-lify"),
        (["", "alone"], "alone"),
    ],
)
def test_hyphens_at_the_ends_of_lines(lines: Sequence[str], joined: str) -> None:
    assert LineHyphens(lines).join(lines) == joined


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 560),
            st.floats(0, 780),
            st.text("ab1.-• ", min_size=1, max_size=12),
            st.sampled_from([6.0, 10.0, 18.0]),
        ),
        max_size=25,
    )
)
def test_whatever_stands_where_no_letter_is_made_up_or_doubled(lines: list[Placed]) -> None:
    placed = page(*lines)
    found = "".join(texts(placed))
    drawn = [glyph.text for glyph in placed.glyphs]
    assert all(found.count(letter) <= drawn.count(letter) for letter in "ab1")


def test_a_printed_page_loses_what_lies_around_its_article() -> None:
    words = ["Home", "Sport", "Weather", "Opinion", "Video", "Jobs", "Shop"]
    menu = [(50.0 + 9 * n, 740.0 - 18 * n, word) for n, word in enumerate(words)]
    sentence = "The harbour levy rose again in March and crews of the smaller boats stayed away for a week."
    body = [(50.0, 600.0 - 30 * n, sentence) for n in range(4)]
    found = with_litter_marked(blocks_of_pages([page(*menu, *body, (50, 440, "More stories"))]))
    assert [one.text for one in found if one.kind == "paragraph"] == [sentence] * 4


def test_a_page_of_lists_is_left_as_it_is() -> None:
    items = [(50.0, 740.0 - 24 * n, f"{n}) Lamp of brass and glass") for n in range(20)]
    made = blocks_of_pages([page(*items)])
    assert with_litter_marked(made) == made


@pytest.mark.parametrize(
    ("box", "is_item"),
    [
        ((38.0, 703.0, 42.0, 707.0), True),
        ((38.0, 703.0, 42.0, 703.6), False),  # a rule
        ((38.0, 723.0, 42.0, 727.0), False),  # beside nothing
        ((10.0, 703.0, 14.0, 707.0), False),  # far from it
        ((20.0, 690.0, 48.0, 718.0), False),  # a picture
        ((70.0, 703.0, 74.0, 707.0), False),  # within the words
    ],
)
def test_a_small_shape_before_a_line_is_the_sign_of_an_item(
    box: tuple[float, float, float, float], *, is_item: bool
) -> None:
    lines = column(50, 700, [LEFT[2], *RIGHT])
    drawn = page(*lines)
    with_signs = PdfPage(WIDTH, HEIGHT, with_drawn_bullets(drawn.glyphs, [box]))
    assert [one.kind for one in blocks_of_pages([with_signs])].count("list item") == is_item
    assert "".join(one.text for one in with_signs.glyphs).replace("•", "") == "".join(
        one.text for one in drawn.glyphs
    )
