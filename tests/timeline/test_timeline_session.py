"""The timeline of a session: the same on disk and in memory, and anew where a date is set by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from articles import make_article
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.figures.extract_figures import extract_figures
from briefing.jobs.stepping import finish
from briefing.library.build.builder import build_library
from briefing.session import Session
from briefing.timeline.build_timeline import TimelineArticle, days_of, timeline_in_steps

DAM = """# Dam breaks at Orr

The dam at Orr broke on Monday, and the water reached the lower villages before anybody could be warned.

It was built in 1931 by the water board, which had meant to mend its spillway in the spring of this year.
"""
LATER = """# Orr rebuilds

On March 9 the dam at Orr broke. Parliament voted for a loan on April 14, and the work begins in June.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A report, a copy of it, and one of six weeks later."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, day, text in (("a", "2026-03-10", DAM), ("b", "2026-03-10", DAM), ("c", "2026-04-20", LATER)):
        (folder / f"{name}.md").write_text(f"---\ndate: {day}\n---\n{text}", encoding="utf-8")
    return folder


def in_memory(reports: Path) -> Session:
    session = Session()
    for _ in session.open([str(reports)]):
        pass
    return session


def on_disk(reports: Path) -> Session:
    for _ in build_library([str(reports)]):
        pass
    session = Session()
    session.open_library([str(reports)])
    return session


def test_a_library_has_the_timeline_of_its_files(reports: Path) -> None:
    held, stored = in_memory(reports), on_disk(reports)
    rows = held.timelines.rows()
    assert rows == stored.timelines.rows()
    assert held.timelines.rows() is rows
    day = next(row for row in rows if row.days_words == "2026-03-09")
    assert (day.voices, day.looked_back) == (2, 1)
    assert [Path(one.article).name for one in day.statements if one.copy_of is not None] == ["b.md"]


def test_of_some_articles_their_days_alone(reports: Path) -> None:
    session = in_memory(reports)
    later = finish(session.timelines.rows_in_steps(names=[str(reports / "c.md")]))
    assert [row.days_words for row in later] == ["2026-03-09", "2026-04-14", "2026-06"]
    assert later[0].voices == 1


def test_a_date_set_by_hand_moves_what_leans_on_it(reports: Path) -> None:
    session = in_memory(reports)
    session.set_details(str(reports / "a.md"), published="2026-03-03")
    days = [row.days_words for row in session.timelines.rows() if row.precision == "day"]
    assert days == ["2026-03-02", "2026-03-09", "2026-04-14"]


STAMPED = "4 May 2025"
"""A day that is told of by a stamp alone."""
PIECES = (
    *("On Monday ", "the dam broke. ", "5 March 2026", "“in 1931, ", "it will open on June 3. ", "\n"),
    *("last week ", "two years ago ", "<b>*_", "=1+1 ", "\u202e", f"Posted 9:30pm GMT, {STAMPED} | ", "Q3 "),
    *("the 1990s ", "ten days ago. "),
)


@settings(max_examples=examples(15), deadline=None)
@example(texts=[["On Monday ", "\n", "\n", "5 March 2026"]], dated=False)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8), min_size=1, max_size=4), st.booleans())
def test_every_date_but_a_stamp_stands_in_one_row_and_in_its_sentence(
    texts: list[list[str]], dated: bool
) -> None:
    articles = [
        make_article(
            str(number), "".join(some) or "-", published=f"2026-03-{number + 1:02}" if dated else None
        )
        for number, some in enumerate(texts)
    ]
    told = [TimelineArticle(one, extract_figures(one)) for one in articles]
    rows = finish(timeline_in_steps(told))
    assert [(row.first_day, row.last_day) for row in rows] == sorted(
        {(row.first_day, row.last_day) for row in rows}
    )
    places = [(one.article, one.start) for row in rows for one in row.statements]
    dates = {
        (one.article.id, figure.start)
        for one in told
        for figure in one.figures
        if days_of(figure) is not None and figure.text != STAMPED
    }
    assert sorted(places) == sorted(dates)
    for row in rows:
        assert row.weight >= 0
        assert 0 <= row.looked_back <= row.voices <= len(row.statements)
        assert any(row.label in " ".join(one.sentence.split()) for one in row.statements)
        for one in row.statements:
            text = articles[int(one.article)].text
            assert text[one.start : one.end] == one.text
            assert text[one.sentence_start :].startswith(one.sentence)
            assert one.sentence_start <= one.start < one.end <= one.sentence_start + len(one.sentence)
