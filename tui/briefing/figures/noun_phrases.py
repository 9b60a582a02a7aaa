"""A light tagger and chunker: the class of each word, and where a noun phrase begins and ends.

The closed classes of English are listed (`data/word_classes.toml`), and forms of verbs
(`text/verb_forms.toml`); what is in no list is told by its ending, and what has no telling ending is a
noun. That is right often enough for noun phrases, since these end at words of the closed classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefing.figures.counted_nouns import ATTRIBUTIVE
from briefing.figures.data_tables import load_words
from briefing.figures.nouns import is_plural
from briefing.figures.number import SCALES, TENS, UNITS, VAGUE
from briefing.figures.token_line import DASHES, SIGN, WALLS, Line
from briefing.text.verb_forms import verb_forms

# Up to POSSESSIVE a word can be part of a noun phrase; from AUXILIARY to PARTICIPLE it can be a verb.
NOUN, ADJECTIVE, NUMERAL, DETERMINER, POSSESSIVE = range(5)
AUXILIARY, PAST, PRESENT, NOUN_OR_VERB, ED, PARTICIPLE = range(5, 11)
ADVERB, ING, PREPOSITION, CONJUNCTION, SUBORDINATOR, RELATIVE, HYPHEN = range(11, 18)
THAT, PRONOUN, OBJECT_PRONOUN, COMMA, WALL, QUIET, NOT_FINITE, INFINITIVE = range(18, 26)
"""INFINITIVE is set by the clauses alone: which verb is one, only its place tells."""

MAX_WORDS = 9
"""Longest noun phrase looked at, in tokens."""
_GROUPS = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "pronoun": PRONOUN,
    "object_pronoun": OBJECT_PRONOUN,
    "auxiliary": AUXILIARY,
    "not_finite": NOT_FINITE,
    "past": PAST,
    "past_or_participle": PAST,
    "participle": PARTICIPLE,
    "noun_or_verb": NOUN_OR_VERB,
    "present": PRESENT,
    "adjective": ADJECTIVE,
    "adverb": ADVERB,
    "noun": NOUN,
}
_ADJECTIVE_ENDS = ("ous", "ful", "less", "able", "ible", "ish", "est", "wide")
_SIGNS = {
    **dict.fromkeys(WALLS, WALL),
    **dict.fromkeys(",()[]", COMMA),
    **dict.fromkeys(DASHES, COMMA),
    **dict.fromkeys("$£€¥%&/°′″", NUMERAL),
    "": QUIET,
    "-": HYPHEN,
    "that": THAT,
}
_BEHIND = [QUIET] * 32
_QUANTITIES = ("several", "few", "fewer", "many", "more", "most", "less", "much")
_MOST = 20_000


class NounPhrase(NamedTuple):
    """A noun phrase, tokens `first` to `end` (half-open)."""

    first: int
    end: int
    """Behind the noun and what "of" joins to it: "exports of oil" in "exports of oil to China"."""
    whole_end: int = 0
    """Behind all that belongs to it."""
    owner: tuple[int, int] | None = None
    """The phrase that "its" or "their" at the beginning stands for, where that is clear."""
    described: bool = False
    """True where it is the object of another verb: "has 700 members living in Cork"."""
    certain: bool = True
    """False where something in the sentence was not read: "the day a jury issued it was"."""


class _Tags(dict[str, int]):
    """The class of each lower-case form; words not listed are judged once and kept, up to a bound."""

    def __missing__(self, low: str) -> int:
        tag = _by_form(low)
        if tag != NUMERAL and len(self) < _MOST:
            self[low] = tag
        return tag


def _by_form(low: str) -> int:
    first = low[:1]
    if first.isnumeric() or first == ".":
        return NUMERAL
    if not first.isalpha():
        return QUIET
    if len(low) > 4 and low.endswith("ly"):
        return ADVERB
    if len(low) > 3 and low.endswith("ed"):
        return ED
    if len(low) > 4 and low.endswith("ing"):
        return ING
    return ADJECTIVE if len(low) > 4 and low.endswith(_ADJECTIVE_ENDS) else NOUN


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The words of `data/word_classes.toml`, which says what each group is."""

    tags: dict[str, int]
    """The class of each listed form, open to others."""
    saying: frozenset[str]
    abbreviations: frozenset[str]
    periods: frozenset[str]
    period_leads: frozenset[str]
    months: frozenset[str]
    modals: frozenset[str]
    bare: frozenset[str]
    controlling: frozenset[str]


@lru_cache(maxsize=1)
def word_classes() -> WordClasses:
    """Read the words once."""
    data = {**load_words("word_classes.toml"), **verb_forms()._asdict()}
    tags = _Tags()
    for group, tag in _GROUPS.items():
        tags.update(dict.fromkeys(data[group], tag))
    tags.update(dict.fromkeys([*UNITS, *TENS, *SCALES, *VAGUE, "dozen", *_QUANTITIES], NUMERAL))
    tags.update(_SIGNS)
    for low in data["saying"]:
        if low.endswith("s") and low not in tags:
            tags[low] = PRESENT
    names = ("saying", "abbreviation", "period", "period_lead", "month", "modal", "bare", "controlling")
    return WordClasses(tags, *(data[name] for name in names))


def tags_of(line: Line) -> list[int]:
    """The class of each token of a line, and of the empty ones behind it."""
    return [*map(word_classes().tags.__getitem__, line.lows[: len(line)]), *_BEHIND]


_GOING_BACK = frozenset({"and", "of", "on", "for", "to", "between", "against", "with"})
OPENING = frozenset({DETERMINER, POSSESSIVE})
"""Classes of the words that open a noun phrase and are left out of what is shown."""
_OF = frozenset({"of"})
_BEFORE_PARTICIPLE = frozenset({ADJECTIVE, ADVERB, DETERMINER, POSSESSIVE, INFINITIVE})
_FISCAL = frozenset({"fiscal", "calendar", "early", "late", "mid"})
"""Words that lead to a time behind "in"."""
_RANKS = frozenset({"first", "second", "third", "last", "next", "same", "other", "former", "latest", "own"})
"""Adjectives that behind "the" stand for a thing told before."""
_NEVER_LAST = frozenset({ADJECTIVE, CONJUNCTION, ADVERB})
_QUALIFIERS = frozenset({ADJECTIVE, ADVERB, DETERMINER})


def phrase_end(line: Line, tags: list[int], start: int) -> int:
    """The token behind the plain noun phrase that begins at `start`; `start` where none does.

    It stops at verbs ("cables | linking Italy", "cables | suffered damage"), prepositions, adverbs and
    words of time ("testimony | Wednesday").
    """
    head = start
    while tags[head] in OPENING:
        head += 1
    j, noun, most = head, False, min(len(line), head + MAX_WORDS)
    while j < most:
        tag = tags[j]
        if tag == NOUN:
            # Only before these a noun can be a verb: checked here, since most nouns end a phrase.
            if tags[j + 1] in _BEHIND_VERB and _no_noun(line, tags, head, j):
                break
            noun = True
        else:
            goes_on = _GOING_ON.get(tag, _part_of_name)
            if not goes_on(line, tags, head, j):
                break
            noun = noun or tag == PRONOUN
        j += 1
    if not noun:
        return j if _stands_for_noun(line, tags, head, j - 1) else start
    # Signs, joining words and adjectives belong to a phrase only where a noun follows: "computer available".
    while j > head and (tags[j - 1] in _NEVER_LAST or line.kinds[j - 1] == SIGN):
        j -= 1
    return j if j > head else start


def _stands_for_noun(line: Line, tags: list[int], head: int, last: int) -> bool:
    """True for an adjective behind "the" without a noun: "the viewing public"."""
    if last < head:
        return False
    return tags[last] == ADJECTIVE and line.lows[head - 1] == "the" and line.lows[last] not in _RANKS


def _adjective(line: Line, _tags: list[int], _head: int, j: int) -> bool:
    return line.lows[j] not in word_classes().period_leads or line.is_capital(j)


def _hyphen(line: Line, _tags: list[int], _head: int, j: int) -> bool:
    return line.hyphen(j) or line.glued(j)


def _number(line: Line, _tags: list[int], head: int, j: int) -> bool:
    """ "DDR3L", "Curve 8900", "R&D"; another number begins a phrase of its own."""
    return j > head and (line.glued(j) or line.glued(j + 1) or line.is_capital(j - 1))


def _part_of_name(line: Line, _tags: list[int], head: int, j: int) -> bool:
    return j > head and line.is_capital(j) and line.is_capital(j - 1)


def _conjunction(line: Line, tags: list[int], head: int, j: int) -> bool:
    """ "Jewels and watches", "Trump and Xi", but not "a battery and Apple"."""
    joined = tags[j + 1] == NOUN and line.is_capital(j + 1) == line.is_capital(j - 1)
    return joined and j > head and line.lows[j] == "and"


def _participle(line: Line, tags: list[int], head: int, j: int) -> bool:
    """ "New proposed rules" goes on, "cables suffered damage" does not."""
    if _part_of_name(line, tags, head, j):
        return True
    before = tags[j - 1] if j > head else ADJECTIVE
    if tags[j + 1] not in {NOUN, ADJECTIVE}:
        return False
    # "London-based Lumen", but "new rules | forced Lumen".
    return before == HYPHEN or (before in _QUALIFIERS and not line.is_capital(j + 1))


def _ing(line: Line, tags: list[int], head: int, j: int) -> bool:
    """ "Gaming credentials", "engine testing plant" go on, "officers searching houses" does not."""
    if _part_of_name(line, tags, head, j):
        return True
    if j == head and tags[j + 1] == ADJECTIVE:
        return line.lows[head - 1] == "the"  # "the viewing public"
    return tags[j + 1] == NOUN and (j == head or tags[j - 1] != NOUN or not is_plural(line.lows[j - 1]))


def _noun_or_verb(_line: Line, tags: list[int], _head: int, j: int) -> bool:
    return tags[j + 1] not in {DETERMINER, POSSESSIVE, NUMERAL, ADVERB}


def _letter_with_digits(line: Line, _tags: list[int], _head: int, j: int) -> bool:
    """ "i7"."""
    return line.is_number(j + 1) and line.glued(j + 1)


def _title_dot(line: Line, _tags: list[int], head: int, j: int) -> bool:
    """ "Capt. Anna Lund"."""
    return j > head and line.lows[j - 1] in word_classes().abbreviations and line.is_capital(j + 1)


def _genitive_mark(line: Line, _tags: list[int], head: int, j: int) -> bool:
    return j > head and line.is_word(j + 1) and _ends_genitive(line, j)


def _adverb(line: Line, tags: list[int], head: int, j: int) -> bool:
    """ "Privately owned firms"."""
    if j > head:  # "Emily Stone", but not "to Norsk Hall | Friday"
        return _part_of_name(line, tags, head, j) and not line.lows[j].endswith("day")
    return tags[j + 1] in {ADJECTIVE, ED, PARTICIPLE, PAST}


_GOING_ON: dict[int, Callable[[Line, list[int], int, int], bool]] = {
    ADJECTIVE: _adjective,
    HYPHEN: _hyphen,
    NUMERAL: _number,
    CONJUNCTION: _conjunction,
    ED: _participle,
    PAST: _participle,
    PARTICIPLE: _participle,
    ING: _ing,
    NOUN_OR_VERB: _noun_or_verb,
    ADVERB: _adverb,
    PRONOUN: _letter_with_digits,
    WALL: _title_dot,
    QUIET: _genitive_mark,
}
"""Whether a word of a class goes on with the phrase begun at `head`; other classes only within names."""


_OBJECTS = frozenset({NOUN, DETERMINER, POSSESSIVE, NUMERAL})
_BEHIND_VERB = _OBJECTS | {PREPOSITION}


def _no_noun(line: Line, tags: list[int], head: int, j: int) -> bool:
    """True for a noun's form that is a verb, or what a comparison begins with: "more | than"."""
    if tags[j + 1] == PREPOSITION or j == head:
        return j == head and line.lows[j + 1] == "than"
    return _plural_before_verb(line, tags, j) or (tags[j + 1] in OPENING and _verb_form(line, j))


def _plural_before_verb(line: Line, tags: list[int], j: int) -> bool:
    """True for a noun's form that is the verb behind a plural: "pupils | visit museums", not "sales tax"."""
    before = line.lows[j - 1]
    if tags[j - 1] != NOUN or tags[j + 1] not in _OBJECTS or line.raws[j] != line.lows[j]:
        return False
    if line.raws[j - 1] != before:
        return False  # a name: "iTunes music store"
    return (
        before.endswith("s")
        and is_plural(before)
        and not is_plural(line.lows[j])
        and before not in ATTRIBUTIVE
    )


def _verb_form(line: Line, j: int) -> bool:
    """True for a noun's form before a determiner: "officers | search the house", not "sold oil this year"."""
    classes = word_classes()
    time = line.lows[j + 1] in classes.period_leads or line.lows[j + 2] in classes.periods
    before = line.lows[j - 1]
    agrees = is_plural(before) != line.lows[j].endswith("s") or line.is_capital(j - 1)
    return agrees and not time and not line.is_capital(j)


def whole_phrase_end(line: Line, tags: list[int], end: int, joining: frozenset[str]) -> int:
    """Past the prepositional phrases with `joining` words that go on with the phrase ending at `end`."""
    for _ in range(2):
        low = line.lows[end]
        if low not in joining or line.is_number(end + 1) or not _joins(line, tags, end):
            return end
        further = phrase_end(line, tags, end + 1)
        if further == end + 1:
            return end
        if low == "between" and line.lows[further] == "and":
            second = phrase_end(line, tags, further + 1)
            if second == further + 1:
                return end
            further = second
        elif low == "between" and "and" not in line.lows[end + 1 : further]:
            return end
        end = further
        if low != "of":
            joining = _OF
    return end


def _joins(line: Line, tags: list[int], index: int) -> bool:
    """False for a preposition that tells when, and for "to" before a verb."""
    low, after = line.lows[index], index + 1
    words = word_classes()
    if line.lows[after] in words.period_leads or line.lows[after] in words.months:
        return False
    if low == "in" and (line.lows[after] in words.periods or line.lows[after] in _FISCAL):
        return False
    if low == "to":
        return line.is_capital(after) or tags[after] in {DETERMINER, ADJECTIVE} or is_plural(line.lows[after])
    if low == "with":
        return line.is_capital(after)
    return True


def phrase_start(line: Line, tags: list[int], stop: int) -> int:
    """The first token of the noun phrase, with what "of" and the like join to it, that ends before `stop`."""
    j = stop
    while j > max(0, stop - MAX_WORDS):
        k = j - 1
        tag = tags[k]
        if tag in OPENING:
            if k == 0 or tags[k - 1] != PREPOSITION:
                return k
        elif tag == NUMERAL:
            if not line.is_capital(k - 1):
                return j
        elif tag > NUMERAL and not _goes_back(line, tags, k, stop):
            return j
        j = k
    return j


def _goes_back(line: Line, tags: list[int], k: int, stop: int) -> bool:
    """True where the phrase goes on to the left over token `k`, which is no noun."""
    low = line.lows[k]
    if tags[k] == NOUN_OR_VERB and k > 0:
        rises = tags[k - 1] <= POSSESSIVE  # "a price rise of"
        return rises if k + 1 == stop else _noun_of(tags, k) and line.lows[k + 1] in _GOING_BACK
    if low == "worth":
        return k > 0 and tags[k - 1] in _QUALIFIERS  # "a net worth"
    if tags[k] == PREPOSITION or low == "and":
        return k + 1 < stop and low in _GOING_BACK and _joins_back(line, tags, k)
    return line.hyphen(k) or _ends_genitive(line, k) or _attributive(line, tags, k, stop)


def _joins_back(line: Line, tags: list[int], k: int) -> bool:
    """True where the preposition or "and" at `k` ties what stands behind it to a noun before it."""
    noun = k > 0 and (tags[k - 1] <= NUMERAL or _noun_of(tags, k - 1))
    return noun and _joins(line, tags, k)


def _ends_genitive(line: Line, k: int) -> bool:
    """True for the apostrophe of "United Airlines' parent company"."""
    plural = line.lows[k] == "'" and line.glued(k) and line.lows[k - 1].endswith("s")
    return plural and line.is_capital(k - 1)


def _noun_of(tags: list[int], k: int) -> bool:
    """True for a noun in the form of a verb behind its article: "the cost | of the war"."""
    return tags[k] == NOUN_OR_VERB and k > 0 and tags[k - 1] in OPENING


def _participle_of_noun(line: Line, tags: list[int], index: int) -> bool:
    before, after = tags[index - 1] if index else WALL, tags[index + 1]
    if tags[index] == ING and before == NOUN and after == NOUN:
        # "A data consulting service", not "firms running mines".
        return not is_plural(line.lows[index + 1])
    if before == ADVERB and index > 1 and tags[index - 2] in {NOUN, PRONOUN}:
        return False  # "the firms also received | pay"
    return after <= NUMERAL and before in _BEFORE_PARTICIPLE


def _attributive(line: Line, tags: list[int], index: int, stop: int) -> bool:
    """True for a participle before its noun: "the combined entity", "rising costs"."""
    if tags[index] in {ED, PARTICIPLE, ING}:
        return index + 1 < stop and _participle_of_noun(line, tags, index)
    return line.is_capital(index) and line.is_capital(index + 1) and index > 0
