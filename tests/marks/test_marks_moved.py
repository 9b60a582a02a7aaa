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
