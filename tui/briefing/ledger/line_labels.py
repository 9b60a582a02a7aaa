"""What a line is called, and the words that joined its entries: both in the texts' own words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple

from briefing.ledger.label_phrases import (
    NUMBER_WORDS,
    ClauseStretch,
    ClauseWord,
    Role,
    clause_tokens,
    other_clauses,
    phrases,
    with_converted,
)
from briefing.ledger.mentions import FigureMention, LedgerArticle
from briefing.model.article import Span
from briefing.text.stopwords import CARDINALS
from briefing.text.tokens import fold

_MOST_WORDS = 6
"""Words shown as what joined an entry to the others."""
_LABEL_WORDS = 6
"""Words of a label at most."""
_OWN_WORDS = 4
"""Telling words of what is counted, the last of them, at most."""
_LEAST_WORDS = 2
_MOST_READ = 4
"""Entries whose words are tried for a label: those that share most with the others."""
_LONGEST_OF = 45
"""Characters of an `of` that still names a thing."""
_TELLS = (1.0, 0.8, 0.5, 0.25, 0.15, 0.1)
"""What the first telling word of a label counts, the second and so on: two or three tell what is meant. The
costs below are in the same measure."""
_NAME = 0.6
"""What a name counts beside another word: it says of whom, not what."""
_CUT = 0.7
"""Each end of a label that is cut through a phrase."""
_WORD, _LITTLE_WORD = 0.06, 0.03
"""Each word: of two labels that tell as much the shorter is better."""
_NAMES_ALONE = 0.8
_NO_VERB = 0.4
"""Of a day: on it something was done."""
_DIGITS = 0.8
_OTHER_NUMBER = 1.6
_INSIDE = {"conjunction": 0.5, "pronoun": 0.3, "reporting": 0.7}
"""Words in a label that say it tells two things, or nothing."""
_HYPHENS = "-‐‑"
_LEFT_OUT = "…"
"""What stands for a number that is tied to its noun."""
_MEASURED = 0.4
"""What a word adds that is known to be measured."""


def mention_words(mention: FigureMention, line: Sequence[FigureMention]) -> tuple[Span, ...]:
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
    """Return what is measured, in words of the texts, at most `_LABEL_WORDS` of them: a stretch about the
    number, as the entry writes it whose words most of the others share."""
    if all(mention.figure.rule == "age" for mention in line):
        named = [m.figure.subject for m in line if m.owner in m.names]
        whose = _most_told(named) or _most_told([m.figure.subject or m.figure.of for m in line])
        if whose:
            return f"age of {whose}"
    told = _told_about(line, given)
    if told:
        return told
    measured = _most_told([m.figure.of for m in line])
    subject = _most_told([m.figure.subject for m in line])
    noun = _most_told([m.figure.unit for m in line if m.figure.kind == "count"])
    parts = [part for part in (measured or noun, subject, _words_about(line, given)) if part]
    told_once = [part for at, part in enumerate(parts) if not any(part in other for other in parts[:at])]
    return ", ".join(told_once[:2]) or line[0].figure.text


def _told_about(line: Sequence[FigureMention], given: Sequence[LedgerArticle]) -> str:
    """The best stretch of a clause about its number, the number left out; empty where that is too little."""
    words: dict[int, set[str]] = {}
    for mention in line:
        words.setdefault(mention.place, set()).update(mention.clause | mention.measured)
    held = Counter(chain.from_iterable(words.values()))
    shares = {stem: count / len(words) for stem, count in held.items()}
    measured = frozenset(chain.from_iterable(m.measured | m.subject for m in line))
    read = sorted(line, key=lambda m: -sum(map(shares.__getitem__, m.clause)))[:_MOST_READ]
    best: tuple[float, str] | None = None
    for mention in read:
        for worth, phrase, own in _rated(mention, given[mention.place].article.text, shares, measured):
            if best is None or worth > best[0]:
                text = given[mention.place].article.text
                parts = (_written(text, phrase.before), own, _written(text, phrase.behind))
                label = " ".join(part for part in parts if part)
                if label:
                    best = worth, label
    return best[1] if best else _told_beside(read[0], given[read[0].place].article.text)


def _told_beside(mention: FigureMention, text: str) -> str:
    """How the nearest other clause of a figure's sentence begins: "the wage is set at 4.85, and at 4.10 for
    the young"; empty where none tells anything."""
    figure = mention.figure
    for clause in other_clauses(text, mention.span, (figure.start, figure.end)):
        found = [
            (one.cuts, -len(one.behind), one.behind)
            for one in phrases((), clause, _LABEL_WORDS, role="day")
            if sum(not token.group for token in one.behind) >= _LEAST_WORDS
        ]
        if found:
            return _written(text, min(found)[2])
    return ""


class _WordWorth(NamedTuple):
    """What a word adds to a label, wherever in it it stands."""

    stem: str | None
    """None where it is not compared."""
    tells: float
    costs: float
    """For its length, and for digits."""
    inside: float
    """What it costs besides where it is not the last of a day's label."""
    names_nothing: bool
    """Whether it is a name, a little word or who says so: such alone name no quantity."""
    does: bool
    """Whether it tells that something was done."""


def _rated(
    mention: FigureMention, text: str, shares: Mapping[str, float], measured: Set[str]
) -> Iterator[tuple[float, ClauseStretch, str]]:
    """Stretches about a figure with what they tell, and the words of the figure that go with each."""
    figure = mention.figure
    before, behind = clause_tokens(text, mention.span, with_converted(text, (figure.start, figure.end)))
    own = _own_words(mention, text)
    role: Role = "day" if figure.kind == "date" else "count" if own else "amount"
    stems = {word.start: word.stem for word in mention.words}

    def telling(stem: str, weight: float) -> float:
        return weight * shares.get(stem, 0.3) + _MEASURED * (stem in measured)

    def worth_of(token: ClauseWord) -> _WordWorth:
        stem, little = stems.get(token.start), bool(token.group)
        return _WordWorth(
            stem,
            telling(stem, _NAME if token.is_name else 1.0) if stem is not None else 0.0,
            (_LITTLE_WORD if little else _WORD) + _number_costs(token.folded, role),
            _INSIDE.get(token.group, 0.0),
            token.is_name or little,
            token.is_verb or token.group == "reporting",
        )

    known = {token.start: worth_of(token) for token in (*before, *behind)}
    told_by_own = {stem: telling(stem, 1.0) for stem in mention.noun} if own else {}
    found = phrases(before, behind, _LABEL_WORDS - len(own.split()), role=role)
    for phrase in (ClauseStretch((), (), 0), *found) if own else found:
        words = [known[token.start] for part in phrase[:2] for token in part]
        told = {word.stem: word.tells for word in words if word.stem is not None}
        told |= told_by_own
        if len(told) < _LEAST_WORDS and not told.keys() & mention.measured:
            continue
        tells = sorted(told.values(), reverse=True)
        worth = sum(tell * counts for tell, counts in zip(tells, _TELLS, strict=False))
        worth -= _CUT * phrase.cuts + sum(word.costs for word in words)
        worth -= _CUT * _ends_half(text, phrase, own) + _OTHER_NUMBER * _begins_half(before, phrase, role)
        # "A White House official said" ends with it: the day is that of the saying.
        worth -= sum(word.inside for word in (words[:-1] if role == "day" else words))
        if not own and all(word.names_nothing for word in words):
            worth -= _NAMES_ALONE
        if role == "day" and not any(word.does for word in words):
            worth -= _NO_VERB
        yield worth, phrase, own


def _number_costs(folded: str, role: Role) -> float:
    """What a word costs that is a number, and so of another quantity: "six months in Orle and six years at
    sea". But for digits it may be told of a day ("won five matches"), and of a count ("won two of her three
    matches")."""
    if any(map(str.isdigit, folded)):
        return _DIGITS
    return _OTHER_NUMBER if role == "amount" and folded in CARDINALS else 0.0


def _begins_half(before: Sequence[ClauseWord], phrase: ClauseStretch, role: Role) -> bool:
    """Whether a label begins behind the number of another quantity: "months in Orle and six years at sea"."""
    at = len(before) if not phrase.before else bisect_left(before, phrase.before[0])
    return role == "amount" and 0 < at < len(before) and before[at - 1].folded in CARDINALS


def _ends_half(text: str, phrase: ClauseStretch, own: str) -> bool:
    """Whether a label ends with whose it is ("an offer in excess of the bank's"), or with what says which
    one ("he won a four-set")."""
    if own.startswith(_LEFT_OUT) and not phrase.behind:
        return True
    last = phrase.behind or (() if own else phrase.before)
    return bool(last) and text[last[-1].end - 2 : last[-1].end] in ("'s", "’s", "s'", "s’")


def _written(text: str, tokens: Sequence[ClauseWord]) -> str:
    """Tokens that follow each other, as their text writes them."""
    if not tokens:
        return ""
    written = " ".join(text[tokens[0].start : tokens[-1].end].split())
    return (
        written
        if written.count("“") == written.count("”") and written.count('"') % 2 == 0
        else "".join(mark for mark in written if mark not in '“”"')
    )


def _own_words(mention: FigureMention, text: str) -> str:
    """What a count counts, or an ordinal numbers, as its figure says it."""
    if mention.figure.kind not in ("count", "ordinal"):
        return ""
    figure = mention.figure
    last = [word for word in mention.words if figure.start <= word.start < figure.end]
    # "half a million people": the number is told beside the label.
    numbers = [at for at, word in enumerate(last) if fold(text[word.start : word.end]) in NUMBER_WORDS]
    last = last[numbers[-1] + 1 :] if numbers else last
    if not last:
        return ""
    start = last[-_OWN_WORDS:][0].start
    if text[start - 1] not in _HYPHENS or start - 1 <= figure.start:
        return text[start : figure.end]
    tied = text[figure.start : start - 1].rsplit(maxsplit=1)[-1]
    if tied[-1].isdigit() or fold(tied.rpartition("-")[2]) in NUMBER_WORDS:
        # "A four-star general" is no star general.
        return f"{_LEFT_OUT}{text[start - 1 : figure.end]}"
    return text[start - 1 - len(tied) : figure.end]


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
        )[:4]
    }
    text = given[holder.place].article.text
    seen: dict[str, str] = {}
    for word in holder.words:
        inside = word.end > holder.figure.start and word.start < holder.figure.end
        if word.stem in chosen and word.stem not in seen and not inside:
            seen[word.stem] = text[word.start : word.end]
    return " ".join(seen.values())
