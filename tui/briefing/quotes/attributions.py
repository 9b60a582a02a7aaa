"""Attributions in a sentence: a verb of saying, who it is said of, and what is said.

Found by the classes of the verb and the order of the words around it, without a parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.quotes.quote_words import QuoteWords, SpeechCue
from briefing.quotes.speaker_phrases import DASHES, Words, phrase_behind
from briefing.quotes.spoken_sentences import SpokenSentence
from briefing.quotes.statement_finder import MOST_ADJUNCT, StatementFinder
from briefing.quotes.subject_finder import Subject, SubjectFinder

_LABEL = 7
"""Words of a label, at most: "Ann Lee, Reuters: …"."""
_SHORT = 4
"""So few words in front of "according to" are no statement of their own: what follows is."""

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
    """Whether a colon ends the sentence: what is said follows in the next passage."""


class AttributionReader:
    """Reads the attributions of one sentence."""

    def __init__(self, sentence: SpokenSentence, lists: QuoteWords, is_headline: bool) -> None:
        self._s = sentence
        self._lists = lists
        self._is_headline = is_headline
        self._subjects = SubjectFinder(sentence, lists)
        self._statements = StatementFinder(sentence, lists)
        self._found: list[Attribution] = []

    def attributions(self) -> list[Attribution]:
        """Return them in the order of their cues."""
        s = self._s
        self._take(self._labelled())
        for at, word in enumerate(s.words):
            if s.quoted[at] >= 0:
                continue
            if word == "according" and s.word(at + 1) == "to":
                self._take(self._according(at))
                continue
            cue = self._lists.cues.get(word)
            if cue is not None and (s.surfaces[at][0].islower() or at == 0 or self._is_headline):
                self._take(self._of_verb(at, cue))
        return self._found

    def _take(self, found: Attribution | None) -> None:
        if found is not None:
            self._found.append(found)
            if found.speaker is not None:
                self._subjects.known.append(found.speaker)

    def _labelled(self) -> Attribution | None:
        """`NAME: what is said`, at the beginning."""
        s = self._s
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
            begin = self._statements.clause_start(at, [one.cue for one in self._found])
            if begin >= at:
                return None
            pieces, how = [(self._statements.start_of(begin), s.ends[at - 1])], "last"
            if at - begin <= _SHORT and end < len(s) and "," in s.gaps[end]:
                pieces.append(self._statements.statement_from(end))
        return Attribution((at, at + 2), speaker, pieces, [f"according:{how}"])

    # -- verbs ------------------------------------------------------------------------------------

    def _of_verb(self, at: int, cue: SpeechCue) -> Attribution | None:
        s = self._s
        subject = self._subjects.find(at, cue)
        if subject is None:
            return None
        begin, how = self._statements.behind(at, cue)
        before = self._in_front(subject)
        features = [*subject.features, f"subject:{subject.form}"]
        found = Attribution((at, at + 1), subject.words, [], features)
        if subject.form == "none":
            if before is None or cue.form in ("base", "ing") or not self._invert(found, before):
                return None
        elif before is not None and self._stands_behind(subject, how):
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
            found.pieces.append(self._statements.statement_from(begin))
        found.pieces = [(start, end) for start, end in found.pieces if start < end]
        if not found.pieces:
            return None
        is_quoted = any(
            start < one.inner_end and one.inner_start < end
            for start, end in found.pieces
            for one in s.quotations
        )
        if cue.is_voice_alone and not is_quoted:
            return None
        features += [f"cue:{cue.lemma}", f"form:{cue.form}", "quoted" if is_quoted else "unquoted"]
        return found

    def _invert(self, found: Attribution, before: Stretch) -> bool:
        """Take what stands in front of the verb as said by who stands behind: "…", said X."""
        speaker = phrase_behind(self._s, found.cue[1], self._lists)
        if speaker is None:
            return False
        found.speaker = speaker
        found.features[-1] = "subject:inverted"
        found.pieces.append(before)
        follow = self._following_quotation(speaker[1])
        if follow is not None:
            found.pieces.append(follow)
        return True

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

    def _stands_behind(self, subject: Subject, how: str) -> bool:
        """Whether subject and verb follow what is said."""
        if how in ("that", "quote", "colon"):
            return False
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
        if first <= 0:
            return None
        if not (self._ends_quotation(first) or any(mark in s.gaps[first] for mark in (",", *DASHES))):
            return None
        begin = self._statements.clause_start(first, [one.cue for one in self._found if one.cue[1] < first])
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
