"""Labels of a few articles read as the text does: whole names, whole phrases, lists where it has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build_topics import build_topics

from briefing.model.article import Article
from briefing.text.terms import terms
from briefing.text.tokens import fold
from briefing.topics.concepts import ConceptScan
from briefing.topics.phrase_bounds import cut_off, joins, splits_word, surface_in

MakeArticle = Callable[..., Article]


FILLING = [f"Nobody was at the {thing}." for thing in "bridge oven fence kettle ladder barrel".split()]


def scanned(*lines: str) -> ConceptScan:
    """A settled scan of lines, each a passage of one article of its own."""
    scan = ConceptScan()
    for number, line in enumerate(lines):
        scan.add(number, line, 0, len(line))
    scan.settle()
    return scan


def surfaces(*lines: str) -> set[str]:
    scan = ConceptScan()
    for number, line in enumerate(lines):
        scan.add(number, line, 0, len(line))
    return {concept.surface for concept in scan.concepts()}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("copper mine", True),
        ("Copper Mine", True),
        ("air-strike", True),
        ("Ostrava's mine", False),
        ("coach Moreno", False),
        ("bin Salim", True),
        ("anti-Moreno", True),
        ("mine, owner", False),
        # What ends a sentence or an entry of a list ends a phrase; the dot of an abbreviation does not.
        ("Ostrava. Copper", False),
        ("Ostrava; Copper", False),
        ("Ostrava: Copper", False),
        ("Ostrava • Copper", False),
        ("Ostrava\nCopper", False),
        ("2.5. Copper", False),
        ("U.S. Copper", True),
    ],
)
def test_a_phrase_goes_on_where_the_text_does(text: str, joined: bool) -> None:
    first, second = terms(text)
    assert joins(text, first, second) is joined


def test_a_hyphenated_word_is_not_split() -> None:
    text = "a 14-year-old gardener"
    assert splits_word(text, text.index("-"))
    assert not splits_word(text, text.index(" gard"))
    found = surfaces(*["A 14-year-old gardener found the well."] * 2, "The gardener was thanked.")
    assert not any("old gardener" in surface for surface in found)


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("a New York court", "York", "New York"),
        ("New York", "York", "New York"),
        ("a new court", "court", "court"),
        ("Renew York", "York", "York"),
        ("the mine's owner", "mine's", "mine"),
    ],
)
def test_what_is_shown_stands_in_the_text(text: str, word: str, shown: str) -> None:
    start = text.index(word)
    surface = surface_in(text, start, start + len(word))
    assert surface == shown
    assert surface in text


def test_a_piece_of_a_longer_phrase_is_none() -> None:
    uses = {("a", "b"): 4, ("b", "c"): 9, ("a", "b", "c"): 4}
    assert cut_off(uses) == {("a", "b")}
    found = surfaces(*["The harbour pilot boat was there."] * 3, *FILLING)
    assert "harbour pilot boat" in found
    assert not {"harbour pilot", "pilot boat"} & found


def test_a_phrase_is_shown_as_where_it_ends() -> None:
    after = ("gate", "keeper", "rope", "lamp")
    lines = [
        "They went to the salt flats.",
        "Over the salt flats.",
        *(f"The salt flat {one}." for one in after),
    ]
    assert "salt flats" in surfaces(*lines, *FILLING)


def test_what_someone_did_and_how_many_they_were_are_no_phrases() -> None:
    found = surfaces(*["Witnesses say four divers emptied lockers at the pier."] * 3, *FILLING)
    assert "divers" in found
    assert not any("divers emptied" in surface or "four" in surface for surface in found)


def test_the_full_name_is_known() -> None:
    lines = ["The pilot Ana Moreno landed.", "Later Moreno slept.", "It was Ana Moreno again.", *FILLING]
    assert scanned(*lines).full_name(("moreno",)) == "Ana Moreno"
    assert scanned(*lines).full_name(("pilot",)) == ""


def test_labels_are_phrases_of_the_text_or_lists_of_them(article: MakeArticle) -> None:
    pages = (
        "Dredging of the estuary began, and the eel fishers who live by the estuary complained.",
        "The eel fishers fear the dredging, because eels spawn in the mud of the estuary.",
        "Cranes at the grain terminal stood still; the grain terminal has had no ship for weeks.",
        "No barge reached the grain terminal, where wheat rots, and wheat is dear.",
        "Mayor Ines Castellan promised wheat; Castellan also promised mud for the dykes.",
    )
    folder = [article(name, *pages[at:], *pages[:at]) for at, name in enumerate(("a", "b", "c"))]
    said = fold("\n".join(pages))
    topics = build_topics(folder)
    assert topics
    for topic in topics:
        assert 1 <= len(topic.label.split()) <= 4
        parts = topic.label.split(", ")
        before_a_thing = len(parts) == 1 and topic.label[0].isupper()
        assert before_a_thing or all(fold(part) in said for part in parts), topic.label


def test_a_word_without_company_is_no_topic(article: MakeArticle) -> None:
    strong = ["The eel fishers fear the dredging.", "Dredging harms eel fishers.", "The eel fishers met."]
    folder = [
        article("a", *strong, "Somebody saw a lantern.", *FILLING[:3]),
        article("b", *strong, *FILLING[3:], "It was a lantern."),
        *(article(name, *strong, *FILLING) for name in "cdef"),
    ]
    labels = [topic.label for topic in build_topics(folder)]
    assert any("dredging" in label for label in labels)
    assert not any("lantern" in label for label in labels)
