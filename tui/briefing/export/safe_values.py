"""Values that are safe to write, whoever reads them: numbers, JSON, cells of a spreadsheet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from briefing.text.clean import clean

_EXACT = 2**53
"""Above it a float does not hold every whole number, so its digits would pretend too much."""
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What `json.dumps` leaves as it is: C1 controls, line separators, bidirectional controls, lone
surrogates, tags. They are escaped instead, so that reading the JSON gives them back."""
_FORMULA = re.compile('[\t\r\n\x00]|[\\s"\x00\ufeff\u200b]{0,8}[=+\\-@＝＋－＠]')
"""What makes a spreadsheet run a cell: a formula's first character, in ASCII or full width, also
behind blanks and quotes that a careless import strips (OWASP ASVS 1.2.10, CWE-1236)."""


def plain_number(value: float) -> int | float:
    """Return a whole number as an integer, so that 11150000000.0 is written 11150000000.

    What is not finite, or too large to be exact, comes back as it is.
    """
    return int(value) if abs(value) < _EXACT and value == int(value) else value


def safe_json(value: object, *, indent: int | None = None) -> str:
    """Return `value` as JSON text that cannot steer a terminal; whole floats are written as integers.

    ValueError where a number is not finite, as JSON has no such number.
    """
    text = json.dumps(plain_numbers(value), ensure_ascii=False, allow_nan=False, indent=indent)
    # Programs that join files drop a byte-order mark that comes to stand at the beginning of one.
    return escape_controls(text).replace("\ufeff", "\\ufeff")


def escape_controls(json_text: str) -> str:
    """Return JSON text with everything escaped that a terminal or a strict reader trips over."""
    return _UNSAFE.sub(_escaped, json_text)


def safe_cell(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula: a leading ' where it would.

    Control characters become visible symbols, and line ends `\\n`.
    """
    return ("'" if _FORMULA.match(text) else "") + clean(text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def plain_numbers(value: object) -> object:
    """Return a value of JSON with every number as `plain_number` gives it, at any depth."""
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, Mapping):
        return {key: plain_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_numbers(item) for item in value]
    return value
