"""Each relation of two figures, and each way of lending a unit, does what its example says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.figures import lending, relations
from briefing.figures.lending import LENDERS, Lender
from briefing.figures.relations import JOINING, Relation
from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]


@pytest.mark.parametrize("relation", JOINING, ids=lambda relation: relation.name)
def test_an_example_needs_its_relation(
    figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch, relation: Relation
) -> None:
    found = figures_of(relation.example)
    monkeypatch.setattr(relations, "JOINING", tuple(other for other in JOINING if other != relation))
    assert figures_of(relation.example) != found


@pytest.mark.parametrize("lender", LENDERS, ids=lambda lender: lender.name)
def test_an_example_needs_its_lender(
    figures_of: FiguresOf, monkeypatch: pytest.MonkeyPatch, lender: Lender
) -> None:
    found = figures_of(lender.example)
    monkeypatch.setattr(lending, "LENDERS", tuple(other for other in LENDERS if other != lender))
    assert figures_of(lender.example) != found
