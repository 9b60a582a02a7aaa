"""Building: nothing is worked out twice, whatever ends a build costs at most its last commit."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from libraries import assert_as_read

from briefing.figures.extract_figures import extract_figures
from briefing.library.build import builder as building
from briefing.library.build.builder import build_library
from briefing.library.build.prepare import FileJob, PreparedFile, prepare_files
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.library.writer import BusyError, open_writer
from briefing.model.build_progress import BuildProgress
from briefing.userdata.database import Database
from briefing.userdata.overrides import Override, OverrideStore, with_override

Prepared = list[str]


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> Prepared:
    """The names of the files whose content was worked on, filled as a build goes."""
    names: Prepared = []

    def noted(jobs: Sequence[FileJob], *rest: Any, **options: Any) -> list[PreparedFile]:
        files = prepare_files(jobs, *rest, **options)
        names.extend(
            os.path.basename(job.path) for job, file in zip(jobs, files, strict=True) if not file.unchanged
        )
        return files

    monkeypatch.setattr(building, "prepare_files", noted)
    return names


def titles(news: Path) -> dict[int, str]:
    library = Library.open(library_folder([str(news)]), [str(news)])
    found = {head.number: head.id.removeprefix(f"{news}/") for head in library.heads()}
    library.close()
    return found


def build(news: Path, **options: Any) -> BuildProgress:
    *_, last = build_library([str(news)], **options)
    return last


@pytest.mark.parametrize("processes", [None, 2])
def test_a_library_is_built_of_a_folder(news: Path, processes: int | None) -> None:
    reports = list(build_library([str(news)], processes=processes))
    assert [report.stage for report in reports] == ["reading", "done"]
    assert reports[-1].articles == 5
    assert (reports[-1].files, reports[-1].total_files) == (4, 4)
    assert reports[-1].size == reports[-1].total_size > 0
    assert_as_read(news)


def test_a_reader_has_something_while_the_rest_is_looked_for(
    news: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MANY", 3)
    monkeypatch.setattr(building, "FIRST", 2)
    first, *_, last = build_library([str(news)])
    assert (first.stage, first.generation) == ("looking", 1)
    assert first.articles >= 2
    assert first.total_files == 3
    assert last.articles == 5
    assert (last.files, last.total_files) == (4, 4)
    assert last.size == last.total_size == sum(one.stat().st_size for one in news.rglob("*.*"))
    assert len(prepared) == 4
    assert_as_read(news)
    assert build(news).articles == 5
    assert len(prepared) == 4


def test_unchanged_files_are_not_worked_on_again(news: Path, prepared: Prepared) -> None:
    build(news)
    assert len(prepared) == 4
    prepared.clear()
    before = build(news)
    os.utime(news / "harbour.txt")
    assert build(news).generation == before.generation
    assert prepared == []
    assert_as_read(news)


def test_changes_are_taken_in(news: Path, prepared: Prepared, hand: Any) -> None:
    build(news)
    before = titles(news)
    prepared.clear()
    hand.write("harbour.txt", "Harbour toll lowered\n\nIt falls to $1 million.\n")
    hand.write("new.txt", "A new pier\n\nIt costs EUR 3 million.\n")
    (news / "c.md").unlink()
    (news / "b" / "ferry.txt").rename(news / "b" / "boat.txt")
    build(news)
    assert sorted(prepared) == ["harbour.txt", "new.txt"]
    after = titles(news)
    assert_as_read(news)
    by_name = {name: number for number, name in before.items()}
    assert after[by_name["harbour.txt"]] == "harbour.txt"
    assert after[by_name["b/ferry.txt"]] == "b/boat.txt"
    assert by_name["c.md"] not in after


def test_a_copy_that_takes_the_place_of_a_file_gone_is_not_worked_on(
    news: Path, prepared: Prepared, hand: Any
) -> None:
    build(news)
    before = titles(news)
    prepared.clear()
    text = (news / "harbour.txt").read_text()
    hand.write("b/x/port.txt", text)
    os.utime(news / "b" / "x" / "port.txt", (5, 5))
    (news / "harbour.txt").unlink()
    build(news)
    assert prepared == []
    assert {number: name for number, name in titles(news).items() if name != before[number]} == {
        next(number for number, name in before.items() if name == "harbour.txt"): "b/x/port.txt"
    }
    assert_as_read(news)


def test_a_file_changed_within_a_tick_is_seen(news: Path, prepared: Prepared) -> None:
    path = news / "harbour.txt"
    path.write_text("The toll rises by 4.5 percent.\n")
    status = path.stat()
    build(news)
    path.write_text("The toll rises by 5.5 percent.\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    prepared.clear()
    build(news)
    assert prepared == ["harbour.txt"]
    assert_as_read(news)


@pytest.mark.skipif(os.name == "nt", reason="the system does not tell when a file was changed")
def test_a_file_changed_under_its_old_size_and_time_is_seen(
    news: Path, prepared: Prepared, hand: Any
) -> None:
    hand.write("harbour.txt", "The toll rises by 4.5 percent.\n")
    status = (news / "harbour.txt").stat()
    build(news)
    prepared.clear()
    with (news / "harbour.txt").open("r+b") as file:
        file.write(b"The toll rises by 5.5 percent.\n")
    os.utime(news / "harbour.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    build(news)
    assert prepared == ["harbour.txt"]
    assert_as_read(news)


def test_only_what_changed_is_looked_at(news: Path, prepared: Prepared, hand: Any) -> None:
    build(news)
    prepared.clear()
    hand.write("harbour.txt", "Harbour toll lowered\n\nIt falls to $1 million.\n")
    hand.write("c.md", "# Unseen\n\nNobody said that this file changed.\n")
    hand.write("b/.hidden.txt", "Hidden files are passed over.\n")
    (news / "b" / "notes.jsonl").unlink()
    changed = ["harbour.txt", "b/notes.jsonl", "b/.hidden.txt", "b/none.txt", "../elsewhere.txt"]
    build(news, changed=[str(news / name) for name in changed])
    assert prepared == ["harbour.txt"]
    assert set(titles(news).values()) == {"b/ferry.txt", "c.md", "harbour.txt"}
    build(news)
    assert prepared == ["harbour.txt", "c.md"]
    assert_as_read(news)


def test_a_folder_that_changed_is_looked_through(news: Path, prepared: Prepared) -> None:
    build(news)
    prepared.clear()
    (news / "b").rename(news / "d")
    build(news, changed=[str(news / "b"), str(news / "d")])
    assert prepared == []
    assert_as_read(news)


def test_links_and_second_names_are_told_by_a_full_look(news: Path) -> None:
    build(news)
    os.link(news / "harbour.txt", news / "again.txt")
    (news / "link.txt").symlink_to(news / "c.md")
    build(news, changed=[str(news / "again.txt"), str(news / "link.txt")])
    assert_as_read(news)


def test_a_build_given_up_keeps_whole_files(
    news: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_FILES", 1)
    steps = build_library([str(news)])
    next(steps)
    next(steps)
    with pytest.raises(BusyError):
        next(build_library([str(news)]))
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert len(titles(news)) == 3
    assert len(prepared) == 2
    build(news)
    assert len(prepared) == 4
    assert_as_read(news)


def test_the_file_that_ends_processes_is_left_out(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one would that needs more memory than there is; here the worker is killed from outside."""
    from briefing.jobs.client import Worker

    real: Callable[..., Any] = Worker.ask

    def ask(self: Worker, request: Any) -> Any:
        made = real(self, request)
        if any("c.md" in job.path for job in request.jobs):
            self.stop()
        return made

    monkeypatch.setattr(Worker, "ask", ask)
    build(news, processes=2)
    assert set(titles(news).values()) == {
        "b/ferry.txt",
        "b/notes.jsonl#one",
        "b/notes.jsonl#two",
        "harbour.txt",
    }
    library = Library.open(library_folder([str(news)]), [str(news)])
    reasons = {failure.path: failure.reason for failure in library.failures()}
    assert "ended the process" in reasons[f"{news}/c.md"]
    library.close()
    monkeypatch.undo()


def test_what_was_set_by_hand_is_worked_in(news: Path, tmp_path: Path, hand: Any) -> None:
    hand.write("levy.txt", "Levy\n\nThe levy was raised last week.\n")
    build(news)
    database = Database(tmp_path / "store.sqlite3")
    store = OverrideStore(database)
    name = f"{news}/levy.txt"
    library = Library.open(library_folder([str(news)]), [str(news)])
    number = library.number(name) or 0
    article = library.article(number)
    store.set_details(article.fingerprint, name, source="Gazette", published="2026-02-04")
    generation = library.generation()
    build(news, details=store.all_details())
    assert library.refresh()
    assert library.written_since(generation) == [number]
    assert library.article(number) == article
    assert library.details(number) == ("Gazette", "2026-02-04")
    described = with_override(article, Override(None, "2026-02-04"))
    assert library.figures(number) == extract_figures(described) != extract_figures(article)
    # Nothing is left to do, and taking it back brings back what the article says.
    assert build(news, details=store.all_details()).generation == generation + 1
    store.set_details(article.fingerprint, name, source="", published="")
    build(news, details=store.all_details())
    library.refresh()
    assert library.figures(number) == extract_figures(article)
    assert library.details(number) == (None, None)
    library.close()
    database.close()


def test_what_is_no_article_is_remembered(news: Path) -> None:
    (news / "x.xyz").write_bytes(b"%XYZ-")
    build(news)
    library = Library.open(library_folder([str(news)]), [str(news)])
    (failure,) = library.passed_over()
    assert (failure.path, failure.skipped) == (f"{news}/x.xyz", True)
    library.close()


@pytest.mark.parametrize("is_named", [False, True])
def test_a_table_of_numbers_is_passed_over_unless_it_is_named(news: Path, is_named: bool) -> None:
    table = news / "harvest.csv"
    table.write_text("year,tonnes\n2025,398\n")
    paths = [str(table if is_named else news)]
    for _ in build_library(paths):
        pass
    library = Library.open(library_folder(paths), paths)
    assert [one.skipped for one in library.failures() if one.path == str(table)] == [not is_named]
    library.close()


def test_progress_says_how_long_it_takes() -> None:
    report = BuildProgress(
        "reading", files=400, total_files=12_000, size=2_000_000, total_size=62_000_000, seconds=2
    )
    assert report.line() == "400 of 12,000 files, 200 files/s, 1.0 MB/s, 60 s left"
    assert BuildProgress("looking", total_files=2000).line() == "looking for files: 2,000 found"
    slow = BuildProgress("reading", files=1, total_files=3, size=3_000_000, seconds=3)
    assert slow.line() == "1 of 3 files, 1.0 MB/s, 1 s left"
    assert BuildProgress("reading", total_files=3).line() == "0 of 3 files, 0.0 MB/s"
    assert BuildProgress("done", articles=5).line() == "5 articles in the library"


def test_two_builders_do_not_meet(news: Path) -> None:
    folder = library_folder([str(news)])
    writer = open_writer(folder, [str(news)])
    with pytest.raises(BusyError):
        build(news)
    writer.close()
    assert build(news).articles == 5
