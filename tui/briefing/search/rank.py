"""The order of hits: BM25 with a lead for exact forms and for titles.

BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
(Foundations and Trends in Information Retrieval 3, 2009), with the logarithm kept positive as
Lucene does. One passage is one document, one term of the query (a word with its forms, or a
phrase) is one term.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from briefing.search.matching import Found, Matches
from briefing.search.postings import Postings

SATURATION = 1.2
"""k1: how soon more of the same word stops to count. The usual value."""
LENGTH = 0.75
"""b: how much a long passage is held back. The usual value."""
FORM = 0.5
"""What a word counts in another form than the one typed, against 1 for that form."""
DISPLAY = 1.5
"""Factor for passages that are titles or headings."""
EXACT = (SATURATION + 1) * DISPLAY
"""Lead of a passage that holds the form typed. No count of other forms, in no title, outweighs
it, since one term of BM25 stays below `SATURATION + 1`."""
DIGITS = 6
"""Scores are rounded to so many decimals, so that equal passages are equal everywhere."""


def scores(matches: Matches, postings: Postings) -> dict[int, float]:
    """Return the score (above 0) of every matching passage."""
    result = dict.fromkeys(matches.passages, 0.0)
    lengths = postings.lengths
    mean = max(1.0, sum(lengths.values()) / max(1, len(lengths)))
    for term in matches.terms:
        _add_term(result, term, lengths, mean)
    for number in postings.display & result.keys():
        result[number] *= DISPLAY
    return {number: round(score, DIGITS) for number, score in result.items()}


def _add_term(result: dict[int, float], term: Found, lengths: Mapping[int, int], mean: float) -> None:
    """Add what `term` is worth to each passage of `result` that holds it."""
    total = len(lengths)
    rarity = math.log(1 + (total - len(term.runs) + 0.5) / (len(term.runs) + 0.5))
    most, short, slope = SATURATION + 1, SATURATION * (1 - LENGTH), SATURATION * LENGTH / mean
    runs, exact_runs, only_exact = term.runs, term.exact, term.exact is term.runs
    for number in runs.keys() & result.keys():
        count: float = len(runs[number])
        exact = count if only_exact else len(exact_runs.get(number, ()))
        if exact != count:
            count = exact + FORM * (count - exact)
        worth = count * most / (count + short + slope * lengths[number])
        result[number] += rarity * (worth + EXACT if exact else worth)


def best(ranked: Mapping[int, float], limit: int, name: Callable[[int], tuple[str, int]]) -> list[int]:
    """Return the `limit` passages of highest score, best first; equal ones in the order of `name`."""
    if limit <= 0 or not ranked:
        return []
    least = sorted(ranked.values(), reverse=True)[:limit][-1]
    chosen = [number for number, score in ranked.items() if score >= least]
    chosen.sort(key=lambda number: (-ranked[number], name(number)))
    return chosen[:limit]
