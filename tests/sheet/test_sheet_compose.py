"""Sheets composed of lines of a ledger: what stands in which part, in which order and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from exports import QuotedLines, sheet_as

from briefing.model.excerpt import Citation
from briefing.model.figure import Figure, Qualifier
from briefing.model.ledger_line import (
    AgreeReason,
    DifferReason,
    LedgerEntry,
    LedgerLine,
    QuotedSentence,
    Verdict,
)
from briefing.model.sheet_line import Sheet, values_of
from briefing.model.topic import Topic, TopicPassage
from briefing.sheet.compose_sheet import compose_sheet

CREDITS = {"a": "Gazette, 2026-03-09", "b": "Courier", "c": "Wire, 2026-03-10"}
FIGURE = Figure("a", 0, 0, 1, "", "count", 1, None, None, "t", None, None, None, None, None, key="amount")


def entry(article: str, passage: int, text: str, copy_of: str | None = None) -> LedgerEntry:
    """An entry at a place of its own."""
    start = 100 * passage + len(text)
    return LedgerEntry(article, passage, start, start + len(text), text, 1.0, None, None, None, None, copy_of)


def line(
    label: str,
    verdict: Verdict,
    *entries: LedgerEntry,
    reason: AgreeReason | DifferReason | None = None,
    topic: str | None = None,
) -> LedgerLine:
    """A line; its voices are the articles that copy none."""
    voices = len({one.article for one in entries if one.copy_of is None})
    return LedgerLine(label, label, "count", "ton", verdict, reason, topic, 0.9, voices, entries)


def sheet(
    lines: Sequence[LedgerLine],
    *,
    framing: Sequence[str] = (),
    bounds: dict[str, Qualifier] | None = None,
    topics: Sequence[Topic] = (),
) -> Sheet:
    """The sheet of lines whose figures are all worth quoting but those whose text is `framing`."""

    def figure_of(one: LedgerEntry) -> Figure | None:
        key = None if one.text in framing else FIGURE.key
        return replace(FIGURE, text=one.text, key=key, qualifier=(bounds or {}).get(one.text))

    return compose_sheet(lines, figure_of, topics, CREDITS.__getitem__)


def told(found: Sheet) -> dict[str, list[str]]:
    """The labels of each part."""
    return {part: [one.line.label for one in lines] for part, lines in found.parts.items()}


def test_each_line_stands_in_its_part() -> None:
    lines = [
        line("why", "differ", entry("a", 1, "3 tons"), entry("b", 1, "4 tons"), reason="revised"),
        line("no why", "differ", entry("a", 2, "5 tons"), entry("b", 2, "6 tons")),
        line("same", "agree", entry("a", 3, "7 tons"), entry("b", 3, "7 tons")),
        line("copied", "single", entry("a", 4, "8 tons"), entry("b", 4, "8 tons", "a")),
        line("alone", "single", entry("c", 5, "9 tons")),
        line("over", "single", entry("c", 6, "over 9 tons")),
    ]
    found = sheet(lines, bounds={"over 9 tons": "more than"})
    assert told(found) == {
        "agreed": ["same"],
        "disputed": ["why"],
        "changed": [],
        "single": ["copied", "alone"],
        "open": ["no why", "over"],
    }
    assert [one.why for one in found.open] == ["no reason is told", "only bounded"]
    assert [one.line for one in found.agreed] == [lines[2]]
    assert set(found.ledger_lines) == set(lines)
    assert sheet(lines, bounds={"over 9 tons": "more than"}) == found


def test_a_bound_beside_a_value_is_no_open_question() -> None:
    both = line("both", "agree", entry("a", 1, "over 9 tons"), entry("b", 1, "9.5 tons"), reason="bound")
    assert told(sheet([both], bounds={"over 9 tons": "more than"}))["agreed"] == ["both"]


def test_only_figures_worth_quoting_are_agreed_or_told_alone() -> None:
    lines = [
        line("framing", "single", entry("a", 1, "two sides")),
        line("half", "agree", entry("a", 2, "two sides"), entry("b", 2, "2 sides")),
        line("both", "agree", entry("a", 3, "two sides"), entry("b", 3, "two sides")),
        line("disputed", "differ", entry("a", 4, "two sides"), entry("b", 4, "two sides")),
    ]
    assert told(sheet(lines, framing=["two sides"])) == {
        "agreed": ["half"],
        "disputed": [],
        "changed": [],
        "single": [],
        "open": ["disputed"],
    }


def test_words_are_labels_values_and_credits() -> None:
    lines = [
        line("grain", "agree", entry("a", 1, "7 tons"), entry("b", 1, "7 tons"), entry("c", 1, "7.0 tons")),
        line("coal", "differ", entry("a", 2, "3 tons"), entry("c", 2, "4 tons"), reason="later count"),
        line("ore", "single", entry("b", 3, "9 tons")),
    ]
    found = sheet(lines).to_dict()
    assert [one["text"] for lines in found.values() for one in lines] == [
        "grain: 7 tons (Gazette, 2026-03-09; Courier); 7.0 tons (Wire, 2026-03-10) – 3 voices",
        "coal: 3 tons (Gazette, 2026-03-09); 4 tons (Wire, 2026-03-10) – later count",
        "ore: 9 tons (Courier)",
    ]
    assert found["single"][0]["entries"] == [lines[2].entries[0].to_dict()]


def test_most_voices_stand_first_and_reasons_together() -> None:
    three = [entry(name, 1, "7 tons") for name in "abc"]
    lines = [
        line("two", "agree", *three[:2]),
        line("two rounded", "agree", *three[1:], reason="rounded"),
        line("three", "agree", *three),
        line("later", "differ", *three[:2], reason="later count"),
        line("estimate", "differ", *three[:2], reason="estimate"),
        line("later again", "differ", *three[:2], reason="later count"),
    ]
    found = sheet(lines)
    assert told(found)["agreed"] == ["three", "two", "two rounded"]
    assert told(found)["disputed"] == ["later", "later again", "estimate"]


def test_what_one_says_alone_is_ordered_by_the_weight_of_topics() -> None:
    topics = [
        Topic("large", (), 0.6, (TopicPassage("a", 1, 0.2), TopicPassage("a", 2, 0.9))),
        Topic("small", (), 0.3, (TopicPassage("a", 3, 1.0),)),
    ]
    lines = [
        line("none", "single", entry("a", 9, "1 ton")),
        line("barely large", "single", entry("a", 1, "2 tons"), topic="large"),
        line("small", "single", entry("a", 3, "3 tons"), topic="small"),
        line("large", "single", entry("a", 2, "4 tons"), topic="large"),
    ]
    assert told(sheet(lines, topics=topics))["single"] == ["large", "small", "barely large", "none"]


@pytest.mark.parametrize("copies", [("a", "b"), ("a",), ()])
def test_values_are_those_of_no_copy_where_one_speaks(copies: Sequence[str]) -> None:
    places = [entry(name, 1, "7 tons", "x" if name in copies else None) for name in "ab"]
    found = values_of(line("l", "single", *places, entry("b", 2, "7 tons", "x" if "b" in copies else None)))
    own = [name for name in "ab" if name not in copies] or ["a", "b"]
    assert [one.article for one in found["7 tons"]] == own
    assert all(one.passage == 1 for one in found["7 tons"])


@pytest.mark.parametrize(("verdict", "says"), [("agree", True), ("differ", False)])
def test_a_sheet_without_a_dispute_says_so(verdict: Verdict, says: bool) -> None:
    found = sheet([line("people hurt", verdict, entry("a", 0, "12"), entry("b", 0, "14"))])
    entries = [one for ledger_line in found.ledger_lines for one in ledger_line.entries]
    sentences = {(one.article, one.start): QuotedSentence("It was so.", 0) for one in entries}
    citations = {one.article: Citation(one.article, one.article, None, None, None, None) for one in entries}
    text = sheet_as("markdown", found, QuotedLines(found.ledger_lines, sentences, citations)).decode()
    assert ("## Disputed\n\nNo source was found to contradict another." in text) is says
