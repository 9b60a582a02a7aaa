"""Articles held in memory: their order, heads and figures."""

from __future__ import annotations

import pytest

from briefing.model.article import Article, Passage
from briefing.ui.state.shelf import MemoryShelf


def article(name: str, text: str = "Seven boats left.") -> Article:
    passages = (Passage(0, "boilerplate", 0, 0, 0), Passage(1, "paragraph", 0, 0, len(text)))
    return Article(name, text, passages, name, True, None, None, None, "unknown", "en", None, f"f{text}")


@pytest.fixture
def shelf() -> MemoryShelf:
    """Three articles."""
    shelf = MemoryShelf()
    for name in ("b", "a", "c"):
        shelf.put(article(name))
    return shelf


def test_order_and_number_are_those_of_arrival(shelf: MemoryShelf) -> None:
    assert [(name, shelf.index(name)) for name in shelf] == [("b", 0), ("a", 1), ("c", 2)]
    assert len(shelf) == 3
    assert "a" in shelf
    assert "d" not in shelf
    assert shelf.get("d") is None


def test_a_number_is_not_given_twice(shelf: MemoryShelf) -> None:
    version = shelf.version
    shelf.drop("a")
    shelf.drop("a")
    assert list(shelf.names) == ["b", "c"]
    assert shelf.version == version + 1
    shelf.put(article("d"))
    shelf.put(article("a"))
    assert [(name, shelf.index(name)) for name in shelf.names] == [("b", 0), ("c", 2), ("d", 3), ("a", 1)]


def test_a_head_counts_what_counts(shelf: MemoryShelf) -> None:
    head = shelf.head("a")
    assert (head.words, head.passages, head.number, head.fingerprint) == (3, 1, 1, "fSeven boats left.")
    shelf.put(article("a", "Six boats."))
    assert shelf.head("a").words == 2


def test_figures_are_unknown_until_they_are_told(shelf: MemoryShelf) -> None:
    assert shelf.figure_count("a") is None
    shelf.figures["a"] = ()
    assert shelf.figure_count("a") == 0
    assert shelf.figure_total() == 0
    shelf.drop("a")
    assert "a" not in shelf.figures
