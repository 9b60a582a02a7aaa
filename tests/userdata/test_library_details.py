"""What a person said of an article stays with its text and with its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.userdata.database import Database
from briefing.userdata.overrides import Override, OverrideStore


def found(details: OverrideStore, name: str, fingerprint: str) -> Override | None:
    """What is set for an article, as everybody asks for it."""
    return details.all_details().find(fingerprint, name)


@pytest.fixture
def details(database: Database) -> OverrideStore:
    return OverrideStore(database)


def test_nothing_is_set_at_first(details: OverrideStore) -> None:
    assert found(details, "a.txt", "f") is None


def test_each_detail_is_set_and_taken_back_by_itself(details: OverrideStore) -> None:
    assert details.set_details("f", "a.txt", source=" The  Herald ") == Override("The Herald", None)
    assert details.set_details("f", "a.txt", published="2026-02-04") == Override("The Herald", "2026-02-04")
    assert found(details, "a.txt", "f") == Override("The Herald", "2026-02-04")
    assert details.set_details("f", "a.txt", source="") == Override(None, "2026-02-04")
    assert details.set_details("f", "a.txt", published="") == Override(None, None)
    assert found(details, "a.txt", "f") is None


def test_details_follow_the_text_and_stay_with_the_place(details: OverrideStore) -> None:
    details.set_details("f", "a.txt", source="Herald")
    assert found(details, "renamed.txt", "f") == Override("Herald", None)
    assert found(details, "a.txt", "edited") == Override("Herald", None)
    assert found(details, "other.txt", "other") is None


def test_the_text_counts_more_than_the_place(details: OverrideStore) -> None:
    details.set_details("f", "a.txt", source="Herald")
    details.set_details("g", "b.txt", source="Courier")
    assert found(details, "b.txt", "f") == Override("Herald", None)


def test_a_place_is_the_same_from_any_folder(
    details: OverrideStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    details.set_details("f", "a.txt", source="Herald")
    monkeypatch.chdir(tmp_path)
    assert found(details, "news/a.txt", "edited") == Override("Herald", None)
    assert found(details, str(tmp_path / "news" / "a.txt"), "edited") is not None
    assert found(details, "a.txt", "edited") is None


def test_details_survive_a_restart(path: Path, details: OverrideStore) -> None:
    details.set_details("f", "caf\udce9.txt", source="Herald", published="2026-02-04")
    again = OverrideStore(Database(path))
    assert found(again, "caf\udce9.txt", "edited") == Override("Herald", "2026-02-04")


def test_words_once_given_stay_in_the_file(path: Path, details: OverrideStore) -> None:
    details.set_details("f", "a.txt", source="Herald")
    details.set_details("f", "a.txt", source="Courier")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT source FROM detail ORDER BY seq").fetchall() == [("Herald",), ("Courier",)]


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "04.02.2026",
        "2026-2-4",
        "2026-02-30",
        "20260204",
        "2026-W06",
        "٢٠٢٦-٠٢-٠٤",
        " ",
        "0000-01-01",
    ],
)
def test_other_dates_are_refused_with_the_form_that_is_not(details: OverrideStore, value: str) -> None:
    with pytest.raises(UsageError, match=r"2026-02-04") as caught:
        details.set_details("f", "a.txt", source="Herald", published=value)
    assert caught.value.exit_code == 2
    assert found(details, "a.txt", "f") is None


def test_what_is_typed_is_cleaned(details: OverrideStore) -> None:
    assert details.set_details("f", "a.txt", source="The\x1b[31m\nHerald").source == "The␛[31m Herald"
    setters: list[Callable[[], object]] = [lambda: details.set_details("f", "a", published="\x1b[2J")]
    with pytest.raises(UsageError) as caught:
        setters[0]()
    assert "\x1b" not in str(caught.value)


def test_what_is_said_of_a_repeated_text_survives_and_is_taken_back(
    path: Path, details: OverrideStore
) -> None:
    details.decide_text(7, "All times are ET.", False)
    details.decide_text(2**64 - 1, "Live: £1 a month", True)
    details.decide_text(9, "Read on.", True)
    details.decide_text(9, "Read on.", None)
    again = OverrideStore(Database(path))
    assert again.all_details().by_words == {7: False, 2**64 - 1: True}
    assert again.unread_met == ()
    details.decide_text(7, "All times are ET.", True)
    assert again.all_details().by_words[7] is True


@pytest.mark.parametrize(
    "value",
    ["no json", "[]", '{"text": "a"}', b"\xff", '{"boilerplate": "no"}', '{"boilerplate": ' + "[" * 100_000],
)
def test_what_cannot_be_read_of_a_repeated_text_hides_nothing_else(
    path: Path, details: OverrideStore, value: str | bytes
) -> None:
    details.decide_text(7, "All times are ET.", False)
    details.set_details("f", "a.txt", source="Herald")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO fact (name, value) VALUES (?, CAST(? AS TEXT))",
            ("repeated text 0000000000000009", value),
        )
    found = details.all_details()
    assert found.by_words == {7: False}
    assert found.by_text == {"f": Override("Herald", None)}
    (unread,) = details.unread_met
    assert (unread.table, unread.key) == ("fact", "repeated text 0000000000000009")


def test_details_hold_for_a_corrected_text_by_every_name_of_its_file(
    details: OverrideStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path / "news")
    (tmp_path / "alone.txt").symlink_to(tmp_path / "news" / "a.txt")
    monkeypatch.chdir(tmp_path)
    details.set_details("f", "link/a.txt", source="Herald")
    for name in ("news/a.txt", "link/a.txt", "alone.txt", str(tmp_path / "alone.txt")):
        assert found(details, name, "corrected") == Override("Herald", None), name
    assert found(details, "news/b.txt", "corrected") is None
    both = details.set_details("corrected again", "alone.txt", published="2026-02-04")
    assert both == Override("Herald", "2026-02-04")


def test_details_of_before_hold_too(details: OverrideStore, tmp_path: Path) -> None:
    """They were kept with links as they were given."""
    (tmp_path / "news").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "news")
    with details._database.write() as connection:
        connection.execute(
            "INSERT INTO detail (fingerprint, location, source, published, made)"
            " VALUES ('f', ?, 'Herald', NULL, '2026-02-04')",
            (str(tmp_path / "link" / "a.txt"),),
        )
    for name in ("news", "link"):
        assert found(details, str(tmp_path / name / "a.txt"), "corrected") == Override("Herald", None)


def test_what_was_read_survives_is_taken_back_and_comes_from_another_store(
    path: Path, details: OverrideStore, tmp_path: Path
) -> None:
    details.set_read("f1", True)
    details.set_read("f2", True)
    details.set_read("f2", False)
    again = OverrideStore(Database(path))
    assert again.read_texts() == {"f1"}
    # No decision about a repeated text is made of it, and none is missing for it.
    assert (again.all_details().by_words, again.unread_met) == ({}, ())
    elsewhere = Database(tmp_path / "other.sqlite3")
    other = OverrideStore(elsewhere)
    for text in ("f2", "f3"):
        other.set_read(text, True)
    with elsewhere.read() as connection:
        assert details.merge_from(connection) == 1
    # What was taken back here stays so.
    assert details.read_texts() == {"f1", "f3"}


@pytest.mark.parametrize("value", ["no json", "[]", '{"read": "yes"}', b"\xff", '{"read": ' + "[" * 100_000])
def test_what_cannot_be_read_of_it_is_not_read(
    path: Path, details: OverrideStore, value: str | bytes
) -> None:
    details.set_read("f1", True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO fact (name, value) VALUES ('read text f2', CAST(? AS TEXT))", (value,)
        )
    assert details.read_texts() == {"f1"}
