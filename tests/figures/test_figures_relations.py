"""Each relation of two figures, and each way of lending a unit, does what its example says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.figures import relations, unit_transfer
from briefing.figures.relations import JOINING, Relation
from briefing.figures.unit_transfer import UNIT_TRANSFERS, UnitTransfer
from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]


@pytest.mark.parametrize("relation", JOINING, ids=lambda relation: relation.name)
def test_an_example_needs_its_relation(
    figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch, relation: Relation
) -> None:
    found = figures_of(relation.example)
    monkeypatch.setattr(relations, "JOINING", tuple(other for other in JOINING if other != relation))
    assert figures_of(relation.example) != found


@pytest.mark.parametrize("transfer", UNIT_TRANSFERS, ids=lambda transfer: transfer.name)
def test_an_example_needs_its_transfer(
    figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch, transfer: UnitTransfer
) -> None:
    found = figures_of(transfer.example)
    monkeypatch.setattr(
        unit_transfer, "UNIT_TRANSFERS", tuple(other for other in UNIT_TRANSFERS if other != transfer)
    )
    assert figures_of(transfer.example) != found
