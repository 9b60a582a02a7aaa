"""Steering topics: words muted and pinned, topics renamed, merged, split and explained.

What a person changes is on disk before anything else happens; then the topics are asked for anew.
Acts on the topic the list's highlight is on; from elsewhere, on the chosen one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.steering import Steer
from briefing.session.requests.topic_requests import ExplainTopic
from briefing.ui.controllers.base import Controller
from briefing.ui.drawing.steering_phrases import describe_step
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.steering import SteeredTopics
    from briefing.model.topic import Topic
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.topic_controller import TopicController
    from briefing.ui.modals.steering_dialogs import WordVerb


class SteeringController(Controller):
    """Changes topics by hand, one step after the other."""

    def __init__(self, host: Host, topics: TopicController) -> None:
        super().__init__(host)
        self._topics = topics

    def _topic(self) -> Topic | None:
        """The topic that is meant; without one, says why."""
        side, topics = self.host.side.topics, self.state.topics
        topic = side.chosen if self.host.focused is side else topics.chosen_topic or side.chosen
        if topic is None:
            self.host.say(
                "there are no topics" if topics.known else "topics are still being found", timeout=3
            )
        return topic

    def _own_topic(self) -> Topic | None:
        """The topic that is meant, where something can be done to it as a whole; else says why not."""
        topic = self._topic()
        if topic is not None and topic.is_other:
            self.host.say(f"“{topic.label}” is no topic: it holds what belongs to none", timeout=4)
            return None
        return topic

    # -- steps -------------------------------------------------------------------------------

    def steer(self, step: Steer) -> None:
        """Keep one more step and show the topics as they are then."""
        self.host.say(f"{describe_step(step)} …")
        self.ask(None, lambda: self._take_step(step), lambda _: None)

    async def _take_step(self, step: Steer) -> None:
        services = self.host.services
        self._topics.told_waiting.add(step)
        await services.writer.steer(services.paths, step)
        answer = await self._topics.current()
        if step.verb == "split" and step in answer.waiting:
            # A split that waited would fall upon a later topic unasked.
            await services.writer.undo_steer(services.paths)
            self._topics.take(await self._topics.current())
            self.host.say(f"“{step.topic}” speaks of one thing; it cannot be split", timeout=4)
            return
        self._topics.take(answer)
        if step in answer.waiting:
            self.host.say(
                f"{describe_step(step)}: it stands nowhere here now, and is kept for when it does", timeout=6
            )
        else:
            self.host.say(
                f"{describe_step(step)}{by_key('steer.undo', 'in the list undoes', ' · ')}", timeout=4
            )

    def undo(self) -> None:
        """Take back the last change to topics."""
        self.ask(None, self._undo, self._take_undone)

    async def _undo(self) -> tuple[Steer, SteeredTopics] | None:
        services = self.host.services
        step = await services.writer.undo_steer(services.paths)
        return (step, await self._topics.current()) if step is not None else None

    def _take_undone(self, undone: tuple[Steer, SteeredTopics] | None) -> None:
        if undone is None:
            self.host.say("topics are as they were found", timeout=3)
            return
        self._topics.take(undone[1])
        self.host.say(f"undone: {describe_step(undone[0])}", timeout=4)

    # -- dialogs -----------------------------------------------------------------------------

    def mute(self) -> None:
        """Ask for a word that topics shall no longer heed; a muted one is heard again."""
        self._ask_word("mute")

    def pin(self) -> None:
        """Ask for a word that shall make a topic; a pinned one is let go."""
        self._ask_word("pin")

    def _ask_word(self, verb: WordVerb) -> None:
        from briefing.ui.modals.steering_dialogs import word_dialog

        topic = self._topic()
        if topic is None:
            return
        screen, read = word_dialog(self.state, topic, verb)

        def chosen(word: str | None) -> None:
            step = read(word)
            if step is not None:
                self.steer(step)

        self.host.dialog(screen, chosen)

    def rename(self) -> None:
        """Ask for another name for the topic."""
        from briefing.ui.modals.steering_dialogs import name_dialog

        topic = self._own_topic()
        if topic is None:
            return

        def chosen(name: str | None) -> None:
            if name and name != topic.label:
                self.steer(Steer("rename", topic=topic.label, other=name, about=topic.keywords))

        self.host.dialog(name_dialog(self.state, topic), chosen)

    def merge(self) -> None:
        """Ask which topic this one shall be part of."""
        from briefing.ui.modals.steering_dialogs import merge_dialog

        index, topic = self.state.topics.index, self._own_topic()
        if topic is None:
            return
        if len(index.topics) < 2:
            self.host.say("there is no other topic", timeout=3)
            return

        def chosen(label: str | None) -> None:
            other = self.state.topics.index.find(label)
            if other is not None:
                self.steer(
                    Steer(
                        "merge",
                        topic=topic.label,
                        other=other.label,
                        about=topic.keywords,
                        other_about=other.keywords,
                    )
                )

        self.host.dialog(merge_dialog(self.state, topic), chosen)

    def split(self) -> None:
        """Ask whether a topic shall fall into its stories, or what its passages allow."""
        from briefing.ui.modals.steering_dialogs import split_dialog

        topic = self._own_topic()
        if topic is None:
            return
        if not topic.stories:
            topic = self.state.topics.index.broad(topic.label) or topic

        def chosen(yes: bool | None) -> None:
            if yes:
                self.steer(Steer("split", topic=topic.label, about=topic.keywords))

        self.host.dialog(split_dialog(topic), chosen)

    def explain(self) -> None:
        """Show what makes a topic at once, and why the passage at hand is in it when that is known."""
        from briefing.ui.modals.explain_screen import ExplainScreen
        from briefing.ui.modals.topic_explanation import asked_about, reasons, sections

        topic = self._topic()
        if topic is None:
            return
        state, ref = self.state, self.state.ref
        about = asked_about(state, ref) if ref else ""
        screen = ExplainScreen(topic.label, about, sections(state, self.host.styler, topic))
        self.host.dialog(screen)
        if ref is None:
            return

        def tell(explained: TopicExplanation) -> None:
            screen.tell(reasons(state, self.host.styler, explained))
            state.lens.explained = explained.passage

        self.ask("why", ExplainTopic(topic.label, ref), tell)

    # -- stories -----------------------------------------------------------------------------

    def stories(self) -> None:
        """Open the stories of the topic, or close them."""
        if not self.host.side.topics.open_stories(opened=True):
            self._stories(opened=False)

    def open(self) -> None:
        """Open the topic into its stories."""
        self._stories(opened=True)

    def close(self) -> None:
        """Close the stories."""
        self._stories(opened=False)

    def coarser(self) -> None:
        """List broader topics."""
        self._topics.change_grain(-1)

    def finer(self) -> None:
        """List narrower topics."""
        self._topics.change_grain(1)

    def _stories(self, *, opened: bool) -> None:
        side = self.host.side.topics
        if not side.open_stories(opened=opened) and side.chosen is not None:
            broad = self.state.topics.index.broad(side.chosen.label)
            if broad is None and not side.chosen.stories:
                self.host.say("this topic is one story", timeout=2)
