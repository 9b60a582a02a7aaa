"""Names of marks: unique on any machine, and sorted by their making.

The form is that of a ULID (https://github.com/ulid/spec): 48 bits of time in milliseconds and
80 random bits, in 26 characters of Crockford's base 32, whose order is the order of the bits.
"""

from __future__ import annotations

import os
from datetime import datetime

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_RANDOM_BITS = 80
_LIMIT = 1 << 128


def new_id(moment: datetime, last: str | None) -> str:
    """Return a new id, greater than `last` even when the clock went back since that was made."""
    milliseconds = max(0, int(moment.timestamp() * 1000)) & ((1 << 48) - 1)
    number = milliseconds << _RANDOM_BITS | _random(_RANDOM_BITS)
    previous = _number(last) if last is not None else None
    if previous is not None and number <= previous < _LIMIT - 1:
        # One more than the last would let two machines with copies of one store meet in the
        # same id; a random step up does not.
        number = min(previous + 1 + _random(64), _LIMIT - 1)
    return _text(number)


def derived_id(made: str, digest: bytes) -> str:
    """Return the id of what came in from elsewhere: of the moment `made` (ISO 8601, or empty) and a digest of
    ten bytes or more, so that it is the same each time.
    """
    moment = int(datetime.fromisoformat(made).timestamp() * 1000) if made else 0
    milliseconds = max(0, moment) & ((1 << 48) - 1)
    size = _RANDOM_BITS // 8
    return _text(milliseconds << _RANDOM_BITS | int.from_bytes(digest[:size], "big"))


def is_ours(identity: str) -> bool:
    """True for an id as `new_id` makes them."""
    return _number(identity) is not None


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(bits // 8), "big")


def _text(number: int) -> str:
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, 32)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _number(identity: str) -> int | None:
    """Return the number an id stands for, None when it is not one of ours."""
    if len(identity) != _LENGTH or not set(identity) <= set(_DIGITS):
        return None
    number = 0
    for digit in identity:
        number = number * 32 + _DIGITS.index(digit)
    return number
