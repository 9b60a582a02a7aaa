"""Which candidates are names: what the whole article says of their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.article import Passage
from briefing.model.name import NameKind
from briefing.names.name_candidates import Candidate, is_adjective
from briefing.names.word_lists import WordLists
from briefing.text.background import rarity
from briefing.text.capitals import is_mostly_capital
from briefing.text.stems import stem
from briefing.text.stopwords import STOPWORDS

_COMMON = 7.5
"""A word less rare than this in news at large is no name for its capital at a sentence's beginning alone."""
_SURNAMES = frozenset("he an".split())
"""Function words that are surnames where a capitalised word follows ("He Lifeng")."""
_QUOTES_OPEN = frozenset("\"“‘'«")
_QUOTES_CLOSE = frozenset('"”»')


@dataclass(slots=True)
class CandidatePlace:
    """A candidate where it stands in the article."""

    passage: Passage
    start: int
    end: int
    candidate: Candidate
    kinds: frozenset[NameKind]
    """What was proved of it so far."""

    def without_first(self) -> CandidatePlace:
        """The same without its first word, which it has to be able to lose."""
        rest = self.candidate.rest
        assert rest is not None, "asked of what has a rest"
        start = self.start + rest.words[0].start - self.candidate.words[0].start
        return CandidatePlace(self.passage, start, self.end, rest, self.kinds)


class NameEvidence:
    """Sorts the candidates of an article by what its other words say."""

    def __init__(
        self, text: str, lists: WordLists, small: Mapping[str, int], capital: Mapping[str, int]
    ) -> None:
        """`small` counts words as they are written, `capital` keys of capitals inside a sentence."""
        self._text = text
        self._lists = lists
        self._small = small
        self._capital = capital
        self.found: list[CandidatePlace] = []
        """What a capital inside a sentence, or a title, tells to be a name."""
        self.opening: list[CandidatePlace] = []
        """What opens a sentence, where the first word's capital says nothing."""

    def add(self, passage: Passage, stretch: int, candidate: Candidate) -> None:
        """Sort a candidate of the stretch that begins at `stretch`."""
        words = candidate.words
        start, end = stretch + words[0].start, stretch + words[-1].end
        place = CandidatePlace(passage, start, end, candidate, candidate.kinds)
        several = len(words) > 1
        if several and self._is_quoted(start, end):
            self.found.append(place)
        elif (candidate.opening and not self._is_known(candidate)) or (
            not several and self._ends_quote(candidate, end)
        ):
            self.opening.append(place)
        elif several or candidate.title or self.is_capital_by_itself(words[0].key):
            self.found.append(place)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a candidate is all that stands between two marks: a title ("Deep Throat")."""
        if self._text[max(0, start - 1) : start] not in _QUOTES_OPEN:
            return False
        return self._text[end : end + 2].lstrip(",.")[:1] in _QUOTES_CLOSE

    def _ends_quote(self, candidate: Candidate, end: int) -> bool:
        """Tell whether a single word ends what is quoted, as it may a title ("Woman of the Year")."""
        if self._text[end : end + 1] not in _QUOTES_CLOSE:
            return False
        return not candidate.title and candidate.words[0].key not in self._lists.places

    def _is_known(self, candidate: Candidate) -> bool:
        """Tell whether a word that opens a sentence would have its capital anywhere."""
        word = candidate.words[0]
        if word.key in self._lists.not_persons:
            return True
        capital = self._capital.get(word.key, 0)
        if capital:
            return is_mostly_capital(capital + self.times_small(word.key), capital)
        return len(word.surface) > 1 and word.surface.isupper() and not self.times_small(word.key)

    def is_capital_by_itself(self, key: str) -> bool:
        """Tell whether a word inside a sentence is written with a capital nearly always."""
        small = self.times_small(key)
        if not small:
            return True
        capital = self._capital.get(key, 0) or 1
        return is_mostly_capital(capital + small, capital)

    def times_small(self, key: str) -> int:
        """Return how often the article writes a word small."""
        # Signs of scripts without capitals are written neither way.
        return self._small.get(key, 0) if key.islower() else 0

    def begins_name(self, candidate: Candidate) -> bool:
        """Tell whether the first of several words that open a sentence belongs to their name, from the
        words alone: it is a given name, say, or a word that hardly any news holds."""
        words = candidate.words
        key = words[0].key
        lists = self._lists
        if key in lists.first_words or (key == "new" and words[1].key in lists.behind_new):
            return True
        if key in lists.given or is_adjective(words[0], lists) or key in lists.organisation_of:
            return True
        if self.times_small(key) or key in STOPWORDS or key in lists.everyday:
            return False
        if len(key) > 5 and key.endswith(("ing", "ed", "ly")):
            return False
        return key in _SURNAMES or rarity(stem(key)) > _COMMON

    def without_first(self, place: CandidatePlace) -> CandidatePlace | None:
        """Return a candidate of several words without the first; None where the rest is no name."""
        rest = place.candidate.rest
        if rest is None or not rest.stands:
            return None
        if len(rest.words) == 1 and not self.is_capital_by_itself(rest.words[0].key):
            return None
        return place.without_first()
