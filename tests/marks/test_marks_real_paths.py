"""A mark is of the file it was made in, however that is named; another of its name is another article."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from desks import FIRST, LONGER, OTHER, REWRITTEN, Reads, marked, where, written
from stores_of_before import add_mark_of_before

from briefing.session import Session
from briefing.userdata.corrections.correction_store import CorrectionStore, anchor_in
from briefing.userdata.database import Database
from briefing.userdata.marks.anchor import OpenTexts
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.real_paths import real_path_of
from briefing.userdata.schema_steps import MIGRATIONS


def test_it_is_known_where_the_article_lies(reads: Reads, desk: Path) -> None:
    written(desk / "news" / "1.txt", FIRST)
    os.symlink(desk / "news", desk / "link")
    os.symlink(desk / "news" / "1.txt", desk / "alone.txt")
    for name in ("news/1.txt", "link/1.txt", "alone.txt"):
        session = reads(desk, name)
        assert marked(session, name).real_path == os.path.realpath(desk / "news" / "1.txt")


def test_another_file_of_the_name_is_given_no_orphan(reads: Reads, desk: Path) -> None:
    written(desk / "one" / "news" / "1.txt", FIRST)
    written(desk / "two" / "news" / "1.txt", OTHER)
    marked(reads(desk / "one", "news"), "news/1.txt")
    assert where(reads(desk / "two", "news")) == [(None, None)]
    assert not reads(desk / "two", "news").exports.excerpts("marks").any()
    (desk / "one" / "news" / "1.txt").unlink()
    assert where(reads(desk / "two", "news")) == [(None, None)]


def test_another_file_of_the_name_is_not_searched_while_its_own_is_there(reads: Reads, desk: Path) -> None:
    written(desk / "one" / "news" / "1.txt", FIRST)
    written(desk / "two" / "news" / "1.txt", LONGER)
    marked(reads(desk / "one", "news"), "news/1.txt")
    assert where(reads(desk / "two", "news")) == [(None, None)]


@pytest.mark.parametrize("made", ["link/1.txt", "news/1.txt", "alone.txt"])
@pytest.mark.parametrize("text", [REWRITTEN, FIRST.replace("raise the levy by", "give the fund")])
def test_an_orphan_is_told_under_every_spelling(reads: Reads, desk: Path, made: str, text: str) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    os.symlink(desk / "news", desk / "link")
    os.symlink(file, desk / "alone.txt")
    marked(reads(desk, made), made)
    file.write_text(text, encoding="utf-8")
    for folder, path, name in (
        (desk, "news", "news/1.txt"),
        (desk, "link", "link/1.txt"),
        (desk / "news", "1.txt", "1.txt"),
        (desk / "link", "../link/1.txt", "../link/1.txt"),
        (desk / "news", str(desk / "link"), str(desk / "link" / "1.txt")),
    ):
        assert where(reads(folder, path)) == [(None, name)], (folder, path)


def test_words_are_found_by_another_spelling_in_a_changed_text(reads: Reads, desk: Path) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    os.symlink(file, desk / "alone.txt")
    marked(reads(desk, "alone.txt"), "alone.txt")
    file.write_text(LONGER, encoding="utf-8")
    assert where(reads(desk / "news", "1.txt")) == [("1.txt", None)]


def test_an_article_of_several_in_a_file(reads: Reads, desk: Path) -> None:
    wires = written(
        desk / "news" / "wires.jsonl",
        "\n".join(json.dumps({"id": one, "text": FIRST + one}) for one in ("a", "b")),
    )
    os.symlink(wires, desk / "today.jsonl")
    mark = marked(reads(desk, "today.jsonl"), "today.jsonl#b")
    assert mark.real_path == os.path.realpath(wires) + "#b"
    wires.write_text("\n".join(json.dumps({"id": one, "text": OTHER + one}) for one in ("a", "b")))
    assert where(reads(desk / "news", "wires.jsonl")) == [(None, "wires.jsonl#b")]


@pytest.mark.parametrize("text", [FIRST, LONGER])
def test_a_folder_moved_as_a_whole_keeps_its_marks(reads: Reads, desk: Path, text: str) -> None:
    written(desk / "one" / "news" / "1.txt", FIRST)
    marked(reads(desk / "one", "news"), "news/1.txt")
    (desk / "one").rename(desk / "archive")
    written(desk / "archive" / "news" / "1.txt", text)
    assert where(reads(desk / "archive", "news")) == [("news/1.txt", None)]


def test_the_orphan_of_a_moved_folder_is_told_where_its_title_stands(reads: Reads, desk: Path) -> None:
    written(desk / "one" / "news" / "1.txt", FIRST)
    marked(reads(desk / "one", "news"), "news/1.txt")
    (desk / "one").rename(desk / "archive")
    written(desk / "archive" / "news" / "1.txt", "Ferry levy rises\n\nNothing more is known.\n")
    assert where(reads(desk / "archive", "news")) == [(None, "news/1.txt")]


@pytest.mark.parametrize(
    "path", ["C:\\Users\\ada\\news\\1.txt", "\\\\server\\news\\1.txt", "/srv/elsewhere/news/1.txt"]
)
def test_a_path_of_another_machine_hides_no_mark(reads: Reads, desk: Path, path: str) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    with session.user_data.database().write() as connection:
        connection.execute("UPDATE mark SET real_path = ?", (path,))
    assert where(session) == [("news/1.txt", None)]
    file.write_text(LONGER, encoding="utf-8")
    assert where(reads(desk, "news")) == [("news/1.txt", None)]


def test_a_name_with_a_sign_of_parts_in_it(reads: Reads, desk: Path) -> None:
    file = written(desk / "news" / "no#1.txt", FIRST)
    os.symlink(file, desk / "a#b.txt")
    assert marked(reads(desk, "a#b.txt"), "a#b.txt").real_path == os.path.realpath(file)
    file.write_text(REWRITTEN, encoding="utf-8")
    assert where(reads(desk / "news", "no#1.txt")) == [(None, "no#1.txt")]


def test_a_name_that_is_no_unicode_is_kept(reads: Reads, desk: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    written(desk / name, FIRST)
    session = reads(desk, name)
    mark = marked(session, name)
    assert session.user_data.marks.get(mark.id) == mark
    assert mark.real_path.endswith(name)


def test_standard_input_lies_nowhere() -> None:
    assert [real_path_of(name) for name in ("-", "-#2", "")] == ["", "", ""]
    assert real_path_of("a\0b") == ""


# -- marks of before ---------------------------------------------------------------------------------


def of_before(session: Session) -> None:
    with session.user_data.database().write() as connection:
        connection.execute("UPDATE mark SET real_path = NULL")


def stored(session: Session) -> list[str]:
    assert not any(mark.real_path for mark in session.user_data.marks.list())
    return [mark.seen_path for mark in session.user_data.marks.list()]


def test_where_it_was_met_is_filled_in_when_the_article_is(reads: Reads, desk: Path) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    of_before(session)
    assert stored(session) == [""]
    file.write_text(LONGER, encoding="utf-8")
    session = reads(desk, "news")
    session.user_data.placed_marks(session.corpus)
    assert stored(session) == [os.path.realpath(file)]
    assert session.user_data.marks.undo() == "added a mark on “raise the levy by 40 percent”"


def test_a_copy_of_the_folder_that_is_met_first_takes_no_mark_away(reads: Reads, desk: Path) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    of_before(session)
    written(desk / "backup" / "news" / "1.txt", FIRST)
    backup = reads(desk / "backup", "news")
    backup.user_data.placed_marks(backup.corpus)
    file.write_text(LONGER, encoding="utf-8")
    assert where(reads(desk, "news")) == [("news/1.txt", None)]
    file.write_text(OTHER, encoding="utf-8")
    assert where(reads(desk, "news")) == [(None, "news/1.txt")]


@pytest.mark.parametrize("text", [OTHER, FIRST])
def test_what_may_be_a_copy_does_not_tell_where_it_lies(reads: Reads, desk: Path, text: str) -> None:
    written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    of_before(session)
    written(desk / "copies" / "2.txt", text)
    session = reads(desk, "copies")
    session.user_data.placed_marks(session.corpus)
    assert stored(session) == [""]


def test_a_store_that_cannot_be_written_to_is_read_all_the_same(reads: Reads, desk: Path) -> None:
    written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    of_before(session)
    folder = session.user_data.database().path.parent
    session.user_data.database().close()
    folder.chmod(0o500)
    try:
        session = reads(desk, "news")
        assert where(session) == [("news/1.txt", None)]
    finally:
        folder.chmod(0o700)


# -- the store ---------------------------------------------------------------------------------------


def test_changes_undo_and_imports_keep_it(reads: Reads, desk: Path) -> None:
    file = written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marks = session.user_data.marks
    mark = marked(session, "news/1.txt")
    of_before(session)
    marks.note(mark.id, "before it was known")
    session.user_data.placed_marks(session.corpus)
    known = [os.path.realpath(file)]
    assert stored(session) == known
    for change in (
        marks.undo,
        marks.redo,
        lambda: marks.tag(mark.id, ["a"]),
        marks.undo,
        lambda: marks.import_marks(
            [{**mark.to_dict(), "note": "theirs", "modified": "2036-01-01T00:00:00Z"}]
        ),
        lambda: marks.remove(mark.id) and marks.undo(),
    ):
        change()
        assert stored(session) == known


def test_it_is_given_to_nobody(reads: Reads, desk: Path) -> None:
    written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    assert "real_path" not in marked(session, "news/1.txt").to_dict()
    anchor = anchor_in(session.article("news/1.txt"), 0, 5)
    assert anchor.real_path
    assert "real_path" not in anchor.to_dict()


def test_a_damaged_path_is_as_one_that_is_not_known(reads: Reads, desk: Path) -> None:
    written(desk / "news" / "1.txt", FIRST)
    session = reads(desk, "news")
    marked(session, "news/1.txt")
    for cell in (b"\xff\xfe/1.txt", "a\0b", 7, 1.5):
        with session.user_data.database().write() as connection:
            connection.execute("UPDATE mark SET real_path = ?", (cell,))
        assert where(session) == [("news/1.txt", None)]
        assert session.user_data.marks.unread == ()


def test_rows_of_before_and_of_now_are_saved_from_a_damaged_file(
    path: Path, article: object, store: MarkStore, database: Database
) -> None:
    """A row that was written before the column was there has fewer cells than one that was written later."""
    database.close()
    before = Database(path, MIGRATIONS[:2])
    with before.write() as connection:
        add_mark_of_before(connection, "M1")
    before.close()
    now = MarkStore(Database(path))
    (first,) = now.list()
    assert first.real_path == ""
    now.import_marks([{**first.to_dict(), "id": "M2"}])
    now.keep_found([replace(mark, real_path="/srv/a.txt") for mark in now.list() if mark.id == "M2"])
    now._database.close()
    raw = bytearray(path.read_bytes())
    raw[:16] = b"x" * 16
    path.write_bytes(raw)
    for copy in (path.parent / "marks-copies").iterdir():
        copy.unlink()
    repaired = Database(path)
    assert [(mark.id, mark.real_path) for mark in MarkStore(repaired).list()] == [
        ("M1", ""),
        ("M2", "/srv/a.txt"),
    ]
    repaired.close()


# -- corrections -------------------------------------------------------------------------------------


def test_a_corrected_figure_is_of_the_file_it_stood_in(reads: Reads, desk: Path) -> None:
    file = written(desk / "one" / "news" / "1.txt", FIRST)
    written(desk / "two" / "news" / "1.txt", OTHER)
    os.symlink(desk / "one" / "news", desk / "link")
    session = reads(desk, "link")
    article = session.article("link/1.txt")
    at = article.text.index("40 percent")
    corrections: CorrectionStore = session.user_data.corrections
    made = corrections.add("note", "levy", [anchor_in(article, at, at + 10)], note="ask")
    assert corrections.list() == (made,)
    (anchor,) = made.anchors
    assert anchor.real_path == os.path.realpath(file)
    file.write_text(REWRITTEN, encoding="utf-8")

    def articles(session: Session) -> OpenTexts:
        return OpenTexts(session.corpus.articles_for([anchor]))

    found = articles(reads(desk / "one", "news")).article_of(anchor)
    assert found is not None
    assert found.id == "news/1.txt"
    assert articles(reads(desk / "two", "news")).article_of(anchor) is None
    assert reads(desk / "one", "news").corpus.has_article_of(anchor)
    assert not reads(desk / "two", "news").corpus.has_article_of(anchor)
    assert corrections.import_corrections([made.to_dict()]) == 0
    assert corrections.import_corrections([{**made.to_dict(), "modified": "2036-01-01T00:00:00Z"}]) == 1
    assert [one.real_path for one in corrections.list()[0].anchors] == [anchor.real_path]
    unknown = replace(anchor, real_path="")
    assert made.to_dict()["figures"] == [unknown.to_dict()]
