"""Quotes of an article: the whole way from its text and its names to `AttributedQuote`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model.article import Article, Passage
from briefing.model.name import Mention
from briefing.model.quote import AttributedQuote
from briefing.quotes.attributions import Attribution, AttributionReader
from briefing.quotes.quotation_spans import QuotedStretch, quotations
from briefing.quotes.quote_words import quote_words
from briefing.quotes.speaker_phrases import first_subject
from briefing.quotes.speaker_resolver import NOBODY, Speaker, SpeakerResolver
from briefing.quotes.spoken_sentences import SpokenSentence, spoken_sentences
from briefing.text.passage_words import PassageWords, words_by_passage

_FEWEST_QUOTED = 3
"""Words of a quotation that nobody is told to have said, at least: less is a title or a doubted word."""
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
        self._long: list[tuple[int, int]] = []
        """Where quotations of the passage stand that are more than a few words."""
        self._quotes: list[AttributedQuote] = []
        self._awaiting: tuple[Attribution, tuple[int, int] | None, Speaker] | None = None
        self._last: _ToldStretches | None = None

    def read(self) -> list[AttributedQuote]:
        cues = self._lists.cues.keys()
        for words in words_by_passage(self._article):
            if words.passage.kind in ("code", "row") or not words.surfaces:
                continue
            found = quotations(self._text, words.passage.start, words.passage.end)
            self._hidden += [(one.inner_start, one.inner_end) for one in found]
            self._long = [
                (one.start, one.end)
                for one in found
                if one.is_closed and self._text.count(" ", one.start, one.end) >= _FEWEST_QUOTED
            ]
            lowered = [surface.lower() for surface in words.surfaces]
            is_telling = not cues.isdisjoint(lowered) or "according" in lowered
            is_labelled = ":" in self._text[words.passage.start : words.passage.start + _LABEL]
            if found or self._awaiting is not None or is_telling or is_labelled:
                self._passage(words, found)
        self._quotes.sort(key=lambda one: (one.start, one.end))
        return self._quotes

    def _passage(self, words: PassageWords, found: Sequence[QuotedStretch]) -> None:
        passage = words.passage
        told: list[_ToldStretches] = []
        is_headline = passage.kind in ("title", "heading") or _is_headline(self._text, words)
        if self._awaiting is not None:
            attribution, span, speaker = self._awaiting
            self._awaiting = None
            if found and found[0].start <= passage.start + 1:
                attribution.pieces = [(found[0].start, found[0].end)]
            elif passage.kind == "quote":
                attribution.pieces = [(passage.start, passage.end)]
            if attribution.pieces:
                told.append(self._tell(passage, attribution, span, speaker, None))
        sentences = list(spoken_sentences(self._text, words, found))
        for sentence in sentences:
            for attribution in AttributionReader(sentence, self._lists, is_headline).attributions():
                self._attribute(passage, sentence, attribution, told)
            self._unattributed(passage, sentence, told)

    def _attribute(
        self, passage: Passage, sentence: SpokenSentence, attribution: Attribution, told: list[_ToldStretches]
    ) -> None:
        span: tuple[int, int] | None = None
        speaker = NOBODY
        if attribution.speaker is not None:
            first, last = attribution.speaker
            span = sentence.starts[first], sentence.ends[last - 1]
            speaker = self._resolver.resolve(*span, self._hidden)
        if attribution.awaits:
            self._awaiting = (attribution, span, speaker)
            return
        if not accepts(attribution):
            return
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
    ) -> _ToldStretches:
        for start, end in self._parted(attribution.pieces):
            is_direct = any(a < end and start < b for a, b in self._hidden)
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
                    speaker.certainty,
                    cue,
                    is_direct,
                )
            )
        self._resolver.said(attribution.pieces[0][0], speaker)
        one = _ToldStretches(passage.number, attribution.pieces, span, speaker)
        if speaker.entity or span:
            self._last = one
        return one

    def _parted(self, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the stretches, those that hold several long quotations cut behind each."""
        for start, end in pieces:
            begin = start
            inside = [one for one in self._long if start <= one[0] and one[1] <= end]
            for _, closed in inside[:-1]:
                yield begin, closed
                begin = closed + len(self._text[closed:end]) - len(self._text[closed:end].lstrip())
            yield begin, end

    def _unattributed(
        self,
        passage: Passage,
        sentence: SpokenSentence,
        told: list[_ToldStretches],
    ) -> None:
        """Quotations of which their own sentence does not say who said them."""
        pieces = [piece for one in told for piece in one.pieces]
        for number, one in enumerate(sentence.quotations):
            size = sum(quoted == number for quoted in sentence.quoted)
            if size < _FEWEST_QUOTED or one.start < sentence.start:
                continue
            if any(start <= one.inner_start and one.inner_end <= end + 2 for start, end in pieces):
                continue
            first = sentence.quoted.index(number)
            is_whole = size == len(sentence) or (first == 0 and one.inner_end >= sentence.ends[-1])
            attribution = Attribution((0, 0), None, [(one.start, one.end)], ["alone"])
            span: tuple[int, int] | None = None
            speaker = NOBODY
            begins = one.start <= passage.start + 1
            if is_whole or first == 0:
                source = next((t for t in reversed(told) if t.passage == passage.number), None)
                if source is not None:
                    attribution.features += ["alone:behind"]
                elif self._last is not None and passage.number - self._last.passage <= 2:
                    source = self._last
                    attribution.features += ["alone:next-passage"]
                if source is None:
                    continue
                span, speaker = source.span, source.speaker
            else:
                subject = first_subject(sentence, 0, first, self._lists)
                if subject is None:
                    continue
                span = sentence.starts[subject[0]], sentence.ends[subject[1] - 1]
                speaker = self._resolver.resolve(*span, self._hidden)
                gap = sentence.gaps[first]
                attribution.features += ["alone:inside", f"gap:{gap.strip()[:1]}"]
            attribution.features += [f"size:{min(size, 12) // 3}", "whole" if is_whole else "part"]
            if begins:
                attribution.features.append("begins")
            if not accepts(attribution):
                continue
            told.append(self._tell(passage, attribution, span, speaker, None))


@dataclass(slots=True)
class _ToldStretches:
    """What was said last, and by whom."""

    passage: int
    pieces: list[tuple[int, int]]
    span: tuple[int, int] | None
    speaker: Speaker


def _is_headline(text: str, words: PassageWords) -> bool:
    if text[words.passage.end - 1] in '.!?”"' or len(words.surfaces) < 3:
        return False
    return sum(one[0].isupper() for one in words.surfaces) > 0.6 * len(words.surfaces)


def accepts(attribution: Attribution) -> bool:
    """Whether an attribution is likely one."""
    features = attribution.features
    if "alone:inside" in features:
        return "gap::" in features or "gap:," in features
    return True
