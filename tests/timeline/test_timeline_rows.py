"""Rows of a timeline: what is told of which days, by how many, and how much it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.figures.extract_figures import extract_figures
from briefing.jobs.stepping import finish
from briefing.model.article import Article, Ref
from briefing.model.timeline_row import Precision, TimelineRow, weightiest, within
from briefing.timeline.build_timeline import TimelineArticle, precision_of, timeline_in_steps
from briefing.timeline.day_weights import LOOKS_BACK, DayWeights


def told(*articles: Article, copies: dict[str, str] | None = None) -> tuple[TimelineRow, ...]:
    """The timeline of some articles, their dates found as the program finds them."""
    copy_of = copies or {}
    return finish(
        timeline_in_steps(
            [TimelineArticle(one, extract_figures(one), copy_of.get(one.id)) for one in articles]
        )
    )


def row_of(rows: Sequence[TimelineRow], days: str) -> TimelineRow:
    (row,) = (row for row in rows if row.days_words == days)
    return row


FRESH = make_article("fresh", "The dam at Orr broke on Monday.", published="2026-03-10")
LATE = make_article(
    "late", "Since March 9 nobody lives in Orr. On March 9 the dam broke.", published="2026-05-04"
)
BEFORE = make_article("before", "The dam at Orr will be opened on March 9, 2026.", published="2026-02-20")
UNDATED = make_article("undated", "The dam broke on 9 March 2026; it was built in 1931.")


def test_what_articles_date_stands_under_its_day() -> None:
    rows = told(LATE, FRESH, BEFORE, UNDATED)
    assert [row.days_words for row in rows] == ["1931", "2026-03-09"]
    day = row_of(rows, "2026-03-09")
    assert (day.first_day, day.last_day, day.precision) == ("2026-03-09", "2026-03-09", "day")
    # By day of publication, that of an article without a date last; two of one article count as one voice.
    assert [one.article for one in day.statements] == ["before", "fresh", "late", "late", "undated"]
    assert (day.voices, day.looked_back, day.is_ahead) == (4, 1, False)
    assert [one.is_ahead for one in day.statements] == [True, False, False, False, False]
    sources = {one.id: one.text for one in (LATE, FRESH, BEFORE, UNDATED)}
    for one in day.statements:
        text = sources[one.article]
        assert text[one.start : one.end] == one.text
        end = one.sentence_start + len(one.sentence)
        assert text[one.sentence_start : end] == one.sentence
        assert one.sentence_start <= one.start < one.end <= end


def test_a_label_is_words_of_a_sentence() -> None:
    rows = told(FRESH, LATE, BEFORE)
    label = row_of(rows, "2026-03-09").label
    assert "dam" in label
    assert any(label in one.sentence for one in row_of(rows, "2026-03-09").statements)


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (
            "The council shut the mill in May 2025, when the river was rising, and let it open again in "
            "early July once the banks had been raised.",
            ["shut the mill", "banks"],
        ),
        (
            "Protesters blocked the harbour on May 13 and the ferry crews walked out on May 24.",
            ["blocked", "ferry"],
        ),
        ("In May 2025 floods closed the tunnel, and in July the bridge gave way.", ["tunnel", "bridge"]),
        ("On May 13 the judge freed Orr; on May 24 a crowd burned his barn.", ["judge", "barn"]),
        ("The abbey burned down in May 2025, but masons rebuilt its tower in July.", ["burned", "masons"]),
        (
            "The abbey burned down in May 2025 after masons left it in March 2025.",
            ["masons", "burned"],
        ),
        (
            "Floods closed the tunnel on May 13, strikers blocked the harbour on May 24 and the bridge gave "
            "way on June 2.",
            ["tunnel", "harbour", "bridge"],
        ),
        # Nothing tells the two apart: both are told by the whole.
        ("The senate sat in Orr on May 13 and May 24.", ["senate", "senate"]),
        ("The senate sat on May 13 and again on May 24.", ["senate", "senate"]),
    ],
)
def test_a_label_is_words_of_the_clause_of_its_date(sentence: str, labels: list[str]) -> None:
    rows = told(make_article("one", sentence, published="2026-02-05"))
    assert len(rows) == len(labels)
    for row, word in zip(rows, labels, strict=True):
        assert word in row.label, rows
        others = set(labels) - {word}
        assert not any(other in row.label for other in others), rows


def test_a_copy_is_no_voice_of_its_own() -> None:
    copy = make_article("copy", FRESH.text, published=FRESH.published)
    day = row_of(told(FRESH, copy, copies={"copy": "fresh"}), "2026-03-09")
    assert (day.voices, [one.copy_of for one in day.statements]) == (1, [None, "fresh"])
    assert day.weight == row_of(told(FRESH), "2026-03-09").weight
    # One that prints it again another day has chosen to.
    again = make_article("again", "The dam at Orr broke on March 9.", published="2026-03-12")
    later = row_of(told(FRESH, again, copies={"again": "fresh"}), "2026-03-09")
    assert later.voices == 1
    assert later.weight > day.weight


def test_what_is_told_only_ahead_is_told_so() -> None:
    (day,) = told(BEFORE)
    assert (day.is_ahead, day.looked_back) == (True, 0)
    month = make_article("month", "Rain fell this month.", published="2026-03-10")
    assert not row_of(told(month), "2026-03").is_ahead


def test_only_what_some_passages_tell() -> None:
    article = make_article("two", "It broke on 9 March 2026.", "It was mended on 4 May 2026.")
    given_ = [TimelineArticle(article, extract_figures(article))]
    rows = finish(timeline_in_steps(given_, {Ref("two", 1)}))
    assert [row.days_words for row in rows] == ["2026-05-04"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It broke ten days ago.", ["2026-02-28"]),
        ("It broke two years ago.", ["2024"]),
        ("It broke about ten days ago.", []),
        ("It broke more than four months ago.", []),
        ("It broke at least two years ago.", []),
        ("It broke about two years ago.", ["2024"]),
        ("It broke about four months ago.", []),
        ("It broke almost a month ago.", []),
        ("It broke about a week ago.", []),
        ("It broke less than a year ago.", []),
        ("The loan is due two years from today.", []),
        ("It broke two weeks ago.", []),
        ("It broke on a Friday some time ago.", []),
        ("Page last updated at 15:45 GMT, Thursday, 5 March 2026 11:02 UK", []),
        ("At 9:32pm on 05 Mar 2026, reader_one wrote: so it goes.", []),
        ("It broke at 9.32pm on Thursday.", ["2026-03-05"]),
        ("It broke on 5 March 2026 at 15:45.", ["2026-03-05"]),
        ("The quake struck at 5:30 p.m. on 5 March 2026.", ["2026-03-05"]),
        ("The first plane hit at 8:46 a.m. on September 11, 2001.", ["2001-09-11"]),
        ("The share closed at $45.30 on 5 March 2026.", ["2026-03-05"]),
        ("Turnout was 61.25 on 5 March 2026.", ["2026-03-05"]),
        ("The ferry sank at 03:10 GMT on Thursday, 5 March 2026, off Orr.", ["2026-03-05"]),
        ("The mayor resigned at 9.15 5 March 2026.", ["2026-03-05"]),
        ("The trial opened March 5, 2026, at 9:30 a.m. EST in Orr.", ["2026-03-05"]),
        ("At 9:32 p.m. on 5 March 2026, the mayor wrote: “The dam has gone.”", ["2026-03-05"]),
        ("Photographed March 5, 2026 at 9:30 a.m. by a hiker, the dam still stood.", ["2026-03-05"]),
        ("ORR | Thu Mar 5, 2026 7:02 pm EST", []),
        ("Was it late? 7:01 pm ET March 5, 2026 It was.", []),
        ("Published 5 March 2026, 10:30", []),
        ("At 01:33 5th Mar 2026, ReaderTwo wrote: I doubt it.", []),
    ],
)
def test_no_day_is_told_that_is_none(text: str, days: list[str]) -> None:
    rows = told(make_article("one", text, published="2026-03-10"))
    assert [row.days_words for row in rows] == days


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2026-02-04", "2026-02-04", "day", "2026-02-04"),
        ("2026-02-02", "2026-02-08", "week", "2026-02-02/2026-02-08"),
        ("2026-02-01", "2026-02-28", "month", "2026-02"),
        ("2026-10-01", "2026-12-31", "quarter", "2026 Q4"),
        ("2026-07-01", "2026-12-31", "half", "2026 H2"),
        ("2026-01-01", "2026-12-31", "year", "2026"),
        ("1990-01-01", "1999-12-31", "decade", "1990s"),
        ("1901-01-01", "2000-12-31", "century", "1901-01-01/2000-12-31"),
        ("2026-02-01", "2026-04-30", "days", "2026-02-01/2026-04-30"),
        ("2026-02-03", "2026-02-05", "days", "2026-02-03/2026-02-05"),
        ("9999-01-01", "9999-12-31", "days", "9999-01-01/9999-12-31"),
    ],
)
def test_precision(first: str, last: str, precision: Precision, words: str) -> None:
    assert precision_of(date.fromisoformat(first), date.fromisoformat(last)) == precision
    row = TimelineRow(first, last, precision, "", 0.0, 1, 0, ())
    assert row.days_words == words


def test_rows_within_days_and_the_weightiest_of_them() -> None:
    rows = [
        TimelineRow("2025-01-01", "2025-12-31", "year", "a", 9.0, 1, 0, ()),
        TimelineRow("2025-12-31", "2025-12-31", "day", "b", 2.0, 1, 0, ()),
        TimelineRow("2026-01-01", "2026-01-01", "day", "c", 2.0, 1, 0, ()),
        TimelineRow("2026-01-02", "2026-01-02", "day", "d", 3.0, 1, 0, ()),
    ]
    assert [row.label for row in within(rows, None, None)] == ["a", "b", "c", "d"]
    assert [row.label for row in within(rows, "2025-12-31", "2026-01-01")] == ["a", "b", "c"]
    assert [row.label for row in weightiest(rows, 2)] == ["b", "d"]


DAYS = st.lists(st.integers(1, 400), max_size=12)


@given(DAYS, st.integers(1, 400), st.lists(st.none() | st.integers(-50, 300), max_size=6))
def test_more_who_tell_never_weigh_less(published: list[int], day: int, lags: list[int | None]) -> None:
    weights = DayWeights(published)
    weight = weights.weight(day, day, lags)
    assert weight >= 0
    assert weights.weight(day, day, [*lags, 0]) > weight
    assert weights.weight(day, day, [*lags, None]) > weight


def test_looking_back_counts_beside_those_that_could() -> None:
    early, recent = 100, 300
    weights = DayWeights([*range(100, 330), recent + LOOKS_BACK])
    lags = [LOOKS_BACK]
    assert weights.weight(recent, recent, lags) > weights.weight(early, early, lags)
    assert weights.weight(early, early, lags) > weights.weight(early, early, [LOOKS_BACK - 1])
