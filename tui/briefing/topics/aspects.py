"""Topics of a few articles about one event: what the event's passages speak of.

With five articles about the same call, articles do not fall into groups, and neither do
passages: one paragraph speaks of tariffs, soybeans and a visit. So a topic here is a concept that
leads, with the concepts that keep its company; a passage may belong to several. The words of the
event itself, which stand everywhere, lead nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefing.text.synonyms import synonym_head
from briefing.topics.concepts import Concept, general_stems, most_passages
from briefing.topics.steered_words import Key

UBIQUITOUS = 0.2
GATHERED = 2.0
"""A concept in more than this part of the passages is the event itself; the part is up to twice as
large for one whose uses gather in places, as those of a matter do and those of a party do not."""
COMPANION = 0.4
"""Part of its passages that a concept shares with a leading one to belong to it."""
FEWEST, MOST = 10, 16
"""Aspects wanted: one for every six passages, within these bounds."""
POOL = 150
"""Concepts considered as leading ones, the most important."""
LEAST_GAIN = 0.3
ENOUGH = 30
"""A leading concept must be worth this part of the first one, after what others already cover; less
in proportion where there are fewer passages than these, of which none should be left out."""
LONELY = 0.5
"""So much a word without company must be worth; one that is dwelt upon, or says more by being a
phrase, need not."""
SLIGHT = 3
"""Passages of which a word is dwelt upon where it is said again and again."""
STRAY_SHARE = 0.1
"""A word in this part of all passages is no stray one."""
DWELT_UPON = 1.5
"""The burst of a concept whose uses gather."""
SAME = 0.5
"""Leading concepts whose companions agree this far are one aspect under two words."""
HALF = 0.5
"""An aspect with this part of its leading passages in those of a larger one is a half of it."""
MET = 2
"""Passages in which two subjects that the text pairs are both met."""
TOGETHER = 0.75
"""Part of their passages in which two names are both told where they are one subject."""
FIRM = 0.6
"""A companion with this share stays one even if it leads another aspect."""
NEARBY = 20
"""Concepts that may complete a label nothing better completes."""
RAREST = 12.0
GENERAL = 0.4
"""What words of roles and dealings count ("leaders", "agreement")."""
GENERAL_PHRASE = 0.65
"""What phrases of nothing else count: "night shifts" says more than each of its words."""
PERSON = 0.5
"""What names of several words count: people and offices are named everywhere."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A leading concept, other words for the same, and its companions with their weights."""

    leads: tuple[Concept, ...]
    companions: tuple[tuple[Concept, float], ...]
    """With the share of their passages they spend with a leading one, best first: by this share
    times their importance."""


def aspects(
    concepts: Sequence[Concept],
    article_of: Sequence[int],
    pinned: Collection[Key] = (),
    most: int | None = None,
    *,
    names_apart: bool = False,
) -> list[Aspect]:
    """Return the aspects of a few articles: those of `pinned` concepts, then the most important first.

    `article_of` gives the article number of every passage number. `most` bounds how many there are.
    With `names_apart`, a name is a subject of its own though it mostly stands beside another.
    """
    kin = kin_of(concepts)
    whole = [_united(c, kin[c.key]) for c in concepts]
    worth = {c.key: importance(c, article_of, _limit(c, len(article_of))) for c in whole}
    known = [c for c in concepts if worth[c.key] > 0]
    if not known:
        # Every word worth a topic stands everywhere: then the event itself is the topic.
        worth = {c.key: importance(c, article_of, len(article_of)) for c in whole}
        known = [c for c in concepts if worth[c.key] > 0]
    found = [Aspect((c,), companions(c, known, worth, len(article_of))) for c in concepts if c.key in pinned]
    pool = sorted(known, key=lambda c: (-round(worth[c.key], 9), c.key))[:POOL]
    pool = [c for c in pool if c.key not in pinned]
    wanted = most or min(MOST, max(FEWEST, len(article_of) // 6))
    strongest = worth[pool[0].key] if pool else 0.0
    least = LEAST_GAIN * strongest * min(1.0, len(article_of) / ENOUGH)
    while pool and len(found) < wanted:
        gain = {c.key: worth[c.key] * (1 - _covered(c, found, names_apart)) for c in pool}
        best = min(pool, key=lambda c: (-round(gain[c.key], 9), c.key))
        if gain[best.key] < least or gain[best.key] <= 0:
            break
        mine = tuple(sorted(kin[best.key], key=lambda c: (-len(c.passages), c.key)))
        pool = [c for c in pool if c not in mine]
        company = companions(best, known, worth, len(article_of))
        weak = gain[best.key] < LONELY * strongest
        slight = len(best.passages) <= SLIGHT and not best.name
        if weak and best.abstract:
            continue
        if (slight or (weak and not company)) and _is_stray(best, len(article_of)):
            continue
        same = None if best.abstract else _same_aspect(best, company, found, names_apart)
        if same is None:
            told = {c.key for c in mine}
            found.append(Aspect(mine, tuple(one for one in company if one[0].key not in told)))
        else:
            found[same] = _joined(found[same], best, company)
    return [_without_rivals(aspect, found) for aspect in found]


def kin_of(concepts: Sequence[Concept]) -> dict[Key, tuple[Concept, ...]]:
    """Return for every concept those that tell of the same, itself first.

    Words are one subject where they are synonyms, phrases of general words where one word qualifies all:
    neither "trade" nor "talks" is a subject, so "trade talks" and "trade negotiations" are one.
    """
    groups: dict[tuple[str, str], list[Concept]] = {}
    group_of: dict[Key, tuple[str, str]] = {}
    for concept in concepts:
        if concept.name or (concept.abstract and len(concept.key) == 1):
            continue
        if len(concept.key) == 1:
            group_of[concept.key] = ("word", synonym_head(concept.key[0]))
        elif general_stems().issuperset(concept.key) and not concept.surface.istitle():
            group_of[concept.key] = ("phrase", concept.key[0])
        if concept.key in group_of:
            groups.setdefault(group_of[concept.key], []).append(concept)
    return {
        c.key: (c, *(other for other in groups.get(group_of.get(c.key, ("", "")), ()) if other is not c))
        for c in concepts
    }


def _united(concept: Concept, kin: Sequence[Concept]) -> Concept:
    passages = frozenset[int]().union(*(one.passages for one in kin))
    return replace(concept, passages=passages) if len(kin) > 1 else concept


def whole_subjects(
    found: Sequence[Aspect], total: int, pairs: Collection[frozenset[str]] = (), pinned: Collection[Key] = ()
) -> list[Aspect]:
    """Return aspects of which none is a half of another: one whose leading passages are mostly those of
    another, which leads more, or that the text pairs with it, becomes part of that. What a name leads is a
    subject of its own, but for two names that are hardly told apart."""
    whole: list[Aspect] = []
    firsts: list[Aspect] = []
    most = GATHERED * UBIQUITOUS * total
    for aspect in sorted(found, key=lambda one: -len(_led(one))):
        led = _led(aspect)
        into = [
            at
            for at, other in enumerate(firsts)
            if _is_half(aspect, other, pairs)
            and len(led | _led(whole[at])) <= max(most, len(_led(whole[at])))
        ]
        if not into or aspect.leads[0].key in pinned:
            whole.append(aspect)
            firsts.append(aspect)
            continue
        at = max(into, key=lambda at: (len(led & _led(whole[at])), -at))
        for lead in aspect.leads:
            whole[at] = _joined(whole[at], lead, aspect.companions)
    order = {aspect.leads[0].key: at for at, aspect in enumerate(found)}
    return sorted(whole, key=lambda one: order[one.leads[0].key])


def _is_half(aspect: Aspect, other: Aspect, pairs: Collection[frozenset[str]]) -> bool:
    """Whether an aspect is told with a larger one; what a name leads is, where hardly one is told without."""
    led, theirs = _led(aspect), _led(other)
    both = len(led & theirs)
    if aspect.leads[0].name:
        return other.leads[0].name and _met_as_one(led, theirs)
    least = HALF * len(led)
    if other.leads[0].name and 2 * len(led) > len(theirs):
        # Who or where is told of with many a matter: of those as large, a firm companion alone is part of it.
        least = FIRM * (len(led) + 1)
    return both >= max(least, MET) or _paired(aspect, other, pairs)


def _met_as_one(one: Collection[int], other: Collection[int]) -> bool:
    """Whether hardly one of two things is told without the other."""
    one, other = {*one}, {*other}
    return len(one & other) >= max(TOGETHER * len(one | other), MET)


def _paired(one: Aspect, other: Aspect, pairs: Collection[frozenset[str]]) -> bool:
    """Whether the text names two subjects as a pair ("trade and tariffs"), which both are met together.

    Nouns that are coordinated are alike in meaning (D. Widdows and B. Dorow, "A Graph Model for Unsupervised
    Lexical Acquisition", 2002); three and more may be a list of what is not.
    """
    if one.leads[0].name or other.leads[0].name or len(_led(one) & _led(other)) < MET:
        return False
    return any(
        frozenset((mine, theirs)) in pairs
        for lead in one.leads
        for mine in lead.key
        for their in other.leads
        for theirs in their.key
    )


def _led(aspect: Aspect) -> frozenset[int]:
    return frozenset(passage for lead in aspect.leads for passage in lead.passages)


def importance(concept: Concept, article_of: Sequence[int], limit: float) -> float:
    """Return how much a concept matters as a topic: spread over sources, rare in news at large,
    dwelt upon, and not everywhere. 0 for what cannot lead: what stands in one passage, or in more
    than `limit`."""
    size, total = len(concept.passages), len(article_of)
    if size < 2 or size > limit:
        return 0.0
    articles = Counter(article_of[passage] for passage in concept.passages)
    spread = sum(math.sqrt(count) for count in articles.values())
    person = PERSON if concept.name and len(concept.key) > 1 else 1.0
    general = 1.0
    if concept.abstract:
        general = GENERAL if len(concept.key) == 1 else GENERAL_PHRASE
    common = math.sqrt(math.log((total + 1) / size) / math.log(total + 1))
    return spread * math.sqrt(min(concept.rarity, RAREST) * concept.burst) * common * person * general


def _is_stray(concept: Concept, total: int) -> bool:
    """Whether nothing but a few uses in `total` passages makes a topic of a word that keeps no company."""
    few = len(concept.passages) < STRAY_SHARE * total
    dwelt = GATHERED if len(concept.passages) <= SLIGHT else DWELT_UPON
    return few and len(concept.key) == 1 and concept.burst < dwelt


def _limit(concept: Concept, total: int) -> float:
    """Return in how many of `total` passages a concept may stand and still lead."""
    gathered = min(max(concept.burst, 1.0), GATHERED)
    return max(most_passages(total, UBIQUITOUS * gathered), 2)


def nearby(lead: Concept, concepts: Sequence[Concept]) -> list[Concept]:
    """Return the concepts that stand in a passage with `lead`, most faithful and rarest first."""
    shares = {c.key: len(c.passages & lead.passages) / (len(c.passages) + 1) for c in concepts}
    found = [c for c in concepts if shares[c.key] and not c.abstract and c.key != lead.key]
    return sorted(found, key=lambda c: (-shares[c.key], -c.rarity, c.key))[:NEARBY]


def companions(
    lead: Concept, known: Sequence[Concept], worth: dict[Key, float], total: int
) -> tuple[tuple[Concept, float], ...]:
    """Return the concepts that keep company with `lead`, with the share of their passages that do."""
    found: list[tuple[Concept, float]] = []
    for concept in known:
        if concept.key == lead.key:
            continue
        share = len(concept.passages & lead.passages) / (len(concept.passages) + 1)
        if share >= COMPANION and share > 2 * len(lead.passages) / total:
            found.append((concept, share))
    return tuple(sorted(found, key=lambda item: (-round(item[1] * worth[item[0].key], 9), item[0].key)))


def _same_aspect(
    lead: Concept, company: Sequence[tuple[Concept, float]], found: Sequence[Aspect], names_apart: bool
) -> int | None:
    """Return the place of the aspect that `lead` is only another word for: same companions, and
    met in the same passages."""
    for at, aspect in enumerate(found):
        if names_apart and lead.name and aspect.leads[0].name:
            # Two countries keep the same company and are two.
            continue
        if lead.name != aspect.leads[0].name and not _met_as_one(lead.passages, _led(aspect)):
            # Who or where is told of with a matter is no other word for it.
            continue
        meets = any(len(lead.passages & other.passages) >= 2 for other in aspect.leads)
        if meets and agreement(aspect, lead, company) >= SAME:
            return at
    return None


def agreement(aspect: Aspect, lead: Concept, company: Sequence[tuple[Concept, float]]) -> float:
    """Return how far a leading concept's companions are those of an aspect: the Dice coefficient.

    Concepts that share their wording agree by it: "trade talks" and "trade negotiations" half.
    """
    mine = {concept.key for concept, _ in company} | {lead.key}
    theirs = {concept.key for concept, _ in aspect.companions} | {other.key for other in aspect.leads}
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _covered(concept: Concept, found: Sequence[Aspect], names_apart: bool) -> float:
    """Return how far other leading concepts already speak for one, in [0, 1]."""
    return max(
        (_overlap(concept, lead, names_apart) for aspect in found for lead in aspect.leads), default=0.0
    )


def _overlap(one: Concept, other: Concept, names_apart: bool) -> float:
    """Half the smaller one's passages may be shared: lists of subjects do that to any two, to two names more
    than to others."""
    shared = len(one.passages & other.passages) / (min(len(one.passages), len(other.passages)) + 1)
    if names_apart and one.name and other.name:
        shared = max(2 * shared - 1, 0.0)
    wording = len(set(one.key) & set(other.key)) / min(len(one.key), len(other.key))
    return max(2 * shared - 1, wording, 0.0)


def _without_rivals(aspect: Aspect, found: Sequence[Aspect]) -> Aspect:
    """Drop companions that lead another aspect, unless they are firmly at home in this one."""
    rivals = {lead.key for other in found if other is not aspect for lead in other.leads}
    kept = tuple((c, share) for c, share in aspect.companions if c.key not in rivals or share >= FIRM)
    return Aspect(aspect.leads, kept)


def _joined(aspect: Aspect, lead: Concept, company: Sequence[tuple[Concept, float]]) -> Aspect:
    taken = {other.key for other in aspect.leads} | {lead.key}
    merged = {c.key: (c, share) for c, share in aspect.companions if c.key not in taken}
    for concept, share in company:
        if concept.key not in taken and share > merged.get(concept.key, (concept, 0.0))[1]:
            merged[concept.key] = (concept, share)
    order = [c.key for c, _ in (*aspect.companions, *company)]
    ranked = sorted(merged, key=order.index)
    return Aspect((*aspect.leads, lead), tuple(merged[key] for key in ranked))
