"""Groups of corresponding passages, whatever links they are given."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefing.model.article import Ref
from briefing.model.related_passage import RelatedPassage
from briefing.synopsis.groups import groups
from briefing.synopsis.links import Links, links_between
from briefing.synopsis.order import in_order

LEAST, CROWDED, MOST = 0.4, 0.6, 2


@st.composite
def linked(draw: st.DrawFn) -> tuple[list[str], Links]:
    """Passages by their articles, with links between some of different articles."""
    articles = sorted(draw(st.lists(st.sampled_from("abcd"), max_size=8)))
    pairs = [p for p in combinations(range(len(articles)), 2) if articles[p[0]] != articles[p[1]]]
    size = len(pairs)
    values = draw(st.lists(st.sampled_from((0.0, 0.1, 0.3, 0.5, 0.7, 0.9)), min_size=size, max_size=size))
    return articles, Links({pair: value for pair, value in zip(pairs, values, strict=True) if value})


@given(linked())
def test_every_passage_is_in_one_group_and_no_group_is_crowded(given_: tuple[list[str], Links]) -> None:
    articles, links = given_
    found = groups(articles, links, least=LEAST, crowded=CROWDED, most=MOST)
    assert sorted(place for group in found for place in group) == list(range(len(articles)))
    for group in found:
        assert max(Counter(articles[place] for place in group).values()) <= MOST


@given(linked())
def test_no_group_without_a_reason(given_: tuple[list[str], Links]) -> None:
    """Every passage of a group has a link into it, and together they are strong enough."""
    articles, links = given_
    for group in groups(articles, links, least=LEAST, crowded=CROWDED, most=MOST):
        if len(group) < 2:
            continue
        pairs = [p for p in combinations(group, 2) if articles[p[0]] != articles[p[1]]]
        strengths = [links.strength.get(pair, 0.0) for pair in pairs]
        assert sum(strengths) / len(pairs) >= LEAST - 1e-9
        assert all(
            any(links.strength.get((min(one, other), max(one, other))) for other in group if other != one)
            for one in group
        )


def test_a_chain_of_pairs_makes_no_row_of_everything() -> None:
    """Each is like the next, the first nothing like the last."""
    chain = Links({(number, number + 1): 0.7 for number in range(9)})
    found = groups([str(number) for number in range(10)], chain, least=LEAST, crowded=CROWDED, most=MOST)
    assert max(map(len, found)) <= 3


def test_a_further_passage_of_an_article_needs_more() -> None:
    articles = ["a", "a", "b"]
    for strength, size in ((0.5, 2), (0.7, 3)):
        links = Links({(0, 2): 0.8, (1, 2): strength})
        found = groups(articles, links, least=LEAST, crowded=CROWDED, most=MOST)
        assert max(map(len, found)) == size


def _answer(ref: Ref, likeness: float) -> RelatedPassage:
    return RelatedPassage(ref.article, ref.passage, 0.5, (), likeness=likeness)


def test_a_link_is_what_both_sides_think_of_it() -> None:
    one, other, apart = Ref("a", 0), Ref("b", 0), Ref("c", 7)
    refs = [one, other]
    answers = {one: [_answer(other, 0.8), _answer(apart, 0.9)], other: [_answer(one, 0.6)]}
    assert links_between(refs, answers, [1, 1]).strength == {(0, 1): 0.7}
    assert links_between(refs, {one: [_answer(other, 0.8)]}, [1, 1]).strength == {(0, 1): 0.4}


def test_length_explains_a_part_of_a_link() -> None:
    one, other = Ref("a", 0), Ref("b", 0)
    answers = {one: [_answer(other, 0.8)], other: [_answer(one, 0.8)]}
    strengths = [links_between([one, other], answers, [n, n]).strength[0, 1] for n in (0, 1, 2, 9)]
    assert strengths[0] == strengths[1] == 0.8
    assert strengths[1] > strengths[2] > strengths[3] > 0.4


def test_a_bare_heading_comes_after_the_statements() -> None:
    one, other = Ref("a", 0), Ref("b", 0)
    refs, answers = [one, other], {one: [_answer(other, 0.8)], other: [_answer(one, 0.8)]}
    bare: tuple[list[Ref], ...] = ([], [one], [one, other])
    strengths = [links_between(refs, answers, [1, 1], which).strength[0, 1] for which in bare]
    assert strengths[1] < strengths[0] == strengths[2]


def test_copies_folded_into_an_answer_count_as_it_does() -> None:
    """And they are known as copies: of each other, and of the passage where it is one of them."""
    one, other, third = Ref("a", 0), Ref("b", 0), Ref("c", 0)
    folded = RelatedPassage("b", 0, 0.5, (), copies=(third,), likeness=0.8)
    links = links_between([one, other, third], {one: [folded]}, [1, 1, 1])
    assert links.strength == {(0, 1): 0.4, (0, 2): 0.4}
    assert links.copies == {(1, 2)}
    same = RelatedPassage("b", 0, 0.5, (), same_text=True, copies=(third,), likeness=0.8)
    assert links_between([one, other, third], {one: [same]}, [1, 1, 1]).copies == {(0, 1), (0, 2), (1, 2)}


def test_rows_follow_the_article_that_takes_part_most() -> None:
    """Its own order leads; a row without it stands behind the one it follows elsewhere."""
    rows = [
        [Ref("b", 9), Ref("d", 5)],
        [Ref("a", 4), Ref("b", 8)],
        [Ref("a", 2), Ref("c", 9)],
        [Ref("d", 1)],
        [Ref("a", 7), Ref("c", 1)],
        [Ref("b", 1)],
    ]
    order = in_order(rows, dict.fromkeys("abcd"))
    assert order == [2, 1, 0, 4, 5, 3]


def test_of_two_articles_with_as_many_rows_the_earlier_leads() -> None:
    rows = [[Ref("a", 1), Ref("b", 9)], [Ref("a", 2), Ref("b", 3)]]
    assert in_order(rows, {"a": None, "b": None}) == [0, 1]
    assert in_order(rows, {"a": "2026-03-02", "b": "2026-03-01"}) == [1, 0]
    assert in_order(rows, {"a": None, "b": "2026-03-01"}) == [1, 0]


def test_rows_of_an_article_and_its_copy_are_rows_of_one() -> None:
    """An original and its copies are one witness: such rows come last, with those of one article."""
    rows = [[Ref("a", 0), Ref("b", 0)], [Ref("a", 1), Ref("c", 1)], [Ref("b", 2)]]
    published = dict.fromkeys("abc")
    assert in_order(rows, published) == [0, 1, 2]
    assert in_order(rows, published, {"b": "a"}) == [1, 0, 2]
