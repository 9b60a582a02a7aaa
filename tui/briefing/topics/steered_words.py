"""The words a reader muted and pinned, as the stems they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.steering import Steering
from briefing.text.terms import stems
from briefing.topics.muted_words import Key


@dataclass(frozen=True, slots=True)
class SteeredWords:
    """Muted and pinned words and phrases, each list in order of stems."""

    muted: tuple[Key, ...] = ()
    pinned: tuple[Key, ...] = ()


def key_of(word: str) -> Key:
    """Return the stems of a word or phrase; empty when it carries no meaning."""
    return tuple(stems(word))


def steered_words(steering: Steering) -> SteeredWords:
    """Return what is muted and what is pinned after the last step: the later step about a word counts."""
    muted: set[Key] = set()
    pinned: set[Key] = set()
    for step in steering.steps:
        key = key_of(step.word)
        if not key or step.verb not in ("mute", "unmute", "pin", "unpin"):
            continue
        muted.discard(key)
        pinned.discard(key)
        if step.verb == "mute":
            muted.add(key)
        elif step.verb == "pin":
            pinned.add(key)
    return SteeredWords(tuple(sorted(muted)), tuple(sorted(pinned)))
