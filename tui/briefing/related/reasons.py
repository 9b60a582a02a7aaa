"""Why two passages are related, in the words of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.related.wording import Wording

MOST_NAMES = 4
MOST_WORDS = 5
MOST_FIGURES = 3
LONGEST = 4
"""Words in one phrase."""


def reasons(
    query: Wording,
    found: Wording,
    shared: Sequence[str],
    figures: Sequence[str],
    is_name: Callable[[str], bool],
) -> tuple[str, ...]:
    """Say what two passages share, in the words of `found`: figures, then names, then words.

    `shared` are the families both hold, most telling first, `figures` the figure terms. Where the
    two use different words of a family, both are named. Never empty: passages that share no word
    (brought together by feedback) belong to the same story.
    """
    said: list[str] = []
    if figures:
        texts = sorted({found.text[slice(*found.figures[key])] for key in figures})
        said.append("same figure: " + ", ".join(texts[:MOST_FIGURES]))
    phrases = _phrases(query, found, is_name)
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    for name in shared:
        if name in phrases:
            shown, named = phrases[name]
        else:
            stem = found.stems[name][0]
            shown, named = found.shown[name], is_name(stem)
            if stem not in query.stems[name]:
                shown = f"{shown}/{query.shown[name]}"
        kind, most = (names, MOST_NAMES) if named else (words, MOST_WORDS)
        if len(kind) < most:
            kind.setdefault(shown.casefold(), shown)
            if len(names) == MOST_NAMES and len(words) == MOST_WORDS:
                break
    if names:
        said.append("names: " + ", ".join(names.values()))
    if words:
        said.append("shared words: " + ", ".join(words.values()))
    return tuple(said) or ("same story",)


def _phrases(query: Wording, found: Wording, is_name: Callable[[str], bool]) -> dict[str, tuple[str, bool]]:
    """Return, for each family inside a phrase of both passages, the phrase and whether it is a name."""
    common = query.pairs.keys() & found.pairs.keys()
    if not common:
        return {}
    runs: list[tuple[int, int, int, list[str]]] = []
    for pair in sorted(common, key=found.pairs.__getitem__):
        start, second, end = found.pairs[pair]
        if runs and runs[-1][1] == start and len(runs[-1][3]) < LONGEST:
            runs[-1] = (runs[-1][0], second, end, [*runs[-1][3], pair[1]])
        else:
            runs.append((start, second, end, list(pair)))
    phrases: dict[str, tuple[str, bool]] = {}
    for start, _, end, members in runs:
        shown = (found.text[start:end], all(is_name(found.stems[name][0]) for name in members))
        for name in members:
            phrases.setdefault(name, shown)
    return phrases
