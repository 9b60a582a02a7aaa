"""The forms in which a word of a query may stand: inflections, continuations, near-misses."""

from __future__ import annotations

from dataclasses import replace

from briefing.search.index_schema import BODY, VARIANT
from briefing.search.patterns import Slot
from briefing.search.query_tree import WordTerm
from briefing.search.snapshot import Snapshot
from briefing.search.word_queries import BEST
from briefing.text.stems import stem

MAX_INFLECTED = 6
"""More words in a row than this are meant to the letter, quoted or not."""


class WordForms:
    """Gives the words of terms their forms, and remembers which had to be corrected."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.corrections: dict[str, tuple[str, ...]] = {}

    def slots(self, term: WordTerm, *, wanted: bool) -> tuple[Slot, ...]:
        """What may stand at each place of `term`.

        Near-misses are looked for where the term is `wanted` (what is left out is meant to the
        letter) and is neither quoted nor starred nor literal; several words in a row take the nearest alone.
        """
        last = len(term.words) - 1
        correct = wanted and not (term.verbatim or term.starred or term.literal) and term.field == BODY
        if correct and term.joined:
            correct = not self._stands(term.joined, goes_on=term.prefix)
        return tuple(
            self._slot(word, term, goes_on=term.prefix and index == last, correct=correct)
            for index, word in enumerate(term.words)
        )

    def _slot(self, word: str, term: WordTerm, *, goes_on: bool, correct: bool) -> Slot:
        plain = plain_slot(word, term, goes_on=goes_on)
        if plain.stems and correct and not self._stands(word, goes_on=goes_on):
            near = self._snapshot.near(word)
            if len(term.words) > 1:
                near = near[:1]
            if near:
                self.corrections[word] = near
                return replace(plain, stems=frozenset(stem(other) for other in near))
        return plain

    def _stands(self, word: str, *, goes_on: bool) -> bool:
        return any(self._stands_in(field, word, goes_on=goes_on) for field in (BODY, VARIANT))

    def _stands_in(self, field: str, word: str, *, goes_on: bool) -> bool:
        snapshot = self._snapshot
        if any(snapshot.exists(form.word, field) for form in snapshot.stem_forms(stem(word), field)):
            return True
        return goes_on and any(snapshot.exists(term, field) for term in snapshot.terms(field, word, BEST + 1))


def plain_slots(term: WordTerm) -> tuple[Slot, ...]:
    """What may stand at each place of `term`, whatever words there are."""
    last = len(term.words) - 1
    return tuple(
        plain_slot(word, term, goes_on=term.prefix and index == last) for index, word in enumerate(term.words)
    )


def plain_slot(word: str, term: WordTerm, *, goes_on: bool) -> Slot:
    """What may stand where `term` has `word`: its inflections unless it is meant to the letter."""
    if term.starred and goes_on:
        return Slot(prefix=word)
    if term.verbatim or len(term.words) > MAX_INFLECTED:
        return Slot(prefix=word) if goes_on else Slot(words=frozenset((word,)))
    return Slot(stems=frozenset((stem(word),)), prefix=word if goes_on else "")
