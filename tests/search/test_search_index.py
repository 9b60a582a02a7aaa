"""Ranking, near-misses, spans and snippets, in words a reader can check."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.model.article import Article
from briefing.model.search_answer import Order
from briefing.search.patterns import MAX_SPANS
from briefing.search.search_index import SearchIndex
from briefing.search.snippet import LEAD, WIDTH, ends_sentence

MakeArticle = Callable[..., Article]

FILLER = "Officials gave no further comment before the weekend"


def found(index: SearchIndex, query: str, *, typing: bool = True) -> list[tuple[str, int]]:
    return [(hit.article, hit.passage) for hit in index.search(query, typing=typing).hits]


def shown(article: Article, index: SearchIndex, query: str) -> list[str]:
    return [article.text[s.start : s.end] for hit in index.search(query).hits for s in hit.spans]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("tariff", "New tariffs were announced"),
        ("tariffs", "The tariff was lifted"),
        ("elysee", "A note from the Élysée"),
        ("Élysée", "A note from the ELYSEE"),
        ("china", "China’s exports grew"),
        ("china's", "Exports of China grew"),
        ("us", "A U.S. official spoke"),
        ("U.S.", "A US official spoke"),
        ("sale", "The arms-sale bill"),
        ("arms-sales", "An arms sale was agreed"),
        ('"arms sale"', "The arms-sale bill"),
        ("1100", "Some 1,100 homes"),
        ("1,100.50", "It costs $1100.50 today"),
        ("deal", "They shook hands on a deal.The markets rose"),
        ("straße", "Die STRASSE war leer"),
        ("貿易", "两国贸易与貿易額"),
        ("soft", "so\u00adft landing"),
        ("F16", "Two F-16 jets"),
        ("F-16", "Two F16 jets"),
        ("ceasefire", "The cease-fire holds"),
        ("cease-fires", "The ceasefire holds"),
        ("ceasefires", "The cease‑fire holds"),
        ("cooperation", "Their co-operation ends"),
        ("co-operation", "Their cooperation ends"),
        ("email", "An e-mail came"),
        ("e-mail", "Two emails came"),
        ("covid19", "Of COVID-19 cases"),
        ("postwar", "In post-war-era Europe"),
        ("international", "an inter-\nnational deal"),
        ("international", "an inter-\n  national-minded deal"),
        ("internationally", "an inter\u00ad\nnational deal"),
        ("2.5", "It paid €2.5bn"),
        ("2.5", "It paid $2.5m-3m"),
        ("€2.5bn", "It paid €2.5bn"),
        ("47 percent", "It rose 47%"),
        ("47%", "It rose 47 percent"),
        ("47%", "It rose 47 per cent"),
        ("47 per cent", "It rose 47%"),
        ("percent", "It rose 47 per\ncent"),
        ("perc*", "It rose 47 per cent"),
        ('"47%"', "It rose 47 percent"),
    ],
)
def test_finds_however_it_is_written(make_article: MakeArticle, query: str, line: str) -> None:
    index = SearchIndex.build([make_article("a", [line]), make_article("b", [FILLER])])
    assert found(index, query, typing=False) == [("a", 0)]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ('"tariff"', "New tariffs were announced"),
        ("tariff*", "A tarif was set"),
        ('"sale arms"', "The arms-sale bill"),
        ("2025", "In 2026 it grew"),
        ("war", "Warning given"),
        ("100", "Some 1,100 homes"),
        ("47%", "A 47-year-old man and a percentage"),
        ("47%", "Of 47 men 3 percent"),
        ("therapist", "The rapist was found"),
        ("ceasefire", "They cease fire"),
        ('"ceasefire"', "The cease-fire holds"),
        ("201920", "The year 2019-20"),
        ("1990", "In the 1990s"),
        ("2", "The 2nd of May"),
        ("16", "Two F16 jets"),
        ("international", "the inter-\n- national"),
    ],
)
def test_does_not_find_what_was_not_meant(make_article: MakeArticle, query: str, line: str) -> None:
    assert found(SearchIndex.build([make_article("a", [line])]), query, typing=False) == []


def test_the_exact_form_comes_first_however_often_another_stands(make_article: MakeArticle) -> None:
    long = f"{FILLER}. " * 20
    articles = [
        make_article("a", ["Tariffs, tariffs, tariffs"], ["title"]),
        make_article("b", [f"{long} a tariff {long}"]),
    ]
    index = SearchIndex.build(articles)
    assert found(index, "tariff") == [("b", 0), ("a", 0)]
    assert found(index, "tariffs") == [("a", 0), ("b", 0)]


def test_titles_and_headings_come_before_paragraphs(make_article: MakeArticle) -> None:
    article = make_article(
        "a", ["Fish prices rise", "Fish prices rise", "Fish prices rise"], ["paragraph", "heading"]
    )
    assert found(SearchIndex.build([article]), "fish")[0] == ("a", 1)


@pytest.mark.parametrize("query", ["ferry ", "ferr", "ferries "])
def test_one_word_favours_titles_and_leads(make_article: MakeArticle, query: str) -> None:
    long = f"{FILLER}. " * 4
    articles = [
        make_article("a", ["At the new harbour", "By Ann Lee", f"The ferry. {long}", "The ferry sank."],
                     ["title"]),
        make_article("b", ["The ferry of the northern river is lost", long, "No ferry came."], ["title"]),
    ]  # fmt: skip
    places = found(SearchIndex.build(articles), query)
    assert places[0] == ("b", 0)
    assert places[1] == ("a", 2)
    assert set(places[2:]) == {("a", 3), ("b", 2)}


def test_more_and_rarer_words_weigh_more(make_article: MakeArticle) -> None:
    lines = [
        "fish and grain",
        "fish and fish",
        "fish and salt",
        "fish and salt",
        "grain or salt or fish or oil",
    ]
    index = SearchIndex.build([make_article("a", lines)])
    assert found(index, "fish ")[0] == ("a", 1)
    assert found(index, "grain OR salt")[0] in {("a", 4)}
    assert found(index, "grain OR fish ")[0] == ("a", 0)


def test_equal_passages_are_in_order_of_article_and_passage(make_article: MakeArticle) -> None:
    articles = [make_article(name, ["same words here", "same words here"]) for name in ("c", "a", "b")]
    expected = [(name, number) for name in "abc" for number in (0, 1)]
    answer = SearchIndex.build(articles).search("words")
    assert [(hit.article, hit.passage) for hit in answer.hits] == expected
    assert len({hit.score for hit in answer.hits}) == 1


def test_limit_cuts_the_hits_and_not_the_total(make_article: MakeArticle) -> None:
    index = SearchIndex.build([make_article("a", ["word word"] * 7)])
    answer = index.search("word", limit=3)
    assert [hit.passage for hit in answer.hits] == [0, 1, 2]
    assert (answer.total, answer.matches) == (7, 6)
    assert index.search("word", limit=0).hits == ()
    assert index.search("word", limit=-5).total == 7


@pytest.mark.parametrize(
    "query", ["word", "wor", "wrod", '"same word"', "word -twice", "kind:paragraph", "x OR word"]
)
@pytest.mark.parametrize("order", ["best", "date"])
def test_one_article_alone_answers_as_it_does_among_all(
    make_article: MakeArticle, query: str, order: Order
) -> None:
    texts = ["the same word", "a word twice, a word", "nothing here", "words in another form"]
    articles = [make_article(name, texts[at:] + texts[:at]) for at, name in enumerate("abcd")]
    index = SearchIndex.build(articles)
    everywhere = index.search(query, order=order)
    assert everywhere.hits
    for number, name in enumerate("abcd"):
        here = index.search(query, order=order, within=[number])
        of_all = [(hit.passage, hit.spans) for hit in everywhere.hits if hit.article == name]
        assert sorted((hit.passage, hit.spans) for hit in here.hits) == sorted(of_all)
        assert here.total == len(of_all)
        # Where only the number is asked for, too: it is kept for the next time.
        assert index.search(query, order=order, limit=0, within=[number]).total == len(of_all)
        assert index.search(query, order=order, limit=0).total == everywhere.total
        assert here.corrections == everywhere.corrections
    assert index.search(query, order=order, within=[4]).total == 0
    assert index.search(query, order=order, within=[]).total == 0
    assert index.search(query, order=order, within=range(4)).total == everywhere.total
    assert index.search(query, order=order).total == everywhere.total


def test_boilerplate_is_not_searched(make_article: MakeArticle) -> None:
    article = make_article("a", ["Subscribe today", "Readers subscribe"], ["boilerplate"])
    assert found(SearchIndex.build([article]), "subscribe") == [("a", 1)]


def test_nothing_is_found_in_nothing() -> None:
    answer = SearchIndex.build([]).search("word")
    assert (answer.query, answer.hits, answer.total, answer.corrections) == ("word", (), 0, ())


# -- near-misses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("sanctoins", ("sanctions",)),  # two neighbours exchanged
        ("santions", ("sanctions",)),  # one letter lost
        ("sancttionns", ("sanctions",)),  # two too many
        ("xanctions", ("sanctions",)),  # the first letter wrong
        ("soyban", ("soybean",)),
        ("grian", ("grain",)),
        ("graiin", ("grain",)),
        ("grzzn", ()),  # two edits in five letters
        ("sxnxtxons", ()),  # three edits
        ("ot", ()),  # too short to be near to anything
        ("2027", ()),  # a number is never corrected
        ("g7", ()),
        ("aukuss", ("aukus",)),
    ],
)
def test_near_misses(make_article: MakeArticle, typed: str, near: tuple[str, ...]) -> None:
    lines = ["New sanctions on soybean and grain", "AUKUS met the G20 in 2026 on it"]
    answer = SearchIndex.build([make_article("a", lines)]).search(typed, typing=False)
    assert answer.corrections == (((typed, near),) if near else ())
    assert answer.total == bool(near)


def test_a_word_that_stands_somewhere_is_never_replaced(make_article: MakeArticle) -> None:
    index = SearchIndex.build([make_article("a", ["the grain ship", "the gain"])])
    assert found(index, "gain") == [("a", 1)]
    assert index.search("gain").corrections == ()
    assert found(index, "gain ship") == []


def test_only_the_nearest_are_taken_the_likeliest_first(make_article: MakeArticle) -> None:
    lines = ["cast past", "cast", "mast", "past", "past", "costs"]
    answer = SearchIndex.build([make_article("a", lines)]).search("cust ")
    assert answer.corrections == (("cust", ("cast",)),)
    answer = SearchIndex.build([make_article("a", lines)]).search("xast ")
    assert answer.corrections == (("xast", ("past", "cast", "mast")),)


@pytest.mark.parametrize("query", ['"sanctoins"', "sanctoins*", "grain -sanctoins"])
def test_what_is_meant_to_the_letter_is_not_corrected(make_article: MakeArticle, query: str) -> None:
    index = SearchIndex.build([make_article("a", ["grain and sanctions", "grain"])])
    assert index.search(query).corrections == ()


# -- spans and snippets --------------------------------------------------------------------------


def test_spans_cover_the_words_as_written(make_article: MakeArticle) -> None:
    article = make_article("a", ["The U.S.’s “arms-sale” to the Élysée’s 1,100 guards: U.S. arms. Sale!"])
    index = SearchIndex.build([article])
    assert shown(article, index, "us elysee 1100") == ["U.S.", "Élysée", "1,100", "U.S."]
    assert shown(article, index, '"arms sale"') == ["arms-sale", "arms. Sale"]
    assert shown(article, index, 'sale "arms sale"') == ["arms-sale", "arms. Sale"]


@pytest.mark.parametrize(
    ("line", "query", "spans"),
    [
        ("The cease-fire’s end: a ceasefire.", "ceasefire", ["cease-fire", "ceasefire"]),
        ("The cease-fire’s end: a ceasefire.", "cease-fire", ["cease-fire", "ceasefire"]),
        ("The cease-fire’s end: a ceasefire.", "ceas", ["cease", "ceasefire"]),
        ("Cease-fire talks", "talks ceasefire ", ["Cease-fire", "talks"]),
        ("an inter-\nnational deal", "international", ["inter-\nnational"]),
        ("€2.5bn or 2.5", "2.5 ", ["2.5", "2.5"]),
        ("47%, 47 percent, 47 per cent", "47%", ["47%", "47 percent", "47 per cent"]),
        ("47%, 47 percent, 47 per cent", "percent", ["%", "percent", "per cent"]),
    ],
)
def test_spans_cover_other_forms(make_article: MakeArticle, line: str, query: str, spans: list[str]) -> None:
    article = make_article("a", [line])
    assert shown(article, SearchIndex.build([article]), query) == spans


@pytest.mark.parametrize("query", ["f", "f1", "f16", "f-1", "ceasef", "cease-fi", "ceasef*", "47%"])
def test_other_forms_are_found_while_one_types(make_article: MakeArticle, query: str) -> None:
    lines = ["Two F-16 jets and a cease-fire at 47 per cent", "Two F16 jets and a ceasefire at 47 percent"]
    assert sorted(found(SearchIndex.build([make_article("a", lines)]), query)) == [("a", 0), ("a", 1)]


def test_what_is_left_out_is_left_out_in_every_form(make_article: MakeArticle) -> None:
    lines = ["talks on a ceasefire", "talks on a cease-fire", "talks up 4%", "talks up 4 per cent"]
    index = SearchIndex.build([make_article("a", lines)])
    assert found(index, "talks -ceasefire") == found(index, "talks -cease-fire") == [("a", 2), ("a", 3)]
    assert sorted(found(index, "talks -4%")) == [("a", 0), ("a", 1)]


def test_the_form_typed_comes_before_the_others(make_article: MakeArticle) -> None:
    index = SearchIndex.build([make_article("a", ["the cease-fire", "the ceasefire and much more of it"])])
    assert found(index, "ceasefire") == [("a", 1), ("a", 0)]
    assert found(index, "cease-fire") == [("a", 0), ("a", 1)]


def test_what_stands_with_a_hyphen_is_not_corrected(make_article: MakeArticle) -> None:
    index = SearchIndex.build(
        [make_article("a", ["their co-operation", "an operation", "a ceasefire; five"])]
    )
    for query in ("cooperation ", "cooperation", "cease-fire"):
        answer = index.search(query)
        assert (answer.corrections, answer.total) == ((), 1)


def test_a_snippet_shows_where_most_of_the_query_stands(make_article: MakeArticle) -> None:
    padding = f"{FILLER}, " * 5
    line = f"Grain fell and grain rose and grain stood. {padding}So grain and oil moved. {padding}Oil fell."
    article = make_article("a", [line])
    hit = SearchIndex.build([article]).search("grain oil ").hits[0]
    assert "grain and oil" in hit.snippet
    assert hit.snippet == article.text[hit.snippet_start : hit.snippet_start + len(hit.snippet)]
    assert len(hit.snippet) <= WIDTH
    before, after = hit.snippet_start, hit.snippet_start + len(hit.snippet)
    assert line[before - 1] == " "
    assert line[before] != " "
    assert line[after] == " "
    assert line[after - 1] != " "


def test_near_misses_that_find_nothing_were_tried_and_are_not_shown(make_article: MakeArticle) -> None:
    index = SearchIndex.build([make_article("a", ["dredging", "a strike"])])
    assert index.search("dregding ").corrected() == ("dregding stands nowhere; showing dredging",)
    assert index.search("dregding strike ").corrected() == ("dregding stands nowhere; tried dredging",)


NUMBERS = (
    "It spoke of buying up to 20 million bushels for the season that ends in the autumn, of oil and of gas. "
    f"It is bound to take in 25 million bushels in the next one, the ministry said. {FILLER}, {FILLER}."
)


def test_a_snippet_begins_where_the_query_stands_closest_together(make_article: MakeArticle) -> None:
    article = make_article("a", [NUMBERS])
    hit = SearchIndex.build([article]).search("25 million ").hits[0]
    assert 0 <= hit.snippet.index("25 million") <= LEAD
    assert hit.best is not None
    assert article.text[hit.best.start :].startswith("25 million")


def test_the_one_context_of_a_hit_is_where_the_query_stands_closest_together(
    make_article: MakeArticle,
) -> None:
    hit = SearchIndex.build([make_article("a", [NUMBERS])]).search("25 million ", context=1).hits[0]
    # Words that adjoin are one match of what was looked for.
    assert [(one.word, one.right.split()[0]) for one in hit.contexts] == [("25 million", "bushels")]
    span = hit.contexts[0].span
    assert make_article("a", [NUMBERS]).text[span.start : span.end] == "25 million"
    assert len(hit.spans) > 1


def test_what_a_snippet_leaves_out_is_said(make_article: MakeArticle) -> None:
    padding = f"{FILLER}, " * 5
    index = SearchIndex.build([make_article("a", [f"{padding}so grain moved, {padding}", "rye"])])

    def cuts(query: str) -> tuple[bool, bool]:
        hit = index.search(query).hits[0]
        return hit.cut_before, hit.cut_behind

    assert cuts("grain") == (True, True)
    assert cuts("officials") == (False, True)
    assert cuts("rye") == (False, False)


@pytest.mark.parametrize(
    ("text", "ends"), [("It rose. ", True), ("“It rose.” ", True), ("It rose, ", False), ("It rose", False)]
)
def test_where_a_sentence_ends_nothing_is_cut(text: str, ends: bool) -> None:
    assert ends_sentence(text) == ends


def test_a_short_passage_is_its_own_snippet(make_article: MakeArticle) -> None:
    article = make_article("a", ["before", "A short passage.", "after"])
    hit = SearchIndex.build([article]).search("short").hits[0]
    assert (hit.snippet, hit.snippet_start) == ("A short passage.", 7)


@pytest.mark.parametrize("char", ["x", "中", "é", "e\u0301"])
def test_a_passage_without_blanks_has_a_snippet(make_article: MakeArticle, char: str) -> None:
    article = make_article("a", [f"{char * 400} word {char * 400}"])
    hit = SearchIndex.build([article]).search("word").hits[0]
    assert "word" in hit.snippet
    assert 0 < len(hit.snippet) <= WIDTH
    assert not hit.snippet.startswith("\u0301")


def test_a_phrase_longer_than_a_snippet_is_cut(make_article: MakeArticle) -> None:
    line = "start " + " ".join(f"w{number}x" for number in range(60)) + " end"
    article = make_article("a", [line])
    hit = SearchIndex.build([article]).search(f'"{line}"').hits[0]
    assert [(s.start, s.end) for s in hit.spans] == [(0, len(line))]
    assert hit.snippet == line[: len(hit.snippet)]
    assert 0 < len(hit.snippet) <= WIDTH


def test_matches_of_one_word_in_one_passage_have_an_end(make_article: MakeArticle) -> None:
    article = make_article("a", ["a " * (MAX_SPANS + 5) + "b"])
    assert len(SearchIndex.build([article]).search("a ").hits[0].spans) == MAX_SPANS
