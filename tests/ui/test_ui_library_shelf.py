"""Articles that lie in a library: looked up when asked for, and never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.figures.extract import extract_figures
from briefing.library.files import SeenFile
from briefing.library.names import place_of
from briefing.library.packing import pack_article
from briefing.library.places import library_folder
from briefing.library.store import Library
from briefing.library.writing import open_writer
from briefing.model.article import Article
from briefing.model.opening import OnDisk
from briefing.reading.read import read_paths
from briefing.ui import library_shelf
from briefing.ui.desk import Desk
from briefing.ui.library_shelf import LibraryShelf, Names

MANY = 150


def record(folder: Path, names: list[str]) -> None:
    """Put files of `folder` into its library."""
    writer = open_writer(library_folder([str(folder)]), [str(folder)])
    root = next(iter(writer.root_ids().values()))
    with writer.batch() as generation:
        for name in names:
            path = folder / name
            status = path.stat()
            seen = SeenFile(
                str(path), root, place_of(name), status.st_size, status.st_mtime_ns, status.st_ino
            )
            read = [found for found in read_paths([str(path)]) if isinstance(found, Article)]
            packed = [pack_article(found, extract_figures(found), str(path)) for found in read]
            writer.put(generation, seen, seen.mtime_ns, name.encode(), packed)
    writer.close()


def forget(folder: Path, name: str) -> None:
    """Take a file out of the library."""
    writer = open_writer(library_folder([str(folder)]), [str(folder)])
    known = next(file for file in writer.known_files() if file.place == place_of(name))
    with writer.batch() as generation:
        writer.drop(generation, known)
    writer.close()


def name_of(number: int) -> str:
    return f"{number:03}.txt"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of many articles, and a library of them."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        text = f"Boat x{number} leaves\n\nIt carried {number + 2} tons of coal.\n"
        (folder / name_of(number)).write_text(text, encoding="utf-8")
    record(folder, [name_of(number) for number in range(MANY)])
    return folder


def opened(folder: Path, first: int = 10) -> OnDisk:
    place = library_folder([str(folder)])
    library = Library.open(place, [str(folder)])
    try:
        heads = library.first_heads(first)
        articles = tuple(library.article(head.number) for head in heads[:1])
        figures = tuple(library.figures(head.number) for head in heads[:1])
        return OnDisk(str(place), (str(folder),), library.count(), heads, articles, figures)
    finally:
        library.close()


@pytest.fixture
def shelf(archive: Path) -> Iterator[LibraryShelf]:
    """The shelf of that library as it is right after opening."""
    shelf = LibraryShelf(opened(archive))
    yield shelf
    shelf.library.close()


def test_what_came_along_needs_no_file(
    archive: Path, shelf: LibraryShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = f"{archive}/000.txt"
    with monkeypatch.context() as patched:
        patched.delattr("briefing.library.store.Library.open")
        assert len(shelf) == MANY
        assert list(shelf.names[:2]) == [first, f"{archive}/001.txt"]
        assert shelf.names[MANY - 1] == ""
        assert shelf.head(first).title == "Boat x0 leaves"
        assert shelf[first].text.startswith("Boat x0 leaves")
        assert [figure.text for figure in shelf.figures[first]] == ["2 tons"]
        assert (shelf.index(first), first in shelf) == (0, True)


def test_every_place_of_the_list_can_be_looked_at(archive: Path, shelf: LibraryShelf) -> None:
    shelf.take_order(shelf.order())
    assert shelf.names[-1] == f"{archive}/149.txt"
    assert list(shelf.names) == [f"{archive}/{name_of(number)}" for number in range(MANY)]
    assert shelf.names[70:72] == [f"{archive}/070.txt", f"{archive}/071.txt"]
    with pytest.raises(IndexError):
        shelf.names[MANY]
    assert [shelf.index(name) for name in shelf] == list(range(MANY))


def test_articles_and_figures_are_read_when_asked_for(archive: Path, shelf: LibraryShelf) -> None:
    name = f"{archive}/120.txt"
    assert name in shelf
    assert shelf[name].title == "Boat x120 leaves"
    assert shelf.figure_count(name) == len(shelf.figures[name]) == 1
    assert shelf.figure_total() == MANY
    assert shelf.figures.get("elsewhere.txt", ()) == ()
    assert "elsewhere.txt" not in shelf
    assert "" not in shelf
    assert shelf.get("elsewhere.txt") is None
    with pytest.raises(KeyError):
        shelf.head("elsewhere.txt")


def test_little_is_held(shelf: LibraryShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_shelf, "PAGE", 8)
    shelf.take_order(shelf.order())
    for name in shelf:
        assert shelf[name].id == name
        assert shelf.figures[name]
    assert len(shelf._articles._values) <= library_shelf.ARTICLES
    assert len(shelf.figures._figures._values) <= library_shelf.ARTICLES


def test_a_new_article_takes_its_place_and_a_changed_one_shows_its_words(
    archive: Path, shelf: LibraryShelf
) -> None:
    shelf.take_order(shelf.order())
    version = shelf.version
    changed = f"{archive}/005.txt"
    assert shelf[changed].title == "Boat x5 leaves"
    (archive / "0005.txt").write_text("A new boat\n\nIt carried 9 tons of coal.\n", encoding="utf-8")
    (archive / "005.txt").write_text("Boat x5 stays\n\nIt carried nothing.\n", encoding="utf-8")
    record(archive, ["0005.txt", "005.txt"])
    shelf.take_order(shelf.order())
    assert shelf.version > version
    assert len(shelf) == MANY + 1
    assert shelf.names[0].endswith("0005.txt") or shelf.names[1].endswith("0005.txt")
    assert shelf[changed].title == shelf.head(changed).title == "Boat x5 stays"
    assert shelf.index(changed) == 5
    assert shelf.index(f"{archive}/0005.txt") == MANY


def test_an_article_that_is_gone_can_be_read_while_it_is_open(archive: Path, shelf: LibraryShelf) -> None:
    gone, other = f"{archive}/007.txt", f"{archive}/008.txt"
    shelf.hold([gone])
    forget(archive, "007.txt")
    forget(archive, "008.txt")
    shelf.take_order(shelf.order())
    assert gone not in shelf
    assert shelf[gone].title == shelf.head(gone).title == "Boat x7 leaves"
    with pytest.raises(KeyError):
        shelf[other]
    shelf.hold([])
    assert shelf.get(gone) is None


def test_the_desk_reads_from_it(archive: Path, shelf: LibraryShelf) -> None:
    desk = Desk()
    desk.take_shelf(shelf)
    desk.columns = list(desk.names[:2])
    assert desk.cursor.passage == 0
    assert desk.letter(f"{archive}/149.txt") == "ET"
    assert desk.step_figure(1)
    assert desk.figure is not None
    assert desk.figure.text == "2 tons"


def test_names_are_a_sequence() -> None:
    names = Names(3, "abc".__getitem__)
    assert (list(names), names[-1], names[1:], len(names)) == (["a", "b", "c"], "c", ["b", "c"], 3)
