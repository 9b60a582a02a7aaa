"""The list of articles narrowed down: by typing, by source, month and topic, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers, Archive
from hypothesis import given
from hypothesis import strategies as st

from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.ui.state.filter_query import field_of, with_field
from briefing.ui.state.library_articles import LibraryArticles

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

NEWS = 4


def listed(reading: Reading) -> list[str]:
    """The articles of the list, by file."""
    return [Path(name).name for name in reading.state.listed]


def chosen(reading: Reading) -> str:
    """The highlighted article's file."""
    name = reading.reader.side.articles.chosen
    assert name is not None
    return Path(name).name


def typed(reading: Reading) -> str | None:
    """What stands in the box; None when there is none."""
    box = reading.reader.side.filter
    return box.typed if box is not None else None


@pytest.mark.covers("list.filter")
async def test_typing_narrows_the_list_and_escape_shows_all(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        every = listed(reading)
        before = chosen(reading)
        await reading.press("f")
        assert typed(reading) == ""
        assert listed(reading) == every
        await reading.press(*"herald")
        assert listed(reading) == ["b-herald.md"]
        assert f"1 of {NEWS}" in reading.text()
        assert "esc shows all" in reading.text()
        await reading.press("x")
        assert listed(reading) == []
        assert f"0 of {NEWS}" in reading.text()
        await reading.press("escape")
        assert typed(reading) is None
        assert listed(reading) == every
        assert chosen(reading) == before
        assert reading.reader.focused is reading.reader.side.articles
        assert "a · A hides" in reading.text()


@pytest.mark.covers("list.find", "view.escape")
async def test_an_article_that_was_gone_to_stays_chosen_when_all_are_listed(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        every = listed(reading)
        await reading.press("a", "g", "slash", *"source:")
        assert listed(reading) == every
        await reading.press("escape", "slash", *"source:wire OR source:herald", "down")
        assert listed(reading) == ["b-herald.md", "c-wire.md"]
        assert chosen(reading) == "c-wire.md"
        await reading.press("tab", "escape")
        assert listed(reading) == every
        assert chosen(reading) == "c-wire.md"
        await reading.press("escape")
        assert reading.reader.focused is reading.reader.view


@pytest.mark.covers("list.filter", "columns.toggle")
async def test_enter_opens_what_was_found_and_the_filter_stays(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("f", *"wire", "enter")
        assert reading.letters() == "CB"
        assert reading.here()[0] == "C"
        assert listed(reading) == ["c-wire.md"]
        await reading.press("space")
        assert reading.letters() == "B"
        # In the text, escape takes it back after everything else.
        await reading.press("f")
        assert typed(reading) == "wire"
        await reading.press("tab", "tab", "tab")
        reading.reader.focus_text()
        await reading.press("escape")
        assert typed(reading) is None
        assert chosen(reading) == "c-wire.md"


@pytest.mark.covers("list.filter")
async def test_the_box_keeps_the_keys_while_the_list_moves(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("f")
        seen = [chosen(reading)]
        for key in ("ctrl+home", "ctrl+n", "down", "ctrl+p", "pagedown", "ctrl+home", "ctrl+end", "pageup"):
            await reading.press(key)
            seen.append(chosen(reading))
        assert seen[1:4] == listed(reading)[:3]
        assert seen[4] == seen[2]
        assert seen[6] == listed(reading)[0]
        assert seen[7] == listed(reading)[-1]
        assert reading.reader.side.filter is not None
        assert reading.reader.side.filter.has_focus_within
        await reading.press(*"qmxSD?")
        assert typed(reading) == "qmxSD?"
        assert reading.ran == ["list.filter"]


@pytest.mark.covers("list.source", "list.month")
async def test_the_chosen_articles_source_and_month(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("a", "g")
        head = reading.state.articles.head(reading.state.names[0])
        assert head.source is not None
        assert head.published is not None
        await reading.press("S")
        assert field_of(typed(reading) or "", "source") == head.source
        assert listed(reading) == ["a-gazette.md"]
        assert reading.reader.focused is reading.reader.side.articles
        await reading.press("D")
        assert field_of(typed(reading) or "", "date") == head.published[:7]
        await reading.press("S")
        assert typed(reading) == f"date:{head.published[:7]}"
        same_month = [
            Path(name).name
            for name in reading.state.names
            if (reading.state.articles.head(name).published or "").startswith(head.published[:7])
        ]
        assert listed(reading) == same_month
        await reading.press("D")
        assert typed(reading) is None
        await reading.press("G", "S")
        assert reading.said() == "this article names no source: d sets it"
        await reading.press("D")
        assert reading.said() == "this article has no date: d sets it"


@pytest.mark.covers("list.topic")
async def test_the_articles_of_a_topic(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40), answers=Answers) as reading:
        topic = reading.state.topics.items[0]
        speaking = {Path(passage.article).name for passage in topic.passages}
        await reading.press("t", "g", "f")
        assert field_of(typed(reading) or "", "topic") == topic.label
        assert set(listed(reading)) == speaking
        # The list of topics keeps the keys: the same key has all again.
        await reading.press("f")
        assert typed(reading) is None


@pytest.mark.covers("list.filter")
async def test_what_cannot_be_read_is_pointed_at(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("f", *"herald date:soon")
        lines = [line[:36] for line in reading.lines()]
        at = next(number for number, line in enumerate(lines) if "herald date:soon" in line)
        assert "dates are written" in lines[at + 1]
        assert listed(reading) == ["b-herald.md"]
        await reading.press(*["backspace"] * 9)
        assert "^" not in reading.text()


@pytest.mark.covers("list.filter")
@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20)])
async def test_the_box_is_seen_at_every_size(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("f", *"wire")
        assert f"1 of {NEWS}" in reading.text()
        assert "wire" in reading.text()
        await reading.press("A")
        assert typed(reading) == "wireA"


@pytest.mark.covers("list.filter", "list.month")
async def test_a_library_is_narrowed_alike(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.md").write_text(
            f"---\nsource: {'Even' if number % 2 == 0 else 'Odd'} Post\n"
            f"date: 2026-{number // 10 + 1:02}-0{number % 9 + 1}\n---\n\n# Report {number}\n\nOn coal.\n",
            encoding="utf-8",
        )
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        assert isinstance(reading.state.articles, LibraryArticles)
        every = listed(reading)
        await reading.press("a", *"jjjj")
        place = chosen(reading)
        await reading.press("slash", *"source:even date:2026-02..")
        assert listed(reading) == [f"{number}.md" for number in range(10, 30, 2)]
        assert "10 of 30" in reading.text()
        assert "Report 10" in reading.text()
        await reading.press("escape")
        assert listed(reading) == every
        assert chosen(reading) == place
        await reading.press("f", *"rep 2", "tab", "G")
        assert listed(reading) == ["02.md", *[f"{number}.md" for number in range(20, 30)]]
        assert chosen(reading) == "29.md"
        await reading.press("D")
        assert listed(reading) == [f"{number}.md" for number in range(20, 30)]
        await reading.press("escape")
        assert chosen(reading) == "29.md"
        assert "Report 29" in reading.text()
        await reading.press("f", *"topic:nothing")
        assert "there is no topic nothing" in reading.text()


WORDS = st.lists(
    st.sampled_from(["steel", '"two words"', "source:old", 'source:"an old one"', "date:2026", "-x"])
).map(" ".join)


@given(WORDS, st.text(alphabet='ab "”().:*-é', max_size=12))
def test_a_field_is_set_and_taken_back(query: str, value: str) -> None:
    plain = " ".join(value.replace('"', " ").replace("”", " ").split())
    without = with_field(query, "source", field_of(query, "source") or "")
    assert field_of(without, "source") is None
    assert field_of(without, "date") == field_of(query, "date")
    if plain and field_of(query, "source") != plain:
        found = with_field(query, "source", value)
        assert field_of(found, "source") == plain
        assert with_field(found, "source", value) == without


async def test_a_title_leads_where_neither_source_nor_date_is_known(open_reader: OpenReader) -> None:
    """It goes on in the line below; nothing stands in for what is not known."""
    async with open_reader(size=(160, 40)) as reading:
        index = listed(reading).index("d-note.txt")
        first, second, *_ = reading.reader.side.articles._draw_row(index, 30)
        title = reading.state.articles[reading.state.names[index]].title
        sign, letter, *words = f"{first.plain} {second.plain.rstrip('…')}".split()
        assert (sign, letter) == ("○", "D")
        assert len(words) > 5
        assert title.split()[: len(words)] == words
        assert "source?" not in reading.text()
