"""The dialogs that ask how topics shall change, filled with what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from briefing.model.steering import Steer
from briefing.model.topic_passages import held
from briefing.text.block_bars import long_bar
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.steering_phrases import steered_words
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.keys import by_key
from briefing.ui.modals.pick_screen import PickOption, PickScreen
from briefing.ui.modals.split_screen import SplitScreen
from briefing.ui.state.topic_state import by_weight

if TYPE_CHECKING:
    from briefing.model.topic import Topic
    from briefing.ui.state.reader_state import ReaderState

WordVerb = Literal["mute", "pin"]
ReadWord = Callable[[str | None], Steer | None]

BAR = 10
"""Cells of the bar of the most telling word."""
_ASKED: dict[WordVerb, str] = {
    "mute": "Which word shall topics no longer heed?",
    "pin": "Which word shall make a topic?",
}
_SET: dict[WordVerb, tuple[str, str]] = {"mute": ("muted", "hears it again"), "pin": ("pinned", "lets it go")}


def word_dialog(state: ReaderState, topic: Topic, verb: WordVerb) -> tuple[PickScreen, ReadWord]:
    """A dialog that asks for a word, and how to read its answer as a step.

    The topic's own words come first, then those that are muted or pinned, then those of other topics.
    """
    muted, pinned = steered_words(state.topics.steering)
    chosen = muted if verb == "mute" else pinned
    options: dict[str, PickOption] = {}
    done, undone = _SET[verb]
    for word in chosen:
        options[word.casefold()] = PickOption(
            word, plain_line(done + by_key("dialog.pick", undone, " · "), "$warning")
        )
    own = {
        word.casefold(): PickOption(word, weighed(weight))
        for word, weight in by_weight(topic)
        if word.casefold() not in options
    }
    options = {**own, **options}
    for other in state.topics.items:
        for word in other.keywords:
            options.setdefault(word.casefold(), PickOption(word, plain_line(other.label, "$text-muted")))
    screen = PickScreen(
        f"{verb.capitalize()} a word",
        _ASKED[verb],
        list(options.values()),
        verb=verb,
        free=True,
    )
    already = {word.casefold() for word in chosen}

    def read(word: str | None) -> Steer | None:
        if word is None:
            return None
        if word.casefold() in already:
            return Steer("unmute" if verb == "mute" else "unpin", word=word)
        return Steer(verb, word=word)

    return screen, read


def weighed(weight: float) -> Content:
    """How telling a word is: a bar and a number of a hundred."""
    if not weight:
        return Content("")
    return Content.assemble(
        Content.styled(long_bar(weight, BAR).ljust(BAR), "$topic"),
        Content.styled(f"{round(100 * weight):4}", "$text-muted"),
    )


def name_dialog(state: ReaderState, topic: Topic) -> PickScreen:
    """A dialog that asks for a topic's name; its own words are offered."""
    taken = {one.label.casefold() for one in state.topics.items}
    words = [word for word in topic.keywords if word.casefold() not in taken]
    return PickScreen(
        "Rename a topic",
        f"What shall “{topic.label}” be called?",
        [PickOption(word) for word in words],
        verb="rename",
        free=True,
        typed=topic.label,
        narrows=False,
    )


def merge_dialog(state: ReaderState, topic: Topic) -> PickScreen:
    """A dialog that asks which topic another shall be part of; those most alike come first."""
    words = frozenset(topic.keywords)
    # Passages that are stored are each of one topic only: none is shared.
    places = frozenset((p.article, p.passage) for p in held(topic.passages))

    def shared(other: Topic) -> tuple[int, int]:
        both = sum((p.article, p.passage) in places for p in other.passages) if places else 0
        return -len(words & frozenset(other.keywords)), -both

    items = (one for one in state.topics.items if one.label != topic.label and not one.is_other)
    others = sorted(items, key=shared)
    return PickScreen(
        "Merge topics",
        f"“{topic.label}” becomes part of the topic you choose, which keeps its name.",
        [PickOption(one.label, _told(topic, one)) for one in others],
        verb="merge",
    )


def _told(topic: Topic, other: Topic) -> Content:
    """How large the other topic is, and which words both have."""
    both = [word for word in other.keywords if word in topic.keywords]
    passages = count(len(other.passages), "passage")
    return plain_line(f"{', '.join(both[:2])} · {passages}" if both else passages, "$text-muted")


def split_dialog(topic: Topic) -> SplitScreen:
    """A dialog that asks whether a topic shall fall into its stories."""
    stories = [
        (
            plain_line(story.label, "bold"),
            plain_line(
                f"{count(len(story.passages), 'passage')} · {', '.join(story.keywords[:4])}", "$text-muted"
            ),
        )
        for story in topic.stories
    ]
    into = f"{count(len(stories), 'topic')}:" if stories else "narrower topics, if its passages allow."
    return SplitScreen(f"“{topic.label}” falls into {into}", stories)
