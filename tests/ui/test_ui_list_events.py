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
        await reading.press("comma", "comma")
        assert rows(reading) == opened


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
