"""Search against a scan written as plainly as possible: no index, no positions, no shared code.

The corpora and queries are drawn at random from few words, so that phrases, inflections, near-misses
and passages that almost match are common.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Article
from briefing.search.passage_documents import documents_of
from briefing.search.passage_lookup import lookup_in
from briefing.search.query import MAX_BEGINNINGS
from briefing.search.search_index import SearchIndex

WORDS = ["tax", "taxes", "taxed", "taxi", "war", "wars", "warm", "warmth", "Café", "cafe", "XI", "xi",
         "sanction", "sanctions", "sanctity", "12", "127", "harbour", "harbor", "O'Neil",
         "taxwar", "xi12"]  # fmt: skip
ASKED = [
    *WORDS,
    "warn",
    "sactions",
    "snactions",
    "harbuor",
    "zebra",
    "13",
    "ta",
    "cafes",
    "tax-war",
    "taxes-wars",
    "wartaxes",
    "xi-12",
    "warxi12",
    "12warm",
    "12127",
]
GAPS = [" ", " ", " ", ", ", "-", ". ", " (", "\n", " — "]


# -- the naive engine ----------------------------------------------------------------------------


def fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


_STEMMER = Stemmer.Stemmer("english")


def stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(word) if word.isalpha() else word
    return stemmed


def cut(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), fold(m.group())) for m in re.finditer(r"[\w']+", text)]


def osa(a: str, b: str) -> int:
    """Optimal string alignment distance, by the textbook recurrence."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@dataclass(frozen=True)
class Unit:
    """One word, phrase or beginning of a query."""

    text: str
    kind: str  # "word", "phrase", "star"

    def written(self) -> str:
        return {"word": self.text, "phrase": f'"{self.text}"', "star": f"{self.text}*"}[self.kind]


@dataclass(frozen=True)
class Asked:
    """A query: all of the clauses, each any of its units, and none of the excluded."""

    clauses: tuple[tuple[Unit, ...], ...]
    excluded: tuple[Unit, ...]

    def written(self) -> str:
        parts = [" OR ".join(unit.written() for unit in clause) for clause in self.clauses]
        return " ".join(parts + [f"-{unit.written()}" for unit in self.excluded]) + " "


def near(word: str, vocabulary: set[str], texts: list[str]) -> list[str]:
    """Up to five of the nearest words, those of the same first letter and of most passages first."""
    if len(word) < 3 or any(char.isdigit() for char in word):
        return []
    options = {other: osa(word, other) for other in vocabulary if not any(c.isdigit() for c in other)}
    options = {other: d for other, d in options.items() if d <= (1 if len(word) <= 5 else 2)}
    closest = [other for other, distance in options.items() if distance == min(options.values())]

    def rank(other: str) -> tuple[bool, int, str]:
        held = sum(other in {word for _, _, word in cut(text)} for text in texts)
        return other[0] != word[0], -held, other

    return sorted(closest, key=rank)[:5]


def forms(unit: Unit, word: str, vocabulary: set[str], texts: list[str], *, wanted: bool) -> set[str]:
    if unit.kind == "star":
        return {other for other in vocabulary if other.startswith(word)}
    if unit.kind == "phrase":
        return {word}
    family = {other for other in vocabulary if stem(other) == stem(word)}
    if family or not wanted or any(stem(row[2]) == stem(word) for text in texts for row in as_one(text)):
        return family
    return {
        other for found in near(word, vocabulary, texts) for other in vocabulary if stem(other) == stem(found)
    }


def as_one(text: str) -> list[tuple[int, int, str, str]]:
    """Hyphenated words as one, two by two and all of a row, with the first of them; no mere numbers."""
    words, result = cut(text), []
    for first in range(len(words)):
        for last in range(first + 1, len(words)):
            if text[words[last - 1][1] : words[last][0]] != "-":
                break
            row = words[first : last + 1]
            whole = (not first or text[words[first - 1][1] : words[first][0]] != "-") and (
                last + 1 == len(words) or text[words[last][1] : words[last + 1][0]] != "-"
            )
            word = "".join(part for _, _, part in row)
            if (len(row) == 2 or whole) and len(word) <= 64 and not word.isdigit():
                result.append((row[0][0], row[-1][1], word, row[0][2]))
    return result


def found_as_one(unit: Unit, text: str, texts: list[str]) -> list[tuple[int, int]]:
    """Where a word is written with hyphens, or hyphenated words as one."""
    if unit.kind == "phrase":
        return []
    if unit.kind == "star":
        begun = [row for row in as_one(text) if row[2].startswith(unit.text)]
        return [row[:2] for row in begun if not row[3].startswith(unit.text)]
    asked = [word for _, _, word in cut(unit.text)]
    one = [row[2] for row in as_one(unit.text) if row[2] == "".join(asked)]
    if len(asked) > 1 and not one:
        return []
    wished = stem("".join(asked))
    here = [row[:2] for row in as_one(text) if stem(row[2]) == wished]
    return here + ([place[:2] for place in cut(text) if stem(place[2]) == wished] if one else [])


def found(
    unit: Unit, text: str, vocabulary: set[str], texts: list[str], *, wanted: bool
) -> list[tuple[int, int]]:
    if unit.kind == "word" and any(found_as_one(unit, other, texts) for other in texts if "-" in unit.text):
        wanted = False
    wished = [forms(unit, word, vocabulary, texts, wanted=wanted) for _, _, word in cut(unit.text)]
    words = cut(text)
    return found_as_one(unit, text, texts) + [
        (words[at][0], words[at + len(wished) - 1][1])
        for at in range(len(words) - len(wished) + 1)
        if all(words[at + step][2] in options for step, options in enumerate(wished))
    ]


def scan(asked: Asked, articles: list[Article]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Every passage that answers, with its spans (those that overlap made one)."""
    counted = [(a, p) for a in articles for p in a.passages if p.kind != "boilerplate"]
    texts = [a.text[p.start : p.end] for a, p in counted]
    vocabulary = {word for text in texts for _, _, word in cut(text)}
    result = {}
    for (article, passage), text in zip(counted, texts, strict=True):
        hits = {
            unit: found(unit, text, vocabulary, texts, wanted=True)
            for clause in asked.clauses
            for unit in clause
        }
        if not all(any(hits[unit] for unit in clause) for clause in asked.clauses):
            continue
        if any(found(unit, text, vocabulary, texts, wanted=False) for unit in asked.excluded):
            continue
        joined: list[list[int]] = []
        for start, end in sorted({span for spans in hits.values() for span in spans}):
            if joined and start < joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        result[article.id, passage.number] = [(passage.start + s, passage.start + e) for s, e in joined]
    return result


# -- random corpora and queries ------------------------------------------------------------------


@st.composite
def lines(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    return text.rstrip(" (,.-—\n").replace("\n", " ")


def units() -> st.SearchStrategy[Unit]:
    word = st.sampled_from(ASKED)
    return st.one_of(
        st.builds(Unit, word, st.just("word")),
        st.builds(Unit, st.lists(word, min_size=1, max_size=3).map(" ".join), st.just("phrase")),
        st.builds(
            Unit, st.sampled_from(["t", "ta", "tax", "w", "war", "s", "sanct", "1", "q"]), st.just("star")
        ),
    )


def queries() -> st.SearchStrategy[Asked]:
    clause = st.lists(units(), min_size=1, max_size=3).map(tuple)
    asked = st.builds(
        Asked,
        st.lists(clause, min_size=1, max_size=3).map(tuple),
        st.lists(units(), max_size=2).map(tuple),
    )
    # More beginnings are not searched, which is told.
    return asked.filter(
        lambda one: sum(unit.kind == "star" for unit in chain(*one.clauses, one.excluded)) <= MAX_BEGINNINGS
    )


@st.composite
def corpora(draw: st.DrawFn) -> list[Article]:
    from briefing.model.article import Passage

    articles = []
    for number in range(draw(st.integers(1, 4))):
        held = draw(st.lists(lines(), min_size=1, max_size=4))
        passages, at = [], 0
        for index, line in enumerate(held):
            boilerplate = draw(st.integers(0, 5)) == 0
            passages.append(
                Passage(index, "boilerplate" if boilerplate else "paragraph", 0, at, at + len(line))
            )
            at += len(line) + 1
        articles.append(
            Article(f"a{number}", "\n".join(held), tuple(passages), "", False, None, None, None,
                    "unknown", "en", None, "")
        )  # fmt: skip
    return articles


@settings(max_examples=examples(50), deadline=None)
@given(corpora(), queries())
def test_hits_and_spans_are_those_of_a_naive_scan(articles: list[Article], asked: Asked) -> None:
    answer = SearchIndex.build(articles).search(asked.written(), limit=1000)
    expected = scan(asked, articles)
    got = {(hit.article, hit.passage): [(s.start, s.end) for s in hit.spans] for hit in answer.hits}
    assert got == expected
    assert answer.total == len(expected)
    assert answer.matches == sum(map(len, expected.values()))


@settings(max_examples=examples(15), deadline=None)
@given(
    corpora(), st.lists(st.sampled_from(["tax", "war", "xi"]), max_size=1), st.sampled_from(ASKED), st.data()
)
def test_the_word_being_typed_is_found_at_every_letter(
    articles: list[Article], before: list[str], word: str, data: st.DataObject
) -> None:
    typed = fold(word[: data.draw(st.integers(1, len(word)))])
    if not typed[-1].isalnum():
        return
    answer = SearchIndex.build(articles).search(" ".join([*before, typed]), limit=1000)
    words = {
        (a.id, p.number): {word for _, _, word in cut(a.text[p.start : p.end])}
        for a in articles
        for p in a.passages
        if p.kind != "boilerplate"
    }
    begun = {
        place
        for place, held in words.items()
        if any(other.startswith(typed) for other in held)
        and all(any(stem(other) == stem(b) for other in held) for b in before)
    }
    assert begun <= {(hit.article, hit.passage) for hit in answer.hits}


@settings(max_examples=examples(15), deadline=None)
@given(corpora(), queries(), st.integers(0, 1000))
def test_the_answer_depends_on_no_order(articles: list[Article], asked: Asked, seed: int) -> None:
    shuffled = articles[:]
    random.Random(seed).shuffle(shuffled)
    query = asked.written()
    assert SearchIndex.build(articles).search(query) == SearchIndex.build(shuffled).search(query)


@settings(max_examples=examples(20), deadline=None)
@given(corpora(), corpora(), queries())
def test_a_replaced_article_leaves_no_trace(old: list[Article], new: list[Article], asked: Asked) -> None:
    current = {article.id: article for article in old}
    numbers = {name: number for number, name in enumerate(f"a{number}" for number in range(4))}
    names = {number: name for name, number in numbers.items()}
    index = SearchIndex.in_memory(lookup_in(lambda number: current[names[number]]))
    for batch in (old, new):
        for article in batch:
            current[article.id] = article
            index.add(numbers[article.id], documents_of(article, {}))
        index.commit()
    query = asked.written()
    answer, fresh = index.search(query), SearchIndex.build(list(current.values())).search(query)
    # Scores may differ in how rare a word is, until the index has let go of what was replaced.
    assert {(h.article, h.passage, h.spans) for h in answer.hits} == {
        (h.article, h.passage, h.spans) for h in fresh.hits
    }
    assert (answer.total, answer.matches) == (fresh.total, fresh.matches)
    assert answer.corrections == fresh.corrections
