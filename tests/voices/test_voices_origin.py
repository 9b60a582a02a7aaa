"""Who gave a figure: found where the sentence tells it, and nowhere else."""

from __future__ import annotations

import pytest
from articles import make_article
from growth import assert_in_proportion

from briefing.model.article import Article, Span
from briefing.model.origin import StatementOrigin, is_same_origin
from briefing.names.extract_names import extract_names
from briefing.voices.find_origins import find_origins, origin_of


def origin_in(text: str, figure: str = "nine") -> StatementOrigin | None:
    """The origin of a figure in an article of one passage."""
    article = make_article("a.txt", text)
    start = text.index(figure)
    found = find_origins(article, extract_names(article))
    for one in found:
        assert article.text[one.start : one.end] == one.text
        assert one.scope.start <= one.cue.start < one.cue.end <= one.scope.end
    return origin_of(article, found, Span(start, start + len(figure)))


@pytest.mark.parametrize(
    ("sentence", "text", "key"),
    [
        ("The ministry said that nine people had died.", "The ministry", "ministry"),
        ("At least nine people died, the health ministry said.", "the health ministry", "health ministry"),
        (
            "At least nine people died, the health ministry said on Friday.",
            "the health ministry",
            "health ministry",
        ),
        ("According to the harbour office, nine boats sank.", "the harbour office", "harbour office"),
        (
            "A spokeswoman for the harbour office said nine boats sank.",
            "A spokeswoman for the harbour office",
            "harbour office",
        ),
        ("A harbour office spokesman said nine boats sank.", "A harbour office spokesman", "harbour office"),
        ("Governor Tamar Osel later said that nine houses had fallen.", "Governor Tamar Osel", "tamar osel"),
        ('"We counted nine," said Tamar Osel, the governor.', "Tamar Osel", "tamar osel"),
        ('"We counted nine," said the mayor.', "the mayor", "mayor"),
        ("Tamar Osel, who governs the valley, said nine houses had fallen.", "Tamar Osel", "tamar osel"),
        (
            "A survey by the chamber of trade found that nine in ten shops are empty.",
            "A survey by the chamber of trade",
            "chamber of trade",
        ),
        (
            "Figures from the audit office show nine payments.",
            "Figures from the audit office",
            "audit office",
        ),
        ("The agency reported at least nine dead.", "The agency", "agency"),
        (
            "It was nine, according to the U.S. Harbour Survey.",
            "the U.S. Harbour Survey",
            "us harbour survey",
        ),
        ("Court documents said nine coats were bought.", "Court documents", "court documents"),
        ("The mayor last week announced nine posts.", "The mayor", "mayor"),
        ("The Osel campaign said nine halls were full.", "The Osel campaign", "osel campaign"),
        ("Witnesses said that nine shots were fired.", "Witnesses", ""),
        ("While the mayor spoke of seven, the police said nine were hurt.", "the police", "police"),
        # What a relative word opens is not who says it.
        ("It was built at what Osel said was a cost of nine million.", "Osel", "osel"),
        ("They filed what the mayor said were nine complaints.", "the mayor", "mayor"),
        # An aside of two commas, behind a word of whence.
        ("Tamar Osel, from Brant, Vale, said nine houses had fallen.", "Tamar Osel", "tamar osel"),
        # A name is not cut at its little words.
        (
            "The Department of Health and Human Services said nine in ten pay.",
            "Department of Health and Human Services",
            "department of health and human services",
        ),
        # Two hyphens are a dash.
        ("Noon -- the mayor said that nine had died.", "the mayor", "mayor"),
    ],
)
def test_who_gave_it_is_told(sentence: str, text: str, key: str) -> None:
    found = origin_in(sentence)
    assert found is not None
    assert (found.text, found.key) == (text, key)


@pytest.mark.parametrize(
    "sentence",
    [
        "At least nine people died on Friday.",
        "It was said that nine people had died.",
        "There are nine confirmed cases in the town.",
        "The number of reported thefts rose to nine.",
        "I said nine, and I meant it.",
        "A person briefed on the matter said nine had died.",
        "The office lent nine boats to the United States.",
        "The son sold one of the boats for a reported nine million.",
        "The ministry said that all was well, but nine people are missing.",
        "The bridge has nine piers. The ministry said that it would be closed.",
        "Tamar Osel, leader of the Vale party, Brant, said nine had left.",
        "The flood forced an estimated nine hundred people out.",
        "The mayor paid the announced nine million.",
        "The club left its stated aim of nine wins.",
    ],
)
def test_where_nobody_is_told_nobody_is_found(sentence: str) -> None:
    assert origin_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The ministry said on Monday that nine boats were lost.", "Monday"),
        ("Both ministers said Monday that they would come.", "Monday"),
        ("Mayor Tamar Osel told Sud Presse on 4 May that the bridge was safe.", "4 May"),
        ("The harbour office announced late on Friday that it had closed.", "Friday"),
        ("On Tuesday, Osel told Brant, in the vale's account, that nobody would pay.", "Tuesday"),
        ("The chamber of trade reported in June that shops were empty.", "June"),
    ],
)
def test_the_day_on_which_somebody_spoke_the_writer_tells(sentence: str, day: str) -> None:
    assert origin_in(sentence, day) is None


@pytest.mark.parametrize(
    ("sentence", "day", "who"),
    [
        ("The ministry said that on Monday nine boats were lost.", "Monday", "The ministry"),
        ("In 2025, the ministry said, nine boats were lost.", "2025", "the ministry"),
        ("The boats were lost on Monday, the ministry said.", "Monday", "the ministry"),
        ("The mayor announced that the bridge would open on 4 May.", "4 May", "The mayor"),
    ],
)
def test_a_day_that_belongs_to_what_was_said(sentence: str, day: str, who: str) -> None:
    found = origin_in(sentence, day)
    assert found is not None
    assert found.text == who


def test_of_two_the_one_who_said_it() -> None:
    sentence = "The ministry said seven had died, while the Red Cross said nine were missing."
    found = [origin_in(sentence, figure) for figure in ("seven", "nine")]
    assert [one.key for one in found if one is not None] == ["ministry", "red cross"]


def test_who_was_told_it_is_told_too() -> None:
    found = origin_in("Nine boats sank, an officer of the coast guard told Sud Presse.", "Nine")
    assert found is not None
    assert found.told_to == "Sud Presse"
    other = origin_in("Two port officers told Sud Presse that nine boats were lost.")
    assert other is not None
    assert is_same_origin(found, other)


def test_a_pronoun_stands_for_who_was_named_before() -> None:
    text = "The ministry said that it had counted again. It said nine people had died."
    found = origin_in(text)
    assert found is not None
    assert (found.text, found.who, found.key) == ("It", "The ministry", "ministry")
    assert origin_in("It said nine people had died.") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The ministry said nine had died.", "Some nine people died, the health ministry said.", True),
        ("Mayor Ruth Adeyemi said nine had died.", "According to Ruth Adeyemi, nine people died.", True),
        ("The ministry said nine had died.", "The police said nine had died.", False),
        ("Witnesses said nine had died.", "Witnesses said nine had died.", False),
    ],
)
def test_two_articles_with_one_origin(one: str, other: str, same: bool) -> None:
    first, second = origin_in(one), origin_in(other)
    assert first is not None
    assert second is not None
    assert is_same_origin(first, second) is same
    assert is_same_origin(second, first) is same


def test_passages_without_words_have_no_origin() -> None:
    article: Article = make_article("a.txt", "…", "said", "according to")
    assert find_origins(article, ()) == ()


@pytest.mark.parametrize(
    "beginning", ["a, said b, ", "it told X, ", "The ministry, which said so, said nine, "]
)
def test_the_work_grows_with_the_text_and_no_faster(beginning: str) -> None:
    """One sentence without an end is read as quickly as many."""
    assert_in_proportion(lambda text: find_origins(make_article("a.txt", text), ()), beginning, 2_000)
