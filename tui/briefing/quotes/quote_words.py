"""The words by which quotes are found, from `data/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class SpeechCue(NamedTuple):
    """A form of a verb that may say that somebody says something."""

    lemma: str
    form: str
    """`base`, `s`, `past` or `ing`."""
    clause: bool
    recipient: bool
    object: bool
    infinitive: bool
    voice: bool
    apart: bool
    """Whether of `voice` only where a comma or a colon parts it from a quotation behind it."""
    prepositions: frozenset[str]

    @property
    def is_voice_alone(self) -> bool:
        """Whether it says something only with a quotation: "X smiled: …"."""
        return self.voice and not (self.clause or self.object or self.infinitive or self.prepositions)


class QuoteWords(NamedTuple):
    """Folded words; each group is told in the files."""

    cues: Mapping[str, SpeechCue]
    plain_cues: frozenset[str]
    documents: frozenset[str]
    aside_openers: frozenset[str]
    statement_openers: frozenset[str]
    nouns: frozenset[str]
    telling: frozenset[str]
    """A sentence without any of these tells of no statement, but by marks."""
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    being: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    stops: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    pronouns_he: frozenset[str]
    pronouns_she: frozenset[str]
    pronouns_they: frozenset[str]
    pronouns_it: frozenset[str]
    pronouns_other: frozenset[str]
    pronouns: frozenset[str]
    clause_openers: frozenset[str]
    subordinating: frozenset[str]
    turning: frozenset[str]
    roles_of_men: frozenset[str]
    roles_of_women: frozenset[str]
    roles: frozenset[str]
    """Words for one person, in the singular."""
    short_roles: Mapping[str, str]
    ranks: frozenset[str]
    offices: frozenset[str]


_FORMS = ("base", "s", "past", "ing")


@cache
def quote_words() -> QuoteWords:
    """Return the words, read once."""
    table, cues = _table("words"), _table("cues")
    words = {name: frozenset(listing.split()) for name, listing in table.items() if isinstance(listing, str)}
    roles = {name: frozenset(listing.split()) for name, listing in table["roles"].items()}
    pronouns = frozenset().union(*[group for name, group in words.items() if name.startswith("pronouns_")])
    verbs, nouns = _cues(cues), frozenset(cues["nouns"].split())
    return QuoteWords(
        cues=verbs,
        nouns=nouns,
        telling=nouns.union(verbs, ["according"]),
        pronouns=pronouns,
        roles_of_men=roles["of_men"],
        roles_of_women=roles["of_women"],
        roles=roles["persons"] | roles["of_men"] | roles["of_women"],
        short_roles=table["short"],
        ranks=roles["ranks"],
        offices=roles["offices"],
        **words,
    )


def _cues(table: dict[str, Any]) -> dict[str, SpeechCue]:
    lists = {
        name: frozenset(table[name].split())
        for name in ("clause", "recipient", "object", "infinitive", "voice", "apart")
    }
    behind: dict[str, set[str]] = {}
    for preposition, verbs in table["prepositions"].items():
        for verb in verbs.split():
            behind.setdefault(verb, set()).add(preposition)
    cues: dict[str, SpeechCue] = {}
    for lemma in sorted(set().union(*lists.values(), behind)):
        for word, form in _forms(lemma, table["irregular"].get(lemma, "").split()):
            cues[word] = SpeechCue(
                lemma,
                form,
                lemma in lists["clause"],
                lemma in lists["recipient"],
                lemma in lists["object"],
                lemma in lists["infinitive"],
                lemma in lists["voice"],
                lemma in lists["apart"],
                frozenset(behind.get(lemma, ())),
            )
    return cues


def _forms(lemma: str, irregular: Iterable[str]) -> list[tuple[str, str]]:
    told = list(irregular)
    if told:
        rest = [(word, "ing" if word.endswith("ing") else "past") for word in told[1:]]
        return [(lemma, "base"), (told[0], "s"), *rest]
    if lemma.endswith("e"):
        return [(lemma, "base"), (lemma + "s", "s"), (lemma + "d", "past"), (lemma[:-1] + "ing", "ing")]
    third = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return [(lemma, "base"), (lemma + third, "s"), (lemma + "ed", "past"), (lemma + "ing", "ing")]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(
        files("briefing.quotes").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    )
