"""What is told beside the hits: why there are none, and other queries, each of which finds something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.figures.extract_figures import extract_figures
from briefing.figures.figure_annotator import index_terms
from briefing.figures.typed_amounts import read_amount
from briefing.model.article import Article
from briefing.model.search_answer import SearchHint
from briefing.search.query_hints import MOST_OFFERS, TIMES
from briefing.search.search_index import SearchIndex

MakeArticle = Callable[..., Article]


@pytest.fixture(scope="module")
def index(make_article: MakeArticle) -> SearchIndex:
    lines = {
        "a": [
            "Michele Bachmann on her own",
            "Michele Bachmann said the ElBaradei report was late; it cost $5m and 3 were killed",
            "Michelle Obama came too, and an old oil tanker",
        ],
        "b": ["Oil talks go on", "Oil prices rose", "Quinoa is rising too, the traders of grain said"],
    }
    articles = [make_article(name, held) for name, held in lines.items()]
    articles[0] = replace(articles[0], published="2026-03-04")
    terms = {article.id: index_terms(extract_figures(article)) for article in articles}
    return SearchIndex.build(articles, terms)


def told(index: SearchIndex, query: str, *, typing: bool = False) -> list[str]:
    return [hint.text for hint in index.hints(query, typing=typing, read_amount=read_amount)]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("oil", []),
        ("", []),
        ("(", []),
        ("qwertzu", ["qwertzu stands in no passage"]),
        ("oil qwertzu", ["each alone: oil in 3 passages, qwertzu in no passage"]),
        (
            "oil quinoa",
            [
                "each alone: oil in 3 passages, quinoa in 1 passage",
                "1 article has all of it: oil quinoa in:article",
            ],
        ),
        (
            "Michelle Bachmann",
            [
                "each alone: Michelle in 1 passage, Bachmann in 2 passages",
                "1 article has all of it: Michelle Bachmann in:article",
                "did you mean michele Bachmann? 2 passages",
            ],
        ),
        (
            "El Baradei",
            [
                "each alone: El in no passage, Baradei in no passage",
                "did you mean elbaradei? 1 passage",
            ],
        ),
        ("oilprices", ["oilprices stands in no passage", 'did you mean "oil prices"? 1 passage']),
        (
            '"prices oil" -war',
            ["each alone: prices in 1 passage, oil in 3 passages", "did you mean prices oil -war? 1 passage"],
        ),
        (
            "(talks OR prices) tanker -war",
            [
                "each alone: talks OR prices in 2 passages, tanker in 1 passage",
            ],
        ),
        # What a near-miss would find is offered, and not told of the word itself.
        (
            "quinoaa tanker ",
            ["each alone: quinoaa in no passage, tanker in 1 passage"],
        ),
        (
            "qinoa grain ",
            [],
        ),
        (
            "oil prises rising ",
            ["each alone: oil in 3 passages, prises in no passage, rising in 1 passage"],
        ),
        (
            "Michelle Bachman ",
            [
                "each alone: Michelle in 1 passage, Bachman in no passage",
                "did you mean michele bachmann? 2 passages",
            ],
        ),
        ("talks -oil", ["1 passage but for what is left out"]),
        ("unit:killed", ["unit:killed finds no passage", "no figure here is counted in killed"]),
        ("figure:7m", ["figure:7m finds no passage"]),
        (
            "figure:$5 million",
            [
                "each alone: figure:$5 in no passage, million in no passage",
                'did you mean figure:"$5 million"? 1 passage',
            ],
        ),
        (
            "late figure:5 million dollars",
            [
                "each alone: late in 1 passage, figure:5 in no passage, million in no passage, "
                "dollars in no passage",
                'did you mean late figure:"5 million dollars"? 1 passage',
            ],
        ),
        (
            "figure:5 millipedes",
            ["each alone: figure:5 in no passage, millipedes in no passage"],
        ),
        ("unit:USD", []),
        ("oil date:2026", ["2 passages more in articles without a date"]),
        ("date:2014", ["date:2014 finds no passage", "3 passages more in articles without a date"]),
        ("grian tanker in:article", ["each alone: grian in no passage, tanker in 1 passage"]),
        ("grian oil in:article", []),
        ("prices tanker in:article", ["each alone: prices in 1 passage, tanker in 1 passage"]),
    ],
)
def test_hints(index: SearchIndex, query: str, lines: list[str]) -> None:
    assert told(index, query) == lines


def test_that_nothing_is_dated_is_said(make_article: MakeArticle) -> None:
    index = SearchIndex.build([make_article("a", ["oil"])])
    hints = index.hints("oil date:2014 -date:2013")
    assert SearchHint("no article here has a date", "oil -date:2013") in hints


def test_a_rare_form_of_a_frequent_word_is_offered(make_article: MakeArticle) -> None:
    lines = [*["Gaddafi spoke"] * TIMES, "Qadhafi spoke", "Qaddafi", "gulf", "golf", "a news paper"]
    lines += ["newspaper"] * TIMES
    index = SearchIndex.build([make_article("a", lines)])
    assert index.hints("Qadhafi spoke") == (
        SearchHint("Qadhafi in 1 passage, gaddafi spoke in 20 passages", "gaddafi spoke"),
    )
    assert index.hints("Qaddafi") == (SearchHint("Qaddafi in 1 passage, gaddafi in 20 passages", "gaddafi"),)
    assert index.hints("news paper") == (
        SearchHint("news paper in 1 passage, newspaper in 20 passages", "newspaper"),
    )
    assert index.hints("Gaddafi") == index.hints('"Qadhafi"') == index.hints("golf ") == ()


@given(
    st.lists(st.sampled_from(["oil", "oli", "quinoa", "prices", '"talks on"', "-tanker", "qwertzu", "NOT",
                              "bachman", "OR", "date:2014", "(", ")", "in:article"]), max_size=6)
)  # fmt: skip
def test_every_offer_finds_something(index: SearchIndex, words: list[str]) -> None:
    query = " ".join(words)
    hints = index.hints(query, typing=False)
    assert len([hint for hint in hints if hint.text.startswith("did you mean")]) <= MOST_OFFERS
    for hint in hints:
        assert hint.text.isprintable()
        if hint.query:
            assert index.search(hint.query, typing=False).total, hint


@given(st.text(max_size=30), st.booleans())
def test_any_query_has_hints(index: SearchIndex, query: str, typing: bool) -> None:
    for hint in index.hints(query, typing=typing):
        assert hint.text
