"""Articles that lie in a library: looked up when asked for, and never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.list_answer import ListAnswer
from briefing.model.opening_events import OnDisk
from briefing.session import Session, on_disk
from briefing.session.on_disk import open_on_disk
from briefing.ui.state.article_ids import Names
from briefing.ui.state.library_articles import WHAT_IS_SEEN, HoldingBounds, LibraryArticles
from briefing.ui.state.library_source import LibrarySource
from briefing.ui.state.reader_state import ReaderState

MANY = 150


def record(folder: Path) -> None:
    """Bring the library of `folder` up to date."""
    for _ in build_library([str(folder)]):
        pass


def name_of(number: int) -> str:
    return f"{number:03}.txt"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of many articles, and a library of them."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(MANY - 1))
    monkeypatch.setattr(on_disk, "FIRST", 10)
    monkeypatch.setattr(on_disk, "COLUMNS", 1)
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        text = f"Boat x{number} leaves\n\nIt carried {number + 2} tons of coal.\n"
        (folder / name_of(number)).write_text(text, encoding="utf-8")
    record(folder)
    return folder


def opened(folder: Path) -> OnDisk:
    """What the reader is told of it."""
    found = open_on_disk(Session(), [str(folder)], [])
    assert found is not None
    return found


@pytest.fixture
def store(archive: Path) -> Iterator[LibraryArticles]:
    """The articles of that library as it is right after opening."""
    store = LibraryArticles(LibrarySource(opened(archive)), WHAT_IS_SEEN)
    yield store
    store.source.library.close()


def test_what_came_along_needs_no_file(
    archive: Path, store: LibraryArticles, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = f"{archive}/000.txt"
    with monkeypatch.context() as patched:
        patched.delattr("briefing.library.reader.Library.open")
        assert len(store) == MANY
        assert list(store.names[:2]) == [first, f"{archive}/001.txt"]
        assert store.names[MANY - 1] == ""
        assert store.head(first).title == "Boat x0 leaves"
        assert store[first].text.startswith("Boat x0 leaves")
        assert [figure.text for figure in store.figures[first]] == ["2 tons"]
        assert (store.index(first), first in store) == (0, True)


def test_every_place_of_the_list_can_be_looked_at(archive: Path, store: LibraryArticles) -> None:
    store.take_order(store.source.order())
    assert store.names[-1] == f"{archive}/149.txt"
    assert list(store.names) == [f"{archive}/{name_of(number)}" for number in range(MANY)]
    assert store.names[70:72] == [f"{archive}/070.txt", f"{archive}/071.txt"]
    with pytest.raises(IndexError):
        store.names[MANY]
    assert [store.index(name) for name in store] == list(range(MANY))


def test_articles_and_figures_are_read_when_asked_for(archive: Path, store: LibraryArticles) -> None:
    name = f"{archive}/120.txt"
    assert name in store
    assert store[name].title == "Boat x120 leaves"
    assert store.figure_count(name) == len(store.figures[name]) == 1
    assert store.figure_total() == MANY
    assert store.figures.get("elsewhere.txt", ()) == ()
    assert "elsewhere.txt" not in store
    assert "" not in store
    assert store.get("elsewhere.txt") is None
    with pytest.raises(KeyError):
        store.head("elsewhere.txt")


def test_little_is_held(archive: Path) -> None:
    bounds = HoldingBounds(heads=16, articles=4, page=8)
    store = LibraryArticles(LibrarySource(opened(archive)), bounds)
    store.take_order(store.source.order())
    for name in store:
        assert store[name].id == name
        assert store.figures[name]
    assert (len(store._versions), len(store._heads)) == (bounds.articles, bounds.heads)
    store.source.library.close()


def test_a_new_article_takes_its_place_and_a_changed_one_shows_its_words(
    archive: Path, store: LibraryArticles
) -> None:
    store.take_order(store.source.order())
    version = store.version
    changed = f"{archive}/005.txt"
    assert store[changed].title == "Boat x5 leaves"
    (archive / "0005.txt").write_text("A new boat\n\nIt carried 9 tons of coal.\n", encoding="utf-8")
    (archive / "005.txt").write_text("Boat x5 stays\n\nIt carried nothing.\n", encoding="utf-8")
    record(archive)
    store.take_order(store.source.order())
    assert store.version > version
    assert len(store) == MANY + 1
    assert list(store.names[:3]) == [f"{archive}/{name}" for name in ("000.txt", "0005.txt", "001.txt")]
    assert store[changed].title == store.head(changed).title == "Boat x5 stays"
    assert [store.index(name) for name in store] == list(range(MANY + 1))
    assert store.place(changed) == 6


def test_text_and_figures_are_of_one_commit_and_change_at_once(archive: Path, store: LibraryArticles) -> None:
    store.take_order(store.source.order())
    read, other = f"{archive}/005.txt", f"{archive}/006.txt"
    store.hold([read])
    for name in ("005.txt", "006.txt"):
        (archive / name).write_text(
            "Boat stays\n\nA line more.\n\nIt needs 77 tons of coal.\n", encoding="utf-8"
        )
    record(archive)
    assert store[read].text.startswith("Boat x5 leaves")
    assert [figure.text for figure in store.figures[read]] == ["7 tons"]
    # What nobody reads yet may be of the next commit already, but then as a whole.
    assert [figure.text for figure in store.figures[other]] == ["77 tons"]
    assert "A line more." in store[other].text
    store.take_order(store.source.order())
    assert "A line more." in store[read].text
    assert [figure.text for figure in store.figures[read]] == ["77 tons"]


def test_an_article_that_is_gone_can_be_read_while_it_is_open(archive: Path, store: LibraryArticles) -> None:
    gone, other = f"{archive}/007.txt", f"{archive}/008.txt"
    store.hold([gone])
    (archive / "007.txt").unlink()
    (archive / "008.txt").unlink()
    record(archive)
    store.take_order(store.source.order())
    assert gone not in store
    assert store[gone].title == store.head(gone).title == "Boat x7 leaves"
    with pytest.raises(KeyError):
        store[other]
    store.hold([])
    assert store.get(gone) is None


def test_the_reader_state_reads_from_it(archive: Path, store: LibraryArticles) -> None:
    state = ReaderState()
    state.take_articles(store)
    state.columns = list(state.names[:2])
    assert state.cursor.passage == 0
    store.take_order(store.source.order())
    assert state.letter(f"{archive}/149.txt") == "ET"
    assert state.step_target(1)
    assert state.figure is not None
    assert state.figure.text == "2 tons"


def test_names_are_a_sequence() -> None:
    names = Names(3, "abc".__getitem__, {"a": 0, "b": 1, "c": 2}.get)
    assert (list(names), names[-1], names[1:], len(names)) == (["a", "b", "c"], "c", ["b", "c"], 3)
    assert [names.index(name) for name in names] == [0, 1, 2]
    with pytest.raises(ValueError, match="z is not in the list"):
        names.index("z")
    with pytest.raises(ValueError, match="a is not in the list"):
        names.index("a", 1)


def test_what_a_filter_leaves_is_listed_in_its_order(archive: Path, store: LibraryArticles) -> None:
    store.take_order(store.source.order())
    every = store.source.order().numbers
    left = store.names_in(ListAnswer("x", every[100:3:-7]))
    assert list(left) == [f"{archive}/{name_of(number)}" for number in range(100, 3, -7)]
    assert left.index(f"{archive}/093.txt") == 1
    assert store.names.index(f"{archive}/093.txt") == 93
    with pytest.raises(ValueError, match="not in the list"):
        left.index(f"{archive}/094.txt")


def test_a_small_set_and_one_without_a_library_are_held_in_memory(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert open_on_disk(Session(), [str(tmp_path / "elsewhere")], []) is None
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(MANY))
    assert open_on_disk(Session(), [str(archive)], []) is None


def test_the_articles_of_the_last_time_come_along(archive: Path) -> None:
    names = [f"{archive}/140.txt", f"{archive}/gone.txt", f"{archive}/012.txt"]
    found = open_on_disk(Session(), [str(archive)], names)
    assert found is not None
    assert [article.id for article in found.articles] == [names[0], names[2]]
    state = ReaderState()
    store = LibraryArticles(LibrarySource(found), WHAT_IS_SEEN)
    state.take_articles(store)
    # Where they stand is known with the order of all.
    assert [state.letter(name) for name in (f"{archive}/009.txt", names[0], names[2])] == ["J", "…", "…"]
    assert "library" not in vars(store.source)
    store.take_order(store.source.order())
    assert [state.letter(names[at]) for at in (0, 2)] == ["EK", "M"]
    store.source.library.close()
