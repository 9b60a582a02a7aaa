"""How likely an attribution is one, and how sure its speaker: what speaks for it and against it, weighed.

The weights of the features are found by `tests/bench/fit_quotes.py` from labelled articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Literal

ALWAYS = "always"
"""The feature that each attribution has."""
LEAST = 0.6
"""So likely is what counts as an attribution, at least."""


Weights = Literal["weights", "certainty"]


@cache
def feature_weights(name: Weights) -> Mapping[str, float]:
    """Return the weights of one kind by feature, read once."""
    text = files("briefing.quotes").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights


def likelihood(features: Iterable[str]) -> float:
    """Return how likely an attribution with these features is one, from 0 to 1."""
    return _weighed(features, "weights")


def certainty(features: Iterable[str]) -> float:
    """Return how sure the speaker of an attribution with these features is, from 0 to 1."""
    return round(_weighed(features, "certainty"), 2)


def _weighed(features: Iterable[str], name: Weights) -> float:
    weights = feature_weights(name)
    weighed = sum(map(weights.__getitem__, weights.keys() & {ALWAYS, *features}))
    return 1 / (1 + exp(-weighed))
