"""Lists in one line, whose items are told apart whatever stands in them: `"oil, gas", ports`."""

from __future__ import annotations

import re

_ITEM = {sign: re.compile(rf'\s*(?:"((?:[^"]|"")*)"\s*|([^{sign}]*))(?:{sign}|$)') for sign in (",", ";")}


def quoted(item: str, sign: str) -> str:
    """Return `item` as it stands in a list parted by `sign`: in quotes where it would be read as several.

    Quotes inside are doubled then, as in CSV.
    """
    if sign not in item and not item.startswith('"'):
        return item
    doubled = item.replace('"', '""')
    return f'"{doubled}"'


def items_of(text: str, sign: str) -> list[tuple[str, bool]]:
    """Return the items of a list parted by `sign`, `,` or `;`, and whether each stood in quotes."""
    found: list[tuple[str, bool]] = []
    at = 0
    while at < len(text):
        match = _ITEM[sign].match(text, at)
        assert match is not None, "an item may be anything up to the next sign"
        inside, plain = match.groups()
        found.append((plain.strip(), False) if inside is None else (inside.replace('""', '"'), True))
        at = match.end()
    return found
