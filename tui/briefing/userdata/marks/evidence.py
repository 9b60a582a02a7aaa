"""Whether a place in a text is the one a quote was taken from.

Judged by what stands before and after it. Each side of a possible place is in one of these
states:

exact      what stood there stands there
near       it stands a little further off: something was put in between
alike      it stands there with small changes, and nowhere else unchanged
changed    its frame stands there, with other words in it, and it stands nowhere else unchanged
gone       it stands nowhere in the text any more
elsewhere  it stands somewhere else in the text: this is the place of other words
blank      there was next to nothing on that side to compare
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.model.article import Span

if TYPE_CHECKING:
    from briefing.model.mark import Anchored

_DISTINCTIVE = 12
"""Characters a context needs, blanks not counted, to tell one place from another by itself."""
_NEAR = 1_000
"""Characters that may have been put in between a quote and its context."""
_ALIKE = 0.85
"""Part of a context that must still stand there, in order, for it to be the same one with small
changes. Of pairs of unrelated places in news text, half share 0.44, one in a hundred 0.6, and
what reaches 0.85 repeats a phrase."""
_FRAME = 0.6
"""Part of a context that still stands there when some of its words were replaced."""
_SAME_WORD = 85
"""Similarity, of 100, from which one word is another in a corrected spelling ("opn" and "open" have
86). "northern" and "southern" reach 75, and are two places."""
_PUT_IN = 16
"""Characters that may have been put into a context that is alike."""
_LONG = 40
"""Characters of a quote that is hardly ever repeated by chance. A shorter one needs both sides: of
paragraphs made after one pattern ("Team Alpha reported that …", "Team Beta reported that …") each
has the same few words between contexts that are nearly the same."""
_MOST = 1_000
"""Places of a quote that are judged; a quote that stands in more is told apart by no context."""
_MOST_COMPARED = 20_000_000
"""Characters that may be compared in judging them all, so that a long quote has fewer places."""
_LONGEST_REWRAPPED = 20_000
"""Characters of a quote that is also looked for with other blanks between its words."""
_SAME_WORDS = 0.8
"""Similarity from which words between the old contexts are the quote with small changes."""
_PATTERN = 0.75
"""Similarity from which a context stands nearly in a text: in one made after the same pattern."""
_MOST_OF_PATTERN = 32
"""Characters next to a quote that are looked at for that."""
_SHORTEST_EDITED = 16
"""Characters of a quote that is looked for in a changed form."""


class _Side(Enum):
    EXACT = "exact"
    NEAR = "near"
    ALIKE = "alike"
    CHANGED = "changed"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class _Context:
    """What stood on one side of a quote, blanks run together so that re-wrapping changes nothing."""

    text: str
    distinctive: bool
    """Whether it is long enough to tell one place from another by itself."""
    count: int
    """How often it stands in the text, up to 2."""
    above: str
    """The paragraph nearest to a quote that begins the next one, as far as known; else empty."""


class Surroundings:
    """A text in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, mark: Anchored) -> Span | None:
        """Return the place of the mark's quote, None when it is not certain.

        Its length is that of the quote, except where the quote itself was changed.
        """
        before, after = self._context(mark.prefix), self._context(mark.suffix)
        if self.is_cut_out(mark):
            return None
        places = self._places(mark.text)
        if places is None:
            return None
        judged = [(span, self._left(before, span.start), self._right(after, span.end)) for span in places]
        exact = [span for span, left, right in judged if left is right is _Side.EXACT]
        if exact:
            return exact[0] if len(exact) == 1 else None
        accepted = [
            span
            for span, left, right in judged
            if _certain(left, right, before, after, alone=len(places) == 1, length=len(mark.text))
            and not (len(mark.text) < _LONG and self._of_another(before, after, span, left, right))
        ]
        if not accepted and before.distinctive and after.distinctive:
            # What stands on one side of all of them decides nothing; the other may tell one from the rest.
            near = {_Side.EXACT, _Side.NEAR, _Side.ALIKE}
            accepted = [
                span
                for span, left, right in judged
                if _Side.EXACT in (left, right) and left in near and right in near
                if not self._of_another(before, after, span, left, right)
            ]
        if accepted:
            return accepted[0] if len(accepted) == 1 else None
        return self._changed_quote(mark.text, before, after)

    def has_pattern_of(self, mark: Anchored) -> bool:
        """True when what stood beside the mark's quote stands in the text, or nearly.

        It may be the same article, or another made after one pattern.
        """
        # Imported here: only a mark whose quote is gone needs it.
        from rapidfuzz import fuzz

        contexts = _flatten(mark.prefix)[-_MOST_OF_PATTERN:], _flatten(mark.suffix)[:_MOST_OF_PATTERN]
        return any(
            len(context) >= _DISTINCTIVE
            and fuzz.partial_ratio(context, self._flat, score_cutoff=100 * _PATTERN) > 0
            for context in contexts
        )

    @cached_property
    def _flat(self) -> str:
        return _flatten(self._text)

    def _context(self, text: str) -> _Context:
        flat = _flatten(text)
        distinctive = len(flat.replace(" ", "")) >= _DISTINCTIVE
        stripped = text.rstrip()
        begins = text[len(stripped) :].count("\n") > 1
        above = _flatten(stripped.rpartition("\n\n")[2]) if begins else ""
        return _Context(flat, distinctive, _count(self._flat, flat), above)

    def is_cut_out(self, mark: Anchored) -> bool:
        """True when the contexts meet somewhere: the quote between them was taken out."""
        before, after = mark.prefix, mark.suffix
        if not _flatten(before) or not _flatten(after) or len(_flatten(before + after)) < _DISTINCTIVE:
            return False
        joined = {_flatten(before + after), _flatten(f"{before} {after}")}
        quote_joins = _flatten(before + mark.text + after)
        return any(flat in self._flat and flat not in quote_joins for flat in joined)

    def _places(self, quote: str) -> list[Span] | None:
        """Return where the quote stands, word for word; None when there are too many places.

        Where some of them differ in their blanks, as after re-wrapping, those count as well.
        """
        most = min(_MOST, max(2, _MOST_COMPARED // len(quote)))
        found: list[Span] = []
        start = self._text.find(quote)
        while start >= 0 and len(found) <= most:
            found.append(Span(start, start + len(quote)))
            start = self._text.find(quote, start + 1)
        flat = _flatten(quote)
        if len(found) <= most and len(flat) <= _LONGEST_REWRAPPED and self._flat.count(flat) > len(found):
            found = self._rewrapped_places(quote, flat, most)
        return found if len(found) <= most else None

    def _rewrapped_places(self, quote: str, flat: str, most: int) -> list[Span]:
        """Return where the words of the quote stand, whatever the blanks between them."""
        blank_before = len(quote) - len(quote.lstrip())
        pattern = _words_pattern(flat)
        found: list[Span] = []
        match = pattern.search(self._text)
        while match and len(found) <= most:
            found.append(self._with_blanks(quote, blank_before, match))
            match = pattern.search(self._text, match.start() + 1)
        return found

    def _with_blanks(self, quote: str, blank_before: int, match: re.Match[str]) -> Span:
        """Return the place of a quote, with the blanks at its ends where they still stand there."""
        start, end = match.start() - blank_before, match.end() + len(quote) - len(quote.rstrip())
        if start >= 0 and self._text[start:end] == quote:
            return Span(start, end)
        return Span(match.start(), match.end())

    def _left(self, context: _Context, start: int) -> _Side:
        window = _flatten(self._text[max(0, start - _NEAR) : start])
        if not context.text:
            return _Side.EXACT if start == 0 or not window else _Side.BLANK
        if window.endswith(context.text):
            return _Side.EXACT
        return self._not_exact(context, window, window[-len(context.text) - _PUT_IN :])

    def _right(self, context: _Context, end: int) -> _Side:
        window = _flatten(self._text[end : end + _NEAR])
        if not context.text:
            return _Side.EXACT if not window else _Side.BLANK
        if window.startswith(context.text):
            return _Side.EXACT
        return self._not_exact(context, window, window[: len(context.text) + _PUT_IN])

    def _not_exact(self, context: _Context, window: str, close: str) -> _Side:
        if context.count:
            return _Side.NEAR if context.count == 1 and context.text in window else _Side.ELSEWHERE
        if not context.distinctive:
            return _Side.BLANK
        # Imported here: only a changed text needs it.
        from rapidfuzz.distance import LCSseq

        kept = LCSseq.similarity(context.text, close) / len(context.text)
        if kept >= _ALIKE:
            return _Side.ALIKE
        return _Side.CHANGED if kept >= _FRAME else _Side.GONE

    def _of_another(self, before: _Context, after: _Context, span: Span, left: _Side, right: _Side) -> bool:
        """True when a place that one side speaks for may be that of another statement of the same pattern.

        What stands before a few words says of whom they are: where it does not stand there any more, or
        with another word in it, they may be another's. Behind them, another name or number does.
        """
        changed = (_Side.ALIKE, _Side.CHANGED)
        if left is _Side.GONE:
            return True
        if left in changed:
            close = _flatten(self._text[max(0, span.start - _NEAR) : span.start])
            # "It carried 40 tons" above a paragraph that stands as it stood is an edit; a name is not.
            above = before.above if right is _Side.EXACT else ""
            was_there = above or before.text
            return any(
                not now.endswith(was) and not (above and _are_numbers(was, now))
                for was, now in _swapped(was_there, close[-len(was_there) - (0 if above else _PUT_IN) :])
            )
        if right in changed:
            close = _flatten(self._text[span.end : span.end + _NEAR])[: len(after.text) + _PUT_IN]
            return any(
                _tells_apart(was) and _tells_apart(now) and not now.startswith(was)
                for was, now in _swapped(after.text, close)
            )
        return False

    def _changed_quote(self, quote: str, before: _Context, after: _Context) -> Span | None:
        """Return what stands between both contexts, if it is the quote with small changes.

        Both contexts must be distinctive and stand in the text once: then no other place can be meant.
        """
        if not (before.distinctive and after.distinctive and before.count == after.count == 1):
            return None
        if len(quote) < _SHORTEST_EDITED:
            return None
        left, right = self._spot(before.text), self._spot(after.text)
        if left is None or right is None or not 0 < right.start - left.end <= 2 * len(quote):
            return None
        between = self._text[left.end : right.start]
        from rapidfuzz import fuzz

        if fuzz.ratio(_flatten(quote), _flatten(between)) < 100 * _SAME_WORDS:
            return None
        blank = len(between) - len(between.lstrip())
        return Span(left.end + blank, left.end + len(between.rstrip()))

    def _spot(self, flat: str) -> Span | None:
        match = _words_pattern(flat).search(self._text)
        return Span(match.start(), match.end()) if match else None


def _certain(
    left: _Side, right: _Side, before: _Context, after: _Context, *, alone: bool, length: int
) -> bool:
    """True when the states of both sides leave no doubt; `alone` when the quote stands once."""
    if _Side.ELSEWHERE in (left, right):
        return False
    if _Side.EXACT in (left, right):
        intact, other = (before, right) if left is _Side.EXACT else (after, left)
        if other in (_Side.GONE, _Side.BLANK) and not alone:
            return False  # nothing on that side speaks against the other places
        if other is _Side.GONE and length < _DISTINCTIVE:
            return False  # a few words and one context are too easily repeated
        return intact.distinctive and intact.count == 1
    if left is right is _Side.NEAR:
        return before.distinctive and after.distinctive
    near = {_Side.NEAR, _Side.ALIKE}
    return alone and length >= _LONG and left in near and right in near


def _swapped(old: str, new: str) -> list[tuple[str, str]]:
    """Return the words of `old` that stand in `new` as quite other ones, each run with what replaced it.

    Words put in or taken out are no such words. The outermost word of a context may be cut, and is
    then the end or the beginning of its replacement.
    """
    # Imported here: only a changed text needs them.
    from difflib import SequenceMatcher

    from rapidfuzz import fuzz

    was_words, now_words = old.split(" "), new.split(" ")
    opcodes = SequenceMatcher(None, was_words, now_words, autojunk=False).get_opcodes()
    runs = [
        (" ".join(was_words[i:j]), " ".join(now_words[k:m]))
        for kind, i, j, k, m in opcodes
        if kind == "replace"
    ]
    return [(was, now) for was, now in runs if fuzz.ratio(was, now) < _SAME_WORD]


def _tells_apart(words: str) -> bool:
    """True when a name or a number is among the words: what one statement of a pattern has of its own."""
    return any(character.isupper() or character.isdigit() for character in words)


def _are_numbers(was: str, now: str) -> bool:
    """True for a number in the place of a number."""
    return not any(character.isalpha() for character in was + now)


def _words_pattern(flat: str) -> re.Pattern[str]:
    """Return a pattern for the words of flat text with any blanks between them."""
    return re.compile(r"\s{1,100}".join(map(re.escape, flat.split(" "))))


def _flatten(text: str) -> str:
    """Return `text` with every run of blanks as one space, and none at its ends."""
    return " ".join(text.split())


def _count(text: str, part: str) -> int:
    """Return how often `part` stands in `text`, up to 2; 0 for an empty part."""
    if not part:
        return 0
    first = text.find(part)
    if first < 0:
        return 0
    return 2 if text.find(part, first + 1) >= 0 else 1
