"""The words that tell one group of articles from the rest, and hang together.

Class-based TF-IDF (M. Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF
procedure", 2022) times the root of the share of the group's articles that use the word; of the
best, a dozen are picked one by one for their score and for how often they stand in one article
with those already picked (normalised pointwise mutual information, G. Bouma, 2009). Of several such
pickings, each beginning with another word, the one is taken that is worth most as a whole.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from briefing.topics.vectors import Ids, Numbers, Vectors

CANDIDATES = 25
PICKED = 12
"""More than are shown: words of one phrase are shown as one."""
SHOWN = 8
"""As many as are judged together."""
STARTS = 8
"""Candidates with which the picking begins in turn: the best one by score may be common to several
matters, and go well with none."""
COHERENCE = 2.0
"""What a mean NPMI of one is worth against the best candidate's score of one."""


def keyword_scores(vectors: Vectors, group: Ids) -> Numbers:
    """Return how distinctive every term is for every group: groups by terms, each at least 0."""
    groups = int(group.max(initial=-1)) + 1
    width = vectors.space.width
    rows = group[vectors.rows]
    counts = np.bincount(rows * width + vectors.terms, vectors.counts, minlength=groups * width)
    using = np.bincount(rows * width + vectors.terms, minlength=groups * width)
    counts, using = counts.reshape(groups, width), using.reshape(groups, width)
    sizes = np.bincount(group, minlength=groups)
    totals = counts.sum(axis=1, keepdims=True)
    # Groups may have no articles at all: single passages speak of what is pinned.
    idf = np.log1p(totals.sum() / max(groups, 1) / np.maximum(counts.sum(axis=0), 1))
    shares = using / np.maximum(sizes, 1)[:, None]
    scores: Numbers = counts / np.maximum(totals, 1) * idf * np.sqrt(shares)
    return scores


def pick(vectors: Vectors, scores: Numbers, allowed: Callable[[str], bool]) -> dict[str, float]:
    """Return the best keywords of one group, most distinctive first, then coherent, with their scores.

    `scores` is one row of `keyword_scores`; `allowed` says whether a stem may be a keyword. The
    highest score is counted as 1.
    """
    candidates: list[int] = []
    telling = np.flatnonzero(scores > 0)
    for column in telling[np.argsort(-np.round(scores[telling], 12), kind="stable")].tolist():
        if len(candidates) == CANDIDATES:
            break
        if allowed(vectors.space.names[column]):
            candidates.append(column)
    if not candidates:
        return {}
    together = _npmi(vectors, candidates)
    strength = scores[candidates] / scores[candidates[0]]
    runs = [_picked_from(start, strength, together) for start in range(min(STARTS, len(candidates)))]
    worth = [_worth(run[:SHOWN], strength, together) for run in runs]
    picked = runs[int(np.argmax(np.round(worth, 9)))]
    return {vectors.space.names[candidates[at]]: float(strength[at]) for at in picked}


def _picked_from(start: int, strength: Numbers, together: Numbers) -> list[int]:
    """Return the candidates picked one by one, beginning with `start`."""
    picked = [start]
    met = together[:, start].copy()
    met[start] = -np.inf
    while len(picked) < min(PICKED, len(strength)):
        best = int(np.argmax(np.round(strength + COHERENCE / len(picked) * met, 9)))
        met += together[:, best]
        met[best] = -np.inf
        picked.append(best)
    return picked


def _worth(picked: list[int], strength: Numbers, together: Numbers) -> float:
    """Return mean score plus weighted mean NPMI of all pairs: what the picking is after."""
    pairs = together[np.ix_(picked, picked)][np.triu_indices(len(picked), 1)]
    return float(strength[picked].mean() + COHERENCE * (pairs.mean() if len(pairs) else 0.0))


def _npmi(vectors: Vectors, columns: list[int]) -> Numbers:
    """Return the NPMI of every pair of `columns` over the rows; -1 where they never meet."""
    place = np.full(vectors.space.width, -1)
    place[columns] = np.arange(len(columns))
    at = place[vectors.terms]
    holds = np.zeros((vectors.size, len(columns)))
    holds[vectors.rows[at >= 0], at[at >= 0]] = 1.0
    share = holds.sum(axis=0) / max(vectors.size, 1)
    joint = holds.T @ holds / max(vectors.size, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.log(joint / (share[:, None] * share)) / -np.log(joint)
    values = np.where(joint >= 1, 1.0, values)
    result: Numbers = np.where(joint <= 0, -1.0, values)
    return result
