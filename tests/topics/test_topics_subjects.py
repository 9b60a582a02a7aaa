"""One subject is one topic: words for the same, phrases of one general word, what the text pairs; and labels
that find the passages of their topic."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build_topics import build_topics

from briefing.model.article import Article
from briefing.text.stems import stem
from briefing.topics.aspects import Aspect, kin_of, whole_subjects
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.topic_labels import TopicLabels

MakeArticle = Callable[..., Article]


def concept(words: str, *passages: int, abstract: bool = False, name: bool = False) -> Concept:
    key = tuple(stem(word.casefold()) for word in words.split())
    return Concept(key, words, frozenset(passages), 8.0, name, 1.0, abstract)


def alone(lead: Concept) -> Aspect:
    return Aspect((lead,), ())


QUAKE, TEMBLOR = concept("quake", 1, 2), concept("temblor", 3)
TALKS = concept("security talks", 1, 2, 3)
MEETINGS = concept("security consultations", 5, 6, abstract=True)
FORCE = concept("security gates", 7, 8)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (QUAKE, TEMBLOR, True),
        (TALKS, MEETINGS, True),
        (TALKS, FORCE, False),
        (QUAKE, TALKS, False),
        (concept("Quake", 1, name=True), TEMBLOR, False),
        (concept("Security Talks", 1), MEETINGS, False),
    ],
)
def test_words_and_phrases_that_tell_of_the_same(one: Concept, other: Concept, *, same: bool) -> None:
    kin = kin_of([one, other])
    assert kin[one.key] == ((one, other) if same else (one,))
    assert kin[other.key] == ((other, one) if same else (other,))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The roofs and gutters leak.", [("roof", "gutter")]),
        ("Roofs & gutters", [("roof", "gutter")]),
        ("The walls, roofs and gutters leak.", []),
        ("The roofs and gutters, walls and floors leak.", []),
        ("The roofs leak and the gutters rust.", []),
    ],
)
def test_a_pair_is_no_part_of_a_list(text: str, pairs: list[tuple[str, str]]) -> None:
    scan = ConceptScan()
    scan.add(0, text, 0, len(text))
    assert scan.pairs == {frozenset(pair) for pair in pairs}


ROOFS, GUTTERS = concept("roof", 1, 2, 3, 4, 5), concept("gutter", 3, 4, 7, 8, 9, 10)
PAIR = {frozenset(("roof", "gutter"))}


def leads(found: list[Aspect]) -> list[list[str]]:
    return [[lead.surface for lead in aspect.leads] for aspect in found]


def test_what_is_paired_and_met_together_is_one_subject() -> None:
    both = [alone(ROOFS), alone(GUTTERS)]
    assert leads(whole_subjects(both, 100, PAIR)) == [["gutter", "roof"]]
    assert leads(whole_subjects(both, 100)) == [["roof"], ["gutter"]]
    once = concept("roof", 1, 2, 3, 5, 11)
    assert leads(whole_subjects([alone(once), alone(GUTTERS)], 100, PAIR)) == [["roof"], ["gutter"]]
    named = concept("roof", 1, 2, 3, 4, 5, name=True)
    assert leads(whole_subjects([alone(named), alone(GUTTERS)], 100, PAIR)) == [["roof"], ["gutter"]]
    assert leads(whole_subjects(both, 10, PAIR)) == [["roof"], ["gutter"]], "most of all tell of both"


def test_a_half_becomes_part_of_the_whole_but_not_by_way_of_another_half() -> None:
    whole, half = concept("dam", *range(10)), concept("spillway", 8, 9, 20)
    assert leads(whole_subjects([alone(half), alone(whole)], 100)) == [["dam", "spillway"]]
    chained = concept("turbine", 20, 21)
    found = whole_subjects([alone(half), alone(whole), alone(chained)], 100)
    assert leads(found) == [["dam", "spillway"], ["turbine"]]


def test_two_names_are_one_subject_only_where_hardly_one_is_told_without_the_other() -> None:
    mill, dyke = concept("Mill", 1, 2, 3, 4, name=True), concept("Dyke", 1, 2, 3, name=True)
    assert leads(whole_subjects([alone(mill), alone(dyke)], 100)) == [["Mill", "Dyke"]]
    often = concept("Mill", 1, 2, 3, 4, 5, 6, name=True)
    assert leads(whole_subjects([alone(often), alone(dyke)], 100)) == [["Mill"], ["Dyke"]]


SHORE = (
    ("The ferry waits in the harbour.", "Sand fills the harbour, and the ferry runs aground.", "Night fell."),
    ("The ferry runs again.", "Gulls follow the ferry at noon.", "The chapel bell rings."),
    ("The old ferry will be sold.", "The chapel bell has a crack.", "The chapel needs a roof."),
)


def test_a_label_finds_the_passages_of_its_topic(article: MakeArticle) -> None:
    articles = [article(f"a{number}", *lines) for number, lines in enumerate(SHORE)]
    texts = {
        (one.id, passage.number): one.text[passage.start : passage.end].casefold()
        for one in articles
        for passage in one.passages
    }
    topics = [topic for topic in build_topics(articles) if not topic.is_other]
    assert any("ferry" in topic.label for topic in topics)
    for topic in topics:
        parts = [part.casefold().split() for part in topic.label.split(", ")]
        found = {place for place, text in texts.items() if any(all(w in text for w in p) for p in parts)}
        held = {(one.article, one.passage) for one in topic.passages}
        assert 2 * len(found & held) / (len(found) + len(held)) >= 0.6, topic.label


def test_the_same_matter_under_two_words_is_one_topic(article: MakeArticle) -> None:
    topics = build_topics(
        [
            article("a", "The quake woke the valley.", "Bread was short.", "A quake of that size is rare."),
            article("b", "The temblor cracked the dam.", "The temblor lasted a minute.", "Schools closed."),
        ]
    )
    holding = [topic for topic in topics if {"quake", "temblor"} & set(topic.keywords)]
    assert len(holding) == 1
    places = {(one.article, one.passage) for one in holding[0].passages}
    assert places == {("a", 0), ("a", 2), ("b", 0), ("b", 1)}


def test_a_person_is_called_by_the_full_name_and_not_with_what_stands_beside() -> None:
    lines = (
        "The diver Ana Moreno went down at dawn.",
        "Moreno found the anchor, and the anchor was green.",
        "It was Moreno who sold the anchor to a museum.",
        *(f"Nobody was at the {thing}." for thing in "bridge oven fence kettle ladder barrel".split()),
    )
    scan = ConceptScan()
    for number, line in enumerate(lines):
        scan.add(number // 5, line, 0, len(line))
    known = {one.surface: one for one in scan.concepts()}
    lead, company = known["Moreno"], [(known["anchor"], 0.67)]
    assert TopicLabels().make((lead,), company, scan, lead.passages) == "Ana Moreno"
    assert TopicLabels().make((lead, known["anchor"]), company, scan, lead.passages) == "Ana Moreno"
