"""A large amount that two articles give in one wording is one thing, however each tells it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_articles import given_from

from briefing.ledger.build_ledger import lines_of

ONE = [
    (
        "Westmark buys herring from Orle: no less than 12 million crates this year; for 2031 the promise is"
        " 25 million crates.",
        "By the mayor's account, purchases of herring from Orle are to rise, and Port Salter has bound itself"
        " to 25 million crates for the season after that.",
    ),
    (
        "The strike began over the $5.7 billion that the cabinet wants for a dyke along the northern coast.",
        "Behind the quarrel stands a dyke on the northern coast, for which $5.7 billion were asked.",
    ),
    (
        "Brandt Paper, which owes €27.5 million in back taxes, had to sell its forests.",
        "The forests were sold so that Brandt could pay its back taxes of €27.5 million.",
    ),
]
TWO = [
    # Nothing but an order of size.
    (
        "The cabinet wants $5 billion for a dyke along the northern coast.",
        "Storms on the northern coast broke a dyke and did $5 billion of damage.",
    ),
    # Few words in common.
    (
        "The strike began over the $5.7 billion that the cabinet wants for a dyke.",
        "Brandt Paper made $5.7 billion, more than anybody had hoped.",
    ),
    # A bound of another thing.
    (
        "The airline of Westmark may order ferries and aircraft worth up to $1.8 billion.",
        "The airline of Orle ordered 30 aircraft and two ferries for $1.8 billion.",
    ),
    # No large amount.
    (
        "The forests of Brandt Paper are two miles and 35 acres large, its owner says.",
        "An owner of forests gave Brandt Paper 35 acres for a park.",
    ),
]


def several(folder: Path, one: str, other: str) -> list[set[str]]:
    """The wordings of the lines that both of two articles on different events have."""
    given = given_from(
        folder,
        {
            "a.txt": f"Ferries collide off Varde\n\nNobody was hurt when two ferries collided.\n\n{one}",
            "b.txt": f"Choir sings in Orle\n\nOld songs drew a crowd of 300 people to the choir.\n\n{other}",
        },
    )
    apart = [replace(article, event=number) for number, article in enumerate(given)]
    lines = (line for line in lines_of(apart) if line.kind in ("money", "quantity", "count"))
    return [{entry.text for entry in line.entries} for line in lines if len(line.articles) > 1]


@pytest.mark.parametrize(("one", "other"), ONE, ids=[row[0][:30] for row in ONE])
def test_it_is_one_line(one: str, other: str, tmp_path: Path) -> None:
    ((wording,),) = several(tmp_path / "news", one, other)
    assert wording in one
    assert wording in other


@pytest.mark.parametrize(("one", "other"), TWO, ids=[row[0][:30] for row in TWO])
def test_others_are_two(one: str, other: str, tmp_path: Path) -> None:
    assert several(tmp_path / "news", one, other) == []
