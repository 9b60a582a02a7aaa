"""Articles held in memory: their order, heads and figures."""

from __future__ import annotations

from array import array

import pytest

from briefing.model.article import Article, Passage
from briefing.ui.state.article_ids import first_moved
from briefing.ui.state.article_store import ArticleStore


def article(name: str, text: str = "Seven boats left.") -> Article:
    passages = (Passage(0, "boilerplate", 0, 0, 0), Passage(1, "paragraph", 0, 0, len(text)))
    return Article(name, text, passages, name, True, None, None, None, "unknown", "en", None, f"f{text}")


@pytest.fixture
def store() -> ArticleStore:
    """Three articles."""
    store = ArticleStore()
    for name in ("b", "a", "c"):
        store.put(article(name))
    return store


def test_articles_come_in_list_order(store: ArticleStore) -> None:
    assert [(name, store.index(name)) for name in store] == [("b", 0), ("a", 1), ("c", 2)]
    assert len(store) == 3
    assert "a" in store
    assert "d" not in store
    assert store.get("d") is None


def test_places_follow_the_list(store: ArticleStore) -> None:
    version = store.version
    store.drop("a")
    store.drop("a")
    assert [(name, store.place(name)) for name in store] == [("b", 0), ("c", 1)]
    assert store.version == version + 1
    assert (store.place("a"), store.index("a")) == (None, 1)
    store.put(article("d"))
    assert (store.place("d"), store.place("a")) == (2, None)
    store.put(article("a"))
    assert [(name, store.place(name)) for name in store] == [("b", 0), ("c", 1), ("d", 2), ("a", 3)]
    store.arrange(["d", "a", "elsewhere", "b"])
    assert [(name, store.place(name)) for name in store] == [("d", 0), ("a", 1), ("b", 2), ("c", 3)]


def test_numbers_are_those_of_one_article(store: ArticleStore) -> None:
    before = {name: store.number(name) for name in store}
    store.drop("a")
    store.put(article("d"))
    store.put(article("a"))
    store.arrange(["a", "b", "c", "d"])
    assert {name: store.number(name) for name in before} == before
    assert store.number("d") not in before.values()


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        ([1, 2, 3], [1, 2, 3], None),
        ([1, 2, 3], [1, 2, 3, 4], None),
        ([1, 2, 3], [1, 2], None),
        ([1, 2, 3], [1, 4, 3], None),
        ([1, 2, 3], [4, 1, 2, 3], 0),
        ([1, 2, 3], [1, 4, 2, 3], 1),
        ([1, 2, 3, 4], [1, 2, 4], 2),
        ([1, 2, 3], [1, 3, 4], 1),
        ([], [1], None),
        # Others have come where some were: none of those that are still there has another letter.
        ([1, 2, 3], [4, 5, 3], None),
        ([1, 2, 3], [4, 2, 5], None),
        ([1, 2, 3], [1, 4], None),
        ([1, 2, 3], [4, 2], None),
        ([1, 2, 3], [4, 2, 3, 5], None),
        ([1, 2], [3, 4, 5], None),
        ([1, 2, 3], [], None),
        # One has, behind another that came in its place, and where the last has gone.
        ([1, 2, 3, 4], [5, 2, 4], 2),
        ([1, 2, 3], [4, 3, 2], 1),
        ([1, 2, 3], [4, 5, 1], 0),
    ],
)
def test_the_first_place_from_which_on_letters_move(
    before: list[int], after: list[int], first: int | None
) -> None:
    assert first_moved(before, after) == first
    assert first_moved(array("q", before), array("q", after)) == first


def test_a_head_counts_what_counts(store: ArticleStore) -> None:
    head = store.head("a")
    assert (head.words, head.passages, head.number, head.fingerprint) == (3, 1, 2, "fSeven boats left.")
    store.put(article("a", "Six boats."))
    assert store.head("a").words == 2


def test_figures_are_unknown_until_they_are_told(store: ArticleStore) -> None:
    assert store.figure_count("a") is None
    store.take_figures("a", ())
    assert store.figure_count("a") == 0
    assert store.figure_total() == 0
    store.drop("a")
    assert "a" not in store.figures


def test_figures_of_another_text_do_not_stay(store: ArticleStore) -> None:
    store.take_figures("a", ())
    store.put(article("a"))
    assert "a" in store.figures
    store.put(article("a", "Six boats."))
    assert ("a" in store.figures, len(store.figures)) == (False, 0)


def test_figures_that_come_when_the_article_has_gone_are_dropped(store: ArticleStore) -> None:
    store.hold(["a"])
    store.drop("a")
    store.take_figures("a", ())
    assert (len(store.figures), "a" in store) == (0, False)
    assert (store["a"].id, store.head("a").id, store.index("a")) == ("a", "a", 1)


def test_a_sequence_of_ids_stays_what_it_was(store: ArticleStore) -> None:
    names = store.names
    store.put(article("d"))
    assert (list(names), list(store.names)) == (["b", "a", "c"], ["b", "a", "c", "d"])
