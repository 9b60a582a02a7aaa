"""Encoded articles: every content word read once, and kept as the number of its stem.

An article of 350 content words takes some 1.5 kB here, so that a hundred thousand fit into memory,
and what a reader mutes or pins is looked up without reading a text again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article
from briefing.text.terms import stems_of_word
from briefing.text.tokens import WORD
from briefing.topics.steered_words import Key

Ids = NDArray[np.int64]
Stems = NDArray[np.int32]

NOTHING = -1
"""The number of a word that carries no meaning."""
MOST_FORMS = 300_000
"""Written forms that are remembered; then they are looked up anew."""


class StemVocabulary:
    """Numbers for stems, in the order they were met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: list[str] = list(names)
        self._numbers = {name: number for number, name in enumerate(self.names)}
        self._forms = _Forms(self)

    def read(self, text: str, start: int, end: int) -> Stems:
        """Return the numbers of the stems of `text[start:end]`, in order."""
        if len(self._forms) > MOST_FORMS:
            self._forms.clear()
        forms = self._forms
        found = np.fromiter(map(forms.__getitem__, WORD.findall(text, start, end)), dtype=np.int32)
        if len(found) and found.min() < NOTHING:
            several = forms.several
            found = np.fromiter(
                (one for code in found.tolist() for one in (several[-code] if code < NOTHING else (code,))),
                dtype=np.int32,
            )
        telling: Stems = found[found != NOTHING]
        return telling

    def number(self, stem: str) -> int:
        """Return the number of a stem, a new one when it was never met."""
        number = self._numbers.get(stem)
        if number is None:
            number = self._numbers[stem] = len(self.names)
            self.names.append(stem)
        return number

    def phrase(self, key: Key) -> tuple[int, ...] | None:
        """Return the numbers of stems; None when one was never met, or there are none."""
        numbers = tuple(self._numbers.get(stem, NOTHING) for stem in key)
        return numbers if numbers and NOTHING not in numbers else None


class _Forms(dict[str, int]):
    """Written form to the number of its stem; forms with several stems have codes below -1."""

    def __init__(self, vocabulary: StemVocabulary) -> None:
        self._vocabulary = vocabulary
        self.several: dict[int, tuple[int, ...]] = {}

    def __missing__(self, surface: str) -> int:
        numbers = tuple(self._vocabulary.number(stem) for stem in stems_of_word(surface))
        code = NOTHING if not numbers else numbers[0]
        if len(numbers) > 1:
            code = -2 - len(self.several)
            self.several[-code] = numbers
        self[surface] = code
        return code


@dataclass(frozen=True, slots=True, eq=False)
class EncodedArticle:
    """One article: the stems of the passages that count, one after the other."""

    id: str
    stems: Stems
    ends: Stems
    """Where each passage ends in `stems`."""
    passages: Stems
    """The number of each passage in its article."""

    def parts(self) -> list[Stems]:
        return np.split(self.stems, self.ends[:-1]) if len(self.ends) else []


def encode_article(article: Article, vocabulary: StemVocabulary) -> EncodedArticle:
    """Return an article as numbers; what `vocabulary` does not know is added to it."""
    counted = [passage for passage in article.passages if passage.kind != "boilerplate"]
    parts = [vocabulary.read(article.text, passage.start, passage.end) for passage in counted]
    return EncodedArticle(
        article.id,
        np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32),
        np.cumsum([len(part) for part in parts], dtype=np.int32),
        np.fromiter((passage.number for passage in counted), dtype=np.int32),
    )


def standing(read: EncodedArticle, phrase: Sequence[int]) -> NDArray[np.bool_]:
    """Return for every stem of an article whether it is part of `phrase`, said within one passage."""
    size, total = len(phrase), len(read.stems)
    found = np.zeros(total, dtype=np.bool_)
    if not size or size > total:
        return found
    begins = np.ones(total - size + 1, dtype=np.bool_)
    for place, number in enumerate(phrase):
        begins &= read.stems[place : place + len(begins)] == number
    starts = np.flatnonzero(begins)
    if size > 1:
        first = np.searchsorted(read.ends, starts, side="right")
        last = np.searchsorted(read.ends, starts + size - 1, side="right")
        starts = starts[first == last]
    for place in range(size):
        found[starts + place] = True
    return found


def without(read: EncodedArticle, phrases: Collection[Sequence[int]]) -> EncodedArticle:
    """Return an article from which `phrases` are taken out."""
    muted = np.zeros(len(read.stems), dtype=np.bool_)
    for phrase in phrases:
        muted |= standing(read, phrase)
    if not muted.any():
        return read
    kept = np.concatenate([[0], np.cumsum(~muted)])
    return EncodedArticle(read.id, read.stems[~muted], kept[read.ends].astype(np.int32), read.passages)


def passages_with(read: EncodedArticle, phrase: Sequence[int]) -> NDArray[np.bool_]:
    """Return for every passage of an article whether `phrase` is said in it."""
    said = np.flatnonzero(standing(read, phrase))
    found = np.zeros(len(read.ends), dtype=np.bool_)
    found[np.searchsorted(read.ends, said, side="right")] = True
    return found


def batches(reads: Sequence[EncodedArticle], size: int) -> Iterator[Sequence[EncodedArticle]]:
    """Yield `reads` in runs of at most `size`."""
    for start in range(0, len(reads), size):
        yield reads[start : start + size]
