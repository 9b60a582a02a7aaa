"""Phrases beside a number: stretches of its clause that begin and end where a phrase does.

No parser is needed: little words, capitals and how often news uses a word as a noun or a verb tell where a
phrase is cut. What the words mean lies in `data/label_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from briefing.ledger.measures import load_table
from briefing.text.background import noun_and_verb_uses
from briefing.text.stems import stem
from briefing.text.stopwords import CARDINALS
from briefing.text.tokens import fold

_WALLS = re.compile(r"[,;:()\[\]\ufffd?!]|--+|[—―]|\s[–-]\s|\s(?:while|but|though|although)(?=\s)")
"""Marks that end a clause."""
_CONVERTED = re.compile(
    r"(?<!\S)[^\W\d_]{0,3}[$£€¥]?\s?\d[\d.,]*\s?(?:[^\W\d_]+\s){0,2}[^\W\d_]*\s?\((?:[^()]{0,20}; )?$"
)
"""An amount, and the bracket in which it is told in another unit."""
_CLOSING = re.compile(r"[^()\n]{0,25}\)")
_LONGEST_CONVERTED = 60
"""Characters."""
_PIECE = re.compile(r"\S+")
_MARKS = "‘’'\"“”.-*•·…"
_POSSESSIVE = re.compile(r"['’]s?$")
_MOST_OPENING = 5
"""Words before a date that opens its sentence, itself left out: "On", "In an interview on"."""
_WHOSE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_PARTICLES = frozenset({"up", "out", "off", "down", "back", "away", "over"})
"""What belongs to the verb before it: "signed up"."""
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
NUMBER_WORDS = (
    _SCALES
    | CARDINALS
    | {
        *("one", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        *("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        "half",
        "third",
        "quarter",
        "quarters",
        "thirds",
        "dozen",
        "dozens",
        "hundreds",
        "thousands",
        "tens",
    }
)
"""Words of a figure that say how many, not what."""
_FROM = frozenset({"from", "below", "above", "beneath"})
"""What a distance is measured from begins its label: "below ground level"."""
_SPEAKER = 6
"""Words within which it is said who tells what follows."""


class ClauseWord(NamedTuple):
    """A word of a clause, or what is written like one."""

    start: int
    end: int
    """Without marks at its ends."""
    folded: str
    group: str
    """A group of `label_words.toml`; empty for a word that tells something."""
    is_name: bool
    """Whether it has a capital that does not come from where it stands."""
    is_verb: bool
    """Whether news uses it as a verb first of all."""


Role = Literal["day", "count", "amount"]
"""What a number does in its clause: a day says when, and the clause reads on without it; a count has words of
its own, which stay; an amount leaves a gap."""


class ClauseStretch(NamedTuple):
    """A stretch of a clause about a number, which is left out."""

    before: tuple[ClauseWord, ...]
    """Its words before the number."""
    behind: tuple[ClauseWord, ...]
    cuts: float
    """How many of its ends are cut through a phrase, in [0, 2]."""


@cache
def _groups() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, row in load_table("label_words.toml").items():
        for word in row["words"] if name != "attribute" else ():
            found.setdefault(word, name)
    return found


@cache
def _attributes() -> frozenset[str]:
    return frozenset(load_table("label_words.toml")["attribute"]["words"])


@lru_cache(maxsize=65536)
def _is_verb(folded: str) -> bool:
    nouns, verbs = noun_and_verb_uses(stem(folded))
    if folded.endswith(("ed", "ing")) and len(folded) > 4:
        return verbs >= nouns / 4
    return verbs > nouns


class _Traits(NamedTuple):
    """What is known of a word wherever it stands."""

    offset: int
    """Of what is left without marks at its ends."""
    length: int
    folded: str
    group: str
    has_capital: bool
    has_second: bool
    """Whether its second letter is a capital, too."""
    is_verb: bool


@lru_cache(maxsize=65536)
def _traits(written: str) -> _Traits | None:
    """The traits of a word as it is written; None where it is all marks."""
    stripped = written.strip(_MARKS)
    if not stripped:
        return None
    folded = fold(stripped)
    plain = _POSSESSIVE.sub("", folded)
    group = _groups().get(folded, "")
    return _Traits(
        written.index(stripped),
        len(stripped),
        plain,
        group,
        stripped[0].isupper(),
        stripped[1:2].isupper(),
        not group and _is_verb(plain),
    )


def with_converted(text: str, figure: tuple[int, int]) -> tuple[int, int]:
    """Return where a figure stands, with the one that it converts: "$100m (£52m)" are one in its clause."""
    start, end = figure
    told = _CONVERTED.search(text, max(start - _LONGEST_CONVERTED, 0), start)
    closing = _CLOSING.match(text, end)
    return (told.start(), closing.end()) if told is not None and closing is not None else figure


def clause_tokens(
    text: str, sentence: tuple[int, int], figure: tuple[int, int]
) -> tuple[list[ClauseWord], list[ClauseWord]]:
    """Return the words of a figure's clause before and behind it.

    What a sentence opens with ("On Monday, the court ...") is told of the clause that follows.
    """
    first = sentence[0]
    for wall in _WALLS.finditer(text, sentence[0], figure[0]):
        first = wall.end()
    before = _tokens(text, first, figure[0], opening=first == sentence[0])
    wall_behind = _WALLS.search(text, figure[1], sentence[1])
    last = wall_behind.start() if wall_behind is not None else sentence[1]
    if (
        wall_behind is not None
        and wall_behind.group() == ","
        and not text[figure[1] : last].strip()
        and first == sentence[0]
        and len(before) <= _MOST_OPENING
        and (not before or before[0].group in ("preposition", "adverb"))
    ):
        following = _WALLS.search(text, wall_behind.end(), sentence[1])
        last = following.start() if following is not None else sentence[1]
        return [], _told(_tokens(text, wall_behind.end(), last, opening=False))
    behind = _tokens(text, figure[1], last, opening=False)
    if behind and behind[0].folded in ("", "s"):
        # "last year's election": the day goes with what follows, and not with what stands before it.
        return (before, []) if sum(not one.group for one in before) > 1 else ([], behind[1:])
    while behind and behind[0].group in ("adverb", "time"):
        behind.pop(0)
    return before, behind


def other_clauses(
    text: str, sentence: tuple[int, int], figure: tuple[int, int]
) -> Iterator[list[ClauseWord]]:
    """Yield the words of the sentence's clauses that do not hold a figure: those before it, the nearest
    first, and then those behind it."""
    walls = [wall.span() for wall in _WALLS.finditer(text, *sentence)]
    starts = [sentence[0], *(end for _, end in walls)]
    spans = list(zip(starts, (*(start for start, _ in walls), sentence[1]), strict=True))
    before = [span for span in spans if span[1] <= figure[0]]
    behind = [span for span in spans if span[0] >= figure[1]]
    for start, end in (*before[::-1], *behind):
        yield _told(_tokens(text, start, end, opening=start == sentence[0]))


def _told(tokens: list[ClauseWord]) -> list[ClauseWord]:
    """What a clause tells, without who says so: "the attorney general said that he had misspoken"."""
    speech = next((at for at, one in enumerate(tokens[:_SPEAKER]) if one.group == "reporting"), None)
    if speech is None:
        return tokens
    at = speech + 1
    while at < len(tokens) and tokens[at].group in ("conjunction", "pronoun", "auxiliary"):
        at += 1
    return tokens[at:] or tokens


def _tokens(text: str, start: int, end: int, *, opening: bool) -> list[ClauseWord]:
    found: list[ClauseWord] = []
    for piece in _PIECE.finditer(text, start, end):
        traits = _traits(piece.group())
        if traits is None:
            continue
        at = piece.start() + traits.offset
        is_name = traits.has_capital and not (
            opening and not found and not traits.has_second and bool(traits.group)
        )
        found.append(
            ClauseWord(
                at, at + traits.length, traits.folded, traits.group, is_name, not is_name and traits.is_verb
            )
        )
    return found


def phrases(
    before: Sequence[ClauseWord], behind: Sequence[ClauseWord], most: int, *, role: Role
) -> Iterator[ClauseStretch]:
    """Yield stretches of at most `most` words that end at the number, begin at it or hold it; `role` says
    what the number does in its clause."""
    ends = [at for at in range(1, min(len(behind), most) + 1) if not behind[at - 1].group]
    tail = len(before)
    while tail and (before[tail - 1].group or _is_number(before[tail - 1])):
        # "IT services in 2007 at $748 billion", "tariffs on imports from 145% to 30%"
        tail -= 1
    between = tuple(before[tail:])
    for at in range(max(tail - most, 0), tail):
        if before[at].group or _is_number(before[at]):
            continue
        cuts, left = _cuts_start(before, at), tuple(before[at:tail])
        whole = left
        if role == "count":
            left += _without_openings(between)
            whole = left
        elif any(one.group == "determiner" for one in between):
            # "the May 19 due date": what follows needs its article, but for one that goes by the number.
            left += tuple(one for one in between if one.folded not in ("a", "an"))
        if len(whole) <= most:
            gap = role == "amount" and not between and whole[-1].is_verb
            # "an ambitious 7.5m euro project": what it is stands behind the number.
            last = role != "count" and whole[-1].folded in _attributes()
            # "blamed prices for a 40% drop in profits": the article goes with what stands behind.
            other = role == "amount" and _opens(between, behind)
            yield ClauseStretch(whole, (), cuts + 0.3 * gap + last + other)
        if role == "day" and between and between[0].group == "reporting":
            yield ClauseStretch((*whole, between[0]), (), cuts)
        first = _joined_from(between, behind, role)
        if first is None:
            continue
        for end in ends:
            if first < end <= most - len(left) + first:
                yield ClauseStretch(left, tuple(behind[first:end]), cuts + _cuts_end(behind, end))
    if role == "amount" and behind and behind[0].group == "conjunction":
        # "516MB or 1GB": what follows is another amount.
        return
    start = _begins(behind, role)
    for end in ends:
        if start < end <= most + start:
            yield ClauseStretch((), tuple(behind[start:end]), _cuts_end(behind, end))


def _opens(between: Sequence[ClauseWord], behind: Sequence[ClauseWord]) -> bool:
    """Whether an article before the number is that of a word behind it."""
    return bool(between and behind) and between[-1].group == "determiner" and not behind[0].group


def _begins(behind: Sequence[ClauseWord], role: Role) -> int:
    """Where a stretch behind the number begins.

    Of what is counted the words go on as they are ("people in hospital"), else without the little words that
    tie them to the number ("on Monday he has said"), but for "seven miles from the town".
    """
    start = 0
    while role != "count" and start < len(behind):
        one = behind[start]
        if not one.group or one.group in ("cut", "reporting") or (role == "amount" and one.folded in _FROM):
            break
        start += 1
    return start


def _is_number(word: ClauseWord) -> bool:
    return word.folded.lstrip("$€£")[:1].isdigit() or word.folded in _SCALES


def _without_openings(tokens: Sequence[ClauseWord]) -> tuple[ClauseWord, ...]:
    """Little words before what is counted, without those that went with the number: "another 40 people"."""
    kept = list(tokens)
    while kept and (kept[-1].group == "adverb" or kept[-1].folded in ("a", "an", "another", "other")):
        kept.pop()
    return tuple(kept)


def _joined_from(tail: Sequence[ClauseWord], behind: Sequence[ClauseWord], role: Role) -> int | None:
    """From which word on what stands behind a number goes on what stands before it; None where it does not.

    `tail` are the little words between: "sentenced on Monday to death" reads on without its day, "supports
    8GB of memory" without its size.
    """
    if not behind or behind[0].group in ("conjunction", "pronoun"):
        return None
    if role != "amount":
        return 0
    if [one.group for one in tail] == ["determiner"] and not behind[0].group:
        # "plans to launch a $12 billion stockpile"
        return 0
    return 1 if not tail and behind[0].folded == "of" and len(behind) > 1 else None


def _cuts_start(tokens: Sequence[ClauseWord], at: int) -> float:
    """How much a stretch that begins at a word leaves out of the beginning of its phrase, in [0, 1]."""
    if at == 0:
        return 0.0
    previous, own = tokens[at - 1], tokens[at]
    if previous.folded in ("of", "and", "or") or previous.folded in _WHOSE:
        # "the number of elephants", "threw his hat": the words before say what it is.
        return 0.5
    if _is_number(previous):
        return 0.0
    if previous.group in ("", "cut"):
        return 0.0 if own.is_verb or previous.is_verb else 1.0
    return 0.0


def _cuts_end(tokens: Sequence[ClauseWord], end: int) -> float:
    """How much a stretch that ends before the word at `end` leaves out of its phrase, in [0, 1]."""
    last = tokens[end - 1]
    if last.folded.endswith("ly") or last.folded in _attributes():
        return 1.0
    if end == len(tokens):
        return 0.0
    following = tokens[end]
    if last.is_verb and following.folded in _PARTICLES:
        return 1.0
    if last.is_verb:
        # "destroyed the clinic": what was destroyed belongs to it.
        return float(following.group in ("", "determiner", "cut", "pronoun"))
    if following.group in ("", "cut"):
        return 0.0 if following.is_verb else 1.0
    return 0.5 if following.folded == "of" else 0.0
