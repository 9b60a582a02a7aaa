"""Agency text printed twice is one report, not two witnesses."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.model.article import Ref
from briefing.related.article_terms import wording_of
from briefing.related.copies import LIKENESS, Wording, alike
from briefing.related.related_index import RelatedIndex
from briefing.text.shingle_pairs import NEIGHBOURS

REPORT = "The ferry ran aground near the lighthouse at dawn and all passengers were brought ashore by noon."
EDITED = (
    "The ferry ran aground near the old lighthouse at dawn and all passengers were brought ashore by noon."
)
RETOLD = "Everyone aboard reached land safely by midday after a ferry hit rocks close to the lighthouse."


def index_of(*texts: tuple[str, int, str]) -> RelatedIndex:
    """An index of passages, each given with its article and number."""
    lines: dict[str, dict[int, str]] = {}
    for article, passage, text in texts:
        lines.setdefault(article, {})[passage] = text
    articles = [
        make_article(name, *(held.get(number, "") for number in range(max(held) + 1)))
        for name, held in lines.items()
    ]
    return RelatedIndex.build(articles, {})


def groups(*texts: tuple[str, int, str]) -> list[list[tuple[str, int]]]:
    return [[(ref.article, ref.passage) for ref in group.passages] for group in index_of(*texts).copies()]


def test_nearly_the_same_wording_is_a_copy() -> None:
    assert groups(("a", 0, REPORT), ("b", 3, EDITED)) == [[("a", 0), ("b", 3)]]


def test_the_same_event_in_other_words_is_none() -> None:
    assert groups(("a", 0, REPORT), ("b", 0, RETOLD)) == []


def test_three_copies_are_one_group() -> None:
    assert groups(("a", 0, REPORT), ("b", 0, EDITED), ("c", 1, REPORT)) == [[("a", 0), ("b", 0), ("c", 1)]]


def test_a_passage_repeated_in_its_own_article_is_none() -> None:
    assert groups(("a", 0, REPORT), ("a", 5, REPORT)) == []


def test_a_few_words_are_the_same_by_accident() -> None:
    assert groups(("a", 0, "He said nothing else."), ("b", 0, "He said nothing else.")) == []


@pytest.mark.parametrize(
    "text", ["Eleven workers are still missing.", "Worst day that came to farmers.", REPORT]
)
def test_the_same_from_five_words_on_is_a_copy(text: str) -> None:
    assert groups(("a", 0, text), ("b", 2, text.upper())) == [[("a", 0), ("b", 2)]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Worst day that came to farmers.", "Worst day that came to millers."),
        ("Eleven workers are still missing.", "Twelve workers are still missing."),
        ("The matter drew attention on Monday again.", "The matter drew attention on Friday again."),
    ],
)
def test_short_passages_that_differ_in_one_word_are_no_copies(one: str, other: str) -> None:
    assert groups(("a", 0, one), ("b", 0, other)) == []


QUOTATION = "we will open the bridge in spring, and nobody will have to pay for it"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"“{QUOTATION},” said Lars Holm, the mayor.", f"The mayor, Mr Holm, told reporters: “{QUOTATION}.”"),
        (f'"{QUOTATION}," the mayor said at night.', f'At a press conference Mr Holm said: "{QUOTATION}."'),
        (f'"{QUOTATION}."', f'Lars Holm, who is the mayor, said: "{QUOTATION}."'),
        (
            "“We will open the bridge in spring,” said Lars Holm. “And nobody will have to pay for it.”",
            f"In Oslo, the mayor of the town said: “{QUOTATION}.”",
        ),
    ],
)
def test_a_quotation_is_a_copy_on_either_side_of_who_said_it(one: str, other: str) -> None:
    assert groups(("a", 0, one), ("b", 1, other)) == [[("a", 0), ("b", 1)]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Other words, the same speaker; a statement of its own around the words; words that are not quoted.
        (
            f"“{QUOTATION},” said Mr Holm.",
            "“we will not open it in spring, and all will have to pay for the bridge,” said Mr Holm.",
        ),
        (
            f"“{QUOTATION},” said Lars Holm, the mayor.",
            f"The council voted against the plan on Tuesday after six hours and four offers of the owners, "
            f"though the mayor had promised: “{QUOTATION}.”",
        ),
        (
            f"“{QUOTATION},” said Lars Holm, the mayor.",
            f"The mayor, Mr Holm, told reporters that {QUOTATION}.",
        ),
    ],
)
def test_what_only_shares_a_quotation_is_no_copy(one: str, other: str) -> None:
    assert groups(("a", 0, one), ("b", 1, other)) == []


def test_the_words_of_a_passage_are_told_from_those_it_quotes() -> None:
    article = make_article("a", 'He said: "One two," and “three” then left.')
    wording = wording_of(article.text, article.passages[0])
    assert wording.words == ("he", "said", "one", "two", "and", "three", "then", "left")
    assert wording.quoted == ("one", "two", "three")


def test_likeness_counts_words_in_order() -> None:
    ten = tuple("abcdefghij")
    assert alike(Wording(ten), Wording(tuple("abcdxfghij"))) == 0.9
    assert alike(Wording(ten), Wording(tuple("bacdxfghij"))) == 0.8
    assert alike(Wording(("a", "b")), Wording(("a", "b"))) == 1.0
    assert alike(Wording(("a", "b")), Wording(("b", "a"))) == 0.5 * LIKENESS


def test_a_turn_of_phrase_in_many_articles_joins_nothing() -> None:
    shared = "in a statement on the website of the ministry"
    texts = [
        (
            f"a{n}",
            0,
            f"{shared} report{n} spoke about subject{n} and matter{n} with guest{n} "
            f"after visit{n} before event{n} under roof{n} near town{n} by river{n} at hour{n}",
        )
        for n in range(60)
    ]
    assert groups(*texts) == []


def test_a_report_that_many_print_is_one_group() -> None:
    names = [f"a{n:02}" for n in range(5 * NEIGHBOURS)]
    assert groups(*((name, 0, REPORT) for name in names)) == [[(name, 0) for name in names]]


def test_an_answer_says_that_it_is_the_same_text() -> None:
    index = index_of(("a", 0, REPORT), ("b", 0, EDITED), ("c", 0, RETOLD))
    found = {one.article: one.same_text for one in index.related(Ref("a", 0))}
    assert found == {"b": True, "c": False}


def test_copies_among_the_answers_are_folded_into_the_best() -> None:
    index = index_of(("a", 0, RETOLD), ("b", 0, REPORT), ("c", 0, EDITED), ("d", 0, REPORT))
    flat = index.related(Ref("a", 0))
    assert sorted(one.article for one in flat) == ["b", "c", "d"]
    assert all(one.copies == () for one in flat)
    folded = index.related(Ref("a", 0), fold=True)
    assert [(one.article, one.score) for one in folded] == [(flat[0].article, flat[0].score)]
    assert folded[0].copies == tuple(Ref(one.article, one.passage) for one in flat[1:])
    assert not folded[0].same_text


@pytest.mark.parametrize("top", [1, 2, 3])
def test_folding_leaves_room_for_other_answers(top: int) -> None:
    copies = [(f"c{n}", 0, REPORT) for n in range(9)]
    others = [
        ("x", 0, "A ferry ran aground, and its captain was questioned by the harbour police on Monday."),
        ("y", 0, "Passengers of the ferry spoke of a long dawn near the lighthouse among the cold rocks."),
    ]
    index = index_of(("a", 0, RETOLD), *copies, *others)
    found = index.related(Ref("a", 0), top=top, fold=True)
    assert len(found) == top
    assert sum(len(one.copies) for one in found) <= 8


def test_copies_are_found_whenever_they_come_in() -> None:
    at_once = index_of(("a", 0, REPORT), ("b", 0, EDITED), ("c", 0, RETOLD), ("d", 0, REPORT))
    other = index_of(("a", 0, REPORT))
    for name, text in (("b", EDITED), ("c", RETOLD), ("d", REPORT)):
        other.add(make_article(name, text), ())
        other.related(Ref("a", 0))
    assert other.copies() == at_once.copies()
    assert other.related(Ref("c", 0), fold=True) == at_once.related(Ref("c", 0), fold=True)


def test_a_copy_removed_is_no_copy() -> None:
    index = index_of(("a", 0, REPORT), ("b", 0, EDITED))
    assert index.copies()
    index.remove("b")
    assert index.copies() == ()
    assert index.related(Ref("a", 0)) == ()
