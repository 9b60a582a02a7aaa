"""The ledger of many articles: one for each event, kept until one of its articles is another.

How telling a word is, the ledger of a few articles counts in their sentences. Many articles tell of as many
affairs as news at large, of which that is known: so the ledger of an event hangs on its own articles alone,
and an article that comes costs its event and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.build_ledger import lines_of, order_key
from briefing.ledger.mentions import LedgerArticle
from briefing.ledger.pair_features import rarity_in_news
from briefing.model.corpus_analysis import Steps
from briefing.model.ledger_line import LedgerLine

MOST_TOGETHER = 300
"""Articles up to which figures are compared across events, too."""
_LEAST_AGREED = 3.0
"""Quantities that two articles must agree about for each that they differ about. Of many articles some are as
like each other as reports of one event, and are of two: last week's box office and this week's, one rise of a
rate and the next. Of 43 lines that differ among 1,044 articles of news this leaves ten, of those that are
true half."""


class _EventLedger(NamedTuple):
    """The lines of one event, and what they were made of."""

    articles: tuple[LedgerArticle, ...]
    """In list order; events and voices are numbered anew."""
    lines: tuple[LedgerLine, ...]
    keys: NDArray[np.int64]
    """Shape (lines, 4): by what they are put in order (`order_key`), places being those in `articles`."""


class EventLedgers:
    """Ledgers of many articles, of which the lines of each event are kept for the next one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], _EventLedger] = {}
        """By the ids of the articles."""

    def lines_in_steps(self, given: Sequence[LedgerArticle]) -> Steps[list[LedgerLine]]:
        """Build the ledger of more than `MOST_TOGETHER` articles in steps, yielding how many of how many
        figures are compared; the same whatever was asked for before."""
        by_event: defaultdict[int, list[LedgerArticle]] = defaultdict(list)
        for one in given:
            by_event[one.event].append(one)
        known: dict[tuple[str, ...], _EventLedger] = {}
        lines: list[LedgerLine] = []
        keys: list[NDArray[np.int64]] = []
        places = {one.article.id: place for place, one in enumerate(given)}
        done, every = 0, sum(len(one.figures) for one in given)
        for reports in by_event.values():
            yield done, every
            articles = _by_themselves(reports)
            ids = tuple(one.article.id for one in articles)
            found = self._known.get(ids)
            if found is None or found.articles != articles:
                found = _ledger_of(articles)
            known[ids] = found
            lines += found.lines
            own = found.keys.copy()
            own[:, 2] = np.array([places[name] for name in ids])[own[:, 2]]
            keys.append(own)
            done += sum(len(one.figures) for one in articles)
        self._known = known
        order = np.lexsort(np.concatenate(keys).T[::-1])
        return list(map(lines.__getitem__, order.tolist()))


def _ledger_of(articles: tuple[LedgerArticle, ...]) -> _EventLedger:
    lines = tuple(lines_of(articles, rarity=rarity_in_news, least_agreed=_LEAST_AGREED))
    places = {one.article.id: place for place, one in enumerate(articles)}
    keys = np.array([order_key(line, places) for line in lines], np.int64).reshape(-1, 4)
    return _EventLedger(articles, lines, keys)


def _by_themselves(reports: Sequence[LedgerArticle]) -> tuple[LedgerArticle, ...]:
    """The articles of an event as if there were no others: which number theirs has decides nothing."""
    voices: dict[int, int] = {}
    return tuple(replace(one, event=0, voice=voices.setdefault(one.voice, len(voices))) for one in reports)
