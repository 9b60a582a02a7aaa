"""Where two wordings of one passage differ, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.text.tokens import fold

_MOST = 5_000
"""Words of a text that is compared word by word; of longer ones each is told whole."""
_SIGNS = ".,;:!?…\"'“”‘’«»()[]–—-"
"""At the ends of a word no part of it."""


class WordingPart(NamedTuple):
    """Words that both have, or only the one."""

    kind: Literal["same", "gone", "new"]
    text: str
    """Words with one blank between them."""

    @property
    def in_signs(self) -> str:
        """The words as `wdiff` writes them: `[-gone-]`, `{+new+}`, and those of both as they are."""
        match self.kind:
            case "same":
                return self.text
            case "gone":
                return f"[-{self.text}-]"
            case "new":
                return f"{{+{self.text}+}}"


def is_reworded(before: str, now: str) -> bool:
    """Return whether two texts differ in more than the blanks between their words."""
    return before != now and before.split() != now.split()


def difference(before: str, now: str) -> tuple[WordingPart, ...]:
    """Return the words of both in order; of words replaced, those that are gone go first."""
    old, new = before.split(), now.split()
    return tuple(_parts(old, new, old, new))


def difference_beside(whole: str, other: str) -> tuple[bool, tuple[WordingPart, ...]]:
    """Return whether `other` leaves off words before or behind those of `whole` that it has, and how it words
    the rest.

    What it leaves off there is no part of the answer; case, full stops and the signs at the ends of
    words are no difference.
    """
    parts, kept = _parts_beside(whole, other)
    return len(kept) < len(parts), tuple(parts[kept.start : kept.stop])


def places_reworded(text: str, whole: str, other: str) -> frozenset[int]:
    """Return which words of `text`, parted by blanks and counted from 0, `other` has not as `whole` has them.

    `whole` are words of `text` in its order. What `other` leaves off before or behind its own is none of
    them.
    """
    parts, kept = _parts_beside(whole, other)
    reworded: list[bool] = []
    for place, part in enumerate(parts):
        if part.kind != "new":
            reworded += [part.kind == "gone" and place in kept] * len(part.text.split())
    found: set[int] = set()
    keys = [_compared(word) for word in text.split()]
    at = 0
    for (key, _), is_reworded in zip(_words_by_key(whole), reworded, strict=True):
        while at < len(keys) and keys[at] != key:
            at += 1
        if is_reworded and at < len(keys):
            found.add(at)
        at += 1
    return frozenset(found)


def _parts_beside(whole: str, other: str) -> tuple[list[WordingPart], range]:
    """The difference of two texts, and which of its parts lie between the first and last words of `other`."""
    old, new = _words_by_key(whole), _words_by_key(other)
    parts = _parts(
        [word for _, word in old], [word for _, word in new], [key for key, _ in old], [key for key, _ in new]
    )
    kinds = [part.kind for part in parts]
    first = 1 if kinds[:2] in (["gone"], ["gone", "same"]) else 0
    last = len(parts) - 1 if len(parts) > first and kinds[-1] == "gone" else len(parts)
    return parts, range(first, last)


def _words_by_key(text: str) -> list[tuple[str, str]]:
    """The words of a text, each behind what it is compared by; signs alone are none."""
    keys = ((_compared(word), word) for word in text.split())
    return [(key, word) for key, word in keys if key]


def _compared(word: str) -> str:
    """A word without case, full stops ("U.S." and "US" are one) and the signs at its ends; empty for signs
    alone."""
    return fold(word).replace(".", "").strip(_SIGNS)


def _parts(
    old: Sequence[str], new: Sequence[str], old_keys: Sequence[str], new_keys: Sequence[str]
) -> list[WordingPart]:
    # Imported here: only what was reworded needs it.
    from rapidfuzz.distance import LCSseq

    if max(len(old), len(new)) > _MOST:
        return [WordingPart("gone", " ".join(old)), WordingPart("new", " ".join(new))]
    parts: list[WordingPart] = []
    gone: list[str] = []
    came: list[str] = []
    # Between two words that are kept, all that is gone stands before all that is new.
    for code in LCSseq.opcodes(old_keys, new_keys):
        if code.tag == "equal":
            parts += _changed(gone, came)
            gone, came = [], []
            parts.append(WordingPart("same", " ".join(new[code.dest_start : code.dest_end])))
        else:
            gone += old[code.src_start : code.src_end]
            came += new[code.dest_start : code.dest_end]
    return [*parts, *_changed(gone, came)]


def _changed(gone: list[str], came: list[str]) -> list[WordingPart]:
    parts = (WordingPart("gone", " ".join(gone)), WordingPart("new", " ".join(came)))
    return [part for part in parts if part.text]
