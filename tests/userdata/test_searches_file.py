"""The searches of a set of paths, as they are remembered on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.model.kept_searches import MOST_RECENT, MOST_SAVED, KeptSearches, SavedSearch
from briefing.userdata.searches_file import SearchesFile


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = SearchesFile("k", tmp_path)
    assert file.load().value == KeptSearches()
    file.change(lambda kept: kept.asked(" dam ").with_saved(SavedSearch("dam", ("a", "b"))), ["news"])
    file.change(lambda kept: kept.asked("storm").with_saved(SavedSearch("storm")), ["news"])
    found = SearchesFile("k", tmp_path).load().value
    assert found.recent == ("storm", "dam")
    assert found.saved == (SavedSearch("dam", ("a", "b")), SavedSearch("storm"))


def test_one_query_is_kept_once_and_only_so_many() -> None:
    kept = KeptSearches()
    for number in range(MOST_RECENT + 5):
        kept = kept.asked(f"q{number}")
    kept = kept.asked("q50").asked("q50")
    assert len(kept.recent) == MOST_RECENT
    assert kept.recent[0] == "q50"
    assert len(set(kept.recent)) == MOST_RECENT


def test_looking_at_what_is_saved_no_longer_saves_it_not() -> None:
    kept = KeptSearches().with_saved(SavedSearch("dam"))
    assert kept.looked_at(SavedSearch("dam", ("a",))).saved == (SavedSearch("dam", ("a",)),)
    assert kept.without("dam").looked_at(SavedSearch("dam", ("a",))).saved == ()


def test_two_programs_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = SearchesFile("k", tmp_path), SearchesFile("k", tmp_path)
    one.load(), two.load()
    one.change(lambda kept: kept.with_saved(SavedSearch("dam")), [])
    two.change(lambda kept: kept.with_saved(SavedSearch("storm")), [])
    assert [search.query for search in one.load().value.saved] == ["dam", "storm"]


@pytest.mark.parametrize(
    "values",
    [
        {"recent": ["dam", 3], "saved": []},
        {"recent": [""], "saved": []},
        {"recent": ["x"] * (MOST_RECENT + 1), "saved": []},
        {"recent": [], "saved": [{"query": "dam"}] * (MOST_SAVED + 1)},
        {"recent": [], "saved": [{"query": "dam", "seen": "all"}]},
        {"recent": [], "saved": [{"query": "dam", "seen": [1]}]},
        {"recent": [], "saved": ["dam"]},
        {"recent": [], "saved": [{"query": "x" * 1_001}]},
        {"recent": {}},
    ],
)
def test_a_damaged_file_is_set_aside_and_what_stood_before_comes_back(
    tmp_path: Path, values: dict[str, object]
) -> None:
    file = SearchesFile("k", tmp_path)
    file.change(lambda kept: kept.asked("dam"), [])
    file.change(lambda kept: kept.asked("storm"), [])
    (tmp_path / "k.json").write_text(json.dumps({"version": 1, **values}))
    found = file.load()
    assert found.value == KeptSearches(("dam",))
    assert "was damaged" in found.note
    assert (tmp_path / "k.damaged-1.json").is_file()
    assert file.load().note == ""


def test_a_newer_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "k.json").write_text('{"version": 2}')
    with pytest.raises(StoreError, match="newer version"):
        SearchesFile("k", tmp_path).load()
    assert (tmp_path / "k.json").read_text() == '{"version": 2}'
