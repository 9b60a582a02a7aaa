"""What a query means, as a tree that any search engine could answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefing.search.word_places import PER_CENT

TextField = Literal["body", "title", "source", "quoted"]
"""Where words are looked for: in the passage, in what its article is called or comes from, or in what
somebody is quoted with in the passage."""


@dataclass(frozen=True, slots=True)
class WordTerm:
    """One word, or several that stand one behind the other."""

    words: tuple[str, ...]
    """In the form words are compared in; never empty."""
    verbatim: bool
    """True for what stood in quotes: no inflections, no near-misses."""
    prefix: bool
    """True where the last word may go on."""
    starred: bool
    """True where a star says so: then nothing but beginnings is meant."""
    position: int
    """Where it begins in the query."""
    field: TextField = "body"
    joined: str = ""
    """What hyphenated words are as one; empty where these are none."""
    literal: bool = False
    """True for words without near-misses, but with inflections."""

    def spelt_otherwise(self) -> tuple[WordTerm, ...]:
        """The same in other words; what is meant to the letter is not."""
        if self.verbatim:
            return ()
        found = []
        if self.joined:
            found.append(replace(self, words=(self.joined,), joined=""))
        if PER_CENT in self.words and len(self.words) > 1:
            two = (part for word in self.words for part in (("per", "cent") if word == PER_CENT else (word,)))
            found.append(replace(self, words=tuple(two), joined=""))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Near:
    """Two words of a passage at most `distance` words apart, in either order."""

    left: tuple[WordTerm, ...]
    """Any of these, each of one word; never empty."""
    right: tuple[WordTerm, ...]
    distance: int
    """1 for neighbours."""
    position: int


@dataclass(frozen=True, slots=True)
class OfKind:
    """The passage is of this kind (blanks as hyphens)."""

    kind: str
    position: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The article's date lies between two days, both included."""

    first: int
    """Ordinal of the calendar; 1 where there is no bound, 0 for articles without a date."""
    last: int
    position: int


@dataclass(frozen=True, slots=True)
class WithFigure:
    """The passage has a figure of a kind, of a unit, or with a value between two bounds; all of one figure.

    A range counts where one of its ends lies between the bounds, or where it encloses them; what names but
    an order ("billions") encloses nothing.
    """

    position: int
    kind: str = ""
    """Alone: with neither unit nor bounds."""
    unit: str = ""
    """As asked for; empty for any."""
    low: float | None = None
    high: float | None = None
    """Bounds, included; infinite where there is none. None, both of them, for any value."""


@dataclass(frozen=True, slots=True)
class WithName:
    """The passage names somebody or something, or quotes somebody."""

    key: str
    """Of the name, as `briefing.text.name_keys` makes it; never empty."""
    goes_on: bool
    """True where the key may be but the beginning."""
    position: int
    speaks: bool = False
    """True where a quote in the passage is to be theirs."""


@dataclass(frozen=True, slots=True)
class InList:
    """The passage stands in a list kept elsewhere: it is marked, has a tag, belongs to a topic."""

    list: Literal["mark", "tag", "topic"]
    value: str
    position: int
    end: int
    """Where it ends in the query."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the options must hold for the passage."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every required part must hold for the passage, and none of the excluded."""

    required: tuple[Node, ...]
    """Never empty."""
    excluded: tuple[Node, ...]


Leaf = WordTerm | Near | OfKind | Dated | WithFigure | WithName | InList
Node = Leaf | AnyOf | AllOf
