"""Searches that are kept: the last queries by a key, saved ones with what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.model.kept_searches import LONGEST_QUERY, KeptSearches
from briefing.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import OpenReader, Reading


def kept() -> KeptSearches:
    """What stands on the disk at this moment."""
    return Session().user_data.searches(("news",))


def listed(reading: Reading) -> list[str]:
    """The lines of the empty box about searches that are kept."""
    assert reading.reader.search is not None
    lines = reading.reader.search._kept
    return [line.plain.rstrip() for line in lines._lines()] if lines.display else []


@pytest.mark.covers("find.open")
async def test_up_in_the_empty_box_brings_back_the_last_query(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "enter")
        assert kept().recent == ("crack",)
        await reading.press("slash", "ctrl+u", *"storm", "escape", "slash")
        assert kept().recent == ("storm", "crack")
        assert reading.query() == ""
        await reading.press("up")
        assert reading.query() == "storm"
        assert reading.state.search.results is not None
        await reading.press("up")
        assert reading.query() == "crack", "nothing else was done in between"
        await reading.press("up")
        assert reading.query() == "crack", "there is none before that"
        await reading.press("down", "up")
        assert reading.query() == "crack"
        await reading.press("ctrl+u", "up", *"s", "up")
        assert reading.query() == "storms", "what was typed on is no query that was brought back"


@pytest.mark.covers("find.open")
async def test_up_among_results_is_the_result_above(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "escape", "slash", *"the")
        results = reading.reader.search
        assert results is not None
        first = results.hit
        await reading.press("down", "down", "up", "up", "up")
        assert (results.hit, reading.query()) == (first, "the")


@pytest.mark.covers("find.open")
async def test_letters_that_led_to_a_query_are_not_kept(open_reader: OpenReader) -> None:
    """Nor is what is too long, or blank."""
    async with open_reader() as reading:
        await reading.press("slash", *"dam", "escape", "slash", "space", "escape")
        assert kept().recent == ("dam",)
        await reading.press("slash")
        assert reading.reader.search is not None
        reading.reader.search.box.value = "x" * (LONGEST_QUERY + 1)
        await reading.settle()
        await reading.press("ctrl+s")
        assert "is not saved" in reading.said()
        await reading.press("escape")
        assert kept().recent == ("dam",)


@pytest.mark.covers("find.open")
async def test_a_saved_search_tells_what_is_new_in_it(open_reader: OpenReader, own_folders: Path) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+s")
        assert reading.said().startswith("saved: crack")
        assert "saved" in reading.text()
        assert [one.query for one in kept().saved] == ["crack"]
        await reading.press("ctrl+u")
        assert "3 passages" in listed(reading)[1]
        assert "new" not in listed(reading)[1]
    (own_folders / "news" / "e-post.md").write_text(
        "---\nsource: Post\n---\n# More\n\nA crack runs along the crest.\n\nOne more crack was found below.\n"
    )
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash")
        assert "2 new · 5 passages" in listed(reading)[1]
        await reading.press("down", "enter")
        assert reading.query() == "crack"
        new = [line for line in reading.lines() if "new  " in line]
        assert len(new) == 1
        assert "Post" in new[0]
        await reading.press("ctrl+u")
        assert "new" not in listed(reading)[1], "it was looked at"
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash")
        assert "new" not in listed(reading)[1]


@pytest.mark.covers("find.open")
async def test_a_search_is_saved_no_longer_by_the_same_key(open_reader: OpenReader) -> None:
    """In its box, or chosen in the list."""
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+s", "ctrl+s")
        assert reading.said().startswith("saved no longer: crack")
        assert kept().saved == ()
        await reading.press("ctrl+u", *"dam", "ctrl+s", "ctrl+u", *"storm", "ctrl+s", "ctrl+u")
        await reading.press("down", "ctrl+s")
        assert [one.query for one in kept().saved] == ["storm"]
        assert kept().recent[0] == "storm"
        await reading.press("ctrl+s", "up", "ctrl+u")
        assert [one.query for one in kept().saved] == ["storm"]


@pytest.mark.covers("find.open")
async def test_searches_are_those_of_what_is_open(open_reader: OpenReader) -> None:
    async with open_reader("news/a-gazette.md") as reading:
        await reading.press("slash", *"dam", "escape")
    async with open_reader() as reading:
        await reading.press("slash", "up")
        assert reading.query() == ""
        assert listed(reading) == []


@pytest.mark.covers("find.open")
async def test_queries_with_signs_of_commands_are_shown_as_they_are(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash")
        assert reading.reader.search is not None
        reading.reader.search.box.value = "[red]dam[/red] \\"
        await reading.settle()
        await reading.press("ctrl+s", "ctrl+u")
        assert any("[red]dam[/red] \\" in line for line in reading.lines())


@pytest.mark.covers("find.open")
async def test_what_cannot_be_kept_is_told_and_the_search_goes_on(
    open_reader: OpenReader, own_folders: Path
) -> None:
    (own_folders / "home" / "data").mkdir(parents=True)
    (own_folders / "home" / "data" / "searches").write_text("a file in the way")
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+s")
        assert "what was searched for could not be saved" in reading.text()
        assert reading.state.search.results is not None
        await reading.press("enter")
        assert reading.query() is None
