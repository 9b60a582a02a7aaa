"""Who says something as it was corrected by hand: for quotes of an article, and for names of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefing.model.correction import CorrectionKind
from briefing.model.quote import AttributedQuote
from briefing.text.name_keys import name_key

_LIKE = 0.5
"""So much is shared by a quote and what it was when it was corrected, at least."""
BY_HAND = 1.0
"""So sure is a speaker who was set by hand."""


def speaker_key(name: str) -> str:
    """Return the form in which the names of speakers are compared."""
    return name_key(name).removeprefix("the ")


class PlacedSpeaker(NamedTuple):
    """A correction of who says something, with the places that its quotes have now."""

    kind: CorrectionKind
    """One of `SPEAKER_KINDS`."""
    names: tuple[str, ...]
    places: tuple[tuple[str, int, int], ...]
    """Article, start and end of each that was found again."""


@dataclass(frozen=True, slots=True)
class CorrectedSpeakers:
    """What was said of the speakers of some articles."""

    told: Mapping[str, Sequence[tuple[int, int, str]]] = field(default_factory=dict)
    """By article start and end of a quote, and who says it; what is told later holds."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """By the key of a name the one whose form it is."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of keys of names that are two people's."""

    def heeded(self, quotes: Sequence[AttributedQuote]) -> tuple[AttributedQuote, ...]:
        """Return quotes of one article with the speakers that were set."""
        if not quotes or not (self.told or self.forms):
            return tuple(quotes)
        told: dict[int, str] = {}
        for start, end, name in self.told.get(quotes[0].article, ()):
            told.update(dict.fromkeys(quotes_at(quotes, start, end), name))
        return tuple(self._heeded(quote, told.get(number)) for number, quote in enumerate(quotes))

    def _heeded(self, quote: AttributedQuote, name: str | None) -> AttributedQuote:
        who, certainty = (quote.who, quote.certainty) if name is None else (name, BY_HAND)
        if who is not None:
            who = self.forms.get(speaker_key(who), who)
        if (who, certainty) == (quote.who, quote.certainty):
            return quote
        return replace(quote, who=who, certainty=certainty)


NOT_CORRECTED = CorrectedSpeakers()


def quotes_at(quotes: Sequence[AttributedQuote], start: int, end: int) -> list[int]:
    """Return the numbers of the quotes that stood at a place: where it begins and ends may be told otherwise
    now, but not most of what stands in it."""
    likeness = [_likeness(one, start, end) for one in quotes]
    best = max(likeness, default=0.0)
    return [number for number, like in enumerate(likeness) if like == best > _LIKE]


def _likeness(quote: AttributedQuote, start: int, end: int) -> float:
    """Which share of a quote and a place together is in both."""
    shared = min(quote.end, end) - max(quote.start, start)
    return max(shared, 0) / (max(quote.end, end) - min(quote.start, start))


def corrected_speakers(placed: Iterable[PlacedSpeaker]) -> CorrectedSpeakers:
    """Return what corrections say together, in their order: of two names the later one holds."""
    told: dict[str, list[tuple[int, int, str]]] = {}
    forms: dict[str, str] = {}
    apart: set[frozenset[str]] = set()
    for one in placed:
        if one.kind == "speaker":
            for article, start, end in one.places:
                told.setdefault(article, []).append((start, end, one.names[0]))
            continue
        name, other = one.names
        pair = frozenset((speaker_key(name), speaker_key(other)))
        if one.kind == "two speakers":
            apart.add(pair)
            if speaker_key(forms.get(speaker_key(name), "")) == speaker_key(other):
                del forms[speaker_key(name)]
        elif len(pair) == 2:
            apart.discard(pair)
            forms.pop(speaker_key(other), None)
            forms[speaker_key(name)] = other
            for key, full in list(forms.items()):
                if speaker_key(full) == speaker_key(name):
                    forms[key] = other
    return CorrectedSpeakers(told, forms, frozenset(apart))
