"""Who gave what a sentence states: the subject of a verb of saying, what stands behind "according to", whose
report or figures show it.

Found by closed classes of words and the order of the sentence, without a parser (after the reporting patterns
of R. Krestel et al., "Minding the Source: Automatic Tagging of Reported Speech in Newspaper Articles", LREC
2008). What is doubtful is left out: a missing origin costs less than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from briefing.model.article import Article, Span
from briefing.model.name import Mention
from briefing.model.origin import StatementOrigin
from briefing.text.name_keys import name_key
from briefing.text.passage_sentences import sentences_of
from briefing.text.stopwords import CARDINALS
from briefing.text.tokens import Word, words
from briefing.voices.origin_words import origin_words

_FEW = 4
"""Words behind "told", who was told, at most where the verb ends the sentence."""
_MOST_WORDS = 12
"""Words of an origin at most: a longer stretch is a clause."""
_MOST_BEFORE_DAY = 60
"""Characters at most between a verb of saying, with whom it told, and the day on which that was."""
_BREAK = re.compile(r"(?<!\d),|,(?!\d)|[;:!?()\[\]\"“”„«»—–\n]| --? ")
"""Marks at which the words for an origin end. A full stop inside a sentence belongs to an abbreviation."""
_QUOTE = re.compile(r"[\"“”„«»]")


class _SentenceReader:
    """The words of one sentence, and the origins that they tell."""

    def __init__(self, article: Article, passage: int, span: Span, names: Sequence[Mention]) -> None:
        self._article = article
        self._passage = passage
        self._span = span
        self._text = article.text
        self._names = [one for one in names if span.start <= one.start < span.end]
        self._words = list(words(article.text, span.start, span.end))
        self._lists = origin_words()
        self._breaks = [
            bool(_BREAK.search(self._text, one.end, other.start)) for one, other in pairwise(self._words)
        ]
        """Whether a mark stands behind each word but the last."""

    def origins(self) -> Iterator[StatementOrigin]:
        """Yield them in text order of their cues."""
        found, lists = self._words, self._lists
        for at, word in enumerate(found):
            following = found[at + 1].folded if at + 1 < len(found) else ""
            if word.folded == "according" and following == "to":
                yield from self._named(self._forward(at + 2), Span(word.start, found[at + 1].end), at == 0)
            elif not self._text[word.start].islower():
                # "The United States": no verb.
                continue
            elif word.folded in lists.saying or (
                word.folded in lists.saying_before_statements and self._states(at)
            ):
                yield from self._said(at)
            elif word.folded in lists.showing:
                subject = self._backward(at)
                if any(one.folded in lists.reports for one in subject):
                    yield from self._named(subject, Span(word.start, word.end), True)

    def _states(self, at: int) -> bool:
        """Whether a statement follows at once behind a verb that says something only then."""
        if at + 1 >= len(self._words) or self._breaks[at]:
            return False
        if at and self._words[at - 1].folded in self._lists.leading:
            # "For a reported $30 million": no verb.
            return False
        following = self._words[at + 1]
        return following.folded in self._lists.opening_statements or following.folded[0].isdigit()

    def _said(self, at: int) -> Iterator[StatementOrigin]:
        verb = self._words[at]
        cue = Span(verb.start, verb.end)
        if at and self._words[at - 1].folded in self._lists.passive:
            return
        if at and self._words[at - 1].folded in self._lists.determiners and not self._breaks[at - 1]:
            # "It forced an estimated 800 people to go": no verb.
            return
        told_to = ""
        if verb.folded in ("told", "tells"):
            whom = self._capitalised(at + 1)
            told_to = self._text[whom[0].start : whom[-1].end] if whom else ""
        subject = self._backward(at)
        is_first = not subject
        if is_first:
            # "…", said the mayor.
            if at == 0 or not self._breaks[at - 1] or verb.folded in ("told", "tells"):
                return
            subject = self._forward(at + 1)
            if subject and (subject[0].folded in CARDINALS or subject[0].folded[0].isdigit()):
                # "…, Osel, said nine had left": what stands behind is what was said.
                return
        for origin in self._named(subject, cue, self._is_before(subject, at)):
            yield replace(origin, told_to=told_to)

    def _is_before(self, subject: Sequence[Word], at: int) -> bool:
        """Whether what was said follows: else the verb, or whom it told, ends the clause."""
        if not subject or subject[0].start > self._words[at].start:
            return False
        first = bisect_left(self._words, subject[0].start, key=attrgetter("start"))
        if first == 0:
            return True
        end = at
        while end + 1 < len(self._words) and end - at < _FEW and not self._breaks[end]:
            end += 1
        behind = [word.folded for word in self._words[at + 1 : end + 1]]
        stands_behind = self._breaks[first - 1] and (not behind or behind[0] in ("on", "in", "at", "late"))
        told = self._words[at].folded in ("told", "tells")
        return not (stands_behind or (told and self._breaks[first - 1] and len(behind) < _FEW))

    def _forward(self, at: int) -> list[Word]:
        """The words for somebody from word `at` on."""
        found: list[Word] = []
        inside = ""
        for place in range(at, min(at + _MOST_WORDS, len(self._words))):
            word = self._words[place]
            if found and self._breaks[place - 1]:
                break
            ends = word.folded in self._lists.parts or word.folded in self._lists.saying
            if ends and not (word.folded in ("on", "in", "and") and inside):
                break
            inside = "report" if word.folded in self._lists.reports else inside
            found.append(word)
        return found

    def _backward(self, at: int) -> list[Word]:
        """The words for somebody in front of the verb at word `at`."""
        place = at - 1
        while place >= 0 and self._is_skipped(self._words[place]) and not self._breaks[place]:
            place -= 1
        if place < 0:
            return []
        if self._breaks[place]:
            return self._before_aside(place)
        found: list[Word] = []
        while place >= 0 and len(found) <= _MOST_WORDS:
            word = self._words[place]
            if word.folded in self._lists.inside and not self._breaks[place]:
                # "A person briefed on the matter said": where the origin begins is not told.
                return []
            if (found and self._breaks[place]) or word.folded in self._lists.parts:
                break
            found.insert(0, word)
            place -= 1
        return found if len(found) <= _MOST_WORDS else []

    def _is_skipped(self, word: Word) -> bool:
        """Whether a word between an origin and its verb says when or how."""
        is_adverb = word.folded.endswith("ly") and self._text[word.start].islower()
        return word.folded in self._lists.skipped or is_adverb

    def _before_aside(self, place: int) -> list[Word]:
        """The words for somebody in front of an aside in commas that ends with word `place`:
        "Jeanne Rochas, who leads the inspection, said"."""
        gap = self._text[self._words[place].end : self._words[place + 1].start]
        if gap.strip() != ",":
            return []
        begin = place
        while begin > 0 and not self._breaks[begin - 1]:
            begin -= 1
        if begin == 0 or self._text[self._words[begin - 1].end : self._words[begin].start].strip() != ",":
            return []
        if not self._text[self._words[begin - 1].start].isupper():
            return []
        found: list[Word] = []
        for at in range(begin - 1, -1, -1):
            word = self._words[at]
            if (found and self._breaks[at]) or word.folded in self._lists.parts:
                break
            found.insert(0, word)
        if found and found[0].folded in self._lists.whence:
            # "Andrea Marsh, from Orle, Osel, said": the aside begins a comma earlier.
            return self._before_aside(begin - 1)
        return found if len(found) <= _MOST_WORDS else []

    def _capitalised(self, at: int) -> list[Word]:
        found: list[Word] = []
        for place in range(at, len(self._words)):
            word = self._words[place]
            if (found and self._breaks[place - 1]) or not self._text[word.start].isupper():
                break
            found.append(word)
        return found

    def _named(self, subject: Sequence[Word], cue: Span, before: bool) -> Iterator[StatementOrigin]:
        """Yield the origin that these words are for; nothing where they are for nobody."""
        lists = self._lists
        if not subject or subject[0].folded in lists.nobody or subject[-1].folded in lists.nobody:
            return
        if all(word.folded in lists.leading for word in subject):
            return
        start, end = subject[0].start, subject[-1].end
        # "The Centre on Budget and Policy Priorities": a name is not cut at its little words.
        held = [one.start for one in self._names if one.start < start < one.end <= end]
        if held:
            start = min(held)
            subject = [word for word in self._words if start <= word.start < end]
        if _QUOTE.search(self._text, start, end):
            return
        meant = self._meant(subject)
        named = [one for one in self._names if one.start >= meant[0].start and one.end <= meant[-1].end]
        # "The Osel campaign" is not Osel.
        persons = [one for one in named if one.kind == "person" and one.end == meant[-1].end]
        if persons or (named and len(meant) <= len(named[-1].text.split()) + 1):
            key = name_key((persons or named)[-1].name)
        else:
            key = _key(meant)
        last = meant[-1].folded
        is_vague = last in lists.vague and not named
        if last in lists.pronouns:
            key = last
        yield StatementOrigin(
            self._article.id,
            self._passage,
            start,
            end,
            self._text[start:end],
            cue,
            self._span,
            "" if is_vague else key,
            "",
            before,
        )

    def _meant(self, subject: Sequence[Word]) -> Sequence[Word]:
        """The words for whom somebody speaks, or whose report it is; all where it is nobody else's."""
        lists = self._lists
        for at, word in enumerate(subject[:-2]):
            joint = subject[at + 1].folded
            if (word.folded in lists.reports and joint in lists.whose) or (
                word.folded in lists.speakers and joint in lists.speaks_for
            ):
                return subject[at + 2 :]
        # "A harbour office spokesman", "the audit office's report"; but "court documents", "a recent poll"
        kept = list(subject[:-1])
        meaning = [word for word in kept if word.folded not in lists.leading]
        last = subject[-1].folded if self._text[subject[-1].start].islower() else ""
        is_whose = any(
            self._text[word.start].isupper() and word.start > self._span.start for word in meaning
        ) or (bool(meaning) and meaning[-1].folded.endswith(("'s", "'")))
        if (last in lists.speakers and meaning) or (last in lists.reports and is_whose):
            return kept
        return subject


def _key(meant: Sequence[Word]) -> str:
    leading = origin_words().leading
    kept = [word.folded.removesuffix("'s") for word in meant if word.folded not in leading]
    return " ".join(word.rstrip("'").replace(".", "") for word in kept)


def find_origins(article: Article, names: Iterable[Mention]) -> tuple[StatementOrigin, ...]:
    """Return who is told to have given what an article states, in text order; `names` are those found in it.

    "He", "she", "it" and "they" stand for who was named last in the same passage or the one before; where
    nobody was, they are left out.
    """
    by_passage: dict[int, list[Mention]] = {}
    for mention in names:
        by_passage.setdefault(mention.passage, []).append(mention)
    pronouns = origin_words().pronouns
    found: list[StatementOrigin] = []
    last: StatementOrigin | None = None
    for passage in article.passages:
        if passage.kind == "boilerplate":
            continue
        for span in sentences_of(article, passage.number):
            reader = _SentenceReader(article, passage.number, span, by_passage.get(passage.number, []))
            for origin in reader.origins():
                if origin.key not in pronouns:
                    found.append(origin)
                    last = origin if origin.key else last
                elif last is not None and passage.number - last.passage <= 1:
                    last = replace(origin, key=last.key, named=last.who)
                    found.append(last)
    return tuple(found)


def origin_of(article: Article, origins: Iterable[StatementOrigin], span: Span) -> StatementOrigin | None:
    """Return who gave what stands at `span`, of the origins of its article; None where no one is told.

    The last one in front of it that introduces a statement, as long as nothing turns the sentence between
    them ("but", "while"); else the first one behind it. When somebody spoke, the writer tells.
    """
    there = [one for one in origins if one.scope.start <= span.start < one.scope.end]
    if any(_is_when(article, one, span) for one in there):
        return None
    turning = origin_words().turning
    for one in reversed(there):
        if one.before and max(one.cue.end, one.end) <= span.start:
            between = words(article.text, max(one.cue.end, one.end), span.start)
            if not any(word.folded in turning for word in between):
                return one
            break
    return next((one for one in there if not one.before and min(one.cue.start, one.start) >= span.end), None)


def _is_when(article: Article, origin: StatementOrigin, span: Span) -> bool:
    """Whether a span is no part of what is stated, but tells when: "on Monday", at once behind the verb, or
    with nothing else in front of who speaks."""
    when, text = origin_words().when, article.text
    if span.start >= origin.cue.end > origin.start:
        if span.start - origin.cue.end > _MOST_BEFORE_DAY:
            return False
        between = text[origin.cue.end : span.start].removeprefix(f" {origin.told_to}")
        told = [word.folded for word in words(between)]
        following = next(words(text, span.end, origin.scope.end), None)
        return when.issuperset(told) and (
            bool(told) or (following is not None and following.folded == "that" and not between.strip())
        )
    if origin.before or span.end > origin.start or text[origin.cue.end : origin.cue.end + 1] == ",":
        # "In 2025, she noted, the two met": what stands before her is her own.
        return False
    if span.start - origin.scope.start > _MOST_BEFORE_DAY:
        return False
    opening = [word.folded for word in words(text, origin.scope.start, span.start)]
    return bool(opening) and when.issuperset(opening) and not any(words(text, span.end, origin.start))


def origins_at(
    article: Article, origins: Iterable[StatementOrigin], spans: Iterable[Span]
) -> dict[int, StatementOrigin]:
    """Return who gave what stands at each of some spans of an article, by where they begin; those of which no
    one is told are left out."""
    by_sentence: dict[Span, list[StatementOrigin]] = {}
    for origin in origins:
        by_sentence.setdefault(origin.scope, []).append(origin)
    sentences = sorted(by_sentence, key=attrgetter("start"))
    found: dict[int, StatementOrigin] = {}
    for span in spans:
        at = bisect_right(sentences, span.start, key=attrgetter("start")) - 1
        told = origin_of(article, by_sentence[sentences[at]], span) if at >= 0 else None
        if told is not None:
            found[span.start] = told
    return found
