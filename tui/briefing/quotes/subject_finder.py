"""Who stands in front of a verb of saying as its subject."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing.quotes.quote_words import QuoteWords, SpeechCue
from briefing.quotes.speaker_phrases import (
    DASHES,
    SPANS,
    Words,
    first_subject,
    phrase_before,
    phrase_before_aside,
)
from briefing.quotes.spoken_sentences import SpokenSentence
from briefing.text.stopwords import DEMONYMS

SubjectForm = Literal["left", "aside", "relative", "none", "borrowed", "coordinated", "later", "asked"]
"""How it stands: right before the verb, before an aside, as "who"; not in front at all; it is that of
another verb, or of the clause behind a participle; of "Asked if …" there is none."""

_CHAIN = 3
"""Words between "to" and the verb on which it hangs: "was quick to point out"."""
_RELATIVES = frozenset(("who", "that", "which"))
_MOST_CLAUSE = 8
"""Words of a clause between a phrase and its verb, at most."""
_ADJECTIVES = 2
"""Words that may stand between an article and what is read as a phrase: "a long social media post"."""
_SINGULAR = frozenset("a an this that another each every".split())
_EARLIER = frozenset("earlier later before after ago".split())
_HEADS = frozenset("this that some many others all both".split())


class Subject(NamedTuple):
    """The words in front of a verb that tell who says it."""

    words: Words | None
    form: SubjectForm
    first: int
    """Its first word, or that of the verb where it has none."""
    features: list[str]
    """What speaks for an attribution and against it, by name."""


class SubjectFinder:
    """Finds the subjects of the verbs of one sentence, asked in order."""

    def __init__(self, sentence: SpokenSentence, lists: QuoteWords, is_headline: bool) -> None:
        self._s = sentence
        self._lists = lists
        self._is_headline = is_headline
        self.known: list[Words] = []
        """Subjects of the verbs so far."""

    def find(self, at: int, cue: SpeechCue) -> Subject | None:
        """Return the subject of the verb at word `at`; None where the word is no verb."""
        s, lists = self._s, self._lists
        place, features = self._before_verb(at, cue)
        if place < 0 or s.quoted[place] >= 0:
            return self._at_beginning(at, cue, place + 1, features)
        if not s.is_plain(place + 1):
            return self._behind_mark(at, cue, place, features)
        word = s.words[place]
        if word in ("and", "or", "but", "then"):
            return Subject(self._borrowed(at), "coordinated", at, features)
        if word in _RELATIVES:
            return Subject((place, place + 1), "relative", place, features)
        is_participle = cue.form == "ing" and "progressive" not in features
        if is_participle and (word in lists.prepositions or word in lists.documents):
            return Subject(self._borrowed(at), "borrowed", at, [*features, "participle"])
        if word in lists.stops or self._is_noun(place, cue):
            return None
        told = [*features, "bare-ing"] if is_participle else features
        found = self._phrase(place, told, is_base=cue.form == "base")
        if is_participle and found is not None and found.first > 0 and s.words[found.first - 1] == "with":
            found.features[found.features.index("bare-ing")] = "absolute"
        return found

    def _is_noun(self, before: int, cue: SpeechCue) -> bool:
        """Whether a word that may be a verb is a noun by word `before`: "Lee's claims", "its post"."""
        word = self._s.words[before]
        is_genitive = word.endswith(("'s", "s'")) or self._s.gaps[before + 1] in ("' ", "’ ")
        return is_genitive and cue.form != "past" and word[:-2] not in self._lists.pronouns

    def _before_verb(self, at: int, cue: SpeechCue) -> tuple[int, list[str]]:
        """The last word in front of the verb and what belongs to it, and what that tells."""
        s, lists = self._s, self._lists
        features: list[str] = []
        place = at - 1
        chain = 0
        while place >= 0 and s.is_plain(place + 1) and s.quoted[place] < 0:
            word = s.words[place]
            if word in lists.negations or word.endswith("n't"):
                features.append("negated")
            elif word == "to":
                features.append("to")
                chain = _CHAIN
            elif word in lists.auxiliaries or word in lists.adverbs or word in lists.times:
                features += self._of_auxiliary(word, cue)
            elif word in SPANS and s.word(place + 1) in _EARLIER:
                place -= 1  # "had one day earlier said"
            elif not (word.endswith("ly") and s.surfaces[place][0].islower()):
                is_verb = s.surfaces[place][0].islower() and word not in lists.pronouns
                if not (chain and is_verb) or word in lists.stops or word in lists.determiners:
                    break
                chain -= 1
            place -= 1
        return place, features

    def _of_auxiliary(self, word: str, cue: SpeechCue) -> list[str]:
        found = ["modal"] if word in self._lists.modals else []
        if word in self._lists.being and cue.form in ("past", "ing"):
            found.append("passive" if cue.form == "past" else "progressive")
        return found

    def _at_beginning(self, at: int, cue: SpeechCue, first: int, features: list[str]) -> Subject:
        if first == 0 and cue.form == "ing":
            return Subject(self._later(at), "later", 0, features)
        if first == 0 and cue.form == "past":
            return Subject(None, "asked", at, features)
        return Subject(None, "none", first, features)

    def _behind_mark(self, at: int, cue: SpeechCue, place: int, features: list[str]) -> Subject:
        """The subject of a verb behind a comma, a bracket or a dash, which stand behind word `place`."""
        gap = self._s.gaps[place + 1]
        if cue.form == "ing":
            return Subject(self._borrowed(at), "borrowed", at, features)
        if any(mark in gap for mark in (",", ")", *DASHES)):
            aside = phrase_before_aside(self._s, place, self._lists)
            if aside is not None:
                whole = (aside[0], place + 1) if self._is_named_by_aside(aside, place) else aside
                return Subject(whole, "aside", aside[0], features)
        return Subject(None, "none", place + 1, features)

    def _is_named_by_aside(self, phrase: Words, last: int) -> bool:
        """Whether the aside behind a phrase, up to word `last`, is the name of whom the phrase describes:
        "the mayor, Ann Lee, said"."""
        s = self._s
        is_name = all(s.surfaces[at][0].isupper() for at in range(phrase[1], last + 1))
        opening = s.words[phrase[0]]
        is_described = s.surfaces[phrase[1] - 1][0].islower() and (
            opening in self._lists.determiners or opening.endswith(("'s", "s'"))
        )
        is_one = all(s.is_plain(at) for at in range(phrase[1] + 1, last + 1))
        return is_name and is_described and is_one

    def _phrase(self, last: int, features: list[str], *, is_base: bool) -> Subject | None:
        s, lists = self._s, self._lists
        words = phrase_before(s, last, lists)
        head = s.words[last]
        relative = words[0] - 1
        if (
            relative > 0
            and s.words[relative] == "who"
            and s.is_plain(relative)
            and s.surfaces[words[0]][0].islower()
        ):
            # "Others who want it banned said"
            words = phrase_before(s, relative - 1, lists)
        if head in lists.prepositions or (head in lists.determiners and head not in _HEADS):
            return None
        words = self._from_quotation(words)
        if is_base and not features and self._is_singular(words):
            return None  # "a post", "the progress in a post": a noun
        if "bare-ing" in features and s.surfaces[last][0].islower() and head in lists.cues:
            return None  # "They say adding salt is simple"
        if "bare-ing" in features and not self._may_be_phrase(words):
            # "He came away calling it a success"
            return Subject(self._clause_subject(words[0]), "borrowed", words[0], features)
        if head in lists.pronouns:
            features.append("pronoun")
        elif s.surfaces[last][0].isupper():
            features.append("capital")
        else:
            features.append("plural" if head.endswith("s") else "common")
        if head.endswith(("'s", "s'")):
            features.append("contracted" if head[:-2] in lists.pronouns else "genitive")
        return Subject(words, "left", words[0], features)

    def _is_singular(self, words: Words) -> bool:
        """Whether the last noun of a phrase is of one, or it has none: "a letter", "the progress in a post",
        "Chinese"."""
        s = self._s
        if words[1] == words[0] + 1 and s.words[words[0]] in DEMONYMS:
            return True
        for at in range(words[1] - 1, max(words[0] - _ADJECTIVES, 0) - 1, -1):
            if s.words[at] in self._lists.determiners:
                return s.words[at] in _SINGULAR and at < words[1] - 1 and s.words[words[1] - 1][-1] != "s"
            if not s.is_plain(at):
                break
        return False

    def _may_be_phrase(self, words: Words) -> bool:
        """Whether words in front of a participle may be those of somebody, and are no verb with what belongs
        to it."""
        s, lists = self._s, self._lists
        opening, head = s.words[words[0]], s.words[words[1] - 1]
        if words == (0, 1) and not self._is_headline:
            return head.endswith("s")  # "Worth saying is …"
        if head in SPANS or head in lists.times:
            return False  # "spent an hour defending it"
        if s.surfaces[words[0]][0].isupper() or s.surfaces[words[1] - 1][0].isupper():
            return True
        is_told = opening in lists.determiners or opening in lists.pronouns
        return is_told or head.endswith("s") or head in lists.roles

    def _clause_subject(self, at: int) -> Words | None:
        """The subject of the clause whose verb is word `at`."""
        s = self._s
        if at > 0 and s.is_plain(at) and s.quoted[at - 1] < 0:
            before = s.words[at - 1]
            if before in self._lists.pronouns or s.surfaces[at - 1][0].isupper():
                return phrase_before(s, at - 1, self._lists)
        return self._borrowed(at)

    def _from_quotation(self, words: Words) -> Words:
        """The phrase at once behind the quotation that the sentence begins with, where but a clause that
        belongs to it stands between it and the verb: "“…,” the woman who runs the port said"."""
        s = self._s
        first = words[0]
        while first > 0 and words[0] - first < _MOST_CLAUSE and s.quoted[first - 1] < 0 and s.is_plain(first):
            first -= 1
        is_behind = 0 < first < words[0] and s.quoted[0] == s.quoted[first - 1] >= 0
        if not is_behind or any(one[0] >= first for one in self.known):
            return words
        phrase = first_subject(s, first, words[0], self._lists)
        if phrase is None or phrase[0] != first:
            return words
        return first, phrase[1] - (s.words[phrase[1] - 1] in _RELATIVES)

    def _borrowed(self, at: int) -> Words | None:
        """The subject of the verb before, else of the sentence."""
        for words in reversed(self.known):
            if words[1] <= at and self._s.words[words[0]] not in _RELATIVES:
                return words
        return first_subject(self._s, 0, at, self._lists)

    def _later(self, at: int) -> Words | None:
        """The subject of the clause behind a participle: "Speaking on Monday, Mr Lee …"."""
        s = self._s
        for place in range(at + 1, len(s)):
            if "," in s.gaps[place] and s.quoted[place] < 0:
                return first_subject(s, place, len(s), self._lists)
        return None
