"""Queries and texts made to break a search: nothing raises, everything stays linear."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples, sampled

from briefing.model.article import Article, Passage
from briefing.model.search_answer import SearchAnswer
from briefing.search.query import parse_query
from briefing.search.search_index import SearchIndex
from briefing.search.snippet import WIDTH
from briefing.search.word_places import places
from briefing.search.word_variants import variants

MakeArticle = Callable[..., Article]


def sound(articles: list[Article], answer: SearchAnswer) -> None:
    """What holds for any answer at all."""
    by_name = {article.id: article for article in articles}
    order = [(-hit.score, hit.article, hit.passage) for hit in answer.hits]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    assert len(answer.hits) <= answer.total
    for hit in answer.hits:
        article = by_name[hit.article]
        passage = article.passages[hit.passage]
        ends = [
            passage.start,
            *(offset for span in hit.spans for offset in (span.start, span.end)),
            passage.end,
        ]
        assert ends == sorted(ends)
        assert hit.spans or not hit.score
        assert all(span.start < span.end for span in hit.spans)
        assert hit.score >= 0
        cut = article.text[hit.snippet_start : hit.snippet_start + len(hit.snippet)]
        assert hit.snippet == cut
        assert passage.start <= hit.snippet_start
        assert hit.snippet_start + len(hit.snippet) <= passage.end
        assert 0 < len(hit.snippet) <= WIDTH
        if passage.end - passage.start <= WIDTH:
            assert hit.snippet == article.text[passage.start : passage.end]


@pytest.mark.parametrize("typing", [False, True])
def test_every_short_query_is_answered(make_article: MakeArticle, typing: bool) -> None:
    articles = [make_article("a", ["a: b", "(a) - aa a*", 'the "a" team'])]
    index = SearchIndex.build(articles)
    for size in range(4):
        for signs in itertools.product('"*-() :a', repeat=size):
            sound(articles, index.search("".join(signs), typing=typing))


@pytest.mark.parametrize(
    "query",
    ['hello AND', "NEAR(", "a:b", "title:a", "\0", "\x1b]52;c;x\x07", "' OR 1=1 --", "a" * 100_000,
     "(" * 10_000, "-" * 10_000, "*" * 10_000, '"' * 9_999, "a*" * 10_000, "a OR " * 10_000, "\ud800", "٣٤",
     "ǅ", "\u0301", "\u200b", "a\u200bb", "ﬁ", "İ", "ẞ", "1" * 10_000, "1,000" * 1000, "a.b" * 1000],
    ids=lambda query: query[:8].encode("unicode_escape").decode(),
)  # fmt: skip
def test_hostile_queries_are_answered(make_article: MakeArticle, query: str) -> None:
    articles = [make_article("a", ["hello a b title near 1 or 1", "ﬁ İ ẞ \u0301 ٣٤"])]
    index = SearchIndex.build(articles)
    for typing in (False, True):
        sound(articles, index.search(query, typing=typing))


def _article(number: int, lines: list[str]) -> Article:
    passages, at = [], 0
    for index, line in enumerate(lines):
        passages.append(Passage(index, "paragraph", 0, at, at + len(line)))
        at += len(line) + 1
    return Article(f"a{number}", "\n".join(lines), tuple(passages), "", False, None, None, None,
                   "unknown", "en", None, "")  # fmt: skip


_LINES = st.lists(st.lists(st.text(min_size=1, max_size=120), min_size=1, max_size=3), min_size=1, max_size=3)


@settings(max_examples=examples(80), deadline=None)
@given(_LINES, st.text(max_size=20), st.booleans())
def test_any_text_and_any_query_give_a_sound_answer(held: list[list[str]], query: str, typing: bool) -> None:
    articles = [_article(number, lines) for number, lines in enumerate(held)]
    sound(articles, SearchIndex.build(articles).search(query, typing=typing))


@settings(max_examples=examples(80), deadline=None)
@given(_LINES, st.data())
def test_every_passage_is_found_by_any_word_it_holds(held: list[list[str]], data: st.DataObject) -> None:
    articles = [_article(number, lines) for number, lines in enumerate(held)]
    article = data.draw(st.sampled_from(articles))
    passage = data.draw(st.sampled_from(article.passages))
    words = list(places(article.text, passage.start, passage.end))
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    answer = SearchIndex.build(articles).search(f'"{article.text[word.start : word.end]}"', typing=False)
    if parse_query(answer.query).faults:  # the word holds a sign of the query language
        return
    hits = [hit for hit in answer.hits if (hit.article, hit.passage) == (article.id, passage.number)]
    assert hits
    assert any(span.start <= word.start < word.end <= span.end for span in hits[0].spans)


@settings(max_examples=examples(300), deadline=None)
@given(st.text())
def test_places_are_ordered_disjoint_and_inside(text: str) -> None:
    ends = [offset for place in places(text) for offset in (place.start, place.end)]
    assert ends == sorted(ends)
    assert all(0 <= offset <= len(text) for offset in ends)
    assert all(place.start < place.end and place.word for place in places(text))


@settings(max_examples=examples(300), deadline=None)
@given(st.text(st.sampled_from("aB5é中.,'’-‐\u00ad%\u200b\u0301 \nmst"), max_size=60))
def test_variants_are_inside_and_begin_as_what_is_written(text: str) -> None:
    places_at = {place.start: place for place in places(text)}
    for variant in variants(text):
        assert 0 <= variant.start < variant.end <= len(text)
        assert variant.word
        assert variant.start in places_at
        assert places_at[variant.start].word == variant.begins


UNITS = [
    "- ",
    "( ",
    '" ',
    "* ",
    "OR ",
    "1",
    ",",
    "1,",
    "1,000",
    ".",
    "a.",
    "a-",
    "-",
    " ",
    "a ",
    "'",
    "a'",
    "é",
    "中",
    "a\u0301",
    "\u0301",
    "a&",
    "%",
    "5m",
    "a-\n",
    "per cent ",
    "x-y ",
]


@pytest.mark.parametrize("unit", sampled(UNITS, 3))
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    def seconds(text: str) -> float:
        begin = time.thread_time()
        for _place in places(text):
            pass
        for _variant in variants(text):
            pass
        parse_query(text)
        return time.thread_time() - begin

    small, large = (unit * (size // len(unit)) for size in (5_000, 40_000))
    most = 8 * 6 * max(min(seconds(small) for _ in range(5)), 1e-4)
    # The best of five: mostly the first is good enough.
    assert any(seconds(large) < most for _ in range(5))
