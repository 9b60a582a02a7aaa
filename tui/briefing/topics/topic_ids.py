"""Ids of topics, made of what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.topic import OTHER
from briefing.text.terms import stems


class TopicIds:
    """Gives keys one by one, never the same twice."""

    def __init__(self) -> None:
        self._taken = {OTHER}

    def make(self, keywords: Sequence[str], label: str, prefix: str = "") -> str:
        """Return the stems of the first keyword, and of more where that is taken, behind `prefix`."""
        parts = ["+".join(stems(word)) or word for word in (*keywords, label)]
        key = ""
        for size in range(1, len(parts) + 1):
            key = prefix + " ".join(parts[:size])
            if key not in self._taken:
                break
        number, free = 1, key
        while free in self._taken:
            number += 1
            free = f"{key} {number}"
        self._taken.add(free)
        return free
