"""Whether words behind a verb are a clause, with a verb of their own, or but a thing."""

from __future__ import annotations

from briefing.quotes.quote_words import QuoteWords
from briefing.quotes.spoken_sentences import SpokenSentence
from briefing.text.verb_forms import verb_forms

_RELATIVES = frozenset("who whom whose which that where".split())
_SUBJECTS = frozenset("he she they we i you".split())
"""Pronouns that are nothing but subjects, or stand before a verb where they are one of several things."""
_QUESTIONS = frozenset("how why what whether if when where there who".split())
_NOT_FINITE = frozenset("to be been being having am".split())
_LEAST_ED = 4


def is_clause(s: SpokenSentence, first: int, end: int, lists: QuoteWords) -> bool:
    """Whether the words from `first` on, up to the text's place `end`, have a verb that their subject stands
    before: "talks can resume", not "a phone call", nor "the deal that was made"."""
    if s.words[first] in _QUESTIONS or s.words[first] in _SUBJECTS:
        return True
    owed = 0
    """Verbs that are those of relative clauses and other clauses inside."""
    for at in range(first + 1, len(s)):
        if s.starts[at] >= end:
            break
        word = s.words[at]
        if word in _RELATIVES or word in lists.subordinating:
            owed += 1
        elif word in _SUBJECTS and s.words[at - 1] not in _RELATIVES and s.words[at - 1] not in lists.stops:
            owed += 1  # "the deal they had made"
        elif _is_finite(s, at, lists) and not _is_finite(s, at - 1, lists):
            if not owed:
                return True
            owed -= 1
    return False


def _is_finite(s: SpokenSentence, at: int, lists: QuoteWords) -> bool:
    """Whether a word is likely a verb with its subject before it."""
    word, before, forms = s.words[at], s.words[at - 1], verb_forms()
    if s.surfaces[at][0].isupper():
        return False  # A name, or a month: "May".
    if word in lists.auxiliaries or word.endswith("n't"):
        return word not in _NOT_FINITE
    if word in forms.past:
        return True
    opens_noun = before in lists.determiners and before not in _RELATIVES
    is_governed = before in lists.prepositions or before in ("and", "or") or before.endswith("'s")
    if opens_noun or is_governed:
        return False
    if word in forms.past_or_participle or (word.endswith("ed") and len(word) >= _LEAST_ED):
        # "a policy adopted in May", "newly printed bills"
        is_modifier = before.endswith("ly") or s.word(at + 1) in lists.prepositions
        return not is_modifier
    is_joined = at + 1 < len(s) and s.is_plain(at + 1)
    return is_joined and (word in forms.present or word in forms.noun_or_verb)
