"""What a line is called, and the words that joined its entries: both in the texts' own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from briefing.ledger.mentions import FigureMention, LedgerArticle, SentenceWord
from briefing.model.article import Span
from briefing.text.tokens import fold

_MOST_WORDS = 6
"""Words shown as what joined an entry to the others."""
_LABEL_WORDS = 4
_LEAST_WORDS = 2
_MOST_READ = 12
"""Entries whose words are tried for a label."""
_LONGEST_SIDE = 6
_MARKS = " ,;:()[]\"“”‘’'–—-"
_LONGEST_OF = 60
"""Characters of an `of` that still names a thing."""
_JOINTS = frozenset({"and", "or", "but", "that", "which"})
"""Words that a stretch does not begin with."""
_ARTICLES = frozenset({"a", "an", "the", "of", "to", "in", "on", "at", "by", "with"})
"""Nor with these, where nothing stands before it."""
_LEFT_OPEN = frozenset(
    """of and or but a an the in on at by with that which to for from over about around some nearly almost
    than least most more less up as under only just is are was were be been""".split()
)
"""Words at the end of a stretch that belonged to the number."""


def telling_words(mention: FigureMention, line: Sequence[FigureMention]) -> tuple[Span, ...]:
    """Return where the words of a mention's sentence stand that other articles of its line use too: the
    nearest to the figure, in text order."""
    shared: set[str] = set()
    for other in line:
        if other.place != mention.place:
            shared |= other.sentence | other.before
    found = [word for word in mention.words if word.stem in shared]
    found.sort(key=lambda word: (-mention.near.get(word.stem, 0.0), word.start))
    kept: dict[str, Span] = {}
    for word in found:
        if word.stem not in kept and len(kept) < _MOST_WORDS:
            kept[word.stem] = Span(word.start, word.end)
    return tuple(sorted(kept.values(), key=lambda span: span.start))


def label_of(line: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> str:
    """Return what is measured, in words of the texts: the words about the number, as the entry writes them
    whose words most of the others share."""
    told = _told_about(line, given)
    if told:
        return told
    measured = _most_told([m.figure.of for m in line])
    subject = _most_told([m.figure.subject for m in line])
    noun = _most_told([m.figure.unit for m in line if m.figure.kind == "count"])
    parts = [part for part in (measured or noun, subject, _words_about(line, given)) if part]
    return ", ".join(dict.fromkeys(parts[:2])) or line[0].figure.text


def _told_about(line: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> str:
    """The stretch of a clause about its number, the number left out; empty where that is too little."""
    words: dict[int, set[str]] = {}
    for mention in line:
        words.setdefault(mention.place, set()).update(mention.clause)
    held = Counter(chain.from_iterable(words.values()))
    rows: list[tuple[float, int, str]] = []
    for mention in line[:_MOST_READ]:
        text = given[mention.place].article.text
        left, right = _stretches(mention, held, text)
        own = _own_words(mention, text)
        content = [[word for word in mention.words if _is_in(word, side)] for side in (left, right)]
        complement = text.startswith(" of ", mention.figure.end)
        if not own and not complement and len(content[0]) >= _LEAST_WORDS:
            # Two halves without what stood between them read badly.
            right, content[1] = (right[0], right[0]), []
        before = _cut(text, left, _JOINTS | _ARTICLES)
        behind = _cut(text, right, _JOINTS if own or (before and not complement) else _JOINTS | _ARTICLES)
        label = " ".join(part for part in (before, own, behind) if part)
        told = [*content[0], *content[1]]
        if len(told) + bool(own) >= _LEAST_WORDS:
            shared = sum(held[word.stem] for word in told) / len(line)
            named = any(text[word.start].isupper() for word in told)
            digits = sum(word[0].isdigit() or word[0] in "$€£" for word in label.split())
            worth = shared + 0.4 * named - 0.6 * digits - 0.12 * len(label.split())
            rows.append((worth, -len(rows), label))
    return max(rows)[2] if rows else ""


def _stretches(
    mention: FigureMention, held: Mapping[str, int], text: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the words about a number stand, before and behind it: from it to the farthest of those that are
    told most."""
    figure = mention.figure
    near = [
        word
        for word in mention.words
        if word.stem in mention.clause
        and len(word.stem) > 1
        and (word.end <= figure.start or word.start >= figure.end)
        and len(text[min(word.start, figure.end) : max(word.end, figure.start)].split()) <= _LONGEST_SIDE
    ]
    chosen = sorted(near, key=lambda word: (-held[word.stem] * mention.near.get(word.stem, 0.0), word.start))
    before = [w.start for w in chosen[:_LABEL_WORDS] if w.end <= figure.start]
    behind = [w.end for w in chosen[:_LABEL_WORDS] if w.start >= figure.end]
    first, last = min(before, default=figure.start), max(behind, default=figure.end)
    # A name is not cut: "Kimani" goes on to "Kimani Gray".
    for word in mention.words:
        if last > figure.end and word.start == last + 1 and text[word.start].isupper():
            last = word.end
    for word in reversed(mention.words):
        if first < figure.start and word.end == first - 1 and text[word.start].isupper():
            first = word.start
    return (first, figure.start), (figure.end, last)


def _is_in(word: SentenceWord, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= word.start and word.end <= stretch[1]


def _own_words(mention: FigureMention, text: str) -> str:
    """What a count counts, as its figure says it."""
    if mention.figure.kind != "count":
        return ""
    last = [word for word in mention.words if mention.figure.start <= word.start < mention.figure.end]
    return text[last[0].start : mention.figure.end] if last else ""


def _cut(text: str, stretch: tuple[int, int], first: Set[str]) -> str:
    """The words of a stretch, those of `first` left out where it begins with them, and what tells nothing
    alone where it ends."""
    words = text[slice(*stretch)].split()
    while words and fold(words[0].strip(_MARKS)) in first:
        words.pop(0)
    while words and fold(words[-1].strip(_MARKS)) in _LEFT_OPEN:
        words.pop()
    return " ".join(words).strip(_MARKS)


def _most_told(texts: Sequence[str | None]) -> str:
    """The text that most say, the shortest of those; empty where none does."""
    told = [text for text in texts if text and len(text) <= _LONGEST_OF]
    if not told:
        return ""
    count = Counter(text.casefold() for text in told)
    return min(told, key=lambda text: (-count[text.casefold()], len(text), text))


def _words_about(line: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> str:
    """The words about the figures that most entries share, as the shortest of their sentences writes them."""
    weights: dict[str, float] = {}
    for mention in line:
        for stem, near in mention.near.items():
            weights[stem] = weights.get(stem, 0.0) + near
    holder = min(
        line, key=lambda m: (-sum(weights.get(w.stem, 0.0) for w in m.words[:40]), m.place, m.figure.start)
    )
    chosen = {
        stem
        for stem, _ in sorted(
            ((stem, weights[stem]) for stem in holder.near), key=lambda row: (-row[1], row[0])
        )[:_LABEL_WORDS]
    }
    text = given[holder.place].article.text
    seen: dict[str, str] = {}
    for word in holder.words:
        inside = word.end > holder.figure.start and word.start < holder.figure.end
        if word.stem in chosen and word.stem not in seen and not inside:
            seen[word.stem] = text[word.start : word.end]
    return " ".join(seen.values())
