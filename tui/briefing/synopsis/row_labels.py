"""The label of a row: the phrases and figures that its passages share, in the words of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.model.article import Span
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights
from briefing.synopsis.values import Same, values_of
from briefing.text.background import noun_and_verb_uses
from briefing.text.terms import Term

MOST_PHRASES = 2
LONGEST_PHRASE = 5
"""Telling words in one phrase."""
MOST_CHARACTERS = 44
"""Of the whole label; the first phrase always stands, cut if it must be."""
VERB = 0.4
"""What a verb's weight is multiplied with."""
NOT_SHARED = 3.0
"""What a word inside a phrase costs that the passages do not share, in the measure of a word's rarity."""
BETWEEN = " · "
LINKING = re.compile(r"[ \u00a0\-‐‑]|(?:['’]s)? (?:(?:of|for|in|on|to|and|the|a|an|&) ){0,2}")
"""What may stand between two telling words of one phrase."""
NO_NOUN = re.compile(r"..[^e]ed$|..ly$")
"""Endings of participles and adverbs: "ruled" and "globally", but not "speed"."""
NOUN_TOO = 4
"""A word that is a verb no more than so many times as often as a noun may be a noun here: "house arrest"."""
PIECES = frozenset("'re 've 'll 'd 'm 's n't mr mrs ms dr sir prof".split())
"""Pieces of words and forms of address: they stand beside what is spoken of and name nothing."""


_INITIALS = r"(?:[A-Z]\. ){0,2}"
_ADDRESS = "(?!(?:Mrs?|Ms|Dr|Sir|Prof)\\b)"
_GIVEN_NAMES = re.compile(rf"(?<![\w.'’-])(?:{_ADDRESS}[A-Z][a-z'’-]+ {_INITIALS}){{1,2}}$")
_SURNAMES = re.compile(rf"(?: {_INITIALS}[A-Z][a-z'’-]+){{1,2}}(?![\w-])")
_OPENS = re.compile(r"(?:^|[.!?:;\"“”'‘’(\[]\s*)$")


class _Phrase(NamedTuple):
    start: int
    text: str


class _Run(NamedTuple):
    """Neighbouring terms that may be a phrase, by the places of the first and the last one."""

    worth: float
    first: int
    last: int


def label(
    row: Sequence[ComparedPassage], spans: Sequence[Span], stem_weights: StemWeights, same: Same
) -> str:
    """Return what the passages of a row have in common; for one article, what its passage is about.

    `spans` are the representative sentences; what they share goes before what the passages share. `same`
    tells whether two figures give the same value. Never empty where a passage has text.
    """
    sentences = [one.within(span) for one, span in zip(row, spans, strict=True)]
    parts = _common(sentences, stem_weights, same) or _common(row, stem_weights, same)
    parts = parts or _common(row, stem_weights, same, nouns=False)
    return _joined(parts) or _joined([" ".join(row[0].article.passage_text(row[0].ref.passage).split())])


def _common(
    row: Sequence[ComparedPassage], stem_weights: StemWeights, same: Same, *, nouns: bool = True
) -> list[str]:
    """The phrases that passages share, of `nouns` alone or of any words, and a figure."""
    shared = _shared(row)
    weights = {stem: stem_weights.weight(stem) * count * _nameable(stem) for stem, count in shared.items()}
    # The passage that holds most of what is shared lends its wording.
    best = max(row, key=lambda one: round(sum(sorted(weights.get(stem, 0.0) for stem in one.stems)), 6))
    parts = _phrases(best, weights, nouns=nouns)
    figure = _shared_figure(row, same)
    return parts if figure is None else [*parts, figure]


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


def _phrases(one: ComparedPassage, weights: Mapping[str, float], *, nouns: bool) -> list[str]:
    """The phrases of a passage that hold most of what is shared, in text order."""
    text = one.article.text
    terms = [term for term in one.terms if _names_something(text, term)]
    if not nouns:
        # Nothing that is named is shared: the rarest word says most.
        weights = {stem: weight for stem, weight in weights.items() if weight == max(weights.values())}
    used: set[str] = set()
    found: list[_Phrase] = []
    while len(found) < MOST_PHRASES:
        room = MOST_CHARACTERS - sum(len(phrase.text) + len(BETWEEN) for phrase in found)
        runs = _runs(one, terms, weights, used, room, nouns=nouns)
        if found:
            # A second word alone says less than it costs to read; a name or a phrase does not.
            runs = (r for r in runs if r.last > r.first or text[terms[r.last].start].isupper())
        best = max(runs, key=lambda run: (run.worth, -run.first, run.last), default=None)
        if best is None:
            break
        words = terms[best.first : best.last + 1]
        said = _said(one, words)
        used.update(term.stem for term in words)
        found.append(_Phrase(words[0].start, said))
    return [phrase.text for phrase in sorted(found)]


def _runs(
    one: ComparedPassage,
    terms: Sequence[Term],
    weights: Mapping[str, float],
    used: set[str],
    room: int,
    *,
    nouns: bool,
) -> Iterator[_Run]:
    """Every run of terms that may be a phrase of at most `room` characters."""

    def shared(term: Term) -> bool:
        return term.stem in weights and term.stem not in used

    for first, begin in enumerate(terms):
        if not shared(begin):
            continue
        worth = 0.0
        for last in range(first, min(first + LONGEST_PHRASE, len(terms))):
            term = terms[last]
            if last > first and not _next_to(one, terms[last - 1], term):
                break
            if nouns and not _stands_in_phrase(one.article.text, term):
                # What is done begins a sentence of its own, and no name of a matter goes on behind it.
                break
            if term.stem in used or (last > first and term.stem == terms[last - 1].stem):
                break
            worth += weights[term.stem] if shared(term) else -NOT_SHARED
            if term.end - begin.start > room:
                break
            if shared(term):
                yield _Run(round(worth, 6), first, last)


def _said(one: ComparedPassage, words: Sequence[Term]) -> str:
    """Some terms as shown; one common word alone goes with the one beside it that tells what of it."""
    text, start, end = one.article.text, words[0].start, words[-1].end
    if len(words) == 1 and text[start:end].islower():
        place = one.terms.index(words[0])
        if place + 1 < len(one.terms) and _tells_more(text, words[0], one.terms[place + 1]):
            end = one.terms[place + 1].end
        elif place and _tells_more(text, one.terms[place - 1], words[0]):
            start = one.terms[place - 1].start
    whole_start, whole_end = _whole_names(one, start, end)
    if whole_end - whole_start <= MOST_CHARACTERS:
        start, end = whole_start, whole_end
    shown = text[start:end]
    return shown[:-2] if shown.endswith(("'s", "’s")) else shown


def _whole_names(one: ComparedPassage, start: int, end: int) -> tuple[int, int]:
    """The same stretch with the names at its ends in full: "Donald J. Trump" and not "Donald"."""
    text, place = one.article.text, one.place
    before = _GIVEN_NAMES.search(text, place.start, start) if text[start].isupper() else None
    # The first word of a sentence has a capital whatever it is.
    if before is not None and not _OPENS.search(text, place.start, before.start()):
        start = before.start()
    last = text.rfind(" ", start, end) + 1 or start
    behind = _SURNAMES.match(text, end, place.end) if text[max(last, start)].isupper() else None
    if behind is not None and not text[start:end].endswith(("'s", "’s")):
        end = behind.end()
    return start, end


def _tells_more(text: str, left: Term, right: Term) -> bool:
    """Whether two neighbours, each a noun as a rule, stand together as one phrase."""
    return text[left.end : right.start] in (" ", "-") and all(
        _names_something(text, term) and _nameable(term.stem) == 1.0 for term in (left, right)
    )


def _names_something(text: str, term: Term) -> bool:
    """Whether a term is a word that can be named: no piece of one, no form of address."""
    surface = text[term.start : term.end]
    word = surface.casefold().replace("’", "'").rstrip(".")
    before = text[max(term.start - 1, 0) : term.start].replace("’", "'")
    return word not in PIECES and before + word not in PIECES and (len(word) > 2 or not surface.islower())


def _stands_in_phrase(text: str, term: Term) -> bool:
    """Whether a term may stand in a phrase: a name, or a word that is no verb, participle or adverb."""
    word = text[term.start : term.end]
    if not word.islower():
        return True
    nouns, verbs = noun_and_verb_uses(term.stem)
    if NO_NOUN.search(word) and not (word.endswith("ly") and nouns):
        return False
    return nouns * NOUN_TOO >= verbs


def _next_to(one: ComparedPassage, left: Term, right: Term) -> bool:
    return LINKING.fullmatch(one.article.text, left.end, right.start) is not None


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
