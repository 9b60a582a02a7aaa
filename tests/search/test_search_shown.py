"""The figures, names and quotes a query asked for are shown in the passages it finds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.analyses.articles import annotate, index_terms
from briefing.figures.typed_amounts import read_amount
from briefing.model.annotation import Annotation
from briefing.model.figure import Figure
from briefing.model.search_answer import Hit
from briefing.reading.article_builder import build_article
from briefing.search.search_index import SearchIndex
from briefing.text.clean import clean

TEXTS = {
    "a.txt": (
        "Harbour works\n\nThe port spent $12 billion on quays and $3 million on lamps in 2024.\n\n"
        "Traffic rose by 25 percent, and the dredgers moved 400 tonnes of mud a day.\n\n"
        "The harbour hired Scott Bessent for the work. Mr Bessent smiled. The Bessent Trust paid.\n\n"
        "“The lamps are bright,” he said."
    ),
    "b.txt": "Bridges\n\nThe crossing will cost between $8 billion and $14 billion, the ministry said.",
}
ARTICLES = {name: build_article(name, clean(text)) for name, text in TEXTS.items()}
FOUND = {name: annotate(article) for name, article in ARTICLES.items()}


def found_in(article: str, analysis: str) -> Sequence[Annotation]:
    return FOUND[article][analysis]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex.build(ARTICLES.values(), {name: index_terms(found) for name, found in FOUND.items()})


def shown(hit: Hit) -> list[str]:
    text = ARTICLES[hit.article].text
    return [text[span.start : span.end] for span in hit.spans]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("figure:>10bn", {"a.txt": ["$12 billion"], "b.txt": ["$8 billion and $14 billion"]}),
        ("figure:9bn..10bn", {"b.txt": ["$8 billion and $14 billion"]}),
        ("figure:20..30%", {"a.txt": ["25 percent"]}),
        ("figure:<5m figure:USD", {"a.txt": ["$12 billion", "$3 million"]}),
        ("quays figure:>10bn", {"a.txt": ["$12 billion", "quays"]}),
        ("figure:USD -lamps", {"b.txt": ["$8 billion and $14 billion"]}),
        ("port -figure:>50bn", {"a.txt": ["port"]}),
        ('name:"scott bessent"', {"a.txt": ["Scott Bessent", "Bessent"]}),
        ("name:Bessent", {"a.txt": ["Scott Bessent", "Bessent"]}),
        ("name:bess*", {"a.txt": ["Scott Bessent", "Bessent", "Bessent Trust"]}),
        ("work name:bessent", {"a.txt": ["Scott Bessent", "work", "Bessent"]}),
        ("name:bessen", {}),
        ("smiled -name:lee", {"a.txt": ["smiled"]}),
        ("smiled -name:bessent", {}),
        ('speaker:"scott bessent"', {"a.txt": ["“The lamps are bright,”"]}),
        ("speaker:bess*", {"a.txt": ["“The lamps are bright,”"]}),
        ("speaker:trust", {}),
        ('quote:"are bright"', {"a.txt": ["“The lamps are bright,”"]}),
        ("quote:lamp", {"a.txt": ["“The lamps are bright,”"]}),
        ("quote:bri*", {"a.txt": ["“The lamps are bright,”"]}),
        ("quote:billion", {}),
        ('quote:"bright he"', {}),
        ("lamps -quote:bright", {"a.txt": ["lamps"]}),
    ],
)
def test_the_figures_asked_for_are_shown(
    index: SearchIndex, query: str, expected: dict[str, list[str]]
) -> None:
    answer = index.search(query, typing=False, read_amount=read_amount, annotations=found_in)
    assert {hit.article: shown(hit) for hit in answer.hits if hit.spans} == expected
    assert all(hit.why for hit in answer.hits)


def test_exact_values_come_before_ranges_and_vague_ones() -> None:
    lines = [
        "It cost between $4 million and $6 million.",
        "It cost about $5 million.",
        "It cost $5 million.",
        "It cost more than $5 million.",
        "It cost 5 million dollars.",
        "It cost $7 million.",
        "It cost $5 million to $9 million.",
    ]
    article = build_article("a.txt", clean("\n\n".join(["Costs", *lines])))
    index = SearchIndex.build([article], {"a.txt": index_terms(annotate(article))})

    def found(query: str, *, limit: int = 50, offset: int = 0) -> list[int]:
        answer = index.search(query, limit=limit, offset=offset, typing=False, read_amount=read_amount)
        assert answer.total == index.search(query, limit=0, typing=False, read_amount=read_amount).total
        return [hit.passage for hit in answer.hits]

    for query in ("figure:$5m", "figure:5m"):
        assert found(query) == [3, 5, 1, 2, 4, 7]
        assert found(query, limit=2, offset=1) == [5, 1]
        assert found(query, limit=9, offset=3) == [2, 4, 7]
    assert found("figure:$5m OR figure:$7m")[:3] == [3, 5, 6]
    assert index.search("figure:$5m", read_amount=read_amount, order="date").hits[0].passage == 1


def test_what_names_but_an_order_encloses_no_value() -> None:
    """Who asks for $5.7bn means neither "billions" nor "dozens"; a range told by its ends is one."""
    lines = [
        "It cost billions of dollars.",
        "It cost 5.7 billion dollars.",
        "It cost tens of billions of dollars.",
        "It cost $1 billion to $10 billion.",
        "Anything less than $5.7 billion is too little.",
        "Dozens of ships and hundreds of men came.",
        "About 12 to 120 ships came.",
    ]
    article = build_article("a.txt", clean("\n\n".join(["Costs", *lines])))
    found = annotate(article)
    index = SearchIndex.build([article], {"a.txt": index_terms(found)})

    def passages(query: str) -> list[int]:
        answer = index.search(
            query, typing=False, read_amount=read_amount, annotations=lambda _, analysis: found[analysis]
        )
        assert answer.total == len(answer.hits)
        return [hit.passage for hit in answer.hits]

    assert passages("figure:$5.7bn") == [2, 4, 5]
    assert passages("figure:$20bn") == []
    assert passages('figure:"30 ships"') == [7]
    # Where it begins is told, and can be asked for.
    assert passages("figure:>$9bn") == [1, 3, 4]
    assert [one.text for one in found["figures"] if isinstance(one, Figure) and one.names_order] == [
        "billions of dollars",
        "tens of billions of dollars",
        "Dozens of ships",
        "hundreds of men",
    ]


def test_without_figures_given_none_are_shown(index: SearchIndex) -> None:
    answer = index.search("figure:>10bn", typing=False, read_amount=read_amount)
    assert answer.total == 2
    assert not any(hit.spans for hit in answer.hits)


def test_surroundings_come_as_many_as_asked_for(index: SearchIndex) -> None:
    def most(context: int) -> int:
        answer = index.search("figure:USD", read_amount=read_amount, annotations=found_in, context=context)
        return max(len(hit.contexts) for hit in answer.hits)

    assert [most(0), most(1), most(9)] == [0, 1, 2]
