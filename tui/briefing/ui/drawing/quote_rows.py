"""What of the quotes is shown, and in which order. Nothing here is a widget or knows a style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.quotation_marks import marks_around
from briefing.text.tokens import fold
from briefing.ui.drawing.row_filter import RowFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuoteRow

_MARKS = frozenset('"“”„«»')
_ASKED = re.compile(r'(?:(speaker|source):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class QuoteFilter(RowFilter):
    """What a person asked to see of the quotes.

    Words are those that are quoted; `speaker:` looks in who says it, `source:` in who quotes it. What has
    blanks in it stands in quotation marks: `speaker:"Xi Jinping"`.
    """

    shared: bool = False
    """Whether only what several articles quote is listed, or others tell in other words."""

    def takes(self, row: QuoteRow, source: Callable[[str], str]) -> bool:
        """Whether a row is shown; `source` gives what an article is called."""
        if self.shared and not (row.is_shared or row.retold):
            return False
        return all(_has(row, field, wanted, source) for field, wanted in self._asked())

    def _asked(self) -> Iterator[tuple[str, str]]:
        for field, in_marks, plain in _ASKED.findall(fold(self.words)):
            yield field, (in_marks or plain).strip()


def _has(row: QuoteRow, field: str, wanted: str, source: Callable[[str], str]) -> bool:
    if field == "source":
        return any(wanted in fold(source(name)) for name in row.articles)
    if field == "speaker":
        named = (row.speaker, *(name for one in row.quotes for name in (one.who, one.speaker)))
        return any(wanted in fold(name) for name in named if name is not None)
    return any(wanted in fold(" ".join(one.text.split())) for one in row.quotes)


class SpeakerHeading(NamedTuple):
    """Above the quotes of one speaker."""

    speaker: str | None
    """None for nobody known."""
    quotes: int
    articles: int


def shown_quotes(
    rows: Iterable[QuoteRow], wanted: QuoteFilter, source: Callable[[str], str]
) -> list[QuoteRow | SpeakerHeading]:
    """Choose rows as a person asked for them, below a heading for each speaker; `source` gives what an
    article is called."""
    found = (row for row in rows if wanted.takes(row, source))
    shown: list[QuoteRow | SpeakerHeading] = []
    for speaker, group in groupby(found, key=lambda row: row.speaker):
        some = list(group)
        articles = {name for row in some for name in row.articles}
        shown += [SpeakerHeading(speaker, len(some), len(articles)), *some]
    return shown


def marks_around_quote(quote: AttributedQuote) -> tuple[str, str]:
    """Return the quotation marks to set before and behind a quote: none around words that are the article's
    own, also where some of them stand in marks."""
    return marks_around(quote.text) if quote.direct and not _MARKS & set(quote.text) else ("", "")
