"""The sentence of a passage that stands for it in a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.model.article import Span
from briefing.model.figure import Figure
from briefing.synopsis.compared_passages import ComparedPassage, StemWeights

KEYWORD = 2.0
"""What a keyword of the topic weighs, in the measure of a word's rarity."""
FIGURE = 20.0
"""What a figure that differs between sources weighs: more than most sentences have in common."""


def representative_sentence(
    one: ComparedPassage,
    holders: Mapping[str, Collection[str]],
    stem_weights: StemWeights,
    differing: Collection[Figure],
) -> Span:
    """Return the sentence that says most of what the other articles of the row say, and of the topic.

    A sentence with a figure that differs between the sources is preferred; of equals, the first.
    `holders` gives the articles of the row that use a stem. The span counts in the article's text.
    """
    if not one.sentences:
        return Span(one.place.start, one.place.end)
    others = {stem for stem in one.stems if len(holders[stem]) > 1}

    def worth(span: Span) -> float:
        figures = sum(span.start <= f.start < span.end for f in one.figures if f in differing)
        words = one.stems_in(span)
        about = KEYWORD * len(words & stem_weights.keywords)
        return round(stem_weights.total(words & others) + about + FIGURE * figures, 6)

    return max(one.sentences, key=lambda span: (worth(span), -span.start))
