"""How many voices give a quantity, who gave it, and how it changed from day to day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from ledger_articles import given_from

from briefing.ledger.build_ledger import lines_of
from briefing.ledger.line_topics import of_story
from briefing.model.figure import FigureKind
from briefing.model.ledger_line import DifferReason, LedgerEntry, LedgerLine, origin_texts
from briefing.model.topic import Topic, TopicPassage

MINISTRY = "The health ministry said 23 people were injured in the fire at the Brandt paper mill."
HEAD = "---\nsource: {}\ndate: 2026-03-09\n---\n# Fire at the Brandt paper mill\n\n"


@pytest.fixture
def injured(tmp_path: Path) -> Callable[[Mapping[str, str]], LedgerLine]:
    """The line of the injured people, of what each source says."""

    def line(told: Mapping[str, str]) -> LedgerLine:
        given = given_from(
            tmp_path / "mill", {f"{name}.md": HEAD.format(name) + text + "\n" for name, text in told.items()}
        )
        (found,) = (one for one in lines_of(given) if one.unit == "person" and len(one.articles) > 1)
        return found

    return line


ORIGINS = [
    ("Police counted 23 people injured in the fire at the Brandt paper mill.", 2, "2 voices"),
    (
        "In the fire at the Brandt paper mill 23 people were injured, according to the ministry.",
        1,
        "2 articles, 1 origin: the ministry",
    ),
    ("The fire at the Brandt paper mill injured 23 people.", 2, "2 voices"),
    ("The Gazette reported 23 people injured in the fire at the Brandt paper mill.", 1, None),
]


@pytest.mark.parametrize(("other", "voices", "words"), ORIGINS, ids=[row[0][:20] for row in ORIGINS])
def test_what_two_have_from_one_origin_one_voice_says(
    injured: Callable[[Mapping[str, str]], LedgerLine], other: str, voices: int, words: str | None
) -> None:
    line = injured({"Gazette": MINISTRY, "Courier": other})
    assert line.voices == voices
    assert words is None or line.voices_words == words
    told = {entry.article: entry.origin.text for entry in line.entries if entry.origin is not None}
    assert "The health ministry" in told.values()


def test_who_gave_one_of_two_mentions_did_not_give_both(
    injured: Callable[[Mapping[str, str]], LedgerLine],
) -> None:
    twice = MINISTRY + " The brigade, too, had 23 injured people of the Brandt paper mill on its list."
    entries = injured({"Gazette": twice, "Courier": ORIGINS[2][0]}).entries
    told = [entry for entry in entries if entry.origin is not None]
    assert len(told) < len(entries)
    assert origin_texts(told) == ("The health ministry",)
    assert origin_texts(entries) == ()
    assert origin_texts([*told, *told]) == ("The health ministry",)


def test_an_origin_is_given_with_its_place(injured: Callable[[Mapping[str, str]], LedgerLine]) -> None:
    line = injured({"Gazette": MINISTRY, "Courier": MINISTRY.replace("said", "told Reuters that")})
    for entry in line.to_dict()["entries"]:
        assert entry["origin"]["text"] == "The health ministry"
        assert entry["origin"]["end"] - entry["origin"]["start"] == len("The health ministry")


def entry(day: str | None, value: float, article: str = "") -> LedgerEntry:
    return LedgerEntry(
        article or f"{day}.txt", 0, int(value), 1, f"{value:g}", value, None, None, (value, value), day, None
    )


def toll(*entries: LedgerEntry, reason: DifferReason | None = "later count") -> LedgerLine:
    kind: FigureKind = "count" if reason == "later count" else "money"
    return LedgerLine("id", "dead", kind, None, "differ", reason, None, 0.9, len(entries), entries)


COURSES: list[tuple[LedgerLine, str]] = [
    (toll(entry("2026-03-01", 3), entry("2026-03-02", 7), entry("2026-03-04", 12)), "3 → 7 → 12"),
    # What was told before is no step of its own.
    (toll(entry("2026-03-01", 3), entry("2026-03-02", 7), entry("2026-03-02", 3)), "3 → 7"),
    (toll(entry("2026-03-01", 3), entry("2026-03-02", 3, "b"), entry("2026-03-03", 7)), "3 → 7"),
    # Two of one day, and what is less on a later one, contradict each other.
    (toll(entry("2026-03-01", 3), entry("2026-03-01", 7, "b"), entry("2026-03-03", 12)), ""),
    (toll(entry("2026-03-01", 7), entry("2026-03-02", 3)), ""),
    (toll(entry("2026-03-01", 3), entry(None, 7)), ""),
    (toll(entry("2026-03-01", 3), entry("2026-03-02", 7), entry(None, 7)), "3 → 7"),
    (toll(entry("2026-03-01", 3), entry("2026-03-02", 7), reason=None), ""),
    # A price may fall and come back; two sums of one week are no course.
    (
        toll(entry("2026-03-01", 9), entry("2026-04-01", 7), entry("2026-05-01", 9), reason="other date"),
        "9 → 7 → 9",
    ),
    (toll(entry("2026-03-01", 9), entry("2026-03-02", 7), reason="other date"), ""),
]


@pytest.mark.parametrize(("line", "words"), COURSES)
def test_values_of_several_days_that_follow_each_other_are_a_course(line: LedgerLine, words: str) -> None:
    assert line.course_words == words
    steps = line.to_dict()["course"]
    assert [step["text"] for step in steps] == (words.split(" → ") if words else [])
    assert [step["published"] for step in steps] == sorted(step["published"] for step in steps)


def test_numbered_days_follow_each_other_whatever_the_dates() -> None:
    told = (entry(None, 8), entry(None, 7, "b"), entry("2026-03-01", 7, "c"))
    line = LedgerLine("id", "day", "ordinal", "day", "differ", "other date", None, 0.9, 3, told)
    assert line.course_words == "7 → 8"
    assert [len(step.entries) for step in line.course] == [2, 1]


def test_the_lines_of_a_story_are_those_that_most_belong_to_it() -> None:
    def passages(*numbers: int) -> tuple[TopicPassage, ...]:
        return tuple(TopicPassage(f"{number}.txt", 0, 1.0) for number in numbers)

    one, other = Topic("one", ("a",), 0.5, passages(1, 2)), Topic("other", ("b",), 0.5, passages(3))
    whole = Topic("whole", ("a", "b"), 1.0, passages(1, 2, 3), stories=(one, other))
    told = [
        LedgerLine(f"{n}", "x", "count", None, "single", None, topic, 0.9, 1, (entry(None, n, f"{n}.txt"),))
        for n, topic in ((1, "whole"), (3, "whole"), (2, "else"))
    ]
    assert [line.id for line in of_story(told, whole, one)] == ["1"]
    assert [line.id for line in of_story(told, whole, other)] == ["3"]
