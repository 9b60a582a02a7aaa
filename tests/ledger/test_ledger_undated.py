"""What agrees and confirms nothing: days named from that of telling, where nothing dates them, and copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_articles import given_from

from briefing.ledger.build_ledger import lines_of
from briefing.model.ledger_line import LedgerLine
from briefing.ui.drawing.ledger_rows import LedgerFilter, counts_of, shown_lines, verdict_sign
from briefing.ui.state.ledger_state import LedgerState

TOLD = "The court of Orle sentenced the miller Carl Adler {} to nine years in prison."
ALSO = "Carl Adler, the miller of Orle, was sentenced by the court {} to nine years in prison."


def lines_about(folder: Path, *days: str) -> list[LedgerLine]:
    told = {
        f"{number}.txt": form.format(day)
        for number, (form, day) in enumerate(zip((TOLD, ALSO), days, strict=True))
    }
    return lines_of(given_from(folder, told))


def days_in(lines: list[LedgerLine]) -> list[tuple[str, str | None]]:
    return [(line.verdict, line.reason) for line in lines if line.kind == "date"]


@pytest.mark.parametrize("day", ["on Monday", "last week", "today", "late Friday", "this morning"])
def test_a_day_that_nothing_dates_confirms_nothing(day: str, tmp_path: Path) -> None:
    lines = lines_about(tmp_path / "news", day, day)
    assert days_in(lines) == [("agree", "undated")]
    assert not any(line.confirms for line in lines if line.kind == "date")
    assert [line.confirms for line in lines if line.kind == "duration"] == [True]
    # What is confirmed stands first.
    assert [line.kind for line in lines] == ["duration", "date"]


@pytest.mark.parametrize("day", ["on 4 March 2024", "in March", "in 2024"])
def test_a_day_that_is_named_is_dated(day: str, tmp_path: Path) -> None:
    lines = lines_about(tmp_path / "news", day, day)
    assert days_in(lines) == [("agree", None)]


def test_one_voice_in_two_articles_has_no_equal_sign(tmp_path: Path) -> None:
    lines = lines_about(tmp_path / "news", "in March", "in March")
    copied = [replace(line, voices=1) for line in lines]
    assert {verdict_sign(line)[:2] for line in copied} == {("·", "1 voice")}
    assert counts_of(copied) == (2, 0, 0, 0, 0, len(lines), 0)


def test_it_has_no_equal_sign_on_the_screen(tmp_path: Path) -> None:
    lines = lines_about(tmp_path / "news", "on Monday", "on Monday")
    day, duration = (next(line for line in lines if line.kind == kind) for kind in ("date", "duration"))
    assert verdict_sign(day)[:2] == ("·", "undated")
    assert verdict_sign(duration)[:2] == ("=", "2 voices")
    assert counts_of(lines) == (2, 0, 0, 0, 1, 1, 0)
    shown = shown_lines([day, duration], LedgerFilter(), str)
    assert shown == [duration, day]
    state = LedgerState()
    state.take(lines, dict.fromkeys(day.articles, "print"))
    assert [one.sign for one in state.signs_in(day.articles[0], "print")] == ["="]
