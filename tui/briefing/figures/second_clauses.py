"""Numbers whose noun another clause of the sentence has said.

"Grounded 300 planes; 45 flew", "cancelled 90 flights and will cancel 60 more", "Bosnia has 3.3 million people
and Croatia 3.9 million", "we were promised 1,500 jobs and got 90".
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.draft_pair import comparable, is_bare, size
from briefing.figures.lookback import REACH, Lookback, much_alike, with_unit
from briefing.figures.noun_phrases import AUXILIARY, ED, NOUN, PAST, word_classes
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.rules.count import PLAIN_VERBS, does_as_part
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.token_line import WALLS, Line

_WORDS = load_words("relation_words.toml")
_AUXILIARIES, _IRREGULAR, _MEASURED = (
    _WORDS["predicates"],
    _WORDS["irregular_pasts"],
    _WORDS["measured_subjects"],
)
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "a"})
_BEHIND_VERB = STOP | WALLS | {","}
_BEHIND_SECOND = frozenset("last this next yesterday today and in on".split())


def more(looked: Lookback) -> Draft | None:
    """ "Cancelled 90 flights and expects to cancel 60 more"."""
    line, draft = looked.line, looked.draft
    told = line.lows[draft.end] in {"more", "fewer"} and not (
        line.is_word(draft.end + 1) and line.lows[draft.end + 1] not in STOP
    )
    source = looked.source(counted=True)
    if not told or source is None or not looked.near(source, REACH) or not comparable(source, draft):
        return None
    return replace(with_unit(draft, source), end=draft.end + 1)


def another(looked: Lookback) -> Draft | None:
    """ "Will lay off 130 by June and retrain another 45"."""
    if looked.line.lows[looked.draft.first - 1] != "another":
        return None
    source = looked.source(counted=True)
    if source is None or not looked.near(source):
        return None
    fits = _ends_object(looked) and _is_one_noun(looked) and comparable(source, looked.draft)
    return with_unit(looked.draft, source) if fits else None


def predicate(looked: Lookback) -> Draft | None:
    """ "240 seats were taken, and 35 were reserved", "grounded 300 planes; 45 flew"."""
    line, draft = looked.line, looked.draft
    source, lead = looked.source(counted=True), looked.lead()
    # "A million starved, and by 1855 two million had left".
    if source is None or not (line.lows[lead] in _OPENING_SIDE or _dated_before(looked)):
        return None
    verb = line.lows[draft.end]
    past = verb.endswith("ed") or verb in _IRREGULAR
    said = (
        does_as_part(line, draft.first, draft.end)
        or verb in _AUXILIARIES
        or verb in PLAIN_VERBS
        or (past and line.lows[draft.end + 1] in _BEHIND_VERB)
    )
    near = draft.first - source.end <= REACH and not _STOPS.intersection(line.lows[source.end : draft.first])
    if not (said and near and much_alike(source, draft)):
        return None
    # "Some 40 people a day arrive; 2,000 did so in March": the rate is the first one's.
    return replace(with_unit(draft, source), unit=(source.unit or "").partition("/")[0] or None)


def second_verb(looked: Lookback) -> Draft | None:
    """ "Destroyed 40 homes and damaged 120", "lost 31 seats and gained four"."""
    line, draft = looked.line, looked.draft
    verb = draft.first - 1
    if line.lows[verb - 1] not in {"and", "but", ","}:
        return None
    source = looked.source(counted=True)
    if source is None or not looked.near(source, 6):
        return None
    if _is_infinitive_too(looked, source):
        fits = _ends_object(looked)
    else:
        past = line.lows[verb].endswith("ed") or line.lows[verb] in _IRREGULAR
        fits = past and (looked.closes() or line.lows[draft.end] in _BEHIND_SECOND)
    fits = fits and _could_be_of(source, draft, line.lows[verb])
    return with_unit(draft, source) if fits else None


def _is_infinitive_too(looked: Lookback, source: Draft) -> bool:
    """ "Will hire 900 and retire 300": the modal before the first verb governs the second."""
    line = looked.line
    first = before_words(line, source.first - 1, ADVERBS)
    governed = not {line.lows[first - 1], line.lows[first - 2]}.isdisjoint(_GOVERNING)
    verb = looked.draft.first - 1
    word = line.lows[verb]
    return governed and line.is_word(verb) and word not in STOP and word not in _OWN_BASES


_GOVERNING = frozenset({"will", "would", "to", "could", "may", "might", "must", "should", "can"})


def _could_be_of(source: Draft, draft: Draft, verb: str) -> bool:
    """True for an amount like the source's, or some few of them ("read 1,100 scripts and bought seven")."""
    few = 0 < size(draft) < size(source) and verb not in _OWN_NUMBER
    return few or much_alike(source, draft)


def set_against(looked: Lookback) -> Draft | None:
    """ "Gave out 310 parcels, nearly double the 160 it gave out a year earlier"."""
    line, draft = looked.line, looked.draft
    if line.lows[draft.first - 1] != "the" or looked.is_pronoun():
        return None
    source = looked.source(counted=True)
    if source is None:
        return None
    if line.lows[draft.end] in {"that", "who", "which"} and line.lows[draft.first - 2] in _OPENING_SIDE:
        # "The 70 lorries that crossed carried flour; the 12 that were turned back carried tents".
        return with_unit(draft, source) if _is_one_noun(looked) and much_alike(source, draft) else None
    if line.lows[draft.first - 2] not in _COMPARING:
        return None
    told = line.lows[draft.end] in _TELLING or not line.is_word(draft.end)
    return with_unit(draft, source) if told and looked.near(source) and much_alike(source, draft) else None


_COMPARING = frozenset({"double", "twice", "triple", "treble", "quadruple", "half", "than", "with", "from"})
_TELLING = frozenset("it he she they we i you that who which a in of last at on this during".split())
"""Words behind "double the 160" that say which those were."""


def object_alone(looked: Lookback) -> Draft | None:
    """ "We were promised 1,500 jobs and we got 90", "Labour won 61 seats; the Greens won nine".

    Only where the sentence has counted nothing else so far, and the verb takes no number of its own ("scored
    40", "lasted 12").
    """
    line, draft = looked.line, looked.draft
    source = looked.source(counted=True) if _ends_object(looked) else None
    if source is None or source.unit is None or not _is_one_noun(looked):
        return None
    verb = looked.lead()
    verb -= line.lows[verb] in _TO_WHOM
    there = line.lows[verb] in {"was", "were"} and line.lows[verb - 1] == "there"
    again = _same_verb(line.lows[verb], line.lows[before_words(line, source.first - 1, ADVERBS)])
    if not (there or again or _acts(line, verb)) or not _another_clause(looked, source, verb):
        return None
    # "Built 300,000 homes a year; last year we built 184,000": the rate is the first one's.
    noun = source.unit.partition("/")[0]
    fits = _could_be_of(source, draft, line.lows[verb]) and noun not in _MEASURED
    return replace(with_unit(draft, source), unit=noun) if fits else None


def _same_verb(verb: str, before: str) -> bool:
    """ "Are playing three sets while men play five", "carried nine, but the bus carries 50"."""
    if verb == before:
        return True
    return verb not in _OWN_NUMBER and verb not in _OWN_BASES and _base(verb) == _base(before)


def _base(verb: str) -> str:
    """A verb's form without its ending, as far as forms of one regular verb share it."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            verb = verb[: -len(ending)]
            break
    return verb[:-1] + "i" if verb.endswith("y") else verb


def _acts(line: Line, verb: int) -> bool:
    """True for "got", "have" and "after shedding" right before a number that ends its clause."""
    low = line.lows[verb]
    if line.is_capital(verb) or low in _OWN_NUMBER or low in _CHANGING:
        return False
    if low in {"have", "has", "had"}:
        return not line.is_capital(verb - 1) or line.lows[verb - 1] == "i"
    if low.endswith("ing"):
        return line.lows[verb - 1] in _BEFORE_PARTICIPLE
    return word_classes().tags[low] in {PAST, ED}


_CHANGES = load_words("change_words.toml")
_CHANGING = _CHANGES["rising"] | _CHANGES["falling"]
"""Verbs by which an amount itself moves: "shares rose 14" counts none."""
_BEFORE_PARTICIPLE = frozenset({"after", "before", "by", "without", "besides", "despite"})


_TO_WHOM = frozenset({"us", "them", "him", "her", "me", "it"})
_OWN_NUMBER = _WORDS["verbs of numbers"]
_OWN_BASES = _WORDS["base forms of numbers"]
_FAR_CLAUSE = 24
"""Tokens within which a number leans on what another clause of its sentence counted."""


def _ends_object(looked: Lookback) -> bool:
    """True for a number that ends its clause: "got 90,", "planted 212 by 2024", "retrain another 45 ."."""
    behind = looked.line.lows[looked.draft.end]
    if not looked.line.is_word(looked.draft.end):
        return looked.closes() and not looked.line.is_number(looked.draft.end)
    return behind in _BEHIND_OBJECT and not looked.is_pronoun()


_BEHIND_OBJECT = frozenset(
    "by in on at for from to and but after before since during last this yesterday".split()
)


def _is_one_noun(looked: Lookback) -> bool:
    """True where one noun is all that was counted or measured before the number."""
    told = {
        d.unit
        for d in looked.earlier
        if d.kind not in {None, "date", "ordinal", "ratio"}
        and looked.line.lows[d.end] not in _PLACING
        and not (is_bare(d) and d.value == 1)  # "on a bad one to six"
    }
    return len(told) == 1


_PLACING = frozenset({"ago", "earlier", "later", "before"})
"""Words behind a length of time that only tells when: "sixty years ago we built"."""


def _another_clause(looked: Lookback, source: Draft, verb: int) -> bool:
    """True where a clause with its own subject begins between the source and the verb of the number."""
    line = looked.line
    if verb - source.end > _FAR_CLAUSE or _SENTENCE_ENDS.intersection(line.lows[source.end : verb]):
        return False
    if line.lows[verb - 1] in _BEFORE_PARTICIPLE:
        return True
    joint = next((j for j in range(verb - 1, source.end - 1, -1) if line.lows[j] in _CLAUSE_JOINTS), None)
    return joint is not None and verb - joint > 1


_SENTENCE_ENDS = frozenset(".!?…")
_CLAUSE_JOINTS = frozenset({";", ",", "and", "but", "while", "yet"})


def other_subject(looked: Lookback) -> Draft | None:
    """ "Bosnia has 3.3 million people and Croatia 3.9 million", "Smith got 49 percent, Jones 44"."""
    line, draft = looked.line, looked.draft
    source = looked.source()
    if source is None or not looked.near(source, 8, _STOPS) or not looked.follows(source):
        return None
    closes = looked.closes() or line.lows[draft.end] in {"and", "but", "while"} or _is_owned(looked)
    if not closes or not much_alike(source, draft):
        return None
    if _dated_before(looked):
        return with_unit(draft, source)
    first = draft.first
    # "Osaka has 96 nurseries, Kobe has 31": the verb may be said again.
    first -= line.is_word(first - 1) and line.lows[first - 1] == line.lows[source.first - 1]
    sided = _side_before(line, first) or _is_measure_beside(looked, source)
    return with_unit(draft, source) if sided else None


def _is_owned(looked: Lookback) -> bool:
    """ "Kobe's nine libraries and Nara's 3 are to merge": the verb is of all of them."""
    line, draft = looked.line, looked.draft
    owned = line.lows[draft.first - 1].endswith("'s")
    return owned and word_classes().tags[line.lows[draft.end]] == AUXILIARY


def _side_before(line: Line, first: int) -> bool:
    """ "And Croatia", ", its rival", "and the annexe", "her rival's": the other side, before its number."""
    name = first - 1
    apostrophe = line.lows[name] in {"'", "’"} and line.glued(name) and line.lows[name - 1].endswith("s")
    if apostrophe or line.lows[name].endswith("'s"):
        return True
    while line.is_capital(name) and first - name < 4:
        name -= 1
    if name == first - 1 and line.lows[name - 1] in _DETERMINERS and line.is_word(name):
        name -= 2
    elif line.lows[name] in _DETERMINERS or _is_bare_plural(line, name):
        name -= 1
    return name < first - 1 and line.lows[name] in _OPENING_SIDE


def _is_bare_plural(line: Line, name: int) -> bool:
    """ "Men took 41 minutes, | women | 38": all of a kind, without a determiner."""
    return line.is_word(name) and is_plural(line.lows[name]) and line.lows[name - 1] in {",", ";"}


def _is_measure_beside(looked: Lookback, source: Draft) -> bool:
    """ "Wages grew 5.1 per cent, | inflation | 3.9": one word, and both to the same decimal."""
    line, draft, name = looked.line, looked.draft, looked.draft.first - 1
    if source.kind != "percent" or not source.numbers or not draft.numbers[0].digits:
        return False
    parts = "." in draft.numbers[0].digits
    if parts != ("." in source.numbers[0].digits):
        return False
    if line.lows[name] in _BEFORE_SHARE:
        return size(draft) < _WHOLE and _is_share_of_other(line, source, name)
    apart = line.is_word(name) and line.lows[name] not in STOP and line.lows[name - 1] in {",", ";"}
    if not apart or parts:
        return apart
    # "Tickets brought in 38 per cent, sponsors 34 and fees the rest".
    noun = word_classes().tags[line.lows[name]] == NOUN
    return noun and line.lows[draft.end] in {"and", ",", ";", "."} and 0 < size(draft) < _WHOLE


def _is_share_of_other(line: Line, source: Draft, preposition: int) -> bool:
    """True for the other's name or noun before a preposition and its share."""
    word, name = line.lows[preposition], preposition - 1
    # "Wages rise by 2 per cent and rents by 9": the preposition is said again.
    if word == line.lows[source.first - 1] and word_classes().tags[line.lows[name]] == NOUN:
        return line.lows[name - 1] in _OPENING_SIDE
    # "Labour leads by 34 per cent to 25, with the Greens on 19".
    opening = line.lows[name - 1 - (line.lows[name - 1] == "the")]
    return word in {"on", "at"} and line.is_capital(name) and opening in {"with", "and", ","}


_BEFORE_SHARE = frozenset({"by", "at", "to", "on"})


def _dated_before(looked: Lookback) -> bool:
    """ "14 cubs last year; this year, only 5", "sold 300 vans in June and in July 410"."""
    line, when, lead = looked.line, looked.earlier[-1], looked.lead()
    if when.kind != "date" or when.end != lead + (line.lows[lead] != ","):
        return False
    opening = when.first - 1
    opening -= line.lows[opening] in {"in", "on", "by", "for", "during"}
    return line.lows[opening] in _OPENING_SIDE


_WHOLE = 100.0
"""A share of a whole is less, in per cent."""
_OPENING_SIDE = frozenset({"and", ",", ";", "while", "but"})
"""What stands before the other side of a pair."""
_STOPS = frozenset(".!?:…")
