"""What a folder speaks of: its content words and phrases, each with the passages that hold it.

A concept is a stem or a phrase of two or three stems that stand side by side ("arms sales").
Where a phrase accounts for most uses of a word, the word is only a short form of the phrase and
its passages are the phrase's. A word must behave as a noun to be a concept: no tagger is needed,
the little words before it tell ("the tariff", "of tariffs" against "to tariff").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise, repeat

from briefing.text.background import is_mostly_verb, may_be_verb, noun_and_verb_uses, rarity
from briefing.text.given_names import given_names
from briefing.text.stems import stem as stem_of
from briefing.text.stopwords import (
    ABSTRACT,
    CARDINALS,
    DEMONYMS,
    MONTHS_AND_FIRST_NAMES,
    NEVER_IN_PHRASES,
    OFFICES,
    UNINFORMATIVE,
)
from briefing.text.terms import Term, terms
from briefing.text.tokens import fold
from briefing.text.word_class_cues import Cue, begins_predicate, cue
from briefing.topics.compound_nouns import begins_as_noun, ends_as_noun
from briefing.topics.phrase_bounds import (
    CUT_SHARE,
    LONGEST,
    cut_off,
    is_clause,
    is_pair,
    joins,
    splits_word,
    surface_in,
)
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
PART_OF_NAME = 0.6
"""A name is a piece of a longer one when this part of its uses stand in one, whichever that is."""
MOST_DONE = 0.25
"""Part of the uses of a phrase in which it may tell what is done: of "stocks edge", "stocks edged higher"."""
MOST_THINGS = 0.5
MET_AS_NOUN = 2
"""Uses of a phrase of which it must be told, at least half, that it is of nouns."""
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "'", ")", "…")
_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ic", "ible", "able")
LEAST_THINGS = 0.2
"""A noun is what is spoken of in this part of its uses at least, and not told of something else."""
_GOES_ON = re.compile(
    r"(?:['’] [A-Z]|(?<=\bSt)\. ?[A-Z]| (?:[A-Z](?:\.|(?= [A-Z]))|"
    r"(?:One|Two|Three|Four|Five|I{1,3}|IV|[0-9]{1,3})\b))"
)
"""Behind the first word of "Formula One", "Breeders' Cup" and "Ana B. Moreno", and behind "Mount St"."""
_CAPITAL = re.compile(" [A-Z][a-z]{2,}")
_INSIDE_NAMES = frozenset((" and ", " for "))
"""What may stand inside a name: "Food and Drug Administration"."""
_DETERMINERS = ("the ", " a ", " an ", "this ", "that ", "his ", "her ", "its ", "their ")
LOWER_SHARE = 0.15
"""A word written small this often is no name: it is shown small."""


_NONE = partial(defaultdict[str, int], int)


@dataclass(slots=True)
class _Use:
    """What was seen of one stem or phrase."""

    passages: dict[int, int] = field(default_factory=dict)
    """Passage number to uses in it."""
    surfaces: defaultdict[str, int] = field(default_factory=_NONE)
    heads: defaultdict[str, int] = field(default_factory=_NONE)
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
    things: defaultdict[str, int] = field(default_factory=_NONE)
    """How often each form is what is spoken of: "the knee" that nothing follows, "shoppers were"."""
    in_compound: int = 0
    """How often a word is a part of one with hyphens."""
    prose: int = 0
    """Uses outside headlines."""
    in_name: int = 0
    """How many of those are parts of a longer name: what stands beside it has a capital too."""
    capital: int = 0
    """Of a phrase, how many of those have capitals throughout."""
    alone: int = 0
    """Of a phrase, how many uses have nothing behind them that they qualify."""
    begins: int = 0
    ends: int = 0
    """Of a phrase, uses where its first word, and its last, is a noun by where it stands, less those where it
    may be a verb; counted where news at large has it for one."""


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
        self.pairs: set[frozenset[str]] = set()
        """The stems that stand side by side, joined by "and" and in no longer list."""
        self._banned: frozenset[str] = frozenset()
        self._shown: dict[str, str] = {}
        self._kept: dict[Key, _Use] = {}
        self._words: defaultdict[str, _Use] = defaultdict(_Use)
        self._phrases: defaultdict[Key, _Use] = defaultdict(_Use)
        self._cut: frozenset[Key] = frozenset()

    def add(self, article: int, text: str, start: int, end: int) -> None:
        """Scan the passage `text[start:end]` of an article; passages come in reading order."""
        number = len(self.article_of)
        self.article_of.append(article)
        found = self._muted.dropped(terms(text, start, min(end, start + LONGEST_PASSAGE)))
        upper = [text[term.start].isupper() for term in found]
        headline = len(found) > 2 and sum(upper) > 0.6 * len(found)
        joined = [*map(joins, repeat(text), found, found[1:]), False]
        # Whether a term and the one behind it are parts of one name.
        named = [
            together and not headline and one and two
            for together, one, two in zip(joined, upper, upper[1:], strict=False)
        ]
        named += [False, False]  # the latter is what stands before the first
        # The same, where the one ahead is no office: a name is not a piece of itself with its title.
        offices = _office_stems()
        behind = [one and term.stem not in offices for one, term in zip(named, found, strict=False)]
        behind += [False]
        for at, term in enumerate(found):
            # "American Ana Moreno" is Ana Moreno.
            behind[at] = behind[at] and not (named[at + 1] and term.stem in _people_stems())
        inside = [False] * (len(found) + 1)
        for at, (one, two) in enumerate(pairwise(found)):
            if not headline and text[one.end : two.start] in _INSIDE_NAMES:
                behind[at] = inside[at] = text[one.start].isupper() and text[two.start].isupper()
            elif named[at + 1] and text[one.end : two.start] == " of " and one.stem not in offices:
                # "Defence of Harbours Act"; what a president is of is a name by itself.
                behind[at] = inside[at] = text[one.start].isupper()
        run: list[Term] = []
        capitals = 0
        prose = not headline and text[start:end].rstrip().endswith(_SENTENCE_ENDS)
        cues: list[Cue] = []
        for at, term in enumerate(found):
            split = splits_word(text, term.end)
            capitals = capitals + 1 if named[at - 1] else 1
            cues.append(cue(text, start, term.start))
            use = self._note_word(text, start, found, at, number, headline, cues[at])
            use.in_compound += split or splits_word(text, term.start - 1)
            goes_on = (
                named[at]
                or inside[at]
                or (upper[at] and not headline and (_goes_on(text, term) or _names_on(text, found, at)))
            )
            use.in_name += behind[at - 1] or goes_on
            run = [*run[1 - LONGEST :], term] if at and joined[at - 1] else [term]
            if len(run) > 1 and _qualifies(text, run[-2], term):
                self._words[run[-2].stem].leads += 1
            if at and is_pair(text, found[at - 1], term):
                self.pairs.add(frozenset((found[at - 1].stem, term.stem)))
            if split:
                continue
            qualifies = joined[at] and not _may_be_verb(text, found[at + 1])
            done = len(run) > 1 and may_be_verb(term.stem)
            for size in range(2, len(run) + 1):
                if not splits_word(text, run[-size].start - 1):
                    phrase, before = run[-size:], cues[at + 1 - size]
                    use = self._note_phrase(text, phrase, number, headline, joined[at])
                    if done:
                        use.ends += ends_as_noun(text, start, phrase, before, prose=prose)
                    if is_mostly_verb(phrase[0].stem):
                        use.begins += begins_as_noun(text, start, phrase[0], before, prose=prose)
                    use.in_name += goes_on or behind[at - size]
                    use.capital += capitals >= size
                    use.alone += not qualifies

    def _note_word(
        self, text: str, start: int, found: Sequence[Term], at: int, number: int, headline: bool, before: Cue
    ) -> _Use:
        term = found[at]
        use = self._words[term.stem]
        use.passages[number] = use.passages.get(number, 0) + 1
        use.uses += 1
        surface = surface_in(text, term.start, term.end)
        use.surfaces[surface] += 1
        use.noun += before == "noun"
        use.verb += before == "verb"
        if _is_thing(text, start, found, at, before):
            use.things[surface.casefold()] += 1
        if not headline:
            use.prose += 1
            if before != "opening":
                use.inside += 1
                use.inside_capital += surface[0].isupper()
        return use

    def _note_phrase(
        self, text: str, run: Sequence[Term], number: int, headline: bool, followed: bool
    ) -> _Use:
        use = self._phrases[tuple([term.stem for term in run])]
        use.uses += 1
        use.inside += not headline
        use.prose += not headline
        use.passages[number] = use.passages.get(number, 0) + 1
        surface = surface_in(text, run[0].start, run[-1].end)
        use.surfaces[surface] += 1
        if not followed:
            use.heads[surface] += 1
        return use

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
        self._shown.clear()
        limit = most_passages(len(self.article_of), ubiquitous)
        self._everywhere = {
            stem for stem, use in self._words.items() if len(use.passages) > limit and self._is_name(stem)
        }
        whole = {key: use for key, use in self._phrases.items() if self._is_phrase(key, use, self._banned)}
        self._cut = cut_off({key: use.uses for key, use in whole.items()}) - self.pinned
        self._kept = {key: use for key, use in whole.items() if key not in self._cut}
        self._kept.update((key, self._phrases[key]) for key in self.pinned if key in self._phrases)
        self._pairs: defaultdict[str, list[Key]] = defaultdict(list)
        self._longer: defaultdict[Key, list[Key]] = defaultdict(list)
        for key, use in self._phrases.items():
            if _is_named(use):
                self._longer[key[1:]].append(key)
                self._longer[key[:-1]].append(key)
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

    def concepts_settled(self, least: int = 1, *, burst: bool = True) -> list[Concept]:
        """Return every concept of a settled scan that stands in `least` passages, in order of its key.

        Without `burst` it is not worked out how much their uses gather.
        """
        alone = {
            (stem,)
            for stem, use in self._words.items()
            if len(use.passages) >= least and stem not in self.owner
        }
        found = (self.concept(key, burst=burst) for key in sorted(alone | self._kept.keys()))
        return [concept for concept in found if concept is not None]

    def concept(self, key: Key, *, burst: bool = True) -> Concept | None:
        """Return the concept of a word or phrase of a settled scan; None when it is none."""
        use = self._kept.get(key) if len(key) > 1 else self._words.get(key[0])
        if use is None or (key not in self.pinned and not self._is_informative(key, self._banned)):
            return None
        passages = set(use.passages)
        for stem in self._taken.get(key, ()):
            passages.update(self._words[stem].passages)
        return self._concept(key, use, frozenset(passages), burst)

    @property
    def muted_met(self) -> set[Key]:
        """The muted words that stood somewhere."""
        return self._muted.met

    def _is_informative(self, key: Key, banned: frozenset[str]) -> bool:
        if len(key) == 1 and not self._is_noun(key[0], banned):
            return False
        if len(key) == 1 and self._is_shared_name(key[0]):
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

    def holding(self, key: Key) -> frozenset[int]:
        """Return the passages that hold all stems of `key`, side by side or not."""
        held = [frozenset(self._words[stem].passages) for stem in key if stem in self._words]
        return frozenset.intersection(*held) if len(held) == len(key) > 0 else frozenset()

    def full_name(self, key: Key) -> str:
        """Return the longer name that a name of one word is mostly met in somewhere; "" if there is none.

        A person is named in full once in an article or two, and by the last word from then on.
        """
        whole = self._full_key(key)
        return surface_of(self._phrases[whole].surfaces) if whole != key else ""

    def _full_key(self, key: Key) -> Key:
        use = self._words.get(key[0]) if len(key) == 1 else self._phrases.get(key)
        if use is None or not (self._is_name(key[0]) if len(key) == 1 else _is_named(use)):
            return key
        articles = {self.article_of[passage] for passage in use.passages}
        best: tuple[int, Key] | None = None
        for longer in self._longer[key]:
            # Also one that is mostly a piece of a longer phrase, as with an office before it.
            use = self._phrases[longer]
            further = longer[0] if longer[1:] == key else longer[-1]
            if not _is_named(use) or (self._spoils(further) and not self._is_first_name(longer, key)):
                continue
            if longer[1:] == key:
                if further in _office_stems() or self.without_people(longer):
                    continue
            elif not self.is_part_of_name(key):
                continue
            named = {self.article_of[passage] for passage in use.passages}
            if len(named) > FULLY_NAMED * len(articles):
                best = min(best or (0, longer), (-len(use.passages), longer))
        return self._full_key(best[1]) if best else key

    def _is_first_name(self, longer: Key, surname: Key) -> bool:
        """Whether what stands before a surname is a month and here a first name: "Jan", "April"."""
        return longer[1:] == surname and self._folded(longer[0]) in MONTHS_AND_FIRST_NAMES

    def without_people(self, key: Key) -> str:
        """Return a name without the people its bearer is of, where it is met without: "Ana Moreno" of
        "American Ana Moreno"; "" for any other."""
        use, bare = self._phrases.get(key), self._phrases.get(key[1:])
        if len(key) < 3 or use is None or bare is None or key[0] not in _people_stems():
            return ""
        return surface_of(bare.surfaces) if _is_named(use) and use.uses < CUT_SHARE * bare.uses else ""

    def is_part_of_name(self, key: Key) -> bool:
        """Whether a word or phrase is mostly met inside a longer name: "Diego Padres"."""
        use = self._words.get(key[0]) if len(key) == 1 else self._phrases.get(key)
        return use is not None and 0 < PART_OF_NAME * use.prose <= use.in_name

    def stands_alone(self, key: Key) -> bool:
        """Whether a phrase ends in a noun, with nothing behind it that it qualifies, and tells of no deed."""
        use = self._phrases[key]
        if not (_is_named(use) or self.is_thing(key[-1])):
            return False
        done = sum(count for form, count in use.surfaces.items() if is_clause(form.split()))
        return done < MOST_DONE * use.uses and use.alone >= LEAST_THINGS * use.uses

    def is_thing(self, stem: str) -> bool:
        """Whether a word is met as what is spoken of in the form that is shown; no adjective is."""
        use = self._words[stem]
        if use.in_compound > use.uses / 2:
            return False
        form = surface_of(use.surfaces).casefold()
        if self._is_name(stem) and not form.endswith(_ADJECTIVE_ENDINGS):
            return use.inside > 0
        uses = sum(count for surface, count in use.surfaces.items() if surface.casefold() == form)
        # "Fast and brutal, the storm …": what may well be an adjective needs more to be a noun.
        share = MOST_THINGS if form.endswith(_ADJECTIVE_ENDINGS) else LEAST_THINGS
        return use.things[form] >= share * uses

    def form(self, stem: str) -> str:
        """Return the commonest form of a stem that was scanned."""
        return surface_of(self._words[stem].surfaces)

    def _folded(self, stem: str) -> str:
        shown = self._shown.get(stem)
        if shown is None:
            shown = self._shown[stem] = fold(surface_of(self._words[stem].surfaces))
        return shown

    def knows(self, stem: str) -> bool:
        return stem in self._words

    def commonest_phrase(self, stem: str) -> str:
        """Return the commonest informative phrase of two words that a stem stands in; "" if there is none."""
        best: tuple[int, int, Key] | None = None
        for key in self._pairs[stem]:
            use = self._phrases[key]
            if key in self._cut or not self._is_phrase(key, use, UNINFORMATIVE):
                continue
            other = key[0] if key[1] == stem else key[1]
            if key[1] != other and self._folded(other) in UNINFORMATIVE:
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

    def _concept(self, key: Key, use: _Use, passages: frozenset[int], burst: bool) -> Concept:
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
            uses * self._adjacency(passages) if burst else 1.0,
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
        return stem in _abstract_stems() or self._folded(stem) in UNINFORMATIVE

    def _owners(self, phrases: dict[Key, _Use], share: float) -> dict[str, Key]:
        """Return the phrase that takes a word over, for each word that has one."""
        best: dict[str, tuple[int, int, Key]] = {}
        for key, use in phrases.items():
            size = len(use.passages)
            for stem in key:
                # Of "power cuts", what is cut elsewhere is something else.
                if (stem,) in self.pinned or self._is_verb(stem, self._folded(stem)):
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

    def _is_phrase(self, key: Key, use: _Use, banned: frozenset[str]) -> bool:
        """Whether the stems make a phrase worth showing: content words, no verb, a noun last."""
        if not use.inside or len(use.passages) < PHRASE_LEAST or len(set(key)) < len(key):
            return False
        if any(not stem.isalpha() or len(stem) < 2 or stem in self._everywhere for stem in key):
            return False
        folded = [self._folded(stem) for stem in key]
        if any(word in NEVER_IN_PHRASES for word in folded) or all(word in banned for word in folded):
            return False
        if _is_named(use):
            return True
        if not self._is_name(key[-1]) and _mostly(-use.ends, use):
            return False
        # Of some uses in the folder it is told by where they stand, whatever the word mostly is elsewhere.
        nouns = [_mostly(use.begins, use), *[False] * (len(key) - 2), _mostly(use.ends, use)]
        if any(
            self._is_verb(stem, word, noun_here=noun)
            for stem, word, noun in zip(key, folded, nouns, strict=True)
        ):
            return False
        if any(self._is_participle(stem, word) for stem, word in zip(key[1:], folded[1:], strict=True)):
            return False
        if folded[0] in CARDINALS and not self._is_name(key[-1]):
            return False
        last = self._words[key[-1]]
        return self._is_name(key[-1]) or last.noun > 0 or last.leads < MODIFIER_SHARE * last.uses

    def _is_verb(self, stem: str, folded: str, *, noun_here: bool = False) -> bool:
        """Whether a word is used as a verb or an adverb more than as a noun or an adjective; one that is a
        `noun_here` only where it looks like nothing else."""
        use = self._words[stem]
        if self._is_name(stem):
            return False
        nouns, verbs = noun_and_verb_uses(stem)
        nouns, verbs = nouns + HERE * use.noun, verbs + HERE * use.verb
        verbal = folded.endswith(("ed", "ing"))
        return folded.endswith("ly") or (verbs > nouns and not noun_here) or (verbal and verbs >= nouns)

    def _spoils(self, stem: str) -> bool:
        return self._folded(stem) in NEVER_IN_PHRASES

    def _is_participle(self, stem: str, folded: str) -> bool:
        """Whether a word is the past of a verb: behind another word it tells what that did."""
        return folded.endswith("ed") and folded != stem and not self._is_name(stem)

    def _is_noun(self, stem: str, banned: frozenset[str]) -> bool:
        if not stem.isalpha() or len(stem) < 3:
            return False
        use = self._words[stem]
        shown = self._folded(stem)
        if shown in banned or shown in DEMONYMS or self._is_participle(stem, shown):
            return False
        return not self._is_verb(stem, shown) and use.leads < MODIFIER_SHARE * use.uses

    def _is_satellite(self, stem: str) -> bool:
        """Whether a name mostly stands beside a name of the event itself: a first name, a title."""
        use = self._words[stem]
        return self._is_name(stem) and use.beside > use.uses / 2

    def _is_shared_name(self, stem: str) -> bool:
        """Whether a first name is a piece of the names of several: "Paul" of Paul Cole and Paul Dean."""
        folded, given = self._folded(stem), given_names()
        if not self._is_name(stem) or folded not in given.all or folded in given.also_places:
            return False
        return self.is_part_of_name((stem,)) and not self.full_name((stem,))

    def _is_name(self, stem: str) -> bool:
        use = self._words[stem]
        if not use.inside:
            return rarity(stem) > UNHEARD and all(form[0].isupper() for form in use.surfaces)
        return use.inside_capital > (1 - LOWER_SHARE) * use.inside


def _mostly(told: int, use: _Use) -> bool:
    """Whether where a phrase stands tells it of most of its uses."""
    return 2 * told >= max(use.uses, MET_AS_NOUN)


@cache
def _office_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in OFFICES)


@cache
def _people_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in DEMONYMS)


def _is_named(use: _Use) -> bool:
    """Whether a phrase is the name of something: written with capitals throughout."""
    return use.capital > (1 - LOWER_SHARE) * use.prose


def most_passages(total: int, share: float) -> float:
    """Return in how many of `total` passages a word may stand before it is that of the event."""
    return max(share * total, min(FEW, MOST_SHARE * total))


@cache
def _abstract_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in ABSTRACT)


def surface_of(surfaces: Mapping[str, int]) -> str:
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


def _goes_on(text: str, term: Term) -> bool:
    """Whether a name goes on behind a word of it with what is no term, or with what it owns."""
    # "Lowe's Garden" is no garden of somebody called Lowe where hardly anything else is said of Lowe.
    owns = text.endswith(("'s", "’s"), term.start, term.end) and _CAPITAL.match(text, term.end) is not None
    return owns or _GOES_ON.match(text, term.end) is not None


def _names_on(text: str, found: Sequence[Term], at: int) -> bool:
    """Whether a name goes on with a word that is no term: "Islamic State"."""
    term = found[at]
    if at + 1 < len(found) and found[at + 1].start == term.end + 1:
        return False
    return text[term.start].isupper() and _CAPITAL.match(text, term.end) is not None


def _is_thing(text: str, start: int, found: Sequence[Term], at: int, before: Cue) -> bool:
    """Whether the word at place `at` is a noun there, and qualifies no other: behind a little word that asks
    for one, behind what may qualify it, or before the verb of which it is the subject."""
    term = found[at]
    after = found[at + 1] if at + 1 < len(found) and found[at + 1].start == term.end + 1 else None
    if after is None:
        if begins_predicate(text, term.end):
            return True
        if _names_on(text, found, at):
            return False
    elif not (_may_be_verb(text, after) or _is_title(text, found, at)):
        return False
    elif before == "noun" and text[term.start : term.end].endswith(_ADJECTIVE_ENDINGS):
        # "The inaugural address": what may be a verb is mostly a noun there.
        return text.endswith("ed", after.start, after.end)
    if text.startswith("ing", term.end - 3):
        return text[max(start, term.start - 5) : term.start].casefold().endswith(_DETERMINERS)
    if at and found[at - 1].end + 1 == term.start:
        ahead = found[at - 1]
        return not _may_be_verb(text, ahead) or cue(text, start, ahead.start) == "noun"
    return before == "noun"


def _is_title(text: str, found: Sequence[Term], at: int) -> bool:
    """Whether a word says what the one named behind it is: "singer Una", and not "ethnic Albanians" or
    "dubious Labour voters"."""
    term, after = found[at], found[at + 1]
    if not (text[term.start].islower() and text[after.start].isupper()):
        return False
    if at + 2 < len(found) and found[at + 2].start == after.end + 1 and text[found[at + 2].start].islower():
        return _may_be_verb(text, found[at + 2])
    return fold(text[after.start : after.end]).removesuffix("s") not in DEMONYMS


def _may_be_verb(text: str, term: Term) -> bool:
    """Whether a word may tell what is done: "rose", "collided"; "offering" is rather what is offered."""
    if text.startswith("ed", term.end - 2):
        return True
    return is_mostly_verb(term.stem) and not text[term.start : term.end].endswith(("ing", "ings"))


def _qualifies(text: str, term: Term, after: Term) -> bool:
    """Whether a word may qualify the one after it: no two parts of a name, no subject of a verb."""
    follower = text[after.start : after.end]
    if text[term.start].isupper() and follower[0].isupper():
        return False
    return not follower.endswith("ed") and fold(follower) not in UNINFORMATIVE


@cache
def general_stems() -> frozenset[str]:
    """The stems of words that are no subject by themselves."""
    return _abstract_stems() | {stem_of(word) for word in UNINFORMATIVE}
