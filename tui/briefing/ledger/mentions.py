"""Mentions: figures of all articles with the words that tell what each measures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefing.ledger.allowed_values import date_parts
from briefing.ledger.measures import load_table
from briefing.model.article import Article, Passage
from briefing.model.figure import Figure
from briefing.model.name import Mention as NameMention
from briefing.model.origin import StatementOrigin
from briefing.text.name_keys import name_key
from briefing.text.sentences import sentence_spans
from briefing.text.stems import stem
from briefing.text.stopwords import CARDINALS
from briefing.text.synonyms import synonym_head
from briefing.text.terms import is_dotted, terms, terms_of_word
from briefing.text.tokens import WORD, fold

_HALF = 4.0
"""Words away from a figure at which a word counts half."""
_WALL = 0.5
"""What a clause's end between a figure and a word leaves of its weight."""
_WALLS = re.compile(r"[,;:()—–]| (?:while|and|but|as)(?= )")
_FROM = re.compile(r"\b(?:ago|later|earlier|before|after|from now|since|prior)\b", re.I)
_YEAR = re.compile(r"\d{4}")
_KNOWN = re.compile(r"(?:\b(?:the|these|those|both|our|their|its|his|her)|\w[’']s) $", re.I)
_NEAR = 5
"""Words on each side of a figure in which its role is looked for."""


@dataclass(frozen=True, slots=True)
class LedgerArticle:
    """What the ledger is given of one article."""

    article: Article
    figures: Sequence[Figure]
    """In text order."""
    names: Sequence[NameMention]
    """In text order."""
    event: int
    """Articles of one number report one event."""
    voice: int
    """Articles of one number are one voice: copies of one text."""
    copy_of: str | None = None
    """The id of the article of which this is a copy."""
    origins: Mapping[int, StatementOrigin] = field(default_factory=dict)
    """Who gave its figures, by where they begin; those of which no one is told are left out."""


class SentenceWord(NamedTuple):
    """A word about a figure and where it stands."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureMention:
    """One figure and the words about it."""

    figure: Figure
    place: int
    """The number of its article, in the order given."""
    event: int
    span: tuple[int, int]
    """Where its sentence stands."""
    near: Mapping[str, float]
    """The words of its sentence, by how near they stand, in (0, 1]."""
    sentence: frozenset[str]
    before: frozenset[str]
    """The words of the sentence before."""
    noun: frozenset[str]
    """The noun that a count counts."""
    measured: frozenset[str]
    """What it measures: its noun and its `of`."""
    subject: frozenset[str]
    owner: str
    """The last word of its subject: whose age it is."""
    names: Mapping[str, float]
    """Names of its sentence, or of the one before where that has none, by how near they stand."""
    clause: frozenset[str]
    """The words of its clause: those with no clause's end between."""
    roles: Mapping[str, frozenset[str]]
    """The roles its words tell, by group of roles."""
    nearest_role: tuple[str, str]
    """The group and the role of the word that stands nearest, the ends of clauses between counted; both
    empty where none does."""
    day: Figure | None
    """The date of its sentence that stands nearest, if it has one besides itself."""
    named_before: str
    """The last name before it in its sentence, or in the one before; empty where there is none."""
    named_behind: str
    nearest_name: str
    """The name that stands nearest, the ends of clauses between counted."""
    figures: Mapping[str, float]
    """The other figures of its sentence, by their normal forms and how near they stand."""
    pattern: Mapping[str, float]
    """The words beside it as they are written, little ones too, with their side and how near they stand."""
    left: str
    right: str
    """The nearest words before and behind it; empty at the ends of a sentence."""
    refers_back: bool
    """Whether it only names two that are known ("the two leaders"), and tells nobody how many there are."""
    told_from: bool
    """Whether it is a length of time that tells when something was ("two years after"), not how long it
    took."""
    is_appointed: bool
    """Whether it is a month in which people are to meet, told before it came: one plan, however worded."""
    is_of_name: bool
    """Whether it is a year that goes by a name ("Windows Server 2012"), and tells which thing, not when."""
    words: tuple[SentenceWord, ...]
    """The words of its sentence with their places."""


@cache
def _roles() -> Mapping[str, tuple[str, str]]:
    """Words that tell a role: group and role."""
    return {
        word: (group, role)
        for group, roles in load_table("roles.toml").items()
        for role, row in roles.items()
        for word in row["words"]
    }


def mentions_of(given: Sequence[LedgerArticle]) -> list[FigureMention]:
    """Return the figures of all articles with their words, in the order given."""
    return [mention for place, one in enumerate(given) for mention in _mentions(one, place)]


def _mentions(one: LedgerArticle, place: int) -> Iterator[FigureMention]:
    article = one.article
    by_passage: dict[int, list[Figure]] = {}
    for figure in one.figures:
        if article.passages[figure.passage].kind != "boilerplate":
            by_passage.setdefault(figure.passage, []).append(figure)
    if not by_passage:
        return
    sentences = _SentencesWithFigures(one, by_passage)
    for passage, figures in by_passage.items():
        for figure in figures:
            yield sentences.mention(figure, passage, place, one.event)


class _Sentence:
    """A sentence with figures: what all of them share."""

    def __init__(self, text: str, span: tuple[int, int], words: list[SentenceWord]) -> None:
        self.span = span
        self.words = tuple(words)
        self.starts = [word.start for word in words]
        """Where each word begins, ascending."""
        self.ends = [word.end for word in words]
        table = _roles()
        self.roles = [table.get(text[word.start : word.end].casefold()) for word in words]
        """The group and the role that each word tells."""
        self.walls = [_walls_in(text[one.end : other.start]) for one, other in pairwise(words)]
        """How many ends of clauses stand between each word and the next."""


@lru_cache(maxsize=65536)
def _terms_of_word(surface: str) -> tuple[tuple[int, int, str], ...]:
    """The terms of one word as they are compared, as offsets into it and stem: numbers are left out."""
    return tuple(
        (first, last, synonym_head(stemmed))
        for first, last, stemmed in terms_of_word(surface)
        if not stemmed[0].isdigit() and stemmed not in CARDINALS
    )


def _words_in(text: str, start: int, end: int) -> list[SentenceWord]:
    """The words of a stretch that are compared."""
    return [
        SentenceWord(stemmed, at + first, at + last + is_dotted(text, at + last, end))
        for match in WORD.finditer(text, start, end)
        for at in (match.start(),)
        for first, last, stemmed in _terms_of_word(match.group())
    ]


def _told_near(article: Article, numbers: Iterable[int]) -> list[Passage]:
    """The passages with these numbers, each with the next two before it that count: what stands just before
    a figure is told in them."""
    counted = [passage for passage in article.passages if passage.kind != "boilerplate"]
    places = {passage.number: place for place, passage in enumerate(counted)}
    wanted: set[int] = set()
    for number in numbers:
        wanted.update(range(max(places[number] - 2, 0), places[number] + 1))
    return [counted[place] for place in sorted(wanted)]


class _SentencesWithFigures:
    """The sentences of an article with their words, each cut once."""

    def __init__(self, one: LedgerArticle, passages: Iterable[int]) -> None:
        """`passages` are those that have figures."""
        article, names = one.article, one.names
        self.article = article
        self.figures = one.figures
        self.figure_starts = [figure.start for figure in one.figures]
        self.spans: list[tuple[int, int]] = []
        for passage in _told_near(article, passages):
            self.spans.extend(sentence_spans(article.text, passage.start, passage.end))
        self.starts = [start for start, _ in self.spans]
        self.names = names
        self.name_starts = [name.start for name in names]
        self._words: dict[int, list[SentenceWord]] = {}
        self._sentences: dict[int, _Sentence] = {}

    def words(self, number: int) -> list[SentenceWord]:
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = _words_in(self.article.text, *self.spans[number])
        return found

    def sentence(self, number: int) -> _Sentence:
        found = self._sentences.get(number)
        if found is None:
            found = _Sentence(self.article.text, self.spans[number], self.words(number))
            self._sentences[number] = found
        return found

    def named(self, number: int) -> Sequence[NameMention]:
        start, end = self.spans[number]
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def mention(self, figure: Figure, passage: int, place: int, event: int) -> FigureMention:
        number = max(bisect_right(self.starts, figure.start) - 1, 0)
        sentence = self.sentence(number)
        start, end = sentence.span
        text, found = self.article.text, sentence.words
        # Words do not overlap: those of [first, behind) stand in the figure.
        first = bisect_right(sentence.ends, figure.start)
        behind = bisect_left(sentence.starts, figure.end)
        near, clause = self._near(figure, sentence, first, behind)
        unit = _stems(figure.unit) if figure.kind == "count" and figure.unit else frozenset[str]()
        noun = {t.stem for t in found[first:behind]} | unit
        for word in noun:
            near[word] = 1.0
        told_before = number and self.spans[number - 1][0] >= self._scope(passage)
        names, named_before, named_behind, nearest = self._named_about(figure, number)
        beside = range(max(first - _NEAR, 0), min(behind + _NEAR, len(found)))
        roles: dict[str, set[str]] = {}
        for role in map(sentence.roles.__getitem__, beside):
            if role is not None:
                roles.setdefault(role[0], set()).add(role[1])
        return FigureMention(
            figure,
            place,
            event,
            (start, end),
            near,
            frozenset(near),
            frozenset(t.stem for t in self.words(number - 1)) if told_before else frozenset(),
            unit,
            frozenset(noun) | _stems(figure.of),
            _stems(figure.subject),
            name_key(figure.subject or "").rpartition(" ")[2],
            names,
            clause | noun,
            {group: frozenset(found) for group, found in roles.items()},
            self._nearest_role(figure, sentence, beside),
            self._nearest_day(figure, number),
            named_before,
            named_behind,
            nearest,
            self._figures_about(figure, number),
            self._pattern(figure, start, end),
            found[first - 1].stem if first else "",
            found[behind].stem if behind < len(found) else "",
            _refers_back(figure, text),
            figure.kind == "duration" and _FROM.search(text[figure.start : figure.end + 12]) is not None,
            figure.kind == "date" and _is_appointed(figure, text[start:end]),
            self._is_of_name(figure, number),
            sentence.words,
        )

    def _is_of_name(self, figure: Figure, number: int) -> bool:
        if figure.kind != "date" or _YEAR.fullmatch(figure.text) is None:
            return False
        text = self.article.text
        return any(
            (name.end == figure.start - 1 and text[name.end] == " ") or name.start < figure.start < name.end
            for name in self.named(number)
        )

    def _nearest_role(self, figure: Figure, sentence: _Sentence, beside: range) -> tuple[str, str]:
        text = self.article.text
        best, found = 0.0, ("", "")
        for number in beside:
            role, term = sentence.roles[number], sentence.words[number]
            if role is None:
                continue
            between = text[min(term.end, figure.end) : max(term.start, figure.start)]
            weight = _WALL ** min(_walls_in(between), 4) / (1 + len(between) / 20)
            if weight > best:
                best, found = weight, role
        return found

    def _nearest_day(self, figure: Figure, number: int) -> Figure | None:
        dates = [other for other in self._figures_in(number) if other.kind == "date" and other is not figure]
        return min(dates, key=lambda day: max(day.start - figure.end, figure.start - day.end), default=None)

    def _near(
        self, figure: Figure, sentence: _Sentence, first: int, behind: int
    ) -> tuple[dict[str, float], frozenset[str]]:
        """The words of a sentence by how near they stand to a figure that holds those of [first, behind), and
        those of its clause."""
        text, terms, walls_behind = self.article.text, sentence.words, sentence.walls
        near: dict[str, float] = {}
        clause: set[str] = set()
        for side in (range(first - 1, -1, -1), range(behind, len(terms))):
            walls = 0
            for distance, number in enumerate(side):
                term = terms[number]
                if distance:
                    walls += walls_behind[min(number, number - side.step)]
                elif side.step < 0:
                    walls = _walls_in(text[term.end : figure.start])
                else:
                    walls = _walls_in(text[figure.end : term.start])
                weight = _WALL ** min(walls, 4) / (1 + distance / _HALF)
                if weight > near.get(term.stem, 0.0):
                    near[term.stem] = weight
                if not walls:
                    clause.add(term.stem)
        return near, frozenset(clause)

    def _named_about(self, figure: Figure, number: int) -> tuple[dict[str, float], str, str, str]:
        """The names about a figure by how near they stand, the last before, the first behind, the nearest."""
        text = self.article.text
        names: dict[str, float] = {}
        before = behind = ""
        for name in self.named(number):
            if name.end > figure.start and name.start < figure.end:
                continue
            key = last_name(name)
            first = name.end <= figure.start
            between = text[name.end : figure.start] if first else text[figure.end : name.start]
            walls = _walls_in(between) - (between == ", ")
            weight = _WALL ** min(walls, 4) / (1 + len(between) / 40)
            if weight > names.get(key, 0.0):
                names[key] = weight
            if first:
                before = key
            elif not behind:
                behind = key
        nearest = max(names, key=lambda key: names[key]) if names else ""
        if not before and number:
            for name in self.named(number - 1):
                before = last_name(name)
                names.setdefault(before, 0.2)
        return names, before, behind, nearest or before

    def _figures_in(self, number: int) -> Sequence[Figure]:
        start, end = self.spans[number]
        return self.figures[bisect_left(self.figure_starts, start) : bisect_left(self.figure_starts, end)]

    def _figures_about(self, figure: Figure, number: int) -> dict[str, float]:
        found: dict[str, float] = {}
        for other in self._figures_in(number):
            if other.start == figure.start:
                continue
            before = other.end <= figure.start
            between = (
                self.article.text[other.end : figure.start]
                if before
                else self.article.text[figure.end : other.start]
            )
            weight = _WALL ** min(_walls_in(between), 4) / (1 + len(between) / 40)
            key = _figure_key(other)
            if weight > found.get(key, 0.0):
                found[key] = weight
        return found

    def _pattern(self, figure: Figure, start: int, end: int) -> dict[str, float]:
        text = self.article.text
        found: dict[str, float] = {}
        before = WORD.findall(text, max(start, figure.start - 60), figure.start)[-4:]
        behind = WORD.findall(text, figure.end, min(end, figure.end + 60))[:4]
        for side, words in (("<", before[::-1]), (">", behind)):
            for distance, word in enumerate(words):
                found[f"{side}{_shape(word)}"] = 1 / (1 + distance / 2)
        for word in WORD.findall(figure.text):
            if not word[0].isdigit():
                found[f"={_shape(word)}"] = 1.0
        return found

    def _scope(self, passage: int) -> int:
        """Where the passage before begins: what stands farther up is another matter."""
        return self.article.passages[max(passage - 2, 0)].start


@cache
def _appointment_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that tell of a meeting, and that it is to come."""
    table = load_table("appointments.toml")
    return frozenset(table["meeting"]["words"]), frozenset(table["to_come"]["words"])


def _is_appointed(figure: Figure, sentence: str) -> bool:
    if date_parts(figure).month is None:
        return False
    told = {word.casefold() for word in WORD.findall(sentence)}
    return not any(told.isdisjoint(words) for words in _appointment_words())


def _refers_back(figure: Figure, text: str) -> bool:
    if figure.kind != "count" or figure.value != 2 or figure.key is not None:
        return False
    return _KNOWN.search(text, max(figure.start - 12, 0), figure.start) is not None


def _walls_in(between: str) -> int:
    """How many ends of clauses stand in the text between two places."""
    return len(_WALLS.findall(between))


@lru_cache(maxsize=65536)
def _shape(word: str) -> str:
    """A word of a pattern: its stem, `#` for a number, and `^` for what has a capital and is its own."""
    return "#" if word[0].isdigit() else synonym_head(stem(fold(word)))


def _figure_key(figure: Figure) -> str:
    """The form in which two figures say the same: value and dimension, or the day."""
    if figure.kind == "date":
        return f"date {figure.from_ or figure.text.casefold()}"
    ends = figure.value if figure.value is not None else (figure.low, figure.high)
    return f"{figure.kind} {figure.unit if figure.kind != 'count' else ''} {ends}"


@lru_cache(maxsize=65536)
def _stems(text: str | None) -> frozenset[str]:
    """The stems of some words of the text, numbers left out."""
    if not text:
        return frozenset()
    return frozenset(_stems_in_order(text))


def _stems_in_order(text: str) -> list[str]:
    return [synonym_head(t.stem) for t in terms(text) if not t.stem[0].isdigit() and t.stem not in CARDINALS]


@lru_cache(maxsize=65536)
def thing_counted(unit: str) -> str:
    """The head of what a count counts: passengers of "passenger/day", workers of "hospital worker"; empty
    where it counts nothing."""
    return next(reversed(_stems_in_order(unit.partition("/")[0])), "")


def last_name(name: NameMention) -> str:
    """The key by which a name is the same in two articles: a person's last name, else all of it."""
    key = name_key(name.name)
    return key.rpartition(" ")[2] if name.kind in ("person", None) else key
