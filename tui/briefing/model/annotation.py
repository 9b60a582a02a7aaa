"""Annotations: what an analysis finds at places of an article, whatever it looks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar


class Annotation(Protocol):
    """Something found at one place: `text` is `article.text[start:end]`, half-open, in code points."""

    @property
    def article(self) -> str:
        """The id of the article."""

    @property
    def passage(self) -> int:
        """The number of the passage it stands in."""

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def text(self) -> str:
        """The words themselves."""


class IndexTerms(NamedTuple):
    """What the search index keeps of the annotations of one passage; each without doubles, sorted."""

    keys: tuple[str, ...] = ()
    """`ANALYSIS:KEY`, without blanks: what can be asked for by name (`figure:money`, `name:ann_lee`)."""
    units: tuple[str, ...] = ()
    """Units of measure, currencies, things counted."""
    amounts: tuple[str, ...] = ()
    """Numbers, in the notation of the index (see `briefing.text.index_terms`)."""
    intervals: tuple[str, ...] = ()
    """Ranges of numbers, likewise."""
    quoted: tuple[str, ...] = ()
    """Stretches in quotation marks, as they stand, of which the words can be asked for alone."""


NO_TERMS = IndexTerms()

Found = TypeVar("Found", bound=Annotation)


@dataclass(frozen=True, slots=True)
class Annotator(Generic[Found]):
    """One analysis of an article: pure, so that it can be done in any process and kept for the next time."""

    name: str
    """In the plural, as its command is called: `figures`."""
    number: int
    """By which libraries know it, from 1 to 255; never given to another analysis."""
    version: int
    """Raised whenever the same text may give something else; what an older one found is not used."""
    extract: Callable[..., tuple[Found, ...]]
    """What is found in an article, in text order: of the article, and of what each analysis that it `uses`
    found in it."""
    pack: Callable[[Sequence[Found]], bytes]
    """As a library keeps it, without the article and the texts, which the places tell."""
    unpack: Callable[[bytes, str, str], tuple[Found, ...]]
    """The same back, from the bytes, the article's id and its text; LibraryError where they do not fit."""
    terms: Callable[[Sequence[Found]], Mapping[int, IndexTerms]]
    """What the search index keeps of it, by passage."""
    style: str
    """The name of the style in which a theme draws it over the text."""
    uses: tuple[str, ...] = ()
    """The names of the analyses whose findings in the same article it is given: each stands before it in
    the table."""
