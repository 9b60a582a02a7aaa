"""Where the words of a quotation stand, and, where they do not, which words are nearest.

Words are compared exactly in the form of `canonical_text`: case and punctuation count, but for the
first letter and the signs at both ends. `…` may leave out anything, and what stands in square brackets
is the note's own. The nearest words are those of the passage that shares the rarest ones, aligned word by
word (longest common subsequence) and cut to the stretch that has most of them (Kadane's maximum sum).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.model.article import Article, Span
from briefing.text.background import rarity
from briefing.text.stems import bare, stem
from briefing.text.stopwords import STOPWORDS
from briefing.text.tokens import Word, words
from briefing.verify.canonical_text import DASH, ELLIPSIS, QUOTE, CanonicalText, canonical
from briefing.verify.note_words import note_words

_ENDS = f" ,.;:!?{DASH}{QUOTE}{ELLIPSIS}"
_OMITTED = re.compile(r"\s*[\[(]\s*…\s*[\])]\s*|\s*…\s*")
_ADDED = re.compile(r"(?P<before>[^\W\d_]*)\[(?P<words>[^\[\]]{0,300})\](?P<behind>[^\W\d_]*)")
_MOST_ADDED = 12
"""Words of the source that stand where a note has its own in brackets, at most."""
_LONGEST_ADDED = 400
"""Characters that these are, at most."""
_MOST_IN_WORD, _MOST_IN_PART = 3, 40
"""Brackets in one word, and in all, that stand for words of the source; with more they are looked for as
they are."""
_WORD_IN_BRACKETS = re.compile(r"\S*\[\S*")
_MOST_BEGINNINGS = 200
_BEYOND_SCRIPTS_WITH_BLANKS = 0x2E80
"""From here on (Chinese, Japanese) words follow each other without blanks."""
_MONEY = frozenset("$€£¥₹₽")
_PARTS = frozenset("%°‰")

_OF_STOPWORD = 2.0
"""What a stopword weighs: as a common word. In order it tells something, alone nothing."""
_LEAST_ALIKE = 0.6
"""So much of the words of a quotation and of those that stand there must be the same, weighed by rarity."""
_GAP = 0.5
"""What a word between two that are the same takes away, as a part of the mean word."""
_MOST_COMPARED = 3
"""Passages of an article that are compared word by word."""
_LONGEST_COMPARED = 4_000
"""Words of a passage, and of a quotation, that are compared."""


class _QuotePart:
    """Words of a quotation between two that it leaves out: stretches, each with a few others before the next.

    Not one regular expression: in a hostile text there are exponentially many ways to give such words to
    the gaps between. Here each way on from a place is tried once.
    """

    def __init__(self, stretches: Sequence[re.Pattern[str]]) -> None:
        self._first, *self._rest = stretches

    def matches(self, text: str, at: int = 0) -> Iterator[tuple[int, int]]:
        """Yield where it stands from `at` on, as spans that are not empty, with as few words between as
        there can be."""
        in_vain: set[tuple[int, int]] = set()
        for match in self._first.finditer(text, at):
            end = self._end(text, 0, match.end(), in_vain)
            if end is not None and end > match.start():
                yield match.start(), end

    def _end(self, text: str, number: int, at: int, in_vain: set[tuple[int, int]]) -> int | None:
        """Where the stretches from `number` on end, the one before them ending at `at`."""
        if number == len(self._rest):
            return at
        if (number, at) in in_vain or _within_word(text, at):
            return None
        for match in self._rest[number].finditer(text, at, at + _LONGEST_ADDED):
            start = match.start()
            if len(text[at:start].split()) > _MOST_ADDED:
                break
            end = None if _within_word(text, start) else self._end(text, number + 1, match.end(), in_vain)
            if end is not None:
                return end
        in_vain.add((number, at))
        return None


class QuotePattern:
    """The words of a quotation, ready to be looked for in many texts."""

    def __init__(self, text: str, *, whole_block: bool = False, number: bool = False) -> None:
        """`text` without its marks; of a block quote, and of a number alone, the ends are told otherwise."""
        form = canonical(text)
        self._whole_block = whole_block
        self._number = number
        self._literal = _literal(_trimmed(form))
        self._patterns = [[_QuotePart([self._literal])]]
        # Read literally, and with what it leaves out and adds: a source may have an ellipsis of its own.
        omitted = [part for part in map(_trimmed, _OMITTED.split(form)) if part]
        parts = [_QuotePart(stretches) for stretches in map(_with_additions, omitted) if stretches]
        if parts and (len(omitted) > 1 or "[" in form):
            self._patterns.append(parts)
        outside = _ADDED.sub(" ", form)
        self.signs = _signs(form)
        self.folded = [word.folded for word in words(outside)] or [word.folded for word in words(form)]

    @property
    def key(self) -> str:
        """Its rarest word, which every text that has it has among its `word_parts`; empty if it has none."""
        # A block quote may be a mark that begins or ends within a word.
        whole = self.folded[1:-1] if self._whole_block else self.folded
        return max(word_parts(whole), key=lambda word: (word_weight(word), word), default="")

    def find(self, text: CanonicalText) -> tuple[int, int] | None:
        """Where it stands in a text, as a span of its source; None where it does not."""
        for pattern in self._patterns:
            found = self._find_parts(pattern, text.text)
            if found is not None:
                return text.span(*found)
        return None

    def occurrences(self, text: CanonicalText) -> Iterator[tuple[int, int]]:
        """Each place where it stands word for word."""
        for match in self._literal.finditer(text.text):
            if match.group() and self._stands_apart(text.text, *match.span()):
                yield text.span(*match.span())

    def _find_parts(self, parts: Sequence[_QuotePart], text: str) -> tuple[int, int] | None:
        """The shortest stretch in which the parts stand in order."""
        best: tuple[int, int] | None = None
        first, *rest = parts
        for number, (start, first_end) in enumerate(first.matches(text)):
            if number >= _MOST_BEGINNINGS:
                break
            if not self._stands_apart(text, start, first_end):
                continue
            end = self._rest_end(rest, text, first_end)
            if end is None:
                break
            if best is None or end - start < best[1] - best[0]:
                best = start, end
            if not rest:
                break
        return best

    def _rest_end(self, parts: Sequence[_QuotePart], text: str, at: int) -> int | None:
        for part in parts:
            found = next((span for span in part.matches(text, at) if self._stands_apart(text, *span)), None)
            if found is None:
                return None
            at = found[1]
        return at

    def _stands_apart(self, text: str, start: int, end: int) -> bool:
        """Whether no word and no number goes on beyond the ends of `text[start:end]`."""
        loose = self._whole_block
        before, first = text[start - 1 : start], text[start]
        behind, last = text[end : end + 1], text[end - 1]
        signs = not self._number
        if first.isdigit() and (_in_number(text[max(start - 2, 0) : start]) or (signs and before in _MONEY)):
            return False
        if last.isdigit() and (_in_number(text[end : end + 2][::-1]) or (signs and behind in _PARTS)):
            return False
        return not (_joined(before, first, loose) or _joined(last, behind, loose))


def word_parts(folded: Iterable[str]) -> set[str]:
    """The different words, and of those with hyphens the parts: which dash joins them is typesetting."""
    return {part for word in folded for part in word.split("-")}


def as_it_is(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quotation stands sign by sign, blanks and the signs of quoted lines aside: one may be of what
    only Markdown tells apart, as the end of a link. No number is cut."""
    words = quote.split()
    before = r"(?<![\d$€£¥₹₽])(?<!\d[.,])" if words[0][0].isdigit() else ""
    behind = r"(?![\d%°‰]|[.,]\d)" if words[-1][-1].isdigit() else ""
    match = re.search(before + r"[\s>]+".join(map(re.escape, words)) + behind, text)
    return match.span() if match else None


def _in_number(signs: str) -> bool:
    """Whether a number goes on with a digit and a point between, `signs` read towards it."""
    return len(signs) == 2 and signs[0].isdigit() and signs[1] in ".,"


def _within_word(text: str, at: int) -> bool:
    """Whether a place is between two letters or digits."""
    return _joined(text[at - 1 : at], text[at : at + 1], loose=False)


def _joined(left: str, right: str, loose: bool) -> bool:
    """Whether a word goes on from one character to the next."""
    if not (left and right and left.isalnum() and right.isalnum()):
        return False
    if left.isdigit() or right.isdigit():
        return True
    return not loose and ord(left) < _BEYOND_SCRIPTS_WITH_BLANKS and ord(right) < _BEYOND_SCRIPTS_WITH_BLANKS


def _trimmed(form: str) -> str:
    """Without the signs at both ends that belong to the sentence around, unless there is nothing else."""
    return form.rstrip(_ENDS).lstrip(" ,.;:!?'…").removeprefix("- ") or form.strip()


def _literal(part: str) -> re.Pattern[str]:
    return re.compile(_first_letter(re.escape(part)))


def _first_letter(pattern: str) -> str:
    """Let the first letter be large or small."""
    first = pattern[:1]
    return f"[{first.upper()}{first.lower()}]{pattern[1:]}" if first.upper() != first.lower() else pattern


def _with_additions(part: str) -> list[re.Pattern[str]]:
    """The stretches of a part between the words that the note added; letters added to a word are in them."""
    stretches: list[str] = []
    pattern, at = "", 0
    most_in_word = max((word.count("[") for word in _WORD_IN_BRACKETS.findall(part)), default=0)
    if most_in_word > _MOST_IN_WORD or part.count("[") > _MOST_IN_PART:
        return [_literal(part)]
    for match in _ADDED.finditer(part):
        pattern += re.escape(part[at : match.start()])
        at = match.end()
        if match["before"] or match["behind"]:
            pattern += rf"{re.escape(match['before'])}\w{{0,20}}{re.escape(match['behind'])}"
        else:
            stretches.append(pattern)
            pattern = ""
    stretches.append(pattern + re.escape(part[at:]))
    bare = [one.replace("\\ ", " ").strip().replace(" ", "\\ ") for one in stretches]
    return [re.compile(_first_letter(one) if not number else one) for number, one in enumerate(bare) if one]


# -- the nearest words -------------------------------------------------------------------------------


class NearWords(NamedTuple):
    """Words that are like those of a quotation."""

    span: Span
    likeness: float
    """From 0 to 1: the part of the words of both that is the same, weighed by rarity."""
    of_figures: bool
    """Whether a number, or what a number counts, is among the words that differ."""


def shared_weight(folded: Iterable[str], wanted: Iterable[str]) -> float:
    """How much of the rarity of the words `wanted` is among the words `folded`."""
    there = set(folded)
    return sum(word_weight(word) for word in set(wanted) if word in there)


def word_weight(folded: str) -> float:
    """How much a word tells of what is said: its rarity. Function words have none in the table of the
    background, which would make them the rarest of all."""
    return _OF_STOPWORD if _is_stopword(folded) else rarity(stem(folded))


def _is_stopword(folded: str) -> bool:
    return bare(folded) in STOPWORDS


def nearest_words(pattern: QuotePattern, article: Article) -> NearWords | None:
    """The words of `article` that are most like a quotation; None where none are like it."""
    wanted = pattern.folded[:_LONGEST_COMPARED]
    best: NearWords | None = None
    for _, number in _likely_passages(wanted, article):
        passage = article.passages[number]
        there = list(words(article.text, passage.start, passage.end))[:_LONGEST_COMPARED]
        found = _aligned(wanted, pattern.signs, there, article.text)
        if found is not None and (best is None or found.likeness > best.likeness):
            best = found
    return best if best is not None and best.likeness >= _LEAST_ALIKE else None


def _likely_passages(wanted: Sequence[str], article: Article) -> list[tuple[float, int]]:
    scored: list[tuple[float, int]] = []
    for passage in article.passages:
        there = (word.folded for word in words(article.text, passage.start, passage.end))
        if weight := shared_weight(there, wanted):
            scored.append((-weight, passage.number))
    return sorted(scored)[:_MOST_COMPARED]


def _aligned(
    wanted: Sequence[str], signs: Counter[str], there: Sequence[Word], text: str
) -> NearWords | None:
    # Imported here: most quotations stand as they are.
    from rapidfuzz.distance import LCSseq

    folded = [word.folded for word in there]
    same: list[tuple[int, int]] = []
    for code in LCSseq.opcodes(list(map(stem, wanted)), list(map(stem, folded))):
        if code.tag == "equal":
            same += zip(
                range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True
            )
    if not same:
        return None
    weights = list(map(word_weight, wanted))
    gap = _GAP * sum(weights) / len(weights)
    first, last = _densest([(at, weights[ours]) for ours, at in same], gap)
    kept = [(ours, at) for ours, at in same if first <= at <= last]
    if not _has_most(wanted, {ours for ours, _ in kept}):
        return None
    first, last = _widened(kept, len(wanted), len(there))
    held = sum(weights[ours] for ours, _ in kept)
    total = sum(weights) + sum(map(word_weight, folded[first : last + 1]))
    span = _with_signs(text, there[first].start, there[last].end)
    differ = _figures_in(wanted) != _figures_in(folded[first : last + 1])
    differ = differ or signs != _signs(text[span.start : span.end])
    return NearWords(span, 2 * held / total if total else 0.0, differ)


def _has_most(wanted: Sequence[str], kept: Container[int]) -> bool:
    """Whether most words that tell something are kept; one rare name in common makes no wording of another.

    Numbers aside: where they alone are others, another value is told in the same words.
    """
    telling = [at for at, word in enumerate(wanted) if not (_is_stopword(word) or _is_number(word))]
    return not telling or 2 * sum(at in kept for at in telling) > len(telling)


def _with_signs(text: str, start: int, end: int) -> Span:
    """The words with the signs of money and percent that stand at their ends."""
    while start and text[start - 1] in _MONEY:
        start -= 1
    while text[end : end + 1] and text[end] in _PARTS:
        end += 1
    return Span(start, end)


def _signs(text: str) -> Counter[str]:
    return Counter(one for one in text if one in _MONEY or one in _PARTS)


def _densest(places: Sequence[tuple[int, float]], gap: float) -> tuple[int, int]:
    """The stretch from one place to another with the largest sum of weights, less `gap` for each between."""
    best = (0.0, 0, 0)
    total, begin = 0.0, places[0][0]
    previous = begin - 1
    for at, weight in places:
        total -= gap * (at - previous - 1)
        if total <= 0:
            total, begin = 0.0, at
        total += weight
        if total > best[0]:
            best = (total, begin, at)
        previous = at
    return best[1], best[2]


def _widened(kept: Sequence[tuple[int, int]], wanted: int, there: int) -> tuple[int, int]:
    """Let the stretch begin and end where the quotation would, as far as its other words may stand there."""
    (first_ours, first), (last_ours, last) = kept[0], kept[-1]
    return max(first - first_ours, 0), min(last + wanted - 1 - last_ours, there - 1)


_COUNTED = 2
"""Words behind a number that may tell its unit."""


def _figures_in(folded: Sequence[str]) -> Counter[str]:
    """The numbers among some words, with what they count."""
    numbers = [at for at, word in enumerate(folded) if _is_number(word)]
    found: Counter[str] = Counter()
    for at in numbers:
        behind = numbers[bisect_left(numbers, at + 1)] if at != numbers[-1] else len(folded)
        counted = folded[at + 1 : min(at + 1 + _COUNTED, behind)]
        found[" ".join((folded[at], *counted[:1]))] += 1
    return found


def _is_number(folded: str) -> bool:
    return any(one.isdigit() for one in folded) or folded in note_words()["numbers"]
