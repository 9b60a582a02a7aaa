"""The registry: what asks it, what a format needs to be in it, and that none holds what it writes."""

from __future__ import annotations

import gc
import io
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import ClassVar, get_type_hints

import pytest
from exports import excerpts_as
from tiers import amount, cases

from briefing.cli.document_output import formats_note, put
from briefing.errors import UsageError
from briefing.export.document import Document, Heading, Records
from briefing.export.excerpt_product import ExcerptProduct
from briefing.export.export_formats import (
    FORMATS,
    ExportFormat,
    ProductName,
    export_format,
    format_of_file,
    formats_for,
    pieces,
    suggest_name,
)
from briefing.model.excerpt import Citation, Excerpt
from briefing.session.exports import CountedExcerpts

ZIP = ExportFormat("zip", "zip_writer", "document", ("excerpts",), (".zip",), "all in one", text=False)


# -- the table -----------------------------------------------------------------------------------


def test_every_format_has_its_own_suffixes() -> None:
    assert list(FORMATS) == ["markdown", "html", "csv", "jsonl", "webannotation", "icalendar"]
    first = [one.suffixes[0] for one in FORMATS.values()]
    assert first == [".md", ".html", ".csv", ".jsonl", ".jsonld", ".ics"]
    suffixes = [suffix for one in FORMATS.values() for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.casefold() and suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_takes_what_its_entry_says(name: str) -> None:
    entry = FORMATS[name]
    hints = get_type_hints(import_module(f"briefing.export.{entry.writer}").pieces)
    assert hints.pop("return") == Iterator[bytes]
    if entry.takes == "product":
        assert [what.name for what in hints.values()] == list(entry.products)
    else:
        assert list(hints.values()) == [{"document": Document, "records": Records}[entry.takes]]


def test_a_product_knows_the_formats_that_can_hold_it() -> None:
    assert [one.name for one in formats_for("synopsis")] == ["markdown", "html", "csv"]
    assert [one.name for one in formats_for("excerpts")] == [*FORMATS][:5]
    assert [one.name for one in formats_for("timeline")][-1] == "icalendar"


@pytest.mark.parametrize(
    ("file", "product", "name"),
    [
        ("a.md", "synopsis", "markdown"),
        ("out/A.HTML", "synopsis", "html"),
        ("a.htm", "synopsis", "html"),
        ("a.tar.csv", "synopsis", "csv"),
        ("a.jsonl", "synopsis", None),
        ("a.jsonl", "excerpts", "jsonl"),
        ("a.pdf", "excerpts", None),
        ("md", "excerpts", None),
        (".md", "excerpts", None),
        ("", "excerpts", None),
    ],
)
def test_a_suffix_asks_for_a_format(file: str, product: ProductName, name: str | None) -> None:
    found = format_of_file(file, product)
    assert (found.name if found else None) == name


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    for call in (
        lambda: excerpts_as("docx", []),
        lambda: export_format("docx"),
        lambda: suggest_name("x", "docx"),
    ):
        with pytest.raises(UsageError, match=r"no export format docx \(one of markdown, html, csv"):
            call()


# -- a new format --------------------------------------------------------------------------------


@pytest.fixture
def zip_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of bytes that are no text and can only be written whole: a writer, and an entry."""

    def zipped(document: Document) -> Iterator[bytes]:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            headings = [block.text for block in document.blocks if isinstance(block, Heading)]
            archive.writestr("headings.txt", "\n".join(headings))
        yield whole.getvalue()

    module = ModuleType("briefing.export.zip_writer")
    vars(module)["pieces"] = zipped
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(FORMATS, ZIP.name, ZIP)


@pytest.mark.usefixtures("zip_format")
def test_a_format_is_its_writer_and_its_entry(
    tmp_path: Path, excerpts: tuple[Excerpt, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choices, help, names of files and the way to the disk know it without being told."""
    from briefing.cli.main import main

    for kind in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / kind.lower()))
    assert [one.name for one in formats_for("excerpts")][-1] == "zip"
    assert "zip            .zip     all in one" in formats_note("excerpts")
    assert suggest_name("My tolls", "zip") == "my-tolls.zip"
    assert format_of_file("x.zip", "excerpts") is ZIP
    put(pieces("zip", ExcerptProduct(excerpts)), "zip", tmp_path / "a.zip", force=False)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("headings.txt").decode().split("\n")[0] == "tolls & <quays>"
    (tmp_path / "news.txt").write_text("The toll rose by 4.5 percent to 3 million euros.\n", encoding="utf-8")
    out = tmp_path / "b.zip"
    command = ["export", str(tmp_path / "news.txt"), "--what", "figures", "--no-library"]
    assert main([*command, "--to", "zip", "--output", str(out)]) == 0
    assert zipfile.is_zipfile(out)


@pytest.mark.usefixtures("zip_format")
def test_what_is_no_text_is_not_sent_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, excerpts: tuple[Excerpt, ...]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError, match="cannot be shown on a terminal"):
        put(pieces("zip", ExcerptProduct(excerpts)), "zip", None, force=False)


# -- memory --------------------------------------------------------------------------------------

HUGE = amount(10_000, 100_000)
SOURCES = [Citation(f"{n}.md", f"Tolls {n}", "Gazette", None, "2026-03-02", None) for n in range(3)]


class Counted(Excerpt):
    """An excerpt that is counted while it is held."""

    alive: ClassVar[int] = 0
    most: ClassVar[int] = 0

    def __del__(self) -> None:
        Counted.alive -= 1


def many(number: int) -> Iterator[Excerpt]:
    """Marks with notes and tags in three articles, made as they are asked for."""
    for n in range(number):
        Counted.alive += 1
        Counted.most = max(Counted.most, Counted.alive)
        yield Counted(
            SOURCES[n % 3], n, n, n + 9, f"toll * {n}", note="why", tags=("a", "b"), mark=f"m{n}", context="-"
        )


def written(form: str, number: int) -> int:
    """The bytes of so many excerpts, none of which is kept."""
    Counted.most = 0
    return sum(map(len, pieces(form, ExcerptProduct(many(number), "Marks", SOURCES))))


OTHERS = [one.name for one in formats_for("excerpts") if one.name != "markdown"]


@pytest.mark.parametrize("form", cases(["markdown"], OTHERS))
def test_thousands_need_no_more_memory_than_ten(form: str) -> None:
    """No excerpt is held, and neither is what was written of it."""
    written(form, 10)
    # As often as by itself: what waits for the collector counts as held.
    rarely = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    gc.collect()
    tracemalloc.start()
    try:
        few = written(form, 10)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        whole = written(form, 6000)
        growth = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
        gc.set_threshold(*rarely)
    assert Counted.most <= 2
    assert whole > 100 * few
    # A piece of 64 KiB, as bytes and while it is joined, and what the interpreter keeps for itself.
    assert growth < 300_000 < whole


@pytest.mark.parametrize("form", ["html", "csv"])
def test_ever_so_many_are_written_as_they_come(form: str) -> None:
    assert written(form, HUGE) > 100 * HUGE
    assert Counted.most <= 2
    assert Counted.alive == 0


@pytest.mark.parametrize("form", [name for name, one in FORMATS.items() if one.takes != "product"])
def test_a_piece_leaves_before_the_next_excerpt_is_asked_for(form: str) -> None:
    found = CountedExcerpts([many(3), many(3)])
    taken = [found.excerpts for piece in pieces(form, ExcerptProduct(found)) if b"toll" in piece]
    assert list(dict.fromkeys(taken)) == [1, 2, 3, 4, 5, 6]


# -- counting ------------------------------------------------------------------------------------


def test_looking_whether_there_are_any_takes_one() -> None:
    asked: list[int] = []

    def some(first: int, number: int) -> Iterator[Excerpt]:
        for n, one in enumerate(many(number), start=first):
            asked.append(n)
            yield one

    found = CountedExcerpts([some(0, 0), some(0, 2), some(2, 1)])
    assert found.any()
    assert (asked, found.articles, found.excerpts) == ([0], 2, 0)
    assert found.any()
    assert asked == [0]
    assert len(list(found)) == found.excerpts == 3
    assert (asked, found.articles) == ([0, 1, 2], 3)
    assert not found.any()
    assert not CountedExcerpts([[], []]).any()
