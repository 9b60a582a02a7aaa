"""Voices: the groups that copies make, each with its likely original and what its copies changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.model.article import Article
from briefing.model.voice import ArticleCopy, Voice
from briefing.voices.changed_sentences import changed
from briefing.voices.copied_articles import SharedWording, groups_of_copies
from briefing.voices.likely_original import likely_original, traits_of


def collect_voices(
    pairs: Mapping[tuple[int, int], SharedWording], article: Callable[[int], Article]
) -> tuple[Voice, ...]:
    """Return the voices of articles that were copied, in the order of the ids of their originals.

    `pairs` says how much articles share, by their numbers; `article` gives them. What the copies changed is
    left out: see `with_changes`.
    """
    voices: list[Voice] = []
    for members in groups_of_copies(pairs):
        traits = {number: traits_of(article(number)) for number in members}
        shared = {}
        for (one, other), wording in pairs.items():
            if one in traits and other in traits:
                first, second = sorted((traits[one].article, traits[other].article))
                shared[first, second] = wording
        original, likely_by = likely_original(list(traits.values()), shared)
        copies = sorted(one.article for one in traits.values() if one.article != original)
        voices.append(Voice(original, likely_by, tuple(map(ArticleCopy, copies))))
    return tuple(sorted(voices, key=lambda voice: voice.original))


def with_changes(voice: Voice, article: Callable[[str], Article]) -> Voice:
    """Return a voice with the sentences that each copy added and cut; `article` gives articles by id."""
    original = article(voice.original)
    copies = (changed(original, article(copy.article)) for copy in voice.copies)
    return Voice(voice.original, voice.likely_by, tuple(copies))
