"""Related passages: what is found, why, and in which words."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from articles import make_article
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Article, Ref
from briefing.model.figure import Figure
from briefing.related.related_index import NO_COUNTERPART, RelatedIndex

MakeArticle = Callable[..., Article]

HARBOUR = (
    "The harbour bridge closed on Friday after inspectors found cracks in two of its pillars.",
    "Engineer Maria Okafor said the repairs would cost $42 million and last until spring.",
    "Fishing crews fear for the herring season, which brings most of the town's income.",
)
LEDGER = (
    "Cracks in the pillars forced the closure of the harbour bridge, inspectors announced.",
    "Repairing it will take months and 42 million dollars, according to Okafor.",
    "A bakery on the quay has been sold to a chain from the capital.",
)
WEEKLY = (
    "The orchestra opens its season with a programme of Nordic songs.",
    "Tickets for the concert hall are sold out, a manager of the hall told this paper.",
)


def figure(article: Article, passage: int, text: str, value: float) -> Figure:
    start = article.text.index(text)
    return Figure(
        article=article.id,
        passage=passage,
        start=start,
        end=start + len(text),
        text=text,
        kind="money",
        value=value,
        low=None,
        high=None,
        unit="USD",
        qualifier=None,
        trend=None,
        from_=None,
        to=None,
        of=None,
    )


@pytest.fixture
def town(article: MakeArticle) -> list[Article]:
    return [article("a.txt", *HARBOUR), article("b.txt", *LEDGER), article("c.txt", *WEEKLY)]


def index_of(articles: list[Article]) -> RelatedIndex:
    a, b, *_ = articles
    figures = {
        a.id: [figure(a, 1, "$42 million", 42e6)],
        b.id: [figure(b, 1, "42 million dollars", 42e6)],
    }
    return RelatedIndex.build(articles, figures)


def test_the_same_event_comes_first(town: list[Article]) -> None:
    best = index_of(town).related(Ref("a.txt", 0))[0]
    assert (best.article, best.passage) == ("b.txt", 0)
    assert best.score > 0.5


def test_an_unrelated_passage_stays_below_the_threshold(town: list[Article]) -> None:
    found = index_of(town).related(Ref("b.txt", 2))
    assert all(one.score < NO_COUNTERPART for one in found)


def test_reasons_are_figures_names_and_words_of_the_text(town: list[Article]) -> None:
    best = index_of(town).related(Ref("a.txt", 1))[0]
    assert (best.article, best.passage) == ("b.txt", 1)
    assert "same figure: 42 million dollars" in best.why
    assert "names: Okafor" in best.why


def test_words_of_one_family_are_both_named(article: MakeArticle) -> None:
    index = RelatedIndex.build(
        [
            article("a", "Northwind bought the shipyard.", "A choir sang."),
            article("b", "The acquisition of the shipyard surprised investors.", "It rained."),
        ],
        {},
    )
    why = index.related(Ref("a", 0))[0].why
    assert any("acquisition/bought" in reason for reason in why)


def test_spans_show_the_shared_words_in_both_passages(town: list[Article]) -> None:
    best = index_of(town).related(Ref("a.txt", 0))[0]
    there = {town[1].text[span.start : span.end] for span in best.spans}
    here = {town[0].text[span.start : span.end] for span in best.query_spans}
    assert {"Cracks", "pillars", "inspectors"} <= there
    assert {"cracks", "pillars", "inspectors"} <= here


def test_answers_are_never_of_the_same_article(town: list[Article]) -> None:
    index = index_of(town)
    for one in town:
        for passage in one.passages:
            assert all(
                found.article != one.id for found in index.related(Ref(one.id, passage.number), top=30)
            )


def test_answers_can_be_restricted_to_articles(town: list[Article]) -> None:
    found = index_of(town).related(Ref("a.txt", 2), top=30, articles={"c.txt"})
    assert found
    assert {one.article for one in found} == {"c.txt"}


def test_boilerplate_neither_asks_nor_answers(article: MakeArticle) -> None:
    same = "Sign up for the harbour newsletter and never miss a bridge closure."
    index = RelatedIndex.build(
        [
            article("a", same, HARBOUR[0], kinds={0: "boilerplate"}),
            article("b", same, LEDGER[0], kinds={0: "boilerplate"}),
        ],
        {},
    )
    assert index.related(Ref("a", 0)) == ()
    assert [found.passage for found in index.related(Ref("a", 1), top=30)] == [1]


@pytest.mark.parametrize("ref", [Ref("nowhere", 0), Ref("a.txt", 99)])
def test_an_unknown_passage_has_none(town: list[Article], ref: Ref) -> None:
    assert index_of(town).related(ref) == ()


def test_no_more_than_top_are_given(town: list[Article]) -> None:
    index = index_of(town)
    assert index.related(Ref("a.txt", 0), top=0) == ()
    assert len(index.related(Ref("a.txt", 0), top=1)) == 1


def test_an_empty_index_answers() -> None:
    index = RelatedIndex.build((), {})
    assert index.related(Ref("a", 0)) == ()
    assert index.copies() == ()
    assert index.only_here() == {}


def test_adding_one_by_one_is_building_at_once(town: list[Article]) -> None:
    at_once, one_by_one = RelatedIndex.build(town, {}), RelatedIndex.build((), {})
    for one in town:
        one_by_one.add(one, ())
        one_by_one.related(Ref("a.txt", 0))
        one_by_one.add(one, ())
    for one in town:
        for passage in one.passages:
            ref = Ref(one.id, passage.number)
            assert at_once.related(ref, top=30) == one_by_one.related(ref, top=30)


def test_statements_without_counterpart_stand_alone(town: list[Article]) -> None:
    alone = index_of(town).only_here()
    assert Ref("a.txt", 2) in alone
    assert Ref("a.txt", 0) not in alone


def test_comparing_all_goes_in_steps_and_begins_anew_when_articles_change(
    town: list[Article], article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.related.related_index.STEP", 2)
    index = index_of(town)
    steps = index.only_here_steps()
    assert [next(steps), next(steps)] == [(2, 8), (4, 8)]
    index.add(article("d.txt", "The herring season brings most of the town's income to fishing crews."), ())
    index.remove("c.txt")
    told: list[tuple[int, int]] = []
    found: int | None = None
    while found is None:
        try:
            told.append(next(steps))
        except StopIteration as end:
            found = len(end.value)
    assert told[0] == (2, 7)
    assert found == len(index.only_here())
    assert Ref("a.txt", 2) not in index.only_here()


WORDS = "bridge harbour herring crack Okafor repair million 42 choir sold season the of in a".split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
FOLDERS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=5)


def _articles(folder: list[list[str]]) -> list[Article]:
    return [make_article(f"f{number}", *lines) for number, lines in enumerate(folder)]


@settings(max_examples=examples(60), deadline=None)
@given(folder=FOLDERS, seed=st.integers(0, 99))
def test_any_folder_gives_ordered_chances_the_same_in_any_order(folder: list[list[str]], seed: int) -> None:
    articles = _articles(folder)
    shuffled = random.Random(seed).sample(articles, len(articles))
    index, other = RelatedIndex.build(articles, {}), RelatedIndex.build(shuffled, {})
    texts = {one.id: one for one in articles}
    for one in articles:
        for passage in one.passages:
            found = index.related(Ref(one.id, passage.number), top=30)
            assert found == other.related(Ref(one.id, passage.number), top=30)
            scores = [answer.score for answer in found]
            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)
            for answer in found:
                assert answer.why
                there = texts[answer.article].passages[answer.passage]
                assert all(there.start <= span.start < span.end <= there.end for span in answer.spans)
                assert all(passage.start <= s.start < s.end <= passage.end for s in answer.query_spans)
