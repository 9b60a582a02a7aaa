"""What a folder speaks of: its content words and phrases, each with the passages that hold it.

A concept is a stem or a phrase of two or three stems that stand side by side ("arms sales").
Where a phrase accounts for most uses of a word, the word is only a short form of the phrase and
its passages are the phrase's. A word must behave as a noun to be a concept: no tagger is needed,
the little words before it tell ("the tariff", "of tariffs" against "to tariff").
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

from briefing.text.background import noun_and_verb_uses, rarity
from briefing.text.stems import stem as stem_of
from briefing.text.stopwords import ABSTRACT, CARDINALS, DEMONYMS, NEVER_IN_PHRASES, UNINFORMATIVE
from briefing.text.terms import Term, terms
from briefing.text.tokens import fold
from briefing.text.word_class_cues import cue
from briefing.topics.phrase_bounds import LONGEST, cut_off, joins, splits_word, surface_in
from briefing.topics.steered_words import Key, MutedWords

LONGEST_PASSAGE = 100_000
"""Characters of a passage that are read for its concepts: a book in one line is no passage, and
would fill the tables with phrases that stand there once."""
PHRASE_SHARE = 0.5
"""A phrase with this part of a word's uses takes the word over."""
UBIQUITOUS = 0.25
"""A name in more than this part of the passages is a party to the event, and part of no phrase."""
FEW = 10
MOST_SHARE = 0.6
"""But ten passages are few, as long as they are not most of all."""
PHRASE_LEAST = 2
"""Passages a phrase must stand in."""
UNHEARD = 8.0
"""A word this rare in news at large that only ever opens sentences, with a capital, is a name."""
HERE = 3
"""A use in the folder counts as much as three elsewhere when nouns are told from verbs."""
MODIFIER_SHARE = 0.7
"""A word that another content word follows this often is an adjective, no thing by itself."""
FULLY_NAMED = 0.5
"""A name is given in full in this part of the articles that have it."""
LOWER_SHARE = 0.15
"""A word written small this often is no name: it is shown small."""


@dataclass(slots=True)
class _Use:
    """What was seen of one stem or phrase."""

    passages: dict[int, int] = field(default_factory=dict)
    """Passage number to uses in it."""
    surfaces: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    """Of a phrase, the surfaces that no other content word follows: "rare earths", not "rare earth" ores."""
    uses: int = 0
    noun: int = 0
    verb: int = 0
    """How often a little word before it asks for a noun, or for a verb."""
    leads: int = 0
    """How often it stands right before what may be its noun, as an adjective does."""
    beside: int = 0
    """How often a word of the event itself stands next to it; known once all is read."""
    inside: int = 0
    inside_capital: int = 0
    """Uses where no rule of spelling asks for a capital, and those that have one."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word or phrase of the folder."""

    key: Key
    surface: str
    """Its commonest form in the text."""
    passages: frozenset[int]
    rarity: float
    """How rare it is in news at large; a phrase is as rare as its rarest word, and half as much again
    of its other words."""
    name: bool
    """Written with a capital inside sentences."""
    burst: float
    """How much its uses gather in places: about 1 when strewn evenly, above when passages dwell on it."""
    abstract: bool
    """Too general to lead a topic."""


class ConceptScan:
    """Collects the uses of stems and phrases, passage by passage."""

    def __init__(self, muted: Iterable[Key] = (), pinned: Iterable[Key] = ()) -> None:
        """`muted` words and phrases are read over; `pinned` ones are concepts wherever they stand."""
        self._muted = MutedWords(muted)
        self.pinned = frozenset(pinned)
        self.article_of: list[int] = []
        """The article number of every passage."""
        self.owner: dict[str, Key] = {}
        """The phrase that takes a word over, where one does; known once `concepts` was asked."""
        self._banned: frozenset[str] = frozenset()
        self._kept: dict[Key, _Use] = {}
        self._words: defaultdict[str, _Use] = defaultdict(_Use)
        self._phrases: defaultdict[Key, _Use] = defaultdict(_Use)
        self._cut: frozenset[Key] = frozenset()

    def add(self, article: int, text: str, start: int, end: int) -> None:
        """Scan the passage `text[start:end]` of an article; passages come in reading order."""
        number = len(self.article_of)
        self.article_of.append(article)
        found = self._muted.dropped(terms(text, start, min(end, start + LONGEST_PASSAGE)))
        capitals = sum(text[term.start].isupper() for term in found)
        headline = len(found) > 2 and capitals > 0.6 * len(found)
        joined = [*map(joins, repeat(text), found, found[1:]), False]
        run: list[Term] = []
        for at, term in enumerate(found):
            self._note_word(text, start, term, number, headline)
            run = [*run[1 - LONGEST :], term] if at and joined[at - 1] else [term]
            if len(run) > 1 and _qualifies(text, run[-2], term):
                self._words[run[-2].stem].leads += 1
            if splits_word(text, term.end):
                continue
            for size in range(2, len(run) + 1):
                if not splits_word(text, run[-size].start - 1):
                    self._note_phrase(text, run[-size:], number, headline, joined[at])

    def _note_word(self, text: str, start: int, term: Term, number: int, headline: bool) -> None:
        use = self._words[term.stem]
        use.passages[number] = use.passages.get(number, 0) + 1
        use.uses += 1
        surface = surface_in(text, term.start, term.end)
        use.surfaces[surface] += 1
        before = cue(text, start, term.start)
        use.noun += before == "noun"
        use.verb += before == "verb"
        if before != "opening" and not headline:
            use.inside += 1
            use.inside_capital += surface[0].isupper()

    def _note_phrase(
        self, text: str, run: Sequence[Term], number: int, headline: bool, followed: bool
    ) -> None:
        use = self._phrases[tuple(term.stem for term in run)]
        use.uses += 1
        use.inside += not headline
        use.passages[number] = use.passages.get(number, 0) + 1
        surface = surface_in(text, run[0].start, run[-1].end)
        use.surfaces[surface] += 1
        if not followed:
            use.heads[surface] += 1

    def settle(
        self,
        unwanted: Iterable[str] = (),
        share: float = PHRASE_SHARE,
        *,
        ubiquitous: float = UBIQUITOUS,
    ) -> None:
        """End the scan: find the phrases, and the words they take over.

        `unwanted` are folded words that are no concepts. A phrase with at least `share` of a word's
        uses takes the word over. A name that stands in more than `ubiquitous` of the passages is that
        of the event all of them tell of, and tells none of its topics.
        """
        self._banned = UNINFORMATIVE | frozenset(unwanted)
        limit = most_passages(len(self.article_of), ubiquitous)
        self._everywhere = {
            stem for stem, use in self._words.items() if len(use.passages) > limit and self._is_name(stem)
        }
        whole = {key: use for key, use in self._phrases.items() if self._is_phrase(key, use, self._banned)}
        self._cut = cut_off({key: use.uses for key, use in whole.items()}) - self.pinned
        self._kept = {key: use for key, use in whole.items() if key not in self._cut}
        self._kept.update((key, self._phrases[key]) for key in self.pinned if key in self._phrases)
        self._pairs: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self._phrases:
            if len(key) == 2:
                self._pairs[key[0]].append(key)
                self._pairs[key[1]].append(key)
        self._sizes = Counter(self.article_of)
        self._count_satellites()
        self.owner = self._owners(self._kept, share)
        self._taken: defaultdict[Key, list[str]] = defaultdict(list)
        for stem, key in self.owner.items():
            self._taken[key].append(stem)

    def concepts(self, unwanted: Iterable[str] = (), share: float = PHRASE_SHARE) -> list[Concept]:
        """End the scan and return every concept, in order of its key; arguments as for `settle`."""
        self.settle(unwanted, share)
        return self.concepts_settled()

    def concepts_settled(self) -> list[Concept]:
        """Return every concept of a settled scan, in order of its key."""
        alone = {(stem,) for stem in self._words if stem not in self.owner}
        found = (self.concept(key) for key in sorted(alone | self._kept.keys()))
        return [concept for concept in found if concept is not None]

    def concept(self, key: Key) -> Concept | None:
        """Return the concept of a word or phrase of a settled scan; None when it is none."""
        use = self._kept.get(key) if len(key) > 1 else self._words.get(key[0])
        if use is None or (key not in self.pinned and not self._is_informative(key, self._banned)):
            return None
        passages = set(use.passages)
        for stem in self._taken.get(key, ()):
            passages.update(self._words[stem].passages)
        return self._concept(key, use, frozenset(passages))

    @property
    def muted_met(self) -> set[Key]:
        """The muted words that stood somewhere."""
        return self._muted.met

    def _is_informative(self, key: Key, banned: frozenset[str]) -> bool:
        if len(key) == 1 and not self._is_noun(key[0], banned):
            return False
        return not any(self._is_satellite(stem) for stem in key)

    def adjoin(self, one: Key, other: Key) -> bool:
        """Whether the text says the two side by side as a phrase, more than by chance."""
        both = ((*one, *other), (*other, *one))
        return any(
            key in self._phrases and self._is_phrase(key, self._phrases[key], self._banned) for key in both
        )

    def said(self, one: Key, other: Key) -> str:
        """Return the phrase two concepts make where they adjoin, as the text mostly writes it."""
        found = [
            self._phrases[key]
            for key in ((*one, *other), (*other, *one))
            if self._phrases.get(key) is not None
        ]
        use = max(found, key=lambda use: len(use.passages))
        return surface_of(use.heads or use.surfaces)

    def full_name(self, key: Key) -> str:
        """Return the longer name that a name of one word is mostly met in somewhere; "" if there is none.

        A person is named in full once in an article or two, and by the last word from then on.
        """
        if len(key) > 1 or not self._is_name(key[0]):
            return ""
        articles = {self.article_of[passage] for passage in self._words[key[0]].passages}
        best: tuple[int, Key] | None = None
        for longer in self._pairs[key[0]]:
            # Also one that is mostly a piece of a longer phrase, as with an office before it.
            use = self._phrases[longer]
            if longer[1] == key[0] and self._is_name(longer[0]) and longer[0] not in _abstract_stems():
                named = {self.article_of[passage] for passage in use.passages}
                if len(named) >= FULLY_NAMED * len(articles):
                    best = min(best or (0, longer), (-len(use.passages), longer))
        return surface_of(self._phrases[best[1]].surfaces) if best else ""

    def form(self, stem: str) -> str:
        """Return the commonest form of a stem that was scanned."""
        return surface_of(self._words[stem].surfaces)

    def knows(self, stem: str) -> bool:
        return stem in self._words

    def commonest_phrase(self, stem: str, least: int = PHRASE_LEAST) -> str:
        """Return the commonest informative phrase of two words that a stem stands in; "" if there is none.

        `least` is the number of passages it must stand in.
        """
        best: tuple[int, int, Key] | None = None
        for key in self._pairs[stem]:
            use = self._phrases[key]
            if key in self._cut or not self._is_phrase(key, use, UNINFORMATIVE, least):
                continue
            other = key[0] if key[1] == stem else key[1]
            stray = len(use.passages) == 1 and stem not in self.owner.get(other, key)
            empty = fold(surface_of(self._words[other].surfaces)) in UNINFORMATIVE
            if stray or (empty and (key[1] != other or len(use.passages) < PHRASE_LEAST)):
                continue
            rank = (-len(use.passages), -len(self._words[other].passages), key)
            best = rank if best is None else min(best, rank)
        return surface_of(self._phrases[best[2]].heads or self._phrases[best[2]].surfaces) if best else ""

    def _count_satellites(self) -> None:
        for key, use in self._phrases.items():
            if len(key) == 2:
                for stem, other in (key, key[::-1]):
                    if other in self._everywhere:
                        self._words[stem].beside += sum(use.passages.values())

    def _concept(self, key: Key, use: _Use, passages: frozenset[int]) -> Concept:
        parts = sorted((rarity(stem) for stem in key), reverse=True)
        names = all(self._is_name(stem) for stem in key)
        uses = sum(use.passages.values()) / len(use.passages)
        abstract = all(self._is_abstract(stem) for stem in key)
        return Concept(
            key,
            surface_of(use.heads or use.surfaces),
            passages,
            parts[0] + sum(parts[1:]) / 2,
            names,
            uses * self._adjacency(passages),
            abstract,
        )

    def _adjacency(self, passages: frozenset[int]) -> float:
        """Return the root of neighbouring pairs over those expected if uses were strewn evenly."""
        inside = Counter(self.article_of[passage] for passage in passages)
        expected = sum(count * (count - 1) / self._sizes[article] for article, count in inside.items())
        pairs = sum(
            passage + 1 in passages and self.article_of[passage] == self.article_of[passage + 1]
            for passage in passages
        )
        return math.sqrt((pairs + 1) / (expected + 1))

    def _is_abstract(self, stem: str) -> bool:
        return stem in _abstract_stems() or fold(surface_of(self._words[stem].surfaces)) in UNINFORMATIVE

    def _owners(self, phrases: dict[Key, _Use], share: float) -> dict[str, Key]:
        """Return the phrase that takes a word over, for each word that has one."""
        best: dict[str, tuple[int, int, Key]] = {}
        for key, use in phrases.items():
            size = len(use.passages)
            for stem in key:
                if (stem,) in self.pinned:
                    continue
                if size >= share * len(self._words[stem].passages):
                    rank = (size, len(key), key)
                    if stem not in best or (-rank[0], -rank[1], rank[2]) < (
                        -best[stem][0],
                        -best[stem][1],
                        best[stem][2],
                    ):
                        best[stem] = rank
        return {stem: rank[2] for stem, rank in best.items()}

    def _is_phrase(self, key: Key, use: _Use, banned: frozenset[str], least: int = PHRASE_LEAST) -> bool:
        """Whether the stems make a phrase worth showing: content words, no verb, a noun last."""
        if not use.inside or len(use.passages) < least or len(set(key)) < len(key):
            return False
        if any(not stem.isalpha() or len(stem) < 2 or stem in self._everywhere for stem in key):
            return False
        folded = [fold(surface_of(self._words[stem].surfaces)) for stem in key]
        if any(word in NEVER_IN_PHRASES for word in folded) or all(word in banned for word in folded):
            return False
        if any(self._is_verb(stem, word) for stem, word in zip(key, folded, strict=True)):
            return False
        if any(self._is_participle(stem, word) for stem, word in zip(key[1:], folded[1:], strict=True)):
            return False
        if folded[0] in CARDINALS and not self._is_name(key[-1]):
            return False
        last = self._words[key[-1]]
        return self._is_name(key[-1]) or last.noun > 0 or last.leads < MODIFIER_SHARE * last.uses

    def _is_verb(self, stem: str, folded: str) -> bool:
        """Whether a word is used as a verb or an adverb more than as a noun or an adjective."""
        use = self._words[stem]
        if self._is_name(stem):
            return False
        nouns, verbs = noun_and_verb_uses(stem)
        nouns, verbs = nouns + HERE * use.noun, verbs + HERE * use.verb
        verbal = folded.endswith(("ed", "ing"))
        return folded.endswith("ly") or verbs > nouns or (verbal and verbs >= nouns)

    def _is_participle(self, stem: str, folded: str) -> bool:
        """Whether a word is the past of a verb: behind another word it tells what that did."""
        return folded.endswith("ed") and folded != stem and not self._is_name(stem)

    def _is_noun(self, stem: str, banned: frozenset[str]) -> bool:
        if not stem.isalpha() or len(stem) < 3:
            return False
        use = self._words[stem]
        shown = fold(surface_of(use.surfaces))
        if shown in banned or shown in DEMONYMS or self._is_participle(stem, shown):
            return False
        return not self._is_verb(stem, shown) and use.leads < MODIFIER_SHARE * use.uses

    def _is_satellite(self, stem: str) -> bool:
        """Whether a name mostly stands beside a name of the event itself: a first name, a title."""
        use = self._words[stem]
        return self._is_name(stem) and use.beside > use.uses / 2

    def _is_name(self, stem: str) -> bool:
        use = self._words[stem]
        if not use.inside:
            return rarity(stem) > UNHEARD and all(form[0].isupper() for form in use.surfaces)
        return use.inside_capital > (1 - LOWER_SHARE) * use.inside


def most_passages(total: int, share: float) -> float:
    """Return in how many of `total` passages a word may stand before it is that of the event."""
    return max(share * total, min(FEW, MOST_SHARE * total))


@cache
def _abstract_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in ABSTRACT)


def surface_of(surfaces: Counter[str]) -> str:
    """Return the commonest form; written small where it is often enough."""
    forms: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for surface, count in surfaces.items():
        forms[surface.casefold()] += count
        small[surface.casefold()] += count if surface == surface.lower() else 0
    form = min(forms, key=lambda item: (-forms[item], item))
    if small[form] >= LOWER_SHARE * forms[form]:
        return form
    written = {surface: count for surface, count in surfaces.items() if surface.casefold() == form}
    return min(written, key=lambda item: (-written[item], item))


def _qualifies(text: str, term: Term, after: Term) -> bool:
    """Whether a word may qualify the one after it: no two parts of a name, no subject of a verb."""
    follower = text[after.start : after.end]
    if text[term.start].isupper() and follower[0].isupper():
        return False
    return not follower.endswith("ed") and fold(follower) not in UNINFORMATIVE
