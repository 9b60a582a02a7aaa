"""Where two wordings of one passage differ, word by word."""

from __future__ import annotations

from typing import Literal, NamedTuple

_MOST = 5_000
"""Words of a text that is compared word by word; of longer ones each is told whole."""


class WordingPart(NamedTuple):
    """Words that both have, or only the one."""

    kind: Literal["same", "gone", "new"]
    text: str
    """Words with one blank between them."""


def is_reworded(before: str, now: str) -> bool:
    """Return whether two texts differ in more than the blanks between their words."""
    return before != now and before.split() != now.split()


def difference(before: str, now: str) -> tuple[WordingPart, ...]:
    """Return the words of both in order; of words replaced, those that are gone go first."""
    # Imported here: only what was reworded needs it.
    from rapidfuzz.distance import LCSseq

    old, new = before.split(), now.split()
    if max(len(old), len(new)) > _MOST:
        return WordingPart("gone", " ".join(old)), WordingPart("new", " ".join(new))
    parts: list[WordingPart] = []
    gone: list[str] = []
    came: list[str] = []
    # Between two words that are kept, all that is gone stands before all that is new.
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            parts += _changed(gone, came)
            gone, came = [], []
            parts.append(WordingPart("same", " ".join(old[code.src_start : code.src_end])))
        else:
            gone += old[code.src_start : code.src_end]
            came += new[code.dest_start : code.dest_end]
    return (*parts, *_changed(gone, came))


def _changed(gone: list[str], came: list[str]) -> list[WordingPart]:
    parts = (WordingPart("gone", " ".join(gone)), WordingPart("new", " ".join(came)))
    return [part for part in parts if part.text]
