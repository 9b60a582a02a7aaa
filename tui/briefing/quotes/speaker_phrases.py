"""Noun phrases in a sentence, found from one of their ends: who may be somebody that says something."""

from __future__ import annotations

from briefing.quotes.quote_words import QuoteWords
from briefing.quotes.spoken_sentences import SpokenSentence

_MOST_WORDS = 14
_MOST_ASIDE = 45
"""Words of an aside between a name and its verb, at most."""
_ASIDES = 4
"""So many asides may follow each other: "Ann Lee, 35, the daughter of …, said"."""
_TITLE = 3
"""Words in which the aside that says what somebody is tells it: "chief executive officer of …"."""
SPANS = frozenset("day days hour hours minute minutes weeks months years decade decades time times".split())
"""Lengths of time, beside those that are `times`: they are nobody's subject."""
DASHES = ("—", "–", " - ", "--")
SIGNS = (*DASHES, "- ", "—", "–")
"""Dashes as they stand before the name under a quotation, too."""
_INNER_GAPS = (". ", " & ", ".")
"""What may stand between two words of a phrase beside a blank: "Sen. Lee", "Lee & Co"."""
_JOINTS = frozenset("of for to from with in at".split())
_ENDS = frozenset("that who which when while as after before if whose".split())
_ENDS_BEHIND_NAMES = frozenset("in on at during with about by".split())

Words = tuple[int, int]
"""Words of a sentence by number, half-open."""


def phrase_before(s: SpokenSentence, last: int, lists: QuoteWords) -> Words:
    """Return the noun phrase that ends with word `last`."""
    if s.words[last] in lists.pronouns and s.words[last] not in lists.possessives:
        return last, last + 1
    first = last
    while first > 0 and last - first < _MOST_WORDS and _goes_back(s, first, lists):
        first -= 1
    while first < last and (s.words[first] in _JOINTS or s.words[first] == "and"):
        first += 1
    return first, last + 1


def _goes_back(s: SpokenSentence, first: int, lists: QuoteWords) -> bool:
    """Whether the word in front of word `first` belongs to the same phrase."""
    before, gap = s.words[first - 1], s.gaps[first]
    if not (s.is_plain(first) or gap in _INNER_GAPS) or s.quoted[first - 1] >= 0:
        return False
    if s.words[first] in lists.determiners and before not in _JOINTS and before not in ("all", "both"):
        return False
    if before == "and":
        # "Ann Lee and Karl Voss said"
        is_one = _is_name(s, first - 2) or s.words[first - 2] in ("he", "she", "they", "it")
        return first > 1 and s.is_plain(first - 1) and _is_name(s, first) and is_one
    if before in lists.stops or before.endswith("n't"):
        return False
    cue = lists.cues.get(before)
    if cue is not None and s.surfaces[first - 1][0].islower() and cue.form in ("past", "ing"):
        return False
    if before in lists.prepositions:
        return _is_joint(s, first, lists)
    if before in lists.pronouns and before not in lists.determiners and before not in ("some", "many"):
        return False
    return not (before in lists.adverbs or before in lists.times) or before in ("all", "both", "even")


def _is_name(s: SpokenSentence, at: int) -> bool:
    return s.surfaces[at][0].isupper()


def _is_joint(s: SpokenSentence, first: int, lists: QuoteWords) -> bool:
    """Whether the preposition in front of word `first` hangs on a noun: "an aide to", not "on Friday"."""
    before = s.words[first - 1]
    if before not in _JOINTS or first < 2 or not s.is_plain(first - 1):
        return False
    governor = s.words[first - 2]
    if governor in lists.stops or governor in lists.adverbs:
        return False
    if before != "of" and (s.surfaces[first - 2][0].isupper() or governor.endswith("ed")):
        return _opens_with_name(s, first - 2)
    return governor not in lists.cues or lists.cues[governor].form == "base"


def _opens_with_name(s: SpokenSentence, last: int) -> bool:
    """Whether the sentence begins with a name that ends with word `last`: "Ann Lee from Velmora said"."""
    return last > 0 and all(_is_name(s, at) and (at == 0 or s.is_plain(at)) for at in range(last + 1))


def phrase_behind(s: SpokenSentence, first: int, lists: QuoteWords) -> Words | None:
    """Return the noun phrase that begins with word `first`, up to its first comma; None where none does."""
    if first >= len(s) or not s.is_plain(first) or s.quoted[first] >= 0:
        return None
    opening = s.words[first]
    if opening in lists.pronouns and opening not in lists.possessives:
        return first, first + 1
    if (
        opening in lists.prepositions
        or opening in lists.stops
        or opening in lists.adverbs
        or opening in lists.times
    ):
        return None
    last = first
    while last < len(s) and last - first < _MOST_WORDS and not _ends_at(s, first, last, lists):
        last += 1
    return (first, last) if last > first else None


def _ends_at(s: SpokenSentence, first: int, at: int, lists: QuoteWords) -> bool:
    word, gap = s.words[at], s.gaps[at]
    if s.quoted[at] >= 0 or word in _ENDS:
        return True
    if at == first:
        return False
    if not (s.is_plain(at) or gap in (*_INNER_GAPS, " (")):
        return True
    if word in _ENDS_BEHIND_NAMES and s.surfaces[at - 1][0].isupper():
        return True
    if word in lists.auxiliaries and word != "to" and s.surfaces[at][0].islower():
        return True
    cue = lists.cues.get(word)
    return (word in lists.times and word != "may") or (cue is not None and cue.form == "ing")


def phrase_before_aside(s: SpokenSentence, last: int, lists: QuoteWords) -> Words | None:
    """Return the noun phrase in front of asides that end with word `last`: "Ann Lee, who paid, said"."""
    best: Words | None = None
    begin = last
    for _ in range(_ASIDES):
        while begin > 0 and s.is_plain(begin) and s.quoted[begin] < 0:
            begin -= 1
        if begin <= 0 or last - begin > _MOST_ASIDE or s.quoted[begin - 1] >= 0:
            break
        if not (best is None or _opens_aside(s, begin, lists)):
            break
        if not any(mark in s.gaps[begin] for mark in (",", "(", *DASHES)):
            break
        candidate = phrase_before(s, begin - 1, lists)
        head = s.words[candidate[1] - 1]
        is_name = s.surfaces[begin - 1][0].isupper()
        if (is_name or head not in lists.stops) and head not in lists.prepositions and not head.isdigit():
            best = candidate
            if s.surfaces[begin - 1][0].isupper() and s.words[begin] in ("who", "whose", "a", "an", "the"):
                break
        begin -= 1
    return best


def _opens_aside(s: SpokenSentence, at: int, lists: QuoteWords) -> bool:
    word = s.words[at]
    title = s.words[at : at + _TITLE]
    return (
        (s.surfaces[at][0].islower() and not lists.roles.isdisjoint(title))
        or word in lists.aside_openers
        or word in lists.determiners
        or s.surfaces[at][0].isdigit()
        or word.endswith(("'s", "s'"))
    )


def first_subject(s: SpokenSentence, first: int, stop: int, lists: QuoteWords) -> Words | None:
    """Return the first words in `first` to `stop` that can be a subject: a pronoun, a name, a noun with an
    article; what says when or where in front of it is passed over up to its comma."""
    place = first
    while place < stop:
        word = s.words[place]
        if s.quoted[place] >= 0:
            place += 1
            continue
        if word in ("he", "she", "they", "it", "i", "we"):
            return place, place + 1
        if word in lists.prepositions or (word in lists.stops and word not in ("and", "but")):
            ahead = next((at for at in range(place + 1, stop) if "," in s.gaps[at]), stop)
            place = ahead if ahead < stop else place + 1
            continue
        is_name = s.surfaces[place][0].isupper() and not _only_opens(word, lists)
        if is_name or word in lists.determiners:
            end = _end_of_subject(s, place, stop, lists)
            if s.words[end - 1] not in lists.times and s.words[end - 1] not in SPANS:
                return place, end
            place = end - 1  # "One day before, …"
        place += 1
    return None


def _only_opens(word: str, lists: QuoteWords) -> bool:
    """Whether a word has a capital only because it begins a sentence: "Typically", "On Monday"."""
    return (
        word in lists.times or word in lists.adverbs or word in ("and", "but") or word.endswith(("ly", "'s"))
    )


def nearest_subject(s: SpokenSentence, stop: int, lists: QuoteWords) -> Words | None:
    """Return what is likely the subject of the clause before word `stop`: the pronoun nearest to it, else the
    first words of the sentence that can be one."""
    for place in range(stop - 1, -1, -1):
        if s.words[place] in ("he", "she", "they", "we") and s.quoted[place] < 0:
            return place, place + 1
    return first_subject(s, 0, stop, lists)


def _end_of_subject(s: SpokenSentence, first: int, stop: int, lists: QuoteWords) -> int:
    with_article = s.words[first] in lists.determiners
    end = first + 1
    while end < stop and s.words[end] not in lists.auxiliaries:
        if not s.is_plain(end) and s.gaps[end] not in _INNER_GAPS:
            break
        if with_article and (s.words[end - 1] in lists.roles or s.words[end] in lists.adverbs):
            break
        goes_on = (
            s.surfaces[end][0].isupper()
            or (with_article and end - first < 3 and s.words[end] not in lists.prepositions)
            or s.words[end - 1].endswith("'s")
        )
        if not goes_on:
            break
        end += 1
    return end
