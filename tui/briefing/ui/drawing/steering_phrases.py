"""What was done to topics, in words. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.steering import Steer


def describe_step(step: Steer) -> str:
    """One step as a short clause: `muted “phone”`."""
    match step.verb:
        case "mute":
            return f"muted “{step.word}”"
        case "unmute":
            return f"unmuted “{step.word}”"
        case "pin":
            return f"pinned “{step.word}”"
        case "unpin":
            return f"unpinned “{step.word}”"
        case "rename":
            return f"renamed “{step.topic}” to “{step.other}”"
        case "merge":
            return f"merged “{step.topic}” into “{step.other}”"
        case "split":
            return f"split “{step.topic}”"
        case "unsplit":
            return f"put “{step.topic}” together again"


def steered_words(steps: Sequence[Steer]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The muted and the pinned words as they stand after the last step, in the order they were chosen."""
    muted: dict[str, str] = {}
    pinned: dict[str, str] = {}
    for step in steps:
        name = step.word.casefold()
        if step.verb in ("mute", "unmute", "pin"):
            muted.pop(name, None)
        if step.verb in ("mute", "pin", "unpin"):
            pinned.pop(name, None)
        if step.verb == "mute":
            muted[name] = step.word
        elif step.verb == "pin":
            pinned[name] = step.word
    return tuple(muted.values()), tuple(pinned.values())
