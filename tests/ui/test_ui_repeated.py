"""Texts that stand in many articles: seen as boilerplate, listed by a key, and decided by a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive
from repeated_news import HEAD, NOTICE, STATEMENT, article
from tiers import cases

from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.reading.corpus_boilerplate import article_as_read

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


@pytest.fixture(params=cases(["in a library"], ["in memory"]))
def gazette(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of nine articles that print the same notice, held in either way."""
    if request.param == "in a library":
        monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(3))
    folder = tmp_path / "gazette"
    folder.mkdir()
    for n in range(9):
        text = f"Harbour report {n} in full\n\n{article(n, within=STATEMENT, below=NOTICE)}"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return "gazette"


def kinds(reading: Reading) -> set[tuple[str, str]]:
    """What stands in many articles, with the kind of passage it is shown as."""
    found = set()
    for name in reading.state.names:
        one = reading.state.articles[name]
        found |= {(one.passage_text(p.number), p.kind) for p in one.passages}
    return {(text, kind) for text, kind in found if text in (NOTICE, STATEMENT)}


async def found(reading: Reading, words: str) -> int:
    """How many passages the search finds."""
    await reading.press("slash", *words)
    results = reading.state.search.results
    await reading.press("escape", "escape")
    return results.total if results is not None else 0


@pytest.mark.covers("columns.repeated")
async def test_a_person_decides_what_counts(open_reader: OpenReader, gazette: str) -> None:
    async with open_reader(gazette, size=(160, 44), answers=Archive) as reading:
        assert kinds(reading) == {(NOTICE, "boilerplate"), (STATEMENT, "paragraph")}
        assert await found(reading, "moderated") == 0
        await reading.press("I")
        assert "Repeated texts" in reading.text()
        assert "9 articles · left out" in reading.text()
        assert "9 articles · counts" in reading.text()
        await reading.press(*"comments", "enter")
        assert reading.said() == "counts again; it stands in 9 articles · I changes it back"
        assert kinds(reading) == {(NOTICE, "paragraph"), (STATEMENT, "paragraph")}
        assert await found(reading, "moderated") == 9
    async with open_reader(gazette, size=(160, 44), answers=Archive) as reading:
        assert kinds(reading) == {(NOTICE, "paragraph"), (STATEMENT, "paragraph")}
        await reading.press("I", *"bridge", "enter")
        assert reading.said() == "left out; it stands in 9 articles · I changes it back"
        assert kinds(reading) == {(NOTICE, "paragraph"), (STATEMENT, "boilerplate")}
        await reading.press("I", "escape")
        assert kinds(reading) == {(NOTICE, "paragraph"), (STATEMENT, "boilerplate")}


async def test_one_begins_to_read_behind_the_furniture(open_reader: OpenReader, tmp_path: Path) -> None:
    for n in range(9):
        (tmp_path / f"gazette{n}.txt").write_text(article(n, above=HEAD, below=NOTICE), encoding="utf-8")
    names = tuple(f"gazette{n}.txt" for n in range(9))
    async with open_reader(*names, size=(160, 44), answers=Archive) as reading:
        assert [reading.state.articles[name].passages[0].kind for name in names] == ["boilerplate"] * 9
        assert reading.here() == ("A", 1)
        assert "Lighthouse" not in reading.state.articles.head(names[0]).title
        opening, decided = reading.reader.controllers.opening, reading.state.articles[names[0]]
        for one, first in ((article_as_read(decided), 0), (decided, 1)):
            # It was read, and drawn, before the others said that its first line is theirs as well.
            opening._take([one])
            assert reading.here() == ("A", first)
        await reading.press("j")
        opening._take([article_as_read(decided)])
        assert reading.here() == ("A", 2)


@pytest.mark.covers("columns.repeated")
async def test_where_nothing_is_repeated_that_is_said(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("I")
        assert reading.said() == "no text stands word for word in many articles here"
