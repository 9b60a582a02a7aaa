"""Figures as an analysis of articles: how they are found, kept, and put into the search index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefing.errors import LibraryError
from briefing.figures.extract_figures import extract_figures
from briefing.model.annotation import NO_TERMS, Annotator, IndexTerms
from briefing.model.figure import Figure
from briefing.text.compressed import compress, decompress
from briefing.text.index_terms import ANY_UNIT, FIGURE_KIND, amount_key, exact_unit, interval_term, unit_term


def pack_figures(figures: Sequence[Figure]) -> bytes:
    """Return figures without their article and their text, which the place tells."""
    rows = [
        (
            f.passage,
            f.start,
            f.end,
            f.kind,
            f.value,
            f.low,
            f.high,
            f.unit,
            f.qualifier,
            f.trend,
            f.from_,
            f.to,
            f.of,
            f.subject,
            f.from_value,
            f.to_value,
            f.key,
            f.rule,
            f.readings,
        )
        for f in figures
    ]
    return compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def unpack_figures(packed: bytes, article: str, text: str) -> tuple[Figure, ...]:
    """Return the figures of `article`, whose text is `text`; LibraryError when they do not fit it."""
    try:
        rows: list[list[Any]] = json.loads(decompress(packed))
        figures = tuple(
            Figure(article, passage, start, end, text[start:end], *(*rest, tuple(readings)))
            for passage, start, end, *rest, readings in rows
            if 0 <= start < end <= len(text)
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise LibraryError("stored figures are damaged") from error
    if len(figures) != len(rows):
        raise LibraryError("stored figures do not fit their text")
    return figures


def index_terms(figures: Sequence[Figure]) -> dict[int, IndexTerms]:
    """Return the terms of figures, by passage."""
    by_passage: dict[int, list[Figure]] = {}
    for figure in figures:
        by_passage.setdefault(figure.passage, []).append(figure)
    return {passage: figure_terms(found) for passage, found in by_passage.items()}


def _amount_keys(figure: Figure, units: list[str]) -> Iterator[str]:
    """The values of a figure in each of `units`, and once more where it is neither a range nor vague."""
    for value in {figure.value, figure.low, figure.high} - {None}:
        yield from (amount_key(unit, value) for unit in units if value is not None)
    if figure.value is not None and figure.low is None and figure.qualifier in (None, "average"):
        yield from (amount_key(exact_unit(unit), figure.value) for unit in units)


def figure_terms(figures: Iterable[Figure]) -> IndexTerms:
    """Return the terms of the figures of one passage.

    Dates stand for no amount and are left out. Each value is kept twice, with its unit and with none,
    so that a value of any unit can be asked for; those that are neither ranges nor vague once more.
    "Billions" encloses no value: whoever asks for $5.7bn does not mean it.
    """
    kinds: set[str] = set()
    units: set[str] = set()
    amounts: set[str] = set()
    intervals: set[str] = set()
    for figure in figures:
        kinds.add(FIGURE_KIND + figure.kind)
        if figure.kind == "date":
            continue
        if figure.unit:
            units.add(unit_term(figure.unit))
        named = [ANY_UNIT, figure.unit] if figure.unit else [ANY_UNIT]
        amounts.update(_amount_keys(figure, named))
        if figure.low is not None and figure.high is not None and not figure.names_order:
            intervals.update(interval_term(unit, figure.low, figure.high) for unit in named)
    if not kinds:
        return NO_TERMS
    return IndexTerms(*(tuple(sorted(terms)) for terms in (kinds, units, amounts, intervals)))


ANNOTATOR: Annotator[Figure] = Annotator(
    name="figures",
    number=1,
    version=8,
    extract=extract_figures,
    pack=pack_figures,
    unpack=unpack_figures,
    terms=index_terms,
    style="figure",
)
