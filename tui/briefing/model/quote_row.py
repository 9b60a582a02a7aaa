"""Rows of quotes: what somebody said, whoever has it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.quote import AttributedQuote


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote, or those of several articles that are one."""

    speaker: str | None
    """Who says it, by the fullest name that any of the articles has; None where nobody known does."""
    quotes: tuple[AttributedQuote, ...]
    """The fullest first, the others in the order of the articles and of their texts; at least one."""
    wordings: tuple[str, ...]
    """Of each of them the words that are compared: those in quotation marks, where it has any."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it, in the order of the quotes."""
        return tuple(dict.fromkeys(one.article for one in self.quotes))

    @property
    def is_shared(self) -> bool:
        """Whether several articles have it."""
        return len(self.articles) > 1
