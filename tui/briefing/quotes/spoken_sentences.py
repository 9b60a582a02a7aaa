"""The sentences of a passage as quotes are looked for in them: what one quotation holds is not cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import add

from briefing.text.passage_words import PassageWords
from briefing.text.quotation_spans import QuotedStretch
from briefing.text.sentences import sentence_spans
from briefing.text.tokens import fold

ACRONYMS = frozenset(("WHO", "IT", "US"))
"""Written so they are no pronouns."""
_MOST_WORDS = 1_200
"""Words of a sentence that is read: no longer one is one."""
_GENITIVES = ("' ", "’ ")
_SUFFIXES = frozenset(("Jr", "Sr", "Mr", "Mrs", "Ms", "Dr"))
"""Abbreviations at the edges of a name."""


class SpokenSentence:
    """The N words of one sentence of an article, and the marks between them."""

    __slots__ = (
        "end",
        "ends",
        "gaps",
        "quotations",
        "quoted",
        "start",
        "starts",
        "surfaces",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        starts: Sequence[int],
        surfaces: Sequence[str],
        quotations: Sequence[QuotedStretch],
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.starts = starts
        self.surfaces = surfaces
        self.words = list(map(fold, surfaces))
        if not ACRONYMS.isdisjoint(surfaces):
            pairs = zip(surfaces, self.words, strict=True)
            self.words = [surface if surface in ACRONYMS else word for surface, word in pairs]
        self.ends: list[int] = list(map(add, starts, map(len, surfaces)))
        gaps = zip([start, *self.ends], [*starts, end], strict=True)
        self.gaps = [text[one:other] for one, other in gaps]
        """(N + 1,) what stands before each word, and behind the last."""
        self.quotations = quotations
        """Those that are at least partly in it, in order."""
        self.quoted = self._quoted()
        """(N,) which of the quotations each word stands in, by number; -1 where in none."""

    def _quoted(self) -> list[int]:
        quoted = [-1] * len(self.starts)
        for number, one in enumerate(self.quotations):
            for at in range(bisect_left(self.starts, one.start), bisect_left(self.starts, one.end)):
                quoted[at] = number
        return quoted

    def __len__(self) -> int:
        return len(self.starts)

    def is_plain(self, at: int) -> bool:
        """Whether nothing but a blank stands before word `at`, or what belongs to the word before: its
        apostrophe, the full stop of a part of a name."""
        gap = self.gaps[at]
        return gap.isspace() or gap in _GENITIVES or (gap == ". " and self._is_part_of_name(at - 1))

    def _is_part_of_name(self, at: int) -> bool:
        """Whether a full stop belongs to word `at`: "Ann D. Lee", "Karl Voss Jr."."""
        surface = self.surfaces[at]
        return (len(surface) == 1 and surface.isupper()) or surface in _SUFFIXES

    def word(self, at: int) -> str:
        """The folded word at a place, empty where there is none."""
        return self.words[at] if 0 <= at < len(self.words) else ""


def spoken_sentences(
    text: str, words: PassageWords, quotations: Sequence[QuotedStretch], telling: Sequence[int]
) -> Iterator[SpokenSentence]:
    """Yield those sentences of a passage in order that hold a quotation, a colon, or one of the words
    `telling`, by number and ascending; sentences that one quotation holds are joined."""
    passage = words.passage
    starts, ends = [one.start for one in quotations], [one.end for one in quotations]
    for start, end in _joined(sentence_spans(text, passage.start, passage.end), quotations):
        first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
        if not first < last <= first + _MOST_WORDS:
            continue
        here = quotations[bisect_right(ends, start) : bisect_left(starts, end)]
        at = bisect_left(telling, first)
        is_telling = at < len(telling) and telling[at] < last
        if is_telling or here or text.find(":", start, end) >= 0:
            yield SpokenSentence(text, start, end, words.starts[first:last], words.surfaces[first:last], here)


def _joined(
    spans: Sequence[tuple[int, int]], quotations: Sequence[QuotedStretch]
) -> Iterator[tuple[int, int]]:
    number = 0
    begin: int | None = None
    for start, end in spans:
        begin = start if begin is None else begin
        while number < len(quotations) and quotations[number].end <= end:
            number += 1
        if number < len(quotations) and quotations[number].start < end:
            continue
        yield begin, end
        begin = None
    if begin is not None:
        yield begin, spans[-1][1]
