"""Forms of verbs that a subject stands before, from `verb_forms.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class VerbForms(NamedTuple):
    """Lower-case forms by what else they may be, as the file tells; those in -ed are in none."""

    past: frozenset[str]
    past_or_participle: frozenset[str]
    noun_or_verb: frozenset[str]
    present: frozenset[str]


@cache
def verb_forms() -> VerbForms:
    """Return them, read once."""
    table = tomllib.loads(files("briefing.text").joinpath("verb_forms.toml").read_text(encoding="utf-8"))
    return VerbForms(**{name: frozenset(table[name]["words"]) for name in VerbForms._fields})
