"""The synopsis: what it shows of a topic, and every key of it."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.conftest import Given
from tests.ui.synopsis_answers import Many, OfSources

from briefing.errors import UsageError
from briefing.jobs.requests import Progress
from briefing.model.topic import Topic
from briefing.model.topic_synopsis import (
    BEST_ROWS,
    Synopsis,
)
from briefing.session.requests.topic_requests import BuildSynopsis
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.screens.synopsis_screen import SynopsisScreen

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.ui.conftest import OpenReader, Reading

WIDE = (160, 40)
NARROW = (80, 24)


def screen(reading: Reading) -> SynopsisScreen:
    """The synopsis on the screen."""
    found = reading.app.screen
    assert isinstance(found, SynopsisScreen)
    return found


def here(reading: Reading) -> tuple[str, int | None]:
    """Label of the row and number of the passage under the cursor."""
    table = screen(reading).table
    assert table.synopsis is not None
    return table.synopsis.rows[table.row].label, table.cell[0].passage if table.cell else None


def closed(reading: Reading) -> bool:
    """Whether the text is on the screen again."""
    return not isinstance(reading.app.screen, SynopsisScreen)


async def open_cost(reading: Reading) -> None:
    """Open the synopsis of the first topic."""
    await reading.press("t", "g", "enter", "s")


@pytest.mark.covers("synopsis.open")
async def test_sources_stand_side_by_side(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        text = reading.text()
        assert "synopsis  cost of the repair" in reading.lines()[0]
        assert "3 articles · 5 passages · rows: 2 shared · 0 alone · ≠ 2 differ" in reading.lines()[0]
        heads = reading.lines()[1]
        # By date; of one day in the order of the list.
        assert heads.index("Valley Gazette") < heads.index("North Wire") < heads.index("Morning Herald")
        assert "10 Mar 2026" in reading.lines()[2]
        assert "A C B" in text
        assert "A · B" in text
        assert "≠ €55 m" in text
        assert "≠ values differ" in text
        assert text.count("∅") == 1


@pytest.mark.covers("synopsis.open")
async def test_one_under_the_other_where_it_is_narrow(open_reader: OpenReader) -> None:
    async with open_reader(size=NARROW) as reading:
        await reading.press("t", "g", "enter", "s")
        text = reading.text()
        assert "The repair of Kestrel dam will cost 40 million euros and take 18" in text
        assert "∅ silent: C" in text
        assert "euros  ≠ values differ" in text
        await reading.press("v")
        assert screen(reading).table.stacked is False
        assert "1-2 of 3 ›" in reading.lines()[1]
        await reading.press("l", "l")
        assert "‹ 2-3 of 3" in reading.lines()[1]
        assert here(reading) == ("euros", 1)
        await reading.press("v", "v", "v")
        assert screen(reading).table.stacked


@pytest.mark.covers("synopsis.open")
async def test_walking_rows_and_sources(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        walked = [here(reading)]
        for keys in ("l", "j", "l", "h", "k", "G", "g", "down", "up", "right", "left", "pagedown", "pageup"):
            await reading.press(keys)
            walked.append(here(reading))
        assert walked == [
            ("euros", 1), ("euros", 2), ("per cent", None), ("per cent", 3), ("per cent", None), ("euros", 2),
            ("per cent", None), ("euros", 2), ("per cent", None), ("euros", 2), ("euros", 1), ("euros", 2),
            ("per cent", None), ("euros", 2),
        ]  # fmt: skip
        await reading.resize(*NARROW)
        await reading.press("j", "l", "l")
        assert here(reading) == ("per cent", 3)


@pytest.mark.covers("synopsis.open")
async def test_from_value_to_differing_value(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        rows = []
        for key in ("right_square_bracket", "right_square_bracket", "left_square_bracket"):
            await reading.press(key)
            rows.append(here(reading)[0])
        assert rows == ["per cent", "euros", "per cent"]
        await reading.press("right_curly_bracket", "right_square_bracket")
        assert reading.said() == "no row has values that differ"


@pytest.mark.covers("synopsis.open", "move.back")
async def test_enter_opens_the_place_and_the_table_waits(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        await reading.press("j", "l")
        for key in ("m", "i", "x", "enter"):
            reading.app.clear_notifications()
            await reading.press(key)
            assert reading.said() == "this source is silent here", key
        await reading.press("l", "enter")
        assert reading.here() == ("B", 3)
        assert closed(reading)
        await reading.press("s")
        assert here(reading) == ("per cent", 3)
        await reading.press("escape", "backspace")
        assert reading.here() == ("A", 1)


@pytest.mark.covers("synopsis.open", "view.topics_list")
async def test_which_topic_is_meant(open_reader: OpenReader) -> None:
    """The one the list is on, the chosen one, or that of the passage here."""
    async with open_reader(size=WIDE) as reading:
        await reading.press("s")
        assert reading.said() == "choose a topic first: t"
        await reading.press("j", "j", "s")
        assert screen(reading).topic.label == "cracked spillway"
        await reading.press("q", "t", "G", "s")
        assert screen(reading).topic.label == "people below"
        await reading.press("s", "escape", "t", "g", "enter", "s")
        assert screen(reading).topic.label == "cost of the repair"


@pytest.mark.covers("synopsis.open")
async def test_from_topic_to_topic(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        labels = []
        for key in (
            "right_curly_bracket",
            "right_curly_bracket",
            "right_curly_bracket",
            "left_curly_bracket",
        ):
            await reading.press(key)
            labels.append(screen(reading).topic.label)
        assert labels == ["cracked spillway", "people below", "cost of the repair", "people below"]
        assert "One source alone (2 passages)" in reading.text()


@pytest.mark.covers("synopsis.open")
async def test_whole_passages(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.drawing.synopsis_rows.LINES", 2)
    async with open_reader(size=(104, 9)) as reading:
        await open_cost(reading)
        await reading.press("right_curly_bracket")
        assert "blames" not in reading.text()
        await reading.press("space")
        assert "blames" in reading.text()
        await reading.press("space")
        assert "blames" not in reading.text()


@pytest.mark.covers("synopsis.open")
async def test_a_sentence_is_marked_and_on_disk(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        await reading.press("l", "l", "m")
        assert reading.stored("text") == [
            ("Mending Kestrel dam could cost 55 million euros and last 24 months, two members of the water "
             "board admitted.",)
        ]  # fmt: skip
        await reading.press("m")
        assert reading.said() == "marked already"
        assert len(reading.stored()) == 1
        await reading.press("j", "h", "m")
        assert len(reading.stored()) == 1


@pytest.mark.covers("synopsis.open")
async def test_the_table_as_a_file(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        await reading.press("e")
        assert "(•) Synopsis: cost of the repair  2" in reading.text()
        await reading.press("tab", "l", "l", "enter")
        path = Path("synopsis-cost-of-the-repair.csv")
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert [row[1] for row in rows[1:]] == ["euros", "per cent"]
        assert reading.said() == f"2 rows in {path}"
        await reading.press("e", "tab", "l", "l", "enter")
        assert "exists. Write over it?" in reading.text()
        await reading.press("escape", "escape", "escape")
        assert closed(reading)


@pytest.mark.covers("synopsis.open")
async def test_the_help_begins_with_the_synopsis(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        await reading.press("question_mark")
        assert "In the synopsis" in reading.text()
        await reading.press("escape")
        screen(reading)


@pytest.mark.covers("synopsis.open")
async def test_by_mouse(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        table = screen(reading).table
        line = next(y for y, text in enumerate(reading.lines()) if "so far promised" in text)
        x = reading.lines()[line].index("so far promised")
        await reading.pilot.click(offset=(x, line))
        await reading.settle()
        assert here(reading) == ("per cent", 3)
        assert table.column == 2
        await reading.pilot.click(offset=(x, line), times=2)
        await reading.settle()
        assert reading.here() == ("B", 3)
        await reading.press("s")
        keys = reading.lines()[-1]
        await reading.pilot.click(offset=(keys.index("esc"), len(reading.lines()) - 1))
        await reading.settle()
        assert closed(reading)


class Gone(Given):
    """An article of the topic is no longer there."""

    def synopsis(self, topic: Topic) -> Generator[Progress, None, Synopsis]:
        """Nothing but an error in words for the reader."""
        raise UsageError(f"an article of {topic.label} is gone")


@pytest.mark.covers("synopsis.open")
async def test_what_cannot_be_worked_out_is_said(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=Gone) as reading:
        await open_cost(reading)
        assert "an article of cost of the repair is gone" in reading.text()
        await reading.press("escape")
        assert closed(reading)


@pytest.mark.covers("synopsis.open")
async def test_an_article_that_goes_leaves_its_letter_to_another(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        name = reading.state.names[1]
        assert "B Morning Herald" in reading.text()
        third = reading.state.articles[reading.state.names[2]].source
        reading.state.articles.drop(name)
        reading.reader.post_message(ArticlesChanged())
        await reading.settle()
        assert "? Morning Herald" in reading.text()
        assert f"B {third}" in reading.text()
        await reading.press("j", "l", "l", "m", "k", "v", "v")
        await reading.press("enter")
        assert closed(reading)
        assert reading.here()[0] == "A"


@pytest.mark.covers("synopsis.open")
async def test_it_stands_at_once_and_can_be_left(open_reader: OpenReader) -> None:
    """The answer comes when it comes; whoever leaves ends the work, and an answer after that is dropped."""
    async with open_reader(size=WIDE, held=(BuildSynopsis,)) as reading:
        await reading.settle()
        await reading.pilot.press("t", "g", "enter", "s")
        while not isinstance(reading.app.screen, SynopsisScreen):
            await asyncio.sleep(0.002)
        await reading.pilot.pause()
        table = screen(reading)
        assert "working it out …" in reading.lines()[0]
        assert "side by side …" in reading.text()
        await reading.pilot.press("j", "l", "enter", "space", "e", "m", "right_square_bracket", "v")
        await reading.pilot.pause()
        table.tell_progress(Progress(7, 20, ""))
        await reading.pilot.pause()
        assert "passages 7/20 ^x cancels" in reading.lines()[0]
        await reading.pilot.press("ctrl+x")
        await reading.settle()
        assert "cancelled: esc leaves" in reading.text()
        await reading.pilot.press("right_curly_bracket")
        await reading.pilot.pause()
        assert "working it out …" in reading.lines()[0]
        await reading.pilot.press("escape")
        await reading.settle()
        assert closed(reading)


ENGINEERS = "Engineers counted 12 cracks in the spillway after the storm."
DEEPER = "Two of them run deeper than 3 metres."


@pytest.mark.covers("synopsis.open")
async def test_every_sentence_is_reached_marked_and_changed(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await open_cost(reading)
        await reading.press("right_curly_bracket")
        table = screen(reading).table

        def at() -> str:
            found = table.statement
            assert found is not None
            return found.one.text[found.span.start - found.one.start : found.span.end - found.one.start]

        walked = [at()]
        for key in (")", ")", "(", "(", "("):
            await reading.press(key)
            walked.append(at())
        assert walked[:2] == [ENGINEERS, DEEPER]
        assert walked[2] not in (ENGINEERS, DEEPER)
        assert walked[3:] == [DEEPER, ENGINEERS, ENGINEERS]
        await reading.press("x")
        assert reading.said() == "no mark here: m makes one"
        await reading.press(")", "m")
        assert reading.stored("text") == [(DEEPER,)]
        await reading.press("i", *"how deep", "ctrl+s")
        assert reading.stored("text, note") == [(DEEPER, "how deep")]
        await reading.press("x")
        assert reading.stored() == []
        await reading.press("u")
        assert reading.stored("text, note") == [(DEEPER, "how deep")]
        await reading.press("enter")
        assert reading.here() == ("A", 2)


@pytest.mark.covers("synopsis.open")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_of_many_articles_the_best_rows_come_first(
    open_reader: OpenReader, size: tuple[int, int]
) -> None:
    async with open_reader(size=size, answers=Many) as reading:
        await reading.press("t", "g", "enter", "s")
        table = screen(reading).table
        assert table.synopsis is not None
        assert len(table.synopsis.rows) == BEST_ROWS
        assert "∅ 18 of 20 silent" in reading.text()
        assert "40 shared" in reading.lines()[0]
        await reading.press("G")
        assert "+ 15 shared, + 2 alone: + opens" in reading.text()
        assert here(reading) == (f"row {BEST_ROWS - 1}", BEST_ROWS - 1)
        await reading.press("+")
        assert here(reading) == (f"row {BEST_ROWS - 1}", BEST_ROWS - 1)
        await reading.press("G")
        assert here(reading) == ("row 61", 61)
        assert "+ opens" not in reading.text()
        await reading.press("enter", "s")
        assert here(reading) == ("row 61", 61)
        await reading.press("+")
        again = screen(reading).table.synopsis
        assert again is not None
        assert len(again.rows) == BEST_ROWS


@pytest.mark.covers("synopsis.open")
async def test_the_sentence_with_the_value_that_differs_is_the_one_under_the_cursor(
    open_reader: OpenReader,
) -> None:
    async with open_reader(size=WIDE, answers=Many) as reading:
        await open_cost(reading)
        await reading.press("]")
        assert here(reading)[0] == "row 7"
        found = screen(reading).table.statement
        assert found is not None
        assert found.one.text[found.span.start : found.span.end] == "The sum of row 7 was 7 euros."


@pytest.mark.covers("synopsis.open")
async def test_many_articles_stand_in_columns_of_their_sources(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=OfSources) as reading:
        await open_cost(reading)
        table = screen(reading).table
        assert not table.stacked
        heads = reading.lines()[1]
        assert heads.index("Gazette") < heads.index("Wire") < heads.index("Post")
        assert "7 articles" in reading.text()
        await reading.press("j", "l")
        assert (here(reading), table.article) == (("row 1", 1), "news/b-herald.md")
        await reading.press("v")
        assert (here(reading), table.article, table.stacked) == (("row 1", 1), "news/b-herald.md", True)
        await reading.press("v", "+")
        assert (here(reading), table.article) == (("row 1", 1), "news/b-herald.md")
        await reading.press("enter")
        assert reading.here()[0] == "B"
        await reading.press("s")
        assert here(reading) == ("row 1", 1)
        await reading.press("m")
        assert reading.said() == "the article has changed since: make the synopsis anew"


class WithoutSources(Given):
    """The given synopses, of whose articles nobody knows the source."""

    def synopsis(self, topic: Topic) -> Generator[Progress, None, Synopsis]:
        """As given but for that."""
        found = yield from super().synopsis(topic)
        return replace(found, columns=tuple(replace(one, source=None) for one in found.columns))


@pytest.mark.covers("synopsis.open")
async def test_a_title_stands_for_a_source_that_is_not_known(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=WithoutSources) as reading:
        await open_cost(reading)
        assert "A Dam repair put at" in reading.lines()[1]
        assert "source?" not in reading.text()
