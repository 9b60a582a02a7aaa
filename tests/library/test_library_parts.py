"""A large file of records is read part by part, and gives what reading it as a whole does."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.jobs.client import WorkerEndedError
from briefing.library.build import record_parts as parts
from briefing.library.build.builder import build_library
from briefing.library.build.full_check import check
from briefing.library.build.prepare import digest_of_file
from briefing.library.check import Fault
from briefing.library.file_changes import digest_of
from briefing.library.locations import library_folder
from briefing.library.maintenance import forget
from briefing.library.reader import Library
from briefing.model.article import Article, Failure
from briefing.reading import split_files as splitting
from briefing.reading.file_part import FilePart
from briefing.reading.formats import json_lines
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.split_files import read_part, split_file
from briefing.session import Session
from briefing.settings import ReadLimits

Found = tuple[list[Article], list[Any], tuple[Failure, ...], int]


def line(number: int) -> str:
    """A line of the file: mostly a record, at times one that is none or has an id that was there before."""
    if number % 17 == 5:
        return ""
    if number % 13 == 7:
        return '{"id": "broken'
    record = {"text": f"Toll {number}\n\nThe toll of “bridge” {number} rose by {number % 90} percent.\u2028"}
    if number % 3:
        record["id"] = f"r{number % 40}" if number % 5 == 0 else f"record {number}"
    return json.dumps(record, ensure_ascii=number % 2 == 0)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of records that is large here, between two others."""
    monkeypatch.setattr(parts, "LEAST", 5_000)
    monkeypatch.setattr(splitting, "PART", 2_000)
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry\n\nThe ferry carried 12,000 people.\n", encoding="utf-8")
    (folder / "z.txt").write_text("Bridge\n\nThe bridge needs 40 tons.\n", encoding="utf-8")
    write(folder, range(120))
    return folder


def write(folder: Path, numbers: Any) -> Path:
    path = folder / "m.jsonl"
    path.write_text("\n".join(map(line, numbers)), encoding="utf-8")
    return path


def build(folder: Path, processes: int = 0) -> None:
    """Bring the library up to date; starting a process costs more here than what it would read."""
    for _ in build_library([str(folder)], processes=processes):
        pass


def found(folder: Path) -> Found:
    """What the library holds."""
    library = Library.open(library_folder([str(folder)]), [str(folder)])
    try:
        numbers = library.numbers()
        articles = [library.article(number) for number in numbers]
        figures = [library.figures(number) for number in numbers]
        failures = library.failures()
    finally:
        library.close()
    session = Session()
    session.open_library([str(folder)])
    total = session.search.passages("toll", limit=500).total
    session.close_library()
    return articles, figures, failures, total


def as_a_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """What a library holds that is made without taking anything apart."""
    with monkeypatch.context() as patch:
        patch.setattr(parts, "LEAST", 1 << 40)
        forget(library_folder([str(folder)]))
        build(folder)
        return found(folder)


def sound(folder: Path) -> bool:
    faults = [
        one
        for one in check(library_folder([str(folder)]), [str(folder)], deep=True)
        if isinstance(one, Fault)
    ]
    return faults == []


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text("ab\n\u2028é", max_size=30), max_size=12), st.integers(1, 40), st.booleans())
def test_parts_are_the_lines_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], least: int, ends: bool
) -> None:
    path = tmp_path_factory.mktemp("parts") / "x.jsonl"
    data = ("\n".join(texts) + ("\n" if ends else "")).encode()
    path.write_bytes(data)
    taken: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "PART", least)
        # Pieces smaller and larger than parts.
        patch.setattr("briefing.reading.input_bytes._CHUNK", 7)
        made = split_file(str(path), taken.append)
    assert b"".join(taken) == data
    assert made is not None
    assert b"".join(data[part.begin : part.end] for part in made) == data
    for part in made:
        assert part.before == data.count(b"\n", 0, part.begin)
        assert part.end == len(data) or data[part.end - 1 : part.end] == b"\n"
    assert all(part.end - part.begin >= least for part in made[:-1])
    ids: set[str] = set()
    pieces = [one for part in made for one in read_part("x.jsonl", str(path), part, ids)]
    whole = FilePart(0, len(data), 0)
    assert pieces == list(json_lines.read_part(data, whole, ReadContext("x.jsonl"), None))


@pytest.mark.parametrize(
    "data", ["é".encode("utf-16"), "\ufeffé".encode(), b"\xe9\n" * 9, b"\0\1\2" * 900, b"PK\x03\x04"]
)
def test_other_encodings_and_what_is_no_text_are_not_taken_apart(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    assert split_file(str(path), len) is None
    path.rename(tmp_path / "x.txt")
    assert split_file(str(tmp_path / "x.txt"), len) is None


def test_it_gives_what_reading_it_whole_does(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(archive, processes=2)
    apart = found(archive)
    assert sound(archive)
    assert len(apart[0]) > 90
    assert len(apart[2]) > 5
    assert any("~2" in article.id for article in apart[0])
    assert apart == as_a_whole(archive, monkeypatch)


def test_a_changed_file_keeps_the_numbers_of_its_records(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(archive)
    library = Library.open(library_folder([str(archive)]), [str(archive)])
    before = {head.id: head.number for head in library.heads()}
    library.close()
    write(archive, [*range(30), *range(60, 150)])
    build(archive)
    after = found(archive)
    library = Library.open(library_folder([str(archive)]), [str(archive)])
    numbers = {head.id: head.number for head in library.heads()}
    library.close()
    assert all(numbers[name] == before[name] for name in numbers.keys() & before.keys())
    assert sound(archive)
    assert after == as_a_whole(archive, monkeypatch)


def test_an_unchanged_file_is_not_read_into_analysis(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    build(archive)

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("briefing.library.build.builder.PartsReader", never)
    monkeypatch.setattr("briefing.library.build.prepare.read_data", never)
    os.utime(archive / "m.jsonl")
    build(archive)
    assert sound(archive)


def test_a_build_that_is_given_up_goes_on(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.build.builder.COMMIT_FIRST", 0.0)
    monkeypatch.setattr("briefing.library.build.builder.COMMIT_LAST", 0.0)
    steps = build_library([str(archive)], processes=0)
    for step in steps:
        if step.stage == "reading" and step.articles > 20:
            break
    assert isinstance(steps, Generator)
    steps.close()
    library = Library.open(library_folder([str(archive)]), [str(archive)])
    some = library.count()
    library.close()
    assert 20 < some < 90
    build(archive)
    assert sound(archive)
    assert found(archive) == as_a_whole(archive, monkeypatch)


def test_progress_goes_by_parts(archive: Path) -> None:
    sizes = [step.size for step in build_library([str(archive)], processes=0) if step.stage == "reading"]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 5
    assert sizes[-1] == sum(path.stat().st_size for path in archive.iterdir())


@pytest.mark.long
def test_lines_that_end_a_process_are_left_out(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.jobs import pool
    from briefing.jobs.client import Worker

    class Ending(Worker):
        """Ends whenever it is asked for the second part."""

        def _send(self, call: Any, request: Any) -> None:
            if isinstance(request, parts.PreparePart) and 0 < request.part.begin < 4_000:
                call.future.set_exception(WorkerEndedError())
            else:
                super()._send(call, request)

    monkeypatch.setattr(pool, "Worker", Ending)
    build(archive, processes=1)
    failures = [failure for failure in found(archive)[2] if "ended the process" in failure.reason]
    assert len(failures) == 1
    assert failures[0].path.startswith(f"{archive}/m.jsonl#")
    assert len(found(archive)[0]) > 60


def test_a_file_too_large_to_be_held_is_read(
    archive: Path, limit_reading: Callable[[ReadLimits], None]
) -> None:
    limit_reading(ReadLimits(file_bytes=6_000))
    assert (archive / "m.jsonl").stat().st_size > 6_000
    build(archive)
    articles, _, failures, _ = found(archive)
    assert len(articles) > 90
    assert not any("too large" in failure.reason for failure in failures)
    assert digest_of_file(str(archive / "m.jsonl")) == digest_of((archive / "m.jsonl").read_bytes())
    with (archive / "m.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "long", "text": "x" * 7_000}) + "\n" + line(4) + "\n")
    build(archive)
    assert [failure.reason for failure in found(archive)[2] if "too large" in failure.reason] != []
    assert len(found(archive)[0]) > 90
