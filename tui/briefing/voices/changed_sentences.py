"""What a copy changed: the sentences it added, and those of the original that it cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from briefing.model.article import Article
from briefing.model.voice import ArticleCopy, Sentence
from briefing.text.passage_sentences import sentences_of
from briefing.text.shingles import shingle_hashes
from briefing.text.tokens import words

_RUN = 3
"""Words in a row that one sentence must have of the other text to be the same there."""
_SAME = 0.6
"""Part of a sentence's runs that the other text must have."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class _Text:
    """An article as its sentences are looked for in another."""

    def __init__(self, article: Article) -> None:
        self.sentences = [
            Sentence(passage.number, span.start, span.end, article.text[span.start : span.end])
            for passage in article.passages
            if passage.kind != "boilerplate"
            for span in sentences_of(article, passage.number)
        ]
        self.words = [[word.folded for word in words(one.text)] for one in self.sentences]
        self.runs = shingle_hashes([word for one in self.words for word in one], _RUN)
        self.short = {tuple(one) for one in self.words if len(one) < _RUN}
        self.numbers = set(_NUMBER.findall(article.text))

    def lacks(self, sentence: Sentence, its_words: Sequence[str]) -> bool:
        """Whether a sentence of another article does not stand here, or not with its numbers."""
        if not its_words:
            return False
        if not self.numbers.issuperset(_NUMBER.findall(sentence.text)):
            return True
        if len(its_words) < _RUN:
            return tuple(its_words) not in self.short
        runs = shingle_hashes(its_words, _RUN)
        return float(np.isin(runs, self.runs).mean()) < _SAME


def changed(original: Article, copy: Article) -> ArticleCopy:
    """Return the sentences in which a copy is another than its original, in text order.

    A sentence that was reworded beyond recognition, or whose numbers were changed, was both cut and added.
    """
    before, now = _Text(original), _Text(copy)
    added = (
        one for one, its_words in zip(now.sentences, now.words, strict=True) if before.lacks(one, its_words)
    )
    cut = (
        one
        for one, its_words in zip(before.sentences, before.words, strict=True)
        if now.lacks(one, its_words)
    )
    return ArticleCopy(copy.id, tuple(added), tuple(cut))
