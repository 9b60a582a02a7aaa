"""What was found by comparing all articles of a set, as it is kept for the next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.model.annotation import Annotation
from briefing.model.article import Ref
from briefing.model.steering import SteeredTopics


@dataclass(frozen=True, slots=True)
class Findings:
    """The results that belong to a whole set of articles as it stands."""

    topics: SteeredTopics | None
    """The topics under one steering; None where they are not known."""
    only_here: tuple[Ref, ...]
    """Statements that stand in one article only, in article and reading order."""
    copies: tuple[tuple[Ref, ...], ...]
    """Groups of passages in nearly the same words."""


@dataclass(frozen=True, slots=True)
class KnownSet:
    """What is known of a small set of articles from the last time."""

    whole: bool
    """Whether everything that was read is kept just so already."""
    findings: Findings | None


class Analysed(NamedTuple):
    """What analyses found in an article, and what they found it in."""

    fingerprint: str
    """Of its text."""
    published: str | None
    """Its date, also where it was set by hand: dates in the text are told by it."""
    annotations: Mapping[str, Sequence[Annotation]]
    """By the name of the analysis; what another analysis finds is found when it is needed."""


Known = Mapping[str, Analysed]
"""What is known of articles, by id."""
