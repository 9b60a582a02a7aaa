"""Rows of quotes: what somebody said, whoever has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model.quote import AttributedQuote

RetoldKind = Literal["indirect", "perhaps a paraphrase"]
"""How another article tells what is quoted: in its own words, or in marks with other words."""


@dataclass(frozen=True, slots=True)
class QuotedElsewhere:
    """Where another article has a quote of a passage, and how it words it."""

    start: int
    """Where the quote of the passage begins in the text of its article."""
    article: str
    """The other one."""
    passage: int
    in_part: bool
    """Whether that leaves words off at an end."""
    differs: tuple[tuple[Literal["gone", "new"], str], ...]
    """In text order, words between those of both that only the quote of the passage has, or only the other
    article."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote, or those of several articles that are one."""

    speaker: str | None
    """Who says it, by the fullest name that any of the articles has; None where nobody known does."""
    quotes: tuple[AttributedQuote, ...]
    """The fullest first, the others in the order of the articles and of their texts; at least one."""
    wordings: tuple[str, ...]
    """Of each of them the words that are compared: those in quotation marks, where it has any."""
    retold: tuple[tuple[AttributedQuote, RetoldKind], ...] = ()
    """What other articles have in other words, and how; each stands in a row of its own, too."""

    @property
    def entries(self) -> tuple[AttributedQuote, ...]:
        """The quotes, and behind them what is told in other words."""
        return self.quotes + tuple(one for one, _ in self.retold)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it, in the order of the quotes."""
        return tuple(dict.fromkeys(one.article for one in self.quotes))

    @property
    def is_shared(self) -> bool:
        """Whether several articles have it."""
        return len(self.articles) > 1
