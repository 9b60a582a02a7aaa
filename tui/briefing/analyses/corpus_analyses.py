"""The analyses of all articles together, in one table.

An analysis is a module that says how it is done, brought up to date and kept; here it has a line.
Libraries keep what each found beside the commit that it belongs to (`briefing.library.analysis_store`).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from briefing.model.corpus_analysis import CorpusAnalysis

CORPUS_ANALYSES: dict[str, str] = {
    "copies": "briefing.related.copies_analysis",
}
"""The module of each analysis, by its name; one stands behind those that it is worked out of."""


@cache
def corpus_analysis(name: str) -> CorpusAnalysis[Any]:
    """Return an analysis by its name; imports what it needs."""
    found: CorpusAnalysis[Any] = import_module(CORPUS_ANALYSES[name]).ANALYSIS
    return found
