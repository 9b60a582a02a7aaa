"""A figure is frozen, as any value is, though it is made as quickly as an open one."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from briefing.model.figure import Figure
from briefing.model.name import Mention

FIGURE = Figure(
    "a.txt", 2, 7, 11, "$5bn", "money", 5e9, None, None, "USD", None, None, None, None, "profit",
    rule="money",
)  # fmt: skip
MENTION = Mention("a.txt", 2, 7, 14, "Bessent", "Scott Bessent", "person")


@pytest.mark.parametrize("value", [FIGURE, MENTION])
def test_a_value_is_what_its_fields_are(value: Figure | Mention) -> None:
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    assert type(value)(**given) == value
    assert hash(type(value)(**given)) == hash(value)
    assert replace(value, start=8) != value
    assert (replace(value, start=8).start, replace(value, start=8).end) == (8, value.end)


@pytest.mark.parametrize("value", [FIGURE, MENTION])
def test_a_value_travels_and_stays_as_it_is(value: Figure | Mention) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    with pytest.raises(FrozenInstanceError):
        value.start = 0  # type: ignore[misc]


def test_what_is_not_given_has_its_default() -> None:
    assert (FIGURE.subject, FIGURE.from_value, FIGURE.readings) == (None, None, ())


def test_a_field_left_out_is_told() -> None:
    with pytest.raises(TypeError, match=r"Figure.*'passage'"):
        Figure("a.txt")  # type: ignore[call-arg]
