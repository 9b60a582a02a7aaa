"""Names in the form in which they are compared, and by which a search finds them."""

from __future__ import annotations

from functools import lru_cache

from briefing.model.name import Mention, NameKind
from briefing.text.terms import HOMOGRAPHS
from briefing.text.tokens import fold

NAME_KEY = "name:"
"""Begins the term of a name in the search index."""
SPEAKER_KEY = "speaker:"
"""Begins the term of somebody who is quoted."""
_LONGEST = 200
"""Characters of a term that are kept: what is longer was no name, and is found by its beginning."""


@lru_cache(maxsize=32_768)
def name_key(text: str) -> str:
    """Return the form in which names are compared: folded, without full stops, one blank between words.

    "U.S." and "US" are one, and not the pronoun.
    """
    words = text.split()
    return " ".join(HOMOGRAPHS.get(word.rstrip("."), "") or fold(word).replace(".", "") for word in words)


def name_term(key: str) -> str:
    """Return the term of a name by its key: one word, whatever the name."""
    return _term(NAME_KEY, key)


def speaker_term(key: str) -> str:
    """Return the term of somebody who is quoted, by the key of the name."""
    return _term(SPEAKER_KEY, key)


@lru_cache(maxsize=16_384)
def speaker_terms(who: str) -> frozenset[str]:
    """Return the terms by which a search finds what somebody said: of the name, and of its last word."""
    key = name_key(who)
    return frozenset(speaker_term(one) for one in (key, key.rpartition(" ")[2]) if one)


def _term(begin: str, key: str) -> str:
    term = begin + "_".join(key.split())
    return term[:_LONGEST].encode("utf-8", "replace").decode("utf-8")


def mention_terms(mention: Mention) -> frozenset[str]:
    """Return the terms by which a search finds a mention.

    That of its full name ("Scott Bessent"), and of the words that stand there where they are others
    ("Bessent"). A person, and what may be one, is found by the last name alone, too, even where no text
    uses it so.
    """
    return _terms_of(mention.name, mention.text, mention.kind)


@lru_cache(maxsize=16_384)
def _terms_of(name: str, text: str, kind: NameKind | None) -> frozenset[str]:
    keys = {name_key(name), name_key(text)}
    if kind in ("person", None):
        keys.add(name_key(name).rpartition(" ")[2])
    return frozenset(name_term(key) for key in keys if key)
