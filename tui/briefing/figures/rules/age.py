"""Ages: durations in years that a person or thing has lived."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.noun_phrases import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    ED,
    NOUN_OR_VERB,
    PAST,
    POSSESSIVE,
    PRESENT,
    PRONOUN,
    word_classes,
)
from briefing.figures.nouns import STOP, is_plural, singular
from briefing.figures.number import Number
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.softening import before_words
from briefing.figures.token_line import HYPHENS, WALLS, Line
from briefing.figures.units import unit_at

NAME = "age"

_WORDS = load_words("age_words.toml")
_LABELS = load_words("labels.toml")
_AGE = {
    "aged": frozenset(_WORDS["links"]),
    "age": frozenset({"of", "between", "is", "was", "at", "from"}),
    "ages": frozenset(_WORDS["links"]),
}
"""The words that say "age", with those that may stand behind them where the number does not."""
PARENTS, GRANDPARENTS = _WORDS["parents"], _WORDS["grandparents"]
YOUNGEST_PARENT = 16
"""Below it the number behind "a mother of" is that of her children."""
_UNITS = {form: unit for unit in ("year", "month", "week", "day") for form in (unit, f"{unit}s")} | {
    "yr": "year",
    "yrs": "year",
}
_YOUNGEST, OLDEST = 1, 115


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of kind duration, in years where no other unit is said."""
    if number.value is None or number.fraction:
        return None
    # Most numbers are no ages, and have none of the words and signs beside them that tell one.
    before = number.first - 1
    found = _years_old(line, number) if line.lows[number.end] in _BEHIND else None
    if found is None and (line.lows[before] in _LEADING or line.is_capital(before)) and _plausible(number):
        found = _by_its_sentence(line, number)
    if found is None:
        return None
    end, unit = found
    return Draft(number.first, end, "duration", NAME, number.value, None, None, unit, (number,))


def _by_its_sentence(line: Line, number: Number) -> tuple[int, str] | None:
    """The end and unit of an age whose unit is not written, where the words around it tell that it is one."""
    group = _group_of(line, number)
    return (
        group
        or _age_word(line, number)
        or _after_name(line, number)
        or _verb(line, number)
        or _at(line, number)
    )


def _years_old(line: Line, number: Number) -> tuple[int, str] | None:
    """ "15-year-old", "60 year-old", "two months old", "70 years of age"."""
    j = number.end + 1 if line.hyphen(number.end) else number.end
    unit = _UNITS.get(line.lows[j])
    if unit is None:
        return None
    k = j + 2 if line.hyphen(j + 1) else j + 1
    # Whatever its unit, what is "old" is an age: also "two months old".
    if line.lows[k] in {"old", "olds", "old's"}:
        return k + 1, unit
    if line.lows[k] == "of" and line.lows[k + 1] == "age":
        return k + 2, unit
    return None


def _plausible(number: Number) -> bool:
    return number.value is not None and number.scale == 1.0 and _YOUNGEST <= number.value <= OLDEST


def _age_word(line: Line, number: Number) -> tuple[int, str] | None:
    """ "aged 18", "over the age of 21", "at age 9", "life expectancy is around 73"."""
    if line.lows[number.end] in _WORDS["counted"]:
        return None
    j = number.first - 1
    if line.lows[j] == ",":
        # "Whose age, 44, is".
        apposed = line.lows[j - 1] == "age" and line.lows[number.end] == ","
        return (number.end, "year") if apposed else None
    # The word "age" may stand some words before its number: "aged between 18 and", "over the age of".
    # Further away it speaks of something else.
    while line.lows[j] in _WORDS["links"]:
        if number.first - j > 5:
            return None
        j -= 1
    if j == number.first - 1 and line.lows[j] not in _AGE:
        return None  # as most numbers: the other words need something between
    tells = (
        _is_age_of(line, number, j) or _is_age_of_group(line, number, j) or _is_expectancy(line, number, j)
    )
    return (number.end, "year") if tells else None


def _is_age_of(line: Line, number: Number, word: int) -> bool:
    """ "aged 18", "the age of 21", "ages 9 to 12": the word for it stands at token `word`."""
    low = line.lows[word]
    if low not in _AGE or (low == "ages" and not number.plain):
        return False
    return word == number.first - 1 or line.lows[word + 1] in _AGE[low]


def _is_age_of_group(line: Line, number: Number, word: int) -> bool:
    """ "Adults over 65", "he died at 81", with nothing counted behind the number."""
    if word == number.first - 2 and line.lows[word] in _OF_THEM:
        return _is_age_of_them(line, number)
    if word == number.first - 2 and line.lows[word] in {"are", "were"}:
        return _is_age_of_plural(line, number, word)
    if word == number.first - 2 and line.lows[word] in _WORDS["groups"]:
        return line.lows[word + 1] in _WORDS["bounds"] and _closes_group(line, number, word)
    happened = line.lows[word] in _WORDS["events"] and line.lows[word + 1] == "at"
    lived = line.lows[word] in _WORDS["living"] and line.lows[word + 1] == "to" and (number.value or 0) >= 10
    closes = not line.is_word(number.end) or line.lows[number.end] in _WORDS["behind_events"]
    return (happened or lived) and closes


def _is_age_of_plural(line: Line, number: Number, verb: int) -> bool:
    """ "Most of the nurses are over 50": persons, by their trade or age."""
    noun = line.lows[verb - 1]
    told = noun in _WORDS["groups"] or (is_plural(noun) and singular(noun) in _WORDS["people"])
    return told and line.lows[verb + 1] in _WORDS["bounds"] and _ends_there(line, number.end)


def _closes_group(line: Line, number: Number, word: int) -> bool:
    """True where nothing is counted behind the age of the group at token `word`."""
    behind = line.lows[number.end]
    if not line.is_word(number.end) or behind in _WORDS["behind_groups"]:
        return True
    if is_plural(behind) or unit_at(line, number.end) is not None:
        return False
    # "Pensioners over 75 get it free": a verb behind counts nothing.
    verb = line.lows[word + 1] in {"over", "under"} and (number.value or 0) >= 10
    return verb or line.lows[word] in _WORDS["anybody"]


def _is_age_of_them(line: Line, number: Number) -> bool:
    """ "Britons, most of them under 40", "two men, both under 30"; below ten it may be anything."""
    first, end = number.first, number.end
    whole = number.plain and (number.value or 0) >= 10 and not line.is_word(end)
    led = "of" if line.lows[first - 2] in {"them", "whom"} else ","
    told = line.lows[first - 3] == led and line.lows[first - 1] in _WORDS["bounds"]
    return told and whole and not line.hyphen(end) and line.lows[end] != "%"


def _group_of(line: Line, number: Number) -> tuple[int, str] | None:
    """ "Among those 18 to 24", "voters 65 and over": an age right behind a group."""
    if not number.plain or line.lows[number.first - 1] not in _WORDS["groups"]:
        return None
    end = number.end
    bounded = line.lows[end] in {"and", "or"} and line.lows[end + 1] in _WORDS["open_ended"]
    if not line.is_number(end + 1) or is_plural(line.lows[end + 2]):
        return (end, "year") if bounded else None
    ranged = line.hyphen(end) or (line.lows[end] == "to" and not line.is_word(end + 2))
    return (end, "year") if ranged else None


def _is_expectancy(line: Line, number: Number, word: int) -> bool:
    """ "Life expectancy in the poorer north is around 73": the phrase may be ten words away."""
    first = number.first
    if word == first - 1 or line.lows[first - 1] not in _WORDS["expectancies"]:
        return False
    start = max(1, first - 10)
    # Most numbers behind such words have no "expectancy" before them at all.
    return "expectancy" in line.lows[start:first] and any(
        line.lows[k] == "expectancy" and line.lows[k - 1] == "life" for k in range(start, first)
    )


def _after_name(line: Line, number: Number) -> tuple[int, str] | None:
    """ "Lund, 44, has", and "Anna Lund 44 has" where commas are lost."""
    if not number.plain or len(number.digits) > 3:
        return None if number.digits else _in_words_behind_noun(line, number)
    first, end = number.first, number.end
    if line.lows[first - 1] not in _BEFORE_AGE and not line.is_capital(first - 1):
        return None
    if _in_apposition(line, first, end) or _is_now_aged(line, first, end):
        return end, "year"
    return (end, "year") if _is_behind_name(line, number) else None


def _is_behind_name(line: Line, number: Number) -> bool:
    """True for an age behind a name, between commas or where these are lost."""
    first, end, value = number.first, number.end, number.value or 0
    # Without a noun that says who it is, a single digit behind a comma is more often a score or a list.
    if value < 10 and not _is_one_of_family(line, first, end):
        return False
    if line.lows[first - 1] == ",":
        return _is_between_commas(line, first, end) or _is_of_described(line, first, end)
    return value >= 16 and line.lows[first - 1] not in _NOW and _is_without_commas(line, first, end)


def _is_now_aged(line: Line, first: int, end: int) -> bool:
    """ "Okafor, now 31, lives"; "the tally, now 45, will rise" tells no age."""
    if line.lows[first - 1] not in _NOW or line.lows[first - 2] != "," or line.lows[end] != ",":
        return False
    noun = line.lows[first - 3]
    return line.is_capital(first - 3) or noun in _WORDS["people"]


def _in_words_behind_noun(line: Line, number: Number) -> tuple[int, str] | None:
    """ "The girl, five, was unhurt": in words only where a noun says who it is."""
    first, end = number.first, number.end
    if line.lows[first - 1] != "," or line.lows[end] != ",":
        return None
    tells = _in_apposition(line, first, end) or _is_one_of_family(line, first, end)
    return (end, "year") if tells else None


def _is_one_of_family(line: Line, first: int, end: int) -> bool:
    """ "Aoife Brennan, 8, her brother Cian, five, and": a name with a noun of kin before or behind it."""
    if line.lows[first - 1] != "," or line.lows[end] != "," or not line.is_capital(first - 2):
        return False
    kin = _WORDS["kin"]
    before = line.lows[first - 3] in kin
    behind = line.lows[end + 1] in {"her", "his", "their", "and"}
    return before or (behind and not kin.isdisjoint(line.lows[end + 2 : end + 4]))


def _is_between_commas(line: Line, first: int, end: int) -> bool:
    """ "Anna Lund, 44," and "Lund, 44, has"; "Moscow, 44, 45" is a list, "March, 14, was" a date."""
    surname = _surname_before(line, first)
    if not line.is_capital(surname) or _calendar(line.lows[surname]) or line.glued(first):
        return False
    if line.lows[end] in _DASHES:
        return line.lows[end + 1] in _ARTICLES and not line.glued(end)  # "Lund, 40 — a father —"
    if line.lows[end] not in _CLOSING or line.is_number(end + 1):
        return False
    named = line.lows[surname - 1]
    person = line.is_capital(surname - 1) or named in _BEFORE_SURNAME or named in _WORDS["kin"]
    if person or (line.lows[end] == "," and line.lows[end + 1] in _AFTER_SURNAME):
        return True
    return line.lows[end] == "," and _acts_behind(line, first, end + 1)


def _surname_before(line: Line, first: int) -> int:
    """The token of the name before the comma of an age: "Lund Jr., 49, took"."""
    at = first - 2
    return at - 1 if line.lows[at] == "." and line.lows[at - 1] in {"jr", "sr"} else at


def _acts_behind(line: Line, first: int, index: int) -> bool:
    """ "Okafor, 59, | quit his job": the name opens its clause, and its verb stands at token `index`."""
    tags = word_classes().tags
    if not (line.opens_sentence(first - 2) or line.lows[first - 3] in _CLAUSE_OPENERS):
        return False
    verb = index + (tags[line.lows[index]] == ADVERB)
    return tags[line.lows[verb]] in _FINITE


def _is_of_described(line: Line, first: int, end: int) -> bool:
    """ "The striker, 27, has signed", "the 1972 winner, 80, said": who it is stands behind an article.

    What a thing is or was beside a number in commas may be anything, but what "has" or "says" is someone.
    """
    noun = line.lows[first - 2]
    if line.lows[end] != "," or not line.is_word(first - 2) or noun in STOP or is_plural(noun):
        return False
    start = next((j for j in range(first - 3, max(-1, first - 7), -1) if line.lows[j] in _ARTICLES), None)
    behind = line.lows[end + 1]
    said = behind in _WORDS["done_by_persons"]
    acted = behind in _WORDS["after_name"] or word_classes().tags[behind] in {PAST, ED}
    by_trade = noun.endswith(_OF_TRADE) and acted
    return start is not None and noun not in _WORDS["numbers"] and (said or by_trade)


_DASHES = frozenset({"—", "–", "―", "-"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their"})
_OF_TRADE = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer")


def _is_without_commas(line: Line, first: int, end: int) -> bool:
    """Feeds and captions lose commas: "Anna Lund 44 has".

    Two capitalised words make a person only before a verb, and where the second is no month,
    abbreviation or code ("Boeing MAX 44 has").
    """
    if not (line.is_capital(first - 1) and line.is_capital(first - 2)) or line.lows[first - 2] in STOP:
        return False  # "In Psalm 23 and …" names nobody
    surname = line.raws[first - 1]
    named = surname.isalpha() and not surname.isupper() and not _calendar(line.lows[first - 1])
    if line.lows[first - 1] in _LABELS["strong"] or line.lows[first - 1] in _LABELS["weak"]:
        return False  # "See Article 50 of the treaty"
    return named and line.lows[end] in _WORDS["after_name"]


_OF_THEM = frozenset({"them", "whom", "both", "all", "most", "mostly", "many"})
"""Words between those told of and the bound on their age."""
_NOW = frozenset({"now", "then"})
_BEFORE_AGE = frozenset({",", "and"}) | _NOW
_CLAUSE_OPENERS = frozenset(
    {"that", "and", "but", "when", "where", "because", "as", "while", "after", "before"}
)
_FINITE = frozenset({AUXILIARY, PAST, PRESENT, NOUN_OR_VERB, ED})
_CLOSING = frozenset({",", ".", ";", ")", "and", "of", "from"})
_BEFORE_SURNAME = frozenset({",", ";", ":", "and", "mr", "mrs", "ms", "dr"})
_AFTER_SURNAME = _WORDS["after_name"] | {"a", "an", "the"}


def _in_apposition(line: Line, first: int, end: int) -> bool:
    """ "a boy, 6,", "two sons, 11 and 14"."""
    if line.lows[first - 1] == "," and singular(line.lows[first - 2]) in _WORDS["people"]:
        # "The chief, 12, 13 and 14 are listed": one person has one age.
        alone = line.lows[first - 2] in _WORDS["people"]
        if alone and line.lows[end] == "," and line.is_number(end + 1):
            return False
        return line.lows[end] in {",", ".", ";", ")"} or (line.lows[end] == "and" and line.is_number(end + 1))
    second = line.lows[first - 1] == "and" and line.is_number(first - 2) and line.lows[first - 3] == ","
    return second and singular(line.lows[first - 4]) in _WORDS["people"] and not line.is_word(end)


def _calendar(low: str) -> bool:
    return low in MONTHS or low in WEEKDAYS


_OLDEST_WORDS = frozenset({"oldest", "youngest", "eldest", "age"})
_BE = frozenset({"is", "was", "were", "are", "be"})
_TELLING = _BE | {"am", "he's", "she's", "i'm"}
"""The verbs that tell how old someone is."""
_TURNED = _WORDS["turned"]
_ADVERBS = frozenset("only just then now about almost around nearly barely still already".split())
_BEHIND = frozenset(_UNITS) | HYPHENS
"""What stands right behind the number of an age that says its unit."""
_LEADING = (
    _WORDS["links"]
    | _WORDS["groups"]
    | frozenset(_AGE)
    | _BEFORE_AGE
    | _TELLING
    | _TURNED
    | _ADVERBS
    | {"at", "of"}
)
"""What stands right before the number of any other age, but for names."""


def _verb(line: Line, number: Number) -> tuple[int, str] | None:
    """ "who was 10", "she turned 40", "when he is 65"."""
    first, end = number.first, number.end
    before = line.lows[first - 1]
    # "She was only 12": the adverb is passed over, the verb before it decides.
    verb = before_words(line, first - 1, _ADVERBS)
    if line.lows[verb] not in _TELLING and before not in _TURNED:
        return None
    if not _ends_there(line, end):
        return (end, "year") if _opens_next_clause(line, verb, end) else None
    told = line.lows[verb]
    if before in _TURNED or (told in _BE and told != "are" and _is_when(line, end)):
        return end, "year"
    return (end, "year") if _is_said_of_person(line, number, verb) else None


def _opens_next_clause(line: Line, verb: int, end: int) -> bool:
    """ "When I was ten | my father sang": behind a clause of time, another subject."""
    timed = line.lows[verb - 1] in _WORDS["persons"] and line.lows[verb - 2] in _OPENING_TIME
    return timed and word_classes().tags[line.lows[end]] in {POSSESSIVE, PRONOUN, DETERMINER}


_OPENING_TIME = frozenset({"when", "time", "since", "until", "after", "before"})


def _is_said_of_person(line: Line, number: Number, verb: int) -> bool:
    """ "She was 12", "I'm 40"; "Anna Lund is 44.": a name of two words, and nothing that might be counted."""
    low = line.lows[verb]
    told = _is_told_of_others(line, number, verb)
    if told is not None:
        return told
    if low in {"he's", "she's", "i'm"} or (low in _TELLING and line.lows[verb - 1] in _WORDS["persons"]):
        return True
    if low not in {"is", "was"} or line.is_word(number.end) or not number.plain:
        return False
    return line.is_capital(verb - 1) and line.is_capital(verb - 2) and (number.value or 0) >= 16


def _is_told_of_others(line: Line, number: Number, verb: int) -> bool | None:
    """ "He will be 40 by June", "their daughters are eight, 11 and 14", "the oldest member is 96".

    None where the words before the number are none of these.
    """
    low, behind = line.lows[verb], line.lows[number.end]
    if low == "be" and line.lows[verb - 1] in {"will", "would", "to"}:
        return line.lows[verb - 2] in {"he", "she", "who"} and behind in _WORDS["behind_coming"]
    if low in {"are", "were"} and line.lows[verb - 1] in _WORDS["several"] and verb == number.first - 1:
        return behind in {",", "and", "."}
    # "The average age of farmers is 58" as well.
    if low in {"is", "was"} and not _OLDEST_WORDS.isdisjoint(line.lows[max(0, verb - 4) : verb]):
        return not line.is_word(number.end)
    if low in {"is", "was"} and _is_mean_age(line, verb):
        return not line.is_word(number.end)
    return None


def _is_mean_age(line: Line, verb: int) -> bool:
    """ "The average age of Latinos born in the valley | was": the phrase about them may be long."""
    for at in range(verb - 1, max(-1, verb - _LONGEST_TOLD), -1):
        if line.lows[at] in WALLS or line.lows[at] == ",":
            return False
        if line.lows[at] == "age":
            return line.lows[at - 1] in {"average", "mean", "median", "typical"} and line.lows[at + 1] == "of"
    return False


def _at(line: Line, number: Number) -> tuple[int, str] | None:
    """ "At 80, he still paints", "she became mayor at 29", "a boy of 12"."""
    before, end = line.lows[number.first - 1], number.end
    if before not in {"at", "of"}:
        return None
    if before == "of":
        return (end, "year") if _is_person_of(line, number) else None
    opened = line.opens_sentence(number.first - 1)
    person = line.lows[end] == "," and (
        line.lows[end + 1] in _WORDS["aged_subjects"] or _is_named_person(line, end + 1)
    )
    return (end, "year") if (opened and person) or _is_life_event(line, number) else None


def _is_named_person(line: Line, index: int) -> bool:
    """ "Sir Colin", "Dame Ruth"; of a name alone ("Ndlovu became the youngest") what is said must tell."""
    if not line.is_capital(index):
        return False
    if line.lows[index] in _WORDS["titles"]:
        return True
    if line.lows[index] in STOP:
        return False
    for at in range(index + 1, index + _LONGEST_TOLD):
        low = line.lows[at]
        if low in WALLS or not low:
            return False
        if low in _OF_PERSON:
            return True
    return False


_LONGEST_TOLD = 12
_OF_PERSON = frozenset("he she his her him himself herself oldest youngest eldest".split())


def _is_life_event(line: Line, number: Number) -> bool:
    """ "She became mayor at 29."."""
    if line.is_word(number.end) or line.lows[number.end] in {"%", "-", "/", ":"} or (number.value or 0) < 12:
        return False
    lived = not _WORDS["life_events"].isdisjoint(line.lows[max(0, number.first - 7) : number.first])
    return lived and not line.is_number(number.end + 1)


def _is_person_of(line: Line, number: Number) -> bool:
    """ "A boy of 12": one person, not the group that a number is part of ("the boys of 1966")."""
    first, behind = number.first, line.lows[number.end]
    if line.lows[first - 2] not in _WORDS["people"] or line.lows[first - 3] not in {"a", "an", "the"}:
        return False
    # "A mother of three" has so many children; one of 32 is so old.
    if line.lows[first - 2] in PARENTS | GRANDPARENTS and (number.value or 0) < YOUNGEST_PARENT:
        return False
    return behind in {"was", "is", "has", "who", "and"} or not (line.is_word(number.end) or behind == "%")


def _ends_there(line: Line, end: int) -> bool:
    """Nothing counted may follow: "he was 10 metres away" is no age."""
    if line.lows[end] == "." and line.glued(end + 1):
        return False
    if line.is_word(end):
        return line.lows[end] in _WORDS["behind_verbs"]
    return line.lows[end] not in {"%", "-", "/", ":"}


def _is_when(line: Line, end: int) -> bool:
    """ "was 12 when she"."""
    return line.lows[end] == "when" and line.lows[end + 1] in {"he", "she", "they", "i"}
