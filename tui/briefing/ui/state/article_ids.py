"""Ids of many articles, each looked up when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import overload


class Names(Sequence[str]):
    """Ids by their place in a list, each fetched when it is looked at."""

    def __init__(
        self, count: int, name_at: Callable[[int], str], place_of: Callable[[str], int | None]
    ) -> None:
        self._count = count
        self._name_at = name_at
        self._place_of = place_of

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """One id, or several as a list; IndexError beyond the end."""
        if isinstance(index, slice):
            return [self._name_at(place) for place in range(*index.indices(self._count))]
        place = index + self._count if index < 0 else index
        if not 0 <= place < self._count:
            raise IndexError(index)
        return self._name_at(place)

    def __iter__(self) -> Iterator[str]:
        """Each id in order, without the look at each index that `Sequence` takes."""
        return map(self._name_at, range(self._count))

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        """Where an id stands, without fetching the others; ValueError where it does not."""
        place = self._place_of(value)
        if place is None or not start <= place < (self._count if stop is None else stop):
            raise ValueError(f"{value} is not in the list")
        return place


def places_by_number(numbers: Sequence[int]) -> array[int]:
    """Where each number stands, by the number; -1 for those that do not."""
    places = array("i", [-1]) * (max(numbers, default=-1) + 1)
    for place, number in enumerate(numbers):
        places[number] = place
    return places


def first_moved(before: Sequence[int], after: Sequence[int]) -> int | None:
    """The first place from which on articles stand elsewhere than before; None where none does.

    Those that have come or gone do not stand elsewhere, also where one took the place of another.
    """
    if before[: len(after)] == after[: len(before)]:
        return None
    were, are = set(before), set(after)
    # One that moved forward is seen where it stands now, one that moved back where it stood.
    return next(
        (
            place
            for place, (one, other) in enumerate(zip(before, after, strict=False))
            if one != other and (one in are or other in were)
        ),
        None,
    )


def place_of(numbers: Sequence[int], number: int | None) -> int | None:
    """Where a number stands; None where it does not."""
    if number is None:
        return None
    try:
        return numbers.index(number)
    except ValueError:
        return None
