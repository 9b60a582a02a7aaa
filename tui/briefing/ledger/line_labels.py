"""What a line is called, and the words that joined its entries: both in the texts' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.ledger.mentions import FigureMention, LedgerArticle
from briefing.model.article import Span

_MOST_WORDS = 6
"""Words shown as what joined an entry to the others."""
_LABEL_WORDS = 4
_LONGEST_OF = 60
"""Characters of an `of` that still names a thing."""
_NUMBER = re.compile(
    r"^[\W\d_]*(?:[\d.,]+\S*\s+|(?:about|around|some|nearly|at least|more than|over|up to)\s+)*", re.I
)


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
    """Return what is measured, in words of the texts."""
    measured = _most_told([m.figure.of for m in line])
    subject = _most_told([m.figure.subject for m in line])
    if measured and subject and subject.casefold() not in measured.casefold():
        return f"{measured}, {subject}" if len(measured) + len(subject) <= _LONGEST_OF else measured
    if measured:
        return measured
    noun = _most_told([m.figure.unit for m in line if m.figure.kind == "count"])
    words = _words_about(line, given)
    if subject and noun:
        return f"{noun}, {subject}"
    if subject:
        return f"{subject}: {words}" if words else subject
    parts = [part for part in (noun, words) if part]
    return ": ".join(parts) or line[0].figure.text


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
