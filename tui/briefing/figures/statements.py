"""What the figures of one line measure (`of`) and are said of (`subject`), from left to right.

Two figures share what is said once: both ends of a change ("from 80% to just 12%"), and an amount with
the same in another unit behind it ("£6m ($11m)", "25 km (15 miles)").
"""

from __future__ import annotations

from briefing.figures.clauses import Clauses
from briefing.figures.draft import Draft
from briefing.figures.lookback import NAME as LENT
from briefing.figures.measured import Span, follows_change, measured
from briefing.figures.measuring_words import measuring_words
from briefing.figures.noun_phrases import AUXILIARY, ED, PAST, PREPOSITION, PRESENT, RELATIVE, phrase_end
from briefing.figures.nouns import singular
from briefing.figures.rules import age
from briefing.figures.subject import SHARES, subject_of
from briefing.figures.token_line import Line

_PREDICATES = frozenset({AUXILIARY, PAST, PRESENT, ED, RELATIVE})
"""Classes of the words that say what those of a share do: "35 percent | who believed it"."""
_RESTATED = frozenset({"money", "quantity"})


class Statements:
    """The statements of one line; to be asked for its figures in order of place."""

    __slots__ = ("_before", "_clauses", "_last", "_line", "_of", "_restated", "_subject", "_unit")

    def __init__(self, line: Line, last: int) -> None:
        """`last` is a token of the line behind which no figure stands."""
        self._line = line
        self._last = last
        self._clauses: Clauses | None = None
        self._before: Draft | None = None
        self._of: Span | None = None
        self._subject: Span | None = None
        self._restated = False
        self._unit: str | None = None
        """The unit in which the figure before was told first: "to 200 dinars ($3), up from 170 dinars"."""

    def words(self, draft: Draft, first: int, end: int) -> tuple[str | None, str | None]:
        """Return what a figure measures and what it is said of; its span is tokens `first` to `end`."""
        if draft.kind in {"date", "ordinal"}:
            return None, None
        before, line = self._before, self._line
        self._restated = before is not None and self._restates(before, draft, first)
        if not self._restated:
            self._read(before, draft, first, end)
        # "288 candidates run, 46 of them here": the second number counts them, it tells nothing of them.
        if draft.rule == LENT and self._subject and singular(line.lows[self._subject[1] - 1]) == draft.unit:
            self._subject = None
        self._before = draft
        return self._text(self._of), self._text(self._subject)

    def _read(self, before: Draft | None, draft: Draft, first: int, end: int) -> None:
        """Find what a figure measures and is said of, where it does not tell the same as the one before."""
        line, clauses = self._line, self._clauses
        if clauses is None:
            clauses = self._clauses = Clauses(line, first, self._last)
        tags, place = clauses.tags, clauses.place(draft.first)
        of, lent, goes_on = measured(line, tags, place, draft, first, end), None, False
        if before is not None:
            goes_on = self._beside(before, draft, first)
            if of is None:
                of, lent = self._shared(tags, before, self._unit, draft, end)
                goes_on = goes_on or of is not None
        self._unit = draft.unit
        self._of = of or lent
        if lent is not None:
            # "44% to B" is the share of another; "35 percent who agree" is one of the same people.
            self._subject = self._behind(tags, end) if tags[end] == PREPOSITION else lent
            return
        said_of = subject_of(line, clauses, place, draft, first, end, of)
        # What ends a change is said of whom its beginning is.
        self._subject = self._subject if said_of is None and goes_on else said_of

    def _shared(
        self, tags: list[int], before: Draft, unit: str | None, draft: Draft, end: int
    ) -> tuple[Span | None, Span | None]:
        """What this one takes from the figure before, as the end of its change and as another share."""
        told = tags[end] == RELATIVE  # "compared to 34% who said so" is no change
        if draft.kind == "percent" and before.kind in _RESTATED and self._or(before, draft):
            return self._of, None
        both = unit == draft.unit or self._directly(before, draft)
        if not told and both and follows_change(self._line, before.end, draft.first):
            return self._of, None
        if draft.kind in SHARES and before.kind in SHARES:
            return None, self._lent(tags, before, end)
        return None, None

    def _behind(self, tags: list[int], end: int) -> Span | None:
        """The name behind the preposition at `end`: "44% to | Belgium"."""
        if not self._line.is_capital(end + 1):
            return None
        stop = phrase_end(self._line, tags, end + 1)
        return (end + 1, stop) if stop > end + 1 else None

    def _beside(self, before: Draft, draft: Draft, first: int) -> bool:
        """True for the second of two in one breath: "40 ships and more than | 12 lorries"."""
        if self._line.lows[first - 1] != "and" or before.kind != draft.kind:
            return False
        together = before.end == first - 1 and draft.kind == "count"
        # "Six miles west of Cobb and seven miles from it".
        return together or (before.unit == draft.unit and draft.kind == "quantity")

    def _or(self, before: Draft, draft: Draft) -> bool:
        """True for the same change as a share: "fell $2.49, more than | 5 percent", "65 cents or | 25%"."""
        between = self._line.lows[before.end : draft.first]
        softening = measuring_words().softening
        return between[:1] in ([","], ["or"]) and all(low in softening for low in between[1:])

    def _directly(self, before: Draft, draft: Draft) -> bool:
        """True for an amount of change with its level right behind it: "by 10 percent | to $2.20"."""
        return before.end == draft.first - 1 and self._line.lows[before.end] == "to"

    def _lent(self, tags: list[int], before: Draft, end: int) -> Span | None:
        """What the share before says of both: "59% of calls to A, 44% to B"."""
        of = self._of
        if of is None or of[0] < before.end:
            return None
        low = self._line.lows[end]
        if tags[end] == PREPOSITION:
            at = next((j for j in range(of[0] + 1, of[1] + 1) if self._line.lows[j] == low), None)
            return None if at is None else (of[0], at)
        return of if tags[end] in _PREDICATES else None

    def _restates(self, before: Draft, draft: Draft, first: int) -> bool:
        """True for the amount in brackets behind the same in another unit: "25 km (15 miles)"."""
        if before.kind != draft.kind or before.end != first - 1:
            return False
        sign = self._line.lows[first - 1]
        if draft.rule == age.NAME == before.rule:
            return sign in {"and", ","}  # "two girls, aged 15 and 12"
        if draft.kind not in _RESTATED:
            return False
        return before.unit != draft.unit and (sign == "(" or (self._restated and sign in {";", ",", "/"}))

    def _text(self, span: Span | None) -> str | None:
        """The text of half-open tokens, without the sign of the genitive at its end."""
        if span is None:
            return None
        words = self._line.text[self._line.starts[span[0]] : self._line.ends[span[1] - 1]]
        return words[:-2] if words.endswith(("'s", "’s")) else words
