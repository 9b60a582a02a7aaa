"""Equal values that are told of two things, whatever else their sentences share."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_articles import given_from

from briefing.ledger.build_ledger import lines_of

OF_TWO = [
    (
        "In Orle 90 percent of the eligible citizens went to the polls on Sunday.",
        "In Orle 90 percent of the candidates on Sunday are members of the Vale party.",
    ),
    (
        "The flood in Orle damaged 40 percent of the vineyards, the chamber said.",
        "The flood in Orle drove 40 percent of the residents away, the chamber said.",
    ),
    (
        "At the Brandt mill 15 percent of the workers were dismissed in June.",
        "At the Brandt mill 15 percent of the paper was spoiled in June.",
    ),
    (
        "Of the harbour office's boats, half of the tugs lay idle on Friday.",
        "The harbour office said half of its pilots stayed at home on Friday.",
    ),
    (
        "Ilse Varga pledged 3 percent of tax revenues to schools.",
        "Ilse Varga won 3 percent of the delegates in the Vale.",
    ),
]
OF_ONE = [
    (
        "In the election of Orle 90 percent of eligible voters cast a ballot.",
        "90 percent of eligible voters took part in the election of Orle, the office said.",
    ),
    (
        "The flood in Orle damaged 40 percent of the vineyards, the chamber said.",
        "According to the chamber, 40 percent of all vineyards were damaged by the flood in Orle.",
    ),
]


def joined(folder: Path, one: str, other: str) -> int:
    """How many shares two articles give that stand in one line."""
    given = given_from(folder, {"a.txt": f"News of Orle\n\n{one}", "b.txt": f"Orle today\n\n{other}"})
    lines = (line for line in lines_of(given) if line.kind in ("percent", "ratio"))
    return sum(len(line.articles) > 1 for line in lines)


@pytest.mark.parametrize(("one", "other"), OF_TWO)
def test_the_same_share_of_two_things_is_two(one: str, other: str, tmp_path: Path) -> None:
    assert joined(tmp_path / "news", one, other) == 0


@pytest.mark.parametrize(("one", "other"), OF_ONE)
def test_the_same_share_of_one_thing_is_one(one: str, other: str, tmp_path: Path) -> None:
    assert joined(tmp_path / "news", one, other) == 1
