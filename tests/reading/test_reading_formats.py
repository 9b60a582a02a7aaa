"""The registry of formats: which one a source is of, and that a new one is read everywhere."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import card_box
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli.main import main
from briefing.errors import ReadError
from briefing.library.build.builder import build_library
from briefing.library.locations import library_folder
from briefing.library.reader import Library
from briefing.model.article import Article, Failure
from briefing.reading.file_part import FilePart
from briefing.reading.formats.format import Format, Requirement
from briefing.reading.formats.format_reader import Evidence, FormatReader
from briefing.reading.formats.format_registry import FORMATS, REGISTRY, FormatRegistry, in_words
from briefing.reading.read_articles import read_paths
from briefing.reading.split_files import read_part, split_file

MakeFormat = Callable[..., Format]
ONE = "Harbour toll raised\n\nThe toll rises by 4.5 percent to $2.4 million a year.\n"
TWO = "Ferry line stops\n\nThe ferry carried 12,000 people in April.\n"


# -- the table -------------------------------------------------------------------------------


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_row_says_what_its_module_gives(row: Format) -> None:
    assert isinstance(row.reader, FormatReader)
    assert row.can_be_split == (row.reader.parts is not None)
    assert row.suffixes
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in row.suffixes)


def test_no_two_formats_have_one_name() -> None:
    assert len({row.name for row in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
@given(head=st.binary(max_size=300) | st.text(max_size=80).map(str.encode))
def test_a_sniff_never_raises(row: Format, head: bytes) -> None:
    assert isinstance(row.reader.sniff(head), Evidence)


@pytest.mark.parametrize(
    ("suffixes", "words"),
    [((".a",), ".a"), ((".a", ".b"), ".a and .b"), ((".a", ".b", ".c"), ".a, .b and .c")],
)
def test_suffixes_in_words(suffixes: tuple[str, ...], words: str) -> None:
    assert in_words(suffixes) == words


# -- which format ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "head", "name"),
    [
        ("", b"Ministers agree.\n", "plain text"),
        ("", b"", "plain text"),
        ("", b"---\ntitle: Bridges\n---\n", "Markdown"),
        ("", "\ufeff---\ntitle: Bridges\n".encode("utf-16-be"), "Markdown"),
        ("", "---\ntitle: Bridges and ferries\n".encode("utf-16-le"), "Markdown"),
        ("", b"----\n", "plain text"),
        ("", b' \n\t{"text": "One."}\n', "JSON Lines"),
        ("", '\ufeff\u3000{"text": "One."}\n'.encode(), "JSON Lines"),
        ("", '\xa0{"text": "Déjà vu à Zürich, dit l\'équipe."}'.encode("cp1252"), "JSON Lines"),
        ("", b"{text}\n", "plain text"),
        ("", b"%PDF-1.7\n", "PDF"),
        ("", b"\0" * 40, "plain text"),
        (".txt", b'{"text": "One."}\n', "plain text"),
        (".txt", b"---\n", "plain text"),
        (".TXT", b"\x89PNG\r\n\x1a\n", "plain text"),
        (".md", b'{"text": "One."}\n', "Markdown"),
        (".Markdown", b"", "Markdown"),
        (".jsonl", b"no record\n", "JSON Lines"),
    ],
)
def test_the_suffix_decides_and_the_first_bytes_where_there_is_none(
    suffix: str, head: bytes, name: str
) -> None:
    assert REGISTRY.choose(suffix, head).name == name


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> MakeFormat:
    """Makes a format that gives the same evidence for every source."""

    def make_format(evidence: Evidence, *suffixes: str, signatures: tuple[bytes, ...] = ()) -> Format:
        name = f"format_{len([one for one in sys.modules if one.startswith('format_')])}"
        module = ModuleType(name)
        module.READER = FormatReader(lambda _: evidence, lambda _, __: iter(()))  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, name, module)
        return Format(name, name, suffixes, signatures)

    return make_format


NONE, POSSIBLE, LIKELY, CERTAIN = Evidence


def test_of_formats_that_share_a_suffix_the_likelier_is_chosen(make: MakeFormat) -> None:
    text, press, other = make(POSSIBLE, ".a"), make(LIKELY, ".a"), make(LIKELY, ".a", ".b")
    assert FormatRegistry([text, press, other]).choose(".a", b"x") is press
    assert FormatRegistry([text, other, press]).choose(".a", b"x") is other
    assert FormatRegistry([text, press, other]).of_suffix(".A") == (text, press, other)


@pytest.mark.parametrize("begins", [b"<HTML>", b"\xef\xbb\xbf \n<html lang=en>"])
def test_a_suffix_gives_way_only_to_proof(make: MakeFormat, begins: bytes) -> None:
    text = make(POSSIBLE, ".txt")
    proven = make(CERTAIN, ".html", signatures=(b"<!doctype html", b"<Html"))
    likely = make(LIKELY, ".xml", signatures=(b"<html",))
    registry = FormatRegistry([text, likely, proven])
    assert registry.choose(".txt", begins) is proven
    assert registry.choose(".xml", begins) is proven
    assert registry.choose(".html", begins) is proven
    assert registry.choose(".txt", b"Read <html>") is text
    assert FormatRegistry([text, likely]).choose(".txt", begins) is text
    assert FormatRegistry([text, likely]).choose("", begins) is likely


def test_what_its_own_format_rules_out_is_what_else_it_looks_like(make: MakeFormat) -> None:
    text, packed = make(POSSIBLE, ".txt"), make(NONE, ".zip", signatures=(b"PK",))
    assert FormatRegistry([text, packed]).choose(".zip", b"only words") is text
    # Where nothing claims it, the format it is named for says what is wrong with it.
    nothing = make(NONE, ".txt")
    assert FormatRegistry([nothing, packed]).choose(".zip", b"\0\1") is packed
    assert FormatRegistry([nothing, packed]).choose("", b"\0\1") is nothing


def test_a_format_that_is_not_registered_cannot_be_removed() -> None:
    with pytest.raises(ValueError, match="not in list"):
        FormatRegistry(FORMATS).unregister(card_box.FORMAT)


# -- a new format ----------------------------------------------------------------------------


@pytest.fixture
def cards() -> Iterator[Format]:
    """The made-up format, read for as long as the test runs."""
    REGISTRY.register(card_box.FORMAT)
    yield card_box.FORMAT
    REGISTRY.unregister(card_box.FORMAT)


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A box of two cards and an empty one, in a folder with a plain text."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / kind.lower()))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Bridge\n\nThe bridge needs 40 tons.\n", encoding="utf-8")
    path = folder / "b.cards"
    path.write_bytes(card_box.pack(ONE, TWO, ""))
    return path


def ids(found: Iterator[Article | Failure]) -> list[str]:
    return [item.id if isinstance(item, Article) else f"{item.path}: {item.reason}" for item in found]


@pytest.mark.usefixtures("cards")
def test_a_new_format_is_read_by_path_in_a_folder_and_from_standard_input(box: Path) -> None:
    expected = [f"{box}#1", f"{box}#2", f"{box}#3: an empty card"]
    assert ids(read_paths([str(box)])) == expected
    assert ids(read_paths([str(box.parent)])) == [str(box.parent / "a.txt"), *expected]
    stdin = io.BytesIO(box.read_bytes())
    assert ids(read_paths(["-"], stdin)) == ["-#1", "-#2", "-#3: an empty card"]
    texts = [item.text for item in read_paths([str(box)]) if isinstance(item, Article)]
    assert texts == [ONE, TWO]


def test_without_its_row_it_is_not_read(box: Path) -> None:
    told = "the format .cards is not read: `briefing formats` lists those that are"
    assert ids(read_paths([str(box)])) == [f"{box}: {told}"]
    assert ids(read_paths(["-"], io.BytesIO(box.read_bytes()))) == ["-: not text"]


@pytest.mark.usefixtures("cards")
def test_it_is_known_by_its_first_bytes_whatever_it_is_called(box: Path) -> None:
    lying = box.rename(box.with_name("b.txt"))
    found = [item for item in read_paths([str(lying)]) if isinstance(item, Article)]
    assert [(item.id, item.warnings) for item in found] == [
        (f"{lying}#{number}", ("named .txt, but read as what it is: card box",)) for number in (1, 2)
    ]
    for name in ("b", "b.data"):
        unknown = lying.rename(lying.with_name(name))
        assert ids(read_paths([str(unknown)]))[:2] == [f"{unknown}#1", f"{unknown}#2"]
        # In a folder the name decides what is opened at all.
        assert [
            f for f in read_paths([str(unknown.parent)]) if isinstance(f, Failure) and not f.skipped
        ] == []
        assert len(ids(read_paths([str(unknown.parent)]))) == 2
        lying = unknown


@pytest.mark.usefixtures("cards")
def test_what_its_reader_refuses_is_a_failure_and_the_rest_goes_on(box: Path) -> None:
    box.write_bytes(box.read_bytes()[:-9])
    assert ids(read_paths([str(box), str(box.parent / "a.txt")])) == [
        f"{box}: a damaged card box",
        str(box.parent / "a.txt"),
    ]
    box.write_text("only words\n", encoding="utf-8")
    [article] = read_paths([str(box)])
    assert isinstance(article, Article)
    assert article.warnings == ("named .cards, but read as what it is: plain text",)


@pytest.mark.usefixtures("cards")
def test_the_command_line_lists_and_shows_it(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--format", "json", str(box.parent)]) == 3
    out = capsys.readouterr()
    assert [row["article"] for row in json.loads(out.out)] == [
        str(box.parent / "a.txt"),
        f"{box}#1",
        f"{box}#2",
    ]
    assert f"{box}#3: an empty card" in out.err
    assert main(["show", "--format", "json", f"{box}#2"]) == 3
    assert json.loads(capsys.readouterr().out)["text"] == TWO
    assert main(["figures", "--format", "json", str(box)]) == 3
    assert {row["text"] for row in json.loads(capsys.readouterr().out)} >= {"4.5 percent", "12,000 people"}


@pytest.mark.usefixtures("cards")
def test_a_library_holds_it_and_follows_its_changes(box: Path) -> None:
    paths = [str(box.parent)]

    def held() -> list[str]:
        library = Library.open(library_folder(paths), paths)
        try:
            return sorted(head.id for head in library.heads())
        finally:
            library.close()

    list(build_library(paths))
    assert held() == [str(box.parent / "a.txt"), f"{box}#1", f"{box}#2"]
    box.write_bytes(card_box.pack(ONE, TWO, "A third card of 7 pages."))
    list(build_library(paths, changed=[str(box)]))
    assert held() == [str(box.parent / "a.txt"), f"{box}#1", f"{box}#2", f"{box}#3"]
    # What a walk through the folder passes over, a change to it does not bring in.
    box.with_name("b").write_bytes(card_box.pack("A card with no name of 3 words."))
    list(build_library(paths, changed=[str(box.with_name("b"))]))
    assert len(held()) == 4


# -- what rows may say -----------------------------------------------------------------------


@pytest.fixture
def changed(request: pytest.FixtureRequest, box: Path) -> Iterator[Path]:
    """The box, with the row of its format changed as the test asks."""
    row = replace(card_box.FORMAT, **request.param)
    REGISTRY.register(row)
    yield box
    REGISTRY.unregister(row)


@pytest.mark.parametrize("changed", [{"needs": Requirement("no_such_package", "cards")}], indirect=True)
def test_a_missing_package_is_a_failure_that_says_how_to_install_it(changed: Path) -> None:
    reason = "the reader of card box is not installed: pip install 'briefing-reader[cards]'"
    assert list(read_paths([str(changed)])) == [Failure(str(changed), reason)]


@pytest.mark.parametrize("changed", [{"needs": Requirement("zlib", "cards")}], indirect=True)
def test_with_its_package_it_is_read(changed: Path) -> None:
    assert ids(read_paths([str(changed)]))[:2] == [f"{changed}#1", f"{changed}#2"]


@pytest.mark.parametrize("changed", [{"in_folders": False}], indirect=True)
def test_some_formats_are_read_only_where_the_file_is_named(changed: Path) -> None:
    assert ids(read_paths([str(changed)]))[:2] == [f"{changed}#1", f"{changed}#2"]
    failures = [item for item in read_paths([str(changed.parent)]) if isinstance(item, Failure)]
    assert failures == [
        Failure(str(changed), "the format .cards is read only where the file itself is named", skipped=True)
    ]
    (changed.parent / "a.txt").unlink()
    [_, last] = read_paths([str(changed.parent)])
    assert isinstance(last, Failure)
    read_here = in_words(REGISTRY.suffixes_in_folders)
    assert last.reason == f"no articles in this folder: {read_here} files are read"


def test_a_large_file_is_taken_apart_only_where_its_reader_is_installed(tmp_path: Path) -> None:
    path = tmp_path / "a.lines"
    path.write_text('{"text": "One."}\n', encoding="utf-8")
    lines = next(one for one in FORMATS if one.can_be_split)
    for package, parts in (("zlib", [FilePart(0, 17, 0)]), ("no_such_package", None)):
        row = replace(lines, suffixes=(".lines",), needs=Requirement(package, "lines"))
        REGISTRY.register(row)
        try:
            assert split_file(str(path), len) == parts
        finally:
            REGISTRY.unregister(row)


@pytest.mark.usefixtures("cards")
def test_a_file_that_becomes_something_else_is_not_read_in_the_parts_it_had(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n', encoding="utf-8")
    parts = split_file(str(path), len)
    assert parts is not None
    path.write_bytes(card_box.pack(ONE))
    with pytest.raises(ReadError, match="changed since"):
        list(read_part(str(path), str(path), parts[0]))
    assert split_file(str(path), len) is None


def test_documents_with_a_structure_of_their_author_are_known_by_their_extractor() -> None:
    structured = [one for one in FORMATS if one.structured_by]
    assert len(structured) == 4
    for one in structured:
        extractor: str = import_module(one.module).EXTRACTOR
        assert extractor.partition("/")[0] == one.structured_by
        assert REGISTRY.is_structured_by_author(f"{extractor} with more")
    assert not REGISTRY.is_structured_by_author("html/1 plain")
