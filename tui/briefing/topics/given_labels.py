"""Labels that were given, so that none is given twice, whatever its case."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from briefing.text.tokens import fold


class GivenLabels:
    """The labels of one answer, one by one."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are labels given before."""
        self._taken = {fold(label) for label in taken}

    def first_free(self, choices: Iterable[str]) -> str:
        """Give the first choice that is free; where none is, the last with a number behind it; "" of none."""
        label = ""
        for label in choices:
            if fold(label) not in self._taken:
                self._taken.add(fold(label))
                return label
        if label:
            label = next(f"{label} {n}" for n in count(2) if fold(f"{label} {n}") not in self._taken)
            self._taken.add(fold(label))
        return label
