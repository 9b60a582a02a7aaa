"""Quotes of an article: the whole way from its text and its names to `AttributedQuote`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model.article import Article, Passage
from briefing.model.name import Mention
from briefing.model.quote import AttributedQuote
from briefing.quotes.attribution_likelihood import LEAST, certainty, likelihood
from briefing.quotes.attributions import Attribution, AttributionReader
from briefing.quotes.quote_words import quote_words
from briefing.quotes.speaker_phrases import nearest_subject
from briefing.quotes.speaker_resolver import NOBODY, Speaker, SpeakerResolver
from briefing.quotes.spoken_sentences import SpokenSentence, spoken_sentences
from briefing.text.passage_words import PassageWords, words_by_passage
from briefing.text.quotation_spans import QuotedStretch, quotations

_FEWEST_QUOTED = 3
"""Words of a quotation that nobody is told to have said, at least: less is a title or a doubted word."""
_RECENT = 64
"""Statements of a passage that are heeded by its next sentence: more than one sentence has."""
_FEWEST_SAID = 3
"""Words of a statement in nobody's marks, at least."""
_TELLING = frozenset(
    "to modal negated passive progressive participle bare-ing absolute before label signed".split()
)
_TELLING_KINDS = ("subject:", "after:", "according:", "noun ")
"""Features of an attribution that say how sure its speaker is."""
_REACH = 2
"""Passages over which a quotation that stands alone is said by who spoke last."""
_FAR = 3
"""Passages behind a label from which on it is no less sure who speaks."""
_LABEL = 60
"""Code points in which a passage has a label: "Ann Lee: …"."""


def extract_quotes(article: Article, names: Iterable[Mention]) -> tuple[AttributedQuote, ...]:
    """Return the quotes of `article` in text order; `names` are those found in it.

    No language other than English has any.
    """
    if article.language != "en":
        return ()
    return tuple(_ArticleReader(article, names).read())


class _ArticleReader:
    def __init__(self, article: Article, names: Iterable[Mention]) -> None:
        self._article = article
        self._text = article.text
        self._lists = quote_words()
        self._names = sorted(names, key=lambda one: one.start)
        self._resolver = SpeakerResolver(article.text, self._names, self._lists)
        self._hidden: list[tuple[int, int]] = []
        """Where quotations stand, in all passages so far."""
        self._quoted: list[tuple[int, int]] = []
        """Those of the passage."""
        self._long: list[tuple[int, int]] = []
        """Where quotations of the passage stand that are more than a few words."""
        self._quotes: list[AttributedQuote] = []
        self._awaiting: tuple[Attribution, tuple[int, int] | None, Speaker] | None = None
        self._label: tuple[tuple[int, int] | None, Speaker] | None = None
        """Who speaks, in a transcript, up to the next label."""
        self._behind_label = 0
        """Passages behind that label so far."""
        self._last: _ToldStretches | None = None
        self._last_direct: _ToldStretches | None = None

    def read(self) -> list[AttributedQuote]:
        cues = self._lists.telling
        for words in words_by_passage(self._article):
            if words.passage.kind in ("code", "row") or not words.surfaces:
                continue
            found = quotations(self._text, words.passage.start, words.passage.end)
            self._quoted = [(one.inner_start, one.inner_end) for one in found]
            self._hidden += self._quoted
            self._long = [
                (one.start, one.end)
                for one in found
                if one.is_closed and self._text.count(" ", one.start, one.end) >= _FEWEST_QUOTED
            ]
            telling = [n for n, word in enumerate(map(str.lower, words.surfaces)) if word in cues]
            is_labelled = ":" in self._text[words.passage.start : words.passage.start + _LABEL]
            is_led = self._awaiting is not None or self._label is not None
            if found or is_led or telling or is_labelled:
                self._passage(words, found, telling)
        self._quotes.sort(key=lambda one: (one.start, one.end))
        return self._quotes

    def _passage(self, words: PassageWords, found: Sequence[QuotedStretch], telling: Sequence[int]) -> None:
        passage = words.passage
        told: list[_ToldStretches] = []
        is_headline = passage.kind in ("title", "heading") or _is_headline(self._text, words)
        sentences = list(spoken_sentences(self._text, words, found, telling))
        reads = [self._attributions(one, is_headline, one.end >= passage.end) for one in sentences]
        is_own = any(one.pieces for read in reads for one in read)
        self._open(passage, found, told, is_own=is_own)
        self._transcribe(passage, told, is_own=is_own or bool(found))
        for sentence, read in zip(sentences, reads, strict=True):
            for attribution in read:
                self._attribute(passage, sentence, attribution, told)
            self._unattributed(passage, sentence, told)

    def _attributions(self, sentence: SpokenSentence, is_headline: bool, is_last: bool) -> list[Attribution]:
        """Those of a sentence that are likely some; `is_last` in its passage."""
        read = AttributionReader(sentence, self._lists, is_headline).attributions()
        if is_last:
            _await_next(sentence, read)
        return without_relayed([one for one in read if one.awaits or (self._tells(one) and accepts(one))])

    def _tells(self, attribution: Attribution) -> bool:
        """Whether enough is said: "praised Ann Lee" tells of somebody, and no statement."""
        words = sum(len(self._text[start:end].split()) for start, end in attribution.pieces)
        return words >= _FEWEST_SAID or "unquoted" not in attribution.features

    def _open(
        self, passage: Passage, found: Sequence[QuotedStretch], told: list[_ToldStretches], *, is_own: bool
    ) -> None:
        """Take what the passage before leads to: "She wrote:"; `is_own` where it tells of somebody itself."""
        if self._awaiting is None:
            return
        attribution, span, speaker = self._awaiting
        self._awaiting = None
        if "awaits" in attribution.features and found and found[0].start <= passage.start + 1:
            attribution.pieces = [(found[0].start, found[0].end)]
        elif passage.kind == "quote" and not is_own:
            attribution.pieces = [(passage.start, passage.end)]
        if attribution.pieces:
            told.append(self._tell(passage, attribution, span, speaker, None))

    def _transcribe(self, passage: Passage, told: list[_ToldStretches], *, is_own: bool) -> None:
        """Take the passage behind a label as said by whom that names, and those after it up to one that tells
        of somebody itself."""
        if self._label is None:
            return
        if passage.kind in ("title", "heading") or (is_own and self._behind_label):
            self._label = None
            return
        self._behind_label += 1
        attribution = Attribution((0, 0), None, [(passage.start, passage.end)], ["label"])
        span, speaker = self._label
        how_far = f"passages {min(self._behind_label, _FAR)}"
        told.append(self._tell(passage, attribution, span, speaker, None, (speaker.how, "label", how_far)))

    def _attribute(
        self, passage: Passage, sentence: SpokenSentence, attribution: Attribution, told: list[_ToldStretches]
    ) -> None:
        span: tuple[int, int] | None = None
        speaker = NOBODY
        if attribution.speaker is not None:
            first, last = attribution.speaker
            span = sentence.starts[first], sentence.ends[last - 1]
            speaker = self._resolver.resolve(*span, self._hidden)
        is_label = "label" in attribution.features
        if is_label and (span is None or not self._resolver.is_somebody(span[0], sentence.end)):
            return
        if attribution.awaits:
            if span is not None:
                self._resolver.said(span[0], speaker)
            self._awaiting = None if is_label else (attribution, span, speaker)
            self._label = (span, speaker) if is_label else None
            self._behind_label = 0
            return
        if is_label and sentence.end < passage.end and sentence.start == passage.start:
            # Who has a label speaks to the end of the passage.
            attribution.pieces = [(attribution.pieces[0][0], passage.end)]
        first, last = attribution.cue
        cue = self._text[sentence.starts[first] : sentence.ends[last - 1]] if first < last else None
        told.append(self._tell(passage, attribution, span, speaker, cue))

    def _tell(
        self,
        passage: Passage,
        attribution: Attribution,
        span: tuple[int, int] | None,
        speaker: Speaker,
        cue: str | None,
        of_speaker: Sequence[str] | None = None,
    ) -> _ToldStretches:
        """Take what is said; `of_speaker` is what speaks for who says it, where that is told elsewhere."""
        features = _of_speaker(attribution, speaker) if of_speaker is None else of_speaker
        how_sure = certainty(features) if speaker.who is not None else 0.0
        for start, end in self._parted(attribution.pieces):
            holds_marks = self._is_quoted(start, end)
            self._quotes.append(
                AttributedQuote(
                    self._article.id,
                    passage.number,
                    start,
                    end,
                    self._text[start:end],
                    span[0] if span else None,
                    span[1] if span else None,
                    self._text[span[0] : span[1]] if span else None,
                    speaker.who,
                    how_sure,
                    cue,
                    holds_marks,
                )
            )
        self._resolver.said(attribution.pieces[0][0], speaker)
        is_direct = not attribution.is_source and any(
            self._is_quoted(start, end) for start, end in attribution.pieces
        )
        one = _ToldStretches(passage.number, attribution.pieces, span, speaker, features, is_direct)
        if speaker.entity or span:
            self._last = one
            if is_direct:
                self._last_direct = one
        return one

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether something in a stretch of the passage stands in quotation marks."""
        last = bisect_left(self._quoted, (end, end)) - 1
        return last >= 0 and self._quoted[last][1] > start

    def _before(self, passage: int) -> _ToldStretches | None:
        """What was said last in front of a passage, best in quotation marks."""
        for one in (self._last_direct, self._last):
            if one is not None and passage - one.passage <= _REACH:
                return one
        return None

    def _parted(self, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the stretches, those that hold several long quotations cut behind each."""
        for start, end in pieces:
            begin = start
            first = bisect_left(self._long, (start, start))
            inside = [one for one in self._long[first : bisect_left(self._long, (end, end))] if one[1] <= end]
            for _, closed in inside[:-1]:
                yield begin, closed
                begin = closed + len(self._text[closed:end]) - len(self._text[closed:end].lstrip())
            yield begin, end

    def _unattributed(self, passage: Passage, sentence: SpokenSentence, told: list[_ToldStretches]) -> None:
        """Quotations of which their own sentence does not say who said them."""
        if not sentence.quotations:
            return
        pieces = [piece for one in told[-_RECENT:] for piece in one.pieces]
        for number, one in enumerate(sentence.quotations):
            size = sum(quoted == number for quoted in sentence.quoted)
            first = sentence.quoted.index(number) if size else 0
            is_whole = size == len(sentence) or (first == 0 and one.inner_end >= sentence.ends[-1])
            if size < (1 if is_whole else _FEWEST_QUOTED) or one.start < sentence.start:
                continue
            if any(start <= one.inner_start and one.inner_end <= end + 2 for start, end in pieces):
                continue
            source = self._source_of(passage, sentence, first, told)
            if source is None:
                continue
            how, span, speaker, of_speaker = source
            part = "whole" if is_whole else "part"
            mark = self._text[one.start : one.inner_start]
            marks = "single" if mark in ("'", "‘") else "double"
            features = [
                f"alone {how} {part}",
                f"alone {part} {_kind_of(self._text, one)}",
                f"alone {part} {min(size, 12) // 3} {marks}",
            ]
            if how.startswith("inside"):
                features.append(f"alone behind {sentence.gaps[first].strip()[:1]}")
            attribution = Attribution((0, 0), None, [(one.start, one.end)], features)
            if accepts(attribution):
                of_speaker = (*of_speaker, f"alone {how}")
                told.append(self._tell(passage, attribution, span, speaker, None, of_speaker))

    def _source_of(
        self, passage: Passage, sentence: SpokenSentence, first: int, told: Sequence[_ToldStretches]
    ) -> tuple[str, tuple[int, int] | None, Speaker, Sequence[str]] | None:
        """Who says a quotation that begins with word `first`: who spoke before, or the subject there."""
        if first == 0:
            here = [one for one in reversed(told[-_RECENT:]) if one.is_direct] or told[-1:]
            source = here[0] if here else self._before(passage.number)
            if source is None:
                return None
            how = "behind" if here else "next"
            kind = f"{how} {'direct' if source.is_direct else 'indirect'}"
            return kind, source.span, source.speaker, source.features
        for one in reversed(told[-_RECENT:]):
            if sentence.start <= one.pieces[0][0] < sentence.starts[first] and one.span is not None:
                return "inside told", one.span, one.speaker, one.features
        subject = nearest_subject(sentence, first, self._lists)
        if subject is None:
            return None
        span = sentence.starts[subject[0]], sentence.ends[subject[1] - 1]
        speaker = self._resolver.resolve(*span, self._hidden)
        return "inside", span, speaker, (speaker.how,)


@dataclass(slots=True)
class _ToldStretches:
    """What was said last, and by whom."""

    passage: int
    pieces: list[tuple[int, int]]
    span: tuple[int, int] | None
    speaker: Speaker
    features: Sequence[str]
    """What speaks for the speaker and against."""
    is_direct: bool
    """Whether in quotation marks, at least partly."""


def _kind_of(text: str, one: QuotedStretch) -> str:
    """How a quotation begins and ends: as a sentence of its own, or as a part of one."""
    begins = "capital" if text[one.inner_start : one.inner_start + 1].isupper() else "small"
    ends = "closed" if text[one.inner_end - 1 : one.inner_end + 1].strip("”\"'’")[-1:] in ".,!?…" else "open"
    return f"{begins} {ends}"


def _await_next(sentence: SpokenSentence, read: list[Attribution]) -> None:
    """Turn the last attribution of a sentence that ends in a colon into one of what follows."""
    if read and sentence.text[sentence.end - 1] == ":" and "label" not in read[-1].features:
        last = read[-1]
        if last.pieces and last.pieces[-1][1] >= sentence.ends[-1] and "unquoted" in last.features:
            last.pieces, last.awaits = [], True
        if last.awaits:
            last.features.append("awaits")


def without_relayed(read: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions but for those to who only relays what somebody else said: "According to the
    ministry, Ms Lee said …"."""
    return [one for one in read if not (one.is_source and any(_is_mostly(other, one) for other in read))]


def _is_mostly(inner: Attribution, outer: Attribution) -> bool:
    if inner is outer or inner.speaker is None:
        return False
    start, end = outer.pieces[0]
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in inner.pieces)
    return 2 * shared > end - start


def _is_headline(text: str, words: PassageWords) -> bool:
    if text[words.passage.end - 1] in '.!?”"' or len(words.surfaces) < 3:
        return False
    return sum(one[0].isupper() for one in words.surfaces) > 0.6 * len(words.surfaces)


def _of_speaker(attribution: Attribution, speaker: Speaker) -> tuple[str, ...]:
    """What speaks for it that who says something is this speaker, and against it."""
    told = [one for one in attribution.features if one in _TELLING or one.startswith(_TELLING_KINDS)]
    return (speaker.how, *told, *(f"{speaker.how} {one}" for one in told))


def accepts(attribution: Attribution) -> bool:
    """Whether an attribution is likely one."""
    likely = attribution.likely
    return (likelihood(attribution.features) if likely is None else likely) >= LEAST
