"""Nouns that may be verbs, and topics of small folders on daily affairs, judged as their reader would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build_topics import build_topics
from daily_folders import FOLDERS

from briefing.model.article import Article
from briefing.model.topic import Topic
from briefing.text.terms import terms
from briefing.text.word_class_cues import cue
from briefing.topics.compound_nouns import begins_as_noun, ends_as_noun
from briefing.topics.concepts import ConceptScan

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "phrase", "told"),
    [
        ("They missed eleven night shifts.", "night shifts", 1),
        ("Several bus strikes ended.", "bus strikes", 1),
        ("The arms talks stopped.", "arms talks", 1),
        ("Night shifts were long.", "Night shifts", 1),
        ("Night shifts at the quay end at six.", "Night shifts", 1),
        ("They quarrel over night shifts.", "night shifts", 1),
        ("They quarrel over night shifts at the quay.", "night shifts", 1),
        ("The council stopped the road works on Tuesday.", "road works", 1),
        ("The pay offer came late.", "pay offer", 1),
        ("A dock strike may spread.", "dock strike", 1),
        ("The port ships the plums at night.", "port ships", -1),
        ("The firm shifts its staff.", "firm shifts", -1),
        ("The poll shows Varga ahead.", "poll shows", -1),
        ("They ended the night shifts Tuesday.", "night shifts", 1),
        ("The chain grew.", "chain grew", -1),
        ("The port ships to Harrow.", "port ships", 0),
        ("Ministers offer help.", "Ministers offer", 0),
        ("Some say people offer help.", "people offer", 0),
        ("It will help people strike.", "people strike", 0),
        ("The council cut the grass.", "council cut", -1),
        ("Bank shifts stance", "Bank shifts", 0),
    ],
)
def test_where_a_word_stands_tells_whether_it_is_a_noun(text: str, phrase: str, told: int) -> None:
    start = text.index(phrase)
    run = [one for one in terms(text) if start <= one.start < start + len(phrase)]
    found = ends_as_noun(text, 0, run, cue(text, 0, start), prose=text.endswith("."))
    assert found == told


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The pay offer came late.", "pay", 1),
        ("Eleven container ships wait.", "container", 1),
        ("Container ships wait.", "Container", 1),
        ("They contain ships.", "contain", -1),
        ("They will pay staff.", "pay", -1),
        ("Contain ships now", "Contain", 0),
        ("The firm and pay staff.", "pay", 0),
    ],
)
def test_what_stands_before_a_phrase_tells_whether_it_begins_with_a_noun(
    text: str, word: str, told: int
) -> None:
    at = text.index(word)
    first = next(one for one in terms(text) if one.start == at)
    assert begins_as_noun(text, 0, first, cue(text, 0, at), prose=text.endswith(".")) == told


def test_a_phrase_of_a_word_that_is_mostly_a_verb_has_none_of_its_other_passages() -> None:
    lines = (
        "Power cuts may last.",
        "Two power cuts were short.",
        "They cut the bread.",
        "The barber cuts hair.",
        "Nobody cut a tree.",
    )
    scan = ConceptScan()
    for line in lines:
        scan.add(0, line, 0, len(line))
    found = {one.surface.casefold(): one for one in scan.concepts()}
    assert found["power cuts"].passages == {0, 1}


def concepts(*lines: str) -> set[str]:
    scan = ConceptScan()
    for number, line in enumerate(lines):
        scan.add(number, line, 0, len(line))
    return {one.surface for one in scan.concepts()}


def test_a_noun_that_is_a_verb_behind_its_subject_ends_no_phrase() -> None:
    found = concepts(
        "The poll shows Varga ahead.", "A poll shows the mayor ahead.", "Shows and plays end late."
    )
    assert "poll shows" not in found
    assert "talent shows" in concepts("Three talent shows end.", "The talent shows were long.")


def test_half_a_name_is_none_where_it_owns_the_other_half() -> None:
    scan = ConceptScan()
    for line in (
        "They met in Harrow Lowe's Garden.",
        "The gates of Harrow Lowe's Garden are shut.",
        "Anna Bell met Iva Lund's Danish aunt.",
        "Iva Lund left.",
        "Nobody saw Iva Lund again.",
    ):
        scan.add(0, line, 0, len(line))
    scan.settle(ubiquitous=1.0)
    assert scan.is_part_of_name(("harrow", "low"))
    assert not scan.is_part_of_name(("iva", "lund"))


def test_a_first_name_that_several_have_is_no_topic() -> None:
    several = ("They asked Paul Cole.", "They saw Paul Dean there.", "Nobody asked Paul Hart.", "It rained.")
    assert "Paul" not in concepts(*several)
    assert "Paul" in concepts("They asked Paul again.", "Nobody saw Paul there.", "It rained.")


def test_what_is_never_spoken_of_leads_no_topic_of_a_few_articles(article: MakeArticle) -> None:
    morning = ("It was a brisk morning.", "Trade stayed brisk until noon.", "The ferry sank off Ansel.")
    evening = ("A brisk wind blew.", "The ferry had been mended.", "Nobody on the ferry saw it.")
    topics = build_topics([article("a", *morning), article("b", *evening)])
    said = [word for topic in topics for word in (topic.label, *topic.keywords)]
    assert "ferry" in said
    assert "brisk" not in said


def test_the_number_behind_a_name_is_no_topic() -> None:
    found = concepts("They honoured Carl Moor III again.", "The boat is a Merlin III again.", "III is on it.")
    assert "III" not in found


def folder(make: MakeArticle, name: str) -> tuple[Topic, ...]:
    return build_topics([make(source, *lines) for source, lines in FOLDERS[name].items()])


SUBJECTS = [
    ("strike", "night shifts", "abcde"),
    ("strike", "crane operators", "bcde"),
    ("strike", "bananas", "abce"),
    ("strike", "Truck drivers", "ade"),
    ("strike", "mediator", "abd"),
    ("flood", "flood walls", "bc"),
    ("flood", "Rescue boats", "abd"),
    ("flood", "Power cuts", "bd"),
    ("flood", "Insurance claims", "cd"),
    ("flood", "road works", "acd"),
    ("election", "rent controls", "acd"),
    ("election", "recount", "bcd"),
    ("election", "bike lanes", "bd"),
    ("election", "polling stations", "abd"),
    ("trial", "blood tests", "abd"),
    ("trial", "drug cabinets", "bcde"),
    ("trial", "inquiry", "e"),
    ("factory", "job cuts", "acd"),
    ("factory", "training courses", "bcd"),
    ("factory", "Energy costs", "ac"),
    ("factory", "glass works", "abc"),
]
"""What a reader would look for in a folder, and the sources that tell of it."""


@pytest.mark.parametrize(("name", "subject", "sources"), SUBJECTS)
def test_each_subject_of_a_daily_affair_is_named_with_its_sources(
    article: MakeArticle, name: str, subject: str, sources: str
) -> None:
    topics = folder(article, name)
    named = [topic for topic in topics if subject.casefold() in topic.label.casefold()]
    assert len(named) == 1, [topic.label for topic in topics]
    assert {passage.article for passage in named[0].passages} >= set(sources)


APART = [("rent controls", "Varga"), ("Power cuts", "Thornham"), ("road works", "Ellerby")]


@pytest.mark.parametrize(("matter", "name"), APART)
def test_a_matter_is_not_called_by_who_is_told_of_beside_it(
    article: MakeArticle, matter: str, name: str
) -> None:
    for topic in (topic for one in ("flood", "election") for topic in folder(article, one)):
        assert not (matter in topic.label and name in topic.label), topic.label
