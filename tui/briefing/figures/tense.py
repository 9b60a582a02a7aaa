"""Whether a clause looks ahead or back: what decides which Friday "Friday" is.

The word of time that governs the date decides ("will", "scheduled" against "said", "met", a word in
-ed). It mostly stands before the date in its own clause, so words behind it, and beyond a comma,
count as farther away. A clause without one looks nowhere.
"""

from __future__ import annotations

from functools import lru_cache

from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP
from briefing.figures.rules.calendar_words import MONTHS
from briefing.figures.token_line import Line

_WORDS = load_words("tense.toml")
_AHEAD, _BACK, _NO_PAST = _WORDS["ahead"], _WORDS["back"], _WORDS["no past"]
_SAME = _WORDS["same in the past"]
_DEFERRING = _WORDS["deferring"]
_NOUNS, _DETERMINERS = _WORDS["nouns"], _WORDS["determiners"]
_SAYING, _ADVERBS = _WORDS["saying"], _WORDS["adverbs"]
_FORECASTING, _COMMITTING = _WORDS["forecasting"], _WORDS["committing"]
_TELLING_NOW = _WORDS["telling in the present"]
_SPEAKING_OF, _EVENTS, _PLANS = _WORDS["speaking of"], _WORDS["events"], _WORDS["nouns of plans"]
_SINGULAR, _OTHERS = frozenset({"he", "she", "it"}), frozenset({"they", "we", "i", "you"})
_BOUNDS = frozenset({"by", "through", "till"})
_PAST_BE = frozenset({"was", "were"})
_PRESENT, _HAVE = frozenset({"is", "are", "'s"}), frozenset({"has", "have"})
_PAST_AUXILIARIES = frozenset({"was", "were", "been", "had"})
_BE = frozenset({"is", "are", "was", "were", "'s", "be", "being", "been"})
_HOURS, _MODALS = _WORDS["hours"], _WORDS["modals"]
_BEHIND_AMOUNT = _WORDS["behind an amount"]
_COMPARED = frozenset({"from", "than", "against", "with", "to", "versus", "vs"})
_LONGEST_COMPARED = 7
"""Words from what compares to the date of the amount it is compared with."""
_QUOTES = frozenset("\"'“”‘’`")
_PARTICIPLES = frozenset({"gone", "done", "begun", "run", "come", "become"})
_GOVERNING = _MODALS | {"will", "shall", "can", "to", "won't", "not"}
_AUXILIARIES = _PRESENT | _HAVE | {"be", "being", "been"}
_BEFORE_PURPOSE = frozenset({"about", "at", "for", "of", "to"})
_TELLING = _BE | _HAVE | _MODALS | _AHEAD | _BACK | _FORECASTING | _SINGULAR | _OTHERS | {"until"}
"""Every word that may say something of a time, but for those in -ed."""
_STOPS = frozenset("?!;")
_REACH = 22
_AT_ONCE = 2
"""A verb of saying so near a date tells when it was said."""
_NEAR = 8
"""A pronoun's verb so near a date tells a timetable: "they play City away on Saturday"."""
_BEHIND, _COMMA = 3, 3
"""So many words farther away counts what stands behind the date, and what stands beyond a comma."""


def looks_ahead(line: Line, index: int) -> bool:
    """True where the clause of token `index` speaks of the future."""
    return tense_at(line, index) > 0


def tense_at(line: Line, index: int) -> int:
    """1 where the clause of token `index` looks ahead, 0 where nothing tells, below where it looks back.

    -3 is sure ("were", "met"), -2 a form in -ed, -1 a word that may belong to something else ("said").
    Several rules may ask for the same date: it is worked out once.
    """
    known = line.tenses.get(index)
    if known is None:
        known = line.tenses[index] = _tense_around(line, index)
    return known


def _tense_around(line: Line, index: int) -> int:
    if _is_surely_over(line, index):
        return -3
    tense, near = (0, 2 * _REACH) if _opens_told(line, index) else _towards(line, index, -1, 2 * _REACH)
    after, far = _towards(line, index, 1, near)
    if after and far < near:
        tense = after
    if tense == 0 and _is_told_over(line, index):
        return -2
    # "A vote called for March 5", "set for Friday": planned, not over.
    if line.lows[index - 1] == "for" and tense == -2:
        return 0
    # "Until May", "by Friday" set an end that is still to come, but for what was over by then.
    bound = line.lows[_before_hour(line, index)]
    if bound in {"to", "through"} and _DEFERRING.intersection(line.lows[max(0, index - 6) : index - 1]):
        # "Extended to July 31", "has extended the loan through July".
        return 1
    return 1 if bound == "until" or (bound in _BOUNDS and tense >= 0) else tense


def _is_told_over(line: Line, index: int) -> bool:
    """ "Her visit in | May, which was cut short": what belongs to the event behind its date looks back."""
    comma = next((at for at in range(index + 1, index + _LONGEST_DAY) if line.lows[at] == ","), None)
    if comma is None or line.lows[comma + 1] not in {"which", "when"}:
        return False
    # "Which was to begin" and "which was planned" may still be to come.
    verb, follows = line.lows[comma + 2], line.lows[comma + 3]
    return verb in _PAST_BE and follows != "to" and follows not in _PLANNED


_PLANNED = frozenset({"planned", "scheduled", "expected", "due", "announced", "proposed", "arranged", "set"})


def _is_surely_over(line: Line, index: int) -> bool:
    """True for the day of a dateline, behind "since", and for that of an amount compared with."""
    before = line.lows[index - 1]
    if before == "since" or (before == "in" and _is_of_compared(line, index)):
        return True
    return index < _LATEST_DATELINE and _is_dateline(line, index)


def _is_dateline(line: Line, index: int) -> bool:
    """ "LONDON, November 30 (wires) -": the day on which the report was sent, whatever it tells."""
    if line.lows[index - 1] != "," or not line.is_capital(0):
        return False
    placed = all(line.is_capital(at) or line.lows[at] in {",", ".", "/"} for at in range(index))
    end = index + 1
    while end < index + _LONGEST_DAY and (line.is_number(end) or line.lows[end] in {",", ".", *MONTHS}):
        end += 1
    return placed and line.lows[end] in {"(", "-", "–", "—"} and not line.hyphen(end)


_LATEST_DATELINE, _LONGEST_DAY = 8, 6
"""Tokens before the date of a dateline, and of that date, at most."""


def _is_of_compared(line: Line, index: int) -> bool:
    """ "It will be 4 per cent in June, from 3.5 per cent in | December": what is compared with is over."""
    at = index - 2
    if line.lows[at] == "than":
        return line.lows[at - 1] not in {"later", "sooner"}
    amount = False
    while line.lows[at] not in _COMPARED:
        if index - at > _LONGEST_COMPARED or line.lows[at] in _NO_AMOUNT:
            return False
        amount = amount or line.is_number(at)
        at -= 1
    word, before = line.lows[at], line.lows[at - 1]
    if not amount or word == "than":
        return amount and line.lows[at + 1] == "the"  # "will hire more than 40 in June" bounds
    if word in {"with", "to"}:
        return before in {"compared", "compares", "comparing"}
    # "From 3 per cent in March to 4 per cent in June" may all be to come.
    goes_on = line.lows[index + 1] == "to"
    return word in {"versus", "vs"} or ((before in _BEHIND_AMOUNT or before in MONTHS) and not goes_on)


_NO_AMOUNT = frozenset({"", ",", ".", ";", ":", "?", "!", "and", "but", "will"})


def tense_behind(line: Line, index: int) -> int:
    """The tense of the words behind token `index` alone, never sure: "the attack came"."""
    return max(-1, _towards(line, index, 1, 2 * _REACH)[0])


def tense_before(line: Line, index: int) -> int:
    """The tense of the words before token `index` alone."""
    return _towards(line, index, -1, 2 * _REACH)[0]


def is_past_form(word: str) -> bool:
    """True for a word that is a past form by its looks."""
    regular = len(word) > 4 and word.endswith("ed") and word not in _NO_PAST
    return regular or (word in _BACK and word not in _ADVERBS)


def _before_hour(line: Line, index: int) -> int:
    """The token before a date and its hour: "until 5 p.m. EST Nov. 9"."""
    j = index - 1
    while j > index - 7 and (line.lows[j] in _HOURS or (line.is_number(j) and line.lows[j + 1] in _HOURS)):
        j -= 1
    return j


def _towards(line: Line, index: int, step: int, limit: int) -> tuple[int, int]:
    """The tense of the first word that tells one on one side, and how far away it counts as."""
    cost = _BEHIND if step > 0 else 0
    purpose = -1
    side = step if step < 0 or not _opens(line, index) else 2
    j = index
    for _ in range(_REACH):
        j += step
        cost += 1
        low = line.lows[j] if j >= 0 else ""
        if cost >= limit or _ends_sentence(line, j, low):
            break
        if low == ",":
            cost += _COMMA
            continue
        if low in _BEFORE_PURPOSE and step < 0 and purpose < 0:
            purpose = j if _is_purpose(line, j, low) else -1
            continue
        if not _may_tell(low):
            continue
        tense = _tense_on_side(line, j, low, side, cost)
        if tense is not None:
            return _as_governed(line, (j, index), tense, purpose, cost)
    return 0, 2 * _REACH


def _is_purpose(line: Line, index: int, low: str) -> bool:
    """ "To hold", "at holding", "of holding": the verb before it does not tell when that is."""
    if low == "to":
        return _is_verb(line, index + 1)
    return line.lows[index + 1].endswith("ing") and _is_verb(line, index + 1)


def _as_governed(line: Line, at: tuple[int, int], tense: int, purpose: int, cost: int) -> tuple[int, int]:
    """The tense of a word for a date, by what stands between them, and how far away it counts as; `at` are
    the two, `purpose` the word before an infinitive between them, or -1."""
    word, index = at
    if tense < 0 and word < index and _is_of_something_else(line, word, purpose, index):
        # No verb behind a plan tells more of it: "… to visit Peru in April and asked the queen to Lima".
        return 0, 0 if purpose >= 0 else cost
    at_once = word < index and cost <= _AT_ONCE
    return _weighed(tense, line.lows[word], infinitive=purpose >= 0, at_once=at_once), cost


def _is_of_something_else(line: Line, verb: int, purpose: int, index: int) -> bool:
    """Whether a date is not that of a verb in the past before it, but of the plan or the event it speaks of.

    "Had accepted an invitation | to visit Peru in April"; `purpose` is the word before the infinitive, or -1.
    """
    if purpose >= 0:
        return line.lows[purpose - 1] in _PLANS
    return line.lows[verb] in _SPEAKING_OF and _is_of_event(line, verb, index)


def _is_of_event(line: Line, verb: int, index: int) -> bool:
    """ "Mentioned his trip to China in | April": the date is that of the trip, and not of the mention.

    "Spoke about it on a trip in April" tells when that was.
    """
    at = index - 1
    while at > verb and line.lows[at] not in _EVENTS:
        at -= 1
    if at == verb or index - at > _NEAR or not _EVENT_TO_DATE.isdisjoint(line.lows[at:index]):
        return False
    return _AT_EVENT.isdisjoint(line.lows[max(verb + 1, at - _BEFORE_EVENT) : at])


_AT_EVENT = frozenset({"at", "during", "on", "in", "after", "while", "since", "from"})
"""Prepositions of what was going on at the time of the verb."""
_EVENT_TO_DATE = frozenset({",", ";", ":", "and", "or", "but"})
"""Signs and words that part a date from an event before it."""
_BEFORE_EVENT = 4
"""Words from a preposition to its noun: "during his first official visit"."""


@lru_cache(maxsize=8192)
def _may_tell(low: str) -> bool:
    """False for the most words, which say nothing of a time wherever they stand."""
    return low in _TELLING or (len(low) > 4 and low.endswith("ed") and low not in _NO_PAST)


def _opens(line: Line, index: int) -> bool:
    """True for a date that opens its sentence, alone or behind a preposition."""
    return line.opens_sentence(index) or line.opens_sentence(index - 1)


def _opens_told(line: Line, index: int) -> bool:
    """ "Said that | in November she will stand": the verb before "that" tells nothing of what follows."""
    return line.lows[index - 2] == "that" and line.lows[index - 1] in _BEFORE_DAY


_BEFORE_DAY = frozenset({"in", "on", "from", "after", "by", "until", "before"})


def _tense_on_side(line: Line, index: int, low: str, step: int, away: int) -> int | None:
    """What a word says of the time of a date behind it (`step` -1), so far `away`, or before it (1).

    With `step` 2 the date opens its sentence: "On Tuesday, as the House was preparing to vote" is no plan.
    """
    if step < 0 and low == "until":
        # "Until an election in June".
        return 1
    if step < 0 and low in {"is", "are"} and _tells_its_day(line, index, away):
        return 1
    if step > 1 and low in _PAST_BE and line.lows[index + 1] != "to":
        return -3
    if low in _SINGULAR or low in _OTHERS:
        near = step < 0 and away <= _NEAR and _in_present(line, index + 1, singular=low in _SINGULAR)
        return 1 if near else None
    return _tense_of_word(line, index, low)


def _tells_its_day(line: Line, index: int, away: int) -> bool:
    """ "The fair is on Saturday", "the deadline is Monday", "the concert is at noon on Friday"."""
    follows = line.lows[index + 1]
    if follows == "at":
        return away <= _WITH_HOUR
    # "Today is Monday" tells the day it is.
    bare = away == 1 and line.lows[index - 1] not in {"it", "today", "this", "that"}
    return bare or (away <= _AT_ONCE and follows in {"on", "in"})


_WITH_HOUR = 5
"""Words from a verb to the date behind an hour, at most."""


def _weighed(tense: int, word: str, *, infinitive: bool, at_once: bool) -> int:
    """The tense of a word, by what stands between it and the date."""
    # "Announced on 3 March" says when that was.
    if tense == -1 and at_once and (word in _SAYING or word in _FORECASTING):
        return -2
    # "Had agreed to sell it by May": the day is that of the selling; "signalled a cut in March".
    if (infinitive and word in _COMMITTING) or (word in _FORECASTING and not at_once):
        return 0
    # "He asked them to testify on Feb. 10": the date may be that of the infinitive, still to come.
    return 0 if infinitive and -3 < tense < 0 else tense


def _ends_sentence(line: Line, index: int, low: str) -> bool:
    return not low or low in _STOPS or (low == "." and _full_stop(line, index))


def _is_verb(line: Line, index: int) -> bool:
    """True for a lower-case word that opens no phrase: an infinitive behind "to", a noun behind -ed."""
    return line.is_word(index) and not line.is_capital(index) and line.lows[index] not in STOP


def _tense_of_word(line: Line, index: int, low: str) -> int | None:
    """What a word says of the time of its clause; None where it says nothing and the next one is asked."""
    if low in _BE:
        return _tense_of_be(line, index, low)
    if low in _HAVE:
        return -1 if _is_perfect(line, index) else None
    if low in _MODALS:
        return _tense_of_modal(line, index)
    if low in _AHEAD:
        return _tense_of_plan(line, index, low)
    if low in _FORECASTING:
        return None if line.lows[index - 1] in _DETERMINERS else -1
    if low in _BACK:
        # "A bit", "a rose" are nouns.
        return None if line.lows[index - 1] in {"a", "an"} else _tense_of_past_form(line, index, low)
    if len(low) > 4 and low.endswith("ed") and low not in _NO_PAST:
        # "Mohamed", "Judge Reed" and "Manchester United" are names.
        return None if _is_named(line, index) else _tense_of_past_form(line, index, low)
    return None


def _is_named(line: Line, index: int) -> bool:
    """True for a word with a capital that no sentence gives it."""
    return line.is_capital(index) and not line.opens_sentence(index)


def _tense_of_plan(line: Line, index: int, low: str) -> int | None:
    """What a word of plans says; as a noun, in a name, or as the verb of somebody else's plan nothing."""
    before = line.lows[index - 1]
    if before == "been" and "had" in line.lows[max(0, index - 3) : index]:
        # "Which had been due to expire on Tuesday": over, or called off before its day.
        return 0
    # "Had to leave on Friday", "been supposed to meet": the verb before the infinitive tells.
    governed = before == "to" and (line.lows[index - 2] == "had" or line.lows[index - 2] in _AHEAD)
    noun = low in _NOUNS and before in _DETERMINERS
    # "Meet the Press" is a name.
    return None if governed or noun or _is_named(line, index) else 1


def _in_present(line: Line, index: int, *, singular: bool) -> bool:
    """True for the verb of "they play on Saturday", "she opens in May": what is on the timetable.

    Past forms nearer to the date have been met before, so that what is left is a present one.
    """
    low = line.lows[index]
    if not line.is_word(index) or low in STOP or low in _TELLING_NOW:
        return False
    return low.endswith("s") == singular and not low.endswith("'s")


def _tense_of_be(line: Line, index: int, low: str) -> int | None:
    """ "The vote is to be held", "the two were to meet" look ahead; "were planning to" says nothing."""
    if line.lows[index + 1] == "to":
        # "Was to have taken place on Monday".
        return -3 if line.lows[index + 2] == "have" else 1
    if low in _PRESENT and _is_progressive(line, index + 1):
        return 1
    return -3 if low in _PAST_BE and line.lows[index + 1] not in _AHEAD else None


def _is_progressive(line: Line, index: int) -> bool:
    """ "Is | running in November": a day that is not now is one to come."""
    index += line.lows[index] in {"not", "also", "now"}
    low = line.lows[index]
    return len(low) > 4 and low.endswith("ing") and low not in {"during", "nothing", "something", "according"}


def _is_perfect(line: Line, index: int) -> bool:
    """ "Has fallen", but not "will have fallen" and "has a plan"."""
    participle = line.lows[index + 1]
    known = participle.endswith(("ed", "en", "wn")) or participle in _BACK or participle in _PARTICIPLES
    return known and line.lows[index - 1] not in _GOVERNING


def _tense_of_past_form(line: Line, index: int, low: str) -> int | None:
    """What a form of the past says: as a verb, behind an auxiliary, or beside a noun."""
    if low == "set" and line.lows[index + 1] in {"to", "for"}:
        return 1
    if low in _SAME and _GOVERNING.intersection(line.lows[max(0, index - 3) : index]):
        # "Will either shut down on Feb. 15": the modal tells.
        return None
    if low in _SAME and line.lows[index - 1] in _DETERMINERS:
        # "A cut in March".
        return None
    if low in _ADVERBS:
        return None if low == "last" and line.lows[index - 1] == "to" else -1
    if low in _SAYING and line.lows[index - 1] not in _AUXILIARIES:
        return -1
    return _tense_of_participle(line, index, low)


def _tense_of_participle(line: Line, index: int, low: str) -> int | None:
    """What a past form says behind an auxiliary, as a verb, or beside a noun."""
    before, earlier = line.lows[index - 1], line.lows[index - 2]
    if before in {"be", "being"}:
        # "Will be named": the word before tells it; "to be completed on May 4", "are being sold in May".
        had = earlier == "to" and line.lows[index - 3] == "had"
        return -3 if had else 1 if earlier in {"to", "is", "are"} else None
    if before in _PRESENT:
        # "When the case is heard in May".
        return 0
    if before in _HAVE or (before == "been" and earlier in _HAVE):
        # "Has fallen since March"; "has invited them to a feast on May 4" has no date of its own.
        return -1
    if low in _BACK or before in _PAST_AUXILIARIES:
        return -3
    return -2 if not _is_verb(line, index + 1) else _tense_before_noun(line, index)


def _tense_before_noun(line: Line, index: int) -> int | None:
    """ "Preferred shares" may be no verb at all, "a dignified exit" is none."""
    before = line.lows[index - 1]
    quoted = line.lows[index - 2] if before in _QUOTES else before
    return None if quoted in _DETERMINERS else -1


def _tense_of_modal(line: Line, index: int) -> int | None:
    """ "Would resume" lies ahead, "would have resumed" and "could not be reached" do not."""
    if line.is_capital(index) and line.lows[index] == "may":
        return None
    follows = line.lows[index + 1]
    return -2 if follows == "have" or (follows == "not" and line.lows[index] == "could") else 1


def _full_stop(line: Line, index: int) -> bool:
    """True for the end of a sentence, not for the stop of "Anna P. Lund"."""
    j = index + 1
    # The mark that closes a quotation stands at the full stop: "It rained." The fair …
    if line.glued(j) and line.lows[j] not in _QUOTES:
        return False
    if line.is_word(index - 1) and len(line.raws[index - 1]) == 1:
        return False
    while line.lows[j] in _QUOTES:
        j += 1
    return j >= len(line) or line.is_capital(j)
