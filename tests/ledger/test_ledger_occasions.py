"""What tells of another occasion or another thing is no contradiction; one plan told twice is one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from articles import make_article
from ledger_articles import given_from

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.build_ledger import lines_of
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.names.extract_names import extract_names


def dates(sentence: str) -> list[FigureMention]:
    """The dates of an article of one sentence."""
    article = make_article("a.txt", sentence)
    given = [LedgerArticle(article, extract_figures(article), extract_names(article), 0, 0)]
    return [mention for mention in mentions_of(given) if mention.figure.kind == "date"]


@pytest.mark.parametrize(
    ("sentence", "of_name"),
    [
        ("The fault is also in Halcyon Server 2012 and in older versions.", True),
        ("Brandt Office 2007 opens the files of all its forerunners.", True),
        ("The clinic bought Kelm Studio 2010 for its two surgeons.", True),
        ("Drivers like the Varde Cruiser 1998 for its quiet engine.", True),
        ("Nobody has to pay for Salter Reader 2015 any more.", True),
        ("Edda Moran left the ministry in 1973.", False),
        ("In 2012, Halcyon sold its last ferry.", False),
        ("Halcyon has built ferries since 1998 in Port Salter.", False),
        ("The mill burned down in June 2010, said Ilse Korn.", False),
        ("Voters of Orle approved the bond in 2009.", False),
    ],
)
def test_a_year_that_goes_by_a_name_says_which_thing(sentence: str, of_name: bool) -> None:
    (mention,) = dates(sentence)
    assert mention.is_of_name == of_name


@pytest.mark.parametrize(
    ("sentence", "appointed"),
    [
        ("President Varga plans to visit Westmark in June.", True),
        ("The two presidents agreed to meet in Port Salter next June.", True),
        ("A summit of the lake states is scheduled for June 2031.", True),
        ("Varga has accepted an invitation to a meeting in June.", True),
        ("Talks could come as soon as June, ahead of the elections.", True),
        ("The presidents met in Port Salter in June.", False),
        ("The ferry is expected to sail again in June.", False),
        ("The court will give its ruling in June.", False),
        ("Their last meeting was in June 2029.", False),
        ("Wheat is to cost more by June.", False),
    ],
)
def test_a_month_in_which_people_are_to_meet(sentence: str, appointed: bool) -> None:
    (mention,) = dates(sentence)
    assert mention.is_appointed == appointed


def test_a_visit_to_come_is_one_line_across_events(tmp_path: Path) -> None:
    given = given_from(
        tmp_path / "some",
        {
            "a.txt": "Ferries collide off Varde\n\nTwo ferries collided off Varde and nobody was hurt."
            " The accident comes before a planned visit of President Ilse Varga to Westmark in June.",
            "b.txt": "Varga calls Akande about herring\n\nPresident Ilse Varga asked President Tom Akande for"
            " more herring. Both agreed to meet in Westmark next June, Varga said.",
        },
    )
    several = [line for line in lines_of(given) if len(line.articles) > 1]
    assert [(line.kind, line.verdict) for line in several] == [("date", "agree")]


MEETINGS = [
    (
        "President Ilse Varga plans a visit to Westmark in June, her office said.",
        "Fishermen hope that President Ilse Varga will bring up herring on her trip to Westmark in June.",
        True,
    ),
    (
        "President Ilse Varga plans a visit to Westmark in June, her office said.",
        "President Ilse Varga will open a conference of foresters in Port Salter in June.",
        False,
    ),
    (
        "Tom Akande and Ilse Varga have agreed on talks in June.",
        "In Port Salter, Ilse Varga and Tom Akande are set to meet in June.",
        True,
    ),
    (
        "Tom Akande is expected at a summit of the lake states in June.",
        "June is when the congress of doctors will hear whom its guest, Tom Akande, blames for queues.",
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "joined"), MEETINGS)
def test_a_meeting_is_told_by_who_meets(one: str, other: str, joined: bool, tmp_path: Path) -> None:
    given = given_from(
        tmp_path / "some",
        {
            "a.txt": "Ferries collide off Varde\n\nWith 212 people aboard, two ferries collided in fog, three"
            f" miles off the lighthouse. Nobody was hurt.\n\nDivers found a hole of 40 inches.\n\n{one}",
            "b.txt": "Herring grow dear\n\nA barrel of herring costs $310, twice the price of last winter."
            f"\n\nSmokehouses have dismissed 75 workers, their union complains,"
            f" while shops hold 9,000 crates of mackerel.\n\n{other}",
        },
    )
    apart = [replace(one, event=number) for number, one in enumerate(given)]
    several = [line for line in lines_of(apart) if line.kind == "date" and len(line.articles) > 1]
    assert bool(several) == joined


COARSE = [
    ("In March the mill of Orle stood still.", "On March 20 Tom Akande flew to Westmark.", False),
    ("Sales of herring fell to nothing in August.", "The choir rehearsed on 9 August.", False),
    ("The old bridge was closed in 2014.", "Ilse Varga learned to swim in 2014.", False),
    (
        "In March the mill of Orle stood still.",
        "The mill of Orle stood still on March 20, its owner said.",
        True,
    ),
    ("The old bridge was closed in 2014.", "Lorries stay away from the bridge, closed since 2014.", True),
]


@pytest.mark.parametrize(("one", "other", "joined"), COARSE)
def test_of_one_month_are_many_things(one: str, other: str, joined: bool, tmp_path: Path) -> None:
    given = given_from(
        tmp_path / "some",
        {"a.txt": f"News of Orle\n\nRain fell. {one}", "b.txt": f"Orle today\n\nFog lay. {other}"},
    )
    several = [line for line in lines_of(given) if line.kind == "date" and len(line.articles) > 1]
    assert bool(several) == joined


@pytest.mark.parametrize(
    ("days", "joined"),
    [
        (("2031-03-04", "2031-03-05"), True),
        (("2031-03-04", "2031-04-01"), False),
        (("2031-03-04", "2030-03-06"), False),
    ],
)
@pytest.mark.parametrize("day", ["on Monday", "last week", "yesterday"])
def test_monday_of_another_week_is_another_day(
    day: str, days: tuple[str, str], joined: bool, tmp_path: Path
) -> None:
    text = "The court of Orle sentenced the miller Carl Adler {} to nine years in prison."
    given = given_from(
        tmp_path / "some",
        {
            f"{number}.md": f"---\ndate: {published}\n---\n# Miller sentenced\n\n{text.format(day)}\n"
            for number, published in enumerate(days)
        },
    )
    several = [line for line in lines_of(given) if line.kind == "date" and len(line.articles) > 1]
    assert [line.verdict for line in several] == (["agree"] if joined else [])


WEEK = """Films of the weekend

The film Otters took {a} million dollars at the weekend in {b} cinemas, said its makers, Brandt Pictures.

The film Ferry took {c} million dollars at the weekend and is in its second place. It cost 40 million dollars.
"""


def test_who_agrees_on_little_tells_of_two_occasions(tmp_path: Path) -> None:
    given = given_from(
        tmp_path / "some",
        {"a.txt": WEEK.format(a=31, b=2_400, c=12), "b.txt": WEEK.format(a=18, b=2_100, c=9)},
    )
    differing = [line for line in lines_of(given) if line.verdict == "differ"]
    apart = lines_of(given, least_agreed=3)
    assert differing
    assert not [line for line in apart if line.verdict == "differ"]
    entries = {(one.article, one.start) for line in differing for one in line.entries}
    assert entries <= {(one.article, one.start) for line in apart for one in line.entries}


def test_one_difference_among_much_that_agrees_is_one(tmp_path: Path) -> None:
    given = given_from(
        tmp_path / "some",
        {"a.txt": WEEK.format(a=31, b=2_400, c=12), "b.txt": WEEK.format(a=31, b=2_100, c=12)},
    )
    assert [line.verdict for line in lines_of(given, least_agreed=2)].count("differ") == 1


def test_ages_of_one_person_differ_on_any_occasion(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Sprinter banned\n\nEdvin Sorel, 31, was banned by the union of athletes on Friday.",
        "b.txt": "Union bans sprinter\n\nEdvin Sorel, 33, was banned on Friday, the union of athletes said.",
    }
    lines = lines_of(given_from(tmp_path / "some", texts), least_agreed=3)
    assert [line.label for line in lines if line.verdict == "differ"] == ["age of Edvin Sorel"]
