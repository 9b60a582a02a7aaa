"""Labels of the rows of a timeline, in words of their sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.model.timeline_row import DatedStatement
from briefing.text.background import common_share
from briefing.text.label_words import CLAUSES, label_words
from briefing.text.terms import stems

_NEWS = 50
"""So many rows of other news are taken to stand beside those there are: in few rows no word is rare."""
_MOST_SENTENCES = 8
"""Sentences of which the label is one's words."""
_LONGEST = 600
"""Characters of a sentence that are looked at."""


class RowLabeller:
    """Labels rows by what words tell of each: how many of its sentences have them, how few other rows do."""

    def __init__(self, rows: Iterable[Sequence[DatedStatement]]) -> None:
        """`rows` are the statements of each row there is."""
        self._rows = 0
        self._holders: Counter[str] = Counter()
        for row in rows:
            self._rows += 1
            self._holders.update({stem for text in own_sentences(row) for stem in stems(text)})

    def label(self, statements: Sequence[DatedStatement]) -> str:
        """Return a few words of a sentence that tell what the others tell too; dates themselves tell
        nothing."""
        sentences = own_sentences(statements)
        found = [set(stems(text)) for text in sentences]
        shares = Counter(stem for one in found for stem in one)
        dates = {stem for one in statements for stem in stems(one.text)}
        weights = {
            stem: 0.0 if stem in dates else count / len(sentences) * self._rarity(stem)
            for stem, count in shares.items()
        }
        order = sorted(
            range(len(sentences)),
            key=lambda at: -sum(weights[stem] for stem in found[at]) / (len(found[at]) + 1) ** 0.5,
        )
        best = [sentences[at] for at in order[:_MOST_SENTENCES]]
        return " ".join(label_words(best, lambda stem: weights.get(stem, 0.0), CLAUSES).split())

    def _rarity(self, stem: str) -> float:
        holders = self._holders[stem] + _NEWS * common_share(stem)
        return max(math.log((self._rows + _NEWS + 1) / (holders + 0.5)), 0.0)


def own_sentences(statements: Sequence[DatedStatement]) -> list[str]:
    """Return the sentences of some statements, each once, without those of copies where there are others."""
    own = [one for one in statements if one.copy_of is None] or statements
    return list(dict.fromkeys(one.sentence[:_LONGEST] for one in own))
