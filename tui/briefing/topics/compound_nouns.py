"""Whether what may be a verb is a noun where it stands behind another: "night shifts" or "the firm shifts".

Many a plural is also what somebody does, and counts over news at large tell only which is commoner. Where a
word stands tells it: a number before, a verb behind, a subject that would ask for another ending.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from briefing.text.background import is_mostly_verb
from briefing.text.stopwords import TIME_WORDS
from briefing.text.terms import Term
from briefing.text.tokens import WORD, fold
from briefing.text.verb_forms import verb_forms
from briefing.text.word_class_cues import Cue

_ENDS = '.,;:!?)”"…'
_REACH = 24
"""Characters looked at before and behind."""


@cache
def _words(group: str) -> frozenset[str]:
    text = files("briefing.topics").joinpath("data/compound_words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[group]["words"])


def ends_as_noun(text: str, start: int, run: Sequence[Term], before: Cue, *, prose: bool) -> int:
    """Return 1 where the last of the terms `run`, which stand side by side in a passage that begins at
    `start`, is a noun there, -1 where it may be a verb, and 0 where nothing tells.

    `before` is what stands before the first of them. In what is no `prose`, as in headlines, a subject needs
    no little word before it.
    """
    ahead, last = run[-2], run[-1]
    said, owner = fold(text[last.start : last.end]), fold(text[ahead.start : ahead.end])
    leading, further = _words_before(text, start, run[0].start)
    several = said.endswith("s") and not said.endswith("ss")
    owner_is_several = (owner.endswith("s") and not owner.endswith("ss")) or owner in _words("several")
    if several and (owner_is_several or leading in _words("counting")):
        return 1  # "arms talks", "eleven night shifts": behind several no verb has an s
    behind = _behind(text, last.end)
    if behind in _words("auxiliaries") or behind in verb_forms().past:
        return 1
    if (
        behind in _words("objects")
        or behind[:1].isdigit()
        or (several and _is_name(text, last.end) and behind not in TIME_WORDS)
    ):
        return -1
    if said in verb_forms().past or said in verb_forms().past_or_participle:
        return -1
    if not several:
        if (
            owner_is_several
            or leading in _words("causing")
            or before == "verb"
            or owner.endswith("ly")
            or said in verb_forms().noun_or_verb
        ):
            return 0
        # One who offers "offers": "the pay offer".
        return int(text[ahead.start].islower() and not (is_mostly_verb(ahead.stem) and before != "noun"))
    if not behind:
        return 1
    if leading in _words("articles"):
        # "They stopped the night shifts", "of the night shifts": no subject stands there.
        return int(further.endswith("ed") or further in _words("prepositions"))
    bare = leading in _words("prepositions") or (prose and before == "opening")
    # What is one, and is not named, needs a little word to be a subject.
    return int(bare and (text[ahead.start].islower() or before == "opening"))


def begins_as_noun(text: str, start: int, first: Term, before: Cue, *, prose: bool) -> int:
    """Return 1 where the first term of a phrase is no verb there, -1 where it may be one, 0 where nothing
    tells; `before` is what stands before it."""
    if text.endswith(("ing", "ed"), first.start, first.end):
        return 0
    if before == "opening":
        return int(prose and text[first.start].isupper())
    if before == "verb":
        return -1
    return int(before == "noun" or _words_before(text, start, first.start)[0] in _words("counting"))


def _words_before(text: str, start: int, at: int) -> tuple[str, str]:
    """Return the word before a place, and the one before that; "" where there is none."""
    words = ["", "", *map(fold, WORD.findall(text[max(start, at - _REACH) : at]))]
    return words[-1], words[-2]


def _is_name(text: str, at: int) -> bool:
    """Whether a name stands behind the word that ends at `at`: "the poll shows Varga ahead"."""
    return text[at - 1].islower() and text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()


def _behind(text: str, at: int) -> str:
    """Return the word behind a term; "" where the clause ends there."""
    rest = text[at : at + _REACH].lstrip()
    if not rest or rest[0] in _ENDS:
        return ""
    found = WORD.search(rest)
    return fold(found.group()) if found else ""
