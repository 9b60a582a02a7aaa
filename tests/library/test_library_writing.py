"""Writing a library: who may, what keeps its number, what stays when something goes wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from briefing import __version__
from briefing.errors import LibraryError, UsageError
from briefing.library.connection import create
from briefing.library.locations import DATABASE, is_library, library_folder, make_folder
from briefing.library.maintenance import forget
from briefing.library.reader import Library
from briefing.library.schema import FORMAT, LAYOUT, format_of
from briefing.library.writer import BusyError, open_writer


def numbers(folder: Path, paths: list[str]) -> dict[str, int]:
    library = Library.open(folder, paths)
    found = {os.path.basename(head.id): head.number for head in library.heads()}
    library.close()
    return found


def test_only_one_writes_and_others_read(made: Path, news: Path, opened: Library) -> None:
    first = open_writer(made, [str(news)])
    with pytest.raises(BusyError, match="another briefing is building"):
        open_writer(made, [str(news)])
    assert opened.count() == 5
    first.close()
    open_writer(made, [str(news)]).close()


def test_a_changed_article_keeps_its_number(made: Path, news: Path, hand: Any) -> None:
    before = numbers(made, [str(news)])
    hand.write("b/ferry.txt", "Ferry line goes on\n\nIt carries 13,000 people.\n")
    writer = open_writer(made, [str(news)])
    assert hand.put(writer, ["b/ferry.txt"]) == [before["ferry.txt"]]
    writer.close()
    assert numbers(made, [str(news)]) == before


def test_records_keep_their_numbers_by_name_and_else_by_text(made: Path, news: Path, hand: Any) -> None:
    before = numbers(made, [str(news)])
    hand.write(
        "b/notes.jsonl",
        '{"id": "zero", "text": "A lock is built."}\n'
        '{"id": "one", "text": "The bridge needs 50 tons of steel."}\n'
        '{"id": "three", "text": "The bridge opens in June."}\n',
    )
    writer = open_writer(made, [str(news)])
    hand.put(writer, ["b/notes.jsonl"])
    writer.close()
    after = numbers(made, [str(news)])
    assert after["notes.jsonl#one"] == before["notes.jsonl#one"]
    assert after["notes.jsonl#three"] == before["notes.jsonl#two"]
    assert after["notes.jsonl#zero"] > max(before.values())
    library = Library.open(made, [str(news)])
    assert library.failures() == ()
    library.close()


def test_records_may_swap_their_names(made: Path, news: Path, hand: Any) -> None:
    before = numbers(made, [str(news)])
    hand.write(
        "b/notes.jsonl",
        '{"id": "two", "text": "The bridge needs 40 tons of steel."}\n'
        '{"id": "one", "text": "The bridge opens in June."}\n',
    )
    writer = open_writer(made, [str(news)])
    hand.put(writer, ["b/notes.jsonl"])
    writer.close()
    assert numbers(made, [str(news)]) == before


def test_a_renamed_file_keeps_its_articles(made: Path, news: Path, hand: Any) -> None:
    before = numbers(made, [str(news)])
    (news / "harbour.txt").rename(news / "b" / "port.txt")
    writer = open_writer(made, [str(news)])
    with writer.batch() as generation:
        seen = hand.seen("b/port.txt")
        writer.move(generation, hand.known(writer, "harbour.txt"), seen, seen.mtime_ns)
    writer.close()
    after = numbers(made, [str(news)])
    assert after.pop("port.txt") == before.pop("harbour.txt")
    assert after == before


def test_a_number_is_never_given_twice(made: Path, news: Path, hand: Any) -> None:
    last = max(numbers(made, [str(news)]).values())
    writer = open_writer(made, [str(news)])
    with writer.batch() as generation:
        for name in hand.names:
            writer.drop(generation, hand.known(writer, name))
    assert min(hand.put(writer, hand.names)) > last
    writer.close()


def test_a_batch_is_whole_or_not_there(made: Path, news: Path, hand: Any, opened: Library) -> None:
    writer = open_writer(made, [str(news)])
    generation = writer.generation()

    class HaltError(Exception):
        pass

    def drop_and_halt() -> None:
        with writer.batch() as number:
            writer.drop(number, hand.known(writer, "c.md"))
            raise HaltError

    with pytest.raises(HaltError):
        drop_and_halt()
    assert writer.generation() == generation
    assert opened.count() == 5
    writer.close()


@pytest.mark.parametrize("damage", ["format", "garbage", "cut", "empty", "foreign"])
def test_what_cannot_be_read_is_made_anew(made: Path, news: Path, damage: str) -> None:
    path = made / DATABASE
    (made / "search").mkdir()
    (made / "search" / "old").write_bytes(b"x")
    if damage == "format":
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
        connection.close()
    elif damage == "foreign":
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE x (y)")
        connection.close()
    else:
        data = path.read_bytes()
        path.write_bytes({"garbage": b"\x07" * len(data), "cut": data[:1000], "empty": b""}[damage])
    with pytest.raises(LibraryError):
        Library.open(made, [str(news)]).article(1)
    writer = open_writer(made, [str(news)])
    assert writer.made_anew
    assert writer.generation() == 0
    assert not (made / "search").exists()
    writer.close()
    assert numbers(made, [str(news)]) == {}


def test_another_version_of_the_program_makes_libraries_of_its_own() -> None:
    assert format_of(LAYOUT, __version__) == FORMAT
    formats = {format_of(LAYOUT, version) for version in ("0.1.0", "0.1.1", "0.2.0", "1.0.0")}
    assert len(formats | {format_of(LAYOUT + 1, "0.1.0")}) == 5
    assert all(0 < number < 2**31 for number in formats)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, news: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "search").mkdir(parents=True)
    (folder / "search" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="holds other files"):
        open_writer(folder, [str(news)])
    assert [path.name for path in folder.rglob("*")] == ["search", "thesis.txt"]
    assert not is_library(folder)


def test_a_library_is_its_owners_alone(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE((made / DATABASE).stat().st_mode) == 0o600
    assert is_library(made)


def test_a_library_of_other_paths_is_not_written(made: Path, news: Path) -> None:
    with pytest.raises(LibraryError, match="other paths"):
        open_writer(made, [str(news / "b")])
    # The lock is free again.
    open_writer(made, [str(news)]).close()


def test_a_library_whose_maker_was_ended_before_it_said_of_what_it_is_is_written(
    tmp_path: Path, news: Path, hand: Any
) -> None:
    folder = tmp_path / "begun"
    make_folder(folder)
    create(folder / DATABASE).close()
    writer = open_writer(folder, [str(news)])
    assert writer.made_anew == ""
    hand.put(writer, ["b/ferry.txt"])
    writer.close()
    assert list(numbers(folder, [str(news)])) == ["ferry.txt"]
    with pytest.raises(LibraryError, match="is of other paths"):
        open_writer(folder, [str(news / "b")])


def test_a_cache_folder_that_is_a_file_is_an_error(tmp_path: Path, news: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").write_text("")
    with pytest.raises(LibraryError, match="no library can be kept"):
        open_writer(library_folder([str(news)]), [str(news)])


def test_forgetting_and_making_end_anywhere_and_can_be_done_again(
    made: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever file was the last that a killed program removed or wrote, a library is made there again."""
    for step in range(100):
        (made / ".briefing-0123456789abcdef.tmp").write_text("an index's mark, half written")
        left = [step]

        def stopping(real: Any, left: list[int] = left) -> Any:
            def stop_or_do(*arguments: Any, **options: Any) -> Any:
                if not left[0]:
                    raise KeyboardInterrupt
                left[0] -= 1
                return real(*arguments, **options)

            return stop_or_do

        ended = False
        with monkeypatch.context() as patch:
            for name in ("unlink", "rmdir", "rename", "replace", "fsync", "link"):
                patch.setattr(os, name, stopping(getattr(os, name)))
            for name in ("unlink", "rmdir", "replace", "rename", "mkdir"):
                patch.setattr(Path, name, stopping(getattr(Path, name)))
            try:
                if is_library(made):
                    forget(made)
                open_writer(made, [str(news)]).close()
                ended = True
            except KeyboardInterrupt:
                pass
        open_writer(made, [str(news)]).close()
        assert is_library(made)
        if ended:
            break
    assert ended
    assert step > 5
