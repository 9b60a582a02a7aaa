"""Quotes of several articles by who said them, a row for what is one in several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow, RetoldKind
from briefing.quotes.corrected_speakers import NOT_CORRECTED, CorrectedSpeakers, speaker_key
from briefing.quotes.retold_quotes import retold_quotes
from briefing.quotes.same_quotes import group_quotes, quoted_text
from briefing.text.name_keys import name_key


def quotes_by_speaker(
    quotes: Sequence[AttributedQuote],
    full_names: Mapping[str, str],
    by_hand: CorrectedSpeakers = NOT_CORRECTED,
) -> tuple[QuoteRow, ...]:
    """Return a row for each quote, or for those of several articles that are one, ordered by who says it.

    Who is quoted by most articles comes first, then who is quoted most often; what nobody known says is
    last. Of one speaker, what most articles have comes first, then what comes first in them. `full_names`
    gives the fullest name by the keys of its forms (`name_key`); beside that, a name is one with a fuller
    one where both are told to have said the same; what was said of names `by_hand` goes before both. A quote
    that others have in parts is in a row for each of these, as `group_quotes` tells them.
    """
    together: dict[int, list[AttributedQuote]] = {}
    found: list[list[AttributedQuote]] = []
    retold: dict[int, list[tuple[AttributedQuote, RetoldKind]]] = defaultdict(list)
    """By the number of a quotation."""
    groups_of = group_quotes(quotes)
    for one in retold_quotes(quotes, groups_of):
        retold[one.quoted].append((quotes[one.retold], one.kind))
    places = {id(quote): number for number, quote in enumerate(quotes)}
    for quote, groups in zip(quotes, groups_of, strict=True):
        if not groups:
            found.append([quote])
        for group in groups:
            if group not in together:
                together[group] = []
                found.append(together[group])
            together[group].append(quote)
    names = _Speakers(found, full_names, by_hand)
    by_speaker: dict[str, list[QuoteRow]] = defaultdict(list)
    for some in found:
        key = names.speaker_of(some)
        wordings = {id(one): quoted_text(one) for one in some}
        fullest = max(some, key=lambda one: len(wordings[id(one)]))
        order = [fullest, *(one for one in some if one is not fullest)]
        told = tuple(entry for one in order for entry in retold.get(places[id(one)], ()))
        row = QuoteRow(names.shown.get(key), tuple(order), tuple(wordings[id(one)] for one in order), told)
        by_speaker[key].append(row)

    def place(key: str) -> tuple[bool, int, int, str]:
        rows = by_speaker[key]
        return not key, -len({name for row in rows for name in row.articles}), -len(rows), key

    return tuple(
        row
        for key in sorted(by_speaker, key=place)
        for row in sorted(by_speaker[key], key=lambda row: -len(row.articles))
    )


class _Speakers:
    """Who is meant by the names of several articles, each by its key."""

    def __init__(
        self,
        rows: Sequence[Sequence[AttributedQuote]],
        full_names: Mapping[str, str],
        by_hand: CorrectedSpeakers,
    ) -> None:
        self._full_names = full_names
        self._by_hand = by_hand
        self.shown: dict[str, str] = {}
        """A name as it is first met, by its key."""
        self._counts = Counter(self._key(one.who) for row in rows for one in row if one.who is not None)
        self._fuller = self._joined(rows)

    def speaker_of(self, quotes: Sequence[AttributedQuote]) -> str:
        """The key of who says what is one, the surest where articles tell others; empty for nobody known."""
        sure: dict[str, float] = defaultdict(float)
        for quote in quotes:
            if quote.who is not None:
                key = self._key(quote.who)
                while key in self._fuller:
                    key = self._fuller[key]
                sure[key] += quote.certainty
        return max(sure, key=lambda key: sure[key], default="")

    def _key(self, who: str) -> str:
        name = self._full_names.get(name_key(who), who)
        if self._are_apart(speaker_key(who), speaker_key(name)):
            name = who
        name = self._by_hand.forms.get(speaker_key(name), name)
        key = speaker_key(name)
        self.shown.setdefault(key, name)
        return key

    def _are_apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._by_hand.apart

    def _joined(self, rows: Sequence[Sequence[AttributedQuote]]) -> dict[str, str]:
        """For a short form of a name the one it is most often told beside, of the same words."""
        together: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            keys = sorted({self._key(one.who) for one in row if one.who is not None})
            for one, other in permutations(keys, 2):
                if self._is_shorter(one, other) and not self._are_apart(one, other):
                    together[one][other] += 1
        return {one: min(others, key=lambda key: (-others[key], key)) for one, others in together.items()}

    def _is_shorter(self, one: str, other: str) -> bool:
        """Whether one name may be a form of another that is fuller, or as full and met more often."""
        words, others = one.split(), other.split()
        if words[-1:] != others[-1:] or len(others) < 2:
            return False
        if len(words) == 1:
            return True
        # "Ann D. Lee" and "Ann Lee", in one order, so that no two are forms of each other.
        return words[0] == others[0] and (self._counts[one], one) < (self._counts[other], other)
