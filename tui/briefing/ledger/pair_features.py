"""What speaks for and against two mentions measuring the same thing, as numbers: one row for each pair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.allowed_values import (
    SAME_END,
    DayStretch,
    allowed_values,
    are_of_other_years,
    date_parts,
    day_stretch,
    day_told_from,
    is_range,
    names_a_day,
    year_stretch,
)
from briefing.ledger.measures import PERCENT, measure_of
from briefing.ledger.mentions import FigureMention, thing_counted
from briefing.ledger.noun_groups import groups_of, is_for_people
from briefing.ledger.told_of_one import words_of_figure
from briefing.text.background import inverse_frequency, rarity

Numbers = NDArray[np.float32]
Flags = NDArray[np.bool_]


_SAME_AFFAIR = 0.3
"""How alike articles are that tell of one affair: nine in ten of two events of one sort are less alike."""
_BESIDE = 0.2
"""How near a size that names a variety ("13-inch") stands to what is told of it."""
_MOST_MISDATED = 6
"""Days by which the day of an article may be another than that of its writing: "Monday" of two that are
dated farther apart is no longer one day."""
_MOSTLY = 0.5
"""The part of the shorter of two stretches of years that both have, from which on they may be told of one."""
_LARGE, _LARGE_DIGITS, _TOLD_WITH = 1e6, 2, 3
"""From what on an amount is large, with how many digits at least, and how many words two sentences about it
share: of 58 such pairs in news that the weights left apart 56 are of one thing."""
_WHO_MEET = 2
"""Names that two must share to tell of one meeting."""
_NAMED, _MEASURED = 0.1, 0.5
"""How near a shared name stands to both figures, and how alike the words for what they measure are, where
they may be background that both tell."""


Rarity = Callable[[str], float]
"""How telling a word is, by its stem."""
_RAREST = 8.0


@lru_cache(maxsize=65536)
def rarity_in_news(stem: str) -> float:
    """Return how telling a word is in news at large."""
    return min(rarity(stem), _RAREST)


class Rarities:
    """How telling words are here: rare in news at large, and rare in the sentences at hand."""

    def __init__(self, mentions: Sequence[FigureMention]) -> None:
        sentences = {(m.place, m.words[0].start if m.words else -1): m.sentence for m in mentions}
        self._total = len(sentences)
        self._held = Counter(chain.from_iterable(sentences.values()))
        self._known: dict[str, float] = {}

    def __call__(self, stem: str) -> float:
        found = self._known.get(stem)
        if found is None:
            found = 0.5 * rarity_in_news(stem) + 0.5 * inverse_frequency(self._held[stem], self._total)
            self._known[stem] = found
        return found


def article_likeness(mentions: Sequence[FigureMention], articles: int, rarities: Rarity) -> Numbers:
    """Return how alike the sentences of each two articles are that hold figures, (articles, articles)."""
    words: list[Counter[str]] = [Counter() for _ in range(articles)]
    for mention in mentions:
        words[mention.place].update(mention.sentence | mention.before)
    columns = {w: n for n, w in enumerate(dict.fromkeys(chain.from_iterable(words)))}
    matrix = np.zeros((articles, max(len(columns), 1)), np.float32)
    for number, counts in enumerate(words):
        for word, count in counts.items():
            matrix[number, columns[word]] = rarities(word) * (1 + math.log(count))
    return _cosine(matrix)


class ComparableMentions:
    """Mentions that can be compared, as matrices: n of them, one row each, article by article."""

    def __init__(self, mentions: Sequence[FigureMention], rarities: Rarity, likeness: Numbers) -> None:
        self.mentions = mentions
        self.size = len(mentions)
        self._rarity = rarities
        self.place = np.array([m.place for m in mentions])
        self.event = np.array([m.event for m in mentions])
        self._likeness = likeness
        begins = [0, *(np.flatnonzero(np.diff(self.place)) + 1).tolist(), self.size]
        self._of_place = [slice(one, end) for one, end in pairwise(begins) if end - one > 1]

    def are_all_apart(self) -> bool:
        """Whether all are of one article and no two can be told of one value."""
        if self.place.min() < self.place.max():
            return False
        contradict = self._values()["contradict"] > 0
        return bool((contradict | np.eye(self.size, dtype=np.bool_)).all())

    def features(self) -> tuple[Numbers, tuple[str, ...]]:
        """Return all features of all pairs, (n, n, number of features), and their names."""
        found: dict[str, Numbers] = {}
        found |= self._words()
        found |= self._values()
        found |= self._units()
        found |= self._roles()
        found |= self._days_beside()
        found["same role and name"] = found["same nearest role"] * np.maximum(
            found["nearest name"], found["name before"]
        )
        # Background may be the same in reports of two events of one affair, where both name whose it is.
        alike = self._likeness[np.ix_(self.place, self.place)]
        background = (alike >= _SAME_AFFAIR) & (found["names"] >= _NAMED) & (found["measured"] >= _MEASURED)
        event = _flag((self.event[:, None] == self.event[None, :]) | background)
        found["same event"] = event
        found["one event"] = _flag(self.event[:, None] == self.event[None, :])
        sentences = np.array([m.span[0] for m in self.mentions])
        found["one sentence"] = _flag(
            (self.place[:, None] == self.place[None, :]) & (sentences[:, None] == sentences[None, :])
        )
        found["other event, no name shared"] = (1 - event) * (found["names"] == 0)
        found["other event, few"] = (1 - event) * (
            found["same unit of few"] + found["kindred unit of few"] + found["other unit of few"]
        )
        found["other things"] = self._other_things()
        found["told of one"] = self._appointed(alike >= _SAME_AFFAIR) + self._one_large_sum(found)
        names = tuple(found)
        planes = np.empty((len(names), self.size, self.size), np.float32)
        for plane, name in zip(planes, names, strict=True):
            plane[:] = found[name]
        # Each feature lies in one piece: they are read one by one.
        return np.moveaxis(planes, 0, -1), names

    # -- words -------------------------------------------------------------------------------

    def _columns(self, words: Iterable[Iterable[str]]) -> _Columns:
        """Return the columns for words that stand in the mentions, row by row."""
        of_place: dict[int, set[str]] = {}
        for place, row in zip(self.place.tolist(), words, strict=True):
            of_place.setdefault(place, set()).update(row)
        held = Counter(chain.from_iterable(of_place.values()))
        # In an order of their own: sums hang on it in their last digits.
        shared = sorted(word for word, places in held.items() if places > 1)
        numbers = {word: number for number, word in enumerate(shared)}
        column_of = list(range(len(shared)))
        most = 0
        for told in of_place.values():
            own = sorted(word for word in told if held[word] == 1)
            for column, word in enumerate(own):
                numbers[word] = len(column_of)
                column_of.append(-1 - column)
            most = max(most, len(own))
        return _Columns(numbers, np.array(column_of, np.int64), len(shared), most)

    def _matrix(self, rows: Iterable[Mapping[str, float]], columns: _Columns | None = None) -> _WordRows:
        held = list(rows)
        known = columns if columns is not None else self._columns(held)
        weights = np.array([weight for row in held for weight in row.values()], np.float64)
        return self._laid_out(known, held, known.numbers_in(held), weights)

    def _laid_out(
        self,
        columns: _Columns,
        rows: Sequence[Sized],
        numbers: NDArray[np.int64],
        weights: NDArray[np.float64],
    ) -> _WordRows:
        """Rows of which `numbers` are the words, one behind the other, and `weights` what these count."""
        row = np.repeat(np.arange(self.size), list(map(len, rows)))
        column = columns.column_of[numbers]
        is_shared = column >= 0
        is_own = ~is_shared
        shared = np.zeros((self.size, columns.shared), np.float32)
        own = np.zeros((self.size, columns.most_own), np.float32)
        shared[row[is_shared], column[is_shared]] = weights[is_shared]
        own[row[is_own], -1 - column[is_own]] = weights[is_own]
        return _WordRows(shared, own, self._of_place)

    def _words(self) -> dict[str, Numbers]:
        ms = self.mentions
        columns = self._columns(chain(m.sentence, m.before, m.measured, m.subject) for m in ms)
        rarities = np.array([self._rarity(word) for word in columns.numbers], np.float64)

        def weighed(rows: Sequence[Collection[str]]) -> _WordRows:
            numbers = columns.numbers_in(rows)
            return self._laid_out(columns, rows, numbers, rarities[numbers])

        beside = [m.near for m in ms]
        numbers = columns.numbers_in(beside)
        nearness = np.array([weight for row in beside for weight in row.values()], np.float64)
        near = self._laid_out(columns, beside, numbers, rarities[numbers] * nearness)
        sentence = weighed([m.sentence for m in ms])
        clause = weighed([m.clause for m in ms])
        measured = weighed([m.measured for m in ms])
        subject = weighed([m.subject for m in ms])
        held = sentence.held()
        wide = self._matrix(
            ({w: 1.0 if w in m.sentence else 0.5 for w in m.sentence | m.before} for m in ms), columns
        )
        counted = Counter(chain.from_iterable(m.pattern for m in ms))
        pattern = self._matrix(
            {k: v * math.log(1 + self.size / counted[k]) for k, v in m.pattern.items()} for m in ms
        )
        sentence_cosine = sentence.cosine(sentence)
        measured_known, subject_known = measured.sums() > 0, subject.sums() > 0
        return {
            "near": near.cosine(near),
            "clause": clause.cosine(clause),
            "pattern": pattern.cosine(pattern),
            "sentence": sentence_cosine,
            "copied": np.clip((sentence_cosine - 0.7) / 0.3, 0, 1),
            "shared": np.minimum(sentence.product(held) / 30, 1.5),
            "measured": measured.cosine(measured),
            "measured known": _flag(measured_known[:, None] & measured_known[None, :]),
            "subject": subject.cosine(subject),
            "subject within": _both_ways(subject.product(wide), subject.sums()),
            "subject known": _flag(subject_known[:, None] & subject_known[None, :]),
            **self._named(),
            "left": _same([m.left for m in ms]),
            "right": _same([m.right for m in ms]),
        }

    def _named(self) -> dict[str, Numbers]:
        """Names and other figures beside."""
        ms = self.mentions
        names = self._matrix(m.names for m in ms)
        shared_names = names.in_common()
        figures = self._matrix(m.figures for m in ms)
        shared_figures = figures.in_common()
        varieties = self._matrix(
            {k: v for k, v in m.figures.items() if k.startswith("quantity in ")} for m in ms
        )
        shared_variety = varieties.in_common()
        is_named, beside = names.sums() > 0, figures.sums() > 0
        variety = varieties.most() > _BESIDE
        nearest = _same([m.nearest_name for m in ms])
        has_nearest = np.array([bool(m.nearest_name) for m in ms])
        return {
            "names": shared_names,
            "other names": _flag((shared_names == 0) & is_named[:, None] & is_named[None, :]),
            "name before": _same([m.named_before for m in ms]),
            "name behind": _same([m.named_behind for m in ms]),
            "nearest name": nearest,
            "other nearest name": _flag(
                (nearest == 0) & has_nearest[:, None] & has_nearest[None, :] & (shared_names > 0)
            ),
            "figures": np.minimum(shared_figures, 1.5),
            "figures known": _flag(beside[:, None] & beside[None, :]),
            "variety": shared_variety,
            "other variety": _flag((shared_variety == 0) & variety[:, None] & variety[None, :]),
        }

    # -- values ------------------------------------------------------------------------------

    def _values(self) -> dict[str, Numbers]:
        if self.mentions[0].figure.kind == "date":
            return self._dates()
        allowed = [allowed_values(m.figure) for m in self.mentions]
        factors = [measure_of(m.figure).factor for m in self.mentions]
        low = np.array([a.low if a else math.nan for a in allowed])
        high = np.array([a.high if a else math.nan for a in allowed])
        middle = np.array(
            [
                (
                    m.figure.value
                    if m.figure.value is not None
                    else ((m.figure.low or 0) + (m.figure.high or 0)) / 2
                )
                * factor
                for m, factor in zip(self.mentions, factors, strict=True)
            ]
        )
        ranges = np.array([is_range(m.figure) for m in self.mentions])
        digits = np.array([_digits(m.figure.value) for m in self.mentions], np.float32)
        gap = np.maximum(low[:, None] - high[None, :], low[None, :] - high[:, None])
        scale = np.maximum(np.abs(high)[:, None], np.abs(high)[None, :])
        meets = gap <= 1e-9 * scale
        both = ranges[:, None] & ranges[None, :]
        meets = np.where(both, _close(low) & _close(high), meets)
        same = np.abs(middle[:, None] - middle[None, :]) <= 1e-6 * np.maximum(
            np.abs(middle)[:, None], np.abs(middle)[None, :]
        )
        same &= ranges[:, None] == ranges[None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.abs(np.log(np.abs(middle)[:, None] / np.abs(middle)[None, :]))
        ratio = np.nan_to_num(ratio, nan=3.0, posinf=3.0)
        articles = np.array([np.unique(self.place[row]).size for row in same], np.float32)
        few = np.log(self.size / np.maximum(same.sum(1), 1))
        return {
            "same value": _flag(same),
            "same value of many digits": _flag(same) * np.minimum(digits - 1, 3)[:, None] / 3,
            "same rare value": _flag(same) * few[:, None] / 3,
            "compatible": _flag(meets & ~same),
            "contradict": _flag(~meets),
            "contradict by a guess": np.zeros((self.size, self.size), np.float32),
            "ratio": np.where(~meets, np.minimum(ratio, 3.0), 0.0) / 3,
            "articles": _flag(same) * np.log(articles)[:, None],
        }

    def _dates(self) -> dict[str, Numbers]:
        parts = [date_parts(m.figure) for m in self.mentions]
        table = np.array([[-1 if x is None else x for x in part] for part in parts])
        said, likely, table = table[:, 4], table[:, 5], table[:, :4]
        known = table >= 0
        both = known[:, None, :] & known[None, :, :]
        equal = both & (table[:, None, :] == table[None, :, :])
        contradict = np.asarray((both & ~equal).any(-1), np.bool_) | self._other_stretches()
        text = np.array([hash(m.figure.text.casefold()) for m in self.mentions])
        named = np.array([names_a_day(m.figure) and not m.is_of_name for m in self.mentions])
        weekdays = (said[:, None] >= 0) & (said[None, :] >= 0)
        contradict = np.where(weekdays, said[:, None] != said[None, :], contradict)
        without_year = np.array(
            [part.year is None or not _has_year(m) for part, m in zip(parts, self.mentions, strict=True)]
        )
        year = table[:, 0]
        other_year = (likely[:, None] >= 0) & (year[None, :] >= 0) & (likely[:, None] != year[None, :])
        same_words = (text[:, None] == text[None, :]) & without_year[:, None]
        other_years, likely_years = self._of_several_years()
        contradict |= other_years
        guessed = (other_year | other_year.T) & ~contradict & ~same_words
        guessed |= likely_years | (same_words & self._far_apart())
        contradict = (contradict & ~same_words) | guessed
        same = equal.any(-1) & ~contradict
        known_any = np.asarray(known.any(-1), np.bool_)
        relative = (text[:, None] == text[None, :]) & ~known_any[:, None] & ~contradict
        articles = np.array([np.unique(self.place[row]).size for row in same], np.float32)
        few = np.log(self.size / np.maximum(same.sum(1), 1))
        zero = np.zeros((self.size, self.size), np.float32)
        return {
            "same value": _flag(same | relative),
            "same value of many digits": np.where(same, equal.sum(-1) / 4, 0),
            "same rare value": _flag(same) * few[:, None] / 3,
            "compatible": _flag(~contradict & ~same & ~relative),
            "contradict": _flag(contradict),
            "contradict by a guess": _flag(contradict & (guessed | ~named[:, None] | ~named[None, :])),
            "ratio": zero,
            "articles": _flag(same) * np.log(np.maximum(articles, 1))[:, None],
        }

    def _other_stretches(self) -> Flags:
        """Whether two name parts of a year that do not meet: what `contradict` asks of two figures."""
        none = DayStretch(0, 0, math.inf)
        stretches = np.array([day_stretch(m.figure) or none for m in self.mentions])
        first, last, leeway = stretches[:, 0], stretches[:, 1], stretches[:, 2]
        gap = np.maximum(first[:, None], first[None, :]) - np.minimum(last[:, None], last[None, :])
        return np.asarray(gap > np.maximum(leeway[:, None], leeway[None, :]), np.bool_)

    def _of_several_years(self) -> tuple[Flags, Flags]:
        """Of which two one goes over several years: whether they are of other years, and whether that is
        likely: nothing says when the other is, or they hardly meet, as the terms of two presidents."""
        years = [year_stretch(m.figure) for m in self.mentions]
        other = np.zeros((self.size, self.size), np.bool_)
        likely = np.zeros_like(other)
        for row, one in enumerate(years):
            if one is None or one.first == one.last:
                continue
            for column, its in enumerate(years):
                if its is None:
                    likely[row, column] = one.has_ends
                elif are_of_other_years(one, its):
                    other[row, column] = True
                    common = min(one.last, its.last) - max(one.first, its.first)
                    likely[row, column] = common < _MOSTLY * min(one.last - one.first, its.last - its.first)
                    likely[row, column] |= its.first == its.last
        return other | other.T, likely | likely.T

    def _far_apart(self) -> Flags:
        """Whether two dates told from the day of telling are of days farther apart than the days of their
        articles may be wrong."""
        days = np.array([day_told_from(m.figure) or math.nan for m in self.mentions])
        return np.asarray(np.abs(days[:, None] - days[None, :]) > _MOST_MISDATED, np.bool_)

    def _other_things(self) -> Numbers:
        """Which of different articles are told of two things however alike the rest is: dates of which one
        names no day, and shares whose sentences know nothing of each other."""
        first = self.mentions[0].figure
        if first.kind == "date":
            # What two articles tell of one month or year is seldom the same.
            coarse = np.array([_names_no_day(m) for m in self.mentions])
            apart = (coarse[:, None] | coarse[None, :]) & (self._shared_besides() < 1)
        elif measure_of(first).dimension == PERCENT:
            # Of what they are a part, each says in words that the other's sentence does not have.
            wholes = [m.measured - words_of_figure(m) for m in self.mentions]
            known = np.array([bool(whole) for whole in wholes])
            found = self._shared(wholes, [m.sentence for m in self.mentions])
            apart = known[:, None] & known[None, :] & (found + found.T < 1)
        else:
            return np.zeros((self.size, self.size), np.float32)
        return _flag(apart & (self.place[:, None] != self.place[None, :]))

    def _one_large_sum(self, found: Mapping[str, Numbers]) -> Numbers:
        """Whether two articles give one large amount in the same wording, and share words enough: what comes
        to 25 million tons is seldom two things, however each words it and whatever else it reports."""
        large = np.array([_is_large(m) for m in self.mentions])
        if large.sum() < 2:
            return np.zeros((self.size, self.size), np.float32)
        same = found["same value"] * found["same unit"] * found["same bound"] > 0
        same &= large[:, None] & large[None, :] & (self.place[:, None] != self.place[None, :])
        return _flag(same & (self._shared_besides() >= _TOLD_WITH)) if same.any() else _flag(same)

    def _shared_besides(self) -> Numbers:
        """How many words the sentences of each two share besides those of the figures themselves, (n, n)."""
        sentences = [m.sentence for m in self.mentions]
        own = [words_of_figure(m) for m in self.mentions]
        of_one = self._shared(own, sentences)
        return np.asarray(
            self._shared(sentences, sentences) - of_one - of_one.T + self._shared(own, own), np.float32
        )

    def _shared(self, ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> Numbers:
        """How many words of each one of `ones` each of `others` has, (n, n)."""
        columns = self._columns(map(frozenset.union, ones, others))
        first, second = (
            self._matrix((dict.fromkeys(words, 1.0) for words in sets), columns) for sets in (ones, others)
        )
        return first.product(second)

    def _appointed(self, one_affair: Flags) -> Numbers:
        """Whether two tell of a meeting to come in one month, of the same two (who meet, or who goes where),
        or in one affair of the same one: a president goes to more than one in a month."""
        appointed = np.array([m.is_appointed for m in self.mentions])
        both = appointed[:, None] & appointed[None, :]
        if both.any():
            held = self._matrix(m.names for m in self.mentions).held()
            shared = held.product(held)
            both &= (shared >= _WHO_MEET) | (one_affair & (shared > 0))
            months = np.array([date_parts(m.figure).month or 0 for m in self.mentions])
            both &= months[:, None] == months[None, :]
        return _flag(both)

    # -- what is counted ---------------------------------------------------------------------

    def _units(self) -> dict[str, Numbers]:
        names = [m.figure.unit.replace("cent", "USD") if m.figure.unit else "" for m in self.mentions]
        units = np.array([hash(name) if name else 0 for name in names])
        named = units != 0
        kin = [groups_of(name) for name in names]
        groups = sorted(frozenset().union(*kin))
        held = np.array([[group in one for group in groups] for one in kin], np.float32).reshape(
            self.size, -1
        )
        anyone = np.array(["anyone" in one for one in kin])
        people = np.array([is_for_people(name) for name in names])
        same = (units[:, None] == units[None, :]) & named[:, None]
        kindred = ((held @ held.T) > 0) & ~same
        generic = (anyone[:, None] & people[None, :] | anyone[None, :] & people[:, None]) & ~same & ~kindred
        other = named[:, None] & named[None, :] & ~same & ~kindred & ~generic
        few = np.array([m.figure.value is not None and m.figure.value <= 4 for m in self.mentions])
        few_both = _flag(few[:, None] & few[None, :])
        ages = np.array([m.figure.rule == "age" for m in self.mentions])
        whose = np.array(
            [
                hash(m.owner) if m.owner and m.figure.rule == "age" else -n - 1
                for n, m in enumerate(self.mentions)
            ]
        )
        aged = np.array([m.figure.rule == "age" and bool(m.owner) for m in self.mentions])
        vague = np.array([m.figure.value is None and m.figure.qualifier == "about" for m in self.mentions])
        told_from = np.array([m.told_from for m in self.mentions])
        qualifiers = np.array([hash(m.figure.qualifier) for m in self.mentions])
        return {
            "same unit": _flag(same),
            "kindred unit": _flag(kindred),
            "generic unit": _flag(generic),
            "other unit": _flag(other),
            "same unit of few": _flag(same) * few_both,
            "kindred unit of few": _flag(kindred | generic) * few_both,
            "other unit of few": _flag(other) * few_both,
            "vague": _flag(vague[:, None] | vague[None, :]),
            "vague, other unit": _flag((vague[:, None] | vague[None, :]) & (other | (kindred & ~same))),
            "age of the same": _flag(whose[:, None] == whose[None, :]),
            "age of another": _flag((whose[:, None] != whose[None, :]) & aged[:, None] & aged[None, :]),
            "no unit": _flag(named[:, None] != named[None, :]),
            "elsewhere": self._elsewhere() * ~same,
            "one told from another time": _flag(told_from[:, None] != told_from[None, :]),
            "both ages": _flag(ages[:, None] & ages[None, :]),
            "one age": _flag(ages[:, None] != ages[None, :]),
            "same bound": _flag(qualifiers[:, None] == qualifiers[None, :]),
        }

    def _elsewhere(self) -> Numbers:
        """Whether the thing counted by one is told in the other's sentence, and is not what that counts."""
        nouns = [thing_counted(m.figure.unit or "") if m.noun else "" for m in self.mentions]
        found = np.zeros((self.size, self.size), np.float32)
        for noun in {noun for noun in nouns if noun}:
            rows = np.array([noun in m.noun for m in self.mentions])
            columns = np.array([noun in m.sentence and noun not in m.measured for m in self.mentions])
            found[np.ix_(rows, columns)] = 1.0
        return np.maximum(found, found.T)

    def _roles(self) -> dict[str, Numbers]:
        roles = sorted({(g, r) for m in self.mentions for g, rs in m.roles.items() for r in rs})
        same = np.zeros((self.size, self.size), bool)
        other = np.zeros((self.size, self.size), bool)
        for group in sorted({g for g, _ in roles}):
            columns = [r for g, r in roles if g == group]
            held = np.array([[r in m.roles.get(group, ()) for r in columns] for m in self.mentions])
            common = (held.astype(np.int8) @ held.T.astype(np.int8)) > 0
            any_ = np.asarray(held.any(1), np.bool_)
            same |= common
            other |= any_[:, None] & any_[None, :] & ~common
        count = np.array([len(m.roles) for m in self.mentions])
        nearest = _same(["/".join(m.nearest_role) if m.nearest_role[0] else "" for m in self.mentions])
        of_group = _same([m.nearest_role[0] for m in self.mentions])
        return {
            "same nearest role": nearest,
            "other nearest role": of_group * (1 - nearest),
            "same role": _flag(same),
            "other role": _flag(other),
            "one role": _flag(count[:, None] * count[None, :] == 0)
            * _flag(count[:, None] + count[None, :] > 0),
        }

    def _days_beside(self) -> dict[str, Numbers]:
        """Whether the nearest dates of both sentences can be one day, or cannot."""
        days = {m.day.text: date_parts(m.day) for m in self.mentions if m.day is not None}
        numbers = {text: number for number, text in enumerate(days)}
        parts = list(days.values())
        meets = np.zeros((len(parts) + 1, len(parts) + 1), np.float32)
        clashes = np.zeros_like(meets)
        for one, first in enumerate(parts):
            for other, second in enumerate(parts):
                pairs = [(x, y) for x, y in zip(first[:4], second[:4], strict=True) if None not in (x, y)]
                clashes[one, other] = any(x != y for x, y in pairs)
                meets[one, other] = bool(pairs) and not clashes[one, other]
        of = np.array([numbers[m.day.text] if m.day is not None else -1 for m in self.mentions])
        return {"same day beside": meets[np.ix_(of, of)], "other day beside": clashes[np.ix_(of, of)]}


def _digits(value: float | None) -> int:
    """How many digits tell a number apart: 4 for 2,507, 1 for 400."""
    if not value:
        return 1
    return len(f"{abs(value):.9e}".split("e")[0].replace(".", "").rstrip("0")) or 1


def _close(ends: NDArray[np.float64]) -> Flags:
    """Which of n ends of ranges are the same but for their rounding, (n, n)."""
    size = np.maximum(np.abs(ends)[:, None], np.abs(ends)[None, :])
    return np.asarray(np.abs(ends[:, None] - ends[None, :]) <= SAME_END * size, np.bool_)


def _has_year(mention: FigureMention) -> bool:
    return any(word.isdigit() and len(word) == 4 for word in mention.figure.text.replace(",", " ").split())


def _is_large(mention: FigureMention) -> bool:
    """Whether it is a large amount that is not merely an order of size."""
    value = mention.figure.value
    return value is not None and abs(value) >= _LARGE and _digits(value) >= _LARGE_DIGITS


def _names_no_day(mention: FigureMention) -> bool:
    """Whether a date names a month or a year and no day."""
    parts = date_parts(mention.figure)
    return parts.day is None and parts.said is None and names_a_day(mention.figure)


def _flag(flags: NDArray[np.bool_] | bool) -> Numbers:
    return np.asarray(flags, np.float32)


def _cosine(rows: Numbers) -> Numbers:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = rows / np.maximum(length, 1e-9)
    return np.asarray(unit @ unit.T, np.float32)


def _both_ways(inside: Numbers, total: Numbers) -> Numbers:
    """How much of the words of each the other holds, both ways, (n, n): `inside` what it comes to."""
    return np.asarray((inside + inside.T) / np.maximum(total[:, None] + total[None, :], 1e-6), np.float32)


def _same(words: Sequence[str]) -> Numbers:
    """Which have the same word, none that has no word, (n, n)."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words), 1)}
    row = np.array([numbers[word] if word else -place for place, word in enumerate(words, 1)])
    return _flag(row[:, None] == row[None, :])


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where words stand in the rows of mentions: those of several articles, and those of one article,
    whose columns each article counts anew."""

    numbers: Mapping[str, int]
    """Each word's own."""
    column_of: NDArray[np.int64]
    """By the number of a word: its column, for those of one article -1 and downwards."""
    shared: int
    most_own: int

    def numbers_in(self, rows: Iterable[Iterable[str]]) -> NDArray[np.int64]:
        """The numbers of the words of all rows, one behind the other."""
        return np.array([self.numbers[word] for row in rows for word in row], np.int64)


@dataclass(frozen=True, slots=True)
class _WordRows:
    """n rows of weighed words. Most words stand in one article alone: these are multiplied within it."""

    shared: Numbers
    """(n, words of several articles)"""
    own: Numbers
    """(n, the most words of one article)"""
    of_place: Sequence[slice]
    """The rows of each article that has several."""

    def product(self, other: _WordRows) -> Numbers:
        """The sum over all words of the products of both weights, (n, n)."""
        found = np.asarray(self.shared @ other.shared.T, np.float32)
        if self.own.shape[1]:
            for rows in self.of_place:
                found[rows, rows] += self.own[rows] @ other.own[rows].T
        return found

    def cosine(self, other: _WordRows) -> Numbers:
        """The cosine of each two rows, 0 where one is empty."""
        lengths = np.maximum(np.sqrt((self.shared**2).sum(1) + (self.own**2).sum(1)), 1e-9)
        return np.asarray(self.product(other) / (lengths[:, None] * lengths[None, :]), np.float32)

    def held(self) -> _WordRows:
        """Which words stand there: 1 or 0."""
        return _WordRows(_flag(self.shared > 0), _flag(self.own > 0), self.of_place)

    def in_common(self) -> Numbers:
        """What the words that each two share weigh, in that row in which they weigh less, (n, n)."""
        weighed = self.product(self.held())
        return np.minimum(weighed, weighed.T)

    def sums(self) -> Numbers:
        """The sum of each row, (n,)."""
        return np.asarray(self.shared.sum(1) + self.own.sum(1), np.float32)

    def most(self) -> Numbers:
        """The highest weight of each row, (n,)."""
        return np.asarray(np.maximum(self.shared.max(1, initial=0), self.own.max(1, initial=0)), np.float32)
