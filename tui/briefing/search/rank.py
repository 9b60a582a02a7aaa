"""The order of hits: BM25 with a lead for exact forms and for titles.

BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
(Foundations and Trends in Information Retrieval 3, 2009), with the logarithm kept positive as
Lucene does. One passage is one document, one term of the query (a word with its forms, or a
phrase) is one term.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

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
    mean = postings.mean_length
    norms = {
        number: SATURATION * (1 - LENGTH + LENGTH * len(postings.entry(number).starts) / mean)
        for number in result
    }
    for term in matches.terms:
        _add_term(result, term, norms, len(postings))
    for number in result:
        factor = DISPLAY if postings.entry(number).display else 1.0
        result[number] = round(result[number] * factor, DIGITS)
    return result


def _add_term(result: dict[int, float], term: Found, norms: Mapping[int, float], total: int) -> None:
    """Add what `term` is worth to each passage of `result` that holds it."""
    rarity = math.log(1 + (total - len(term.runs) + 0.5) / (len(term.runs) + 0.5))
    only_exact = term.exact is term.runs
    for number in _common(result, term):
        positions = term.runs[number]
        exact = len(positions) if only_exact else len(term.exact.get(number, ()))
        count = exact + FORM * (len(positions) - exact)
        worth = count * (SATURATION + 1) / (count + norms[number])
        result[number] += rarity * (worth + EXACT if exact else worth)


def _common(result: Mapping[int, float], term: Found) -> Iterable[int]:
    """The passages of both, walking over the smaller."""
    if len(result) < len(term.runs):
        return [number for number in result if number in term.runs]
    return [number for number in term.runs if number in result]
