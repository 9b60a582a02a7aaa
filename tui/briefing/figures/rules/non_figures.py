"""What carries digits and is no figure: names, labels, versions, addresses, codes, list numbers."""

from __future__ import annotations

from functools import lru_cache

from briefing.figures.counted_nouns import head_noun
from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.labels import has_letter, is_release
from briefing.figures.noun_phrases import AUXILIARY, ED, NOUN, PAST, PREPOSITION, PRESENT, word_classes
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import Number
from briefing.figures.numerals import names_before_dash
from briefing.figures.rules.calendar_names import in_headline
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.money import SCREENS
from briefing.figures.rules.percent import percent_at
from briefing.figures.token_line import WALLS, Line
from briefing.figures.units import unit_at
from briefing.figures.votes import tallies_vote

NAME = "names"

_WORDS = load_words("labels.toml")
_GIVING = load_words("counted_nouns.toml")["giving"]
INDICES = load_words("indices.toml")["numbered"]
"""Share indices, whose names end in the number of their members."""
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_HYPHEN_FRIENDS = frozenset("minus plus to or of and by a an per magnitude".split())
"""Words that a hyphen may tie to a number which is none of their name: "minus-5", "mother-of-three"."""
_BOUNDS = frozenset({"sub", "near", "over", "under"})
"""Words that bound what a hyphen ties to them, where it is measured: "sub-40 per cent"."""
_JOINTS = frozenset("-/")
_SPOKEN_TWINS = {("24", "7"), ("9", "11"), ("7", "7"), ("50", "50")}


def claim(line: Line, number: Number) -> Draft | None:
    """A draft of no kind for a number that is part of a name, a code or a place on the map."""
    end = coordinate_end(line, number) if line.lows[number.end] in _DEGREES else 0
    if end or _is_part(line, number):
        return Draft(number.first, end or number.end, None, NAME, numbers=(number,))
    return None


def _is_part(line: Line, number: Number) -> bool:
    """Whether what stands right before or behind a number makes it part of something.

    Each test is asked only where the sign or word that it needs stands there: most numbers need none.
    """
    before, after = number.first - 1, number.end
    if (line.glued(number.first) or line.lows[before] in _TYING) and _tied_before(line, number):
        return True
    if line.glued(after) and (_lettered_version(line, number) or _tied_after(line, number)):
        return True
    if line.lows[before] in _labelling() and (_labelled(line, number) or _listed_label(line, number)):
        return not _is_side_of_vote(line, number)
    if number.digits and _perhaps_code(line, number) and _in_digits(line, number):
        return True
    return _is_in_name(line, number)


def _is_in_name(line: Line, number: Number) -> bool:
    """ "iPhone 11", "Nine Elms", "Quiet Rivers: 12 Hard Truths": capitals tell a name or a title."""
    if line.lows[number.first - 1] == ":" and _is_second_title(line, number):
        return True
    return _has_capital(line, number) and _proper_word(line, number) and not _is_share_of_name(line, number)


def _is_second_title(line: Line, number: Number) -> bool:
    """ "His book, Quiet Rivers: 12 Hard Truths, is out": both halves of a title have capitals."""
    first, at = number.first, number.end
    if not (line.is_capital(first - 2) and line.is_capital(first - 3)) or in_headline(line, first):
        return False
    return line.is_capital(at) and line.is_capital(at + 1) and not line.raws[at].isupper()


def _is_share_of_name(line: Line, number: Number) -> bool:
    """ "Would beat Lund 46 to 40 percent", "British 16 to 20-year-olds": the unit of the second is both's."""
    second = number.end + 1
    joined = line.lows[number.end] == "to" or (line.hyphen(number.end) and line.glued(number.end))
    if not (joined and number.digits and line.is_number(second)) or line.hyphen(number.first - 1):
        return False
    aged = line.hyphen(second + 1) and line.lows[second + 2] == "year"
    return aged or percent_at(line, second + 1) is not None


def _has_capital(line: Line, number: Number) -> bool:
    """Whether a word before it, or the number's own, has a capital: "iPhone 11", "Nine Elms"."""
    before = number.first - 1
    if line.is_word(before) and line.raws[before] != line.lows[before]:
        return True
    return not number.digits and line.is_capital(number.first)


def _perhaps_code(line: Line, number: Number) -> bool:
    """False for most numbers: short digits with nothing beside them that makes them anything else."""
    digits = number.digits
    if len(digits) >= _SHORTEST_UNCLEAR or digits[0] == "0" or line.is_capital(number.end):
        return True
    return line.lows[number.end] in _BESIDE_DIGITS or line.lows[number.first - 1] in _BESIDE_DIGITS


def _in_digits(line: Line, number: Number) -> bool:
    """What only digits can be: a code, an address, a mark of a list, the side of a picture."""
    before, after = line.lows[number.first - 1], line.lows[number.end]
    digits = number.digits
    if line.raws[number.end] == "Cent" and number.value != 1:
        return True  # "50 Cent": more than one are cents
    return (
        _code(line, number)
        or (digits[-4:-3] == "." and _either_thousands(line, number))
        or ((line.is_capital(number.end) or after in _POSTAL) and _address(line, number))
        or (after in _LIST_MARKS and _list_number(line, number))
        or ((after in _CROSSES or before in _CROSSES) and _resolution(line, number))
    )


_TYING = frozenset("#№_@-")
_POSTAL = frozenset({"zip", "postcode"})
_LIST_MARKS = frozenset(".)")
_CROSSES = frozenset("x×")
_BESIDE_DIGITS = _JOINTS | _POSTAL | _LIST_MARKS | _CROSSES | {"cent"}
"""One of these stands beside short digits that are a code, an address or a mark, but for capitals."""
_SHORTEST_UNCLEAR = 5
"""Digits that are too short to be a code or to have parted thousands by themselves have fewer."""
_SHORTEST_CODE = 8
"""Amounts of so many digits are grouped or scaled in print; account and telephone numbers are not."""


@lru_cache(maxsize=1)
def _labelling() -> frozenset[str]:
    """Every word and sign right before a number that may make it a label."""
    joints = frozenset({".", "no", "and", "or", "to", "of", "-", "–"})
    return _WORDS["strong"] | _WORDS["weak"] | _WORDS["in_parts"] | INDICES | joints


def _tied_before(line: Line, number: Number) -> bool:
    """ "C919", "F-16", "COVID-19", "ID.3", "#5"."""
    first = number.first
    before = line.lows[first - 1]
    if before in {"#", "№", "_", "@"}:
        return True
    if before == "-" and names_before_dash(line, number):
        return True
    if not line.glued(first):
        return False
    # Digits written on to a word are a part of it: "C919", "Q3".
    if line.is_word(first - 1):
        return True
    if not line.glued(first - 1):
        return False
    if before == "-":
        return _hyphened(line, number)
    # "ID.3", and the later parts of "10.2.3".
    if before == ".":
        return line.is_word(first - 2) or line.is_number(first - 2)
    if before in {"\\", "="}:
        return True
    return before == "&" and line.is_word(first - 2) and not number.fraction


def _hyphened(line: Line, number: Number) -> bool:
    """True where the hyphen before a number ties it to a name: "F-16", "A320-200", "Under-21"."""
    at = number.first - 2
    if line.is_number(at):
        # A type where the letters are no currency ("RM40-50").
        return _lettered(line, at)
    if not line.is_word(at):
        return False
    low = line.lows[at]
    if low in _BOUNDS:
        return not _measured(line, number.end)  # "a sub-70 round", "the Under-21 side"
    # "$3bn-4bn" and "5kg-7kg" are ranges, "F-16C-50" is a type.
    ranged = line.glued(at) and line.is_number(at - 1) and not _lettered(line, at - 1)
    return low not in _HYPHEN_FRIENDS and not ranged


def _either_thousands(line: Line, number: Number) -> bool:
    """ "12.500 homes": no one writes such decimals of a count; it may be thousands, and cannot be known."""
    digits = number.digits
    unclear = digits[-4:-3] == "." and digits.endswith("00") and digits[0] not in "0."
    return unclear and number.scale == 1.0 and not _measured(line, number.end)


def _lettered(line: Line, index: int) -> bool:
    """True for digits with letters written on to them from before: "A320", "F-16", but not "RM40"."""
    if not line.glued(index):
        return False
    tied = line.is_word(index - 1) or (line.hyphen(index - 1) and line.is_word(index - 2))
    return tied and currency_before(line, index) is None


def _tied_after(line: Line, number: Number) -> bool:
    """ "5G", "4x4", "3D", "10.2.3"; units, scales and ordinal endings are no names."""
    end = number.end
    if not number.digits or not line.glued(end):
        return False
    low = line.lows[end]
    if line.is_word(end):
        return _tied_word(line, number)
    if low in {".", "_"}:
        return line.glued(end + 1) and (line.is_number(end + 1) or low == "_")
    return False


def _tied_word(line: Line, number: Number) -> bool:
    """ "5G", "747s", "1080p": letters written on to digits that are no unit."""
    end = number.end
    low = line.lows[end]
    # "5th", "5x", "5pc" are told by other rules; only "4x4" is a name.
    if low in _ORDINAL_ENDS or low in {"x", "pc", "pct", "percent", "fold"}:
        return low == "x" and line.glued(end + 1) and line.is_number(end + 1)
    # "747s", "1080p".
    if (low == "s" and number.plain) or (low == "p" and number.digits in SCREENS):
        return True
    # "The 3C Platform": before a capital the letter is no degree.
    lettered = line.raws[end] in {"C", "F"} and line.is_capital(end + 1)
    return lettered or not _measured(line, end)


def _code(line: Line, number: Number) -> bool:
    """Leading zeros, long runs without separators, digits tied by hyphens three times."""
    digits = number.digits
    if digits[3:4] == "." and _is_standard(line, number):
        return True
    if digits.isdigit() and not number.grouped:
        # No one writes an amount with a leading zero: "007", a telephone number, a postcode.
        if len(digits) > 1 and digits[0] == "0":
            return True
        if len(digits) >= _SHORTEST_CODE and number.scale == 1.0:
            return True
    first, end = number.first, number.end
    if line.lows[end] not in _JOINTS and line.lows[first - 1] not in _JOINTS:
        return False
    if _chained(line, first, -1) + _chained(line, end - 1, 1) >= 2:
        return True
    twins = line.lows[end] == "/" and (digits, line.raws[end + 1]) in _SPOKEN_TWINS
    return twins or (line.lows[first - 1] == "/" and (line.raws[first - 2], digits) in _SPOKEN_TWINS)


def _is_standard(line: Line, number: Number) -> bool:
    """ "An 802.11g router": the number of a standard, with its letter, behind an article and before a noun.

    Of grams and metres no one writes three digits and decimals before what is told by its weight.
    """
    end = number.end
    if line.is_word(end) and len(line.raws[end]) == 1 and line.lows[end + 1] == "/":
        return True  # "802.11 b/g"
    lettered = has_letter(line, number) and line.is_word(end + 1) and line.lows[end + 1] not in STOP
    return lettered and line.lows[number.first - 1] in {"a", "an", "the", "and", "or", "new", "older"}


def _chained(line: Line, index: int, step: int) -> int:
    """How many numbers, up to two, hyphens tie to the one at token `index` on one side."""
    count = 0
    while count < 2 and line.hyphen(index + step) and line.is_number(index + 2 * step):
        index += 2 * step
        count += 1
    return count


def _labelled(line: Line, number: Number) -> bool:
    """ "Section 427", "Channel 4", "Stoxx 600", "category one"."""
    before = line.lows[number.first - 1]
    if before == "." and line.lows[number.first - 2] in _SHORT_LABELS:
        return number.plain or _is_version(number)
    if not (number.plain or _is_word_of_label(line, number)):
        return _is_version(number) and before in _WORDS["in_parts"] and not _measured(line, number.end)
    # "No 10" numbers, "no 10 people" denies: only in capitals, and in digits, is it a label.
    if before == "no":
        return bool(number.digits) and line.is_capital(number.first - 1) and line.lows[number.end] != "more"
    if before in _WORDS["strong"]:
        return not percent_at(line, number.end)
    return _labelled_by_name(line, number)


def _is_word_of_label(line: Line, number: Number) -> bool:
    """ "Category one", "Flight eight hundred": small numbers in words, greater ones behind a capital."""
    if number.digits or number.value is None or number.fraction:
        return False
    capital = line.is_capital(number.first - 1) and not is_plural(line.lows[number.end])
    small = number.value <= _SMALL and number.scale == 1.0
    return small or (capital and number.value < _LARGEST_LABEL)


_SMALL, _LARGEST_LABEL = 20, 10_000
_SHORT_LABELS = frozenset({"no", "nos", "vol", "fig", "figs", "apt", "ext", "cat"})


def _labelled_by_name(line: Line, number: Number) -> bool:
    """ "Stoxx 600", "Group 8", "Group of 20": labels that are also common words."""
    label = number.first - 1
    before = line.lows[label]
    if before in INDICES and line.is_capital(label):
        return True
    if before in _WORDS["weak"] and (line.is_capital(label) or number.digits or before == "number"):
        # "Channel 4 ratings": some names have a number whatever follows.
        if before in _WORDS["named"] and line.is_capital(label):
            return not _measured(line, number.end)
        if before == "under" and line.lows[number.end] in _WORDS["age_grades"]:
            return True
        # "Group 8" is a name; "a group of Grade 8 pupils" and "team 20 points ahead" go on with what is
        # counted.
        return not (is_plural(line.lows[number.end]) or _measured(line, number.end))
    return before == "of" and line.lows[label - 1] == "group" and line.is_capital(label - 1)


def _listed_label(line: Line, number: Number) -> bool:
    """ "Chapters 4 and 5", "rows 3 to 5", "photo 3 of 12": a label said once for two."""
    joint = number.first - 1
    if line.lows[joint] not in {"and", "or", "to", "of", "-", "–"} or not number.plain:
        return False
    if not line.is_number(joint - 1):
        return False
    group = "headings" if line.lows[joint] == "of" else "strong"
    return line.lows[joint - 2] in _WORDS[group] and not _measured(line, number.end)


def _is_side_of_vote(line: Line, number: Number) -> bool:
    """ "Rejected the amendment 51 to 46": in lower case the label may be what was voted on."""
    first, end = number.first, number.end
    if line.lows[first - 1] == "to":
        first -= 2
    elif line.lows[end] != "to" or not line.is_number(end + 1):
        return False
    return line.is_number(first) and not line.is_capital(first - 1) and tallies_vote(line, first)


def _lettered_version(line: Line, number: Number) -> bool:
    """ "Release 11g", "777X": a letter that is no unit and no multiple."""
    # "A 100X gain" is round; types are not.
    if line.raws[number.end] == "X" and number.plain and has_letter(line, number):
        return len(number.digits) > 2 and not number.digits.endswith("0")
    return is_release(line, number)


def _is_version(number: Number) -> bool:
    """True for digits such as "1.3", "17.4", "3.13"."""
    return "." in number.digits and number.scale == 1.0 and not number.grouped and len(number.digits) <= 5


def coordinate_end(line: Line, number: Number) -> int:
    """The token after a place on the map whose degrees begin it, or 0: "32° 34’S", "12.4 degrees north"."""
    if number.value is None or abs(number.value) > 180:
        return 0
    j = number.end + 1
    for marks in _MINUTES, _SECONDS:
        if line.is_number(j) and line.lows[j + 1] in marks and line.glued(j + 1):
            j += 2
            j += line.lows[j] == "'"  # two straight marks for seconds
    tied = j > number.end + 1 and line.is_word(j)
    if line.raws[j] in {"N", "S", "E", "W"} or (tied and line.raws[j] in _COMPASS):
        return j + 1
    # "40 degrees north of the town" is a direction.
    return j + 1 if line.lows[j] in _COMPASS and line.lows[j + 1] != "of" else 0


_DEGREES = frozenset({"°", "º", "degrees", "deg"})
_MINUTES = frozenset("'’′")
_SECONDS = frozenset("'\"”″’")
_COMPASS = frozenset("n s e w north south east west".split())


def _address(line: Line, number: Number) -> bool:
    """ "10 Downing Street", "200 W. American Blvd"; "90049 ZIP Code"."""
    if not number.plain:
        return False
    j = number.end
    if line.lows[j] in _POSTAL:
        return True
    if line.lows[j] in _COMPASS and line.is_capital(j + 1 + (line.lows[j + 1] == ".")):
        j += 1 + (line.lows[j + 1] == ".")
    first = j
    while line.is_capital(j) and j < first + 4:
        if line.lows[j] in _WORDS["streets"] and j > first:
            return True
        j += 1
    return False


def _list_number(line: Line, number: Number) -> bool:
    """ "1. First point" at the head of a passage, and "2)" anywhere."""
    if not number.plain or len(number.digits) > 2:
        return False
    after = line.lows[number.end]
    if after == ")" and not _opened(line, number.first):
        return True
    return (
        number.first == 0
        and after in {".", ")"}
        and not line.glued(number.end + 1)
        and number.end + 1 < len(line)
    )


def _resolution(line: Line, number: Number) -> bool:
    """ "1,440 x 900 display": sides without a unit."""
    if line.lows[number.end] in _CROSSES and line.is_number(number.end + 1):
        return not unit_at(line, number.end + 2)
    return (
        line.lows[number.first - 1] in _CROSSES
        and line.is_number(number.first - 2)
        and not _measured(line, number.end)
    )


def _opened(line: Line, index: int) -> bool:
    return any(line.lows[j] == "(" for j in range(max(0, index - 12), index))


def _proper_word(line: Line, number: Number) -> bool:
    """ "iPhone 11", "Boeing 737", "Python 3.13": a name before, nothing counted behind."""
    first = number.first
    if not number.digits:
        return _numeral_name(line, number)
    if _is_version(number):
        return _version(line, number)
    before = line.raws[first - 1]
    if not number.plain or len(number.digits) > 4 or not line.is_word(first - 1):
        return False
    if not any(c.isupper() for c in before) or line.lows[first - 1] in STOP:
        return False
    if _names_nothing(line, first):
        return False
    return not _counted(line, number.end) or _is_model(line, number)


def _names_nothing(line: Line, first: int) -> bool:
    """True where the word with a capital before token `first` is no name that digits go on."""
    low = line.lows[first - 1]
    if low.endswith("'s"):
        return True  # "Lund's 150": an owner
    if line.is_number(first - 2) and currency_before(line, first) is not None:
        return True  # "5 USD 20 times"
    # "Nearly 300 …", "Only 12 …": capitals of a sentence's beginning are no names.
    if low.endswith("ly") and line.opens_sentence(first - 1):
        return True
    # "Central Bomb Kills 17, Wounds 20": the verb has its capital as all words have.
    return low in _HARMING and in_headline(line, first)


_HARMING = load_words("counted_nouns.toml")["harm_and_help"]


def _is_model(line: Line, number: Number) -> bool:
    """ "Leopard 2 tanks", "a Fiat 500 owner's friends": a model's name and number before what it is.

    Between a name and a count of its own stands a verb. There is none where someone is given something
    ("gave Kenya 2 ships"), where the name tells the place ("In Homs 12 people died") and in headlines; and
    what opens a sentence may be no name at all ("Take 2 tablets").
    """
    first, end = number.first, number.end
    if _measured(line, end) or line.lows[end] in _MORE or in_headline(line, first):
        return False
    start = first - 1
    while start > 0 and line.is_capital(start - 1) and _belongs_to_name(line.lows[start - 1]):
        start -= 1
    if line.lows[first - 1] in MONTHS or line.lows[first - 1] in WEEKDAYS:
        return False
    if line.lows[first - 2] in {"and", "or", "to"} and line.lows[first - 4] == line.lows[first - 1]:
        return line.is_number(first - 3)  # "IE 8 and IE 9 versions"
    if line.opens_sentence(start):
        return start < first - 1 or _is_named_at_start(line.lows[start])
    return not (_is_given(line, start) or _opens_with_place(line, start))


def _belongs_to_name(low: str) -> bool:
    return low not in STOP and not low.endswith("'s")


def _is_named_at_start(low: str) -> bool:
    """True for "Windows 7 users" at the head of a sentence, not for "Nearby 7 users" and "Take 2 tablets"."""
    tags = word_classes().tags
    verb = PRESENT in {tags[low], tags[f"{low}s"], tags[f"{low}es"]}
    return tags[low] == NOUN and not verb and low not in _CALLING


_CALLING = frozenset("add use mix bake cook pick choose check read watch ask try save win lose".split())
"""Verbs that call for something ("Add 3 eggs"), beside those whose form in -s is listed."""


def _is_given(line: Line, start: int) -> bool:
    """True where the name from token `start` stands behind a verb of giving: "gave (the) Navy"."""
    verb = start - 1 - (line.lows[start - 1] in {"the", "both"})
    return line.lows[verb] in _GIVING


def _opens_with_place(line: Line, start: int) -> bool:
    """True where the clause before token `start` is a place or time, or a side of a pair, and has no verb."""
    tags = word_classes().tags
    at = start
    while at > 0 and start - at < _FARTHEST_PLACE and line.lows[at - 1] not in _CLAUSE_ENDS:
        at -= 1
    if line.lows[at - 1] in {"and", ","} and at == start:
        # "Kenya won 4 medals and Ghana 2 medals": the other side's number.
        near = range(max(1, start - _FARTHEST_PLACE), start)
        return any(line.is_number(k) and not line.is_capital(k - 1) for k in near)
    opened = tags[line.lows[at]] == PREPOSITION and line.lows[at] not in {
        "with",
        "of",
        "like",
        "unlike",
        "as",
    }
    return opened and all(tags[low] not in _VERBS for low in line.lows[at:start])


_CLAUSE_ENDS = WALLS | {",", "and", "but"}
_FARTHEST_PLACE = 10
_VERBS = frozenset({AUXILIARY, PAST, PRESENT, ED})
_MORE = frozenset({"more", "other", "further", "additional", "new"})


def _version(line: Line, number: Number) -> bool:
    """ "USB 3.0 ports", "Python 3.13", "CC BY 4.0": a short decimal behind a name and before no unit."""
    first, before = number.first, line.raws[number.first - 1]
    if not line.is_word(first - 1) or not _names_version(line, first - 1) or _measured(line, number.end):
        return False
    if before.isupper() and line.raws[first - 2].isupper() and line.is_word(first - 2):
        return True
    if line.lows[first - 1] in STOP:
        return False
    # "USB 3.0 ports" and "Update 17.4 fixes it" count nothing, though a plural follows.
    acronym = before.isupper() or not before[0].isupper() or not before[1:].islower()
    return acronym or line.opens_sentence(first - 1) or not _counted(line, number.end)


def _names_version(line: Line, index: int) -> bool:
    """True for a word that a version may follow: "USB", "iOS", "Python"; a letter only in "OS X"."""
    raw = line.raws[index]
    lettered = len(raw) > 1 or (raw.isupper() and line.is_capital(index - 1))
    return lettered and any(c.isupper() for c in raw)


def _numeral_name(line: Line, number: Number) -> bool:
    """ "Formula One", "the Six Nations", "Nine Elms", "Three Mile Island": a number word with a capital.

    At the beginning of a sentence the capital says nothing, and in a headline none does.
    """
    first, end = number.first, number.end
    if end != first + 1 or not line.is_capital(first):
        return False
    before = line.lows[first - 1]
    if line.is_capital(first - 1) and before not in STOP and _closes_name(line, first):
        return True
    if line.hyphen(end):
        # "The Four-Kings festival": what a hyphen ties to a number that counts it is in the singular.
        return line.is_capital(end + 1) and is_plural(line.lows[end + 1])
    if not line.is_capital(end):
        return False
    if line.opens_sentence(first) and before != ";":
        return _names_what_follows(line, number)
    if not _means_capital(line, first) or in_headline(line, first):
        return False
    # "Four British athletes" behind a title that runs on are counted: a name goes on in capitals.
    return is_plural(line.lows[end]) or not _small_plural_near(line, end + 1)


def _closes_name(line: Line, first: int) -> bool:
    """ "Ocean's Eleven", "the Big Four accounting firms": the number word at token `first` ends a name.

    Where something is counted, its capital and the article tell so, but for headlines.
    """
    if not _counted(line, first + 1):
        return True
    article = line.lows[first - 2] in {"the", "a", "these", "those"}
    return article and not line.is_capital(first + 1) and not in_headline(line, first)


def _means_capital(line: Line, index: int) -> bool:
    """False behind a dateline ("(AFP) - Three …"), where a number word has its capital for nothing."""
    before = line.lows[index - 1]
    possessive = before == "'" and line.glued(index - 1)
    return possessive or before in {",", ";"} or line.is_word(index - 1) or line.is_number(index - 1)


def _names_what_follows(line: Line, number: Number) -> bool:
    """ "Five Eyes allies met", "Three Mile Island reopens": number and noun name what stands behind them.

    Of two plurals the first, with its capital, only names; and a unit of more than one is a plural.
    """
    end = number.end
    if not is_plural(line.lows[end]):
        singular = (number.value or 0) > 1 and unit_at(line, end) is not None
        return singular and line.is_capital(end + 1)
    # "Two Hamas militants": a place or party in -as, -is or -os is no plural of a common word.
    if line.lows[end].endswith(("as", "is", "os")):
        return False
    return is_plural(line.lows[end + 1]) and not line.is_capital(end + 1)


def _small_plural_near(line: Line, index: int) -> bool:
    """True for a plural without a capital at token `index` or behind it."""
    return any(is_plural(line.lows[at]) and not line.is_capital(at) for at in (index, index + 1))


def _measured(line: Line, index: int) -> bool:
    """True when a unit, a percent sign or a currency follows."""
    return bool(unit_at(line, index) or percent_at(line, index) or currency_at(line, index))


def _counted(line: Line, index: int) -> bool:
    """True when a unit or a counted noun follows."""
    if _measured(line, index):
        return True
    following = line.lows[index]
    if line.is_capital(index) and not is_plural(following):
        return False
    return head_noun(line, index) is not None
