"""Short names for topics of a few articles: up to four words an analyst would use, from the text itself.

A label is a phrase that stands in the text, where there is one: the one that leads, the full name of a name,
what adjoins a word; else the word alone, or two that the text keeps apart, with a comma. Of these, what finds
the passages of the topic best, and no others, is taken. No two topics of one answer have the same label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefing.text.synonyms import synonym_head
from briefing.text.tokens import WORD, fold
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.given_labels import GivenLabels
from briefing.topics.steered_words import key_of

MOST_WORDS = 4
PHRASE, NAME, WORD_ALONE = 1.0, 0.95, 0.3
"""How well a phrase, a name and a word alone read as a label."""
FURTHER_PART = 0.035
"""What a further part must add to what a label finds."""
FEW = 6
"""So many articles are few, as long as a word does not stand in all of them."""
EVERYWHERE, TELLS_LITTLE = 0.5, 0.6
"""What stands in more than this part of all articles tells nothing, or little, and counts so much."""
OFTEN = 0.25
"""A phrase beside a name in this part of a topic's passages says what of the name is spoken of."""
FIRM_SHARE = 0.6
FIRM_PASSAGES = 3
"""A companion met this often, this faithfully, names a topic better than a phrase of its lead."""

Company = Sequence[tuple[Concept, float]]


class TopicLabels:
    """Gives labels one by one, never the same twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are labels given before."""
        self._given = GivenLabels(taken)

    def make(
        self, leads: Sequence[Concept], company: Company, scan: ConceptScan, held: Collection[int]
    ) -> str:
        """Return a label: `leads` are words for the topic itself, `company` is in order of worth, `held` are
        the passages of the topic, which the label should find, and no others."""
        choices = dict.fromkeys(_choices(leads, company, scan))
        worth = {choice: _worth(choice, leads[0], scan, frozenset(held)) for choice in choices}
        best = sorted(choices, key=lambda choice: -round(worth[choice], 9))
        # Of several events of one affair the same may be told.
        further = (_joined(leads[0], c, scan) for c, share in company if share and _goes_with(leads[0], c))
        return self._given.first_free(dict.fromkeys((*best, *further, best[0])))


def _choices(leads: Sequence[Concept], company: Company, scan: ConceptScan) -> Iterable[str]:
    """Yield the ways to name a topic, of equally good ones the best first."""
    lead = leads[0]
    fitting = [(c, share) for c, share in company if _goes_with(lead, c)]
    firm = [
        c
        for c, share in fitting
        if share >= FIRM_SHARE and len(c.passages) >= FIRM_PASSAGES and (c.name or len(c.key) > 1)
    ]
    also = [other for other in leads[1:] if _goes_with(lead, other) and not _same(lead, other)]
    if lead.name:
        # A name says more alone than with any word that is told beside it.
        also = [other for other in also if other.name or len(other.key) > 1]
    full_name = scan.full_name(lead.key)
    if full_name:
        yield full_name
        rest = (f"{full_name}, {other.surface}" for other in (*also, *firm))
        yield from (label for label in rest if len(label.split()) <= MOST_WORDS)
        return
    yield from (_joined(lead, other, scan) for other in also if len(other.key) > 1)
    if len(lead.key) > 1 or lead.name:
        yield lead.surface
    yield from (scan.said(lead.key, c.key) for c, _ in fitting if scan.adjoin(lead.key, c.key))
    phrase = scan.commonest_phrase(lead.key[0]) if len(lead.key) == 1 else ""
    if phrase:
        yield phrase
    yield from (_joined(lead, other, scan) for other in (*also, *firm))
    yield lead.surface


def _worth(label: str, lead: Concept, scan: ConceptScan, held: frozenset[int]) -> float:
    """Return how well a label finds passages, and the articles they are in, and no others (F1), times how
    well it reads."""
    first, *further = label.split(", ")
    found: set[int] = set()
    for part in (first, *further):
        key = key_of(part)
        # A person named in full is met by the last name.
        found |= scan.holding(lead.key if lead.name and lead.key[-1:] == key[-1:] else key)
    articles = {scan.article_of[at] for at in found}, {scan.article_of[at] for at in held}
    finds = (_f1(found, held) + _f1(*articles)) / 2
    number = scan.article_of[-1] + 1
    if number > FEW and len(articles[0]) > EVERYWHERE * number:
        finds *= TELLS_LITTLE
    said = [scan.holding(key_of(part)) & lead.passages & held for part in further if len(part.split()) > 1]
    if lead.name and any(len(there) >= OFTEN * len(held) for there in said):
        return finds * PHRASE
    read = PHRASE if len(first.split()) > 1 else NAME if first[:1].isupper() else WORD_ALONE
    return finds * read - FURTHER_PART * len(further)


def _f1(found: Collection[int], held: Collection[int]) -> float:
    return 2 * len({*found} & {*held}) / (len(found) + len(held))


def _joined(lead: Concept, other: Concept, scan: ConceptScan) -> str:
    """As the text joins them; else one after the other with a comma: what it keeps apart makes no phrase."""
    said = scan.adjoin(lead.key, other.key)
    return scan.said(lead.key, other.key) if said else f"{lead.surface}, {other.surface}"


def _goes_with(one: Concept, other: Concept) -> bool:
    """Whether two concepts make a label together: short enough, and no word said twice."""
    if len(one.surface.split()) + len(other.surface.split()) > MOST_WORDS:
        return False
    return not _words(one) & _words(other)


def _same(one: Concept, other: Concept) -> bool:
    """Whether two concepts are one word and another for the same."""
    return len(one.key) == len(other.key) == 1 and synonym_head(one.key[0]) == synonym_head(other.key[0])


def _words(concept: Concept) -> set[str]:
    return {fold(word) for word in WORD.findall(concept.surface)} | set(concept.key)
