"""Dates that lean on other passages of their article, and on its date line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from articles import make_article

from briefing.figures.extract_figures import extract_figures
from briefing.figures.figure_annotator import pack_figures, unpack_figures
from briefing.model.figure import Figure

PUBLISHED = "2026-02-05"


def dates_of(*passages: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    """The dates of an article of several passages: words, first and last day."""
    figures = extract_figures(make_article("a.txt", *passages, published=published))
    return [(f.text, f.from_, f.to) for f in figures if f.kind == "date"]


def test_a_later_passage_proves_the_order_of_digits() -> None:
    found = dates_of("The will was made on 03/05/2011.", "It was read in 2014.", "He died on 28/02/2014.")
    assert found[0] == ("03/05/2011", "2011-05-03", "2011-05-03")


def test_an_article_proves_nothing_for_another() -> None:
    assert dates_of("He died on 28/02/2014.")[0][1] == "2014-02-28"
    assert dates_of("The will was made on 03/05/2011.") == [("03/05/2011", None, None)]


def test_both_readings_are_kept_where_nothing_proves_one() -> None:
    article = make_article("a.txt", "The will was made on 03/05/2011.", published=PUBLISHED)
    figures = extract_figures(article)
    assert figures[0].readings == ("2011-03-05", "2011-05-03")
    assert unpack_figures(pack_figures(figures), article.id, article.text) == figures


@pytest.mark.parametrize(
    ("passages", "days"),
    [
        (("The mill burned in 1911.", "The following year it was built again."), "1912-01-01"),
        (("On 4 May 2019 he fell ill.", "He died the next day."), "2019-05-05"),
        (
            ("Sales fell in the third quarter of 2023.", "They had risen in the year-earlier quarter."),
            "2022-07-01",
        ),
    ],
)
def test_a_date_leans_on_the_passage_before(passages: tuple[str, ...], days: str) -> None:
    assert dates_of(*passages)[-1][1] == days


def test_a_date_far_before_is_not_leaned_on() -> None:
    filler = "Nobody knows how the boats came over the bar, or who had sent for them. " * 8
    assert dates_of("The mill burned in 1911.", filler, "That year was a dry one.") == [
        ("1911", "1911-01-01", "1911-12-31")
    ]


def test_what_lies_ahead_is_no_reported_period() -> None:
    found = dates_of(
        "Sales fell in the third quarter. Growth will return in the second quarter, from a year ago."
    )
    assert found[-1] == ("a year ago", "2024-07-01", "2024-09-30")


def test_without_a_day_of_writing_only_what_is_said_is_known() -> None:
    found = dates_of("From July to September 2018 it rained; in May it had not.", published=None)
    assert found == [
        ("July", "2018-07-01", "2018-07-31"),
        ("September 2018", "2018-09-01", "2018-09-30"),
        ("May", None, None),
    ]


def test_a_line_of_boilerplate_that_is_a_date_is_one() -> None:
    article = make_article(
        "a.txt", "Friday, July 21, 2017", "Shares of 5 firms fell.", "© 2017 Wire, 400 comments",
        kinds={0: "boilerplate", 2: "boilerplate"}, published="2017-07-21",
    )  # fmt: skip
    found: list[Figure] = [f for f in extract_figures(article) if f.kind == "date"]
    assert [(f.text, f.from_, f.passage) for f in found] == [("Friday, July 21, 2017", "2017-07-21", 0)]


def test_a_dateline_alone_has_its_date() -> None:
    article = make_article(
        "a.txt", "OSLO, August 7 (NTB) --", "Ships sailed.", "Updated August 9 by 3 readers",
        kinds={0: "boilerplate", 2: "boilerplate"}, published="2017-08-08",
    )  # fmt: skip
    assert [(f.text, f.from_) for f in extract_figures(article)] == [("August 7", "2017-08-07")]


def test_yesterday_is_told_from_the_day_over_the_text() -> None:
    found = dates_of("Three games drawn", "Saturday, February 7, 2026", "Yesterday nobody lost.")
    assert found[-1] == ("Yesterday", "2026-02-06", "2026-02-06")


def test_yesterday_is_told_from_the_day_that_closes_the_title() -> None:
    found = dates_of("Three games drawn Saturday, February 7, 2026", "Yesterday nobody lost.")
    assert found[-1] == ("Yesterday", "2026-02-06", "2026-02-06")
    found = dates_of("Three games to be held on Saturday, February 7, 2026", "Yesterday nobody lost.")
    assert found[-1] == ("Yesterday", "2026-02-04", "2026-02-04")


def test_a_day_of_publication_is_taken_from_the_date_line_where_none_is_known() -> None:
    found = dates_of("OSLO, 9 May 2019 -", "The king left for Rome on Wednesday.", published=None)
    assert found[-1] == ("Wednesday", "2019-05-08", "2019-05-08")


@pytest.mark.parametrize("line", ["14 July 1789", "Saturday, February 7", "The fair of 6 February 2026"])
def test_a_line_that_is_no_day_of_writing_changes_nothing(line: str) -> None:
    assert dates_of(line, "Yesterday it rained.")[-1] == ("Yesterday", "2026-02-04", "2026-02-04")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Crowds filled the square last week.", "2026-02-02"),
        ("Oil came ashore last week, and booms were laid.", "2026-02-02"),
        ("The council passed the resolution last week.", "2026-02-02"),
        ("Anger boiled over this week.", "2026-02-02"),
        ("The court will hear the case this week.", "2026-02-09"),
        ("He is expected to answer next week.", "2026-02-09"),
    ],
)
def test_on_a_sunday_last_week_is_the_one_that_ends(text: str, first: str) -> None:
    found = dates_of(text, published="2026-02-08")
    assert found[0][1:] == (first, (date.fromisoformat(first) + timedelta(days=6)).isoformat())


def test_on_other_days_last_week_is_over() -> None:
    assert dates_of("Crowds filled the square last week.", published="2026-02-07")[0][1] == "2026-01-26"
    assert dates_of("Crowds filled the square last week.", published="2026-02-09")[0][1] == "2026-02-02"


TALE = "The law of August 17, 1982, was never repealed. Few knew of it. Fewer had read it."


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "On December 18 a fleet left Orr. On December 30 it came home. On January 15, 2026, it sank.",
            ["2025-12-18", "2025-12-30"],
        ),
        (
            "It was 3 November when the dam broke, and 20 December when the mill burned. On 2 January 2026 "
            "the mayor resigned.",
            ["2025-11-03", "2025-12-20"],
        ),
        (
            "The first shots fell on January 4. A truce of January 9 held for a day. By January 20, 2026, "
            "all was quiet.",
            ["2026-01-04", "2026-01-09"],
        ),
        # One day alone may be of the tale, and so may days that are in no order or far from the next.
        ("On December 18 a fleet left Orr. On January 15, 2026, it sank.", [None]),
        ("On December 30 it left. On December 18 it had come. On January 15, 2026, it sank.", [None, None]),
        ("On March 3 it left. On March 30 it came. On January 15, 2026, it sank.", [None, None]),
    ],
)
def test_days_in_order_lead_to_the_year_that_is_said(text: str, days: list[str | None]) -> None:
    assert [first for _, first, _ in dates_of(TALE, text)][1:-1] == days
    # Without a day of writing nothing else could tell the year.
    assert [first for _, first, _ in dates_of(text, published=None)][:-1] == days


@pytest.mark.parametrize(
    ("passages", "day"),
    [
        (("On January 20 the envoy spoke of it. “We might meet,” he told reporters on Tuesday.",), None),
        (("The court sat on January 13.", "The clerk told us on Tuesday that it was full."), None),
        (("On 21 January the dam broke, which the mayor denied on Wednesday.",), None),
        # Of another day of the week, or farther away, the weekday is one of the week of writing.
        (("On January 20 the envoy spoke of it. “We might meet,” he told us on Monday.",), "2026-02-02"),
        (("On January 20 it rained. It snowed. It thawed. The envoy spoke on Tuesday.",), "2026-02-03"),
        (("The dam broke on February 3. The mayor spoke on Tuesday.",), "2026-02-03"),
        (("The dam broke on January 20. The court will sit on Tuesday.",), "2026-02-10"),
        (("Nothing came of his January 20 speech, the envoy said on Tuesday.",), "2026-02-03"),
        (("He bought the shares from January 20 to Tuesday.",), "2026-02-03"),
    ],
)
def test_a_weekday_that_may_be_a_day_told_before_is_no_day(
    passages: tuple[str, ...], day: str | None
) -> None:
    assert dates_of(*passages)[-1][1] == day
