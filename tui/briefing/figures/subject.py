"""Whom or what a figure is said of (`subject`): company, country, person, product, place.

An owner beside the figure comes first ("Boeing's profit of $3bn"), then the thing the figure describes
("16-year-old Kim Gray", "the 17-inch model"), the name it is put beside ("Kim Gray, 33,"), and at last the
grammatical subject of the clause. A measured quantity ("the deficit") is no subject, but what it is of may
be ("damage to the church"). Where in doubt there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.figures.clauses import ClausePlace, Clauses
from briefing.figures.draft import Draft
from briefing.figures.measured import Span, plain, verb_before
from briefing.figures.measuring_words import measuring_words
from briefing.figures.noun_phrases import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    COMMA,
    DETERMINER,
    ED,
    HYPHEN,
    INFINITIVE,
    ING,
    NOT_FINITE,
    NOUN,
    NOUN_OR_VERB,
    NUMERAL,
    OPENING,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    QUIET,
    SUBORDINATOR,
    THAT,
    WALL,
    NounPhrase,
    phrase_end,
    phrase_start,
    word_classes,
)
from briefing.figures.nouns import singular
from briefing.figures.rules import age
from briefing.figures.token_line import Line

_GOVERNING = frozenset(
    {"to", "by", "from", "for", "at", "of", "in", "on", "over", "within", "about", "worth", "between"}
)
"""Prepositions that tie the figure to the verb of its clause."""
SHARES = frozenset({"percent", "ratio"})
"""Kinds of figures that tell a part of a whole."""
_OPENS = frozenset({WALL, COMMA, QUIET, THAT, SUBORDINATOR})
"""Classes of what stands before the first word of a clause."""
_COMPARING = frozenset({"with", "to"})
_FOR_PRICE = frozenset({"for", "at"})
_ARRIVING = frozenset({"to", "by", "from"})
_GOVERNING_COUNTED = _ARRIVING | {"of", "in", "for", "about", "over", "under", "at", "across"}
"""The same before what is counted."""
_PARTS = frozenset({"which", "whom", "them", "those", "these", "us"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_WITHIN_PHRASE = frozenset({ADJECTIVE, ADVERB, DETERMINER, POSSESSIVE, NUMERAL})
_INCHES = frozenset({'"', "″"})
_LEADS = frozenset({"old", "total", *_INCHES})
_NO_ADJECTIVE = frozenset({"count", "ratio"})
"""Kinds of figures that never describe a thing as its age or price does."""
_AGED = frozenset({"aged", "age", "ages"})
_PASSIVE = frozenset({ED, PARTICIPLE, PAST, NOUN_OR_VERB})
_NEVER_NAMED = frozenset({AUXILIARY, NOT_FINITE, INFINITIVE})
"""Classes of what no name holds."""
_BEARING = frozenset({"at", "with"})
"""Prepositions that tie the figure to who is named behind it: "With 300 shops, Norsk is"."""
_OF_KIND = frozenset(
    {"men's", "women's", "boy's", "girl's", "children's", "ladies'", "today's", "yesterday's"}
)
"""Genitives that tell a kind or a time, no owner: "the men's 9km race"."""
_HAVE = frozenset({"has", "have", "had"})
_FRONTING = frozenset({PREPOSITION, SUBORDINATOR})
_PLACING = frozenset({"at", "in"})
_FARTHEST = 3
"""So many prepositions may stand between the verb and the figure."""
_LONGEST = 8
"""Words of a subject; what is longer was not read rightly."""


def subject_of(
    line: Line, clauses: Clauses, place: ClausePlace, draft: Draft, first: int, end: int, of: Span | None
) -> Span | None:
    """Return the tokens that name what the figure is said of, half-open, or None.

    `first` and `end` are the tokens of the figure's span, `of` those that say what it measures.
    """
    tags = clauses.tags
    for found in _candidates(line, clauses, place, draft, first, end, of):
        named = None if found is None else _named(line, tags, draft, first, found, of)
        if named is not None:
            return named if named != of else _beyond_measured(line, tags, draft, named)
    return None


def _beyond_measured(line: Line, tags: list[int], draft: Draft, of: Span) -> Span | None:
    """Whom or what is named in what is measured: "the merger between | Norsk and Sulfa"."""
    if draft.rule == age.NAME:
        return of
    return _named_behind(line, tags, of) or (of if _tells_more(line, *of) else None)


def _tells_more(line: Line, first: int, end: int) -> bool:
    """True where what is measured has a name; "the deficit" is said of nobody."""
    return any(line.is_capital(j) for j in range(first + _opens(line, first), end))


def _opens(line: Line, first: int) -> bool:
    """True where a word has its capital from the sentence it opens, not from a name."""
    return line.opens_sentence(first) and not line.is_capital(first + 1) and _ordinary(line, first)


def _candidates(
    line: Line, clauses: Clauses, place: ClausePlace, draft: Draft, first: int, end: int, of: Span | None
) -> Iterator[Span | None]:
    """What the figure may be said of, surest first."""
    tags = clauses.tags
    if draft.kind == "count":
        yield _bearer(line, tags, place, draft, first)
    if clauses.genitives:
        yield _owner_before(line, tags, first, of)
    if of is not None:
        yield _told_of(line, tags, place, draft, first, end, of)
    if clauses.brackets or draft.rule == age.NAME:
        yield _beside(line, tags, draft, first)
    yield _of_clause(line, clauses, place, draft, first, end, of)
    if of is not None and of[0] >= end and draft.unit not in measuring_words().length_unit:
        yield _named_behind(line, tags, of)
    if place.following is not None:
        yield _after_gerund(line, tags, place.verb, place.following, first)
    if draft.kind == "count":
        yield _name_counted(line, draft)


def _name_counted(line: Line, draft: Draft) -> Span | None:
    """The name that tells whose the counted are: "288 | General Motors | workers"."""
    start = draft.numbers[-1].end if draft.numbers else draft.end
    while start < draft.end and not line.is_capital(start):
        start += 1
    stop = start
    while stop < draft.end and line.is_capital(stop):
        stop += 1
    # "Five British ships" are not Britain's.
    nation = stop == start + 1 and _of_nation(line.lows[start])
    return (start, stop) if start < stop < draft.end and not nation else None


def _named(
    line: Line, tags: list[int], draft: Draft, first: int, found: Span, of: Span | None
) -> Span | None:
    """The name in what was found, without what leads to it; None where it names nobody and nothing."""
    named = plain(line, tags, *_without_lead(line, *found))
    if named is None:
        return None
    if line.lows[named[1] - 1] in word_classes().periods and named[1] > named[0] + 2:
        named = _without_period(line, *named)
    named = _before_adverb(line, tags, *named)
    if named[1] > named[0] + _LONGEST:
        named = named[0], _preposition_in(tags, *named)  # "the two founders | of the Lund Baxter fund family"
    itself = named == of and (of[1] <= first or draft.kind in SHARES)
    if itself or _quantity(line, tags, *named):
        named = _named_in(line, tags, *named)
    return None if named is None or not _nameable(line, tags, *named) else named


def _before_adverb(line: Line, tags: list[int], first: int, end: int) -> Span:
    """A name as far as the adverb of its verb, which was taken for a noun: "Lund | openly admits"."""
    stop = next((j for j in range(first + 1, end - 1) if tags[j] == ADVERB and line.is_capital(j - 1)), end)
    return (first, stop) if stop < end and not line.is_capital(stop) else (first, end)


def _without_period(line: Line, first: int, end: int) -> Span:
    """Without the time at its end: "the show | last year"."""
    return first, end - 2 * (line.lows[end - 2] in word_classes().period_leads)


def _named_in(line: Line, tags: list[int], first: int, end: int) -> Span | None:
    """Whom or what a measured thing is of: "communications to the Middle East", "damage to the church".

    A quantity is no subject itself: of "estimated damage" or "the deficit" nobody is told.
    """
    behind = _preposition_in(tags, first, end) + 1
    if behind < end:
        return behind, end
    name = next((j for j in range(first + _opens(line, first), end) if line.is_capital(j)), None)
    quantity = _quantity(line, tags, first, end)
    if name is None or not quantity:
        return None if quantity else (first, end)  # "the Internet device" is named as a whole
    stop = name
    while stop < end and (line.is_capital(stop) or line.is_number(stop)):
        stop += 1
    # "Greek stocks" are not Greek.
    return (first, end) if stop == name + 1 < end and _of_nation(line.lows[name]) else (name, stop)


def _ordinary(line: Line, index: int) -> bool:
    """True for a word that may have its capital from the sentence it opens."""
    return not line.raws[index].isupper() and not _of_nation(line.lows[index])


def _of_nation(low: str) -> bool:
    """True for the form of an adjective made of a country's name: "Greek", "European"."""
    return low.endswith(("an", "ish", "ese", "ic")) or low in measuring_words().of_nation


def _quantity(line: Line, tags: list[int], first: int, end: int) -> bool:
    """True for a phrase whose noun names a quantity: "estimated damage", "the number of victims"."""
    head = _preposition_in(tags, first, end) - 1
    return singular(line.lows[head]) in measuring_words().quantity


def _preposition_in(tags: list[int], first: int, end: int) -> int:
    """The first preposition between two tokens, `end` where none stands there."""
    for j in range(first, end):
        if tags[j] == PREPOSITION:
            return j
    return end


def _nameable(line: Line, tags: list[int], first: int, end: int) -> bool:
    """False for what was not read rightly, for numbers alone, and for months: "August of this year"."""
    classes = set(tags[first:end]) - {NUMERAL}
    if end - first > _LONGEST or not classes or not classes.isdisjoint(_NEVER_NAMED):
        return False
    if line.hyphen(end):
        return False  # "State | -sponsored groups"
    if classes == {ED} and not line.is_capital(first) and tags[first - 1] not in OPENING:
        return False  # "the disabled" are named
    head = line.lows[end - 1]
    if head in word_classes().periods or (end > first + 1 and head in word_classes().months):
        return False  # "the last week saw", "in mid-November"
    low = line.lows[first]
    month = low in word_classes().months and line.is_capital(first) and low != "may"
    return not month or (end > first + 1 and line.lows[first + 1] != "of")


def _bearer(line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int) -> Span | None:
    """Who or what has so many: "the 12-member panel", "a widow with two children", "a jury of 12 women"."""
    if draft.unit is None or not draft.numbers:
        return None
    words = measuring_words()
    if line.hyphen(draft.numbers[-1].end):
        return _described_by_count(line, tags, draft)
    if line.lows[draft.end] == "of" and (draft.unit in words.held or draft.unit in words.kin):
        stop = phrase_end(line, tags, draft.end + 1)
        if stop > draft.end + 1 and line.is_capital(stop - 1):
            return draft.end + 1, stop  # "9,000 members of the Society"
    if tags[first - 1] == POSSESSIVE and line.lows[first - 2] == "and" and line.is_capital(first - 3):
        return phrase_start(
            line, tags, first - 2
        ), first - 2  # "the shuttle Columbia and its seven astronauts"
    return _with_so_many(line, tags, place, draft.unit, first)


def _described_by_count(line: Line, tags: list[int], draft: Draft) -> Span | None:
    """The noun that a hyphen ties the count to, but "a two-run homer" and "Four-Kings" are told of nobody."""
    if draft.unit in measuring_words().scoring or line.is_capital(draft.numbers[-1].end + 1):
        return None
    end = phrase_end(line, tags, draft.end)
    return None if end == draft.end or tags[draft.end] > ADJECTIVE else (draft.end, end)


def _with_so_many(line: Line, tags: list[int], place: ClausePlace, unit: str, first: int) -> Span | None:
    """What stands before "with" and "of": "a widow with a son and two daughters", "a jury of 12 women"."""
    words, low = measuring_words(), line.lows[first - 1]
    if low == "and" and unit in words.kin and "with" in line.lows[first - 4 : first]:
        first -= line.lows[first - 4 : first][::-1].index("with")
        low = "with"
    apart = low == "with" and line.lows[first - 2] == ","  # "the society, with 10,000 members, is"
    if first < 2 + apart or tags[first - 2 - apart] != NOUN:
        return None
    has = unit in words.kin or unit in words.held or place.inside is not None
    if (low == "with" and has) or (low == "of" and singular(line.lows[first - 2]) in words.collective):
        return phrase_start(line, tags, first - 1 - apart), first - 1 - apart
    return None


def _told_of(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int, end: int, of: Span
) -> Span | None:
    """What is priced before the figure, what lies so far from a place, and what an adjective describes."""
    if line.lows[first - 1] in _COMPARING and line.lows[first - 2] == "compared" and of[0] >= end:
        return of  # "16% of women, compared with 30% of men"
    if place.subject is None and draft.kind in SHARES and of[0] > end and tags[first - 1] in _OPENS:
        return of  # "80% of pupils visit": a share that opens a clause is its subject
    found = _goods(line, tags, first, of) if of[1] <= first else _located(line, tags, place, draft, first, of)
    return found if found or draft.kind in _NO_ADJECTIVE else _described(line, place, draft, end, of)


def _named_behind(line: Line, tags: list[int], of: Span) -> Span | None:
    """The name that a measured thing is of: "a $3m loss for | Norsk", "a $79 version of | Orla 9"."""
    for j in range(of[0] + 1, of[1] - 1):
        if tags[j] == PREPOSITION:
            start = j + 1 + (tags[j + 1] in OPENING)
            genitive = any(low.endswith(("'", "'s")) for low in line.lows[start : of[1]])
            named = line.is_capital(start) and (genitive or line.is_capital(of[1] - 1))
            return (start, of[1]) if named else None
    start = of[1]
    while start > of[0] and line.is_capital(start - 1):
        start -= 1
    return (start, of[1]) if of[0] < start < of[1] else None  # "the £3m musical | Billy Elliot"


def _after_gerund(line: Line, tags: list[int], verb: int, follower: NounPhrase, first: int) -> Span | None:
    """Who does or has what a phrase before the clause tells: "After losing 300 men, | Norsk closed"."""
    opener = max(verb, 0)
    opener += (tags[opener] == WALL) - (tags[opener] == ING and opener > 0)
    if tags[opener] not in _FRONTING or not follower.certain:
        return None
    if tags[opener + 1] != ING and not (opener == first - 1 and line.lows[opener] in _BEARING):
        return None
    between = tags[opener + 2 : first]
    if not line.opens_sentence(opener) or COMMA in between or WALL in between:
        return None
    return (follower.first, follower.end) if line.lows[follower.first - 1] == "," else None


def _goods(line: Line, tags: list[int], first: int, of: Span) -> Span | None:
    """What is priced or estimated, where the figure stands behind it: "sells | the phone | for $300"."""
    if _FOR_PRICE.isdisjoint(line.lows[of[1] : min(first, of[1] + _LONGEST)]):
        return None
    verb, words = verb_before(line, tags, of[0]), measuring_words()
    if verb >= 0 and line.lows[verb] in words.putting:
        return _owner(line, tags, *of) or of
    if verb >= 0 and line.lows[verb] in words.selling:
        # "Norsk sells its arm for $3m" is told of Norsk where the goods have no name.
        return _owner(line, tags, *of) or (of if _tells_more(line, *of) else None)
    return None


def _located(
    line: Line, tags: list[int], place: ClausePlace, draft: Draft, first: int, of: Span
) -> Span | None:
    """The thing a distance stands behind: "found the boat | 15 miles south of it"."""
    words = measuring_words()
    if of[0] < draft.end or draft.unit not in words.length_unit:
        return None
    low = line.lows[of[0]]
    if low not in words.direction and low not in words.placing:
        return None
    j = first - (line.lows[first - 1] == ",")
    if tags[j - 1] != NOUN or not line.is_word(j - 1) or place.verb == j - 1:
        return None
    return _nearest_start(line, tags, j), j


def _nearest_start(line: Line, tags: list[int], end: int) -> int:
    """Where the nearest phrase with an article of its own begins: "residents of | a suburb" at `end`."""
    start = phrase_start(line, tags, end)
    return next((k for k in range(end - 1, start, -1) if tags[k] == DETERMINER), start)


def _without_lead(line: Line, first: int, end: int) -> Span:
    """Without an age, an amount and "a total of" before the name: "32-year-old Anna Lund"."""
    if end < first + 3 or not _LEADS.intersection(line.lows[first : end - 1]):
        return first, end
    for j in range(first, min(end - 1, first + 6)):
        low = line.lows[j]
        # Behind the sign of an amount: 'the $1,900 15" model'.
        amount = low in _INCHES and line.is_number(j - 1)
        if amount or low == "old" or (low == "of" and line.lows[j - 1] == "total"):
            first = j + 1
    return first, end


def _owner(line: Line, tags: list[int], first: int, end: int) -> Span | None:
    """The owner in a noun phrase: "Boeing's" in "Boeing's net profit"."""
    for j in range(end - 1, first - 1, -1):
        low = line.lows[j]
        if low == "'" and j > first and line.glued(j) and line.lows[j - 1].endswith("s"):
            return first, j  # "the Tories' Commons presence"
        if low.endswith(("'s", "s'")) and len(low) > 2:
            start = j
            while start > first and tags[start - 1] <= ADJECTIVE and not line.lows[start - 1].endswith("'s"):
                start -= 1
            if start > first + 1 and line.lows[start - 1] == "and" and tags[start - 2] == NOUN:
                start -= 2  # "the train and plane maker's shares"
            return start, j + 1
    return None


def _plural_owner(line: Line, index: int) -> bool:
    """True for a name in -s before its bare apostrophe, where no quotation is open: "Jones' 4 million"."""
    name = line.is_capital(index) and line.lows[index].endswith("s") and line.glued(index + 1)
    return name and "'" not in line.lows[:index]


def _owner_before(line: Line, tags: list[int], first: int, of: Span | None) -> Span | None:
    """ "IBM's $54 billion services arm", "Boeing's profit of $3bn"."""
    j = first
    while j > 0 and tags[j - 1] == ADJECTIVE:
        j -= 1
    bare = line.lows[j - 1] == "'" and j > 1 and _plural_owner(line, j - 2)
    j -= bare
    if j > 0 and tags[j - 1] == NOUN and (bare or line.lows[j - 1].endswith("'s")):
        if _of_kind(line.lows[j - 1]):
            return None
        start = j - 1
        while start > 0 and tags[start - 1] <= ADJECTIVE and line.is_capital(start - 1):
            start -= 1
        return start, j
    if of is not None and of[1] <= first:
        return _owner(line, tags, *of)
    return None


def _of_kind(low: str) -> bool:
    """True for a genitive that tells a kind or a time, no owner: "women's race", "Wednesday's fall"."""
    return low in _OF_KIND or word_classes().tags[low.removesuffix("'s")] == ADVERB


def _described(line: Line, place: ClausePlace, draft: Draft, end: int, of: Span) -> Span | None:
    """The thing that an age, a measure or a price beside it describes."""
    if of[0] < end:
        return None
    if draft.rule == age.NAME:
        return of
    if draft.kind == "duration" and line.lows[end] == "of":
        return None  # "two minutes of normal time"
    # "The 17-inch Harbour"; "the one-hour call focused": the clause is about the thing itself.
    named = draft.kind == "quantity" and line.is_capital(of[0]) and _tied(line, draft)
    return of if named or (place.inside is not None and place.inside.certain) else None


def _tied(line: Line, draft: Draft) -> bool:
    """True for a figure that describes the noun behind it: "17-inch", '17"'."""
    lows, end = line.lows, draft.end
    return lows[end - 1] in _INCHES or "-" in lows[draft.first : end + 1]


def _beside(line: Line, tags: list[int], draft: Draft, first: int) -> Span | None:
    """The name an age or a bracket stands behind: "Anna Lund, 33, said", "Lund (36 wins) lost"."""
    j = first - 1
    if draft.rule == age.NAME:
        aged = line.lows[j] in _AGED
        j -= aged
        opened = tags[j] == COMMA or aged
        j += opened and tags[j] != COMMA
        if aged and not line.is_capital(j - 1):
            return (phrase_start(line, tags, j), j)
    else:
        while j > 0 and first - j < _LONGEST and line.lows[j] not in {"(", ")"}:
            j -= 1
        opened = line.lows[j] == "("
    if not opened or j < 1 or not line.is_capital(j - 1) or tags[j - 2] == NUMERAL:
        return None
    start = j
    while start > 0 and line.is_capital(start - 1):
        start -= 1
    return start, j


def _of_clause(
    line: Line, clauses: Clauses, place: ClausePlace, draft: Draft, first: int, end: int, of: Span | None
) -> Span | None:
    """The grammatical subject of the clause, or its owner where the subject is itself a quantity."""
    tags = clauses.tags
    if place.inside is not None:
        # "Its 300 workers", "whose 2,507 members were".
        return place.inside.owner or _agent(line, tags, place.inside) or _where(line, tags, place.inside, of)
    if place.subject is None and draft.kind == "duration" and place.following is not None:
        opens = _opens_sentence(line, tags, place, first, end)
        return _holder(line, clauses, place.following, of) if opens else None
    verb, phrase = _verb_before(clauses, draft, first, of) or (place.verb, place.subject)
    if phrase is None or not phrase.certain:
        return None
    return _of_subject(line, clauses, draft, verb, phrase, first, end, of)


def _of_subject(
    line: Line,
    clauses: Clauses,
    draft: Draft,
    verb: int,
    phrase: NounPhrase,
    first: int,
    end: int,
    of: Span | None,
) -> Span | None:
    """The subject `phrase` of `verb`, where the figure is told of it."""
    tags = clauses.tags
    if of is not None and phrase.first <= of[0] < phrase.whole_end:
        return _holder(line, clauses, phrase, of)  # the subject itself is what is measured
    judged = _judged(line, tags, verb, first)
    if judged is not None or not _tells(line, tags, draft, verb, first, end):
        return judged
    if line.lows[end] in measuring_words().dimension and tags[first - 1] == NOUN:
        return phrase_start(line, tags, first), first  # "saw a crater two metres wide"
    return _holder(line, clauses, phrase, of)


def _judged(line: Line, tags: list[int], verb: int, first: int) -> Span | None:
    """Who is judged or paid so much: "sentenced | Lund to seven years", "fined | the bank $3m"."""
    last = next(
        (j for j in range(verb, min(verb + 3, first)) if line.lows[j] in measuring_words().judging), -1
    )
    if last < 0 or (tags[last - 1] in {AUXILIARY, NOT_FINITE} and line.lows[last - 1] not in _HAVE):
        return None
    stop = min(first, phrase_end(line, tags, last + 1))
    return (last + 1, stop) if last + 1 < stop else None


def _agent(line: Line, tags: list[int], phrase: NounPhrase) -> Span | None:
    """Who does what the phrase undergoes: "40 ships were sold by | Norsk"."""
    j = phrase.whole_end
    if tags[j] != AUXILIARY:
        return None
    while tags[j] in {AUXILIARY, NOT_FINITE, ADVERB}:
        j += 1
    leads = line.lows[j + 1]
    if tags[j] not in _PASSIVE or leads not in {"by", "to"}:
        return None
    stop = phrase_end(line, tags, j + 2)
    # "Damage was done to Norsk", but not "was cut to the bone".
    known = (tags[j + 2] in OPENING and leads == "by") or line.is_capital(j + 2)
    return (j + 2, stop) if stop > j + 2 and known else None


def _where(line: Line, tags: list[int], phrase: NounPhrase, of: Span | None) -> Span | None:
    """Where what is counted is: "a school where 300 pupils were", "200 staff at the Bank were"."""
    opener = phrase.first - 1
    if line.lows[opener] == "where" and tags[opener - 1] == NOUN:
        return _nearest_start(line, tags, opener), opener
    if of is None:
        return None
    behind = next((j + 1 for j in range(*of) if line.lows[j] in _PLACING), None)
    named = behind is not None and any(line.is_capital(j) for j in range(behind, of[1]))
    return (behind, of[1]) if behind is not None and named else None


def _verb_before(
    clauses: Clauses, draft: Draft, first: int, of: Span | None
) -> tuple[int, NounPhrase | None] | None:
    """Verb and subject of the clause before a word that opens one, or None where the figure has its own."""
    tags = clauses.tags
    if draft.kind == "duration" and tags[first - 1] == SUBORDINATOR:
        place = clauses.place(first - 2)  # "was settled after four months of talks"
    elif of is not None and of[1] == first - 1 and tags[first - 1] in {COMMA, HYPHEN}:
        place = clauses.place(of[0])  # "paid its share - $3m"
    else:
        return None
    return place.verb, place.subject


def _tells(line: Line, tags: list[int], draft: Draft, verb: int, first: int, end: int) -> bool:
    """True where the verb tells the figure of its subject."""
    if verb >= first or line.lows[verb] in measuring_words().clause_only:
        return False
    return not _refers(line, tags, draft, first, end) and _governed_by(line, tags, draft, verb, first)


def _opens_sentence(line: Line, tags: list[int], place: ClausePlace, first: int, end: int) -> bool:
    """True for "For four days, Greece has …"."""
    following = place.following
    opens = place.verb < 0 or tags[place.verb] == WALL
    if (
        not opens
        or following is None
        or line.lows[end] != ","
        or tags[first - 1] not in {PREPOSITION, DETERMINER}
    ):
        return False
    return first - place.verb <= _FARTHEST and end < following.first <= end + _FARTHEST


def _refers(line: Line, tags: list[int], draft: Draft, first: int, end: int) -> bool:
    """True where the figure belongs to something known, or to a part: "the two men", "two of them"."""
    if line.lows[end] == "of" and (line.lows[end + 1] in _PARTS or tags[first - 1] == COMMA):
        return (
            True  # "Orla and Zeta, two of the largest banks": these are two, not whoever the clause is about
        )
    j = first - 1
    while tags[j] == ADJECTIVE:
        j -= 1
    if line.lows[j] in _DEFINITE and (draft.kind == "count" or tags[j - 1] == PREPOSITION):
        return True
    # "A 10-juror majority", "the 16-year-old": it describes something that was not read.
    if draft.kind == "count":
        return bool(draft.numbers) and line.hyphen(draft.numbers[-1].end)
    return draft.kind == "duration" and tags[end] != NOUN and _tied(line, draft)


def _governed_by(line: Line, tags: list[int], draft: Draft, verb: int, first: int) -> bool:
    """True where the figure belongs to the verb, not to a phrase farther off."""
    if verb + 1 == first:
        return True
    between = tags[verb + 1 : first]
    if between.count(PREPOSITION) > _FARTHEST:
        return False
    if draft.rule == age.NAME and (NOUN in between or COMMA in between):
        return False
    j = first - 1
    while j > verb and tags[j] in _WITHIN_PHRASE:
        j -= 1
    if tags[j] != PREPOSITION:
        return draft.unit not in measuring_words().length_unit or NOUN not in between or _tied(line, draft)
    return _leads_from(line, tags, draft, verb, j)


def _leads_from(line: Line, tags: list[int], draft: Draft, verb: int, j: int) -> bool:
    """True where the preposition at `j` ties the figure to the verb, whatever object stands between."""
    low, object_between = line.lows[j], NOUN in tags[verb + 1 : j]
    if low == "at" and object_between and _reports(line, verb):
        return False  # "a poll showed their popularity at 20 per cent"
    if draft.kind == "count":
        return low in (_ARRIVING if object_between else _GOVERNING_COUNTED)
    # "Roared over it with 140 mph wind", but not "opened a mill with 3 MW".
    roared = draft.kind == "quantity" and tags[verb + 1] == PREPOSITION
    return low in _GOVERNING or (low == "with" and (roared or not object_between))


def _reports(line: Line, verb: int) -> bool:
    """True for a verb by which somebody tells an amount of something else."""
    low = line.lows[verb]
    return low in word_classes().saying or low in measuring_words().putting or low in _SHOWING


_SHOWING = frozenset(
    {"show", "shows", "showed", "found", "finds", "reveals", "revealed", "lists", "listed", "had"}
)


def _holder(line: Line, clauses: Clauses, phrase: NounPhrase, of: Span | None) -> Span | None:
    owner = phrase.owner
    if owner is None and clauses.genitives:
        owner = _owner(line, clauses.tags, phrase.first, phrase.end)
    quantities = measuring_words().quantity
    if line.lows[phrase.end] == "to" and singular(line.lows[phrase.end - 1]) in measuring_words().intent:
        return owner  # "Sulfa's plan to buy Fenwick"
    if singular(line.lows[phrase.end - 1]) in quantities:
        if owner is not None or clauses.tags[phrase.first] == POSSESSIVE:
            return owner
        return phrase.first, phrase.whole_end
    if singular(line.lows[phrase.first]) in quantities or (of is not None and of[1] == phrase.whole_end):
        return phrase.first, phrase.whole_end  # both are the whole subject: "damage to the church"
    return (phrase.first + (line.lows[phrase.first] == "whose"), phrase.end)
