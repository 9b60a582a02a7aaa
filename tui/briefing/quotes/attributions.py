"""Attributions in a sentence: a verb of saying, who it is said of, and what is said.

Found by the classes of the verb and the order of the words around it, without a parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.quotes.attribution_likelihood import likelihood
from briefing.quotes.finite_verbs import is_clause
from briefing.quotes.quote_words import QuoteWords, SpeechCue
from briefing.quotes.speaker_phrases import DASHES, SIGNS, Words, phrase_before, phrase_behind
from briefing.quotes.spoken_sentences import SpokenSentence
from briefing.quotes.statement_finder import MOST_ADJUNCT, StatementFinder
from briefing.quotes.subject_finder import Subject, SubjectFinder

_LIKELY_SUBJECT = 0.3
"""Who is so likely the subject of a verb of saying may be that of the next one, too."""
_LABEL = 7
"""Words of a label, at most: "Ann Lee, Reuters: …"."""
_MOST_FOUND = 12
"""Attributions of a sentence, at most, that are heeded by the next."""
_SHORT = 4
"""So few words in front of "according to" are no statement of their own: what follows is."""

_MOST_CUE = 8
"""Words in front of a verb, at most, that are told with it."""
_TURNED = frozenset(("negated", "to", "modal"))
_ADJUNCT = 6
"""Words in front of a subject, at most, that only say when or where."""

Stretch = tuple[int, int]
"""A stretch of the article's text, half-open, in code points."""


@dataclass(slots=True)
class Attribution:
    """What one cue of a sentence attributes."""

    cue: Words
    speaker: Words | None
    pieces: list[Stretch]
    """What is said."""
    features: list[str] = field(default_factory=list)
    """What speaks for it and against it, by name."""
    awaits: bool = False
    """Whether what is said follows in the next passage."""
    likely: float | None = None
    """How likely it is one, where that was asked when it was whole."""

    @property
    def is_source(self) -> bool:
        """Whether it names where something is from, not who said it: "according to"."""
        return self.features[0].startswith("according")


class AttributionReader:
    """Reads the attributions of one sentence."""

    def __init__(self, sentence: SpokenSentence, lists: QuoteWords, is_headline: bool) -> None:
        self._s = sentence
        self._lists = lists
        self._is_headline = is_headline
        self._subjects = SubjectFinder(sentence, lists, is_headline)
        self._statements = StatementFinder(sentence, lists)
        self._found: list[Attribution] = []

    def attributions(self) -> list[Attribution]:
        """Return them in the order of their cues."""
        s = self._s
        self._take(self._labelled())
        self._take(self._signed())
        telling, quoted = self._lists.telling, s.quoted
        for at in [at for at, word in enumerate(s.words) if word in telling and quoted[at] < 0]:
            word = s.words[at]
            if word == "according" and s.word(at + 1) == "to":
                self._take(self._according(at))
                continue
            if word in self._lists.nouns and s.word(at + 1) in ("that", "to") and s.is_plain(at + 1):
                noun = self._of_noun(at)
                if noun is not None:
                    self._take(noun)
                    continue
            cue = self._lists.cues.get(word)
            if cue is not None and (s.surfaces[at][0].islower() or at == 0 or self._is_headline):
                self._take(self._of_verb(at, cue))
        return self._found

    def _take(self, found: Attribution | None) -> None:
        if found is not None:
            self._found.append(found)
            found.likely = likelihood(found.features)
            if found.speaker is not None and found.likely >= _LIKELY_SUBJECT:
                self._subjects.known.append(found.speaker)

    def _labelled(self) -> Attribution | None:
        """`NAME: what is said`, at the beginning; what a label alone is for follows in the next passage."""
        s = self._s
        if s.text.find(":", s.start, s.end) < 0:
            return None
        if s.gaps[-1].startswith((":", "]:")) and len(s) < _LABEL and s.surfaces[0][0].isupper():
            is_verb = any(word in self._lists.cues for word in s.words)
            end = next((at for at in range(1, len(s)) if not s.is_plain(at)), len(s))
            return None if is_verb else Attribution((0, 0), (0, end), [], ["label"], True)
        for at in range(1, min(_LABEL, len(s))):
            if s.gaps[at].startswith((":", "]:")) and s.quoted[at - 1] < 0:
                label = range(at)
                is_name = all(
                    s.surfaces[n][0].isupper() or s.words[n] in ("of", "the", "de", "on") for n in label
                )
                is_verb = any(s.words[n] in self._lists.cues for n in label) and not self._is_headline
                if is_verb or not is_name:
                    return None
                return Attribution((at, at), (0, at), [self._statements.statement_from(at)], ["label"])
            if not s.is_plain(at):
                return None
        return None

    def _signed(self) -> Attribution | None:
        """`“What is said” - NAME`: a quotation with a name behind it, and nothing else."""
        s = self._s
        if s.quoted[0] != 0:
            return None
        first = next((at for at, quoted in enumerate(s.quoted) if quoted != 0), len(s))
        if not 0 < first < len(s) or s.quoted[first] >= 0 or not any(dash in s.gaps[first] for dash in SIGNS):
            return None
        end = next((at for at in range(first, len(s)) if at > first and not s.is_plain(at)), len(s))
        is_name = all(
            s.surfaces[at][0].isupper() or s.words[at] in ("of", "the", "de") for at in range(first, end)
        )
        if not is_name or end < len(s) or end - first >= _LABEL:
            return None
        return Attribution((first, first), (first, end), [self._statements.whole(0, first - 1)], ["signed"])

    def _according(self, at: int) -> Attribution | None:
        s = self._s
        speaker = phrase_behind(s, at + 2, self._lists)
        if speaker is None:
            return None
        end = speaker[1]
        if at == 0 or (at == 1 and s.words[0] in ("and", "but")):
            begin = next((p for p in range(end, len(s)) if any(m in s.gaps[p] for m in ',"“')), None)
            if begin is None:
                return None
            pieces, how = [self._statements.statement_from(begin)], "first"
        else:
            begin = self._statements.clause_start(at, [one.cue for one in self._found[-_MOST_FOUND:]])
            if begin >= at:
                return None
            pieces, how = [(self._statements.start_of(begin), s.ends[at - 1])], "last"
            if at - begin <= _SHORT and end < len(s) and "," in s.gaps[end]:
                pieces.append(self._statements.statement_from(end))
        return Attribution((at, at + 2), speaker, pieces, [f"according:{how}"])

    def _of_noun(self, at: int) -> Attribution | None:
        """`X's claim that …`; None where nobody's it is."""
        s, lists = self._s, self._lists
        for place in range(at - 1, max(at - _SHORT, -1), -1):
            if not s.is_plain(place + 1) or s.quoted[place] >= 0:
                return None
            word = s.words[place]
            is_genitive = word.endswith("'s") or s.gaps[place + 1] in ("' ", "’ ")
            if word in lists.possessives or is_genitive:
                speaker = (place, place + 1) if word in lists.possessives else phrase_before(s, place, lists)
                pieces = [self._statements.statement_from(at + 1)]
                return Attribution(
                    (at, at + 1), speaker, pieces, [f"noun {s.words[at + 1]}", f"noun {s.words[at]}"]
                )
            if word in lists.stops or word in lists.determiners:
                return None
        return None

    # -- verbs ------------------------------------------------------------------------------------

    def _of_verb(self, at: int, cue: SpeechCue) -> Attribution | None:
        s = self._s
        subject = self._subjects.find(at, cue)
        if subject is None:
            return None
        begin, how = self._statements.behind(at, cue)
        before = self._in_front(subject)
        features = [*subject.features, f"subject:{subject.form}"]
        found = Attribution((self._first_of_cue(at, subject), at + 1), subject.words, [], features)
        if subject.first > 0 and s.words[subject.first - 1] == "as" and how in ("none", "adjunct", "awaits"):
            self._relay(found, subject.first - 1, at)
        elif subject.form == "none":
            if before is None or cue.form in ("base", "ing") or not self._invert(found, before):
                return None
        elif before is not None and self._may_follow(at, cue) and self._stands_behind(subject, how):
            features.append("before")
            self._add_around(found, before, at + 1)
        elif how == "awaits":
            features.append("awaits")
            found.awaits = True
            return found
        elif begin is not None:
            features.append(f"after:{how}")
            if (
                before is not None
                and how in ("quote", "colon", "that")
                and self._ends_quotation(subject.first)
            ):
                found.pieces.append(before)
            is_part = subject.form in ("asked", "later") or self._is_subordinate(subject)
            stretch = self._statements.statement_from(begin, is_part=is_part)
            if how in ("object", "preposition"):
                stretch = self._statements.without_time(*stretch)
            found.pieces.append(stretch)
        found.pieces = [(start, end) for start, end in found.pieces if start < end]
        if not found.pieces:
            leads_on = cue.clause or (cue.voice and s.gaps[-1].startswith(":"))
            found.awaits = leads_on and subject.words is not None and cue.form in ("past", "s")
            return found if found.awaits else None
        is_quoted = any(
            start < one.inner_end and one.inner_start < end
            for start, end in found.pieces
            for one in s.quotations
        )
        is_joined = cue.apart and begin == at + 1 and not any(mark in s.gaps[begin] for mark in ",:")
        if cue.is_voice_alone and (not is_quoted or "bare-ing" in features or is_joined):
            return None
        if how == "clause" and begin is not None and not is_quoted and "before" not in features:
            # "concluded a phone call": with a thing behind it, such a verb says nothing.
            says_things = cue.object or cue.recipient or cue.lemma == "say"
            if not says_things and not is_clause(s, begin, found.pieces[-1][1], self._lists):
                return None
        features += self._weighed(found, cue, how, is_quoted)
        return found

    def _first_of_cue(self, at: int, subject: Subject) -> int:
        """Where the words begin that say that it is said: with the verb, or right behind its subject where
        what stands between turns it: "never said", "refused to confirm"."""
        if _TURNED.isdisjoint(subject.features) or subject.words is None or subject.form != "left":
            return at
        first = subject.words[1]
        is_whole = at - first <= _MOST_CUE and all(map(self._s.is_plain, range(first, at + 1)))
        return first if is_whole else at

    def _weighed(self, found: Attribution, cue: SpeechCue, how: str, is_quoted: bool) -> list[str]:
        """What else speaks for an attribution by a verb and against it."""
        s, lists = self._s, self._lists
        quoted = "quoted" if is_quoted else "unquoted"
        stands = "before" if "before" in found.features else how
        head = next(
            (one for one in ("pronoun", "capital", "plural", "common") if one in found.features), "none"
        )
        kinds = [name for name in ("clause", "object", "voice", "infinitive") if getattr(cue, name)]
        start, end = found.pieces[-1]
        size = s.text.count(" ", start, end) + 1
        first = next((n for n in range(len(s)) if s.ends[n] > start), 0)
        word = s.words[first]
        opening = (
            "that"
            if word == "that"
            else "pronoun"
            if word in lists.pronouns
            else "determiner"
            if word in lists.determiners
            else "preposition"
            if word in lists.prepositions
            else "capital"
            if s.surfaces[first][0].isupper()
            else "ing"
            if word.endswith("ing")
            else "small"
        )
        # "With X saying …" states as a sentence does.
        form = "past" if "absolute" in found.features else cue.form
        passive = "passive" if "passive" in found.features else "active"
        return [
            quoted,
            f"cue:{cue.lemma}",
            f"cue:{cue.lemma} {stands}",
            f"cue:{cue.lemma} {form}",
            f"form:{form} {head}",
            f"form:{form} {found.features[0] if found.features[0] in ('to', 'modal', 'negated') else ''}",
            f"{quoted} {stands}",
            f"{quoted} {stands} {'+'.join(kinds)}",
            f"{passive} {stands} {quoted}",
            f"opens:{opening} {stands}",
            f"size:{min(size, 16) // 4} {quoted}",
            "headline" if self._is_headline else "text",
        ]

    def _is_subordinate(self, subject: Subject) -> bool:
        """Whether the verb stands in a clause that is but a part of the sentence: "When X said …, Y left"."""
        first = subject.first - 1
        return 0 <= first <= _SHORT and self._s.words[first] in self._lists.subordinating

    def _invert(self, found: Attribution, before: Stretch) -> bool:
        """Take what stands in front of the verb as said by who stands behind: "…", said X."""
        s, lists = self._s, self._lists
        speaker = phrase_behind(s, found.cue[1], lists)
        if speaker is None:
            return False
        end = speaker[1]
        goes_on = end < len(s) and s.is_plain(end) and s.quoted[end] < 0
        if goes_on and s.words[end] in lists.auxiliaries:
            return False  # "Ann Lee, the mayor, said her house was sold."
        if goes_on and s.words[speaker[0]] in lists.pronouns:
            is_adjunct = s.words[end] in lists.prepositions or s.words[end] in lists.times
            if not is_adjunct and not s.words[end].endswith("ly"):
                # "Ann Lee of the harbour office, says they are": a clause of its own.
                return False
        found.speaker = speaker
        found.features[-1] = "subject:inverted"
        found.pieces.append(before)
        follow = self._following_quotation(end)
        if follow is not None:
            found.pieces.append(follow)
        elif end < len(s) and "," in s.gaps[end] and s.words[end] in lists.auxiliaries:
            found.pieces.append(self._statements.statement_from(end))
        return True

    def _relay(self, found: Attribution, at: int, verb: int) -> None:
        """Take what "as X said" is put before or behind: all in front of its comma, or behind it."""
        s = self._s
        if at > 1 and "," in s.gaps[at]:
            begin = self._statements.clause_start(
                at, [one.cue for one in self._found[-_MOST_FOUND:] if one.cue[1] < at]
            )
            if begin < at:
                found.pieces.append((self._statements.start_of(begin), self._statements.end_of(at - 1)))
        elif at <= 1:
            comma = next(
                (n for n in range(verb + 1, len(s)) if "," in s.gaps[n] and s.quoted[n - 1] < 0), None
            )
            if comma is not None:
                found.pieces.append(self._statements.statement_from(comma))

    def _add_around(self, found: Attribution, before: Stretch, at: int) -> None:
        """Take what stands in front of the subject, and what goes on behind the verb: "…, X said, …"."""
        s = self._s
        found.pieces.append(before)
        follow = self._following_quotation(at)
        if follow is not None:
            found.pieces.append(follow)
        else:
            comma = next((n for n in range(at, min(at + _SHORT + 1, len(s))) if s.gaps[n][:1] == ","), None)
            if comma is not None and self._goes_on(comma, before):
                found.pieces.append(self._statements.statement_from(comma))

    def _may_follow(self, at: int, cue: SpeechCue) -> bool:
        """Whether a verb can stand behind what is said: "…, X said", "…, X pointed out"."""
        particle = self._s.word(at + 1)
        return cue.clause or cue.voice or (particle in ("out", "back") and particle in cue.prepositions)

    def _stands_behind(self, subject: Subject, how: str) -> bool:
        """Whether subject and verb follow what is said."""
        if how in ("that", "quote", "colon"):
            return False
        opening, first = self._s.words[0], subject.first
        is_adjunct = opening in self._lists.prepositions or opening == "according"
        if is_adjunct and first <= _ADJUNCT and self._s.quoted[first - 1] < 0:
            return False  # "In a letter, X wrote to the council."
        return self._ends_quotation(subject.first) or how in ("none", "adjunct", "awaits")

    def _goes_on(self, at: int, before: Stretch) -> bool:
        """Whether what is said goes on behind "…, X said, ": no participle and no other clause begins."""
        s, lists = self._s, self._lists
        word = s.word(at)
        if word in lists.turning or word.endswith("ing") or word in ("and", "a", "according"):
            return False
        is_direct = any(before[0] <= one.inner_start and one.inner_end <= before[1] for one in s.quotations)
        return s.quoted[at] >= 0 or not is_direct

    def _ends_quotation(self, at: int) -> bool:
        s = self._s
        return at > 0 and s.quoted[at - 1] >= 0 and (at >= len(s) or s.quoted[at] != s.quoted[at - 1])

    def _in_front(self, subject: Subject) -> Stretch | None:
        """What stands in front of the subject, where a comma or a quotation's end parts them."""
        s, first = self._s, subject.first
        if first <= 0 or subject.form in ("borrowed", "coordinated", "later"):
            return None
        if not (self._ends_quotation(first) or any(mark in s.gaps[first] for mark in (",", *DASHES))):
            return None
        begin = self._statements.clause_start(
            first, [one.cue for one in self._found[-_MOST_FOUND:] if one.cue[1] < first]
        )
        return (
            (self._statements.start_of(begin), self._statements.end_of(first - 1)) if begin < first else None
        )

    def _following_quotation(self, at: int) -> Stretch | None:
        """A quotation that goes on in the same sentence behind "he said", at once or behind an adjunct."""
        s = self._s
        for place in range(at, min(at + MOST_ADJUNCT, len(s))):
            if s.quoted[place] >= 0:
                is_parted = any(mark in s.gaps[place] for mark in (",", ":", ".", ";", "—", "-"))
                return self._statements.statement_from(place) if is_parted else None
            if place > at and s.words[place] in self._lists.cues:
                return None
        return None
