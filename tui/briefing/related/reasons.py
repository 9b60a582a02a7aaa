"""Why two passages are related, in the words of the text, with the places of these words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.model.article import Span
from briefing.related.entries import Entry
from briefing.text.terms import Term

MOST_WORDS = 5
"""Words or phrases named in one reason."""
MOST_NAMES = 4
MOST_FIGURES = 3

Weight = Callable[[str], float]


def reasons(
    text: str, query: Entry, found: Entry, weight: Weight, is_name: Callable[[str], bool]
) -> tuple[str, ...]:
    """Say what `query` and `found` share; `text` is that of the article of `found`.

    Figures first, then names, then words, each kind most telling first. Never empty: passages
    that share no word (brought together by feedback) belong to the same story.
    """
    said: list[str] = []
    mine = {key for key, _ in query.figures}
    same = [figure.text for key, figure in found.figures if key in mine]
    if same:
        said.append("same figure: " + ", ".join(_once(same)[:MOST_FIGURES]))
    phrases = _phrases(text, query, found, weight)
    names = [phrase for phrase, stems in phrases if all(is_name(stem) for stem in stems)]
    words = [phrase for phrase, stems in phrases if not all(is_name(stem) for stem in stems)]
    if names:
        said.append("names: " + ", ".join(_once(names)[:MOST_NAMES]))
    if words:
        said.append("shared words: " + ", ".join(_once(words)[:MOST_WORDS]))
    return tuple(said) or ("same story",)


def shared_spans(here: Entry, there: Entry) -> tuple[Span, ...]:
    """Return where the terms and figures that both share stand in `here`, merged and sorted."""
    stems = {term.stem for term in there.terms}
    keys = {key for key, _ in there.figures}
    places = [(term.start, term.end) for term in here.terms if term.stem in stems]
    places += [(figure.start, figure.end) for key, figure in here.figures if key in keys]
    merged: list[Span] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def _phrases(text: str, query: Entry, found: Entry, weight: Weight) -> list[tuple[str, tuple[str, ...]]]:
    """Return the shared words of `found`, neighbours in both joined, most telling first."""
    stems = {term.stem for term in query.terms}
    pairs = {(one.stem, two.stem) for one, two in zip(query.terms, query.terms[1:], strict=False)}
    runs: list[list[Term]] = []
    last: Term | None = None
    for term in found.terms:
        if term.stem in stems:
            joined = last is not None and (last.stem, term.stem) in pairs and len(runs[-1]) < 4
            if (
                joined
                and last is not None
                and text[last.end : term.start] in (" ", "-", "‑", "‐", "'s ", "’s ")
            ):
                runs[-1].append(term)
            else:
                runs.append([term])
            last = term
        else:
            last = None
    best: dict[tuple[str, ...], str] = {}
    for run in runs:
        best.setdefault(tuple(term.stem for term in run), text[run[0].start : run[-1].end])
    inside = {part for key in best if len(key) > 1 for part in key}
    kept = [(phrase, key) for key, phrase in best.items() if len(key) > 1 or key[0] not in inside]
    return sorted(kept, key=lambda item: (-sum(map(weight, item[1])), item[0]))


def _once(items: Iterable[str]) -> Sequence[str]:
    """Drop repeats that differ in case only, keeping order."""
    seen: dict[str, str] = {}
    for item in items:
        seen.setdefault(item.casefold(), item)
    return list(seen.values())
