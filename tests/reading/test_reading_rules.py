"""Every rule that says what a line is, over readable data."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading.passage_rules import to_passages
from briefing.reading.plain_blocks import plain_blocks
from briefing.reading.publication_dates import is_date_line
from briefing.reading.rules.boilerplate import RULES, boilerplate_rule
from briefing.reading.rules.bylines import byline_author, is_stamp
from briefing.reading.rules.captions import is_caption
from briefing.text.clean import clean

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of a table: a line of text and what is expected of it."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("\t", 1) for line in lines if line and not line.startswith("#")]
    return [(text, expected) for text, expected in pairs]


def cases(name: str) -> list[tuple[str, str]]:
    """The cases of a file: a heading and the lines below it."""
    parts = (DATA / name).read_text(encoding="utf-8").split("\n=== ")[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


@pytest.mark.parametrize(("line", "expected"), rows("notices.tsv"))
def test_a_line_is_boilerplate_only_in_the_form_of_a_notice(line: str, expected: str) -> None:
    assert (boilerplate_rule(line) or "-") == expected


def test_every_boilerplate_rule_has_a_row() -> None:
    assert {expected for _, expected in rows("notices.tsv")} - {"-"} == set(RULES)


@pytest.mark.parametrize(("line", "expected"), rows("captions.tsv"))
def test_a_caption_is_known_by_its_label_or_credit(line: str, expected: str) -> None:
    assert is_caption(line) is (expected == "caption")


@pytest.mark.parametrize(("line", "expected"), rows("bylines.tsv"))
def test_bylines_name_a_person_and_stamps_a_day(line: str, expected: str) -> None:
    stamped = is_stamp(line) or is_date_line(line)
    assert (byline_author(line), stamped) == (
        None if expected in ("-", "stamp") else expected,
        expected == "stamp",
    )


@pytest.mark.parametrize(("title", "body"), [pytest.param(*case, id=case[0]) for case in cases("news.txt")])
def test_a_text_is_split_as_a_reader_would(title: str, body: str) -> None:
    lines: list[str] = []
    expected: list[tuple[str, str]] = []
    for row in body.rstrip("\n").split("\n"):
        kind, mark, line = row.removeprefix("- ").partition("> ")
        if row == ".":
            lines.append("")
        elif kind == "+":
            lines.append(line)
            expected[-1] = (expected[-1][0], f"{expected[-1][1]}\n{line}")
        elif mark:
            lines.append(line)
            shown = line.lstrip(" >")
            if row.startswith("- "):
                shown = line.split(" ", 1)[1]
            expected.append((kind, shown))
    text = clean("\n".join(lines))
    found = [(p.kind, text[p.start : p.end]) for p in to_passages(plain_blocks(text, 100))]
    assert found == expected, title
