"""A list narrowed by titles, sources, dates and lists kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Article
from briefing.model.list_answer import Listed
from briefing.search.list_words import ListWords
from briefing.search.listing import Listing
from briefing.search.patterns import Slot
from briefing.search.query import parse_query
from briefing.search.query_tree import WordTerm
from briefing.search.search_index import SearchIndex
from briefing.search.word_forms import plain_slots
from briefing.search.word_places import places
from briefing.text.stems import stem

ARTICLES = (
    Listed(7, "Tariffs on steel rise again", "The Harbour Wire", "2026-03-04"),
    Listed(3, "No tariff for small boats", "Northern Gazette", "2026-03-31"),
    Listed(9, "Élysée answers the arms-sale critics", None, "2025-12-01"),
    Listed(4, "China’s exports grow", "Harbour Post", None),
    Listed(12, "", "The Harbour Wire", "not a date"),
    Listed(5, "Steel makers ask for a tariff", "Wire of the North", "2026"),
)


def left(query: str) -> list[int]:
    return list(Listing(ARTICLES).narrow(query, sets).numbers)


def sets(kind: str, value: str) -> set[int] | set[tuple[int, int]] | None:
    """Topics by article, marks by passage; one tag that nothing has."""
    if kind == "topic":
        return {7, 5, 99} if value == "steel" else None
    if kind == "mark":
        return {(3, 0), (3, 4), (9, 1)}
    return set() if value == "empty" else None


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("tariff", [7, 3, 5]),
        ("armssale", [9]),
        ("title:armssales", [9]),
        ("arms-sale", [9]),
        ("title:gaz-ette", []),
        ("tariffs steel", [7, 5]),
        ("st", [7, 5]),
        ("harb", [7, 4, 12]),
        ("harbour exports", [4]),
        ("source:harbour", [7, 4, 12]),
        ("title:harbour", []),
        ('source:"harbour wire"', [7, 12]),
        ('"tariffs on steel"', [7]),
        ('"steel tariffs"', []),
        ('"rise again no"', []),
        ("elysee", [9]),
        ("sale", [9]),
        ("arms-sales ", [9]),
        ("china", [4]),
        ("boats OR exports", [3, 4]),
        ("tariff -steel", [3]),
        ("tariff NEAR boats", [3]),
        ("(boats OR exports) tariff", [3]),
        ("date:2026-03", [7, 3]),
        ("date:2025..2026-03-04", [7, 9]),
        ("date:>2026-03-04", [3]),
        ("source:wire date:2026-03", [7]),
        ("topic:steel", [7, 5]),
        ("topic:steel title:makers", [5]),
        ("mark:any", [3, 9]),
        ("tag:empty", []),
        ("xyzzy", []),
    ],
)
def test_what_is_left(query: str, numbers: list[int]) -> None:
    assert left(query) == numbers


def test_every_word_may_go_on_unless_it_is_quoted() -> None:
    assert left("ste") == left("ste ") == [7, 5]
    assert left("ma ste tar") == [5]
    assert left('"ste"') == []
    assert left('"steel"') == [7, 5]


@pytest.mark.parametrize(
    "query", ["", "  ", "-", "date:", "topic:unheard", "kind:title", "figure:>10", "( ("]
)
def test_what_cannot_be_looked_up_narrows_nothing(query: str) -> None:
    found = Listing(ARTICLES).narrow(query, sets)
    assert list(found.numbers) == [article.number for article in ARTICLES]
    assert bool(found.faults) == bool(query.strip())


def test_what_is_asked_of_passages_is_pointed_at_and_the_rest_holds() -> None:
    found = Listing(ARTICLES).narrow("steel kind:title ", sets)
    assert list(found.numbers) == [7, 5]
    (fault,) = found.faults
    assert fault.start == len("steel ")
    assert "passages" in fault.reason


@given(st.text(max_size=60))
def test_no_query_fails_and_order_is_kept(query: str) -> None:
    numbers = [article.number for article in ARTICLES]
    found = list(Listing(ARTICLES).narrow(query, sets).numbers)
    assert found == [number for number in numbers if number in found]


TEXTS = st.lists(
    st.text(alphabet=st.sampled_from("ab AB-.'’,1éß \u200d\u0301"), max_size=14).map(str.strip), max_size=10
)


@given(
    TEXTS, st.lists(st.sampled_from(("a", "b", "ab", "1", "ss", "e")), min_size=1, max_size=3), st.booleans()
)
def test_words_are_those_of_the_search(texts: list[str], wanted: list[str], begins: bool) -> None:
    slots = tuple(Slot(prefix=word) if begins else Slot(stems=frozenset((stem(word),))) for word in wanted)
    expected = []
    for text in texts:
        found = [place.word for place in places(text)]
        runs = zip(*(found[at:] for at in range(len(slots))), strict=False)
        expected.append(any(all(s.holds(w) for s, w in zip(slots, run, strict=True)) for run in runs))
    assert ListWords(texts).holding(slots).tolist() == expected


def test_texts_beyond_those_cut_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.search.list_words._AT_ONCE", 2)
    texts = ["one", "", "two one", "", "three", "one two", ""]
    words = ListWords(texts)
    assert len(words) == len(texts)
    (query,) = (parse_query("one").root,)
    assert isinstance(query, WordTerm)
    assert words.holding(plain_slots(query)).tolist() == [True, False, True, False, False, True, False]


def test_an_empty_list() -> None:
    assert list(Listing(()).narrow("word date:2026 source:x").numbers) == []


def test_titles_and_sources_answer_as_in_the_search(make_article: Callable[..., Article]) -> None:
    articles = [
        replace(make_article(str(row.number), ["text"]), title=row.title, source=row.source)
        for row in ARTICLES
    ]
    index = SearchIndex.build(articles)
    for query in (
        "title:tariff",
        "title:steel title:ask",
        'title:"small boats"',
        "title:expo",
        "source:wire",
    ):
        expected = {int(hit.article) for hit in index.search(query).hits}
        assert set(left(query)) == expected, query
