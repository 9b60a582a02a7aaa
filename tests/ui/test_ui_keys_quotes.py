"""Quotes by speaker: what the screen shows of all articles, and every key of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui import quote_answers, row_screens
from tests.ui.quote_answers import HERALD, ROWS, Said

from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.session.requests.quote_requests import GroupQuotes
from briefing.session.user_data import UserData
from briefing.ui.drawing.quote_rows import QuoteFilter, SpeakerHeading, marks_around_quote, shown_quotes
from briefing.ui.drawing.quote_styler import differing_places
from briefing.ui.modals.pick_screen import PickScreen
from briefing.ui.screens.quotes_screen import QuotesScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

SMALL = (80, 24)


def screen(reading: Reading) -> QuotesScreen:
    """The quotes on the screen."""
    return row_screens.shown(reading, QuotesScreen)


def speakers(reading: Reading) -> list[str | None]:
    """Who says what is listed, each row once."""
    return [row.speaker for row in screen(reading).listed]


def closed(reading: Reading) -> bool:
    """Whether the text is on the screen again."""
    return row_screens.closed(reading, QuotesScreen)


@pytest.mark.covers("quotes.open")
async def test_quotes_stand_below_who_says_them_and_show_how_sources_differ(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("quotation_mark")
        lines = reading.lines()
        assert "3 speakers   5 quotes   1 shared" in lines[0]
        assert "Water Board  2 quotes in 3 articles" in lines[1]
        # Without its verb it would be read as a sentence.
        assert "≠ said “will cost 40 million euros" in lines[2]
        assert lines[2].split()[-3:] == ["A", "B", "C"]
        assert "10 Mar 2026" in lines[2]
        assert "nobody named  1 quote in 1 article" in reading.text()
        below = reading.text().partition("───")[2]
        assert "Water Board  3 sources" in below
        assert "▸A ¶1" in below
        told = " ".join(below.split())
        assert (
            "[-will-] {+could+} cost [-40-] {+55+} million euros and [-take 18-] {+last 24+} months" in told
        )
        assert "likely Water Board" in told
        await reading.press("quotation_mark")
        assert closed(reading)


@pytest.mark.covers("quotes.open")
async def test_articles_of_rows_take_one_column_one_after_the_other(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("w")
        opened = [reading.letters()]
        for keys in ("l enter", "l enter", "h enter", "h enter"):
            await reading.press("quotation_mark", *keys.split())
            opened.append(reading.letters())
        assert opened == ["A", "AB", "AC", "AB", "AB"]


@pytest.mark.covers("quotes.open")
async def test_sources_of_a_quote_are_gone_through_and_opened(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("quotation_mark", "l")
        assert screen(reading).place == 1
        assert "▸B ¶1" in reading.text()
        await reading.press("l", "l", "h", "enter")
        assert row_screens.at_cursor(reading) == ("b-herald.md", ROWS[0][1][1].words)
        # It is found again as it was left.
        await reading.press("quotation_mark")
        assert screen(reading).place == 1
        # The headings between the rows are passed over.
        await reading.press("j", "j")
        row = screen(reading).row
        assert row is not None
        assert row.speaker == "mayor of Lower Kestrel"


@pytest.mark.covers("quotes.open")
async def test_the_filter_narrows_by_words_speaker_and_source(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("quotation_mark", "slash", *'speaker:"water board"', "enter")
        assert speakers(reading) == ["Water Board"] * 2
        await reading.press("slash", "escape", "slash", *"source:wire", "enter")
        assert speakers(reading) == ["Water Board", "harbour master"]
        await reading.press("o")
        assert speakers(reading) == ["Water Board"]
        assert "only shared" in reading.lines()[0]
        await reading.press("o", "slash", "escape", "slash", *"nowhere", "enter")
        assert speakers(reading) == []
        assert "no quote fits" in reading.text()
        await reading.press("e")
        assert not closed(reading)
        await reading.press("slash", "escape", "space")
        assert len(speakers(reading)) == len(ROWS)


@pytest.mark.covers("quotes.open")
async def test_topics_marks_and_export_of_quotes(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("quotation_mark", "right_curly_bracket")
        topic = screen(reading).wanted.topic
        assert topic
        assert topic in reading.lines()[0]
        await reading.press("left_curly_bracket")
        assert "all topics" in reading.lines()[0]
        assert len(speakers(reading)) == len(ROWS)
        await reading.press("m")
        assert reading.said().startswith("3 quotes marked")
        # With who says it: the words alone would not tell.
        marked = [row[0] for row in reading.stored()]
        assert any(
            one.startswith("The repair of Kestrel dam will cost")
            and one.endswith("water board said on Tuesday.")
            for one in marked
        )
        await reading.press("m")
        assert reading.said() == "marked already"
        await reading.press("u", "e", "tab", "enter")
        assert reading.said() == "5 quotes in quotes.md"
        written = Path("quotes.md").read_text("utf-8")
        assert [line for line in written.splitlines() if line.startswith("## ")] == [
            "## Water Board", "## mayor of Lower Kestrel", "## harbour master", "## Nobody named",
        ]  # fmt: skip
        await reading.press("question_mark")
        assert "Among the quotes" in reading.text()
        await reading.press("escape", "q")
        assert closed(reading)


@pytest.mark.covers("quotes.open")
async def test_the_work_on_quotes_is_told_and_cancelled(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL, held=(GroupQuotes,)) as reading:
        idle = ["j", "l", "enter", "space", "m", "o", "e"]
        await row_screens.tell_and_cancel(
            reading, QuotesScreen, "quotation_mark", "reading quotes", "articles 2/4 ^x cancels", idle
        )


# -- what is shown, without a screen -----------------------------------------------------------------


def row(speaker: str | None, *texts: str) -> QuoteRow:
    """What each of the articles a, b, … has."""
    quotes = tuple(
        AttributedQuote(name, 1, 0, len(text), text, None, None, "he", speaker, 1.0, "said", direct=True)
        for name, text in zip("abcd", texts, strict=False)
    )
    return QuoteRow(speaker, quotes, texts)


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("", True), ("guns", True), ("butter", False), ("speaker:moreau", True), ("speaker:he", True),
        ('speaker:"ada moreau" guns', True), ('speaker:"ada mor', True), ("speaker:lee", False),
        ("source:a", True), ("source:b", False), ("GUNS nor", False), ('"more guns"', True),
    ],
)  # fmt: skip
def test_words_of_a_filter(words: str, taken: bool) -> None:
    found = shown_quotes([row("Ada Moreau", "We need more\nguns.")], QuoteFilter(words), str)
    assert bool(found) is taken


def test_each_speaker_has_a_heading_that_counts_what_is_shown() -> None:
    rows = [row("Ada Moreau", "one", "one"), row("Ada Moreau", "two"), row(None, "three")]
    assert [one for one in shown_quotes(rows, QuoteFilter(), str) if isinstance(one, SpeakerHeading)] == [
        SpeakerHeading("Ada Moreau", 2, 2), SpeakerHeading(None, 1, 1),
    ]  # fmt: skip
    shared = shown_quotes(rows, QuoteFilter(shared=True), str)
    assert shared == [SpeakerHeading("Ada Moreau", 1, 2), rows[0]]


@pytest.mark.parametrize(
    ("text", "direct", "marks"),
    [
        ("We need guns", True, "“”"), ('"We need guns,"', True, ""), ("that “guns” are needed", True, ""),
        ("that guns are needed", False, ""),
    ],
)  # fmt: skip
def test_marks_stand_around_what_was_said_alone(text: str, direct: bool, marks: str) -> None:
    quote = replace(row("Ada Moreau", text).quotes[0], direct=direct)
    assert "".join(marks_around_quote(quote)) == marks


def test_words_are_lit_where_others_have_other_words() -> None:
    whole = "The guns, the ships and the men are ours."
    assert differing_places(row("x", whole, "the guns, the planes and the men")) == {3}
    assert differing_places(row("x", whole, "ships and the men are ours")) == frozenset()
    assert differing_places(row("x", whole, "the guns are ours", "the guns, the ships and men")) == {
        2,
        3,
        4,
        5,
        6,
    }


WIDE = (160, 40)


def options(reading: Reading) -> list[str]:
    """What the dialog offers."""
    dialog = reading.app.screen
    assert isinstance(dialog, PickScreen)
    return [option.value for option in dialog._rows]


def stored() -> list[tuple[str, tuple[str, ...], int]]:
    """What another program finds on disk: kind, names, and how many quotes it speaks of."""
    user_data = UserData()
    found = user_data.stored_corrections()
    user_data.database().close()
    return [(one.kind, one.names, len(one.anchors)) for one in found]


@pytest.mark.covers("quotes.open")
async def test_who_speaks_is_set_by_hand_and_undone(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("quotation_mark", "s")
        assert "mayor of Lower Kestrel" in options(reading)
        await reading.press(*"Ada Moreau", "enter")
        assert speakers(reading)[0] == "Ada Moreau"
        assert "Ada Moreau  1 quote in 3 articles" in reading.text()
        assert stored() == [("speaker", ("Ada Moreau",), 3)]
        await reading.press("u")
        assert speakers(reading)[0] == "Water Board"
        assert stored() == []


@pytest.mark.covers("quotes.open")
async def test_left_without_an_answer_nobody_is_set(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("quotation_mark", "s", "escape", "plus", "escape", "s", *"zz", "escape")
        assert stored() == []


@pytest.mark.covers("quotes.open")
async def test_two_names_are_joined_and_that_is_taken_back(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("quotation_mark", "j", "j", "plus")
        assert options(reading) == ["Water Board", "harbour master"]
        await reading.press("enter")
        assert speakers(reading).count("Water Board") == 3
        assert stored() == [("one speaker", ("mayor of Lower Kestrel", "Water Board"), 2)]
        await reading.press("X")
        assert options(reading) == ["mayor of Lower Kestrel is Water Board"]
        await reading.press("enter")
        assert speakers(reading).count("Water Board") == 2
        assert stored() == []


@pytest.mark.covers("quotes.open")
async def test_what_has_one_name_cannot_be_told_apart(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("quotation_mark", "minus")
        assert "all that is listed here has one name: s says who speaks" in reading.text()
        await reading.press("X")
        assert "nothing was set by hand of who speaks here" in reading.text()
        assert stored() == []


@pytest.mark.covers("quotes.open")
async def test_a_name_is_told_apart(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Said(HERALD, "sold out of sandbags within an hour", "Moreau", 0.9, "Moreau")
    monkeypatch.setattr(quote_answers, "ROWS", (*ROWS[:1], ("Ada Moreau", (said,))))
    async with open_reader(size=WIDE) as reading:
        await reading.press("quotation_mark", "j", "minus")
        assert options(reading) == ["Moreau"]
        await reading.press("enter")
        assert stored() == [("two speakers", ("Moreau", "Ada Moreau"), 1)]
