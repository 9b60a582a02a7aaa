"""Numbers as terms of the search index: unit and value of one figure in one key.

A key has 128 bits: a hash of the unit in the upper half, the value in the lower one, written so
that keys of one unit sort as their values do. Each value is kept twice, with its unit and with
none, so that a value of any unit can be asked for, and exact ones once more, for they are shown
first. A range gives the keys of its ends, and one term that holds both, to be found where it
encloses what is asked.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from hashlib import blake2b

FIGURE_KIND = "figure:"
"""Begins the kind of a figure among the kinds of passages."""
ANY_UNIT = ""
"""The unit under which every value stands."""


def exact_unit(unit: str) -> str:
    """Return the unit under which values of `unit` stand once more that are neither ranges nor vague."""
    return f"={unit}"


def unit_term(unit: str) -> str:
    """Return `unit` as a term: blanks as underscores, and nothing that is no character."""
    return "_".join(unit.split()).encode("utf-8", "replace").decode("utf-8")


def amount_key(unit: str, value: float) -> str:
    """Return the key of `value` of `unit` in the notation of the index."""
    return _amount_prefix(unit) + _amount_digits(value)


@lru_cache(maxsize=4096)
def _amount_digits(value: float) -> str:
    """How the keys of `value` end: each is kept with its unit and with none, and exact ones once more."""
    digits = f"{_sortable(value):016x}"
    return f"{digits[:4]}:{digits[4:8]}:{digits[8:12]}:{digits[12:]}"


@lru_cache(maxsize=4096)
def _amount_prefix(unit: str) -> str:
    """How the keys of all values of `unit` begin, colon included."""
    digits = interval_prefix(unit)
    return "".join(f"{digits[at : at + 4]}:" for at in range(0, len(digits), 4))


def interval_term(unit: str, low: float, high: float) -> str:
    """Return the term of a range: unit and both ends, 16 hexadecimal digits each."""
    return f"{interval_prefix(unit)}{_sortable(low):016x}{_sortable(high):016x}"


@lru_cache(maxsize=4096)
def interval_prefix(unit: str) -> str:
    """Return how the terms of all ranges of `unit` begin: 16 hexadecimal digits of its hash."""
    return blake2b(unit.encode("utf-8", "replace"), digest_size=8).hexdigest()


def encloses(term: str, low: float, high: float) -> bool:
    """Tell whether the range of `term` holds all from `low` to `high`."""
    return term[16:32] <= f"{_sortable(low):016x}" and f"{_sortable(high):016x}" <= term[32:48]


def _sortable(value: float) -> int:
    """The bits of `value` as a whole number that sorts as the values do, from -inf to +inf."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", value + 0.0))
    return int(bits ^ 0xFFFFFFFFFFFFFFFF if bits >> 63 else bits | 1 << 63)
