"""The clauses of a line: each verb with the noun phrase that is its subject.

One pass from left to right keeps the noun phrase that may become a subject (one that no preposition
governs), the subject that a later verb falls back on ("sold 40 planes and bought 12"), and what a
relative clause is about. Nothing is parsed deeper; where the sentence leaves it open, a clause has no
subject.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

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
    NOT_FINITE,
    NOUN,
    NOUN_OR_VERB,
    NUMERAL,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRESENT,
    PRONOUN,
    QUIET,
    RELATIVE,
    SUBORDINATOR,
    THAT,
    WALL,
    tags_of,
    word_classes,
)
from briefing.figures.nouns import is_plural
from briefing.figures.token_line import Line


class NounPhrase(NamedTuple):
    """A noun phrase, tokens `first` to `end` (half-open)."""

    first: int
    end: int
    """Behind the noun and what "of" joins to it: "exports of oil" in "exports of oil to China"."""
    whole_end: int = 0
    """Behind all that belongs to it."""
    owner: tuple[int, int] | None = None
    """The phrase that "its" or "their" at the beginning stands for, where that is clear."""
    described: bool = False
    """True where it is the object of another verb: "has 700 members living in Cork"."""
    certain: bool = True
    """False where something in the sentence was not read: "the day a jury issued it was"."""


_BEFORE_NOUN = frozenset({DETERMINER, POSSESSIVE, PREPOSITION})
_QUALIFYING = _BEFORE_NOUN | {NUMERAL, ADJECTIVE}
_FINITE = frozenset({AUXILIARY, PAST, PRESENT, NOUN_OR_VERB, ED})
_AFTER_VERB = frozenset({NUMERAL, DETERMINER, POSSESSIVE, PRONOUN, OBJECT_PRONOUN, ADVERB})
_BEFORE_ARTICLE = frozenset({"such", "many", "half", "double", "quite", "what"})
"""Words that an article may follow within one phrase: "such a vaccine"."""
_OBJECT_OPENERS = frozenset({DETERMINER, POSSESSIVE, NUMERAL, PRONOUN})
_MAY_BE_OTHER = frozenset("about above around as at below following over than to under".split())
_COMPARED = frozenset({"more", "less", "fewer", "higher", "lower", "rather"})
_MANY = frozenset({"many", "much", "few", "little"})
_BOUNDS = frozenset({"about", "around", "over", "under", "above", "below"})
_LONGEST = 8
"""Tokens of a plain noun phrase looked at."""
_PLACING = frozenset({"in", "near", "at", "outside"})
_BRACKETS = frozenset("()")
_WEAK_SIGNS = frozenset(",()[]")
_OWNED = frozenset({POSSESSIVE, RELATIVE})
_THIRD_PERSON = frozenset({"it", "he", "she", "they"})


class ClausePlace(NamedTuple):
    """Where in its clause a token stands."""

    verb: int
    """The verb that holds there, or the word that opens the clause; -1 for none."""
    subject: NounPhrase | None
    """The subject of that verb."""
    inside: NounPhrase | None
    """The subject of the next verb, where the token lies in it."""
    following: NounPhrase | None
    """The subject of the next verb."""


class Clauses:
    """Which subject holds at each token of a line."""

    __slots__ = ("brackets", "genitives", "marks", "subjects", "tags")

    def __init__(self, line: Line, first: int, last: int) -> None:
        """Read the sentences from that of token `first` to that of token `last`."""
        reader = _ClauseReader(line)
        reader.read(first, last)
        self.tags = reader.tags
        self.marks = reader.marks
        """Tokens from which on another subject holds: verbs, and words that open a clause."""
        self.subjects = reader.subjects
        self.brackets = "(" in line.lows
        text, start, end = line.text, line.start, line.end
        self.genitives = text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0

    def place(self, index: int) -> ClausePlace:
        """Where token `index` stands."""
        marks, subjects = self.marks, self.subjects
        at = bisect_right(marks, index)
        inside = following = subjects[at] if at < len(marks) else None
        if inside is not None and (inside.described or not inside.first <= index < inside.whole_end):
            inside = None
        if at:
            return ClausePlace(marks[at - 1], subjects[at - 1], inside, following)
        return ClausePlace(-1, None, inside, following)


class _ClauseReader:
    """The state of the pass over one line."""

    __slots__ = (
        "antecedent", "apposed", "bracket", "core", "first", "governed", "has_verb", "in_object",
        "lacks_verb", "last", "line", "listed", "marks", "outer", "resume", "said", "stop", "subjects",
        "tags", "verb", "waiting", "weak", "words",
    )  # fmt: skip

    def __init__(self, line: Line) -> None:
        self.line = line
        self.tags = tags_of(line)
        self.words = word_classes()
        self.marks: list[int] = []
        self.subjects: list[NounPhrase | None] = []
        self.verb = self.stop = self.last = -1
        """The last token of a verb, of what parts phrases, and of a noun phrase."""
        self.bracket = False
        """True inside brackets."""
        self.said: NounPhrase | None = None
        """Who said what now follows."""
        self.waiting: NounPhrase | None = None
        """A subject whose verb is still to come behind a subordinate clause."""
        self.outer: NounPhrase | None = None
        """The subject before a subordinate clause: "after killing 14" is said of it."""
        self.resume: NounPhrase | None = None
        self._open_clause()

    def _open_clause(self) -> None:
        self.antecedent: NounPhrase | None = None
        """What a relative pronoun stands for whose verb is still to come."""
        self.resume = None
        """The subject of a verb that has no noun phrase of its own."""
        self.apposed: NounPhrase | None = None
        """A noun phrase between "and" and a comma, which may be the subject of what follows."""
        self.has_verb = self.lacks_verb = self.weak = self.listed = False
        self._open_phrase()

    def _open_phrase(self) -> None:
        self.first = self.core = -1
        """The noun phrase that may become a subject, and where its first prepositional phrase begins."""
        self.governed = self.in_object = False

    def read(self, first: int, last: int) -> None:
        """Walk from the sentence of token `first` to the end of that of token `last`."""
        tags, handlers = self.tags, _HANDLERS
        first, last = self._sentences(first, last)
        before = first - 1
        # Nouns and adjectives only make phrases longer: the pass goes from one other word to the next.
        stops = [
            j
            for j, tag in enumerate(tags[first:last], first)
            if tag > NUMERAL or (tag == NUMERAL and tags[j - 1] == NOUN)
        ]
        for index in stops:
            if index > before + 1:
                if self.first < 0 and not self.governed:
                    self.first = before + 1
                self.last = index - 1
            before = index
            handler = handlers[tags[index]]
            if handler is not None:
                handler(self, index)

    def _sentences(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the sentences that hold tokens `first` to `last`, roughly."""
        while first > 0 and not (self.tags[first - 1] == WALL and self._ends_sentence(first - 1)):
            first -= 1
        while last < len(self.line) and not (self.tags[last] == WALL and self._ends_sentence(last)):
            last += 1
        return first, last

    # ---- nouns

    def _verb_before(self, index: int) -> None:
        """Take the noun's form before a number or determiner for the verb where it is one: "houses 300"."""
        if self.last == index - 1 and self._acts(index - 1):
            self.last = index - 2
            self._clause(index - 1)

    def _numeral(self, index: int) -> None:
        """A number behind a noun, which may be the verb."""
        if self.first < 0:
            if not self.governed:
                self.first = index
        elif not self.in_object:
            self._verb_before(index)
        self.last = index

    def _determiner(self, index: int) -> None:
        """A determiner, which opens a phrase of its own: "last year the bank", "said the men"."""
        before = self.tags[index - 1] if index else WALL
        if (
            self.last == index - 1
            and before < DETERMINER
            and self.line.lows[index - 1] not in _BEFORE_ARTICLE
        ):
            if before == NOUN:
                self._verb_before(index)
            if self.last == index - 1:
                self.first, self.core, self.governed = index, -1, False
        if self.first < 0 and not self.governed:
            self.first = index
        self.last = index

    def _nominal(self, index: int) -> None:
        if self.first < 0 and not self.governed:
            self.first = index
        self.last = index

    def _qualified(self, index: int) -> bool:
        """True where a noun must follow token `index - 1`."""
        tag = self.tags[index - 1]
        return tag in _BEFORE_NOUN or (tag in _QUALIFYING and not self.line.raws[index - 1][0].isupper())

    def _adverb(self, index: int) -> None:
        """A name in -ly: "Emily Stone sold"; a noun's form before "nearly 40" may be the verb."""
        if self.tags[index + 1] == NUMERAL and self.first >= 0 and not self.in_object:
            self._verb_before(index)
        elif (
            self.line.raws[index][-2:] == "ly"
            and self.line.is_capital(index)
            and self.line.is_capital(index + 1)
        ):
            self._nominal(index)

    def _name(self, index: int) -> bool:
        """True for a verb's form that is part of a name: "the Fox Found group", words of headlines."""
        return self.line.raws[index][0].isupper() and index > 0 and self.tags[index - 1] not in {WALL, QUIET}

    def _acts(self, index: int) -> bool:
        """True for a noun's form that is the verb: "The plant houses 300", "firms run a"."""
        if self.first < 0 or self.first == index or self.in_object or self.tags[index - 1] != NOUN:
            return False
        if self._name(index):
            return False
        singular = not is_plural(self.line.lows[index - 1])
        return singular == (self.line.lows[index][-1] == "s") and self.line.lows[index][-2:] != "'s"

    def _phrase(self) -> NounPhrase | None:
        """The open phrase; None for a pronoun that stands for nothing clear."""
        first, owner = self.first, None
        low = self.line.lows[first]
        if low in self.words.period_leads:
            first = self._behind_period(first)
        tag = self.tags[first]
        if tag == ADJECTIVE and first == self.last:
            return None  # "spent yearly on finding it could"
        if tag >= POSSESSIVE:
            if tag == PRONOUN:
                return self.said if self._stands_for_speaker(low) else None
            holder = self.antecedent if low == "whose" else self.said
            owner = self._owner(holder) if holder is not None and tag in _OWNED else None
        whole_end = self.last + 1
        return NounPhrase(first, self.core if first < self.core < whole_end else whole_end, whole_end, owner)

    def _owner(self, holder: NounPhrase) -> tuple[int, int] | None:
        """What "its" stands for; None where two can be meant: "the target's officials said its value"."""
        two = any(low.endswith("'s") for low in self.line.lows[holder.first : holder.end])
        return None if two else (holder.first, holder.end)

    def _stands_for_speaker(self, low: str) -> bool:
        """True where a pronoun can stand for who said it: "they" for many, "he" and "it" for one."""
        if low not in _THIRD_PERSON or self.said is None:
            return False
        last = self.said.end - 1
        many = is_plural(self.line.lows[last]) and not self.line.is_capital(last)
        return many == (low == "they")

    def _period(self) -> bool:
        """True where the open phrase only says when: "Last year, Boeing sold"."""
        return self.first == self.last - 1 and self.line.lows[self.last] in self.words.periods

    def _behind_period(self, first: int) -> int:
        """Past words of time that open a clause: "Last year Boeing sold"."""
        return (
            first + 2 if self.line.lows[first + 1] in self.words.periods and first + 2 <= self.last else first
        )

    def _nearest(self, end: int) -> NounPhrase | None:
        """The plain noun phrase that ends before token `end`."""
        j = end
        while j > 0 and end - j < _LONGEST and self._plain(j - 1):
            j -= 1
        if j > 1 and self.line.is_capital(j):
            before = self.line.lows[j - 1]
            if before in _PLACING and self.tags[j - 2] == NOUN:
                return self._nearest(j - 1)  # "a camp in South Sudan sheltering 300"
            if before == "and" and self.line.is_capital(j - 2):
                other = self._nearest(j - 1)  # "Lund and Berg, who own"
                j = j if other is None else other.first
        return NounPhrase(j, end, end, None, True) if j < end else None

    def _plain(self, index: int) -> bool:
        """True for a word within a plain noun phrase: "the combined entity", "a fibre-optic network"."""
        tag = self.tags[index]
        if tag == HYPHEN:
            return self.line.glued(index)
        return tag < DETERMINER or (tag in {ED, PARTICIPLE} and self.tags[index - 1] == DETERMINER)

    # ---- verbs

    def _mark(self, index: int, subject: NounPhrase | None) -> None:
        self.marks.append(index)
        self.subjects.append(subject)

    def _current(self) -> NounPhrase | None:
        """The subject that holds."""
        return self.subjects[-1] if self.subjects else None

    def _chained(self) -> bool:
        """True right behind another word of the verb: "has been sold", adverbs aside."""
        return self.verb > self.last and self.verb > self.stop

    def _finite(self, index: int) -> None:
        before = self.tags[index - 1]
        if before == HYPHEN and self.last == index - 1:
            self._nominal(index)  # "well-paid miners"
        elif self.line.lows[index - 1] == "to" and self.tags[index] == AUXILIARY:
            self._open_phrase()  # "estimated to have caused"
            self.verb, self.in_object = index, True
        elif before in _BEFORE_NOUN or (self.line.raws[index][0].isupper() and self._name(index)):
            self._nominal(index)
        else:
            self._clause(index)

    def _present(self, index: int) -> None:
        # "This week plans to launch": a verb's subject is no time.
        if self._qualified(index) or self.line.lows[index - 1] in self.words.periods:
            self._nominal(index)
        else:
            self._finite(index)

    def _noun_or_verb(self, index: int) -> None:
        after = self.tags[index + 1]
        low = self.line.lows[index + 1]
        following = after in _AFTER_VERB or low in {"to", "by", "from"}
        if after == PREPOSITION and low != "of" and self.last == index - 1:
            runs = low == "for" and self.tags[index + 2] == NUMERAL and self._acts(index)
            following = following or runs or is_plural(self.line.lows[index - 1])
        if self._chained() or (following and not self._qualified(index)):
            self._finite(index)
        else:
            self._nominal(index)

    def _clause(self, index: int) -> None:
        """A verb that makes a clause, or goes on with the verb before it."""
        if self.verb > self.last and self.verb > self.stop:
            subject = self._current()
            if self.tags[index] == AUXILIARY and self.line.lows[self.verb] in self.words.saying:
                subject = None  # "a battery that Apple claims will last"
                self._mark(index, None)
        elif self.tags[index + 1] == COMMA and self._aside(index):
            waiting = self.resume
            self._mark(index, self._phrase())
            self._open_phrase()
            self.resume = waiting
            return
        else:
            subject = self._subject(joined=self.tags[index - 1] == CONJUNCTION)
            self.marks.append(index)
            self.subjects.append(subject)
        self._behind_verb(index, subject)

    def _aside(self, index: int) -> bool:
        """True for who says so between a subject and its verb: "the cost, officials said, was"."""
        return (
            self.first >= 0
            and self.resume is not None
            and not self.has_verb
            and self.line.lows[index] in self.words.saying
        )

    def _behind_verb(self, index: int, subject: NounPhrase | None) -> None:
        self.first = self.core = -1
        self.governed = self.weak = False
        self.verb = index
        self.has_verb = self.in_object = True
        if self.line.lows[index] in self.words.saying:
            # What follows is a clause of its own: "said its estimate - for the coast - was".
            self.has_verb, self.resume, self.outer = False, None, subject
            # '"…," said the minister': who speaks stands behind the verb.
            self.said = None if self.tags[index - 1] in {QUIET, COMMA} else subject
            self.in_object = False
        elif self.tags[index] != AUXILIARY:
            self.said = None

    def _subject(self, *, joined: bool) -> NounPhrase | None:
        """The subject of a verb just met; `joined` where "and" stands before it."""
        own = self.first >= 0
        # "Homes hit by the storm last week cost", "cables linking Italy and Egypt went": the verb is that
        # of what stands first.
        if own and (self.lacks_verb or (self.in_object and self.weak)):
            own = self.lacks_verb = False
        if not own and self.apposed is not None and self.antecedent is None and not joined:
            self.resume, self.apposed = self.apposed, None
            return self.resume
        if own:
            return self._own_subject()
        if self.antecedent is not None:
            found, self.antecedent = self.antecedent, None
            return found
        if self.waiting is not None and self.tags[self.stop] == COMMA and self.last < self.stop:
            self.resume, self.waiting = self.waiting, None  # "A raid, when forces invaded, left"
        return self.resume

    def _own_subject(self) -> NounPhrase | None:
        """The open phrase as the subject of a verb."""
        found = None if self.listed else self._phrase()
        # The object of a verb right before another verb: "the last time a jury freed a man was".
        if found is not None and self.in_object and self.first == self.verb + 1:
            found = found._replace(certain=False)
        if self.antecedent is None:
            self.resume = found
        self.antecedent = None
        return found

    def _participle(self, index: int) -> None:
        before, after = self.tags[index - 1], self.tags[index + 1]
        if self._interrupted(index):
            self._behind_verb(index, self._current())
        elif self._chained() or before == NOT_FINITE or self._of_relative(before):
            self._clause(index)
        elif self._behind_phrase(index, before, after):
            if self.lacks_verb or (self.weak and self.in_object):
                self._clause(index)
            else:
                self._about_phrase(index, lacks_verb=False)
        elif before in {COMMA, CONJUNCTION} and self.resume is not None and after not in {NOUN, ADJECTIVE}:
            self._going_on(index, self._beside_comma(index, before))
        else:
            self._nominal(index)

    def _beside_comma(self, index: int, before: int) -> NounPhrase | None:
        """What a participle behind a comma tells of: "violence in the camp, located 10 miles"."""
        if before == CONJUNCTION or self.has_verb or self.resume is None or self.resume.end == index - 1:
            return self.resume
        return self._nearest(index - 1) or self.resume

    def _behind_phrase(self, index: int, before: int, after: int) -> bool:
        """True for a form that tells of the phrase before it; "Disney-owned firms" goes on with it."""
        if before == HYPHEN and after <= ADJECTIVE:
            return False
        return self.last > max(self.stop, self.verb) and not self._qualified(index) and not self._name(index)

    def _of_relative(self, before: int) -> bool:
        """True for the verb right behind a relative pronoun: "who wished"."""
        return self.antecedent is not None and before in {RELATIVE, THAT, ADVERB} and self.last < self.stop

    def _interrupted(self, index: int) -> bool:
        """True for the participle in "had two days earlier said"."""
        return (
            self.tags[index - 1] == ADVERB
            and self.stop < self.verb
            and self.verb >= 0
            and self.line.lows[self.verb] in {"has", "have", "had"}
        )

    def _about_phrase(self, index: int, *, lacks_verb: bool) -> None:
        """A participle or past form behind a noun phrase: its verb, or a clause about it."""
        ours = self.first >= 0 and not self.in_object
        if self.tags[index - 1] == HYPHEN and self.last - 2 >= self.first:
            self.last -= 2  # "a campaign co-ordinated by"
        fresh = ours and not self.has_verb
        subject = self._candidate() if ours else self._nearest(self.last + 1)
        self._mark(index, subject)
        self._behind_verb(index, subject)
        self.lacks_verb = lacks_verb and fresh
        self.weak = not lacks_verb and self.tags[index + 1] > POSSESSIVE

    def _candidate(self) -> NounPhrase | None:
        """The open phrase as subject; later verbs fall back on it where nothing stood before it."""
        subject = None if self.listed else self._phrase()
        if self.antecedent is None and (self.resume is None or self.has_verb):
            self.resume = subject
        self.antecedent = None
        return subject

    def _ing(self, index: int) -> None:
        before, after = self.tags[index - 1], self.tags[index + 1]
        if self._chained():
            self.verb = index
        elif self._name(index):
            self._nominal(index)  # "the Canadian Broadcasting Corporation"
        elif self._takes_up(index, before):
            self._going_on(index, self.resume or self.outer)
        elif before == SUBORDINATOR and after not in _FINITE:
            self._going_on(index, self.outer)
        elif before == NOUN and self.last == index - 1 and self._tells_of(index, after):
            self._about_phrase(index, lacks_verb=True)
        else:
            self._nominal(index)

    def _takes_up(self, index: int, before: int) -> bool:
        """True for a form in -ing about what the clause is about: "walked out last week demanding 3%"."""
        if before == NOUN:
            return self.has_verb and self.line.lows[index - 1] in self.words.periods
        return before in {COMMA, CONJUNCTION} and bool(self.has_verb or self.resume or self.outer)

    def _going_on(self, index: int, subject: NounPhrase | None) -> None:
        """A verb without a noun phrase of its own, said of `subject`: ", adding 300", "after killing 14"."""
        self.resume = subject
        self._mark(index, subject)
        self._behind_verb(index, subject)

    def _tells_of(self, index: int, after: int) -> bool:
        """True for a form in -ing about the noun before it: "cables linking Italy"."""
        return (
            after in _AFTER_VERB
            or after in {PREPOSITION, QUIET}
            or self.line.is_capital(index + 1)
            or is_plural(self.line.lows[index - 1])
            or (self.in_object and self.line.is_capital(index - 1))
        )

    def _not_finite(self, index: int) -> None:
        if self._chained():
            self.verb = index

    # ---- what parts phrases and clauses

    def _hyphen(self, index: int) -> None:
        after = self.tags[index + 1]
        if self.line.glued(index) and after != HYPHEN and self.tags[index - 1] != HYPHEN:
            self._nominal(index)
        elif not (after == NUMERAL and self.line.glued(index + 1)):
            self._comma(index)

    def _preposition(self, index: int) -> None:
        low = self.line.lows[index]
        if low in _MAY_BE_OTHER and self._other_than_preposition(index, low):
            return
        if self.tags[index + 1] == ADVERB:
            return  # "on Tuesday"
        if self.first >= 0 and self.core < 0 and low != "of":
            self.core = index
        self.governed = True
        self.stop = index

    def _other_than_preposition(self, index: int, low: str) -> bool:
        """True where a preposition's form governs nothing: "more than 40 people", "as the bank said"."""
        if low == "following":
            if self.tags[index - 1] == DETERMINER:
                self._nominal(index)
                return True
            return False
        if low == "as" and self._opens_clause(index):
            self._subordinator(index)
            return True
        if low == "to":
            self._before_infinitive(index)
        bounds = self._bounds(index, low)
        numbered = low != "at" or self.tags[index + 2] == NUMERAL  # not "stores open at least a year"
        if bounds and numbered and self.first >= 0 and not self.in_object:
            self._verb_before(index - (self.line.lows[index - 1] == "up"))  # "the board supports up to 3"
        return bounds

    def _opens_clause(self, index: int) -> bool:
        """True for "as" before a clause: "fell as the company reported"."""
        for j in range(index + 1, index + 8):
            tag = self.tags[j]
            if tag in {AUXILIARY, PAST, PRESENT} or (tag == ED and self.tags[j - 1] == NOUN):
                return j > index + 1
            if tag in {COMMA, WALL, PREPOSITION, CONJUNCTION, HYPHEN}:
                return False
        return False

    def _before_infinitive(self, index: int) -> None:
        """Keep the subject behind "is believed to", and drop it behind "prompted the group to cut"."""
        if 0 <= self.verb == index - 1 and not self.has_verb:
            self.has_verb, self.resume, self.said = True, self.outer, None
        elif self._controlled(index):
            self._mark(index, None)

    def _controlled(self, index: int) -> bool:
        """True for "to" with a verb behind the object of another: "asked the bank to lend 3"."""
        if not self.in_object or self.first < 0 or self.last != index - 1 or self.line.is_capital(index + 1):
            return False
        definite = self.line.lows[self.first] == "the" or self.line.is_capital(self.last)
        verb = self.tags[index + 1] == NOUN_OR_VERB or self.tags[index + 2] in _OBJECT_OPENERS
        return definite and verb and self.tags[index + 1] in {NOUN, NOUN_OR_VERB, PRESENT}

    def _bounds(self, index: int, low: str) -> bool:
        """True for a preposition that only bounds a number: "over 40 men", "up to 12", "as many as 9"."""
        before, after = self.line.lows[index - 1], self.line.lows[index + 1]
        if low == "than":
            return before in _COMPARED
        if low == "as":
            return after in _MANY or before in _MANY
        if low == "at":
            return after in {"least", "most"}
        return self.tags[index + 1] == NUMERAL and (low in _BOUNDS or (low == "to" and before == "up"))

    def _comma(self, index: int) -> None:
        sign = self.line.lows[index]
        if sign in _BRACKETS:
            self.bracket = sign == "("
        if self.has_verb:
            self._close_clause(index)
        elif self.first >= 0 and self.resume is None and (not self.bracket or sign == "("):
            self.resume = None if self._period() else self._phrase()
        self.lacks_verb = self.lacks_verb and self.antecedent is not None
        self.stop = index
        if sign not in _WEAK_SIGNS:
            self._mark(index, None)  # what stands behind a dash says something of its own
        self._open_phrase()

    def _close_clause(self, index: int) -> None:
        """A comma behind a verb: what follows may go on with the main subject."""
        if self.first >= 0 and not self.in_object and self.tags[self.first - 1] == CONJUNCTION:
            self.apposed = self._phrase()  # "and Captain Hakim, a technician, had"
        if self.antecedent is None and self._current() is not self.resume:
            self._mark(index, self.resume)  # "which employs 300, and …": back to what the sentence is about

    def _conjunction(self, index: int) -> None:
        self.stop = index
        if self.in_object or self.line.lows[index] == "but":
            self._open_phrase()
        elif self.resume is not None and (not self.has_verb or self.lacks_verb):
            self.listed = True  # "Boeing, Airbus and Embraer rose"

    def _subordinator(self, index: int) -> None:
        if self._chained() and self.tags[index + 1] in {ED, PARTICIPLE, PAST}:
            return  # "has since sold"
        if self.resume is not None and not self.has_verb:
            self.waiting = self.resume
        self.outer = self.resume if self.resume is not None else self.outer
        self.said = None
        self.stop = index
        self._mark(index, None)
        self._open_clause()

    def _relative(self, index: int) -> None:
        self.stop = index
        subject = self.first >= 0 and not self.has_verb and self.tags[index - 1] != PREPOSITION
        about = self._antecedent(index)
        self._mark(index, about)
        self._open_phrase()
        self.antecedent = None if about is not None and self.tags[about.first] == NUMERAL else about
        self.lacks_verb = subject
        if about is not None and self.tags[index + 1] == NOUN and self._agrees(about, index + 1):
            self._clause(index + 1)  # "which accounts for 60 per cent"
        if self.line.lows[index] == "whose":
            self.first = self.last = index

    def _antecedent(self, index: int) -> NounPhrase | None:
        """What the relative pronoun at `index` stands for."""
        before = self.tags[index - 1]
        if before == PREPOSITION:
            return None  # "of which 12 were"
        if self.first >= 0 and not self.has_verb:
            self.resume = self._phrase()
            return self.resume
        if self.first >= 0 and not self.in_object:
            # "And the children who had been placed there were": a subject, or one more object.
            self.apposed = self._phrase()
            return None if self.apposed is None else self.apposed._replace(certain=False)
        if not self.has_verb and before == COMMA:
            return None if self.listed else self.resume
        return self._nearest(index - (before == COMMA))

    def _agrees(self, about: NounPhrase, index: int) -> bool:
        """True where a noun's form behind a relative pronoun is its verb: "which foresee 30 cuts"."""
        if self.line.lows[index].endswith("s"):
            return True
        return is_plural(self.line.lows[about.end - 1]) and self.tags[index + 1] in {NUMERAL, DETERMINER}

    def _that(self, index: int) -> None:
        after = self.tags[index + 1]
        if after == ADVERB:
            after = self.tags[index + 2]  # "the bank that now owns", not "the court that only $40"
        if self.last == index - 1 and after in _FINITE:
            self._relative(index)
        elif after == NOUN and self.tags[index - 1] in _BEFORE_NOUN | {WALL}:
            self._nominal(index)
        else:
            told = self.verb >= 0 and self.line.lows[self.verb] in self.words.saying
            if self.last == index - 1 and self.first >= 0 and not self.has_verb and not told:
                self.resume = self._phrase()
                self.lacks_verb = True
            self.stop = index
            self._mark(index, None)
            self._open_phrase()

    def _pronoun(self, index: int) -> None:
        if self._name(index) and self.line.lows[index] != "i":
            self._nominal(index)  # "Microsoft's Fix It patch"
            return
        self._open_phrase()
        self.first = self.last = index

    def _ends_sentence(self, index: int) -> bool:
        """False for the stop of "Mr." and the colon of "11:30" and of "(NSDQ: ORL)"."""
        before, sign = self.line.lows[index - 1] if index else "", self.line.lows[index]
        if sign == ".":
            return len(before) != 1 and before not in self.words.abbreviations
        if sign != ":" or index < 2:
            return True
        timed = self.line.is_number(index - 1) and self.line.glued(index + 1)
        return not timed and self.line.lows[index - 2] != "("

    def _wall(self, index: int) -> None:
        if not self._ends_sentence(index):
            return
        if self.bracket and self.line.lows[index] == ";":
            self._comma(index)
            return
        self.bracket = False
        self.said = self.outer = self.waiting = None
        self.stop = index
        self._mark(index, None)
        self._open_clause()


_BY_CLASS: dict[int, Callable[[_ClauseReader, int], None]] = {
    ADVERB: _ClauseReader._adverb,
    NUMERAL: _ClauseReader._numeral,
    DETERMINER: _ClauseReader._determiner,
    POSSESSIVE: _ClauseReader._determiner,
    AUXILIARY: _ClauseReader._finite,
    PAST: _ClauseReader._finite,
    PRESENT: _ClauseReader._present,
    ED: _ClauseReader._participle,
    PARTICIPLE: _ClauseReader._participle,
    NOUN_OR_VERB: _ClauseReader._noun_or_verb,
    ING: _ClauseReader._ing,
    PREPOSITION: _ClauseReader._preposition,
    CONJUNCTION: _ClauseReader._conjunction,
    SUBORDINATOR: _ClauseReader._subordinator,
    RELATIVE: _ClauseReader._relative,
    THAT: _ClauseReader._that,
    PRONOUN: _ClauseReader._pronoun,
    COMMA: _ClauseReader._comma,
    WALL: _ClauseReader._wall,
    HYPHEN: _ClauseReader._hyphen,
    NOT_FINITE: _ClauseReader._not_finite,
}
_HANDLERS = tuple(_BY_CLASS.get(tag) for tag in range(NOT_FINITE + 1))
"""What a word of each class does to the state, by its class."""
