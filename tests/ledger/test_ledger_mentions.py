"""What the words about a figure tell of it, and what a line is called by them."""

from __future__ import annotations

import numpy as np
import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.allowed_values import contradict, names_a_day
from briefing.ledger.build_ledger import lines_of
from briefing.ledger.line_labels import label_of
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.ledger.pair_features import ComparableMentions, Rarities


def mentions(*texts: str, published: str | None = None) -> list[FigureMention]:
    return mentions_of(given(*texts, published=published))


def given(*texts: str, published: str | None = None) -> list[LedgerArticle]:
    articles = [make_article(f"{n}.txt", text, published=published) for n, text in enumerate(texts)]
    return [LedgerArticle(one, extract_figures(one), (), 0, n) for n, one in enumerate(articles)]


@pytest.mark.parametrize(
    ("sentence", "figure", "role"),
    [
        ("The storm killed 12 people, and 30 were injured.", "12 people", "killed"),
        ("The storm killed 12 people, and 30 were injured.", "30", "hurt"),
        ("Police arrested 46 marchers after 15 others were hurt.", "46 marchers", "taken"),
        ("Some 900 villagers fled, while 14 sailors are still missing.", "14 sailors", "missing"),
        ("Seven guards were rescued, and nine miners died.", "nine miners", "killed"),
    ],
)
def test_the_role_is_that_of_the_nearest_word(sentence: str, figure: str, role: str) -> None:
    found = [one.nearest_role[1] for one in mentions(sentence) if one.figure.text == figure]
    assert found == [role]


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("The two ministers shook hands.", True),
        ("Norvik's two rivers meet there.", True),
        ("Both towns sent their two mayors.", True),
        ("Two ministers resigned.", False),
        ("The two ministers paid 40 crowns, and two guards left.", False),
    ],
)
def test_two_who_are_known_are_not_counted(sentence: str, back: bool) -> None:
    pairs = [one for one in mentions(sentence) if one.figure.value == 2]
    assert pairs[-1].refers_back == back


def test_what_refers_back_stands_alone() -> None:
    lines = lines_of(given("The two ministers met in Palden.", "The two ministers met in Palden again."))
    assert [line.verdict for line in lines] == ["single", "single"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("He resigned two years after the trial.", True),
        ("The mill burned down 12 years ago.", True),
        ("Nine days before the vote she left.", True),
        ("He served two years in prison.", False),
        ("Repairs took nine days.", False),
    ],
)
def test_a_time_from_another_is_no_length(sentence: str, told: bool) -> None:
    (found,) = mentions(sentence)
    assert found.told_from == told


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The mine closed on January 20.", "The mine closed in January 2025.", True),
        ("The mine closed on January 20.", "The mine closed in January 2026.", False),
        ("The mine closed on January 20.", "The mine closed on January 20.", False),
        ("The mine closed on January 20.", "The mine closed on January 21.", True),
        ("The mine closed on January 20.", "The mine closed in 2026.", False),
    ],
)
def test_a_day_without_its_year_is_not_one_of_another_year(one: str, other: str, apart: bool) -> None:
    first, second = (mention.figure for mention in mentions(one, other, published="2026-02-04"))
    assert contradict(first, second) == contradict(second, first) == apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("They meet in early June.", "They meet in late June.", True),
        ("They meet in early June.", "They meet in June.", False),
        ("They meet in early June.", "They meet on June 8.", False),
        ("They meet in early June.", "They meet on June 28.", True),
        # Where a part of a month ends is nobody's to say.
        ("They meet in early June.", "They meet in mid-June.", False),
        ("They meet in early June.", "They meet on June 13.", False),
        ("They meet in late June 2027.", "They meet in early June.", True),
        ("They meet on June 3-5.", "They meet on June 4.", False),
        ("They meet on June 3-5.", "They meet on June 6.", True),
        ("They meet on June 3-5.", "They meet on June 5-8.", False),
        ("They meet on June 3-5, 2026.", "They meet on June 9, 2026.", True),
        ("They meet in spring 2026.", "They meet in autumn 2026.", True),
        ("They meet in spring 2026.", "They meet in summer 2026.", False),
        ("They meet in spring 2026.", "They meet in May 2026.", False),
        ("They meet in early 2026.", "They meet in November 2026.", True),
    ],
)
def test_days_are_told_apart_by_the_part_of_a_month_or_year(one: str, other: str, apart: bool) -> None:
    """In the verdict, and in what is weighed."""
    told = mentions(one, other, published="2026-02-04")
    first, second = (mention.figure for mention in told)
    assert contradict(first, second) == contradict(second, first) == apart
    compared = ComparableMentions(told, Rarities(told), np.ones((2, 2), np.float32))
    features, names = compared.features()
    assert features[0, 1, names.index("contradict")] == apart


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("She left on Tuesday.", True),
        ("She left in May 2019.", True),
        ("She left on 4 June.", True),
        ("She left last month.", False),
        ("She left this year.", False),
    ],
)
def test_a_day_is_named_or_told_from_the_day_of_telling(sentence: str, named: bool) -> None:
    assert [names_a_day(one.figure) for one in mentions(sentence)] == [named]


@pytest.mark.parametrize(
    ("texts", "label"),
    [
        (
            ("China will buy 12 million tons of soybeans.", "China buys 12 million tons of soybeans."),
            "soybeans",
        ),
        (("Orle agreed to buy 12 million tons of U.S. soybeans.",), "buy U.S. soybeans"),
        (("The Brandt mill has 640 employees.", "About 640 employees work at the Brandt mill."), "employees"),
        (("Edda Moran died on Tuesday.", "On Tuesday Moran died."), "Edda Moran died"),
        (("Fire gutted three banks in Orle.", "In Orle three banks burned."), "gutted banks in Orle"),
        (("Shares of Tveit closed at 24.13 crowns.", "Tveit shares closed at 24.13 crowns."), "closed"),
    ],
)
def test_a_label_is_a_stretch_of_a_clause_without_its_number(texts: tuple[str, ...], label: str) -> None:
    articles = given(*texts)
    line = mentions_of(articles)
    values = {one.figure.value for one in line if one.place == 0 and one.figure.kind != "date"}
    told = label_of([one for one in line if not values or one.figure.value in values], articles)
    assert label in told
    assert not any(character.isdigit() for character in told)
