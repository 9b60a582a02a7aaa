"""Marks stay with an article that gets another name, whatever became of its text before or after."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desks import FIRST, LONGER, OTHER, REWRITTEN, Reads, marked, where, written

from briefing.session import Session


def seen(session: Session) -> list[tuple[str, str]]:
    """By what else than when it was made each mark's article is known."""
    return [(mark.seen_fingerprint, mark.seen_path) for mark in session.user_data.marks.list()]


@pytest.fixture(params=[1, 40])
def folder(request: pytest.FixtureRequest, desk: Path) -> Path:
    """A folder with an article in which words are marked, and others."""
    for number in range(request.param):
        written(desk / "d" / f"other {number}.txt", f"{OTHER}\nBus {number} turns at the mill.\n")
    written(desk / "d" / "a.txt", FIRST)
    return desk / "d"


def test_edited_and_then_renamed(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    written(folder / "a.txt", LONGER)
    assert where(reads(desk, "d")) == [("d/a.txt", None)]
    (folder / "a.txt").rename(folder / "c.txt")
    assert where(reads(desk, "d")) == [("d/c.txt", None)]


def test_renamed_and_then_edited(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    (folder / "a.txt").rename(folder / "c.txt")
    assert where(reads(desk, "d")) == [("d/c.txt", None)]
    written(folder / "c.txt", LONGER)
    assert where(reads(desk, "d")) == [("d/c.txt", None)]


def test_again_and_again(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    text, last = FIRST, folder / "a.txt"
    for number in range(4):
        text += f"\nMore of it on day {number}.\n"
        last.write_text(text, encoding="utf-8")
        assert where(reads(desk, "d")) == [(f"d/{last.name}", None)]
        last = last.rename(folder / f"day {number}.txt")
        assert where(reads(desk, "d")) == [(f"d/{last.name}", None)]


def test_a_new_article_of_the_old_name_takes_no_mark_away(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    (folder / "a.txt").rename(folder / "c.txt")
    where(reads(desk, "d"))
    written(folder / "c.txt", LONGER)
    written(folder / "a.txt", OTHER)
    assert where(reads(desk, "d")) == [("d/c.txt", None)]


def test_the_words_that_go_after_it_was_renamed_are_told_of(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    (folder / "a.txt").rename(folder / "c.txt")
    where(reads(desk, "d"))
    written(folder / "c.txt", REWRITTEN)
    assert where(reads(desk, "d")) == [(None, "d/c.txt")]


def test_a_copy_is_not_taken_for_the_article(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    written(desk / "copies" / "b.txt", FIRST)
    assert where(reads(desk, "copies")) == [("copies/b.txt", None)]
    assert seen(reads(desk, "d")) == [("", "")]
    written(desk / "copies" / "b.txt", LONGER)
    assert where(reads(desk, "copies")) == [(None, None)]


def test_a_copy_of_the_old_text_is_not_taken_for_it_either(reads: Reads, desk: Path, folder: Path) -> None:
    marked(reads(desk, "d"), "d/a.txt")
    shutil.copy(folder / "a.txt", folder / "backup.txt")
    written(folder / "a.txt", LONGER)
    assert where(reads(desk, "d")) == [("d/a.txt", None)]
    (folder / "a.txt").rename(folder / "zeal.txt")
    assert where(reads(desk, "d")) == [("d/zeal.txt", None)]


def test_undo_redo_and_changes_keep_it(reads: Reads, desk: Path, folder: Path) -> None:
    session = reads(desk, "d")
    mark = marked(session, "d/a.txt")
    session.user_data.marks.note(mark.id, "before it was edited")
    written(folder / "a.txt", LONGER)
    session = reads(desk, "d")
    where(session)
    known = seen(session)
    assert known == [(session.article("d/a.txt").fingerprint, "")]
    marks = session.user_data.marks
    for change in (marks.undo, marks.redo, lambda: marks.tag(mark.id, ["a"]), marks.undo):
        change()
        assert seen(session) == known
    assert marks.undo() == "changed the note on “raise the levy by 40 percent”"
    assert {"seen_fingerprint", "seen_path"}.isdisjoint(mark.to_dict())


def test_a_mark_that_is_put_on_other_words_forgets_it(reads: Reads, desk: Path, folder: Path) -> None:
    session = reads(desk, "d")
    mark = marked(session, "d/a.txt")
    written(folder / "a.txt", LONGER)
    session = reads(desk, "d")
    where(session)
    other = session.article("d/other 0.txt")
    session.user_data.marks.import_marks(
        [
            {
                **mark.to_dict(),
                "article": other.id,
                "fingerprint": other.fingerprint,
                "modified": "2036-01-01T00:00:00Z",
            }
        ]
    )
    assert seen(session) == [("", "")]


# -- a folder that was moved as a whole, and another of its names elsewhere ---------------------------

PATTERN = (
    "{title}\n\n{town} saw a high of {high} degrees with wind from the {wind} at noon.\n\n"
    "The office in {town} will give its next report in the evening.\n"
)
TITLE = "Daily weather report of the coast"
AT_PORT = {"title": TITLE, "town": "Port Alder", "high": "12", "wind": "west"}


@pytest.fixture
def moved(reads: Reads, desk: Path) -> Path:
    """Of a folder with marked words that was moved away, a file of the same name elsewhere, to be written."""
    written(desk / "one" / "news" / "1.txt", PATTERN.format(**AT_PORT))
    marked(reads(desk / "one", "news"), "news/1.txt", "12 degrees")
    (desk / "one").rename(desk / "archive")
    return desk / "two" / "news" / "1.txt"


@pytest.mark.parametrize(
    "other",
    [
        {"high": "15"},  # as it might be after an edit: nobody can tell
        {"high": "15", "wind": "north"},
        {"high": "9", "town": "Port Brandt"},
        {"high": "9", "town": "Port Brandt", "title": "Daily weather report of the hills"},
        {"high": "30", "wind": "south", "town": "Old Town"},
    ],
)
def test_a_file_made_after_the_same_pattern_is_given_no_orphan(
    reads: Reads, desk: Path, moved: Path, other: dict[str, str]
) -> None:
    written(moved, PATTERN.format(**{**AT_PORT, **other}))
    assert where(reads(desk / "two", "news")) == [(None, None)]


def test_a_title_is_evidence_where_nothing_of_the_pattern_stands(
    reads: Reads, desk: Path, moved: Path
) -> None:
    written(moved, f"{TITLE}\n\nNo observations were made, for the mast is down.\n")
    assert where(reads(desk / "two", "news")) == [(None, "news/1.txt")]
    written(moved, "Weather\n\nNo observations were made, for the mast is down.\n")
    assert where(reads(desk / "two", "news")) == [(None, None)]


def test_words_that_were_cut_out_are_told_of_in_the_moved_folder(
    reads: Reads, desk: Path, moved: Path
) -> None:
    file = desk / "archive" / "news" / "1.txt"
    written(file, PATTERN.format(**AT_PORT).replace("12 degrees ", ""))
    assert where(reads(desk / "archive", "news")) == [(None, "news/1.txt")]


def test_once_met_where_the_folder_went_it_is_of_that_alone(reads: Reads, desk: Path, moved: Path) -> None:
    assert where(reads(desk / "archive", "news")) == [("news/1.txt", None)]
    written(moved, f"{TITLE}\n\nNo observations were made, for the mast is down.\n")
    assert where(reads(desk / "two", "news")) == [(None, None)]
    written(desk / "archive" / "news" / "1.txt", PATTERN.format(**{**AT_PORT, "high": "15"}))
    assert where(reads(desk / "two", "news")) == [(None, None)]
    assert where(reads(desk / "archive", "news")) == [(None, "news/1.txt")]
