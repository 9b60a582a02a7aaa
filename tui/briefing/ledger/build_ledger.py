"""Builds the ledger of some articles: mentions, who measures the same, what their values say together."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from pathlib import PurePath
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.jobs.stepping import finish
from briefing.ledger.allowed_values import allowed_values, contradict
from briefing.ledger.clear_conflicts import clear_conflicts
from briefing.ledger.likeness import Group, PairLogits, Weights, group_of, known_weights, likenesses
from briefing.ledger.line_labels import label_of, mention_words
from briefing.ledger.line_reasons import why_agree, why_differ
from briefing.ledger.line_sets import (
    CONFLICT,
    NO_CONFLICT,
    agreeing_sets,
    conflict_logit,
    conflicts,
    with_conflicts,
)
from briefing.ledger.line_voices import count_voices, origin_of_mention
from briefing.ledger.measures import measure_of
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.ledger.pair_features import ComparableMentions, Numbers, Rarities, Rarity, article_likeness
from briefing.ledger.told_of_one import may_be_of_one
from briefing.model.corpus_analysis import Steps
from briefing.model.figure import Figure, FigureKind
from briefing.model.figure_rivals import FigurePlace
from briefing.model.ledger_line import AgreeReason, DifferReason, LedgerEntry, LedgerLine, Verdict

_MOST_AT_ONCE = 600
"""Mentions of one dimension that are compared with each other, whatever they report; of more, only those of
one event are."""
_OF_CONFLICT, _EACH_OF_CONFLICT, _SUREST_CONFLICT = 0.17, 0.23, 6.0
"""How the chance that a line truly differs hangs on how sure its conflict is: of 66 read one by one, in news
of all sorts as well as in labelled folders, seven in ten are true, and of the surest eight in ten."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mentions of one dimension with the features of all their pairs."""

    numbers: list[int]
    """(n,) which mentions they are."""
    place: NDArray[np.int64]
    """(n,) the numbers of their articles."""
    group: Group
    features: Numbers
    """(n, n, features)"""
    names: tuple[str, ...]


def comparisons_of(
    mentions: Sequence[FigureMention], articles: int, rarity: Rarity | None = None
) -> Iterator[Comparison]:
    """Yield what can be compared of the mentions of some `articles`: two and more of one dimension, without
    what refers back to two that are known, and where one article alone gives them, without those of which no
    two can be the same. `rarity` says how telling words are; by default these do."""
    if not mentions:
        return
    rarities = rarity if rarity is not None else Rarities(mentions)
    if len({mention.event for mention in mentions}) > 1:
        alike = article_likeness(mentions, articles, rarities)
    else:
        # Of one event they are whatever their words.
        alike = np.ones((articles, articles), np.float32)
    by_dimension: dict[tuple[str, int], list[int]] = defaultdict(list)
    sizes = Counter(measure_of(mention.figure).dimension for mention in mentions)
    for number, mention in enumerate(mentions):
        if mention.refers_back:
            continue
        dimension = measure_of(mention.figure).dimension
        by_dimension[dimension, mention.event if sizes[dimension] > _MOST_AT_ONCE else -1].append(number)
    for numbers in by_dimension.values():
        if len(numbers) < 2:
            continue
        block = ComparableMentions([mentions[number] for number in numbers], rarities, alike)
        if block.are_all_apart():
            continue
        features, names = block.features()
        kind = mentions[numbers[0]].figure.kind
        yield Comparison(numbers, block.place, group_of(kind), features, names)


def lines_of(
    given: Sequence[LedgerArticle],
    weights: Weights | None = None,
    rarity: Rarity | None = None,
    least_agreed: float = 0.0,
) -> list[LedgerLine]:
    """Return the ledger of some articles, lines that differ first, then by voices; see `LedgerLine`.

    `least_agreed` is how many quantities two articles must agree about for each that they differ about, for
    what contradicts each other to be one: who agrees on little tells of two occasions.
    """
    return finish(lines_in_steps(given, weights, rarity, least_agreed))


def lines_in_steps(
    given: Sequence[LedgerArticle],
    weights: Weights | None = None,
    rarity: Rarity | None = None,
    least_agreed: float = 0.0,
) -> Steps[list[LedgerLine]]:
    """Build the same in steps, yielding how many of how many mentions are compared."""
    mentions = mentions_of(given)
    yield 0, len(mentions)
    used = weights if weights is not None else known_weights()
    alone = set(range(len(mentions)))
    agreeing: list[_FoundLine] = []
    differing: list[tuple[_FoundLine, list[_FoundLine]]] = []
    for one in comparisons_of(mentions, len(given), rarity):
        found = likenesses(one.features, one.names, one.place, one.group, used)
        sets = agreeing_sets(found, one.place)
        held = [[mentions[one.numbers[member]] for member in set_] for set_ in sets]
        clashes = [
            (clash, _sureness(held[clash.one], held[clash.other], conflict_logit(clash, one.group, used)))
            for clash in conflicts(sets, found, one.features, one.names, one.place, group=one.group)
        ]
        for joined in with_conflicts(sets, clashes):
            whole = _found_line(joined.members, joined.logit, mentions, one, found)
            if joined.logit is None:
                agreeing.append(whole)
                continue
            parts = [set_ for set_ in sets if set_[0] in joined.members]
            differing.append((whole, [_found_line(part, None, mentions, one, found) for part in parts]))
        alone.difference_update(one.numbers)
        yield len(mentions) - len(alone), len(mentions)
    told = [*agreeing, *_of_one_occasion(agreeing, differing, least_agreed)]
    lines = [_line(one.members, one.confidence, given) for one in told]
    lines += [_line([mentions[number]], 1.0, given) for number in sorted(alone)]
    return in_order(lines, given)


class _FoundLine(NamedTuple):
    members: list[FigureMention]
    confidence: float

    def articles(self) -> list[int]:
        """The places of its articles, ascending."""
        return sorted({mention.place for mention in self.members})


def _sureness(ones: Sequence[FigureMention], others: Sequence[FigureMention], logit: float) -> float:
    """How sure it is that two sets that contradict each other are one quantity, `logit` by the weights."""
    if logit < CONFLICT or any(
        one.place != other.place and contradict(one.figure, other.figure) and may_be_of_one(one, other)
        for one in ones
        for other in others
    ):
        return logit
    return NO_CONFLICT


def _found_line(
    set_: Sequence[int],
    logit: float | None,
    mentions: Sequence[FigureMention],
    one: Comparison,
    found: PairLogits,
) -> _FoundLine:
    members = [mentions[one.numbers[member]] for member in set_]
    if logit is not None or len({mention.place for mention in members}) > 1:
        return _FoundLine(members, _confidence(set_, logit, found, one.place))
    return _FoundLine(members, min(_chance_of_none(member, found, one.place) for member in set_))


def _of_one_occasion(
    agreeing: Sequence[_FoundLine],
    differing: Sequence[tuple[_FoundLine, list[_FoundLine]]],
    least_agreed: float,
) -> Iterator[_FoundLine]:
    """Yield each line that differs where two of its articles agree about much else, else what it was joined
    of. Ages stay: who is named is the same whatever the occasion."""
    agreed = Counter(pair for one in agreeing for pair in combinations(one.articles(), 2))
    differ = Counter(pair for one, _ in differing for pair in combinations(one.articles(), 2))
    for one, parts in differing:
        pairs = list(combinations(one.articles(), 2))
        is_age = all(mention.figure.rule == "age" for mention in one.members)
        if is_age or any(agreed[pair] >= least_agreed * differ[pair] for pair in pairs):
            yield one
        else:
            yield from parts


def in_order(lines: Iterable[LedgerLine], given: Sequence[LedgerArticle]) -> list[LedgerLine]:
    """Return lines in the order of a ledger: those that differ first, then by voices, then by the text."""
    places = {one.article.id: place for place, one in enumerate(given)}
    return sorted(lines, key=lambda line: order_key(line, places))


_ORDER: Mapping[Verdict, int] = {"differ": 0, "agree": 1, "single": 3}
_UNDATED = 2
"""Where lines stand that agree about a day of which nothing says which it is."""


def order_key(line: LedgerLine, places: Mapping[str, int]) -> tuple[int, int, int, int]:
    """Return by what a line is put in order: verdict, voices, and where its first figure stands: the place of
    the article, and that in its text."""
    place, start = min((places[entry.article], entry.start) for entry in line.entries)
    group = _UNDATED if line.reason == "undated" else _ORDER[line.verdict]
    return group, -line.voices, place, start


def lines_with(sets: Sequence[Collection[FigurePlace]], given: Sequence[LedgerArticle]) -> list[LedgerLine]:
    """Return a line of each set of figures of `given`, judged as any other, with full confidence: a person
    says that they measure the same."""
    articles = {article for set_ in sets for article, _ in set_}
    some = [one for one in given if one.article.id in articles]
    mentions = {(m.figure.article, m.figure.start): m for m in mentions_of(some)} if some else {}
    return [_line([mentions[place] for place in set_], 1.0, some) for set_ in sets]


def _confidence(
    set_: Sequence[int],
    logit: float | None,
    found: PairLogits,
    place: NDArray[np.int64],
) -> float:
    """The mean chance of the pairs of a line of several articles; that of its conflict where it differs."""
    if logit is not None:
        return round(1 / (1 + math.exp(-_OF_CONFLICT - _EACH_OF_CONFLICT * min(logit, _SUREST_CONFLICT))), 2)
    own = np.array(set_)
    between = np.ix_(own, own)
    cross = place[own][:, None] != place[own][None, :]
    return round(float(_chances(found.final[between][cross]).mean()), 2)


def _chance_of_none(member: int, found: PairLogits, place: NDArray[np.int64]) -> float:
    """The chance that the best pair of a mention with another article is none: 1 where there is no other
    article."""
    others = found.final[member][place != place[member]]
    return round(1 - float(_chances(others.max())), 2) if len(others) else 1.0


def _chances(logits: Numbers | np.float32) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


def _line(members: Sequence[FigureMention], confidence: float, given: Sequence[LedgerArticle]) -> LedgerLine:
    ordered = sorted(
        members,
        key=lambda m: (
            given[m.place].article.published or "9999",
            m.place,
            m.figure.start,
        ),
    )
    kind = Counter(m.figure.kind for m in ordered).most_common(1)[0][0]
    unit = Counter(m.figure.unit for m in ordered if m.figure.kind == kind).most_common(1)[0][0]
    verdict, reason = _judged(ordered, given)
    several = len({m.place for m in ordered}) > 1
    entries = tuple(
        _entry(m, ordered if several else (), kind_unit=(kind, unit), given=given) for m in ordered
    )
    return LedgerLine(
        line_id(entries),
        label_of(ordered, given),
        kind,
        unit,
        verdict,
        reason,
        None,
        confidence,
        count_voices(ordered, given),
        entries,
        clear_conflicts(ordered, given) if verdict == "differ" else (),
    )


def _judged(
    members: Sequence[FigureMention], given: Sequence[LedgerArticle]
) -> tuple[Verdict, AgreeReason | DifferReason | None]:
    if len({m.place for m in members}) < 2:
        return "single", None
    for number, one in enumerate(members):
        for other in members[:number]:
            if one.place != other.place and contradict(one.figure, other.figure):
                return "differ", why_differ(members, given)
    return "agree", why_agree(members)


def _entry(
    mention: FigureMention,
    line: Sequence[FigureMention],
    *,
    kind_unit: tuple[FigureKind, str | None],
    given: Sequence[LedgerArticle],
) -> LedgerEntry:
    figure, one = mention.figure, given[mention.place]
    return LedgerEntry(
        figure.article,
        figure.passage,
        figure.start,
        figure.end,
        figure.text,
        figure.value,
        figure.low,
        figure.high,
        _range(figure, kind_unit),
        one.article.published,
        one.copy_of,
        mention_words(mention, line),
        origin_of_mention(mention, given),
    )


def _range(
    figure: Figure, kind_unit: tuple[FigureKind, str | None]
) -> tuple[float, float] | tuple[str, str] | None:
    if figure.kind == "date":
        return (figure.from_, figure.to) if figure.from_ is not None and figure.to is not None else None
    allowed = allowed_values(figure)
    if allowed is None:
        return None
    kind, unit = kind_unit
    own = measure_of(figure)
    wanted = own if figure.unit == unit else measure_of(replace(figure, kind=kind, unit=unit))
    return _rounded(allowed.low / wanted.factor), _rounded(allowed.high / wanted.factor)


def _rounded(value: float) -> float:
    """The value without what floating point adds to it: twelve digits."""
    return float(f"{value:.12g}") if math.isfinite(value) else value


@lru_cache(maxsize=4096)
def _file_name(article: str) -> str:
    return PurePath(article).name


def line_id(entries: Sequence[LedgerEntry]) -> str:
    """Return what names a line while its entries stand: it is made of their articles' file names, so that
    moving a folder changes nothing, and of where and what they are."""
    told = sorted(f"{_file_name(entry.article)}\t{entry.start}\t{entry.text}" for entry in entries)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:12]
