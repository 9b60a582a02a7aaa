"""JSON that is safe to print: nothing in it can steer a terminal or trip a strict reader."""

from __future__ import annotations

import json
import re
from typing import Any

from briefing.export.numbers_out import plain

_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What `json.dumps` leaves as it is: C1 controls, line separators, bidirectional controls, lone
surrogates, tags. They are escaped instead, so that reading the JSON gives them back."""


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Return `value` as JSON text; whole floats are written as integers.

    ValueError where a number is not finite, as JSON has no such number.
    """
    text = json.dumps(_whole(value), ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def _whole(value: Any) -> Any:
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_whole(item) for item in value]
    return value
