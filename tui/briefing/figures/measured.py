"""What a figure measures (`of`), in the sentence's own words.

Four places are looked at, the first that holds words wins: the noun phrase the figure stands in or
before ("$300 million radar sale to Norway"), the phrase joined by "of" ("20 million tons of soybeans",
"a deficit of $3bn"), the subject of the verb that tells a level or a change ("Output fell by 3%"), and
the object of a verb ("cut duties from 80%", "buy the firm for $3bn").
"""

from __future__ import annotations

from briefing.figures.clauses import ClausePlace
from briefing.figures.draft import Draft
from briefing.figures.measuring_words import measuring_words
from briefing.figures.noun_phrases import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    ED,
    HYPHEN,
    ING,
    MAX_WORDS,
    NOT_FINITE,
    NOUN,
    NOUN_OR_VERB,
    NUMERAL,
    OPENING,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRESENT,
    QUIET,
    RELATIVE,
    SUBORDINATOR,
    THAT,
    WALL,
    NounPhrase,
    phrase_end,
    phrase_start,
    whole_phrase_end,
    word_classes,
)
from briefing.figures.nouns import singular
from briefing.figures.rules import age
from briefing.figures.token_line import DASHES, NUMBER, SIGN, WORD, Line
from briefing.figures.trend import CLOSING, DOWN, UP

Span = tuple[int, int]

_JOINING = frozenset({"of", "on", "for", "to", "with", "between", "against", "in"})
"""Prepositions that go on with what is measured."""
_JOINING_COUNTED = frozenset({"of", "between"})
"""The same behind what is counted, where others belong to the verb: "removed 40 men from the camp"."""
_JOINING_SUBJECT = _JOINING | {"at", "across", "from", "near", "behind", "inside", "outside", "within"}
"""The same where the verb follows, so that nothing else can be meant: "three cables in the bay broke"."""
_QUALIFYING = frozenset({DETERMINER, POSSESSIVE, ADJECTIVE, PREPOSITION})
_NEVER_BEHIND = frozenset({WALL, COMMA, CONJUNCTION, AUXILIARY, SUBORDINATOR, RELATIVE, THAT})
"""Classes that neither begin a phrase nor join one."""
_EACH = frozenset({"a", "an", "per", "each", "every", "/"})
"""Between a unit and its time: "six loads a day"."""
_LEADING = frozenset({"by", "from", "for", "down"})
_FOR_PRICE = frozenset({"for", "at"})
_FOR_LEVEL = frozenset({"to", "at"})
_FOR_CHANGE = frozenset({"from", "to", "by", "at"})
_LISTING = frozenset({",", "and"})
_LED = frozenset({"of", "worth", "in", "on", "for"})
_PAID = 4
"""Tokens between a verb of paying and its amount."""
_PERIODS = frozenset({"day", "session", "week", "month", "quarter", "year"})
"""The time a report is about, between verb and figure: "ended the day 2 per cent higher"."""
_PACE = frozenset({"rate", "pace"})
"""Hollow behind "at": "grew at an annual rate of 4%" measures what grew."""
_FEWEST_HOLLOW = 2
_ESTEEM = 6
"""Tokens of "higher-than-expected" and the like."""
_ADDED_UP = frozenset({"money", "percent"})
_NO_START = frozenset({DETERMINER, POSSESSIVE, PREPOSITION})
_VERBS = frozenset({PAST, PRESENT, NOUN_OR_VERB, ED, PARTICIPLE, ING})
_FINITE = frozenset({PAST, PRESENT, AUXILIARY})
_MEASURED = frozenset({"growth"})
"""Nouns of change that are measured themselves: "3.3% growth"."""
_ARTICLES = frozenset({"a", "an"})
_BE = frozenset({"is", "are", "was", "were"})
_MODIFYING = frozenset({ADJECTIVE, NUMERAL, DETERMINER, POSSESSIVE})
_YEAR = 4
_OFFER = 10
"""Tokens between "available" and a price."""
_MORE = frozenset({"more", "less", "fewer"})
_HOLDING = frozenset({"held", "hold", "holding", "holds"})
_NEAR = frozenset({"above", "at", "below", "near", "over", "under"})
"""Behind a verb of holding they lead to a level: "prices held above $46"."""
_LEADS_HOLLOW = frozenset({"in", "to", "on", "at"})
_COMPARATIVES = frozenset({"higher", "lower", "up", "down", "off"})
_BRACKET = 8
"""Tokens of an amount in brackets: "200 million euros ($265 million)"."""
_PLACED = frozenset({"ago", "later", "earlier", "before", "after"})


def measured(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int, end: int
) -> Span | None:
    """Return the tokens that say what the figure measures, half-open, or None.

    `first` and `end` are the tokens of the figure's span, its bound included.
    """
    if draft.kind == "count" and draft.unit is not None:
        counted = _counted(line, tags, place, draft)
        if counted is not None or line.lows[first - 1] != "by":
            return counted
        return _of_verb(line, tags, place, draft, first, first - 1)  # "raised its share by 40 seats"
    aged = draft.rule == age.NAME
    if draft.kind == "duration" and not aged and not _PLACED.isdisjoint(line.lows[end - 1 : end + 1]):
        return None
    behind = _behind_bracket(line, end)
    if draft.unit in measuring_words().length_unit:
        far = _far_from(line, tags, place, first, behind)
        if far is not None:
            return far
    found = _behind(line, tags, draft, behind)
    if found is not None or aged:
        return found
    return _before_it(line, tags, place, draft, first, end)


def _before_it(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int, end: int
) -> Span | None:
    """The words before the figure that say what it measures."""
    lead = _lead(line, tags, first, end, percent=draft.kind == "percent")
    return (
        _before(line, tags, lead)
        or _before_hollow(line, tags, first, lead)
        or _before_dash(line, tags, first, end)
        or _on_offer(line, tags, place, draft, first)
        or _of_verb(line, tags, place, draft, first, lead)
    )


def _before_hollow(line: Line, tags: list[int], first: int, lead: int) -> Span | None:
    """The quantity before what is hollow, at token `lead`: "a deal | in excess of $38 million"."""
    within = line.lows[first] == "in" or first - lead > _FEWEST_HOLLOW  # the figure's own words, or before it
    if not within or singular(line.lows[lead]) not in measuring_words().quantity:
        return None
    hollow = not measuring_words().hollow.isdisjoint(line.lows[lead + 1 : max(first, lead + 4)])
    return plain(line, tags, phrase_start(line, tags, lead + 1), lead + 1) if hollow else None


def _lead(line: Line, tags: list[int], first: int, end: int, *, percent: bool) -> int:
    """The token that leads to the figure, past words that only soften it: "in the vicinity of", "about"."""
    words, lows = measuring_words(), line.lows
    lead = _before_article(line, tags, first - 1)
    while lows[lead] in words.softening:
        lead -= 1
    if lows[lead] == "of" and (lows[lead - 1] in words.hollow or (percent and lows[lead - 1] in _PACE)):
        of = lead
        lead -= 2
        while tags[lead] in _QUALIFYING and tags[lead] != PREPOSITION:
            lead -= 1
        if lows[of - 1] in _PACE and lows[lead] != "at":
            return of
        return lead - (lows[lead] in _LEADS_HOLLOW)
    return lead - (lows[lead] == "in" and lows[end] in words.hollow)


def _before_article(line: Line, tags: list[int], lead: int) -> int:
    """Before an article whose adjective says how much it is: "rose | a higher-than-expected 42 percent"."""
    j = lead
    while j > lead - _ESTEEM and (
        tags[j] in {ADJECTIVE, ED, ING, PARTICIPLE, ADVERB} or line.hyphen(j) or line.hyphen(j + 1)
    ):
        j -= 1
    return j - 1 if j < lead and line.lows[j] in _ARTICLES else lead


def _behind_bracket(line: Line, end: int) -> int:
    """Past the same amount in another unit: "40 km (25 miles) | from Dijon"."""
    if line.lows[end] != "(":
        return end
    close = next((j for j in range(end + 1, end + _BRACKET) if line.lows[j] == ")"), -1)
    return close + 1 if close > 0 and any(line.is_number(j) for j in range(end + 1, close)) else end


def _far_from(line: Line, tags: list[int], place: ClausePlace, first: int, end: int) -> Span | None:
    """From where a length is counted, which is no win "by 25 metres from him"."""
    if line.hyphen(end) or line.lows[first - 1] == "by":
        return None
    return _from_where(line, tags, place, end)


def _from_where(line: Line, tags: list[int], place: ClausePlace, end: int) -> Span | None:
    """The words behind a length that say from where it is counted: "north of the frontier", "from Dijon"."""
    lows = line.lows
    start = end + 2 if lows[end] == "to" and lows[end + 1] == "the" else end
    inner = _behind_direction(line, start)
    if inner == start:
        # "Fell 30 metres from a bridge" tells a fall, not a place.
        moved = lows[start] == "from" and place.verb >= 0 and lows[place.verb] in UP | DOWN
        if start != end or moved or lows[start] not in measuring_words().placing:
            return None
        inner += 1
    stop = phrase_end(line, tags, inner)
    stop = whole_phrase_end(line, tags, stop, _JOINING_COUNTED)
    # "Five miles from Dijon to Lyon" is a way with two ends.
    return None if stop == inner or lows[stop] == "to" else (start, stop)


def _behind_direction(line: Line, start: int) -> int:
    """Past "south-east of" and "away from"; `start` where nothing of the kind stands there."""
    lows, direction = line.lows, measuring_words().direction
    j = start
    while lows[j] in direction or (j > start and line.hyphen(j)):
        j += 1
    if lows[start] == "away":
        return start + 2 if lows[start + 1] == "from" else start
    return j + 1 if j > start and lows[j] == "of" else start


def _before_dash(line: Line, tags: list[int], first: int, end: int) -> Span | None:
    """The quantity a figure stands beside: "its share of the loan - 22 billion euros", "a fine, $3m, was"."""
    if tags[first - 1] not in {COMMA, HYPHEN} or tags[end] not in {COMMA, HYPHEN, WALL, QUIET}:
        return None
    stop = first - 1
    while line.lows[stop - 1] in DASHES:
        stop -= 1
    start = phrase_start(line, tags, stop)
    if start == stop or tags[start] not in OPENING or line.lows[first - 1] in "()":
        return None
    head = next((j for j in range(start, stop) if tags[j] == PREPOSITION), stop)
    if singular(line.lows[head - 1]) not in measuring_words().quantity:
        return None
    return plain(line, tags, start, stop)


def plain(line: Line, tags: list[int], first: int, end: int) -> Span | None:
    """The span without determiners at its beginning and without what is no word at its edges."""
    kinds = line.kinds
    if line.hyphen(first) or (line.lows[first] == "percent" and line.is_number(first - 1)):
        first += 1 + line.hyphen(first)  # what is left of "17-inch" and "12 percent"
    while first < end and (
        tags[first] in OPENING
        or tags[first] == PREPOSITION
        or line.lows[first] == "of"
        or not (kinds[first] == WORD or kinds[first] == NUMBER)
    ):
        first += 1
    while end > first and kinds[end - 1] == SIGN:
        end -= 1
    return (first, end) if first < end else None


def _counted(line: Line, tags: list[int], place: ClausePlace, draft: Draft) -> Span | None:
    """What is counted, where the words say more than the unit: "plainclothes officers", "rounds of talks"."""
    if not draft.numbers or draft.numbers[-1].end >= draft.end:
        return None
    counted = draft.end
    if "/" in (draft.unit or ""):
        counted = next((j for j in range(draft.numbers[-1].end, counted) if line.lows[j] in _EACH), counted)
    joining = _JOINING_COUNTED if place.inside is None else _JOINING_SUBJECT
    end = whole_phrase_end(line, tags, counted, joining)
    if end == counted:
        end = _complement_end(line, tags, draft, counted)
    first = draft.numbers[-1].end + line.hyphen(draft.numbers[-1].end)
    empty = measuring_words().empty_modifier
    while first < counted and (line.lows[first] in empty or not line.is_word(first)):
        first += 1
    if end == counted and (first >= end - 1 or singular(line.lows[first]) == draft.unit):
        return None
    return plain(line, tags, first, end)


def _complement_end(line: Line, tags: list[int], draft: Draft, counted: int) -> int:
    """Past a complement of the noun counted, which no verb can take: "wins | by knockout"."""
    low, after = line.lows[counted], counted + 1
    if low == "across" or (low == "in" and counted - draft.numbers[-1].end > 1):
        # "Two separate rallies in central Oslo": what is told apart is told with its place.
        stop = phrase_end(line, tags, after)
        common = sum(tags[j] == NOUN and not line.is_capital(j) for j in range(after, stop))
        joined = line.is_capital(stop - 1) or low == "across"
        # "Across Kent, Surrey and Sussex": part of a list would mislead.
        return stop if joined and common <= 1 and line.lows[stop] not in _LISTING else counted
    if low == "by" and tags[after] == NOUN and not line.is_capital(after):
        return phrase_end(line, tags, after)
    if tags[counted] == RELATIVE and tags[after] in _VERBS:
        return _relative_end(line, tags, after)
    return counted


def _relative_end(line: Line, tags: list[int], verb: int) -> int:
    """Past a short relative clause that ends the sentence: "who sided with the rebels"; else before it."""
    j = verb + 1
    j += tags[j] == PREPOSITION
    stop = phrase_end(line, tags, j)
    return stop if stop > j and tags[stop] in {WALL, QUIET} else verb - 1


def _behind(line: Line, tags: list[int], draft: Draft, end: int) -> Span | None:
    """The phrase the figure stands before, or the one behind "of", "worth" and "in"."""
    start = _start_behind(line, tags, draft, end)
    stop = phrase_end(line, tags, start) if start >= 0 else start
    if stop == start == end and draft.kind in _ADDED_UP:
        stop += _thing_of_price(line, tags, draft, end)
    if start == end and _next_clause(line, tags, draft.first, end, stop):
        return None
    if stop == start or _only_change(line, start, stop) or line.lows[stop - 1] in measuring_words().adverbial:
        return None
    if draft.rule == age.NAME:
        # "36-year-old Gray's 58th win" tells the age of Gray.
        owner = next((j for j in range(start, stop) if line.lows[j].endswith("'s")), None)
        return plain(line, tags, start, stop if owner is None else owner + 1)
    if line.lows[stop] == ",":
        stop = _list_end(line, tags, stop)
    return plain(line, tags, start, whole_phrase_end(line, tags, stop, _JOINING))


def _list_end(line: Line, tags: list[int], stop: int) -> int:
    """Past the rest of a list of common nouns: "diamond rings, | necklaces and watches"."""
    end = stop
    while line.lows[end] == "," and line.lows[end - 1].endswith("s"):
        further = phrase_end(line, tags, end + 1)
        plain_noun = tags[end + 1] <= ADJECTIVE and not line.is_capital(end + 1)
        if further == end + 1 or not plain_noun or not line.lows[further - 1].endswith("s"):
            break
        end = further
        if "and" in line.lows[stop:end]:
            return end
    return stop


def _next_clause(line: Line, tags: list[int], first: int, end: int, stop: int) -> bool:
    """True where the verb of the figure follows, or a clause of its own: "a rate of 8% | Lumen said"."""
    # "Twice undergoing surgery", "30% saw orders rise": behind a bare figure such a form is a verb, in
    # "a $3m trading loss" it is not.
    told = tags[first - 1] in OPENING or tags[first - 1] == ADJECTIVE
    verbal = tags[end] in {ING, PAST, ED} or line.lows[end] in _COMPARATIVES
    if verbal and not told and not line.lows[first - 1].endswith("'s"):
        return True
    return tags[stop] in _FINITE and line.is_capital(end) and not told


def _thing_of_price(line: Line, tags: list[int], draft: Draft, end: int) -> bool:
    """True for an adjective that is a noun there: "a $9,000 fine"."""
    noun = draft.kind == "money" and line.lows[end] in measuring_words().noun_too
    if tags[end] == PRESENT and line.lows[end + 1] == "of":
        return True  # "the $3m buy of Fenwick"
    return (noun or tags[end] == NOUN_OR_VERB) and _qualified(line, tags, draft.first)


def _start_behind(line: Line, tags: list[int], draft: Draft, end: int) -> int:
    """Where a phrase behind the figure would begin; -1 where none can."""
    low, following = line.lows[end], line.lows[end + 1]
    if low == "," and line.lows[draft.first - 1] in _ARTICLES and line.hyphen(end + 2):
        return end + 4  # "a $3m, two-year contract"
    if tags[end] in _NEVER_BEHIND:
        return -1
    if draft.unit in measuring_words().length_unit and _tells_way(line, tags, draft, end):
        return -1
    if low in _LED:
        return _start_led(line, tags, draft, end)
    if following in {"in", "of"} and (low in UP or low in DOWN) and low not in _MEASURED:
        return end + 2  # "a 3% rise in exports" measures exports
    if line.hyphen(end):
        return -1 if tags[end + 1] in OPENING else end + 1
    return -1 if tags[end] in _NO_START else end + (low in _MORE)  # "40 percent more energy"


def _start_led(line: Line, tags: list[int], draft: Draft, end: int) -> int:
    """Where the phrase behind "of", "worth", "in" and "on" begins; -1 where it is not what is measured."""
    low = line.lows[end]
    if draft.kind == "money" and low in measuring_words().paying and not line.is_number(end + 1):
        payers = measuring_words().paying[low]
        if not payers.isdisjoint(line.lows[max(0, draft.first - _PAID) : draft.first]):
            return end + 1  # "spent $3m on roads", "paid $3m for Fenwick"
    if low == "for":
        return -1
    if low == "on":  # "4.1 on the Richter scale"
        return end + 1 if line.lows[phrase_end(line, tags, end + 1) - 1] == "scale" else -1
    if low == "in":
        return end + 1 if draft.kind in _ADDED_UP and _mass(line, tags, end + 1) else -1
    return _start_of(line, tags, end)


def _start_of(line: Line, tags: list[int], end: int) -> int:
    """Where the phrase behind "of" and "worth" begins: "worth of goods", "of the 288 candidates"."""
    if line.lows[end] == "worth" and tags[end + 1] in {DETERMINER, NUMERAL}:
        return -1
    start = end + 1 + (line.lows[end + 1] == "of")
    return start + 2 if line.lows[end + 1] == "the" and tags[start + 1] == NUMERAL else start


def _qualified(line: Line, tags: list[int], first: int) -> bool:
    """True where what stands before a figure makes it an adjective: "a", "the new", "Lumen's"."""
    return tags[first - 1] in _QUALIFYING or line.lows[first - 1].endswith("'s")


def _only_change(line: Line, first: int, end: int) -> bool:
    """True for "a 10% increase" and "the 10% range", which name nothing; "300 metres of range" does."""
    low = line.lows[first]
    if end != first + 1 or low in _MEASURED:
        return False
    return low in UP or low in DOWN or (low in measuring_words().hollow and line.lows[first - 1] != "of")


def _tells_way(line: Line, tags: list[int], draft: Draft, end: int) -> bool:
    """True for "80 metres of their camp", "10 miles south of the border": a way, no amount of something."""
    low = line.lows[end]
    tied = line.hyphen(end) or line.hyphen(end - 2) or line.lows[end - 1] in {'"', "″"}
    tied = tied or line.lows[draft.first - 1] in _ARTICLES  # "a 3.5mm socket"
    return (low != "of" and not tied) or (low == "of" and _definite(line, tags, end + 1))


def _definite(line: Line, tags: list[int], index: int) -> bool:
    return tags[index] in OPENING or line.is_capital(index)


def _mass(line: Line, tags: list[int], index: int) -> bool:
    """True for a common noun without article: "$3m in damages", but not "in London", "in the camp"."""
    return tags[index] in {NOUN, ADJECTIVE} and not line.is_capital(index)


def _before(line: Line, tags: list[int], j: int) -> Span | None:
    """The phrase before "of" and "worth" at `j`: "a trade deficit of $295 billion", "a house worth $3m"."""
    if j < 1 or line.lows[j] not in {"of", "worth"} or not (line.is_word(j - 1) or line.lows[j] == "worth"):
        return None
    if line.lows[j] == "worth" and line.lows[j - 1] == ",":
        j -= 1  # "a contract, worth $40 million"
    if line.lows[j - 1] in measuring_words().empty_head or not _names(line, tags, j - 1):
        return None
    start = phrase_start(line, tags, j)
    start += start + 1 < j and _infinitive(line, tags, start)
    # "In favour of", "in excess of" govern the figure and name nothing.
    if start == j - 1 and line.lows[start - 1] == "in":
        return None
    found = plain(line, tags, start, j)
    return None if found is None or _only_change(line, *found) else found


def _names(line: Line, tags: list[int], index: int) -> bool:
    """True for a noun, also one in the form of a verb: "a price rise of 3%", "a bid of $3m"."""
    if tags[index] <= NUMERAL:
        return True
    return line.lows[index] == "worth" or (tags[index] == NOUN_OR_VERB and tags[index - 1] <= POSSESSIVE)


def _of_verb(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int, lead: int
) -> Span | None:
    """Subject or object of the verb that leads to the figure; `lead` is a token on the way to it."""
    j, least = lead - (line.lows[lead] == "worth"), max(0, first - 7)
    while j >= least and _passes(line, tags, j):
        j -= 1
    k = _verb_end(line, tags, place.verb, least, j)
    if k >= least and place.verb >= 0 and _same_verb(tags, place.verb, k):
        return _measured_subject(line, tags, place, draft, line.lows[k], k + 1)
    # "Raised its presence to the tune of $3m": what follows the object is no level of it.
    if j < least or j + 1 >= first or not _leads_to_level(line, j + 1, lead, first):
        return None
    # "Dragged shares | lower by 4 percent".
    return _object(line, tags, draft, j + (line.lows[j] not in _COMPARATIVES))


def _passes(line: Line, tags: list[int], j: int) -> bool:
    """True for a word between a verb and its figure: "fell | sharply by | 3%"."""
    low = line.lows[j]
    return tags[j] == ADVERB or low in measuring_words().softening or low in _LEADING


def _verb_end(line: Line, tags: list[int], verb: int, least: int, j: int) -> int:
    """The last word of the verb, before what stands between it and its figure: "ended | the day lower"."""
    words, lows = measuring_words(), line.lows
    k = j - (lows[j] == "in" and lows[j - 1] in words.amounting)
    while k >= least and (lows[k] in _PERIODS or lows[k] in words.softening):
        k -= 1
    return _before_agent(line, tags, verb, k) if lows[j + 1] == "at" else k


def _before_agent(line: Line, tags: list[int], verb: int, j: int) -> int:
    """Before whose opinion it is: "was put | by the bank at 3%"; `j` where nobody's is told."""
    for k in range(j, max(verb, j - MAX_WORDS), -1):
        if line.lows[k] == "by":
            return k - 1 if phrase_end(line, tags, k + 1) == j + 1 else j
    return j


def _leads_to_level(line: Line, start: int, lead: int, first: int) -> bool:
    """False for "in the vicinity of", and for what costs so much: "a suite at the $440 million stadium"."""
    if line.lows[start] == "at" and line.lows[start + 1] == "the":
        return False
    hollow = first - lead > _FEWEST_HOLLOW and not measuring_words().hollow.isdisjoint(line.lows[lead:first])
    return not hollow


def _same_verb(tags: list[int], verb: int, j: int) -> bool:
    """True where token `j` ends the verb that begins at `verb`: "were cut", "has since fallen"."""
    return verb <= j <= verb + 4 and (verb == j or min(tags[verb + 1 : j + 1]) > POSSESSIVE)


def _compares(line: Line, tags: list[int], end: int) -> bool:
    """True where an adjective behind the figure says what of: "99 per cent certain"."""
    if line.lows[end] in _COMPARATIVES:
        return False  # "sales were 3% higher than in May"
    if line.lows[end + 1] == "than":
        return True
    words = measuring_words()
    return tags[end] == ADJECTIVE and line.lows[end] not in words.dimension | words.noun_too


def _tells_deed(tags: list[int], draft: Draft, verb: str, *, level: bool) -> bool:
    """True where the verb tells a deed, a way or a time, not a level or change of its subject."""
    words = measuring_words()
    # "The company lost $3m": who loses money is not what it measures; "profit rose $3m" is.
    if draft.kind == "money" and verb in words.transitive:
        return True
    # "The quake was six miles west of it", "fell 200 feet", "rose over three years".
    if draft.unit in words.length_unit:
        return not level or tags[draft.end] == NOUN
    return draft.kind == "duration" and not level


def _reports(line: Line, draft: Draft) -> bool:
    """True for the figures of a market report: "closed down 3.9 percent", "ended 2 per cent higher"."""
    return line.lows[draft.first - 1] in _COMPARATIVES or line.lows[draft.end] in _COMPARATIVES


def _tells_level(line: Line, draft: Draft, verb: str, lead: int) -> bool:
    """True for a verb that tells how much its subject is: "was", "was put at", "closed down", "sold for"."""
    words = measuring_words()
    if verb in words.level or verb in words.putting:
        return True
    if verb in words.amounting:  # a bare number is a place in a list: "came in at 39"
        return draft.unit is not None and line.lows[lead + (line.lows[lead] == "in")] in _FOR_LEVEL
    if verb in _HOLDING and line.lows[lead] in _NEAR:
        return True
    if draft.kind == "duration":
        # "Lopez took 56 minutes to win" tells of a win.
        return verb in words.lasting and line.lows[draft.end] != "to"
    if verb in CLOSING:
        return _reports(line, draft) or (draft.unit is not None and line.lows[lead] == "at")
    return verb in words.selling and draft.kind == "money" and line.lows[lead] in _FOR_PRICE


def _measured_subject(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, verb: str, lead: int
) -> Span | None:
    """The subject, where the verb tells a level or a change of it."""
    subject, level = place.subject, _tells_level(line, draft, verb, lead)
    if subject is None or not subject.certain or not (level or verb in UP or verb in DOWN):
        return None
    if not _can_be_measured(line, tags, subject) or line.lows[draft.end] in measuring_words().dimension:
        return None  # "is 40 km long"
    passive = tags[lead - 2] == NOT_FINITE or line.lows[lead - 2] in _BE
    undergoes = passive or singular(line.lows[subject.end - 1]) in measuring_words().quantity
    if _compares(line, tags, draft.end) or (not undergoes and _tells_deed(tags, draft, verb, level=level)):
        return None
    return plain(line, tags, subject.first, subject.whole_end)


def _can_be_measured(line: Line, tags: list[int], subject: NounPhrase) -> bool:
    """False for what was not read rightly, for months, and for "the field which | Lund sold for $30m"."""
    last = subject.end - 1
    read = line.is_word(last) and tags[last] != ED and line.lows[last] not in word_classes().months
    return read and tags[subject.first - 1] != RELATIVE


def _object(line: Line, tags: list[int], draft: Draft, lead: int) -> Span | None:
    """ "Cut duties on foreign cars | from 80% to 12%", "buy the company | for $13.9 billion"."""
    low, lead = line.lows[lead], _behind_object(line, tags, lead)
    if tags[lead - 1] != NOUN or not line.is_word(lead - 1):
        return None
    start = phrase_start(line, tags, lead)
    start += start + 1 < lead and _infinitive(line, tags, start)
    if low in _FOR_PRICE and draft.kind == "money":
        lead = _before_buyer(line, tags, start, lead)
    if start > 1 and line.lows[start - 1] in _JOINING_SUBJECT and tags[start - 2] == NOUN:
        start = phrase_start(line, tags, start - 1)  # "its stake in the airline"
    verb = verb_before(line, tags, start)
    return plain(line, tags, start, lead) if verb >= 0 and _takes(line, tags, draft, verb, low) else None


def _before_buyer(line: Line, tags: list[int], start: int, lead: int) -> int:
    """Before to whom the goods go: "sold Fenwick | to Norsk for $3m"; `lead` where nobody is told."""
    if tags[start - 1] not in _VERBS:
        return lead
    return next((j for j in range(start + 1, lead) if line.lows[j] == "to"), lead)


def verb_before(line: Line, tags: list[int], start: int) -> int:
    """The token before an object that begins at `start`: "sell | the new 17-inch Orla Pro"; -1 for none."""
    k = start
    while k > 1 and (tags[k - 1] in _MODIFYING or line.hyphen(k - 1) or line.hyphen(k - 2)):
        k -= 1
    return k - 1


def _behind_object(line: Line, tags: list[int], lead: int) -> int:
    """Before what only tells the time: "sell the phone | in May for $300", "Fenwick Inc. for $3m"."""
    words, lows = word_classes(), line.lows
    if lows[lead - 1] == "." and lows[lead - 2] in words.abbreviations:
        return lead - 1
    if tags[lead - 1] == ADVERB:
        lead -= 1 + (lows[lead - 2] == "on")
    if lows[lead - 1] in words.periods and lows[lead - 2] in words.period_leads:
        return lead - 2
    for back in (2, 3):
        if lows[lead - back] == "in" and (lows[lead - 1] in words.months or _year(lows[lead - 1])):
            return lead - back
    # "At the end of the month".
    if lows[lead - 1] in words.periods and lows[lead - 3] == "of" and lows[lead - 5] == "the":
        return lead - 6
    return lead


def _year(low: str) -> bool:
    return len(low) == _YEAR and low.isdigit() and low[0] in "12"


def _takes(line: Line, tags: list[int], draft: Draft, index: int, low: str) -> bool:
    """True for a verb at `index` whose object is changed, estimated or priced; `low` leads to the figure."""
    verb, words = line.lows[index], measuring_words()
    if low in _COMPARATIVES:
        return tags[index] in _VERBS
    if low in _FOR_CHANGE and (verb in UP or verb in DOWN):
        return True
    if verb in words.putting and low == "at":
        return True
    if low == "to":
        # "Sweetened its bid for Fenwick to $9bn".
        return verb in words.bringing or (tags[index] in _VERBS and _of_quantity(line, tags, index + 1))
    if draft.kind != "money" or low not in _FOR_PRICE:
        return False
    return verb in words.selling or tags[index] in _VERBS or _infinitive(line, tags, index)


def _on_offer(line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int) -> Span | None:
    """The subject where it can be had at a price: "the phone is available in June | for $99"."""
    if draft.kind != "money" or line.lows[first - 1] not in _FOR_PRICE:
        return None
    subject, verb = place.subject, place.verb
    if subject is None or not subject.certain:
        return None
    offered = {"available", "sale"} & {*line.lows[max(verb, first - _OFFER) : first]}
    return plain(line, tags, subject.first, subject.whole_end) if offered else None


def _of_quantity(line: Line, tags: list[int], start: int) -> bool:
    """True for a phrase from `start` whose noun names a quantity, a preposition or "to" behind it."""
    j = start
    while tags[j] <= POSSESSIVE or tags[j] == NOUN_OR_VERB:
        j += 1
    return j > start and singular(line.lows[j - 1]) in measuring_words().quantity


def _infinitive(line: Line, tags: list[int], index: int) -> bool:
    """True for a noun's form that is the verb: behind "to" and "will"."""
    if tags[index] == NOT_FINITE:
        return True
    return index > 0 and (line.lows[index - 1] == "to" or line.lows[index - 1] in word_classes().modals)


def follows_change(line: Line, before: int, first: int) -> bool:
    """True for the second end of a change or comparison: "from 80% to 12%", "3%, compared with 5%"."""
    if not measuring_words().bringing.isdisjoint(line.lows[before:first]):
        return False  # "takes over $6bn of debt, bringing the price to $17bn"
    j = first - 1
    while line.lows[j] in measuring_words().softening and line.lows[j] != "to":
        j -= 1
    if line.lows[j] in CLOSING and line.lows[j + 1] == "at":
        j -= 1  # "fell $2 to finish at $44"
    low, before_it = line.lows[j], line.lows[j - 1]
    if before_it == "compared" or low in {"against", "versus"} or (low == "with" and before_it == "up"):
        return low in {"with", "to", "against", "versus"}  # "a margin of 4%, compared with 3%"
    return low in {"to", "from"}
