"""Steering: what a reader decided about the topics of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from briefing.model.topic import Topic

SteerVerb = Literal["mute", "unmute", "pin", "unpin", "rename", "merge", "split", "unsplit"]
STEER_VERBS: tuple[SteerVerb, ...] = get_args(SteerVerb)


@dataclass(frozen=True, slots=True)
class Steer:
    """One step: `Steer("mute", word="markets")`, `Steer("merge", topic="Taiwan", other="Arms sales")`."""

    verb: SteerVerb
    topic: str = ""
    """The label of the topic as it was shown; empty for steps about a word."""
    word: str = ""
    """The word or phrase to mute or pin, or no longer; empty for steps about a topic."""
    other: str = ""
    """`rename`: the new name. `merge`: the label of the topic that `topic` is merged into."""
    about: tuple[str, ...] = ()
    """The topic's keywords when the step was done: they find it again when its label has changed."""
    other_about: tuple[str, ...] = ()
    """`merge`: the same for `other`."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "verb": self.verb,
            "topic": self.topic,
            "word": self.word,
            "other": self.other,
            "about": list(self.about),
            "other_about": list(self.other_about),
        }


@dataclass(frozen=True, slots=True)
class Steering:
    """Every step in the order done: to undo is to drop the last."""

    steps: tuple[Steer, ...] = ()

    def then(self, step: Steer) -> Steering:
        """The steering with one more step."""
        return Steering((*self.steps, step))

    def undone(self) -> Steering:
        """The steering without its last step; the same when it has none."""
        return Steering(self.steps[:-1])

    def __bool__(self) -> bool:
        return bool(self.steps)


@dataclass(frozen=True, slots=True)
class SteeredTopics:
    """The topics of a folder as a steering leaves them."""

    topics: tuple[Topic, ...]
    """Largest share first."""
    steering: Steering
    waiting: tuple[Steer, ...] = ()
    """Steps that nothing here fits: they are kept, and apply again when their topic is back."""
    notes: tuple[str, ...] = ()
    """What the reader should know, such as a damaged file that was set aside."""
