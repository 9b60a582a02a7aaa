"""What nouns that are counted may stand for the same ones; the words lie in `data/counted.toml`."""

from __future__ import annotations

from functools import cache

from briefing.ledger.measures import load_table

_PEOPLE = frozenset(
    (
        "anyone young female police crowd hands faithful soldiers fighters captives lawmakers experts buyers"
        " players observers wounds"
    ).split()
)
"""The groups whose nouns are for people."""


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for group, row in load_table("counted.toml").items():
        for word in row["words"]:
            groups.setdefault(word, set()).add(group)
    return {word: frozenset(found) for word, found in groups.items()}


def groups_of(noun: str) -> frozenset[str]:
    """Return the groups of nouns, besides that for anyone, in which a noun stands."""
    return _groups().get(noun, frozenset())


def is_for_people(noun: str) -> bool:
    """Whether a noun is one for people."""
    return bool(groups_of(noun) & _PEOPLE)
