"""The list of topics while topics come and change: nothing one looks at moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.model.topic import Topic, TopicPassage
from briefing.ui.widgets.topic_list import fitting_parts

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

ARTICLE = "news/a-gazette.md"


def topic(number: int, *stories: Topic, passages: int = 2) -> Topic:
    places = tuple(TopicPassage(ARTICLE, passage, 0.5) for passage in range(1, passages + 1))
    words = (f"word{number}", f"thing{number}", f"place{number}")
    return Topic(f"topic {number}", words, 0.1, places, key=f"k{number}", stories=stories)


TWENTY = tuple(topic(number) for number in range(20))


async def put(reading: Reading, topics: tuple[Topic, ...]) -> None:
    """Give the reader new topics."""
    reading.state.topics.items = topics
    reading.reader.draw()
    await reading.settle()


def rows(reading: Reading) -> list[str]:
    """The labels in view, line by line; the highlighted one begins with a bar."""
    side = reading.reader.side.topics
    return [side.render_line(y).text.rstrip(" 0123456789") for y in range(0, side.size.height - 1, 2)]


@pytest.mark.parametrize(
    ("room", "shown", "rest"),
    [
        (40, "harbour wall, Ana Moreno, coal", ""),
        (30, "harbour wall, Ana Moreno, coal", ""),
        (29, "harbour wall, Ana Moreno …", "coal"),
        (26, "harbour wall, Ana Moreno …", "coal"),
        (25, "harbour wall …", "Ana Moreno, coal"),
        (5, "harbour wall …", "Ana Moreno, coal"),
    ],
)
def test_parts_of_a_label_that_do_not_fit_stand_below(room: int, shown: str, rest: str) -> None:
    assert fitting_parts("harbour wall, Ana Moreno, coal", room) == (shown, rest)


async def test_on_a_narrow_screen_a_list_keeps_the_keys_while_the_other_goes(open_reader: OpenReader) -> None:
    async with open_reader(size=(80, 24)) as reading:
        await reading.press("t", "A")
        side = reading.reader.side
        assert (side.topics.has_focus, side.topics.display, side.articles.display) == (True, True, False)
        await reading.press("T")
        assert not side.has_focus_within


async def test_new_topics_leave_the_chosen_row_where_it_is(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 40)) as reading:
        await put(reading, TWENTY)
        await reading.press("t", *"jjjjjjjjjj")
        side = reading.reader.side.topics
        assert side.chosen is TWENTY[10]
        line = 10 * 2 - side.scroll_offset.y
        grown = tuple(topic(number, passages=3) for number in (30, 31, *range(20), 32))
        await put(reading, grown)
        assert side.chosen is grown[12]
        assert 12 * 2 - side.scroll_offset.y == line
        assert side.has_focus


async def test_scrolled_away_from_the_choice_the_view_stays(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 40)) as reading:
        await put(reading, TWENTY)
        side = reading.reader.side.topics
        side.scroll_to(y=14, animate=False, immediate=True)
        before = rows(reading)
        await put(reading, (topic(40), *TWENTY))
        assert side.chosen is TWENTY[0]
        assert rows(reading) == before


async def test_a_chosen_topic_stays_chosen_under_a_new_name(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await put(reading, TWENTY)
        await reading.press("t", "j", "enter", "z")
        assert (reading.topic(), reading.state.topics.only_chosen) == ("topic 1", True)
        renamed = Topic("the works", TWENTY[1].keywords, 0.1, TWENTY[1].passages, key="k1")
        await put(reading, (TWENTY[0], renamed))
        assert (reading.topic(), reading.state.topics.only_chosen) == ("the works", True)
        assert "◆ the works" in reading.text()
        await put(reading, TWENTY[:1])
        assert (reading.topic(), reading.state.topics.only_chosen) == (None, False)


async def test_nothing_to_choose_from(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("t")
        await put(reading, ())
        assert reading.reader.side.topics.chosen is None
        await reading.press("j", "enter")
        assert reading.topic() is None
        await put(reading, TWENTY)
        assert reading.reader.side.topics.chosen is TWENTY[0]
