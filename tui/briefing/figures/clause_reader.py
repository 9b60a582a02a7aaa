"""The pass over a line that finds the subject of each verb.

It goes from left to right and keeps the noun phrase that may become a subject (one that no preposition
governs), the subject that a later verb falls back on ("sold 40 planes and bought 12"), and what a
relative clause is about. Nothing is parsed deeper; where the sentence leaves it open, a clause has no
subject.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.figures.infinitives import tag_infinitives
from briefing.figures.nearest_phrase import nearest_phrase
from briefing.figures.noun_phrases import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    ED,
    HYPHEN,
    INFINITIVE,
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
    NounPhrase,
    tags_of,
    word_classes,
)
from briefing.figures.nouns import is_plural
from briefing.figures.preposition_forms import bounds_number, opens_clause
from briefing.figures.pronouns import stands_for, tells_accounts
from briefing.figures.sentence_bounds import ends_sentence, sentences_around
from briefing.figures.token_line import Line

_BEFORE_NOUN = frozenset({DETERMINER, POSSESSIVE, PREPOSITION})
_QUALIFYING = _BEFORE_NOUN | {NUMERAL, ADJECTIVE}
_FINITE = frozenset({AUXILIARY, PAST, PRESENT, NOUN_OR_VERB, ED})
_AFTER_VERB = frozenset({NUMERAL, DETERMINER, POSSESSIVE, PRONOUN, OBJECT_PRONOUN, ADVERB})
_BEFORE_ARTICLE = frozenset({"such", "many", "half", "double", "quite", "what"})
"""Words that an article may follow within one phrase: "such a vaccine"."""
_OBJECT_OPENERS = frozenset({DETERMINER, POSSESSIVE, NUMERAL, PRONOUN})
_MAY_BE_OTHER = frozenset("about above around as at below following over than to under".split())
_BRACKETS = frozenset("()")
_WEAK_SIGNS = frozenset(",()[]")
_OWNED = frozenset({POSSESSIVE, RELATIVE})
_FLOATING = frozenset({"each", "both", "all"})


class ClauseReader:
    """The state of the pass over one line."""

    __slots__ = (
        "antecedent", "apposed", "aside", "bracket", "core", "due", "first", "governed", "has_verb",
        "in_object", "lacks_verb", "last", "line", "listed", "marks", "nested", "outer", "resume", "said",
        "stop", "subjects", "tags", "title", "told", "verb", "waiting", "weak", "words",
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
        self.title: bool | None = None
        """True where all words have capitals, as in headlines; None until someone has asked."""
        self.said: NounPhrase | None = None
        """Who said what now follows."""
        self.waiting: NounPhrase | None = None
        """A subject whose verb is still to come behind a subordinate clause."""
        self.outer: NounPhrase | None = None
        """The subject before a subordinate clause: "after killing 14" is said of it."""
        self.resume: NounPhrase | None = None
        self._open_clause()

    def _open_clause(self) -> None:
        self.told: NounPhrase | None = None
        """What a relative clause behind the main verb is about, as far as the next comma."""
        self.antecedent: NounPhrase | None = None
        """What a relative pronoun stands for whose verb is still to come."""
        self.resume = None
        """The subject of a verb that has no noun phrase of its own."""
        self.apposed: NounPhrase | None = None
        """A noun phrase between "and" and a comma, which may be the subject of what follows."""
        self.has_verb = self.lacks_verb = self.weak = self.listed = self.aside = self.due = self.nested = (
            False
        )
        self._open_phrase()

    def _open_phrase(self) -> None:
        self.first = self.core = -1
        """The noun phrase that may become a subject, and where its first prepositional phrase begins."""
        self.governed = self.in_object = False

    def read(self, first: int, last: int) -> None:
        """Walk from the sentence of token `first` to the end of that of token `last`."""
        tags, handlers = self.tags, _HANDLERS
        first, last = sentences_around(self.line, tags, first, last)
        before = first - 1
        # Nouns and adjectives only make phrases longer: the pass goes from one other word to the next.
        stops = [
            j
            for j, tag in enumerate(tags[first:last], first)
            if tag > NUMERAL or (tag == NUMERAL and tags[j - 1] == NOUN)
        ]
        infinitives = tag_infinitives(self.line, tags, stops)
        if infinitives:
            stops = sorted({*stops, *infinitives})
        for index in stops:
            if index > before + 1:
                if self.first < 0 and not self.governed:
                    self.first = before + 1
                self.last = index - 1
            before = index
            handler = handlers[tags[index]]
            if handler is not None:
                handler(self, index)

    # ---- nouns

    def _verb_before(self, index: int) -> None:
        """Take the noun's form before a number or determiner for the verb where it is one: "houses 300"."""
        if self.last == index - 1 and self._acts(index - 1):
            self.last = index - 2
            while self.tags[self.last] == ADVERB and self.last > self.first:
                self.last -= 1
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
        if self.tags[index + 1] in _FINITE and self.line.lows[index] in _FLOATING and self.first >= 0:
            self.tags[index] = ADVERB  # "the two each received"
            return
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
        if tag == ADJECTIVE and (self.line.hyphen(index - 2) or self.tags[index - 2] == NOUN):
            return False  # "the fly-half missed", "the Nikkei average closed"
        if tag == NUMERAL and self.line.lows[index - 2] == "in" and self.line.is_number(index - 1):
            return False  # "voters in 2010 agreed"
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
        """True for a verb's form that is part of a name: "the Fox Found group"."""
        if not self.line.raws[index][0].isupper() or index == 0 or self.tags[index - 1] in {WALL, QUIET}:
            return False
        if self.title is None:
            nouns = [j for j in range(len(self.line)) if self.tags[j] <= ADJECTIVE and self.line.is_word(j)]
            self.title = all(self.line.is_capital(j) for j in nouns)
        return not self.title

    def _acts(self, index: int) -> bool:
        """True for a noun's form that is the verb: "The plant houses 300", "firms run a"."""
        head = index - 1
        while self.tags[head] == ADVERB:
            head -= 1
        if self.first < 0 or self.first > head or self.in_object or self.tags[head] != NOUN:
            return False
        if self._name(index) or self.line.lows[head].endswith("'s"):
            return False  # "the maker's shares"
        singular = not is_plural(self.line.lows[head])
        return singular == (self.line.lows[index][-1] == "s") and self.line.lows[index][-2:] != "'s"

    def _phrase(self) -> NounPhrase | None:
        """The open phrase; None for a pronoun that stands for nothing clear."""
        first, owner = self.first, None
        low = self.line.lows[first]
        if low in self.words.period_leads:
            first = self._behind_period(first)
        tag = self.tags[first]
        if tag in {ADJECTIVE, DETERMINER} and first == self.last:
            return None  # "spent yearly on finding it could", "this was"
        if tag >= POSSESSIVE:
            if tag == PRONOUN:
                behind_speaker = self.said is not None
                holder = self.said or self.outer
                return stands_for(self.line, self.tags, holder, first, said=behind_speaker)
            holder = self.antecedent if low == "whose" else self.said
            owner = self._owner(holder) if holder is not None and tag in _OWNED else None
        whole_end = self.last + 1
        end = self.core if first < self.core < whole_end else whole_end
        if owner is None and self.said is not None and tells_accounts(self.line, self.said, first, end):
            owner = self._owner(self.said)  # "Sulfa said quarterly earnings rose"
        return NounPhrase(first, end, whole_end, owner)

    def _owner(self, holder: NounPhrase) -> tuple[int, int] | None:
        """What "its" stands for; None where two can be meant: "the target's officials said its value"."""
        two = any(low.endswith("'s") for low in self.line.lows[holder.first : holder.end])
        return None if two else (holder.first, holder.end)

    def _period(self) -> bool:
        """True where the open phrase only says when: "Last year, Boeing sold"."""
        return self.first == self.last - 1 and self.line.lows[self.last] in self.words.periods

    def _behind_period(self, first: int) -> int:
        """Past words of time that open a clause: "Last year Boeing sold"."""
        return (
            first + 2 if self.line.lows[first + 1] in self.words.periods and first + 2 <= self.last else first
        )

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
        elif before == DETERMINER and self.tags[index] == AUXILIARY and self.first == index - 1:
            self._clause(index)  # "This was"
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
        elif after <= ADJECTIVE and self.line.is_capital(index - 1) and not self.in_object:
            following = not self._name(index)  # "Sulfa cut jobs", but not "rate cut hopes"
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
            before = index - 1
            while self.tags[before] == ADVERB:
                before -= 1
            subject = self._subject(joined=self.tags[before] == CONJUNCTION)
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
        self.governed = self.weak = self.due = False
        self.verb = index
        self.has_verb = self.in_object = True
        if self.line.lows[index] in self.words.saying:
            # What follows is a clause of its own: "said its estimate - for the coast - was".
            self.has_verb, self.resume, self.outer = False, None, subject
            # '"…," said the minister': who speaks stands behind the verb.
            before = self.line.lows[index - 1]
            self.said = None if before == "," or self.tags[index - 1] == QUIET else subject
            self.in_object = False
        elif self.tags[index] != AUXILIARY:
            self.said = None

    def _subject(self, *, joined: bool) -> NounPhrase | None:
        """The subject of a verb just met; `joined` where "and" stands before it."""
        own = self.first >= 0
        # "Homes hit by the storm last week cost", "cables linking Italy and Egypt went": the verb is that
        # of what stands first.
        if own and (self.lacks_verb or (self.in_object and (self.weak or self.aside))):
            own = self.lacks_verb = self.aside = False
        if own and joined and self._said_object():
            return self.outer  # "declared $2m in pay and paid": no subject of the second verb
        if not own and self.apposed is not None and self.antecedent is None and not joined:
            self.resume, self.apposed = self.apposed, None
            return self.resume
        return self._own_subject() if own else self._subject_before(joined=joined)

    def _said_object(self) -> bool:
        """True where the open phrase is the object of a verb of saying, behind which "and" stands."""
        if self.has_verb or self.outer is None or self.last > self.stop:
            return False
        return self.first == self.verb + 1 and self.tags[self.first] != PRONOUN

    def _subject_before(self, *, joined: bool) -> NounPhrase | None:
        """The subject of a verb without a noun phrase of its own."""
        if self.antecedent is not None:
            found, self.antecedent = self.antecedent, None
            return found
        if joined and self.told is not None:
            return self.told  # "fears over prices, which fell but stay above $40"
        if self.waiting is not None and self.tags[self.stop] == COMMA and self.last < self.stop:
            self.resume, self.waiting = self.waiting, None  # "A raid, when forces invaded, left"
        return self.resume

    def _own_subject(self) -> NounPhrase | None:
        """The open phrase as the subject of a verb."""
        found = None if self.listed else self._phrase()
        # The object of a verb right before another verb: "the last time a jury freed a man was".
        if self.in_object and self.first == self.verb + 1 and self.line.lows[self.verb] in self.words.bare:
            return found  # "the deal sees Lund receive $3m"
        if found is not None and self.in_object and self.first == self.verb + 1:
            found = found._replace(certain=False)
        if self.antecedent is None:
            self.resume = found
        self.antecedent = None
        return found

    def _participle(self, index: int) -> None:
        before, after = self.tags[index - 1], self.tags[index + 1]
        if before in {COMMA, HYPHEN} and self._no_participle(index, before, after):
            return
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

    def _no_participle(self, index: int, before: int, after: int) -> bool:
        """True for "given" behind a comma and for "a higher-than-expected 42 percent", then read as such."""
        if before == COMMA and self.line.lows[index] == "given":
            self.tags[index] = PREPOSITION
            self._preposition(index)
            return True
        if before == HYPHEN and after == NUMERAL and self.line.hyphen(index - 1):
            self._nominal(index)
            return True
        return False

    def _beside_comma(self, index: int, before: int) -> NounPhrase | None:
        """What a participle behind a comma tells of: "violence in the camp, located 10 miles"."""
        if before == CONJUNCTION or self.due or self.has_verb or self.resume is None:
            return self.resume
        if self.resume.end == index - 1:
            return self.resume
        return nearest_phrase(self.line, self.tags, index - 1) or self.resume

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
        subject = (
            self._candidate()
            if ours
            else self._with_owner(nearest_phrase(self.line, self.tags, self.last + 1))
        )
        self._mark(index, subject)
        self._behind_verb(index, subject)
        self.lacks_verb = lacks_verb and fresh
        self.weak = not lacks_verb and self.tags[index + 1] > POSSESSIVE

    def _with_owner(self, about: NounPhrase | None) -> NounPhrase | None:
        """What "with" leads to is of whom the sentence is about: "Norsk grew, with sales rising 3%"."""
        if about is None or self.resume is None or self.line.lows[about.first - 1] != "with":
            return about
        return about._replace(owner=(self.resume.first, self.resume.end))

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
            # "Skepticism that the bank would pay, sending shares": whose doing that is stays open.
            self._going_on(index, None if self.nested and before == COMMA else self.resume or self.outer)
        elif before == SUBORDINATOR and after not in _FINITE:
            self._going_on(index, self.outer)
        elif (
            before == NOUN
            and self.last == index - 1
            and not self._compound(index, after)
            and self._tells_of(index, after)
        ):
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

    def _compound(self, index: int, after: int) -> bool:
        """True for a form in -ing within a name: "Swiss mining group", but "firms | running mines"."""
        common = after == NOUN and not self.line.is_capital(index + 1)
        named = self.in_object and self.line.is_capital(index - 1)  # "Capital Region engineering bills"
        return common and (named or not is_plural(self.line.lows[index + 1]))

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
        if self._chained() or (self.marks and self.marks[-1] == index - 1):
            self.verb = index
        elif self.line.lows[index - 1] == "to" and not self.bracket:
            self._infinitive(index)
        elif self.line.lows[index] == "being" and self.last == index - 1:
            # "With the camp being only 10 miles from it".
            self._mark(index, nearest_phrase(self.line, self.tags, index))
            self.stop = index

    def _infinitive(self, index: int) -> None:
        """A verb behind "to" or "will", said of whom the clause is about where "to" told no other."""
        if not self._chained() and (not self.marks or self.marks[-1] != index - 1):
            opened = not self.marks or self.tags[self.marks[-1]] == WALL
            # "Sulfa, under pressure to sell 3 mines, said".
            self._mark(index, self.resume if opened else self._current())
        self._open_phrase()
        self.verb, self.in_object = index, True

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
        if low == "as" and opens_clause(self.tags, index):
            self._subordinator(index)
            return True
        if low == "to":
            self._before_infinitive(index)
        bounds = bounds_number(self.line, self.tags, index)
        numbered = low != "at" or self.tags[index + 2] == NUMERAL  # not "stores open at least a year"
        if bounds and numbered and self.first >= 0 and not self.in_object:
            self._verb_before(index - (self.line.lows[index - 1] == "up"))  # "the board supports up to 3"
        return bounds

    def _before_infinitive(self, index: int) -> None:
        """Keep the subject behind "is believed to", and drop it behind "prompted the group to cut"."""
        if self._chained() and self.verb >= 0 and not self.has_verb:
            self.has_verb, self.resume, self.said = True, self.outer, None
        elif self._controlled(index):
            # "Asked the bank to lend 3": the bank lends; "met the terms to win 3": who does stays open.
            asked = self.verb >= 0 and self.line.lows[self.verb] in self.words.controlling
            self._mark(index, self._phrase() if asked else None)
        elif self.tags[index + 1] == NOT_FINITE and self.last == index - 1 and self.tags[index - 1] == NOUN:
            # "Called for the tax to be raised to 3%", "expects losses in May to be $3m".
            whole = self.first >= 0 and self.verb >= 0
            self._mark(index, self._phrase() if whole else nearest_phrase(self.line, self.tags, index))
            self.has_verb = self.in_object = True
        elif self._heads(index):
            self._about_phrase(index, lacks_verb=True)

    def _controlled(self, index: int) -> bool:
        """True for "to" with a verb behind the object of another: "asked the bank to lend 3"."""
        if not self.in_object or self.first < 0 or self.last != index - 1 or self.line.is_capital(index + 1):
            return False
        definite = self.line.lows[self.first] == "the" or self.line.is_capital(self.last)
        verb = self.tags[index + 1] == NOUN_OR_VERB or self.tags[index + 2] in _OBJECT_OPENERS
        return definite and verb and self.tags[index + 1] in {NOUN_OR_VERB, INFINITIVE}

    def _heads(self, index: int) -> bool:
        """True for "to" and a verb behind the first phrase of a clause: "Sulfa to shut 3 mines"."""
        if self.first < 0 or self.in_object or self.has_verb or self.last != index - 1:
            return False
        after = self.tags[index + 1]
        verbal = after == NOUN_OR_VERB and self.tags[index + 2] in _OBJECT_OPENERS
        return verbal or after in {INFINITIVE, NOT_FINITE, AUXILIARY}

    def _comma(self, index: int) -> None:
        sign = self.line.lows[index]
        if sign in _BRACKETS:
            self.bracket = sign == "("
        if self.has_verb:
            self._close_clause(index)
        else:
            self._close_phrase(sign)
        self.lacks_verb = self.lacks_verb and self.antecedent is not None
        self.stop = index
        if sign not in _WEAK_SIGNS:
            self._mark(index, None)  # what stands behind a dash says something of its own
            if self._leads_in(index):
                self._open_clause()
        self._open_phrase()

    def _close_phrase(self, sign: str) -> None:
        """A comma or bracket where the clause has no verb yet: what stood before it may be the subject."""
        if self.waiting is not None and sign == ",":
            # "Lund, who left after May, agreed".
            self.resume, self.waiting, self.due = self.waiting, None, True
        elif self.resume is not None:
            self.due = True  # "the show, for example, drew", "Norsk, a bank, drew"
        elif self.first >= 0 and sign != ")" and (not self.bracket or sign == "("):
            self.resume = None if self._period() else self._phrase()

    def _leads_in(self, index: int) -> bool:
        """True for the dash behind an agency and a place: "LONDON (Reuters) - Shares rose"."""
        if self.verb >= 0 or not self.line.is_capital(index + 1) or not self.line.is_capital(0):
            return False
        return all(self.line.is_capital(j) or self.tags[j] >= NUMERAL for j in range(index))

    def _close_clause(self, index: int) -> None:
        """A comma behind a verb: what follows may go on with the main subject."""
        self.due, self.aside, self.told = self.aside, False, None
        if self.first >= 0 and not self.in_object and self.tags[self.first - 1] == CONJUNCTION:
            self.apposed = self._phrase()  # "and Captain Hakim, a technician, had"
        if self.antecedent is None and self._current() is not self.resume:
            self._mark(index, self.resume)  # "which employs 300, and …": back to what the sentence is about

    def _conjunction(self, index: int) -> None:
        self.stop = index
        if self.governed and self.line.is_capital(index - 1) and self.line.is_capital(index + 1):
            return  # "in the US and Canada"
        if self.in_object or self.line.lows[index] == "but":
            self._open_phrase()
        elif self.resume is not None and (not self.has_verb or self.lacks_verb):
            self.listed = True  # "Boeing, Airbus and Embraer rose"

    def _subordinator(self, index: int) -> None:
        if self._chained() and self.tags[index + 1] in {ED, PARTICIPLE, PAST}:
            return  # "has since sold"
        if self.resume is not None and (self.aside or self.lacks_verb or not self.has_verb):
            self.waiting = self.resume
        self.outer = self.resume if self.resume is not None else self.outer
        self.said = None
        self.stop = index
        self._mark(index, None)
        self._open_clause()

    def _relative(self, index: int) -> None:
        self.stop = index
        subject = self.first >= 0 and not self.has_verb and self.tags[index - 1] != PREPOSITION
        # "The plant, which opened when": its own verb is still to come.
        self.aside = self.resume is not None and not self.has_verb and self.tags[index - 1] == COMMA
        told = self.has_verb
        about = self._antecedent(index)
        self.told = about if told else None
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
            found = self._phrase()
            if self.resume is not None and self.tags[self.first - 1] == COMMA and not self.listed:
                self.aside = True  # "Norsk, a bank that owns 3 mines, is": the name goes on
                return found
            self.resume = found
            return found
        if self.first >= 0 and not self.in_object:
            # "And the children who had been placed there were": a subject, or one more object.
            self.apposed = self._phrase()
            return None if self.apposed is None else self.apposed._replace(certain=False)
        if not self.has_verb and before == COMMA:
            if self.listed:
                self.resume = None  # "A, B and C, which hold": all of them
            return self.resume
        return nearest_phrase(self.line, self.tags, index - (before == COMMA))

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
            self.nested = not told
            self._mark(index, None)
            self._open_phrase()

    def _pronoun(self, index: int) -> None:
        low, raw = self.line.lows[index], self.line.raws[index]
        if raw.isupper() and len(raw) > 1 and not self.line.raws[index + 1].isupper():
            self.tags[index] = NOUN  # "IT services"
            self._nominal(index)
            return
        if low == "i" and self.line.is_number(index + 1) and self.line.glued(index + 1):
            self._nominal(index)  # "the i7"
            return
        if self._name(index) and low != "i":
            self._nominal(index)  # "Microsoft's Fix It patch"
            return
        self._open_phrase()
        self.first = self.last = index

    def _wall(self, index: int) -> None:
        if not ends_sentence(self.line, index):
            return
        if self.bracket and self.line.lows[index] == ";":
            self._comma(index)
            return
        self.bracket = False
        self.said = self.outer = self.waiting = None
        self.stop = index
        self._mark(index, None)
        self._open_clause()


_BY_CLASS: dict[int, Callable[[ClauseReader, int], None]] = {
    ADVERB: ClauseReader._adverb,
    NUMERAL: ClauseReader._numeral,
    DETERMINER: ClauseReader._determiner,
    POSSESSIVE: ClauseReader._determiner,
    AUXILIARY: ClauseReader._finite,
    PAST: ClauseReader._finite,
    PRESENT: ClauseReader._present,
    ED: ClauseReader._participle,
    PARTICIPLE: ClauseReader._participle,
    NOUN_OR_VERB: ClauseReader._noun_or_verb,
    ING: ClauseReader._ing,
    PREPOSITION: ClauseReader._preposition,
    CONJUNCTION: ClauseReader._conjunction,
    SUBORDINATOR: ClauseReader._subordinator,
    RELATIVE: ClauseReader._relative,
    THAT: ClauseReader._that,
    PRONOUN: ClauseReader._pronoun,
    COMMA: ClauseReader._comma,
    WALL: ClauseReader._wall,
    HYPHEN: ClauseReader._hyphen,
    NOT_FINITE: ClauseReader._not_finite,
    INFINITIVE: ClauseReader._infinitive,
}
_HANDLERS = tuple(_BY_CLASS.get(tag) for tag in range(INFINITIVE + 1))
"""What a word of each class does to the state, by its class."""
