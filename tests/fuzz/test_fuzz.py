"""Inputs drawn by chance: some in every run, many in the long one, by `python -m tests.fuzz` for hours."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from tests.fuzz.fuzz_targets import TARGETS, close
from tiers import amount

EACH = amount(8, 4000)
"""Inputs for each share of a target."""


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    close()


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_drawn_by_chance_breaks_it(name: str) -> None:
    target, share = TARGETS[name]
    for seed in range(EACH * share):
        try:
            target(random.Random(f"{name} {seed}"))
        except Exception as error:
            error.add_note(f'python -m tests.fuzz --target "{name}" --seed {seed}')
            raise
