"""Which figures that contradict each other may be told of one thing, and which are of two."""

from __future__ import annotations

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.ledger.told_of_one import may_be_of_one
from briefing.names.extract_names import extract_names


def mention_in(sentence: str, text: str, place: int) -> FigureMention:
    article = make_article(f"{place}.txt", sentence)
    given = LedgerArticle(article, extract_figures(article), extract_names(article), 0, place)
    (found,) = [mention for mention in mentions_of([given]) if mention.figure.text == text]
    return found


OF_ONE = [
    ("The blaze killed 12 miners in Orle.", "12 miners", "The blaze killed 14 miners in Orle.", "14 miners"),
    (
        "The club sent eight experts to Orle.",
        "eight experts",
        "It sent three observers to Orle.",
        "three observers",
    ),
    ("A 48-page report blames the mill.", "48-page", "The 47-page report blames nobody.", "47-page"),
    ("We have 355 damaged shops in Orle.", "355 damaged shops", "In Orle 565 shops had damage.", "565 shops"),
    ("Carl Adler, 55, leads the sect.", "55", "Police say that Carl Adler, 54, is ill.", "54"),
    ("She has led the party since 2002.", "2002", "She has led the party since 2003.", "2003"),
    ("Adler served 20 years at the bank.", "20 years", "Adler served 21 years at the bank.", "21 years"),
    # Another number that both give.
    (
        "His son sold it for $30 million in 1957.",
        "1957",
        "Adler kept the field until it was sold for $30 million in 1967.",
        "1967",
    ),
]
OF_TWO = [
    # Another noun is counted.
    ("She lost 43 votes in March.", "43 votes", "The party lost 60 seats in March.", "60 seats"),
    ("Moran sold 12 houses in Orle.", "12 houses", "Moran sold 15 cows in Orle.", "15 cows"),
    # One alone says which ones.
    (
        "Moran won three gold medals in Orle.",
        "three gold medals",
        "Moran won five medals in Orle.",
        "five medals",
    ),
    (
        "The mill runs 30 diesel lorries here.",
        "30 diesel lorries",
        "The mill runs 44 lorries here.",
        "44 lorries",
    ),
    # "Over" says "during", and "more than".
    ("Adler rose over 20 years at the bank.", "20 years", "Adler served 21 years at the bank.", "21 years"),
    ("The mill fell apart over ten years.", "ten years", "The mill fell apart in 12 years.", "12 years"),
    # A bare number, and a word that two things have.
    ("Her heart rate was 72.", "72", "Their tax rate was 35.72.", "35.72"),
    ("His pulse was 81 at noon.", "81", "The index was 4,100 at noon.", "4,100"),
    # Nobody whom both name, and little else.
    (
        "Franz Adler was listed in five classes.",
        "five classes",
        "Joss Stein ran in three classes.",
        "three classes",
    ),
    ("Adler came to Orle in 1996.", "1996", "Stein came back in 2003.", "2003"),
    # No word in common.
    (
        "Sales came to $12.5 million.",
        "$12.5 million",
        "It finished second with $14.7 million.",
        "$14.7 million",
    ),
    # One of many and the next.
    ("He scored in the 24th minute.", "24th minute", "A penalty in the 63rd minute.", "63rd minute"),
    # A share of one thing, and of another.
    ("Adler won 31 percent in Orle.", "31 percent", "Adler won 16 percent of all votes.", "16 percent"),
]


@pytest.mark.parametrize(("one", "text", "other", "its"), OF_ONE, ids=[row[0] for row in OF_ONE])
def test_these_may_be_of_one_thing(one: str, text: str, other: str, its: str) -> None:
    assert may_be_of_one(mention_in(one, text, 0), mention_in(other, its, 1))
    assert may_be_of_one(mention_in(other, its, 0), mention_in(one, text, 1))


@pytest.mark.parametrize(("one", "text", "other", "its"), OF_TWO, ids=[row[0] for row in OF_TWO])
def test_these_are_of_two(one: str, text: str, other: str, its: str) -> None:
    assert not may_be_of_one(mention_in(one, text, 0), mention_in(other, its, 1))
    assert not may_be_of_one(mention_in(other, its, 0), mention_in(one, text, 1))
