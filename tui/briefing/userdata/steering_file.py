"""The steering of each set of paths, as it is remembered on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from briefing.errors import StoreError
from briefing.model.steering import STEER_VERBS, Steer, Steering
from briefing.text.clean import clean_line
from briefing.userdata.remembered_file import Remembered, RememberedFile

MOST_STEPS = 10_000
LONGEST = 1_000
"""Characters of a label or word."""
MOST_WORDS = 50
"""Keywords a step holds."""


class SteeringFile(RememberedFile[Steering]):
    """The remembered steering of one set of paths."""

    FOLDER: ClassVar[str] = "topics"
    CALLED: ClassVar[str] = "the steering of topics"

    def empty(self) -> Steering:
        return Steering()

    def add(self, step: Steer, paths: Sequence[str]) -> Remembered[Steering]:
        """Remember one more step; `paths` are written beside it for people who look at the file."""
        return self.change(lambda steering: steering.then(step), paths)

    def undo(self, paths: Sequence[str]) -> Remembered[Steering]:
        """Forget the last step."""
        return self.change(lambda steering: steering.undone(), paths)

    def replace(self, steering: Steering, paths: Sequence[str]) -> Remembered[Steering]:
        """Remember `steering` in place of what was remembered."""
        return self.change(lambda _: steering, paths)

    def checked(self, value: Steering) -> None:
        if len(value.steps) > MOST_STEPS:
            raise StoreError(
                f"the steering of topics has {MOST_STEPS:,} steps, the most there can be",
                hint="briefing topics --reset begins anew",
            )

    def fields_of(self, value: Steering) -> dict[str, Any]:
        return {"steps": [step.to_dict() for step in value.steps]}

    def value_of(self, values: dict[str, Any]) -> Steering | None:
        """Return the steering that the steps of a file are; None where one is damaged."""
        rows = values.get("steps")
        if not isinstance(rows, list) or len(rows) > MOST_STEPS:
            return None
        steps = [_step(row) for row in rows]
        return None if None in steps else Steering(tuple(step for step in steps if step is not None))


def _step(row: object) -> Steer | None:
    if not isinstance(row, dict) or row.get("verb") not in STEER_VERBS:
        return None
    values = cast("dict[str, Any]", row)
    texts = [_text(values.get(name, "")) for name in ("topic", "word", "other")]
    lists = [values.get(name, []) for name in ("about", "other_about")]
    if None in texts or not all(isinstance(one, list) and len(one) <= MOST_WORDS for one in lists):
        return None
    about = [[_text(word) for word in one] for one in lists]
    if any(None in words for words in about):
        return None
    topic, word, other = (text or "" for text in texts)
    mine, others = (tuple(text or "" for text in words) for words in about)
    return Steer(values["verb"], topic, word, other, mine, others)


def _text(value: object) -> str | None:
    return clean_line(value) if isinstance(value, str) and len(value) <= LONGEST else None
