"""What makes no label: adjectives, halves of names, clauses, agencies, what is said in passing."""

from __future__ import annotations

import numpy as np
import pytest
from articles import make_article

from briefing.topics.agency_marks import without_agency
from briefing.topics.concepts import ConceptScan
from briefing.topics.encoded_articles import StemVocabulary, encode_article
from briefing.topics.label_choice import ArticlePostings
from briefing.topics.phrase_bounds import is_clause
from briefing.topics.steered_words import key_of
from briefing.topics.vectors import vectors


def scanned(*sentences: str) -> ConceptScan:
    scan = ConceptScan()
    for number, sentence in enumerate(sentences):
        scan.add(number, sentence, 0, len(sentence))
    scan.settle(share=0.8, ubiquitous=1.0)
    return scan


SPOKEN_OF = """
The ferry sank near the lighthouse. Nobody on the ferry saw it.
They mended the turbine at night, and the turbine was loud.
Nurses were late. The pay of nurses fell.
An old orchard burned. Rain saved the orchard.
Singer Una Bell left; the singer had been ill.
"""
TOLD_OF_OTHERS = """
Sales remained robust in Leeds, and a robust economy helped.
It was a brisk morning. Trade stayed brisk until noon.
The presumptive nominee spoke, and presumptive winners listened.
A hypersonic plane flew. It is hypersonic, they heard.
Rowers of a coastal town met coastal birds.
Few ethnic Albanians came, and ethnic tension grew.
The dubious Labour voters of Hull met the dubious Tory voters.
A fiscal address bored them. They heard the fiscal address again.
"""


@pytest.mark.parametrize("stem", ["ferri", "turbin", "nurs", "orchard", "singer"])
def test_a_noun_is_what_is_spoken_of(stem: str) -> None:
    assert scanned(*SPOKEN_OF.strip().split("\n")).is_thing(stem)


@pytest.mark.parametrize(
    "stem", ["robust", "brisk", "presumpt", "hyperson", "coastal", "ethnic", "dubious", "fiscal"]
)
def test_an_adjective_is_told_of_others(stem: str) -> None:
    assert not scanned(*TOLD_OF_OTHERS.strip().split("\n")).is_thing(stem)


NAMES = """
The Port Ansel Padres won a tense final, and large crowds cheered the Port Ansel Padres all night.
The race begins on Wall Lane in the morning. An old brick wall stood on Wall Lane until then.
A few critics of Serena Holt left early. The jury and all the guests praised the voice of Serena Holt.
Next on the calendar is Formula One. Fans of Formula One and drivers of Formula 3 came by train.
The Breeders' Cup is held in the autumn: horses of all ages run at the Breeders' Cup.
"""


@pytest.mark.parametrize("half", ["Ansel Padres", "Lane", "Serena", "Formula", "Breeders"])
def test_half_a_name_is_known_for_one(half: str) -> None:
    assert scanned(*NAMES.strip().split("\n")).is_part_of_name(key_of(half))


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("Padres", "Port Ansel Padres"),
        ("Ansel Padres", "Port Ansel Padres"),
        ("Lane", "Wall Lane"),
        ("Serena", "Serena Holt"),
        ("Holt", "Serena Holt"),
    ],
)
def test_half_a_name_is_given_in_full(half: str, whole: str) -> None:
    scan = scanned(*NAMES.strip().split("\n"))
    assert scan.full_name(key_of(half)) == whole
    assert not scan.is_part_of_name(key_of("Port Ansel Padres"))


PHRASES = """
The initial public offering was small, and initial public offerings elsewhere were put off by banks.
Grain stocks edged lower in Leeds. Traders watched as grain stocks edged lower again on fears.
The harbour wall broke at night. Workers mended the harbour wall, and the harbour wall held.
Two oil tankers collided off the coast. A storm drove the oil tankers on to the rocks.
"""


@pytest.mark.parametrize(
    ("phrase", "alone"),
    [
        ("initial public", False),
        ("public offering", True),
        ("stocks edged", False),
        ("harbour wall", True),
        ("oil tankers", True),
    ],
)
def test_a_phrase_that_is_cut_out_or_tells_what_is_done_stands_not_alone(phrase: str, alone: bool) -> None:
    assert scanned(*PHRASES.strip().split("\n")).stands_alone(key_of(phrase)) is alone


def test_a_saint_is_shown_with_what_is_no_word_of_its_name() -> None:
    scan = scanned("The crew of the St. Avery Otters won.", "They cheered the St. Avery Otters all night.")
    concept = scan.concept(key_of("Avery Otters"))
    assert concept is not None
    assert concept.surface == "St. Avery Otters"


HALVES = """
The fines that the Ardmore Seed and Grain Board had asked for were paid at once by two old millers.
In spring the inspectors of the Ardmore Seed and Grain Board counted sacks until the evening bells rang.
Walkers left Mount St. Orla at noon, for the snow was deep and the paths were hardly seen any longer.
A hut below Mount St. Orla burned in the summer, and its keeper moved into the valley with three goats.
The council wrote to Mayor Piet W Lind about the bridge, the harbour and the price of old timber.
Nobody had seen Mayor Piet W Lind at the fair, where the farmers waited for him until the evening.
Critics of the Relief for Northern Ports left the hall early, and the papers were signed without them.
The farmers and the millers were heard on the Relief for Northern Ports after the summer was over.
"""


@pytest.mark.parametrize("half", ["Ardmore Seed", "Grain Board", "Mount St", "Mayor Piet", "Northern Ports"])
def test_a_name_goes_on_behind_and_for_a_saint_and_an_initial(half: str) -> None:
    assert scanned(*HALVES.strip().split("\n")).is_part_of_name(key_of(half))


def test_names_side_by_side_are_no_parts_of_each_other() -> None:
    scan = scanned(
        "The quarrel of Ida Vance and Piet Lind went on. Nobody heard Ida Vance.",
        "At noon Ida Vance spoke. The answer of Piet Lind was short, and Piet Lind left.",
    )
    assert not scan.is_part_of_name(key_of("Ida Vance"))
    assert not scan.is_part_of_name(key_of("Piet Lind"))


def test_an_adjective_with_a_capital_is_no_thing() -> None:
    scan = scanned(
        "She won an Olympic medal in Oslo, and the Olympic flame was lit at noon by a child.",
        "They left the Olympic village early; an Olympic champion waited for the Ferrol boat.",
        "Nobody in Ferrol knew. The mayor of Ferrol, it was said, slept.",
    )
    assert not scan.is_thing("olymp")
    assert scan.is_thing("ferrol")


def test_an_initial_goes_on_with_a_name() -> None:
    scan = scanned(
        "The council thanked Mayor Ida B. Vance for the bridge and the harbour.",
        "The mood and the health of Mayor Ida B. Vance improved over the winter.",
    )
    assert scan.is_part_of_name(key_of("Mayor Ida"))


def test_a_title_is_no_part_of_a_name() -> None:
    scan = scanned(
        "The council thanked Mayor Ida Vance for the bridge and the harbour.",
        "The mood and the health of Mayor Ida Vance improved over the winter.",
    )
    assert not scan.is_part_of_name(key_of("Ida Vance"))
    assert scan.full_name(key_of("Vance")) == "Ida Vance"


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("guidelines issued", True),
        ("Good Harbour supported", True),
        ("openly celebrate", True),
        ("widely read books", True),
        ("workers jailed", True),
        ("Umbria test-fired", True),
        ("Padres running", True),
        ("oil drilling", False),
        ("used cars", False),
        ("family business", False),
        ("Italy squad", False),
        ("talent seed", False),
        ("assembly hall", False),
    ],
)
def test_a_clause_names_nothing(said: str, clause: bool) -> None:
    assert is_clause(said.split()) is clause


@pytest.mark.parametrize(
    ("passage", "kept"),
    [
        ("HULL (Coastwire) - The ferry sank.", "The ferry sank."),
        ("NEW HULL, Maine (AW) -- A storm came.", "A storm came."),
        ("Harbour News - Two ships wait.", "Two ships wait."),
        (
            "By Ida Vance HULL | Mon Mar 2, 2015 6:47 pm EST HULL (Coastwire) - Two ships wait.",
            "Two ships wait.",
        ),
        (
            "The harbour (which is old) - and deep - is full.",
            "The harbour (which is old) - and deep - is full.",
        ),
        ("Storm hits the harbour (Coast News)", "Storm hits the harbour"),
        ("Boats race (AW)", "Boats race"),
        ("A well-kept ship - the Anna - sank.", "A well-kept ship - the Anna - sank."),
        ("Mayors met (and parted)", "Mayors met (and parted)"),
    ],
)
def test_agencies_and_towns_of_filing_are_left_out(passage: str, kept: str) -> None:
    start, end = without_agency(f"Head\n{passage}", 5, 5 + len(passage))
    assert f"Head\n{passage}"[start:end] == kept


def test_what_a_long_article_says_once_it_says_in_passing() -> None:
    long = " ".join(f"Word{number} passed." for number in range(200))
    articles = [
        make_article("a", "The ferry sank.", long, "The luck of sailors."),
        make_article("b", "The ferry sank.", long, "A ferry is a ship."),
        make_article("c", "The ferry sank."),
    ]
    vocabulary = StemVocabulary()
    reads = [encode_article(one, vocabulary) for one in articles]
    postings = ArticlePostings(reads, vectors([one.stems for one in reads], vocabulary.names).space)
    assert np.allclose(postings.stress(("ferri",)), [0.5, 1.0, 1.0], atol=0.05)
    assert postings.stress(("luck",)).tolist() == [0.5]


def test_a_name_is_said_often_by_its_last_word_and_a_phrase_by_all_its_words() -> None:
    long = " ".join(f"Word{number} passed." for number in range(200))
    vocabulary = StemVocabulary()
    article = make_article("a", "Ida Vance saw distant reefs.", long, "Vance left. The reefs are grey.")
    reads = [encode_article(article, vocabulary)]
    postings = ArticlePostings(reads, vectors([one.stems for one in reads], vocabulary.names).space)
    assert postings.stress(key_of("Ida Vance"), name=True).tolist() == [1.0]
    assert postings.stress(key_of("distant reefs")).tolist() == [0.5]
    assert postings.stress(("vanc",), name=True).tolist() == [1.0]


def test_forms_of_a_word_are_counted_together() -> None:
    vocabulary = StemVocabulary()
    articles = [
        make_article("a", "The president left."),
        make_article("b", "A presidential ship.", "The presidency ends."),
        make_article("c", "The present is here."),
    ]
    reads = [encode_article(one, vocabulary) for one in articles]
    postings = ArticlePostings(reads, vectors([one.stems for one in reads], vocabulary.names).space)
    assert postings.holding("presid") == 2
    assert postings.holding("presidenti") == 1
    assert postings.holding("zebra") == 0


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("Hockey League", "National Hockey League"),
        ("Otters Council", "Federal Otters Council"),
        ("Reef Union", "Major Reef Union"),
    ],
)
def test_the_first_word_of_a_body_is_no_office(half: str, whole: str) -> None:
    scan = scanned(
        f"The players of the {whole} met the owners of all the clubs on the coast.",
        f"A strike of the {whole} was put off, and the players went home in the rain.",
    )
    assert scan.full_name(key_of(half)) == whole


def test_what_stands_behind_and_is_half_a_name() -> None:
    scan = scanned(
        "The Salt and Exchange Board fined two traders for what they told the newspapers.",
        "Traders feared the Salt and Exchange Board more than all the courts of the coast.",
    )
    assert scan.is_part_of_name(key_of("Exchange Board"))


PEOPLE = """
The crowd at the old pier cheered the Danish Ida Vance, and at night they cheered Ida Vance again.
A few fans of Ida Vance came early, and the critics in the hall praised the Danish Ida Vance.
All the papers of the town praised Ida Vance, and the mayor met Ida Vance at the pier.
They wrote to the Danish Grain Union about the mill; the old Danish Grain Union met in spring.
The harbour and the mill and the barges belong to the Danish Grain Union, and the sheds too.
"""


def test_a_name_stands_without_the_people_its_bearer_is_of_where_it_is_said_so() -> None:
    scan = scanned(*PEOPLE.strip().split("\n"))
    assert scan.without_people(key_of("Danish Ida Vance")) == "Ida Vance"
    assert not scan.is_part_of_name(key_of("Ida Vance"))
    assert scan.full_name(key_of("Vance")) == "Ida Vance"
    assert scan.without_people(key_of("Danish Grain Union")) == ""
    assert scan.full_name(key_of("Union")) == "Danish Grain Union"


def test_what_a_law_is_of_belongs_to_its_name() -> None:
    scan = scanned(
        "The old men of the town voted on the Defence of Harbours Act, and the barges waited at the pier.",
        "Nobody in the mill had read the Defence of Harbours Act when the papers were signed and sealed.",
        "In spring the farmers met the President of North Umbria, who had come by train to see the mill.",
        "The papers were sealed by the President of North Umbria at noon, and the barges left the pier.",
    )
    assert scan.is_part_of_name(key_of("Harbours Act"))
    assert not scan.is_part_of_name(key_of("North Umbria"))


def test_a_short_month_is_a_first_name_where_a_surname_follows() -> None:
    scan = scanned(
        "The bill was sent to the mayor of the town, Jan Vance, and all the farmers waited for it.",
        "A friend of Jan Vance came to the mill by train. Later that night the papers praised Vance.",
    )
    assert scan.full_name(key_of("Vance")) == "Jan Vance"


def test_what_is_cut_out_of_a_phrase_of_four_words_is_none() -> None:
    said = "They fear the timber basin crane decision."
    scan = scanned(said, said, "The timber-basin crane decision is near.", *["The crane was loud."] * 3)
    assert scan.concept(key_of("crane decision")) is None


def test_a_name_goes_on_with_a_word_that_is_no_term() -> None:
    scan = scanned(
        "The men of the Umbric State had left the valley, and the Umbric State was weak in the winter.",
        "In spring the farmers fled from the Umbric State, and the barges waited at the pier all night.",
        "The mill of Castellan burned, and the papers praised Castellan. They waited for Castellan.",
    )
    assert not scan.is_thing("umbric")
    assert scan.is_part_of_name(("umbric",))
    assert scan.is_thing("castellan")
    assert not scan.is_part_of_name(("castellan",))
