"""Changing one field of a filter and leaving what else is typed. Pure functions over its text."""

from __future__ import annotations

import re

from briefing.search.query_lexer import tokens

_QUOTES = re.compile('["“”„«»]')
_PLAIN = re.compile(r"[\w-]+")
"""What needs no quotes."""


def field_of(query: str, field: str) -> str | None:
    """What `query` asks of a field; None where it asks nothing."""
    return next((token.value for token in tokens(query) if token.field == field), None)


def with_field(query: str, field: str, value: str) -> str:
    """`query` with `field` asking for `value`, whatever it asked; where it asked that, without it."""
    # No quote can stand between quotes; the words around it are looked for all the same.
    plain = " ".join(_QUOTES.sub(" ", value).split())
    same = field_of(query, field) == plain
    kept = query
    for token in reversed([token for token in tokens(query) if token.field == field]):
        kept = f"{kept[: token.position]} {kept[token.end :]}"
    kept = " ".join(kept.split()) if kept != query else kept.strip()
    if same or not plain:
        return kept
    asked = plain if _PLAIN.fullmatch(plain) else f'"{plain}"'
    return f"{kept} {field}:{asked}".lstrip()
