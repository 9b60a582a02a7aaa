"""Short names for topics of a few articles: up to four words an analyst would use, from the text itself.

A label is a phrase that stands in the text, where there is one: the one that leads, the full name of
a name, what adjoins a word. Only a name may stand before what keeps it company without being said
so ("Taiwan arms sales"); else two words the text keeps apart are listed ("tariffs, fentanyl"). No
two topics of one answer have the same label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.text.tokens import WORD, fold
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.given_labels import GivenLabels

MOST_WORDS = 4
FIRM_SHARE = 0.6
FIRM_PASSAGES = 3
"""A companion met this often, this faithfully, names a topic better than a phrase of its lead."""

Company = Sequence[tuple[Concept, float]]


class TopicLabels:
    """Gives labels one by one, never the same twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are labels given before."""
        self._given = GivenLabels(taken)

    def make(self, leads: Sequence[Concept], company: Company, scan: ConceptScan) -> str:
        """Return a label: `leads` are words for the topic itself, `company` is in order of worth."""
        return self._given.first_free(_choices(leads, company, scan))

    def plain(self, forms: Sequence[str]) -> str:
        """Return a label of these words, for a topic without any concept."""
        return self._given.first_free([" ".join(forms) or "other"])


def _choices(leads: Sequence[Concept], company: Company, scan: ConceptScan) -> Iterable[str]:
    """Yield the ways to name a topic, best first."""
    lead = leads[0]
    fitting = [(c, share) for c, share in company if _goes_with(lead, c)]
    companions = [_joined(lead, other, scan) for other in leads[1:] if _goes_with(lead, other)]
    if len(lead.key) > 1:
        yield from (_joined(lead, c, scan) for c in leads[1:] if len(c.key) > 1 and _goes_with(lead, c))
        yield lead.surface
    firm = [c for c, share in fitting if share >= FIRM_SHARE and len(c.passages) >= FIRM_PASSAGES]
    full_name = scan.full_name(lead.key)
    if full_name:
        yield full_name
    yield from (_joined(lead, other, scan) for other in firm if scan.adjoin(lead.key, other.key))
    yield from (_joined(lead, other, scan) for other in firm if _qualifies(lead, other))
    phrase = scan.commonest_phrase(lead.key[0]) if len(lead.key) == 1 else ""
    if lead.name:
        # A name says more alone than with what happens to stand beside it.
        yield lead.surface
    if phrase:
        yield phrase
    yield from companions
    yield from (_joined(lead, other, scan) for other in firm)
    yield from (_joined(lead, c, scan) for c, _ in fitting if scan.adjoin(lead.key, c.key))
    yield from (_joined(lead, c, scan) for c, share in fitting if share and _meet_often(lead, c))
    said_once = scan.commonest_phrase(lead.key[0], least=1) if len(lead.key) == 1 else ""
    if said_once:
        yield said_once
    yield from (_joined(lead, c, scan) for c, share in fitting if share or _meet_often(lead, c))
    yield lead.surface


def _qualifies(lead: Concept, other: Concept) -> bool:
    """Whether a leading name may stand before what it is told with: "Taiwan arms sales"."""
    return lead.name and not other.name and not other.abstract and other.surface.islower()


def _meet_often(one: Concept, other: Concept) -> bool:
    """Whether a word stands with a concept in more than one passage: what did so by chance makes no
    name, and a phrase that is never said beside it is a matter of its own."""
    return len(other.key) == 1 and len(one.passages & other.passages) > 1


def _joined(lead: Concept, other: Concept, scan: ConceptScan) -> str:
    """As the text joins them; a name before what it qualifies; else one after the other with a comma:
    what the text keeps apart makes no phrase."""
    if scan.adjoin(lead.key, other.key):
        return scan.said(lead.key, other.key)
    if _qualifies(lead, other):
        return f"{lead.surface} {other.surface}"
    return f"{lead.surface}, {other.surface}"


def _goes_with(one: Concept, other: Concept) -> bool:
    """Whether two concepts make a label together: short enough, and no word said twice."""
    if len(one.surface.split()) + len(other.surface.split()) > MOST_WORDS:
        return False
    return not _words(one) & _words(other)


def _words(concept: Concept) -> set[str]:
    return {fold(word) for word in WORD.findall(concept.surface)} | set(concept.key)
