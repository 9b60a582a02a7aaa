"""How the keywords of topics of many articles are written."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.text.stopwords import UNINFORMATIVE
from briefing.text.tokens import fold
from briefing.topics.concepts import ConceptScan
from briefing.topics.steered_words import Key

KEYWORDS = 8
LEAST_WEIGHT = 0.01
WHOLE_WORD = 0.8
"""A phrase stands for a keyword only where the word hardly occurs outside it: what describes many
articles is commoner than any phrase."""


class TopicWords:
    """The words of topics, as their articles write them."""

    def __init__(self, scan: ConceptScan, unwanted: frozenset[str] = frozenset()) -> None:
        """`scan` is settled; `unwanted` are folded words that are no keyword."""
        self._scan = scan
        self._unwanted = unwanted

    def allowed(self, stem: str) -> bool:
        """Whether a stem may be a keyword: a content word that articles begin with."""
        if not stem.isalpha() or len(stem) < 3 or not self._scan.knows(stem):
            return False
        return fold(self._scan.form(stem)) not in UNINFORMATIVE | self._unwanted

    def shown(self, chosen: Mapping[str, float], lead: Key = ()) -> dict[str, float]:
        """Return the keywords as written with their weights, phrases in place of their parts.

        `lead` comes first, with weight 1.
        """
        said: set[str] = set(lead)
        result: list[tuple[str, float]] = []
        if lead:
            result.append((self._surface(lead), 1.0))
        for stem, weight in chosen.items():
            key = self._scan.owner.get(stem, (stem,))
            concept = self._scan.concept(key)
            if stem not in said and not said & set(key):
                surface = concept.surface if concept else self._scan.form(stem)
                result.append((surface, max(round(weight, 4), LEAST_WEIGHT)))
            said.update(key if concept else (stem,))
        return dict(result[:KEYWORDS])

    def _surface(self, key: Key) -> str:
        concept = self._scan.concept(key)
        return concept.surface if concept else " ".join(key)
