"""The noun that a number counts.

There is no tagger here: the head noun is the first plural after the number within a few words that can
stand inside a noun phrase ("1,200 new family homes"), with the closed classes of English (determiners,
prepositions, auxiliaries, pronouns) as its walls. A plural is passed over only where it is known to
stand before other nouns ("five arms dealers") or belongs to a name ("two Six Nations games"): what
follows any other plural is its verb or says what became of it ("40 trucks moves", "10,000 people dead").
"""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.labels import DESIGNATORS
from briefing.figures.nouns import STOP, is_classical_plural, is_plural, is_uninflected, singular
from briefing.figures.number import SCALES, SUFFIXES, TENS, UNITS, VAGUE
from briefing.figures.token_line import WORD, Line
from briefing.figures.units import unit_at
from briefing.text.verb_forms import verb_forms

MAX_PHRASE = 8
"""Words looked at after a number."""
_ADJECTIVE_ENDS = ("ible", "able", "ous", "ful", "ional")
_MODIFIER_REACH = 3
"""Words after a plural in which the noun that it describes must follow."""
_WORDS = load_words("counted_nouns.toml")
ATTRIBUTIVE = _WORDS["attributive_plurals"]
PREDICATES = _WORDS["predicates"]
_OPENING = _WORDS["opening_participles"]
_AIRCRAFT = _WORDS["aircraft_nouns"]
_VERSIONS = _WORDS["versions_of_types"]
_JOINING = frozenset({"and", "or"})
_PLACED = frozenset(
    {"inside", "near", "offshore", "onshore", "outside", "upstairs", "downstairs", "upstream"}
)
"""Words of place that describe where they stand right behind a number."""
_APOSTROPHES = frozenset("'’")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("\"“‘'"), frozenset("\"”’'")


def head_noun(line: Line, index: int) -> tuple[str, int] | None:
    """Return the singular head of the noun phrase that a number before token `index` counts.

    The second value is the token after the head, or `index` where another figure stands between
    ("two million 50ml flasks"). None where no countable noun follows.
    """
    j, seen, packed = index, 0, False
    while j < len(line) and seen < MAX_PHRASE:
        named = _type_named(line, j, index)
        if named is not None:
            return named
        past = _past_told(line, j) if j == index else 0
        if past:
            packed, j = True, past
            continue
        if line.kinds[j] == WORD:
            past = _model_end(line, j)
            if not past:
                if _is_head(line, j):
                    return _named(line, j), index if packed else _head_end(line, j)
                if _closes_phrase(line, j, index):
                    return None
                seen, past = seen + 1, j + 1
            j = past
            continue
        behind = _past(line, j, index, seen)
        if behind is None:
            return None
        # "Two million 50ml flasks": the packs are counted, and their content is a figure of its own.
        packed = packed or (line.is_number(j) and behind != j + 1)
        j = behind
    return None


def _past_told(line: Line, j: int) -> int:
    """The token after the number by which what is counted is told, or 0: "two | $5 million grants"."""
    if line.lows[j] in _SIGNS_OF_MONEY and line.is_number(j + 1) and line.glued(j + 1):
        end = j + 2 + line.hyphen(j + 2)
        return end + 1 if line.lows[end] in SCALES or line.lows[end] in SUFFIXES else j + 2
    return j + 3 if _is_told_by_number(line, j) else 0


_SIGNS_OF_MONEY = frozenset("$£€¥")


def _is_told_by_number(line: Line, j: int) -> bool:
    """ "650 | 18-hole golf courses", "seven | three-bedroom flats": the noun has a number of its own."""
    if not line.hyphen(j + 1) or line.hyphen(j + 3) or not line.is_word(j + 2):
        return False
    numeral = line.is_number(j) or line.lows[j] in UNITS or line.lows[j] in TENS
    low = line.lows[j + 2]
    return numeral and not (is_plural(low) or low in UNITS or low in STOP or low in VAGUE)


def _is_head(line: Line, index: int) -> bool:
    low = line.lows[index]
    if (
        not is_plural(low)
        or low in VAGUE
        or (low in _FIRMS and line.lows[index + 1] == ".")
        or _ends_phrase(line, index)
        or _modifies(line, index)
    ):
        return False
    return line.lows[index + 1] != "to" or not _is_verb_of_group(line, index)


def _is_verb_of_group(line: Line, index: int) -> bool:
    """ "A side of 15 tries to win", "a team of nine plans to tour": the verb of a group told by its size."""
    article = line.lows[index - 4] in {"a", "an", "the", "its", "their"}
    return article and line.lows[index - 2] == "of" and line.lows[index] in verb_forms().present


def _closes_phrase(line: Line, j: int, index: int) -> bool:
    """True for a word that no noun phrase goes on behind; "local and foreign firms" goes on."""
    low = line.lows[j]
    if low in _FIRMS and _ends_abbreviation(line, j + 1):
        return False
    if low in _PLACED and j == index:
        return line.lows[j + 1] in STOP or not line.is_word(j + 1)  # "two outside groups"
    if low in _JOINING:
        return j == index or not _more_of_phrase(line, j + 1)
    if low in UNITS or low in TENS:
        return line.lows[j - 1 - line.hyphen(j - 1)] != "top" or j == index  # "six top five novels"
    if low == "of" and _of_in_name(line, j):
        return False
    return _ends_phrase(line, j)


def _of_in_name(line: Line, index: int) -> bool:
    """ "Three senior Bank of England officials": "of" inside a name that stands before what is counted."""
    at = index + 1 + (line.lows[index + 1] == "the")
    if not (line.is_capital(index - 1) and line.is_capital(at)):
        return False
    while line.is_capital(at):
        at += 1
    return _more_of_phrase(line, at)


def _type_named(line: Line, j: int, start: int) -> tuple[str, int] | None:
    """What types in the plural count, at token `j` of the phrase from `start`: "25 A320s", "100 737s"."""
    if line.is_number(j):
        if _is_aged_group(line, j):
            return "person", start
        if is_type_plural(line, j):
            return "aircraft", j + 2
        # "Three Model 3s", "12 Leopard 2s".
        plural = line.lows[j + 1] == "s" and line.glued(j + 1) and j > start and line.is_capital(j - 1)
        return (f"{line.lows[j - 1]} {line.raws[j]}", j + 2) if plural else None
    end = _model_end(line, j) if line.kinds[j] == WORD else 0
    if end and line.lows[end - 1] == "s" and line.is_number(end - 2):
        return line.text[line.starts[j] : line.ends[end - 2]].lower(), end
    return None


def _ends_abbreviation(line: Line, stop: int) -> bool:
    """True for the full stop of "three former Kmart Corp. executives", which ends no sentence."""
    if line.lows[stop] != "." or line.lows[stop - 1] not in _FIRMS:
        return False
    firm = line.is_capital(stop - 1) and line.glued(stop)
    return firm and line.is_word(stop + 1) and not line.is_capital(stop + 1)


_FIRMS = frozenset({"corp", "inc", "co", "ltd", "bros", "cos", "plc"})


def _is_aged_group(line: Line, j: int) -> bool:
    """True for the ages of persons at token `j`: "500 British | 16 to 20-year-olds", "300 | 18-year-olds"."""
    if line.hyphen(j - 1) or line.lows[j - 1] == "to":
        return False  # the second of the two ages itself
    if line.is_number(j + 2) and (line.hyphen(j + 1) or line.lows[j + 1] in {"to", "–"}):
        j += 2
    year = j + 1 + line.hyphen(j + 1)
    return line.lows[year] == "year" and line.lows[year + 1 + line.hyphen(year + 1)] == "olds"


def _past(line: Line, j: int, index: int, seen: int) -> int | None:
    """The token after a number or sign that a noun phrase may hold; None where it ends the phrase."""
    if line.is_number(j):
        return _past_number(line, j, index)
    low = line.lows[j]
    if line.hyphen(j) or (low in {"&", "/"} and j > index) or (low in "\"“”'‘" and seen == 0):
        return j + 1
    if _ends_abbreviation(line, j) or _closes_word(line, j, index):
        return j + 1
    # "40 workers' unions", "12 players' wives": the plural's possessive describes what follows.
    possessive = low in _APOSTROPHES and line.glued(j) and not line.glued(j + 1)
    return j + 1 if possessive and _more_of_phrase(line, j + 1) else None


def _closes_word(line: Line, j: int, index: int) -> bool:
    """True for the second mark of "40 "ghost" workers"."""
    closes = line.lows[j] in _CLOSING_QUOTES and line.lows[index] in _OPENING_QUOTES
    return closes and not line.hyphen(j - 1) and line.is_word(j + 1)


def _past_number(line: Line, j: int, index: int) -> int | None:
    held = unit_at(line, j + 1) if j == index else None
    if held is not None:
        return held[1]
    if line.glued(j + 1) and line.is_capital(j + 1) and len(line.raws[j + 1]) == 1:
        return _past_lettered(line, j)
    # "Nine UK top 30 singles": a rank inside the phrase.
    if line.lows[j - 1 - line.hyphen(j - 1)] == "top" and j > index:
        return j + 1
    # "Two new 737 Max jets": digits before a name are part of it, as they are behind one.
    if _is_tied_type(line, j, index):
        return j + 1
    inside = (j > index and line.is_word(j - 1)) or _is_series(line.raws[j])
    return j + 1 if line.is_capital(j - 1) or (inside and line.is_capital(j + 1)) else None


def _past_lettered(line: Line, j: int) -> int | None:
    """The token after digits with a letter written on: "60 777X jets", "50 of its 7E7 planes"."""
    if line.is_number(j + 2) and line.glued(j + 2):
        return j + 3
    return j + 2 if line.is_word(j + 2) else None


def _is_tied_type(line: Line, j: int, index: int) -> bool:
    """ "20 Boeing 737-800 planes", "14 787-9 jets": digits of a type that a hyphen ties together."""
    if line.hyphen(j + 1):
        return _is_series(line.raws[j])
    return j - 2 >= index and line.hyphen(j - 1) and line.is_number(j - 2)


def is_type_plural(line: Line, index: int) -> bool:
    """True for a maker's number in the plural ("100 737s", "60 320s"): aircraft, not seconds."""
    raw = line.raws[index]
    tied = line.lows[index + 1] == "s" and line.glued(index + 1)
    return tied and len(raw) == 3 and raw.isdigit() and (line.is_number(index - 1) or _is_series(raw))


def is_type_number(line: Line, index: int) -> bool:
    """True for a number that names a type of aircraft: the 787 of "787 planes" or "737 Max jets"."""
    if not _is_series(line.raws[index]):
        return False
    # "A cargo version of 777", "the successor of the 737".
    kind = index - 2 - (line.lows[index - 1] in {"the", "its"})
    version = line.lows[kind + 1] == "of" and line.lows[kind] in _VERSIONS
    # "A 777 cargo model", but "a 777 seat stand".
    alone = line.lows[index - 1] == "a" and line.lows[index + 1] not in _WORDS["loose_compounds"]
    return version or alone or line.lows[index + 1] in _AIRCRAFT


def _is_series(raw: str) -> bool:
    """ "707" to "787"."""
    return len(raw) == 3 and raw.isdigit() and raw[0] == raw[2] == "7"


def _model_end(line: Line, j: int) -> int:
    """The token after a type's name of letters tied to digits ("F-16", "A350-900", "A321neo"), or 0."""
    if not line.raws[j][0].isupper():
        return 0
    named = line.lows[j] in DESIGNATORS
    digits = _model_number(line, j, named=named)
    if not digits or not (line.raws[j].isupper() or named or len(line.raws[j]) <= 4):
        return 0
    end = digits + 1
    while line.glued(end) and (line.kinds[end] != 0) and (line.hyphen(end) or line.raws[end].isalnum()):
        end += 1
    return end


def _model_number(line: Line, j: int, *, named: bool) -> int:
    """The number that is tied to the letters at token `j`, or 0; only what is `named` may lie wide apart."""
    apart = line.lows[j + 1] == "-" and not line.glued(j + 1)  # "two MiG -29 fighters"
    digits = j + 1 + (apart or line.hyphen(j + 1))
    tied = line.glued(digits) or (apart and named)  # "two MiG - 29 fighters"
    return digits if line.is_number(digits) and tied and (apart or line.glued(j + 1)) else 0


def _named(line: Line, index: int) -> str:
    """The singular of a head noun; with its first half where the second names nothing ("break-ins")."""
    raw = line.raws[index]
    noun = singular(line.lows[index])
    # "82 HIMARS" ends in S without being a plural; but in text all in capitals a plural is one.
    acronym = (
        raw.isupper()
        and len(raw) > 3
        and not line.raws[index - 1].isupper()
        and not line.raws[index + 1].isupper()
    )
    if acronym:
        return line.lows[index]  # "82 HIMARS"
    end = _head_end(line, index)
    if end > index + 1:
        return noun + line.text[line.ends[index] : line.ends[end - 1]].lower()  # "runner-up"
    lettered = raw[:-1].isupper() and raw[-1] == "s"  # "CD-ROMs"
    letter = len(line.raws[index - 2]) == 1  # "e-mails", "T-shirts"
    if line.hyphen(index - 1) and (noun in STOP or len(noun) < 3 or lettered or letter):
        return f"{line.lows[index - 2]}-{noun}"
    return noun


def _head_end(line: Line, index: int) -> int:
    """The token after the head noun at token `index`, with what hyphens tie to it: "passers-by"."""
    end = index + 1
    if line.lows[end + 1] in _AFTER_HEAD or not is_plural(line.lows[index]):
        while line.hyphen(end) and line.is_word(end + 1):
            end += 2
    return end


_AFTER_HEAD = frozenset({"by", "in", "of", "on", "up", "off", "out", "at", "general"})
"""Words that a hyphen ties to a plural without a noun behind: "runners-up", "sons-in-law", "men-of-war"."""


def _ends_phrase(line: Line, index: int) -> bool:
    if line.raws[index] == "IT":
        return False  # "10 IT workers"
    return line.lows[index] in STOP and not (line.hyphen(index - 1) or line.hyphen(index + 1))


def _more_of_phrase(line: Line, index: int) -> bool:
    """True when a plural follows within the phrase: "local and foreign firms"."""
    for j in range(index, min(index + _LONGEST_REST, len(line))):
        low = line.lows[j]
        if not line.is_word(j) or low in STOP or low in _JOINING:
            return False
        if is_plural(low):
            return True
    return False


_LONGEST_REST = 6
"""Words from "and" to the plural of both, at most."""


def _modifies(line: Line, index: int) -> bool:
    """True for a plural that itself stands before the head: "50 sales positions", "two Six Nations games"."""
    if line.hyphen(index + 1):
        # "Ten patches-making it the worst month": a dash whose blanks are lost.
        following = line.lows[index + 2]
        goes_on = is_plural(following) or _more_of_phrase(line, index + 3)
        return following not in _AFTER_HEAD and goes_on
    low, following = line.lows[index], line.lows[index + 1]
    if following in _APOSTROPHES and line.glued(index + 1) and not line.glued(index + 2):
        return line.is_word(index + 2) and _more_of_phrase(line, index + 2)
    if not line.is_word(index + 1) or following in STOP:
        return False
    if not line.raws[index].islower():
        return _name_modifies(line, index)
    unmarked = is_classical_plural(low) or (is_uninflected(low) and not low.endswith("s"))
    if low in ATTRIBUTIVE or unmarked:
        return _plural_follows(line, index, common=False)
    return False


def _name_modifies(line: Line, index: int) -> bool:
    """True for a plural with a capital before a noun in lower case; "12 Palestinians dead" counts them.

    Of two plurals with capitals the first only describes, since no verb behind a plural ends in -s: "Two
    Hamas Militants Held".
    """
    if line.is_capital(index + 1) and is_plural(line.lows[index + 1]):
        return True
    if _plural_follows(line, index, common=True):
        return True
    return line.lows[index] in ATTRIBUTIVE and _plural_follows(line, index, common=False)


def _plural_follows(line: Line, index: int, *, common: bool) -> bool:
    """True where a plural follows before the phrase ends; `common` asks for one in lower case."""
    for j in range(index + 1, index + 1 + _MODIFIER_REACH):
        low = line.lows[j]
        # "Two Wizards face possible suspensions": no noun stands before an adjective.
        if j > index + 1 and low.endswith(_ADJECTIVE_ENDS) and line.raws[j - 1].islower():
            return False
        # "Won two games defending champions France lost": such a participle opens another phrase.
        closed = low in STOP or low in PREDICATES or low in _JOINING or low in _OPENING
        if not line.is_word(j) or closed:
            return False
        if is_plural(low) and not (common and line.is_capital(j)):
            return True
    return False
