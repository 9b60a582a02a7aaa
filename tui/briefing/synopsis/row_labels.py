"""The label of a row: the words and figures that its passages share, in the words of the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from briefing.model.article import Span
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights
from briefing.synopsis.values import Same, values_of
from briefing.text.background import noun_and_verb_uses
from briefing.text.terms import Term

MOST_PHRASES = 3
LONGEST_PHRASE = 4
"""Words in one phrase."""
MOST_CHARACTERS = 44
"""Of the whole label; the first phrase always stands, cut if it must be."""
VERB = 0.4
"""What a verb's weight is multiplied with."""
BETWEEN = " · "
_JOINTS = frozenset((" ", "-", "‐", "‑"))


class _Phrase(NamedTuple):
    start: int
    text: str


def label(
    row: Sequence[ComparedPassage], spans: Sequence[Span], stem_weights: StemWeights, same: Same
) -> str:
    """Return what the passages of a row have in common; for one article, what its passage is about.

    `spans` are the representative sentences; what they share goes before what the passages share. `same`
    tells whether two figures give the same value. Never empty where a passage has text.
    """
    sentences = [one.within(span) for one, span in zip(row, spans, strict=True)]
    parts = _common(sentences, stem_weights, same) or _common(row, stem_weights, same)
    return _joined(parts) or _joined([" ".join(row[0].article.passage_text(row[0].ref.passage).split())])


def _common(row: Sequence[ComparedPassage], stem_weights: StemWeights, same: Same) -> list[str]:
    shared = _shared(row)
    weights = {stem: stem_weights.weight(stem) * count * _nameable(stem) for stem, count in shared.items()}
    # The passage that holds most of what is shared lends its wording.
    best = max(row, key=lambda one: round(sum(sorted(weights.get(stem, 0.0) for stem in one.stems)), 6))
    parts = _phrases(best, weights)
    figure = _shared_figure(row, same)
    return parts if figure is None else [*parts[: MOST_PHRASES - 1], figure]


def _shared(row: Sequence[ComparedPassage]) -> dict[str, int]:
    """Stems with the number of articles that use them; those of one article only where it is alone."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for one in row:
        by_article[one.ref.article] |= one.stems
    counts = Counter(stem for stems in by_article.values() for stem in stems)
    least = min(2, len(by_article))
    return {stem: count for stem, count in counts.items() if count >= least}


def _nameable(stem: str) -> float:
    """1 for what is mostly a noun or a name, less for verbs: they seldom say what a row is about."""
    nouns, verbs = noun_and_verb_uses(stem)
    return VERB if verbs > nouns else 1.0


def _phrases(one: ComparedPassage, weights: dict[str, float]) -> list[str]:
    """The most distinctive shared words of a passage with their shared neighbours, in text order."""
    used: set[str] = set()
    found: list[_Phrase] = []
    places = sorted(
        (n for n, term in enumerate(one.terms) if term.stem in weights),
        key=lambda n: (-weights[one.terms[n].stem], n),
    )
    for number in places:
        if len(found) == MOST_PHRASES:
            break
        if one.terms[number].stem in used:
            continue
        first, last = _run(one, number, weights, used)
        used.update(term.stem for term in one.terms[first : last + 1])
        start, end = one.terms[first].start, one.terms[last].end
        found.append(_Phrase(start, one.article.text[start:end]))
    return [phrase.text for phrase in sorted(found)]


def _run(one: ComparedPassage, number: int, weights: dict[str, float], used: set[str]) -> tuple[int, int]:
    """First and last term of the phrase around a term: shared words with nothing but a blank between."""
    first = last = number

    def fits(index: int) -> bool:
        return one.terms[index].stem in weights and one.terms[index].stem not in used

    while last - first < LONGEST_PHRASE - 1:
        if first > 0 and fits(first - 1) and _next_to(one, one.terms[first - 1], one.terms[first]):
            first -= 1
        elif (
            last + 1 < len(one.terms)
            and fits(last + 1)
            and _next_to(one, one.terms[last], one.terms[last + 1])
        ):
            last += 1
        else:
            break
    return first, last


def _next_to(one: ComparedPassage, left: Term, right: Term) -> bool:
    return one.article.text[left.end : right.start] in _JOINTS


def _shared_figure(row: Sequence[ComparedPassage], same: Same) -> str | None:
    """The figure that most articles of the row give alike; dates and ordinals tell little."""
    figures = [f for one in row for f in one.figures if f.kind not in ("ordinal", "date")]
    values = [value for value in values_of(figures, same) if len(value.articles) > 1]
    return max(values, key=lambda value: len(value.articles)).first.text if values else None


def _joined(parts: Sequence[str]) -> str:
    """Parts on one line, as many as there is room for; the first alone is cut, not left out."""
    line = ""
    for part in (" ".join(part.split()) for part in parts):
        longer = f"{line}{BETWEEN}{part}" if line else part
        if len(longer) <= MOST_CHARACTERS:
            line = longer
        elif not line:
            line = part[: MOST_CHARACTERS - 1].rstrip() + "…"
    return line
