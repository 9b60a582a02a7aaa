"""The analyses of all articles together, in one table.

An analysis is a module that says how it is done, brought up to date and kept; here it has a line.
Building, checking, mending and clearing a library go through the table, and so does whoever asks for what
an analysis found: none of them knows an analysis by name that it does not ask for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Literal, NamedTuple

from briefing.model.corpus_analysis import CorpusAnalysis, FoundAnalysis


class AnalysisLine(NamedTuple):
    """What is known of an analysis before its module is imported."""

    module: str
    """It gives the `ANALYSIS`."""
    kept: Literal["index", "folder", "file"]
    """How a library keeps what is found, for the commit it was found in. An index is a folder with a mark
    beside it, built article by article (`IndexAnalysis`). A folder of its own says in its files what they
    belong to (`FolderAnalysis`). A file holds one packed value (`FoundAnalysis`)."""


CORPUS_ANALYSES: dict[str, AnalysisLine] = {
    "repeated": AnalysisLine("briefing.reading.repeated_analysis", "file"),
    "search": AnalysisLine("briefing.library.build.search_index_analysis", "index"),
    "related": AnalysisLine("briefing.library.build.related_index_analysis", "index"),
    "topics": AnalysisLine("briefing.library.topics_analysis", "folder"),
    "copies": AnalysisLine("briefing.related.copies_analysis", "file"),
    "only_here": AnalysisLine("briefing.related.only_here_analysis", "file"),
    "voices": AnalysisLine("briefing.voices.voices_analysis", "file"),
    "events": AnalysisLine("briefing.events.events_analysis", "file"),
}
"""By name; one stands behind those that it is worked out of."""


@cache
def corpus_analysis(name: str) -> CorpusAnalysis:
    """Return an analysis by its name; imports what it needs."""
    found: CorpusAnalysis = import_module(CORPUS_ANALYSES[name].module).ANALYSIS
    return found


def found_analysis(name: str) -> FoundAnalysis[Any]:
    """Return an analysis whose finding is kept in a file; TypeError for one that is kept otherwise."""
    analysis = corpus_analysis(name)
    if not isinstance(analysis, FoundAnalysis):
        raise TypeError(f"{name} is not kept in a file")
    return analysis


def kept_as(kept: Literal["index", "folder", "file"]) -> tuple[str, ...]:
    """Return the names of the analyses that are kept in this way, in the order of the table."""
    return tuple(name for name, line in CORPUS_ANALYSES.items() if line.kept == kept)
