"""The list of articles by event and by differences, and what is said of events and copies elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.conftest import Given

from briefing.model.source_groups import SourceGroups
from briefing.session.requests.source_requests import GroupSources

if TYPE_CHECKING:
    from collections.abc import Generator

    from answers import Asked
    from tests.ui.conftest import OpenReader, Reading

WIDE = (160, 40)


def rows(reading: Reading) -> list[str]:
    """The articles of the rows, by file; empty for the head of a group."""
    return [Path(name).name for name in reading.reader.side.articles._names]


@pytest.mark.covers("list.events")
async def test_articles_of_one_event_stand_under_its_label_and_days(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        before = rows(reading)
        await reading.press("a", "E")
        assert rows(reading) == ["", "a-gazette.md", "b-herald.md", "c-wire.md", "", "d-note.txt"]
        assert "Articles by event" in reading.text()
        assert "Kestrel dam repair" in reading.text()
        assert "3 articles · 10 – 11 Mar 2026" in reading.text()
        assert "told by one article each" in reading.text()
        assert reading.said().startswith("4 articles on 2 events")
        await reading.press("a", "E")
        assert rows(reading) == before
        assert "Articles by event" not in reading.text()


async def test_heads_are_passed_over_and_a_filter_leaves_those_it_needs(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("a", "E", "g")
        assert Path(reading.reader.side.articles.chosen or "").name == "a-gazette.md"
        await reading.press("j", "j", "j")
        assert Path(reading.reader.side.articles.chosen or "").name == "d-note.txt"
        await reading.press("slash", *"source:wire")
        assert rows(reading) == ["", "c-wire.md"]
        await reading.press("escape", "escape")
        assert len(rows(reading)) == 6


@pytest.mark.covers("list.sort")
async def test_articles_with_most_differences_come_first(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        opened = rows(reading)
        counts = {Path(name).name: reading.state.ledger.counts(name)[0] for name in reading.state.names}
        await reading.press("comma")
        assert rows(reading) == sorted(opened, key=lambda name: -counts[name])
        assert counts[rows(reading)[0]] > 0
        assert "Articles by differences" in reading.text()
        await reading.press("a", "E")
        assert "" in rows(reading)
        await reading.press("comma")
        assert rows(reading) == opened


@pytest.mark.covers("list.sort", "list.filter", "list.events")
async def test_a_key_walks_the_orders_of_the_list_and_says_which_it_is(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        opened = rows(reading)
        heads = {Path(name).name: reading.state.articles.head(name) for name in reading.state.names}
        seen = {}
        for _ in range(6):
            await reading.press("comma")
            title = next(line for line in reading.lines() if "Articles" in line)
            seen[title.partition("▎")[0].split("a ·")[0].strip()] = rows(reading)
            assert reading.said()
        # Those of one day, and those of which nothing is known, stay as they were opened.
        dated = sorted(opened, key=lambda name: heads[name].published or "", reverse=True)
        assert dated != opened
        assert seen["Articles by date"] == dated
        sources = [heads[name].source or "~" for name in seen["Articles by source"]]
        assert sources == sorted(sources)
        titles = [heads[name].title.casefold() for name in seen["Articles by title"]]
        assert titles == sorted(titles)
        lengths = [heads[name].words for name in seen["Articles by length"]]
        assert lengths == sorted(lengths, reverse=True)
        assert "" in seen["Articles by event"]
        await reading.press("comma")
        assert rows(reading) == opened
        # What a filter leaves is sorted, too, and all of it where it is taken away.
        await reading.press("comma", "comma", "f", *"gazette OR wire")
        assert reading.state.narrowed is not None
        left = rows(reading)
        assert left == [name for name in dated if name in left]
        assert 0 < len(left) < len(opened)
        await reading.press("escape")
        assert rows(reading) == dated
        await reading.press("E", "E")
        assert rows(reading) == opened


@pytest.mark.covers("list.sort", "columns.details")
async def test_a_date_set_by_hand_sorts_the_list_anew(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("comma", "comma")
        assert rows(reading)[0] != "a-gazette.md"
        await reading.press("escape", "d", "tab", *["backspace"] * 12, *"2027-01-01", "ctrl+s")
        assert rows(reading)[0] == "a-gazette.md"


@pytest.mark.covers("list.sort")
async def test_differences_that_are_not_known_are_passed_over(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        reading.state.ledger.known = False
        await reading.press("comma")
        assert reading.state.sources.order == "date"
        assert "what differs is not known yet: # works them out" in reading.said()


@pytest.mark.covers("list.compact", "list.events", "columns.toggle")
async def test_a_list_of_one_line_for_each_article(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("full_stop", "a")
        lines = [line for line in reading.lines() if "Valley" in line.partition("▎")[0]]
        assert "Dam repair put" in lines[0].partition("▎")[0]
        assert reading.reader.side.articles.virtual_size.height == 4
        await reading.press("E")
        assert any("Kestrel dam repair · 3 articles" in line for line in reading.lines())
        await reading.press("g", "j", "j", "space")
        assert "C" in reading.letters()
        reading.app.leave()
    async with open_reader(size=WIDE) as reading:
        assert reading.reader.side.articles.virtual_size.height == 4
        await reading.press("full_stop")
        assert reading.reader.side.articles.virtual_size.height == 12


async def test_the_header_says_that_the_columns_tell_of_several_events(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        assert "events" not in reading.lines()[0]
        await reading.press("a", "G", "space")
        assert "the columns tell of 2 events" in reading.lines()[0]
        await reading.press("space")
        assert "events" not in reading.lines()[0]


async def test_in_a_narrow_terminal_it_is_said_shortly(open_reader: OpenReader) -> None:
    async with open_reader(size=(60, 20)) as reading:
        await reading.press("a", "G", "space")
        assert "2 events" in reading.lines()[0]


class Copied(Given):
    """The wire's report is a copy of the gazette's."""

    def answer(self, request: Asked) -> object:
        """Events, with a copy."""
        return self.copied() if isinstance(request, GroupSources) else super().answer(request)

    def copied(self) -> Generator[object, None, SourceGroups]:
        found = yield from self.source_groups()
        dam = found.events[0].articles
        return SourceGroups(found.events, {dam[2]: dam[0]})


async def test_copies_are_one_voice_in_the_list_and_in_the_bars(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=Copied) as reading:
        assert "figures · ≠ 1 ≡ A" in reading.text()
        assert "C≡" in reading.text()
        await reading.press("a", "E")
        assert "3 articles · 2 voices" in reading.text()


class TooMany(Given):
    """More articles than can be compared."""

    def answer(self, request: Asked) -> object:
        """No events."""
        return self.none() if isinstance(request, GroupSources) else super().answer(request)

    def none(self) -> Generator[object, None, None]:
        yield from ()


async def test_of_too_many_articles_no_events_are_told(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=TooMany) as reading:
        before = rows(reading)
        await reading.press("a", "E")
        assert "too many articles" in reading.said()
        assert rows(reading) == before


async def test_events_that_are_not_known_yet_are_asked_for(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        reading.state.sources.forget()
        await reading.press("a", "E")
        assert reading.state.sources.known
        assert "" in rows(reading)
