"""Agency text printed twice is one report, not two witnesses."""

from __future__ import annotations

from briefing.model.article import Ref
from briefing.related.copies import alike, copy_groups

REPORT = "The ferry ran aground near the lighthouse at dawn and all passengers were brought ashore by noon."
EDITED = (
    "The ferry ran aground near the old lighthouse at dawn and all passengers were brought ashore by noon."
)
RETOLD = "Everyone aboard reached land safely by midday after a ferry hit rocks close to the lighthouse."


def groups(*texts: tuple[str, int, str]) -> list[list[tuple[str, int]]]:
    found = copy_groups((Ref(article, passage), text) for article, passage, text in texts)
    return [[(ref.article, ref.passage) for ref in group.passages] for group in found]


def test_nearly_the_same_wording_is_a_copy() -> None:
    assert groups(("a", 0, REPORT), ("b", 3, EDITED)) == [[("a", 0), ("b", 3)]]


def test_the_same_event_in_other_words_is_none() -> None:
    assert groups(("a", 0, REPORT), ("b", 0, RETOLD)) == []


def test_three_copies_are_one_group() -> None:
    assert groups(("a", 0, REPORT), ("b", 0, EDITED), ("c", 1, REPORT)) == [[("a", 0), ("b", 0), ("c", 1)]]


def test_a_passage_repeated_in_its_own_article_is_none() -> None:
    assert groups(("a", 0, REPORT), ("a", 5, REPORT)) == []


def test_a_few_words_are_alike_by_accident() -> None:
    assert groups(("a", 0, "Read more about this story"), ("b", 0, "Read more about this story")) == []


def test_likeness_counts_words_in_order() -> None:
    assert alike(["a", "b", "c", "d"], ["a", "b", "x", "d"]) == 0.75
    assert alike(["a", "b"], ["b", "a"]) == 0.5


def test_a_turn_of_phrase_in_many_articles_joins_nothing() -> None:
    shared = "in a statement on the website of the ministry"
    texts = [(f"a{n}", 0, f"{shared} report{n} spoke about subject{n} and matter{n}") for n in range(60)]
    assert groups(*texts) == []
