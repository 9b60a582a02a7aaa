"""What the lens says of the passage and the figure under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.explained_topic import WhyInTopic
    from briefing.model.lens import Lens


class LensState:
    """The last answer that is still true of the cursor, and the passage whose topic was explained."""

    def __init__(self) -> None:
        self.answer: Lens | None = None
        """None while it is not known."""
        self.explained: WhyInTopic | None = None
        """The passage whose words for a topic are underlined while the cursor is on it."""
