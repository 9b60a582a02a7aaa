"""The words that tell what a figure measures, and of whom it is said (`data/measuring_words.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.figures.data_tables import load_words


@dataclass(frozen=True, slots=True)
class MeasuringWords:
    """The groups of the data file, which says what each is."""

    level: frozenset[str]
    amounting: frozenset[str]
    lasting: frozenset[str]
    quantity: frozenset[str]
    clause_only: frozenset[str]
    softening: frozenset[str]
    empty_head: frozenset[str]
    empty_modifier: frozenset[str]
    transitive: frozenset[str]
    adverbial: frozenset[str]
    dimension: frozenset[str]
    length_unit: frozenset[str]
    hollow: frozenset[str]
    putting: frozenset[str]
    bringing: frozenset[str]
    selling: frozenset[str]
    direction: frozenset[str]
    placing: frozenset[str]
    noun_too: frozenset[str]
    scoring: frozenset[str]
    kin: frozenset[str]
    collective: frozenset[str]
    of_nation: frozenset[str]
    held: frozenset[str]
    intent: frozenset[str]
    account: frozenset[str]
    judging: frozenset[str]
    paying: dict[str, frozenset[str]]
    """The verbs of paying, by the word that leads to what is paid for."""


@lru_cache(maxsize=1)
def measuring_words() -> MeasuringWords:
    """Read the words once."""
    words = dict(load_words("measuring_words.toml"))
    paying = {"on": words.pop("paying_on"), "for": words.pop("paying_for")}
    return MeasuringWords(**words, paying=paying)
