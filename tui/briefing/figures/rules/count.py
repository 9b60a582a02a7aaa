"""Counts: a number with the thing counted ("1,200 new family homes" counts `home`)."""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.counted_nouns import PREDICATES, head_noun, is_type_number
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.noun_phrases import ED, NOUN, PAST, PRESENT, word_classes
from briefing.figures.nouns import STOP, is_plural, is_uninflected, singular
from briefing.figures.number import TENS, UNITS, Number
from briefing.figures.rates import rate_at
from briefing.figures.rules.age import GRANDPARENTS, PARENTS, YOUNGEST_PARENT
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.softening import ADVERBS, COMPARING, before_words
from briefing.figures.spelled_numbers import stand_for_many
from briefing.figures.token_line import WALLS, Line
from briefing.figures.units import unit_at

NAME = "count"

_WORDS = load_words("counted_nouns.toml")
_HARM_AND_HELP = _WORDS["harm_and_help"]
HARMED = _WORDS["harmed"] | {
    word for word in _HARM_AND_HELP if word.endswith("ed") and not is_uninflected(word)
}
"""Participles that count persons right behind a number, and are no nouns for them as "injured" is."""
VICTIMS = HARMED | {word for word in _HARM_AND_HELP if word.endswith("ed")}
"""Participles that count persons behind a number and a form of "be"."""
PLAIN_VERBS = _WORDS["plain_verbs"]
_LOOSE_COMPOUND, _NOT_COUNTED = _WORDS["loose_compounds"], _WORDS["not_counted"]
_NOT_COMPOUNDED = _WORDS["not_compounded"] | _NOT_COUNTED
_SOFTENING = ADVERBS | COMPARING | {"another", "up", "to"}
THOSE = frozenset("the these those its their his her our my them".split())


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number followed by a noun phrase; "one" counts nothing unless it says so."""
    if _is_part(number):
        return None
    if _counts_nothing(line, number):
        return Draft(number.first, number.end, None, NAME, numbers=(number,))
    for read in _READERS:
        found = read(line, number)
        if found is not None:
            break
    else:
        return None
    unit, end = found
    if unit in PREDICATES:
        unit = "person"  # "18 dead", "24 missing": by what became of them
    # "One man said": in words, "one" is an article more often than a count.
    if _spelled(number) == 1 and unit not in _COUNTED_ONCE:
        return None
    # "The two sides" are the parties of a dispute; claimed without a kind, so that no later rule counts
    # them.
    if _spelled(number) == 2 and unit == "side":
        return Draft(number.first, end, None, NAME, numbers=(number,))
    if end > number.end + 2 and _or_more(line, number.end):
        number = replace(number, plus=True)
    return _counting(line, number, unit, end)


def _counts_nothing(line: Line, number: Number) -> bool:
    """ "787 planes", "a 2-1 win", "zero-hours contracts": a type, a result and a kind of thing."""
    if line.lows[number.end] == "-" and line.hyphen(number.end):
        tied = line.lows[number.end + 1]
        # "Two-way radios", "six-figure sums", "a 20-something singer": it counts no radios, sums and singers.
        uncounted = tied in _NOT_COMPOUNDED and tied not in _ADDING_TO and not _is_times(line, number)
        if (number.value == 0 and not number.digits) or uncounted:
            return True
    return number.plain and (is_type_number(line, number.first) or _is_result(line, number))


def _is_times(line: Line, number: Number) -> bool:
    """ "A three-time champion", but not "a one-time payment"."""
    end = number.end + 2
    titled = line.is_word(end) or line.hyphen(end) or line.lows[end] in _QUOTES
    return line.lows[end - 1] == "time" and (number.value or 0) > 1 and titled


_COUNTED_ONCE = frozenset({"count", "child", "grandchild"})
_ADDING_TO = frozenset({"odd", "plus", "strong"})
"""Words that a hyphen ties to a number of what follows: "80-odd hotels", "90-plus goals"."""


def _counting(line: Line, number: Number, unit: str, end: int) -> Draft:
    """The count of a noun that ends before token `end`, or its rate."""
    rate = rate_at(line, end)
    if rate is not None:
        unit, end = f"{unit}/{rate[0]}", rate[1]
    return Draft(number.first, end, "count", NAME, number.value, number.low, number.high, unit, (number,),
                 about=number.vague or _some_more(line, number))  # fmt: skip


def _some_more(line: Line, number: Number) -> bool:
    """ "80-odd hotels" and "80 or so hotels" are about eighty."""
    odd = line.lows[number.end + 1] == "odd" and line.hyphen(number.end)
    return odd or _or_so(line, number.end)


def _spelled(number: Number) -> float | None:
    return number.value if not number.digits else None


def _is_part(number: Number) -> bool:
    """ "Half the people" is a share, which another rule gives; it counts no one."""
    return number.fraction and not number.digits and (number.value or 0) < 1


def _is_result(line: Line, number: Number) -> bool:
    """ "City 2-1 Milton Keynes", "0-2 Man Utd": what stands behind a result is the other side's name.

    "A pair of 1-0 decisions": no range falls.
    """
    first, end = number.first, number.end
    if line.hyphen(end) and line.is_number(end + 1):
        return _falls_before_noun(line, first, end + 1)
    if not (line.hyphen(first - 1) and line.is_number(first - 2)):
        return False
    if line.is_capital(end):
        return max(len(number.digits), len(line.raws[first - 2])) <= 2 and not line.raws[end].isupper()
    return _falls_before_noun(line, first - 2, first)


def _falls_before_noun(line: Line, left: int, right: int) -> bool:
    """True for two numbers of a result, the greater one first, with what it describes behind them."""
    a, b = line.raws[left], line.raws[right]
    if not (len(a) <= 2 and len(b) <= 2 and a.isdigit() and b.isdigit()):
        return False
    behind = line.lows[right + 1]
    if int(a) <= int(b) or unit_at(line, right + 1) is not None:
        return False
    return line.is_word(right + 1) and behind not in _NO_NOUN


_NO_NOUN = (STOP | {"and", "or"}) - {"set"}


def _noun(line: Line, number: Number) -> tuple[str, int] | None:
    start = number.end
    acts = line.lows[number.first - 1] == "," and does_as_part(line, number.first, start)
    if acts or line.lows[start] in PLAIN_VERBS:
        return None  # "5,200 keep sheep": who does so is said elsewhere
    if number.value == 1 and not number.digits:
        return _one_count(line, start)
    # "Five or more seats", "a dozen or so boats": the bound stands between.
    if _or_more(line, start) or _or_so(line, start):
        found = head_noun(line, start + 2)
        return found if found is not None and found[1] > start + 2 else None
    # "60 head of cattle", "three brace of grouse".
    if line.lows[start] in _MEASURES_OF_ANIMALS and line.lows[start + 1] == "of":
        return line.lows[start], start + 1
    found = None if _stands_alone(line, number) else head_noun(line, start)
    # "Two thirds", "two ones", "twenty odd" say the number itself, not what is counted.
    return None if found is None or line.lows[found[1] - 1] in _NOT_COUNTED else found


def _stands_alone(line: Line, number: Number) -> bool:
    """ "Thousands attended protests": who did so is said nowhere; "dozens missing" says it."""
    if not number.vague or line.lows[number.end] in PREDICATES:
        return False
    return stand_for_many(line, number.first, number.end)


def _children(line: Line, number: Number) -> tuple[str, int] | None:
    """ "A mother of three", "the father-of-two", "a proud "grandfather" of four": their children."""
    at = number.first - 1
    tied = line.hyphen(at)
    at -= tied
    if line.lows[at] != "of" or (number.value or 0) >= YOUNGEST_PARENT or number.fraction:
        return None
    at -= 1 + (line.hyphen(at - 1) or line.lows[at - 1] in _QUOTES)
    unit = "child" if line.lows[at] in PARENTS else "grandchild" if line.lows[at] in GRANDPARENTS else None
    if unit is None or not (tied or _names_no_child(line, number)):
        return None
    return unit, number.end


def _names_no_child(line: Line, number: Number) -> bool:
    """False for "a father of two boys", "the mother of one of them"; "of two dead" tells of the mother."""
    end = number.end
    if not line.is_word(end):
        return line.lows[end] not in {"%", "/", ":"} and not line.hyphen(end)
    if number.value == 1 or line.lows[end] == "of":
        return False
    if line.lows[end] in PREDICATES or word_classes().tags[line.lows[end]] in {PAST, PRESENT, ED}:
        return True
    return head_noun(line, end) is None


_QUOTES = frozenset("\"'”’")


def _one_count(line: Line, index: int) -> tuple[str, int] | None:
    """ "One count of fraud"."""
    return ("count", index + 1) if line.lows[index] == "count" and line.lows[index + 1] == "of" else None


_MEASURES_OF_ANIMALS = frozenset({"head", "brace", "yoke", "pair"})
"""Nouns without a plural form in which animals and what goes in pairs are counted."""


def _persons(line: Line, number: Number) -> tuple[str, int] | None:
    """ "5 killed", "with 180 aboard": persons, without a noun that says so."""
    start = number.end
    # "5 killed" leaves the noun out; before a capital ("3 Held Hostages") it is still to come.
    if line.lows[start] in HARMED and not line.is_capital(start + 1):
        return _described_by(line, start) or ("person", start + 1 + (line.lows[start + 1] == "for"))
    # "There were 60 of us": who speaks and hears is a person.
    if line.lows[start] == "of" and line.lows[start + 1] in {"us", "you"} and number.value != 1:
        return "person", start
    # "With 180 aboard", "with 40 on board": those on a ship or plane are persons.
    on_board = line.lows[start] == "on" and line.lows[start + 1] == "board"
    if on_board or line.lows[start] == "aboard":
        return "person", start + 1 + on_board
    return None


def _described_by(line: Line, participle: int) -> tuple[str, int] | None:
    """ "12 arrested men", "two wounded Syrian soldiers": the participle at `participle` describes a noun.

    "40 arrested following clashes", "9 killed last week": it is the verb, and no noun of its own follows.
    """
    first = participle + 1
    following = line.lows[first]
    if not line.is_word(first) or following.endswith("ing") or following in _TELLING_WHEN:
        return None
    found = head_noun(line, first)
    return found if found is not None and found[1] - first <= _DESCRIBED_REACH else None


_DESCRIBED_REACH = 3
"""Words from a participle to the end of the noun that it describes."""
_TELLING_WHEN = frozenset({"last", "next", "yesterday", "today", "tonight", "overnight"})


def _compound(line: Line, number: Number) -> tuple[str, int] | None:
    """ "six-speed", "four-cylinder", "11 member": a noun in the singular tied to its number."""
    j = number.end
    if line.hyphen(j):
        low = line.lows[j + 1]
        if low == "strong":
            return "person", j + 2
        # "Three-to-five", "twenty-one": the hyphen joins numbers, not a noun.
        joining = low in STOP or low in {"and", "or"} or low in UNITS or low in TENS
        compounded = low in _LOOSE_COMPOUND or not joining
        kept = low not in _NOT_COMPOUNDED or _is_times(line, number)
        if line.is_word(j + 1) and len(low) > 1 and compounded and kept:
            return _stem(singular(low)), j + 2
        return None
    return None


def _loose_compound(line: Line, number: Number) -> tuple[str, int] | None:
    """ "an 11 member trade agreement", "a 5 speed gearbox": no plural follows, the modifier is counted."""
    j = number.end
    low = line.lows[j]
    if not line.is_word(j + 1) or line.lows[j + 1] in STOP or number.value == 1:
        return None
    whole = number.plain or not number.digits
    described = whole and line.lows[number.first - 1] in _ARTICLES and _describes(line, j)
    if low in _LOOSE_COMPOUND or described or (whole and _stands_before_name(line, number)):
        return "person" if low == "strong" else low, j + 1
    return None


def _stands_before_name(line: Line, number: Number) -> bool:
    """ "Three term Governor Anna Lund", "a seven race Solheim Cup": else more than one has a plural."""
    first, j = number.first, number.end
    low, named = line.lows[j], line.lows[j + 1]
    if not 1 < (number.value or 0) <= _MOST_COMPOUNDED or line.lows[first - 1] in _NO_COMPOUND:
        return False
    noun = word_classes().tags[low] == NOUN and len(low) > 2 and line.raws[j] == low
    if not noun or low in STOP or low in _NOT_COMPOUNDED or is_plural(low) or line.hyphen(first - 1):
        return False
    return line.is_capital(j + 1) and named not in MONTHS and named not in WEEKDAYS


_MOST_COMPOUNDED = 20
_NO_COMPOUND = frozenset({"top", "at", "aged", "age", "of", "number", "turned", "-", "–"})
_ARTICLES = frozenset({"a", "an"})


def _describes(line: Line, index: int) -> bool:
    """ "A 50 bed hospital", "a two horse town": the article is of the noun behind, so this one is counted."""
    low, following = line.lows[index], line.lows[index + 1]
    if not (line.raws[index].islower() and line.raws[index + 1].islower()) or len(low) < 3:
        return False
    noun = word_classes().tags[low] == NOUN and low not in STOP and low not in _NOT_COMPOUNDED
    return noun and not is_plural(low) and following not in {"and", "or"}


def _victims(line: Line, number: Number) -> tuple[str, int] | None:
    """ "killing 14 and wounding 35", "rescued 230 more": the object left out is persons."""
    end = number.end + (line.lows[number.end] in {"more", "others"})
    if number.fraction or "." in number.digits or not _nothing_counted(line, end):
        return None
    if line.lows[end] == "of" and (_counts_behind(line, end + 1) or _counted_before(line, number, end + 1)):
        return None  # "taken in 2,300 of the 6,500 refugees", "had 13 children and buried four of them"
    j = before_words(line, number.first - 1, _SOFTENING)
    harmed = line.lows[j] in _HARM_AND_HELP or _is_struck(line, j) or _fled(line, end)
    return ("person", end) if harmed or _phrasal(line, j, number.first) else None


def _is_struck(line: Line, index: int) -> bool:
    """ "Shot dead two", "left dead 14"."""
    struck = line.lows[index] == "dead" and line.is_word(index - 1)
    return struck and line.lows[index - 1] not in STOP - {"left"}


def _fled(line: Line, end: int) -> bool:
    """ "Forced 14,000 from their homes", "drove 300 out of their beds"."""
    away = end + (line.lows[end] == "out")
    dwelling = line.lows[away + 1] == "their" and line.lows[away + 2] in _DWELLINGS
    return dwelling and line.lows[away] in _FROM


def _counts_behind(line: Line, index: int) -> bool:
    """True where the whole begins at token `index` with a number of its own: "of | the 6,500 refugees"."""
    at = index
    while at < index + 3 and (line.lows[at] in THOSE or line.lows[at] in _SOFTENING):
        at += 1
    numeral = line.is_number(at) or line.lows[at] in UNITS or line.lows[at] in TENS
    return numeral and head_noun(line, at + 1) is not None


def _counted_before(line: Line, number: Number, index: int) -> bool:
    """True for a part of those that a number of the same sentence counts: "of | them"."""
    if line.lows[index] not in {"them", "whom", "these", "those"}:
        return False
    for at in range(number.first - 1, max(-1, number.first - _FAR), -1):
        if line.lows[at] in WALLS:
            return False
        if line.is_number(at) or line.lows[at] in UNITS or line.lows[at] in TENS:
            return True
    return False


_FAR = 30
"""Words back to the whole of which a number tells a part."""


def _phrasal(line: Line, last: int, first: int) -> bool:
    """ "Laid off 130", "rounded up 40": a verb of two words that ends about token `last`."""
    last += line.lows[last + 1] == "up" and last + 1 < first  # which may also bound: "killed up to 40"
    return line.lows[last] in _PARTICLES and f"{line.lows[last - 1]} {line.lows[last]}" in _PHRASAL


_PHRASAL = _WORDS["particles_of_harm_and_help"]
_PARTICLES = frozenset(phrase.split()[1] for phrase in _PHRASAL)
_FROM = frozenset({"from", "of"})
_DWELLINGS = frozenset({"homes", "houses", "villages", "flats", "apartments", "dwellings", "beds"})
""" "Forced 14,000 from their homes": who lives there is a person."""


def _nothing_counted(line: Line, end: int) -> bool:
    """True where no noun follows: "killing 14 and", "arrested 41."; "killed 3-1" goes on with a result."""
    after = line.lows[end]
    if line.is_word(end):
        return after in STOP or after in _BEHIND_ALL or after.endswith("ing")
    return not line.hyphen(end) and not line.is_number(end) and after not in {"/", ":", "%", "–"}


_BEHIND_ALL = frozenset({"and", "or", "last", "yesterday", "today", "tonight"})


def does_as_part(line: Line, first: int, end: int) -> bool:
    """ "Of 1,860 women in the trial, | 93 developed diabetes": of the whole before the comma some did it."""
    if line.lows[first - 1] != "," or word_classes().tags[line.lows[end]] not in {PAST, ED}:
        return False
    for at in range(first - 2, max(-1, first - _FAR), -1):
        if line.lows[at] == "of" and line.opens_sentence(at):
            return True
        if line.lows[at] in WALLS:
            return False
    return False


def _or_so(line: Line, index: int) -> bool:
    return line.lows[index] == "or" and line.lows[index + 1] == "so"


def _or_more(line: Line, index: int) -> bool:
    return line.lows[index] == "or" and line.lows[index + 1] == "more"


def _of_many(line: Line, number: Number) -> tuple[str, int] | None:
    """ "14.2 per 100,000 people": a rate of nothing that is named here."""
    rate = rate_at(line, number.end) if line.lows[number.end] in {"per", "for"} else None
    return (f"1/{rate[0]}", rate[1]) if rate is not None and rate[0][0].isdigit() else None


def _of_those(line: Line, number: Number) -> tuple[str, int] | None:
    """ "three of the suspects" counts suspects; "one of the" counts nothing."""
    j = number.end
    # "In the top 10 of the rankings" says a place.
    if line.lows[j] != "of" or number.value == 1 or number.vague or _is_place(line, number):
        return None
    if line.lows[j + 1] == "those" and (line.lows[j + 2] == "who" or line.lows[j + 2] in VICTIMS):
        return "person", number.end  # "31 of those treated", "of those who voted"
    start = j + 2 if line.lows[j + 1] in THOSE else _behind_owner(line, j + 1)
    if start:
        found = head_noun(line, start)
        return (found[0], number.end) if found is not None else None
    if line.is_word(j + 1) and is_plural(line.lows[j + 1]) and number.scale > 1:
        return singular(line.lows[j + 1]), j + 2
    return None


def _is_place(line: Line, number: Number) -> bool:
    """ "The top 10 of the rankings", "the last 16 of the Champions League": a place, and a round."""
    before = line.lows[number.first - 1]
    return before == "top" or (before == "last" and line.is_capital(number.end + 2))


def _behind_owner(line: Line, index: int) -> int:
    """The token after the owner that begins at token `index`, or 0: "Britain's", "the United States'"."""
    for at in range(index, index + _LONGEST_OWNER):
        if line.lows[at].endswith("'s"):
            return at + 1
        if not line.is_capital(at):
            return 0
        if line.lows[at].endswith("s") and line.lows[at + 1] in {"'", "’"} and line.glued(at + 1):
            return at + 2
    return 0


_LONGEST_OWNER = 4
"""Words of a name that owns something, at most."""


def _stem(word: str) -> str:
    """ "three-tiered", "four-legged": the noun inside."""
    if not word.endswith("ed") or len(word) < 6 or word in {"hundred", "breed"}:
        return word
    stem = word[:-2]
    return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


_READERS = (_children, _compound, _of_those, _persons, _noun, _loose_compound, _victims, _of_many)
"""The ways in which a noun goes with a number, in the order they are tried."""
