"""What a user can name: files, folders, pipes, devices, things that are not there."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest
from office_files import workbook_file

from briefing.model.article import Article, Failure
from briefing.reading.formats.format_registry import REGISTRY, in_words
from briefing.reading.read_articles import read_paths, read_source
from briefing.reading.sources import InputFile, find_sources
from briefing.settings import ReadLimits

BODY = "The council met on Friday and voted for the bridge.\n"
needs_posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX files")


def write(path: Path, text: str = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(*paths: Path | str) -> tuple[list[Article], list[Failure]]:
    found = list(read_paths([str(path) for path in paths]))
    return [a for a in found if isinstance(a, Article)], [f for f in found if isinstance(f, Failure)]


def reasons(failures: list[Failure]) -> list[str]:
    return [failure.reason for failure in failures]


def test_a_folder_is_read_in_the_order_of_names_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.TXT", "c.markdown", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, f"{BODY}{name}\n")
    articles, failures = read(tmp_path)
    assert [a.id for a in articles] == [
        f"{tmp_path}/{n}" for n in ("a/b/c.TXT", "a/z.md", "b.txt", "c.markdown")
    ]
    assert failures == []


def test_an_article_has_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "news" / "a.txt")
    monkeypatch.chdir(tmp_path)
    for given, expected in (
        ("news", "news/a.txt"),
        ("news/", "news/a.txt"),
        (".", "./news/a.txt"),
        ("news/a.txt",) * 2,
    ):
        assert [a.id for a in read(given)[0]] == [expected]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    os.link(file, tmp_path / "b.txt")
    articles, failures = read(tmp_path, file, tmp_path)
    assert [a.id for a in articles] == [f"{tmp_path}/a.txt"]
    assert {f.skipped for f in failures if "second name" in f.reason} == {True}


def test_other_formats_are_passed_over_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    other = write(tmp_path / "b.xyz")
    bare = write(tmp_path / "LICENSE")
    articles, failures = read(tmp_path)
    assert len(articles) == 1
    assert [(f.path, f.skipped) for f in failures] == [(str(bare), True), (str(other), True)]
    assert all("`briefing formats` lists those that are" in f.reason for f in failures)
    assert [f.skipped for f in read(other)[1]] == [False]


def test_a_folder_without_articles_says_which_formats_are_read(tmp_path: Path) -> None:
    read_here = in_words(REGISTRY.suffixes_in_folders)
    assert reasons(read(tmp_path)[1]) == [f"no articles in this folder: {read_here} files are read"]


def test_what_is_not_there_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    articles, failures = read(tmp_path / "none.txt", "nul\0name.txt", file)
    assert len(articles) == 1
    assert failures[0] == Failure(str(tmp_path / "none.txt"), "no such file or folder")
    assert failures[1].path == "nul\0name.txt"


@needs_posix
def test_a_pipe_never_hangs(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    articles, failures = read(tmp_path, pipe)
    assert len(articles) == 1
    assert [(f.reason, f.skipped) for f in failures[:1]] == [("a named pipe, not a file", True)]
    assert failures[-1] == Failure(str(pipe), "a named pipe, not a file")


@needs_posix
def test_a_pipe_put_in_the_place_of_a_file_never_hangs(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    assert list(read_source(InputFile(str(pipe), str(pipe)))) == [Failure(str(pipe), "not a regular file")]


@needs_posix
def test_sockets_and_devices_are_not_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        (tmp_path / "zero.txt").symlink_to("/dev/zero")
        articles, failures = read("s.txt", "zero.txt")
    assert articles == []
    assert reasons(failures) == ["a socket, not a file", "a device, not a file"]


@pytest.mark.parametrize("name", ["harvest.csv", "harvest.xlsx"])
def test_a_table_of_numbers_is_passed_over_in_a_folder_and_told_where_it_is_named(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path / "news" / "a.txt")
    table = tmp_path / "news" / name
    row = '<row r="1"><c r="A1" t="str"><v>year</v></c><c r="B1" t="str"><v>tonnes</v></c></row>'
    table.write_bytes(b"year,tonnes\n2025,398\n" if name.endswith("csv") else workbook_file([row]))
    articles, (failure,) = read(table.parent)
    assert [one.id for one in articles] == [f"{table.parent}/a.txt"]
    assert (failure.path, failure.skipped) == (str(table), True)
    assert "no column holds the text of articles" in failure.reason
    assert [one.skipped for one in read(table)[1]] == [False]


@needs_posix
def test_links_are_followed_inside_a_folder_and_not_out_of_it(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside.txt")
    folder = tmp_path / "folder"
    write(folder / "real.txt")
    (folder / "also.txt").symlink_to(folder / "real.txt")
    (folder / "away.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nowhere.txt").symlink_to("missing.txt")
    articles, failures = read(folder)
    assert [a.id for a in articles] == [f"{folder}/also.txt"]
    assert {Path(f.path).name: (f.reason, f.skipped) for f in failures} == {
        "away.txt": ("a link that leads out of the folder", True),
        "loop": ("a link to a folder, which is read under its own name", True),
        "nowhere.txt": ("no such file or folder", False),
        "real.txt": ("a second name of a file that is read already", True),
        "self.txt": ("a link that leads back to itself", False),
    }


@needs_posix
def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [a.id for a in read(tmp_path / "link")[0]] == [f"{tmp_path}/link/a.txt"]


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    write(tmp_path / "closed" / "b.txt")
    write(tmp_path / "c.txt")
    file.chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        articles, failures = read(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [Path(a.id).name for a in articles] == ["c.txt"]
    assert reasons(failures) == ["no permission to read it"] * 2


def test_a_file_that_vanishes_between_listing_and_reading_is_a_failure(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.txt", f"{BODY}{name}") for name in "abc"]
    found: list[Article | Failure] = []
    for source in list(find_sources([str(tmp_path)])):
        assert isinstance(source, InputFile)
        files[1].unlink(missing_ok=True)
        found.extend(read_source(source))
    assert [type(x) for x in found] == [Article, Failure, Article]
    assert found[1] == Failure(str(files[1]), "no such file or folder")


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\n\n \t\n", b"\0" * 3000, b"\xff\xfe", "\ufeff\n".encode("utf-16-le")]
)
def test_a_file_with_nothing_in_it_says_so(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert reasons(read(file)[1]) == ["empty: there is nothing to read"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04word/document.xml",
        b"\x7fELF" + b"\0" * 60,
        bytes(range(256)) * 40,
        b"A line\0with\0many\0zeros",
    ],
)
def test_binary_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert reasons(read(file)[1]) == ["not text"]


def test_a_huge_file_is_refused_by_its_size_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    assert reasons(read(file)[1]) == ["too large: 200 MB, and files over 50 MB are not read"]


def test_endless_input_is_refused_at_the_limit() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert self.taken <= ReadLimits().file_bytes + (1 << 21)
            self.taken += size
            return b"a" * size

    found = list(read_source(InputFile("-", None), Endless()))  # type: ignore[arg-type]  # only read() is asked of it
    assert [type(f) for f in found] == [Failure]


@needs_posix
def test_names_may_hold_anything(tmp_path: Path) -> None:
    names = [
        "new\nline.txt",
        "\x1b]0;x\x07.txt",
        "-rf.txt",
        "[red].txt",
        "a" * 250 + ".txt",
        os.fsdecode(b"\xff.txt"),
    ]
    for i, name in enumerate(names):
        (tmp_path / name).write_text(f"{BODY}{i}", encoding="utf-8")
    articles, failures = read(tmp_path)
    assert sorted(a.id for a in articles) == sorted(f"{tmp_path}/{name}" for name in names)
    assert failures == []


def test_the_order_of_a_folder_does_not_depend_on_the_system(tmp_path: Path) -> None:
    for name in ("ä.txt", "Z.txt", "a.txt", "10.txt", "9.txt"):
        write(tmp_path / name, f"{BODY}{name}")
    assert [Path(a.id).name for a in read(tmp_path)[0]] == ["10.txt", "9.txt", "Z.txt", "a.txt", "ä.txt"]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (BODY.encode(), ["-"]),
        (b"---\ntitle: Bridges\n---\nText.\n", ["-"]),
        (b'{"id": "x", "text": "One."}\n{"text": "Two."}\n', ["-#x", "-#2"]),
    ],
)
def test_standard_input_is_told_by_its_first_line(data: bytes, ids: list[str]) -> None:
    found = list(read_paths(["-", "-"], io.BytesIO(data)))
    assert [a.id for a in found if isinstance(a, Article)] == ids
    assert len(found) == len(ids)
