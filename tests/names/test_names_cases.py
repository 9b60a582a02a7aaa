"""Readable cases: each line of the data files with every mention of a name it holds, and no other.

A line without indentation is an article: ¶ parts its passages, `## ` begins a heading. Below it, one
mention a line in text order: its words, the full form of its name, the kind, `-` for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.model.name import Mention

DATA = Path(__file__).parent / "data"
MentionsOf = Callable[..., tuple[Mention, ...]]


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (file, line, expected mentions) of all data files."""
    for path in sorted(DATA.glob("*.txt")):
        article, expected = "", list[str]()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                continue
            if line.startswith("    "):
                expected.append(line.strip())
                continue
            if article:
                yield path.stem, article, expected
            article, expected = line, []
        yield path.stem, article, expected


def written(mention: Mention) -> str:
    """One mention as the data files write it."""
    return " | ".join((mention.text, mention.name, mention.kind or "-"))


@pytest.mark.parametrize(
    ("file", "line", "expected"), [pytest.param(*c, id=f"{c[0]}: {c[1][:60]}") for c in cases()]
)
def test_names_of_a_line(mentions_of: MentionsOf, file: str, line: str, expected: list[str]) -> None:
    assert [written(mention) for mention in mentions_of(line)] == expected, file


def test_there_are_cases_of_every_kind() -> None:
    found = [expected.rpartition(" | ")[2] for _, _, lines in cases() for expected in lines]
    assert len(list(cases())) > 80
    assert all(found.count(kind) > 10 for kind in ("person", "place", "organisation", "-"))
