"""How likely an attribution is one: what speaks for it and against it, weighed.

The weights of the features are found by `tests/bench/fit_quotes.py` from labelled articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp

ALWAYS = "always"
"""The feature that each attribution has."""
LEAST = 0.6
"""So likely is what counts as an attribution, at least."""


@cache
def feature_weights() -> Mapping[str, float]:
    """Return the weights by feature, read once."""
    text = files("briefing.quotes").joinpath("data", "weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def likelihood(features: Iterable[str]) -> float:
    """Return how likely an attribution with these features is one, from 0 to 1."""
    weight = feature_weights().get
    weighed = weight(ALWAYS, 0.0) + sum([weight(one, 0.0) for one in set(features)])
    return 1 / (1 + exp(-weighed))
