"""Which figures stand in one line, and what holds of every line."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_articles import given_from

from briefing.ledger.allowed_values import contradict
from briefing.ledger.build_ledger import lines_of
from briefing.ledger.mentions import LedgerArticle
from briefing.model.figure import Figure
from briefing.model.ledger_line import LedgerEntry, LedgerLine

STORIES = tomllib.loads((Path(__file__).parent / "data" / "aligned.toml").read_text("utf-8"))["story"]


def entries(lines: list[LedgerLine]) -> Iterator[tuple[LedgerLine, LedgerEntry]]:
    for line in lines:
        for entry in line.entries:
            yield line, entry


def line_with(lines: list[LedgerLine], name: str, text: str) -> LedgerLine:
    found = [line for line, one in entries(lines) if Path(one.article).name == name and one.text == text]
    assert len(found) == 1, (name, text, [one.text for _, one in entries(lines)])
    return found[0]


@pytest.fixture(params=STORIES, ids=[story["name"] for story in STORIES])
def story(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.param
    return found


@pytest.fixture
def given(story: dict[str, Any], tmp_path: Path) -> list[LedgerArticle]:
    return given_from(tmp_path / "news", story["texts"])


def test_what_measures_the_same_stands_in_one_line(story: dict[str, Any], given: list[LedgerArticle]) -> None:
    lines = lines_of(given)
    for same in story.get("same", ()):
        found = {line_with(lines, name, text).id for name, text in same["figures"]}
        assert len(found) == 1, same
        assert line_with(lines, *same["figures"][0]).verdict == same["verdict"], same
    for apart in story.get("apart", ()):
        found = {line_with(lines, name, text).id for name, text in apart["figures"]}
        assert len(found) == len(apart["figures"]), apart


def test_no_line_differs_but_those_that_do(story: dict[str, Any], given: list[LedgerArticle]) -> None:
    lines = lines_of(given)
    wanted = {
        line_with(lines, *same["figures"][0]).id
        for same in story.get("same", ())
        if same["verdict"] == "differ"
    }
    assert {line.id for line in lines if line.verdict == "differ"} == wanted


def test_every_figure_stands_in_one_line_and_its_words_are_the_text(given: list[LedgerArticle]) -> None:
    texts = {one.article.id: one.article.text for one in given}
    places = [(one.article, one.start) for _, one in entries(lines_of(given))]
    assert len(places) == len(set(places))
    assert len(places) == sum(len(one.figures) for one in given)
    for _, one in entries(lines_of(given)):
        assert texts[one.article][one.start : one.end] == one.text
        for span in one.why:
            word = texts[one.article][span.start : span.end]
            assert word
            assert word == word.strip()


def test_every_pair_of_a_line_that_agrees_agrees(given: list[LedgerArticle]) -> None:
    figures: dict[tuple[str, int], Figure] = {
        (figure.article, figure.start): figure for one in given for figure in one.figures
    }
    for line in lines_of(given):
        held = [figures[one.article, one.start] for one in line.entries]
        clash = any(contradict(one, other) for one in held for other in held if one.article != other.article)
        assert clash == (line.verdict == "differ")


def test_the_order_of_the_articles_changes_nothing(given: list[LedgerArticle]) -> None:
    shuffled = given[:]
    random.Random(7).shuffle(shuffled)
    assert {line.id for line in lines_of(given)} == {line.id for line in lines_of(shuffled)}


def test_a_line_keeps_its_id_where_the_folder_is_another(story: dict[str, Any], tmp_path: Path) -> None:
    one = lines_of(given_from(tmp_path / "one", story["texts"]))
    other = lines_of(given_from(tmp_path / "other", story["texts"]))
    assert {line.id for line in one} == {line.id for line in other}


def test_no_articles_have_no_ledger() -> None:
    assert lines_of([]) == []
