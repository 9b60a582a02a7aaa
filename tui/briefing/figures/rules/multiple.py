"""Multiples: "twice", "three times as many", "2.5 times", "sixfold", "1.5x"."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.number import TENS, UNITS, Number
from briefing.figures.rates import rate_at
from briefing.figures.token_line import HYPHENS, Line, TriggerWords
from briefing.model.figure import FigureKind, Trend

NAME = "multiple"

_COMPARING = frozenset(
    "as more less fewer larger bigger higher greater faster longer stronger heavier better worse "
    "likelier richer cheaper smaller lower deeper hotter that those what its their the".split()
)
_WORDS = {"twice": 2.0, "thrice": 3.0, "twofold": 2.0}
_FOLDS = {f"{word}fold": float(value) for word, value in {**UNITS, **TENS, "hundred": 100}.items()}
"""Multiples that nothing is counted per."""
_WORDS_OF_MULTIPLES = load_words("multiple_words.toml")
_VALUED = _WORDS_OF_MULTIPLES["valued_against"]
_SET_AGAINST = _COMPARING | _VALUED
_FACTORS = {"doubling": 2.0, "tripling": 3.0, "quadrupling": 4.0, "quintupling": 5.0, "halving": 0.5}
_VERBS = {form: value for group, value in _FACTORS.items() for form in _WORDS_OF_MULTIPLES[group]}
_BASES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0, "halve": 0.5}
_PRESENT = {
    "doubles": 2.0,
    "triples": 3.0,
    "trebles": 3.0,
    "quadruples": 4.0,
    "quintuples": 5.0,
    "halves": 0.5,
}
_MODALS = frozenset("to will would could should may might must can nearly almost than roughly".split())
"""Before these verbs' base forms, which are adjectives and nouns otherwise ("double the price")."""
_KNOWN = frozenset("the that those what its their his her last".split())
"""What an amount so many times as large is set against."""
_THINKING = frozenset({"think", "thinks", "thinking", "thought"})
"""Verbs behind which "twice" is a turn of phrase: "will not think twice"."""
_BEFORE_TIMES = frozenset({"more", "straight", "different", "consecutive", "separate"})
_BEHIND = HYPHENS | _BEFORE_TIMES | {"times", "fold", "x", "×"}
"""One of these stands right behind a number that is a multiple, but for "a factor of 3"."""
_SCANNED = TriggerWords([*_WORDS, *_FOLDS, *_VERBS, *_BASES, *_PRESENT])


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number with "times", "-fold" or "x"."""
    if line.lows[number.end] not in _BEHIND and line.lows[number.first - 1] != "of":
        return None
    if number.value is None:
        if number.vague and line.lows[number.end] == "times":
            ends = number.low, number.high
            return Draft(
                number.first, number.end + 1, "count", NAME, None, *ends, "time", (number,), about=True
            )
        return None
    end = _factor_end(line, number)
    if end is not None:
        return Draft(number.first, end, "ratio", NAME, number.value, unit="x", numbers=(number,))
    return _occasions(line, number)


def _factor_end(line: Line, number: Number) -> int | None:
    """The token behind "a factor of 3", "5-fold", "2.5x"; None where nothing of the kind stands there."""
    factor = line.lows[number.first - 1] == "of" and line.lows[number.first - 2] == "factor"
    if factor and not line.is_word(number.end):
        return number.end
    j = number.end + 1 if line.hyphen(number.end) else number.end
    if line.lows[j] == "fold":
        return j + 1
    if line.lows[j] in {"x", "×"} and number.digits and line.glued(j) and not line.glued(j + 1):
        return j + 1
    return None


def _occasions(line: Line, number: Number) -> Draft | None:
    """ "Three times as many" compares and is a ratio; "three times the past year" counts occasions."""
    k = number.end
    # "Three more times", "five straight times".
    while line.lows[k] in _BEFORE_TIMES:
        k += 1
    # "Nine times out of ten" is a share.
    if line.lows[k] != "times" or number.value == 1 or line.lows[k + 1] == "out":
        return None
    past = line.lows[k + 1] == "the" and line.lows[k + 2] in {"past", "last"}
    if line.lows[k + 1] in _SET_AGAINST and not past:
        return Draft(number.first, k + 1, "ratio", NAME, number.value, unit="x", numbers=(number,))
    rate = rate_at(line, k + 1)
    unit, end = (f"time/{rate[0]}", rate[1]) if rate else ("time", k + 1)
    # No one does a thing 2.5 times: a decimal is a comparison whose other side is left out.
    kind: FigureKind = "ratio" if "." in number.digits else "count"
    return Draft(
        number.first, end, kind, NAME, number.value, unit=unit if kind == "count" else "x", numbers=(number,)
    )


def scan(line: Line) -> Iterator[Draft]:
    """Words that are multiples by themselves."""
    for index in line.places(_SCANNED):
        low = line.lows[index]
        if low in _WORDS:
            if line.lows[index - 1] in _THINKING:
                continue
            rate = rate_at(line, index + 1)
            if rate:
                yield Draft(index, rate[1], "count", NAME, _WORDS[low], unit=f"time/{rate[0]}")
            else:
                yield Draft(index, index + 1, "ratio", NAME, _WORDS[low], unit="x")
        elif low in _FOLDS:
            yield Draft(index, index + 1, "ratio", NAME, _FOLDS[low], unit="x")
        elif (value := _verb_of_multiple(line, index, low)) is not None:
            adjective = low in _BASES and line.lows[index - 1] not in _MODALS
            trend: Trend | None = None if adjective else "down" if value < 1 else "up"
            yield Draft(index, index + 1, "ratio", NAME, value, unit="x", trend=trend)


def _is_hit(line: Line, index: int) -> bool:
    return not {"inning", "innings"}.isdisjoint(line.lows[index : index + 12])


def _verb_of_multiple(line: Line, index: int, low: str) -> float | None:
    """The factor of "doubled", "halving", "will treble"; None for adjectives and tennis ("doubles")."""
    # "Lund doubled in the sixth inning": a hit.
    if line.hyphen(index - 1) or line.hyphen(index + 1) or _is_hit(line, index):
        return None
    if low in _VERBS:
        # "Doubled over in pain", "doubled back": the body, the way.
        return None if line.lows[index + 1] in {"over", "up", "back", "down", "as"} else _VERBS[low]
    if low in _BASES:
        # "Double last year's sales", "triple what he earns"; "a double the size of a room" has its article.
        set_against = line.lows[index + 1] in _KNOWN and line.lows[index - 1] not in {"a", "an", "the"}
        return _BASES[low] if set_against or line.lows[index - 1] in _MODALS else None
    return _PRESENT[low] if line.lows[index + 1] in {"to", "its", "their"} else None
