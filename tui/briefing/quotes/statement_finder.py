"""Where what somebody says begins and ends around its verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefing.quotes.quote_words import QuoteWords, SpeechCue
from briefing.quotes.speaker_phrases import DASHES, Words
from briefing.quotes.spoken_sentences import SpokenSentence

MOST_ADJUNCT = 16
"""Words between a verb and the "that" or the quotation that belong to it, at most."""
_AHEAD = 5
"""Words in which the verb of the next clause is looked for."""
_MOST_CUES = 6
"""Verbs before one in the same sentence that may say where its statement begins."""
_DATELINE = 8
"""Words of a dateline, at most."""
_SHORTEST_PLACE = 3
_CLOSING = (".", ",", "!", "?", "…")
_CONJUNCTIONS = frozenset("and but yet so or still while".split())
_RECIPIENTS = frozenset("the a an his her their our my it you this these those some people everyone".split())
_OBJECT_CLAUSES = frozenset("how why what whether that there".split())

Beginning = tuple[int | None, str]
"""The first word of what is said, None where there is none behind the verb; and how it is told."""


class StatementFinder:
    """Finds what is said around the verbs of one sentence."""

    def __init__(self, sentence: SpokenSentence, lists: QuoteWords) -> None:
        self._s = sentence
        self._lists = lists

    # -- where it begins --------------------------------------------------------------------------

    def behind(self, at: int, cue: SpeechCue) -> Beginning:
        """Where what is said begins behind the verb at word `at`."""
        s = self._s
        k = at + 1
        if k >= len(s):
            return (None, "awaits") if ":" in s.gaps[k] else (None, "none")
        gap = s.gaps[k]
        if ":" in gap:
            return k, "colon"
        if s.quoted[k] >= 0:
            return k, "quote"
        if "," in gap:
            return self._late(k, "none")
        if not gap.isspace():
            return None, "none"
        return self._by_word(k, cue)

    def _by_word(self, k: int, cue: SpeechCue) -> Beginning:
        s, lists = self._s, self._lists
        word = s.words[k]
        if word == "that" and cue.clause:
            return k, "that"
        if word in cue.prepositions:
            return self._behind_particle(k)
        if cue.infinitive and word == "to":
            return k, "to"
        if cue.recipient:
            reached = self._behind_recipient(k, cue)
            if reached is not None:
                return reached
        is_adverb = word in lists.adverbs and word not in lists.determiners
        if word in lists.prepositions or word in lists.times or is_adverb or word.endswith("ly"):
            return self._late(k, "adjunct")
        return self._at_once(k, cue)

    def _at_once(self, k: int, cue: SpeechCue) -> Beginning:
        word, lists = self._s.words[k], self._lists
        if cue.clause:
            is_joint = word in lists.stops and word not in lists.clause_openers
            return (None, "none") if is_joint else (k, "clause")
        if cue.object:
            is_joint = word in lists.stops and word not in _OBJECT_CLAUSES
            return (None, "none") if is_joint else (k, "object")
        return self._late(k, "none") if cue.voice else (None, "none")

    def _behind_particle(self, k: int) -> Beginning:
        """Behind the preposition that makes the verb one of saying, or behind two: "lashed out at"."""
        s = self._s
        following = k + 1
        if following < len(s) and ":" in s.gaps[following]:
            return following, "colon"
        if s.words[k] in ("out", "back") and s.word(following) in self._lists.prepositions:
            following += 1
        if following >= len(s) or (s.words[k] in ("on", "in") and s.words[following] in self._lists.times):
            return None, "none"
        if s.quoted[following] >= 0:
            return following, "quote"
        if not s.is_plain(following) or s.words[k] == "back":
            return self._late(following, "none")
        if s.words[following] == "that" and s.words[k] == "out":
            return following, "that"
        return following, "preposition"

    def _behind_recipient(self, k: int, cue: SpeechCue) -> Beginning | None:
        """Behind the one who is told, that is behind up to "that", a quotation, or a word that opens a
        clause; None where nobody is told."""
        s, lists = self._s, self._lists
        if s.words[k] in lists.clause_openers and s.words[k] not in _RECIPIENTS:
            return None
        for place in range(k, min(k + MOST_ADJUNCT, len(s))):
            word = s.words[place]
            if s.quoted[place] >= 0:
                return place, "quote"
            if place == k:
                continue
            if ":" in s.gaps[place]:
                return place, "colon"
            if word == "that":
                return place, "that"
            if not s.is_plain(place):
                late = self._late(place, "none") if "," in s.gaps[place] else (None, "none")
                return late if late[0] is not None else (None, "adjunct")
            if word in ("about", "of"):
                return (
                    (place + 1, "preposition")
                    if cue.lemma == "tell" and place + 1 < len(s)
                    else (k, "object")
                )
            is_next_phrase = (
                word in lists.determiners and place > k + 1 and s.words[place - 1] not in ("all", "of")
            )
            if word in lists.statement_openers or is_next_phrase:
                return place, "clause"
            if word in lists.prepositions:
                return self._late(place, "adjunct")
        return None, "adjunct"

    def _late(self, k: int, otherwise: str) -> Beginning:
        """Where "that" or a quotation follows only behind words that say when, where or to whom."""
        s, lists = self._s, self._lists
        only_times = True
        for place in range(k, min(k + MOST_ADJUNCT, len(s))):
            word = s.words[place]
            if place > k and ":" in s.gaps[place]:
                return place, "colon"
            if s.quoted[place] >= 0:
                is_parted = "," in s.gaps[place] or place == k or only_times
                return (place, "quote") if is_parted else (None, otherwise)
            if word == "that" and (place > k or "," in s.gaps[k]):
                return place, "that"
            cue = lists.cues.get(word)
            if place > k and cue is not None and cue.form in ("past", "s") and cue.clause:
                return None, otherwise
            if only_times and not self._is_time(place):
                if place > k and otherwise == "adjunct" and self._opens_clause(place):
                    return place, "clause"
                only_times = False
        return None, otherwise

    def _is_time(self, at: int) -> bool:
        s, lists = self._s, self._lists
        word = s.words[at]
        if word in ("on", "in"):
            return s.word(at + 1) in lists.times
        return word in lists.times or word in lists.adverbs or word.endswith("ly")

    def _opens_clause(self, at: int) -> bool:
        s, lists = self._s, self._lists
        opens = s.words[at] in lists.clause_openers and s.words[at] not in lists.prepositions
        return s.is_plain(at) and (opens or s.surfaces[at][0].isupper())

    def clause_start(self, at: int, cues: Sequence[Words]) -> int:
        """The first word of what is said in front of word `at`; `cues` are those of others so far."""
        s = self._s
        whole = self._whole_quotation(at - 1)
        if whole is not None:
            return whole
        begin = self._dateline()
        for _, end in cues[-_MOST_CUES:]:
            # What somebody else says in the same sentence.
            for place in range(end, at):
                is_turn = s.words[place] in ("and", "but", "while") and "," in s.gaps[place]
                if ";" in s.gaps[place] or is_turn:
                    begin = max(begin, place)
                    break
        for place in range(at - 1, begin, -1):
            if ";" in s.gaps[place] and s.quoted[place] < 0:
                begin = place
                break
        if s.words[begin] in _CONJUNCTIONS and s.quoted[begin] < 0 and begin + 1 < at:
            begin += 1
        return begin

    def _dateline(self) -> int:
        """How many words at the beginning only say where it is told: "WASHINGTON (Reuters) - "."""
        s = self._s
        if not s.surfaces[0].isupper() or len(s.surfaces[0]) < _SHORTEST_PLACE:
            return 0
        return next((at for at in range(1, min(_DATELINE, len(s))) if _has_dash(s.gaps[at])), 0)

    def _whole_quotation(self, last: int) -> int | None:
        """Where a quotation that ends with word `last` begins, unless it is but the end of a statement."""
        s = self._s
        number = s.quoted[last]
        if number < 0:
            return None
        first = s.quoted.index(number)
        one = s.quotations[number]
        is_sentence = s.text[one.inner_start : one.inner_start + 1].isupper()
        if first == 0 or (is_sentence and any(mark in s.gaps[first] for mark in ".:;,?!")):
            return first
        return None

    # -- where it ends ----------------------------------------------------------------------------

    def start_of(self, at: int) -> int:
        """Where the text of word `at` begins, with the mark that opens a quotation there."""
        s = self._s
        if s.quoted[at] >= 0:
            one = s.quotations[s.quoted[at]]
            if at == 0 or one.start >= s.ends[at - 1]:
                return max(one.start, s.start)
        gap = s.gaps[at]
        return s.starts[at] - 1 if gap and gap[-1] in "$£€([#@" else s.starts[at]

    def end_of(self, at: int) -> int:
        """Where the text of word `at` ends, with the mark that closes a quotation there."""
        s = self._s
        if s.quoted[at] >= 0:
            one = s.quotations[s.quoted[at]]
            if at + 1 >= len(s) or one.end <= s.starts[at + 1]:
                return min(one.end, s.end)
        return s.ends[at] + 1 if s.gaps[at + 1][:1] in ("%", ")", "]") else s.ends[at]

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """The text from word `first` to word `last`, with the marks around it."""
        return self.start_of(first), self.end_of(last)

    def statement_from(self, first: int, *, is_part: bool = False) -> tuple[int, int]:
        """The text of what is said from word `first` on; where it `is_part` of another sentence, up to the
        comma behind which that goes on."""
        return self.start_of(first), self._statement_end(first, is_part)

    def _statement_end(self, first: int, is_part: bool) -> int:
        s = self._s
        if s.quoted[first] >= 0:
            last = first
            while last + 1 < len(s) and s.quoted[last + 1] == s.quoted[first]:
                last += 1
            if last + 1 >= len(s) or (self._closes_sentence(first) and not self._is_joined(last + 1)):
                return self.end_of(last)
        for at in range(first + 1, len(s)):
            if self._ends_before(at) or (is_part and self._goes_on_apart(at)):
                return self.end_of(at - 1)
        return max(s.end, s.ends[-1])

    def _is_joined(self, at: int) -> bool:
        """Whether a second part of a statement follows a quotation: "and “…”", "and that …"."""
        s = self._s
        if s.word(at) not in ("and", "or", "but") or at + 1 >= len(s):
            return False
        return s.quoted[at + 1] >= 0 or s.words[at + 1] == "that"

    def without_time(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch without the words at its end that say when: "the plan on Tuesday"."""
        s, lists = self._s, self._lists
        last = whole = bisect_left(s.starts, end) - 1
        while last > 0 and s.starts[last - 1] > start and s.words[last] in lists.times and s.is_plain(last):
            last -= 1
            if s.words[last] in ("on", "in", "late", "early") and s.starts[last - 1] > start:
                last -= 1
        return (start, end) if last == whole else (start, self.end_of(last))

    def _goes_on_apart(self, at: int) -> bool:
        """Whether the sentence around a clause goes on behind a comma: with a name, a pronoun, an article."""
        s = self._s
        return s.quoted[at] < 0 and "," in s.gaps[at] and self._opens_subject(at)

    def _opens_subject(self, at: int) -> bool:
        s, lists = self._s, self._lists
        if at >= len(s):
            return False
        word = s.words[at]
        is_subject = word in lists.determiners or (word in lists.pronouns and word not in lists.stops)
        return is_subject or word in lists.prepositions or s.surfaces[at][0].isupper()

    def _closes_sentence(self, at: int) -> bool:
        s = self._s
        one = s.quotations[s.quoted[at]]
        closing = s.text[max(one.inner_end - 1, one.inner_start) : one.inner_end]
        return closing in _CLOSING or s.text[one.end : one.end + 1] in (*_CLOSING, ";")

    def _ends_before(self, at: int) -> bool:
        s = self._s
        if s.quoted[at] >= 0 and s.quoted[at] == s.quoted[at - 1]:
            return False
        gap, word = s.gaps[at], s.words[at]
        if gap == " " and word not in ("and", "but"):
            return False  # As most words: none of what is asked below.
        if ";" in gap:
            return True
        if _has_dash(gap):
            return not any(_has_dash(s.gaps[p]) for p in range(at + 1, len(s)) if s.quoted[p] < 0)
        if s.quoted[at] >= 0:
            return False
        if "," in gap:
            if word in ("which", "who", "whose") and self._is_aside(at):
                return False
            cue = self._lists.cues.get(word)
            if word == "but" and not self._opens_subject(at + 1):
                return False
            if word in self._lists.turning or (cue is not None and cue.form == "ing" and cue.clause):
                return True
        if word in ("and", "but"):
            return self._is_cue_ahead(at + 1, True)
        return "," in gap and self._is_cue_ahead(at, False)

    def _is_aside(self, at: int) -> bool:
        """Whether a relative clause ends in a comma behind which the verb of the statement stands."""
        s, lists = self._s, self._lists
        for place in range(at + 1, len(s)):
            if s.quoted[place] < 0 and "," in s.gaps[place]:
                word = s.words[place]
                return word in lists.auxiliaries or (word.endswith("ed") and word not in lists.cues)
        return False

    def _is_cue_ahead(self, at: int, is_joined: bool) -> bool:
        """Whether another verb of saying begins at a word, with or without a subject of its own."""
        s, lists = self._s, self._lists
        place = at
        while place < len(s) and (self._is_time(place) or s.words[place] in ("has", "have", "had")):
            if not s.is_plain(place) and place > at:
                return False
            place += 1
        if place >= len(s) or s.quoted[place] >= 0:
            return False
        cue = lists.cues.get(s.words[place])
        if cue is not None and cue.form in ("past", "s") and (cue.clause or cue.object) and is_joined:
            return True
        for ahead in range(place + 1, min(place + _AHEAD, len(s))):
            if not s.is_plain(ahead):
                return False
            cue = lists.cues.get(s.words[ahead])
            if cue is not None and cue.lemma in lists.plain_cues and cue.form in ("past", "s"):
                return s.surfaces[ahead - 1][0].isupper() or s.words[ahead - 1] in lists.pronouns
        return False


def _has_dash(gap: str) -> bool:
    return any(dash in gap for dash in DASHES)
