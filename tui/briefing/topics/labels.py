"""Short names for topics: two to four words an analyst would use, from the text itself.

A label begins with the word that leads; a word alone is completed by the concept that most keeps
it company, or by the phrase it stands in. No two topics of one answer have the same label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from briefing.text.tokens import WORD, fold
from briefing.topics.concepts import Concept, Scan

MOST_WORDS = 4
FIRM_SHARE = 0.6
FIRM_PASSAGES = 3
"""A companion met this often, this faithfully, names a topic better than a phrase of its lead."""

Company = Sequence[tuple[Concept, float]]


class Labels:
    """Gives labels one by one, never the same twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are labels given before."""
        self._taken = {fold(label) for label in taken}

    def make(self, leads: Sequence[Concept], company: Company, scan: Scan) -> str:
        """Return a label: `leads` are words for the topic itself, `company` is in order of worth."""
        return self._first_free(_choices(leads, company, scan))

    def plain(self, forms: Sequence[str]) -> str:
        """Return a label of these words, for a topic without any concept."""
        return self._first_free([" ".join(forms) or "other"])

    def _first_free(self, choices: Iterable[str]) -> str:
        """Take the first choice that is free; where none is, the last gets a number behind it."""
        label = ""
        for label in choices:
            if fold(label) not in self._taken:
                self._taken.add(fold(label))
                return label
        number = next(n for n in count(2) if fold(f"{label} {n}") not in self._taken)
        self._taken.add(fold(f"{label} {number}"))
        return f"{label} {number}"


def _choices(leads: Sequence[Concept], company: Company, scan: Scan) -> Iterable[str]:
    """Yield the ways to name a topic, best first."""
    lead = leads[0]
    fitting = [(c, share) for c, share in company if _goes_with(lead, c, scan)]
    firm_names = [
        c
        for c, share in company
        if share >= FIRM_SHARE and lead.name and c.name and len(lead.key) + len(c.key) <= MOST_WORDS
    ]
    twins = [_joined(lead, other, scan) for other in leads[1:] if _goes_with(lead, other, scan)]
    if len(lead.key) > 1:
        yield from twins
        yield lead.surface
    firm = [c for c, share in fitting if share >= FIRM_SHARE and len(c.passages) >= FIRM_PASSAGES]
    beside = [c for c, _ in fitting if scan.adjoin(lead.key, c.key)]
    yield from (_joined(lead, other, scan) for other in firm if other in beside)
    yield from (_joined(lead, other, scan) for other in firm)
    phrase = scan.wording(lead.key[0]) if len(lead.key) == 1 else ""
    if phrase:
        yield phrase
    yield from twins
    yield from (_joined(lead, other, scan) for other in beside)
    yield from (_joined(lead, other, scan) for other in firm_names[:1])
    yield from (_joined(lead, other, scan) for other, share in fitting if share or _meet_often(lead, other))
    yield lead.surface


def _meet_often(one: Concept, other: Concept) -> bool:
    """Whether a word stands with a concept in more than one passage: what did so by chance makes no
    name, and a phrase that is never said beside it is a matter of its own."""
    return len(other.key) == 1 and len(one.passages & other.passages) > 1


def _joined(lead: Concept, other: Concept, scan: Scan) -> str:
    """As the text joins them; else names come first: "Taiwan arms sales"."""
    first, second = sorted((lead, other), key=lambda concept: not concept.name)
    if scan.follows(first.key, second.key):
        first, second = second, first
    return f"{first.surface} {second.surface}"


def _goes_with(one: Concept, other: Concept, scan: Scan) -> bool:
    """Whether two concepts make a label together: short enough, no word said twice, and no two
    names side by side that the text keeps apart."""
    if one.name and other.name and not scan.adjoin(one.key, other.key):
        return False
    if len(one.surface.split()) + len(other.surface.split()) > MOST_WORDS:
        return False
    return not _words(one) & _words(other)


def _words(concept: Concept) -> set[str]:
    return {fold(word) for word in WORD.findall(concept.surface)} | set(concept.key)
