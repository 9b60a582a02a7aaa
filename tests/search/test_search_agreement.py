"""Every kind of query against a scan that shares no code with the index.

Few articles and queries in every run; the long run checks a thousand queries on two thousand articles.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
import Stemmer
from tiers import amount

from briefing.figures.figure_annotator import index_terms
from briefing.figures.typed_amounts import read_amount
from briefing.model.article import Article, Passage, PassageKind
from briefing.model.figure import Figure
from briefing.search.search_index import SearchIndex

ARTICLES, QUERIES = amount(60, 2000), amount(150, 1000)
STEMS = ["tariff", "harbour", "grain", "export", "minister", "talk", "ship", "levy", "farm", "market", "port",
         "strike", "wage", "plan", "river", "storm", "bank", "rate", "crop", "fuel"]  # fmt: skip
ENDINGS = ["", "s", "ed", "ing", "er"]
COMPOUNDS = ["grain-port", "fuel-bank", "storm-rates", "f-16"]
"""Words written with a hyphen by one and as one word by the next."""
SMALL = ["the", "of", "and", "in", "12", "2026", "us", "a"]
SOURCES = ["Port Wire", "Daily Grain", "River News Agency"]
KINDS: list[PassageKind] = [
    "paragraph",
    "paragraph",
    "paragraph",
    "heading",
    "quote",
    "list item",
    "boilerplate",
]
UNITS = ["USD", "EUR", "%", "t", "person"]
TAGS = ["check", "later"]
_STEMMER = Stemmer.Stemmer("english")


def stemmed(word: str) -> str:
    return str(_STEMMER.stemWord(word)) if word.isalpha() else word


@dataclass
class Place:
    """A passage as the scan sees it."""

    article: Article
    passage: Passage
    words: list[str]
    stems: list[str]
    figures: list[Figure]
    title: list[str]
    source: list[str]
    compounds: set[str]
    """Stems of the hyphenated words as one, two by two."""
    tags: set[str] = field(default_factory=set)


Holds = Callable[[Place], bool]


def corpus(draw: random.Random) -> tuple[list[Article], dict[str, list[Figure]], list[Place]]:
    """Random articles with their figures, and the passages that count."""
    vocabulary = [stem + ending for stem in STEMS for ending in ENDINGS] + SMALL
    vocabulary += [*COMPOUNDS, *(word.replace("-", "") for word in COMPOUNDS)]
    weights = [1 / (1 + rank) for rank in range(len(vocabulary))]
    draw.shuffle(vocabulary)
    articles, all_figures, places = [], {}, []
    for number in range(ARTICLES):
        passages, figures, at, texts = [], [], 0, []
        for index in range(draw.randint(1, 6)):
            words = draw.choices(vocabulary, weights, k=draw.randint(1, 25))
            text = "".join(word + draw.choice([" ", " ", " ", ", ", "-", ". "]) for word in words).rstrip(
                " ,-."
            )
            passage = Passage(index, draw.choice(KINDS), 0, at, at + len(text))
            passages.append(passage)
            texts.append(text)
            if draw.random() < 0.6:
                figures += [figure(draw, f"n{number:05}", index, at) for _ in range(draw.randint(1, 3))]
            at += len(text) + 1
        day = date(2026, 1, 1).toordinal() + draw.randint(0, 120)
        article = Article(
            f"n{number:05}", "\n".join(texts), tuple(passages), " ".join(draw.choices(vocabulary, k=4)), True,
            draw.choice([*SOURCES, None]), None, draw.choice([date.fromordinal(day).isoformat(), None]),
            "record", "en", None, "",
        )  # fmt: skip
        articles.append(article)
        all_figures[article.id] = figures
        for passage in passages:
            if passage.kind != "boilerplate":
                words = cut(article.text[passage.start : passage.end])
                places.append(
                    Place(
                        article, passage, words, [stemmed(word) for word in words],
                        [f for f in figures if f.passage == passage.number],
                        [stemmed(word) for word in cut(article.title)],
                        [stemmed(word) for word in cut(article.source or "")],
                        joined(article.text[passage.start : passage.end]),
                        {tag for tag in TAGS if draw.random() < 0.1},
                    )
                )  # fmt: skip
    return articles, all_figures, places


def cut(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def joined(text: str) -> set[str]:
    pairs = re.findall(r"(?=(?<!\w)(\w+)-(\w+))", text.lower())
    return {stemmed(one + other) for one, other in pairs}


def figure(draw: random.Random, article: str, passage: int, at: int) -> Figure:
    unit = draw.choice(UNITS)
    value = draw.choice([draw.randint(-5, 40), draw.randint(1, 99) * 1e8, draw.random() * 50])
    ranged = draw.random() < 0.3
    kind = {"%": "percent", "t": "quantity", "person": "count"}.get(unit, "money")
    return Figure(
        article, passage, at, at + 1, "", kind, None if ranged else value, value if ranged else None,  # type: ignore[arg-type]
        value + draw.choice([0, 1, 10, 1e9]) if ranged else None, unit, None, None, None, None, None,
    )  # fmt: skip


def leaf(draw: random.Random) -> tuple[str, Holds]:
    """A random part of a query, as typed and as a condition."""
    word = draw.choice(STEMS) + draw.choice(ENDINGS)
    makers = [
        _word,
        _word,
        _word,
        _compound,
        _phrase,
        _star,
        _near,
        _near,
        _field,
        _kind,
        _dated,
        _figure,
        _figure,
        _tag,
    ]
    return draw.choice(makers)(draw, word)


def _word(draw: random.Random, word: str) -> tuple[str, Holds]:
    return word, lambda place: stemmed(word) in place.stems


def _compound(draw: random.Random, word: str) -> tuple[str, Holds]:
    hyphened = draw.choice(COMPOUNDS)
    one, parts = stemmed(hyphened.replace("-", "")), [stemmed(part) for part in hyphened.split("-")]
    if draw.random() < 0.5:
        return hyphened.replace("-", ""), lambda place: one in place.stems or one in place.compounds
    return (
        hyphened,
        lambda place: (
            one in place.stems or parts in [place.stems[i : i + 2] for i in range(len(place.stems))]
        ),
    )


def _phrase(draw: random.Random, word: str) -> tuple[str, Holds]:
    words = [word, draw.choice([*SMALL, draw.choice(STEMS)])]
    return (
        f'"{" ".join(words)}"',
        lambda place: words in [place.words[i : i + 2] for i in range(len(place.words))],
    )


def _star(draw: random.Random, word: str) -> tuple[str, Holds]:
    begin = word[: draw.randint(1, 5)]
    # A hyphenated word is also one word, which may begin so although its first part is shorter.
    return f"{begin}*", lambda place: any(
        other.startswith(begin) for other in (*place.words, *place.compounds)
    )


def _near(draw: random.Random, word: str) -> tuple[str, Holds]:
    other, most = draw.choice(STEMS) + draw.choice(ENDINGS), draw.randint(1, 12)
    begin = draw.random() < 0.2

    def holds(place: Place) -> bool:
        left = [i for i, stem in enumerate(place.stems) if stem == stemmed(word)]
        right = [
            i
            for i, stem in enumerate(place.stems)
            if (place.words[i].startswith(other[:3]) if begin else stem == stemmed(other))
        ]
        return any(0 < abs(i - j) <= most for i in left for j in right)

    return f"{word} NEAR/{most} {other[:3] + '*' if begin else other}", holds


def _field(draw: random.Random, word: str) -> tuple[str, Holds]:
    if draw.random() < 0.5:
        return f"title:{word}", lambda place: stemmed(word) in place.title
    name = draw.choice(["wire", "river", "grain", '"river news"', "agency"])
    wanted = [stemmed(part) for part in name.strip('"').split()]
    return f"source:{name}", lambda place: " ".join(wanted) in " ".join(place.source)


def _kind(draw: random.Random, word: str) -> tuple[str, Holds]:
    kind = draw.choice(["paragraph", "heading", "quote", "list item"])
    return f"kind:{kind.replace(' ', '-')}", lambda place: place.passage.kind == kind


def _dated(draw: random.Random, word: str) -> tuple[str, Holds]:
    first, last = sorted(draw.sample(range(1, 6), 2))
    low, high = f"2026-{first:02}", f"2026-{last:02}"
    text, begin, end = draw.choice(
        [(f"{low}..{high}", low, high), (f"{low}..", low, "9"), (f"..{high}", "", high), (low, low, low)]
    )
    return (
        f"date:{text}",
        lambda place: place.article.published is not None and begin <= place.article.published[:7] <= end,
    )


def _figure(draw: random.Random, word: str) -> tuple[str, Holds]:
    unit = draw.choice(UNITS)
    written = {"USD": "${}", "EUR": "€{}", "%": "{}%", "t": "{} t", "person": "{} people"}[unit]
    low = draw.randint(1, 40)
    high = low + draw.randint(0, 30)
    bare = draw.random() < 0.3
    scale, suffix = draw.choice([(1.0, ""), (1e8 * 10, "bn")])
    amount = [f"{value}{suffix}" if bare else written.format(f"{value}{suffix}") for value in (low, high)]
    wanted = None if bare else unit
    form = draw.randint(0, 4)
    if form == 0:
        return f"unit:{unit}", lambda place: any(f.unit == unit for f in place.figures)
    bounds, text = [
        ((low * scale, high * scale), f'"{amount[0]}..{amount[1]}"'),
        ((low * scale, low * scale), f'"{amount[0]}"'),
        ((low * scale, float("inf")), f'">={amount[0]}"'),
        ((float("-inf"), high * scale), f'"<={amount[1]}"'),
    ][form - 1]

    def holds(place: Place) -> bool:
        return any(_fits(f, wanted, *bounds) for f in place.figures)

    return f"figure:{text}", holds


def _fits(f: Figure, unit: str | None, low: float, high: float) -> bool:
    if unit is not None and f.unit != unit:
        return False
    ends = [value for value in (f.value, f.low, f.high) if value is not None]
    if any(low <= value <= high for value in ends):
        return True
    return f.low is not None and f.high is not None and f.low <= low and high <= f.high


def _tag(draw: random.Random, word: str) -> tuple[str, Holds]:
    tag = draw.choice(TAGS)
    return f"tag:{tag}", lambda place: tag in place.tags


def asked(draw: random.Random) -> tuple[str, Holds]:
    """A random query: clauses that must all hold, each of one to three alternatives, and exclusions."""
    clauses = [
        [leaf(draw) for _ in range(draw.choice([1, 1, 2, 3]))] for _ in range(draw.choice([1, 1, 2, 3]))
    ]
    excluded = [leaf(draw) for _ in range(draw.choice([0, 0, 1]))]
    excluded = [part for part in excluded if "NEAR" not in part[0]]
    text = " ".join(
        [
            *(" OR ".join(part for part, _ in clause) for clause in clauses),
            *(f"-{part}" for part, _ in excluded),
        ]
    )
    return (
        text + " ",
        lambda place: (
            all(any(holds(place) for _, holds in clause) for clause in clauses)
            and not any(holds(place) for _, holds in excluded)
        ),
    )


@pytest.fixture(scope="module")
def world() -> tuple[SearchIndex, list[Place], Callable[[str, str], set[tuple[int, int]]]]:
    """An index, the passages in it, and the list behind `tag:`."""
    articles, figures, places = corpus(random.Random(11))
    numbers = {article.id: number for number, article in enumerate(articles)}

    def tagged(kind: str, value: str) -> set[tuple[int, int]]:
        return {(numbers[p.article.id], p.passage.number) for p in places if value in p.tags}

    shuffled = articles[:]
    random.Random(5).shuffle(shuffled)
    return (
        SearchIndex.build(shuffled, {name: index_terms(found) for name, found in figures.items()}),
        places,
        tagged,
    )


@pytest.mark.timeout(1200)
def test_hits_are_those_of_a_scan(
    world: tuple[SearchIndex, list[Place], Callable[[str, str], set[tuple[int, int]]]],
) -> None:
    """The same passages, all of them, in a sound order, page by page."""
    index, places, tagged = world
    draw = random.Random(23)
    known = {stem for place in places for stem in place.stems}
    found_something = 0
    for _ in range(QUERIES):
        query, holds = asked(draw)
        expected = {(p.article.id, p.passage.number) for p in places if holds(p)}
        answer = index.search(query, limit=100_000, sets=tagged, read_amount=read_amount)
        assert answer.faults == (), query
        if any(stemmed(word) not in known for word, _ in answer.corrections):
            continue  # a word that stands nowhere is searched by its near-misses
        got = [(hit.article, hit.passage) for hit in answer.hits]
        assert set(got) == expected, query
        assert len(got) == answer.total == len(expected), query
        found_something += bool(got)
        scores = [hit.score for hit in answer.hits]
        assert scores == sorted(scores, reverse=True), query
        middle = index.search(query, limit=7, offset=5, sets=tagged, read_amount=read_amount)
        assert [(hit.article, hit.passage) for hit in middle.hits] == got[5:12], query
    assert found_something > QUERIES // 4


def test_words_may_stand_in_several_passages_of_an_article(
    world: tuple[SearchIndex, list[Place], Callable[[str, str], set[tuple[int, int]]]],
) -> None:
    """`in:article`: passages with one of the words, in articles with all; the rest holds of each passage."""
    index, places, _ = world
    draw = random.Random(31)
    known = {stem for place in places for stem in place.stems}
    more = 0
    for _ in range(QUERIES // 3):
        held = [_word(draw, draw.choice(STEMS)) for _ in range(draw.choice([2, 2, 3]))]
        if any(stemmed(word) not in known for word, _ in held):
            continue
        others = [maker(draw, "") for maker in draw.choice([[], [], [_kind], [_dated]])]
        left_out = draw.choice([None, None, draw.choice(STEMS)])
        counted = [
            place
            for place in places
            if all(holds(place) for _, holds in others)
            and (left_out is None or stemmed(left_out) not in place.stems)
        ]
        articles = set.intersection(
            *({place.article.id for place in counted if holds(place)} for _, holds in held)
        )
        expected = {
            (place.article.id, place.passage.number)
            for place in counted
            if place.article.id in articles and any(holds(place) for _, holds in held)
        }
        query = " ".join(
            ["in:article", *(text for text, _ in held + others), *([f"-{left_out}"] if left_out else [])]
        )
        answer = index.search(f"{query} ", limit=100_000)
        assert {(hit.article, hit.passage) for hit in answer.hits} == expected, query
        assert answer.total == len(expected)
        together = index.search(f"{query.removeprefix('in:article ')} ", limit=0)
        assert together.total <= answer.total
        more += together.total < answer.total
    assert more


def test_equal_hits_are_in_order_of_date_article_and_passage(
    world: tuple[SearchIndex, list[Place], Callable[[str, str], set[tuple[int, int]]]],
) -> None:
    """Newest first, undated last; by date alone where that is asked for, in either direction."""
    index, places, _ = world
    published = {place.article.id: place.article.published for place in places}

    def newest(hit_article: str, passage: int) -> tuple[int, str, int]:
        day = published[hit_article]
        return (-date.fromisoformat(day).toordinal() if day else 0), hit_article, passage

    best = index.search("kind:paragraph", limit=500).hits
    assert [(h.article, h.passage) for h in best] == sorted(
        ((h.article, h.passage) for h in best), key=lambda ref: newest(*ref)
    )
    dated = index.search("tariff* OR port* ", limit=500, order="date").hits
    assert [(h.article, h.passage) for h in dated] == sorted(
        ((h.article, h.passage) for h in dated), key=lambda ref: newest(*ref)
    )
    oldest = index.search("tariff* OR port* ", limit=500, order="oldest").hits
    days = [published[hit.article] or "9999" for hit in oldest]
    assert days == sorted(days)
    assert len(oldest) == len(dated)
